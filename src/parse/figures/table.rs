//! Tables as rows of cells parted by tabs → figures with the same model as prose.
//!
//! The rows above the first one with numbers are the head: read together, column by column, they say what the columns
//! hold (by the rules of `tables.toml`), in any order; without them there is no table. A row without a name or a number
//! is passed over. Of several columns with values the one that reaches furthest is taken: the latest year, else the last.

use super::numeral;
use super::state::{State, tidy};
use crate::model::figure::{Canonical, Kind};
use crate::model::{Change, ChangePercent, Decimal, PlanPercent, PlanShare, Quantity};
use crate::rules::{Cue, Family, Gives, Lexicon};
use crate::text::{Span, tokens};

/// A table, as far as it was read.
#[derive(Debug, Default)]
pub struct Table {
    /// The words of the head, column by column.
    head: Vec<String>,
    columns: Option<Columns>,
}

/// What the columns hold, and the unit that the head of the values tells.
#[derive(Debug, Default)]
struct Columns {
    names: Vec<Option<String>>,
    unit: Option<String>,
}

impl Table {
    /// Reads its next row.
    pub fn take(&mut self, state: &mut State<'_>, span: Span) {
        let text = state.page.text;
        let told: Vec<&str> = cells(text, span).iter().map(|cell| cell.of(text).trim()).collect();
        let filled = told.iter().filter(|cell| !cell.is_empty()).count();
        if numbers_columns(&told) {
            return;
        }
        if !told.iter().any(|cell| is_number(cell)) {
            // One cell alone heads the rows below it, not the columns.
            if filled < 2 {
                return;
            }
            let anew = columns(state.page.lexicon, &told);
            if self.columns.is_none() {
                merge(&mut self.head, &told);
            } else if anew.is_some() {
                self.head = told.iter().map(|cell| (*cell).to_owned()).collect();
                self.columns = None;
            }
            return;
        }
        if self.columns.is_none() {
            let head: Vec<&str> = self.head.iter().map(String::as_str).collect();
            self.columns = columns(state.page.lexicon, &head);
            if self.columns.is_none() {
                return self.head.clear();
            }
        }
        if let Some(columns) = &self.columns {
            row(state, span, columns);
        }
    }
}

/// Puts a further row of the head below the others: what it repeats is said once.
fn merge(head: &mut Vec<String>, row: &[&str]) {
    head.resize(head.len().max(row.len()), String::new());
    for (above, below) in head.iter_mut().zip(row) {
        if above.is_empty() || above == below {
            (*below).clone_into(above);
        } else if !below.is_empty() {
            above.push(' ');
            above.push_str(below);
        }
    }
}

/// Whether a cell holds a number and nothing else; a year heads a column.
fn is_number(cell: &str) -> bool {
    let year = cell.len() == 4 && (cell.starts_with("19") || cell.starts_with("20"));
    !year && numeral::read(cell.trim_matches(['%', '+', '-', '−', '–', '(', ')', ' '])).is_some()
}

/// Whether a row numbers the columns (*A, B, 1, 2, 3 = 2/1*).
fn numbers_columns(cells: &[&str]) -> bool {
    let bare = |cell: &str| cell.trim_matches(['(', ')', '[', ']', ' ']).to_owned();
    let short = |cell: &str| {
        let cell = bare(cell);
        cell.len() <= 2 && cell.bytes().all(|b| b.is_ascii_alphanumeric()) || cell.contains('=')
    };
    let numbered = cells.iter().filter_map(|cell| bare(cell).parse::<u8>().ok());
    let rising =
        numbered.clone().count() >= 2 && numbered.clone().zip(numbered.skip(1)).all(|(a, b)| b > a && b - a <= 2);
    rising && cells.iter().all(|cell| short(cell))
}

/// What the columns under these words hold; `None` where none of them holds a value.
fn columns(lexicon: &Lexicon, head: &[&str]) -> Option<Columns> {
    const SHARES: [&str; 3] = ["ratio", "plan_percent", "change"];
    let mut names: Vec<Option<String>> = (head.iter())
        .map(|cell| {
            // Brackets stand anywhere (*So sánh (%) kế hoạch*) and mean nothing.
            let cues = lexicon.cues(&cell.replace(['(', ')'], " "), Family::Tables);
            let told = cues.iter().filter_map(|rule| match &rule.gives {
                Gives::Name(name) if rule.cue == Cue::Column => Some(name.as_str()),
                _ => None,
            });
            // A share of something is named beside that.
            let share = told.clone().find(|name| SHARES.contains(name));
            share.or_else(|| told.clone().next()).map(str::to_owned)
        })
        .collect();
    with_period(lexicon, head, &mut names);
    for name in ["value", "ratio", "plan_percent", "change"] {
        keep_furthest(head, name, &mut names);
    }
    let has = |name: &str| names.iter().flatten().any(|c| c == name);
    let value = names.iter().position(|n| n.as_deref() == Some("value"));
    let unit = value.and_then(|at| head.get(at)).and_then(|cell| bracketed_unit(lexicon, cell));
    (names.len() >= 3 && (has("value") || has("plan_percent") || has("ratio") || has("change")))
        .then_some(Columns { names, unit })
}

