//! Respects: whose a change is that tells in what respect it is one (*giảm 8,7% về số doanh nghiệp*).

use super::after;
use super::amount::Amount;
use super::clause::Clause;
use super::fact::Fact;
use super::kinds;
use super::state::State;
use crate::model::Basis;
use crate::model::figure::{Figure, Kind};
use crate::rules::Cue;
use crate::text::Span;

impl Clause<'_, '_> {
    /// *giảm 25% số vụ*, *giảm 5% số người chết*: gives a change in percent to the count behind it, or to what is named before it. Whether a
    /// count stands there.
    pub(super) fn changed_behind(
        &mut self,
        state: &mut State<'_>,
        fact: &Fact,
        amount: &Amount,
        name: Option<Span>,
        (down, basis): (bool, Basis),
    ) -> bool {
        let Some((noun, end)) = self.noun_behind(fact, amount) else { return false };
        // *Công tác bảo vệ rừng có chuyển biến, cả nước giảm 25% số vụ*: a comma parts no subject from its verb.
        // *Tỉnh phấn đấu giảm 5% số người chết*: nor is a place what falls.
        let acts = |name: Span| self.is_place(name) || self.is_actor(name);
        // *Phương hướng quý II: kéo giảm 5% số vụ*: nor is the heading before a colon.
        let figure =
            match name.filter(|name| !self.parted_from(*name, fact) && !acts(*name) && !self.heads_colon(*name)) {
                Some(name) => self.figure(state, fact, Some(name)),
                // *Cháy làm chết 8 người. Phấn đấu giảm 5% số vụ cháy*: of nothing that was told where it is set.
                None => {
                    let kind = self.kind(state, fact);
                    let alike = |f: &usize| state.figures.get(*f).is_some_and(|f| f.kind == kind);
                    let known = state.by_noun(self.text(noun), false).filter(alike);
                    known.or_else(|| Some(self.fresh(state, fact, noun)))
                }
            };
        let Some(figure) = figure else { return true };
        let change = state.change(amount, fact, down, basis, false);
        state.add_change(figure, change);
        self.start = self.start.max(end);
        true
    }

    /// The words behind a change and *về*, and the piece after them.
    fn respect(&self, fact: &Fact) -> Option<(Span, usize)> {
        self.piece(fact.right).filter(|p| p.cue() == Some(Cue::Topic))?;
        let end = after::after(self.pieces, fact.right + 1, false);
        Some((self.piece(fact.right + 1)?.span.join(self.piece(end.checked_sub(1)?)?.span), end))
    }

    /// *tăng 8,3% về số doanh nghiệp nhưng giảm 21% về vốn đăng ký*: the noun of a count or, of what is counted, of an indicator of
    /// its own that the words behind a change name, and the piece after it.
    pub(super) fn other_count(&self, state: &State<'_>, fact: &Fact) -> Option<(Span, usize)> {
        let (noun, end) = self.respect(fact)?;
        let first = self.text(noun).split(' ').next().unwrap_or_default();
        let counted = self.current.and_then(|c| state.figures.get(c)).and_then(|f| f.value.as_ref());
        let counted = counted.is_some_and(|v| kinds::is_counted(self.line.page, &v.unit));
        let named = kinds::is_count_word(self.line.page, first) || counted && self.is_head(noun);
        (end > fact.right + 2 && named).then_some((noun, end))
    }

    /// *giảm 8,7% về số doanh nghiệp*: the figure that the words after a change name, and the piece after them.
    pub(super) fn about(&self, state: &State<'_>, fact: &Fact) -> Option<(usize, usize)> {
        let (noun, end) = self.respect(fact)?;
        // *lượng cá …, trị giá …, giảm 8% về lượng*: of two that wait for their changes the nearest that is called so.
        let told = self.by_noun(state, fact, self.text(noun));
        let open = self.all_open(state);
        let told = told.filter(|told| open.len() < 2 || open.contains(told));
        // *1,12 triệu tấn, thu 6,4 tỷ USD, tăng 3% về lượng nhưng tăng 0,6% về giá trị*: none told before the sentence.
        let told = told.filter(|&told| told >= state.sentence).or_else(|| self.other_of_two(state)).or(told);
        Some((told.or_else(|| self.first_of_two(state))?, end))
    }

    /// *gạo đạt 8 triệu tấn, trị giá 4 tỷ USD, tăng 14% về lượng và tăng 35% về giá trị*: where the words fit no name, the
    /// first of the two that the sentence has told and that have no change yet.
    fn first_of_two(&self, state: &State<'_>) -> Option<usize> {
        self.two_open(state).map(|[first, _]| first)
    }

    /// The last two figures of the sentence, where both wait for a change.
    pub(super) fn two_open(&self, state: &State<'_>) -> Option<[usize; 2]> {
        self.all_open(state).last_chunk().copied()
    }

    /// *1.200 doanh nghiệp thành lập mới với số vốn 12.000 tỷ đồng và 6.900 lao động, giảm 15% về số doanh nghiệp …*: the
    /// figures at the end of what the sentence has told so far that wait for a change, in order; none where another is spoken of.
    fn all_open(&self, state: &State<'_>) -> Vec<usize> {
        let told = state.figures.get(state.sentence..).unwrap_or_default();
        let current = told.last().filter(|last| self.current == Some(last.id));
        let waiting = told.iter().rev().take_while(|f| current.is_some() && is_open(f));
        let mut open: Vec<usize> = waiting.map(|f| f.id).collect();
        open.reverse();
        open
    }

    /// The one of the sentence's last two figures that waits for its change, where the other has one, and no semicolon parts them.
    fn other_of_two(&self, state: &State<'_>) -> Option<usize> {
        let [.., first, second] = state.figures.get(state.sentence..)? else { return None };
        let between = self.pieces.iter().filter(|p| p.span.start >= first.span.end && p.span.end <= second.span.start);
        // *71 xã đạt chuẩn, song nhóm phân bón giảm 28,4% về lượng và 31% về trị giá*: what only changed is no second of two.
        let changed = first.value.is_none() || second.value.is_none();
        if changed || between.into_iter().any(|p| p.is_mark(';')) {
            return None;
        }
        match (is_open(first), is_open(second)) {
            (true, false) => Some(first.id),
            (false, true) => Some(second.id),
            _ => None,
        }
    }

    /// *38 dự án, trong đó 5 dự án FDI; so với cùng kỳ giảm 4 dự án*: the figure of a noun; behind a semicolon and a basis or a
    /// direction a whole, where there is one.
    pub(super) fn by_noun(&self, state: &State<'_>, fact: &Fact, noun: &str) -> Option<usize> {
        let stop = (0..fact.left).rev().find(|&i| self.piece(i).is_some_and(|p| p.is_mark(';')));
        let anew = stop
            .and_then(|i| self.piece(i + 1))
            .is_some_and(|p| matches!(p.cue(), Some(Cue::Basis | Cue::Up | Cue::Down)));
        let whole = anew.then(|| state.by_noun(noun, true)).flatten();
        whole.or_else(|| state.by_noun(noun, false))
    }
}

/// Whether a figure has a value and waits for its change.
fn is_open(figure: &Figure) -> bool {
    figure.value.is_some() && figure.changes.is_empty() && figure.kind == Kind::Observed
}
