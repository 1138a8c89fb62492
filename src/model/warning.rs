//! A warning (*lưu ý*): what was skipped, repaired or is in doubt.

use crate::text::Span;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What was skipped, repaired or is in doubt. `code` and `args` are put into words by the interface's labels
/// (`warning.<code>`, with `{0}`, `{1}` … for the arguments).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What kind of doubt.
    pub code: Code,
    /// What the words speak of, in order. One that begins with `=` is a [`number`].
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
    /// The text is far longer than a bulletin and was read in parts: their number.
    ReadInParts,
    /// The text tells more than any bulletin and was read up to the place: the percentage of it that was.
    ReadUpTo,
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
    /// The same, where the text's other amounts of its unit decide.
    AmbiguousByPeers,
    /// The same, where the plan told beside decides.
    AmbiguousByPlan,
    /// The same, where the zeros at its end decide.
    AmbiguousByZeros,
    /// A part is more than its whole: the part, its number, the whole, its number.
    PartAboveWhole,
    /// Parts sum up to more than their whole: the whole, the sum, the whole's number.
    PartsAboveWhole,
    /// One indicator told twice with different numbers: the indicator, both numbers.
    ToldTwice,
    /// A share that does not fit part and whole: the indicator, the share, part, whole, what follows.
    ShareUnfit,
    /// A share of a plan that does not fit value and plan: the indicator, the share, value, plan, what follows.
    PlanUnfit,
    /// A change that does not fit the numbers beside it: the indicator, the change, value, the other number, what follows.
    ChangeUnfit,
    /// Called behind in the conclusion, while its figure is on track: the indicator, reached, due.
    SaidBehind,
}

/// A number as an argument: written as the language does when it is shown, its unit behind it.
#[must_use]
pub fn number(number: Decimal, unit: &str) -> String {
    let gap = if unit.is_empty() { "" } else { " " };
    format!("={}{gap}{unit}", number.normalize())
}
