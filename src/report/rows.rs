//! A bulletin as rows of a table: one a figure, one a shortfall that has no figure, one where there is neither.
//!
//! In: a bulletin, whose it is and its figures' topics. Out: [`Row`]s, the same for every form of table. Every row
//! carries its bulletin's place and period, so that the usual questions need no join.

use crate::assess::due::expected;
use crate::assess::{Identity, Topic};
use crate::model::period::Scope;
use crate::model::{Bulletin, Decimal, Figure, Horizon, Period, Shortfall};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// One row. What the text does not tell is `None`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// `figure`, `shortfall` (said so without a number), `bulletin` (neither is in it) or `error`.
    pub row: String,
    /// The record's own id, as JSON where it is no string.
    pub record: Option<String>,
    /// The file's name.
    pub source: String,
    /// The place reported on.
    pub place: Option<String>,
    /// The body that speaks.
    pub body: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// When it came out, as far as told.
    pub published: Option<String>,
    /// The day of it.
    pub published_on: Option<Date>,
    /// The figure's own period, else the bulletin's, as written.
    pub period: Option<String>,
    /// Its first day.
    pub period_start: Option<Date>,
    /// Its last day.
    pub period_end: Option<Date>,
    /// `month`, `quarter`, `months`, `year`, `term`, `other`.
    pub scope: Option<String>,
    /// The year it ends in.
    pub year: Option<i32>,
    /// The month of the year that it ends with.
    pub month: Option<i32>,
    /// Whether it begins with the year, so that values are sums so far.
    pub cumulated: Option<bool>,
    /// Index of the figure in its bulletin.
    pub figure: Option<i32>,
    /// Index of the figure it is a part of.
    pub within: Option<i32>,
    /// As written.
    pub indicator: Option<String>,
    /// The name that it shares with figures of other bulletins; none where it may be another place's or time's.
    pub topic: Option<String>,
    /// `observed`, `target`, `reference`.
    pub kind: Option<String>,
    /// Which direction is worse.
    pub polarity: Option<String>,
    /// In the unit as written.
    pub amount: Option<Decimal>,
    /// Upper end of a range.
    pub upper: Option<Decimal>,
    /// As written.
    pub unit: Option<String>,
    /// With the scale multiplied out.
    pub canonical: Option<Decimal>,
    /// ISO 4217 code, or the base unit.
    pub canonical_unit: Option<String>,
    /// How the number bounds the truth.
    pub bound: Option<String>,
    /// Whether it is an estimate.
    pub estimate: Option<bool>,
    /// Against the same period of last year.
    pub change_percent: Option<Decimal>,
    /// Share reached of the year's plan, else of the first one told.
    pub plan_percent: Option<Decimal>,
    /// Share of it that is due.
    pub due_percent: Option<Decimal>,
    /// Share of a whole.
    pub share_percent: Option<Decimal>,
    /// All comparisons.
    pub changes: Vec<ChangeRow>,
    /// All plans.
    pub plans: Vec<PlanRow>,
    /// Whether it misses what is due.
    pub missed: Option<bool>,
    /// Why.
    pub reasons: Vec<String>,
    /// Share of the due reached; the smaller, the worse.
    pub severity: Option<Decimal>,
    /// The sentence it rests on.
    pub sentence: Option<String>,
    /// First byte of the figure in the normalised text.
    pub start: Option<i32>,
    /// First byte after it.
    pub end: Option<i32>,
    /// Why the record could not be read.
    pub error: Option<String>,
}

/// A comparison.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ChangeRow {
    /// What is compared with.
    pub basis: String,
    /// In percent.
    pub percent: Option<Decimal>,
    /// In percentage points.
    pub points: Option<Decimal>,
    /// An absolute change.
    pub amount: Option<Decimal>,
    /// Its unit.
    pub unit: Option<String>,
}

/// A share of a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlanRow {
    /// The time of the plan.
    pub horizon: String,
    /// Share reached.
    pub percent: Option<Decimal>,
    /// Share due.
    pub due: Option<Decimal>,
    /// The plan as written.
    pub of: Option<String>,
}

/// The rows of a bulletin.
#[doc(hidden)]
#[must_use]
pub fn rows(bulletin: &Bulletin, identity: &Identity, topics: &[Option<Topic>]) -> Vec<Row> {
    let head = head(bulletin, identity);
    let topic = |figure: &Figure| topics.get(figure.id).cloned().flatten();
    let mut rows: Vec<Row> = bulletin.figures.iter().map(|f| of_figure(&head, bulletin, f, topic(f))).collect();
    let bare = bulletin.shortfalls.iter().filter(|s| s.figure.is_none());
    rows.extend(bare.map(|shortfall| of_shortfall(&head, bulletin, shortfall)));
    if rows.is_empty() {
        rows.push(Row { row: "bulletin".to_owned(), ..head });
    }
    rows
}

/// The row of a record that could not be read.
#[must_use]
pub fn failed(record: Option<String>, source: &str, error: &str) -> Row {
    Row { row: "error".to_owned(), record, source: source.to_owned(), error: Some(error.to_owned()), ..Row::default() }
}

