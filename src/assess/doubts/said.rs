//! What the one who concludes calls behind, and the figures show on track.

use super::Case;
use crate::assess::due;
use crate::model::verdict::Says;
use crate::model::warning::{Code, number};
use crate::model::{Decimal, Figure, PlanShare, Reason, Shortfall, Verdict, Warning};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// Shortfalls that rest on the conclusion's word alone, while a figure has reached what is due of its plan.
#[must_use]
pub fn doubts(case: &Case<'_>) -> Vec<Warning> {
    let missed = case.bulletin.verdicts.iter().filter(|v| v.says == Says::Missed);
    let verdicts: FxHashMap<Span, &Verdict> = missed.map(|v| (v.span, v)).collect();
    case.bulletin.shortfalls.iter().filter_map(|shortfall| on_track(case, &verdicts, shortfall)).collect()
}

fn on_track(case: &Case<'_>, verdicts: &FxHashMap<Span, &Verdict>, shortfall: &Shortfall) -> Option<Warning> {
    if shortfall.reasons != [Reason::Stated] {
        return None;
    }
    let figure = case.figure(shortfall.figure?)?;
    let said = shortfall.evidence.iter().filter_map(|span| verdicts.get(span)).find(|v| is_concluded(case, v.span))?;
    let (plan, expected) = reached(case, figure)?;
    // Only of the very same name: what is said of a part or a kind is not said of the figure.
    let one = case.names.all_words(&said.indicator) == case.names.all_words(&figure.indicator);
    (one && !is_concluded(case, figure.span)).then(|| {
        let args = vec![shortfall.indicator.clone(), number(plan.percent.0, "%"), number(expected, "%")];
        case.warning(Code::SaidBehind, args, vec![said.span, plan.span])
    })
}

/// Whether the place lies in what is concluded.
fn is_concluded(case: &Case<'_>, place: Span) -> bool {
    let conclusions = &case.bulletin.conclusions;
    let at = conclusions.partition_point(|c| c.span.end <= place.start);
    conclusions.get(at).is_some_and(|c| c.span.contains(place))
}

/// The share of a plan that has reached what is due, where all have.
fn reached<'f>(case: &Case<'_>, figure: &'f Figure) -> Option<(&'f PlanShare, Decimal)> {
    let mut first = None;
    for plan in &figure.plans {
        let expected = due::expected(case.bulletin, figure, plan)?;
        if plan.percent.0 < expected {
            return None;
        }
        first = first.or(Some((plan, expected)));
    }
    first
}
