//! Assembly: the facts of a sentence, in order, to figures.
//!
//! A fact that follows a noun phrase of its own opens a figure; one that follows another fact belongs to that figure.

use super::amount::{Amount, Measure};
use super::fact::{self, Fact, Says};
use super::kinds;
use super::lists;
use super::phrase;
use super::pieces::{Line, Piece, What};
use super::state::State;
use crate::model::{Basis, Bound, Change, ChangePercent, Decimal, Horizon, figure::Kind, warning::Code};
use crate::parse::page::Sentence;
use crate::parse::period::{self, Mention};
use crate::rules::{Cue, Family, Gives};
use crate::text::Span;

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
    /// The period that the figure's own words name, else the one that leads the sentence.
    pub period: Option<Mention>,
    /// The period named before the first figure of the sentence (*Riêng tháng 11, …*).
    lead: Option<Mention>,
    /// Whether what follows is set, not reached.
    pub target: bool,
    /// Whether the figure's own words name a time to come.
    ahead: bool,
    /// Whether a plan is named between the fact before and this one.
    plan_named: bool,
    /// First piece not yet used.
    pub start: usize,
    /// The opening bracket in which the facts stand, and what they are there.
    bracket: Option<Bracket>,
    /// The fact before.
    last: Option<Says>,
    /// Whether the fact before was a share of a whole.
    shared: bool,
}

#[derive(Clone, Copy)]
struct Bracket {
    open: usize,
    kind: Option<Kind>,
    figure: Option<usize>,
    outer: Option<usize>,
}

/// Reads one sentence.
pub fn sentence(state: &mut State<'_>, sentence: &Sentence) {
    let line = Line::new(state.page, sentence);
    let pieces = line.pieces();
    let first = state.figures.len();
    let mut clause = Clause {
        line: &line,
        pieces: &pieces,
        current: None,
        whole: None,
        basis: None,
        period: None,
        lead: None,
        target: state.ahead,
        ahead: false,
        plan_named: false,
        start: 0,
        bracket: None,
        last: None,
        shared: false,
    };
    state.sentence = first;
    let due = due_rates(&line, &pieces);
    let mut at = 0;
    while at < pieces.len() {
        if pieces.get(at).is_none_or(|p| p.amount().is_none()) {
            clause.multiple(state, at);
            at += 1;
            continue;
        }
        if let Some(next) = lists::read(state, &mut clause, at) {
            at = next.max(at + 1);
            continue;
        }
        if due.contains(&at) && !clause.is_level(state) || is_listed_place(&pieces, at) {
            clause.start = at + 1;
            at += 1;
            continue;
        }
        if let Some(mut fact) = fact::read(state.page, &pieces, clause.start, at) {
            clause.between(state, &fact);
            clause.from_to(&mut fact);
            clause.take(state, fact);
        }
        at = clause.start.max(at + 1);
    }
    if state.figures.len() == first {
        state.subject = phrase::subject(&line, &pieces);
    }
}

/// Whether a number only goes on a list of places or documents (*phường 12, 13*).
fn is_listed_place(pieces: &[Piece], at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).and_then(|i| pieces.get(i));
    before(1).is_some_and(|p| p.is_mark(',')) && before(2).is_some_and(|p| p.cue() == Some(Cue::NoFigure))
}

/// The percentages that the text names as due (*chưa đạt tỷ lệ 25% kế hoạch năm*): they measure nothing.
#[must_use]
pub fn due_rates(line: &Line<'_>, pieces: &[Piece]) -> Vec<usize> {
    let verdicts = line.page.matches(line.sentence, Family::Verdicts);
    let ends = |token: usize| {
        verdicts.iter().any(|m| m.end == token && line.page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Verdict))
    };
    (0..pieces.len())
        .filter(|&i| pieces.get(i).is_some_and(|p| p.amount().is_some_and(Amount::is_percent) && ends(p.start)))
        .collect()
}

impl Clause<'_, '_> {
    /// Whether the current figure is a level in percent, beside which a percentage is its target.
    fn is_level(&self, state: &State<'_>) -> bool {
        self.current.and_then(|c| state.figures.get(c)).is_some_and(|f| match &f.value {
            Some(value) => value.unit == "%",
            None => !f.changes.is_empty() && f.plans.is_empty(),
        })
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.get(at)
    }

