//! Lists whose members open with a number (*26% do đi sai làn, 8,9% do vượt ẩu, 6,2% do không nhường đường*): what follows each is
//! what it is of.

use super::amount::Amount;
use super::clause::Clause;
use super::fact::{self, Fact, Says};
use super::pieces::{Piece, What};
use super::state::State;
use crate::rules::Cue;
use crate::text::Span;

/// The rule of the word that something is done to what stands before it.
const PASSIVE: &str = "verb.passive";

/// Members from which on a list is one.
const LEAST: usize = 3;

/// Reads the list that starts at the amount at `at`, and returns the piece after it.
pub(super) fn read(state: &mut State<'_>, clause: &mut Clause<'_, '_>, at: usize) -> Option<usize> {
    let opens = |i: usize| {
        let before = i.checked_sub(1).and_then(|b| clause.piece(b));
        before.is_none_or(|p| {
            matches!(p.what, What::Mark(',' | ':' | ';'))
                || matches!(
                    p.cue(),
                    Some(Cue::Joins | Cue::Copula | Cue::Brings | Cue::Equates | Cue::Within | Cue::Quotes)
                )
        })
    };
    if !opens(at) || !clause.only_leads(at) {
        return None;
    }
    let mut members: Vec<(usize, usize)> = Vec::new();
    let mut next = at;
    while clause.piece(next).is_some_and(is_percent) && opens(next) {
        let end = end_of(clause, next + 1);
        if end == next + 1 {
            return None;
        }
        members.push((next, end));
        next = end + 1;
    }
    // *12% là trẻ em, 8% là người già*
    let is = |m: &(usize, usize)| clause.piece(m.0 + 1).is_some_and(|p| p.cue() == Some(Cue::Copula));
    if members.len() < LEAST && !(members.len() > 1 && members.iter().all(is)) {
        return None;
    }
    let end = members.last().map_or(at, |m| m.1);
    for (number, (at, end)) in members.into_iter().enumerate() {
        let first = (at + 1..end).find(|&i| clause.piece(i).is_some_and(|p| !leads(p)) && !clause.ruled(i, PASSIVE));
        let name = first.and_then(|i| clause.piece(i)).zip(clause.piece(end - 1)).map(|(a, b)| a.span.join(b.span));
        let read = fact::read(state.page, clause.pieces, at, at);
        let Some((name, fact)) = name.zip(read).filter(|(name, _)| !name.is_empty()) else { continue };
        if number == 0 {
            clause.between(state, &fact);
        }
        give(state, clause, fact, name);
    }
    clause.start = end;
    Some(end)
}

/// Whether a piece only leads to what a number is of (*do*, *là*).
fn leads(piece: &Piece) -> bool {
    matches!(piece.cue(), Some(Cue::Preposition | Cue::Copula | Cue::Clause | Cue::Causes | Cue::Topic))
}

fn is_percent(piece: &Piece) -> bool {
    piece.amount().is_some_and(Amount::is_percent)
}

/// Where the words behind a number end: at a mark or joining word behind which the next number stands, at a harder mark, or at the end.
fn end_of(clause: &Clause<'_, '_>, start: usize) -> usize {
    let ends = |&i: &usize| {
        let Some(piece) = clause.piece(i) else { return true };
        let parts = piece.is_mark(',') || piece.is_mark(';') || piece.cue() == Some(Cue::Joins);
        let number = clause.piece(i + 1).is_some_and(|p| p.amount().is_some());
        piece.amount().is_some() || piece.is_mark('.') || parts && number
    };
    let end = (start..clause.pieces.len()).find(ends).unwrap_or(clause.pieces.len());
    // *…, 6% do mưa.*: a number or a verb of its own behind the words is no member's.
    // *72% kiều hối được sử dụng vào sản xuất*: what was done to it is told with its words.
    let told = |i: usize| {
        let passive = clause.ruled(i, PASSIVE) && clause.piece(i + 1).is_some_and(|p| p.amount().is_none());
        !passive
            && clause.piece(i).is_some_and(|p| {
                matches!(
                    p.cue(),
                    Some(Cue::Equates | Cue::Up | Cue::Down | Cue::Ratio | Cue::Plan | Cue::Basis | Cue::EstimateVerb)
                )
            })
    };
    if (start..end).any(told) || clause.piece(end).is_some_and(|p| p.amount().is_some()) { start } else { end }
}

fn give(state: &mut State<'_>, clause: &mut Clause<'_, '_>, fact: Fact, name: Span) {
    let Some(amount) = clause.piece(fact.at).and_then(Piece::amount).cloned() else { return };
    let fact = Fact { says: Says::Share, ..fact };
    let figure = clause.fresh(state, &fact, name);
    state.set_share(figure, &amount, None);
    clause.last = Some(Says::Share);
}

impl Clause<'_, '_> {
    /// Whether nothing but marks and joining words stands between what is used and a piece, or what opens a list right before it.
    fn only_leads(&self, at: usize) -> bool {
        let before = |n: usize| at.checked_sub(n).and_then(|i| self.piece(i));
        let opens = before(1).is_some_and(|p| p.is_mark(':') || matches!(p.cue(), Some(Cue::Copula | Cue::Within)));
        // *Phân tích cho thấy: Có 23% do sai làn; …*
        let verb = before(1).is_some_and(|p| matches!(p.cue(), Some(Cue::Brings | Cue::Equates)));
        let first = before(2).is_none_or(|p| matches!(p.what, What::Mark(':' | '.' | ';') | What::Cue(Cue::Quotes, _)));
        opens || verb && first || self.only_joins(at)
    }
}
