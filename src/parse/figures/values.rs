//! Values: what is counted or measured, and what it is called.

use super::after;
use super::amount::{Amount, Measure};
use super::clause::Clause;
use super::fact::Fact;
use super::harvests;
use super::head::{self, heads};
use super::kinds;
use super::noun::MATTER;
use super::pieces::{Piece, What};
use super::state::State;
use crate::model::Decimal;
use crate::model::figure::Polarity;
use crate::rules::Cue;
use crate::text::Span;

/// The rules of words that count without saying what.
pub(super) const COUNTER: &str = "unit.counter";

/// The rule of words that tell whose what is counted is.
const WHOSE: &str = "no_figure.whose";

/// The rule of times that something is done.
const TURNS: &str = "unit.turns";

/// The rule of words for persons that do not say who they are.
pub(super) const PERSON: &str = "unit.person";

impl Clause<'_, '_> {
    pub(super) fn value(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) {
        let aside = fact.bracket && name.is_none();
        // *tăng 34% (đạt 1 tỷ đồng)*: what there is, and no more.
        let again = aside && fact.verb != Some(Cue::Equates) || name.is_none() && self.equals_last(fact);
        if self.out_of(state, fact, amount)
            || aside && self.now_and_then(state, fact, amount)
            || again && self.amount_of_last(state, amount)
        {
            return;
        }
        let (named, mut end) = self.value_name(state, fact, amount, name);
        let aside = self.aside_of(state, fact, amount);
        // *làm rõ 63 vụ, đạt tỷ lệ 96,9%*: of what was told before it.
        let rated = named.filter(|_| name.is_none() && amount.is_percent() && fact.verb == Some(Cue::Equates));
        let rated = rated.filter(|rate| kinds::is_rate(state.page, self.text(*rate)));
        let whose = rated.and(self.current).and_then(|c| state.figures.get(c)).map(|f| f.indicator.clone());
        let figure = match named {
            Some(name) => self.named_figure(state, fact, amount, name),
            None => match self.valued(state, fact) {
                Some(figure) => figure,
                None => return,
            },
        };
        if let Some(whose) = whose
            && let Some(figure) = state.figures.get_mut(figure)
        {
            figure.indicator = format!("{} {whose}", figure.indicator);
        }
        if let Some(around) = named.filter(|n| n.contains(amount.span))
            && let Some(figure) = state.figures.get_mut(figure)
        {
            figure.indicator = self.name_around(amount, around);
        }
        if let Some((more, last)) = self.behind_share(amount, end).filter(|_| named.is_some())
            && let Some(figure) = state.figures.get_mut(figure)
        {
            figure.indicator = format!("{} {}", figure.indicator, self.text(more));
            figure.indicator_span = figure.indicator_span.join(more);
            self.behind_share = last;
        }
        self.tell_holder(state, figure, (fact, amount), [name, named]);
        let done = |before: &Span| named == Some(*before) || self.follows_done(*before) && !self.is_actor(*before);
        if let Some(name) = name.filter(|before| named.is_some() && done(before))
            && let Some(whole) = self.done_for(name, fact, amount, end)
            && let Some(figure) = state.figures.get_mut(figure)
        {
            figure.indicator = whole;
        }
        let told = |noun| self.of_field(fact, amount, noun).or_else(|| self.done_on(state, fact, amount, noun));
        if let Some(done) = named.filter(|n| name != Some(*n)).and_then(told)
            && let Some(figure) = state.figures.get_mut(figure)
        {
            figure.indicator = done;
        }
        self.level_after(state, figure, amount);
        self.set_alike(state, figure, amount, fact);
        if amount.of.is_some() {
            // *26.300 trên tổng số 60.900 tỷ đồng được giao, đạt …*: what follows a whole goes on it.
            end = end.max(after::after(self.pieces, fact.right, true));
        }
        self.start = self.start.max(self.bracket_behind(fact, named, end));
        if let Some(main) = aside.filter(|_| self.piece(end.max(fact.right)).is_some_and(|p| p.is_mark(','))) {
            self.current = Some(main);
        }
    }

