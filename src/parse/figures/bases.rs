//! Bases left out: what a part's change is compared with, where its whole's or the last part's tells it.

use super::state::State;
use crate::model::{Basis, Figure};

/// Settles what changes without a basis are compared with: a part's with what its whole's change is, or, in a list, with what only
/// the last part names. Where whole or list tell of several times, or of last year, it stays the same period of last year.
pub(super) fn settle(state: &mut State<'_>) {
    if state.unbased.is_empty() {
        return;
    }
    state.unbased.sort_unstable();
    for at in 0..state.figures.len() {
        let Some(figure) = state.figures.get(at).filter(|f| is_untold(state, f)) else { continue };
        let whole = figure.within.and_then(|w| state.figures.get(w)).filter(|w| w.period == figure.period);
        let told = whole.and_then(|whole| alone(state, whole)).or_else(|| by_last(state, figure));
        if let Some(basis) = told {
            give(state, at, basis);
        }
    }
}

/// Whether a change at a place names nothing it is compared with.
fn is_unbased(state: &State<'_>, start: usize) -> bool {
    state.unbased.binary_search(&start).is_ok()
}

/// Whether a part has a change that is compared with nothing named.
fn is_untold(state: &State<'_>, figure: &Figure) -> bool {
    figure.within.is_some() && figure.changes.iter().any(|c| is_unbased(state, c.span.start))
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
