//! Changes, shares and percentages that only their neighbours explain.

use super::amount::{Amount, Measure};
use super::clause::Clause;
use super::fact::{Fact, Says};
use super::kinds;
use super::pieces::What;
use super::shares;
use super::state::{Plan, State};
use crate::model::figure::{Figure, Kind};
use crate::model::{Basis, Change, ChangePercent, Decimal, Horizon, warning::Code};
use crate::parse::page::Page;
use crate::rules::{Cue, Family};
use crate::text::Span;

/// Percent below which what a verb equates with another time is growth, and no ratio to it.
pub(super) const SMALL: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// Percent below which what something falls to, beside another time, is what it fell by (*giảm xuống 27% so với cùng kỳ*).
const HALF: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

impl Clause<'_, '_> {
    pub(super) fn ratio(&self, state: &mut State<'_>, figure: usize, fact: &Fact, amount: &Amount) {
        if self.is_of_change(state, figure, fact, amount) && self.percent_of_last(state, figure, amount, false) {
            return self.base_last(state, figure, fact);
        }
        let name = state.figures.get(figure).map(|f| f.indicator.clone()).unwrap_or_default();
        let equates = fact.verb == Some(Cue::Equates);
        // *mức tăng cao nhất là 7,31% so với cùng kỳ*: hardly a fourteenth of what there was.
        let growth = kinds::is_growth(state.page, &name);
        // *CPI giảm còn 3,2%*, *tỷ lệ nghèo giảm còn 3,2%*: so high is it, beside another time.
        let told = state.figures.get(figure).and_then(|f| f.value.as_ref()).is_some_and(|v| v.unit != "%");
        let own = growth || kinds::is_rate(state.page, &name) || kinds::is_inflation(state.page, &name);
        let level = own && !told || self.leaves(fact) && kinds::is_neutral(state.page, &name);
        let left = self.leaves(fact) && !level;
        // *giảm xuống 17,6% so với cùng kỳ*
        let fell = equates && !level && !left && self.falls_to(fact);
        let small = (equates || growth) && amount.value < if fell { HALF } else { SMALL } && !left;
        let grows = equates && growth || small;
        let down = small && fell;
        if small && (!growth || !equates) {
            let taken = crate::model::warning::number(if down { -amount.value } else { amount.value }, "%");
            state.warn(Code::ChangeAmbiguous, vec![self.text(amount.span).to_owned(), taken], amount.span);
        }
        let basis = fact.basis.or(self.basis);
        if basis.is_none() {
            state.unbased.push(amount.span.start);
        }
        let mut change = state.change(amount, fact, down, basis.unwrap_or_default(), false);
        if !grows {
            change.percent = Some(ChangePercent((amount.value - Decimal::ONE_HUNDRED).normalize()));
            change.upper = amount.upper.map(|u| ChangePercent((u - Decimal::ONE_HUNDRED).normalize()));
        }
        state.add_change(figure, change);
    }

