//! What is known while the figures of a page are put together.

use super::amount::{Amount, Measure};
use super::fact::Fact;
use super::kinds;
use super::numeral::Doubt;
use super::phrase;
use super::pieces::Line;
use crate::model::period::Scope;
use crate::model::{
    Basis, Change, ChangePercent, Decimal, Figure, Horizon, Period, PlanPercent, PlanShare, Points, Quantity, Share,
    Warning,
    figure::Kind,
    warning::{Code, number},
};
use crate::parse::page::{Page, Sentence};
use crate::parse::period::{self, Mention};
use crate::text::{Span, key};
use std::cell::OnceCell;

/// A share of a plan, as read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// Percent of the plan.
    pub percent: Decimal,
    /// The plan as written; empty where it is understood.
    pub of: Span,
    /// Its time.
    pub horizon: Horizon,
}

/// Adds one to what a figure has. Most have one alone, and room for more would be most of what is kept of them.
fn keep<T>(all: &mut Vec<T>, one: T) {
    if all.is_empty() {
        all.reserve_exact(1);
    }
    all.push(one);
}

/// Figures so far, and what the words read so far leave understood.
pub struct State<'a> {
    /// The page.
    pub page: &'a Page<'a>,
    /// Figures in reading order.
    pub figures: Vec<Figure>,
    /// Doubts.
    pub warnings: Vec<Warning>,
    /// The bulletin's period.
    pub bulletin: Option<&'a Period>,
    /// Where changes stand that name nothing they are compared with, in reading order.
    pub unbased: Vec<usize>,
    /// Figures of which a time is named, whether it is the bulletin's or another.
    pub timed: Vec<usize>,
    /// Figures that come with the one before them (*với tổng trị giá …*).
    pub with: Vec<usize>,
    /// Words before a list that say what its members are (*ba địa phương tăng là …*), by figure.
    pub contexts: Vec<Option<Span>>,
    /// First figure of the paragraph.
    pub paragraph: usize,
    /// First figure of the sentence.
    pub sentence: usize,
    /// Whether the paragraph sets tasks, so that its numbers are targets.
    pub ahead: bool,
    /// The plan named last in the paragraph, which *đạt 49,6%* alone means.
    pub plan: Option<(Span, Horizon)>,
    /// Whether that plan has no name and is only that of a sum of money, so that it is understood of no count.
    pub of_sum: bool,
    /// The plan named last in the paragraphs before.
    pub plan_before: Option<(Span, Horizon)>,
    /// The paragraph's last sentence without figures, whose subject stands for one that is not named; found when it is first
    /// asked for.
    before: Option<(Sentence, OnceCell<Option<Span>>)>,
}

impl<'a> State<'a> {
    /// Nothing read yet.
    #[must_use]
    pub fn new(page: &'a Page<'a>, bulletin: Option<&'a Period>) -> Self {
        Self {
            page,
            figures: Vec::new(),
            warnings: Vec::new(),
            bulletin,
            unbased: Vec::new(),
            timed: Vec::new(),
            with: Vec::new(),
            contexts: Vec::new(),
            paragraph: 0,
            sentence: 0,
            ahead: false,
            plan: None,
            of_sum: false,
            plan_before: None,
            before: None,
        }
    }

    /// A new paragraph, which may set tasks: nothing is understood from the one before.
    pub fn start_paragraph(&mut self, ahead: bool, goes_on: bool) {
        self.paragraph = if goes_on { self.paragraph } else { self.figures.len() };
        self.sentence = self.figures.len();
        self.ahead = ahead;
        self.plan_before = self.plan.take().or(self.plan_before);
        self.before = None;
    }

    /// The subject of the sentence before, for one that names none.
    #[must_use]
    pub fn subject(&self) -> Option<Span> {
        let (sentence, subject) = self.before.as_ref()?;
        *subject.get_or_init(|| {
            let line = Line::new(self.page, sentence);
            phrase::subject(&line, &line.pieces())
        })
    }

    /// What comes next follows on this sentence, or on none.
    pub fn follow(&mut self, sentence: Option<&Sentence>) {
        self.before = sentence.map(|sentence| (sentence.clone(), OnceCell::new()));
    }

