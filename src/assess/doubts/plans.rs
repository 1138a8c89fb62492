//! A share of a plan beside the value and the plan itself: *24.042 tỷ, đạt 61,4% kế hoạch (39.000 tỷ)*.

use super::interval::Interval;
use super::{Case, measure};
use crate::model::figure::Kind;
use crate::model::warning::{Code, number};
use crate::model::{Figure, PlanShare, Quantity, Warning};
use crate::text::Span;

/// How far behind a share its plan may be told, in bytes.
const NEAR: usize = 80;

/// Figures behind one among which its plan is looked for.
const NEXT: usize = 4;

/// The doubts about shares of plans.
#[must_use]
pub fn doubts(case: &Case<'_>) -> Vec<Warning> {
    case.observed().filter_map(|figure| figure_doubt(case, figure)).collect()
}

fn figure_doubt(case: &Case<'_>, figure: &Figure) -> Option<Warning> {
    let value = figure.value.as_ref()?;
    let told = figure.plans.last()?;
    let (whole, place) = match slashed(value) {
        Some(whole) => (whole, value.span),
        None => beside(case, figure, value, told)?,
    };
    let follows = Interval::of_quantity(value)?.percent_of(whole)?;
    let fits = figure.plans.iter().any(|plan| !follows.is_apart(Interval::of_plan(plan)));
    (!fits).then(|| {
        let middle = follows.middle();
        let follows = middle.map(|m| number(m, "%")).unwrap_or_default();
        let (done, plan) = case.part_and_whole(value, place);
        let args = vec![figure.indicator.clone(), case.words(told.span), done, plan, follows];
        let mut places = vec![told.span, value.span, place];
        places.dedup();
        case.warning(Code::PlanUnfit, args, places)
    })
}

/// The plan in *45.799/36.875 tỷ đồng*: of money only, for a count's whole need not be its plan.
fn slashed(value: &Quantity) -> Option<Interval> {
    let money =
        value.canonical.as_ref().is_some_and(|c| c.unit.len() == 3 && c.unit.bytes().all(|b| b.is_ascii_uppercase()));
    if money { Interval::of_whole(value) } else { None }
}

/// The plan told right behind the share, in one breath with it.
fn beside(case: &Case<'_>, figure: &Figure, value: &Quantity, told: &PlanShare) -> Option<(Interval, Span)> {
    let after = case.bulletin.figures.get(figure.id + 1..)?.iter().take(NEXT);
    let target = after.take_while(|f| f.sentence == figure.sentence).find(|f| f.kind == Kind::Target)?;
    let plan = target.value.as_ref().filter(|v| v.upper.is_none())?;
    let gap = Span::new(told.span.end, plan.span.start).of(&case.bulletin.text);
    let close = target.indicator_span == figure.indicator_span
        && target.period.is_none()
        && !gap.is_empty()
        && gap.len() <= NEAR
        && !gap.contains([';', ',', ')', '.', '\n']);
    (close && measure(plan)? == measure(value)?).then_some((Interval::of_quantity(plan)?, plan.span))
}
