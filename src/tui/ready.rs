//! A bulletin made ready to be shown: all that depends on nothing but the bulletin and the interface's words.
//!
//! In: a bulletin. Out: its blocks, its outline, what its entries rest on, the name it is kept under. Whoever has read the
//! bulletin makes it, so that the loop takes a text of any length at once; rows are made when they are first asked for.

use super::document::Document;
use super::entry::figures;
use super::entry::shortfalls::Widths;
use super::links::Links;
use super::memory;
use super::outline::{Item, outline};
use super::table::Table;
use crate::model::Bulletin;
use crate::report::{Labels, Language};

/// The table of so many figures is made when it is asked for.
const MANY: usize = 1000;

/// A bulletin with all that is made of it alone.
#[derive(Clone, Debug, Default)]
pub struct Ready {
    /// What is read.
    pub bulletin: Bulletin,
    /// The bulletin as it is set.
    pub document: Document,
    /// What it consists of.
    pub outline: Vec<Item>,
    /// What the entries of the side panes rest on.
    pub links: Links,
    /// Cells of the numbers beside the shortfalls' gauges.
    pub widths: Widths,
    /// The table of its figures, where they are so many that a key would wait for it.
    pub table: Option<Table>,
    /// The file's name under which its place and marks are kept.
    pub kept: String,
    /// The language of the words that were measured.
    pub language: Language,
}

impl Ready {
    /// Makes a bulletin ready.
    #[must_use]
    pub fn new(bulletin: Bulletin, labels: &Labels) -> Self {
        Self {
            document: Document::new(&bulletin),
            outline: outline(&bulletin),
            links: Links::new(&bulletin),
            widths: Widths::of(labels, &bulletin.shortfalls),
            table: long_table(&bulletin, labels),
            kept: memory::file_name(&bulletin.text),
            language: labels.language(),
            bulletin,
        }
    }
}

/// The table of the figures, where they are so many that a key would wait for it.
#[must_use]
pub fn long_table(bulletin: &Bulletin, labels: &Labels) -> Option<Table> {
    (bulletin.figures.len() > MANY).then(|| figures::table(bulletin, labels))
}

/// What is made of one bulletin is the same each time.
impl PartialEq for Ready {
    fn eq(&self, other: &Self) -> bool {
        self.bulletin == other.bulletin
    }
}