    /// Adds a figure of the indicator at `name`.
    pub fn add(&mut self, name: Span, kind: Kind, sentence: Span, context: Option<Span>) -> usize {
        let id = self.figures.len();
        self.figures.push(Figure {
            id,
            indicator: tidy(name.of(self.page.text)),
            indicator_span: name,
            kind,
            span: name,
            sentence,
            ..Figure::default()
        });
        self.contexts.push(context);
        id
    }

    /// Adds a figure of the same indicator as another.
    pub fn again(&mut self, of: usize, kind: Kind, sentence: Span) -> usize {
        let (name, span) = self.figures.get(of).map(|f| (f.indicator.clone(), f.indicator_span)).unwrap_or_default();
        let id = self.add(Span::default(), kind, sentence, self.contexts.get(of).copied().flatten());
        if let Some(figure) = self.figures.get_mut(id) {
            figure.indicator = name;
            figure.indicator_span = span;
            figure.span = Span::default();
        }
        id
    }

    /// Sets the figure's own period, where it differs from the bulletin's.
    pub fn date(&mut self, figure: usize, mention: Option<&Mention>) {
        if mention.is_some() {
            self.timed.push(figure);
        }
        if let Some(own) = self.own(mention)
            && let Some(figure) = self.figures.get_mut(figure)
        {
            figure.period = Some(own);
        }
    }

    /// A mention as a period, where it is another than the bulletin's.
    #[must_use]
    pub fn own(&self, mention: Option<&Mention>) -> Option<Period> {
        let mention =
            mention.filter(|m| m.upto.is_some() || (!m.day || m.until) && !m.rest && m.scope.last_month().is_some())?;
        let year = self.bulletin.and_then(|b| b.end).map(jiff::civil::Date::year);
        // The year reported on, named again, is no longer period: *kế hoạch vốn năm 2023* at six months.
        if mention.scope == Scope::Year && !mention.whole && (mention.year == year || year.is_none()) {
            return None;
        }
        let own = period::period(mention, mention.span.of(self.page.text), year);
        let same = self.bulletin.is_some_and(|b| {
            b.scope.last_month() == own.scope.last_month()
                && matches!(b.scope, Scope::Month(_)) == matches!(own.scope, Scope::Month(_))
                && (b.end == own.end || b.end.is_none())
                && (b.start == own.start || b.start.is_none() || own.start.is_none())
        });
        (!same).then_some(own)
    }

    /// The figure told last, or the whole that the paragraph tells it to be a part of (*A 900 tỷ đồng, trong đó B 700 tỷ đồng. So với cùng kỳ
    /// tăng 5%*).
    #[must_use]
    pub fn last_whole(&self) -> usize {
        let last = self.figures.len().saturating_sub(1);
        let whole = |at: usize| {
            let part = self.figures.get(at)?;
            let same = |w: &usize| self.figures.get(*w).is_some_and(|f| f.kind == part.kind);
            part.within.filter(|&w| w >= self.paragraph && w < at).filter(same)
        };
        std::iter::successors(Some(last), |&at| whole(at)).last().unwrap_or(last)
    }

    /// Lets the figure's span reach over `more`.
    pub fn widen(&mut self, figure: usize, more: Span) {
        if let Some(figure) = self.figures.get_mut(figure) {
            figure.span = if figure.span.is_empty() { more } else { figure.span.join(more) };
        }
    }

    /// Gives the figure its value.
    pub fn set_value(&mut self, figure: usize, amount: &Amount, fact: &Fact) {
        self.doubt(amount);
        // *Tỷ lệ tham gia BHYT 93,6%/95%*: of a rate, what it is to reach.
        let goal = amount.of.filter(|_| amount.is_percent());
        let value = Quantity {
            amount: amount.value,
            unit: amount.unit.clone(),
            canonical: amount.canonical(),
            upper: amount.upper,
            of: amount.of.filter(|_| goal.is_none()),
            bound: fact.bound,
            estimate: fact.estimate,
            span: amount.span,
        };
        let Some(told) = self.figures.get_mut(figure) else { return };
        let (observed, sentence) = (told.kind == Kind::Observed, told.sentence);
        let set = goal.filter(|_| observed).map(|goal| Quantity { amount: goal, ..value.clone() });
        told.value = Some(value);
        self.widen(figure, amount.span);
        if set.is_some() {
            let goal = self.again(figure, Kind::Target, sentence);
            self.figures.get_mut(goal).into_iter().for_each(|goal| goal.value.clone_from(&set));
            self.widen(goal, amount.span);
        }
    }

