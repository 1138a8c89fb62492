//! A change in percent beside the same change as an amount, or beside the number it is measured against.

use super::interval::{Interval, scale};
use super::{Case, measure};
use crate::model::figure::Kind;
use crate::model::warning::{Code, number};
use crate::model::{Basis, Bound, Change, Decimal, Figure, Quantity, Warning};
use crate::text::{Span, key};

/// The doubts about changes.
#[must_use]
pub fn doubts(case: &Case<'_>) -> Vec<Warning> {
    let mut found = Vec::new();
    for figure in case.observed() {
        let Some(value) = figure.value.as_ref().filter(|v| measure(v).is_some() && v.upper.is_none()) else { continue };
        found.extend(figure.changes.iter().filter_map(|change| by_amount(case, figure, value, change)));
        found.extend(by_base(case, figure, value));
    }
    found
}

/// *tăng 1.520 tỷ (6,8%)* beside the value.
fn by_amount(case: &Case<'_>, figure: &Figure, value: &Quantity, change: &Change) -> Option<Warning> {
    let told = change.percent?.0;
    let unit = key(change.unit.as_deref()?);
    let written = key(&value.unit);
    // *tỷ* beside *tỷ đồng*, *vụ* beside *vụ*: one scale.
    let alike = unit == written || written.starts_with(&format!("{unit} ")) || unit.starts_with(&format!("{written} "));
    if !alike || change.upper.is_some() || change.factor.is_some() {
        return None;
    }
    let by = Interval::of_amount(change, scale(value)?)?;
    let base = Interval::of_quantity(value)?.minus(by)?;
    let (low, high) = (by.low?, by.high?);
    let size = if low.is_sign_negative() { Interval { low: Some(-high), high: Some(-low) } } else { by };
    let follows = size.percent_of(base)?;
    unfit(case, figure, follows, told.abs(), change, [value.span, change.span])
}

/// A change beside another period's number: *đạt 4.200 lượt, tăng 30% (cùng kỳ 3.200 lượt)*.
fn by_base(case: &Case<'_>, figure: &Figure, value: &Quantity) -> Option<Warning> {
    let [change] = figure.changes.as_slice() else { return None };
    let told = change.percent?.0;
    let next = case.figure(figure.id + 1)?;
    let base = next.value.as_ref().filter(|v| v.upper.is_none())?;
    let beside = next.kind == Kind::Reference
        && next.sentence == figure.sentence
        && next.indicator_span == figure.indicator_span
        && next.period.is_none()
        && next.changes.is_empty()
        && base.span.start > change.span.start
        && change.basis == Basis::SamePeriodLastYear
        && measure(base) == measure(value);
    if !beside || change.upper.is_some() || change.factor.is_some() {
        return None;
    }
    let ratio = Interval::of_quantity(value)?.percent_of(Interval::of_quantity(base)?)?;
    let hundred = Some(Decimal::ONE_HUNDRED);
    let follows = ratio.minus(Interval { low: hundred, high: hundred })?;
    unfit(case, figure, follows, told, change, [value.span, base.span])
}

fn unfit(
    case: &Case<'_>,
    figure: &Figure,
    follows: Interval,
    told: Decimal,
    change: &Change,
    [value, other]: [Span; 2],
) -> Option<Warning> {
    // A bound speaks of the size of a change: of a fall it bounds the number from its other side.
    let bound = if told.is_sign_negative() && change.bound != Bound::Exact { Bound::About } else { change.bound };
    follows.is_apart(Interval::of_percent(told, None, bound)).then(|| {
        let percent = change.percent.map_or(told, |p| p.0);
        let size_only = percent != told;
        let middle = follows.middle().map(|m| if size_only { -m } else { m });
        let follows = middle.map(|m| number(m, "%")).unwrap_or_default();
        let args = vec![figure.indicator.clone(), number(percent, "%"), case.words(value), case.words(other), follows];
        let mut places = vec![change.span, value, other];
        places.sort_unstable();
        places.dedup();
        case.warning(Code::ChangeUnfit, args, places)
    })
}