    fn text(&self, span: Span) -> &str {
        span.of(self.line.page.text)
    }

    fn gives(&self, piece: &Piece) -> Option<&Gives> {
        match piece.what {
            What::Cue(_, rule) => self.line.page.lexicon.rule(rule).map(|r| &r.gives),
            _ => None,
        }
    }

    /// *gấp đôi cùng kỳ*: a factor told by a word.
    fn multiple(&mut self, state: &mut State<'_>, at: usize) {
        let Some(piece) = self.piece(at).filter(|p| p.cue() == Some(Cue::Factor)).cloned() else { return };
        let Some(Gives::Number(factor)) = self.gives(&piece).cloned() else { return };
        let basis = self.piece(at + 1).filter(|p| p.cue() == Some(Cue::Basis)).and_then(|p| self.gives(p));
        let basis = if let Some(Gives::Basis(basis)) = basis { Some(*basis) } else { None };
        let fact = Fact {
            at,
            left: at,
            right: at + 1,
            says: Says::Factor(factor),
            verb: None,
            bound: Bound::Exact,
            estimate: false,
            target: false,
            basis,
            bracket: false,
        };
        let name = self.name(&fact);
        let amount = Amount { value: factor, span: piece.span, ..Amount::default() };
        if (name.is_some() || self.current.is_some())
            && let Some(figure) = self.figure(state, &fact, name)
        {
            factor_change(state, figure, &fact, &amount, factor, self.basis);
            self.start = at + 1;
        }
    }

    /// Takes note of what stands between the fact before and this one: parts, times, bases, targets, brackets.
    pub fn between(&mut self, state: &State<'_>, fact: &Fact) {
        self.plan_named = false;
        self.ahead = false;
        self.period = self.lead.clone();
        let named = self.name(fact);
        let first = named.filter(|_| state.figures.len() == state.sentence);
        for at in self.start..fact.at {
            let Some(piece) = self.pieces.get(at) else { break };
            match piece.what {
                What::Mark('(') => self.open(at),
                What::Mark(')') => self.close(),
                What::Cue(Cue::Within, _) => self.whole = self.whole_of(state),
                What::Cue(Cue::Basis, _) if at < fact.left => {
                    if let Some(Gives::Basis(basis)) = self.gives(piece) {
                        self.basis = Some(*basis);
                    }
                }
                What::Cue(Cue::Period, _) => {
                    self.date(piece.start);
                    if first.is_some_and(|name| piece.span.end <= name.start) {
                        self.lead = self.period.clone();
                        self.target |= self.ahead;
                    }
                }
                What::Cue(Cue::Target, _) => self.target = true,
                What::Cue(Cue::Must, _) => self.ahead = true,
                What::Cue(Cue::Plan, _) => {
                    self.plan_named = true;
                    self.ahead |= named.is_some_and(|name| piece.span.end <= name.start) && self.current.is_none();
                }
                _ => {}
            }
        }
    }

    fn date(&mut self, token: usize) {
        let Some((found, _, _)) = self.line.phrase(token) else { return };
        let Some(mention) = period::mention(self.line.page, self.line.sentence, found) else { return };
        if mention.rest {
            self.ahead = true;
        }
        if mention.scope.last_month().is_some() {
            self.period = Some(mention);
        }
    }

    fn open(&mut self, at: usize) {
        let first = self.piece(at + 1).and_then(Piece::cue);
        let second = self.piece(at + 2).and_then(Piece::cue);
        let kind = match first {
            Some(Cue::Basis) => Some(Kind::Reference),
            Some(Cue::Period) if matches!(second, Some(Cue::Up | Cue::Down | Cue::Ratio | Cue::Equates)) => {
                Some(Kind::Reference)
            }
            Some(Cue::Plan | Cue::Target) => Some(Kind::Target),
            _ => None,
        };
        self.bracket = Some(Bracket { open: at, kind, figure: None, outer: self.current });
    }

    fn close(&mut self) {
        if let Some(bracket) = self.bracket.take()
            && (bracket.kind.is_some() || bracket.figure.is_some())
        {
            self.current = bracket.outer.or(self.current);
        }
    }

