//! Numbers beside a figure that are not its own: thresholds, distances from a plan, another's level, another time's.

use super::amount::{Amount, Measure};
use super::clause::Clause;
use super::fact::{Fact, Says};
use super::goals::GIVEN;
use super::kinds;
use super::phrase;
use super::pieces::{Piece, What};
use super::state::State;
use super::values;
use crate::model::figure::{Kind, PlanShare, Share};
use crate::model::{Basis, Bound, Change, Decimal, Figure, Horizon};
use crate::rules::{Cue, Family};
use crate::text::Span;

/// The rule of a word for whom a bound is told that makes them count.
const WHICHEVER: &str = "structure.whichever";

/// How far a ratio may be off what two numbers make, for rounding.
const ROUNDING: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// Which of two numbers is this time's and which the other's, where they make the change told of them.
fn now_then(change: &Change, one: Decimal, other: Decimal) -> Option<(Decimal, Decimal)> {
    let fits = |now: Decimal, then: Decimal| {
        let amount = change.amount.is_some_and(|by| by == now - then);
        let ratio = change.percent.map(|p| Decimal::ONE + p.0 / Decimal::ONE_HUNDRED);
        let made = now.checked_div(then).zip(ratio);
        amount || made.is_some_and(|(made, told)| (made - told).abs() <= ROUNDING)
    };
    [(one, other), (other, one)].into_iter().find(|&(now, then)| fits(now, then))
}

impl Clause<'_, '_> {
    /// *30 mặt hàng đạt kim ngạch trên 1 tỷ USD*, *14 đơn vị giải ngân dưới 30%*: what makes a thing count, no figure.
    pub(super) fn is_threshold(&self, state: &State<'_>, fact: &Fact, amount: &Amount) -> bool {
        // *25 đơn vị từ 20 - 50%*
        let bare = fact.verb.is_none() && !fact.bracket && self.name(fact).is_none();
        let ranged = fact.bound == Bound::Exact && amount.upper.is_some() && amount.is_percent() && bare;
        if !ranged && !matches!(fact.bound, Bound::AtLeast | Bound::AtMost) {
            return false;
        }
        let counted = self.current.and_then(|c| state.figures.get(c)).and_then(|f| f.value.as_ref());
        let other = counted.is_some_and(|v| v.unit != amount.unit && self.last == Some(Says::Value));
        let between = self.pieces.get(self.start..fact.left).unwrap_or_default();
        // *chủ đầu tư nào giải ngân dưới 40% phải kiểm điểm*
        let clause = (self.start..fact.left).rev().take_while(|&i| !self.piece(i).is_some_and(|p| p.is_mark(',')));
        if clause.into_iter().any(|i| self.ruled(i, WHICHEVER)) {
            return true;
        }
        // *điều chuyển vốn của các dự án giải ngân dưới 20%*: no one has to spend less.
        let words = fact
            .left
            .checked_sub(2)
            .and_then(|i| self.piece(i))
            .zip(fact.left.checked_sub(1).and_then(|i| self.piece(i)));
        let spends =
            || words.is_some_and(|(a, b)| kinds::is_disbursement(self.line.page, self.text(a.span.join(b.span))));
        let set = self.ahead || self.target || state.ahead;
        if set && fact.bound == Bound::AtMost && amount.is_percent() && spends() {
            return true;
        }
        // *Qua thanh tra 108 đơn vị đã phát hiện sai phạm hơn 5 tỷ đồng*: what was done is told, and not of which ones.
        let told = |p: &Piece| amount.measure == Measure::Money && self.is_done_word(p);
        let parts = |p: &Piece| matches!(p.what, What::Mark(_)) || p.cue() == Some(Cue::With) || told(p);
        let apart = between.iter().any(parts);
        if amount.is_percent() && fact.verb.is_none() && !fact.bracket {
            let name = self.name(fact).map(|n| self.text(n)).unwrap_or_default();
            let many = self.line.page.lexicon.first_cue(name, Family::People) == Some(Cue::Plural);
            return many || other && !apart;
        }
        // *8 khoản thu đạt khá (trên 20%)*
        let aside = fact.bracket && fact.verb.is_none();
        let apart = apart && !(aside && between.iter().all(|p| !matches!(p.what, What::Mark(mark) if mark != '(')));
        // *28 địa phương đạt dưới 20% kế hoạch*
        if amount.is_percent() && (aside || fact.verb == Some(Cue::Equates) && !fact.bracket) {
            let measures = |unit: &str| {
                let rules = self.line.page.lexicon.cues(unit, Family::Figures);
                rules.iter().any(|rule| matches!(rule.cue, Cue::Unit | Cue::Currency))
            };
            return other && !apart && counted.is_some_and(|v| !measures(&v.unit));
        }
        let measured = matches!(amount.measure, Measure::Money | Measure::Unit) && fact.says == Says::Value;
        let verb = between.iter().position(|p| matches!(p.cue(), Some(Cue::Equates | Cue::Brings)));
        let named = verb.is_some_and(|v| between.iter().skip(v + 1).any(|p| p.what == What::Word));
        // *18 chi cục thu trên 500 tỷ đồng*: nothing parts the two.
        measured && other && !apart && (named || between.is_empty() && fact.verb.is_none())
    }

