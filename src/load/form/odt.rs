//! ODT: the document with all tracked changes accepted.
//!
//! In: a package. Out: paragraphs, list items with their sign or number, tables as rows, footnotes at the end.

use super::grid::{Cell, Grid};
use super::lines::Lines;
use super::package::Package;
use super::xml::{Attributes, Piece, walk};
use crate::error::{Code, Fault};
use std::collections::HashMap;

/// The part that holds the text.
pub const MARK: &str = "content.xml";
/// Most blanks that one element stands for, and columns that one repeats.
const REPEAT: usize = 64;

/// The text of the package.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn text(package: &mut Package<'_>) -> Result<String, Fault> {
    let content = package.text(MARK)?.ok_or(Code::NoContent)?;
    let mut reader = Reader::default();
    walk(&content, |piece| reader.take(piece))?;
    for note in std::mem::take(&mut reader.notes) {
        reader.lines.paragraph(&note);
    }
    Ok(reader.lines.finish())
}

/// Elements whose content is no text of the document as accepted.
const PASSED: [&str; 6] = ["tracked-changes", "annotation", "note-citation", "ruby-text", "title", "desc"];

#[derive(Default)]
struct List {
    style: Option<String>,
    count: usize,
    is_fresh: bool,
}

#[derive(Default)]
struct Reader {
    lines: Lines,
    paragraphs: Vec<String>,
    tables: Vec<(Grid, Cell, usize)>,
    lists: Vec<List>,
    passed: usize,
    /// The style that is defined, and by style and level: the number's format, what stands before and behind it.
    style: Option<String>,
    levels: HashMap<(String, usize), (String, String, String)>,
    in_body: bool,
    in_note: usize,
    notes: Vec<String>,
}

impl Reader {
    fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open(name, attributes) => {
                if self.passed > 0 || PASSED.contains(&name) {
                    self.passed += usize::from(PASSED.contains(&name));
                } else if self.in_body {
                    self.open(name, &attributes);
                } else {
                    self.define(name, &attributes);
                }
            }
            Piece::Close(name) if self.passed > 0 => self.passed -= usize::from(PASSED.contains(&name)),
            Piece::Close(name) => self.close(name),
            Piece::Text(text) if self.passed == 0 => {
                // Line ends in the XML are blanks.
                let words = text.replace(['\n', '\r'], " ");
                self.push(&words);
            }
            Piece::Text(_) => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.push_str(text);
        }
    }

    /// Reads the definitions of lists, before the body.
    fn define(&mut self, name: &str, attributes: &Attributes<'_>) {
        match name {
            "list-style" => self.style = attributes.get("name"),
            "list-level-style-number" => {
                let level = attributes.number("level").unwrap_or(1);
                let get = |name: &str| attributes.get(name).unwrap_or_default();
                if let Some(style) = self.style.clone() {
                    let form = (get("num-format"), get("num-prefix"), get("num-suffix"));
                    self.levels.insert((style, level), form);
                }
            }
            "text" | "body" => self.in_body = true,
            _ => {}
        }
    }

    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        let number = |name: &str| attributes.number(name).unwrap_or(1);
        match name {
            "p" | "h" => self.paragraphs.push(String::new()),
            "s" => self.push(&" ".repeat(number("c").min(REPEAT))),
            "tab" => self.push(" "),
            "line-break" => self.push("\n"),
            "note" => self.in_note += 1,
            "list" => {
                let outer = self.lists.last().and_then(|l| l.style.clone());
                self.lists.push(List { style: attributes.get("style-name").or(outer), ..List::default() });
            }
            "list-item" => {
                if let Some(list) = self.lists.last_mut() {
                    list.count += 1;
                    list.is_fresh = true;
                }
            }
            "table" => self.tables.push((Grid::default(), Cell::default(), 1)),
            "table-row" => {
                if let Some((grid, _, _)) = self.tables.last_mut() {
                    grid.start_row();
                }
            }
            "table-cell" => {
                if let Some((_, cell, repeated)) = self.tables.last_mut() {
                    let [columns, rows] = ["number-columns-spanned", "number-rows-spanned"].map(number);
                    *cell = Cell { columns, rows, ..Cell::default() };
                    *repeated = number("number-columns-repeated").clamp(1, REPEAT);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => self.end_paragraph(),
            "note" => self.in_note = self.in_note.saturating_sub(1),
            "list" => {
                self.lists.pop();
            }
            "table-cell" => {
                if let Some((grid, cell, repeated)) = self.tables.last_mut() {
                    let cell = std::mem::take(cell);
                    for _ in 0..*repeated {
                        grid.push(cell.clone());
                    }
                }
            }
            "table" => {
                let Some((grid, _, _)) = self.tables.pop() else { return };
                match self.tables.last_mut() {
                    Some((_, cell, _)) => {
                        for row in grid.rows() {
                            cell.text.push('\n');
                            cell.text.push_str(&row.join(" "));
                        }
                    }
                    None => self.lines.table(&grid),
                }
            }
            "text" => self.in_body = false,
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(text) = self.paragraphs.pop() else { return };
        if text.trim().is_empty() {
            return;
        }
        if self.in_note > 0 {
            self.notes.push(format!("[{}] {}", self.notes.len() + 1, text.trim_start()));
            return;
        }
        let text = format!("{}{}", self.sign(), text.trim_start());
        match self.tables.last_mut() {
            Some((_, cell, _)) => {
                if !cell.text.is_empty() {
                    cell.text.push('\n');
                }
                cell.text.push_str(&text);
            }
            None => self.lines.paragraph(&text),
        }
    }

    /// What stands before the first paragraph of a list's item.
    fn sign(&mut self) -> String {
        let level = self.lists.len();
        let Some(list) = self.lists.last_mut().filter(|l| l.is_fresh) else { return String::new() };
        list.is_fresh = false;
        let form = list.style.as_ref().and_then(|style| self.levels.get(&(style.clone(), level)));
        match form {
            Some((format, before, behind)) if !format.is_empty() => {
                let number = match format.as_str() {
                    "a" | "A" => {
                        let first = format.bytes().next().unwrap_or(b'a');
                        char::from(first + u8::try_from((list.count - 1) % 26).unwrap_or_default()).to_string()
                    }
                    _ => list.count.to_string(),
                };
                format!("{before}{number}{behind} ")
            }
            Some(_) => String::new(),
            None => "- ".to_owned(),
        }
    }
}
