//! The name that stands before a fact.

use super::clause::Clause;
use super::fact::Fact;
use super::head;
use super::phrase;
use crate::rules::Cue;
use crate::text::Span;

/// All on which it depends what the words before a fact name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The pieces of the fact.
    left: usize,
    at: usize,
    /// The pieces among which the words stand.
    start: usize,
    end: usize,
    /// The first piece not yet used.
    from: usize,
    /// Whether the sentence has told nothing yet.
    first: bool,
}

impl Clause<'_, '_> {
    /// The noun phrase right before the fact, within what is not used yet.
    pub(super) fn name(&self, fact: &Fact) -> Option<Span> {
        let end = if fact.bracket { fact.left.saturating_sub(1) } else { fact.left };
        // *giao chỉ tiêu tăng trưởng 6,5%*: what the plan is about is the name.
        let growth = (fact.left + 1..fact.at).find(|&i| {
            self.piece(i - 1).is_some_and(|p| p.cue() == Some(Cue::Plan)) && head::grows(self.line, self.pieces, i)
        });
        if let Some(growth) = growth {
            return self.piece(growth).map(|p| p.span);
        }
        let start = self
            .bracket
            .filter(|b| !fact.bracket && b.open < fact.left)
            .map_or(self.start, |b| self.start.max(b.open + 1));
        let start = self.after_respect(self.after_closed(start, end), end);
        let (left, at, from, first) = (fact.left, fact.at, self.start, self.current.is_none());
        let asked = Asked { left, at, start, end, from, first };
        let known = self.named.get().filter(|(before, _)| *before == asked);
        let name = known.map_or_else(|| self.words_name(fact, asked), |(_, name)| name);
        self.named.set(Some((asked, name)));
        let name = name.filter(|name| !self.is_no_name(*name, fact))?;
        Some(self.before_verdict(name))
    }

    /// What the words before a fact name, if they name anything. It must not depend on more than is asked.
    fn words_name(&self, fact: &Fact, Asked { start, end, .. }: Asked) -> Option<Span> {
        // *ngành phấn đấu tốc độ tăng trưởng đạt 3,5%*
        let name = self.led_growth(fact).or_else(|| phrase::before(self.line, self.pieces, start, end))?;
        let name = self.growth_of_place(self.behind_duty(name), fact);
        let name = self.plan_given(head::rate_of_growth(self.line, self.pieces, name));
        let name = self.field_carried_out(name, start).unwrap_or(name);
        let name = self.before_predicate(name, start).unwrap_or(name);
        let taken = head::foreseen(self.line, self.pieces, name).filter(|_| self.is_actor(name));
        Some(taken.unwrap_or(name))
    }

    /// *bảo đảm tăng trưởng cả năm không dưới 8,5%*: growth alone is the name behind words that lead in.
    fn led_growth(&self, fact: &Fact) -> Option<Span> {
        // *thực hiện kịch bản tăng trưởng quý II đạt 9,2%*: also behind the plan's word, with a time between.
        let timed = (self.start..fact.left).rev().find(|&i| {
            self.piece(i).is_some_and(|p| !matches!(p.cue(), Some(Cue::Period | Cue::Horizon | Cue::Scope)))
        });
        let planned =
            timed.filter(|&i| i > self.start && self.piece(i - 1).is_some_and(|p| p.cue() == Some(Cue::Plan)));
        if let Some(growth) = planned.and_then(|i| head::growth_in(self.line, self.pieces, i)) {
            return Some(growth);
        }
        let led = fact.left.checked_sub(1).and_then(|i| self.piece(i)).is_some_and(|p| p.cue() == Some(Cue::Lead));
        let set = |at: usize| (fact.left..at).any(|i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Target)));
        let named = |i: usize| led || set(i) || self.opens_with_growth(i);
        (fact.left..fact.at).find_map(|i| head::growth_in(self.line, self.pieces, i).filter(|_| named(i)))
    }
}