    /// Adds a change.
    pub fn add_change(&mut self, figure: usize, change: Change) {
        self.widen(figure, change.span);
        if let Some(figure) = self.figures.get_mut(figure) {
            keep(&mut figure.changes, change);
        }
    }

    /// Adds a share of a plan, and leaves the plan understood.
    pub fn add_plan(&mut self, figure: usize, amount: &Amount, fact: &Fact, plan: Plan) {
        let Plan { percent, of, horizon } = plan;
        self.doubt(amount);
        self.plan = Some((of, horizon));
        self.of_sum = false;
        self.widen(figure, amount.span.join(if of.is_empty() { amount.span } else { of }));
        let share = PlanShare {
            percent: PlanPercent(percent.normalize()),
            of: (!of.is_empty()).then(|| of.of(self.page.text).to_owned()),
            horizon,
            due: None,
            bound: fact.bound,
            estimate: fact.estimate,
            span: amount.span,
        };
        if let Some(figure) = self.figures.get_mut(figure) {
            keep(&mut figure.plans, share);
        }
    }

    /// Gives the figure its share of a whole.
    pub fn set_share(&mut self, figure: usize, amount: &Amount, of: Option<Span>) {
        self.doubt(amount);
        self.widen(figure, amount.span);
        let share = Share {
            percent: amount.value,
            upper: amount.upper,
            of: of.map(|s| tidy(s.of(self.page.text))),
            span: amount.span,
        };
        if let Some(figure) = self.figures.get_mut(figure) {
            figure.share = Some(share);
        }
    }

    /// A change from an amount: percent, points, factor or an absolute one.
    #[must_use]
    pub fn change(&self, amount: &Amount, fact: &Fact, down: bool, basis: Basis, as_points: bool) -> Change {
        let signed = |value: Decimal| if down { -value } else { value };
        let mut change =
            Change { bound: fact.bound, estimate: fact.estimate, basis, span: amount.span, ..Change::default() };
        match amount.measure {
            Measure::Percent if as_points => change.points = Some(Points(signed(amount.value))),
            Measure::Percent => {
                change.percent = Some(ChangePercent(signed(amount.value)));
                change.upper = amount.upper.map(|u| ChangePercent(signed(u)));
            }
            Measure::Points => change.points = Some(Points(signed(amount.value))),
            _ => {
                change.amount = Some(signed(amount.value));
                change.unit = (!amount.unit.is_empty()).then(|| amount.unit.clone());
            }
        }
        change
    }

    /// Tells what is doubtful about a number.
    pub fn doubt(&mut self, amount: &Amount) {
        let written = amount.span.of(self.page.text).to_owned();
        let plain = |value: Decimal| number(value, "");
        match amount.doubt {
            Doubt::Repaired => self.warn(Code::NumberRepaired, vec![written, plain(amount.value)], amount.span),
            Doubt::Thousands(_) | Doubt::None => {}
        }
    }

    /// Notes a warning.
    pub fn warn(&mut self, code: Code, args: Vec<String>, place: Span) {
        self.warnings.push(Warning { code, args, places: vec![place] });
    }

