//! Shares: of a whole, of what was counted before, of the plan of a sum.

use super::after;
use super::amount::Amount;
use super::clause::Clause;
use super::fact::{Fact, Says};
use super::head;
use super::kinds;
use super::pieces::{Piece, What};
use super::state::{Plan, State};
use crate::model::{Decimal, Figure, Horizon, PlanPercent, PlanShare, Quantity};
use crate::model::{figure::Kind, figure::Polarity};
use crate::rules::{Cue, Family, Lexicon, Rule};
use crate::text::Span;

/// The rule of a whole's word that is also a verb.
const TOTAL: &str = "verb.total";

/// How many figures back a whole is looked for.
const COUNTED: usize = 6;

/// The rule of the whole economy's product.
pub(super) const PRODUCT: &str = "indicator.product";

impl Clause<'_, '_> {
    pub(super) fn share(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) {
        // *chiếm 3,1% trong tổng kim ngạch*
        let out_of = self.piece(fact.right).is_some_and(|p| p.cue() == Some(Cue::OutOf));
        // *chiếm 0,67% tổng số lượt khám*
        let start = if out_of || self.ruled(fact.right, TOTAL) { fact.right + 1 } else { fact.right };
        let end = after::after(self.pieces, start, false);
        let of = (end > start).then(|| self.pieces.get(fact.right..end)).flatten();
        let of = of.and_then(|p| Some(p.first()?.span.join(p.last()?.span)));
        let whole = name.is_some();
        let Some(mut figure) = self.figure(state, fact, name) else { return };
        if !whole && state.figures.get(figure).is_some_and(|f| f.share.is_some()) {
            figure = state.again(figure, self.kind(state, fact), self.line.sentence.span);
        }
        state.set_share(figure, amount, of);
        self.start = self.start.max(end);
    }

    /// *thu hoạch 10.204 ha, đạt 66,2% diện tích*: a share of what the noun behind it names, which the current figure
    /// measures in a unit that is no money.
    fn is_part_of_measured(&self, state: &State<'_>, fact: &Fact, current: Option<usize>) -> bool {
        let figure = current.and_then(|c| state.figures.get(c)).filter(|f| !is_money(self.line.page.lexicon, f));
        let measured = figure.and_then(|f| f.value.as_ref()).is_some_and(|v| v.canonical.is_some());
        let noun = self.piece(fact.right).filter(|p| p.what == What::Word);
        let end = self.piece(fact.right + 1).map_or(0, |p| p.end);
        measured
            && fact.verb == Some(Cue::Equates)
            && noun.is_some_and(|p| head::heads(self.line, p.start, end.max(p.end)))
    }

    /// Whether a percentage is a share of a whole, by the whole's words behind it or by what was counted before it.
    pub(super) fn is_share(&self, state: &State<'_>, fact: &Fact, current: Option<usize>) -> bool {
        // *thu nội địa 1.932 tỷ đồng (118%)*: more than all there is.
        let over = self.piece(fact.at).and_then(Piece::amount).is_some_and(|a| a.value > Decimal::ONE_HUNDRED);
        if over && fact.bracket {
            return false;
        }
        // *bằng 1,3% tổng kim ngạch*, *bằng 93% số dư tiền gửi*
        let end = self.piece(fact.right + 2).or_else(|| self.pieces.last()).map_or(0, |p| p.end);
        let whole = || {
            let noun = self.piece(fact.right).filter(|p| !matches!(p.what, What::Mark(_)));
            noun.is_some_and(|p| {
                kinds::is_whole(self.line.page, self.text(p.span)) || head::heads(self.line, p.start, end.max(p.end))
            })
        };
        fact.bracket && fact.verb.is_none() && self.shared
            || fact.verb == Some(Cue::Ratio) && whole()
            || fact.verb != Some(Cue::Equates) && self.is_of_product(fact)
            || self.is_part_of_measured(state, fact, current)
            || fact.bracket && fact.verb.is_none() && self.is_part_by_numbers(state, fact, current)
            || self.is_part_in_bracket(state, fact, current)
            || self.is_of_noun(state, fact, current)
    }

