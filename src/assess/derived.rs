//! What follows from a figure by arithmetic: the plan, what remains of it, the pace needed, the base compared with.
//!
//! Exact decimals; rounding is for who shows them.

use super::due::is_forecast;
use crate::model::figure::{Kind, Pace};
use crate::model::period::Scope;
use crate::model::{Basis, Bound, Bulletin, Decimal, Derived, Figure, Horizon, PlanShare};
use crate::rules::{Family, Lexicon};

/// What follows from the figure's own numbers. Nothing follows from a percentage, a range, a target, a reference or a
/// forecast.
#[must_use]
pub fn derived(bulletin: &Bulletin, figure: &Figure, lexicon: &Lexicon) -> Derived {
    let observed = figure.kind == Kind::Observed && !is_forecast(bulletin, figure);
    let told = figure.value.as_ref().filter(|v| observed && v.upper.is_none() && !v.unit.contains('%'));
    let Some(quantity) = told else { return Derived::default() };
    let value = quantity.amount;
    let plan = figure.plans.first().filter(|p| p.percent.0 > Decimal::ZERO);
    let plan_amount = plan.and_then(|p| percent_of(value, p.percent.0));
    let remaining = plan_amount.and_then(|p| p.checked_sub(value)).map(|r| r.normalize());
    let same = |c: &&crate::model::Change| c.basis == Basis::SamePeriodLastYear && c.percent.is_some();
    let change = figure.changes.iter().find(same).filter(|c| c.upper.is_none());
    let base_amount = change.and_then(|c| percent_of(value, c.percent?.0.checked_add(Decimal::ONE_HUNDRED)?));
    let hedged = quantity.bound != Bound::Exact
        || plan_amount.is_some() && plan.is_some_and(|p| p.bound != Bound::Exact)
        || base_amount.is_some() && change.is_some_and(|c| c.bound != Bound::Exact);
    // A level (a mean, a yield, a price) is not brought in month by month.
    let grows = || !quantity.unit.contains('/') && lexicon.cues(&figure.indicator, Family::Sums).is_empty();
    let pace = || pace(bulletin, figure, plan?, value, remaining.filter(|r| *r > Decimal::ZERO && grows())?);
    let pace_needed = pace();
    Derived {
        about: hedged && (plan_amount.is_some() || base_amount.is_some()),
        plan_amount,
        remaining,
        pace_needed,
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

/// The month of the year with which a plan ends that is told of from the year's start.
fn last_month(horizon: Horizon) -> Option<u8> {
    match horizon {
        Horizon::Year => Some(12),
        Horizon::HalfYear => Some(6),
        Horizon::Quarter | Horizon::Month | Horizon::Period | Horizon::Term | Horizon::Other => None,
    }
}

/// Months in which a value was brought, counted from the year's start; a later month or quarter alone tells nothing of it.
fn months(scope: Scope) -> Option<u8> {
    match scope {
        Scope::Month(1) => Some(1),
        Scope::Quarter(1) => Some(3),
        Scope::Months(months) => Some(months),
        Scope::Month(_) | Scope::Quarter(_) | Scope::Year | Scope::Term { .. } | Scope::Other => None,
    }
}

fn pace(bulletin: &Bulletin, figure: &Figure, plan: &PlanShare, value: Decimal, remaining: Decimal) -> Option<Pace> {
    let period = figure.period.as_ref().or(bulletin.period.as_ref())?;
    let passed = months(period.scope)?;
    let months = last_month(plan.horizon)?.checked_sub(passed).filter(|m| *m > 0)?;
    let needed = remaining.checked_div(Decimal::from(months))?.normalize();
    let made = value.checked_div(Decimal::from(passed))?.normalize();
    Some(Pace { needed, made, months: u32::from(months) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Derived {
        crate::read(text).figures.into_iter().next().map(|f| f.derived).unwrap_or_default()
    }

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn plan_rest_pace_and_base_follow_exactly() {
        let d = of("Quý I/2024, thu nội địa đạt 2.400 tỷ đồng, bằng 20% dự toán, tăng 25% so với cùng kỳ.");
        assert_eq!((d.plan_amount, d.remaining), (Some(number("12000")), Some(number("9600"))));
        assert_eq!(d.base_amount, Some(number("1920")));
        let pace = d.pace_needed.unwrap();
        assert_eq!((pace.made, pace.months), (number("800"), 9));
        assert_eq!(pace.needed.round_dp(3), number("1066.667"));
        assert!(!d.about);
    }

    #[test]
    fn what_is_more_than_planned_leaves_less_than_nothing_and_needs_no_pace() {
        let d = of("9 tháng năm 2024, thu nội địa đạt 1.050 tỷ đồng, vượt 5% dự toán.");
        assert_eq!((d.plan_amount, d.remaining, d.pace_needed), (Some(number("1000")), Some(number("-50")), None));
    }

    #[test]
    fn a_hedged_number_makes_what_follows_hedged() {
        assert!(of("Quý I/2024, thu nội địa đạt trên 2.400 tỷ đồng, bằng 20% dự toán.").about);
        assert!(of("Quý I/2024, thu nội địa đạt 2.400 tỷ đồng, bằng gần 20% dự toán.").about);
    }

    #[test]
    fn levels_later_months_and_ended_plans_have_no_pace() {
        for text in [
            "Quý I/2024, thu nhập bình quân đạt 12 triệu đồng, bằng 24% kế hoạch.",
            "Quý I/2024, năng suất lúa đạt 62 tạ/ha, bằng 98% kế hoạch.",
            "Quý II/2024, thu nội địa đạt 2.400 tỷ đồng, bằng 20% dự toán.",
            "Năm 2023, thu nội địa đạt 2.400 tỷ đồng, bằng 96% dự toán.",
            "6 tháng đầu năm 2024, thu nội địa đạt 2.400 tỷ đồng, bằng 96% kế hoạch 6 tháng.",
        ] {
            let d = of(text);
            assert!(d.plan_amount.is_some() && d.pace_needed.is_none(), "{text} {d:?}");
        }
    }

    #[test]
    fn nothing_follows_from_rates_ranges_targets_and_forecasts() {
        for text in [
            "Quý I/2024, tỷ lệ hộ nghèo còn 5%, bằng 98% kế hoạch.",
            "Quý I/2024, sản lượng thủy sản đạt 13-14 nghìn tấn, bằng 25% kế hoạch.",
            "Phấn đấu năm 2025, thu nội địa đạt 2.400 tỷ đồng, tăng 12% so với năm 2024.",
            "9 tháng năm 2024, dự kiến cả năm thu nội địa ước đạt 2.400 tỷ đồng, bằng 98% dự toán.",
        ] {
            assert!(of(text).is_empty(), "{text} {:?}", of(text));
        }
    }
}
