//! Intervals: what a number as written leaves open.
//!
//! In: a number with its bound. Out: the stretch in which the true number lies, by half a unit of the last digit that
//! was written. Two numbers contradict each other only where their stretches do not meet.

use crate::model::{Bound, Change, Decimal, PlanShare, Quantity, Share};

/// Part of a number that *khoảng* leaves open.
const ABOUT: Decimal = Decimal::from_parts(1, 0, 0, false, 1);
/// Digits of a whole number that are meant, however many zeros follow: *200.000* may be rounded, *20* is not.
const MEANT: u32 = 2;

/// A closed stretch of numbers; open to the side where an end is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Lower end.
    pub low: Option<Decimal>,
    /// Upper end.
    pub high: Option<Decimal>,
}

impl Interval {
    fn new(low: Decimal, high: Decimal) -> Self {
        Self { low: Some(low), high: Some(high) }
    }

    /// What a number with its bound leaves open, `step` units of its last digit to both sides.
    fn of(number: Decimal, upper: Option<Decimal>, bound: Bound, step: Decimal) -> Self {
        let high = upper.unwrap_or(number);
        let (low, high) = (number - last_digit(number) * step, high + last_digit(high) * step);
        match bound {
            Bound::Exact => Self::new(low, high),
            Bound::About => Self::new(low - number.abs() * ABOUT, high + high.abs() * ABOUT),
            Bound::AtLeast => Self { low: Some(low), high: None },
            Bound::AtMost => Self { low: None, high: Some(high) },
        }
    }

    /// Of an amount, in base units.
    #[must_use]
    pub fn of_quantity(quantity: &Quantity) -> Option<Self> {
        let half = Decimal::new(5, 1);
        Self::of(quantity.amount, quantity.upper, quantity.bound, half).times(scale(quantity)?)
    }

    /// Of the whole in *15/18*, in base units.
    #[must_use]
    pub fn of_whole(quantity: &Quantity) -> Option<Self> {
        Self::of(quantity.of?, None, Bound::Exact, Decimal::new(5, 1)).times(scale(quantity)?)
    }

    /// Of an absolute change, in units of `scale`.
    #[must_use]
    pub fn of_amount(change: &Change, scale: Decimal) -> Option<Self> {
        Self::of(change.amount?, None, change.bound, Decimal::new(5, 1)).times(scale)
    }

    /// Of a percentage: a whole unit of its last digit, for many cut digits off and do not round.
    #[must_use]
    pub fn of_percent(percent: Decimal, upper: Option<Decimal>, bound: Bound) -> Self {
        let unit = Decimal::new(1, percent.normalize().scale().min(2));
        let high = upper.unwrap_or(percent);
        match bound {
            Bound::Exact => Self::new(percent - unit, high + unit),
            Bound::About => Self::new(percent - percent.abs() * ABOUT - unit, high + high.abs() * ABOUT + unit),
            Bound::AtLeast => Self { low: Some(percent - unit), high: None },
            Bound::AtMost => Self { low: None, high: Some(high + unit) },
        }
    }

    /// Of a share of a plan.
    #[must_use]
    pub fn of_plan(plan: &PlanShare) -> Self {
        Self::of_percent(plan.percent.0, None, plan.bound)
    }

    /// Of a share of a whole.
    #[must_use]
    pub fn of_share(share: &Share) -> Self {
        Self::of_percent(share.percent, share.upper, Bound::Exact)
    }

    fn times(self, scale: Decimal) -> Option<Self> {
        let by = |end: Option<Decimal>| end.map_or(Some(None), |n| n.checked_mul(scale).map(Some));
        Some(Self { low: by(self.low)?, high: by(self.high)? })
    }