fn head(bulletin: &Bulletin, identity: &Identity) -> Row {
    let day = bulletin.published.as_deref().and_then(|p| p.split('T').next()).and_then(|day| day.parse().ok());
    let row = Row {
        source: bulletin.source.name.clone(),
        place: identity.place.as_ref().map(crate::assess::Place::words),
        body: identity.body.clone(),
        title: bulletin.title.clone(),
        published: bulletin.published.clone(),
        published_on: day,
        ..Row::default()
    };
    in_period(row, bulletin.period.as_ref())
}

fn in_period(row: Row, period: Option<&Period>) -> Row {
    let Some(period) = period else { return row };
    let scope = match period.scope {
        Scope::Month(_) => "month",
        Scope::Quarter(_) => "quarter",
        Scope::Months(_) => "months",
        Scope::Year => "year",
        Scope::Term { .. } => "term",
        Scope::Other => "other",
    };
    let cumulated = match period.scope {
        Scope::Months(_) | Scope::Year | Scope::Quarter(1) | Scope::Month(1) => Some(true),
        Scope::Month(_) | Scope::Quarter(_) => Some(false),
        Scope::Term { .. } | Scope::Other => None,
    };
    Row {
        period: Some(period.label.clone()),
        period_start: period.start,
        period_end: period.end,
        scope: Some(scope.to_owned()),
        year: period.end.map(|day| i32::from(day.year())),
        month: period.scope.last_month().map(i32::from),
        cumulated,
        ..row
    }
}

fn of_figure(head: &Row, bulletin: &Bulletin, figure: &Figure, topic: Option<Topic>) -> Row {
    let row = match &figure.period {
        Some(period) => in_period(head.clone(), Some(period)),
        None => head.clone(),
    };
    let value = figure.value.as_ref();
    let canonical = value.and_then(|v| v.canonical.as_ref());
    let same = figure.changes.iter().find(|c| c.basis == crate::model::Basis::SamePeriodLastYear);
    let plan = figure.plans.iter().find(|p| p.horizon == Horizon::Year).or(figure.plans.first());
    let missed = bulletin.shortfalls.iter().find(|s| s.figure == Some(figure.id));
    let plans = figure.plans.iter().map(|plan| PlanRow {
        horizon: name(&plan.horizon),
        percent: Some(plan.percent.0),
        due: expected(bulletin, figure, plan),
        of: plan.of.clone(),
    });
    let changes = figure.changes.iter().map(|change| ChangeRow {
        basis: name(&change.basis),
        percent: change.percent.map(|p| p.0),
        points: change.points.map(|p| p.0),
        amount: change.amount,
        unit: change.unit.clone(),
    });
    Row {
        row: "figure".to_owned(),
        figure: number(figure.id),
        within: figure.within.and_then(number),
        indicator: Some(figure.indicator.clone()),
        topic: topic.map(|topic| topic_name(&topic)),
        kind: Some(name(&figure.kind)),
        polarity: Some(name(&figure.polarity)),
        amount: value.map(|v| v.amount),
        upper: value.and_then(|v| v.upper),
        unit: value.map(|v| v.unit.clone()),
        canonical: canonical.map(|c| c.amount),
        canonical_unit: canonical.map(|c| c.unit.clone()),
        bound: value.map(|v| name(&v.bound)),
        estimate: value.map(|v| v.estimate),
        change_percent: same.and_then(|c| c.percent).map(|p| p.0),
        plan_percent: plan.map(|p| p.percent.0),
        due_percent: plan.and_then(|plan| expected(bulletin, figure, plan)),
        share_percent: figure.share.as_ref().map(|s| s.percent),
        changes: changes.collect(),
        plans: plans.collect(),
        missed: Some(missed.is_some()),
        reasons: missed.map(reasons).unwrap_or_default(),
        severity: missed.and_then(|s| s.severity),
        sentence: Some(figure.sentence.of(&bulletin.text).to_owned()),
        start: number(figure.span.start),
        end: number(figure.span.end),
        ..row
    }
}

fn of_shortfall(head: &Row, bulletin: &Bulletin, shortfall: &Shortfall) -> Row {
    let at = shortfall.evidence.first().copied().unwrap_or_default();
    Row {
        row: "shortfall".to_owned(),
        indicator: Some(shortfall.indicator.clone()),
        missed: Some(true),
        reasons: reasons(shortfall),
        severity: shortfall.severity,
        sentence: Some(at.of(&bulletin.text).to_owned()),
        start: number(at.start),
        end: number(at.end),
        ..head.clone()
    }
}

/// A topic as it is written in tables: the shared name of a known indicator, else its words.
#[doc(hidden)]
#[must_use]
pub fn topic_name(topic: &Topic) -> String {
    let shared = topic.0.strip_prefix('=').filter(|rest| !rest.contains('='));
    shared.unwrap_or(&topic.0).replace('\u{335}', "").nfc().collect()
}

fn reasons(shortfall: &Shortfall) -> Vec<String> {
    shortfall.reasons.iter().map(name).collect()
}

fn number(n: usize) -> Option<i32> {
    i32::try_from(n).ok()
}

fn name<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
