//! Bases: what a change is compared with, by the year that its words name, or, where it is left out, by what its whole, the last part or
//! what comes with it tells.

use super::amount::Amount;
use super::clause::Clause;
use super::fact::{Fact, Says};
use super::pieces::{Piece, What};
use super::state::State;
use crate::model::{Basis, Change, Figure};
use crate::rules::{Cue, Gives};
use crate::text::Span;

/// The rule of a month or a quarter with its year.
pub(super) const DATED: &str = "basis.month_and_year";

/// The rule of how much something grew at another time.
const GROWTH_THEN: &str = "basis.growth_then";

/// Settles what changes without a basis are compared with: a part's with what its whole's change is, or, in a list, with what only
/// the last part names. Where whole or list tell of several times, or of last year, it stays the same period of last year.
pub(super) fn settle(state: &mut State<'_>) {
    if state.unbased.is_empty() {
        return;
    }
    state.unbased.sort_unstable();
    state.timed.sort_unstable();
    by_bracket(state);
    for at in 0..state.figures.len() {
        if let Some(bases) = state.figures.get(at).and_then(|f| in_turn(state, f)) {
            give_both(state, at, bases);
        }
        let Some(figure) = state.figures.get(at).filter(|f| is_untold(state, f)) else { continue };
        let whole = figure.within.and_then(|w| state.figures.get(w)).filter(|w| w.period == figure.period);
        let told = match figure.within {
            Some(_) => whole.and_then(|whole| alone(state, whole)).or_else(|| by_last(state, figure)),
            None if comes_with(state, figure) => by_next(state, figure),
            None => by_before(state, figure),
        };
        if let Some(basis) = told {
            give(state, at, basis);
        }
    }
}

/// *(tăng 11 vụ, tăng 12 người chết và tăng 6 người bị thương so với tháng 6)*: gives the changes of a bracket that name nothing they are
/// compared with what the last one names.
fn by_bracket(state: &mut State<'_>) {
    let text = state.page.text;
    let mut named: Vec<(Span, Basis)> = Vec::new();
    for figure in &state.figures {
        named.extend(figure.changes.iter().filter(|c| !is_unbased(state, c.span.start)).map(|c| (c.span, c.basis)));
    }
    named.sort_unstable_by_key(|(span, _)| span.start);
    let last = |change: &Change, sentence: Span| {
        let next = named.get(named.partition_point(|(span, _)| span.start < change.span.start))?;
        let open = Span::new(sentence.start, change.span.start).of(text);
        let inside = open.matches('(').count() > open.matches(')').count();
        let between = Span::new(change.span.end, next.0.start.max(change.span.end)).of(text);
        let joined = sentence.contains(next.0) && !between.contains(['(', ')', ';', '.']);
        (inside && joined && next.1 != Basis::default()).then_some(next.1)
    };
    let State { figures, unbased, .. } = state;
    for figure in figures.iter_mut() {
        let sentence = figure.sentence;
        for change in figure.changes.iter_mut().filter(|c| c.amount.is_some()) {
            if let Ok(at) = unbased.binary_search(&change.span.start)
                && let Some(basis) = last(change, sentence)
            {
                change.basis = basis;
                unbased.remove(at);
            }
        }
    }
}

/// Whether a change at a place names nothing it is compared with.
fn is_unbased(state: &State<'_>, start: usize) -> bool {
    state.unbased.binary_search(&start).is_ok()
}

/// Whether a figure has a change that is compared with nothing named.
fn is_untold(state: &State<'_>, figure: &Figure) -> bool {
    figure.changes.iter().any(|c| is_unbased(state, c.span.start))
}

/// Whether another figure comes with this one.
fn comes_with(state: &State<'_>, figure: &Figure) -> bool {
    state.with.contains(&(figure.id + 1))
}

/// *huy động vốn tăng 5,2% so với cuối năm 2022; dư nợ tăng 7,9%*, *vận chuyển 3 triệu tấn, giảm 5% so với tháng trước và luân chuyển
/// 2 tỷ tấn.km, giảm 6%*: what the figure before it in the sentence is compared with, and nothing else; from the sentence before only
/// the year's end.
fn by_before(state: &State<'_>, figure: &Figure) -> Option<Basis> {
    let before = figure.id.checked_sub(1).and_then(|i| state.figures.get(i));
    let before = before.filter(|b| is_near(state, b, figure) && is_of_time(state, figure, b))?;
    let year_end = |f: &Figure| alone(state, f) == Some(Basis::EndOfLastYear);
    let told = before.sentence == figure.sentence || year_end(before) && is_paragraph_of(state, figure, year_end);
    alone(state, before).filter(|_| told)
}

/// Whether a figure is of another's time, in whose sentence it may name none.
fn is_of_time(state: &State<'_>, figure: &Figure, other: &Figure) -> bool {
    let timed = |f: &Figure| state.timed.binary_search(&f.id).is_ok();
    if timed(figure) || figure.sentence != other.sentence {
        return figure.period == other.period && timed(figure) == timed(other);
    }
    figure.period.is_none() || figure.period == other.period
}

