//! A period (*kỳ*): what a bulletin or a figure reports on.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A stretch of the calendar, as far as the text tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Period {
    /// As written: `quý 1/2023`.
    pub label: String,
    /// First day; `None` where the text tells no year.
    #[cfg_attr(test, schemars(with = "Option<String>", extend("format" = "date")))]
    pub start: Option<Date>,
    /// Last day.
    #[cfg_attr(test, schemars(with = "Option<String>", extend("format" = "date")))]
    pub end: Option<Date>,
    /// The part of the year (of the term, for a term's review) that has passed at its end, in percent.
    pub elapsed_percent: Decimal,
    /// What kind of stretch it is.
    pub scope: Scope,
}

/// The kind of stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One month, 1–12.
    Month(u8),
    /// One quarter, 1–4.
    Quarter(u8),
    /// The year's first n months, cumulated.
    Months(u8),
    /// A whole year.
    Year,
    /// The first `done` of `of` years of a term.
    Term {
        /// Years passed.
        done: u8,
        /// Years in all.
        of: u8,
    },
    /// Anything else.
    Other,
}

impl Scope {
    /// The month of the year that the stretch ends with, 1–12; `None` for a term and others.
    #[must_use]
    pub fn last_month(self) -> Option<u8> {
        match self {
            Scope::Month(m) | Scope::Months(m) => Some(m),
            Scope::Quarter(q) => Some(q * 3),
            Scope::Year => Some(12),
            Scope::Term { .. } | Scope::Other => None,
        }
    }

    /// Whether another stretch of the same year is a part of this one.
    #[must_use]
    pub fn holds(self, part: Scope) -> bool {
        let months = |scope: Scope| {
            let last = scope.last_month()?;
            let first = match scope {
                Scope::Month(month) => month,
                Scope::Quarter(_) => last - 2,
                _ => 1,
            };
            Some((first, last))
        };
        let stretches = months(self).zip(months(part));
        stretches.is_some_and(|(all, some)| all != some && all.0 <= some.0 && some.1 <= all.1)
    }

    /// Percent of the year (of the term) that has passed at the stretch's end.
    #[must_use]
    pub fn elapsed_percent(self) -> Option<Decimal> {
        let (done, of) = match self {
            Scope::Term { done, of } => (done, of),
            other => (other.last_month()?, 12),
        };
        (of > 0).then(|| (Decimal::from(done) * Decimal::ONE_HUNDRED / Decimal::from(of)).round_dp(2))
    }
}
