//! Factors: so many times as much as there was, or a part of it.

use super::amount::Amount;
use super::clause::Clause;
use super::fact::Fact;
use super::head;
use super::state::State;
use crate::model::figure::Bound;
use crate::model::period::Scope;
use crate::model::{Basis, Change, ChangePercent, Decimal, warning::Code};
use crate::parse::period;
use crate::rules::Cue;

/// Places behind the comma of the part that a fall by a factor comes to.
const PLACES: u32 = 4;

impl Clause<'_, '_> {
    /// *gấp 2,3 lần*; *tăng 2,3 lần* is most often the same ratio, and *giảm 3 lần* a third: both are told.
    pub(super) fn factor(&self, state: &mut State<'_>, figure: usize, fact: &Fact, amount: &Amount) {
        // *giảm gần 3 lần*: to about a third.
        let part = Decimal::ONE.checked_div(amount.value).filter(|_| fact.verb == Some(Cue::Down));
        let factor = part.map_or(amount.value, |part| part.round_dp(PLACES));
        let bound = match (fact.bound, part) {
            (Bound::AtMost, Some(_)) => Bound::AtLeast,
            (Bound::AtLeast, Some(_)) => Bound::AtMost,
            (bound, _) => bound,
        };
        // *tăng 4%, gấp 2 lần mức tăng của cùng kỳ*: of how fast it grew then, and not of what there was.
        let speed = self.piece(fact.right).is_some_and(|p| matches!(p.cue(), Some(Cue::Up | Cue::Down)));
        if speed || head::grows(self.line, self.pieces, fact.right) {
            return;
        }
        if fact.verb == Some(Cue::Up) || part.is_some() {
            let written = amount.span.of(state.page.text).to_owned();
            state.warn(Code::ChangeAmbiguous, vec![written, crate::model::warning::number(factor, "")], amount.span);
        }
        let percent = ((factor - Decimal::ONE) * Decimal::ONE_HUNDRED).normalize();
        let change = Change {
            factor: Some(factor),
            percent: Some(ChangePercent(percent)),
            bound,
            estimate: fact.estimate,
            basis: fact.basis.or(self.of_year_named(state, fact)).or(self.basis).unwrap_or_default(),
            span: amount.span,
            ..Change::default()
        };
        state.add_change(figure, change);
    }

    /// *gấp 1,6 lần năm 2020*: the basis that a year right behind a factor is.
    fn of_year_named(&self, state: &State<'_>, fact: &Fact) -> Option<Basis> {
        let piece = self.piece(fact.right).filter(|p| p.cue() == Some(Cue::Period))?;
        let (found, _, _) = self.line.phrase(piece.start)?;
        let mention = period::mention(self.line.page, self.line.sentence, found).filter(|m| m.scope == Scope::Year)?;
        let now = state.bulletin.and_then(|b| b.end).map(jiff::civil::Date::year)?;
        let year = mention.year.filter(|year| *year < now)?;
        Some(if year + 1 == now { Basis::PreviousYear } else { Basis::Other })
    }
}
