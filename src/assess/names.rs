//! Whether two names mean one indicator.
//!
//! A word is a number, given to it by its folded key when it is first met, so that names are compared without a look at
//! their letters.

use crate::rules::{Family, Lexicon, NameWord};
use crate::text::key;
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// Words that may stand between those of a name.
const SLACK: usize = 2;

/// The words of names, numbered. Names of two of these are not to be compared.
#[derive(Debug)]
pub struct Names<'l> {
    /// The rules that know names.
    pub lexicon: &'l Lexicon,
    numbers: RefCell<Numbers>,
}

#[derive(Debug, Default)]
struct Numbers {
    /// By the word as written.
    written: FxHashMap<String, u32>,
    /// By the folded key; of a known name with a sign before it.
    folded: FxHashMap<String, u32>,
}

impl Numbers {
    fn of(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.written.get(word) {
            return number;
        }
        let number = self.of_key(key(word));
        self.written.insert(word.to_owned(), number);
        number
    }

    fn of_key(&mut self, key: String) -> u32 {
        let next = u32::try_from(self.folded.len()).unwrap_or(u32::MAX);
        *self.folded.entry(key).or_insert(next)
    }
}

impl<'l> Names<'l> {
    /// No words met yet.
    #[must_use]
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, numbers: RefCell::default() }
    }

    /// The name of an indicator: its words that tell it from others; all of them where none would be left.
    #[must_use]
    pub fn name(&self, indicator: &str) -> Name {
        let all = self.lexicon.words_of_name(indicator, Family::Idles);
        let telling = all.iter().filter(|word| !matches!(word, NameWord::Idle(_)));
        let words = self.numbers(telling);
        Name::of(if words.is_empty() { self.numbers(all.iter()) } else { words })
    }

    /// All words of an indicator's name in order of their numbers, and whether rules know one of them. Such names are one
    /// only where all words are.
    #[must_use]
    pub fn all_words(&self, indicator: &str) -> (Vec<u32>, bool) {
        let all = self.lexicon.words_of_name(indicator, Family::Idles);
        let mut words = self.numbers(all.iter());
        words.sort_unstable();
        (words, all.iter().any(|word| matches!(word, NameWord::Known(_))))
    }

    fn numbers<'w>(&self, words: impl Iterator<Item = &'w NameWord<'w>>) -> Vec<u32> {
        let mut numbers = self.numbers.borrow_mut();
        let number = |word: &NameWord<'_>| match word {
            NameWord::Known(shared) => numbers.of_key(format!("={shared}")),
            NameWord::Idle(word) | NameWord::Plain(word) => numbers.of(word),
        };
        words.map(number).collect()
    }
}

/// A name's words in order, without those that only lead in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    words: Vec<u32>,
    /// Each once, in order of numbers.
    sorted: Vec<u32>,
}

impl Name {
    fn of(words: Vec<u32>) -> Self {
        let mut sorted = words.clone();
        sorted.sort_unstable();
        sorted.dedup();
        Self { words, sorted }
    }

    /// Whether the other name has the same words, in any order.
    #[must_use]
    pub fn is_same(&self, other: &Name) -> bool {
        !self.words.is_empty() && self.sorted == other.sorted
    }

    /// Whether the other name holds all of this one's words.
    #[must_use]
    pub fn is_part_of(&self, other: &Name) -> bool {
        !self.words.is_empty() && self.sorted.iter().all(|w| other.sorted.binary_search(w).is_ok())
    }

    /// Whether a sentence, taken as a name, holds this name: all its words near each other.
    #[must_use]
    pub fn is_told_in(&self, said: &Name) -> bool {
        let width = self.words.len() + SLACK;
        let said = &said.words;
        !self.words.is_empty()
            && (0..said.len()).any(|at| {
                let near = said.get(at..said.len().min(at + width)).unwrap_or_default();
                self.words.first() == near.first() && self.words.iter().all(|w| near.contains(w))
            })
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
    by_word: FxHashMap<u32, Vec<usize>>,
    by_words: FxHashMap<Vec<u32>, usize>,
}

impl Index {
    /// Adds a name; its number.
    pub fn add(&mut self, name: Name) -> usize {
        let id = self.names.len();
        for word in &name.words {
            self.by_word.entry(*word).or_default().push(id);
        }
        if !self.by_words.contains_key(&name.sorted) {
            self.by_words.insert(name.sorted.clone(), id);
        }
        self.names.push(name);
        id
    }

    /// The first name of the same words.
    #[must_use]
    pub fn same(&self, name: &Name) -> Option<usize> {
        self.by_words.get(&name.sorted).copied()
    }

    /// The names that hold all words of `name`.
    pub fn holding<'i>(&'i self, name: &'i Name) -> impl Iterator<Item = usize> + 'i {
        let rarest = name.words.iter().map(|w| self.with(*w)).min_by_key(|ids| ids.len()).unwrap_or_default();
        rarest.iter().copied().filter(|&id| self.names.get(id).is_some_and(|n| name.is_part_of(n)))
    }

    /// The names with whose words `name` ends.
    pub fn ending<'i>(&'i self, name: &'i Name) -> impl Iterator<Item = usize> + 'i {
        let ids = name.words.last().map(|word| self.with(*word)).unwrap_or_default();
        ids.iter().copied().filter(|&id| self.names.get(id).is_some_and(|n| name.words.ends_with(&n.words)))
    }

    /// Number of words of a name.
    #[must_use]
    pub fn words(&self, id: usize) -> usize {
        self.names.get(id).map_or(0, Name::len)
    }

    fn with(&self, word: u32) -> &[usize] {
        self.by_word.get(&word).map(Vec::as_slice).unwrap_or_default()
    }
}
