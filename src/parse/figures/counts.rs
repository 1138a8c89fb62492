//! Changes of counts: told as an amount, or with the noun of the count behind the percentage; and shares that go by the numbers of others.

use super::after;
use super::amount::{Amount, Measure};
use super::clause::Clause;
use super::fact::{Fact, Says};
use super::head;
use super::kinds;
use super::lists;
use super::phrase;
use super::pieces::{Piece, What};
use super::state::State;
use super::values::COUNTER;
use crate::model::figure::{Figure, Kind};
use crate::model::{Basis, Change, Decimal, Quantity};
use crate::rules::{Cue, Family};
use crate::text::Span;

/// The rule of words that tell the least of a number, or stand between a count and what it is out of.
const OVER: &str = "bound.at_least";

/// The rule of what became of those that were counted.
const BECAME: &str = "word.became";

/// Whether a figure has a value that counts something.
fn counts(state: &State<'_>, figure: usize) -> bool {
    let value = state.figures.get(figure).and_then(|f| f.value.as_ref());
    value.is_some_and(|v| kinds::is_counted(state.page, &v.unit))
}

impl Clause<'_, '_> {
    /// *giảm 34 người mắc so với năm 2017*: a change told as an amount, of what the amount counts. Whether it was that.
    pub(super) fn changed_by(
        &mut self,
        state: &mut State<'_>,
        fact: &Fact,
        amount: &Amount,
        down: bool,
        basis: Basis,
    ) -> bool {
        if amount.is_percent() || amount.measure == Measure::Points {
            return false;
        }
        let end = after::after(self.pieces, fact.right, false);
        let last = self.piece(end.saturating_sub(1)).filter(|_| end > fact.right).map_or(amount.span, |p| p.span);
        let noun = Some(Span::new(self.noun_start(amount).unwrap_or(amount.span.start), last.end));
        let first = (end == fact.right).then(|| self.first_counted(state, amount)).flatten();
        // *12 trường (tăng 2 trường)*: of the count right before it, whatever else is counted so.
        let last = self.current.filter(|&c| end == fact.right && self.is_counted_last(state, c, amount));
        // *phát hiện 235 vụ vi phạm (đã làm rõ 168 vụ), giảm 12 vụ*: of what is counted by it outside the bracket.
        let outside = self.current.filter(|&c| end == fact.right && self.is_behind_bracket(state, fact, c, amount));
        let known = first.or(last).or(outside).or_else(|| noun.and_then(|n| self.by_noun(state, fact, self.text(n))));
        // *kỷ luật 9 đảng viên, tăng 3 trường hợp*
        let like = self.current.filter(|&c| end == fact.right && self.names_nothing(amount) && counts(state, c));
        // *14 vụ cháy (tăng 3 vụ)*, *486 máy ATM (giảm 17 máy)*: right behind a count, whatever else was counted so before.
        let known = self.counted_beside(state, fact, amount).or(known).or(like);
        // *giải quyết việc làm cho 5.000 lao động; giảm 263 hộ nghèo*: of another count than the one before.
        let own =
            noun.filter(|_| known.is_none() && (self.counts_other(state, amount) || self.counts_next(state, noun)));
        let own = own.or(noun.filter(|n| known.is_none() && end > fact.right && self.changes_next(state, amount, *n)));
        // *2. Giảm 139 hộ nghèo*, among what is to be done: nothing else was named.
        let set = state.ahead && self.current.is_none() && !self.names_nothing(amount);
        let own = own.or(noun.filter(|_| known.is_none() && set));
        let own = own.map(|name| self.fresh(state, fact, name));
        let Some(figure) = known.or(own).or(self.sum_changed(state, amount)).or(self.current) else { return false };
        self.current = Some(figure);
        let behind = self.piece(end).filter(|_| fact.basis.is_none()).and_then(|p| self.basis_of(p));
        if behind.or(fact.basis).or(self.basis).is_none() {
            state.unbased.push(amount.span.start);
        }
        let change = state.change(amount, fact, down, behind.unwrap_or(basis), false);
        state.add_change(figure, change);
        self.start = self.start.max(end);
        true
    }

