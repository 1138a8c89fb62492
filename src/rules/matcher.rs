//! The matcher: all phrases of all rules in one trie over words.
//!
//! In: the [`Tables`] that [`super::builder`] makes. A word of the text is looked up once, by its folded key, and remembered; so ủy and uỷ, tỉ and tỷ, capitals and NFD
//! are one. In each family the longest phrase at the leftmost place wins, and its words are used up for that family.

use super::cue::Family;
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
pub(super) const NUMBER: u32 = 1;
/// The symbol of a year in a phrase.
pub(super) const YEAR: u32 = 2;
/// Words and marks are counted from here on.
pub(super) const WORDS: u32 = 3;
/// Set on a symbol that a phrase's number may stand for: digits, or a Roman numeral.
const IS_NUMBER: u32 = 1 << 31;
/// Set on a symbol that a phrase's year may stand for.
const IS_YEAR: u32 = 1 << 30;
/// The symbol without what it may stand for.
const PLAIN: u32 = !(IS_NUMBER | IS_YEAR);
/// Words kept in the memory; a text with more different words starts it anew.
const MEMORY_LIMIT: usize = 1 << 16;
/// Arcs of a node up to which they are looked through one by one.
const FEW: usize = 8;

/// All phrases as flat tables. A node is a row of `nodes` up to the next: where its arcs and its ends begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// Folded words and marks, by symbol, the first of which is 3.
    pub words: Vec<String>,
    /// By symbol: the families, as bits, with a phrase that starts with it, and the node it leads to.
    pub starts: Vec<[u32; 2]>,
    /// By node: its first arc, its first end. One row more than nodes.
    pub nodes: Vec<[u32; 2]>,
    /// Symbol and node that it leads to, by node, in order of symbols.
    pub arcs: Vec<[u32; 2]>,
    /// Family and rule of a phrase that ends at a node.
    pub ends: Vec<[u32; 2]>,
}

/// All phrases, compiled.
#[derive(Debug, Default)]
pub struct Matcher {
    symbols: FxHashMap<Box<str>, u32>,
    tables: Tables,
    /// Tells this matcher's words from another's in a thread's memory.
    identity: u64,
}

static NEXT: AtomicU64 = AtomicU64::new(1);

thread_local! {
    /// The symbols of words met before, and the matcher they are for.
    static MEMORY: RefCell<(u64, FxHashMap<Box<str>, u32>)> = RefCell::default();
}

/// What is found at one place: by family, the rule and the token after its phrase.
#[derive(Default)]
struct Best {
    /// Families found, as bits.
    families: u32,
    found: [(u32, usize); Family::COUNT],
}

impl Matcher {
    /// The matcher of tables.
    #[must_use]
    pub fn new(tables: Tables) -> Self {
        let symbols = (WORDS..).zip(&tables.words).map(|(symbol, word)| (word.as_str().into(), symbol)).collect();
        Self { symbols, tables, identity: NEXT.fetch_add(1, Ordering::Relaxed) }
    }

    /// Its tables.
    #[must_use]
    pub fn tables(&self) -> &Tables {
        &self.tables
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
                if token.kind == Kind::Number && word.len() > 4 {
                    return UNKNOWN | IS_NUMBER;
                }
                if let Some(&symbol) = memory.get(word) {
                    return symbol;
                }
                let symbol = self.symbols.get(fold::key(word).as_str()).copied().unwrap_or(UNKNOWN) | what_it_is(word);
                memory.insert(word.into(), symbol);
                symbol
            }));
        });
    }

    /// The phrases of the wanted families (as bits) in the tokens: in each, leftmost longest, in order. `symbols` are the
    /// tokens'.
    pub fn scan(&self, tokens: &[Token], symbols: &[u32], wanted: u32, found: &mut dyn FnMut(Family, Match)) {
        let mut until = [0; Family::COUNT];
        let mut latest = 0;
        for (at, &symbol) in symbols.iter().enumerate() {
            let starts = self.starts(symbol);
            let mut families = starts.iter().flatten().fold(0, |bits, [families, _]| bits | families) & wanted;
            if families != 0 && latest > at {
                for family in families_of(families) {
                    if until.get(family as usize).is_some_and(|&until| until > at) {
                        families &= !family.bit();
                    }
                }
            }
            if families == 0 {
                continue;
            }
            let mut best = Best::default();
            for [_, node] in starts.into_iter().flatten() {
                self.enter(symbols, node, at + 1, &mut best);
            }
            for family in families_of(families & best.families) {
                let (rule, end) = best.found.get(family as usize).copied().unwrap_or_default();
                let span =
                    tokens.get(at).zip(tokens.get(end - 1)).map(|(a, b)| a.span.join(b.span)).unwrap_or_default();
                found(family, Match { rule, start: at, end, span });
                latest = latest.max(end);
                if let Some(until) = until.get_mut(family as usize) {
                    *until = end;
                }
            }
        }
    }

    /// Where a symbol leads from the start, by each way that it may be taken.
    fn starts(&self, symbol: u32) -> [Option<[u32; 2]>; 3] {
        let of = |s: u32| self.tables.starts.get(s as usize).copied().filter(|[families, _]| *families != 0);
        [
            of(symbol & PLAIN),
            if symbol & IS_NUMBER == 0 { None } else { of(NUMBER) },
            if symbol & IS_YEAR == 0 { None } else { of(YEAR) },
        ]
    }

    /// Keeps the phrases that end at a node, and goes on from it by the symbol at `at`.
    fn enter(&self, symbols: &[u32], node: u32, at: usize, best: &mut Best) {
        let node = node as usize;
        let (Some(&[arcs, ends]), Some(&[arcs_end, ends_end])) =
            (self.tables.nodes.get(node), self.tables.nodes.get(node + 1))
        else {
            return;
        };
        for &[family, rule] in self.tables.ends.get(ends as usize..ends_end as usize).unwrap_or_default() {
            if let Some(there) = best.found.get_mut(family as usize)
                && (best.families & 1 << family == 0 || there.1 < at)
            {
                best.families |= 1 << family;
                *there = (rule, at);
            }
        }
        let arcs = self.tables.arcs.get(arcs as usize..arcs_end as usize).unwrap_or_default();
        let Some(&symbol) = symbols.get(at).filter(|_| !arcs.is_empty()) else { return };
        let mut follow = |way: u32| {
            if let Some(next) = arc(arcs, way) {
                self.enter(symbols, next, at + 1, best);
            }
        };
        if symbol & PLAIN != UNKNOWN {
            follow(symbol & PLAIN);
        }
        if symbol & IS_NUMBER != 0 {
            follow(NUMBER);
        }
        if symbol & IS_YEAR != 0 {
            follow(YEAR);
        }
    }
}

/// The node to which one of the arcs leads by a symbol.
fn arc(arcs: &[[u32; 2]], symbol: u32) -> Option<u32> {
    let at = if arcs.len() <= FEW {
        arcs.iter().position(|[s, _]| *s == symbol)?
    } else {
        arcs.binary_search_by_key(&symbol, |[s, _]| *s).ok()?
    };
    arcs.get(at).map(|[_, node]| *node)
}

/// The families of bits, in order.
fn families_of(bits: u32) -> impl Iterator<Item = Family> {
    Family::ALL.into_iter().filter(move |family| bits & family.bit() != 0)
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
