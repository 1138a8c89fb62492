//! What was set, beside what was reached: the plan behind its share, a second plan by who gave it, by how much a goal is exceeded.

use super::after;
use super::amount::{Amount, Measure};
use super::clause::Clause;
use super::fact::{Fact, Says};
use super::interposed::SOURCE;
use super::kinds;
use super::no_names::CARRIED_OUT;
use super::of_plan;
use super::pieces::{Piece, What};
use super::shares;
use super::side::Side;
use super::state::{Plan, State};
use crate::model::{Bound, Decimal, Figure, figure::Kind};
use crate::parse::page::Page;
use crate::parse::period;
use crate::rules::{Cue, Family, Gives, Match};
use crate::text::Span;

/// The rule of what is striven for.
pub(super) const GOAL: &str = "plan.goal";

/// The rule of words that say what something is done for.
pub(super) const AIM: &str = "hedge.aim";

/// The rule of words that say what somebody was given to reach.
pub(super) const GIVEN: &str = "hedge.given";

/// *Dư nợ theo chỉ tiêu được Thủ tướng giao đạt 240 tỷ đồng*: whether who gave a plan, at a piece, only tells by which one it is that is measured.
pub(super) fn goes_by_plan(page: &Page<'_>, pieces: &[Piece], at: usize) -> bool {
    let ruled = |at: usize, id: &str| pieces.get(at).is_some_and(|p| p.is_ruled(page, id));
    let plan = |at: usize| pieces.get(at).is_some_and(|p| p.cue() == Some(Cue::Plan));
    ruled(at, GIVEN) && at.checked_sub(2).is_some_and(|by| plan(by + 1) && ruled(by, SOURCE))
}

/// Whether words at a piece say of the number before them that it was set.
pub(super) fn set_behind(side: &Side<'_>, at: usize) -> bool {
    side.cue(at) == Some(Cue::Target) && !side.pieces.get(at).is_some_and(|p| p.is_ruled(side.page, AIM))
}

/// Whether a time's rule names the whole of a year.
pub(super) fn is_whole(page: &Page<'_>, rule: u32) -> bool {
    let form = page.lexicon.rule(rule).map(|r| &r.gives);
    let is = |form: &str, wanted: &str| form.split(' ').any(|part| part == wanted);
    matches!(form, Some(Gives::Name(form)) if is(form, "whole") && !is(form, "this"))
}

