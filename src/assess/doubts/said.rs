//! What the one who concludes calls behind, and the figures show on track.

use super::Case;
use crate::assess::due;
use crate::model::verdict::Says;
use crate::model::warning::{Code, number};
use crate::model::{Figure, PlanShare, Reason, Shortfall, Warning};

/// Shortfalls that rest on the conclusion's word alone, while a figure has reached what is due of its plan.
#[must_use]
pub fn doubts(case: &Case<'_>) -> Vec<Warning> {
    case.bulletin.shortfalls.iter().filter_map(|shortfall| on_track(case, shortfall)).collect()
}

fn on_track(case: &Case<'_>, shortfall: &Shortfall) -> Option<Warning> {
    if shortfall.reasons != [Reason::Stated] {
        return None;
    }
    let bulletin = case.bulletin;
    let figure = case.figure(shortfall.figure?)?;
    let concluded = |at: crate::text::Span| bulletin.conclusions.iter().any(|c| c.span.contains(at));
    let verdict = bulletin.verdicts.iter().find(|v| shortfall.evidence.contains(&v.span))?;
    let strict = |name: &str| case.lexicon.name_words(name);
    let one = strict(&verdict.indicator) == strict(&figure.indicator);
    let (plan, expected) = reached(case, figure)?;
    (one && verdict.says == Says::Missed && concluded(verdict.span) && !concluded(figure.span)).then(|| {
        let args = vec![shortfall.indicator.clone(), number(plan.percent.0, "%"), number(expected, "%")];
        case.warning(Code::SaidBehind, args, vec![verdict.span, plan.span])
    })
}

/// The share of a plan that has reached what is due, where all have.
fn reached<'f>(case: &Case<'_>, figure: &'f Figure) -> Option<(&'f PlanShare, crate::model::Decimal)> {
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
