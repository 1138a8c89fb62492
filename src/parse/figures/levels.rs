//! Levels beside a value: what was set, by how much it is missed or exceeded, what is lacking, where it came from.

use super::after;
use super::amount::{Amount, Measure};
use super::bracket::MORE;
use super::clause::Clause;
use super::fact::{Fact, Says};
use super::goals::GIVEN;
use super::kinds;
use super::phrase;
use super::pieces::{Piece, What};
use super::plain::LEVEL;
use super::side::Side;
use super::state::{Plan, State};
use crate::model::{Bound, Decimal, figure::Kind};
use crate::rules::{Cue, Family};
use crate::text::Span;

/// The rule of what something will cost in all.
const COST: &str = "indicator.cost";

/// The rule of a word after which something is said of all that were told before.
const EACH: &str = "structure.each";

/// The rule of verbs that tell how much of a work is done.
const COMPLETES: &str = "verb.completes";

impl Side<'_> {
    /// *Dân số vượt mức 2 triệu người*: whether the verb before an amount tells that it is more than so much, where no plan and no other time
    /// stands behind.
    pub(super) fn exceeds_level(&self, fact: &Fact) -> bool {
        let verb =
            (fact.left..fact.at).rev().find(|&i| self.cue(i) == Some(Cue::Exceed)).and_then(|i| self.pieces.get(i));
        let last = verb.map(|p| p.span.of(self.page.text)).and_then(|words| words.rsplit(' ').next());
        let level = |word: &str| self.page.lexicon.cues(word, Family::Figures).first().is_some_and(|r| r.id == LEVEL);
        let compared =
            matches!(self.cue(fact.right), Some(Cue::Plan | Cue::Versus | Cue::Basis | Cue::Period | Cue::Joins));
        last.is_some_and(level) && !compared
    }
}

impl Clause<'_, '_> {
    /// *tiêm phòng cho 4.000 con; hoàn thành 85% khối lượng công trình trường học*: how much is done of a work that is named behind the
    /// percentage. Whether it was that.
    pub(super) fn completes(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount) -> bool {
        let verb = (fact.left..fact.at).any(|i| self.ruled(i, COMPLETES));
        let first = self.piece(fact.right).filter(|p| verb && p.what == What::Word).map(|p| p.span);
        let end = after::after(self.pieces, fact.right, true);
        let last = self.piece(end.saturating_sub(1)).filter(|_| end > fact.right).map(|p| p.span);
        let Some((first, last)) = first.zip(last) else { return false };
        let figure = self.fresh(state, fact, first.join(last));
        state.set_value(figure, amount, fact);
        self.start = self.start.max(end);
        true
    }

    /// *hụt thu khoảng 640 tỉ đồng* has a name of its own; *vượt 41 nghìn tỷ đồng so với kế hoạch* only tells a distance.
    pub(super) fn excess(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) {
        let grows = name.filter(|n| amount.is_percent() && kinds::is_growth(state.page, self.text(*n)));
        if let Some(name) = grows.filter(|_| fact.verb == Some(Cue::Exceed) && self.planned.is_none()) {
            // *Tăng trưởng cả năm sẽ vượt 7%*: more than so much, and no more than was planned.
            let figure = self.fresh(state, fact, name);
            let fact = Fact { bound: Bound::AtLeast, ..fact.clone() };
            let change = state.change(amount, &fact, false, self.basis.unwrap_or_default(), false);
            state.add_change(figure, change);
        } else if amount.is_percent()
            && let Some((of, horizon)) = state.plan
            && let Some(figure) = self.figure(state, fact, name)
        {
            let sign = if fact.verb == Some(Cue::Short) { -amount.value } else { amount.value };
            let percent = Decimal::ONE_HUNDRED + sign;
            state.add_plan(figure, amount, fact, Plan { percent, of, horizon });
        } else if !self.lacks(state, fact, amount, name)
            && let Some(name) = name.filter(|_| self.current.is_none())
        {
            self.fresh(state, fact, name);
        }
    }

    /// *tỷ lệ đúng giờ là 80,6%, giảm 5,4 điểm*: percentage points told short, beside a level in percent.
    pub(super) fn in_points(&self, state: &State<'_>, amount: &Amount, name: Option<Span>) -> Option<Amount> {
        let score = Side { page: self.line.page, pieces: self.pieces }.is_score(amount);
        let current = self.current.filter(|_| score && name.is_none()).and_then(|c| state.figures.get(c));
        let level = current.and_then(|f| f.value.as_ref()).is_some_and(|v| v.unit == "%");
        level.then(|| Amount { measure: Measure::Points, ..amount.clone() })
    }

