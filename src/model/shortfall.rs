//! A shortfall (*chỉ tiêu chưa đạt*): an indicator that misses what is due.

use super::Measured;
use crate::text::Span;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One indicator that misses its target.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Shortfall {
    /// The indicator as written.
    pub indicator: String,
    /// The figure that shows it; `None` where the text only says so.
    pub figure: Option<usize>,
    /// All reasons that hold, in the order of [`Reason`].
    pub reasons: Vec<Reason>,
    /// Percent of the plan that is due.
    pub expected_percent: Option<Decimal>,
    /// Percent of the plan that is reached.
    pub actual_percent: Option<Decimal>,
    /// Change in percent that is for the worse.
    pub change_percent: Option<Decimal>,
    /// Share of the due reached, or 1 + change: the smaller, the worse. `None` without a number.
    pub severity: Option<Decimal>,
    /// The target of the user's own file that it misses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Measured>,
    /// Where the text shows it, in reading order.
    pub evidence: Vec<Span>,
    /// Where the one who concludes names it; empty where nobody does.
    pub named: Vec<Span>,
}

/// Why an indicator counts as missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The share of the plan is below what is due.
    BehindPlan,
    /// Worse than the same period of last year, or than last year.
    Declined,
    /// Worse than the target set beside it, or than one of the user's own file.
    BelowTarget,
    /// The text says so itself.
    Stated,
}
