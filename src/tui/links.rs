//! Which entries of the side panes rest on which bytes of the text.
//!
//! In: the model. Out: the entries of a row, and an entry's neighbours in the text's order, found in a few steps however
//! long the text is.

use super::state::Pane;
use crate::model::Bulletin;
use crate::text::Span;

/// What the entries of one pane rest on.
#[derive(Clone, Debug, Default)]
struct Places {
    /// Stretches with their entries, by their starts.
    spans: Vec<(Span, usize)>,
    /// The furthest end of each stretch and all before it.
    ends: Vec<usize>,
    /// The byte that each entry leads to, and the entry; in the text's order.
    firsts: Vec<(usize, usize)>,
}

impl Places {
    fn new(mut spans: Vec<(Span, usize)>, mut firsts: Vec<(usize, usize)>) -> Self {
        spans.sort_unstable();
        firsts.sort_unstable();
        let ends = spans.iter().scan(0, |furthest, (span, _)| {
            *furthest = span.end.max(*furthest);
            Some(*furthest)
        });
        Self { ends: ends.collect(), spans, firsts }
    }

    fn on(&self, row: Span) -> impl Iterator<Item = usize> {
        let from = self.ends.partition_point(|end| *end <= row.start);
        let to = self.spans.partition_point(|(span, _)| span.start < row.end);
        let near = self.spans.get(from..to).unwrap_or_default();
        near.iter().filter(move |(span, _)| span.overlaps(row)).map(|(_, entry)| *entry)
    }
}

/// What the entries of all side panes rest on.
#[derive(Clone, Debug, Default)]
pub struct Links {
    speakers: Places,
    shortfalls: Places,
    conclusions: Places,
}

impl Links {
    /// Those of a bulletin.
    #[must_use]
    pub fn new(bulletin: &Bulletin) -> Self {
        let said =
            bulletin.speakers.iter().enumerate().flat_map(|(i, s)| s.statements.iter().map(move |t| (t.span, i)));
        let missed = bulletin.shortfalls.iter().enumerate();
        let told = missed.clone().flat_map(|(i, s)| s.evidence.iter().chain(&s.named).map(move |span| (*span, i)));
        let evidence = missed.filter_map(|(i, s)| Some((s.evidence.first()?.start, i)));
        let concluded = bulletin.conclusions.iter().enumerate().map(|(i, c)| (c.span, i));
        Self {
            speakers: Places::new(said.collect(), Vec::new()),
            shortfalls: Places::new(told.collect(), evidence.collect()),
            conclusions: Places::new(concluded.clone().collect(), concluded.map(|(s, i)| (s.start, i)).collect()),
        }
    }

    fn of(&self, pane: Pane) -> Option<&Places> {
        match pane {
            Pane::Speakers => Some(&self.speakers),
            Pane::Shortfalls => Some(&self.shortfalls),
            Pane::Conclusions => Some(&self.conclusions),
            Pane::Outline | Pane::Text => None,
        }
    }

    /// The entries of a pane that rest on some stretches, in the order of its list.
    #[must_use]
    pub fn on(&self, pane: Pane, stretches: &[Span]) -> Vec<usize> {
        let on = |places| stretches.iter().flat_map(move |stretch| Places::on(places, *stretch));
        let mut entries: Vec<usize> = self.of(pane).into_iter().flat_map(on).collect();
        entries.sort_unstable();
        entries.dedup();
        entries
    }

    /// The next entry of a pane in the text's order for which `wanted` holds, from the byte at `at` on; behind the entry
    /// `chosen` where that one leads there. Round.
    #[must_use]
    pub fn next(&self, pane: Pane, at: usize, chosen: usize, wanted: impl Fn(usize) -> bool) -> Option<usize> {
        let firsts = &self.of(pane)?.firsts;
        let from = match firsts.binary_search(&(at, chosen)) {
            Ok(here) => here + 1,
            Err(_) => firsts.partition_point(|(start, _)| *start < at),
        };
        let (before, behind) = firsts.split_at_checked(from)?;
        behind.iter().chain(before).map(|(_, entry)| *entry).find(|entry| wanted(*entry))
    }

    /// The one before, likewise.
    #[must_use]
    pub fn previous(&self, pane: Pane, at: usize, chosen: usize, wanted: impl Fn(usize) -> bool) -> Option<usize> {
        let firsts = &self.of(pane)?.firsts;
        let here = firsts.binary_search(&(at, chosen));
        let to = here.unwrap_or_else(|_| firsts.partition_point(|(start, _)| *start < at));
        let (before, behind) = firsts.split_at_checked(to)?;
        before.iter().rev().chain(behind.iter().rev()).map(|(_, entry)| *entry).find(|entry| wanted(*entry))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_rests_on_a_row_is_what_shares_a_byte_with_it(
            spans in prop::collection::vec((0usize..60, 0usize..30), 0..20), start in 0usize..80, long in 0usize..20,
        ) {
            let spans: Vec<(Span, usize)> =
                spans.into_iter().enumerate().map(|(i, (at, long))| (Span::new(at, at + long), i)).collect();
            let row = Span::new(start, start + long);
            let mut want: Vec<usize> = spans.iter().filter(|(s, _)| s.overlaps(row)).map(|(_, i)| *i).collect();
            let mut have: Vec<usize> = Places::new(spans, Vec::new()).on(row).collect();
            want.sort_unstable();
            have.sort_unstable();
            prop_assert_eq!(have, want);
        }
    }

    #[test]
    fn neighbours_go_by_the_text_and_come_round() {
        let places = Places::new(Vec::new(), vec![(5, 0), (5, 1), (9, 2)]);
        let links = Links { conclusions: places, ..Links::default() };
        let all = |_| true;
        let next = |at, chosen| links.next(Pane::Conclusions, at, chosen, all);
        let previous = |at, chosen| links.previous(Pane::Conclusions, at, chosen, all);
        assert_eq!([next(0, 7), next(5, 0), next(5, 1), next(5, 2), next(9, 2)].map(Option::unwrap), [0, 1, 2, 0, 0]);
        assert_eq!([previous(5, 0), previous(5, 1), previous(7, 0), previous(9, 2)].map(Option::unwrap), [2, 0, 1, 1]);
        assert_eq!(links.next(Pane::Conclusions, 0, 7, |entry| entry == 2), Some(2));
        assert_eq!(links.next(Pane::Outline, 0, 0, all), None);
    }
}
