//! What is kept of one bulletin among many.

use crate::assess::due::expected;
use crate::assess::{Identity, Topic};
use crate::model::figure::Polarity;
use crate::model::{Basis, Bulletin, Decimal, Figure, Horizon, Period, Quantity, Reason};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// One bulletin: what a list shows of it, what trends and comparisons are made of, and its text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The file's name.
    pub name: String,
    /// The headline.
    pub title: Option<String>,
    /// Whose it is.
    pub identity: Identity,
    /// When it came out, as far as told.
    pub published: Option<String>,
    /// What it reports on.
    pub period: Option<Period>,
    /// Every figure that can be put beside those of other bulletins.
    pub points: Vec<Point>,
    /// What misses its target, worst first.
    pub missed: Vec<Missed>,
    /// The sentences of those who conclude.
    pub conclusions: Vec<Span>,
    /// The normalised text: spans count its bytes.
    pub text: String,
}

/// A figure among those of other bulletins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// The name it shares with others.
    pub topic: String,
    /// As written here.
    pub indicator: String,
    /// Its own period, else the bulletin's.
    pub period: Period,
    /// The amount.
    pub value: Option<Quantity>,
    /// Against the same period of last year, in percent.
    pub change: Option<Decimal>,
    /// Share reached of the year's plan, else of the first one told.
    pub plan: Option<Decimal>,
    /// The plan as written.
    pub of: Option<String>,
    /// Share of it that is due.
    pub due: Option<Decimal>,
    /// Whether it misses what is due.
    pub missed: bool,
    /// Which direction is worse.
    pub polarity: Polarity,
    /// Whether a number is an estimate.
    pub estimate: bool,
    /// The figure's characters.
    pub span: Span,
    /// Its sentence.
    pub sentence: Span,
}

/// An indicator that misses its target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Missed {
    /// The name it shares with others; its own words where it may share none.
    pub topic: String,
    /// As written here.
    pub indicator: String,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Share of the due reached: the smaller, the worse.
    pub severity: Option<Decimal>,
    /// Share of the plan reached, and due.
    pub reached: Option<(Decimal, Decimal)>,
    /// Change for the worse, in percent.
    pub change: Option<Decimal>,
    /// Where the text shows it.
    pub evidence: Span,
}

impl Entry {
    /// What is kept of a bulletin. `topics` are its figures', `named` its shortfalls' names, by their indexes.
    #[doc(hidden)]
    #[must_use]
    pub fn new(bulletin: &Bulletin, identity: Identity, topics: &[Option<Topic>], named: &[Topic]) -> Self {
        let of = |figure: &Figure| topics.get(figure.id).cloned().flatten();
        let points = bulletin.figures.iter().filter_map(|f| point(bulletin, f, of(f)?)).collect();
        let missed = bulletin.shortfalls.iter().enumerate().map(|(i, s)| Missed {
            topic: named.get(i).map(|t| t.0.clone()).unwrap_or_default(),
            indicator: s.indicator.clone(),
            reasons: s.reasons.clone(),
            severity: s.severity,
            reached: s.actual_percent.zip(s.expected_percent),
            change: s.change_percent,
            evidence: s.evidence.first().copied().unwrap_or_default(),
        });
        Self {
            name: bulletin.source.name.clone(),
            title: bulletin.title.clone(),
            identity,
            published: bulletin.published.clone(),
            period: bulletin.period.clone(),
            points,
            missed: missed.collect(),
            conclusions: bulletin.conclusions.iter().map(|c| c.span).collect(),
            text: bulletin.text.clone(),
        }
    }

    /// Whose it is, in words and as a key: the place, else the body.
    #[must_use]
    pub fn whose(&self) -> (String, String) {
        match (&self.identity.place, &self.identity.body) {
            (Some(place), _) => (place.words(), place.key()),
            (None, Some(body)) => (body.clone(), crate::text::key(body)),
            (None, None) => (String::new(), String::new()),
        }
    }

    /// The bulletin's time: the end of what it reports on, else when it came out.
    #[must_use]
    pub fn time(&self) -> String {
        let end = self.period.as_ref().and_then(|p| p.end).map(|day| day.to_string());
        end.or_else(|| self.published.clone()).unwrap_or_default()
    }

    /// The points of a topic.
    pub fn of<'e>(&'e self, topic: &'e str) -> impl Iterator<Item = &'e Point> {
        self.points.iter().filter(move |point| point.topic == topic)
    }
}

fn point(bulletin: &Bulletin, figure: &Figure, topic: Topic) -> Option<Point> {
    let period = figure.period.clone().or_else(|| bulletin.period.clone())?;
    let plan = figure.plans.iter().find(|p| p.horizon == Horizon::Year).or(figure.plans.first());
    let change = figure.changes.iter().find(|c| c.basis == Basis::SamePeriodLastYear);
    let estimate = figure.value.as_ref().map_or(change.is_some_and(|c| c.estimate), |v| v.estimate);
    let point = Point {
        topic: topic.0,
        indicator: figure.indicator.clone(),
        period,
        value: figure.value.clone(),
        change: change.and_then(|c| c.percent).map(|p| p.0),
        plan: plan.map(|p| p.percent.0),
        of: plan.and_then(|p| p.of.clone()),
        due: plan.and_then(|plan| expected(bulletin, figure, plan)),
        missed: bulletin.shortfalls.iter().any(|s| s.figure == Some(figure.id)),
        polarity: figure.polarity,
        estimate,
        span: figure.span,
        sentence: figure.sentence,
    };
    (point.value.is_some() || point.change.is_some() || point.plan.is_some()).then_some(point)
}
