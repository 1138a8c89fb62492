//! The matcher: all phrases of all rules in one trie over words.
//!
//! In: the [`Tables`] that [`super::builder`] makes, and a text's words as [`super::symbols`], which make ủy and uỷ, tỉ and tỷ, capitals
//! and NFD one. In each family the longest phrase at the leftmost place wins, and its words are used up for that family.

use super::cue::Family;
use super::symbols::{ALONE, IS_NUMBER, IS_YEAR, NUMBER, PLAIN, STARTS, Symbols, UNKNOWN, Words, YEAR};
use crate::text::{Span, Token};
use std::borrow::Cow;

/// A phrase found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

/// A phrase found among symbols.
#[derive(Clone, Copy, Debug)]
pub struct Phrase {
    /// Index of the rule in the lexicon.
    pub rule: u32,
    /// First symbol.
    pub start: usize,
    /// First symbol after it.
    pub end: usize,
}

/// Arcs of a node up to which they are looked through one by one.
const FEW: usize = 8;

/// Pairs of numbers, built in or made at run time.
pub type Rows = Cow<'static, [[u32; 2]]>;

/// All phrases as flat tables. A node is a row of `nodes` up to the next: where its arcs and its ends begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// By symbol: the families, as bits, with a phrase that starts with it, and the node it leads to.
    pub starts: Rows,
    /// By node: its first arc, its first end. One row more than nodes.
    pub nodes: Rows,
    /// Symbol and node that it leads to, by node, in order of symbols.
    pub arcs: Rows,
    /// Family and rule of a phrase that ends at a node.
    pub ends: Rows,
    /// The pairs of symbols with which phrases start.
    pub pairs: Pairs,
}

/// Pairs of symbols with which phrases start, as bits that other pairs may share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs(pub Cow<'static, [u64]>);

impl Pairs {
    /// Words of 64 bits: 2 to this power.
    const SIZE: u32 = 11;

