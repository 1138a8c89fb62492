//! DOCX: the document as it reads with all tracked changes accepted.
//!
//! In: a package. Out: paragraphs, list items with their sign or number, tables as rows, footnotes at the end. Fields'
//! instructions, hidden text, comments and the marks that point to notes are left out.

use super::grid::{Cell, Grid};
use super::lines::Lines;
use super::numbering::Numbering;
use super::package::Package;
use super::xml::{Attributes, Piece, walk};
use crate::error::{Code, Fault};

/// The part that makes a package a DOCX.
pub const MARK: &str = "word/document.xml";

/// The text of the package.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn text(package: &mut Package<'_>) -> Result<String, Fault> {
    let document = package.text(MARK)?.ok_or(Code::NoDocument)?;
    let mut numbering = Numbering::default();
    if let Some(part) = package.text("word/numbering.xml")? {
        numbering.read(&part)?;
    }
    if let Some(part) = package.text("word/styles.xml")? {
        numbering.read_styles(&part)?;
    }
    let mut reader = Reader { numbering, ..Reader::default() };
    walk(&document, |piece| reader.take(piece))?;
    if let Some(notes) = package.text("word/footnotes.xml")? {
        walk(&notes, |piece| reader.take(piece))?;
    }
    if let Some(notes) = package.text("word/endnotes.xml")? {
        walk(&notes, |piece| reader.take(piece))?;
    }
    Ok(reader.lines.finish())
}

/// Elements whose content is no text of the document as accepted.
const PASSED: [&str; 9] = [
    "del",
    "moveFrom",
    "Fallback",
    "instrText",
    "delInstrText",
    "delText",
    "footnoteReference",
    "endnoteReference",
    "annotationRef",
];

/// A paragraph in the making.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    list: (Option<usize>, usize),
    /// Whether its end was deleted, so that the next one goes on.
    is_open: bool,
}

#[derive(Default)]
struct Reader {
    lines: Lines,
    numbering: Numbering,
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    /// Depth inside what is passed over.
    passed: usize,
    /// Whether the properties of a paragraph, of its end, of a run, of a row are read.
    properties: Vec<&'static str>,
    hidden: bool,
    in_text: bool,
    /// What a paragraph whose end was deleted hands on.
    carried: String,
    /// Whether the note that is read is the number of another (a separator).
    is_separator: bool,
    /// The note's number, until its first paragraph is told.
    note: Option<String>,
}

#[derive(Default)]
struct Table {
    grid: Grid,
    cell: Cell,
    row_deleted: bool,
}

const PROPERTIES: [&str; 4] = ["pPr", "rPr", "trPr", "tcPr"];

impl Reader {
    fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open(name, attributes) => self.open(name, &attributes),
            Piece::Close(name) => self.close(name),
            Piece::Text(text) if self.in_text && self.passed == 0 && !self.hidden => self.push(text),
            Piece::Text(_) => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        if self.passed > 0 {
            self.passed += usize::from(PASSED.contains(&name));
            return;
        }
        if let Some(known) = PROPERTIES.iter().find(|p| **p == name) {
            self.properties.push(known);
            return;
        }
        if !self.properties.is_empty() {
            return self.property(name, attributes);
        }
        match name {
            name if PASSED.contains(&name) => self.passed = 1,
            "footnote" | "endnote" => {
                self.is_separator = attributes.get("type").is_some_and(|t| t != "normal");
                self.note = attributes.get("id");
            }
            "p" => self.paragraphs.push(Paragraph::default()),
            "r" => self.hidden = false,
            "t" => self.in_text = true,
            "tab" | "ptab" => self.push(" "),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "tbl" => self.tables.push(Table::default()),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.grid.start_row();
                    table.row_deleted = false;
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.cell = Cell::default();
                }
            }
            _ => {}
        }
    }

    fn property(&mut self, name: &str, attributes: &Attributes<'_>) {
        let value = || attributes.get("val");
        let of = |what: &str| self.properties.contains(&what);
        let is_on = || !value().is_some_and(|v| matches!(v.as_str(), "0" | "false" | "off" | "none"));
        let (in_paragraph, in_run, in_row) = (of("pPr"), of("rPr"), of("trPr"));
        match (name, self.paragraphs.last_mut(), self.tables.last_mut()) {
            ("pStyle", Some(paragraph), _) => paragraph.style = value(),
            ("numId", Some(paragraph), _) => paragraph.list.0 = attributes.number("val"),
            ("ilvl", Some(paragraph), _) => paragraph.list.1 = attributes.number("val").unwrap_or_default(),
            ("del" | "moveFrom", Some(paragraph), _) if in_paragraph && in_run => paragraph.is_open = true,
            ("del" | "moveFrom", _, Some(table)) if in_row => table.row_deleted = true,
            ("vanish", _, _) if in_run && !in_paragraph => self.hidden = is_on(),
            ("gridSpan", _, Some(table)) => table.cell.columns = attributes.number("val").unwrap_or(1),
            ("vMerge", _, Some(table)) => table.cell.above = value().is_none_or(|v| v != "restart"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.passed > 0 {
            self.passed -= usize::from(PASSED.contains(&name));
            return;
        }
        if PROPERTIES.contains(&name) {
            self.properties.pop();
            return;
        }
        match name {
            "t" => self.in_text = false,
            "r" => self.hidden = false,
            "p" => self.end_paragraph(),
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    let cell = std::mem::take(&mut table.cell);
                    table.grid.push(cell);
                }
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut().filter(|t| t.row_deleted) {
                    table.grid.drop_row();
                }
            }
            "tbl" => self.end_table(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        if !self.carried.is_empty() {
            paragraph.text.insert_str(0, &std::mem::take(&mut self.carried));
        }
        if paragraph.is_open {
            self.carried = paragraph.text;
            return;
        }
        if paragraph.text.trim().is_empty() || self.is_separator {
            return;
        }
        let mut text = self.numbering.sign(paragraph.style.as_deref(), paragraph.list);
        if let Some(number) = self.note.take() {
            text = format!("[{number}] ");
        }
        text.push_str(paragraph.text.trim_start());
        match self.tables.last_mut() {
            Some(table) => {
                if !table.cell.text.is_empty() {
                    table.cell.text.push('\n');
                }
                table.cell.text.push_str(&text);
            }
            // A text box stands inside a paragraph; its own come first.
            None => self.lines.paragraph(&text),
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        match self.tables.last_mut() {
            // A table in a cell is the cell's text.
            Some(outer) => {
                for row in table.grid.rows() {
                    outer.cell.text.push('\n');
                    outer.cell.text.push_str(&row.join(" "));
                }
            }
            None => self.lines.table(&table.grid),
        }
    }
}
