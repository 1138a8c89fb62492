//! Persons: who is named, how the text refers to them, and who says what.
//!
//! In: a page and what stands around its story. Out: a [`Cast`] (persons, and who speaks in which sentence), and from
//! it the model's speakers. A person is never guessed: a reference that fits nobody, or a sentence that names no
//! speaker and continues none, has none.

pub mod cast;
pub mod flow;
pub mod mention;
pub mod name;
pub mod office;
pub mod roster;
pub mod speakers;
pub mod voice;
pub mod words;

pub use cast::{Cast, Voice, cast};
pub use flow::{flow, looks_back};
pub use mention::Mention;
pub use speakers::speakers;
pub use words::Words;
