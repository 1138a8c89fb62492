//! Whose a fact is: the figure named right before it, the one told last, or a new one; and what kind of figure that is.

use super::actors::DONE;
use super::clause::Clause;
use super::fact::{Fact, Says};
use super::goals::GOAL;
use super::head;
use super::holders::LEADS;
use super::interposed::ALTHOUGH;
use super::kinds;
use super::phrase;
use super::pieces::{Piece, What};
use super::state::State;
use crate::model::period::Scope;
use crate::model::{Bound, Figure, Horizon, figure::Kind, warning::Code};
use crate::parse::period::mention;
use crate::rules::{Cue, Family, Gives};
use crate::text::Span;

/// The rule of words that open the parts of a whole.
const BREAKDOWN: &str = "structure.breakdown";

/// The rule of verbs of holding something down.
const HOLDS: &str = "structure.holds";

/// The rule of words for how far something is spent.
const NEWLY_SPENT: &str = "word.newly_spent";

impl Clause<'_, '_> {
    /// The time of a plan that names none: the term in a term's review, else the year.
    pub(super) fn term_horizon(&self, state: &State<'_>) -> Horizon {
        let term = state.bulletin.is_some_and(|b| matches!(b.scope, Scope::Term { .. }));
        // *Thu ngân sách năm 2023 đạt 96% dự toán*: in a term's review too a year is measured by its own plan.
        let own = self.period.as_ref().is_some_and(|m| m.scope.last_month().is_some());
        if term && !own { Horizon::Term } else { Horizon::Year }
    }

