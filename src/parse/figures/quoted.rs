//! Names in quotation marks (*Quỹ "Đền ơn đáp nghĩa" đạt 5,9 tỷ đồng*): as one word of the name that they stand in.
//!
//! What somebody says in quotation marks is left as it is: it opens behind a mark or a word of speaking, or tells numbers.

use super::amount::Measure;
use super::pieces::{Piece, What};
use crate::rules::Cue;

/// Pieces of a name in quotation marks.
const LONGEST: usize = 14;

/// Draws each name in quotation marks together into one word, and takes marks at which somebody's words end for the clause's end.
pub(super) fn join(pieces: Vec<Piece>) -> Vec<Piece> {
    if !pieces.iter().any(|p| opens(p) || closes(p)) {
        return pieces;
    }
    end_clauses(draw_together(pieces))
}

/// *“… rau đậu 897 nghìn ha, bằng 101,4%”, ông An cho biết*: where what is said ends, its last clause does, with the mark behind it.
fn end_clauses(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let ends = |at: usize| {
        let told = at > 0 && pieces.get(at).is_some_and(closes);
        told && pieces.get(at + 1).is_none_or(|p| matches!(p.what, What::Mark(',' | '.' | ';' | '…')))
    };
    let last: Vec<usize> = (0..pieces.len()).filter(|&at| ends(at)).collect();
    for at in last.into_iter().rev() {
        if pieces.get(at + 1).is_some() {
            pieces.remove(at + 1);
        }
        if let Some(piece) = pieces.get_mut(at) {
            piece.what = What::Mark(';');
        }
    }
    pieces
}

fn draw_together(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let end = if opens(piece) && out.last().is_some_and(names) { close(&pieces, at) } else { None };
        match end.and_then(|end| pieces.get(end)) {
            Some(last) => {
                let span = piece.span.join(last.span);
                out.push(Piece { what: What::Word, start: piece.start, end: last.end, span });
                at = end.map_or(at, |end| end) + 1;
            }
            None => {
                out.push(piece.clone());
                at += 1;
                // What opens behind a mark or a word of speaking is not looked into.
                if opens(piece) {
                    while let Some(said) = pieces.get(at).filter(|p| !opens(p) && !closes(p)) {
                        out.push(said.clone());
                        at += 1;
                    }
                    if let Some(last) = pieces.get(at) {
                        out.push(last.clone());
                        at += 1;
                    }
                }
            }
        }
    }
    out
}

fn opens(piece: &Piece) -> bool {
    matches!(piece.what, What::Mark('"' | '“' | '«'))
}

fn closes(piece: &Piece) -> bool {
    matches!(piece.what, What::Mark('"' | '”' | '»'))
}

/// Whether a name may go on behind a piece.
fn names(piece: &Piece) -> bool {
    piece.what == What::Word || matches!(piece.cue(), Some(Cue::Counted | Cue::Brings | Cue::Noun))
}

/// Where the name closes that opens at a piece, if only words stand in it.
fn close(pieces: &[Piece], open: usize) -> Option<usize> {
    let end = (open + 2..open + LONGEST).find(|&i| pieces.get(i).is_some_and(closes))?;
    let inside = pieces.get(open + 1..end)?;
    let plain = |p: &Piece| match &p.what {
        What::Amount(amount) => matches!(amount.measure, Measure::None | Measure::Noun | Measure::Counted),
        What::Mark(mark) => matches!(mark, ',' | '-' | '–'),
        What::Cue(cue, _) => {
            !matches!(cue, Cue::Equates | Cue::Up | Cue::Down | Cue::Ratio | Cue::Exceed | Cue::Quotes)
        }
        What::Word => true,
    };
    inside.iter().all(plain).then_some(end)
}
