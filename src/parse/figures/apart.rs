//! Phrases that do not belong together: where a match runs over the end of another, what stands in its place.

use super::pieces::Line;
use crate::rules::{Cue, Family, Match};
use crate::text::Kind;

/// The rule of the word for what is new.
const NEW: &str = "word.new";

impl Line<'_> {
    /// The phrases that stand in a phrase's place, where its words do not belong together.
    pub(super) fn parted(&self, at: usize) -> Option<Vec<Match>> {
        match self.meaning(at)? {
            Cue::This if self.swallows_bound(at) => Some(self.before_last(at)),
            Cue::Noun if self.swallows_unit(at) => Some(self.apart(at)),
            Cue::Noun if self.swallows_verb(at) => Some(self.before_last(at)),
            Cue::NoFigure if self.swallows_months(at) => Some(self.with_next(at)),
            Cue::Ratio
            | Cue::Equates
            | Cue::Up
            | Cue::Down
            | Cue::Exceed
            | Cue::Estimate
            | Cue::Joins
            | Cue::Brings
                if self.swallows_proper(at) =>
            {
                Some(self.behind_first(at))
            }
            Cue::Up | Cue::Down if self.opens_with_new(at) => Some(self.behind_first(at)),
            Cue::Equates => self.swallows_head(at),
            _ => None,
        }
    }

    /// *Đảng viên mới tăng 5%*: whether a verb's phrase starts with the word that tells which of those that are counted are meant.
    fn opens_with_new(&self, at: usize) -> bool {
        let Some(found) = self.matches.get(at).filter(|m| m.end > m.start + 1) else { return false };
        let new = |m: Match| self.page.lexicon.is_rule(m.rule, NEW);
        let counted = || self.phrase_before(found.start).is_some_and(|(_, cue)| cue == Cue::Counted);
        self.within(found.start, found.start + 1).any(new) && (counted() || self.is_behind_count(found.start))
    }

    /// *Số ca mắc mới tăng 5%*: whether only words stand between the word of a count and a token.
    fn is_behind_count(&self, token: usize) -> bool {
        const LONG: usize = 12;
        let count = |&at: &usize| {
            let first = self.page.first(self.sentence, at..token, Family::Indicators);
            first.and_then(|m| self.page.meaning(&m)).is_some_and(|(cue, _)| cue == Cue::CountWord)
        };
        (0..token).rev().take(LONG).take_while(|&i| self.kind(i) == Some(Kind::Word)).any(|i| count(&i))
    }

    /// *huyện đạt tỷ lệ che phủ rừng 41%*, *đạt tổng thu 40 tỷ đồng*: the phrases in a verb's phrase before the noun that a name starts with.
    fn swallows_head(&self, at: usize) -> Option<Vec<Match>> {
        let found = self.matches.get(at).filter(|m| m.end > m.start + 1)?;
        let plain =
            self.phrase(found.end).is_none_or(|(_, cue, _)| matches!(cue, Cue::Noun | Cue::Counted | Cue::Unit));
        let goes_on = self.kind(found.end) == Some(Kind::Word) && plain;
        let heads = |&from: &usize| {
            let first = self.page.first(self.sentence, from..self.tokens.len(), Family::Indicators);
            let head = first.filter(|m| from + m.end >= found.end).and_then(|m| self.page.meaning(&m));
            head.is_some_and(|(cue, _)| matches!(cue, Cue::Rate | Cue::Whole))
        };
        let head = (found.start + 1..found.end).filter(|_| goes_on).find(heads)?;
        Some(self.within(found.start, head).collect())
    }

    /// *Cao Bằng (62,6%)*, *cầu Bến Mới đạt 30%*: whether a verb's phrase starts with the end of a proper name.
    fn swallows_proper(&self, at: usize) -> bool {
        let Some(found) = self.matches.get(at) else { return false };
        found.start > 1 && self.capital(found.start) && self.capital(found.start - 1)
    }

    /// *Ước thu ngân sách đạt …*: the hedge and the name, where a hedge with a verb ends with what a name starts with.
    pub(super) fn swallows_name(&self, at: usize) -> Option<Vec<Match>> {
        const NAME: usize = 3;
        let found = self.matches.get(at).filter(|_| self.meaning(at) == Some(Cue::EstimateVerb))?;
        let last = found.end.checked_sub(1).filter(|&last| last > found.start)?;
        let moved = |from: usize, m: &Match| Match { start: from + m.start, end: from + m.end, ..*m };
        let name = self.page.first(self.sentence, last..(last + NAME).min(self.tokens.len()), Family::Figures);
        let named = |m: &Match| m.end > 1 && self.page.meaning(m).is_some_and(|(c, _)| c == Cue::Noun);
        let name = name.filter(named).map(|m| moved(last, &m))?;
        let hedge = self.page.find(self.sentence, found.start..last, Family::Figures);
        Some(hedge.iter().map(|m| moved(found.start, m)).chain([name]).collect())
    }

    /// The phrase that a match whose last number cannot be meant starts with (*trong tháng* of *trong tháng 420*).
    pub(super) fn shorter(&self, found: &Match) -> Option<Match> {
        let first = self.page.first(self.sentence, found.start..found.end.checked_sub(1)?, Family::Figures)?;
        self.checked(Match { start: found.start, end: found.start + first.end, ..first })
    }

    pub(super) fn one(&self, at: usize) -> Vec<Match> {
        self.matches.get(at).copied().into_iter().collect()
    }

    pub(super) fn meaning(&self, at: usize) -> Option<Cue> {
        self.matches.get(at).and_then(|m| self.page.meaning(m)).map(|(cue, _)| cue)
    }

    /// Whether a plain phrase starts with what is the unit of a number or a scale before it (*19 tỷ đồng bằng 48%*, no *đồng bằng*).
    fn swallows_unit(&self, at: usize) -> bool {
        let scale = at.checked_sub(1).filter(|&b| self.meaning(b) == Some(Cue::Scale));
        let start = self.matches.get(at).map(|m| m.start);
        let scaled = scale.and_then(|b| self.matches.get(b)).map(|m| m.end) == start;
        let follows = scaled || start.and_then(|s| s.checked_sub(1)).and_then(|b| self.kind(b)) == Some(Kind::Number);
        let unit = |m: &Match| {
            // *1,6 triệu người lao động*, *1.200 người lao động*
            self.page.meaning(m).is_some_and(|(cue, _)| matches!(cue, Cue::Currency | Cue::Unit | Cue::Counted))
        };
        follows && self.apart(at).first().is_some_and(unit)
    }

    /// *vốn đầu tư công bằng 45% kế hoạch*, no *công bằng*: whether a plain phrase ends with the verb of the percentage right behind it.
    fn swallows_verb(&self, at: usize) -> bool {
        let Some(found) = self.matches.get(at).filter(|m| m.end > m.start + 1) else { return false };
        let percent = self.kind(found.end) == Some(Kind::Number) && self.percent(found.end + 1).is_some();
        let last = || self.page.first(self.sentence, found.end - 1..found.end, Family::Figures);
        percent && last().and_then(|m| self.page.meaning(&m)).is_some_and(|(cue, _)| cue == Cue::Ratio)
    }

    /// *(chỉ tiêu trên 75%)*: whether a phrase that points back ends with what bounds the number behind it.
    fn swallows_bound(&self, at: usize) -> bool {
        let Some(found) = self.matches.get(at) else { return false };
        let last = || self.page.first(self.sentence, found.end - 1..found.end, Family::Figures);
        let bounds = |m: Match| self.page.meaning(&m).is_some_and(|(cue, _)| cue == Cue::Bound);
        self.kind(found.end) == Some(Kind::Number) && found.end > found.start + 1 && last().is_some_and(bounds)
    }

    /// The phrases in the words of a phrase, its last word taken alone.
    fn before_last(&self, at: usize) -> Vec<Match> {
        let Some(found) = self.matches.get(at) else { return Vec::new() };
        self.within(found.start, found.end - 1).chain(self.within(found.end - 1, found.end)).collect()
    }

    /// *chi ngân sách phường 10 tháng*: whether the last number of a place says how many months.
    fn swallows_months(&self, at: usize) -> bool {
        let Some(found) = self.matches.get(at) else { return false };
        let number = found.end.checked_sub(1).is_some_and(|last| self.kind(last) == Some(Kind::Number));
        let month = || self.phrase(found.end).filter(|(_, cue, _)| *cue == Cue::Horizon);
        number && month().is_some_and(|(m, _, _)| self.kind(m.end) != Some(Kind::Number))
    }

    /// The phrases in the words of a phrase, its last word taken with the one behind it.
    fn with_next(&self, at: usize) -> Vec<Match> {
        let Some(found) = self.matches.get(at) else { return Vec::new() };
        self.within(found.start, found.end - 1).chain(self.within(found.end - 1, found.end + 1)).collect()
    }

    /// The phrases in the words of a phrase but its first.
    fn behind_first(&self, at: usize) -> Vec<Match> {
        self.matches.get(at).map_or_else(Vec::new, |found| self.within(found.start + 1, found.end).collect())
    }

    /// The phrases between two tokens.
    fn within(&self, from: usize, to: usize) -> impl Iterator<Item = Match> {
        let all = self.page.find(self.sentence, from..to, Family::Figures);
        all.into_iter().map(move |m| Match { start: from + m.start, end: from + m.end, ..m })
    }

    /// The phrases in the words of a phrase, its first word taken alone.
    fn apart(&self, at: usize) -> Vec<Match> {
        let Some(found) = self.matches.get(at) else { return Vec::new() };
        self.within(found.start, found.start + 1).chain(self.within(found.start + 1, found.end)).collect()
    }
}

/// Phrases in order without those that the one before covers in part.
pub(super) fn in_order(mut all: Vec<Match>) -> Vec<Match> {
    let mut end = 0;
    all.retain(|m| {
        let apart = end <= m.start;
        end = end.max(m.end);
        apart
    });
    all
}
