//! What fell without a number: an indicator, or the members of a group that did.

use super::{Reader, Remark, SUCH};
use crate::model::{Basis, Verdict, verdict::Says};
use crate::parse::figures::amount::Amount;
use crate::parse::figures::phrase;
use crate::parse::figures::pieces::{Piece, What};
use crate::parse::page::{Page, Sentence};
use crate::rules::{Cue, Family, Gives};
use crate::text::Span;

/// Pieces behind *giảm* among which the list of what fell has to open.
const LISTED: usize = 8;

/// Whether a sentence may tell that something fell, without a number: beside another time, or as one of several.
pub(super) fn falls(page: &Page<'_>, sentence: &Sentence, remarks: &[Remark]) -> bool {
    let cues = || page.matches(sentence, Family::Figures).iter().filter_map(|m| page.meaning(m)).map(|(cue, _)| cue);
    let several = || remarks.iter().any(|r| r.cue == Cue::Group);
    cues().any(|cue| cue == Cue::Down) && (cues().any(|cue| cue == Cue::Basis) || several())
}

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

    /// *Một số mặt hàng có kim ngạch giảm trong nửa đầu năm gồm: A, B*: whether members without numbers follow what is said of a group.
    fn lists_fallen(&self, at: usize) -> bool {
        let start = self.pieces.get(at).map_or(0, |p| p.start);
        let clause = self.clause_of(at);
        let group = |r: &Remark| r.cue == Cue::Group && r.found.end <= start && self.piece_of(r.found.start) >= clause;
        let apart = |p: &Piece| matches!(p.cue(), Some(Cue::Basis)) || p.amount().is_some() || p.is_mark(';');
        let near = self.pieces.iter().enumerate().skip(at + 1).take(LISTED).take_while(|(_, p)| !apart(p));
        let opens = |p: &Piece| matches!(p.cue(), Some(Cue::Members | Cue::Copula | Cue::Within)) || p.is_mark(':');
        let open = near.filter(|(_, p)| opens(p)).map(|(i, _)| i).next();
        let members = open.and_then(|open| self.pieces.get(open + 1..)).unwrap_or_default();
        let mut named = members.iter().take_while(|p| !p.is_mark('.'));
        self.remarks.iter().any(group) && !members.is_empty() && !named.any(|p| p.amount().is_some())
    }

    /// *một số ngành tăng thấp hơn so với cùng kỳ*: whether growth stands right before a piece, which only slowed.
    pub(super) fn grows_before(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|i| self.pieces.get(i)).is_some_and(|p| p.cue() == Some(Cue::Up))
    }

    /// Whether a piece names last year to compare with. *Thấp hơn bình quân cả nước*, *giảm so với tháng trước* is no decline.
    fn is_last_year(&self, piece: &Piece) -> bool {
        let What::Cue(Cue::Basis, rule) = piece.what else { return false };
        let gives = self.line.page.lexicon.rule(rule).map(|rule| &rule.gives);
        matches!(gives, Some(Gives::Basis(Basis::SamePeriodLastYear | Basis::PreviousYear)))
    }

    /// *tăng trưởng chậm so với cùng kỳ*: whether a remark only tells that growth slowed beside another time's.
    pub(super) fn only_slows(&self, remark: &Remark, verb: usize, says: Says) -> bool {
        const NEAR: usize = 2;
        let last = self.piece_of(remark.found.end.saturating_sub(1));
        let mut near = self.pieces.iter().skip(last).take(NEAR);
        let slowed = says == Says::Declined || near.any(|p| p.cue() == Some(Cue::Basis));
        slowed && self.grows_before(verb)
    }

    /// Whether a clause ends behind a piece, or a basis follows it.
    fn ends(&self, at: usize) -> bool {
        let next = self.pieces.get(at + 1);
        next.is_none_or(|p| matches!(p.what, What::Mark(',' | ';' | '.' | '…')) || p.cue() == Some(Cue::Basis))
    }

    /// *sau 8 tháng liên tiếp giảm so với cùng kỳ*: whether words right behind a time, which open no indicator, only tell how it fell.
    fn tells_how(&self, name: Span) -> bool {
        let first = self.pieces.iter().position(|p| p.span.start >= name.start);
        let before = first.and_then(|i| self.pieces.get(i.checked_sub(1)?)).and_then(Piece::cue);
        let page = self.line.page;
        before == Some(Cue::Period) && page.lexicon.first_cue(name.of(page.text), Family::Indicators).is_none()
    }

    /// *11 xã thu ngân sách giảm so với cùng kỳ*, *nhiều địa phương có kim ngạch giảm*: whether a name is told of so many only, which
    /// tells nothing of the whole.
    fn is_of_some(&self, name: Span) -> bool {
        let first = self.pieces.iter().position(|p| p.span.start >= name.start);
        let before = first.and_then(|i| self.pieces.get(i.checked_sub(1)?)).and_then(Piece::amount);
        let some = self.line.page.lexicon.first_cue(name.of(self.line.page.text), Family::People) == Some(Cue::Plural);
        let has = |p: &Piece| name.covers(p.span.start) && p.cue() == Some(Cue::Brings);
        before.is_some_and(Amount::is_count) || some && self.pieces.iter().any(has)
    }

    /// *X giảm so với cùng kỳ* without a number; the members of a group that fell.
    pub(super) fn fallen(&self, out: &mut Vec<Verdict>) {
        for (at, piece) in self.pieces.iter().enumerate().filter(|(at, _)| !self.grows_before(*at)) {
            let such = self.remarks.iter().find(|r| self.is_rule(r, SUCH) && self.piece_of(r.found.end) < at);
            // *một số lĩnh vực như bưu chính, vận tải giảm*: a list of those that fell.
            if let Some(such) = such.filter(|_| piece.cue() == Some(Cue::Down) && self.ends(at)) {
                for name in self.such(such, at) {
                    self.push(name, Says::Fell, piece.span, out);
                }
                continue;
            }
            if piece.cue() == Some(Cue::Down) && self.lists_fallen(at) {
                for name in self.members(piece.end) {
                    self.push(name, Says::Fell, piece.span, out);
                }
                continue;
            }
            let next = self.pieces.get(at + 1..self.pieces.len().min(at + 4)).unwrap_or_default();
            let basis = next.iter().position(|p| self.is_last_year(p));
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
            for name in all.into_iter().filter(|name| !self.tells_how(*name) && !self.is_of_some(*name)) {
                self.push(name, Says::Declined, span, out);
            }
        }
    }
}
