//! Plans that are told beside a bracket, or before the value: by how much they are exceeded, and what share of them is reached.

use super::amount::{Amount, Measure};
use super::clause::Clause;
use super::fact::{Fact, Says};
use super::kinds;
use super::pieces::Piece;
use super::shares;
use super::side::Side;
use super::state::{Plan, State};
use crate::model::{Decimal, Horizon, PlanPercent, PlanShare};
use crate::rules::Cue;
use crate::text::Span;

impl Clause<'_, '_> {
    fn cue_at(&self, at: usize) -> Option<Cue> {
        self.piece(at).and_then(Piece::cue)
    }

    /// The plan behind a piece, over a word that compares.
    fn plan_from(&self, at: usize, fact: &Fact) -> Option<(Span, Horizon)> {
        let side = Side { page: self.line.page, pieces: self.pieces };
        let (of, horizon) = side.plan(&mut Fact { right: at, verb: None, ..fact.clone() })?;
        Some((of, horizon.unwrap_or_default()))
    }

    /// The plan that a bracket is about: what stands behind it, or right before it.
    fn plan_of_bracket(&self, open: usize, fact: &Fact) -> Option<(Span, Horizon)> {
        let close = (open..self.pieces.len()).find(|&i| self.piece(i).is_some_and(|p| p.is_mark(')')))?;
        let before = || {
            let timed = |i: &usize| matches!(self.cue_at(*i), Some(Cue::Period | Cue::Horizon));
            let last = (0..open).rev().find(|i| !timed(i))?;
            self.plan_from(last, fact)
        };
        self.plan_from(close + 1, fact).or_else(before)
    }

    /// *có 4 chỉ tiêu đạt và 8 chỉ tiêu vượt kế hoạch*, *hoàn thành 12 chỉ tiêu*: whether an amount counts what was reached.
    pub(super) fn counts_reached(&self, fact: &Fact) -> bool {
        let counts = self.piece(fact.at).and_then(Piece::amount).is_some_and(Amount::is_count);
        let told = |at: usize| matches!(self.cue_at(at), Some(Cue::Equates | Cue::Exceed));
        let set = self.cue_at(fact.at + 1) == Some(Cue::Plan);
        counts && told(fact.right) || set && told(fact.at + 2)
    }

    /// Whether a plan is exceeded or missed right before a piece, and which.
    fn turn_before(&self, at: usize) -> Option<bool> {
        const NEAR: usize = 4;
        let turn = |i: usize| match self.cue_at(i) {
            Some(Cue::Exceed) => Some(false),
            Some(Cue::Short) => Some(true),
            _ => None,
        };
        (at.saturating_sub(NEAR)..at).rev().find_map(turn)
    }

    /// *đạt 11,5 tỷ kWh, vượt 246 triệu kWh (vượt 2,2%) so với kế hoạch*: by how much a plan is exceeded that a bracket's words tell.
    /// Whether it was that.
    pub(super) fn beyond_bracket(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount) -> bool {
        let Some(current) = self.current.filter(|_| amount.is_percent()) else { return false };
        let mark = |i: usize, mark: char| self.piece(i).is_some_and(|p| p.is_mark(mark));
        let open = (self.start..fact.at).rev().find(|&i| mark(i, '('));
        let aside = open.filter(|&open| !(open..fact.at).any(|i| mark(i, ')')));
        // *vượt 2,2% (246 triệu kWh) so với kế hoạch*
        let before = fact.says == Says::Excess && aside.is_none() && mark(fact.right, '(');
        let inside = aside.filter(|_| self.last == Some(Says::Excess));
        let Some(open) = inside.or(Some(fact.right).filter(|_| before)) else { return false };
        let short = self.turn_before(fact.at).or_else(|| self.turn_before(open.saturating_sub(1)));
        let Some(((of, horizon), short)) = self.plan_of_bracket(open, fact).zip(short) else { return false };
        let percent = Decimal::ONE_HUNDRED + if short { -amount.value } else { amount.value };
        state.add_plan(current, amount, fact, Plan { percent, of, horizon });
        true
    }

    /// Whether an amount in a bracket only tells again by how much a plan is exceeded, whose percentage stands before it.
    pub(super) fn is_excess_again(&self, fact: &Fact, amount: &Amount) -> bool {
        let percent = || (0..fact.at).rev().find_map(|i| self.piece(i)?.amount()).is_some_and(Amount::is_percent);
        fact.bracket && self.last == Some(Says::Excess) && amount.measure != Measure::Percent && percent()
    }

    /// *Tổng thu so với dự toán là 175 tỷ đồng, đạt tỷ lệ 103%*: the share of the plan that a sum was compared with before it was told.
    /// Whether it was that.
    pub(super) fn share_against(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount) -> bool {
        let reached = fact.says == Says::Open && matches!(fact.verb, Some(Cue::Equates | Cue::Ratio));
        let plain = reached && amount.is_percent() && !fact.bracket && fact.basis.is_none();
        let whole = self.current.filter(|&c| plain && c == state.sentence && self.name(fact).is_none());
        let sum = |f: &&crate::model::Figure| {
            shares::is_money(state.page.lexicon, f) && f.plans.is_empty() && f.share.is_none()
        };
        let told = whole.and_then(|c| state.figures.get(c)).filter(sum).is_some();
        let Some(((of, horizon), current)) = self.against.zip(whole).filter(|_| told) else { return false };
        state.add_plan(current, amount, fact, Plan { percent: amount.value, of, horizon });
        self.implied = Some(Says::Plan { percent: amount.value, of, horizon: Some(horizon) });
        true
    }

    /// *năm 2022 đạt 89%, năm 2023 đạt 97% dự toán*: a percentage reached right before a share of a plan, of the same indicator at another
    /// time, is one too.
    pub(super) fn share_before(&self, state: &mut State<'_>, figure: usize, plan: Plan) {
        let Some((before, name)) = figure.checked_sub(1).zip(state.figures.get(figure).map(|f| f.indicator_span))
        else {
            return;
        };
        let page = state.page;
        let Some(last) = state.figures.get_mut(before).filter(|_| before >= state.sentence) else { return };
        let alone = last.changes.is_empty() && last.plans.is_empty() && last.share.is_none();
        let level = kinds::is_rate_or_growth(page, &last.indicator) || kinds::is_neutral(page, &last.indicator);
        let value = last.value.take_if(|v| {
            v.unit == "%" && v.upper.is_none() && v.of.is_none() && alone && !level && last.indicator_span == name
        });
        if let Some(value) = value {
            last.plans.push(PlanShare {
                percent: PlanPercent(value.amount.normalize()),
                of: (!plan.of.is_empty()).then(|| plan.of.of(page.text).to_owned()),
                horizon: plan.horizon,
                due: None,
                bound: value.bound,
                estimate: value.estimate,
                span: value.span,
            });
        }
    }

    /// *tăng thu ngân sách khoảng 5% so với dự toán*: a share of a plan told as a change of what its direction stands before, and the name
    /// without that.
    pub(super) fn turned_plan(&self, fact: &Fact, name: Option<Span>, plan: Plan) -> Option<(Span, Plan)> {
        let versus = |i: usize| self.cue_at(i) == Some(Cue::Versus);
        let compared = fact.verb.is_none() && (fact.at + 1..fact.right).any(versus);
        let (down, rest) = self.directed(name.filter(|_| compared)?)?;
        let by = if down { -plan.percent } else { plan.percent };
        Some((rest, Plan { percent: Decimal::ONE_HUNDRED + by, ..plan }))
    }
}
