//! Numbers told before or without what they measure: by a copula behind them, or by the verb that brought them in.

use super::after;
use super::amount::{Amount, Measure};
use super::clause::{ALONE, Clause};
use super::fact::{Fact, Says};
use super::head::heads;
use super::phrase;
use super::pieces::{Piece, What};
use super::shares;
use super::state::State;
use crate::rules::{Cue, Family};
use crate::text::Span;

/// The rule of a verb that brings money in.
pub(super) const TAKES_IN: &str = "verb.takes_in";

impl Clause<'_, '_> {
    /// The name of a fact: the words before it, those behind a copula, or the verb that brought it in. What stands behind is used up.
    pub(super) fn name_anywhere(&mut self, state: &State<'_>, fact: &Fact) -> Option<Span> {
        let name = self.name(fact);
        if let Some(topic) = self.topic_instead(fact, name) {
            return Some(topic);
        }
        if name.is_some() {
            return name;
        }
        if let Some((name, end)) = self.behind_copula(state, fact) {
            self.start = self.start.max(end);
            return Some(name);
        }
        self.brought_in(state, fact).or_else(|| self.before_time_apart(fact))
    }

    /// *Thu ngân sách năm trước vượt dự toán, riêng quý I ước thu 660 tỷ đồng*: the name before a time that is set apart.
    fn before_time_apart(&self, fact: &Fact) -> Option<Span> {
        let timed = |i: &usize| {
            matches!(self.piece(*i).and_then(Piece::cue), Some(Cue::Period | Cue::Estimate | Cue::EstimateVerb))
        };
        let apart = (self.start..fact.left).rev().find(|i| !timed(i))?;
        let time = apart + 1 < fact.left && self.piece(apart + 1).and_then(Piece::cue) == Some(Cue::Period);
        let alone = time && self.ruled(apart, ALONE) && self.current.is_none();
        alone.then(|| phrase::before(self.line, self.pieces, self.start, apart)).flatten()
    }

    /// *Về vốn FDI, tỉnh thu hút 3,2 tỷ USD*: the indicator that a sentence opens with as its topic, where no more than the place that reports
    /// stands before its first sum or percentage.
    fn topic_instead(&self, fact: &Fact, name: Option<Span>) -> Option<Span> {
        let amount = self.piece(fact.at).and_then(Piece::amount)?;
        let sum = amount.is_percent() || amount.measure == Measure::Money;
        if self.current.is_some() || fact.bracket || !sum {
            return None;
        }
        let level = |name: Span| {
            let level = self.line.page.lexicon.first_cue(self.text(name), Family::People) == Some(Cue::Level);
            level && self.pieces.iter().any(|p| p.span == name)
        };
        let verbs = |name: Span| {
            let mut words = self.pieces.iter().filter(|p| name.contains(p.span));
            words.all(|p| p.cue() == Some(Cue::Brings))
        };
        let bare = |name: Span| self.is_place(name) || level(name) || verbs(name);
        let before = |topic: Span| topic.end <= self.piece(fact.left).map_or(0, |p| p.span.start);
        // *Đối với các huyện, …*: whom it is about, and no indicator.
        let who = |topic: Span| self.line.page.lexicon.first_cue(self.text(topic), Family::People).is_some();
        let topic = self.topic().filter(|_| name.is_none_or(bare));
        topic.filter(|&topic| before(topic) && (self.is_head(topic) || !who(topic)))
    }

    /// *1.547 là số vụ cháy của cả năm*, *Có 5.200 tỷ đồng là số thuế còn nợ*: what a number that opens its sentence measures, which its
    /// copula tells, and the piece behind it.
    fn behind_copula(&self, state: &State<'_>, fact: &Fact) -> Option<(Span, usize)> {
        let opens = self.pieces.get(..fact.left)?.iter().all(|p| matches!(p.cue(), Some(Cue::Brings | Cue::Joins)));
        let level = matches!(fact.says, Says::Value | Says::Open) && !fact.bracket;
        let copula = self.piece(fact.right).filter(|p| p.cue() == Some(Cue::Copula));
        copula.filter(|_| opens && level && state.figures.len() == state.sentence)?;
        let from = fact.right + 1;
        let end = after::after(self.pieces, from, true);
        let (first, last) = self.piece(from).zip(end.checked_sub(1).and_then(|i| self.piece(i)))?;
        let named = end > from && heads(self.line, first.start, last.end);
        named.then(|| (first.span.join(last.span), end))
    }

    /// *Tỉnh đã sắp xếp lại bộ máy, giảm 12% biên chế*: what stands behind a percentage by which something was brought down or up, where
    /// the words before only tell who did what; and the piece behind it.
    pub(super) fn brought_about(&self, fact: &Fact, amount: &Amount, name: Option<Span>) -> Option<(Span, usize)> {
        let plain = amount.is_percent() && fact.basis.or(self.basis).is_none() && !fact.bracket;
        let noun = |p: &&Piece| p.what == What::Word || p.cue() == Some(Cue::Counted);
        let first = self.piece(fact.right).filter(noun).filter(|_| plain)?;
        let deed = |name: &Span| self.parted_from(*name, fact) && self.tells_done(*name) && !self.is_head(*name);
        name.filter(deed).filter(|name| !name.is_empty())?;
        let end = after::after(self.pieces, fact.right, true).max(fact.right + 1);
        self.piece(end - 1).map(|last| (first.span.join(last.span), end))
    }

    /// *vốn đầu tư công chậm, có nhiều yếu kém, mới đạt 33%*: the name before words that only tell what there is of it.
    pub(super) fn before_predicate(&self, name: Span, start: usize) -> Option<Span> {
        const FEW: usize = 6;
        let first = self.first_of(name);
        let has = self.piece(first).is_some_and(|p| p.cue() == Some(Cue::Brings) && p.span.start == name.start);
        if !has {
            return None;
        }
        let comma = first.checked_sub(1).filter(|&at| at > start && self.piece(at).is_some_and(|p| p.is_mark(',')))?;
        let words = self.pieces.get(first..)?.iter().take_while(|p| name.contains(p.span));
        let short = self.only_occurs(first) && words.count() <= FEW;
        short.then(|| phrase::before(self.line, self.pieces, start, comma)).flatten()
    }

    /// *bán 12 cơ sở với tổng giá khởi điểm 85 tỷ đồng, thu về 120 tỷ đồng*: the verb of what was brought in, where money is told
    /// already of what stands before it.
    fn brought_in(&self, state: &State<'_>, fact: &Fact) -> Option<Span> {
        let amount = self.piece(fact.at).and_then(Piece::amount).filter(|a| a.measure == Measure::Money)?;
        let current = self.current.filter(|&c| c >= state.sentence).and_then(|c| state.figures.get(c))?;
        let told = shares::is_money(state.page.lexicon, current) && amount.of.is_none();
        let verb = (fact.left..fact.at).find(|&i| self.ruled(i, TAKES_IN)).filter(|_| told)?;
        let comma =
            verb.checked_sub(1).and_then(|i| self.piece(i)).is_some_and(|p| matches!(p.what, What::Mark(',' | ';')));
        self.piece(verb).filter(|_| comma && fact.says == Says::Value).map(|p| p.span)
    }
}