/// Whether two figures are told in one paragraph.
fn is_near(state: &State<'_>, before: &Figure, figure: &Figure) -> bool {
    !Span::new(before.sentence.start, figure.sentence.start).of(state.page.text).contains('\n')
}

/// *Nợ xấu tăng 39% so với đầu năm. Nợ nghi ngờ tăng 13%.*: whether all changes told before in a figure's paragraph that name what they are
/// compared with are of one kind.
fn is_paragraph_of(state: &State<'_>, figure: &Figure, kind: impl Fn(&Figure) -> bool) -> bool {
    let before = state.figures.get(..figure.id).unwrap_or_default().iter().rev();
    let before = before.take_while(|f| is_near(state, f, figure));
    let mut named = before.filter(|f| f.changes.iter().any(|c| !is_unbased(state, c.span.start)));
    named.all(kind)
}

/// *A tăng 1,8% so với tháng trước và tăng 32% so với cùng kỳ; B giảm 1% và tăng 2%*: what two changes are compared with, in turn,
/// where those of its whole in the paragraph, or of the figure before it in the sentence, tell it.
fn in_turn(state: &State<'_>, figure: &Figure) -> Option<[Basis; 2]> {
    let [one, two] = figure.changes.as_slice() else { return None };
    let untold = |c: &Change| is_unbased(state, c.span.start) && c.basis == Basis::default();
    let before = figure.within.or_else(|| figure.id.checked_sub(1)).and_then(|i| state.figures.get(i));
    let here = |b: &Figure| b.sentence == figure.sentence || figure.within == Some(b.id) && is_near(state, b, figure);
    let before = before.filter(|b| untold(one) && untold(two) && here(b))?;
    let [first, second] = before.changes.as_slice() else { return None };
    let told = first.basis != second.basis && ![first, second].iter().any(|c| untold(c));
    told.then_some([first.basis, second.basis])
}

/// Gives a figure's two changes what each is compared with.
fn give_both(state: &mut State<'_>, figure: usize, bases: [Basis; 2]) {
    let State { figures, unbased, .. } = state;
    for (change, basis) in figures.get_mut(figure).into_iter().flat_map(|f| &mut f.changes).zip(bases) {
        change.basis = basis;
        if let Ok(at) = unbased.binary_search(&change.span.start) {
            unbased.remove(at);
        }
    }
}

/// The only time that a figure's changes are compared with, where that is one of this year or its start.
fn alone(state: &State<'_>, figure: &Figure) -> Option<Basis> {
    let mut named = figure.changes.iter().filter(|c| !is_unbased(state, c.span.start)).map(|c| c.basis);
    let first = named.next().filter(|b| matches!(b, Basis::PreviousPeriod | Basis::EndOfLastYear))?;
    named.all(|basis| basis == first).then_some(first)
}

/// *gồm: A tăng 4%; B giảm 2%; C tăng 9% so với tháng trước*: what the last part of a sentence's list is compared with.
fn by_last(state: &State<'_>, figure: &Figure) -> Option<Basis> {
    let beside = |f: &&Figure| f.within == figure.within && f.sentence == figure.sentence;
    let parts = state.figures.get(figure.id + 1..)?.iter().take_while(|f| f.sentence == figure.sentence);
    let last = parts.filter(beside).last().filter(|last| last.period == figure.period)?;
    alone(state, last)
}

/// *giảm 16% với tổng trị giá 210 triệu USD, giảm 13% so tháng 8*: what the figure is compared with that comes with this one.
fn by_next(state: &State<'_>, figure: &Figure) -> Option<Basis> {
    let next = state.figures.get(figure.id + 1).filter(|n| n.sentence == figure.sentence)?;
    // *tháng 9 ước 610.000 tấn … với tổng trị giá 210 triệu USD*: it names no time of its own.
    alone(state, next).filter(|_| next.period.is_none() || next.period == figure.period)
}

/// Gives a figure's changes without a basis one.
fn give(state: &mut State<'_>, figure: usize, basis: Basis) {
    let State { figures, unbased, .. } = state;
    let Some(figure) = figures.get_mut(figure) else { return };
    // *tăng 2% so với tháng trước, tăng 9%*: the second is against another time.
    let mut taken = figure.changes.iter().any(|c| c.basis == basis);
    for change in figure.changes.iter_mut().filter(|c| c.basis == Basis::default()) {
        if !taken && let Ok(at) = unbased.binary_search(&change.span.start) {
            change.basis = basis;
            unbased.remove(at);
            taken = true;
        }
    }
}

/// *tăng 0,8% và 3,6% so với tháng trước và cùng kỳ*: whether what the last is compared with goes on behind it.
pub(super) fn two_bases(clause: &Clause<'_, '_>, facts: &[Fact]) -> bool {
    let Some(end) = facts.last().map(|f| f.right) else { return false };
    let cue = |i: usize| clause.piece(i).and_then(Piece::cue);
    cue(end) == Some(Cue::Joins) && matches!(cue(end + 1), Some(Cue::Basis | Cue::Versus))
}

