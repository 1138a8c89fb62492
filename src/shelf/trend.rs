//! One indicator over all bulletins of a place.
//!
//! In: entries and a topic. Out: a [`Trend`] for each place: its series, one a kind of stretch and a measure, so that a
//! month is never put among sums of the year so far, nor an amount among percentages. What two bulletins tell of one time
//! is one dot; where their numbers cannot both be meant, both are kept and the dot says so.

use super::entry::{Entry, Point};
use crate::assess::doubts::interval::Interval;
use crate::model::period::Scope;
use crate::model::{Bound, Decimal, Period, Quantity};
use crate::text::key;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// One indicator of one place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trend {
    /// The place, else the body; empty where no bulletin tells.
    pub place: String,
    /// The names under which the bulletins tell it, the most used first.
    pub names: Vec<String>,
    /// The longest first.
    pub series: Vec<Series>,
    /// Tellings that are left out because their text names no year.
    pub undated: usize,
}

/// What its dots have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The kind of stretch.
    pub stretch: Stretch,
    /// The base unit of the values; empty where there are none.
    pub measure: String,
    /// In the order of time.
    pub dots: Vec<Dot>,
}

/// The kind of stretch that a number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stretch {
    /// From the year's start.
    Cumulated,
    /// A quarter other than the first.
    Quarter,
    /// A month other than the first.
    Month,
    /// Years of a term.
    Term,
}

impl Stretch {
    /// The name in labels and data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Stretch::Cumulated => "cumulated",
            Stretch::Quarter => "quarter",
            Stretch::Month => "month",
            Stretch::Term => "term",
        }
    }

    fn of(period: &Period) -> Option<Self> {
        match period.scope {
            Scope::Months(_) | Scope::Year | Scope::Quarter(1) | Scope::Month(1) => Some(Stretch::Cumulated),
            Scope::Month(_) => Some(Stretch::Month),
            Scope::Quarter(_) => Some(Stretch::Quarter),
            Scope::Term { .. } => Some(Stretch::Term),
            Scope::Other => None,
        }
    }
}

/// What is told of one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// The stretch's last day.
    pub end: Date,
    /// Who tells it: several where they differ.
    pub tellings: Vec<Telling>,
    /// Whether two numbers cannot both be meant.
    pub differs: bool,
    /// Against the same stretch of last year, from the values of both, where no text tells it.
    pub reckoned: Option<Decimal>,
}

/// A number as one bulletin tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling {
    /// Index of the entry.
    pub entry: usize,
    /// What it tells.
    pub point: Point,
    /// Entries that tell the same.
    pub also: Vec<usize>,
}

impl Dot {
    /// The number that stands for it: the first.
    #[must_use]
    pub fn point(&self) -> Option<&Point> {
        self.tellings.first().map(|t| &t.point)
    }
}

/// The trends of a topic, a place each, the fullest first.
#[must_use]
pub fn trends(entries: &[Entry], topic: &str) -> Vec<Trend> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, entry) in entries.iter().enumerate().filter(|(_, e)| e.of(topic).next().is_some()) {
        places.entry(entry.whose().1).or_default().push(i);
    }
    let mut trends: Vec<Trend> = places.values().map(|ids| trend(entries, ids, topic)).collect();
    trends.sort_by_key(|t| std::cmp::Reverse(t.series.iter().map(|s| s.dots.len()).sum::<usize>()));
    trends
}

/// The topics that entries tell, with the number of bulletins and the name used most, the most told first.
#[must_use]
pub fn told(entries: &[Entry]) -> Vec<(String, usize, String)> {
    let mut topics: BTreeMap<&str, (BTreeSet<usize>, BTreeMap<&str, usize>)> = BTreeMap::new();
    for (i, entry) in entries.iter().enumerate() {
        for point in &entry.points {
            let topic = topics.entry(&point.topic).or_default();
            topic.0.insert(i);
            *topic.1.entry(&point.indicator).or_default() += 1;
        }
    }
    let name = |names: &BTreeMap<&str, usize>| {
        names.iter().max_by_key(|(_, n)| **n).map(|(name, _)| (*name).to_owned()).unwrap_or_default()
    };
    let mut all: Vec<_> = topics.iter().map(|(topic, (ids, n))| ((*topic).to_owned(), ids.len(), name(n))).collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then(a.2.cmp(&b.2)));
    all
}

fn trend(entries: &[Entry], ids: &[usize], topic: &str) -> Trend {
    let mut groups: BTreeMap<Stretch, Vec<(usize, Date, &Point)>> = BTreeMap::new();
    let (mut names, mut undated): (BTreeMap<&str, usize>, usize) = (BTreeMap::new(), 0);
    for (id, entry) in ids.iter().filter_map(|&id| Some((id, entries.get(id)?))) {
        for point in entry.of(topic) {
            *names.entry(&point.indicator).or_default() += 1;
            match Stretch::of(&point.period).zip(point.period.end) {
                Some((stretch, end)) => groups.entry(stretch).or_default().push((id, end, point)),
                None => undated += 1,
            }
        }
    }
    let mut names: Vec<(&str, usize)> = names.into_iter().collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut series: Vec<Series> = groups.into_iter().flat_map(|(stretch, all)| parted(entries, stretch, all)).collect();
    series.sort_by(|a, b| b.dots.len().cmp(&a.dots.len()).then(a.stretch.cmp(&b.stretch)));
    let place = ids.first().and_then(|&id| entries.get(id)).map(|e| e.whose().0).unwrap_or_default();
    Trend { place, names: names.into_iter().map(|(name, _)| name.to_owned()).collect(), series, undated }
}

