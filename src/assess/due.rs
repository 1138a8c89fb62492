//! What is due: the part of a plan's time that has passed.

use crate::model::{Bulletin, Decimal, Due, Figure, Horizon, PlanShare, period::Scope};

/// The rate due of the year's plan at the end of the bulletin's period: as the text names it, else by the calendar.
#[must_use]
pub fn due(bulletin: &Bulletin) -> Option<Due> {
    let percent = bulletin.period.as_ref()?.scope.elapsed_percent()?;
    match &bulletin.due {
        Some(named) => Some(named.clone()),
        None => Some(Due { percent, named: None }),
    }
}

/// The percentage of a plan that is due for a figure: by the figure's own period and the plan's time.
///
/// `None` where the plan's time is not known, or where the figure forecasts a longer period than the bulletin's.
#[must_use]
pub fn expected(bulletin: &Bulletin, figure: &Figure, plan: &PlanShare) -> Option<Decimal> {
    let period = figure.period.as_ref().or(bulletin.period.as_ref())?;
    let own = figure.period.is_some();
    if own && is_forecast(bulletin, figure) {
        return None;
    }
    let hundred = Decimal::ONE_HUNDRED;
    if plan.due.is_some() {
        return plan.due;
    }
    match (plan.horizon, period.scope) {
        (Horizon::Year, Scope::Term { .. }) => Some(hundred),
        (Horizon::Year, scope) => {
            let calendar = scope.elapsed_percent()?;
            let named = bulletin.due.as_ref().filter(|d| d.named.is_some() && !own).map(|d| d.percent);
            Some(named.unwrap_or(calendar))
        }
        (Horizon::Quarter, Scope::Quarter(_)) | (Horizon::Month, Scope::Month(_)) | (Horizon::Period, _) => {
            Some(hundred)
        }
        (Horizon::Month, Scope::Months(_) | Scope::Quarter(_)) => Some(hundred),
        (Horizon::Quarter, _) => Some(hundred),
        (Horizon::HalfYear, scope) => {
            let months = Decimal::from(scope.last_month()?.min(6));
            Some((months * hundred / Decimal::from(6)).round_dp(2))
        }
        (Horizon::Term, scope @ Scope::Term { .. }) => scope.elapsed_percent(),
        (Horizon::Month, _) | (Horizon::Term | Horizon::Other, _) => None,
    }
}

/// Whether a figure tells of a longer period than the one reported on (*dự kiến cả năm*).
#[must_use]
pub fn is_forecast(bulletin: &Bulletin, figure: &Figure) -> bool {
    let month = |scope: Option<Scope>| scope.and_then(Scope::last_month);
    let whole = month(bulletin.period.as_ref().map(|p| p.scope));
    let own = month(figure.period.as_ref().map(|p| p.scope));
    let term = bulletin.period.as_ref().is_some_and(|p| matches!(p.scope, Scope::Term { .. }));
    let estimate = figure.value.as_ref().is_some_and(|v| v.estimate)
        || figure.changes.iter().any(|c| c.estimate)
        || figure.plans.iter().any(|p| p.estimate);
    estimate && !term && own.zip(whole).is_some_and(|(own, whole)| own > whole)
}
