//! Figures as CSV (RFC 4180), one row a figure.
//!
//! In: a bulletin. Out: lines ending in `\n`. Numbers are plain decimals; of several changes and plans the first one
//! stands here, the model has them all. A cell that a spreadsheet would take for a formula is told apart by a quote.

use crate::model::{Bulletin, Decimal, Figure};
use serde::Serialize;

const HEAD: [&str; 23] = [
    "source",
    "published",
    "period",
    "figure",
    "within",
    "indicator",
    "kind",
    "amount",
    "upper",
    "unit",
    "canonical",
    "canonical_unit",
    "bound",
    "estimate",
    "change_percent",
    "change_points",
    "basis",
    "plan_percent",
    "plan_of",
    "share_percent",
    "reasons",
    "sentence",
    "error",
];

/// The line of heads.
#[must_use]
pub fn head() -> String {
    format!("{}\n", HEAD.join(","))
}

/// One line a figure.
#[must_use]
pub fn rows(bulletin: &Bulletin) -> String {
    bulletin.figures.iter().map(|f| line(&row(bulletin, f))).collect()
}

/// The line of a bulletin that could not be read.
#[must_use]
pub fn failed(source: &str, error: &str) -> String {
    let mut cells: [String; 23] = std::array::from_fn(|_| String::new());
    let [first, .., last] = &mut cells;
    source.clone_into(first);
    error.clone_into(last);
    line(&cells)
}

fn row(bulletin: &Bulletin, figure: &Figure) -> [String; 23] {
    let value = figure.value.as_ref();
    let canonical = value.and_then(|v| v.canonical.as_ref());
    let change = figure.changes.first();
    let plan = figure.plans.first();
    let period = figure.period.as_ref().or(bulletin.period.as_ref());
    let reasons = bulletin.shortfalls.iter().find(|s| s.figure == Some(figure.id)).map(|s| &s.reasons);
    let reasons = reasons.into_iter().flatten().map(name).collect::<Vec<_>>().join(" ");
    [
        bulletin.source.name.clone(),
        bulletin.published.clone().unwrap_or_default(),
        period.map(|p| p.label.clone()).unwrap_or_default(),
        figure.id.to_string(),
        figure.within.map(|id| id.to_string()).unwrap_or_default(),
        figure.indicator.clone(),
        name(&figure.kind),
        number(value.map(|v| v.amount)),
        number(value.and_then(|v| v.upper)),
        value.map(|v| v.unit.clone()).unwrap_or_default(),
        number(canonical.map(|c| c.amount)),
        canonical.map(|c| c.unit.clone()).unwrap_or_default(),
        value.map(|v| name(&v.bound)).unwrap_or_default(),
        value.map(|v| v.estimate.to_string()).unwrap_or_default(),
        number(change.and_then(|c| c.percent).map(|p| p.0)),
        number(change.and_then(|c| c.points).map(|p| p.0)),
        change.map(|c| name(&c.basis)).unwrap_or_default(),
        number(plan.map(|p| p.percent.0)),
        plan.and_then(|p| p.of.clone()).unwrap_or_default(),
        number(figure.share.as_ref().map(|s| s.percent)),
        reasons,
        figure.sentence.of(&bulletin.text).to_owned(),
        String::new(),
    ]
}

fn name(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn number(number: Option<Decimal>) -> String {
    number.map(|n| n.normalize().to_string()).unwrap_or_default()
}

/// A line of cells.
pub(super) fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|c| cell(c)).collect();
    format!("{}\n", cells.join(","))
}

fn cell(words: &str) -> String {
    let formula = words.starts_with(['=', '+', '-', '@']) && words.parse::<Decimal>().is_err();
    let words = if formula { format!("'{words}") } else { words.to_owned() };
    if words.contains([',', '"', '\n', '\r']) { format!("\"{}\"", words.replace('"', "\"\"")) } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        for (words, want) in [
            ("đạt", "đạt"),
            ("a,b", "\"a,b\""),
            ("a \"b\"", "\"a \"\"b\"\"\""),
            ("=1+1", "'=1+1"),
            ("-9.46", "-9.46"),
            ("- a", "'- a"),
        ] {
            assert_eq!(cell(words), want);
        }
    }
}
