//! Tables as rows of cells parted by tabs → figures with the same model as prose.
//!
//! The rows above the first one with numbers are the `head`: read together, column by column, they say what the columns
//! hold (by the rules of `tables.toml`), in any order; without them there is no table. The others are rows (`row`): one
//! figure each, and one more where the last month stands beside the months so far.

mod head;
mod row;

use super::numeral;
use super::state::State;
use crate::rules::Lexicon;
use crate::text::Span;
use head::{Columns, Head};

/// Columns that a table of figures has at most, and rows that its head has: what has more is none.
const MOST: usize = 64;

/// A table, as far as it was read.
#[derive(Debug, Default)]
pub struct Table {
    head: Head,
    /// The rows with numbers under it.
    rows: Vec<Span>,
    /// The unit that a line above tells (*Đơn vị tính: tỷ đồng*).
    unit: Option<String>,
    /// The line above that says what its rows are (*Chỉ số giá tiêu dùng*).
    title: Option<Span>,
}

impl Table {
    /// Notes a line above or between tables. A paragraph and a unit end the table before; a heading may stand among its rows.
    pub fn above(&mut self, state: &mut State<'_>, line: Span, is_heading: bool) {
        let unit = unit_of(state.page.lexicon, line.of(state.page.text));
        if is_heading && unit.is_none() && !self.rows.is_empty() {
            return;
        }
        let begun = !self.rows.is_empty() || !self.head.is_empty();
        let (kept, title) = (self.unit.take().filter(|_| !begun), self.title.filter(|_| !begun));
        self.end(state);
        let told = line.of(state.page.text).trim_end().ends_with(['.', ';']);
        self.title = if unit.is_some() { title } else { Some(line).filter(|_| !told) };
        self.unit = unit.or(kept);
    }

    /// Takes its next row.
    pub fn take(&mut self, state: &mut State<'_>, span: Span) {
        let text = state.page.text;
        let cells = cells(text, span);
        let told: Vec<&str> = cells.iter().map(|cell| cell.of(text).trim()).collect();
        if cells.len() > MOST || numbers_columns(&told) {
            return;
        }
        if told.iter().any(|cell| is_number(cell)) {
            return self.rows.push(span);
        }
        // One cell alone heads the rows below it, not the columns.
        let mut filled = told.iter().filter(|cell| !cell.is_empty());
        if let (Some(alone), None) = (filled.next(), filled.next()) {
            self.unit = unit_of(state.page.lexicon, alone).or(self.unit.take());
            return;
        }
        if !self.rows.is_empty() {
            // A head in the middle of a table is that of another.
            let mut anew = Head::default();
            anew.add(text, &cells);
            if Columns::of(state, &anew, &[]).is_none() {
                return;
            }
            let (unit, title) = (self.unit.clone(), self.title);
            self.end(state);
            (self.unit, self.title) = (unit, title);
        }
        if self.head.rows() >= MOST {
            self.head = Head::default();
        }
        self.head.add(text, &cells);
    }

    /// Reads its rows: nothing follows them.
    pub fn end(&mut self, state: &mut State<'_>) {
        let Table { head, rows, unit, title } = std::mem::take(self);
        if rows.is_empty() {
            return;
        }
        let Some(mut columns) = Columns::of(state, &head, &rows) else { return };
        for span in rows {
            row::read(state, span, &columns, (unit.as_deref(), title));
            // What is in doubt is told once, with the first row.
            columns.columns.iter_mut().for_each(|column| column.turned = false);
        }
    }
}

/// The name in a row of a table: its first cell with words; `None` where a sentence is no row.
pub fn name_of_row(text: &str, sentence: Span) -> Option<Span> {
    let cells = || cells(text, sentence).into_iter();
    let name = cells().find(|c| c.of(text).chars().any(char::is_alphabetic))?;
    let numbers = cells().filter(|c| is_number(c.of(text).trim())).count();
    (numbers > 0 && sentence.of(text).contains('\t')).then_some(name)
}

/// The unit that a line tells for all below it.
fn unit_of(lexicon: &Lexicon, line: &str) -> Option<String> {
    const WORDS: usize = 4;
    /// Bytes that such a line has at most before its unit.
    const LEAD: usize = 80;
    memchr::memchr(b':', line.as_bytes())?;
    let (says, unit) = line.trim_matches(['(', ')', ' ', '\t']).rsplit_once(':')?;
    let unit = unit.trim();
    let short = says.len() <= LEAD && !unit.is_empty() && unit.split(' ').take(WORDS + 1).count() <= WORDS;
    (short && head::names(lexicon, says).any(|name| name == "unit")).then(|| unit.to_owned())
}

/// Whether a cell holds a number and nothing else; a year heads a column.
fn is_number(cell: &str) -> bool {
    let year = cell.len() == 4 && (cell.starts_with("19") || cell.starts_with("20"));
    !year && number(cell).is_some()
}

/// The number of a cell, with its sign.
fn number(cell: &str) -> Option<crate::model::Decimal> {
    let cell = cell.trim();
    let bare = cell.trim_matches(['%', '+', '-', '−', '–', ' ', '(', ')']);
    let value = numeral::read(bare).or_else(|| numeral::spaced(bare))?.value;
    Some(if cell.starts_with(['-', '−', '–']) { -value } else { value })
}

/// Whether a row numbers the columns (*A, B, 1, 2, 3 = 2/1*).
fn numbers_columns(cells: &[&str]) -> bool {
    let bare = |cell: &str| cell.trim_matches(['(', ')', '[', ']', ' ']).to_owned();
    let short = |cell: &str| {
        let cell = bare(cell);
        cell.len() <= 2 && cell.bytes().all(|b| b.is_ascii_alphanumeric()) || cell.contains('=')
    };
    let numbered = cells.iter().filter_map(|cell| bare(cell).parse::<u8>().ok());
    let rising =
        numbered.clone().count() >= 2 && numbered.clone().zip(numbered.skip(1)).all(|(a, b)| b > a && b - a <= 2);
    rising && cells.iter().all(|cell| short(cell))
}

/// The cells of a row, empty ones at its ends too.
fn cells(text: &str, row: Span) -> Vec<Span> {
    let start = text.get(..row.start).and_then(|t| t.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(row.end..).and_then(|t| t.find('\n')).map_or(text.len(), |at| row.end + at);
    let mut at = start;
    Span::new(start, end)
        .of(text)
        .split('\t')
        .map(|cell| {
            let span = Span::new(at, at + cell.len());
            at += cell.len() + 1;
            span
        })
        .collect()
}
