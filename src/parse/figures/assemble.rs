//! Assembly: the facts of a sentence, in order, to figures.
//!
//! A fact that follows a noun phrase of its own opens a figure; one that follows another fact belongs to that figure.

use super::amount::{Amount, Measure};
use super::clause::{Bracket, Clause, is_listed_place};
use super::embedded;
use super::fact::{self, Fact, Says};
use super::harvests;
use super::interposed;
use super::judged::due_rates;
use super::leading;
use super::lists;
use super::pieces::{Line, Piece};
use super::state::{Plan, State};
use super::values;
use crate::model::{Bound, Decimal, figure::Kind, warning::Code};
use crate::parse::page::{Page, Sentence};
use crate::rules::{Cue, Family, Gives, Match};
use crate::text::Span;

/// Reads one sentence.
pub fn sentence(state: &mut State<'_>, sentence: &Sentence) {
    state.sentence = state.figures.len();
    if !tells_number(state.page, sentence) || sentence.asks(state.page.text) {
        return state.follow(Some(sentence));
    }
    let line = Line::new(state.page, sentence);
    let mut pieces = line.pieces();
    // *Ngày 12/3*: numbers that are no amounts.
    if !pieces.iter().any(|p| p.amount().is_some() || p.cue() == Some(Cue::Factor)) {
        return state.follow(Some(sentence));
    }
    embedded::settle(&line, &mut pieces);
    interposed::drop_opening(&line, &mut pieces);
    let mut clause = Clause::new(&line, &pieces, state.ahead);
    let (due, mut at) = (due_rates(&line, &pieces), 0);
    while at < pieces.len() {
        if pieces.get(at).is_none_or(|p| p.amount().is_none()) {
            clause.multiple(state, at);
            at += 1;
            continue;
        }
        if let Some(next) = lists::read(state, &mut clause, at).or_else(|| leading::read(state, &mut clause, at)) {
            at = next.max(at + 1);
            continue;
        }
        let skipped = || due.contains(&at) && !clause.is_level(state) && !clause.is_goal_of_rate(at);
        if skipped() || is_listed_place(&pieces, at) {
            clause.start = at + 1;
            at += 1;
            continue;
        }
        if let Some(mut fact) = fact::read(state.page, &pieces, clause.start, at) {
            clause.between(state, &fact);
            clause.settle_basis(state, &mut fact);
            clause.mark_from_to(&mut fact);
            clause.mark_foreseen(&mut fact);
            clause.mark_bounded(&mut fact);
            clause.take(state, fact);
        }
        at = clause.start.max(at + 1);
    }
    harvests::settle(state);
    state.follow((state.figures.len() == state.sentence).then_some(sentence));
}

/// Whether a sentence holds a number, in digits or as a factor in words.
fn tells_number(page: &Page<'_>, sentence: &Sentence) -> bool {
    let factor = |m: &Match| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Factor);
    sentence.has_number || page.matches(sentence, Family::Figures).iter().any(factor)
}

impl Clause<'_, '_> {
    /// *gấp đôi cùng kỳ*: a factor told by a word.
    pub(super) fn multiple(&mut self, state: &mut State<'_>, at: usize) {
        let Some(piece) = self.piece(at).filter(|p| p.cue() == Some(Cue::Factor)).cloned() else { return };
        let Some(Gives::Number(factor)) = self.gives(&piece).cloned() else { return };
        let basis = self.piece(at + 1).filter(|p| p.cue() == Some(Cue::Basis)).and_then(|p| self.gives(p));
        let basis = if let Some(Gives::Basis(basis)) = basis { Some(*basis) } else { None };
        let bound = at.checked_sub(1).and_then(|i| self.piece(i)).filter(|p| p.cue() == Some(Cue::Bound));
        let left = if bound.is_some() { at - 1 } else { at };
        let bound =
            if let Some(Gives::Bound(bound)) = bound.and_then(|p| self.gives(p)) { *bound } else { Bound::Exact };
        let fact = Fact {
            at,
            left,
            right: at + 1,
            says: Says::Factor(factor),
            verb: None,
            bound,
            estimate: false,
            target: false,
            basis,
            bracket: false,
            negative: false,
        };
        let name = self.name(&fact);
        let amount = Amount { value: factor, span: piece.span, ..Amount::default() };
        let versus = self.piece(at + 1).is_some_and(|p| p.cue() == Some(Cue::Versus));
        if let Some(plan) = self.piece(at + 2).filter(|p| versus && p.cue() == Some(Cue::Plan)).map(|p| p.span) {
            // *tăng gấp đôi so với dự toán*: so much of the plan.
            if (name.is_some() || self.current.is_some())
                && let Some(figure) = self.figure(state, &fact, name)
            {
                let percent = factor * Decimal::ONE_HUNDRED;
                let horizon = self.term_horizon(state);
                state.add_plan(figure, &amount, &fact, Plan { percent, of: plan, horizon });
                self.start = at + 3;
            }
            return;
        }
        if (name.is_some() || self.current.is_some())
            && let Some(figure) = self.figure(state, &fact, name)
        {
            self.factor(state, figure, &fact, &amount);
            self.start = at + 1;
        }
    }