    pub(super) fn changed(
        &mut self,
        state: &mut State<'_>,
        fact: &Fact,
        amount: &Amount,
        name: Option<Span>,
        down: bool,
    ) {
        let points = self.in_points(state, amount, name);
        let amount = points.as_ref().unwrap_or(amount);
        let basis = fact.basis.or(self.basis).map(|basis| self.of_this_year(state, fact, basis)).unwrap_or_default();
        if self.changed_behind(state, fact, amount, name, (down, basis)) {
            return;
        }
        let same = self.last == Some(Says::Change { down }) && self.bracket.is_some() && name.is_none();
        if same && !amount.is_percent() && amount.measure != Measure::Points && self.amount_of_last(state, amount) {
            return;
        }
        if name.is_none() && self.changed_by(state, fact, amount, down, basis) {
            return;
        }
        if let Some((figure, end)) = self.about(state, fact).filter(|_| name.is_none()) {
            // *giảm 8% về cả khối lượng và giá trị*: of both that were told.
            let both = (fact.right..end).any(|i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Joins)));
            let figures = self.two_open(state).filter(|_| both).map_or(vec![figure], |two| two.to_vec());
            for figure in figures {
                let change = state.change(amount, fact, down, basis, false);
                state.add_change(figure, change);
                self.routed.push((figure, amount.span));
            }
            self.start = self.start.max(end);
            if fact.basis.is_none() {
                self.base_routed(state, end);
            }
            return;
        }
        if let Some((noun, end)) = self.other_count(state, fact).filter(|_| name.is_none() && amount.is_percent()) {
            // *87.000 doanh nghiệp, tăng 2,4% về số doanh nghiệp và tăng 6,9% về số vốn*: of what is not told yet.
            let figure = self.fresh(state, fact, noun);
            let change = state.change(amount, fact, down, basis, false);
            state.add_change(figure, change);
            self.start = self.start.max(end);
            return;
        }
        if let Some((noun, end)) = self.brought_about(fact, amount, name) {
            let figure = self.fresh(state, fact, noun);
            let change = state.change(amount, fact, down, Basis::Other, false);
            state.add_change(figure, change);
            self.start = self.start.max(end);
            return;
        }
        // *Sở Y tế giảm được 310 người*: what an office brought down is no decline of it.
        let who = |name: Span| self.is_place(name) || self.is_named_place(name) || self.is_actor(name);
        let deed = !amount.is_percent() && fact.basis.or(self.basis).is_none() && name.is_some_and(who);
        let basis = if deed { Basis::Other } else { basis };
        let Some(figure) = self.figure(state, fact, name) else { return };
        if !deed && fact.basis.or(self.basis).is_none() {
            state.unbased.push(amount.span.start);
        }
        if (fact.bracket || self.is_rated(fact))
            && amount.is_percent()
            && self.percent_of_last(state, figure, amount, down)
        {
            return;
        }
        let known = state.figures.get(figure);
        let level = known.is_some_and(|f| f.value.as_ref().is_some_and(|v| v.unit == "%"));
        let grown = known.is_some_and(|f| grew(state.page, f, fact.basis.or(self.basis)));
        let rate = (level || grown || self.is_of_growth(fact)) && amount.is_percent();
        let change = state.change(amount, fact, down, basis, rate);
        state.add_change(figure, change);
    }

    /// A change that goes on in the direction of the one before.
    pub(super) fn change_on(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount) {
        let down = self.last == Some(Says::Change { down: true });
        // *mục tiêu là giảm 15% số vụ, 15% số người chết*
        let set = self.current.and_then(|c| state.figures.get(c)).is_some_and(|f| f.kind == Kind::Target);
        let fact = &Fact { target: fact.target || set, ..fact.clone() };
        let turned = self.in_turn(state, fact);
        self.changed(state, turned.as_ref().unwrap_or(fact), amount, None, down);
        self.start = self.start.max(turned.map_or(0, |fact| fact.right));
        self.implied = Some(Says::Change { down });
    }

    /// *312 cơ sở với 6.840 phòng, tăng 14 cơ sở, 402 phòng*: whether an amount goes on the change before, of another
    /// count that the sentence has told and that has no change yet.
    pub(super) fn counts_on(&self, state: &State<'_>, fact: &Fact, amount: &Amount) -> bool {
        let last = self.current.and_then(|c| state.figures.get(c)).and_then(|f| f.changes.last());
        // *giảm 4 vụ/14 đối tượng*
        let stroke = fact.left == self.start + 1 && self.piece(self.start).is_some_and(|p| p.is_mark('/'));
        let goes_on = self.goes_on(fact) || stroke && matches!(self.last, Some(Says::Change { .. }));
        let counted = fact.verb.is_none() && last.is_some_and(|c| c.amount.is_some()) && goes_on;
        // *(tăng 7 vụ, 4 người chết)*: in a bracket also of what was not told.
        let inside = amount.measure == Measure::Counted && last.is_some_and(|change| self.in_bracket(change));
        // *giảm 96 người chết (13%) và 139 người bị thương*: behind a change that has named its own.
        let own = self.current.and_then(|c| state.figures.get(c)).is_some_and(|f| f.value.is_none());
        let too = own && amount.measure == Measure::Counted && !fact.bracket && self.joins_before(fact);
        counted && (inside || too)
            || counted
                && !fact.bracket
                && self.noun_start(amount).map(|at| Span::new(at, amount.span.end)).is_some_and(|noun| {
                    let told = state.by_noun(self.text(noun), false).filter(|&f| Some(f) != self.current);
                    let here = |c: &Change| self.line.sentence.span.contains(c.span);
                    told.and_then(|f| state.figures.get(f)).is_some_and(|f| !f.changes.iter().any(here))
                })
    }

    /// Whether a joining word stands between the fact before and this one.
    fn joins_before(&self, fact: &Fact) -> bool {
        (self.start..fact.at).any(|i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Joins)))
    }

    /// *kéo giảm tai nạn giao thông từ 5%*: the direction that a name starts with, and the name without it.
    ///
    /// *chỉ giảm ở khu vực nước ngoài với mức 3,6%*: it stands behind where it was.
    pub(super) fn directed(&self, name: Span) -> Option<(bool, Span)> {
        let first = self.pieces.iter().position(|p| p.span.start == name.start)?;
        let down = match self.piece(first)?.cue()? {
            Cue::Up => false,
            Cue::Down => true,
            _ => return None,
        };
        let where_it_was = usize::from(self.is_directed_where(name));
        let next = self.piece(first + 1 + where_it_was)?.span.start;
        (next < name.end).then(|| (down, Span::new(next, name.end)))
    }

    /// A percentage that no word beside it explains: of the plan that is understood, a share, a growth rate, a level.
    pub(super) fn open_percent(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) {
        let current = self.current.filter(|_| name.is_none());
        if let Some(down) = self.turned_before(fact).filter(|_| current.is_some()) {
            return self.changed(state, fact, amount, None, down);
        }
        let done = current.is_some() && self.completes(state, fact, amount);
        if done || self.spent_in_bracket(state, fact, amount, current) || self.told_beside(state, fact, amount, current)
        {
            self.implied = self.last.clone();
            return;
        }
        let rated = self.is_rate_of_count(state, fact, name);
        let shared = rated || self.is_share(state, fact, current) || self.is_share_told(state, fact, amount, current);
        if !shared && self.is_planned_in_bracket(state, fact, amount, current) {
            return;
        }
        if shared || self.goes_on_shares(fact, name) {
            self.implied = Some(Says::Share);
            return self.share(state, fact, amount, name.filter(|_| !rated));
        }
        let reaches = self.reaches(fact);
        if let Some((down, name)) = name
            .filter(|n| !reaches && !fact.bracket && (self.adds(fact) || self.is_directed_where(*n)))
            .and_then(|n| self.directed(n).or_else(|| self.ordered_change(n, fact)))
            .or_else(|| name.filter(|_| !reaches).and_then(|n| self.turned_by_itself(n, fact)))
        {
            return self.changed(state, fact, amount, Some(name), down);
        }
        let name_text = name
            .map(|n| self.text(n).to_owned())
            .or_else(|| current.and_then(|c| state.figures.get(c)).map(|f| f.indicator.clone()))
            .unwrap_or_default();
        if self.understood(state, fact, amount, name, &name_text) {
            return;
        }
        if let Some(current) = current.filter(|&c| self.is_ratio_understood(state, fact, c)) {
            return self.ratio(state, current, fact, amount);
        }
        if self.is_ratio_named(state, fact, name, &name_text) {
            if let Some(figure) = self.figure(state, fact, name) {
                self.ratio(state, figure, fact, amount);
            }
            return;
        }
        if current.is_some_and(|current| self.is_of_plan_told(state, fact, amount, current)) {
            return;
        }
        if self.is_of_sum(state, fact, amount, current) {
            return;
        }
        self.percent_alone(state, fact, amount, name, &name_text);
    }

    /// A percentage that only its name explains: a growth rate, money paid out of what was planned, or a level.
    fn percent_alone(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>, text: &str) {
        // *thu nội địa 1.932 tỷ đồng (118%)*: of a plan or of another time, which is not told.
        if fact.bracket && fact.verb.is_none() && name.is_none() && amount.value > Decimal::ONE_HUNDRED {
            return state.warn(Code::NumberUnread, vec![self.text(amount.span).to_owned()], amount.span);
        }
        let announced = matches!(fact.verb, Some(Cue::Equates | Cue::Ratio));
        // *50% số xã tăng, 40% giảm*: what has a level of its own is no growth.
        let current = self.current.filter(|_| name.is_none()).and_then(|c| state.figures.get(c));
        let level = current.is_some_and(|f| f.value.is_some());
        // *GRDP đạt 6,2%*: the economy has no other percentage.
        let product = announced && amount.value < SMALL && kinds::is_product(state.page, text);
        if (product || kinds::is_growth(state.page, text))
            && !(level && fact.verb.is_none())
            && !kinds::is_rate(state.page, text)
            && (announced || fact.verb.is_none())
        {
            if let Some(figure) = self.figure(state, fact, name) {
                let change = state.change(amount, fact, false, self.basis.unwrap_or_default(), false);
                state.add_change(figure, change);
            }
            return;
        }
        if let Some((of, horizon)) = self.plan_of_group(state, fact, name) {
            if let Some(figure) = self.figure(state, fact, name) {
                state.add_plan(figure, amount, fact, Plan { percent: amount.value, of, horizon });
            }
            self.implied = Some(Says::Plan { percent: amount.value, of, horizon: Some(horizon) });
            return;
        }
        let ends = self.ends_at(fact.right) || self.piece(fact.right).is_some_and(|p| p.cue() == Some(Cue::OutOf));
        let alone = fact.verb.is_none() && !fact.bracket && ends;
        let spent = kinds::is_disbursement(state.page, text) && (announced || alone);
        if spent || name.is_some_and(|name| self.has_spent(state, fact, name)) {
            if let Some(figure) = self.figure(state, fact, name) {
                let plan = Plan { percent: amount.value, of: Span::default(), horizon: self.term_horizon(state) };
                state.add_plan(figure, amount, fact, plan);
                // *Sở Y tế 28,6%; Sở Công Thương 31%*, and no *giải ngân 21,4% (1.372,2 tỷ đồng)*
                let listed = self.piece(fact.right).is_some_and(|p| p.is_mark(',') || p.is_mark(';'));
                self.implied =
                    listed.then_some(Says::Plan { percent: plan.percent, of: plan.of, horizon: Some(plan.horizon) });
            }
            return;
        }
        self.value(state, fact, amount, name);
    }

    /// What a percentage with a name of its own leaves out because the one before told it: the plan, or the direction.
    /// Whether it was that.
    fn understood(
        &mut self,
        state: &mut State<'_>,
        fact: &Fact,
        amount: &Amount,
        name: Option<Span>,
        text: &str,
    ) -> bool {
        let level = kinds::is_rate_or_growth(state.page, text);
        // *nợ của tỉnh ở mức 12,5% GRDP*: of what it is so much is told.
        let whole = self.piece(fact.right).is_some_and(|p| p.what == What::Word || p.cue() == Some(Cue::Counted));
        let plain =
            name.is_some() && !level && !whole && !fact.bracket && matches!(fact.verb, None | Some(Cue::Equates));
        let after = self.last.clone().filter(|_| plain);
        // *hoàn thành các chỉ tiêu: giá trị sản xuất đạt 53%, tăng 23,7%; dịch vụ đạt 52%*: of a quantity that much of its plan.
        let first = state.figures.len() == state.sentence && plain && fact.verb == Some(Cue::Equates);
        let quantity = first
            && state
                .page
                .lexicon
                .first_cue(text, Family::Indicators)
                .is_some_and(|cue| matches!(cue, Cue::Head | Cue::Whole));
        self.against = self.against.or(self.grouped.filter(|_| quantity && !self.target));
        // *3 chỉ tiêu đạt thấp: thu tiền đất (52%), trồng rừng (61%)*
        let listed = name.is_some() && !level && self.is_alone_in_bracket(fact) && self.judges_targets(fact);
        let against = self.against.filter(|_| plain).or(listed.then_some((Span::default(), Horizon::Year)));
        // *11 khoản đạt trên 50% dự toán, 7 khoản chưa đạt, trong đó lệ phí trước bạ đạt 38%*: of what is counted each has its plan.
        let counts =
            |f: &Figure| f.value.as_ref().is_some_and(|v| v.unit != "%" && !shares::is_money(state.page.lexicon, f));
        let part = self.whole.and_then(|w| state.figures.get(w)).is_some_and(|w| !w.plans.is_empty() || counts(w));
        let missed = after.as_ref().and_then(|_| self.judged_between(fact));
        match after {
            _ if against.is_some() || part && plain && fact.verb.is_some() => {}
            // *thu đạt 29,4% dự toán …, 3 sắc thuế đạt thấp gồm: lệ phí trước bạ 19,2%*
            _ if part && plain && (0..fact.at).any(|i| self.piece(i).is_some_and(|p| self.is_judged(p))) => {}
            Some(Says::Plan { .. }) => {}
            // *tăng 4,9%, một số sản phẩm đạt thấp so với kế hoạch: giấy đế 14,6%*: so much of that plan.
            Some(Says::Change { .. }) if missed.is_some() => state.plan = missed.map(|of| (of, Horizon::Year)),
            // *dư nợ tăng 14%, nợ xấu dưới 1,5%*: what is kept below a level.
            Some(Says::Change { .. }) if self.is_kept_below(state, fact, text) => return false,
            Some(Says::Change { down }) if fact.verb.is_none() => {
                let down = name.and_then(|name| self.turns_itself(name, fact)).unwrap_or(down);
                self.warn_of_turn(state, amount, down);
                self.changed(state, fact, amount, name, down);
                self.implied = Some(Says::Change { down });
                return true;
            }
            _ => return false,
        }
        let Some((of, horizon)) = against.or(state.plan) else { return false };
        if let Some(figure) = self.figure(state, fact, name) {
            state.add_plan(figure, amount, fact, Plan { percent: amount.value, of, horizon });
        }
        self.implied = Some(Says::Plan { percent: amount.value, of, horizon: Some(horizon) });
        true
    }

    /// *dịch vụ tăng 9%; khai khoáng giảm 6%; điện 4,8%*: which direction the last one has is in doubt, and told.
    fn warn_of_turn(&self, state: &mut State<'_>, amount: &Amount, down: bool) {
        let told = state.figures.get(state.sentence..).unwrap_or_default();
        let changes = || told.iter().flat_map(|f| &f.changes).filter_map(|c| c.percent);
        if changes().any(|p| p.0.is_sign_negative()) && changes().any(|p| p.0.is_sign_positive()) {
            let written = amount.span.of(state.page.text).to_owned();
            let taken = if down { -amount.value } else { amount.value };
            state.warn(Code::ChangeAmbiguous, vec![written, taken.normalize().to_string()], amount.span);
        }
    }
}

/// *Tốc độ tăng trưởng đạt 11,01%, tăng 0,26% so với năm trước*: whether a change is one of a growth rate that was just told.
fn grew(page: &Page<'_>, figure: &Figure, basis: Option<Basis>) -> bool {
    let year = |basis: Basis| matches!(basis, Basis::SamePeriodLastYear | Basis::PreviousYear);
    let told = || figure.changes.iter().any(|c| c.percent.is_some() && year(c.basis));
    basis.is_some_and(year) && figure.value.is_none() && told() && kinds::is_growth(page, &figure.indicator)
}
