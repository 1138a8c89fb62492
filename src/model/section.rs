//! A section (*phần*): consecutive paragraphs of one kind.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// Consecutive paragraphs of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Section {
    /// Index in [`super::Bulletin::sections`].
    pub id: usize,
    /// What the paragraphs are.
    pub kind: Kind,
    /// The heading they stand under.
    pub heading: Option<String>,
    /// Who speaks in all of it.
    pub speaker: Option<usize>,
    /// From the first paragraph to the last.
    pub span: Span,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The headline.
    Title,
    /// Date and time of publication.
    Dateline,
    /// The lead that tells the whole before the story begins (*sapo*).
    Summary,
    /// A heading between paragraphs.
    Heading,
    /// The line under a picture.
    Caption,
    /// Where, when, who chaired and attended.
    Opening,
    /// What was achieved in the period.
    Results,
    /// What others said or asked for.
    Discussion,
    /// The judgement of the one who concludes.
    Conclusion,
    /// What is ordered or planned for the time to come.
    Tasks,
    /// What the meeting adopted.
    Resolution,
    /// Author, source credit.
    Byline,
    /// Anything else.
    #[default]
    Other,
}