    /// *còn 0,41 triệu m3, đạt 38% dung tích thiết kế*: whether a percentage of what was measured is of what a noun behind it names, and of no
    /// plan.
    fn is_of_noun(&self, state: &State<'_>, fact: &Fact, current: Option<usize>) -> bool {
        let figure = current.and_then(|c| state.figures.get(c)).filter(|f| !is_money(self.line.page.lexicon, f));
        let measured = figure.and_then(|f| f.value.as_ref()).is_some_and(|v| v.unit != "%");
        let noun = |at: usize| self.piece(at).is_some_and(|p| p.what == What::Word || p.cue() == Some(Cue::Counted));
        let verb = matches!(fact.verb, Some(Cue::Equates | Cue::Ratio)) && !fact.bracket;
        measured && verb && noun(fact.right) && noun(fact.right + 1) && self.current == current
    }

    /// *thu tiền đất 13,7%; lệ phí trước bạ 21,2%; thuế môi trường 22,8% dự toán*: the plan that the last of a list names is that of those
    /// before it, which tell no more than how much.
    pub(super) fn share_plan(&self, state: &mut State<'_>, last: usize, plan: Plan) {
        let mut next = last;
        while let Some(figure) = next.checked_sub(1).filter(|&i| i >= state.sentence).and_then(|i| state.figures.get(i))
        {
            // *Kiểm soát lạm phát dưới 4%; giải ngân 100% kế hoạch*: a level that is better low, or none, is of no plan.
            let polarity = state.page.lexicon.polarity(&figure.indicator);
            let level = polarity.is_some_and(|polarity| polarity != Polarity::MoreIsBetter)
                || kinds::is_rate_or_growth(state.page, &figure.indicator);
            let value = figure.value.clone().filter(|v| v.unit == "%" && v.of.is_none() && !level);
            let bare = figure.changes.is_empty() && figure.plans.is_empty() && figure.share.is_none();
            let Some(value) = value.filter(|_| bare && figure.kind == Kind::Observed) else { return };
            let start = state.figures.get(next).map_or(0, |f| f.indicator_span.start);
            let mut between = self.pieces.iter().filter(|p| p.span.start >= value.span.end && p.span.end <= start);
            if !between.all(|p| p.is_mark(',') || p.is_mark(';') || p.cue() == Some(Cue::Joins)) {
                return;
            }
            next -= 1;
            let share = PlanShare {
                percent: PlanPercent(value.amount.normalize()),
                of: Some(plan.of.of(state.page.text).to_owned()),
                horizon: plan.horizon,
                due: None,
                bound: value.bound,
                estimate: value.estimate,
                span: value.span,
            };
            if let Some(figure) = state.figures.get_mut(next) {
                (figure.value, figure.plans) = (None, vec![share]);
            }
        }
    }

    /// *xuất khẩu 3,27 tỷ USD, trong đó gỗ 712 triệu USD (21,8%; tăng 15,4%)*: whether a percentage right behind a part's value is its
    /// share of the whole, by the numbers.
    fn is_part_by_numbers(&self, state: &State<'_>, fact: &Fact, current: Option<usize>) -> bool {
        let figure = current.filter(|_| self.last == Some(Says::Value)).and_then(|c| state.figures.get(c));
        let whole = figure.and_then(|f| f.within).and_then(|w| state.figures.get(w));
        let amount = |f: Option<&Figure>| {
            let value = f.and_then(|f| f.value.as_ref())?;
            Some((value.canonical.as_ref()?.amount, value.canonical.as_ref()?.unit.clone()))
        };
        let percent = self.piece(fact.at).and_then(Piece::amount).map(|a| a.value);
        let told = amount(figure).zip(amount(whole)).zip(percent);
        told.is_some_and(|(((some, unit), (all, of)), percent)| unit == of && makes(some, Some(all), percent))
    }

    /// *đạt 33,9% GDP*: whether the economy's whole product stands behind a percentage, which is so much of it.
    pub(super) fn is_of_product(&self, fact: &Fact) -> bool {
        let rules = self.piece(fact.right).map(|p| self.line.page.lexicon.cues(self.text(p.span), Family::Indicators));
        rules.is_some_and(|rules| rules.first().is_some_and(|rule| rule.id == PRODUCT))
    }

