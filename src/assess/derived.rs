//! What follows from a figure by arithmetic: the plan, what remains of it, the pace needed, the base compared with.
//!
//! Exact decimals; rounding is for who shows them.

use crate::model::figure::{Kind, Pace};
use crate::model::{Basis, Bulletin, Decimal, Derived, Figure, Horizon};

/// Months of a year.
const YEAR: u8 = 12;

/// What follows from the figure's own numbers. Nothing follows from a percentage, a range or a target.
#[must_use]
pub fn derived(bulletin: &Bulletin, figure: &Figure) -> Derived {
    let amount = figure.value.as_ref().filter(|v| v.upper.is_none() && v.unit != "%").map(|v| v.amount);
    let Some(value) = amount.filter(|_| figure.kind == Kind::Observed) else { return Derived::default() };
    let plan = figure.plans.first().filter(|p| !p.percent.0.is_zero());
    let plan_amount = plan.and_then(|p| percent_of(value, p.percent.0));
    let remaining = plan_amount.map(|p| (p - value).normalize());
    let yearly = plan.is_some_and(|p| p.horizon == Horizon::Year);
    let change = figure.changes.iter().find(|c| c.basis == Basis::SamePeriodLastYear && c.upper.is_none());
    let base_amount = change.and_then(|c| percent_of(value, Decimal::ONE_HUNDRED + c.percent?.0));
    Derived {
        plan_amount,
        remaining,
        pace_needed: remaining.filter(|_| yearly).and_then(|r| pace(bulletin, figure, value, r)),
        base_amount,
    }
}

/// The whole of which `value` is so many percent.
fn percent_of(value: Decimal, percent: Decimal) -> Option<Decimal> {
    (percent > Decimal::ZERO)
        .then(|| value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(percent))
        .flatten()
        .map(|d| d.normalize())
}

fn pace(bulletin: &Bulletin, figure: &Figure, value: Decimal, remaining: Decimal) -> Option<Pace> {
    let period = figure.period.as_ref().or(bulletin.period.as_ref())?;
    let passed = match period.scope {
        crate::model::period::Scope::Month(_) if figure.period.is_some() => return None,
        scope => scope.last_month()?,
    };
    let months = YEAR.checked_sub(passed).filter(|m| *m > 0)?;
    let needed = remaining.max(Decimal::ZERO).checked_div(Decimal::from(months))?.normalize();
    let made = value.checked_div(Decimal::from(passed))?.normalize();
    Some(Pace { needed, made, months: u32::from(months) })
}