    /// The figure of a value that has no name: the one told last that has none yet, or another of the same name.
    fn valued(&mut self, state: &mut State<'_>, fact: &Fact) -> Option<usize> {
        let untold = |&c: &usize| state.figures.get(c).is_some_and(|f| f.value.is_none() && f.share.is_none());
        if let Some(current) = self.current.filter(untold).filter(|&c| !self.moves(state, c)) {
            return Some(current);
        }
        let current = self.figure(state, fact, None)?;
        let taken = state.figures.get(current).is_some_and(|f| f.value.is_some());
        let figure =
            if taken { state.again(current, self.kind(state, fact), self.line.sentence.span) } else { current };
        state.date(figure, self.period.as_ref());
        if let Some(new) = state.figures.get_mut(figure).filter(|_| taken) {
            new.within = self.whole.filter(|&w| w != figure);
            if let Some(less) = self.left_out(fact) {
                new.indicator = format!("{} ({})", new.indicator, self.text(less));
            }
        }
        self.current = Some(figure);
        Some(figure)
    }

    /// Whether an amount counts by a word that does not say what (*96 vụ*).
    pub(super) fn is_counter(&self, amount: &Amount) -> bool {
        self.measured_by(amount, COUNTER)
    }

    /// Whether an amount counts something, or how often it was done (*18 triệu lượt khách*).
    pub(super) fn tells_how_many(&self, amount: &Amount) -> bool {
        amount.is_count() || self.measured_by(amount, TURNS)
    }

    /// Whether an amount's unit is one of a rule, by the start of its id.
    fn measured_by(&self, amount: &Amount, id: &str) -> bool {
        self.unit_rule(amount).is_some_and(|rule| rule.id.starts_with(id))
    }

    /// Whether a noun that is counted tells nothing of what it counts (*trường hợp*, *người*).
    pub(super) fn names_nothing(&self, amount: &Amount) -> bool {
        self.unit_rule(amount).is_some_and(|rule| rule.id.starts_with(COUNTER) || rule.id == PERSON)
    }

    /// *phát hiện 41 vụ*: whether the verb before a number says itself that no direction is worse.
    fn is_judged_by_verb(&self, fact: &Fact) -> bool {
        let polarity = |p: &Piece| self.line.page.lexicon.own_polarity(self.text(p.span));
        let mut verbs = (fact.left..fact.at).filter_map(|i| self.piece(i)).filter(|p| p.cue() == Some(Cue::Brings));
        verbs.any(|p| polarity(p) == Some(Polarity::Neutral))
    }

    /// The name of a value, by the words before or behind it, and the piece after it.
    fn value_name(&self, state: &State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) -> (Option<Span>, usize) {
        let spent = name.and_then(|name| self.spent_on(name, fact, amount));
        let (mut named, mut end) = match spent {
            Some((aim, end)) => (Some(aim), end),
            None => self.counted_name(state, fact, amount, name),
        };
        let goes_on = |name: Span| self.is_count(name) || harvests::is_bare(state.page, self.text(name));
        if let Some(count) = named.filter(|n| Some(*n) == name && fact.verb == Some(Cue::Brings) && goes_on(*n)) {
            // *Tổng số vụ đã xử lý 264 vụ*, *diện tích gieo cấy 2.950 ha*: which ones are counted.
            let verb = (fact.left..fact.at).find(|&i| self.tells_what_was_done(i)).and_then(|i| self.piece(i));
            named = Some(verb.map_or(count, |verb| count.join(verb.span)));
        }
        if self.last == Some(super::fact::Says::From) && self.current.is_some()
            || self.goes_back(state, fact, amount, name)
        {
            named = None;
        }
        if named.is_none() && self.bracket.is_some() && self.whole.is_some() && self.whole == self.current {
            end = after::after(self.pieces, fact.right, true);
            named = self.by_source(fact, end);
        }
        // *làm rõ 63 vụ, đạt tỷ lệ 96,9%*: beside a count the rate names itself.
        if named.is_none() && amount.is_percent() && !fact.bracket && self.counted_last(state) {
            named = (fact.left..fact.at).find_map(|i| head::rate_in(self.line, self.pieces, i));
        }
        // *Tai nạn giao thông giảm sâu. Toàn quốc xảy ra 9.103 vụ*: of what the sentence before is about.
        let counted = named.is_some_and(|name| amount.span.contains(name)) && self.is_counter(amount);
        if counted && self.current.is_none() && !self.is_judged_by_verb(fact) {
            named = self.topic().or_else(|| state.subject()).or(named);
        }
        // *xử lý hành chính 6 người*, *thi hành xong 480 việc*
        let nothing = self.names_nothing(amount) || self.measured_by(amount, MATTER);
        if nothing && named.is_some_and(|name| amount.span.contains(name)) {
            named = self.done_to(fact, amount).or(named);
        }
        if let Some((part, last)) = self.part_behind(fact, amount).filter(|_| name.is_none()) {
            (named, end) = (Some(part), last);
        }
        // *88.147 lượt người năm 2017 và 9 tháng đầu năm 2018 là 79.839 lượt người*
        let bare = name.is_none() && named.is_some_and(|name| amount.span.contains(name));
        let level = matches!(fact.verb, None | Some(Cue::Copula | Cue::Equates));
        let goes_on = counted && fact.verb.is_none() || bare && level;
        if goes_on && self.counts_on_in_time(state, fact, amount) || bare && self.remains(state, fact, amount) {
            named = None;
        }
        named = named.or_else(|| self.taken_in(fact, amount)).or_else(|| self.done_with(state, fact, amount));
        named = named.or_else(|| self.measured_out(fact, amount)).or_else(|| self.act_alone(fact, amount));
        if let Some(field) = named.filter(|n| named == name && !self.is_head(*n)).and_then(|n| self.field_of(n, amount))
        {
            named = Some(field);
        }
        (named, end)
    }