    /// *đạt 88,4%, thấp hơn 4,6% so với chỉ tiêu*: beside a rate it is a distance, no share of a plan.
    pub(super) fn is_distance(&self, state: &State<'_>, fact: &Fact, name: Option<Span>) -> bool {
        let moves = matches!(fact.verb, Some(Cue::Up | Cue::Down | Cue::Exceed | Cue::Short));
        let current = self.current.filter(|_| moves && name.is_none()).and_then(|c| state.figures.get(c));
        current.is_some_and(|f| match &f.value {
            // *chiếm 9,8% tổng thu, vượt 1,8% so với chỉ tiêu*
            _ if self.last == Some(Says::Share) => true,
            Some(value) => value.unit == "%",
            // *tăng trưởng GDP đạt 6,8%, vượt 1% so với kế hoạch*
            None => f.plans.is_empty() && !f.changes.is_empty() && kinds::is_growth(state.page, &f.indicator),
        })
    }

    /// *thi hành xong 80,7 tỷ đồng, đạt 46,27% (vượt 6% so với chỉ tiêu)*: what is above its goal by a few percent is no share of that, though
    /// it was taken for one. Whether a fact tells such a distance.
    pub(super) fn is_above_goal(&self, state: &mut State<'_>, fact: &Fact, name: Option<Span>) -> bool {
        let above = fact.bracket && name.is_none() && matches!(fact.verb, Some(Cue::Up | Cue::Exceed));
        let figure = self.current.filter(|_| above).and_then(|c| state.figures.get_mut(c));
        let short = |p: &PlanShare| p.of.is_none() && p.percent.0 < Decimal::ONE_HUNDRED;
        let Some((figure, plan)) = figure.and_then(|f| Some((f.plans.pop_if(|p| short(p))?, f))).map(|(p, f)| (f, p))
        else {
            return false;
        };
        figure.share = Some(Share { percent: plan.percent.0, upper: None, of: None, span: plan.span });
        state.plan = None;
        true
    }

    /// *Với tình hình này, 1% dự toán thu là 400 tỷ đồng*: whether a share of a plan opens its clause without a verb, so that it is
    /// nothing's.
    pub(super) fn opens_clause(&self, fact: &Fact, name: Option<Span>) -> bool {
        let tells = |p: &&Piece| matches!(p.cue(), Some(Cue::Equates | Cue::Up | Cue::Down | Cue::EstimateVerb));
        let told =
            |name: Span| self.pieces.iter().take(fact.left).filter(|p| p.span.start >= name.end).any(|p| tells(&p));
        let bare = fact.verb.is_none() && fact.bound == Bound::Exact && !fact.bracket;
        bare && name.is_some_and(|name| self.parted_from(name, fact) && !told(name))
    }

    /// *giảm 3% so với 1,8% kế hoạch giao*: the change that was set, in the direction of the one before.
    pub(super) fn set_beside(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount) {
        let down = self.last == Some(Says::Change { down: true });
        self.set_growth(state, fact, amount, down);
    }