    /// The figure for a fact: a new one where it has a name, else the current, else the subject of the sentence before.
    pub(super) fn figure(&mut self, state: &mut State<'_>, fact: &Fact, name: Option<Span>) -> Option<usize> {
        if let Some(name) = name {
            if let Some(known) = self.count_of(state, name) {
                self.current = Some(known);
                return self.current;
            }
            return Some(self.fresh(state, fact, name));
        }
        let set = fact.target || self.ahead;
        if let Some(plan) = self.current.filter(|_| set).and_then(|c| self.plan_of_cost(state, c)) {
            return Some(self.fresh(state, fact, plan));
        }
        if self.current.is_none() {
            let this = (self.start..fact.at).any(|i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::This)));
            // *Mặc dù giảm 14,9%, A vẫn …*: of what is named later, none told before.
            let conceded = (self.start..fact.left).any(|i| self.ruled(i, ALTHOUGH));
            if conceded && !this {
                if let Some(piece) = self.piece(fact.at) {
                    state.warn(Code::NumberUnread, vec![self.text(piece.span).to_owned()], piece.span);
                }
                return None;
            }
            // *A đã giảm (năm 2016 với 5,8 vụ/10.000 dân)*: in a bracket, of what stands before it in the sentence.
            let aside = self.bracket.filter(|b| b.outer.is_none() && b.open < fact.at).map(|b| b.open);
            let first = |open: &usize| !(0..*open).any(|i| self.piece(i).is_some_and(|p| p.amount().is_some()));
            if let Some(open) = aside.filter(first) {
                let name = phrase::before(self.line, self.pieces, 0, open);
                return name.map(|name| self.fresh(state, fact, name));
            }
            let told = this && state.figures.len() > state.paragraph;
            if let Some(subject) = self.spoken_of(state, fact).filter(|_| !told) {
                return Some(self.fresh(state, fact, subject));
            }
            let here = state.figures.len() > state.paragraph && (this || !self.is_worded(fact));
            let before = || self.right_before(state, fact).filter(|_| this);
            if let Some(last) = here.then(|| state.last_whole()).or_else(before) {
                let figure = state.again(last, self.kind(state, fact), self.line.sentence.span);
                state.date(figure, self.period.as_ref());
                self.current = Some(figure);
            } else if let Some(piece) = self.piece(fact.at) {
                let written = self.text(piece.span).to_owned();
                state.warn(Code::NumberUnread, vec![written], piece.span);
            }
        } else if let Some(current) = self.current.filter(|&c| self.moves(state, c)) {
            let figure = state.again(current, self.kind(state, fact), self.line.sentence.span);
            state.date(figure, self.period.as_ref());
            self.current = Some(figure);
            if let Some(bracket) = self.bracket.as_mut().filter(|b| b.open < fact.at) {
                bracket.figure = Some(figure);
            }
        } else if let Some(current) = self.current.filter(|_| fact.target || self.ahead)
            && state.figures.get(current).is_some_and(|f| f.kind == Kind::Observed)
        {
            let figure = state.again(current, Kind::Target, self.line.sentence.span);
            state.date(figure, self.period.as_ref());
            self.current = Some(figure);
        } else if let Some(set) = self.current.filter(|&c| self.comes_of_goal(state, fact, c)) {
            let figure = state.again(set, Kind::Observed, self.line.sentence.span);
            state.date(figure, self.period.as_ref());
            self.current = Some(figure);
        }
        self.current
    }

    /// The figure that the paragraph before ends with, of which *con số này* at a paragraph's start speaks, where no other time is named.
    fn right_before(&self, state: &State<'_>, fact: &Fact) -> Option<usize> {
        let start = self.line.sentence.span.start;
        let first = state.figures.len() == state.paragraph;
        let last = state.figures.last().filter(|f| first && f.sentence.end <= start)?;
        let between = Span::new(last.sentence.end, start).of(state.page.text);
        let other = (0..fact.at).any(|i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Basis)));
        (!other && between.chars().all(char::is_whitespace)).then(|| state.last_whole())
    }

    /// What a sentence speaks of, before a fact without a name.
    fn spoken_of(&self, state: &State<'_>, fact: &Fact) -> Option<Span> {
        self.before_turn(fact).or_else(|| self.topic()).or_else(|| state.subject())
    }

    /// *Giải ngân vốn ODA khá hơn nhưng cũng chỉ đạt 50%*: the indicator that a sentence opens with, before its judgement and what turns from
    /// that.
    fn before_turn(&self, fact: &Fact) -> Option<Span> {
        let turn =
            (self.start..fact.left).rev().find(|&i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Turns)))?;
        let told = (0..turn).any(|i| self.piece(i).is_some_and(|p| p.amount().is_some()));
        let name = phrase::before(self.line, self.pieces, 0, turn).filter(|_| !told)?;
        let judged = self.line.page.matches(self.line.sentence, Family::Verdicts).iter();
        let first = judged.map(|m| m.span.start).find(|at| (name.start + 1..name.end).contains(at));
        let name = Span::new(
            name.start,
            first.map_or(name.end, |at| self.text(Span::new(name.start, at)).trim_end().len() + name.start),
        );
        (self.is_head(name) || kinds::is_disbursement(self.line.page, self.text(name))).then_some(name)
    }

    /// *đặt mục tiêu tăng trưởng 8% nhưng chỉ đạt 7,2%*: whether a fact behind a word that turns from a goal tells what came of it.
    fn comes_of_goal(&self, state: &State<'_>, fact: &Fact, goal: usize) -> bool {
        let set = state.figures.get(goal).is_some_and(|f| f.kind == Kind::Target && f.id >= state.sentence);
        let turns = |i: usize| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Turns));
        set && fact.verb == Some(Cue::Equates) && !fact.bracket && (self.start..fact.at).any(turns)
    }

    /// Whether words stand before a fact that nothing was made of: it may be of what they name, and of nothing told before.
    pub(super) fn is_worded(&self, fact: &Fact) -> bool {
        let words = (self.start..fact.left).filter_map(|i| self.piece(i)).filter(|p| p.what == What::Word);
        words.count() > 1
    }

    /// *34 vụ, trong đó đường bộ 32 vụ, đường sắt 2 vụ; giảm 5 vụ*: behind parts of which no more than how many is told, what is compared
    /// is the whole.
    pub(super) fn back_to_whole(&mut self, state: &State<'_>, fact: &Fact) {
        let compared = matches!(fact.says, Says::Change { .. } | Says::Ratio | Says::Plan { .. });
        let whole = self.whole.filter(|_| compared);
        let Some(whole) = whole.filter(|&w| self.current.is_some_and(|c| c > w + 1)) else { return };
        let parts = state.figures.get(whole + 1..).unwrap_or_default();
        let bare =
            |f: &Figure| f.within == Some(whole) && f.value.is_some() && f.changes.is_empty() && f.plans.is_empty();
        if parts.iter().all(bare) {
            (self.current, self.whole) = (Some(whole), None);
        }
    }

    /// An earlier count of the paragraph that a name such as *số người chết* speaks of.
    pub(super) fn count_of(&self, state: &State<'_>, name: Span) -> Option<usize> {
        let text = self.text(name);
        let first = text.split(' ').next().unwrap_or_default();
        // *trong đó số vụ giảm 18%*, *về vụ việc giảm 18%*: a noun that is counted, and nothing more.
        let alone = || self.pieces.iter().any(|p| p.span == name && p.cue() == Some(Cue::Counted));
        (kinds::is_count_word(state.page, first) || kinds::is_count(state.page, text) || alone())
            .then(|| state.by_noun(text, false))
            .flatten()
    }

    /// *Bộ đã giải ngân 29.800 tỷ đồng*: an indicator behind the one who has done it, or has to.
    fn what_was_done(&self, name: Span) -> Span {
        let inside = |at: usize| self.piece(at).is_some_and(|p| name.contains(p.span) && p.span.start > name.start);
        // *cho vay nhà ở xã hội mới giải ngân được 42 tỷ đồng*: what it is that is spent.
        let newly = self.pieces.iter().rfind(|p| name.contains(p.span)).filter(|p| self.is_newly_spent(p));
        let spent = newly.and_then(|last| self.pieces.iter().rev().find(|p| p.span.end <= last.span.start));
        let spent = spent.filter(|p| p.span.start >= name.start).map(|p| Span::new(name.start, p.span.end));
        let spends = |who: Span| self.is_actor(who) || self.is_place(who) || self.is_proper(who);
        if let Some(spent) = spent.filter(|spent| !spends(*spent)) {
            return spent;
        }
        // *Yêu cầu UBND huyện thu ngân sách đạt 120 tỷ đồng*
        if let Some(ordered) = self.ordered(name) {
            return ordered;
        }
        let must = |at: usize| self.piece(at).is_some_and(|p| p.cue() == Some(Cue::Must));
        let done = (0..self.pieces.len()).find(|&at| inside(at) && (self.ruled(at, DONE) || must(at)));
        let next = done.and_then(|at| self.piece(at + 1)).filter(|p| name.contains(p.span));
        let rest = next.map(|next| Span::new(next.span.start, name.end));
        rest.filter(|rest| kinds::is_disbursement(self.line.page, self.text(*rest))).unwrap_or(name)
    }

    /// *Tỉnh phải đạt tốc độ tăng trưởng 8%*: a name without the place or the organ that opens it, and its duty.
    pub(super) fn behind_duty(&self, name: Span) -> Span {
        let first = self.first_of(name);
        let duty = self.piece(first + 1).is_some_and(|p| p.cue() == Some(Cue::Must) && name.contains(p.span));
        let next = self.piece(first + 2).filter(|p| duty && name.contains(p.span));
        let who = || self.piece(first).is_some_and(|p| self.is_place(p.span) || self.is_actor(p.span));
        next.filter(|_| who()).map_or(name, |next| Span::new(next.span.start, name.end))
    }

    /// *Tỉnh đạt tốc độ tăng trưởng 8%*: growth alone, where only the place that reports stands before it.
    pub(super) fn growth_of_place(&self, name: Span, fact: &Fact) -> Span {
        let growth = |i: usize| head::growth_in(self.line, self.pieces, i);
        let equates = |i: usize| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Equates));
        let Some(told) = (fact.left.max(1)..fact.at).filter(|i| equates(i - 1)).find_map(growth) else { return name };
        let level = || self.line.page.lexicon.first_cue(self.text(name), Family::People) == Some(Cue::Level);
        let alone = || self.pieces.iter().any(|p| p.span == name);
        if self.is_place(name) || alone() && level() { told } else { name }
    }

    /// Whether a piece only tells how far something is spent.
    fn is_newly_spent(&self, piece: &Piece) -> bool {
        let words = self.line.page.first(self.line.sentence, piece.start..piece.end, Family::Figures);
        let rule = words.and_then(|m| self.line.page.lexicon.rule(m.rule));
        rule.is_some_and(|rule| rule.id == NEWLY_SPENT)
    }

    /// Opens a figure.
    pub(super) fn fresh(&mut self, state: &mut State<'_>, fact: &Fact, name: Span) -> usize {
        let kind = self.kind(state, fact);
        let name = self.what_was_done(name);
        let sentence = self.line.sentence.span;
        let context = Span::new(sentence.start, name.start);
        // *đàn lợn là 794 nghìn con; …*: before a number it opens no list, and tells of its own clause only.
        let opens = |at: usize, p: &Piece| {
            let opens = p.cue() == Some(Cue::Copula) || self.ruled(at, BREAKDOWN);
            if !opens || !context.contains(p.span) {
                return false;
            }
            // *Số hồ sơ chậm là 491 hồ sơ, song diện tích ngô tăng 2,9%*
            let before = |p: &Piece| Span::new(sentence.start, p.span.start);
            let turns = |p: &Piece| p.is_mark(';') || p.cue() == Some(Cue::Turns) && !self.repeats(name, before(p));
            let stop = self.pieces.iter().rev().find(|p| turns(p) && p.span.end <= name.start);
            let next = self.piece(at + 1);
            let level = next.is_some_and(|n| n.amount().is_some() || n.cue() == Some(Cue::Bound));
            !level || stop.is_none_or(|s| s.span.end <= p.span.start)
        };
        let opener = self.pieces.iter().enumerate().find(|(at, p)| !context.is_empty() && opens(*at, p));
        let context = opener.map_or(context, |(at, _)| self.lead_in(context, at));
        let listed = opener.is_some() || self.is_member_aside(state, fact) || self.is_member_told(state, name);
        let planned = self.pieces.iter().filter(|p| name.contains(p.span)).take(2).any(|p| p.cue() == Some(Cue::Plan));
        // *Chỉ tiêu tuyển quân đạt 100% kế hoạch*: what is measured against a plan is no plan.
        // *chỉ tiêu về kính xây dựng (265/320 triệu m2)*
        let done = self.piece(fact.at).and_then(Piece::amount).is_some_and(|a| a.of.is_some());
        let measured = done
            || self.counts_reached(fact)
            || matches!(fact.says, Says::Plan { .. } | Says::Change { .. } | Says::Ratio);
        // *Mục tiêu CPI tăng không quá 4%*: a goal is, unless it is compared.
        let goal = self.ruled(self.first_of(name), GOAL) && fact.basis.or(self.basis).is_none();
        // *chỉ tiêu lạm phát tăng dưới 4%*
        let capped = fact.bound == Bound::AtMost && kinds::is_inflation(state.page, self.text(name));
        let capped = capped && self.pieces.iter().any(|p| name.contains(p.span) && p.cue() == Some(Cue::Plan));
        let planned = planned || capped;
        let goal = goal || capped && fact.basis.or(self.basis).is_none();
        let set = !measured || goal && matches!(fact.says, Says::Change { .. });
        let kind = if planned && set { Kind::Target } else { kind };
        // *phát hiện 41 vụ*: what a count says is told by who brings it too.
        let verb = fact.left.min(fact.at)..fact.at;
        let brought = verb.filter_map(|i| self.piece(i)).find(|p| p.cue() == Some(Cue::Brings)).map(|p| p.span);
        // *phát hiện 41 vụ, 60 đối tượng*: and what is only joined to it.
        let joined = fact.verb.is_none() && self.last == Some(Says::Value) && self.only_joins(fact.left);
        let before = || state.contexts.last().copied().flatten().filter(|_| joined && self.current.is_some());
        // *Lào là thị trường nhập khẩu lớn nhất với 99 triệu USD*: and by what somebody is first in.
        let leads = || (self.start..fact.at).find(|&at| self.ruled(at, LEADS)).and_then(|at| self.piece(at));
        let brought = brought.or_else(before).or_else(|| leads().map(|p| p.span));
        let figure = state.add(name, kind, sentence, listed.then_some(context).or(brought));
        if let Some(new) = state.figures.get_mut(figure) {
            new.within = self.whole;
        }
        let between = self.pieces.get(self.start..fact.left).unwrap_or_default();
        if self.current.is_some() && between.iter().any(|p| p.cue() == Some(Cue::With) && p.span.end <= name.start) {
            state.with.push(figure);
        }
        // *Mục tiêu cả năm đón 5,2 triệu lượt khách; toàn tỉnh trồng được 2,4 nghìn ha*: the time of what is set is none of what was done.
        let set = state.figures.get(state.sentence).is_some_and(|f| f.kind == Kind::Target);
        let done = set && kind == Kind::Observed && !fact.estimate;
        if !(done && self.period.is_some() && self.period == self.lead) {
            state.date(figure, self.period.as_ref());
        }
        if kind == Kind::Target && self.plan_named && state.plan.is_none() {
            // *Kế hoạch năm 1.200 người*: what is said to be reached after it is a share of it.
            state.plan = Some((Span::default(), self.term_horizon(state)));
        }
        self.current = Some(figure);
        if let Some(bracket) = self.bracket.as_mut().filter(|b| b.open < fact.at) {
            bracket.figure = Some(figure);
        }
        figure
    }

    /// *số vụ tai nạn của xe khách là 8 vụ, song số vụ của xe tải tăng 6,7%*: whether a name starts as one before it does, of which it
    /// leaves words out.
    fn repeats(&self, name: Span, before: Span) -> bool {
        let words: Vec<&str> = self.text(name).split(' ').take(2).collect();
        self.text(before).to_lowercase().contains(&words.join(" ").to_lowercase())
    }

    /// *Dù chịu ảnh hưởng của dịch bệnh nhưng nhiều lĩnh vực tăng khá, như: thu ngân sách …*: the words that tell what a list's members
    /// are: of those before what opens it, at `opener`, the last clause of some words.
    fn lead_in(&self, context: Span, opener: usize) -> Span {
        const WORDS: usize = 3;
        let mut words = 0;
        let parts = |i: &usize| {
            let Some(piece) = self.piece(*i) else { return true };
            words += usize::from(piece.what == What::Word || piece.cue() == Some(Cue::Counted));
            let parts = matches!(piece.what, What::Mark(',' | ';')) || piece.cue() == Some(Cue::Turns);
            parts && words >= WORDS
        };
        let start = (0..opener).rev().find(parts).and_then(|i| self.piece(i));
        start.map_or(context, |p| Span::new(p.span.end.max(context.start), context.end))
    }

    /// *Chỉ số giá tăng 0,2%; 3 nhóm giảm (giao thông giảm 1,3%)*: whether a change in a bracket is of one of those counted before it, which
    /// are judged as what the sentence is about.
    fn is_member_aside(&self, state: &State<'_>, fact: &Fact) -> bool {
        let outer = self.bracket.filter(|b| b.open < fact.at).and_then(|b| state.figures.get(b.outer?));
        let counted = outer.and_then(|f| f.value.as_ref()).is_some_and(|v| kinds::is_counted(state.page, &v.unit));
        counted && matches!(fact.says, Says::Change { .. } | Says::Open)
    }

    /// *Có 2 nhóm hàng giảm giá: thuốc giảm 0,06%; bưu chính giảm 0,05%*: whether a name stands behind a colon and a count of what it is one of,
    /// and is judged as that.
    fn is_member_told(&self, state: &State<'_>, name: Span) -> bool {
        let count = state.figures.get(state.sentence).and_then(|f| f.value.as_ref());
        let count = count.filter(|v| kinds::is_counted(state.page, &v.unit) && v.span.end <= name.start);
        count.is_some_and(|v| {
            let between = Span::new(v.span.end, name.start).of(state.page.text);
            between.find([':', ';', ',']).is_some_and(|at| between.get(at..).is_some_and(|rest| rest.starts_with(':')))
        })
    }

    /// *(GDP năm 2012 tăng 9,2%; năm 2013 tăng 9,3%)*: whether a bracket tells of a year before the one reported on.
    fn is_year_before(&self, state: &State<'_>) -> bool {
        let year = state.bulletin.and_then(|b| b.end).map(|end| end.year());
        let told = self.period.as_ref().filter(|m| m.scope == Scope::Year).and_then(|m| m.year);
        self.bracket.is_some_and(|b| b.outer.is_some()) && told.zip(year).is_some_and(|(told, year)| told < year)
    }

    /// *thu tháng sau giảm so với tháng trước (tháng 4 giảm 16,6%)*, among what is ordered: whether a change is told of a time within the one
    /// reported on, which is over.
    fn is_over(&self, state: &State<'_>, fact: &Fact) -> bool {
        // *kết nạp đủ 1.950 đảng viên; đến nay mới kết nạp được 1.287 đảng viên*: what came of it so far.
        let now =
            |at: usize| matches!(self.piece(at).and_then(|p| self.gives(p)), Some(Gives::Name(form)) if form == "now");
        // *xây 120 phòng học; đến 30/6 đã xây 40 phòng*
        let until = |at: usize| self.is_until(at) && (at..fact.at).any(|i| self.ruled(i, DONE));
        if !fact.target && (self.start..fact.at).any(|at| self.follows_mark(at) && (now(at) || until(at))) {
            return true;
        }
        let changed = matches!(fact.says, Says::Change { .. }) && !fact.target && self.bracket.is_some();
        let told = self.period.as_ref().filter(|m| changed && !m.rest && !m.whole).and_then(|m| m.scope.last_month());
        let end = state.bulletin.and_then(|b| b.scope.last_month());
        told.zip(end).is_some_and(|(told, end)| told < end)
    }

    /// *Kiểm soát lạm phát dưới 4%*: whether a sentence opens with the duty to hold something down, and tells no more than the bound.
    fn holds_down(&self, fact: &Fact) -> bool {
        let percent = self.piece(fact.at).and_then(Piece::amount).is_some_and(|a| a.is_percent());
        let done = |i: usize| self.piece(i).is_some_and(|p| self.is_done_word(p) || p.cue() == Some(Cue::Equates));
        let ends = self.piece(fact.right).is_none_or(|p| matches!(p.what, What::Mark('.' | ';' | '!')));
        percent && ends && fact.bound == Bound::AtMost && self.ruled(0, HOLDS) && !(0..fact.at).any(done)
    }

    /// Whether a time at a piece tells up to when.
    fn is_until(&self, at: usize) -> bool {
        let found = self.piece(at).filter(|p| p.cue() == Some(Cue::Period)).and_then(|p| self.line.phrase(p.start));
        let told = found.and_then(|(found, _, _)| mention(self.line.page, self.line.sentence, found));
        told.is_some_and(|told| told.until)
    }

    /// Whether a mark, or a word that turns to something else, stands right before a piece.
    fn follows_mark(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|i| self.piece(i));
        before.is_some_and(|p| p.is_mark(',') || p.is_mark(';') || p.cue() == Some(Cue::Turns))
    }

    pub(super) fn kind(&self, state: &State<'_>, fact: &Fact) -> Kind {
        match (self.target || self.ahead || fact.target || self.holds_down(fact)) && !self.is_over(state, fact) {
            true => Kind::Target,
            false if self.past || self.once || self.is_year_before(state) => Kind::Reference,
            false => Kind::Observed,
        }
    }
}
