//! What stands between two facts: the plans and the times that are named there, and what they make of the fact that follows.

use super::actors::{DONE, NOW, OCCURS};
use super::clause::Clause;
use super::fact::{Fact, Says};
use super::goals::{AIM, GIVEN, goes_by_plan};
use super::interposed::PURPOSE;
use super::no_names::CARRIED_OUT;
use super::pieces::{Line, Piece, What};
use super::so_far::is_of_reached;
use super::state::State;
use crate::model::Basis;
use crate::model::period::Scope;
use crate::parse::period;
use crate::rules::{Cue, Family, Match};
use crate::text::Span;
use std::cell::Cell;

impl<'l, 'a> Clause<'l, 'a> {
    /// A sentence of which nothing is understood yet.
    pub(super) fn new(line: &'l Line<'a>, pieces: &'l [Piece], ahead: bool) -> Self {
        let mut clause = Self {
            line,
            pieces,
            current: None,
            whole: None,
            basis: None,
            named_basis: false,
            period: None,
            lead: None,
            target: ahead,
            ahead: false,
            must: false,
            rest: false,
            plan_named: false,
            start: 0,
            bracket: None,
            last: None,
            routed: Vec::new(),
            listed: 0..0,
            shared: false,
            moved: false,
            then: false,
            past: false,
            once: false,
            given: false,
            implied: None,
            planned: None,
            against: None,
            grouped: None,
            behind_share: 0,
            named: Cell::new(None),
            unit: Cell::default(),
        };
        clause.past = clause.opens_with_other_time();
        clause
    }
}

impl Clause<'_, '_> {
    /// Takes note of a plan before a fact, whose name is `named`. Whether it makes of it what is set.
    pub(super) fn plan_between(&mut self, state: &State<'_>, fact: &Fact, at: usize, named: Option<Span>) -> bool {
        let Some(piece) = self.piece(at) else { return false };
        let ahead = self.ahead;
        let (plan, horizon) = (piece.span, self.horizon_after(at));
        let judged = self.is_judged(piece) && named.is_some_and(|name| plan.end < name.start);
        if self.current.is_none() && self.compares(at) {
            self.against = Some((plan, horizon));
        } else if self.is_group(piece) {
            // *Cùng với việc vượt chỉ tiêu, tỷ lệ … còn 3,1%*: what is reached already.
            self.grouped = (state.figures.len() == state.sentence).then_some((plan, horizon));
        } else if !self.is_reached(at, named) && !judged {
            // *năng suất chưa đạt mục tiêu đề ra, chi phí tăng 32%*: a plan that is judged is what the remark before is about.
            self.plan_named = true;
            self.planned = Some((plan, horizon));
            let counts = fact.says == Says::Value;
            // *Về trồng rừng, kế hoạch năm nay trồng 500 ha*: what the sentence is about stands before the plan.
            let about = |name: Span| self.is_about(name, at);
            let before = |name: Span| plan.end <= name.start && !self.turns_between(at, name) || about(name);
            // *tổng thu 1.865 tỷ đồng, kế hoạch năm nay 2.540 tỷ đồng*
            let timed = self.piece(at + 1).is_some_and(|p| p.cue() == Some(Cue::Period)) && at + 2 == fact.left;
            let own = counts && named.is_none() && timed;
            let sets = named.map_or(counts, before) && self.current.is_none() || own;
            self.ahead |= sets && !self.is_aim_of(at, fact);
        }
        self.ahead && !ahead
    }

    /// Takes note of a word at a piece that sets what follows.
    pub(super) fn strives_for(&mut self, at: usize, fact: &Fact) {
        self.target |= !self.is_aim_of(at, fact);
        self.given = self.ruled(at, GIVEN) || self.ruled(at, AIM);
    }

    /// *Với mục tiêu giảm nghèo, tỉnh đã giải ngân 32 tỷ đồng*, *Thực hiện kế hoạch trồng rừng, xã trồng 40 ha*: whether a plan at a
    /// piece is only what something was done for, whose number stands behind a comma.
    fn is_aim_of(&self, at: usize, fact: &Fact) -> bool {
        let Some(comma) = (at..fact.at).find(|&i| self.piece(i).is_some_and(|p| p.is_mark(','))) else { return false };
        let done = (comma..fact.at).filter_map(|i| self.piece(i)).any(|p| self.is_done_word(p));
        let opens = |p: &Piece| {
            let word = self.line.page.first(self.line.sentence, p.start..p.end, Family::Figures);
            p.start == 0 && word.is_some_and(|m| self.line.page.lexicon.is_rule(m.rule, CARRIED_OUT))
        };
        done || at.checked_sub(1).and_then(|i| self.piece(i)).is_some_and(opens)
    }

