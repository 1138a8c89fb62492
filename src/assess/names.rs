//! Whether two names mean one indicator.
//!
//! A word is a number, given to it by its folded key when it is first met, so that names are compared without a look at
//! their letters; a name told again is not looked up again.

use crate::rules::{Family, Lexicon, NameWord};
use crate::text::key;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;

/// Words that may stand between those of a name.
const SLACK: usize = 2;

/// The words of names, numbered. Names of two of these are not to be compared.
#[derive(Debug)]
pub struct Names<'l> {
    /// The rules that know names.
    pub lexicon: &'l Lexicon,
    numbers: RefCell<Numbers>,
    /// By indicator as written.
    known: RefCell<FxHashMap<String, Known>>,
}

/// What is known of an indicator's name.
#[derive(Clone, Debug)]
struct Known {
    name: Name,
    /// All words in order of their numbers, and whether rules know one of them.
    all: Rc<(Vec<u32>, bool)>,
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
        Self { lexicon, numbers: RefCell::default(), known: RefCell::default() }
    }

    /// The name of an indicator: its words that tell it from others; all of them where none would be left.
    #[must_use]
    pub fn name(&self, indicator: &str) -> Name {
        self.known(indicator, |known| known.name.clone())
    }

    /// All words of an indicator's name in order of their numbers, and whether rules know one of them. Such names are one
    /// only where all words are.
    #[must_use]
    pub fn all_words(&self, indicator: &str) -> Rc<(Vec<u32>, bool)> {
        self.known(indicator, |known| Rc::clone(&known.all))
    }

    /// The name of any words, which nobody will ask for again.
    #[must_use]
    pub fn of_words(&self, words: &str) -> Name {
        self.look_up(words).name
    }

    /// An indicator without the words that only lead in (*tiến độ*, *số*).
    #[must_use]
    pub fn led<'n>(&self, indicator: &'n str) -> &'n str {
        let all = self.lexicon.words_of_name(indicator, Family::Idles);
        let first = all.iter().find(|word| !matches!(word, NameWord::Idle(_)));
        match first {
            Some(NameWord::Plain(word)) => indicator.find(word).and_then(|at| indicator.get(at..)).unwrap_or(indicator),
            _ => indicator,
        }
    }

    /// The folded words of an indicator that tell it from others, as written.
    #[must_use]
    pub fn telling(&self, indicator: &str) -> String {
        let all = self.lexicon.words_of_name(indicator, Family::Idles);
        let known = all.iter().any(|word| matches!(word, NameWord::Known(_)));
        let plain = all.iter().filter_map(|word| if let NameWord::Plain(word) = word { Some(key(word)) } else { None });
        if known { String::new() } else { plain.collect::<Vec<_>>().join(" ") }
    }

    fn known<T>(&self, indicator: &str, tell: impl FnOnce(&Known) -> T) -> T {
        let mut all = self.known.borrow_mut();
        if let Some(known) = all.get(indicator) {
            return tell(known);
        }
        tell(all.entry(indicator.to_owned()).or_insert(self.look_up(indicator)))
    }

    fn look_up(&self, indicator: &str) -> Known {
        let all = self.lexicon.words_of_name(indicator, Family::Idles);
        let telling = self.numbers(all.iter().filter(|word| !matches!(word, NameWord::Idle(_))));
        let mut words = self.numbers(all.iter());
        let name = Name::of(if telling.is_empty() { words.clone() } else { telling });
        words.sort_unstable();
        Known { name, all: Rc::new((words, all.iter().any(|word| matches!(word, NameWord::Known(_))))) }
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
    words: Rc<[u32]>,
    /// Each once, in order of numbers.
    sorted: Rc<[u32]>,
}

impl Name {
    fn of(words: Vec<u32>) -> Self {
        let mut sorted = words.clone();
        sorted.sort_unstable();
        sorted.dedup();
        Self { words: words.into(), sorted: sorted.into() }
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

    /// Whether a sentence, taken as a name, holds this name from its word at `at` on: all words near each other.
    fn is_told_at(&self, said: &Name, at: usize) -> bool {
        let end = said.words.len().min(at + self.words.len() + SLACK);
        let near = said.words.get(at..end).unwrap_or_default();
        self.words.iter().all(|w| near.contains(w))
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

/// Sentences by the words in them, so that asking which of them hold a name costs no look at all others.
#[derive(Debug, Default)]
pub struct Sayings {
    said: Vec<Name>,
    /// By word: the sentences that have it, and at which of their words.
    places: FxHashMap<u32, Vec<(usize, usize)>>,
}

impl Sayings {
    /// Adds a sentence, taken as a name.
    pub fn add(&mut self, said: Name) {
        for (at, word) in said.words.iter().enumerate() {
            self.places.entry(*word).or_default().push((self.said.len(), at));
        }
        self.said.push(said);
    }

    /// The numbers of the sentences that hold a name, its first word first and all words near each other, in order.
    #[must_use]
    pub fn of(&self, name: &Name) -> Vec<usize> {
        let places = name.words.first().and_then(|first| self.places.get(first)).map(Vec::as_slice).unwrap_or_default();
        let told = |&&(id, at): &&(usize, usize)| self.said.get(id).is_some_and(|said| name.is_told_at(said, at));
        let mut found: Vec<usize> = places.iter().filter(told).map(|(id, _)| *id).collect();
        found.dedup();
        found
    }
}

/// Names by their words, so that looking one up costs no look at all others.
#[derive(Debug, Default)]
pub struct Index {
    names: Vec<Name>,
    by_word: FxHashMap<u32, Vec<usize>>,
    by_words: FxHashMap<Rc<[u32]>, usize>,
}

impl Index {
    /// Adds a name; its number.
    pub fn add(&mut self, name: Name) -> usize {
        let id = self.names.len();
        for word in name.words.iter() {
            self.by_word.entry(*word).or_default().push(id);
        }
        if !self.by_words.contains_key(&name.sorted) {
            self.by_words.insert(Rc::clone(&name.sorted), id);
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

    /// Whether a name opens with the words of another.
    #[must_use]
    pub fn opens(&self, id: usize, with: &Name) -> bool {
        self.names.get(id).is_some_and(|n| n.words.starts_with(&with.words))
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
