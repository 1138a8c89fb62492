//! A warning (*lưu ý*): what was skipped, repaired or is in doubt.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// What was skipped, repaired or is in doubt. `code` and `args` are put into words by the interface's labels
/// (`warning.<code>`, with `{0}`, `{1}` … for the arguments).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What kind of doubt.
    pub code: Code,
    /// What the words speak of, in order.
    pub args: Vec<String>,
    /// The places in the text.
    pub places: Vec<Span>,
}

/// Kinds of warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Control characters were removed: their number.
    ControlRemoved,
    /// Bidirectional or zero-width characters were removed: their number.
    InvisibleRemoved,
    /// Bytes that are no text in the encoding were replaced: their number, the encoding.
    BytesReplaced,
    /// The encoding was guessed: its name.
    EncodingGuessed,
    /// Nothing of a bulletin was found.
    NothingFound,
    /// A number written against the rule: as written, as read.
    NumberRepaired,
    /// A number with two readings: as written, the reading taken, the other.
    NumberAmbiguous,
    /// A comparison with two readings: as written, the reading taken.
    ChangeAmbiguous,
    /// A number that belongs to no indicator: as written.
    NumberUnread,
    /// Parts sum up to more than their whole: the whole, the sum.
    PartsAboveWhole,
    /// One indicator told twice with different numbers: the indicator, both numbers.
    ToldTwice,
    /// A share that does not fit value and plan: the indicator, the share, what follows.
    ShareUnfit,
}