/// Where no column is named a value, those headed by a time alone (*5 tháng 2024*) hold it.
fn with_period(lexicon: &Lexicon, head: &[&str], names: &mut [Option<String>]) {
    if names.iter().flatten().any(|name| name == "value") {
        return;
    }
    for (name, cell) in names.iter_mut().zip(head) {
        if name.is_none() && lexicon.first_cue(cell, Family::Figures) == Some(Cue::Period) {
            *name = Some("value".to_owned());
        }
    }
}

/// Of several columns that hold the same, keeps the one of the latest year, else the last.
fn keep_furthest(head: &[&str], wanted: &str, names: &mut [Option<String>]) {
    let year = |cell: &str| {
        let words = cell.split(|c: char| !c.is_ascii_digit()).filter(|w| w.len() == 4);
        words.filter_map(|w| w.parse::<u16>().ok()).filter(|y| (1900..2200).contains(y)).max().unwrap_or(u16::MAX)
    };
    let of = names.iter().zip(head).enumerate().filter(|(_, (name, _))| name.as_deref() == Some(wanted));
    let Some((_, keep)) = of.map(|(at, (_, cell))| (year(cell), at)).max() else { return };
    for (at, name) in names.iter_mut().enumerate() {
        if at != keep && name.as_deref() == Some(wanted) {
            *name = None;
        }
    }
}

/// The unit in brackets in a column's head (*Thực hiện (tỷ đồng)*).
fn bracketed_unit(lexicon: &Lexicon, cell: &str) -> Option<String> {
    let (_, rest) = cell.split_once('(')?;
    let (unit, _) = rest.split_once(')')?;
    let cue = lexicon.first_cue(unit, Family::Figures);
    let known = unit == "%" || matches!(cue, Some(Cue::Scale | Cue::Currency | Cue::Unit | Cue::Counted));
    known.then(|| unit.trim().to_owned())
}

/// Reads one row by the columns of its table.
fn row(state: &mut State<'_>, row: Span, columns: &Columns) {
    let text = state.page.text;
    let cells = cells(text, row);
    let cell =
        |name: &str| columns.names.iter().position(|c| c.as_deref() == Some(name)).and_then(|i| cells.get(i)).copied();
    let number =
        |name: &str| cell(name).and_then(|c| Some((numeral::read(c.of(text).trim_matches(['%', '+', ' ']))?.value, c)));
    let has_words = |c: &Span| c.of(text).chars().any(char::is_alphabetic);
    let name = cell("name").filter(has_words).or_else(|| cells.iter().find(|c| has_words(c)).copied());
    let Some(name) = name else { return };
    let own = cell("unit").map(|u| u.of(text).trim().to_owned()).filter(|u| u.chars().any(|c| !c.is_ascii_digit()));
    let unit = own.or_else(|| columns.unit.clone()).unwrap_or_default();
    let value = number("value");
    // A rate has no share of what is planned: it is above or below it.
    let level = unit.starts_with('%');
    let planned = number("plan").filter(|_| level);
    let plan = number("plan_percent").or_else(|| share(value, number("plan").filter(|_| !level)));
    let change = number("ratio").map(|(r, c)| (r - Decimal::ONE_HUNDRED, c)).or_else(|| signed(text, cell("change")));
    if value.is_none() && plan.is_none() && change.is_none() {
        return;
    }
    let id = state.add(name, Kind::Observed, row, None);
    state.widen(id, row);
    let lexicon = state.page.lexicon;
    let Some(figure) = state.figures.get_mut(id) else { return };
    figure.indicator = tidy(name.of(text));
    figure.value = value.map(|(amount, span)| quantity(lexicon, amount, &unit, span));
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
    if let Some((amount, span)) = planned.filter(|_| value.is_some()) {
        let target = state.again(id, Kind::Target, row);
        state.widen(target, span);
        if let Some(figure) = state.figures.get_mut(target) {
            figure.value = Some(quantity(lexicon, amount, &unit, span));
        }
    }
}

fn quantity(lexicon: &Lexicon, amount: Decimal, unit: &str, span: Span) -> Quantity {
    let canonical = (!unit.is_empty() && unit != "%").then(|| canonical(lexicon, amount, unit)).flatten();
    Quantity { amount, unit: unit.to_owned(), canonical, span, ..Quantity::default() }
}

/// The amount with its unit's scale multiplied out, a currency by its code.
fn canonical(lexicon: &Lexicon, amount: Decimal, unit: &str) -> Option<Canonical> {
    let (mut words, mut found) = (Vec::new(), Vec::new());
    tokens(unit, Span::new(0, unit.len()), &mut words);
    lexicon.find(unit, &words, Family::Figures, &mut found);
    let (mut amount, mut scaled) = (amount, 0);
    let mut base = None;
    for m in &found {
        let Some(rule) = lexicon.rule(m.rule).filter(|_| m.start == scaled) else { break };
        match (&rule.cue, &rule.gives) {
            (Cue::Scale, Gives::Number(factor)) => {
                amount = amount.checked_mul(*factor)?;
                scaled = m.end;
            }
            (Cue::Currency, Gives::Name(code)) if m.end == words.len() => {
                base = Some(code.clone());
                break;
            }
            _ => break,
        }
    }
    let rest = words.get(scaled).and_then(|word| unit.get(word.span.start..)).unwrap_or_default();
    let base = base.unwrap_or_else(|| rest.to_owned());
    (!base.is_empty()).then(|| Canonical { amount: amount.normalize(), unit: base })
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
