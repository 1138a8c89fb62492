//! A sentence on its way to figures: what is understood at each place of it.
//!
//! Which figure a fact without a name belongs to, what has been named as whole, basis, period and target, which bracket
//! is open. Knows no facts' meaning.

use super::amount::{Amount, Measure};
use super::embedded::FROM;
use super::fact::{Fact, Says};
use super::naming::Asked;
use super::pieces::{Line, Piece, What};
use super::state::State;
use crate::model::{Basis, Bound, Figure, Horizon, figure::Kind};
use crate::parse::period::{self, Mention};
use crate::rules::{Cue, Gives, Match, Rule};
use crate::text::Span;
use std::cell::Cell;

/// The rule of what is set apart from others.
pub const ALONE: &str = "structure.alone";

/// The rule of words that turn from what was striven for.
const AGAINST: &str = "structure.against";

/// A sentence on its way to figures.
pub struct Clause<'l, 'a> {
    /// Its tokens and phrases.
    pub line: &'l Line<'a>,
    /// Its pieces.
    pub pieces: &'l [Piece],
    /// The figure that a fact without a name of its own belongs to.
    pub current: Option<usize>,
    /// The figure whose parts follow.
    pub whole: Option<usize>,
    /// A basis said before what is compared (*So với cùng kỳ, … tăng*).
    pub basis: Option<Basis>,
    /// Whether it stands right behind a name, so that it is that one's alone.
    pub(super) named_basis: bool,
    /// The period that the figure's own words name, else the one that leads the sentence.
    pub period: Option<Mention>,
    /// The period named before the first figure of the sentence (*Riêng tháng 11, …*).
    pub(super) lead: Option<Mention>,
    /// Whether what follows is set, not reached.
    pub target: bool,
    /// Whether the figure's own words name a time to come.
    pub(super) ahead: bool,
    /// Whether a duty is told, so that what is only joined to it is set too.
    pub(super) must: bool,
    /// Whether that is all that makes it ahead.
    pub(super) rest: bool,
    /// Whether a plan is named between the fact before and this one.
    pub(super) plan_named: bool,
    /// First piece not yet used.
    pub start: usize,
    /// The opening bracket in which the facts stand, and what they are there.
    pub(super) bracket: Option<Bracket>,
    /// The fact before.
    pub(super) last: Option<Says>,
    /// Changes that are about a figure named after them, with no basis yet.
    pub(super) routed: Vec<(usize, Span)>,
    /// The figures of the list in order that was told last, which a list behind it may go on.
    pub(super) listed: std::ops::Range<usize>,
    /// Whether the fact before was a share of a whole.
    pub(super) shared: bool,
    /// Whether a time is named after a mark, between the fact before and this one.
    pub(super) moved: bool,
    /// Whether the fact is told of the time that the current figure is compared with (*…, cùng kỳ năm trước tăng 10%*).
    pub(super) then: bool,
    /// Whether the sentence opens with that time, so that all it tells is of it.
    pub(super) past: bool,
    /// Whether it stands before the name of the next fact alone (*cùng kỳ xuất siêu 6,9 tỷ USD*).
    pub(super) once: bool,
    /// Whether what was set is what somebody was given to reach.
    pub(super) given: bool,
    /// What the fact just taken says by what it leaves out.
    pub(super) implied: Option<Says>,
    /// The plan that the sentence named last.
    pub(super) planned: Option<(Span, Horizon)>,
    /// A group's plan named before the sentence's first figure (*hoàn thành các chỉ tiêu: …*).
    pub(super) grouped: Option<(Span, Horizon)>,
    /// The piece after the words that go on a count's name behind the bracket with its share.
    pub(super) behind_share: usize,
    /// The plan that the sentence starts by comparing with (*So với kế hoạch năm, …*).
    pub(super) against: Option<(Span, Horizon)>,
    /// What was asked for a name last, and the answer: one fact's name is asked for again and again.
    pub(super) named: Cell<Option<(Asked, Option<Span>)>>,
    /// The unit that was looked up last, and its rule.
    pub(super) unit: Cell<(String, Option<&'a Rule>)>,
}

/// A bracket that is open.
#[derive(Clone, Copy)]
pub struct Bracket {
    pub(super) open: usize,
    /// Where the words before it start.
    pub(super) start: usize,
    pub(super) kind: Option<Kind>,
    pub(super) figure: Option<usize>,
    pub(super) outer: Option<usize>,
    /// The indicator right before it, of which nothing was told.
    pub(super) named: Option<Span>,
    pub(super) whole: Option<usize>,
    pub(super) basis: Option<Basis>,
    pub(super) down: Option<bool>,
}

/// Whether a number only goes on a list of places or documents (*phường 12, 13*).
pub fn is_listed_place(pieces: &[Piece], at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).and_then(|i| pieces.get(i));
    let plain = |amount: &Amount| matches!(amount.measure, Measure::None | Measure::Noun);
    let listed = |p: &Piece| p.is_mark(',') && pieces.get(at).and_then(Piece::amount).is_none_or(plain);
    before(1).is_some_and(|p| listed(p) || p.is_mark('/')) && before(2).is_some_and(|p| p.cue() == Some(Cue::NoFigure))
}

