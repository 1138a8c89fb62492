//! A printed page before it has a form: headings, lines and tables, whose cells know what they mean but not their looks.
//!
//! The summary builds it; text, Markdown and HTML are written from it.

use crate::model::Decimal;

/// What stands in a cell for which there is no number.
pub const NOTHING: &str = "–";

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// What stands on it, in order.
    pub blocks: Vec<Block>,
}

/// One part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The page's title.
    Title(String),
    /// Facts on one line where they fit.
    Facts(Vec<String>),
    /// A heading, with the number of what stands under it.
    Heading(String, Option<usize>),
    /// A line of its own.
    Line(Cell),
    /// A table.
    Table(Table),
    /// Text as it is, paragraph by paragraph.
    Text(String),
}

/// A table. Rows may be parted into groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows, top to bottom.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// The head; empty in every column of a table without heads.
    pub head: String,
    /// Whether numbers stand in it.
    pub right: bool,
    /// Whether its cells may be wrapped.
    pub wraps: bool,
    /// Whether its cells may be cut short to bring the page on one sheet.
    pub cut: bool,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(head: &str) -> Self {
        Self { head: head.to_owned(), wraps: true, ..Self::default() }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numbers(head: &str) -> Self {
        Self { head: head.to_owned(), right: true, ..Self::default() }
    }
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A heading over the rows that follow.
    Group(String),
    /// One cell a column.
    Cells(Vec<Cell>),
}

/// Words and what they mean. A no-break space keeps a number with its unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The words.
    pub text: String,
    /// What they mean.
    pub tone: Tone,
    /// The byte of `text` from which on they may be told where room is short.
    pub gist: Option<usize>,
    /// The sentence they rest on, where a form can keep it at hand.
    pub source: Option<String>,
    /// What was reached and what was due, where a form can draw it.
    pub gauge: Option<(Decimal, Decimal)>,
}

/// What a cell means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    /// A shortfall.
    Bad,
    /// What stands out.
    Strong,
    /// What stands back.
    Faint,
}

impl Cell {
    /// A cell of this tone.
    #[must_use]
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone, ..Self::default() }
    }

    /// A cell that means nothing in particular.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new(text, Tone::Plain)
    }

    /// A cell that stands back.
    #[must_use]
    pub fn faint(text: impl Into<String>) -> Self {
        Self::new(text, Tone::Faint)
    }
}

impl Page {
    /// Appends a heading and a table, unless the table has no rows.
    pub fn section(&mut self, heading: &str, count: Option<usize>, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Heading(heading.to_owned(), count));
            self.blocks.push(Block::Table(table));
        }
    }
}
