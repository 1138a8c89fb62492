//! A printed page before it has a form: headings, lines and tables, whose cells know what they mean but not their looks.
//!
//! The summary builds it; text, Markdown and HTML are written from it. Its words are borrowed from the bulletin and the
//! labels wherever they stand there as they are, so that a long bulletin is not held twice.

use crate::model::Decimal;
use std::borrow::Cow;

/// What stands in a cell for which there is no number.
pub const NOTHING: &str = "–";

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page<'a> {
    /// What stands on it, in order.
    pub blocks: Vec<Block<'a>>,
}

/// One part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block<'a> {
    /// The page's title.
    Title(String),
    /// Facts on one line where they fit.
    Facts(Vec<String>),
    /// A heading, with the number of what stands under it.
    Heading(String, Option<usize>),
    /// A line of its own.
    Line(Cell<'a>),
    /// A table.
    Table(Table<'a>),
    /// Text as it is, paragraph by paragraph.
    Text(&'a str),
}

/// A table. Rows may be parted into groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table<'a> {
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows, top to bottom.
    pub rows: Vec<Row<'a>>,
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
pub enum Row<'a> {
    /// A heading over the rows that follow.
    Group(Cow<'a, str>),
    /// One cell a column.
    Cells(Vec<Cell<'a>>),
}

/// Words and what they mean. A no-break space keeps a number with its unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell<'a> {
    /// The words.
    pub text: Cow<'a, str>,
    /// What they mean.
    pub tone: Tone,
    /// The byte of `text` from which on they may be told where room is short.
    pub gist: Option<usize>,
    /// The sentence they rest on, where a form can keep it at hand.
    pub source: Option<&'a str>,
    /// What was reached and what was due, where a form can draw it.
    pub gauge: Option<Box<(Decimal, Decimal)>>,
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

impl<'a> Cell<'a> {
    /// A cell of this tone.
    #[must_use]
    pub fn new(text: impl Into<Cow<'a, str>>, tone: Tone) -> Self {
        Self { text: text.into(), tone, ..Self::default() }
    }

    /// A cell that means nothing in particular.
    #[must_use]
    pub fn plain(text: impl Into<Cow<'a, str>>) -> Self {
        Self::new(text, Tone::Plain)
    }

    /// A cell that stands back.
    #[must_use]
    pub fn faint(text: impl Into<Cow<'a, str>>) -> Self {
        Self::new(text, Tone::Faint)
    }
}

impl<'a> Page<'a> {
    /// Appends a heading and a table, unless the table has no rows.
    pub fn section(&mut self, heading: &str, count: Option<usize>, table: Table<'a>) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Heading(heading.to_owned(), count));
            self.blocks.push(Block::Table(table));
        }
    }
}
