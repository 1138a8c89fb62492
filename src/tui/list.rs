//! A list with one entry in focus: which entries are shown, which is chosen, which is the first on screen.

use crate::text::search::Query;

/// The state of a list of entries that are known by their index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Indexes of the entries that pass the filter, in order; a table's in its own.
    pub shown: Vec<usize>,
    /// Place in `shown` of the chosen entry.
    pub selected: usize,
    /// Place in `shown` of the first entry on screen.
    pub offset: usize,
    /// What the shown entries hold; empty shows all.
    pub filter: String,
}

impl List {
    /// A list of `count` entries.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self { shown: (0..count).collect(), ..Self::default() }
    }

    /// The chosen entry's index.
    #[must_use]
    pub fn chosen(&self) -> Option<usize> {
        self.shown.get(self.selected).copied()
    }

    /// Whether an entry passes the filter, in a list that is in order.
    #[must_use]
    pub fn shows(&self, index: usize) -> bool {
        self.shown.binary_search(&index).is_ok()
    }

    /// Chooses the entry of that index; `false` where it is filtered out.
    pub fn choose(&mut self, index: usize) -> bool {
        let place = self.shown.iter().position(|&i| i == index);
        if let Some(place) = place {
            self.selected = place;
        }
        place.is_some()
    }

    /// Moves the choice by `by` entries, no further than the ends; `true` where it moved.
    pub fn step(&mut self, by: isize) -> bool {
        let last = self.shown.len().saturating_sub(1);
        let to = self.selected.saturating_add_signed(by).min(last);
        let moved = to != self.selected;
        self.selected = to;
        moved
    }

    /// Chooses the next entry, or the one before, for which `wanted` holds; past the end it comes round.
    pub fn go(&mut self, forward: bool, wanted: impl Fn(usize) -> bool) {
        let count = self.shown.len();
        let place = |by| (self.selected + if forward { by } else { count - by }) % count;
        let fits = |place: &usize| self.shown.get(*place).is_some_and(|&index| wanted(index));
        if let Some(place) = (1..=count).map(place).find(fits) {
            self.selected = place;
        }
    }

    /// Shows only entries whose words hold `filter`; keeps the choice where it can.
    pub fn filter(&mut self, filter: &str, count: usize, words: impl Fn(usize) -> String) {
        let query = Query::new(filter.trim());
        let chosen = self.chosen();
        self.shown = (0..count).filter(|&i| query.is_in(&words(i))).collect();
        filter.clone_into(&mut self.filter);
        self.selected = chosen.and_then(|c| self.shown.iter().position(|&i| i == c)).unwrap_or_default();
        self.offset = self.offset.min(self.selected);
    }

    /// Moves the first entry on screen so that the chosen one is wholly in sight, if it can be. `height` tells an
    /// entry's lines by its place in `shown`; `room` the lines there are.
    pub fn reveal(&mut self, room: usize, height: impl Fn(usize) -> usize) {
        self.selected = self.selected.min(self.shown.len().saturating_sub(1));
        self.offset = self.offset.min(self.selected);
        let mut used = 0;
        let mut first = self.selected;
        for place in (self.offset..=self.selected).rev() {
            used += height(place);
            if used > room {
                break;
            }
            first = place;
        }
        self.offset = first;
        self.fill(room, height);
    }

    /// Brings entries from above where lines are left below the last one.
    fn fill(&mut self, room: usize, height: impl Fn(usize) -> usize) {
        if self.offset == 0 || self.shown.len() - self.offset > room {
            return;
        }
        let mut used: usize = (self.offset..self.shown.len()).map(&height).sum();
        while let Some(above) = self.offset.checked_sub(1) {
            used += height(above);
            if used > room {
                return;
            }
            self.offset = above;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_entry_is_brought_into_sight_and_no_further() {
        let mut list = List::new(10);
        list.selected = 4;
        list.reveal(6, |_| 2);
        assert_eq!(list.offset, 2);
        list.selected = 3;
        list.reveal(6, |_| 2);
        assert_eq!(list.offset, 2);
        list.selected = 0;
        list.reveal(6, |_| 2);
        assert_eq!(list.offset, 0);
        list.selected = 9;
        list.reveal(1, |_| 2);
        assert_eq!(list.offset, 9);
        // Where there comes to be room, none is left below the last.
        list.reveal(7, |_| 2);
        assert_eq!(list.offset, 7);
        list.reveal(40, |_| 2);
        assert_eq!(list.offset, 0);
    }

    #[test]
    fn the_next_that_is_wanted_comes_round_both_ways() {
        let mut list = List::new(6);
        let mut goes = |forward| {
            list.go(forward, |i| i % 4 == 1);
            list.selected
        };
        assert_eq!([goes(true), goes(true), goes(true), goes(false), goes(false)], [1, 5, 1, 5, 1]);
        list.go(true, |_| false);
        assert_eq!(list.selected, 1);
        List::default().go(false, |_| true);
    }

    #[test]
    fn a_filter_keeps_the_choice() {
        let words = ["thu nội địa", "xuất khẩu", "thu từ đất"];
        let mut list = List::new(3);
        list.step(2);
        list.filter("thu", 3, |i| words[i].into());
        assert_eq!((list.shown.as_slice(), list.chosen()), (&[0, 2][..], Some(2)));
        list.filter("", 3, |i| words[i].into());
        assert_eq!(list.chosen(), Some(2));
    }
}
