//! The matcher: all phrases of all rules in one trie over words.
//!
//! A word of the text is looked up once, by its folded key, and remembered; so ủy and uỷ, tỉ and tỷ, capitals and NFD
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

/// The symbol of a number in a phrase.
const NUMBER: u32 = 1;
/// The symbol of a word that no phrase has.
const UNKNOWN: u32 = 0;
/// Symbols from here on are marks.
const MARK: u32 = 1 << 24;
/// Words kept in the memory; a text with more different words starts it anew.
const MEMORY_LIMIT: usize = 1 << 16;

#[derive(Clone, Debug, Default)]
struct Node {
    /// Rules whose phrase ends here, with their families.
    ends: Vec<(Family, u32)>,
}

/// All phrases, compiled.
#[derive(Debug)]
pub struct Matcher {
    words: FxHashMap<String, u32>,
    edges: FxHashMap<(u32, u32), u32>,
    /// The root's edges by symbol, marks left out; 0 where there is none.
    first: Vec<u32>,
    nodes: Vec<Node>,
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
            edges: FxHashMap::default(),
            first: Vec::new(),
            nodes: vec![Node::default()],
            identity: NEXT.fetch_add(1, Ordering::Relaxed) + 1,
        }
    }
}

impl Matcher {
    /// Adds a plain phrase of `rule`. Returns the rule that already has it in the family.
    pub fn add(&mut self, phrase: &str, family: Family, rule: u32) -> Option<u32> {
        let mut tokens = Vec::new();
        crate::text::tokens(phrase, Span::new(0, phrase.len()), &mut tokens);
        let mut node = 0;
        for token in tokens {
            let symbol = match token.kind {
                Kind::Mark('#') => NUMBER,
                Kind::Mark(c) => MARK + u32::from(c),
                Kind::Word | Kind::Number => self.intern(token.span.of(phrase)),
            };
            let next = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            let root = node == 0;
            node = *self.edges.entry((node, symbol)).or_insert(next);
            if root && symbol < MARK {
                let at = symbol as usize;
                self.first.resize(self.first.len().max(at + 1), 0);
                if let Some(slot) = self.first.get_mut(at) {
                    *slot = node;
                }
            }
            if node == next {
                self.nodes.push(Node::default());
            }
        }
        let ends = &mut self.nodes.get_mut(node as usize)?.ends;
        let there = ends.iter().find(|(f, _)| *f == family).map(|(_, r)| *r);
        if there.is_none() {
            ends.push((family, rule));
        }
        there.filter(|&r| r != rule)
    }

    fn intern(&mut self, word: &str) -> u32 {
        let next = u32::try_from(self.words.len()).unwrap_or(MARK) + 2;
        *self.words.entry(fold::key(word)).or_insert(next)
    }

    /// The symbols of the tokens, in order, appended to `out`.
    fn symbols(&self, text: &str, tokens: &[Token], out: &mut Vec<u32>) {
        MEMORY.with_borrow_mut(|(identity, memory)| {
            if *identity != self.identity || memory.len() >= MEMORY_LIMIT {
                memory.clear();
                *identity = self.identity;
            }
            out.extend(tokens.iter().map(|token| match token.kind {
                Kind::Mark(c) => MARK + u32::from(c),
                Kind::Number => NUMBER,
                Kind::Word => {
                    let word = token.span.of(text);
                    if let Some(&symbol) = memory.get(word) {
                        return symbol;
                    }
                    let symbol = self.words.get(&fold::key(word)).copied().unwrap_or(UNKNOWN);
                    memory.insert(word.into(), symbol);
                    symbol
                }
            }));
        });
    }

    /// The phrases of one family in the tokens, leftmost longest, in order, appended to `out`.
    pub fn find(&self, text: &str, tokens: &[Token], family: Family, out: &mut Vec<Match>) {
        let mut symbols = Vec::with_capacity(tokens.len());
        self.symbols(text, tokens, &mut symbols);
        let mut at = 0;
        while at < tokens.len() {
            match self.longest(text, tokens, &symbols, at, family) {
                Some((rule, end)) => {
                    let span = tokens.get(at).zip(tokens.get(end - 1)).map(|(a, b)| a.span.join(b.span));
                    out.push(Match { rule, start: at, end, span: span.unwrap_or_default() });
                    at = end;
                }
                None => at += 1,
            }
        }
    }

    /// The phrases of all families in the tokens, in one pass: as [`Self::find`] of each family would, in `out` by
    /// [`Family::index`].
    pub fn find_all(&self, text: &str, tokens: &[Token], out: &mut [Vec<Match>; Family::COUNT]) {
        let mut symbols = Vec::with_capacity(tokens.len());
        self.symbols(text, tokens, &mut symbols);
        let mut used = [0; Family::COUNT];
        for (at, &symbol) in symbols.iter().enumerate() {
            let starts = symbol >= MARK || self.first.get(symbol as usize).is_some_and(|&node| node != 0);
            if !starts && !tokens.get(at).is_some_and(|t| is_roman(t.span.of(text))) {
                continue;
            }
            let mut best = [None; Family::COUNT];
            if !self.walk(text, tokens, &symbols, at, &mut best) {
                continue;
            }
            for ((best, used), out) in best.iter().zip(&mut used).zip(out.iter_mut()) {
                let Some((rule, end)) = best.filter(|_| *used <= at) else {
                    continue;
                };
                let span = tokens.get(at).zip(tokens.get(end - 1)).map(|(a, b)| a.span.join(b.span));
                out.push(Match { rule, start: at, end, span: span.unwrap_or_default() });
                *used = end;
            }
        }
    }

    /// The longest phrase of each family that starts at `start`: rule and the token after it. Whether there is any.
    fn walk(
        &self,
        text: &str,
        tokens: &[Token],
        symbols: &[u32],
        start: usize,
        best: &mut [Option<(u32, usize)>; Family::COUNT],
    ) -> bool {
        let mut node = 0;
        let mut any = false;
        for (at, &symbol) in symbols.iter().enumerate().skip(start) {
            let step = self.edges.get(&(node, symbol)).or_else(|| {
                let roman = tokens.get(at).is_some_and(|t| t.kind == Kind::Word && is_roman(t.span.of(text)));
                if roman { self.edges.get(&(node, NUMBER)) } else { None }
            });
            let Some(&next) = step else { break };
            node = next;
            for (family, rule) in self.nodes.get(node as usize).map(|n| n.ends.as_slice()).unwrap_or_default() {
                any = true;
                if let Some(slot) = best.get_mut(family.index()) {
                    *slot = Some((*rule, at + 1));
                }
            }
        }
        any
    }

    fn longest(
        &self,
        text: &str,
        tokens: &[Token],
        symbols: &[u32],
        start: usize,
        family: Family,
    ) -> Option<(u32, usize)> {
        let mut best = None;
        let mut node = 0;
        for (at, &symbol) in symbols.iter().enumerate().skip(start) {
            let step = self.edges.get(&(node, symbol)).or_else(|| {
                let roman = tokens.get(at).is_some_and(|t| t.kind == Kind::Word && is_roman(t.span.of(text)));
                if roman { self.edges.get(&(node, NUMBER)) } else { None }
            });
            let Some(&next) = step else { break };
            node = next;
            let ends = self.nodes.get(node as usize).map(|n| n.ends.as_slice()).unwrap_or_default();
            if let Some((_, rule)) = ends.iter().find(|(f, _)| *f == family) {
                best = Some((*rule, at + 1));
            }
        }
        best
    }
}

/// Whether a word is a Roman numeral up to 39, in capitals.
#[must_use]
pub fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 6 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}
