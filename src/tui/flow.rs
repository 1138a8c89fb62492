//! The document as rows of one width, and ways through them.
//!
//! In: a document, its text, a width. Out: the rows' spans, made block by block when they are first asked for, and the
//! places before and after a place. A row never needs the rows of other blocks, so that a long text opens at once.

use super::document::{Block, Document, Look};
use crate::text::Span;
use crate::text::wrap::{TAB, Ties, wrap};
use std::cell::OnceCell;

/// A row: the block and the row's number in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Index of the block.
    pub block: usize,
    /// Row within the block.
    pub row: usize,
}

/// A line of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Empty, before a block.
    Gap,
    /// A row.
    Row(Place),
}

/// The rows of a block, once they are made.
type Rows = OnceCell<Vec<Span>>;

/// Blocks whose rows have one place to be kept in, made when the first of them is asked for.
const STRETCH: usize = 256;

/// The rows of one width.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    width: usize,
    rows: Vec<OnceCell<Box<[Rows]>>>,
}

/// A flow with what it was made of.
#[derive(Clone, Copy)]
pub struct Paper<'a> {
    /// The text.
    pub text: &'a str,
    /// Its blocks.
    pub document: &'a Document,
    /// Its rows.
    pub flow: &'a Flow,
}

impl Flow {
    /// Rows of `width` cells.
    #[must_use]
    pub fn new(document: &Document, width: usize) -> Self {
        Self { width, rows: vec![OnceCell::new(); document.blocks.len().div_ceil(STRETCH)] }
    }

    /// Where the rows of a block are kept.
    fn rows(&self, block: usize) -> Option<&Rows> {
        let stretch = self.rows.get(block / STRETCH)?;
        stretch.get_or_init(|| vec![OnceCell::new(); STRETCH].into()).get(block % STRETCH)
    }

    /// The width in cells.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }
}

