//! Facts told again of another place, or of its mean (*GRDP tăng 8,1%, cả nước tăng 6,8%*); of another time, or by who set it, in brackets.

use super::clause::Clause;
use super::fact::{Fact, Says};
use super::pieces::Piece;
use super::side::Side;
use super::state::State;
use crate::model::Quantity;
use crate::rules::{Cue, Family, Match};
use crate::text::Span;

/// The rule of places other than the one that reports.
pub(super) const ELSEWHERE: &str = "structure.scope_elsewhere";

/// The rule of the mean of a place.
pub(super) const AVERAGE_OF: &str = "basis.average";

/// The rule of an earlier time.
const BEFORE: &str = "structure.before";

impl Clause<'_, '_> {
    /// *đạt 52%, trong khi cả nước 24%*: whether a place that is another stands where the name of a level would.
    pub(super) fn is_elsewhere(&self, state: &State<'_>, at: usize, fact: &Fact, named: Option<Span>) -> bool {
        let mean = |p: &Piece| self.ruled(at, AVERAGE_OF) && !self.is_versus(p);
        let elsewhere = self.ruled(at, ELSEWHERE) || self.piece(at).is_some_and(mean);
        let Some(current) = self.current.and_then(|c| state.figures.get(c)).filter(|_| elsewhere && named.is_none())
        else {
            return false;
        };
        let turned = at.checked_sub(1).and_then(|i| self.piece(i)).is_some_and(|p| p.cue() == Some(Cue::Turns));
        let unit = self.piece(fact.at).and_then(Piece::amount).map(|amount| amount.base.as_str());
        let alike = |value: &Quantity| unit.is_some_and(|unit| value.unit.ends_with(unit));
        // *GRDP tăng 8,1%, cả nước tăng 7,8%*: the same told again.
        let again = match fact.says {
            Says::Change { .. } | Says::Ratio | Says::Factor(_) => !current.changes.is_empty(),
            Says::Plan { .. } => !current.plans.is_empty(),
            // *cả nước có 20.000 hợp tác xã nông nghiệp*: what is counted behind the number names itself.
            // *320 xã đạt chuẩn, bình quân cả nước đạt 17 tiêu chí/xã*: nor is another thing the same.
            Says::Value => current.value.as_ref().is_some_and(alike) && self.ends_at(fact.right),
            Says::Open => !current.plans.is_empty() || current.value.is_some(),
            _ => false,
        };
        let mark = at.checked_sub(1).and_then(|i| self.piece(i)).is_some_and(|p| p.is_mark(',') || p.is_mark(';'));
        at + 2 >= fact.left && (turned || again && mark)
    }

    /// *tăng 6,7% (Quốc hội giao 6,5%)*: whether a bracket only tells, from a piece on, who set how much.
    pub(super) fn tells_who_set_it(&self, at: usize) -> bool {
        let amount = (at..self.pieces.len()).find(|&i| self.piece(i).is_some_and(|p| p.amount().is_some()));
        let words = amount.and_then(|end| self.pieces.get(at..end)).unwrap_or_default();
        let (page, sentence) = (self.line.page, self.line.sentence);
        let span = words.first().zip(words.last()).map(|(a, b)| a.span.join(b.span));
        let orders = |m: &Match| page.is_order(m) && span.is_some_and(|span| span.end == m.span.end);
        let who = Side { page, pieces: self.pieces }.is_organ(at);
        self.current.is_some() && who && page.matches(sentence, Family::People).iter().any(orders)
    }

    /// *còn 18% (trước là 23%)*: whether a bracket only tells, from a piece on, how much it was before.
    pub(super) fn tells_what_was(&self, at: usize) -> bool {
        let copula = usize::from(self.piece(at + 1).is_some_and(|p| p.cue() == Some(Cue::Copula)));
        self.ruled(at, BEFORE) && self.piece(at + 1 + copula).is_some_and(|p| p.amount().is_some())
    }
}
