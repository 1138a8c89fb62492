//! A trend in words: a page with its chart and a row a telling, CSV, JSON.
//!
//! In: a [`Trend`] and the entries that it is made of. Out: every number with its bulletin and its sentence.

use super::chart;
use super::page::{Block, Cell, Column, NOTHING, Page, Row, Table, Tone};
use super::words::{percent, quantity, signed_percent};
use super::{Labels, csv};
use crate::model::Decimal;
use crate::shelf::trend::{Dot, Series, Telling};
use crate::shelf::{Entry, Trend};
use serde_json::json;

/// Cells of the chart on a page.
const CHART: (usize, usize) = (72, 10);

const NBSP_TEXT: &str = "\u{a0}";

/// The page of a trend; `charted` where lines are printed as they are.
#[must_use]
pub fn page<'a>(trend: &Trend, entries: &'a [Entry], labels: &'a Labels, charted: bool) -> Page<'a> {
    let mut page = Page::default();
    let name = trend.names.first().map_or("", String::as_str);
    page.blocks.push(Block::Title(title(trend)));
    let mut facts: Vec<String> = Vec::new();
    if trend.names.len() > 1 {
        facts.push(labels.fill(
            "trend.names",
            &[&trend.names.iter().filter(|n| *n != name).cloned().collect::<Vec<_>>().join("; ")],
        ));
    }
    if trend.undated > 0 {
        facts.push(labels.fill("trend.undated", &[&trend.undated.to_string()]));
    }
    if !facts.is_empty() {
        page.blocks.push(Block::Facts(facts));
    }
    for series in &trend.series {
        page.blocks.push(Block::Heading(heading(series, labels), Some(series.dots.len())));
        if let Some(chart) = chart::chart(series).filter(|c| charted && c.marks.len() > 1) {
            page.blocks.push(Block::Line(Cell::faint(labels.get(&format!("chart.{}", chart.what)).to_owned())));
            for line in chart::plain(&chart, labels, CHART.0, CHART.1) {
                // No blank of a chart is a place to break its line, or to be folded with others.
                page.blocks.push(Block::Line(Cell::plain(line.replace(' ', NBSP_TEXT))));
            }
        }
        page.blocks.push(Block::Table(table(series, entries, labels)));
    }
    page
}

/// The indicator and its place.
#[must_use]
pub fn title(trend: &Trend) -> String {
    let name = trend.names.first().map_or("", String::as_str);
    if trend.place.is_empty() { name.to_owned() } else { format!("{name} · {}", trend.place) }
}

/// What the dots of a series have in common, in words.
#[must_use]
pub fn heading(series: &Series, labels: &Labels) -> String {
    labels.get(&format!("trend.{}", series.stretch.name())).to_owned()
}

fn table<'a>(series: &Series, entries: &'a [Entry], labels: &Labels) -> Table<'a> {
    let head = |key: &str| labels.get(&format!("trend.{key}")).to_owned();
    let columns = vec![
        Column { wraps: false, ..Column::words(&head("until")) },
        Column::numbers(&head("value")),
        Column::numbers(&head("plan")),
        Column::numbers(&head("due")),
        Column::numbers(&head("change")),
        Column::words(&head("source")),
    ];
    let rows = series.dots.iter().flat_map(|dot| dot.tellings.iter().map(move |t| row(dot, t, entries, labels)));
    Table { columns, rows: rows.map(Row::Cells).collect() }
}

fn row<'a>(dot: &Dot, telling: &Telling, entries: &'a [Entry], labels: &Labels) -> Vec<Cell<'a>> {
    let point = &telling.point;
    let tone = if point.missed { Tone::Bad } else { Tone::Plain };
    let sign = match (point.missed, dot.differs) {
        (true, true) => "✗ ≠ ",
        (true, false) => "✗ ",
        (false, true) => "≠ ",
        (false, false) => "",
    };
    let number = |number: Option<Decimal>| number.map_or(NOTHING.to_owned(), |n| percent(labels, n));
    let change = match (point.change, dot.reckoned) {
        (Some(told), _) => signed_percent(labels, told),
        (None, Some(reckoned)) => format!("≈{}", signed_percent(labels, reckoned)),
        (None, None) => NOTHING.to_owned(),
    };
    let source = source(telling, entries);
    vec![
        Cell::new(format!("{sign}{:02}/{}", dot.end.month(), dot.end.year()), tone),
        Cell::plain(point.value.as_ref().map_or(NOTHING.to_owned(), |v| quantity(labels, v))),
        Cell::new(number(point.plan), tone),
        Cell::plain(number(point.due)),
        Cell::plain(change),
        Cell { source: Some(sentence(telling, entries)), ..Cell::faint(source) },
    ]
}

