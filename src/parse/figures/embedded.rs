//! Counts inside a name (*số thu từ 1.319 vụ việc vi phạm đạt 19 tỷ đồng*): how many stand there measures nothing by itself.

use super::amount::Measure;
use super::head::heads;
use super::pieces::{Line, Piece, What};
use crate::rules::Cue;

/// The rule of the word that tells where something comes from.
pub(super) const FROM: &str = "bound.from";

/// Makes words of the counts that only go on an indicator's name.
pub(super) fn settle(line: &Line<'_>, pieces: &mut [Piece]) {
    let inside: Vec<usize> = (1..pieces.len()).filter(|&at| is_inside_name(line, pieces, at)).collect();
    for at in inside {
        if let Some(piece) = pieces.get_mut(at) {
            piece.what = What::Word;
        }
    }
}

/// Whether an indicator's own noun and a preposition stand before a count, and behind it, with no mark between, a verb with an
/// amount of its own.
fn is_inside_name(line: &Line<'_>, pieces: &[Piece], at: usize) -> bool {
    let counts = |p: &Piece| p.amount().is_some_and(|a| a.is_count() && a.of.is_none());
    if !pieces.get(at).is_some_and(counts) {
        return false;
    }
    let cue = |i: usize| pieces.get(i).and_then(Piece::cue);
    let from = |i: usize| pieces.get(i).is_some_and(|p| p.is_ruled(line.page, FROM));
    let leads = at.checked_sub(1).filter(|&i| cue(i) == Some(Cue::Preposition) || from(i));
    let Some(leads) = leads.filter(|&i| i > 0) else { return false };
    let last = pieces.get(leads - 1).map_or(0, |p| p.end);
    let plain = |p: &&Piece| {
        p.what == What::Word || matches!(p.cue(), Some(Cue::Preposition | Cue::Counted | Cue::Joins | Cue::Brings))
    };
    let words = pieces.get(..leads).unwrap_or_default().iter().rev().take_while(plain);
    let headed = words.clone().any(|p| heads(line, p.start, last));
    let rest = pieces.get(at + 1..).unwrap_or_default();
    let behind = rest.iter().take_while(plain).count();
    let verb = rest.get(behind).and_then(Piece::cue);
    let tells = matches!(verb, Some(Cue::Equates | Cue::EstimateVerb | Cue::Copula | Cue::Up | Cue::Down));
    let number = rest.iter().skip(behind + 1).take(2).find_map(Piece::amount);
    headed && tells && number.is_some_and(|a| !a.is_count() && a.measure != Measure::None)
}