    /// A number without a unit: read only where it counts the noun its indicator starts with (*doanh nghiệp … 3.015*).
    pub(super) fn bare(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) {
        let Some(mut name) = name else { return };
        let grouped = amount.span.of(state.page.text).contains(['.', ',']);
        let counts = self.is_count(name);
        let first = self.pieces.iter().position(|p| p.span.start == name.start);
        let unit = first.and_then(|i| if counts { self.piece(i + 1) } else { self.piece(i) });
        let unit = unit.filter(|p| p.cue() == Some(Cue::Counted));
        if let Some(verb) = self.piece(fact.at.saturating_sub(1)).filter(|p| counts && p.cue() == Some(Cue::Brings)) {
            // *số dự án cấp mới 48*: after a count's name the verb goes on it.
            name = name.join(verb.span);
        }
        // *Tổng giá trị sản xuất ước đạt 3.868, bằng 49,2% kế hoạch*: the unit is left out.
        let reached = grouped && fact.verb == Some(Cue::Equates) && self.ends_at(fact.right) && self.is_head(name);
        // *bậc mầm non là 141 (51,8%), tiểu học 206 (75,2%)*: so many of the same.
        let listed = if counts { None } else { self.bare_before(state, fact) };
        let counted = counts && !grouped && self.ends_at(fact.right) && !is_year(amount);
        if counted || unit.is_some() && grouped || reached || listed.is_some() {
            let unit = unit.map(|p| self.text(p.span).to_owned()).or(listed).unwrap_or_default();
            let figure = self.fresh(state, fact, name);
            let counted = Amount { unit: unit.clone(), base: unit, ..amount.clone() };
            state.set_value(figure, &counted, fact);
            self.start = self.start.max(fact.right);
        }
    }

    /// Whether nothing that a number counts stands at a piece: a mark, a joining word, a change, the end.
    pub(super) fn ends_at(&self, at: usize) -> bool {
        self.piece(at).is_none_or(|p| {
            matches!(p.what, What::Mark(',' | ';' | '.' | ')' | '('))
                || matches!(p.cue(), Some(Cue::Joins | Cue::Up | Cue::Down | Cue::Ratio))
        })
    }

    /// Whether a mark, or a word that tells when or why, stands at a piece.
    fn is_marked(&self, at: usize) -> bool {
        let marks = |p: &Piece| matches!(p.what, What::Mark(',' | ';' | '.' | '(')) || p.cue() == Some(Cue::Clause);
        self.piece(at).is_none_or(marks)
    }

    /// The piece after the words behind a number; `counts`: a noun that is counted, `named`: a name stands before it.
    fn end_behind(&self, fact: &Fact, counts: bool, named: bool) -> usize {
        let end = after::after(self.pieces, fact.right, counts);
        // *năng suất 62 tạ/ha sản lượng đạt 720 tấn*: the name of the number that follows.
        let reached = named && matches!(fact.verb, None | Some(Cue::Equates | Cue::Brings));
        // *Dịch tả lợn xảy ra tại 9 xã của 3 huyện*: whose they are is no name.
        let whose = (fact.right..end).all(|at| self.ruled(at, WHOSE));
        if whose || reached && self.opens_next(fact.right, end) { fact.right } else { end }
    }