    /// The sum of two.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let sum = |a: Option<Decimal>, b: Option<Decimal>| match (a, b) {
            (Some(a), Some(b)) => a.checked_add(b).map(Some),
            _ => Some(None),
        };
        Some(Self { low: sum(self.low, other.low)?, high: sum(self.high, other.high)? })
    }

    /// The difference of two.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        let negative = |n: Option<Decimal>| n.map(|n| -n);
        self.plus(Self { low: negative(other.high), high: negative(other.low) })
    }

    /// So many percent of `whole` this is; `None` where either may be below zero or a quotient would not fit.
    #[must_use]
    pub fn percent_of(self, whole: Self) -> Option<Self> {
        let positive = |i: Self| i.low.is_none_or(|l| l >= Decimal::ZERO) && i.high.is_none_or(|h| h > Decimal::ZERO);
        if !positive(self) || !positive(whole) {
            return None;
        }
        let share = |part: Decimal, whole: Decimal| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole);
        let low = self.low.zip(whole.high).and_then(|(part, whole)| share(part, whole));
        let high = self.high.zip(whole.low.filter(|l| !l.is_zero())).and_then(|(part, whole)| share(part, whole));
        Some(Self { low, high })
    }

    /// The number in its middle, rounded for show.
    #[must_use]
    pub fn middle(self) -> Option<Decimal> {
        let (low, high) = self.low.zip(self.high)?;
        Some(low.checked_add(high)?.checked_div(Decimal::TWO)?.round_dp(2))
    }

    /// Whether no number lies in both.
    #[must_use]
    pub fn is_apart(self, other: Self) -> bool {
        self.is_above(other) || other.is_above(self)
    }

    /// Whether every number of it is above every one of `other`.
    #[must_use]
    pub fn is_above(self, other: Self) -> bool {
        self.low.zip(other.high).is_some_and(|(low, high)| low > high)
    }
}

/// What one unit of an amount as written is in base units.
#[must_use]
pub fn scale(quantity: &Quantity) -> Option<Decimal> {
    match &quantity.canonical {
        Some(canonical) if !quantity.amount.is_zero() => canonical.amount.checked_div(quantity.amount),
        _ => Some(Decimal::ONE),
    }
}

/// One unit of the last digit that is meant: 0.1 of *19,1*; 1 of *8.132*; 1000 of *24.000*.
fn last_digit(number: Decimal) -> Decimal {
    if number.scale() > 0 {
        return Decimal::new(1, number.scale());
    }
    let (mut rest, mut unit, ten) = (number.abs(), Decimal::ONE, Decimal::TEN);
    let least = Decimal::from(10_u32.pow(MEANT));
    while rest >= least && (rest % ten).is_zero() {
        rest /= ten;
        unit *= ten;
    }
    unit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(amount: &str, scale: i64, bound: Bound) -> Quantity {
        let amount: Decimal = amount.parse().unwrap();
        let canonical = crate::model::figure::Canonical { amount: amount * Decimal::from(scale), unit: "VND".into() };
        Quantity { amount, canonical: Some(canonical), bound, ..Quantity::default() }
    }

    #[test]
    fn numbers_meet_where_rounding_explains_their_difference() {
        for (a, b, apart) in [
            (("24042", 1), ("24", 1000), false),
            (("24042", 1), ("24.0", 1000), false),
            (("24042", 1), ("24.1", 1000), true),
            (("24042", 1), ("24000", 1), false),
            (("24042", 1), ("24402", 1), true),
            (("20", 1), ("21", 1), false),
            (("20", 1), ("22", 1), true),
        ] {
            let of = |(n, s)| Interval::of_quantity(&quantity(n, s, Bound::Exact)).unwrap();
            assert_eq!(of(a).is_apart(of(b)), apart, "{a:?} {b:?}");
        }
    }

    #[test]
    fn bounds_are_open_to_their_side() {
        let of = |n, b| Interval::of_quantity(&quantity(n, 1, b)).unwrap();
        assert!(!of("24000", Bound::AtLeast).is_apart(of("24042", Bound::Exact)));
        assert!(!of("24000", Bound::About).is_apart(of("25500", Bound::Exact)));
        assert!(of("24000", Bound::AtLeast).is_apart(of("22015", Bound::Exact)));
        assert!(!of("24000", Bound::AtMost).is_apart(of("22015", Bound::Exact)));
    }

    #[test]
    fn shares_carry_the_rounding_of_both_numbers() {
        let of = |n| Interval::of_quantity(&quantity(n, 1, Bound::Exact)).unwrap();
        let share = of("4.45").percent_of(of("7.5")).unwrap();
        assert!(!share.is_apart(Interval::of_percent("59.47".parse().unwrap(), None, Bound::Exact)));
        assert!(share.is_apart(Interval::of_percent("63.1".parse().unwrap(), None, Bound::Exact)));
    }
}
