//! What is told a second time: a change in percent beside the amount it comes to, the reverse, and a value of what was told before.

use super::amount::{Amount, Measure};
use super::clause::Clause;
use super::fact::{Fact, Says};
use super::pieces::Piece;
use super::shares::makes;
use super::state::State;
use crate::model::{Change, ChangePercent, Figure, Quantity, figure::Kind, warning::Code};
use crate::rules::Cue;
use crate::text::Span;

/// The rule of words for what is left.
const REMAINS: &str = "verb.remains";

/// The rules of words that tell a change once more.
const AMOUNTS_TO: [&str; 2] = ["change.amounts_to", "structure.respectively"];

impl Clause<'_, '_> {
    /// *giảm 27 vụ (21,95%)*: the percentage of the change before it. Whether it was that.
    pub(super) fn percent_of_last(&self, state: &mut State<'_>, figure: usize, amount: &Amount, down: bool) -> bool {
        let Some(last) = state.figures.get_mut(figure).and_then(|f| f.changes.last_mut()) else { return false };
        let untold = last.percent.is_none() && last.amount.is_some();
        if untold {
            let down = if amount.negative.is_some() { down } else { last.amount.is_some_and(|a| a.is_sign_negative()) };
            last.percent = Some(ChangePercent(if down { -amount.value } else { amount.value }));
        }
        untold
    }

    /// *giảm 27 vụ (21,95%)*, *tăng 4 tỷ, bằng 5%*: the percentage of the change before it. Whether it was that.
    pub(super) fn told_beside(
        &self,
        state: &mut State<'_>,
        fact: &Fact,
        amount: &Amount,
        current: Option<usize>,
    ) -> bool {
        let ratio = fact.verb == Some(Cue::Ratio) && matches!(self.last, Some(Says::Change { .. }));
        let equals = |figure: usize| ratio && (state.plan.is_none() || self.is_of_change(state, figure, fact, amount));
        // *tăng 31.500 tờ, tương ứng 8,5%*
        let same = fact.verb.is_none() && matches!(self.last, Some(Says::Change { .. })) && self.equals_last(fact);
        let figure = current.filter(|&figure| fact.bracket || self.is_rated(fact) || same || equals(figure));
        figure.is_some_and(|figure| self.percent_of_last(state, figure, amount, false))
    }

    /// *giảm 0,6% (592 ha)*: the amount of the change before it. Whether it was that.
    pub(super) fn amount_of_last(&self, state: &mut State<'_>, amount: &Amount) -> bool {
        let last_is_change = matches!(self.last, Some(Says::Change { .. }));
        let inside = self.bracket.is_some();
        let figure = self.current.and_then(|c| state.figures.get_mut(c));
        let unsure = figure.as_ref().is_some_and(|f| f.value.is_none()) && inside;
        let change = figure.and_then(|f| f.changes.last_mut());
        // *tăng 11,6%, vượt mức tăng của cả nước (10,96%)*: another percentage is none.
        let untold = |c: &&mut Change| c.amount.is_none() && c.percent.is_some() && !amount.is_percent();
        let Some(change) = change.filter(|c| last_is_change && untold(c)) else {
            return false;
        };
        let down = change.percent.is_some_and(|p| p.0.is_sign_negative());
        change.amount = Some(if down { -amount.value } else { amount.value });
        change.unit = (!amount.unit.is_empty()).then(|| amount.unit.clone());
        if unsure {
            // *tăng 4,36% (666 doanh nghiệp)*: the bracket may as well tell how many there are.
            let written = amount.span.of(state.page.text).to_owned();
            let taken = format!("{}{}", if down { "−" } else { "+" }, amount.value.normalize());
            state.warn(Code::ChangeAmbiguous, vec![written, taken], amount.span);
        }
        true
    }

    /// *tăng 7,7%, tương ứng 1,6 triệu đồng*: whether only a word for what comes to the same stands between the fact before and a number.
    pub(super) fn equals_last(&self, fact: &Fact) -> bool {
        let words = (self.start..fact.at).filter_map(|i| self.piece(i));
        let mut cues = words.filter(|p| !p.is_mark(',') && p.cue() != Some(Cue::Bound));
        let same = cues.next().is_some_and(|p| matches!(p.cue(), Some(Cue::Ratio | Cue::Respectively)));
        // *tương ứng 3,29 và 3,4 triệu tấn*: each is of another one.
        let joined = self.piece(fact.right).is_some_and(|p| p.cue() == Some(Cue::Joins))
            && self.piece(fact.right + 1).is_some_and(|p| p.amount().is_some());
        same && cues.next().is_none() && !joined
    }