    /// *đề nghị Thuế cơ sở 3 rà soát nguồn thu*: whether a small number right behind a noun that is counted is part of what that one is
    /// called, for no known noun follows.
    fn numbers_one(&self, fact: &Fact, amount: &Amount) -> bool {
        const FEW: Decimal = Decimal::from_parts(30, 0, 0, false, 0);
        let noun = fact.at.checked_sub(1).and_then(|i| self.piece(i)).is_some_and(|p| p.cue() == Some(Cue::Counted));
        let plain = fact.verb.is_none() && fact.says == Says::Value && amount.measure == Measure::Noun;
        noun && plain && amount.scale == Decimal::ONE && amount.of.is_none() && amount.value < FEW
    }

    /// Gives one fact to its figure.
    pub(super) fn take(&mut self, state: &mut State<'_>, fact: Fact) {
        let Some(mut amount) = self.piece(fact.at).and_then(Piece::amount).cloned() else { return };
        if fact.negative {
            amount.value = -amount.value;
        }
        if amount.measure == Measure::None && fact.says == Says::Planned && values::is_year(&amount) {
            // *tình hình năm 2018, kế hoạch 2019*
            self.start = self.start.max(fact.right);
            return;
        }
        let no_figure = self.numbers_one(&fact, &amount).then_some(fact.at + 1);
        if let Some(end) = no_figure.or_else(|| self.behind_subjects(&fact, &amount)) {
            self.start = self.start.max(end);
            return;
        }
        if amount.measure == Measure::None && fact.says == Says::Value {
            let name = self.name_anywhere(state, &fact);
            return self.bare(state, &fact, &amount, name);
        }
        if self.is_threshold(state, &fact, &amount) {
            if let Says::Plan { of, horizon, .. } = fact.says {
                state.plan = Some((of, horizon.unwrap_or_default()));
            }
            self.start = self.start.max(fact.right);
            return;
        }
        let used = fact.right;
        if self.beyond_bracket(state, &fact, &amount) || self.is_excess_again(&fact, &amount) {
            (self.start, self.last) = (self.start.max(used), Some(Says::Excess));
            return;
        }
        if fact.says == Says::Value && self.is_pair(state, &amount) && self.now_and_then(state, &fact, &amount) {
            self.start = self.start.max(used);
            return;
        }
        let inside = self.bracket.filter(|b| b.open < fact.at);
        let after_plan = self.is_after_plan(&fact);
        match inside {
            Some(bracket) if bracket.kind.is_some() => self.aside(state, &fact, &amount, bracket),
            _ if self.then && self.current.is_some() && self.name(&fact).is_none() => {
                self.aside(state, &fact, &amount, self.of_other_time());
            }
            _ if after_plan && self.is_plan_told(&fact) => {
                let bracket = Bracket { kind: Some(Kind::Target), ..self.of_other_time() };
                self.aside(state, &fact, &amount, bracket);
            }
            Some(bracket) if after_plan && !self.is_worded(&fact) => {
                self.aside(state, &fact, &amount, Bracket { kind: Some(Kind::Target), ..bracket });
            }
            _ => self.give(state, &fact, &amount),
        }
        self.start = self.start.max(used).max(if fact.bracket { self.behind_share } else { 0 });
        self.shared = self
            .current
            .and_then(|c| state.figures.get(c))
            .is_some_and(|f| f.share.as_ref().is_some_and(|s| s.span == amount.span));
        self.last = self.implied.take().or(Some(fact.says));
    }

