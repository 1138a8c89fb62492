//! A verdict: the text's own word that an indicator misses its target.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// What the text itself says of a named indicator (*chưa đạt*, *còn chậm*, *giảm so với cùng kỳ*).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Verdict {
    /// The indicator as written.
    pub indicator: String,
    /// Where it is written.
    pub indicator_span: Span,
    /// What is said of it.
    pub says: Says,
    /// The words that say it.
    pub span: Span,
    /// The sentence.
    pub sentence: Span,
}

/// What a verdict says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// It misses a plan, target, deadline or requirement.
    Missed,
    /// It is worse than in the same period, without a number.
    Declined,
    /// It fell, or is below what was set: counts only where down is worse.
    Fell,
    /// It is above what was set: counts only where up is worse.
    Rose,
}
