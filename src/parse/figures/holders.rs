//! Holders: who has what is counted, or comes first with it. Where the count's noun alone is its name, theirs goes beside it.

use super::actors::OCCURS;
use super::amount::{Amount, Measure};
use super::clause::Clause;
use super::fact::{Fact, Says};
use super::phrase;
use super::pieces::{Piece, What};
use super::state::State;
use crate::rules::Cue;
use crate::text::Span;

/// The rule of who comes first among others.
pub(super) const LEADS: &str = "structure.leads";

/// Words of a holder that is no more than the place that reports.
const PLACE: usize = 2;

impl Clause<'_, '_> {
    /// Puts whose a figure is beside its name.
    pub(super) fn tell_holder(
        &self,
        state: &mut State<'_>,
        figure: usize,
        (fact, amount): (&Fact, &Amount),
        [before, named]: [Option<Span>; 2],
    ) {
        let holder = named.and_then(|named| self.holder(fact, amount, before, named));
        if let Some((who, figure)) = holder.zip(state.figures.get_mut(figure)) {
            figure.indicator = format!("{} ({})", figure.indicator, self.text(who));
        }
    }

    /// *Ngành xây dựng có 535 doanh nghiệp*, *Singapore dẫn đầu với tổng vốn 8,1 tỷ USD*: whose a figure is that `named` names, by the words
    /// `before` its number.
    fn holder(&self, fact: &Fact, amount: &Amount, before: Option<Span>, named: Span) -> Option<Span> {
        if fact.bracket {
            return None;
        }
        let leads = (self.start..fact.at).rfind(|&i| self.ruled(i, LEADS));
        let with = |at: usize| (at..fact.at).any(|i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::With)));
        let counted = amount.span.contains(named) && !self.names_nothing(amount);
        let behind = |who: &Span| who.end <= named.start;
        if let Some(at) = leads.filter(|&at| with(at)) {
            let first = phrase::before(self.line, self.pieces, self.start, at);
            // *Dẫn đầu là ngành bất động sản với 344 doanh nghiệp*
            return first.or(before.filter(|_| counted)).filter(behind);
        }
        let has = (fact.left..fact.at).any(|i| self.ruled(i, OCCURS));
        // *Nhân lực: toàn tỉnh có 9,8 bác sĩ*, *Tại huyện An Phú có 5 vụ cháy*: a field, or where it was.
        let parted = |who: Span| {
            let mut between = (self.first_of(who)..fact.left).filter_map(|i| self.piece(i));
            let apart = |p: &Piece| matches!(p.what, What::Mark(_) | What::Cue(Cue::Scope, _));
            between.any(|p| p.span.start >= who.end && apart(p)) || self.only_occurs(self.first_of(who))
        };
        // *THCS có 38 trường*: a short form that is no body's.
        let short = |who: Span| {
            let word = self.text(who);
            word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase) && !self.is_actor(who)
        };
        let long = |who: Span| self.text(who).split(' ').count() >= PLACE || short(who);
        let who = |who: &Span| !self.is_place(*who) && long(*who) && !self.tells_done(*who) && !parted(*who);
        // *An Hòa đã đạt 35 triệu tấn than nguyên khai*
        let reached = fact.verb == Some(Cue::Equates) && named.start >= amount.span.end;
        let reached = before.filter(|who| reached && self.is_proper(*who));
        before.filter(|_| has && counted).filter(behind).filter(who).or(reached)
    }

    /// *dư nợ đạt 3.349 tỷ đồng, với 131.718 lượt khách hàng, đạt 99,5% kế hoạch*: the sum that a count between two commas only comes
    /// with, which what follows is said of.
    pub(super) fn aside_of(&self, state: &State<'_>, fact: &Fact, amount: &Amount) -> Option<usize> {
        let counts = (amount.is_count() || amount.measure == Measure::Unit) && !fact.bracket;
        let main = self.current.filter(|_| counts && self.last == Some(Says::Value))?;
        let sum = super::shares::is_money(state.page.lexicon, state.figures.get(main)?);
        let mut words = (self.start..fact.at).filter_map(|i| self.piece(i)).peekable();
        // *chi 1.042 tỷ đồng cho 1,63 triệu lượt người, bằng 69,8% dự toán*
        words.next_if(|p| p.is_mark(','));
        let with = words.next().is_some_and(|p| matches!(p.cue(), Some(Cue::With | Cue::Preposition)));
        let plain = words.all(|p| matches!(p.cue(), Some(Cue::Bound)));
        (sum && with && plain).then_some(main)
    }

    /// *An Hòa đã đạt 35 triệu tấn than nguyên khai*: whether words before a verb of a level are only a place, and whether they are that or who
    /// has reached it, where more than one word behind the amount names what it is (`named`).
    pub(super) fn is_holding(&self, before: Span, amount: &Amount, named: bool) -> (bool, bool) {
        let place = self.is_place(before);
        (place, place || named && amount.measure == Measure::Unit && self.is_proper(before))
    }
}