    /// *còn thiếu 412 giáo viên*: so many of what is counted are lacking, beside no plan. Whether it is that.
    fn lacks(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) -> bool {
        let name = name.filter(|name| !self.is_actor(*name) && !self.is_place(*name) && !self.parted_from(*name, fact));
        let verb = (fact.left..fact.at).filter_map(|i| self.piece(i)).find(|p| p.cue() == Some(Cue::Short));
        // *cát san lấp thiếu 4,2 triệu m3*: also what is measured out, where it has a name.
        let counted = amount.is_count() || amount.measure == Measure::Unit && name.is_some() && !amount.is_percent();
        let cue = |at: usize| self.piece(at).and_then(Piece::cue);
        let versus = cue(fact.right) == Some(Cue::Versus);
        let planned = cue(if versus { fact.right + 1 } else { fact.right }) == Some(Cue::Plan);
        // *hụt 170 con so với kế hoạch*: the plan's words are taken in already.
        let planned = planned || (fact.at + 1..fact.right).any(|at| cue(at) == Some(Cue::Plan));
        let noun = self.noun_start(amount).filter(|_| counted && !planned);
        let Some((verb, noun)) = verb.map(|p| p.span).zip(noun) else { return false };
        let end = after::after(self.pieces, fact.right, true);
        let last = end.checked_sub(1).and_then(|i| self.piece(i)).map_or(amount.span.end, |p| p.span.end);
        let figure = self.fresh(state, fact, Span::new(verb.start, last));
        if let Some(figure) = state.figures.get_mut(figure) {
            // *mầm non thiếu 44.128 người*
            let whose = name.map(|name| format!("{} ", self.text(name))).unwrap_or_default();
            let what = if amount.measure == Measure::Unit { "" } else { self.text(Span::new(noun, last)) };
            figure.indicator = format!("{whose}{} {what}", self.text(verb)).trim_end().to_owned();
        }
        state.set_value(figure, amount, fact);
        self.start = self.start.max(end);
        true
    }

    /// *thấp hơn kịch bản 2,3%*, *chưa đạt chỉ tiêu 80%*: the level that was set, beside the current figure.
    pub(super) fn planned(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) {
        // *đạt 108,3 tỷ đồng, vượt chỉ tiêu được giao hơn 0,3 tỷ đồng*: by how much.
        let exceeds = fact.left.checked_sub(1).and_then(|i| self.piece(i)).and_then(Piece::cue);
        let cue = |n: usize| fact.left.checked_sub(n).and_then(|i| self.piece(i)).and_then(Piece::cue);
        // *giảm so với dự toán là 41 tỷ đồng*
        let turned = cue(1) == Some(Cue::Versus) && matches!(cue(2), Some(Cue::Up | Cue::Down));
        let beyond = turned || self.side(fact).is_some() || matches!(exceeds, Some(Cue::Exceed | Cue::Short));
        if amount.measure == Measure::Money && beyond && name.is_none() && self.current.is_some() {
            self.implied = Some(Says::Excess);
            return;
        }
        // *thấp hơn kế hoạch 1,9 điểm phần trăm*: a distance, and no level.
        if amount.measure == Measure::Points && self.side(fact).is_some() {
            return;
        }
        if let Some((known, end)) = self.goal_of_counted(state, fact, amount).filter(|_| name.is_none()) {
            let figure = state.again(known, Kind::Target, self.line.sentence.span);
            self.start = self.start.max(end);
            self.implied = Some(Says::Planned);
            return self.say(state, figure, fact, amount, known);
        }
        let name = name.map(|name| self.counted_goal(fact, amount, name).unwrap_or(name));
        // *có 12 xã đạt chuẩn, thu nội địa vượt dự toán 3,2%*: of another indicator than the one before.
        let held = self.side(fact).is_some() || name.is_some_and(|name| self.reaches_plan(name, fact));
        let own = name.is_some() && held && !fact.bracket;
        let like = match (self.current.filter(|_| !own), name) {
            (Some(current), _) => current,
            (None, Some(name)) => {
                if let Some(percent) = self.of_named_plan(fact, amount, name) {
                    let figure = self.fresh(state, fact, name);
                    let horizon = self.term_horizon(state);
                    return state.add_plan(figure, amount, fact, Plan { percent, of: Span::default(), horizon });
                }
                // *xuất khẩu vượt mục tiêu 40 tỷ USD, ước đạt 42 tỷ USD*: what was reached is told next.
                (self.target, self.given) = (!held, !held);
                let figure = self.fresh(state, fact, name);
                let goal = if held { state.again(figure, Kind::Target, self.line.sentence.span) } else { figure };
                return self.say(state, goal, fact, amount, figure);
            }
            (None, None) => {
                // *dự toán Quốc hội giao 74.034 tỷ đồng*: the plan is what the number is of.
                let plan =
                    (self.start..fact.at).rev().filter_map(|i| self.piece(i)).find(|p| p.cue() == Some(Cue::Plan));
                if let Some(plan) = plan.map(|p| p.span).filter(|_| amount.measure == Measure::Money) {
                    (self.target, self.given) = (true, true);
                    let figure = self.fresh(state, fact, plan);
                    self.say(state, figure, fact, amount, figure);
                }
                return;
            }
        };
        // Beside a share of the plan a percentage is no figure: it is the rate that is due.
        if amount.is_percent()
            && let Some(plan) = state.figures.get_mut(like).and_then(|f| f.plans.last_mut())
        {
            plan.due = Some(amount.value);
            return;
        }
        match self.of_plan_before(state, like, fact, amount) {
            Some(Some(plan)) => return state.add_plan(like, amount, fact, plan),
            Some(None) => return,
            None => {}
        }
        let figure = match self.plan_of_cost(state, like) {
            Some(plan) => state.add(plan, Kind::Target, self.line.sentence.span, None),
            None => state.again(like, Kind::Target, self.line.sentence.span),
        };
        self.say(state, figure, fact, amount, like);
    }

