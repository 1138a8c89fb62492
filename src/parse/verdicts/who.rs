//! Who has missed something: a place or an organ, which is no indicator where the plan itself tells what it is of.

use super::Reader;
use crate::parse::figures::actors::AT;
use crate::parse::figures::of_plan;
use crate::parse::figures::phrase;
use crate::parse::figures::pieces::{Piece, What};
use crate::rules::{Cue, Family};
use crate::text::Span;

impl Reader<'_, '_> {
    /// *Huyện chưa hoàn thành chỉ tiêu thu ngân sách*: what a place, or one who acts, has missed, by the plan behind the remark.
    pub(super) fn missed_by(&self, at: usize, start: usize, verb: usize) -> Option<Span> {
        let page = self.line.page;
        let who = phrase::whole_before(self.line, self.pieces, start, verb).map(|name| name.of(page.text));
        let acts = who.and_then(|who| page.lexicon.first_cue(who, Family::People));
        if who.is_some() && !matches!(acts, Some(Cue::Organ | Cue::Body | Cue::Level | Cue::Plural)) {
            return None;
        }
        let last = self.remarks.get(at).map(|r| self.piece_of(r.found.end.saturating_sub(1)))?;
        let cue = |i: usize| self.pieces.get(i).and_then(Piece::cue);
        let planned = |i: usize| matches!(cue(i), Some(Cue::Plan | Cue::Target));
        let plan = (last.saturating_sub(1)..last + 2).rev().find(|&i| planned(i))?;
        // *mục tiêu giảm từ 5-10% số người bị thương*
        let leads = |&i: &usize| {
            let amount = self.pieces.get(i).is_some_and(|p| p.amount().is_some());
            amount || matches!(cue(i), Some(Cue::Up | Cue::Down | Cue::Bound | Cue::Topic | Cue::Copula))
        };
        let from = (plan + 1..self.pieces.len()).find(|i| !leads(i))?;
        // *chỉ tiêu giao tại Quyết định số 546*: where it was set.
        let what = self.pieces.get(from).map(|p| &p.what);
        if matches!(what, Some(What::Cue(_, rule)) if page.lexicon.is_rule(*rule, AT)) {
            return None;
        }
        of_plan::read(self.line, self.pieces, from).map(|(name, _)| self.timeless(name))
    }

    /// *Sở Giáo dục và Đào tạo*: whether only the first of names is an organ, and the rest are proper names that go on it.
    pub(super) fn is_one_organ(&self, names: &[Span]) -> bool {
        let page = self.line.page;
        let who = |name: &Span| page.lexicon.first_cue(name.of(page.text), Family::People);
        let organ = |name: &Span| matches!(who(name), Some(Cue::Organ | Cue::Body));
        let goes_on = |name: &Span| who(name).is_none() && name.of(page.text).starts_with(char::is_uppercase);
        names.split_first().is_some_and(|(first, rest)| organ(first) && rest.iter().all(goes_on))
    }
}