    /// Gives a share of a plan to its figure. *Vượt 2,2 lần kế hoạch* may mean two things, and is told.
    fn of_plan(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>, plan: Plan) {
        if amount.measure == Measure::Times && fact.verb == Some(Cue::Exceed) {
            let told = vec![self.text(amount.span).to_owned(), format!("{}%", plan.percent.normalize())];
            state.warn(Code::ChangeAmbiguous, told, amount.span);
        }
        if let Some(figure) = self.figure(state, fact, name) {
            state.add_plan(figure, amount, fact, plan);
            if name.is_none() {
                self.share_before(state, figure, plan);
            }
            if name.is_some() && fact.verb.is_none() && !plan.of.is_empty() {
                self.share_plan(state, figure, plan);
            }
        }
    }

    /// Gives a fact to the figures that it is said of: each of several, the one of its name, or the current one.
    pub(super) fn give(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount) {
        if self.share_against(state, fact, amount) {
            return;
        }
        let name = self.name_anywhere(state, fact);
        if let Some((of, horizon)) = self.plan_against(fact, amount, name) {
            return self.told_of_plan(state, fact, amount, None, Plan { percent: amount.value, of, horizon });
        }
        let all = self.each(state, fact, name);
        if all.len() < 2 {
            return self.give_one(state, fact, amount, name);
        }
        for figure in all {
            self.say(state, figure, fact, amount, figure);
        }
    }

    /// A percentage without a verb that goes on what the fact before it says, or what stands before its bracket. Whether it was
    /// that.
    fn goes_on_open(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) -> bool {
        if let Some(down) = self.directed_by_bracket(fact) {
            self.changed(state, fact, amount, name, down);
        } else if name.is_none() && self.last == Some(Says::Other) && self.joined(fact) {
            // *cao hơn tốc độ tăng 4,7% và 5,17% của hai năm trước*
            self.other(state, fact, amount, None);
            self.implied = Some(Says::Other);
        } else if self.goes_on(fact) && self.noun_behind(fact, amount).is_some()
            || !fact.bracket && self.goes_on_about(fact)
        {
            // *tăng 7,7% số vụ, 2,9% số người chết*, *giảm 35% về lượng và 39% về trị giá*
            self.change_on(state, fact, amount);
        } else if !fact.bracket && name.is_none() && self.goes_on(fact) {
            // *A và B tăng 6% và 11%*, where the names are not two: whose the second is cannot be told.
            state.warn(Code::NumberUnread, vec![self.text(amount.span).to_owned()], amount.span);
        } else {
            return false;
        }
        true
    }

    /// Gives a figure its share of a plan, where the words tell one.
    fn told_of_plan(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>, plan: Plan) {
        if self.is_above_goal(state, fact, name) || self.is_distance(state, fact, name) || self.opens_clause(fact, name)
        {
            return;
        }
        let turned = self.turned_plan(fact, name, plan);
        let (name, plan) = turned.map_or((name, plan), |(name, plan)| (Some(name), plan));
        // *vượt 3,6% dự toán Trung ương giao và 1,2% dự toán HĐND giao*: beyond both.
        let beyond = self.beyond(fact).map(|short| if short { -amount.value } else { amount.value });
        let plan = Plan { percent: beyond.map_or(plan.percent, |by| Decimal::ONE_HUNDRED + by), ..plan };
        if self.compares(fact.left) && matches!(self.last, Some(Says::Change { .. })) {
            return self.set_beside(state, fact, amount);
        }
        if self.is_part_of_plan(state, fact, name, plan.of) {
            if let Some(figure) = self.figure(state, fact, name) {
                state.set_share(figure, amount, Some(plan.of));
            }
            return;
        }
        // *Công an các huyện hoàn thành 100% chỉ tiêu cấp căn cước*: who has done it is no indicator.
        let who = name.is_none_or(|name| self.is_actor(name));
        let behind = if who { self.named_by_plan(state, fact, name.is_some()) } else { None };
        self.of_plan(state, fact, amount, behind.map(|(name, _)| name).or(name), plan);
        self.start = self.start.max(behind.map_or(0, |(_, end)| end));
    }