    /// The latest figure of the paragraph whose unit and name hold all the words of `noun` (*số người chết*); with
    /// `wholes` none that is a part.
    #[must_use]
    pub fn by_noun(&self, noun: &str, wholes: bool) -> Option<usize> {
        let wanted = key(noun);
        let words: Vec<&str> = wanted
            .split(' ')
            .filter(|w| !kinds::is_count_word(self.page, w) && !kinds::is_whole(self.page, w))
            .collect();
        if words.is_empty() {
            return None;
        }
        // *6 vụ, chết 4 người (giảm 1 vụ)*: of what the sentence has counted so, before another.
        let here = self.figures.get(self.sentence..).unwrap_or_default().iter().rev();
        let mut here = here.filter(|f| f.kind == Kind::Observed && (!wholes || f.within.is_none()));
        if let Some(counted) = here.find(|f| f.value.as_ref().is_some_and(|v| key(&v.unit) == wanted)) {
            return Some(counted.id);
        }
        let figures = self.figures.get(self.paragraph..)?;
        // *1.898 ngàn người … 140.847 ngàn người.km*: the one that the noun itself measures before one that it is part of.
        let measures = |f: &&Figure| {
            let unit = f.value.as_ref().map(|v| key(&v.unit)).unwrap_or_default();
            unit.strip_suffix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        };
        let longer = |f: &&Figure| f.value.as_ref().is_some_and(|v| key(&v.unit).contains(&format!("{wanted} ")));
        let exact = figures.iter().rev().find(longer).and_then(|_| figures.iter().rev().find(measures));
        if let Some(figure) = exact.filter(|f| f.kind == Kind::Observed && (!wholes || f.within.is_none())) {
            return Some(figure.id);
        }
        let may = |f: &&Figure| f.kind == Kind::Observed && f.value.is_some() && (!wholes || f.within.is_none());
        let holds = |f: &&Figure| {
            let unit = f.value.as_ref().map(|v| v.unit.as_str()).unwrap_or_default();
            let have = key(&format!("{unit} {}", f.indicator));
            words.iter().all(|w| have.split(' ').any(|h| h == *w))
        };
        let all = || figures.iter().rev().filter(may).filter(holds);
        // *34 dự án (có 12 dự án FDI), giảm 12 dự án*: the one that goes by the noun alone before one that tells more of it; a
        // count's word may be left out of either.
        let bare = words.join(" ");
        let alone = |f: &&Figure| {
            let name = key(&f.indicator);
            let ends = |noun: &str| name.strip_suffix(noun).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
            ends(&wanted) || ends(&bare)
        };
        all().find(alone).or_else(|| all().next()).map(|f| f.id)
    }

    /// The figures and doubts, with directions and order settled.
    #[must_use]
    pub fn finish(mut self) -> (Vec<Figure>, Vec<Warning>) {
        kinds::settle(&mut self);
        self.drop_empty();
        (self.figures, self.warnings)
    }

    /// Leaves out figures for which a name was found and then nothing that could be read (a text that is cut off).
    fn drop_empty(&mut self) {
        let says = |f: &Figure| f.value.is_some() || !f.changes.is_empty() || !f.plans.is_empty() || f.share.is_some();
        if self.figures.iter().all(says) {
            return;
        }
        let mut left = 0..;
        let ids: Vec<Option<usize>> = self.figures.iter().map(|f| says(f).then(|| left.next()).flatten()).collect();
        let id = |old: usize| ids.get(old).copied().flatten();
        self.figures.retain(says);
        for figure in &mut self.figures {
            figure.id = id(figure.id).unwrap_or_default();
            figure.within = figure.within.and_then(id);
        }
    }
}

/// A name without marks at its ends, but for the one that closes what is quoted in it.
#[must_use]
pub fn tidy(written: &str) -> String {
    let quotes = |c: char| matches!(c, '"' | '“' | '”');
    let marks = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '-' | '–' | '*' | '+' | '•');
    let opened = written.trim_start_matches(|c| marks(c) || quotes(c));
    let bare = opened.trim_end_matches(|c| marks(c) || quotes(c));
    // *Quỹ “Vì người nghèo”*
    let quoted = bare.matches('"').count() % 2 == 1 || bare.matches('“').count() > bare.matches('”').count();
    let name = if quoted { opened.trim_end_matches(marks) } else { bare };
    let open = name.matches('(').count();
    let closed = name.matches(')').count();
    if open < closed {
        name.trim_end_matches(')').trim_end().to_owned()
    } else if open > closed {
        name.trim_start_matches('(').trim_start().to_owned()
    } else {
        name.to_owned()
    }
}