    /// *2.045 xã (23%) đạt chuẩn*: so many of a hundred of what was just counted, where no plan is spoken of.
    fn is_part_in_bracket(&self, state: &State<'_>, fact: &Fact, current: Option<usize>) -> bool {
        let figure = current.and_then(|c| state.figures.get(c)).filter(|f| f.plans.is_empty() && f.share.is_none());
        let percent = self.piece(fact.at).and_then(Piece::amount).map_or(Decimal::ZERO, |a| a.value);
        let sum = figure.is_some_and(|f| is_money(self.line.page.lexicon, f));
        let fits = |v: &&Quantity| v.unit != "%" && (v.of.is_none() || !sum && makes(v.amount, v.of, percent));
        let value = figure.and_then(|f| f.value.as_ref()).filter(fits);
        let alone = self.is_alone_in_bracket(fact);
        let planned = state.plan.or(self.planned).is_some();
        alone
            && !planned
            && self.last == Some(Says::Value)
            && value.is_some_and(|v| v.span.end + 2 >= self.open_at(fact))
    }

    /// *42/56 trường, đạt 75%*: so many of a hundred as the count before it is of its whole, by the numbers. The whole of a sum is
    /// its plan (*6 tỷ trên 9 tỷ đồng được giao*), and a measure's may be (*312/1.200 ha*), where one is spoken of.
    pub(super) fn is_share_told(
        &self,
        state: &State<'_>,
        fact: &Fact,
        amount: &Amount,
        current: Option<usize>,
    ) -> bool {
        let lexicon = self.line.page.lexicon;
        let open = |f: &&Figure| f.plans.is_empty() && f.share.is_none();
        let figure = current.and_then(|c| state.figures.get(c)).filter(open);
        let Some(value) = figure.and_then(|f| f.value.as_ref()) else { return false };
        // *đạt 412 người/500 người kế hoạch, bằng 82,4%*
        let names_plan = || {
            let within = |p: &Piece| value.span.start <= p.span.start && p.span.start <= value.span.end + 1;
            self.pieces.iter().any(|p| p.cue() == Some(Cue::Plan) && within(p))
        };
        let ratio = fact.verb == Some(Cue::Ratio) && self.ends_at(fact.right);
        if ratio && self.is_share_alike(state, value, amount) && !names_plan() {
            return true;
        }
        if figure.is_some_and(|f| is_money(lexicon, f)) {
            return false;
        }
        let counts = || kinds::is_counted(self.line.page, &value.unit);
        let reached = matches!(fact.verb, Some(Cue::Equates | Cue::Ratio)) && self.ends_at(fact.right);
        let names_rate = || (fact.left..fact.at).any(|i| head::rate_in(self.line, self.pieces, i).is_some());
        // *34/36 trường đạt chuẩn quốc gia (94,4%)*
        (reached || self.is_alone_in_bracket(fact))
            && (makes(value.amount, value.of, amount.value)
                || counts() && value.of.is_none() && !names_rate() && self.makes_of_counted(state, value, amount))
            && (counts() || state.plan.or(self.planned).or(state.plan_before).is_none())
            && !names_plan()
    }

    /// *tiếp nhận 5.000 đơn, giải quyết 4.500 đơn, đạt 90%*: whether a count is so many of a hundred of one that the paragraph counted
    /// before it in the same words, by the numbers.
    fn makes_of_counted(&self, state: &State<'_>, some: &Quantity, percent: &Amount) -> bool {
        let told = state.figures.get(state.paragraph..).unwrap_or_default().iter().filter_map(|f| f.value.as_ref());
        let alike = |v: &&Quantity| v.span != some.span && v.unit.split(' ').next() == some.unit.split(' ').next();
        // *81%* is told to a whole, *98,9%* to a tenth.
        let step = Decimal::new(1, percent.value.normalize().scale());
        let near = |whole: Decimal| {
            let told = some.amount.checked_mul(Decimal::ONE_HUNDRED).and_then(|p| p.checked_div(whole));
            told.is_some_and(|told| (told - percent.value).abs() <= step)
        };
        // *62/193 xã đạt chuẩn; …, nâng tổng số lên 67 xã, đạt 34,7%*: or of what that one is counted out of.
        let wholes = told.rev().take(COUNTED).filter(alike).flat_map(|v| [Some(v.amount), v.of]).flatten();
        wholes.into_iter().any(|whole| whole > some.amount && near(whole))
    }