/// The bulletins of a telling, and its sentence.
fn source(telling: &Telling, entries: &[Entry]) -> String {
    let names = std::iter::once(&telling.entry).chain(&telling.also).filter_map(|&id| entries.get(id));
    let names: Vec<&str> = names.map(|e| e.name.as_str()).collect();
    format!("{}: {}", names.join(", "), sentence(telling, entries))
}

/// The sentence of a telling.
#[must_use]
pub fn sentence<'a>(telling: &Telling, entries: &'a [Entry]) -> &'a str {
    entries.get(telling.entry).map_or("", |e| telling.point.sentence.of(&e.text))
}

/// The heads of the CSV.
const HEAD: [&str; 17] = [
    "place",
    "stretch",
    "until",
    "indicator",
    "amount",
    "unit",
    "canonical",
    "canonical_unit",
    "estimate",
    "plan_percent",
    "due_percent",
    "change_percent",
    "change_reckoned",
    "missed",
    "differs",
    "source",
    "sentence",
];

/// Trends as CSV, one row a telling.
#[must_use]
pub fn to_csv(trends: &[Trend], entries: &[Entry]) -> String {
    let plain = |n: Option<Decimal>| n.map(|n| n.normalize().to_string()).unwrap_or_default();
    let mut out = csv::line(&HEAD.map(str::to_owned));
    for (trend, series, dot, telling) in tellings(trends) {
        let point = &telling.point;
        let value = point.value.as_ref();
        let canonical = value.and_then(|v| v.canonical.as_ref());
        let name = entries.get(telling.entry).map(|e| e.name.clone()).unwrap_or_default();
        out.push_str(&csv::line(&[
            trend.place.clone(),
            series.stretch.name().to_owned(),
            dot.end.to_string(),
            point.indicator.clone(),
            plain(value.map(|v| v.amount)),
            value.map(|v| v.unit.clone()).unwrap_or_default(),
            plain(canonical.map(|c| c.amount)),
            canonical.map(|c| c.unit.clone()).unwrap_or_default(),
            point.estimate.to_string(),
            plain(point.plan),
            plain(point.due),
            plain(point.change),
            plain(dot.reckoned.filter(|_| point.change.is_none())),
            point.missed.to_string(),
            dot.differs.to_string(),
            name,
            sentence(telling, entries).to_owned(),
        ]));
    }
    out
}

fn tellings(trends: &[Trend]) -> impl Iterator<Item = (&Trend, &Series, &Dot, &Telling)> {
    trends.iter().flat_map(|t| {
        t.series.iter().flat_map(move |s| s.dots.iter().flat_map(move |d| d.tellings.iter().map(move |x| (t, s, d, x))))
    })
}

/// Trends as JSON: a list of places, each with its series, dots and tellings.
#[must_use]
pub fn to_json(trends: &[Trend], entries: &[Entry]) -> String {
    let number = |n: Option<Decimal>| n.and_then(|n| n.normalize().to_string().parse::<serde_json::Number>().ok());
    let telling = |t: &Telling| {
        let p = &t.point;
        let names: Vec<&str> =
            std::iter::once(&t.entry).chain(&t.also).filter_map(|&id| Some(entries.get(id)?.name.as_str())).collect();
        let canonical = p.value.as_ref().and_then(|v| v.canonical.as_ref());
        json!({
            "indicator": p.indicator, "period": p.period.label, "amount": number(p.value.as_ref().map(|v| v.amount)),
            "unit": p.value.as_ref().map(|v| v.unit.as_str()), "canonical": number(canonical.map(|c| c.amount)),
            "canonical_unit": canonical.map(|c| c.unit.as_str()), "estimate": p.estimate, "plan_percent": number(p.plan),
            "due_percent": number(p.due), "change_percent": number(p.change), "missed": p.missed, "sources": names,
            "sentence": sentence(t, entries), "span": p.span,
        })
    };
    let dot = |d: &Dot| {
        let told: Vec<_> = d.tellings.iter().map(telling).collect();
        json!({ "until": d.end.to_string(), "differs": d.differs, "change_reckoned": number(d.reckoned), "tellings": told })
    };
    let series =
        |s: &Series| json!({ "stretch": s.stretch.name(), "dots": s.dots.iter().map(dot).collect::<Vec<_>>() });
    let all: Vec<_> = trends
        .iter()
        .map(|t| {
            let series: Vec<_> = t.series.iter().map(series).collect();
            json!({ "place": t.place, "names": t.names, "undated": t.undated, "series": series })
        })
        .collect();
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}