impl Clause<'_, '_> {
    /// *được giao 2.100 tỷ đồng, đã giải ngân 1.050 tỷ đồng*: behind a mark, words of what was done or a time of its own tell what came
    /// of what was given.
    pub(super) fn does_what_was_given(&mut self, state: &State<'_>, fact: &Fact) {
        self.target &= !self.is_done_among_tasks(state, fact);
        let set = self.current.and_then(|c| state.figures.get(c)).filter(|f| f.kind == Kind::Target);
        let plan = |p: &Piece| p.cue() == Some(Cue::Plan) && set.is_some_and(|f| f.indicator_span.contains(p.span));
        let given = self.given || self.pieces.iter().any(plan);
        if !self.target || !given || set.is_none() || fact.target || self.strives(fact.at) {
            return;
        }
        let from = (self.start..fact.at).find(|&i| self.piece(i).is_some_and(|p| p.is_mark(',') || p.is_mark(';')));
        let Some(from) = from else { return };
        let timed = (from..fact.at).any(|i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Period)));
        // *Kế hoạch vốn 318 tỷ đồng, giải ngân 42 tỷ đồng*: what is spent comes of the plan.
        let spent = |name: Span| kinds::is_disbursement_head(state.page, self.text(name)) && self.first_of(name) > from;
        if timed && self.given || self.tells_what_came(from, fact.at) || self.name(fact).is_some_and(spent) {
            (self.target, self.given, self.ahead, self.plan_named) = (state.ahead, false, false, false);
        }
    }

    /// *Mục tiêu cả năm của ngành là đón 3 triệu lượt khách, doanh thu 2.500 tỷ đồng*: whether a copula at a piece tells what the goals are
    /// that open its clause.
    pub(super) fn sets_goals(&self, at: usize) -> bool {
        let ends = |p: &Piece| p.amount().is_some() || matches!(p.what, What::Mark(',' | ';' | ':'));
        let clause = (0..at).rev().take_while(|&i| !self.piece(i).is_some_and(ends));
        let goal = clause.into_iter().find(|&i| self.ruled(i, GOAL));
        let leads = |p: &Piece| {
            matches!(p.what, What::Mark(_))
                || matches!(p.cue(), Some(Cue::Quotes | Cue::Period | Cue::Turns | Cue::Joins | Cue::Lead))
        };
        goal.is_some_and(|i| i.checked_sub(1).and_then(|i| self.piece(i)).is_none_or(leads))
    }

    /// The figure of a value that has a name: a new one, or the plan's that another gave so much of.
    pub(super) fn named_figure(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Span) -> usize {
        let plan = self.current.filter(|_| self.is_given_again(state, fact, amount, name));
        let Some(plan) = plan else { return self.fresh(state, fact, name) };
        let set = state.again(plan, Kind::Target, self.line.sentence.span);
        self.current = Some(set);
        set
    }

    /// *Kế hoạch vốn Thủ tướng giao 19.200 tỷ đồng, HĐND thành phố giao 21.000 tỷ đồng*: whether a name only tells who else gave so much of
    /// the plan right before it.
    fn is_given_again(&self, state: &State<'_>, fact: &Fact, amount: &Amount, name: Span) -> bool {
        let set = self.current.filter(|&c| c >= state.sentence).and_then(|c| state.figures.get(c));
        let set = set.filter(|f| f.kind == Kind::Target && f.value.as_ref().is_some_and(|v| v.unit == amount.unit));
        let planned = |f: &Figure| {
            let words = self.pieces.iter().filter(|p| f.indicator_span.contains(p.span));
            words.into_iter().any(|p| p.cue() == Some(Cue::Plan))
        };
        let who = self.line.page.lexicon.first_cue(self.text(name), Family::People);
        let ordered = self.line.page.lexicon.cues(self.text(name), Family::People).iter().any(|r| r.gives.is_order());
        fact.verb.is_none()
            && matches!(who, Some(Cue::Organ | Cue::Body | Cue::Office | Cue::StandsFor | Cue::Level))
            && ordered
            && set.is_some_and(planned)
    }

    /// *Mục tiêu năm 2024 tăng trưởng 8%, thu ngân sách 8.200 tỷ đồng*: whether a fact with a name of its own goes on the goals of a time
    /// that the sentence opens with, where nothing is told of what came of them.
    pub(super) fn goes_on_goals(&self, state: &State<'_>, fact: &Fact, name: Option<Span>) -> bool {
        let cue = |at: usize| self.piece(at).and_then(Piece::cue);
        let opens = (0..2)
            .find(|&at| cue(at) == Some(Cue::Plan))
            .is_some_and(|at| (at + 1..at + 3).any(|next| matches!(cue(next), Some(Cue::Period | Cue::Horizon))));
        let set = state.figures.get(state.sentence).is_some_and(|f| f.kind == Kind::Target);
        let says = matches!(fact.says, Says::Value | Says::Open | Says::Change { .. });
        let came = |p: &Piece| {
            matches!(
                p.cue(),
                Some(
                    Cue::Ratio
                        | Cue::Basis
                        | Cue::Exceed
                        | Cue::Short
                        | Cue::Factor
                        | Cue::Estimate
                        | Cue::EstimateVerb
                        | Cue::Turns
                )
            )
        };
        // *giảm 2% số vụ tai nạn, giảm 3% số người chết*
        let behind = || self.piece(fact.at)?.amount().and_then(|amount| self.noun_behind(fact, amount));
        self.goes_on_bound(state, fact, name)
            || opens
                && set
                && says
                && (name.is_some() || behind().is_some())
                && !self.pieces.iter().any(came)
                && !(self.start..fact.at).any(|at| cue(at) == Some(Cue::Period))
                && !self.tells_what_came(self.start, fact.at)
    }

    /// *mục tiêu tăng trưởng công nghiệp 9 - 10%, tổng mức bán lẻ tăng trên 9%*: whether a fact that is bounded and compared with nothing goes
    /// on a goal right before it.
    fn goes_on_bound(&self, state: &State<'_>, fact: &Fact, name: Option<Span>) -> bool {
        let set = self.current.filter(|&c| c >= state.sentence).and_then(|c| state.figures.get(c));
        let bounded = fact.bound == Bound::AtLeast && fact.basis.is_none() && !fact.bracket && name.is_some();
        let comma = self.piece(self.start).is_some_and(|p| p.is_mark(','));
        let plain = |p: &Piece| {
            !matches!(p.cue(), Some(Cue::Period | Cue::Turns | Cue::Basis | Cue::Within)) && !p.is_mark(';')
        };
        let between = self.pieces.get(self.start..fact.at).unwrap_or_default();
        set.is_some_and(|f| f.kind == Kind::Target)
            && bounded
            && comma
            && between.iter().all(plain)
            && !self.tells_what_came(self.start, fact.at)
    }

    /// Whether words of what was done stand between two pieces.
    pub(super) fn tells_what_came(&self, from: usize, to: usize) -> bool {
        let Some((from, to)) = self.piece(from).zip(self.piece(to)) else { return false };
        let (page, between) = (self.line.page, Span::new(from.span.start, to.span.start));
        let done = |m: &Match| between.contains(m.span) && page.meaning(m).is_some_and(|(c, _)| c == Cue::Done);
        let came = |m: &Match| between.contains(m.span) && page.lexicon.is_rule(m.rule, CARRIED_OUT);
        page.matches(self.line.sentence, Family::Tone).iter().any(done)
            || page.matches(self.line.sentence, Family::Figures).iter().any(came)
    }

    /// *đạt 34,4% dự toán là 6.250 tỷ đồng*: whether an amount behind a copula is the plan whose share was just told.
    pub(super) fn is_plan_told(&self, fact: &Fact) -> bool {
        let copula = self.piece(self.start).is_some_and(|p| p.cue() == Some(Cue::Copula));
        // *còn thiếu 3,7% so với chỉ tiêu 80%*: right behind its own words too.
        let behind = fact.verb.is_none()
            && self.start.checked_sub(1).is_some_and(|i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Plan)));
        !fact.bracket && (copula || behind) && fact.left == self.start
    }

    /// Whether a fact with no name of its own stands behind a share of a plan, or the distance to one, and tells the plan's amount.
    pub(super) fn is_after_plan(&self, fact: &Fact) -> bool {
        let level = fact.says == Says::Value || fact.says == Says::Open && fact.bracket && fact.verb.is_none();
        let open = fact.says == Says::Open;
        let told = match self.last {
            Some(Says::Plan { .. }) => level || open && self.is_plan_told(fact),
            // *còn thiếu 2,3 điểm phần trăm so với chỉ tiêu 95%*
            Some(Says::Excess) => (open || fact.says == Says::Value) && self.is_plan_told(fact),
            _ => false,
        };
        told && self.name(fact).is_none()
    }

    /// *so với chỉ tiêu là 4.500 tỷ đồng (tăng 34%)*: a bracket behind an amount that was set tells how much it is exceeded by, where
    /// the two amounts say the same. Whether it was that.
    pub(super) fn beyond_set(&self, state: &mut State<'_>, fact: &Fact, amount: &Amount, down: bool) -> bool {
        let inside = fact.bracket && fact.basis.is_none() && amount.is_percent();
        let Some(current) = self.current.filter(|_| inside) else { return false };
        let amounts = state.figures.get(current).zip(state.figures.last()).and_then(|(reached, set)| {
            let (reached_is, set_is) = (reached.value.as_ref()?, set.value.as_ref()?);
            let same = set.kind == Kind::Target && set.indicator == reached.indicator && set_is.unit == reached_is.unit;
            same.then_some((reached_is.amount, set_is.amount))
        });
        let change = if down { -amount.value } else { amount.value };
        let percent = Decimal::ONE_HUNDRED + change;
        let told = amounts.is_some_and(|(reached, set)| shares::makes(reached, Some(set), percent));
        if told {
            let horizon = self.term_horizon(state);
            state.add_plan(current, amount, fact, Plan { percent, of: Span::default(), horizon });
        }
        told
    }

    /// *được giao 14.200 tỷ đồng; thực hiện được 9.230 tỷ đồng (65%)*: a percentage that the two amounts before it make. Whether it was
    /// that.
    pub(super) fn share_of_set(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount) -> bool {
        let Some(current) = self.current.filter(|_| amount.is_percent() && self.name(fact).is_none()) else {
            return false;
        };
        let told = state.figures.get(state.sentence..=current).unwrap_or_default();
        let [.., set, reached] = told else { return false };
        let amounts = reached.value.as_ref().zip(set.value.as_ref()).filter(|(reached_is, set_is)| {
            let are = set.kind == Kind::Target && reached.kind == Kind::Observed;
            // *được giao 27.826 biên chế, mới tuyển được 19.474 người, đạt 70%*: by the numbers, whatever they are called.
            let lexicon = state.page.lexicon;
            let counted = |f: &Figure| f.value.as_ref().is_some_and(|v| v.unit != "%") && !shares::is_money(lexicon, f);
            let alike = reached_is.unit == set_is.unit || counted(reached) && counted(set);
            are && reached.plans.is_empty() && alike
        });
        let makes = amounts.is_some_and(|(reached, set)| shares::makes(reached.amount, Some(set.amount), amount.value));
        if makes {
            let horizon = self.term_horizon(state);
            state.add_plan(current, amount, fact, Plan { percent: amount.value, of: Span::default(), horizon });
        }
        makes
    }

    /// *đạt 116% chỉ tiêu tỉnh giao và 115% HĐND thị xã giao*: so much of a second plan, which is named only by who gave it.
    /// Whether it was that.
    pub(super) fn plan_again(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount) -> bool {
        let after_plan = matches!(self.last, Some(Says::Plan { .. })) && fact.verb.is_none() && self.joined(fact);
        let side = Side { page: self.line.page, pieces: self.pieces };
        let Some(current) = self.current.filter(|_| after_plan && side.is_organ(fact.right)) else { return false };
        let end = after::after(self.pieces, fact.right, true).max(fact.right + 1);
        let named = self.piece(fact.right).zip(self.piece(end - 1)).map(|(a, b)| a.span.join(b.span));
        let Some((of, (_, horizon))) = named.zip(state.plan) else { return false };
        state.add_plan(current, amount, fact, Plan { percent: amount.value, of, horizon });
        self.implied = self.last.clone();
        self.start = self.start.max(end);
        true
    }

    /// *…; hoàn thành 72% kế hoạch trồng rừng và 64% kế hoạch làm đường*: what the plan is of whose share a clause of its own tells, and the
    /// piece after it.
    pub(super) fn named_by_plan(&self, state: &State<'_>, fact: &Fact, acts: bool) -> Option<(Span, usize)> {
        let current = self.current.and_then(|c| state.figures.get(c));
        let behind = |f: &Figure| f.plans.last().is_some_and(|plan| plan.span.end <= f.indicator_span.start);
        let joined = self.joined(fact) && current.is_some_and(behind);
        let parted = (self.start..fact.left).any(|i| self.piece(i).is_some_and(|p| p.is_mark(';')));
        let reached = matches!(fact.verb, Some(Cue::Equates | Cue::Brings));
        let opens = reached && !fact.bracket && (acts || current.is_none() || parted);
        let plan = (fact.at + 1..fact.right).find(|&i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Plan)))?;
        // *Độ bao phủ BHYT toàn dân là 81,8%; đạt 99,5% chỉ tiêu BHYT toàn dân*: of what was told right before.
        let known = current.map_or("", |f| f.indicator.as_str());
        let told = |word: &str| known.split(' ').any(|other| other == word);
        let own = |name: Span| self.text(name).split(' ').all(told);
        // *tỷ lệ nợ còn 8%, hoàn thành 82% kế hoạch trồng rừng*: no plan of a rate, which has none of its words.
        let rate = current.and_then(|f| f.value.as_ref()).is_some_and(|v| v.unit == "%") && reached && !fact.bracket;
        let apart = |name: Span| !self.text(name).split(' ').any(told);
        let named = if joined || opens || rate { of_plan::read(self.line, self.pieces, plan + 1) } else { None };
        named.filter(|(name, _)| joined || opens || apart(*name)).filter(|(name, _)| !own(*name))
    }

    /// *tiêm 38.914 liều, đạt 96,8% kế hoạch đợt 1; đợt 2 mới đạt 71,5%*: so much of the plan for the next of several times. Whether it
    /// was that.
    pub(super) fn plan_of_next(
        &mut self,
        state: &mut State<'_>,
        fact: &Fact,
        amount: &Amount,
        name: Option<Span>,
    ) -> bool {
        let after_plan =
            matches!(self.last, Some(Says::Plan { .. })) && fact.verb == Some(Cue::Equates) && name.is_none();
        let next = (self.start..fact.left).any(|i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::NoFigure)));
        let sum = |&c: &usize| state.figures.get(c).and_then(|f| f.value.as_ref()).is_some_and(|v| v.unit != "%");
        let told = self.current.filter(|c| after_plan && next && sum(c)).zip(state.plan);
        if let Some((current, (of, horizon))) = told {
            let figure = state.again(current, Kind::Observed, self.line.sentence.span);
            state.add_plan(figure, amount, fact, Plan { percent: amount.value, of, horizon });
            self.current = Some(figure);
        }
        told.is_some()
    }

    /// *31 xã nâng cao, 4 xã kiểu mẫu, chưa đạt mục tiêu 35 xã nâng cao và 8 xã kiểu mẫu*: the count that a goal names again, and the piece
    /// after its words.
    pub(super) fn goal_of_counted(&self, state: &State<'_>, fact: &Fact, amount: &Amount) -> Option<(usize, usize)> {
        let counts = amount.measure == Measure::Counted && !fact.bracket;
        let end = after::after(self.pieces, fact.right, true);
        let last = self.piece(end.checked_sub(1)?).filter(|_| counts && end > fact.right)?;
        let noun = Span::new(self.noun_start(amount)?, last.span.end);
        let known = state.by_noun(self.text(noun), false)?;
        (known >= state.sentence).then_some((known, end))
    }

    /// Whether a count is joined to such a goal and is one too.
    pub(super) fn goes_on_counted_goal(&self, state: &State<'_>, fact: &Fact, amount: &Amount) -> bool {
        let joined = fact.says == Says::Value && self.last == Some(Says::Planned) && self.joined(fact);
        joined && self.goal_of_counted(state, fact, amount).is_some()
    }

    /// *khả năng hoàn thành mục tiêu 4.500 doanh nghiệp*: what a goal right before a count is about, where no indicator is named.
    pub(super) fn counted_goal(&self, fact: &Fact, amount: &Amount, name: Span) -> Option<Span> {
        let counts = amount.is_count() && !fact.bracket;
        let end = after::after(self.pieces, fact.right, true).max(fact.right);
        let last = self.piece(end.saturating_sub(1))?.span.end.max(amount.span.end);
        let bare = counts && fact.verb == Some(Cue::Plan) && !self.is_head(name) && !self.is_count(name);
        bare.then(|| self.noun_start(amount)).flatten().map(|from| Span::new(from, last))
    }

    /// *Tổng cục Hải quan được Quốc hội giao dự toán thu là 270 tỷ đồng*: what someone is given to reach, from the plan on, where
    /// no indicator stands before it.
    pub(super) fn plan_given(&self, name: Span) -> Span {
        let plan = self.pieces.iter().rev().find(|p| name.contains(p.span) && p.cue() == Some(Cue::Plan));
        let Some(plan) = plan.filter(|p| p.span.end < name.end && p.span.start > name.start) else { return name };
        let (before, rest) = (Span::new(name.start, plan.span.start), Span::new(plan.span.start, name.end));
        let about = self.pieces.iter().find(|p: &&Piece| p.span.start >= plan.span.end);
        let headed =
            about.is_some_and(|p| kinds::is_head(self.line.page, self.text(Span::new(p.span.start, name.end))));
        let named =
            self.is_head(before) || self.is_count(before) || kinds::is_disbursement(self.line.page, self.text(before));
        if self.is_actor(name) || headed && !named { rest } else { name }
    }

    /// *Chỉ tiêu giao cao, trong khi thu nội địa giảm 2%*: whether another clause starts between a piece and a name.
    pub(super) fn turns_between(&self, at: usize, name: Span) -> bool {
        let words = self.pieces.get(at..).unwrap_or_default().iter().take_while(|p| p.span.end <= name.start);
        // *Tại hội nghị về nhiệm vụ quý III, Ủy ban cho biết …*
        let says = |p: &Piece| p.cue() == Some(Cue::Quotes) && !self.orders(p);
        let apart = |p: &Piece| p.cue() == Some(Cue::Turns) || says(p);
        words.clone().any(apart) && words.clone().any(|p| p.is_mark(','))
    }

    /// Whether a word of speaking orders or asks for what follows.
    pub(super) fn orders(&self, piece: &Piece) -> bool {
        let says = self.line.page.lexicon.cues(self.text(piece.span), Family::People);
        says.first().is_some_and(|r| r.gives.is_order())
    }

    /// *phải thu đạt 11% dự toán, thu nợ đạt 20% kế hoạch*: whether a duty told before holds for a clause that is only joined to it.
    pub(super) fn goes_on_must(&mut self, fact: &Fact, named: Option<Span>) -> bool {
        let told =
            (self.start..fact.at).rev().take_while(|&i| self.piece(i).is_some_and(|p| p.cue() != Some(Cue::Must)));
        let behind = |p: &Piece| named.is_none_or(|name| p.span.start >= name.end);
        let marked = |i: usize| i.checked_sub(1).and_then(|i| self.piece(i)).is_some_and(|p| p.is_mark(','));
        // *phải phát triển thêm 143.000 người; 18.683 người …*: a count that opens with its number.
        let joins = |p: &Piece| p.is_mark(',') || p.is_mark(';') || matches!(p.cue(), Some(Cue::Joins | Cue::Bound));
        let bare = !fact.bracket && (self.start..fact.at).all(|i| self.piece(i).is_some_and(joins));
        let ends = |i: usize| {
            let stops = |p: &Piece| match p.cue() {
                // *phải đạt 88%; tỷ lệ che phủ rừng đạt 41%*
                None => p.is_mark(';') && !bare && !self.tells_level_only(fact),
                Some(Cue::Turns | Cue::Basis | Cue::Estimate | Cue::EstimateVerb) => true,
                // *cần tách phần đền bù, vì riêng khâu này đã chiếm 31%*: why it has to be.
                Some(Cue::Clause) if marked(i) => true,
                Some(Cue::Period) => marked(i),
                _ => self.ruled(i, super::actors::DONE) && behind(p),
            };
            self.piece(i).is_some_and(stops)
        };
        self.must &= !told.into_iter().any(ends);
        self.must && (named.is_some() || bare && fact.says == Says::Value)
    }

    /// Whether a fact tells a level in percent, and its clause nothing of a plan or of another time.
    fn tells_level_only(&self, fact: &Fact) -> bool {
        let percent = self.piece(fact.at).and_then(Piece::amount).is_some_and(Amount::is_percent);
        let rest = self.pieces.get(fact.right..).unwrap_or_default().iter().take_while(|p| !p.is_mark(';'));
        let measured = |p: &Piece| matches!(p.cue(), Some(Cue::Plan | Cue::Basis | Cue::Ratio | Cue::Up | Cue::Down));
        percent && matches!(fact.says, Says::Open | Says::Value) && !rest.into_iter().any(measured)
    }

    /// *thu nhập đến năm 2030 đạt 70 triệu đồng; tỷ lệ hộ khá đạt 60%*: whether a clause behind a semicolon goes on what the sentence
    /// started to set for a year to come.
    pub(super) fn goes_on_set(&self, state: &State<'_>, fact: &Fact) -> bool {
        let set = state.figures.get(state.sentence).is_some_and(|f| f.kind == Kind::Target);
        let told = self.pieces.iter().take(self.start).filter(|p| p.cue() == Some(Cue::Period));
        let told = told.filter_map(|p| self.line.phrase(p.start).map(|(found, _, _)| found));
        let mut times = told.filter_map(|found| period::mention(self.line.page, self.line.sentence, found));
        let later = set && times.any(|mention| mention.rest);
        let between = || (self.start..fact.at).filter_map(|i| self.piece(i));
        let stops = |p: &Piece| matches!(p.cue(), Some(Cue::Period | Cue::Turns | Cue::Basis));
        later && fact.basis.is_none() && between().any(|p| p.is_mark(';')) && !between().any(stops)
    }
}
