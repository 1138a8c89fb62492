//! Symbols: the words of a text as numbers, each looked up once by its folded key, and remembered by its bytes.

use crate::text::{Kind, Span, Token, fold};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};

/// The symbol of a word that no phrase has.
pub(super) const UNKNOWN: u32 = 0;
/// The symbol of a number in a phrase.
pub(super) const NUMBER: u32 = 1;
/// The symbol of a year in a phrase.
pub(super) const YEAR: u32 = 2;
/// Words and marks are counted from here on.
pub(super) const WORDS: u32 = 3;
/// Set on a symbol that a phrase's number may stand for: digits, or a Roman numeral.
pub(super) const IS_NUMBER: u32 = 1 << 31;
/// Set on a symbol that a phrase's year may stand for.
pub(super) const IS_YEAR: u32 = 1 << 30;
/// Set on a symbol with which a phrase starts.
pub(super) const STARTS: u32 = 1 << 29;
/// Set on a symbol that a phrase may be by itself.
pub(super) const ALONE: u32 = 1 << 28;
/// The symbol without what else is told with it.
pub(super) const PLAIN: u32 = ALONE - 1;
/// Words kept in the memory; a text with more different words starts it anew.
const MEMORY_LIMIT: usize = 1 << 16;
/// Rows of the memory's quick part, which holds words of up to 16 bytes: 2 to this power at first, in steps of this many,
/// and in a text of many words.
const QUICK: (u32, u32, u32) = (9, 2, 13);

/// The built-in words are the first.
const FIRST: u64 = 1;
static NEXT: AtomicU64 = AtomicU64::new(FIRST + 1);

/// Folded words and marks, built in or made at run time.
pub type Words = Cow<'static, [Cow<'static, str>]>;

/// The symbols of the words that phrases have.
#[derive(Debug, Default)]
pub struct Symbols {
    /// The words, the first of which has the first symbol.
    words: Words,
    /// Symbols, each at its word's place or behind it; 0 where there is none. A map would take ten times the room.
    slots: Cow<'static, [u32]>,
    /// By symbol: whether a phrase starts with it, or is it.
    starts: Cow<'static, [u32]>,
    /// Tells these words from others in a thread's memory.
    identity: u64,
}

impl Symbols {
    /// The symbols of folded words and marks, the first of which gets the first symbol; `starts` tells by symbol whether a phrase
    /// starts with it, or is it.
    #[must_use]
    pub fn new(words: Words, starts: Vec<u32>) -> Self {
        let mut slots = vec![0; (words.len() * 2).next_power_of_two()];
        for (symbol, word) in (WORDS..).zip(words.iter()) {
            let mut place = place(word, slots.len());
            while let Some(there) = slots.get_mut(place) {
                if *there == 0 {
                    *there = symbol;
                    break;
                }
                place = (place + 1) & (slots.len() - 1);
            }
        }
        let identity = NEXT.fetch_add(1, Ordering::Relaxed);
        Self { words, slots: slots.into(), starts: starts.into(), identity }
    }