    /// *giảm 5 vụ, tương đương 19,2% so với cùng kỳ*: whether a ratio is the change before it, in percent: by the numbers, and where
    /// these are not told, by its words.
    pub(super) fn is_of_change(&self, state: &State<'_>, figure: usize, fact: &Fact, amount: &Amount) -> bool {
        let changed = matches!(self.last, Some(Says::Change { .. }));
        let figure = state.figures.get(figure).filter(|_| changed);
        let change = figure.and_then(|f| f.changes.last()).filter(|c| c.percent.is_none());
        let Some(by) = change.and_then(|c| c.amount) else { return false };
        let alike = |v: &&Quantity| change.is_some_and(|c| c.unit.as_ref().is_none_or(|unit| *unit == v.unit));
        match figure.and_then(|f| f.value.as_ref()).filter(alike) {
            Some(value) => makes(by.abs(), value.amount.checked_sub(by), amount.value),
            None => (fact.left.saturating_sub(1)..fact.at).any(|at| AMOUNTS_TO.iter().any(|rule| self.ruled(at, rule))),
        }
    }

    /// Gives the change told last in percent what it is compared with, where nothing told it.
    pub(super) fn base_last(&self, state: &mut State<'_>, figure: usize, fact: &Fact) {
        let change = state.figures.get_mut(figure).and_then(|f| f.changes.last_mut());
        if let Some((change, basis)) = change.zip(fact.basis)
            && state.unbased.last() == Some(&change.span.start)
        {
            change.basis = basis;
            state.unbased.pop();
        }
    }

    /// *bằng 97,7% cùng kỳ (giảm 0,9 nghìn ha)*, *tăng 5% so với cùng kỳ (tăng 120 tỷ đồng)*: whether a bracket tells what came before it
    /// once more: an amount by which it changed, or, of a ratio, the change.
    pub(super) fn tells_ratio_again(&self, open: usize) -> bool {
        let changed = self.piece(open + 1).is_some_and(|p| matches!(p.cue(), Some(Cue::Up | Cue::Down)));
        let told = self.piece(open + 2).and_then(Piece::amount).filter(|_| changed);
        told.is_some_and(|amount| {
            self.last == Some(Says::Ratio) || !amount.is_percent() && amount.measure != Measure::Points
        })
    }

    /// *ghi nhận 245 ca sốt xuất huyết; lũy kế 10 tháng 9.870 ca*: whether a count behind another time counts what the current figure
    /// does.
    pub(super) fn counts_on_in_time(&self, state: &State<'_>, fact: &Fact, amount: &Amount) -> bool {
        let current = self.current.and_then(|c| state.figures.get(c)).and_then(|f| f.value.as_ref());
        let timed = (self.start..fact.at).any(|i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Period)));
        timed && current.is_some_and(|value| amount.is_of_kind(&value.unit))
    }

    /// *Tai nạn giao thông tháng 7: 21 vụ, 9 người chết; lũy kế 7 tháng: 168 vụ*: behind other counts a word that says nothing of what it
    /// counts, with a time of its own, goes on the sentence's count by the same word.
    pub(super) fn back_to_count(&mut self, state: &State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) {
        let timed = (self.start..fact.at).any(|i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Period)));
        let bare = name.is_none() && self.is_counter(amount) && self.ends_at(fact.right) && !fact.bracket;
        let told = state.figures.get(state.sentence..).unwrap_or_default();
        let same = |f: &&Figure| f.kind == Kind::Observed && f.value.as_ref().is_some_and(|v| v.unit == amount.unit);
        if let Some(count) = told.iter().rev().find(same).filter(|_| timed && bare && self.current.is_some()) {
            self.current = Some(count.id);
        }
    }

    /// *đầu năm có 43 hộ nghèo, nay còn 29 hộ*: whether a count is what is left of the one told before it.
    pub(super) fn remains(&self, state: &State<'_>, fact: &Fact, amount: &Amount) -> bool {
        let left = (fact.left..fact.at).any(|at| self.ruled(at, REMAINS));
        let before = self.current.filter(|_| left).and_then(|c| state.figures.get(c)).and_then(|f| f.value.as_ref());
        before.is_some_and(|v| amount.is_of_kind(&v.unit))
    }

    /// *A giảm 15,2%, chỉ còn 60.667 đơn vị*, *A năm nay là 62,6% GDP*: whether a value behind a verb and without a name before
    /// it is that of the indicator told last, and the words behind it only what it counts, or a whole.
    pub(super) fn goes_back(&self, state: &State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) -> bool {
        let Some(figure) = self.current.and_then(|c| state.figures.get(c)) else { return false };
        if name.is_some() || fact.verb != Some(Cue::Equates) || fact.bracket {
            return false;
        }
        // *Số thí sinh dự thi tăng 5%, đạt 412 thí sinh*: a noun that no rule knows, and the name tells.
        let told = || amount.measure == Measure::Noun && names(&figure.indicator, &amount.base);
        let counted = (amount.measure == Measure::Counted || told()) && self.ends_at(fact.right);
        let changed = matches!(self.last, Some(Says::Change { .. } | Says::Ratio));
        let level = amount.is_percent() && figure.value.as_ref().is_some_and(|v| v.unit == "%");
        level || counted && changed && figure.value.is_none()
    }
}

/// Whether a noun's words stand in a name.
fn names(name: &str, noun: &str) -> bool {
    !noun.is_empty() && name.to_lowercase().contains(&noun.to_lowercase())
}
