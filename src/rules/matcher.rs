//! The matcher: all phrases of all rules in one trie over words.
//!
//! In: the [`Tables`] that [`super::builder`] makes, and a text's words as [`super::symbols`], which make ủy and uỷ, tỉ and tỷ, capitals
//! and NFD one. In each family the longest phrase at the leftmost place wins, and its words are used up for that family.

use super::cue::Family;
use super::symbols::{IS_NUMBER, IS_YEAR, NUMBER, PLAIN, Symbols, UNKNOWN, YEAR};
use crate::text::{Span, Token};
use std::borrow::Cow;

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

/// Arcs of a node up to which they are looked through one by one.
const FEW: usize = 8;

/// Pairs of numbers, built in or made at run time.
pub type Rows = Cow<'static, [[u32; 2]]>;

/// All phrases as flat tables. A node is a row of `nodes` up to the next: where its arcs and its ends begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// By symbol.
    pub firsts: Cow<'static, [First]>,
    /// Pairs of symbols with which phrases start.
    pub pairs: Pairs,
    /// By node: its first arc, its first end. One row more than nodes.
    pub nodes: Rows,
    /// Symbol and node that it leads to, by node, in order of symbols.
    pub arcs: Rows,
    /// Family and rule of a phrase that ends at a node.
    pub ends: Rows,
}

/// Where the phrases that start with a symbol begin, and what has to follow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct First {
    /// As bits, the symbols that may follow; all where a phrase may end there.
    pub seconds: u64,
    /// The families, as bits, with a phrase that starts so.
    pub families: u32,
    /// The node it leads to.
    pub node: u32,
}

/// Whatever may follow.
const ALL: u64 = u64::MAX;

/// Pairs of symbols with which phrases start, as bits that other pairs may share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs(pub Cow<'static, [u64]>);

impl Pairs {
    /// Words of 64 bits: 2 to this power.
    const SIZE: u32 = 12;

    /// The word and the bit of a pair.
    fn place(first: u32, second: u32) -> (usize, u64) {
        let hash = (u64::from(first) << 32 | u64::from(second)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let word = usize::try_from(hash >> (64 - Self::SIZE)).unwrap_or_default();
        (word, 1 << ((hash >> (58 - Self::SIZE)) & 63))
    }

    /// Those of pairs.
    fn of(pairs: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut words = vec![0; 1 << Self::SIZE];
        for (first, second) in pairs {
            let (word, bit) = Self::place(first, second);
            if let Some(word) = words.get_mut(word) {
                *word |= bit;
            }
        }
        Self(words.into())
    }

    /// Whether a phrase may start with two symbols; never false of one that does.
    fn may_start(&self, first: u32, second: u32) -> bool {
        let (word, bit) = Self::place(first, second);
        second & (IS_NUMBER | IS_YEAR) != 0 || self.0.get(word).is_some_and(|word| word & bit != 0)
    }
}

impl Tables {
    /// The tables of a trie. `starts` tells by symbol the families, as bits, with a phrase that starts with it, and the node
    /// it leads to.
    #[must_use]
    pub fn new(starts: &[[u32; 2]], nodes: Vec<[u32; 2]>, arcs: Vec<[u32; 2]>, ends: Vec<[u32; 2]>) -> Self {
        let (mut firsts, mut pairs) = (Vec::with_capacity(starts.len()), Vec::new());
        for (symbol, &[families, node]) in (0..).zip(starts) {
            let at = node as usize;
            let rows = nodes.get(at).zip(nodes.get(at + 1)).filter(|_| families != 0);
            firsts.push(rows.map_or_else(First::default, |(&[from, ends], &[to, ends_end])| {
                let arcs = arcs.get(from as usize..to as usize).unwrap_or_default();
                pairs.extend(arcs.iter().map(|[second, _]| (symbol, *second)));
                let seconds = arcs.iter().fold(0, |all, [second, _]| all | ways(*second));
                First { seconds: if ends < ends_end { ALL } else { seconds }, families, node }
            }));
        }
        let pairs = Pairs::of(pairs.into_iter());
        Self { firsts: firsts.into(), pairs, nodes: nodes.into(), arcs: arcs.into(), ends: ends.into() }
    }
}

/// All phrases, compiled.
#[derive(Debug, Default)]
pub struct Matcher {
    symbols: Symbols,
    tables: Tables,
}

/// What is found at one place: by family, the rule and the token after its phrase.
struct Best {
    /// Families found, as bits.
    families: u32,
    /// Of other families it tells nothing.
    found: [(u32, usize); Family::COUNT],
}

impl Matcher {
    /// The matcher of words and phrases.
    #[must_use]
    pub const fn new(symbols: Symbols, tables: Tables) -> Self {
        Self { symbols, tables }
    }