    /// *giải ngân bằng 55,8% kế hoạch, trong đó vốn trung ương 1.240 tỷ đồng (48,2%)*: of a part's sum, so much of the plan that the
    /// whole was held against. Whether it was that.
    pub(super) fn is_planned_in_bracket(
        &self,
        state: &mut State<'_>,
        fact: &Fact,
        amount: &Amount,
        current: Option<usize>,
    ) -> bool {
        let alone = self.is_alone_in_bracket(fact);
        let whole = self.whole.and_then(|whole| state.figures.get(whole)).filter(|f| !f.plans.is_empty());
        let sum = |f: &Figure| f.plans.is_empty() && f.changes.is_empty() && is_money(self.line.page.lexicon, f);
        // *Chi ngân sách 19.870 tỷ đồng (đạt 78,3%), chi đầu tư 6.130 tỷ đồng (61,5%)*: as the sum right before it.
        let before = current.and_then(|c| c.checked_sub(1)).filter(|&b| b >= state.sentence);
        let before = before.and_then(|b| state.figures.get(b)).filter(|f| is_money(self.line.page.lexicon, f));
        let told = whole.is_some() || before.is_some_and(|f| !f.plans.is_empty() && f.changes.is_empty());
        let part = current.filter(|&c| alone && told && state.figures.get(c).is_some_and(sum));
        let told = part.filter(|_| self.last == Some(Says::Value)).zip(state.plan);
        if let Some((figure, (of, horizon))) = told {
            state.add_plan(figure, amount, fact, Plan { percent: amount.value, of, horizon });
        }
        told.is_some()
    }

    /// *nợ thuế bằng 5% dự toán thu*, *vốn chưa phân bổ chiếm 9,1% kế hoạch*: whether something that is better the less it is, is told as so
    /// much of a plan that is not its own.
    pub(super) fn is_part_of_plan(&self, state: &State<'_>, fact: &Fact, name: Option<Span>, of: Span) -> bool {
        let current = self.current.filter(|_| name.is_none()).and_then(|c| state.figures.get(c));
        let name = current.map(|f| f.indicator.as_str()).or_else(|| name.map(|name| self.text(name)));
        let less = name.is_some_and(|n| self.line.page.lexicon.own_polarity(n) == Some(Polarity::LessIsBetter));
        let words = self.text(of);
        let others = || words.match_indices(' ').filter_map(|(at, _)| words.get(at + 1..));
        less && (fact.verb == Some(Cue::Share) || others().any(|rest| kinds::is_head(self.line.page, rest)))
    }

    /// *đơn vị giải ngân cao là Ban A (61,4%), Ban B (57,9%)*, *ngược lại, Ban C mới đạt 19,7%*: whether a percentage of a place or a
    /// body is what it has paid out of its plan, as the words before it in the clause say, or as it was of the one before.
    pub(super) fn has_spent(&self, state: &State<'_>, fact: &Fact, name: Span) -> bool {
        let told = matches!(fact.verb, None | Some(Cue::Equates)) && self.ends_at(fact.right);
        let who = |words: &str| {
            let who = self.line.page.lexicon.first_cue(words, Family::People);
            matches!(who, Some(Cue::Level | Cue::Organ | Cue::Body))
        };
        let other = self.is_head(name) || kinds::is_rate_or_growth(self.line.page, self.text(name));
        // *gồm: Y tế (16%)*
        let named = fact.bracket && self.text(name).starts_with(char::is_uppercase) || self.is_proper(name);
        if !told || other || !named && !who(self.text(name)) {
            return false;
        }
        let first = self.first_of(name);
        let from = self.pieces.iter().take(first).rposition(|p| p.is_mark(';')).map_or(0, |at| at + 1);
        let lead = self.piece(from).filter(|_| from < first).map(|p| self.text(Span::new(p.span.start, name.start)));
        let spent = lead.is_some_and(|lead| kinds::is_disbursement(self.line.page, lead));
        let before = state.figures.get(state.paragraph..).and_then(<[Figure]>::last);
        let spends = |f: &Figure| f.value.is_none() && f.plans.last().is_some_and(|p| p.of.is_none());
        let goes_on = before.is_some_and(|f| spends(f) && who(&f.indicator));
        let plain = |i: usize| self.piece(i).is_none_or(|p| !matches!(p.what, What::Word | What::Cue(Cue::Topic, _)));
        spent && self.groups(first) || goes_on && (self.start..first).all(plain)
    }

