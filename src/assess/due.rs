//! What is due: the part of a plan's time that has passed.

use crate::model::{Bulletin, Decimal, Due, Figure, Horizon, Period, PlanShare, period::Scope};
use crate::text::Span;

/// The rate due of the year's plan at the end of the bulletin's period: as the text names it, else by the calendar.
#[must_use]
pub fn due(bulletin: &Bulletin) -> Option<Due> {
    let percent = bulletin.period.as_ref()?.scope.elapsed_percent()?;
    match &bulletin.due {
        Some(named) => Some(named.clone()),
        None => Some(Due { percent, named: None }),
    }
}

/// Why so much of a plan is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The text names the rate beside the plan.
    Beside,
    /// The text names the rate that is due of the year's plans: there.
    Named(Span),
    /// The plan is for the very stretch that is reported on.
    Whole,
    /// That part of the plan's time has passed.
    Passed,
}

/// Why nothing is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undue {
    /// The text tells no period.
    NoPeriod,
    /// The figure forecasts a longer period than the one reported on.
    Forecast,
    /// The figure tells of a stretch of the year alone, which is no measure of the year's plan.
    Stretch,
    /// How much of the plan's time has passed is not told.
    NoTime,
}

/// Why what is [`expected`] of a figure is so much, or nothing.
pub fn ground(bulletin: &Bulletin, figure: &Figure, plan: &PlanShare) -> Result<(Decimal, Ground), Undue> {
    let own = figure.period.is_some();
    let period = figure.period.as_ref().or(bulletin.period.as_ref()).ok_or(Undue::NoPeriod)?;
    let Some(percent) = expected(bulletin, figure, plan) else {
        return Err(match own {
            true if is_forecast(bulletin, figure) => Undue::Forecast,
            true if is_stretch(bulletin, figure, plan) => Undue::Stretch,
            _ => Undue::NoTime,
        });
    };
    let named = bulletin.due.as_ref().and_then(|due| due.named).filter(|_| !own && plan.horizon == Horizon::Year);
    let passes = matches!(plan.horizon, Horizon::Year | Horizon::HalfYear | Horizon::Term);
    let ground = match named {
        _ if plan.due.is_some() => Ground::Beside,
        Some(span) if !matches!(period.scope, Scope::Term { .. }) => Ground::Named(span),
        _ if passes && percent != Decimal::ONE_HUNDRED => Ground::Passed,
        _ => Ground::Whole,
    };
    Ok((percent, ground))
}

/// The percentage of a plan that is due for a figure: by the figure's own period and the plan's time.
///
/// `None` where the plan's time is not known, where the figure forecasts a longer period than the bulletin's, or where it tells
/// of a later month or quarter alone.
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
    if is_stretch(bulletin, figure, plan) {
        return None;
    }
    match (plan.horizon, period.scope) {
        (Horizon::Year, Scope::Term { .. }) => Some(hundred),
        // *đến ngày 15/8*: up to a day within a month.
        (Horizon::Year, Scope::Other) if period.elapsed_percent < hundred => Some(period.elapsed_percent),
        (Horizon::Quarter, Scope::Other) => None,
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

/// Whether a figure tells what a later month or quarter alone brought of the year's plan, beside a longer period that is
/// reported on. More than twice what such a stretch brings on average is no stretch's: *trong tháng 7 … đạt 45% kế hoạch* counts
/// from the year's start.
fn is_stretch(bulletin: &Bulletin, figure: &Figure, plan: &PlanShare) -> bool {
    let Some(own) = figure.period.as_ref().filter(|_| plan.horizon == Horizon::Year) else { return false };
    let months = match own.scope {
        Scope::Month(month) if month > 1 => 1,
        Scope::Quarter(quarter) if quarter > 1 => 3,
        _ => return false,
    };
    let longer = bulletin.period.as_ref().is_some_and(|whole| whole.scope != own.scope);
    longer && plan.percent.0 * Decimal::from(12) <= Decimal::from(months * 2) * Decimal::ONE_HUNDRED
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
    // What ends after what is reported on has not come yet, whatever word tells it (*có thể đạt*, *nếu*).
    let end = |period: Option<&Period>| period.and_then(|p| p.end);
    let later = end(figure.period.as_ref()).zip(end(bulletin.period.as_ref())).is_some_and(|(own, whole)| own > whole);
    let day = figure.period.as_ref().is_some_and(|p| p.scope == Scope::Other) && !estimate;
    !term && (later && !day || estimate && own.zip(whole).is_some_and(|(own, whole)| own > whole))
}
