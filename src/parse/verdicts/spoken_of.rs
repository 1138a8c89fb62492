//! What a verdict is spoken of that has no name right before it: the figure before it, or the sentence's subject.

use super::Reader;
use crate::model::{Figure, figure::Kind};
use crate::parse::figures::pieces::What;
use crate::parse::figures::{head, phrase};
use crate::rules::Cue;
use crate::text::Span;

/// Pieces between a turn and the verdict behind it (*tuy nhiên vẫn thấp hơn …*).
const NEAR_TURN: usize = 3;

impl Reader<'_, '_> {
    /// The name of the figure that ends right before the remark.
    pub(super) fn figure_before(&self, verb: usize) -> Option<Span> {
        // *GRDP tăng 7,5%, trong đó A tăng 2%, B tăng 8%; tuy nhiên vẫn thấp hơn kịch bản*: behind its parts of the whole.
        let turn = |&i: &usize| self.pieces.get(i).is_some_and(|p| p.cue() == Some(Cue::Turns));
        let anew = (verb.saturating_sub(NEAR_TURN)..verb).rev().find(turn).and_then(|i| i.checked_sub(1));
        let parted = anew.filter(|&i| self.pieces.get(i).is_some_and(|p| p.is_mark(';')));
        let parts = parted.and_then(|end| self.pieces.get(..end)?.iter().rposition(|p| p.cue() == Some(Cue::Within)));
        let verb = parts.unwrap_or(verb);
        let amount = (0..verb).rev().find(|&i| self.pieces.get(i).is_some_and(|p| p.amount().is_some()))?;
        if let Some(name) = self.figure_of(amount) {
            return Some(name);
        }
        (0..=amount).rev().filter(|&i| self.pieces.get(i).is_some_and(|p| p.amount().is_some())).find_map(|i| {
            let start =
                (0..i).rev().find(|&j| self.pieces.get(j).is_some_and(|p| p.amount().is_some())).map_or(0, |j| j + 1);
            // *trên tổng số 60.900 tỷ đồng được giao, đạt …*: what goes on an amount is no name.
            let apart = |name: &Span| {
                let between = self.pieces.get(start..i).unwrap_or_default().iter();
                between.take_while(|p| p.span.end <= name.start).any(|p| matches!(p.what, What::Mark(_)))
            };
            // *Tốc độ tăng trưởng đạt 7,2%*: a name that ends with the verb.
            let growth = || (start..i).find_map(|at| head::growth_in(self.line, self.pieces, at));
            phrase::before(self.line, self.pieces, start, i).or_else(growth).filter(|name| start == 0 || apart(name))
        })
    }

    /// Whether the clause that ends with the comma before a piece tells a rank.
    pub(super) fn is_behind_rank(&self, verb: usize) -> bool {
        let before = self.pieces.get(..verb.saturating_sub(1)).unwrap_or_default().iter().rev();
        before.take_while(|p| !p.is_mark(',')).any(|p| p.cue() == Some(Cue::NoFigure))
    }

    /// The name of the figure that was read from an amount. A part's sum or a change is of its own figure too.
    fn figure_of(&self, amount: usize) -> Option<Span> {
        let place = self.pieces.get(amount)?.span;
        let tells = |f: &&Figure| {
            let value = f.value.as_ref().map(|v| v.span);
            let told = f.changes.iter().map(|c| c.span).chain(f.plans.iter().map(|p| p.span));
            let all = value.into_iter().chain(told).chain(f.share.as_ref().map(|s| s.span));
            f.kind == Kind::Observed && all.into_iter().any(|span| span == place)
        };
        self.figures.iter().find(tells).map(|f| f.indicator_span)
    }

    /// The sentence's subject, where it stands before the remark.
    pub(super) fn subject_before(&self, verb: usize) -> Option<Span> {
        let start = self.pieces.get(verb).map_or(0, |p| p.span.start);
        phrase::subject(self.line, self.pieces).filter(|name| name.end <= start)
    }
}