    /// *tổng mức đầu tư 1.865 tỷ đồng, kế hoạch năm nay 540 tỷ đồng*: the plan's own words, where the figure before tells what the whole
    /// will cost, which no year's plan is a target of.
    pub(super) fn plan_of_cost(&self, state: &State<'_>, figure: usize) -> Option<Span> {
        let name = state.figures.get(figure).map(|f| f.indicator.as_str())?;
        let cost = self.line.page.lexicon.cues(name, Family::Indicators).first().is_some_and(|rule| rule.id == COST);
        // *… có tổng mức đầu tư 47.890 tỷ đồng, năm nay được bố trí 3.150 tỷ đồng*
        let given = || (self.start..self.pieces.len()).find(|&i| self.ruled(i, GIVEN)).and_then(|i| self.piece(i));
        let plan = self.planned.map(|(plan, _)| plan).filter(|_| cost);
        plan.or_else(|| given().filter(|_| cost).map(|p| p.span))
    }

    /// Whether the current figure is an estimate told in this sentence.
    pub(super) fn is_foreseen(&self, state: &State<'_>) -> bool {
        let current = self.current.filter(|&c| c >= state.sentence).and_then(|c| state.figures.get(c));
        current.is_some_and(|f| f.kind == Kind::Observed && f.value.as_ref().is_some_and(|v| v.estimate))
    }

    /// Whether a word of exceeding stands right before a plan that is named before a name.
    pub(super) fn is_reached(&self, at: usize, named: Option<Span>) -> bool {
        let before = named.zip(self.piece(at)).is_some_and(|(name, plan)| plan.span.end < name.start);
        let verb = at.checked_sub(1).and_then(|i| self.piece(i)).and_then(Piece::cue);
        // *hoàn thành dự toán, với số thu 238 tỷ đồng*
        let parted = |name: Span| {
            let mut between = self.pieces.iter().skip(at).take_while(|p| p.span.end <= name.start);
            between.any(|p| p.is_mark(',') || p.is_mark('('))
        };
        // *59 xã vượt dự toán, còn 4 xã không đạt*, *11 xã đạt kế hoạch và 2 xã không đạt*
        let ends = |p: &Piece| p.is_mark(',') || p.cue() == Some(Cue::Joins);
        let done = named.is_none() && self.piece(at + 1).is_some_and(ends);
        let reached = matches!(verb, Some(Cue::Exceed | Cue::Equates)) && done;
        reached || before && (verb == Some(Cue::Exceed) || verb == Some(Cue::Equates) && named.is_some_and(parted))
    }

