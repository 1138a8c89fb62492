//! The matcher: all phrases of all rules in one trie over words.
//!
//! A word of the text is looked up once, by its folded key, and remembered; so ủy and uỷ, tỉ and tỷ, capitals and NFD
//! are one. In each family the longest phrase at the leftmost place wins, and its words are used up for that family.

use super::cue::Family;
use super::pattern::Part;
use crate::text::{Kind, Span, Token, fold};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};

/// A phrase found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Index of the rule in the lexicon.
    pub rule: u32,
    /// First token.
    pub start: usize,
    /// First token after it.
    pub end: usize,
    /// The characters.
    pub span: Span,
}

/// The symbol of a word that no phrase has.
const UNKNOWN: u32 = 0;
/// The symbol of a number in a phrase.
const NUMBER: u32 = 1;
/// The symbol of a year in a phrase.
const YEAR: u32 = 2;
/// Words are counted from here on.
const WORDS: u32 = 3;
/// Symbols from here on are marks.
const MARK: u32 = 1 << 22;
/// Set on a symbol that a phrase's number may stand for: digits, or a Roman numeral.
const IS_NUMBER: u32 = 1 << 31;
/// Set on a symbol that a phrase's year may stand for.
const IS_YEAR: u32 = 1 << 30;
/// The symbol without what it may stand for.
const PLAIN: u32 = !(IS_NUMBER | IS_YEAR);
/// Words kept in the memory; a text with more different words starts it anew.
const MEMORY_LIMIT: usize = 1 << 16;

/// A rule whose phrase ends at a node.
#[derive(Clone, Copy, Debug)]
struct End {
    family: Family,
    rule: u32,
    /// Another one at the same node, or [`NONE`].
    next: u32,
}

/// No end.
const NONE: u32 = u32::MAX;
/// Bytes of rule files for one edge, about: so that the maps are made in the size that they come to.
const BYTES_AN_EDGE: usize = 8;

/// All phrases, compiled.
#[derive(Debug)]
pub struct Matcher {
    words: FxHashMap<String, u32>,
    /// Words of phrases as written, so that each is folded once.
    written: FxHashMap<String, u32>,
    edges: FxHashMap<(u32, u32), u32>,
    /// The first end of each node.
    nodes: Vec<u32>,
    ends: Vec<End>,
    /// Families, as bits, with a phrase that starts with a symbol.
    starts: FxHashMap<u32, u32>,
    /// Tells this matcher's words from another's in a thread's memory.
    identity: u64,
}

static NEXT: AtomicU64 = AtomicU64::new(0);

thread_local! {
    /// The symbols of words met before, and the matcher they are for.
    static MEMORY: RefCell<(u64, FxHashMap<Box<str>, u32>)> = RefCell::default();
}

impl Default for Matcher {
    fn default() -> Self {
        Self {
            words: FxHashMap::default(),
            written: FxHashMap::default(),
            edges: FxHashMap::default(),
            nodes: vec![NONE],
            ends: Vec::new(),
            starts: FxHashMap::default(),
            identity: NEXT.fetch_add(1, Ordering::Relaxed) + 1,
        }
    }
}

/// What is found at one place: by family, the rule and the token after its phrase.
type Best = [Option<(u32, usize)>; Family::COUNT];

impl Matcher {
    /// A matcher with room for rule files of so many bytes.
    #[must_use]
    pub fn with_room(bytes: usize) -> Self {
        let mut made = Self::default();
        made.edges.reserve(bytes / BYTES_AN_EDGE);
        made.nodes.reserve(bytes / BYTES_AN_EDGE);
        made
    }

    /// Adds all phrases of a pattern of `rule`. Returns another rule that already has one of them in the family.
    pub fn add(&mut self, parts: &[Part<'_>], family: Family, rule: u32) -> Option<u32> {
        let mut other = None;
        for node in self.follow(parts, vec![0], family) {
            let Some(&first) = self.nodes.get(node as usize).filter(|_| node > 0) else { continue };
            let there = self.ends_from(first).find(|e| e.family == family);
            match there {
                Some(there) if there.rule != rule => other = Some(there.rule),
                Some(_) => {}
                None => {
                    let number = u32::try_from(self.ends.len()).unwrap_or(NONE);
                    self.ends.push(End { family, rule, next: first });
                    if let Some(head) = self.nodes.get_mut(node as usize) {
                        *head = number;
                    }
                }
            }
        }
        other
    }

    /// An end and those after it.
    fn ends_from(&self, first: u32) -> impl Iterator<Item = End> + '_ {
        let at = |number: u32| self.ends.get(number as usize).copied();
        std::iter::successors(at(first), move |end| at(end.next))
    }

