//! A target (*mục tiêu*) that the reader's own file sets for an indicator of which the bulletin does not tell a plan.

use super::figure::Canonical;
use super::period::Scope;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A target of the user's.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The indicator, under any of its names.
    pub indicator: String,
    /// Which side of it is reached.
    pub side: Side,
    /// The number in the unit as written.
    pub amount: Decimal,
    /// The unit as written; `%` for a rate, a level or growth.
    pub unit: String,
    /// With the scale multiplied out; `None` for a percentage.
    pub canonical: Option<Canonical>,
    /// The place whose bulletins it is for; any where there is none.
    pub place: Option<String>,
    /// The period it is for; the year that is reported on where there is none.
    pub period: Option<Stretch>,
    /// Whether the number grows over the period, so that a part of it is due; as its unit tells where there is none.
    pub cumulated: Option<bool>,
    /// Where it stands.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
}

/// The stretch of time that a target is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its kind.
    pub scope: Scope,
    /// Its year; every year where there is none.
    pub year: Option<i16>,
}

/// Which side of a target is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// As much or more.
    #[default]
    AtLeast,
    /// As much or less.
    AtMost,
}

/// What of a figure a target measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// Its value.
    #[default]
    Value,
    /// Its growth on last year.
    Growth,
    /// Its share of the plan.
    Plan,
}

/// A figure measured by a target of the user's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Measured {
    /// What of the figure is compared.
    pub of: Of,
    /// Which side of it is reached.
    pub side: Side,
    /// The number in the unit as written.
    pub amount: Decimal,
    /// The unit as written.
    pub unit: String,
    /// The number of the bulletin that is compared, in the target's unit.
    pub reached: Decimal,
    /// The part of it that is due, in percent; `None` where the whole is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_percent: Option<Decimal>,
    /// The file that sets it.
    pub file: String,
    /// The line there, from 1.
    pub line: usize,
}