    /// *bằng 28% dự toán. Các khoản thu đạt cao là lệ phí môn bài (92%), thu xổ số (55%)*: the plan of which a percentage in a bracket is so
    /// much, where the words before the list tell what was taken in and reached.
    pub(super) fn plan_of_group(&self, state: &State<'_>, fact: &Fact, name: Option<Span>) -> Option<(Span, Horizon)> {
        let first = name.filter(|_| self.is_alone_in_bracket(fact)).map(|name| self.first_of(name))?;
        let from = self.pieces.iter().take(first).rposition(|p| p.is_mark(';')).map_or(0, |at| at + 1);
        // *…, cao nhất là thu xổ số (128%)*: words of several syllables that end with the copula open a list too.
        let opens = |p: &Piece| {
            p.is_mark(':')
                || matches!(p.cue(), Some(Cue::Copula | Cue::Members | Cue::Within))
                || p.cue() == Some(Cue::Equates) && p.end > p.start + 2
        };
        let open = (from..first).rfind(|&i| self.piece(i).is_some_and(opens)).filter(|&open| open > from)?;
        let member = |p: &Piece| opens(p) || p.is_mark(',') || p.cue() == Some(Cue::Joins);
        self.piece(first - 1).filter(|p| member(p))?;
        let lead = self.pieces.get(from..open)?;
        // *có 12 khoản vượt dự toán, cao nhất là thu từ xổ số (128%)*
        let counts = |p: &Piece| p.amount().is_some_and(Amount::is_count);
        let beyond = lead.iter().any(|p| matches!(p.cue(), Some(Cue::Exceed | Cue::Short)) || counts(p));
        let rate = name.is_some_and(|name| kinds::is_rate_or_growth(self.line.page, self.text(name)));
        if let Some(plan) = lead.iter().find(|p| beyond && !rate && p.cue() == Some(Cue::Plan)) {
            return Some((plan.span, self.term_horizon(state)));
        }
        let lead = Some(lead).filter(|lead| lead.iter().all(|p| p.amount().is_none()))?;
        let words = self.text(lead.first()?.span.join(lead.last()?.span));
        let taken = self.line.page.lexicon.cues(words, Family::Indicators).iter().any(|rule| rule.cue == Cue::Head);
        let reached = lead.iter().any(|p| p.cue() == Some(Cue::Equates)) || kinds::is_rate(self.line.page, words);
        state.plan.or(self.planned).or(state.plan_before).filter(|_| taken && reached)
    }

    /// Whether a group of those that are told one by one ends right before a piece, or a list of them goes on.
    fn groups(&self, first: usize) -> bool {
        let listed = |p: &Piece| p.is_mark(':') || p.is_mark(',') || matches!(p.cue(), Some(Cue::Copula | Cue::Within));
        first.checked_sub(1).and_then(|i| self.piece(i)).is_some_and(listed)
    }

    /// *châu Á chiếm 41,6%, châu Mỹ 29,8%*: whether a percentage right behind a name goes on a list of shares.
    pub(super) fn goes_on_shares(&self, fact: &Fact, name: Option<Span>) -> bool {
        let bare = fact.verb.is_none() && !fact.bracket && self.ends_at(fact.right);
        let own = |name: Span| {
            kinds::is_rate_or_growth(self.line.page, self.text(name)) || self.first_of(name) > self.start + 1
        };
        bare && self.last == Some(Says::Share) && name.is_some_and(|name| !own(name))
    }

    /// *34/41 trường, tỷ lệ 82,9%*: whether only a rate's own noun stands before a percentage, behind a count.
    pub(super) fn is_rate_of_count(&self, state: &State<'_>, fact: &Fact, name: Option<Span>) -> bool {
        const NOUN: usize = 2;
        let current = self.current.and_then(|c| state.figures.get(c)).filter(|f| f.share.is_none());
        let counted = current.and_then(|f| f.value.as_ref()).is_some_and(|v| kinds::is_counted(state.page, &v.unit));
        let rate = |words: &str| words.split(' ').count() <= NOUN && kinds::is_rate(self.line.page, words);
        let bare = fact.verb.is_none() && !fact.bracket && self.last == Some(Says::Value) && self.ends_at(fact.right);
        bare && counted && name.is_some_and(|name| rate(self.text(name)))
    }