    /// Whether a name before a piece only tells what the sentence is about: it opens with it, and a comma stands behind it.
    fn is_about(&self, name: Span, at: usize) -> bool {
        let first = self.first_of(name);
        let topic = first.checked_sub(1).filter(|&i| i == 0).and_then(|i| self.piece(i));
        let comma = at.checked_sub(1).and_then(|i| self.piece(i)).is_some_and(|p| p.is_mark(','));
        name.end <= self.piece(at).map_or(0, |p| p.span.start)
            && comma
            && topic.is_some_and(|p| p.cue() == Some(Cue::Topic))
    }

    /// *điều chỉnh giá dịch vụ để bảo đảm CPI tăng dưới 4%*: whether a change is what something is done for.
    pub(super) fn is_purpose(&self, fact: &Fact, named: Option<Span>) -> bool {
        let Some(name) = named.filter(|_| matches!(fact.says, Says::Change { .. })) else { return false };
        let lead = |i: &usize| self.piece(*i).is_some_and(|p| p.cue() == Some(Cue::Lead));
        let mut leads = (self.start..self.first_of(name)).rev().take_while(lead);
        fact.basis.is_none() && leads.any(|i| self.ruled(i, PURPOSE))
    }

    /// Whether a word that sets something goes on a plan that the text says is missed, or on its number.
    pub(super) fn is_of_judged(&self, at: usize) -> bool {
        let mut before = self.pieces.get(..at).unwrap_or_default().iter().rev().skip_while(|p| p.amount().is_some());
        // *chưa đạt kỳ vọng*
        let own = self.piece(at).is_some_and(|p| self.follows_verdict(p));
        own || before.next().is_some_and(|p| p.cue() == Some(Cue::Plan) && self.is_judged(p))
    }

    /// *Năm 2024 GRDP tăng 8%*, in a review of 2023: whether a time is a year after the one reported on, and nothing foresees it, or
    /// tells that it is over: what was done, or a comparison with the same time before.
    fn is_later_year(&self, state: &State<'_>, piece: &Piece) -> bool {
        let over = |p: &Piece| self.basis_of(p) == Some(Basis::SamePeriodLastYear) || self.is_done_word(p);
        let foresees = |p: &Piece| matches!(p.cue(), Some(Cue::Estimate | Cue::EstimateVerb)) || over(p);
        let Some((found, _, _)) = self.line.phrase(piece.start) else { return false };
        let mention = period::mention(self.line.page, self.line.sentence, found);
        let year = mention.filter(|m| m.scope == Scope::Year && !m.day && !m.until).and_then(|m| m.year);
        let reported = state.bulletin.and_then(|b| b.end).map(|end| end.year());
        year.zip(reported).is_some_and(|(year, reported)| year > reported) && !self.pieces.iter().any(foresees)
    }

    /// Whether a piece is a word that tells what was done, or opens with it (*đã giải quyết*).
    pub(super) fn is_done_word(&self, piece: &Piece) -> bool {
        let first = || self.line.page.first(self.line.sentence, piece.start..piece.start + 1, Family::Figures);
        piece.cue().is_some() && first().is_some_and(|m| self.line.page.lexicon.is_rule(m.rule, DONE))
    }

    /// *nhiệm vụ năm 2024 với các chỉ tiêu, trong đó: A tăng 4%*: whether such a time is named between the fact before and a piece.
    pub(super) fn names_later_year(&self, state: &State<'_>, end: usize) -> bool {
        let told = (self.start..end).filter_map(|i| self.piece(i)).filter(|p| p.cue() == Some(Cue::Period));
        told.into_iter().any(|piece| self.is_later_year(state, piece))
    }

    /// *cần nhìn rõ khó khăn, hiện có 926 hồ sơ quá hạn*: whether the verb before a number tells what there is, and whether that is by now.
    pub(super) fn tells_what_is(&self, fact: &Fact) -> Option<bool> {
        if self.counts_reached(fact) && !self.strives(fact.at) {
            return Some(true);
        }
        let (page, sentence) = (self.line.page, self.line.sentence);
        let verb = (fact.left..fact.at).find(|&i| self.ruled(i, OCCURS)).and_then(|i| self.piece(i))?;
        let first = page.first(sentence, verb.start..verb.start + 1, Family::Figures)?;
        let now = page.lexicon.is_rule(first.rule, NOW);
        (now || page.lexicon.is_rule(first.rule, DONE)).then_some(now)
    }

    /// Whether a word that sets something, or a duty, only tells what was set, or which ones are counted.
    pub(super) fn only_tells(&self, at: usize, piece: &Piece, named: Option<Span>) -> bool {
        match piece.cue() {
            // *chưa đạt mục tiêu 73% đề ra; …*
            Some(Cue::Target) => {
                self.is_of_judged(at) || is_of_reached(self.pieces, at) || goes_by_plan(self.line.page, self.pieces, at)
            }
            Some(Cue::Must) => self.is_owed(piece, named),
            _ => false,
        }
    }

    /// *Số tiền phải thu hồi là 45 tỷ đồng*: whether a duty within a count's name only tells which ones are counted.
    pub(super) fn is_owed(&self, duty: &Piece, named: Option<Span>) -> bool {
        named.is_some_and(|name| name.contains(duty.span) && self.is_count(name))
    }

