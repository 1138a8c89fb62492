//! Whether two names mean one indicator.

use crate::rules::Lexicon;
use rustc_hash::FxHashSet;

/// A name's words by key, in order, without those that only lead in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    words: Vec<String>,
}

impl Name {
    /// The name of an indicator.
    #[must_use]
    pub fn new(indicator: &str, lexicon: &Lexicon) -> Self {
        Self { words: lexicon.telling_words(indicator) }
    }

    /// Whether the other name holds all of this one's words.
    #[must_use]
    pub fn is_part_of(&self, other: &Name) -> bool {
        let have: FxHashSet<&String> = other.words.iter().collect();
        !self.words.is_empty() && self.words.iter().all(|w| have.contains(w))
    }

    /// Whether the two are the same words.
    #[must_use]
    pub fn is_same(&self, other: &Name) -> bool {
        self.is_part_of(other) && other.is_part_of(self)
    }

    /// Number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}