    /// The word and the bit of a pair.
    fn place(first: u32, second: u32) -> (usize, u64) {
        let hash = (u64::from(first) << 32 | u64::from(second)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let word = usize::try_from(hash >> (64 - Self::SIZE)).unwrap_or_default();
        (word, 1 << ((hash >> (58 - Self::SIZE)) & 63))
    }

    /// Those of pairs.
    fn of(pairs: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut words = vec![0; 1 << Self::SIZE];
        for (first, second) in pairs {
            let (word, bit) = Self::place(first, second);
            if let Some(word) = words.get_mut(word) {
                *word |= bit;
            }
        }
        Self(words.into())
    }

    fn has(&self, first: u32, second: u32) -> bool {
        let (word, bit) = Self::place(first, second);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Whether a phrase may start with two symbols, the second taken in any way; never false of one that does.
    fn may_start(&self, first: u32, second: u32) -> bool {
        let plain = second & PLAIN;
        plain != UNKNOWN && self.has(first, plain)
            || second & IS_NUMBER != 0 && self.has(first, NUMBER)
            || second & IS_YEAR != 0 && self.has(first, YEAR)
    }
}

impl Tables {
    /// By symbol, whether a phrase starts with it, or is it; and the pairs of symbols with which phrases start.
    fn starting(&self) -> (Vec<u32>, Pairs) {
        let mut pairs = Vec::new();
        let starts = (0..).zip(self.starts.iter()).map(|(symbol, &[families, node])| {
            let at = node as usize;
            let rows = self.nodes.get(at).zip(self.nodes.get(at + 1)).filter(|_| families != 0);
            let Some(([arcs, ends], [arcs_end, ends_end])) = rows else { return 0 };
            let arcs = self.arcs.get(*arcs as usize..*arcs_end as usize).unwrap_or_default();
            pairs.extend(arcs.iter().map(|[second, _]| (symbol, *second)));
            if ends < ends_end { STARTS | ALONE } else { STARTS }
        });
        (starts.collect(), Pairs::of(pairs))
    }
}

/// All phrases, compiled.
#[derive(Debug, Default)]
pub struct Matcher {
    symbols: Symbols,
    tables: Tables,
}

/// What is found at one place: by family, the rule and the token after its phrase.
#[derive(Default)]
struct Best {
    /// Families found, as bits.
    families: u32,
    /// Of other families it tells nothing.
    found: [(u32, usize); Family::COUNT],
}

impl Matcher {
    /// The matcher of words and the phrases made of them; of these it is still to be found with which pairs they start.
    #[must_use]
    pub fn new(words: Words, tables: Tables) -> Self {
        let (starts, pairs) = tables.starting();
        Self { symbols: Symbols::new(words, starts), tables: Tables { pairs, ..tables } }
    }

    /// The matcher that was made when the program was built.
    #[must_use]
    pub const fn built_in(symbols: Symbols, tables: Tables) -> Self {
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

    /// The tokens of `span` of a text and their symbols, in order, appended to both.
    pub fn cut(&self, text: &str, span: Span, tokens: &mut Vec<Token>, symbols: &mut Vec<u32>) {
        self.symbols.cut(text, span, tokens, symbols);
    }

    /// The phrases of the wanted families (as bits) in the tokens: in each, leftmost longest, in order. `symbols` are the
    /// tokens'.
    pub fn scan(&self, tokens: &[Token], symbols: &[u32], wanted: u32, mut found: impl FnMut(Family, Match)) {
        self.phrases(symbols, wanted, |family, phrase| found(family, phrase.among(tokens)));
    }

    /// The same, of symbols alone.
    pub fn phrases(&self, symbols: &[u32], wanted: u32, mut found: impl FnMut(Family, Phrase)) {
        let mut until = [0; Family::COUNT];
        // The families of which a phrase has not ended yet.
        let mut within = 0;
        let mut best = Best::default();
        for (at, &symbol) in symbols.iter().enumerate() {
            if symbol & STARTS == 0 {
                continue;
            }
            let next = symbols.get(at + 1).copied().unwrap_or(UNKNOWN);
            let alone = symbol & (IS_NUMBER | IS_YEAR) == 0 && !self.tables.pairs.may_start(symbol & PLAIN, next);
            if alone && symbol & ALONE == 0 {
                continue;
            }
            for family in Family::of_bits(within) {
                if until.get(family as usize).is_none_or(|&until| until <= at) {
                    within &= !family.bit();
                }
            }
            let families = wanted & !within;
            if alone {
                for &[family, rule] in self.by_itself(symbol) {
                    let family = Family::ALL.get(family as usize).filter(|family| families & family.bit() != 0);
                    family.into_iter().for_each(|family| found(*family, Phrase { rule, start: at, end: at + 1 }));
                }
                continue;
            }
            self.longest(symbols, at, families, &mut best);
            for family in Family::of_bits(families & best.families) {
                let (rule, end) = best.found.get(family as usize).copied().unwrap_or_default();
                found(family, Phrase { rule, start: at, end });
                if end > at + 1
                    && let Some(until) = until.get_mut(family as usize)
                {
                    *until = end;
                    within |= family.bit();
                }
            }
        }
    }

    /// The longest phrase of one family that starts with the first token.
    #[must_use]
    pub fn first(&self, tokens: &[Token], symbols: &[u32], family: Family) -> Option<Match> {
        symbols.first().filter(|&symbol| symbol & STARTS != 0)?;
        let mut best = Best::default();
        self.longest(symbols, 0, family.bit(), &mut best);
        let (rule, end) = best.found.get(family as usize).copied().filter(|_| best.families & family.bit() != 0)?;
        Some(Phrase { rule, start: 0, end }.among(tokens))
    }

    /// Finds the longest phrases that start at `at`, of the wanted families at least.
    fn longest(&self, symbols: &[u32], at: usize, wanted: u32, best: &mut Best) {
        best.families = 0;
        let Some(&symbol) = symbols.get(at) else { return };
        let next = symbols.get(at + 1).copied().unwrap_or(UNKNOWN);
        let mut enter = |way: u32| {
            let goes_on = self.tables.pairs.may_start(way, next);
            if symbol & ALONE == 0 && !goes_on {
                return;
            }
            if let Some(&[families, node]) = self.tables.starts.get(way as usize)
                && families & wanted != 0
            {
                match goes_on {
                    true => self.enter(symbols, node, at + 1, best),
                    false => {
                        self.ends(node as usize).iter().for_each(|&[family, rule]| best.keep(family, rule, at + 1))
                    }
                }
            }
        };
        enter(symbol & PLAIN);
        if symbol & IS_NUMBER != 0 {
            enter(NUMBER);
        }
        if symbol & IS_YEAR != 0 {
            enter(YEAR);
        }
    }

    /// Family and rule of the phrases that are a symbol by itself.
    fn by_itself(&self, symbol: u32) -> &[[u32; 2]] {
        let start = self.tables.starts.get((symbol & PLAIN) as usize);
        start.map(|&[_, node]| self.ends(node as usize)).unwrap_or_default()
    }

    /// Family and rule of the phrases that end at a node.
    fn ends(&self, node: usize) -> &[[u32; 2]] {
        let rows = self.tables.nodes.get(node).zip(self.tables.nodes.get(node + 1));
        rows.and_then(|([_, from], [_, to])| self.tables.ends.get(*from as usize..*to as usize)).unwrap_or_default()
    }

    /// Keeps the phrases that end at a node, and goes on from it by the symbol at `at`.
    fn enter(&self, symbols: &[u32], node: u32, mut at: usize, best: &mut Best) {
        let mut node = node as usize;
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

impl Phrase {
    /// The phrase where its tokens are known.
    #[must_use]
    pub fn among(self, tokens: &[Token]) -> Match {
        let Self { rule, start, end } = self;
        let span = tokens.get(start).zip(tokens.get(end - 1)).map(|(a, b)| a.span.join(b.span)).unwrap_or_default();
        Match { rule, start, end, span }
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