/// Whether all percentages of a list are changes against one time, so that they can be of no single indicator.
pub(super) fn tells_nothing_else(clause: &Clause<'_, '_>, facts: &[Fact]) -> bool {
    let changes = |f: &Fact| {
        matches!(f.says, Says::Change { .. } | Says::Open)
            && clause.piece(f.at).and_then(Piece::amount).is_some_and(Amount::is_percent)
    };
    let one = facts.split_last().is_some_and(|(_, rest)| rest.iter().all(|f| f.basis.is_none()));
    one && facts.iter().all(changes) && !two_bases(clause, facts)
}

impl Clause<'_, '_> {
    /// *giảm 5% so với năm 2019*, where 2023 is reported on: what a fact is compared with by the year that the words behind it name.
    pub(super) fn settle_basis(&self, state: &State<'_>, fact: &mut Fact) {
        let told = fact.right.checked_sub(1).and_then(|i| self.piece(i)).filter(|p| p.cue() == Some(Cue::Basis));
        fact.basis = fact.basis.map(|basis| told.map_or(basis, |piece| self.of_year(state, piece, basis)));
    }

    /// A basis as words tell it that may name its year: that of the year reported on is no last year's, and an earlier one is neither.
    pub(super) fn of_year(&self, state: &State<'_>, piece: &Piece, basis: Basis) -> Basis {
        let What::Cue(Cue::Basis, rule) = piece.what else { return basis };
        let current = self.current.and_then(|c| state.figures.get(c)).and_then(|f| f.period.as_ref());
        let ends = [state.bulletin, current].into_iter().flatten().filter_map(|period| period.end);
        let years = ends.map(|end| end.year()).chain(self.period.as_ref().and_then(|mention| mention.year));
        let now = years.min();
        let last = self.text(piece.span).rsplit([' ', '/', '-']).next().filter(|word| word.len() == 4);
        let Some((now, told)) = now.zip(last.and_then(|word| word.parse::<i16>().ok())) else { return basis };
        let dated = || self.line.page.lexicon.is_rule(rule, DATED);
        match basis {
            Basis::SamePeriodLastYear if told == now && dated() => Basis::PreviousPeriod,
            Basis::SamePeriodLastYear | Basis::PreviousYear | Basis::EndOfLastYear if told + 1 < now => Basis::Other,
            _ => basis,
        }
    }

    /// *so với tháng 5/2024*, where 2024 is reported on: no month of last year, but one before.
    pub(super) fn of_this_year(&self, state: &State<'_>, fact: &Fact, basis: Basis) -> Basis {
        let told = (fact.right..fact.right + 2).chain([fact.right.saturating_sub(1)]);
        let told = told.filter_map(|i| self.piece(i)).find(|p| p.is_ruled(self.line.page, DATED));
        told.map_or(basis, |piece| self.of_year(state, piece, basis))
    }

    /// *giảm 9,1% về số doanh nghiệp, giảm 22,2% về vốn so với tháng trước*: the basis at a piece, where one stands there, is that of them
    /// all.
    pub(super) fn base_routed(&mut self, state: &mut State<'_>, at: usize) {
        let basis = self.piece(at).and_then(|piece| Some(self.of_year(state, piece, self.basis_of(piece)?)));
        let Some(basis) = basis else { return };
        for (figure, span) in self.routed.drain(..) {
            let change = state.figures.get_mut(figure).and_then(|f| f.changes.iter_mut().find(|c| c.span == span));
            if let Some(change) = change {
                change.basis = basis;
            }
        }
    }

    /// *thấp hơn 3,1% so với mức tăng của cùng kỳ*: whether a change is a distance between two rates of growth.
    pub(super) fn is_of_growth(&self, fact: &Fact) -> bool {
        (fact.left..fact.right).any(|at| self.ruled(at, GROWTH_THEN))
    }

    pub(super) fn basis_of(&self, piece: &Piece) -> Option<Basis> {
        if let Some(Gives::Basis(basis)) = self.gives(piece).filter(|_| piece.cue() == Some(Cue::Basis)) {
            Some(*basis)
        } else {
            None
        }
    }

    /// *so với lúc đỉnh điểm ở quý I/2013 đã giảm 105 tỷ đồng*: whether a piece is a word that compares, or a time behind it, with words of no
    /// rule between them and a change of the current figure.
    pub(super) fn is_compared_with_words(&self, at: usize, fact: &Fact) -> bool {
        let cue = |i: usize| self.piece(i).and_then(Piece::cue);
        let mark = |&i: &usize| !self.piece(i).is_some_and(|p| matches!(p.what, What::Mark(_)));
        let versus = match cue(at) {
            Some(Cue::Versus) => Some(at),
            Some(Cue::Period) => (self.start..at).rev().take_while(mark).find(|&i| cue(i) == Some(Cue::Versus)),
            _ => None,
        };
        let worded = versus.is_some_and(|i| self.piece(i + 1).is_some_and(|p| p.what == What::Word));
        worded && self.current.is_some() && matches!(fact.says, Says::Change { .. })
    }
}
