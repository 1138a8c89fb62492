//! A speaker (*người phát biểu*): a person to whom the bulletin attributes words.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A person to whom words are attributed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Speaker {
    /// Index in [`super::Bulletin::speakers`].
    pub id: usize,
    /// The bare name.
    pub name: String,
    /// Offices that the bulletin gives, military rank left out.
    pub roles: Vec<String>,
    /// Other ways in which the bulletin refers to the person.
    pub aliases: Vec<String>,
    /// What the person said, in reading order.
    pub statements: Vec<Statement>,
}

/// One or more whole sentences said by one person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Statement {
    /// What the person does with these words.
    pub act: Act,
    /// The whole sentences.
    pub span: Span,
}

/// What a person does in speaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Opens the meeting.
    Opens,
    /// Reports.
    Reports,
    /// States.
    States,
    /// Judges.
    Assesses,
    /// Orders.
    Directs,
    /// Asks for.
    Asks,
    /// Closes the meeting.
    Closes,
}
