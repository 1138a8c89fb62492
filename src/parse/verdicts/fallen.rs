//! What fell against the same period, without a number.

use super::Reader;
use crate::model::Verdict;
use crate::model::verdict::Says;
use crate::parse::figures::phrase;
use crate::parse::figures::pieces::{Piece, What};
use crate::rules::Cue;
use crate::text::Span;

impl Reader<'_, '_> {
    /// The subject of the clause that ends right before a piece: its words up to its first verb.
    fn before_verbs(&self, end: usize) -> Option<Span> {
        let mark = |i: &usize| self.pieces.get(*i).is_some_and(|p| matches!(p.what, What::Mark(_)));
        let start = (0..end).rev().find(mark).map_or(0, |i| i + 1);
        let verb = |i: &usize| {
            let cue = self.pieces.get(*i).and_then(Piece::cue);
            matches!(cue, Some(Cue::Joins | Cue::Equates | Cue::Brings | Cue::Up | Cue::Down))
        };
        let stop = (start + 1..end).find(verb)?;
        phrase::whole_before(self.line, self.pieces, start, stop)
    }

    /// *X giảm so với cùng kỳ* without a number; the members of a group that fell.
    pub(super) fn fallen(&self, out: &mut Vec<Verdict>) {
        for (at, piece) in self.pieces.iter().enumerate() {
            let next = self.pieces.get(at + 1..at + 4).unwrap_or_default();
            let basis = next.iter().position(|p| p.cue() == Some(Cue::Basis));
            let plain =
                basis.is_some_and(|b| next.iter().take(b).all(|p| p.what == What::Word || p.cue() == Some(Cue::Unit)));
            if piece.cue() != Some(Cue::Down) || !plain || next.iter().any(|p| p.amount().is_some()) {
                continue;
            }
            let after = self.pieces.get(at + 2 + basis.unwrap_or_default());
            if after.is_some_and(|p| p.amount().is_some() || matches!(p.cue(), Some(Cue::Up | Cue::Down))) {
                continue;
            }
            let span = piece.span.join(next.get(basis.unwrap_or_default()).map(|p| p.span).unwrap_or(piece.span));
            let group = self.remarks.iter().any(|r| r.cue == Cue::Group && r.found.end <= piece.start);
            if group {
                for name in self.members(piece.end) {
                    self.push(name, Says::Fell, span, out);
                }
                continue;
            }
            // *tai nạn đã được kiềm chế và giảm so với cùng kỳ*: a joining word before the verb joins verbs, no names.
            if at.checked_sub(1).and_then(|i| self.pieces.get(i)).is_some_and(|p| p.cue() == Some(Cue::Joins)) {
                if let Some(name) = self.before_verbs(at) {
                    self.push(name, Says::Declined, span, out);
                }
                continue;
            }
            let names = phrase::list(self.line, self.pieces, 0, at);
            let one = phrase::whole_before(self.line, self.pieces, 0, at);
            let all = if names.len() > 1 && self.is_list(0, at) { names } else { one.into_iter().collect() };
            for name in all {
                self.push(name, Says::Declined, span, out);
            }
        }
    }
}