    /// *A, B và C là 3 thị trường lớn nhất*: the piece behind the words of a number that only counts the subjects before its copula.
    pub(super) fn behind_subjects(&self, fact: &Fact, amount: &Amount) -> Option<usize> {
        let copula = fact.at.checked_sub(1).filter(|&i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Copula)))?;
        let counts = amount.is_count() && amount.scale == Decimal::ONE;
        let names = phrase::list(self.line, self.pieces, self.start, copula);
        let named = match names.as_slice() {
            [both] => lists::parts_of(self, *both, 2).map_or(1, |parts| parts.len()),
            all => all.len(),
        };
        let those = counts && named > 1 && amount.value == Decimal::from(named);
        those.then(|| after::after(self.pieces, fact.right, true))
    }

    /// The count right before the bracket that a fact opens, where none of the sentence is counted by the fact's own noun alone.
    fn counted_beside(&self, state: &State<'_>, fact: &Fact, amount: &Amount) -> Option<usize> {
        let open = self.bracket.filter(|b| b.kind.is_none() && fact.bracket && b.open + 1 == fact.left)?.open;
        let current = self.current.filter(|&c| c >= state.sentence)?;
        let value = |f: &Figure| f.value.as_ref().filter(|v| v.unit != "%").map(|v| (v.unit.clone(), v.span));
        let (unit, span) = state.figures.get(current).and_then(value)?;
        let told = state.figures.get(state.sentence..).unwrap_or_default();
        let other = told.iter().any(|f| f.id != current && value(f).is_some_and(|(unit, _)| amount.is_of_kind(&unit)));
        // What goes on its name may stand between, and no number.
        let between = self.pieces.iter().take(open).filter(|p| p.span.start >= span.end);
        let plain = |p: &Piece| p.what == What::Word || matches!(p.cue(), Some(Cue::Counted | Cue::Preposition));
        (amount.is_count() && (amount.is_of_kind(&unit) || !other) && between.into_iter().all(plain)).then_some(current)
    }

    /// *xóa 1.205 nhà tạm, nhà dột nát trên tổng số 2.150 nhà*: the whole that the value before is counted out of. Whether it was that.
    pub(super) fn out_of(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount) -> bool {
        let words = fact.left.checked_sub(1).and_then(|i| self.piece(i)).is_some_and(|p| p.cue() == Some(Cue::OutOf));
        if words && self.is_spent_out_of(state, fact, amount) {
            return true;
        }
        // *147 chuyến chậm trên 975 chuyến bay*: right behind the count, of the same noun.
        let over = fact.left + 1 == fact.at && self.name(fact).is_none() && self.ruled(fact.left, OVER);
        let over = over && amount.is_count();
        let current = self.current.filter(|_| (words || over) && self.last == Some(Says::Value));
        let Some(figure) = current.and_then(|c| state.figures.get_mut(c)) else { return false };
        let first = |unit: &str| unit.split(' ').next().map(str::to_owned);
        let kind = |unit: &str| amount.is_of_kind(unit) || over && first(unit) == first(&amount.unit);
        let value = figure.value.as_mut().filter(|v| v.of.is_none() && v.amount <= amount.value && kind(&v.unit));
        let Some(value) = value else { return false };
        value.of = Some(amount.value);
        state.widen(current.unwrap_or_default(), amount.span);
        self.start = self.start.max(after::after(self.pieces, fact.right, true));
        true
    }

    /// *giải ngân được 26% trong tổng số 33.170 tỷ đồng*: the sum that was to be spent, behind the share of it that was. Whether it was that.
    fn is_spent_out_of(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount) -> bool {
        let share = |f: &Figure| f.value.is_none() && f.plans.len() == 1 && f.changes.is_empty();
        let spent = self.current.filter(|&c| c >= state.sentence && amount.measure == Measure::Money);
        let Some(spent) = spent.filter(|&c| state.figures.get(c).is_some_and(share)) else { return false };
        let whole = state.again(spent, Kind::Target, self.line.sentence.span);
        state.set_value(whole, amount, fact);
        self.start = self.start.max(after::after(self.pieces, fact.right, true));
        true
    }

    /// Whether a figure's value was told right before a change, by the noun that the change counts too, or by one that it is the first or last word of
    /// (*6 trẻ em, giảm 3 em*).
    fn is_counted_last(&self, state: &State<'_>, figure: usize, amount: &Amount) -> bool {
        let value = state.figures.get(figure).and_then(|f| f.value.as_ref());
        let unit = value.map(|v| v.unit.as_str()).filter(|_| !amount.unit.is_empty());
        self.last == Some(Says::Value) && unit.is_some_and(|unit| amount.is_of_kind(unit) || amount.ends(unit))
    }

    /// Whether a bracket and a comma stand between a change and a figure that is counted by the same noun.
    fn is_behind_bracket(&self, state: &State<'_>, fact: &Fact, figure: usize, amount: &Amount) -> bool {
        let mark = |back: usize, mark: char| {
            fact.left.checked_sub(back).and_then(|i| self.piece(i)).is_some_and(|p| p.is_mark(mark))
        };
        let value = state.figures.get(figure).and_then(|f| f.value.as_ref());
        mark(1, ',') && mark(2, ')') && value.is_some_and(|v| v.unit == amount.unit)
    }

    /// *tăng 14 cơ sở, 402 phòng*: the change of another count, which goes on the one before.
    pub(super) fn count_on(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount) {
        self.base_before(state, fact);
        self.change_on(state, fact, amount);
    }

    /// *tăng 0,8% và 3,6% so với tháng trước và cùng kỳ*: two bases behind two changes go to them in turn; the second change with its own,
    /// where the first has got the other.
    pub(super) fn in_turn(&self, state: &mut State<'_>, fact: &Fact) -> Option<Fact> {
        let cue = |at: usize| self.piece(at).and_then(Piece::cue);
        let first = fact.basis?;
        let joined = cue(fact.right) == Some(Cue::Joins);
        let second = self.piece(fact.right + 1).filter(|_| joined).and_then(|p| self.basis_of(p))?;
        let last = state.unbased.last().copied().filter(|&at| self.line.sentence.span.covers(at))?;
        let here = state.figures.get_mut(state.sentence..).unwrap_or_default();
        let change = here.iter_mut().flat_map(|f| &mut f.changes).find(|c| c.span.start == last)?;
        change.basis = first;
        state.unbased.pop();
        Some(Fact { basis: Some(second), right: fact.right + 2, ..fact.clone() })
    }

    /// *tăng 22 cơ sở và 1.120 phòng so với cuối năm 2022*: what the second change of two that are joined is compared with, the first is
    /// too.
    fn base_before(&self, state: &mut State<'_>, fact: &Fact) {
        let end = after::after(self.pieces, fact.right, false);
        let basis = fact.basis.or_else(|| self.piece(end).and_then(|p| self.basis_of(p)));
        let last = state.unbased.last().copied().filter(|&at| self.line.sentence.span.covers(at));
        let Some((basis, last)) = basis.zip(last) else { return };
        let here = state.figures.get_mut(state.sentence..).unwrap_or_default();
        if let Some(change) = here.iter_mut().flat_map(|f| &mut f.changes).find(|c| c.span.start == last) {
            change.basis = basis;
            state.unbased.pop();
        }
    }

    /// *Xảy ra 5.202 vụ; khám phá 3.753 vụ. So với tháng trước, tăng 464 vụ*: what the paragraph counted first, where a sentence opens
    /// with a comparison and a count that does not say of what.
    fn first_counted(&self, state: &State<'_>, amount: &Amount) -> Option<usize> {
        let opens = self.piece(0).is_some_and(|p| p.cue() == Some(Cue::Basis));
        let untold = state.figures.len() == state.sentence && state.sentence > state.paragraph;
        let counted = |f: &&Figure| {
            f.kind == Kind::Observed && f.value.as_ref().is_some_and(|v| v.unit == amount.unit) && f.changes.is_empty()
        };
        let told = state.figures.get(state.paragraph..).filter(|_| opens && untold && self.is_counter(amount))?;
        told.iter().find(counted).map(|f| f.id)
    }

    /// *dư nợ đạt 3.569 tỷ đồng/85.579 khách hàng, tăng 332 tỷ đồng*: the sum of the sentence, where money is told behind a count.
    fn sum_changed(&self, state: &State<'_>, amount: &Amount) -> Option<usize> {
        let sum = |f: &Figure| super::shares::is_money(self.line.page.lexicon, f);
        let current = self.current.filter(|_| amount.measure == Measure::Money).and_then(|c| state.figures.get(c))?;
        let counted = current.value.is_some() && !sum(current);
        let told = state.figures.get(state.sentence..).unwrap_or_default();
        told.iter().rev().find(|f| counted && f.kind == Kind::Observed && sum(f)).map(|f| f.id)
    }

    /// *(tăng 7 vụ, 4 người chết, 5 người bị thương)*: whether a noun in a bracket is of the next count, where the current figure has
    /// the change before it and another name.
    fn counts_next(&self, state: &State<'_>, noun: Option<Span>) -> bool {
        let current = self.current.and_then(|c| state.figures.get(c));
        let inside = current.and_then(|f| f.changes.last()).is_some_and(|c| c.amount.is_some() && self.in_bracket(c));
        let other = |noun: Span| current.is_some_and(|f| f.indicator != self.text(noun));
        inside && noun.is_some_and(other) && matches!(self.last, Some(Says::Change { .. }))
    }

    /// *tăng 11 người chết, giảm 7 người bị thương*: whether a noun behind a change is of another count than the current figure, which
    /// has only changes.
    fn changes_next(&self, state: &State<'_>, amount: &Amount, noun: Span) -> bool {
        let current = self.current.and_then(|c| state.figures.get(c)).filter(|f| f.value.is_none());
        let changed = current.filter(|f| f.changes.last().is_some_and(|c| c.amount.is_some()));
        amount.measure == Measure::Counted && changed.is_some_and(|f| f.indicator != self.text(noun))
    }

    /// Whether a change stands in the bracket that is open.
    pub(super) fn in_bracket(&self, change: &Change) -> bool {
        self.bracket.and_then(|b| self.piece(b.open)).is_some_and(|open| open.span.end <= change.span.start)
    }

    /// *(giảm 11% số vụ, giảm 16% số người chết)*: the count behind a percentage whose change it is, and the piece after it;
    /// in a bracket also without a word that announces a count.
    pub(super) fn noun_behind(&self, fact: &Fact, amount: &Amount) -> Option<(Span, usize)> {
        if let Some(noun) = self.noun_concerned(fact, amount) {
            return Some(noun);
        }
        let inside = self.bracket.is_some_and(|b| b.open < fact.at && b.kind.is_none());
        let first = self.piece(fact.right).filter(|_| amount.is_percent())?;
        let end = after::after(self.pieces, fact.right, true).max(fact.right + 1);
        let last = self.piece(end - 1)?;
        let word = self.text(first.span).split(' ').next().unwrap_or_default();
        // *giảm 1,5% trường hợp sinh con thứ ba*; *Công an tỉnh kéo giảm ít nhất 5% tội phạm*: behind one who does it too.
        let case = || {
            let rules = self.line.page.lexicon.cues(self.text(first.span), Family::Figures);
            rules.first().is_some_and(|rule| rule.id.starts_with(COUNTER))
        };
        let acts = || self.name(fact).map_or(self.current.is_none(), |name| self.is_actor(name));
        let counted = first.cue() == Some(Cue::Counted) && (inside || case() || acts());
        // *giảm thêm 0,5% lãi suất cho khách hàng*: what falls, by an indicator's own noun behind it.
        let headed = || {
            let next = self.piece(fact.right + 1).map_or(first.end, |p| p.end);
            let known = || matches!(head::head_cue(self.line, first.start, next), Some(Cue::Head | Cue::Rate));
            let words = || self.text(first.span.join(last.span));
            let judged = || self.line.page.lexicon.own_polarity(words()).is_some();
            // *Ngân hàng đã giảm 0,6% trần lãi suất tiền gửi*: nor is the one who does it what falls.
            let who = || self.name(fact).is_none_or(|name| self.is_actor(name));
            first.what == What::Word && !fact.bracket && (known() || judged()) && who()
        };
        let counts = counted || kinds::is_count_word(self.line.page, word) || headed();
        counts.then(|| (first.span.join(last.span), end))
    }

    /// *Ngân hàng Nhà nước giảm 0,25% đối với các loại lãi suất điều hành*: the rate that is changed by one who acts, behind the percentage and the word that tells what
    /// it concerns.
    fn noun_concerned(&self, fact: &Fact, amount: &Amount) -> Option<(Span, usize)> {
        const NEAR: usize = 4;
        let topic = self.piece(fact.right).is_some_and(|p| p.cue() == Some(Cue::Topic));
        let who = || self.name(fact).is_some_and(|name| self.is_actor(name));
        if !(topic && amount.is_percent() && !fact.bracket && who()) {
            return None;
        }
        let end = after::after(self.pieces, fact.right + 1, true).max(fact.right + 1);
        let last = self.piece(end - 1)?;
        let rate = |p: &&Piece| head::head_cue(self.line, p.start, last.end) == Some(Cue::Rate);
        let first = self.pieces.get(fact.right + 1..end)?.iter().take(NEAR).find(rate)?;
        Some((first.span.join(last.span), end))
    }

    /// *trong đó 50 tỷ đồng là chi đầu tư*: the part's name behind its sum and a copula, and the piece after it.
    pub(super) fn part_behind(&self, fact: &Fact, amount: &Amount) -> Option<(Span, usize)> {
        let before = fact.left.checked_sub(1).and_then(|i| self.piece(i))?;
        let part = before.cue() == Some(Cue::Within) || self.whole.is_some() && before.is_mark(',');
        let copula = self.piece(fact.right).is_some_and(|p| p.cue() == Some(Cue::Copula));
        let sum = matches!(amount.measure, Measure::Money | Measure::Unit) && fact.verb.is_none() && !fact.bracket;
        let end = after::after(self.pieces, fact.right + 1, false);
        let named = self.piece(fact.right + 1).zip(self.piece(end.saturating_sub(1)));
        let goes_on = self.piece(end).is_some_and(|p| p.amount().is_some());
        let named = named.filter(|_| part && copula && sum && end > fact.right + 1 && !goes_on);
        named.map(|(a, b)| (a.span.join(b.span), end))
    }

    /// Whether an amount counts something else than the current figure does.
    pub(super) fn counts_other(&self, state: &State<'_>, amount: &Amount) -> bool {
        let counted = amount.measure == Measure::Counted;
        let current = self.current.and_then(|c| state.figures.get(c));
        counted
            && current.is_some_and(|f| match &f.value {
                // *16,4 tiêu chí/xã, tăng 0,3 tiêu chí*: for one of each.
                Some(value) => value.unit.split('/').next() != Some(amount.unit.as_str()) && value.unit != amount.unit,
                // *giảm 10 vụ, tăng 11 người chết*
                None => f.changes.last().and_then(|c| c.unit.as_ref()).is_some_and(|unit| *unit != amount.unit),
            })
    }

    /// *A 484 tỷ đồng, chiếm 33,5% tổng vốn; B 641 tỷ đồng, bằng 44,4%*: whether a percentage is one of the same whole that another of the
    /// paragraph has a share of, by the numbers.
    pub(super) fn is_share_alike(&self, state: &State<'_>, value: &Quantity, percent: &Amount) -> bool {
        let told = state.figures.get(state.paragraph..).unwrap_or_default().iter();
        let mut shares =
            told.filter_map(|f| f.value.as_ref().zip(f.share.as_ref())).filter(|(v, _)| v.unit == value.unit);
        // Both are rounded: within a hundredth.
        shares.any(|(other, share)| {
            let one = percent.value.checked_mul(other.amount);
            let both = one.zip(share.percent.checked_mul(value.amount)).filter(|(_, two)| !two.is_zero());
            let apart = both.and_then(|(one, two)| one.checked_sub(two)?.abs().checked_mul(Decimal::ONE_HUNDRED));
            apart.zip(both).is_some_and(|(apart, (_, two))| apart <= two.abs())
        })
    }

    /// *410 doanh nghiệp thành lập mới và 110 hoạt động trở lại*: an amount in the unit of the count before it, where the words behind its
    /// number only tell what became of so many of them.
    fn counted_alike(&self, state: &State<'_>, figure: usize, amount: &Amount) -> Option<Amount> {
        let became =
            |base: &str| self.line.page.lexicon.cues(base, Family::Figures).first().is_some_and(|r| r.id == BECAME);
        let before =
            figure.checked_sub(1).filter(|&before| before >= state.sentence && amount.measure == Measure::Noun)?;
        let value = state.figures.get(before).and_then(|f| f.value.as_ref());
        let plain = |v: &&Quantity| v.canonical.as_ref().is_none_or(|c| c.amount == v.amount);
        let value = value.filter(plain).filter(|v| kinds::is_counted(state.page, &v.unit) && became(&amount.base))?;
        Some(Amount { measure: Measure::Counted, ..amount.in_unit_of(value) })
    }

    /// Gives a figure its value, in the unit of the count before it where that is left out.
    pub(super) fn set_alike(&self, state: &mut State<'_>, figure: usize, amount: &Amount, fact: &Fact) {
        let alike = self.counted_alike(state, figure, amount);
        state.set_value(figure, alike.as_ref().unwrap_or(amount), fact);
    }

    /// The unit of the number before, where that was told without one and both have their share of a whole in a bracket.
    pub(super) fn bare_before(&self, state: &State<'_>, fact: &Fact) -> Option<String> {
        let share = self.piece(fact.right + 1).and_then(Piece::amount).is_some_and(Amount::is_percent);
        let aside = share && self.piece(fact.right).is_some_and(|p| p.is_mark('(')) && fact.verb.is_none();
        let told = state.figures.get(state.sentence..).filter(|_| aside && !fact.bracket)?;
        let before = told.iter().rev().filter_map(|f| f.value.as_ref()).find(|v| v.unit != "%")?;
        let bare = before.unit.is_empty() || !self.text(before.span).ends_with(before.unit.as_str());
        bare.then(|| before.unit.clone())
    }

    /// Whether a preposition, or a count of the same noun and a joining word, parts a count from the words before it.
    pub(super) fn counts_apart(&self, state: &State<'_>, fact: &Fact, amount: &Amount, before: Span) -> bool {
        self.follows_preposition(fact) && !self.is_head(before)
            || amount.is_count() && self.goes_on_counting(state, fact, amount)
    }

    /// The piece after a value's name, or the bracket behind it, where more words than those of the name stand up to it.
    pub(super) fn bracket_behind(&self, fact: &Fact, named: Option<Span>, end: usize) -> usize {
        let bracket = after::bracket(self.pieces, fact.right).filter(|_| named.is_some() && end > fact.right);
        end.max(bracket.unwrap_or_default())
    }

    /// Whether a joining word stands between a number and the words that go on the count before it, by the same noun.
    fn goes_on_counting(&self, state: &State<'_>, fact: &Fact, amount: &Amount) -> bool {
        let joins = fact.left..fact.at;
        let joined =
            joins.chain(fact.left.checked_sub(1)).any(|i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Joins)));
        let last = self.current.filter(|_| joined && !fact.bracket).and_then(|c| state.figures.get(c)?.value.as_ref());
        last.is_some_and(|last| last.unit == amount.unit)
    }
}
