//! Tables flattened to text: rows of cells parted by tabs → figures with the same model as prose.
//!
//! The first row names the columns (by the rules of `tables.toml`); without one there is no table. A row without a name
//! or a number is passed over.

use super::numeral;
use super::state::{State, tidy};
use crate::model::figure::{Canonical, Kind};
use crate::model::{Change, ChangePercent, Decimal, PlanPercent, PlanShare, Quantity};
use crate::rules::{Cue, Family, Gives};
use crate::text::Span;

/// What the columns of a table hold.
pub type Columns = Vec<Option<String>>;

/// The columns that a head row names; `None` where it names no value, or holds numbers.
#[must_use]
pub fn head(state: &State<'_>, row: Span) -> Option<Columns> {
    let cells = cells(state.page.text, row);
    let columns: Columns = cells
        .iter()
        .map(|cell| {
            state.page.lexicon.cues(cell.of(state.page.text), Family::Tables).first().and_then(|rule| {
                match &rule.gives {
                    Gives::Name(name) if rule.cue == Cue::Column => Some(name.clone()),
                    _ => None,
                }
            })
        })
        .collect();
    let columns = with_period(state, &cells, columns);
    let named = |name: &str| columns.iter().flatten().any(|c| c == name);
    (columns.len() >= 3 && (named("value") || named("plan_percent") || named("ratio") || named("change")))
        .then_some(columns)
}

/// Where no column is named a value, the latest of those headed by a time alone (*5 tháng 2024*) holds it.
fn with_period(state: &State<'_>, cells: &[Span], mut columns: Columns) -> Columns {
    if columns.iter().flatten().any(|c| c == "value") {
        return columns;
    }
    let text = state.page.text;
    let year = |cell: &Span| {
        let told = state.page.lexicon.first_cue(cell.of(text), Family::Figures) == Some(Cue::Period);
        let words = cell.of(text).split(|c: char| !c.is_ascii_digit());
        told.then(|| words.filter(|w| w.len() == 4).filter_map(|w| w.parse::<u16>().ok()).max().unwrap_or_default())
    };
    let open = |&(at, _): &(usize, &Span)| columns.get(at).is_some_and(Option::is_none);
    let latest = cells.iter().enumerate().filter(open).filter_map(|(at, cell)| Some((year(cell)?, at))).max();
    if let Some(column) = latest.and_then(|(_, at)| columns.get_mut(at)) {
        *column = Some("value".to_owned());
    }
    columns
}

/// Reads one row by the columns of its table.
pub fn row(state: &mut State<'_>, row: Span, columns: &Columns) {
    let text = state.page.text;
    let cells = cells(text, row);
    let cell = |name: &str| columns.iter().position(|c| c.as_deref() == Some(name)).and_then(|i| cells.get(i)).copied();
    let number =
        |name: &str| cell(name).and_then(|c| Some((numeral::read(c.of(text).trim_matches(['%', '+', ' ']))?.value, c)));
    let name = cell("name").or_else(|| cells.iter().find(|c| c.of(text).chars().any(char::is_alphabetic)).copied());
    let Some(name) = name.filter(|n| n.of(text).chars().any(char::is_alphabetic)) else { return };
    let unit = cell("unit").map(|u| u.of(text).to_owned()).unwrap_or_default();
    let value = number("value");
    let plan = number("plan_percent").or_else(|| share(value, number("plan")));
    let change = number("ratio").map(|(r, c)| (r - Decimal::ONE_HUNDRED, c)).or_else(|| signed(text, cell("change")));
    if value.is_none() && plan.is_none() && change.is_none() {
        return;
    }
    let id = state.add(name, Kind::Observed, row, None);
    state.widen(id, row);
    let Some(figure) = state.figures.get_mut(id) else { return };
    figure.indicator = tidy(name.of(text));
    figure.value = value.map(|(amount, span)| quantity(amount, &unit, span));
    figure.plans.extend(plan.map(|(percent, span)| PlanShare {
        percent: PlanPercent(percent),
        span,
        ..PlanShare::default()
    }));
    figure.changes.extend(change.map(|(percent, span)| Change {
        percent: Some(ChangePercent(percent.normalize())),
        span,
        ..Change::default()
    }));
}

fn quantity(amount: Decimal, unit: &str, span: Span) -> Quantity {
    let canonical = (!unit.is_empty()).then(|| Canonical { amount, unit: unit.to_owned() });
    Quantity { amount, unit: unit.to_owned(), canonical, span, ..Quantity::default() }
}

/// What is done of what was planned, in percent to two digits.
fn share(value: Option<(Decimal, Span)>, plan: Option<(Decimal, Span)>) -> Option<(Decimal, Span)> {
    let ((value, span), (plan, _)) = value.zip(plan)?;
    Some(((value * Decimal::ONE_HUNDRED).checked_div(plan)?.round_dp(2), span))
}

fn signed(text: &str, cell: Option<Span>) -> Option<(Decimal, Span)> {
    let cell = cell?;
    let written = cell.of(text).trim();
    let minus = written.starts_with(['-', '−', '–']);
    let value = numeral::read(written.trim_matches(['%', '+', '-', '−', '–', ' ', '(', ')']))?.value;
    Some((if minus { -value } else { value }, cell))
}

/// The cells of a row, empty ones at its ends too.
fn cells(text: &str, row: Span) -> Vec<Span> {
    let start = text.get(..row.start).and_then(|t| t.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(row.end..).and_then(|t| t.find('\n')).map_or(text.len(), |at| row.end + at);
    let mut at = start;
    Span::new(start, end)
        .of(text)
        .split('\t')
        .map(|cell| {
            let span = Span::new(at, at + cell.len());
            at += cell.len() + 1;
            span
        })
        .collect()
}