    /// The indicator of a value: the phrase before it, or what is counted and what follows (*168 doanh nghiệp thành lập
    /// mới*); and the piece after it.
    pub(super) fn counted_name(
        &self,
        state: &State<'_>,
        fact: &Fact,
        amount: &Amount,
        before: Option<Span>,
    ) -> (Option<Span>, usize) {
        let counts = amount.is_count();
        let end = self.end_behind(fact, counts || self.measured_by(amount, TURNS), before.is_some());
        let last = end.checked_sub(1).and_then(|i| self.piece(i)).map(|p| p.span.end).unwrap_or_default();
        let follows = self.piece(fact.right).filter(|_| end > fact.right).map(|p| p.span.start);
        let lone = end == fact.right + 1 && amount.measure == Measure::Unit;
        // *480 nghìn lượt khách*, but *320 tấn ngô*
        let turns = lone && self.measured_by(amount, TURNS);
        let start = if counts || turns { self.noun_start(amount) } else { follows };
        let after = start.map(|from| Span::new(from, last)).filter(|s| !s.is_empty() && (counts || follows.is_some()));
        let measured = counts || matches!(amount.measure, Measure::Unit | Measure::Percent);
        // *(năm 2016 với 5,83 vụ/10.000 dân)*: a rate's unit alone names nothing.
        let rate = counts && end == fact.right && amount.base.contains('/');
        let Some(before) = before else {
            let after = after.and_then(|after| self.counted_alone(state, fact, amount, (after, rate)));
            return (after, if after.is_some() { end } else { fact.right });
        };
        if let Some(name) = self.counted_by_rate(before, amount).filter(|_| rate) {
            return (Some(name), fact.right);
        }
        let behind = [after, follows.map(|noun| Span::new(noun, last))];
        if let Some(name) = self.named_behind(before, fact, amount, end, behind) {
            return (Some(name), end);
        }
        let verb = (fact.left..fact.at).filter_map(|i| self.piece(i)).find(|p| p.cue() == Some(Cue::Brings));
        // *Về vốn FDI, tỉnh thu hút 3 tỷ USD*: what is brought stands before it.
        if verb.is_some_and(|verb| self.pays(verb, before, fact, amount) && self.topic() != Some(before)) {
            return (verb.map(|verb| verb.span), fact.right);
        }
        let unit_goes_on = measured && end <= fact.right + 4;
        // *gần 610 triệu USD vốn đầu tư quy đổi, bằng 80%*: what the money is, up to a mark.
        let marked = self.is_marked(end);
        let called = matches!(amount.measure, Measure::Money | Measure::Unit) && follows.is_some() && marked;
        let used = if unit_goes_on || called { end } else { fact.right };
        if let Some(after) = after.filter(|_| counts && follows.is_some() && self.is_listed(before, fact)) {
            return (Some(after), end);
        }
        // *Công tác chống buôn lậu: bắt giữ 96 vụ vi phạm*: a field, a verb, and the name after the number, or around it.
        if let Some(verb) = verb.filter(|_| counts && self.is_field(before, fact)) {
            let bare = follows.is_none();
            return (self.named_in_field(fact, amount, [before, verb.span], after.map(|after| (after, bare))), end);
        }
        let Some(after) = after.filter(|_| follows.is_some()) else {
            let bare = counts && !rate && self.is_bare_count(before, fact, amount);
            let done = self.acted_on(before, fact, amount);
            return (Some(done.unwrap_or(if bare { before.join(amount.span) } else { before })), used);
        };
        let (place, holder) = self.is_holding(before, amount, marked && !lone);
        // *gieo trồng được 2.998 nghìn ha lúa đông xuân, bằng 97% cùng kỳ*
        let grown = || amount.measure == Measure::Unit && !lone && marked && self.is_done(before);
        match fact.verb {
            // *thành phố hoàn thành và vượt 16/20 chỉ tiêu*
            Some(verb) if verb == Cue::Exceed && counts || verb == Cue::Equates && holder => (Some(after), end),
            // *huyện khởi công xây dựng được 94 công trình cơ bản*
            Some(Cue::Equates) if counts && !self.names_known(before) || grown() => {
                (Some(Span::new(before.start, last)), end)
            }
            Some(Cue::Brings) if self.is_aim(fact) || place || !self.names_known(before) => (Some(after), end),
            None if place && !fact.bracket => (Some(after), end),
            // *đã phát hành 148 tỷ đồng trái phiếu*: what was done, and what it was done with.
            None if amount.measure == Measure::Money && self.follows_done(before) && !self.is_head(before) => {
                (Some(after), end)
            }
            // *12 vụ vận chuyển, buôn bán hàng cấm và 9 vụ trốn thuế*: what is joined has a name of its own.
            None if (counts || turns) && self.counts_apart(state, fact, amount, before) => (Some(after), end),
            None if self.follows_preposition(fact) => (Some(before), used),
            // *Về y tế, 12/15 trạm y tế có bác sĩ*: a field, and the name after the number.
            None if counts && (self.after_comma(fact) || self.after_time(fact)) => (Some(after), end),
            // *thực hiện các thủ tục đầu tư xây dựng 17 dự án điện gió*
            None if counts && self.is_long(before) && !self.names_known(before) => (Some(after), end),
            None if measured && !fact.bracket && !self.is_count(before) => (Some(Span::new(before.start, last)), end),
            _ => (Some(before), used),
        }
    }

