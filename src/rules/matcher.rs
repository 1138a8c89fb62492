//! The matcher: all phrases of all rules in one trie over words.
//!
//! In: the [`Tables`] that [`super::builder`] makes. A word of the text is looked up once, by its folded key, and remembered; so ủy and uỷ, tỉ and tỷ, capitals and NFD
//! are one. In each family the longest phrase at the leftmost place wins, and its words are used up for that family.

use super::cue::Family;
use crate::text::{Kind, Span, Token, fold};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
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
/// Rows of the memory's quick part, which holds words of up to 16 bytes: 2 to this power at first, and in a text of many
/// words.
const QUICK: (u32, u32) = (9, 13);
/// Arcs of a node up to which they are looked through one by one.
const FEW: usize = 8;

/// Pairs of numbers, built in or made at run time.
pub type Rows = Cow<'static, [[u32; 2]]>;

/// All phrases as flat tables. A node is a row of `nodes` up to the next: where its arcs and its ends begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// Folded words and marks, by symbol, the first of which is 3.
    pub words: Vec<Cow<'static, str>>,
    /// By symbol: the families, as bits, with a phrase that starts with it, and the node it leads to.
    pub starts: Rows,
    /// By node: its first arc, its first end. One row more than nodes.
    pub nodes: Rows,
    /// Symbol and node that it leads to, by node, in order of symbols.
    pub arcs: Rows,
    /// Family and rule of a phrase that ends at a node.
    pub ends: Rows,
}

/// Where the phrases that start with a symbol begin, and what has to follow.
#[derive(Clone, Copy, Debug, Default)]
struct First {
    /// As bits, the symbols that may follow; all where a phrase may end there.
    seconds: u64,
    /// The families, as bits, with a phrase that starts so.
    families: u32,
    /// The node it leads to.
    node: u32,
}

/// Whatever may follow.
const ALL: u64 = u64::MAX;

/// Pairs of symbols with which phrases start, as bits that other pairs may share.
#[derive(Debug, Default)]
struct Pairs(Vec<u64>);

impl Pairs {
    /// Words of 64 bits: 2 to this power.
    const SIZE: u32 = 12;

