//! Words looked for in the text, a stretch at a time, so that no key waits for it however long the text is.
//!
//! In: the text and the words. Out: places in the text's order, those behind the line being read first. Stretches of a
//! text that is not long are kept without marks and case for the next letter that is typed.

use crate::text::Span;
use crate::text::search::{Folded, Query};

/// Bytes that are looked through before the keys are heard again.
const STRETCH: usize = 1 << 20;
/// Bytes behind a stretch in which a place that begins in it may end.
const AHEAD: usize = 4096;
/// Stretches that are kept: of a longer text they would take several times its room.
const KEPT: usize = 8;

/// What is searched for and where it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The words.
    pub query: String,
    /// Where they stand, in the text's order.
    pub hits: Vec<Span>,
    /// The place that the cursor is at.
    pub current: Option<usize>,
    /// Where the cursor stood when the search began.
    pub origin: usize,
    /// Stretches that are yet to be looked through, the next one last.
    pub left: Vec<usize>,
    /// Whether the first place is to be shown when it is found.
    pub seeks: bool,
}

impl Search {
    /// Nothing looked through yet of a text in so many stretches; those from `first` on come first.
    #[must_use]
    pub fn new(query: &str, origin: usize, count: usize, first: usize) -> Self {
        let mut left: Vec<usize> = (first..count).chain(0..first.min(count)).collect();
        left.reverse();
        Self { query: query.to_owned(), origin, left, ..Self::default() }
    }

    /// Takes the places of a stretch.
    fn take(&mut self, found: Vec<Span>) {
        let Some(first) = found.first().copied() else { return };
        let at = self.hits.partition_point(|hit| hit.start < first.start);
        let before = at.checked_sub(1).and_then(|i| self.hits.get(i)).map_or(0, |hit| hit.end);
        let behind = self.hits.get(at).map_or(usize::MAX, |hit| hit.start);
        // Two stretches may find a place that lies over their bound.
        let new = found.into_iter().filter(|hit| hit.start >= before && hit.end <= behind);
        self.hits.splice(at..at, new);
    }

    /// The first place from where the search began; round once all behind it is looked through.
    #[must_use]
    pub fn first(&self, stretches: &Stretches) -> Option<usize> {
        let place = self.hits.partition_point(|hit| hit.start < self.origin);
        let from = stretches.at(self.origin);
        match self.hits.get(place) {
            Some(hit) if !self.waits(from, stretches.at(hit.start)) => Some(place),
            _ if self.waits(from, usize::MAX) || self.hits.is_empty() => None,
            _ if self.waits(0, self.hits.first().map_or(0, |hit| stretches.at(hit.start))) => None,
            _ => Some(0),
        }
    }

    /// The place behind or before a byte, round; `None` where one in between may yet be found, or there is none.
    #[must_use]
    pub fn beside(&self, at: usize, next: bool, stretches: &Stretches) -> Option<usize> {
        let here = stretches.at(at);
        let of = |place: usize| self.hits.get(place).map(|hit| stretches.at(hit.start));
        let (place, between) = if next {
            let place = self.hits.partition_point(|hit| hit.start <= at);
            (Some(place), of(place).map(|there| (here, there)))
        } else {
            let place = self.hits.partition_point(|hit| hit.start < at).checked_sub(1);
            (place, place.and_then(of).map(|there| (there, here)))
        };
        match between {
            Some((from, to)) => place.filter(|_| !self.waits(from, to)),
            None if self.left.is_empty() && next => self.hits.first().map(|_| 0),
            None if self.left.is_empty() => self.hits.len().checked_sub(1),
            None => None,
        }
    }

    /// Whether one of these stretches is yet to be looked through.
    fn waits(&self, from: usize, to: usize) -> bool {
        self.left.iter().any(|stretch| (from..=to).contains(stretch))
    }
}

/// A text in stretches.
#[derive(Clone, Debug, Default)]
pub struct Stretches {
    /// Where each begins, and the end of the text.
    bounds: Vec<usize>,
    /// Those that are kept.
    folded: Vec<Option<Folded>>,
}

impl Stretches {
    /// The stretches of a text, as long as they are by default.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::of(text, STRETCH)
    }

    /// The stretches of a text, each about so many bytes long; they begin where a word does.
    #[must_use]
    pub fn of(text: &str, long: usize) -> Self {
        let mut bounds = vec![0];
        let mut at = 0;
        while at + long < text.len() {
            at = word_end(text, at + long);
            bounds.push(at);
        }
        bounds.push(text.len());
        bounds.dedup();
        let count = bounds.len().saturating_sub(1);
        Self { bounds, folded: vec![None; if count <= KEPT { count } else { 0 }] }
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.bounds.len().saturating_sub(1)
    }

    /// The one that holds a byte.
    #[must_use]
    pub fn at(&self, byte: usize) -> usize {
        self.bounds.partition_point(|start| *start <= byte).saturating_sub(1).min(self.count().saturating_sub(1))
    }

    /// Looks through the next stretch; `false` where all are looked through.
    pub fn look(&mut self, text: &str, search: &mut Search) -> bool {
        let Some(stretch) = search.left.pop() else { return false };
        let bound = |i: usize| self.bounds.get(i).copied().unwrap_or(text.len());
        let (start, end) = (bound(stretch), bound(stretch + 1));
        let ahead = if end + AHEAD < text.len() { word_end(text, end + AHEAD) } else { text.len() };
        let part = text.get(start..ahead).unwrap_or_default();
        let query = Query::new(&search.query);
        let found = match self.folded.get_mut(stretch) {
            Some(kept) => kept.get_or_insert_with(|| Folded::new(part)).find(part, &query),
            None => Folded::new(part).find(part, &query),
        };
        let moved = found.into_iter().map(|hit| Span::new(hit.start + start, hit.end + start));
        search.take(moved.filter(|hit| hit.start < end).collect());
        true
    }
}

/// The end of the word at a byte, or of the text.
fn word_end(text: &str, at: usize) -> usize {
    let blank = text.as_bytes().get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_whitespace));
    blank.map_or(text.len(), |blank| at + blank)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn stretches_find_what_the_whole_text_holds_and_the_same_first(
            words in prop::collection::vec("[acđ]{1,4}|[ \n]{1,2}|cảng", 0..60), long in 1usize..40, from in 0usize..90,
            query in "[ac]{1,2}|a c|cang", next: bool,
        ) {
            let text = words.concat();
            let origin = (0..=from.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap();
            let whole = Folded::new(&text).find(&text, &Query::new(&query));
            let mut stretches = Stretches::of(&text, long);
            let mut search = Search::new(&query, origin, stretches.count(), stretches.at(origin));
            let first = whole.iter().find(|hit| hit.start >= origin).or(whole.first());
            let beside = if next { whole.iter().find(|hit| hit.start > origin).or(whole.first()) }
                else { whole.iter().rfind(|hit| hit.start < origin).or(whole.last()) };
            loop {
                let hit = |place: Option<usize>| place.map(|place| search.hits[place]);
                if let Some(told) = hit(search.first(&stretches)) {
                    prop_assert_eq!(Some(&told), first);
                }
                if let Some(told) = hit(search.beside(origin, next, &stretches)) {
                    prop_assert_eq!(Some(&told), beside);
                }
                if !stretches.look(&text, &mut search) {
                    break;
                }
            }
            prop_assert_eq!(&search.hits, &whole);
            prop_assert_eq!(search.first(&stretches).is_some(), !whole.is_empty());
            prop_assert_eq!(search.beside(origin, next, &stretches).is_some(), !whole.is_empty());
        }
    }
}
