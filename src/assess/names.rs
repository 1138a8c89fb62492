//! Whether two names mean one indicator.

use crate::rules::Lexicon;
use rustc_hash::{FxHashMap, FxHashSet};

/// Words that may stand between those of a name.
const SLACK: usize = 2;

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

    /// Whether the other name has the same words, in any order.
    #[must_use]
    pub fn is_same(&self, other: &Name) -> bool {
        !self.words.is_empty() && self.sorted() == other.sorted()
    }

    /// Whether the other name holds all of this one's words.
    #[must_use]
    pub fn is_part_of(&self, other: &Name) -> bool {
        let have: FxHashSet<&String> = other.words.iter().collect();
        !self.words.is_empty() && self.words.iter().all(|w| have.contains(w))
    }

    /// Whether a sentence, as its telling words, holds this name: all its words near each other.
    #[must_use]
    pub fn is_told_in(&self, said: &[String]) -> bool {
        let width = self.words.len() + SLACK;
        !self.words.is_empty()
            && (0..said.len()).any(|at| {
                let near = said.get(at..said.len().min(at + width)).unwrap_or_default();
                self.words.first() == near.first() && self.words.iter().all(|w| near.contains(w))
            })
    }

    fn sorted(&self) -> Vec<String> {
        let mut words = self.words.clone();
        words.sort_unstable();
        words.dedup();
        words
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

/// Names by their words, so that looking one up costs no look at all others.
#[derive(Debug, Default)]
pub struct Index {
    names: Vec<Name>,
    by_word: FxHashMap<String, Vec<usize>>,
    by_words: FxHashMap<Vec<String>, usize>,
}

impl Index {
    /// Adds a name; its number.
    pub fn add(&mut self, name: Name) -> usize {
        let id = self.names.len();
        for word in &name.words {
            self.by_word.entry(word.clone()).or_default().push(id);
        }
        self.by_words.entry(name.sorted()).or_insert(id);
        self.names.push(name);
        id
    }

    /// The first name of the same words.
    #[must_use]
    pub fn same(&self, name: &Name) -> Option<usize> {
        self.by_words.get(&name.sorted()).copied()
    }

    /// The names that hold all words of `name`.
    pub fn holding<'i>(&'i self, name: &'i Name) -> impl Iterator<Item = usize> + 'i {
        let rarest = name.words.iter().map(|w| self.with(w)).min_by_key(|ids| ids.len()).unwrap_or_default();
        rarest.iter().copied().filter(|&id| self.names.get(id).is_some_and(|n| name.is_part_of(n)))
    }

    /// The names whose words are all among those of `name`.
    pub fn held<'i>(&'i self, name: &'i Name) -> impl Iterator<Item = usize> + 'i {
        let ids = name.words.iter().flat_map(|w| self.with(w)).copied();
        ids.filter(|&id| self.names.get(id).is_some_and(|n| n.is_part_of(name)))
    }

    /// Number of words of a name.
    #[must_use]
    pub fn words(&self, id: usize) -> usize {
        self.names.get(id).map_or(0, Name::len)
    }

    fn with(&self, word: &str) -> &[usize] {
        self.by_word.get(word).map(Vec::as_slice).unwrap_or_default()
    }
}
