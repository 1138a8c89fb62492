//! Symbols: the words of a text as numbers, each looked up once by its folded key, and remembered by its bytes
//! (`memory`).

use super::memory::Memory;
use crate::text::{Span, Token, fold};
use std::borrow::Cow;
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

    /// The symbol of a word as it is written, by its key.
    pub(super) fn of_word(&self, written: &str) -> u32 {
        let known = self.get(fold::key(written).as_str());
        self.with_starts(known.unwrap_or(UNKNOWN) | what_it_is(written))
    }

    /// The symbol of a number that no phrase has, and that is no year.
    pub(super) fn long_number(&self) -> u32 {
        self.with_starts(UNKNOWN | IS_NUMBER)
    }

    /// Tells these symbols from others.
    pub(super) fn identity(&self) -> u64 {
        self.identity
    }

    /// The symbols of the tokens, in order, appended to `out`.
    pub fn of_tokens(&self, text: &str, tokens: &[Token], out: &mut Vec<u32>) {
        Memory::with(self, |memory| {
            out.extend(tokens.iter().map(|token| memory.of_token(self, text, token.kind, token.span)));
        });
    }

    /// The tokens of `span` of a text and their symbols, in order, appended to both: quicker than one after the other.
    pub fn cut(&self, text: &str, span: Span, tokens: &mut Vec<Token>, symbols: &mut Vec<u32>) {
        Memory::with(self, |memory| memory.cut(self, text, span, (tokens, symbols)));
    }
}

/// Where a word's symbol stands first, among `slots`, which are 2 to some power and more than the words.
fn place(word: &str, slots: usize) -> usize {
    let hash = word
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    usize::try_from(hash ^ hash >> 32).unwrap_or_default() & slots.saturating_sub(1)
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
