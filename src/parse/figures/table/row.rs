//! One row of a table → its figures.

use super::super::numeral;
use super::super::state::{State, tidy};
use super::head::{Column, Columns, Holds};
use super::{cells, number};
use crate::model::figure::{Canonical, Kind};
use crate::model::warning::{self, Code};
use crate::model::{Change, ChangePercent, Decimal, PlanPercent, PlanShare, Quantity};
use crate::rules::{Cue, Family, Gives, Lexicon};
use crate::text::{Kind as TokenKind, Span, tokens};

/// Reads one row by the columns of its table; the lines above it tell a unit, and what its rows are.
pub fn read(state: &mut State<'_>, row: Span, columns: &Columns, (above, title): (Option<&str>, Option<Span>)) {
    let text = state.page.text;
    let cells = cells(text, row);
    let has_words = |c: &Span| c.of(text).chars().any(char::is_alphabetic);
    let at = |holds: Holds| columns.position(holds, false).and_then(|at| cells.get(at)).copied();
    let name = at(Holds::Name).filter(has_words).or_else(|| cells.iter().find(|c| has_words(c)).copied());
    let Some(name) = name.map(|name| bare(state.page.lexicon, text, name)) else { return };
    let own = at(Holds::Unit).map(|u| u.of(text).trim()).filter(|u| u.chars().any(|c| !c.is_ascii_digit()));
    let row = Row { row, cells, columns, name, unit: own, above, title };
    row.figure(state, false);
    row.figure(state, true);
    row.warn(state);
}

struct Row<'a> {
    row: Span,
    cells: Vec<Span>,
    columns: &'a Columns,
    name: Span,
    /// The unit in the row itself.
    unit: Option<&'a str>,
    /// That of a line above the table.
    above: Option<&'a str>,
    /// What the rows of the table are.
    title: Option<Span>,
}

impl Row<'_> {
    /// The figure of the longer or of the shorter time.
    fn figure(&self, state: &mut State<'_>, short: bool) {
        let text = state.page.text;
        let at = |holds| self.columns.position(holds, short).and_then(|at| Some((at, *self.cells.get(at)?)));
        let read = |holds| at(holds).and_then(|(_, c)| Some((number(c.of(text))?, c)));
        let percent = |holds| at(holds).and_then(|(_, c)| Some((percent(c.of(text))?, c)));
        let head = at(Holds::Value).and_then(|(at, _)| self.columns.columns.get(at));
        let unit = self.unit.or(head.and_then(|c| c.unit.as_deref())).or(self.above).unwrap_or_default();
        let value = read(Holds::Value);
        // A rate has no share of what is planned: it is above or below it.
        let level = unit.starts_with('%');
        let planned = read(Holds::Plan).filter(|_| level);
        let plan = percent(Holds::PlanPercent).or_else(|| share(value, read(Holds::Plan).filter(|_| !level)));
        let changes = self.changes(text, short);
        if value.is_none() && plan.is_none() && changes.is_empty() {
            return;
        }
        let id = state.add(self.name, Kind::Observed, self.row, self.title);
        state.widen(id, self.row);
        let mention = self.columns.columns.iter().filter(|c| c.short == short && told(c.holds));
        state.date(id, mention.clone().find_map(|c| c.mention.as_ref()));
        let lexicon = state.page.lexicon;
        let Some(figure) = state.figures.get_mut(id) else { return };
        figure.indicator = tidy(self.name.of(text));
        let estimate = head.is_some_and(|c| c.estimate);
        figure.value = value.map(|(amount, span)| quantity(lexicon, amount, unit, (span, estimate)));
        figure.plans.extend(plan.map(|(percent, span)| PlanShare {
            percent: PlanPercent(percent),
            span,
            ..PlanShare::default()
        }));
        figure.changes.extend(changes);
        if let Some((amount, span)) = planned.filter(|_| value.is_some()) {
            let target = state.again(id, Kind::Target, self.row);
            state.widen(target, span);
            if let Some(figure) = state.figures.get_mut(target) {
                figure.value = Some(quantity(lexicon, amount, unit, (span, false)));
            }
        }
    }

    /// Tells what was taken where a head and its numbers differ.
    fn warn(&self, state: &mut State<'_>) {
        let text = state.page.text;
        for (column, cell) in self.columns.columns.iter().zip(&self.cells).filter(|(column, _)| column.turned) {
            let Some(taken) = change(column, cell.of(text)) else { continue };
            let told = vec![cell.of(text).trim().to_owned(), warning::number(taken, "%")];
            state.warn(Code::ChangeAmbiguous, told, *cell);
        }
    }

    /// Its changes, those against the same period first.
    fn changes(&self, text: &str, short: bool) -> Vec<Change> {
        let told = self.columns.columns.iter().zip(&self.cells).filter(|(c, _)| c.short == short);
        let read = told.filter_map(|(column, cell)| {
            let percent = Some(ChangePercent(change(column, cell.of(text))?));
            Some(Change { percent, basis: column.basis, span: *cell, ..Change::default() })
        });
        let mut changes: Vec<Change> = read.collect();
        changes.sort_by_key(|change| change.basis != crate::model::Basis::SamePeriodLastYear);
        changes.shrink_to_fit();
        changes
    }
}