/// What is told, by when.
type Told<'a> = BTreeMap<Date, Vec<(usize, &'a Point)>>;

/// One series a measure; what has no value goes with the only measure that there is.
fn parted(entries: &[Entry], stretch: Stretch, all: Vec<(usize, Date, &Point)>) -> Vec<Series> {
    let measures: BTreeSet<String> = all.iter().filter_map(|(_, _, p)| p.value.as_ref().map(measure)).collect();
    let only = measures.first().filter(|_| measures.len() == 1).cloned().unwrap_or_default();
    let mut parts: BTreeMap<String, Told<'_>> = BTreeMap::new();
    for (id, end, point) in all {
        let measure = point.value.as_ref().map_or_else(|| only.clone(), measure);
        parts.entry(measure).or_default().entry(end).or_default().push((id, point));
    }
    let series = |(measure, dots): (String, Told<'_>)| {
        let mut dots: Vec<Dot> = dots.into_iter().map(|(end, told)| dot(entries, end, told)).collect();
        reckon(&mut dots);
        Series { stretch, measure, dots }
    };
    parts.into_iter().map(series).collect()
}

/// What a value is measured in, its scale multiplied out.
fn measure(value: &Quantity) -> String {
    key(value.canonical.as_ref().map_or(value.unit.as_str(), |c| c.unit.as_str()))
}

/// What is told of one time: the fullest telling first, the latest bulletin's before an older one's.
fn dot(entries: &[Entry], end: Date, mut told: Vec<(usize, &Point)>) -> Dot {
    let facts = |p: &Point| [p.value.is_some(), p.plan.is_some(), p.change.is_some()].iter().filter(|is| **is).count();
    let time = |id: usize| entries.get(id).and_then(|e| e.published.clone()).unwrap_or_default();
    told.sort_by(|a, b| facts(b.1).cmp(&facts(a.1)).then_with(|| time(b.0).cmp(&time(a.0))).then(a.0.cmp(&b.0)));
    let mut tellings: Vec<Telling> = Vec::new();
    for (entry, point) in told {
        match tellings.iter_mut().find(|known| !is_apart(&known.point, point)) {
            Some(known) => {
                if known.entry != entry && !known.also.contains(&entry) {
                    known.also.push(entry);
                }
                fill(&mut known.point, point);
            }
            None => tellings.push(Telling { entry, point: point.clone(), also: Vec::new() }),
        }
    }
    Dot { end, differs: tellings.len() > 1, tellings, reckoned: None }
}

/// Whether two tellings of one time cannot both be meant.
fn is_apart(a: &Point, b: &Point) -> bool {
    let percent = |n: Decimal| Interval::of_percent(n, None, Bound::Exact);
    let differ =
        |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).is_some_and(|(a, b)| percent(a).is_apart(percent(b)));
    let value = |p: &Point| p.value.as_ref().and_then(Interval::of_quantity);
    // Of two plans (what the centre and what the council set) each has its own share.
    let plan = |p: &Point| p.of.as_deref().map(key).unwrap_or_default();
    let plans = plan(a) == plan(b) && differ(a.plan, b.plan);
    value(a).zip(value(b)).is_some_and(|(a, b)| a.is_apart(b)) || differ(a.change, b.change) || plans
}

/// Takes over what another telling of the same adds.
fn fill(point: &mut Point, other: &Point) {
    point.change = point.change.or(other.change);
    if point.plan.is_none() {
        (point.plan, point.due, point.of) = (other.plan, other.due, other.of.clone());
    }
    point.value = point.value.take().or_else(|| other.value.clone());
    point.missed |= other.missed;
}

/// The change against last year's dot, where both have one value and no text tells the change.
fn reckon(dots: &mut [Dot]) {
    let value = |dot: &Dot| {
        let point = dot.point().filter(|_| !dot.differs)?;
        let value = point.value.as_ref().filter(|v| v.bound == Bound::Exact && v.upper.is_none() && v.unit != "%")?;
        Some(value.canonical.as_ref().map_or(value.amount, |c| c.amount))
    };
    let values: BTreeMap<(i16, i8, i8), Decimal> =
        dots.iter().filter_map(|d| Some(((d.end.year(), d.end.month(), d.end.day()), value(d)?))).collect();
    for dot in dots.iter_mut().filter(|d| d.point().is_some_and(|p| p.change.is_none())) {
        // The last of February is the 28th or the 29th.
        let before = (28..=31).rev().find_map(|day| {
            let day = if dot.end.day() >= 28 { day } else { dot.end.day() };
            values.get(&(dot.end.year() - 1, dot.end.month(), day))
        });
        dot.reckoned = value(dot).zip(before.copied()).and_then(|(now, before)| growth(now, before));
    }
}

/// The growth from one value to another, in percent.
fn growth(now: Decimal, before: Decimal) -> Option<Decimal> {
    let ratio = now.checked_div(before)?;
    Some(ratio.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(2))
}
