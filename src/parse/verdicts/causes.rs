//! Causes: what a sentence names as why something is missed, which is told of as no shortfall of its own.

use super::{Reader, Remark, is_rule};
use crate::parse::figures::pieces::{Piece, What};
use crate::rules::Cue;
use crate::text::Span;

/// The rule of words behind which stands what something is due to.
const DUE: &str = "verb.due";

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

    /// *Tăng trưởng chưa đạt chỉ tiêu là do công nghiệp suy giảm*: whether a name stands behind a remark as what it is due to.
    pub(super) fn is_cause(&self, name: Span, remark: Span) -> bool {
        let before = self.pieces.iter().rposition(|p| p.span.end <= name.start);
        name.start >= remark.end && before.is_some_and(|at| self.tells_why(at))
    }

    /// Whether a word at a piece tells why (*do*, *vì*, *là do*).
    pub(super) fn tells_why(&self, at: usize) -> bool {
        let Some(What::Cue(cue, rule)) = self.pieces.get(at).map(|p| &p.what) else { return false };
        let due = self.line.page.lexicon.is_rule(*rule, DUE);
        due || matches!(cue, Cue::Preposition | Cue::Clause)
    }
}
