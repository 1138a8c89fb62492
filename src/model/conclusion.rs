//! A conclusion (*kết luận, chỉ đạo*): a sentence that judges the results, sets a task or adopts something.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// One sentence of those who conclude.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Conclusion {
    /// What the sentence does.
    pub kind: Kind,
    /// Who says it; `None` where an organ does.
    pub speaker: Option<usize>,
    /// The sentence.
    pub span: Span,
}

/// What a concluding sentence does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Judges results.
    Assessment,
    /// Orders.
    Directive,
    /// Asks for.
    Request,
    /// Adopts.
    Resolution,
}
