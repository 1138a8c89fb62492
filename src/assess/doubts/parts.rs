//! Parts and their whole: a part above it, parts that sum up to more, a share that does not fit.

use super::interval::Interval;
use super::{Case, measure, same_time};
use crate::model::warning::{Code, number};
use crate::model::{Decimal, Figure, Quantity, Warning};
use crate::rules::{Cue, Family};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// The rule of words that open a breakdown, whose parts do not overlap (*gồm*).
const BREAKDOWN: &str = "structure.breakdown";
/// How far behind its value a share may be told, in bytes.
const NEAR: usize = 120;

/// The doubts about parts and wholes.
#[must_use]
pub fn doubts(case: &Case<'_>) -> Vec<Warning> {
    let mut found = Vec::new();
    let mut parts: FxHashMap<usize, Vec<&Figure>> = FxHashMap::default();
    for part in case.observed() {
        let Some(whole) = part.within.and_then(|id| case.figure(id)) else { continue };
        if let Some((value, total)) = comparable(case, part, whole) {
            found.extend(above(case, part, whole, value, total));
            // *30 mặt hàng chiếm 92% kim ngạch, trong đó 6 mặt hàng trên 10 tỷ USD (chiếm 62%)*: of what the whole is a share of too.
            let of_other = whole.share.as_ref().is_some_and(|share| share.of.is_some());
            found.extend(if of_other { None } else { share(case, part, value, total) });
            parts.entry(whole.id).or_default().push(part);
        }
    }
    let mut wholes: Vec<_> = parts.into_iter().collect();
    wholes.sort_unstable_by_key(|(id, _)| *id);
    found.extend(wholes.into_iter().filter_map(|(id, parts)| sum(case, case.figure(id)?, &parts)));
    found.extend(case.observed().filter_map(|figure| counted(case, figure)));
    found
}

/// Both values, where a part cannot be more than its whole: one kind, time and unit, and a sum.
fn comparable<'f>(case: &Case<'_>, part: &'f Figure, whole: &'f Figure) -> Option<(&'f Quantity, &'f Quantity)> {
    let (value, total) = part.value.as_ref().zip(whole.value.as_ref())?;
    let alike = part.kind == whole.kind && same_time(part, whole) && measure(value)? == measure(total)?;
    let sums = !case.is_no_sum(part) && !case.is_no_sum(whole) && total.of.is_none();
    (alike && sums && part.sentence == whole.sentence).then_some((value, total))
}

fn above(case: &Case<'_>, part: &Figure, whole: &Figure, value: &Quantity, total: &Quantity) -> Option<Warning> {
    let (low, high) = (Interval::of_quantity(value)?, Interval::of_quantity(total)?);
    // After a part of a part, the next may be one of the whole again: only the first is surely a part of it.
    let first = part.id == whole.id + 1;
    let outer = whole.within.is_some() && !first;
    (low.is_above(high) && !outer).then(|| {
        let args =
            vec![part.indicator.clone(), case.words(value.span), whole.indicator.clone(), case.words(total.span)];
        case.warning(Code::PartAboveWhole, args, vec![total.span, value.span])
    })
}

/// Parts of a breakdown that sum up to more than the whole.
fn sum(case: &Case<'_>, whole: &Figure, parts: &[&Figure]) -> Option<Warning> {
    let first = parts.first()?;
    let total = whole.value.as_ref()?;
    let opened = case.between(total.span.end, first.indicator_span.start.min(first.span.end), Family::Figures);
    let opens = opened.iter().rev().find(|rule| rule.cue == Cue::Within)?;
    if opens.id != BREAKDOWN || parts.len() < 2 {
        return None;
    }
    let values: Vec<&Quantity> = parts.iter().filter_map(|p| p.value.as_ref()).collect();
    if values.iter().any(|v| Some(&v.unit) != values.first().map(|v| &v.unit)) {
        return None;
    }
    let intervals = values.iter().map(|v| Interval::of_quantity(v));
    let all = intervals.reduce(|a, b| a?.plus(b?)).flatten()?;
    let alone = Interval::of_quantity(total)?;
    if !all.is_above(alone) || values.iter().any(|v| Interval::of_quantity(v).is_none_or(|i| i.is_above(alone))) {
        return None;
    }
    let amount: Decimal = values.iter().map(|v| v.amount).sum();
    let unit = values.first().map(|v| v.unit.as_str()).unwrap_or_default();
    let args = vec![whole.indicator.clone(), number(amount, unit), case.words(total.span)];
    let mut places: Vec<Span> = vec![total.span];
    places.extend(values.iter().map(|v| v.span));
    Some(case.warning(Code::PartsAboveWhole, args, places))
}

/// A share that does not fit the part and its whole.
fn share(case: &Case<'_>, part: &Figure, value: &Quantity, total: &Quantity) -> Option<Warning> {
    let share = part.share.as_ref().filter(|s| s.of.is_none())?;
    if share.span.start > value.span.end + NEAR {
        return None;
    }
    let told = case.between(value.span.end, share.span.start, Family::Figures);
    let is_share = told.iter().rev().find(|r| matches!(r.cue, Cue::Share | Cue::Contribute))?.cue == Cue::Share;
    if !is_share || !case.words(share.span).ends_with('%') {
        return None;
    }
    unfit(case, part, value, Interval::of_quantity(total)?, (share.span, Interval::of_share(share)), total.span)
}

/// A share that does not fit the count and its whole in *96/111 xã (86,5%)*.
fn counted(case: &Case<'_>, figure: &Figure) -> Option<Warning> {
    let value = figure.value.as_ref().filter(|v| v.of.is_some() && v.upper.is_none())?;
    let share = figure.share.as_ref().filter(|s| s.of.is_none() && case.words(s.span).ends_with('%'))?;
    unfit(case, figure, value, Interval::of_whole(value)?, (share.span, Interval::of_share(share)), value.span)
}

fn unfit(
    case: &Case<'_>,
    part: &Figure,
    value: &Quantity,
    whole: Interval,
    (place, told): (Span, Interval),
    total: Span,
) -> Option<Warning> {
    let follows = Interval::of_quantity(value)?.percent_of(whole)?;
    follows.is_apart(told).then(|| {
        let middle = follows.middle();
        let follows = middle.map(|m| number(m, "%")).unwrap_or_default();
        let (done, whole) = case.part_and_whole(value, total);
        let args = vec![part.indicator.clone(), case.words(place), done, whole, follows];
        let mut places = vec![place, value.span, total];
        places.dedup();
        case.warning(Code::ShareUnfit, args, places)
    })
}