    /// *còn nhiều khó khăn, thách thức: 31,8 triệu người bị ảnh hưởng*: whether a colon parts words that are no indicator from a number.
    fn is_listed(&self, before: Span, fact: &Fact) -> bool {
        let colon = (fact.left..fact.at).any(|i| self.piece(i).is_some_and(|p| p.is_mark(':')));
        colon && !self.names_known(before)
    }

    /// Whether a name opens with what is known as an indicator or a count.
    pub(super) fn names_known(&self, name: Span) -> bool {
        self.is_head(name) || self.is_count(name)
    }

    /// Whether the words up to a piece are an indicator's name, with a verb and a number of its own behind them.
    fn opens_next(&self, start: usize, end: usize) -> bool {
        let verb = self.piece(end).and_then(Piece::cue);
        let told = matches!(verb, Some(Cue::Equates | Cue::EstimateVerb | Cue::Estimate | Cue::Target));
        let number = (end + 1..end + 3).find_map(|i| self.piece(i)?.amount()).is_some_and(|a| !a.is_percent());
        let ends = self.piece(start).zip(end.checked_sub(1).and_then(|i| self.piece(i)));
        told && number && end > start && ends.is_some_and(|(a, b)| heads(self.line, a.start, b.end))
    }

    /// *34,2 giường bệnh/10.000 dân, …, 10,1 bác sĩ/10.000 dân*: whether a rate is told in the current figure's unit, or beside none.
    pub(super) fn is_rate_again(&self, state: &State<'_>, amount: &Amount) -> bool {
        let value = self.current.and_then(|c| state.figures.get(c)).map(|f| f.value.as_ref());
        value.is_some_and(|value| value.is_none_or(|v| v.unit == amount.unit || !v.unit.contains('/') && v.unit != "%"))
    }

    /// Whether the current figure has a value that is no percentage.
    pub(super) fn counted_last(&self, state: &State<'_>) -> bool {
        self.current.and_then(|c| state.figures.get(c)?.value.as_ref()).is_some_and(|v| v.unit != "%")
    }

    /// Whether a preposition stands right before the fact (*dồn vào 6 dự án*).
    pub(super) fn follows_preposition(&self, fact: &Fact) -> bool {
        let before = fact.left.checked_sub(1).and_then(|i| self.piece(i)).and_then(Piece::cue);
        matches!(before, Some(Cue::Preposition | Cue::Topic))
    }

    /// Where the counted noun starts, after its scale (*28,6 nghìn lượt lao động*).
    pub(super) fn noun_start(&self, amount: &Amount) -> Option<usize> {
        let base = amount.base.as_str();
        let unit = amount.span.of(self.line.page.text);
        unit.rfind(base).filter(|_| !base.is_empty()).map(|at| amount.span.start + at)
    }

    pub(super) fn is_head(&self, name: Span) -> bool {
        let text = self.text(name);
        kinds::is_head(self.line.page, text) || self.line.page.lexicon.own_polarity(text).is_some()
    }

    pub(super) fn is_count(&self, name: Span) -> bool {
        let text = self.text(name);
        let first = text.split(' ').next().unwrap_or(text);
        kinds::is_count_word(self.line.page, first) || kinds::is_count(self.line.page, text)
    }
}

/// Whether a number without a unit may be a year.
pub(super) fn is_year(amount: &Amount) -> bool {
    amount.value.fract().is_zero() && (Decimal::from(1990)..=Decimal::from(2100)).contains(&amount.value)
}
