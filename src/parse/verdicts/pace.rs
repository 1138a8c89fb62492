//! Paces: what a bare word says at its clause's end of how something goes on (*tiến độ cấp giấy ở nhiều xã chậm*).

use super::{Reader, is_rule};
use crate::parse::page::{Page, Sentence};
use crate::rules::{Cue, Family, Match};
use crate::text::{Kind, Span};

/// Whether a phrase is one of the bare words, which judge a pace only.
pub(super) fn is_bare(page: &Page<'_>, found: &Match) -> bool {
    is_rule(page, found, "verdict.bare")
}

/// The token where the pace or the spending starts of which a bare word says that it is slow, where it ends its clause.
pub(super) fn paced(page: &Page<'_>, sentence: &Sentence, found: &Match) -> Option<usize> {
    let tokens = page.tokens(sentence);
    let mark = |at: usize| tokens.get(at).is_none_or(|t| matches!(t.kind, Kind::Mark(_)));
    let clause = (0..found.start).rev().take_while(|&i| !mark(i)).last()?;
    let all = page.matches(sentence, Family::Verdicts).iter();
    let pace = all
        .filter(|m| (clause..found.start).contains(&m.start))
        .find(|m| is_rule(page, m, "verdict.pace"))
        .map(|m| m.start);
    let named = |at: usize| page.first(sentence, at..found.start, Family::Indicators);
    let spends =
        |at: &usize| named(*at).and_then(|m| page.meaning(&m)).is_some_and(|(cue, _)| cue == Cue::Disbursement);
    pace.or_else(|| (clause..found.start).find(spends)).filter(|_| mark(found.end))
}

impl Reader<'_, '_> {
    /// *tiến độ cấp giấy ở nhiều xã rất chậm*: the pace of which a bare word is said.
    pub(super) fn pace(&self, at: usize) -> Option<Span> {
        let found = self.remarks.get(at).filter(|r| is_bare(self.line.page, &r.found))?.found;
        let start = paced(self.line.page, self.line.sentence, &found)?;
        Some(self.line.span(start, found.start))
    }
}