    /// The side of a plan on which a fact is: 1 above, -1 below.
    fn side(&self, fact: &Fact) -> Option<Decimal> {
        (fact.left..fact.at).filter_map(|i| self.piece(i)?.cue()).find_map(|cue| match cue {
            Cue::Exceed | Cue::Up => Some(Decimal::ONE),
            Cue::Short | Cue::Down => Some(-Decimal::ONE),
            _ => None,
        })
    }

    /// *xuất khẩu chưa đạt mục tiêu 40 tỷ USD, chỉ đạt 38 tỷ USD*: whether a plan is reached or not by what has a name before it.
    fn reaches_plan(&self, name: Span, fact: &Fact) -> bool {
        let between = |p: &&Piece| p.span.start >= name.end;
        let words = self.pieces.get(self.start..fact.at).unwrap_or_default().iter().filter(between);
        // *nhập siêu có thể vượt mục tiêu 3 tỷ USD*
        let verb = |cue: &Cue| matches!(cue, Cue::Equates | Cue::EstimateVerb);
        let mut cues = words.filter_map(Piece::cue).skip_while(|cue| !verb(cue));
        cues.next().is_some() && cues.next() == Some(Cue::Plan)
    }

    /// *Thu ngân sách thấp hơn dự toán 5,2%*: of what is no rate, so much of the plan.
    fn of_named_plan(&self, fact: &Fact, amount: &Amount, name: Span) -> Option<Decimal> {
        let (page, name) = (self.line.page, self.text(name));
        let rate = kinds::grows(page, name) || kinds::is_rate(page, name);
        let side = self.side(fact).filter(|_| amount.is_percent() && !rate)?;
        Some(Decimal::ONE_HUNDRED + side * amount.value)
    }

    /// *vượt kế hoạch 8,6%*, *420/2.000 tỷ đồng dự toán (21%)*: how much of a plan named before it a percentage is.
    /// `None` where it is a level that was set, `Some(None)` where it is a distance between two rates.
    pub(super) fn of_plan_before(
        &self,
        state: &State<'_>,
        figure: usize,
        fact: &Fact,
        amount: &Amount,
    ) -> Option<Option<Plan>> {
        let figure = state.figures.get(figure)?;
        let side = self.side(fact);
        // *tăng 7,36% (vượt mục tiêu 0,36%)*: a distance between two rates of growth.
        let grown = figure.changes.iter().filter_map(|c| c.percent).any(|p| amount.value * Decimal::TWO < p.0.abs());
        if figure.value.is_none() && amount.is_percent() && side.is_some() && grown {
            return Some(None);
        }
        let value = figure.value.as_ref().filter(|_| amount.is_percent())?;
        if value.unit == "%" {
            return (side.is_some() && amount.value * Decimal::TWO < value.amount).then_some(None);
        }
        let percent = match side {
            Some(sign) => Decimal::ONE_HUNDRED + sign * amount.value,
            // *178 tỷ đồng/620 tỷ đồng kế hoạch, đạt 28,7%*; *đạt 37% kế hoạch, chưa đạt mục tiêu đề ra (45%)* sets a level.
            None if fact.bracket && figure.plans.is_empty() || value.of.is_some() => amount.value,
            None => return None,
        };
        let plan = (self.start.min(fact.left)..fact.at)
            .rev()
            .find_map(|i| self.piece(i).filter(|p| p.cue() == Some(Cue::Plan)))?;
        Some(Some(Plan { percent, of: plan.span, horizon: state.plan.map(|p| p.1).unwrap_or_default() }))
    }

    /// Where something came from: another period's value beside the one to come.
    pub(super) fn came_from(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) {
        let Some(figure) = self.figure(state, fact, name) else { return };
        let reference = state.again(figure, Kind::Reference, self.line.sentence.span);
        let unit = (fact.right..self.pieces.len()).find_map(|i| self.piece(i)?.amount());
        let full = unit.filter(|_| matches!(amount.measure, Measure::None | Measure::Noun)).map_or_else(
            || amount.clone(),
            |like| Amount { unit: like.unit.clone(), base: like.base.clone(), scale: like.scale, ..amount.clone() },
        );
        state.set_value(reference, &full, fact);
        self.current = Some(figure);
    }

