//! A page as text for a terminal or a pipe.
//!
//! In: a [`Page`], a width, whether to colour. Out: lines. At a width the page is brought on one sheet where cells may
//! be cut, and says so; without a width nothing is wrapped or cut.

use super::page::{Block, Cell, Column, Page, Tone};
use super::table::{self, Fit};
use super::{Labels, wrap};
use anstyle::{AnsiColor, Style};

/// Lines of a sheet.
pub const SHEET: usize = 66;

/// How a page is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Columns; `None` leaves every line whole.
    pub width: Option<usize>,
    /// Whether to colour.
    pub colour: bool,
    /// Whether to print all in full, over several sheets where need be.
    pub full: bool,
}

/// The page as text, ending in a line end.
#[must_use]
pub fn text(page: &Page, labels: &Labels, options: Options) -> String {
    let whole = Printer::print(page, options, None);
    let Some(width) = options.width else { return whole.out };
    if options.full || whole.lines <= SHEET {
        return whole.out;
    }
    let note = wrap::wrap(labels.get("report.cut"), Some(width));
    for most in [3, 2, 1] {
        let mut printed = Printer::print(page, options, Some(most));
        if printed.lines + note.len() <= SHEET {
            for line in &note {
                printed.line(line, paint(Tone::Faint));
            }
            return printed.out;
        }
    }
    // Several sheets it is: nothing is cut for nothing.
    whole.out
}

struct Printer {
    options: Options,
    /// Most lines of a cell that may be cut.
    most: Option<usize>,
    out: String,
    lines: usize,
}

impl Printer {
    fn print(page: &Page, options: Options, most: Option<usize>) -> Self {
        let mut printer = Self { options, most, out: String::new(), lines: 0 };
        for block in &page.blocks {
            printer.block(block);
        }
        printer
    }

    fn block(&mut self, block: &Block) {
        let width = self.options.width;
        match block {
            Block::Title(words) => {
                for line in wrap::wrap(words, width) {
                    self.line(&line, Style::new().bold());
                }
            }
            Block::Facts(facts) => {
                for line in wrap::wrap(&bound(facts), width) {
                    self.line(&line, Style::new());
                }
            }
            Block::Heading(words, count) => {
                let count = count.map_or_else(String::new, |n| format!(" ({n})"));
                self.blank();
                self.line(&format!("{}{count}", words.to_uppercase()), Style::new().bold());
            }
            Block::Line(cell) => {
                for line in wrap::wrap(&cell.text, width) {
                    self.line(&line, paint(cell.tone));
                }
            }
            Block::Table(table) => {
                let fit = Fit { width, most: self.most };
                table::lines(table, fit, &mut |parts| {
                    let line: String = parts.iter().map(|(words, tone)| self.painted(words, paint(*tone))).collect();
                    self.push(&line);
                });
            }
            Block::Text(words) => {
                self.blank();
                for paragraph in words.split('\n') {
                    for line in wrap::wrap(paragraph, width) {
                        self.line(&line, Style::new());
                    }
                }
            }
        }
    }

    fn blank(&mut self) {
        if self.lines > 0 {
            self.push("");
        }
    }

    fn line(&mut self, words: &str, style: Style) {
        let line = self.painted(words, style);
        self.push(&line);
    }

    fn push(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
        self.lines += 1;
    }

    fn painted(&self, words: &str, style: Style) -> String {
        if !self.options.colour || style == Style::new() || words.trim().is_empty() {
            return words.to_owned();
        }
        format!("{style}{words}{style:#}")
    }
}

/// Facts with marks between, each kept whole where a line holds it.
fn bound(facts: &[String]) -> String {
    facts.join(&format!("{}· ", wrap::NBSP))
}

fn paint(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Bad => AnsiColor::Red.on_default(),
        Tone::Strong => Style::new().bold(),
        Tone::Faint => Style::new().dimmed(),
    }
}

/// A table's head as cells.
pub(super) fn head(columns: &[Column]) -> Option<Vec<Cell<'_>>> {
    let named = columns.iter().any(|c| !c.head.is_empty());
    named.then(|| columns.iter().map(|c| Cell::faint(&c.head)).collect())
}