impl Clause<'_, '_> {
    /// Whether the current figure is a level in percent, beside which a percentage is its target.
    pub(super) fn is_level(&self, state: &State<'_>) -> bool {
        self.current.and_then(|c| state.figures.get(c)).is_some_and(|f| match &f.value {
            Some(value) => value.unit == "%",
            None => !f.changes.is_empty() && f.plans.is_empty(),
        })
    }

    pub(super) fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.get(at)
    }

    /// The piece that a name starts with.
    pub(super) fn first_of(&self, name: Span) -> usize {
        self.pieces.partition_point(|p| p.span.start < name.start)
    }

    pub(super) fn text(&self, span: Span) -> &str {
        span.of(self.line.page.text)
    }

    pub(super) fn gives(&self, piece: &Piece) -> Option<&Gives> {
        match piece.what {
            What::Cue(_, rule) => self.line.page.lexicon.rule(rule).map(|r| &r.gives),
            _ => None,
        }
    }

    /// Takes note of what stands between the fact before and this one: parts, times, bases, targets, brackets.
    pub(super) fn between(&mut self, state: &State<'_>, fact: &Fact) {
        (self.plan_named, self.ahead, self.rest, self.moved, self.once) = (false, false, false, false, false);
        self.then &= self.only_joins(fact.left);
        let (mut marked, mut by_plan) = (self.joins_time(), false);
        self.period.clone_from(&self.lead);
        let named = self.name(fact);
        self.leave_basis(named);
        for at in self.start..fact.at {
            let Some(piece) = self.pieces.get(at) else { break };
            match piece.what {
                What::Mark(',' | ';' | ':') => {
                    marked = true;
                    // *nhiệm vụ những tháng cuối năm với các chỉ tiêu: tăng trưởng đạt 17%; …*
                    self.target |= piece.is_mark(':') && self.grouped.is_some() && self.names_rest(at);
                    self.plan_named &= piece.is_mark(',');
                    if piece.is_mark(';') {
                        self.period.clone_from(&self.lead);
                        // *hộ nghèo giảm theo kế hoạch; việc làm cho 5.120 lao động*: a plan told in a clause of its own.
                        self.ahead &= !std::mem::take(&mut by_plan);
                    }
                    if piece.is_mark(';') && named.is_none() {
                        self.back_to_whole(state, fact);
                    }
                }
                What::Mark('(') => {
                    self.open(state, at);
                    marked |= self.is_part_of_time(state, at + 1);
                }
                What::Mark(')') => self.close(state),
                What::Cue(Cue::Within, _) => {
                    marked = true;
                    self.opens_parts(state, at);
                }
                What::Cue(Cue::Scope | Cue::Basis, _) if self.is_elsewhere(state, at, fact, named) => self.then = true,
                What::Cue(Cue::Turns, _) => self.turns(state, at, named.is_some()),
                What::Cue(Cue::Basis, _) if self.tells_then(at, fact) => self.then = true,
                What::Cue(Cue::Basis, _) if self.is_once(at, fact, named) => self.once = true,
                What::Cue(Cue::Basis, _) if at < fact.left => self.compare(state, at, named),
                _ if named.is_none() && self.is_compared_with_words(at, fact) => self.basis = Some(Basis::Other),
                What::Cue(Cue::Period, _) => {
                    self.moved = marked;
                    self.time_between(state, fact, at, named);
                }
                _ if self.only_tells(at, piece, named) => {}
                What::Cue(Cue::Copula, _) => self.target |= self.sets_goals(at),
                What::Cue(Cue::Target, _) => self.strives_for(at, fact),
                What::Cue(Cue::Must, _) => (self.ahead, self.must) = (true, true),
                // *yêu cầu các chủ đầu tư giải ngân ít nhất 95%*
                What::Cue(Cue::Quotes, _) if fact.bound == Bound::AtLeast => self.ahead |= self.orders(piece),
                What::Cue(Cue::Plan, _) => by_plan |= self.plan_between(state, fact, at, named),
                _ => {}
            }
        }
        self.ahead |= self.is_purpose(fact, named)
            || self.goes_on_set(state, fact)
            || self.goes_on_goals(state, fact, named)
            || self.goes_on_must(fact, named);
        if let Some(now) = self.tells_what_is(fact) {
            (self.ahead, self.must) = (false, false);
            self.target &= !now;
        }
        self.does_what_was_given(state, fact);
        self.keep_so_far(fact);
    }

    /// *5 tháng giảm 3,9% và 6 tháng giảm 5,3%*: whether another time is joined to the fact before.
    fn joins_time(&self) -> bool {
        let cue = |at: usize| self.piece(at).and_then(Piece::cue);
        self.last.is_some() && cue(self.start) == Some(Cue::Joins) && cue(self.start + 1) == Some(Cue::Period)
    }

    /// Whether a direction stands right before a piece.
    pub(super) fn is_directed(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|i| self.piece(i)).and_then(Piece::cue);
        matches!(before, Some(Cue::Up | Cue::Down))
    }

    /// Parts follow. *Thu ngân sách bảo đảm kế hoạch đề ra, trong đó thu từ đất 37 tỷ đồng*: they are set only where the
    /// words before strive for something.
    fn opens_parts(&mut self, state: &State<'_>, at: usize) {
        // *Hàn Quốc 298 nghìn lượt, chiếm 37%; …; riêng Trung Quốc 37 nghìn lượt*: one that is set apart is no part of what is a part itself.
        let shared = |f: &Figure| f.share.is_some() && f.within.is_none();
        // *Cấp nước tăng 6,9%, đóng góp 0,1 điểm phần trăm. Riêng khai khoáng giảm 4,1%*: nor of one told in the sentence before.
        let before = self.current.or_else(|| self.whole_of(state));
        if self.ruled(at, ALONE) && before.and_then(|b| state.figures.get(b)).is_some_and(shared) {
            return;
        }
        let beside =
            self.current.filter(|_| self.ruled(at, ALONE) && self.piece(at - 1).is_some_and(|p| p.is_mark(';')));
        self.whole = beside.and_then(|c| state.figures.get(c)?.within).or_else(|| self.whole_of(state));
        let whole = self.whole.and_then(|w| state.figures.get(w));
        self.target |= self.current.is_some() && whole.is_some_and(|f| f.kind == Kind::Target);
        let later = self.names_later_year(state, at);
        self.target |= later;
        let set = later || (self.start..at).any(|i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Target)));
        if self.current.is_none() && !set {
            self.ahead = false;
            self.target = state.ahead;
        }
    }

    /// *Mục tiêu đến năm 2020 chưa đạt, nhưng mỗi xã đạt 16/19 tiêu chí*: what was striven for is over.
    fn turns(&mut self, state: &State<'_>, at: usize, named: bool) {
        self.past = false;
        if !self.ruled(at, AGAINST) {
            return;
        }
        // *…, trong đó A tăng 2%, B tăng 8%; tuy nhiên vẫn thấp hơn mục tiêu (9%)*: behind its parts of the whole.
        if !named && at.checked_sub(1).and_then(|i| self.piece(i)).is_some_and(|p| p.is_mark(';')) {
            self.current = self.whole.take().or(self.current);
        }
        self.ahead = false;
        self.plan_named = false;
        self.target = state.ahead;
    }

    /// Whether *so với* stands right before a piece.
    pub(super) fn compares(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|i| self.piece(i)).is_some_and(|p| p.cue() == Some(Cue::Versus))
    }

    /// The time of a plan that is told right after it.
    pub(super) fn horizon_after(&self, at: usize) -> Horizon {
        match self.piece(at + 1).and_then(|p| self.gives(p)) {
            Some(Gives::Horizon(horizon)) => *horizon,
            _ => Horizon::Year,
        }
    }

    pub(super) fn date(&mut self, token: usize) {
        let Some((found, _, _)) = self.line.phrase(token) else { return };
        let Some(mention) = period::mention(self.line.page, self.line.sentence, found) else { return };
        if mention.rest && !self.is_agenda(found.start) {
            self.ahead = true;
            self.rest = true;
        }
        // *Hai tháng cuối năm chững lại, tháng 11 đạt …*: a time that is named later stands for itself.
        if self.rest && !mention.rest && mention.scope.last_month().is_some() {
            self.ahead = false;
            self.rest = false;
        }
        // *từ ngày 15/12/2024 đến 14/3/2025*: no part of one year up to its end.
        let day = |m: &Match| self.line.page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Period);
        let behind = |m: &Match| m.end <= found.start && found.start <= m.end + 1 && day(m);
        let since = mention.upto.is_some() && self.line.matches.iter().any(behind);
        if mention.scope.last_month().is_some() || mention.upto.is_some() && !since {
            self.period = Some(mention);
        }
    }

    /// The figure whose parts follow: the current one, else the last whole of the sentence before.
    pub(super) fn whole_of(&self, state: &State<'_>) -> Option<usize> {
        self.current.or_else(|| {
            let figures = state.figures.get(state.paragraph..)?;
            // *Tổng thu 900 tỷ đồng (thu trung ương đạt 45% dự toán). Trong đó, …*: of no part that a bracket tells.
            let aside = |f: &Figure| {
                let before = Span::new(f.sentence.start, f.span.start).of(state.page.text);
                before.matches('(').count() > before.matches(')').count()
            };
            let whole = |f: &&Figure| f.within.is_none() && f.kind == Kind::Observed && !aside(f);
            figures.iter().rev().find(whole).map(|f| f.id)
        })
    }

    /// *tăng từ 12,4 lên 15,1 triệu đồng*, *từ 18,7% xuống còn 11,2%*: the first is where it came from.
    pub(super) fn mark_from_to(&self, fact: &mut Fact) {
        // *từ gần 8,9 triệu tấn lên …*: also before another bound.
        let bound = |&i: &usize| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Bound));
        let first = (self.start..fact.at).rev().take_while(bound).find(|&i| self.ruled(i, FROM));
        let from = first.or(fact.at.checked_sub(1)).and_then(|i| self.piece(i)).and_then(|p| self.gives(p));
        let next = (fact.right..self.pieces.len()).find(|&i| self.piece(i).is_some_and(|p| p.amount().is_some()));
        let reaches = next.is_some_and(|next| {
            (fact.right..next).any(|i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Reaches)))
                && !(fact.right..next).any(|i| self.piece(i).is_some_and(|p| matches!(p.what, What::Mark(',' | ';'))))
        });
        if from == Some(&Gives::Bound(Bound::AtLeast)) && reaches {
            fact.says = Says::From;
            fact.bound = Bound::Exact;
        }
    }

    /// *ước giải ngân cả nước đạt 148 nghìn tỷ*, *dự kiến cả năm thu ngân sách đạt …*: an estimate told before the name.
    pub(super) fn mark_foreseen(&self, fact: &mut Fact) {
        let foreseen =
            |i: usize| self.piece(i).is_some_and(|p| matches!(p.cue(), Some(Cue::Estimate | Cue::EstimateVerb)));
        if fact.bracket || !(self.start..fact.left).any(foreseen) {
            return;
        }
        let Some(name) = self.name(fact) else { return };
        let first = self.first_of(name);
        let before = (self.start..first).rev().filter_map(|i| self.piece(i));
        // *Dự kiến đến ngày 15/12, thu phí đạt …*
        let mut before = before.skip_while(|p| p.is_mark(',') || matches!(p.cue(), Some(Cue::Period | Cue::Scope)));
        fact.estimate |= before.next().is_some_and(|p| matches!(p.cue(), Some(Cue::Estimate | Cue::EstimateVerb)));
    }

    /// First piece after a bracket that opened before `start`.
    pub(super) fn after_closed(&self, start: usize, end: usize) -> usize {
        let mut depth = 0usize;
        let mut from = start;
        for at in start..end {
            match self.piece(at).map(|p| &p.what) {
                Some(What::Mark('(' | '[')) => depth += 1,
                Some(What::Mark(')' | ']')) if depth == 0 => from = at + 1,
                Some(What::Mark(')' | ']')) => depth -= 1,
                _ => {}
            }
        }
        from
    }
}