    /// Whether a fact is all that a bracket tells.
    pub(super) fn is_alone_in_bracket(&self, fact: &Fact) -> bool {
        fact.bracket && fact.verb.is_none() && self.piece(fact.right).is_some_and(|p| p.is_mark(')'))
    }

    /// Where the bracket before a fact opens.
    fn open_at(&self, fact: &Fact) -> usize {
        fact.left.checked_sub(1).and_then(|i| self.piece(i)).map_or(usize::MAX, |p| p.span.start)
    }

    /// *đạt 22,71 tỷ đồng, đạt 87,52%*: of a sum of money, or of what is weighed, what is reached is so much of its plan, which is
    /// understood of no count (*15 xã, đạt 60%*). Whether it was that.
    pub(super) fn is_of_sum(
        &mut self,
        state: &mut State<'_>,
        fact: &Fact,
        amount: &Amount,
        current: Option<usize>,
    ) -> bool {
        let lexicon = self.line.page.lexicon;
        // *giao 31 thanh niên nhập ngũ, đạt 172%*: more than all of them.
        let over = amount.value > crate::model::Decimal::ONE_HUNDRED;
        let level = |f: &Figure| over && f.value.as_ref().is_some_and(|v| v.unit != "%");
        let sum = |f: &Figure| {
            let brought = is_money(lexicon, f) || has_unit(lexicon, f, |rule| rule.id == WEIGHED);
            f.plans.is_empty() && (brought || level(f))
        };
        let reached = fact.verb == Some(Cue::Equates) && !fact.bracket && self.ends_at(fact.right);
        // *đã thu 210/300 tỷ đồng (70%)*
        let of_whole = |v: &Quantity| makes(v.amount, v.of, amount.value);
        let aside = |f: &Figure| {
            self.is_alone_in_bracket(fact) && is_money(lexicon, f) && f.value.as_ref().is_some_and(of_whole)
        };
        let told = |f: &Figure| if reached { sum(f) } else { f.plans.is_empty() && aside(f) };
        let figure = current.filter(|&c| state.figures.get(c).is_some_and(told));
        if let Some(figure) = figure {
            let plan = Plan { percent: amount.value, of: Span::default(), horizon: self.term_horizon(state) };
            state.add_plan(figure, amount, fact, plan);
            state.of_sum = true;
            self.implied = Some(Says::Plan { percent: plan.percent, of: plan.of, horizon: Some(plan.horizon) });
        }
        figure.is_some()
    }
}

/// Whether so many of a whole are so many of a hundred, but for rounding.
pub(super) fn makes(some: Decimal, of: Option<Decimal>, percent: Decimal) -> bool {
    const ROUNDING: Decimal = Decimal::from_parts(6, 0, 0, false, 1);
    let told = of.and_then(|of| some.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(of));
    told.is_some_and(|told| (told - percent).abs() <= ROUNDING)
}

/// The rule of units in which what is produced is weighed or measured out.
const WEIGHED: &str = "unit.output";

/// Whether a figure's value is a sum of money.
pub(super) fn is_money(lexicon: &Lexicon, figure: &Figure) -> bool {
    has_unit(lexicon, figure, |rule| rule.cue == Cue::Currency)
}

/// Whether a rule of a figure's unit is a certain one.
fn has_unit(lexicon: &Lexicon, figure: &Figure, is_it: impl Fn(&Rule) -> bool) -> bool {
    let unit = figure.value.as_ref().filter(|v| v.canonical.is_some()).map(|v| v.unit.as_str());
    unit.is_some_and(|unit| lexicon.cues(unit, Family::Figures).iter().any(|rule| is_it(rule)))
}

/// Whether one of two figures is a sum of money and the other a value of another kind, so that neither is a part of the other.
pub(super) fn are_of_two_kinds(lexicon: &Lexicon, one: &Figure, other: &Figure) -> bool {
    // *giải ngân đạt 24,8%, trong đó 3 huyện chưa giải ngân; thu hút 41 triệu USD*: nor is a sum one of a rate.
    if one.value.is_some() && other.value.is_none() && !other.plans.is_empty() {
        return is_money(lexicon, one);
    }
    let values = one.value.as_ref().zip(other.value.as_ref());
    let other_units =
        values.is_some_and(|(a, b)| a.unit != b.unit && ![&a.unit, &b.unit].iter().any(|unit| *unit == "%"));
    other_units && is_money(lexicon, one) != is_money(lexicon, other)
}