/// The change that a cell of a column tells.
fn change(column: &Column, cell: &str) -> Option<Decimal> {
    let percent = percent(cell)?;
    match column.holds {
        Holds::Ratio => Some((percent - Decimal::ONE_HUNDRED).normalize()),
        Holds::Change => Some(percent.normalize()),
        _ => None,
    }
}

fn told(holds: Holds) -> bool {
    matches!(holds, Holds::Value | Holds::Ratio | Holds::Change)
}

/// A name without the number of its row and the words that only say that it is a part (*Trong đó: …*).
fn bare(lexicon: &Lexicon, text: &str, name: Span) -> Span {
    let (mut words, mut found) = (Vec::new(), Vec::new());
    tokens(text, name, &mut words);
    let numbers = |c: &str| c.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'I' | b'V' | b'X' | b'.'));
    let numbered = words.first().is_some_and(|w| numbers(w.span.of(text)))
        && words.get(1).is_some_and(|w| matches!(w.kind, TokenKind::Mark('.' | ')' | '/')));
    if numbered && let Some(third) = words.get(2) {
        return bare(lexicon, text, Span::new(third.span.start, name.end));
    }
    lexicon.find(text, &words, Family::Figures, &mut found);
    let part = found.first().filter(|m| m.start == 0 && lexicon.rule(m.rule).is_some_and(|r| r.cue == Cue::Within));
    let after = part.and_then(|m| words.iter().skip(m.end).find(|w| !matches!(w.kind, TokenKind::Mark(_))));
    after.map_or(name, |word| Span::new(word.span.start, name.end))
}

/// A percentage of a cell: in none of them are there thousands, so that a point parts what is written *105.123*.
fn percent(cell: &str) -> Option<Decimal> {
    let value = number(cell)?;
    let pointed = cell.matches('.').count() == 1 && !cell.contains(',');
    if pointed && value.abs() >= Decimal::ONE_THOUSAND { number(&cell.replace('.', ",")) } else { Some(value) }
}

fn quantity(lexicon: &Lexicon, amount: Decimal, unit: &str, (span, estimate): (Span, bool)) -> Quantity {
    let canonical = (!unit.is_empty() && unit != "%").then(|| canonical(lexicon, amount, unit)).flatten();
    Quantity { amount, unit: unit.to_owned(), canonical, estimate, span, ..Quantity::default() }
}

/// The amount with its unit's scale multiplied out (*nghìn tấn*, *1.000 tấn*), a currency by its code.
fn canonical(lexicon: &Lexicon, amount: Decimal, unit: &str) -> Option<Canonical> {
    let (mut words, mut found) = (Vec::new(), Vec::new());
    tokens(unit, Span::new(0, unit.len()), &mut words);
    lexicon.find(unit, &words, Family::Figures, &mut found);
    let (mut amount, mut scaled) = (amount, 0);
    let mut base = None;
    if let Some(factor) = words.first().and_then(|word| numeral::read(word.span.of(unit))) {
        amount = amount.checked_mul(factor.value)?;
        scaled = 1;
    }
    let first = scaled;
    for m in found.iter().filter(|m| m.start >= first) {
        let Some(rule) = lexicon.rule(m.rule).filter(|_| m.start == scaled) else { break };
        match (&rule.cue, &rule.gives) {
            (Cue::Scale, Gives::Number(factor)) => {
                amount = amount.checked_mul(*factor)?;
                scaled = m.end;
            }
            (Cue::Currency, Gives::Name(code)) if m.end == words.len() => {
                base = Some(code.to_string());
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

#[cfg(test)]
mod tests {
    use crate::parse::{LEXICON, read};

    fn canonical(unit: &str) -> Option<String> {
        let told = super::canonical(&LEXICON, 82.into(), unit)?;
        Some(format!("{} {}", told.amount, told.unit))
    }

    #[test]
    fn a_scale_may_be_a_number() {
        assert_eq!(canonical("1.000 tấn").as_deref(), Some("82000 tấn"));
        assert_eq!(canonical("nghìn tấn").as_deref(), Some("82000 tấn"));
        assert_eq!(canonical("1000 đồng").as_deref(), Some("82000 VND"));
        assert_eq!(canonical("triệu USD").as_deref(), Some("82000000 USD"));
    }

    #[test]
    fn a_point_in_a_percentage_parts_no_thousands() {
        let text = "Kết quả 6 tháng năm 2024.\nTên\tThực hiện 6 tháng\tSo với cùng kỳ (%)\nThan\t1.500\t105.123";
        let bulletin = read(text.to_owned(), &LEXICON);
        let figure = &bulletin.figures[0];
        assert_eq!(figure.value.as_ref().unwrap().amount.to_string(), "1500");
        assert_eq!(figure.changes[0].percent.unwrap().0.to_string(), "5.123");
    }
}
