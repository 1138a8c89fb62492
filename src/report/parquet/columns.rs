//! The columns of the table: what each is called, holds, and takes of a row.

use super::super::rows::Row;
use crate::model::Decimal;
use jiff::civil::Date;
use std::borrow::Cow;

/// Digits behind the point.
pub(super) const SCALE: u32 = 10;
/// Digits in all.
const DIGITS: u32 = 38;
const EPOCH: Date = Date::constant(1970, 1, 1);

/// What a cell holds.
pub(super) enum Value<'r> {
    Text(Cow<'r, str>),
    Whole(i32),
    Truth(bool),
    Number(Decimal),
}

/// The cells of a row in one column: of a list, any number.
pub(super) enum Cells<'r> {
    One(Option<Value<'r>>),
    Many(Vec<Option<Value<'r>>>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Whole,
    Day,
    Truth,
    Number,
}

/// A column: its path (a list's members have two parts), its kind, and its cells.
pub(super) struct Column {
    pub path: &'static str,
    pub kind: Kind,
    pub cells: for<'r> fn(&'r Row) -> Cells<'r>,
}

impl Column {
    /// Whether a row has any number of cells in it.
    pub(super) fn is_list(&self) -> bool {
        self.path.contains('.')
    }
}

fn texts(list: &[String]) -> Cells<'_> {
    members(list, |text| own(text))
}

fn members<'r, T>(list: &'r [T], cell: impl Fn(&'r T) -> Option<Value<'r>>) -> Cells<'r> {
    Cells::Many(list.iter().map(cell).collect())
}

fn own(text: &str) -> Option<Value<'_>> {
    Some(Value::Text(Cow::Borrowed(text)))
}

fn text(value: &Option<String>) -> Option<Value<'_>> {
    value.as_deref().and_then(own)
}

fn number(value: Option<Decimal>) -> Option<Value<'static>> {
    value.map(Value::Number)
}

fn day(value: Option<Date>) -> Option<Value<'static>> {
    let days = value?.since(EPOCH).ok()?.get_days();
    Some(Value::Whole(days))
}

/// The columns, in order.
pub(super) const COLUMNS: &[Column] = &[
    Column { path: "row", kind: Kind::Text, cells: |r| Cells::One(own(&r.row)) },
    Column { path: "record", kind: Kind::Text, cells: |r| Cells::One(text(&r.record)) },
    Column { path: "source", kind: Kind::Text, cells: |r| Cells::One(own(&r.source)) },
    Column { path: "place", kind: Kind::Text, cells: |r| Cells::One(text(&r.place)) },
    Column { path: "body", kind: Kind::Text, cells: |r| Cells::One(text(&r.body)) },
    Column { path: "title", kind: Kind::Text, cells: |r| Cells::One(text(&r.title)) },
    Column { path: "published", kind: Kind::Text, cells: |r| Cells::One(text(&r.published)) },
    Column { path: "published_on", kind: Kind::Day, cells: |r| Cells::One(day(r.published_on)) },
    Column { path: "period", kind: Kind::Text, cells: |r| Cells::One(text(&r.period)) },
    Column { path: "period_start", kind: Kind::Day, cells: |r| Cells::One(day(r.period_start)) },
    Column { path: "period_end", kind: Kind::Day, cells: |r| Cells::One(day(r.period_end)) },
    Column { path: "scope", kind: Kind::Text, cells: |r| Cells::One(text(&r.scope)) },
    Column { path: "year", kind: Kind::Whole, cells: |r| Cells::One(r.year.map(Value::Whole)) },
    Column { path: "month", kind: Kind::Whole, cells: |r| Cells::One(r.month.map(Value::Whole)) },
    Column { path: "cumulated", kind: Kind::Truth, cells: |r| Cells::One(r.cumulated.map(Value::Truth)) },
    Column { path: "figure", kind: Kind::Whole, cells: |r| Cells::One(r.figure.map(Value::Whole)) },
    Column { path: "within", kind: Kind::Whole, cells: |r| Cells::One(r.within.map(Value::Whole)) },
    Column { path: "indicator", kind: Kind::Text, cells: |r| Cells::One(text(&r.indicator)) },
    Column { path: "topic", kind: Kind::Text, cells: |r| Cells::One(text(&r.topic)) },
    Column { path: "kind", kind: Kind::Text, cells: |r| Cells::One(text(&r.kind)) },
    Column { path: "polarity", kind: Kind::Text, cells: |r| Cells::One(text(&r.polarity)) },
    Column { path: "amount", kind: Kind::Number, cells: |r| Cells::One(number(r.amount)) },
    Column { path: "upper", kind: Kind::Number, cells: |r| Cells::One(number(r.upper)) },
    Column { path: "unit", kind: Kind::Text, cells: |r| Cells::One(text(&r.unit)) },
    Column { path: "canonical", kind: Kind::Number, cells: |r| Cells::One(number(r.canonical)) },
    Column { path: "canonical_unit", kind: Kind::Text, cells: |r| Cells::One(text(&r.canonical_unit)) },
    Column { path: "bound", kind: Kind::Text, cells: |r| Cells::One(text(&r.bound)) },
    Column { path: "estimate", kind: Kind::Truth, cells: |r| Cells::One(r.estimate.map(Value::Truth)) },
    Column { path: "change_percent", kind: Kind::Number, cells: |r| Cells::One(number(r.change_percent)) },
    Column { path: "plan_percent", kind: Kind::Number, cells: |r| Cells::One(number(r.plan_percent)) },
    Column { path: "due_percent", kind: Kind::Number, cells: |r| Cells::One(number(r.due_percent)) },
    Column { path: "share_percent", kind: Kind::Number, cells: |r| Cells::One(number(r.share_percent)) },
    Column { path: "changes.basis", kind: Kind::Text, cells: |r| members(&r.changes, |c| own(&c.basis)) },
    Column { path: "changes.percent", kind: Kind::Number, cells: |r| members(&r.changes, |c| number(c.percent)) },
    Column { path: "changes.points", kind: Kind::Number, cells: |r| members(&r.changes, |c| number(c.points)) },
    Column { path: "changes.amount", kind: Kind::Number, cells: |r| members(&r.changes, |c| number(c.amount)) },
    Column { path: "changes.unit", kind: Kind::Text, cells: |r| members(&r.changes, |c| text(&c.unit)) },
    Column { path: "plans.horizon", kind: Kind::Text, cells: |r| members(&r.plans, |p| own(&p.horizon)) },
    Column { path: "plans.percent", kind: Kind::Number, cells: |r| members(&r.plans, |p| number(p.percent)) },
    Column { path: "plans.due", kind: Kind::Number, cells: |r| members(&r.plans, |p| number(p.due)) },
    Column { path: "plans.of", kind: Kind::Text, cells: |r| members(&r.plans, |p| text(&p.of)) },
    Column { path: "missed", kind: Kind::Truth, cells: |r| Cells::One(r.missed.map(Value::Truth)) },
    Column { path: "reasons.element", kind: Kind::Text, cells: |r| texts(&r.reasons) },
    Column { path: "severity", kind: Kind::Number, cells: |r| Cells::One(number(r.severity)) },
    Column { path: "sentence", kind: Kind::Text, cells: |r| Cells::One(text(&r.sentence)) },
    Column { path: "start", kind: Kind::Whole, cells: |r| Cells::One(r.start.map(Value::Whole)) },
    Column { path: "end", kind: Kind::Whole, cells: |r| Cells::One(r.end.map(Value::Whole)) },
    Column { path: "unfit.element", kind: Kind::Text, cells: |r| unfit(r) },
    Column { path: "error", kind: Kind::Text, cells: |r| Cells::One(text(&r.error)) },
];

