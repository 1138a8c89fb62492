//! Whether the words before a fact are of what has passed until now, of another time, or of what is still to come.

use super::clause::Clause;
use super::fact::{Fact, Says};
use super::pieces::{Piece, What};
use super::state::State;
use crate::model::figure::Polarity;
use crate::model::{Basis, Bound};
use crate::parse::period;
use crate::rules::{Cue, Gives};
use crate::text::Span;

impl Clause<'_, '_> {
    /// Whether a time that is still to come is named between the fact before and a piece.
    pub(super) fn names_rest(&self, end: usize) -> bool {
        let told = self.pieces.get(self.start..end).unwrap_or_default().iter().filter(|p| p.cue() == Some(Cue::Period));
        let mut times = told.filter_map(|p| self.line.phrase(p.start).map(|(found, _, _)| found));
        times.any(|found| period::mention(self.line.page, self.line.sentence, found).is_some_and(|m| m.rest))
    }

    /// *Sau khi giao kế hoạch vốn, đến nay còn lại …*: what follows a time up to now is what there is.
    pub(super) fn comes_to_now(&mut self, state: &State<'_>, at: usize, piece: &Piece) {
        if self.is_until_now(piece) && !self.strives(at) {
            (self.plan_named, self.ahead, self.target) = (false, false, state.ahead);
        }
    }

    /// *Diện tích lúa năm nay giảm 5%*: the year so far, where no word foresees it.
    pub(super) fn keep_so_far(&mut self, fact: &Fact) {
        let foresees = |p: &Piece| matches!(p.cue(), Some(Cue::Estimate | Cue::EstimateVerb | Cue::Target | Cue::Must));
        let told = self.pieces.get(self.start..fact.at).unwrap_or_default();
        if self.period.as_ref().is_some_and(|m| m.this) && !told.iter().any(foresees) && !self.ahead {
            self.period = None;
        }
    }

    /// *Phấn đấu đến 30/6 giải ngân 45%*: whether a word of striving stands before a piece, within what is not used yet.
    pub(super) fn strives(&self, at: usize) -> bool {
        self.strives_from(self.start, at)
    }

    fn strives_from(&self, start: usize, at: usize) -> bool {
        (start..at).any(|i| self.piece(i).is_some_and(|p| matches!(p.cue(), Some(Cue::Target | Cue::Must))))
    }

    /// *…, các lực lượng đã phát hiện 185 vụ, tăng 15% so với năm 2019*, among what is ordered: whether only the section says that a number
    /// is set, and its own words that it was done.
    pub(super) fn is_done_among_tasks(&self, state: &State<'_>, fact: &Fact) -> bool {
        let before = self.pieces.get(..fact.at).unwrap_or_default();
        let said = before.iter().rev().find(|p| p.cue() == Some(Cue::Quotes));
        let set = self.strives_from(0, fact.at) || said.is_some_and(|said| self.orders(said));
        if !self.target || !state.ahead || fact.target || set {
            return false;
        }
        // *xảy ra vụ cháy làm chết 8 người*: nobody sets what harm there is.
        let harmed = fact.says == Says::Value && fact.bound == Bound::Exact && self.tells_harm(fact);
        let done = harmed || self.tells_what_came(self.start, fact.at);
        let since = matches!(fact.basis, Some(Basis::SamePeriodLastYear | Basis::PreviousYear));
        let changed = matches!(fact.says, Says::Change { .. } | Says::Ratio | Says::Factor(_));
        let told = self.period.as_ref().filter(|m| !m.rest && !m.whole).and_then(|m| m.scope.last_month());
        let end = state.bulletin.and_then(|b| b.scope.last_month());
        let over = fact.bound != Bound::AtLeast && told.zip(end).is_some_and(|(told, end)| told <= end);
        done || since && changed || over
    }

    /// Whether what is counted right before or behind a number is people that were harmed, or what is better when it is less.
    fn tells_harm(&self, fact: &Fact) -> bool {
        const NEAR: usize = 3;
        let from = fact.at.saturating_sub(1).max(self.start);
        let words = self.piece(from).zip(self.piece((fact.at + NEAR).min(self.pieces.len()).saturating_sub(1)));
        let words = words.map_or("", |(a, b)| self.text(a.span.join(b.span)));
        self.line.page.lexicon.own_polarity(words) == Some(Polarity::LessIsBetter)
    }

    /// Whether a time is all that has passed until now.
    fn is_until_now(&self, piece: &Piece) -> bool {
        let mention = || {
            let (found, _, _) = self.line.phrase(piece.start)?;
            period::mention(self.line.page, self.line.sentence, found)
        };
        // *So với kế hoạch được giao 825 nghìn tỷ đồng, đến hết tháng 9 giải ngân …*
        matches!(self.gives(piece), Some(Gives::Name(form)) if form == "now")
            || mention().is_some_and(|m| m.until || m.upto.is_some())
    }