    /// Its words and phrases.
    #[must_use]
    pub fn parts(&self) -> (&Symbols, &Tables) {
        (&self.symbols, &self.tables)
    }

    /// The symbols of the tokens, in order, appended to `out`.
    pub fn symbols(&self, text: &str, tokens: &[Token], out: &mut Vec<u32>) {
        self.symbols.of_tokens(text, tokens, out);
    }

    /// The phrases of the wanted families (as bits) in the tokens: in each, leftmost longest, in order. `symbols` are the
    /// tokens'.
    pub fn scan(&self, tokens: &[Token], symbols: &[u32], wanted: u32, mut found: impl FnMut(Family, Match)) {
        let mut until = [0; Family::COUNT];
        let mut latest = 0;
        let mut best = Best { families: 0, found: [(0, 0); Family::COUNT] };
        for (at, &symbol) in symbols.iter().enumerate() {
            if symbol == UNKNOWN {
                continue;
            }
            let next = symbols.get(at + 1).copied().unwrap_or(UNKNOWN);
            let starts = self.starts(symbol, next);
            let mut families = starts.iter().fold(0, |bits, start| bits | start.families) & wanted;
            if families != 0 && latest > at {
                for family in Family::of_bits(families) {
                    if until.get(family as usize).is_some_and(|&until| until > at) {
                        families &= !family.bit();
                    }
                }
            }
            if families == 0 {
                continue;
            }
            best.families = 0;
            for start in starts.into_iter().filter(|start| start.families & families != 0) {
                self.enter(symbols, start.node, at + 1, &mut best);
            }
            for family in Family::of_bits(families & best.families) {
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

    /// Where a symbol leads from the start, by each way that it may be taken, where the `next` may follow; of no family
    /// where it leads nowhere.
    fn starts(&self, symbol: u32, next: u32) -> [First; 3] {
        let of = |s: u32| {
            let first = self.tables.firsts.get(s as usize).copied().unwrap_or_default();
            let follows = || first.seconds & ways(next) != 0 && self.tables.pairs.may_start(s, next);
            if first.seconds == ALL || follows() { first } else { First::default() }
        };
        let none = First::default();
        if symbol & (IS_NUMBER | IS_YEAR) == 0 {
            return [of(symbol), none, none];
        }
        [of(symbol & PLAIN), of(NUMBER), if symbol & IS_YEAR == 0 { none } else { of(YEAR) }]
    }

    /// Keeps the phrases that end at a node, and goes on from it by the symbol at `at`.
    fn enter(&self, symbols: &[u32], node: u32, at: usize, best: &mut Best) {
        let (mut node, mut at) = (node as usize, at);
        let nodes: &[[u32; 2]] = &self.tables.nodes;
        loop {
            let (Some(&[arcs, ends]), Some(&[arcs_end, ends_end])) = (nodes.get(node), nodes.get(node + 1)) else {
                return;
            };
            for &[family, rule] in self.tables.ends.get(ends as usize..ends_end as usize).unwrap_or_default() {
                best.keep(family, rule, at);
            }
            if arcs == arcs_end {
                return;
            }
            let arcs = self.tables.arcs.get(arcs as usize..arcs_end as usize).unwrap_or_default();
            let Some(&symbol) = symbols.get(at) else { return };
            at += 1;
            let plain = Some(symbol & PLAIN).filter(|plain| *plain != UNKNOWN).and_then(|plain| arc(arcs, plain));
            if symbol & (IS_NUMBER | IS_YEAR) == 0 {
                match plain {
                    Some(next) => node = next as usize,
                    None => return,
                }
                continue;
            }
            let number = Some(NUMBER).filter(|_| symbol & IS_NUMBER != 0).and_then(|way| arc(arcs, way));
            let year = Some(YEAR).filter(|_| symbol & IS_YEAR != 0).and_then(|way| arc(arcs, way));
            return [plain, number, year].into_iter().flatten().for_each(|next| self.enter(symbols, next, at, best));
        }
    }
}

impl Best {
    /// Keeps a phrase that ends before `at`, where it is longer than its family's; of two as long the first.
    fn keep(&mut self, family: u32, rule: u32, at: usize) {
        if let Some(there) = self.found.get_mut(family as usize)
            && (self.families & 1 << family == 0 || there.1 < at)
        {
            self.families |= 1 << family;
            *there = (rule, at);
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

/// The ways in which a symbol may be taken, as bits that other symbols may share.
fn ways(symbol: u32) -> u64 {
    let bit = |symbol: u32| 1 << (symbol % u64::BITS);
    let number = if symbol & IS_NUMBER == 0 { 0 } else { bit(NUMBER) };
    let year = if symbol & IS_YEAR == 0 { 0 } else { bit(YEAR) };
    bit(symbol & PLAIN) | number | year
}