impl<'a> Paper<'a> {
    /// The block of that index.
    #[must_use]
    pub fn block(self, index: usize) -> Option<&'a Block> {
        self.document.blocks.get(index)
    }

    /// The rows of a block.
    #[must_use]
    pub fn rows(self, index: usize) -> &'a [Span] {
        let (Some(block), Some(cell)) = (self.document.blocks.get(index), self.flow.rows(index)) else {
            return &[];
        };
        cell.get_or_init(|| {
            if block.look == Look::Rule || !self.stops(index).is_empty() {
                return vec![block.span];
            }
            let document = self.document;
            let ties = Ties { joins: Some(&document.joins), whole: &document.whole, signs: &document.signs };
            wrap(self.text, block.span, self.flow.width.saturating_sub(block.look.indent()), ties)
        })
    }

    /// The cells at which a table's columns begin; empty where the block is no table's row, or the table too wide.
    #[must_use]
    pub fn stops(self, index: usize) -> &'a [usize] {
        let table = self.document.table_of(index).filter(|table| table.width <= self.flow.width + TAB);
        table.map(|table| table.columns.as_slice()).unwrap_or_default()
    }

    /// The text of a row.
    #[must_use]
    pub fn span(self, place: Place) -> Span {
        self.rows(place.block).get(place.row).copied().unwrap_or_default()
    }

    /// The row that shows the byte at `at`, or the last one before it.
    #[must_use]
    pub fn place(self, at: usize) -> Place {
        let block = self.document.block_at(at);
        let row = self.rows(block).partition_point(|r| r.start <= at).saturating_sub(1);
        Place { block, row }
    }

    /// The next row, rules included.
    #[must_use]
    pub fn next(self, place: Place) -> Option<Place> {
        if place.row + 1 < self.rows(place.block).len() {
            return Some(Place { row: place.row + 1, ..place });
        }
        (place.block + 1 < self.document.blocks.len()).then_some(Place { block: place.block + 1, row: 0 })
    }

    /// The row before, rules included.
    #[must_use]
    pub fn previous(self, place: Place) -> Option<Place> {
        if let Some(row) = place.row.checked_sub(1) {
            return Some(Place { row, ..place });
        }
        let block = place.block.checked_sub(1)?;
        Some(Place { block, row: self.rows(block).len().saturating_sub(1) })
    }

    /// The last row.
    #[must_use]
    pub fn last(self) -> Place {
        let block = self.document.blocks.len().saturating_sub(1);
        Place { block, row: self.rows(block).len().saturating_sub(1) }
    }

    /// The row of text `by` rows further (rules are passed over), no further than the ends.
    #[must_use]
    pub fn step(self, from: Place, by: isize) -> Place {
        let mut place = from;
        let mut left = by.unsigned_abs();
        let mut here = from;
        while left > 0 {
            let Some(next) = (if by < 0 { self.previous(here) } else { self.next(here) }) else { break };
            here = next;
            if self.block(here.block).is_some_and(|b| b.look != Look::Rule) {
                place = here;
                left -= 1;
            }
        }
        place
    }

    /// Whether an empty line stands before the row.
    fn gap(self, place: Place) -> bool {
        place.row == 0 && self.block(place.block).is_some_and(|b| b.gap)
    }

    /// The row that is `lines` lines of the screen above `place`, or the first.
    #[must_use]
    pub fn above(self, place: Place, lines: usize) -> Place {
        let mut here = place;
        let mut used = 0;
        while used < lines {
            used += 1 + usize::from(self.gap(here));
            let Some(previous) = self.previous(here).filter(|_| used <= lines) else { break };
            here = previous;
        }
        here
    }

    /// The row that is `lines` lines of the screen below `place`, or the last.
    #[must_use]
    pub fn below(self, place: Place, lines: usize) -> Place {
        let mut here = place;
        let mut used = 0;
        while used < lines {
            let Some(next) = self.next(here) else { break };
            used += 1 + usize::from(self.gap(next));
            here = next;
        }
        here
    }

    /// Lines of the screen from `top` down to `place`, at most `most`; `None` where `place` is above or further.
    #[must_use]
    pub fn lines_to(self, top: Place, place: Place, most: usize) -> Option<usize> {
        let (mut here, mut used) = (top, 0);
        while here < place && used <= most {
            here = self.next(here)?;
            used += 1 + usize::from(self.gap(here));
        }
        (here == place && used <= most).then_some(used)
    }

    /// The lines of a screen that begins at `top`.
    #[must_use]
    pub fn lines(self, top: Place, height: usize) -> Vec<Line> {
        let mut out = Vec::with_capacity(height + 1);
        let mut here = (!self.document.blocks.is_empty()).then_some(top);
        while let Some(place) = here.filter(|_| out.len() < height) {
            if self.gap(place) && !out.is_empty() {
                out.push(Line::Gap);
            }
            out.push(Line::Row(place));
            here = self.next(place);
        }
        out.truncate(height);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Bulletin;
    use proptest::prelude::*;

    fn set(text: &str, width: usize) -> (String, Document, Flow) {
        let bulletin = Bulletin { text: text.to_owned(), ..Bulletin::default() };
        let document = Document::new(&bulletin);
        let flow = Flow::new(&document, width);
        (text.to_owned(), document, flow)
    }

    #[test]
    fn gaps_count_as_lines() {
        let (text, document, flow) = set("một\n\nhai\n\nba", 10);
        let paper = Paper { text: &text, document: &document, flow: &flow };
        let first = paper.place(0);
        assert_eq!(paper.lines(first, 9).len(), 5);
        assert_eq!(paper.below(first, 2), paper.place(text.find("hai").unwrap()));
        assert_eq!(paper.above(paper.last(), 4), first);
        assert_eq!(paper.lines_to(first, paper.last(), 10), Some(4));
        assert_eq!(paper.lines_to(first, paper.last(), 3), None);
    }

    #[test]
    fn the_end_of_a_long_text_needs_no_rows_of_what_lies_before_it() {
        let (text, document, flow) = set(&"một hai ba bốn năm\n\n".repeat(20_000), 10);
        let paper = Paper { text: &text, document: &document, flow: &flow };
        let top = paper.above(paper.last(), 50);
        assert_eq!(paper.lines(top, 50).len(), 50);
        let made = flow.rows.iter().filter_map(OnceCell::get).flat_map(|stretch| stretch.iter());
        assert!(made.filter(|rows| rows.get().is_some()).count() < 60);
    }

    #[test]
    fn tables_are_aligned_where_they_fit() {
        let text = "Tên\tSố\nXi măng\t1.284";
        let (text, document, flow) = set(text, 40);
        let paper = Paper { text: &text, document: &document, flow: &flow };
        assert_eq!(paper.stops(0), [0, 11]);
        let narrow = Flow::new(&document, 12);
        assert!(Paper { flow: &narrow, ..paper }.stops(0).is_empty());
    }

    proptest! {
        #[test]
        fn every_byte_has_its_row_and_back(text in "([a-zđả]{1,9} ){0,20}\n\n([a-zđả0-9]{1,30} ){0,20}", width in 5usize..60) {
            let (text, document, flow) = set(&text, width);
            let paper = Paper { text: &text, document: &document, flow: &flow };
            let mut here = (!document.blocks.is_empty()).then(Place::default);
            while let Some(place) = here {
                let span = paper.span(place);
                prop_assert_eq!(paper.place(span.start), place);
                prop_assert_eq!(paper.place(span.end.saturating_sub(1)), place);
                here = paper.next(place);
                if let Some(next) = here {
                    prop_assert_eq!(paper.previous(next), Some(place));
                }
            }
        }
    }
}