    /// Whether a time compared with stands at a piece without a word that compares, with `marked` behind a comma.
    pub(super) fn is_other_time(&self, at: usize, marked: bool) -> bool {
        let piece = self.piece(at).filter(|p| p.cue() == Some(Cue::Basis));
        // *…; trong khi cùng kỳ năm trước đạt 49%*
        let before = at.checked_sub(1).and_then(|i| self.piece(i));
        // *thấp hơn so với cùng kỳ, khi một năm trước đó, …*, also without the comma.
        let turns = |p: &Piece| matches!(p.cue(), Some(Cue::Turns | Cue::Basis));
        let mark = before.is_some_and(|p| p.is_mark(',') || p.is_mark(';') || turns(p));
        let then =
            |basis: &Basis| matches!(basis, Basis::SamePeriodLastYear | Basis::EndOfLastYear | Basis::PreviousYear);
        let year = |p: &Piece| matches!(self.gives(p), Some(Gives::Basis(basis)) if then(basis));
        piece.is_some_and(|p| year(p) && !self.is_versus(p)) && (mark || !marked)
    }

    /// *tăng 3,5%, trong khi cùng kỳ, mức tăng là 4,3%*: whether a time compared with stands right before a fact that tells of it.
    pub(super) fn tells_then(&self, at: usize, fact: &Fact) -> bool {
        // *cùng kỳ năm trước vẫn tăng 10,2%*
        // *cũng thời điểm này năm ngoái con số này lên đến 29,5%*
        let leads = |p: &Piece| p.is_mark(',') || matches!(p.cue(), Some(Cue::Joins | Cue::This));
        let comma = self.piece(at + 1).is_some_and(leads);
        let near = at + 1 == fact.left || comma && at + 2 == fact.left;
        near && self.is_other_time(at, true)
    }

    /// *Cùng kỳ năm ngoái xuất khẩu chỉ đạt …*, *Nhìn lại cùng kỳ năm 2017, …*: whether a sentence is about that time.
    pub(super) fn opens_with_other_time(&self) -> bool {
        const NEAR: usize = 3;
        let first = (0..NEAR).find(|&i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Basis)));
        let words = |end: usize| (0..end).all(|i| self.piece(i).is_some_and(|p| p.what == What::Word));
        let told = |at: usize| self.piece(at + 1).is_some_and(|p| p.is_mark(',') || p.what == What::Word);
        first.is_some_and(|at| words(at) && told(at) && self.is_other_time(at, false))
    }

    /// *cùng kỳ xuất siêu 6,9 tỷ USD*: whether another time stands at a piece before a name whose number is of that time alone.
    pub(super) fn is_once(&self, at: usize, fact: &Fact, named: Option<Span>) -> bool {
        let before = self.piece(at).zip(named).is_some_and(|(piece, name)| piece.span.end <= name.start);
        let level = matches!(fact.says, Says::Value | Says::Open | Says::Plan { .. });
        level && before && self.is_other_time(at, true)
    }
}

/// Whether what was set, at a piece, is told to be reached or exceeded.
pub(super) fn tells_reached(pieces: &[Piece], at: usize, cue: Cue) -> bool {
    if cue == Cue::Plan { is_reached(pieces, at) } else { is_of_reached(pieces, at) }
}

/// *11 chỉ tiêu đạt kế hoạch và 2 chỉ tiêu …*: whether a plan at a piece is one that was reached, with a joining word behind it.
fn is_reached(pieces: &[Piece], at: usize) -> bool {
    let verb = at.checked_sub(1).and_then(|i| pieces.get(i)).and_then(Piece::cue);
    let joins = pieces.get(at + 1).and_then(Piece::cue) == Some(Cue::Joins);
    joins && matches!(verb, Some(Cue::Equates | Cue::Exceed))
}

/// *đã đạt và vượt hầu hết các mục tiêu đề ra, với 13/14 chỉ tiêu …*: whether a word that sets something only goes on what was exceeded,
/// for which nobody strives.
pub(super) fn is_of_reached(pieces: &[Piece], at: usize) -> bool {
    let parts = |p: &Piece| p.amount().is_some() || matches!(p.what, What::Mark(_));
    let mut before = pieces.get(..at).unwrap_or_default().iter().rev().take_while(|p| !parts(p));
    let exceeds = before.any(|p| p.cue() == Some(Cue::Exceed));
    exceeds && !before.any(|p| matches!(p.cue(), Some(Cue::Target | Cue::Must | Cue::Quotes)))
}