    /// The nodes to which the parts lead from other nodes, made where they are not there yet.
    fn follow(&mut self, parts: &[Part<'_>], from: Vec<u32>, family: Family) -> Vec<u32> {
        let mut nodes = from;
        for part in parts {
            nodes = match part {
                Part::Word(word) => {
                    let symbol = self.symbol(word);
                    nodes.into_iter().map(|node| self.step(node, symbol, family)).collect()
                }
                Part::Choice { ways, optional } => {
                    let mut all = if *optional { nodes.clone() } else { Vec::new() };
                    for way in ways {
                        all.extend(self.follow(way, nodes.clone(), family));
                    }
                    all.sort_unstable();
                    all.dedup();
                    all
                }
            };
        }
        nodes
    }

    fn step(&mut self, node: u32, symbol: u32, family: Family) -> u32 {
        if node == 0 {
            *self.starts.entry(symbol).or_default() |= family.bit();
        }
        let next = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        let to = *self.edges.entry((node, symbol)).or_insert(next);
        if to == next {
            self.nodes.push(NONE);
        }
        to
    }

    /// The symbol of a pattern's word.
    fn symbol(&mut self, word: &str) -> u32 {
        match word.chars().next() {
            Some('#') => NUMBER,
            Some('@') => YEAR,
            Some(c) if !c.is_alphanumeric() => MARK + u32::from(c),
            _ => self.intern(word),
        }
    }

    fn intern(&mut self, word: &str) -> u32 {
        if let Some(&symbol) = self.written.get(word) {
            return symbol;
        }
        let next = u32::try_from(self.words.len()).unwrap_or(MARK) + WORDS;
        let symbol = *self.words.entry(fold::key(word)).or_insert(next);
        self.written.insert(word.to_owned(), symbol);
        symbol
    }

    /// The symbols of the tokens, in order, appended to `out`.
    pub fn symbols(&self, text: &str, tokens: &[Token], out: &mut Vec<u32>) {
        MEMORY.with_borrow_mut(|(identity, memory)| {
            if *identity != self.identity || memory.len() >= MEMORY_LIMIT {
                memory.clear();
                *identity = self.identity;
            }
            out.extend(tokens.iter().map(|token| {
                let word = token.span.of(text);
                match token.kind {
                    Kind::Mark(c) => return MARK + u32::from(c),
                    Kind::Number if word.len() > 4 => return UNKNOWN | IS_NUMBER,
                    _ => {}
                }
                if let Some(&symbol) = memory.get(word) {
                    return symbol;
                }
                let symbol = self.words.get(&fold::key(word)).copied().unwrap_or(UNKNOWN) | what_it_is(word);
                memory.insert(word.into(), symbol);
                symbol
            }));
        });
    }

    /// The phrases of the wanted families (as bits) in the tokens: in each, leftmost longest, in order. `symbols` are the
    /// tokens'.
    pub fn scan(&self, tokens: &[Token], symbols: &[u32], wanted: u32, found: &mut dyn FnMut(Family, Match)) {
        let mut busy = [0; Family::COUNT];
        for (at, &symbol) in symbols.iter().enumerate() {
            let mut families = self.starting(symbol) & wanted;
            if families == 0 {
                continue;
            }
            for family in Family::ALL {
                if busy.get(family as usize).is_some_and(|&until| until > at) {
                    families &= !family.bit();
                }
            }
            if families == 0 {
                continue;
            }
            let mut best = Best::default();
            self.walk(symbols, 0, at, &mut best);
            for family in Family::ALL.into_iter().filter(|f| families & f.bit() != 0) {
                let Some((rule, end)) = best.get(family as usize).copied().flatten() else { continue };
                let span =
                    tokens.get(at).zip(tokens.get(end - 1)).map(|(a, b)| a.span.join(b.span)).unwrap_or_default();
                found(family, Match { rule, start: at, end, span });
                if let Some(until) = busy.get_mut(family as usize) {
                    *until = end;
                }
            }
        }
    }

    /// The families, as bits, with a phrase that may start with a symbol.
    fn starting(&self, symbol: u32) -> u32 {
        let of = |s: u32| self.starts.get(&s).copied().unwrap_or_default();
        let mut families = if symbol & PLAIN == UNKNOWN { 0 } else { of(symbol & PLAIN) };
        if symbol & IS_NUMBER != 0 {
            families |= of(NUMBER);
        }
        if symbol & IS_YEAR != 0 {
            families |= of(YEAR);
        }
        families
    }

    /// Goes on from a node by the symbol at `at`, by each way that it may be taken, and keeps the longest ends.
    fn walk(&self, symbols: &[u32], node: u32, at: usize, best: &mut Best) {
        let Some(&symbol) = symbols.get(at) else { return };
        let ways = [
            (symbol & PLAIN != UNKNOWN).then_some(symbol & PLAIN),
            (symbol & IS_NUMBER != 0).then_some(NUMBER),
            (symbol & IS_YEAR != 0).then_some(YEAR),
        ];
        for next in ways.into_iter().flatten().filter_map(|way| self.edges.get(&(node, way))) {
            for End { family, rule, .. } in self.ends_from(self.nodes.get(*next as usize).copied().unwrap_or(NONE)) {
                if let Some(there) = best.get_mut(family as usize)
                    && there.is_none_or(|(_, end)| end <= at)
                {
                    *there = Some((rule, at + 1));
                }
            }
            self.walk(symbols, *next, at + 1, best);
        }
    }
}

/// What a word of the text may stand for in a phrase.
fn what_it_is(word: &str) -> u32 {
    if word.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return if is_year(word) { IS_NUMBER | IS_YEAR } else { IS_NUMBER };
    }
    if is_roman(word) { IS_NUMBER } else { 0 }
}

/// Whether a number can be a year.
fn is_year(number: &str) -> bool {
    number.len() == 4 && number.parse().is_ok_and(|year: u16| (1990..=2100).contains(&year))
}

/// Whether a word is a Roman numeral up to 39, in capitals.
#[must_use]
pub fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 6 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}
