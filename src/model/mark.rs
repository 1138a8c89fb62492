//! A mark: words of the text that a rule was found in.

use crate::text::Span;
use rust_decimal::Decimal;

/// Words that a rule was found in.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The words.
    pub span: Span,
    /// The rule's id.
    pub rule: String,
    /// Whether the rule is one of the user's own.
    pub own: bool,
    /// What the words mean: a name in the labels' table `cue`.
    pub cue: String,
    /// What they give.
    pub gives: Given,
}

/// What the words of a rule give.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Given {
    /// Nothing but their meaning.
    #[default]
    Nothing,
    /// A number.
    Number(Decimal),
    /// One of a closed set: its key in the labels.
    Term(String),
    /// A name.
    Name(String),
}