    /// *tăng 6,1%, thấp hơn mục tiêu tăng 7% Nghị quyết đề ra*: the direction of a change behind the plan's word, of what has changed.
    pub(super) fn growth_set(&self, state: &State<'_>, fact: &Fact) -> Option<bool> {
        let current = self.current.and_then(|c| state.figures.get(c))?;
        let grown = current.plans.is_empty() && current.changes.iter().any(|c| c.percent.is_some());
        let at = (fact.left..fact.at)
            .rev()
            .find(|&i| self.piece(i).is_some_and(|p| matches!(p.cue(), Some(Cue::Up | Cue::Down))))?;
        let set = at.checked_sub(1).and_then(|i| self.piece(i)).is_some_and(|p| p.cue() == Some(Cue::Plan));
        (grown && set).then(|| self.piece(at).is_some_and(|p| p.cue() == Some(Cue::Down)))
    }

    /// Gives the current figure the change that was set for it.
    pub(super) fn set_growth(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, down: bool) {
        let Some(current) = self.current else { return };
        let target = state.again(current, Kind::Target, self.line.sentence.span);
        let change = state.change(amount, fact, down, Default::default(), false);
        state.add_change(target, change);
    }

    /// *thấp hơn mức 8,9% của cùng kỳ*: another's level, or another time's.
    pub(super) fn other(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) {
        let Some(like) = self.current.filter(|_| name.is_none()).or_else(|| self.figure(state, fact, name)) else {
            return;
        };
        let untold = |f: &Figure| f.value.is_none() && f.share.is_none() && f.changes.is_empty() && f.plans.is_empty();
        if state.figures.get(like).is_some_and(untold) {
            return;
        }
        // *thấp hơn mức tăng của cùng kỳ 2,3 điểm phần trăm*: how far from it, and no level of another.
        if amount.measure == Measure::Points {
            let words = (0..fact.at).rev().filter_map(|i| self.piece(i)).find(|p| p.cue() == Some(Cue::Than));
            let compares = words.map_or("", |p| self.text(p.span));
            let side =
                compares.match_indices(' ').nth(1).map_or(compares, |(end, _)| compares.get(..end).unwrap_or_default());
            let down = self.line.page.lexicon.first_cue(side, Family::Figures) == Some(Cue::Down);
            let change = state.change(amount, fact, down, Basis::Other, true);
            return state.add_change(like, change);
        }
        let reference = state.again(like, Kind::Reference, self.line.sentence.span);
        self.say(state, reference, fact, amount, like);
    }

    /// *so với mức giảm 7,8% của cùng kỳ*, *thấp hơn mức giảm sâu 7,8%*: whether the words right before a number end with one or two
    /// that tell that something fell.
    pub(super) fn falls_before(&self, at: usize) -> bool {
        let words = at.checked_sub(1).and_then(|i| self.piece(i)).map_or("", |p| self.text(p.span));
        let falls = |last: &str| self.line.page.lexicon.first_cue(last, Family::Figures) == Some(Cue::Down);
        words.rmatch_indices(' ').take(2).any(|(space, _)| falls(words.get(space + 1..).unwrap_or_default()))
    }

    /// *gấp 2,58 lần năm 2015 (24.013/9.278 tỷ đồng)*: whether two numbers make the change told right before them.
    pub(super) fn is_pair(&self, state: &State<'_>, amount: &Amount) -> bool {
        let told = matches!(self.last, Some(Says::Change { .. } | Says::Factor(_) | Says::Ratio));
        let change = self.current.filter(|_| told).and_then(|c| state.figures.get(c)?.changes.last());
        change.zip(amount.of).is_some_and(|(change, other)| now_then(change, amount.value, other).is_some())
    }