    /// The built-in ones, made when the program is built.
    #[must_use]
    pub const fn built_in(words: &'static [Cow<'static, str>], slots: &'static [u32], starts: &'static [u32]) -> Self {
        let (slots, starts) = (Cow::Borrowed(slots), Cow::Borrowed(starts));
        Self { words: Cow::Borrowed(words), slots, starts, identity: FIRST }
    }

    /// The words, the places of their symbols, and what starts with each.
    #[must_use]
    pub fn tables(&self) -> (&Words, &[u32], &[u32]) {
        (&self.words, &self.slots, &self.starts)
    }

    /// The symbol of a folded word.
    fn get(&self, word: &str) -> Option<u32> {
        let mut place = place(word, self.slots.len());
        loop {
            let symbol = self.slots.get(place).copied().filter(|&symbol| symbol != 0)?;
            let there = usize::try_from(symbol - WORDS).ok().and_then(|index| self.words.get(index))?;
            if there == word {
                return Some(symbol);
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
    }

    /// The symbol with what is told of phrases that start with it, in any way that it may be taken.
    fn with_starts(&self, symbol: u32) -> u32 {
        let of = |way: u32| self.starts.get(way as usize).copied().unwrap_or_default();
        let number = if symbol & IS_NUMBER == 0 { 0 } else { of(NUMBER) };
        let year = if symbol & IS_YEAR == 0 { 0 } else { of(YEAR) };
        symbol | of(symbol & PLAIN) | number | year
    }

    /// The symbols of the tokens, in order, appended to `out`.
    pub fn of_tokens(&self, text: &str, tokens: &[Token], out: &mut Vec<u32>) {
        let long = self.with_starts(UNKNOWN | IS_NUMBER);
        MEMORY.with_borrow_mut(|memory| {
            memory.of(self);
            out.extend(tokens.iter().map(|token| {
                if token.kind == Kind::Number && token.span.len() > 4 {
                    return long;
                }
                memory.symbol(self, text, token.span)
            }));
        });
    }
}

/// Where a word's symbol stands first, among `slots`, which are 2 to some power and more than the words.
fn place(word: &str, slots: usize) -> usize {
    let hash = word
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    usize::try_from(hash ^ hash >> 32).unwrap_or_default() & slots.saturating_sub(1)
}

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// A short word, as the numbers of its bytes, and its symbol.
type Row = ([u64; 2], u32);

/// A row without a word: no word has these bytes.
const FREE: Row = ([u64::MAX; 2], UNKNOWN);

/// The symbols of words met before, and whose they are.
#[derive(Default)]
struct Memory {
    identity: u64,
    /// Short words as numbers, each in its own row or the one beside it.
    quick: Vec<Row>,
    /// The rows are 2 to this power.
    power: u32,
    /// Words put into rows since there were so many.
    put: usize,
    words: FxHashMap<Box<str>, u32>,
}

impl Memory {
    /// Makes it one of these symbols'.
    fn of(&mut self, symbols: &Symbols) {
        if self.identity != symbols.identity || self.words.len() >= MEMORY_LIMIT {
            self.words.clear();
            self.quick.clear();
            self.make_rows(QUICK.0);
            self.identity = symbols.identity;
        }
    }

    /// Makes so many rows, and puts the words into them that are kept already.
    fn make_rows(&mut self, power: u32) {
        let kept = std::mem::replace(&mut self.quick, vec![FREE; 1 << power]);
        (self.power, self.put) = (power, 0);
        kept.into_iter().filter(|word| *word != FREE).for_each(|word| self.put(word));
    }

    /// The row of a short word.
    fn row(&self, [low, high]: [u64; 2]) -> usize {
        let hash = (low ^ high.rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - self.power);
        usize::try_from(hash).unwrap_or_default()
    }

    /// Puts a short word into its row; what was there goes to the row beside it.
    fn put(&mut self, word: Row) {
        self.put += 1;
        let row = self.row(word.0);
        let before = self.quick.get_mut(row).map(|there| std::mem::replace(there, word)).unwrap_or(FREE);
        if before != FREE
            && let Some(beside) = self.quick.get_mut(row ^ 1)
        {
            *beside = before;
        }
    }

    #[inline]
    fn symbol(&mut self, symbols: &Symbols, text: &str, span: Span) -> u32 {
        let Some(word) = as_numbers(text.as_bytes(), span) else { return self.slow(symbols, span.of(text)) };
        match self.quick.get(self.row(word)) {
            Some((there, symbol)) if *there == word => *symbol,
            _ => self.beside(symbols, word, span.of(text)),
        }
    }

    /// The symbol of a short word that is not in its own row. A short text never pays for the rows of a long one.
    #[inline(never)]
    fn beside(&mut self, symbols: &Symbols, word: [u64; 2], written: &str) -> u32 {
        if let Some((there, symbol)) = self.quick.get(self.row(word) ^ 1)
            && *there == word
        {
            return *symbol;
        }
        let symbol = self.slow(symbols, written);
        if self.power < QUICK.2 && self.put * 2 > self.quick.len() {
            self.make_rows(self.power + QUICK.1);
        }
        self.put((word, symbol));
        symbol
    }

    #[inline(never)]
    fn slow(&mut self, symbols: &Symbols, word: &str) -> u32 {
        if let Some(&symbol) = self.words.get(word) {
            return symbol;
        }
        let known = symbols.get(fold::key(word).as_str());
        let symbol = symbols.with_starts(known.unwrap_or(UNKNOWN) | what_it_is(word));
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

/// What a word of the text may stand for in a phrase.
fn what_it_is(word: &str) -> u32 {
    if word.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return if is_year(word) { IS_NUMBER | IS_YEAR } else { IS_NUMBER };
    }
    if is_roman(word) || is_small_roman(word) { IS_NUMBER } else { 0 }
}

/// Whether a word is one of the first four Roman numerals in small letters, of which none is a Vietnamese word (*quý ii*).
fn is_small_roman(word: &str) -> bool {
    matches!(word, "i" | "ii" | "iii" | "iv")
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