/// Numbers of a row that fit no column, as text.
fn unfit(row: &Row) -> Cells<'_> {
    let mut out = Vec::new();
    let mut look = |path: &str, value: Option<Value<'_>>| match value {
        Some(Value::Number(n)) if scaled(n).is_none() => {
            out.push(Some(Value::Text(Cow::Owned(format!("{path}={n}")))));
        }
        _ => {}
    };
    for column in COLUMNS.iter().filter(|c| c.kind == Kind::Number) {
        match (column.cells)(row) {
            Cells::One(value) => look(column.path, value),
            Cells::Many(values) => values.into_iter().for_each(|value| look(column.path, value)),
        }
    }
    Cells::Many(out)
}

/// A number in units of the last digit; `None` where it cannot be exact.
pub(super) fn scaled(number: Decimal) -> Option<i128> {
    let number = if number.scale() > SCALE { number.normalize() } else { number };
    let up = SCALE.checked_sub(number.scale())?;
    let scaled = number.mantissa().checked_mul(10_i128.checked_pow(up)?)?;
    (scaled.unsigned_abs() < 10_u128.checked_pow(DIGITS)?).then_some(scaled)
}

/// The schema, as the format writes it.
#[must_use]
pub fn schema() -> String {
    let mut out = String::from("message bantin {\n");
    let mut open = "";
    for column in COLUMNS {
        let (list, member) = column.path.split_once('.').unwrap_or(("", column.path));
        if list != open {
            out.push_str(if open.is_empty() { "" } else { "}}}\n" });
            open = "";
        }
        let field = format!("{};\n", field(column.kind, member));
        match (list, member) {
            ("", _) => out.push_str(&format!("optional {field}")),
            (_, "element") => {
                out.push_str(&format!("required group {list} (LIST) {{ repeated group list {{ optional {field}}}}}\n"))
            }
            _ => {
                if open.is_empty() {
                    out.push_str(&format!(
                        "required group {list} (LIST) {{ repeated group list {{ required group element {{\n"
                    ));
                    open = list;
                }
                out.push_str(&format!("optional {field}"));
            }
        }
    }
    out.push('}');
    out
}

fn field(kind: Kind, name: &str) -> String {
    match kind {
        Kind::Text => format!("binary {name} (STRING)"),
        Kind::Whole => format!("int32 {name}"),
        Kind::Day => format!("int32 {name} (DATE)"),
        Kind::Truth => format!("boolean {name}"),
        Kind::Number => format!("fixed_len_byte_array(16) {name} (DECIMAL({DIGITS},{SCALE}))"),
    }
}