    /// *tăng 93 vụ (206/113 vụ)*: this time's number over the other time's. Whether it was that.
    pub(super) fn now_and_then(&self, state: &mut State<'_>, fact: &Fact, amount: &Amount) -> bool {
        let compared = matches!(self.last, Some(Says::Change { .. })) && fact.bracket;
        let Some((current, other)) = self.current.filter(|_| fact.bracket).zip(amount.of) else { return false };
        let known = state.figures.get(current);
        let change = known.and_then(|f| f.changes.last());
        let fits = change.and_then(|c| now_then(c, amount.value, other));
        if !compared && fits.is_none() {
            return false;
        }
        let value = known.and_then(|f| f.value.as_ref()).map(|v| v.amount);
        let (now, then) =
            fits.unwrap_or(if value == Some(other) { (other, amount.value) } else { (amount.value, other) });
        if value.is_none() && fits.is_some() {
            state.set_value(current, &Amount { value: now, of: None, ..amount.clone() }, fact);
        }
        let reference = state.again(current, Kind::Reference, self.line.sentence.span);
        state.set_value(reference, &Amount { value: then, of: None, ..amount.clone() }, fact);
        true
    }

    /// Whether pieces may only tell which plan it is (*tại Quyết định số 46/QĐ-UBND ngày 29/4/2022 của UBND tỉnh*).
    pub(super) fn are_of_plan(&self, start: usize, end: usize) -> bool {
        // *kế hoạch 2021-2025 (25-26%)*
        let years = |p: &Piece| p.amount().is_some_and(|a| a.measure == Measure::None && values::is_year(a));
        let word = |p: &Piece| {
            matches!(p.what, What::Word | What::Mark('-' | '–' | '/'))
                || years(p)
                || matches!(
                    p.cue(),
                    Some(
                        Cue::Plan
                            | Cue::Scope
                            | Cue::Counted
                            | Cue::Period
                            | Cue::Horizon
                            | Cue::Preposition
                            | Cue::NoFigure
                            | Cue::Target
                    )
                )
        };
        (start..end).all(|i| self.piece(i).is_some_and(word) || self.only_occurs(i))
    }

