//! A figure (*số liệu*): one mention of one indicator with what the text says of it there.

use super::Period;
use crate::text::Span;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One mention of one indicator. At least one of `value`, `changes`, `plans`, `share` is there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Figure {
    /// Index in [`super::Bulletin::figures`].
    pub id: usize,
    /// The noun phrase as written (*chỉ tiêu*), or the phrase it stands for where the text leaves it out.
    pub indicator: String,
    /// Where the indicator is written; empty where it is understood.
    pub indicator_span: Span,
    /// The figure it is a part of.
    pub within: Option<usize>,
    /// Result, target or another period's number.
    pub kind: Kind,
    /// Which direction is the worse one.
    pub polarity: Polarity,
    /// The amount itself.
    pub value: Option<Quantity>,
    /// Comparisons, the same period of last year first.
    pub changes: Vec<Change>,
    /// Shares of a plan, the year's first.
    pub plans: Vec<PlanShare>,
    /// A share of a whole, or a contribution to it.
    pub share: Option<Share>,
    /// Set only where it differs from the bulletin's.
    pub period: Option<Period>,
    /// From the indicator to the last number.
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: Span,
    /// What follows by arithmetic.
    #[serde(default, skip_serializing_if = "Derived::is_empty")]
    pub derived: Derived,
}

/// Whether a figure is a result, a target or a comparison's other side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A result, an estimate or a forecast.
    #[default]
    Observed,
    /// Set for a time to come, or allotted.
    Target,
    /// Another period's value given for comparison.
    Reference,
}

/// Which direction is worse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// Down is worse.
    #[default]
    MoreIsBetter,
    /// Up is worse (accidents, poverty, arrears …).
    LessIsBetter,
    /// Direction alone says nothing (prices, imports …).
    Neutral,
}

/// An amount in the unit as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Quantity {
    /// The number: `24.042 tỷ đồng` is 24042.
    pub amount: Decimal,
    /// Scale and unit as written: `tỷ đồng`. Empty where the text gives none.
    pub unit: String,
    /// With the scale multiplied out.
    pub canonical: Option<Canonical>,
    /// Upper end of a range.
    pub upper: Option<Decimal>,
    /// The whole, in *15/18*.
    pub of: Option<Decimal>,
    /// How the number bounds the truth.
    pub bound: Bound,
    /// *ước*, *dự kiến*.
    pub estimate: bool,
    /// The characters of number and unit.
    pub span: Span,
}

/// A quantity with its scale multiplied out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Canonical {
    /// The number in the base unit.
    pub amount: Decimal,
    /// ISO 4217 code for money, else the base unit as written.
    pub unit: String,
}

/// How a written number bounds the true one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The number itself.
    #[default]
    Exact,
    /// *khoảng*.
    About,
    /// *trên*, *hơn*.
    AtLeast,
    /// *dưới*, *gần*.
    AtMost,
}

/// Percent by which something changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct ChangePercent(pub Decimal);

/// Percentage points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Points(pub Decimal);

/// Percent of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct PlanPercent(pub Decimal);

/// A comparison (*so với …*).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Change {
    /// *giảm 9,46%* is −9.46; *bằng 95,26% so với cùng kỳ* is −4.74.
    pub percent: Option<ChangePercent>,
    /// Upper end of *tăng 12-14%*.
    pub upper: Option<ChangePercent>,
    /// Percentage points, signed.
    pub points: Option<Points>,
    /// *gấp 2,3 lần* is 2.3.
    pub factor: Option<Decimal>,
    /// An absolute change, signed.
    pub amount: Option<Decimal>,
    /// Its unit.
    pub unit: Option<String>,
    /// How the number bounds the truth.
    pub bound: Bound,
    /// *ước*, *dự kiến*.
    pub estimate: bool,
    /// What is compared with.
    pub basis: Basis,
    /// The characters of the comparison's number.
    pub span: Span,
}

/// What a change is measured against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// *so với cùng kỳ*.
    #[default]
    SamePeriodLastYear,
    /// *so với tháng trước, quý trước*.
    PreviousPeriod,
    /// *so với năm 2022*.
    PreviousYear,
    /// *so với cuối năm, đầu năm*.
    EndOfLastYear,
    /// Anything else.
    Other,
}

/// The share of a plan (*kế hoạch, dự toán, chỉ tiêu*).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlanShare {
    /// *đạt 19,13% dự toán* is 19.13; *vượt 5% kế hoạch* is 105.
    pub percent: PlanPercent,
    /// The plan as written.
    pub of: Option<String>,
    /// The time the plan is for.
    pub horizon: Horizon,
    /// The rate that the text itself names as due for it (*vượt kịch bản 11 tháng là 85%*).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Decimal>,
    /// How the number bounds the truth.
    pub bound: Bound,
    /// *ước*, *dự kiến*.
    pub estimate: bool,
    /// The characters of the share's number.
    pub span: Span,
}

/// The time a plan is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Horizon {
    /// The year: also where the text names none.
    #[default]
    Year,
    /// A quarter.
    Quarter,
    /// A month.
    Month,
    /// Six months.
    HalfYear,
    /// The very period that is reported on.
    Period,
    /// A term of office or a five-year plan.
    Term,
    /// Anything else.
    Other,
}

/// A share of a whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Share {
    /// Percent, or percentage points of a contribution.
    pub percent: Decimal,
    /// Upper end of a range.
    pub upper: Option<Decimal>,
    /// The whole as written.
    pub of: Option<String>,
    /// The characters of the number.
    pub span: Span,
}

/// What follows from a figure by arithmetic. Exact; rounded only for show.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Derived {
    /// Value ÷ plan share, in the value's unit.
    pub plan_amount: Option<Decimal>,
    /// Plan − value, in the value's unit; below zero where the plan is exceeded.
    pub remaining: Option<Decimal>,
    /// What each remaining month must bring, against what each past month brought; none where nothing remains.
    pub pace_needed: Option<Pace>,
    /// Value ÷ (1 + change), in the value's unit.
    pub base_amount: Option<Decimal>,
    /// Whether a number that it follows from is hedged (*trên, gần, khoảng*), so that it holds about only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub about: bool,
}

/// Pace per month, in the value's unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Pace {
    /// Needed in each month that remains.
    pub needed: Decimal,
    /// Made in each month that has passed.
    pub made: Decimal,
    /// Months that remain.
    pub months: u32,
}

impl Derived {
    /// Whether nothing follows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