    /// The figure whose parts follow: the current one, else the last whole of the sentence before.
    fn whole_of(&self, state: &State<'_>) -> Option<usize> {
        self.current.or_else(|| {
            let figures = state.figures.get(state.paragraph..)?;
            figures.iter().rev().find(|f| f.within.is_none() && f.kind == Kind::Observed).map(|f| f.id)
        })
    }

    /// Gives one fact to its figure.
    fn take(&mut self, state: &mut State<'_>, fact: Fact) {
        let Some(amount) = self.piece(fact.at).and_then(Piece::amount).cloned() else { return };
        if amount.measure == Measure::None && fact.says == Says::Value {
            let name = self.name(&fact);
            return self.bare(state, &fact, &amount, name);
        }
        let used = fact.right;
        let inside = self.bracket.filter(|b| b.open < fact.at);
        if let Some(bracket) = inside.filter(|b| b.kind.is_some()) {
            self.aside(state, &fact, &amount, bracket);
        } else if inside.is_some()
            && fact.says == Says::Value
            && matches!(self.last, Some(Says::Plan { .. }))
            && self.name(&fact).is_none()
        {
            self.aside(
                state,
                &fact,
                &amount,
                Bracket {
                    kind: Some(Kind::Target),
                    ..inside.unwrap_or(Bracket { open: 0, kind: None, figure: None, outer: None })
                },
            );
        } else {
            self.give(state, &fact, &amount);
        }
        self.start = self.start.max(used);
        self.shared = self
            .current
            .and_then(|c| state.figures.get(c))
            .is_some_and(|f| f.share.as_ref().is_some_and(|s| s.span == amount.span));
        self.last = Some(fact.says);
    }

