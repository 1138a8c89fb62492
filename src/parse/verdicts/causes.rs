//! Causes: what a sentence names as why something is missed, which is told of as no shortfall of its own.

use super::{Reader, Remark, is_rule};
use crate::parse::figures::pieces::Piece;
use crate::rules::Cue;

impl Reader<'_, '_> {
    /// *Nguyên nhân chưa đạt là do thu tiền sử dụng đất không đạt kế hoạch*: whether what takes a remark back is about another before
    /// it, which this one only explains.
    pub(super) fn explains(&self, unreal: &Remark, remark: &Remark) -> bool {
        let within = |start: usize, end: usize| unreal.found.end <= start && end <= remark.found.start;
        let copula = self.pieces.iter().find(|p| p.cue() == Some(Cue::Copula) && within(p.start, p.end));
        let judged = |r: &Remark| r.cue == Cue::Verdict && within(r.found.start, r.found.end);
        copula.is_some_and(|is| self.remarks.iter().any(|r| judged(r) && r.found.end <= is.start))
    }

    /// *một số nguyên nhân chính như giải phóng mặt bằng, thủ tục còn chậm*: whether causes are listed behind a remark.
    pub(super) fn lists_causes(&self, remark: &Remark) -> bool {
        const NEAR: usize = 4;
        let from = self.piece_of(remark.found.end);
        let near = self.pieces.get(from..).unwrap_or_default().iter().take(NEAR);
        let mut near = near.take_while(|p| !p.is_mark(','));
        let opens = |p: &Piece| p.is_mark(':') || matches!(p.cue(), Some(Cue::Copula | Cue::Members));
        is_rule(self.line.page, &remark.found, "verdict.cause") && near.any(opens)
    }
}
