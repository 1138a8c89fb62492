//! What a fact says, given to a figure that is known already: a value, a change, a share, by the nature of the figure that it is like.

use super::amount::{Amount, Measure};
use super::beside;
use super::clause::Clause;
use super::fact::{Fact, Says};
use super::kinds;
use super::pieces::Piece;
use super::state::{Plan, State};
use crate::model::{Basis, Figure, figure::Kind};
use crate::rules::{Cue, Family};

impl Clause<'_, '_> {
    /// Says a fact of a figure whose nature is that of another (a target of a growth rate is a growth rate).
    pub(super) fn say(&mut self, state: &mut State<'_>, figure: usize, fact: &Fact, amount: &Amount, like: usize) {
        // *đạt 142 tỷ đồng, tăng 6,5% (kế hoạch 9%)*: a sum has no percentages, its growth has.
        let sum = |f: &Figure| f.value.as_ref().is_none_or(|value| value.unit != amount.unit);
        let growth = |f: &Figure| f.plans.is_empty() && f.changes.iter().any(|c| c.percent.is_some());
        // *tăng trưởng vượt mục tiêu 6,7%, ước đạt 6,81%*: so does what has no level of its own.
        let named = |f: &Figure| f.value.is_none() && figure != like && kinds::grows(state.page, &f.indicator);
        let grows = state.figures.get(like).is_some_and(|f| sum(f) && growth(f) || named(f));
        // *còn 12%, giảm 4,6% (mục tiêu 4%)*: of the change right before the bracket.
        let set = fact.bracket && state.figures.get(figure).is_some_and(|f| f.kind == Kind::Target);
        let points = set && matches!(self.last, Some(Says::Change { .. })) && beside::in_points(state, like);
        let points = points && (amount.is_percent() || amount.measure == Measure::Points);
        match &fact.says {
            Says::Planned | Says::Open | Says::Value if points => {
                let change = state.change(amount, fact, beside::fell(state, like), Basis::SamePeriodLastYear, true);
                state.add_change(figure, change);
            }
            Says::Planned | Says::Open | Says::Other if grows && amount.is_percent() => {
                // *so với mức giảm 7,8% của cùng kỳ*
                let down = self.falls_before(fact.at) || fact.says == Says::Planned && beside::fell(state, like);
                let change = state.change(amount, fact, down, Basis::SamePeriodLastYear, false);
                state.add_change(figure, change);
            }
            Says::Open if self.share_then(state, figure, fact, amount, like) => {}
            // *kết nạp 31 đảng viên (kế hoạch năm 35)*
            Says::Planned if amount.measure == Measure::None => {
                let value = state.figures.get(like).and_then(|f| f.value.as_ref());
                let amount = value.map_or_else(|| amount.clone(), |value| amount.in_unit_of(value));
                state.set_value(figure, &amount, fact);
            }
            Says::Plan { percent, of, horizon } => {
                state.add_plan(
                    figure,
                    amount,
                    fact,
                    Plan { percent: *percent, of: *of, horizon: horizon.unwrap_or_default() },
                );
            }
            Says::Change { down } => {
                let change = state.change(amount, fact, *down, fact.basis.unwrap_or_default(), false);
                state.add_change(figure, change);
            }
            Says::Ratio => self.ratio(state, figure, fact, amount),
            Says::Factor(_) => self.factor(state, figure, fact, amount),
            Says::Share => state.set_share(figure, amount, None),
            Says::Value | Says::Planned | Says::Open | Says::Excess | Says::From | Says::Other => {
                state.set_value(figure, amount, fact)
            }
        }
    }

    /// Gives a member of a list to its figure.
    pub(super) fn give_to(&mut self, state: &mut State<'_>, figure: usize, fact: &Fact, unit: Option<&Amount>) {
        let Some(mut amount) = self.piece(fact.at).and_then(Piece::amount).cloned() else { return };
        if let Some(like) = unit.filter(|_| amount.measure == Measure::None) {
            amount = Amount {
                measure: like.measure,
                unit: like.unit.clone(),
                base: like.base.clone(),
                scale: like.scale,
                ..amount
            };
        }
        // *đạt 2,31 triệu và 418 nghìn lượt*: a scale alone is no money where the others count something.
        let currency =
            |p: &Amount| self.line.page.lexicon.cues(&p.unit, Family::Figures).iter().any(|r| r.cue == Cue::Currency);
        if let Some(like) = unit.filter(|like| like.measure != Measure::Money && amount.measure == Measure::Money)
            && !currency(&amount)
        {
            let unit = format!("{} {}", amount.unit, like.base);
            amount = Amount { measure: like.measure, unit, base: like.base.clone(), ..amount };
        }
        self.current = Some(figure);
        let mut fact = fact.clone();
        if let Says::Plan { percent, .. } = &mut fact.says
            && percent.is_zero()
        {
            *percent = amount.value;
        }
        self.say(state, figure, &fact, &amount, figure);
    }
}