    /// *tăng từ 12,4 lên 15,1 triệu đồng*, *từ 18,7% xuống còn 11,2%*: the first is where it came from.
    fn from_to(&self, fact: &mut Fact) {
        let from = fact.at.checked_sub(1).and_then(|i| self.piece(i)).and_then(|p| self.gives(p));
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

    /// Where something came from: another period's value beside the one to come.
    fn came_from(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) {
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

    /// The noun phrase right before the fact, within what is not used yet.
    pub fn name(&self, fact: &Fact) -> Option<Span> {
        let end = if fact.bracket { fact.left.saturating_sub(1) } else { fact.left };
        let start = self
            .bracket
            .filter(|b| !fact.bracket && b.open < fact.left)
            .map_or(self.start, |b| self.start.max(b.open + 1));
        let start = self.after_closed(start, end);
        phrase::before(self.line, self.pieces, start, end)
    }

    /// First piece after a bracket that opened before `start`.
    fn after_closed(&self, start: usize, end: usize) -> usize {
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

    /// What stands in a bracket beside the current figure: another period's number, or what was planned.
    fn aside(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, bracket: Bracket) {
        let kind = bracket.kind.unwrap_or(Kind::Target);
        let Some(outer) = bracket.outer.or(self.current) else { return };
        let figure = match bracket.figure {
            Some(figure) => figure,
            None => state.again(outer, kind, self.line.sentence.span),
        };
        if let Some(open) = self.bracket.as_mut() {
            open.figure = Some(figure);
        }
        self.say(state, figure, fact, amount, outer);
    }

    /// Says a fact of a figure whose nature is that of another (a target of a growth rate is a growth rate).
    fn say(&mut self, state: &mut State<'_>, figure: usize, fact: &Fact, amount: &Amount, like: usize) {
        let grows = state.figures.get(like).is_some_and(|f| f.value.is_none() && !f.changes.is_empty());
        match &fact.says {
            Says::Planned | Says::Open if grows && amount.is_percent() => {
                let change = state.change(amount, fact, false, Basis::SamePeriodLastYear, false);
                state.add_change(figure, change);
            }
            Says::Plan { percent, of, horizon } => {
                state.add_plan(figure, amount, fact, *percent, *of, horizon.unwrap_or_default());
            }
            Says::Change { down } => {
                let change = state.change(amount, fact, *down, fact.basis.unwrap_or_default(), false);
                state.add_change(figure, change);
            }
            Says::Ratio => self.ratio(state, figure, fact, amount),
            Says::Factor(factor) => factor_change(state, figure, fact, amount, *factor, self.basis),
            Says::Share => state.set_share(figure, amount, None),
            Says::Value | Says::Planned | Says::Open | Says::Excess | Says::From => {
                state.set_value(figure, amount, fact)
            }
        }
    }

    /// Gives a member of a list to its figure.
    pub fn give_to(&mut self, state: &mut State<'_>, figure: usize, fact: &Fact, unit: Option<&Amount>) {
        let Some(mut amount) = self.piece(fact.at).and_then(Piece::amount).cloned() else { return };
        if let Some(like) = unit.filter(|_| amount.measure == Measure::None) {
            amount = Amount {
                measure: like.measure,
                unit: like.unit.clone(),
                base: like.base.clone(),
                scale: like.scale,
                ..amount
            };
        }
        self.current = Some(figure);
        let mut fact = fact.clone();
        if let Says::Plan { percent, .. } = &mut fact.says
            && percent.is_zero()
        {
            *percent = amount.value;
        }
        self.say(state, figure, &fact, &amount, figure);
    }

    fn ratio(&self, state: &mut State<'_>, figure: usize, fact: &Fact, amount: &Amount) {
        let name = state.figures.get(figure).map(|f| f.indicator.clone()).unwrap_or_default();
        let grows = fact.verb == Some(Cue::Equates) && kinds::is_growth(state.page, &name);
        let mut change = state.change(amount, fact, false, fact.basis.or(self.basis).unwrap_or_default(), false);
        if !grows {
            change.percent = Some(ChangePercent((amount.value - Decimal::ONE_HUNDRED).normalize()));
            change.upper = amount.upper.map(|u| ChangePercent((u - Decimal::ONE_HUNDRED).normalize()));
        }
        state.add_change(figure, change);
    }

    /// Gives a fact to the figure of its name, or to the current one.
    fn give(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount) {
        let name = self.name(fact);
        let set = self.plan_named && self.current.is_some() && fact.verb == Some(Cue::Equates);
        match &fact.says {
            Says::Value | Says::Open if set => self.planned(state, fact, amount, None),
            Says::Ratio if fact.verb.is_none() && self.goes_on(fact) => {
                let down = self.last == Some(Says::Change { down: true });
                self.changed(state, fact, amount, None, down);
            }
            Says::Ratio | Says::Open if name.is_some() && self.grown(fact, name, &fact.says).is_some() => {
                let down = self.grown(fact, name, &fact.says).unwrap_or_default();
                self.changed(state, fact, amount, name, down);
            }
            Says::Value => self.value(state, fact, amount, name),
            Says::Excess => self.excess(state, fact, amount, name),
            Says::Planned => self.planned(state, fact, amount, name),
            Says::Change { down } => self.changed(state, fact, amount, name, *down),
            Says::Factor(factor) => {
                if let Some(figure) = self.figure(state, fact, name) {
                    factor_change(state, figure, fact, amount, *factor, self.basis);
                }
            }
            Says::Ratio => {
                if let Some(figure) = self.figure(state, fact, name) {
                    self.ratio(state, figure, fact, amount);
                }
            }
            Says::Plan { percent, of, horizon } => {
                if let Some(figure) = self.figure(state, fact, name) {
                    state.add_plan(figure, amount, fact, *percent, *of, horizon.unwrap_or(self.term_horizon(state)));
                }
            }
            Says::Share => self.share(state, fact, amount, name),
            Says::From => self.came_from(state, fact, amount, name),
            Says::Open => self.open_percent(state, fact, amount, name),
        }
    }

    /// *tăng trưởng khá với tốc độ 7,85%*, *tăng rất mạnh, đạt gần 14%*: the direction of a verb before the name's end,
    /// where the indicator is no rate.
    fn grown(&self, fact: &Fact, name: Option<Span>, says: &Says) -> Option<bool> {
        let name = name?;
        if fact.verb != Some(Cue::Equates) || kinds::is_rate(self.line.page, self.text(name)) {
            return None;
        }
        let verb = (self.start..fact.at).rev().find_map(|i| {
            match self.piece(i).filter(|p| p.span.start >= name.end)?.cue()? {
                Cue::Up => Some(false),
                Cue::Down => Some(true),
                _ => None,
            }
        });
        verb.filter(|&down| *says == Says::Ratio || !down)
    }

    /// *tăng 0,8% so với tháng 9 và 5,1% so với cùng kỳ*: whether the direction before holds on.
    fn goes_on(&self, fact: &Fact) -> bool {
        matches!(self.last, Some(Says::Change { .. }))
            && (fact.left..fact.at).any(|i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Joins)))
    }

    /// The time of a plan that names none: the term in a term's review, else the year.
    fn term_horizon(&self, state: &State<'_>) -> Horizon {
        let term = state.bulletin.is_some_and(|b| matches!(b.scope, crate::model::period::Scope::Term { .. }));
        if term { Horizon::Term } else { Horizon::Year }
    }

    /// The figure for a fact: a new one where it has a name, else the current, else the subject of the sentence before.
    pub fn figure(&mut self, state: &mut State<'_>, fact: &Fact, name: Option<Span>) -> Option<usize> {
        if let Some(name) = name {
            if let Some(known) = self.count_of(state, name) {
                self.current = Some(known);
                return self.current;
            }
            return Some(self.fresh(state, fact, name));
        }
        if self.current.is_none() {
            if let Some(subject) = state.subject {
                return Some(self.fresh(state, fact, subject));
            }
            if state.figures.len() > state.paragraph {
                let last = state.figures.len() - 1;
                let figure = state.again(last, self.kind(state, fact), self.line.sentence.span);
                state.date(figure, self.period.as_ref());
                self.current = Some(figure);
            } else if let Some(piece) = self.piece(fact.at) {
                let written = self.text(piece.span).to_owned();
                state.warn(Code::NumberUnread, vec![written], piece.span);
            }
        } else if let Some(current) = self.current.filter(|_| fact.target || self.ahead)
            && state.figures.get(current).is_some_and(|f| f.kind == Kind::Observed)
        {
            let figure = state.again(current, Kind::Target, self.line.sentence.span);
            state.date(figure, self.period.as_ref());
            self.current = Some(figure);
        }
        self.current
    }

    /// An earlier count of the paragraph that a name such as *số người chết* speaks of.
    fn count_of(&self, state: &State<'_>, name: Span) -> Option<usize> {
        let text = self.text(name);
        let first = text.split(' ').next().unwrap_or_default();
        kinds::is_count_word(state.page, first).then(|| state.by_noun(text)).flatten()
    }

    /// Opens a figure.
    pub fn fresh(&mut self, state: &mut State<'_>, fact: &Fact, name: Span) -> usize {
        let kind = self.kind(state, fact);
        let sentence = self.line.sentence.span;
        let context = Span::new(sentence.start, name.start);
        let listed =
            !context.is_empty() && self.pieces.iter().any(|p| p.cue() == Some(Cue::Copula) && context.contains(p.span));
        let planned = self.pieces.iter().filter(|p| name.contains(p.span)).take(2).any(|p| p.cue() == Some(Cue::Plan));
        let kind = if planned { Kind::Target } else { kind };
        let figure = state.add(name, kind, sentence, listed.then_some(context));
        if let Some(new) = state.figures.get_mut(figure) {
            new.within = self.whole;
        }
        state.date(figure, self.period.as_ref());
        self.current = Some(figure);
        if let Some(bracket) = self.bracket.as_mut().filter(|b| b.open < fact.at) {
            bracket.figure = Some(figure);
        }
        figure
    }

    fn kind(&self, _state: &State<'_>, fact: &Fact) -> Kind {
        if self.target || self.ahead || fact.target { Kind::Target } else { Kind::Observed }
    }

    fn value(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) {
        let (mut named, mut end) = self.counted_name(fact, amount, name);
        if named.is_none() && self.bracket.is_some() && self.whole.is_some() && self.whole == self.current {
            // *(bao gồm 3.000 tỷ đồng từ nguồn trái phiếu)*: a part named by where it comes from.
            end = phrase::after(self.pieces, fact.right, true);
            named = self
                .piece(fact.right + 1)
                .zip(self.piece(end.saturating_sub(1)))
                .map(|(a, b)| Span::new(a.span.start, b.span.end))
                .filter(|s| !s.is_empty());
        }
        let figure = match named {
            Some(name) => self.fresh(state, fact, name),
            None => match self
                .current
                .filter(|&c| state.figures.get(c).is_some_and(|f| f.value.is_none() && f.share.is_none()))
            {
                Some(current) => current,
                None => {
                    let Some(current) = self.figure(state, fact, None) else { return };
                    let taken = state.figures.get(current).is_some_and(|f| f.value.is_some());
                    let figure = if taken {
                        state.again(current, self.kind(state, fact), self.line.sentence.span)
                    } else {
                        current
                    };
                    state.date(figure, self.period.as_ref());
                    if let Some(new) = state.figures.get_mut(figure).filter(|_| taken) {
                        new.within = self.whole.filter(|&w| w != figure);
                    }
                    self.current = Some(figure);
                    figure
                }
            },
        };
        state.set_value(figure, amount, fact);
        self.start = self.start.max(end);
    }

    /// A number without a unit: read only where it counts the noun its indicator starts with (*doanh nghiệp … 3.015*).
    fn bare(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) {
        let Some(name) = name else { return };
        let grouped = amount.span.of(state.page.text).contains(['.', ',']);
        let unit = self.pieces.iter().find(|p| p.span.start == name.start && p.cue() == Some(Cue::Counted));
        if let Some(unit) = unit.filter(|_| grouped) {
            let unit = self.text(unit.span).to_owned();
            let figure = self.fresh(state, fact, name);
            let counted = Amount { unit: unit.clone(), base: unit, ..amount.clone() };
            state.set_value(figure, &counted, fact);
            self.start = self.start.max(fact.right);
        }
    }

    /// The indicator of a value: the phrase before it, or what is counted and what follows (*168 doanh nghiệp thành lập
    /// mới*); and the piece after it.
    fn counted_name(&self, fact: &Fact, amount: &Amount, before: Option<Span>) -> (Option<Span>, usize) {
        let counts = matches!(amount.measure, Measure::Counted | Measure::Noun);
        let end = phrase::after(self.pieces, fact.right, counts);
        let last = end.checked_sub(1).and_then(|i| self.piece(i)).map(|p| p.span.end).unwrap_or_default();
        let follows = (end > fact.right).then(|| self.piece(fact.right).map(|p| p.span.start)).flatten();
        let lone = end == fact.right + 1 && amount.measure == Measure::Unit;
        let start = if counts || lone { self.noun_start(amount) } else { follows };
        let after = start.map(|from| Span::new(from, last)).filter(|s| !s.is_empty() && (counts || follows.is_some()));
        let measured = counts || matches!(amount.measure, Measure::Unit | Measure::Percent);
        let Some(before) = before else { return (after, if after.is_some() { end } else { fact.right }) };
        let unit_goes_on = measured && end <= fact.right + 4;
        let used = if unit_goes_on { end } else { fact.right };
        let Some(after) = after.filter(|_| follows.is_some()) else { return (Some(before), used) };
        let place = self.is_place(before);
        match fact.verb {
            Some(Cue::Equates) if place => (Some(after), end),
            Some(Cue::Brings) if place || !self.is_head(before) && !self.is_count(before) => (Some(after), end),
            None if place && !fact.bracket => (Some(after), end),
            None if counts && self.follows_preposition(fact) && !self.is_head(before) => (Some(after), end),
            None if measured && !fact.bracket && !self.is_count(before) => (Some(Span::new(before.start, last)), end),
            _ => (Some(before), used),
        }
    }

    /// Whether a preposition stands right before the fact (*dồn vào 6 dự án*).
    fn follows_preposition(&self, fact: &Fact) -> bool {
        fact.left
            .checked_sub(1)
            .and_then(|i| self.piece(i))
            .is_some_and(|p| matches!(p.cue(), Some(Cue::Preposition | Cue::Topic)))
    }

    /// Whether a name is only a place or a body that reports (*huyện*, *toàn tỉnh*).
    fn is_place(&self, name: Span) -> bool {
        let inside: Vec<&Piece> = self.pieces.iter().filter(|p| name.contains(p.span)).collect();
        inside.iter().all(|p| matches!(p.cue(), Some(Cue::Scope | Cue::Counted))) && inside.len() <= 2
    }

    /// Where the counted noun starts, after its scale (*28,6 nghìn lượt lao động*).
    fn noun_start(&self, amount: &Amount) -> Option<usize> {
        let base = amount.base.as_str();
        let unit = amount.span.of(self.line.page.text);
        unit.rfind(base).filter(|_| !base.is_empty()).map(|at| amount.span.start + at)
    }

    fn is_head(&self, name: Span) -> bool {
        let text = self.text(name);
        kinds::is_head(self.line.page, text) || self.line.page.lexicon.polarity(text).is_some()
    }

    fn is_count(&self, name: Span) -> bool {
        let first = self.text(name).split(' ').next().unwrap_or_default();
        kinds::is_count_word(self.line.page, first)
    }

    /// *hụt thu khoảng 640 tỉ đồng* has a name of its own; *vượt 41 nghìn tỷ đồng so với kế hoạch* only tells a distance.
    fn excess(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) {
        if amount.is_percent()
            && let Some((of, horizon)) = state.plan
            && let Some(figure) = self.figure(state, fact, name)
        {
            let sign = if fact.verb == Some(Cue::Short) { -amount.value } else { amount.value };
            state.add_plan(figure, amount, fact, Decimal::ONE_HUNDRED + sign, of, horizon);
        } else if let Some(name) = name.filter(|_| self.current.is_none()) {
            self.fresh(state, fact, name);
        }
    }

    /// *thấp hơn kịch bản 2,3%*, *chưa đạt chỉ tiêu 80%*: the level that was set, beside the current figure.
    fn planned(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) {
        let like = match (self.current, name) {
            (Some(current), _) => current,
            (None, Some(name)) => {
                self.target = true;
                let figure = self.fresh(state, fact, name);
                return self.say(state, figure, fact, amount, figure);
            }
            (None, None) => return,
        };
        // Beside a share of the plan a percentage is no figure: it is the rate that is due.
        if amount.is_percent()
            && let Some(plan) = state.figures.get_mut(like).and_then(|f| f.plans.last_mut())
        {
            plan.due = Some(amount.value);
            return;
        }
        let figure = state.again(like, Kind::Target, self.line.sentence.span);
        self.say(state, figure, fact, amount, like);
    }

    fn changed(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>, down: bool) {
        let basis = fact.basis.or(self.basis).unwrap_or_default();
        if !amount.is_percent() && amount.measure != Measure::Points && name.is_none() {
            let end = phrase::after(self.pieces, fact.right, false);
            let noun = self
                .piece(end.saturating_sub(1))
                .map(|p| Span::new(self.noun_start(amount).unwrap_or(amount.span.start), p.span.end));
            let known = noun.and_then(|n| state.by_noun(self.text(n)));
            if let Some(figure) = known.or(self.current) {
                self.current = Some(figure);
                let change = state.change(amount, fact, down, basis, false);
                state.add_change(figure, change);
                self.start = self.start.max(end);
                return;
            }
        }
        let Some(figure) = self.figure(state, fact, name) else { return };
        if fact.bracket && amount.is_percent() && self.percent_of_last(state, figure, amount, down) {
            return;
        }
        let known = state.figures.get(figure);
        let level = known.is_some_and(|f| f.value.as_ref().is_some_and(|v| v.unit == "%"));
        let rate = level && amount.is_percent();
        let change = state.change(amount, fact, down, basis, rate);
        state.add_change(figure, change);
    }

    /// *giảm 27 vụ (21,95%)*: the percentage of the change before it. Whether it was that.
    fn percent_of_last(&self, state: &mut State<'_>, figure: usize, amount: &Amount, down: bool) -> bool {
        let Some(last) = state.figures.get_mut(figure).and_then(|f| f.changes.last_mut()) else { return false };
        let untold = last.percent.is_none() && last.amount.is_some();
        if untold {
            let down = if amount.negative.is_some() { down } else { last.amount.is_some_and(|a| a.is_sign_negative()) };
            last.percent = Some(ChangePercent(if down { -amount.value } else { amount.value }));
        }
        untold
    }

    fn share(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) {
        let end = phrase::after(self.pieces, fact.right, false);
        let of = (end > fact.right).then(|| self.pieces.get(fact.right..end)).flatten();
        let of = of.and_then(|p| Some(p.first()?.span.join(p.last()?.span)));
        let whole = name.is_some();
        let Some(mut figure) = self.figure(state, fact, name) else { return };
        if !whole && state.figures.get(figure).is_some_and(|f| f.share.is_some()) {
            figure = state.again(figure, self.kind(state, fact), self.line.sentence.span);
        }
        state.set_share(figure, amount, of);
        self.start = self.start.max(end);
    }

    /// *kéo giảm tai nạn giao thông từ 5%*: the direction that a name starts with, and the name without it.
    fn directed(&self, name: Span) -> Option<(bool, Span)> {
        let first = self.pieces.iter().position(|p| p.span.start == name.start)?;
        let down = match self.piece(first)?.cue()? {
            Cue::Up => false,
            Cue::Down => true,
            _ => return None,
        };
        let next = self.piece(first + 1)?.span.start;
        (next < name.end).then(|| (down, Span::new(next, name.end)))
    }

    /// A percentage that no word beside it explains: of the plan that is understood, a share, a growth rate, a level.
    fn open_percent(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) {
        let current = self.current.filter(|_| name.is_none());
        if fact.bracket
            && let Some(figure) = current
            && self.percent_of_last(state, figure, amount, false)
        {
            return;
        }
        if fact.bracket && fact.verb.is_none() && self.shared {
            return self.share(state, fact, amount, name);
        }
        if fact.verb == Some(Cue::Ratio)
            && self.piece(fact.right).is_some_and(|p| kinds::is_whole(self.line.page, self.text(p.span)))
        {
            return self.share(state, fact, amount, name);
        }
        if let Some((down, name)) = name.filter(|_| fact.verb.is_none() && !fact.bracket).and_then(|n| self.directed(n))
        {
            return self.changed(state, fact, amount, Some(name), down);
        }
        let name_text = name
            .map(|n| self.text(n).to_owned())
            .or_else(|| current.and_then(|c| state.figures.get(c)).map(|f| f.indicator.clone()))
            .unwrap_or_default();
        let announced = matches!(fact.verb, Some(Cue::Equates | Cue::Ratio));
        if current.is_some_and(|c| {
            state.figures.get(c).is_some_and(|f| f.value.as_ref().is_some_and(|v| v.unit != "%") && f.plans.is_empty())
        }) && announced
            && let Some((of, horizon)) = state.plan
            && let Some(figure) = current
        {
            return state.add_plan(figure, amount, fact, amount.value, of, horizon);
        }
        if kinds::is_growth(state.page, &name_text)
            && !kinds::is_rate(state.page, &name_text)
            && (announced || fact.verb.is_none())
        {
            if let Some(figure) = self.figure(state, fact, name) {
                let change = state.change(amount, fact, false, self.basis.unwrap_or_default(), false);
                state.add_change(figure, change);
            }
            return;
        }
        if kinds::is_disbursement(state.page, &name_text) && announced {
            if let Some(figure) = self.figure(state, fact, name) {
                state.add_plan(figure, amount, fact, amount.value, Span::default(), self.term_horizon(state));
            }
            return;
        }
        self.value(state, fact, amount, name);
    }
}

fn factor_change(
    state: &mut State<'_>,
    figure: usize,
    fact: &Fact,
    amount: &Amount,
    factor: Decimal,
    basis: Option<Basis>,
) {
    if fact.verb == Some(Cue::Up) {
        let written = amount.span.of(state.page.text).to_owned();
        state.warn(Code::ChangeAmbiguous, vec![written, factor.normalize().to_string()], amount.span);
    }
    let change = Change {
        factor: Some(factor),
        percent: Some(ChangePercent(((factor - Decimal::ONE) * Decimal::ONE_HUNDRED).normalize())),
        bound: fact.bound,
        estimate: fact.estimate,
        basis: fact.basis.or(basis).unwrap_or_default(),
        span: amount.span,
        ..Change::default()
    };
    state.add_change(figure, change);
}