    /// Gives a fact to the figure of its name, or to the current one.
    fn give_one(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) {
        let set = !self.counts_reached(fact) && self.sets(state, fact, amount, name);
        let planned = matches!(fact.says, Says::Plan { .. }) && name.is_none() && amount.is_percent();
        if planned && let Some(down) = self.growth_set(state, fact) {
            return self.set_growth(state, fact, amount, down);
        }
        match &fact.says {
            Says::Value | Says::Open if set => self.planned(state, fact, amount, None),
            Says::Ratio if fact.verb.is_none() && self.goes_on(fact) => self.change_on(state, fact, amount),
            // *vượt 0,1% kế hoạch và 3,8% so với cùng kỳ*: beyond both.
            Says::Ratio if self.beyond(fact).is_some() => self.beyond_too(state, fact, amount),
            // *vượt 5 tỷ đồng và 3% so với dự toán*: by how much, told twice.
            Says::Open | Says::Plan { .. } if self.last == Some(Says::Excess) && self.joined(fact) => {}
            Says::Open if self.plan_again(state, fact, amount) || self.share_of_set(state, fact, amount) => {}
            Says::Open if self.plan_of_next(state, fact, amount, name) => {}
            Says::Open
                if fact.verb.is_none() && !self.is_of_product(fact) && self.goes_on_open(state, fact, amount, name) => {
            }
            Says::Open if self.ratio_of(state, fact, amount) => {}
            Says::Ratio | Says::Open if let Some(down) = self.grown(state, fact, amount, name) => {
                self.changed(state, fact, amount, name, down);
            }
            // *Tỷ trọng dịch vụ tăng lên 42,1% so với cùng kỳ*: a level.
            Says::Ratio if self.reaches(fact) && self.is_of_rate(state, name) => self.value(state, fact, amount, name),
            // *312 cơ sở với 6.840 phòng, tăng 14 cơ sở, 402 phòng*
            Says::Value if name.is_none() && self.counts_on(state, fact, amount) => self.count_on(state, fact, amount),
            // *xuất siêu 3,7 tỷ USD, cao hơn so với mức xuất siêu 1,4 tỷ USD*
            Says::Value if fact.verb.is_none() && self.current.is_some() && self.is_compared(fact) => {
                self.other(state, fact, amount, None);
            }
            Says::Value => {
                self.back_to_count(state, fact, amount, name);
                self.value(state, fact, amount, name);
            }
            Says::Excess => self.excess(state, fact, amount, name),
            Says::Planned => self.planned(state, fact, amount, name),
            Says::Change { down } if name.is_none() && self.beyond_set(state, fact, amount, *down) => {}
            Says::Change { down } => self.changed(state, fact, amount, name, *down),
            Says::Factor(_) => {
                // *tăng 2,2 lần về số dự án*
                if let Some((figure, end)) = self.about(state, fact) {
                    self.factor(state, figure, fact, amount);
                    self.start = self.start.max(end);
                } else if let Some(figure) = self.figure(state, fact, name) {
                    self.factor(state, figure, fact, amount);
                }
            }
            Says::Ratio => {
                if let Some(figure) = self.figure(state, fact, name) {
                    self.ratio(state, figure, fact, amount);
                }
            }
            Says::Plan { percent, of, horizon } => {
                let horizon = horizon.unwrap_or(self.term_horizon(state));
                self.told_of_plan(state, fact, amount, name, Plan { percent: *percent, of: *of, horizon });
            }
            Says::Share => self.share(state, fact, amount, name),
            Says::From => self.came_from(state, fact, amount, name),
            Says::Other => self.other(state, fact, amount, name),
            Says::Open => self.open_percent(state, fact, amount, name),
        }
    }
}