    /// The word and the bit of a pair.
    fn place(first: u32, second: u32) -> (usize, u64) {
        let hash = (u64::from(first) << 32 | u64::from(second)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let word = usize::try_from(hash >> (64 - Self::SIZE)).unwrap_or_default();
        (word, 1 << ((hash >> (58 - Self::SIZE)) & 63))
    }

    fn add(&mut self, first: u32, second: u32) {
        self.0.resize(1 << Self::SIZE, 0);
        let (word, bit) = Self::place(first, second);
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    /// Whether a phrase may start with two symbols; never false of one that does.
    fn may_start(&self, first: u32, second: u32) -> bool {
        let (word, bit) = Self::place(first, second);
        second & (IS_NUMBER | IS_YEAR) != 0 || self.0.get(word).is_some_and(|word| word & bit != 0)
    }
}

impl Tables {
    /// What is known of the phrases that start with each symbol, and the pairs that they start with.
    fn firsts(&self) -> (Vec<First>, Pairs) {
        let mut pairs = Pairs::default();
        let firsts = (0..).zip(self.starts.iter()).map(|(symbol, &[families, node])| {
            let at = node as usize;
            let rows = self.nodes.get(at).zip(self.nodes.get(at + 1)).filter(|_| families != 0);
            let Some(([arcs, ends], [arcs_end, ends_end])) = rows else { return First::default() };
            let arcs = self.arcs.get(*arcs as usize..*arcs_end as usize).unwrap_or_default();
            arcs.iter().for_each(|[second, _]| pairs.add(symbol, *second));
            let seconds = arcs.iter().fold(0, |all, [second, _]| all | ways(*second));
            First { seconds: if ends < ends_end { ALL } else { seconds }, families, node }
        });
        (firsts.collect(), pairs)
    }
}

/// All phrases, compiled.
#[derive(Debug, Default)]
pub struct Matcher {
    symbols: FxHashMap<Cow<'static, str>, u32>,
    tables: Tables,
    /// By symbol.
    firsts: Vec<First>,
    pairs: Pairs,
    /// Tells this matcher's words from another's in a thread's memory.
    identity: u64,
}

static NEXT: AtomicU64 = AtomicU64::new(1);

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// A short word, as the numbers of its bytes, and its symbol.
type Row = ([u64; 2], u32);

/// The symbols of words met before, and the matcher they are for.
#[derive(Default)]
struct Memory {
    identity: u64,
    /// Short words as numbers, each in its one row.
    quick: Vec<Row>,
    /// The rows are 2 to this power.
    power: u32,
    /// Words put into rows since there were so many.
    put: usize,
    words: FxHashMap<Box<str>, u32>,
}

impl Memory {
    /// Makes it one of `matcher`'s.
    fn of(&mut self, matcher: &Matcher) {
        if self.identity != matcher.identity || self.words.len() >= MEMORY_LIMIT {
            self.words.clear();
            self.make_rows(QUICK.0);
            self.identity = matcher.identity;
        }
    }

    fn make_rows(&mut self, power: u32) {
        self.quick.clear();
        self.quick.resize(1 << power, ([u64::MAX; 2], UNKNOWN));
        (self.power, self.put) = (power, 0);
    }

    /// Keeps a short word that was not in its row. A short text never pays for the rows of a long one.
    fn keep(&mut self, row: usize, word: Row) {
        self.put += 1;
        if self.power < QUICK.1 && self.put > self.quick.len() {
            self.make_rows(QUICK.1);
        } else if let Some(there) = self.quick.get_mut(row) {
            *there = word;
        }
    }

    fn symbol(&mut self, matcher: &Matcher, text: &str, span: Span) -> u32 {
        let Some(word) = as_numbers(text.as_bytes(), span) else { return self.slow(matcher, span.of(text)) };
        let [low, high] = word;
        let hash = (low ^ high.rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - self.power);
        let row = usize::try_from(hash).unwrap_or_default();
        if let Some((there, symbol)) = self.quick.get(row)
            && *there == word
        {
            return *symbol;
        }
        let symbol = self.slow(matcher, span.of(text));
        self.keep(row, (word, symbol));
        symbol
    }

    fn slow(&mut self, matcher: &Matcher, word: &str) -> u32 {
        if let Some(&symbol) = self.words.get(word) {
            return symbol;
        }
        let known = matcher.symbols.get(fold::key(word).as_str()).copied();
        let symbol = known.unwrap_or(UNKNOWN) | what_it_is(word);
        self.words.insert(word.into(), symbol);
        symbol
    }
}

/// By number of bytes: what keeps so many of the first 16.
const KEEP: [[u64; 2]; 17] = {
    let mut all = [[u64::MAX; 2]; 17];
    let mut length = 0;
    #[allow(clippy::indexing_slicing)] // Within the array.
    while length < 16 {
        all[length] = if length < 8 { [(1 << (8 * length)) - 1, 0] } else { [u64::MAX, (1 << (8 * (length - 8))) - 1] };
        length += 1;
    }
    all
};

/// The bytes of a word as two numbers; `None` of a long one. Read at once where the text goes on far enough.
fn as_numbers(text: &[u8], span: Span) -> Option<[u64; 2]> {
    let [keep_low, keep_high] = *KEEP.get(span.len())?;
    let rest = text.get(span.start..)?;
    let (low, high) = match rest.first_chunk::<16>() {
        Some(bytes) => {
            let both = u128::from_le_bytes(*bytes);
            (both as u64, (both >> 64) as u64)
        }
        None => {
            let mut bytes = [0; 16];
            bytes.get_mut(..span.len())?.copy_from_slice(rest.get(..span.len())?);
            let both = u128::from_le_bytes(bytes);
            (both as u64, (both >> 64) as u64)
        }
    };
    Some([low & keep_low, high & keep_high])
}

/// What is found at one place: by family, the rule and the token after its phrase.
struct Best {
    /// Families found, as bits.
    families: u32,
    /// Of other families it tells nothing.
    found: [(u32, usize); Family::COUNT],
}

impl Matcher {
    /// The matcher of tables.
    #[must_use]
    pub fn new(tables: Tables) -> Self {
        let symbols = (WORDS..).zip(&tables.words).map(|(symbol, word)| (word.clone(), symbol)).collect();
        let (firsts, pairs) = tables.firsts();
        Self { symbols, tables, firsts, pairs, identity: NEXT.fetch_add(1, Ordering::Relaxed) }
    }

    /// Its tables.
    #[must_use]
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The symbols of the tokens, in order, appended to `out`.
    pub fn symbols(&self, text: &str, tokens: &[Token], out: &mut Vec<u32>) {
        MEMORY.with_borrow_mut(|memory| {
            memory.of(self);
            out.extend(tokens.iter().map(|token| {
                if token.kind == Kind::Number && token.span.len() > 4 {
                    return UNKNOWN | IS_NUMBER;
                }
                memory.symbol(self, text, token.span)
            }));
        });
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
            let first = self.firsts.get(s as usize).copied().unwrap_or_default();
            let follows = || first.seconds & ways(next) != 0 && self.pairs.may_start(s, next);
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