    /// Whether a plan's words stand right before a piece (*thấp hơn mục tiêu Quốc hội đề ra (4 - 4,5%)*).
    pub(super) fn after_plan(&self, at: usize) -> bool {
        let mut words = (self.start..at).rev().take_while(|&i| self.are_of_plan(i, i + 1));
        words.any(|i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Plan)))
    }

    /// Whether a plan's words stand right before a piece, behind what tells that a number is more or less than they.
    pub(super) fn after_compared_plan(&self, at: usize) -> bool {
        let words = (self.start..at).rev().take_while(|&i| self.are_of_plan(i, i + 1)).count();
        let before = (at - words).checked_sub(1).and_then(|i| self.piece(i)).and_then(Piece::cue);
        let more = matches!(before, Some(Cue::Up | Cue::Down | Cue::Exceed | Cue::Short | Cue::Than | Cue::Versus));
        more && self.after_plan(at)
    }

    /// *thấp hơn 5,25% so với chỉ tiêu giao tại Quyết định số 546 của UBND tỉnh (91,5%)*: whether a percentage opens the bracket at a
    /// piece, right behind the plan that a distance in percent or points was told from.
    pub(super) fn follows_distance(&self, open: usize) -> bool {
        let percent = |at: usize| self.piece(at).and_then(Piece::amount).is_some_and(Amount::is_percent);
        let cue = |at: usize| self.piece(at).and_then(Piece::cue);
        let words = (0..open).rev().take_while(|&i| self.are_of_plan(i, i + 1) || cue(i) == Some(Cue::Versus));
        let Some(first) = words.last() else { return false };
        let points = |at: usize| self.piece(at).and_then(Piece::amount).is_some_and(|a| a.measure == Measure::Points);
        let distance = |at: &usize| (percent(*at) || points(*at)) && cue(first) == Some(Cue::Versus);
        let told = first.checked_sub(1).filter(distance);
        let planned = (first..open).any(|i| cue(i) == Some(Cue::Plan));
        let verb = told.and_then(|i| i.checked_sub(1)).and_then(cue);
        let apart = matches!(verb, Some(Cue::Up | Cue::Down | Cue::Exceed | Cue::Short));
        planned && apart && percent(open + 1)
    }

    /// Whether the words before a fact without a name speak of another time than a figure does.
    pub(super) fn moves(&self, state: &State<'_>, figure: usize) -> bool {
        self.moved && state.figures.get(figure).is_some_and(|f| f.period != state.own(self.period.as_ref()))
    }

    /// *Tỷ lệ hộ cận nghèo giảm 1,2%, còn 3,8%*: the change before a rate's level was one in points.
    pub(super) fn level_after(&self, state: &mut State<'_>, figure: usize, amount: &Amount) {
        let changed = matches!(self.last, Some(Says::Change { .. })) && amount.is_percent();
        let Some(known) = state.figures.get(figure).filter(|f| changed && kinds::is_rate(state.page, &f.indicator))
        else {
            return;
        };
        if known.value.is_none()
            && let Some(change) = state.figures.get_mut(figure).and_then(|f| f.changes.last_mut())
            && change.amount.is_none()
            && let Some(percent) = change.percent.take()
        {
            change.points = Some(crate::model::Points(percent.0));
        }
    }

    /// *Về giá tiêu dùng, theo báo cáo tăng 2,8%*, *Bên cạnh đó, về tai nạn, cả tỉnh xảy ra 46 vụ*: what is opened as the topic.
    pub(super) fn topic(&self) -> Option<Span> {
        let cue = |at: usize| self.piece(at).and_then(Piece::cue);
        let told = |at: usize| cue(at) == Some(Cue::Quotes);
        let comma = |at: usize| self.piece(at).is_some_and(|p| p.is_mark(','));
        let leads = |at: usize| {
            let lead =
                matches!(cue(at), Some(Cue::Lead | Cue::Turns | Cue::Joins | Cue::Period | Cue::Scope | Cue::With));
            lead || comma(at)
        };
        // *Bà An cho biết: “Về tai nạn, …*
        let opens = |&at: &usize| {
            let mut before =
                (0..at).rev().skip_while(|&i| self.piece(i).is_some_and(|p| matches!(p.what, What::Mark(_))));
            (0..at).all(leads) || before.next().is_some_and(told)
        };
        let at = (0..self.pieces.len()).filter(|&at| cue(at) == Some(Cue::Topic)).find(opens)?;
        let end = (at + 1..self.pieces.len()).find(|&at| comma(at))?;
        phrase::before(self.line, self.pieces, at + 1, end)
    }

    /// *404 tỷ đồng, so với dự toán giao đạt 42%*: the plan that a percentage is compared with before its verb.
    pub(super) fn plan_against(&self, fact: &Fact, amount: &Amount, name: Option<Span>) -> Option<(Span, Horizon)> {
        const NEAR: usize = 4;
        let reached = fact.says == Says::Open && fact.verb == Some(Cue::Equates) && amount.is_percent();
        let from = self.start.max(fact.left.saturating_sub(NEAR));
        let plan = (from..fact.left).rev().find(|&i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Plan)))?;
        let cue = |i: usize| self.piece(i).and_then(Piece::cue);
        let goes_on = |i: usize| {
            let given = matches!(cue(i), Some(Cue::Horizon | Cue::Period | Cue::Target));
            given || self.piece(i).is_some_and(|p| p.what == What::Word)
        };
        // *so với mục tiêu là 4%*: that is what was set.
        let told = |i: usize| matches!(cue(i), Some(Cue::Equates | Cue::Bound | Cue::EstimateVerb));
        let verb = |i: usize| told(i) || self.ruled(i, GIVEN);
        let of = self.piece(plan)?.span;
        // *dự toán tỉnh giao đạt*: who has set it is no name.
        if name.is_some_and(|name| name.start < of.start) {
            return None;
        }
        let reached = reached && (fact.left..fact.at).all(verb);
        let told = reached && self.compares(plan) && (plan + 1..fact.left).all(goes_on);
        told.then(|| (of, self.horizon_after(plan)))
    }
}

/// *giảm 1,2% (kế hoạch 1%)*: whether the change of a figure told last is a fall; what was planned of it is one too.
pub(super) fn fell(state: &State<'_>, figure: usize) -> bool {
    let last = state.figures.get(figure).and_then(|f| f.changes.last());
    last.and_then(|c| c.percent.map(|p| p.0).or(c.points.map(|p| p.0))).is_some_and(|by| by.is_sign_negative())
}

/// Whether the change of a figure told last is one in points.
pub(super) fn in_points(state: &State<'_>, figure: usize) -> bool {
    state.figures.get(figure).and_then(|f| f.changes.last()).is_some_and(|c| c.points.is_some())
}
