//! What a plan is of, by the words behind it (*kế hoạch trồng rừng*); who gave it or for when tells nothing of that.

use super::after;
use super::amount::Amount;
use super::clause::Clause;
use super::fact::Fact;
use super::kinds;
use super::pieces::{Line, Piece, What};
use super::shares;
use super::side::Side;
use super::state::{Plan, State};
use crate::model::Figure;
use crate::rules::Cue;
use crate::text::Span;

/// The words that start at piece `from`, behind a plan, where they name what it is of; and the piece after them.
#[must_use]
pub fn read(line: &Line<'_>, pieces: &[Piece], from: usize) -> Option<(Span, usize)> {
    let end = after::after(pieces, from, true);
    let set = |i: usize| pieces.get(i).is_some_and(|p| matches!(p.cue(), Some(Cue::Target | Cue::Scope)));
    let side = Side { page: line.page, pieces };
    // *kế hoạch Trung ương giao*, and no *kế hoạch thanh tra*
    let capital = pieces.get(from).is_some_and(|p| p.span.of(line.page.text).starts_with(char::is_uppercase));
    let given = (from..=end).any(set) || capital && side.is_organ(from);
    let named = |p: &Piece| p.what == What::Word || p.cue() == Some(Cue::Brings);
    let name = pieces.get(from).zip(pieces.get(end.checked_sub(1)?)).map(|(a, b)| a.span.join(b.span));
    // *chỉ tiêu giải ngân*
    let spent = |name: Span| kinds::is_disbursement_head(line.page, name.of(line.page.text));
    let opens = pieces.get(from).is_some_and(named) || name.is_some_and(spent);
    // *kế hoạch vốn của tỉnh*: one word alone tells what kind of plan it is.
    let preposition = |&i: &usize| pieces.get(i).is_some_and(|p| p.cue() == Some(Cue::Preposition));
    let noun = (from..end).find(preposition).unwrap_or(end).checked_sub(1).and_then(|last| pieces.get(last));
    let several = pieces.get(from).zip(noun).is_some_and(|(a, b)| a.span.join(b.span).of(line.page.text).contains(' '));
    name.filter(|_| opens && !given && several && end > from).map(|name| (name, end))
}

impl Clause<'_, '_> {
    /// *Tổng vốn 318 tỷ đồng, mới giải ngân 41,7 tỷ đồng (13,1%)*: takes a percentage alone in a bracket behind what is spent as its
    /// share of the plan, unless what it is a part of is spent too. Whether it was that.
    pub(super) fn spent_in_bracket(
        &mut self,
        state: &mut State<'_>,
        fact: &Fact,
        amount: &Amount,
        current: Option<usize>,
    ) -> bool {
        let (page, alone) = (state.page, fact.bracket && fact.verb.is_none());
        let spent = |f: &Figure| kinds::is_disbursement(page, &f.indicator);
        let of_spent = |f: &Figure| f.within.and_then(|w| state.figures.get(w)).is_some_and(spent);
        let sum = |f: &Figure| f.plans.is_empty() && f.value.as_ref().is_some_and(|value| value.unit != "%");
        let figure = |&c: &usize| state.figures.get(c).is_some_and(|f| spent(f) && sum(f) && !of_spent(f));
        let Some(current) = current.filter(|c| alone && figure(c)) else { return false };
        let horizon = self.term_horizon(state);
        state.add_plan(current, amount, fact, Plan { percent: amount.value, of: Span::default(), horizon });
        true
    }

    /// *thu ngân sách 900 tỷ đồng, đạt 45%*: whether a percentage is a share of the plan that was told before, which it then is given.
    pub(super) fn is_of_plan_told(&self, state: &mut State<'_>, fact: &Fact, amount: &Amount, current: usize) -> bool {
        let open = |f: &Figure| {
            f.value.as_ref().is_some_and(|v| v.unit != "%")
                && f.plans.is_empty()
                && (!state.of_sum || shares::is_money(state.page.lexicon, f))
        };
        // *bằng 87% của cả nước*: of another's.
        let other = self.piece(fact.right).is_some_and(|p| p.cue() == Some(Cue::Preposition));
        let reached = matches!(fact.verb, Some(Cue::Equates | Cue::Ratio)) && !other;
        let open = state.figures.get(current).is_some_and(open) && reached;
        let plan = state.plan.or(self.planned).or(state.plan_before).filter(|_| open);
        if let Some((of, horizon)) = plan {
            state.add_plan(current, amount, fact, Plan { percent: amount.value, of, horizon });
        }
        plan.is_some()
    }
}