    /// The plan that a verdict before a fact holds several against, behind the fact before.
    pub(super) fn judged_between(&self, fact: &Fact) -> Option<Span> {
        let judged = (self.start..fact.at).filter_map(|i| self.piece(i));
        let mut plans = judged.filter(|p| p.cue() == Some(Cue::Plan) && self.follows_verdict(p));
        let colon = (self.start..fact.at).any(|i| self.piece(i).is_some_and(|p| p.is_mark(':')));
        plans.next().filter(|_| colon).map(|p| p.span)
    }

    /// *Tại hội nghị sơ kết 6 tháng và triển khai nhiệm vụ 6 tháng cuối năm, …*: whether a time is only on an agenda.
    pub(super) fn is_agenda(&self, token: usize) -> bool {
        let page = self.line.page;
        // *Theo báo cáo, đến năm 2030 …*: what is told by the way is no agenda.
        let first = self.pieces.first().map_or(0, |p| p.start);
        let before = |m: &Match| m.start >= first && m.end <= token;
        let report = |m: &Match| before(m) && page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Report);
        page.matches(self.line.sentence, Family::Reports).iter().any(report)
    }

    /// *về kết quả quý I và phương hướng quý II, …*: whether a time at a token is only on an agenda, behind the time that is told of.
    pub(super) fn is_next_on_agenda(&self, token: usize) -> bool {
        let at = self.pieces.partition_point(|p| p.start < token);
        let before = self.pieces.get(..at).unwrap_or_default();
        let stops = |p: &Piece| p.amount().is_some() || matches!(p.what, What::Mark(',' | ';' | ':' | '('));
        let clause = before.iter().rev().take_while(|p| !stops(p));
        let between: Vec<&Piece> = clause.clone().take_while(|p| p.cue() != Some(Cue::Period)).collect();
        let first = clause.count() > between.len();
        let joined = between.iter().any(|p| p.cue() == Some(Cue::Joins));
        first && joined && between.iter().any(|p| p.what == What::Word)
    }

    /// Takes note of what a fact is compared with before its verb. *CPI so với tháng trước tăng 0,6%*: right behind a name only that one is.
    pub(super) fn compare(&mut self, state: &State<'_>, at: usize, named: Option<Span>) {
        let Some(piece) = self.piece(at) else { return };
        let led = self.basis_of(piece).map(|basis| self.of_year(state, piece, basis));
        let from = named.map(|name| self.pieces.partition_point(|p| p.span.end <= name.end));
        let plain =
            |i: usize| self.piece(i).is_some_and(|p| matches!(p.cue(), Some(Cue::Period | Cue::Scope | Cue::Versus)));
        let behind = from.is_some_and(|from| from <= at && (from..at).all(plain));
        (self.basis, self.named_basis) = (led.or(self.basis), behind);
    }

    /// Leaves what another indicator alone was compared with.
    pub(super) fn leave_basis(&mut self, named: Option<Span>) {
        if named.is_some() && std::mem::take(&mut self.named_basis) {
            self.basis = None;
        }
    }

    /// Takes note of a time before a fact, whose name is `named`.
    pub(super) fn time_between(&mut self, state: &State<'_>, fact: &Fact, at: usize, named: Option<Span>) {
        let Some(piece) = self.piece(at).cloned() else { return };
        // *thấp hơn quý II 14%*: what is compared with.
        if at >= fact.left && fact.basis.is_some() && self.is_directed(at) {
            return;
        }
        if named.is_some_and(|name| piece.span.end <= name.start) && self.is_next_on_agenda(piece.start) {
            return;
        }
        let (ahead, rest) = (self.ahead, self.rest);
        self.date(piece.start);
        // *sức ép 6 tháng cuối năm, CPI trong tháng 6 tăng 0,6%*: nor does a time to come set what another time is named of.
        if rest && !self.rest && !self.strives(at) {
            self.target = state.ahead;
        }
        // *ước đạt 12,7 triệu lượt đến cuối năm nay, tăng 1%*: foreseen, and not set.
        // *đạt 2.540 USD vào cuối năm nay, tăng 8%*: a time right behind the number before is that number's.
        let behind = !self.moved && self.current.is_some() && named.is_none();
        self.ahead &= ahead || !behind && (named.is_some() || !self.is_foreseen(state));
        self.comes_to_now(state, at, &piece);
        self.ahead |= self.is_later_year(state, &piece);
        let first = state.figures.len() == state.sentence;
        // *Từ 15/8 đến 14/9 xảy ra 28 vụ, làm 14 người chết*: also before a count that is named behind its number.
        let counted = named.is_none() && self.current.is_none() && fact.says == Says::Value && !fact.bracket;
        if first && named.map_or(counted, |name| piece.span.end <= name.start) {
            self.lead = self.period.clone();
            self.target |= self.ahead && named.is_some();
        }
    }
}
