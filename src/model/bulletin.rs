//! One bulletin, read.

use super::{Conclusion, Figure, Period, Section, Shortfall, Speaker, Verdict, Warning};
use crate::text::Span;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The model's name and version, as `schema` in every output.
pub const SCHEMA: &str = "bantin.bulletin/1";

/// A bulletin (*bản tin*) and all that was read out of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Bulletin {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Where the text came from.
    pub source: Source,
    /// The headline; `None` when the text has none.
    pub title: Option<String>,
    /// When it came out, ISO 8601 as far as the text tells: `2023-04-27T09:30`, `2023-04-27`, `2023-04`.
    pub published: Option<String>,
    /// When the meeting took place, likewise.
    pub held: Option<String>,
    /// The author's line.
    pub byline: Option<String>,
    /// BCP 47 tag of the text's language.
    pub language: String,
    /// What the bulletin reports on; `None` when the text does not tell.
    pub period: Option<Period>,
    /// The share of the year's plan that is due at the period's end.
    pub due: Option<Due>,
    /// The normalised text.
    pub text: String,
    /// Every paragraph is in exactly one section, in reading order.
    pub sections: Vec<Section>,
    /// Persons to whom words are attributed, in order of appearance; `id` is the index.
    pub speakers: Vec<Speaker>,
    /// Every figure, in reading order; `id` is the index.
    pub figures: Vec<Figure>,
    /// What the text itself says has missed its target, in reading order.
    pub verdicts: Vec<Verdict>,
    /// Indicators that miss their target, worst first, those without a number last.
    pub shortfalls: Vec<Shortfall>,
    /// One entry a sentence, in reading order.
    pub conclusions: Vec<Conclusion>,
    /// What was skipped, repaired or is in doubt. Put into words by the report.
    #[serde(skip)]
    pub warnings: Vec<Warning>,
}

/// Where a text came from and in what form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Source {
    /// The file's name without its folder, `-` for standard input.
    pub name: String,
    /// `text`, and other forms as they are supported.
    pub format: String,
    /// Name of the character encoding.
    pub encoding: String,
    /// Size of the input in bytes.
    pub bytes: usize,
}

/// The share of a year plan that should be reached by now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Due {
    /// Percent of the plan.
    pub percent: Decimal,
    /// The words in which the bulletin names this rate itself; `None` where it follows from the calendar.
    pub named: Option<Span>,
}