    /// *A 150 ha, B 8,3 nghìn ha, đều đạt 100% kế hoạch*: the figures of the sentence that a fact behind such a word is said
    /// of: the last ones that have a value and nothing else.
    ///
    /// *Thu phí và thu thuế đều tăng 5%*: those that are named before it.
    pub(super) fn each(&mut self, state: &mut State<'_>, fact: &Fact, name: Option<Span>) -> Vec<usize> {
        let said = matches!(fact.says, Says::Plan { .. } | Says::Change { .. } | Says::Ratio);
        let word = (self.start..fact.at).find(|&i| said && self.ruled(i, EACH));
        let Some(word) = word else { return Vec::new() };
        if let Some(name) = name {
            // *A và B đều tăng cao, C tăng 18,8%*: one that is named behind the word goes by itself.
            if self.piece(word).is_some_and(|p| p.span.end <= name.start) {
                return Vec::new();
            }
            let names = phrase::list(self.line, self.pieces, self.start, word);
            let several = if names.len() > 1 { names } else { Vec::new() };
            return several.into_iter().map(|name| self.fresh(state, fact, name)).collect();
        }
        let told = state.figures.get(state.sentence..).unwrap_or_default();
        let bare = |f: &&crate::model::Figure| {
            f.kind == Kind::Observed && f.value.is_some() && f.changes.is_empty() && f.plans.is_empty()
        };
        told.iter().rev().take_while(bare).map(|f| f.id).collect()
    }

    /// *kế hoạch đạt 68%*: whether a level is one that the plan named before it sets.
    fn is_set(&self, fact: &Fact, name: Option<Span>) -> bool {
        self.plan_named
            && self.current.is_some()
            && fact.verb == Some(Cue::Equates)
            && !name.is_some_and(|name| self.parts_plan(name))
    }

    /// Whether a fact tells what was set: by the plan before it, alone or as one of several.
    pub(super) fn sets(&self, state: &State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) -> bool {
        self.is_set(fact, name)
            || self.goes_on_counted_goal(state, fact, amount)
            || self.is_plan_alone(fact, amount, name)
    }

    /// *Tổng kế hoạch vốn 2025 là 212,5 tỷ đồng*: whether a sum is told of a plan by its own words alone, before anything else.
    fn is_plan_alone(&self, fact: &Fact, amount: &Amount, name: Option<Span>) -> bool {
        let sum = amount.measure == Measure::Money && fact.says == Says::Value && !fact.bracket;
        let level = matches!(fact.verb, Some(Cue::Equates | Cue::Copula));
        sum && level && self.plan_named && name.is_none() && self.current.is_none()
    }

    /// *3/3 chỉ tiêu hoàn thành kế hoạch, đó là tổng giá trị đạt …*: whether a comma parts a name from the plan before it.
    fn parts_plan(&self, name: Span) -> bool {
        let plan = self.planned.map_or(name.start, |(span, _)| span.end);
        let between = |p: &&Piece| p.span.start >= plan && p.span.end <= name.start;
        self.pieces.iter().filter(between).any(|p| p.is_mark(','))
    }

    /// *tỷ lệ nợ xấu thấp hơn 3%*: what a rate lies below, where it is compared with nothing, is its bound and no change.
    pub(super) fn mark_bounded(&self, fact: &mut Fact) {
        let Says::Change { down } = fact.says else { return };
        let percent = self.piece(fact.at).and_then(Piece::amount).is_some_and(Amount::is_percent);
        let more = (fact.left..fact.at).any(|i| MORE.iter().any(|id| self.ruled(i, id)));
        let alone = fact.basis.or(self.basis).is_none() && !fact.bracket && self.ends_at(fact.right);
        let compared = |p: &Piece| matches!(p.cue(), Some(Cue::Basis | Cue::Versus | Cue::Plan));
        let stops = |p: &Piece| p.is_mark(',') || p.is_mark(';');
        let end = (fact.right..self.pieces.len()).find(|&i| self.piece(i).is_some_and(stops));
        let mut clause = self.pieces.get(self.start..end.unwrap_or(self.pieces.len())).unwrap_or_default().iter();
        if !(percent && more && alone) || clause.any(compared) {
            return;
        }
        if self.name(fact).is_some_and(|name| kinds::is_rate(self.line.page, self.text(name))) {
            (fact.says, fact.verb) = (Says::Value, Some(Cue::Equates));
            fact.bound = if down { Bound::AtMost } else { Bound::AtLeast };
        }
    }

    /// Whether a piece is a phrase of the rule with this name.
    pub(super) fn ruled(&self, at: usize, id: &str) -> bool {
        self.piece(at).is_some_and(|p| p.is_ruled(self.line.page, id))
    }
}
