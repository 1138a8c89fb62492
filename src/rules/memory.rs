//! Words met before, by their bytes: their symbols, and where they end without a look at their letters.

use super::symbols::{Symbols, UNKNOWN};
use crate::text::tokens::{Blanks, USUAL, run, token};
use crate::text::{Kind, Span, Token};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// Words kept; a text with more different words starts anew.
const LIMIT: usize = 1 << 16;
/// Rows of short words, of up to 16 bytes: 2 to this power at first, in steps of this many, and in a text of many words.
const ROWS: (u32, u32, u32) = (9, 2, 13);

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// The bytes of a short word as two numbers.
type Bytes = [u64; 2];

/// A short word met before.
#[derive(Clone, Copy, PartialEq)]
struct Row {
    word: Bytes,
    symbol: u32,
    /// Whether it is a word of letters alone, so that it is one wherever no letter follows.
    whole: bool,
    capital: bool,
}

/// A row without a word: no word has these bytes.
const FREE: Row = Row { word: [u64::MAX; 2], symbol: UNKNOWN, whole: false, capital: false };

/// The words met before, and whose their symbols are.
#[derive(Default)]
pub(super) struct Memory {
    identity: u64,
    /// Short words, each in its own row or the one beside it.
    rows: Vec<Row>,
    /// The rows are 2 to this power.
    power: u32,
    /// Words put into rows since there were so many.
    put: usize,
    words: FxHashMap<Box<str>, u32>,
}

impl Memory {
    /// Does something with the thread's memory of these symbols.
    pub(super) fn with<T>(symbols: &Symbols, work: impl FnOnce(&mut Self) -> T) -> T {
        MEMORY.with_borrow_mut(|memory| {
            memory.of(symbols);
            work(memory)
        })
    }

    /// Makes it one of these symbols'.
    fn of(&mut self, symbols: &Symbols) {
        if self.identity != symbols.identity() || self.words.len() >= LIMIT {
            self.words.clear();
            self.rows.clear();
            self.make_rows(ROWS.0);
            self.identity = symbols.identity();
        }
    }

    /// Makes so many rows, and puts the words into them that are kept already.
    fn make_rows(&mut self, power: u32) {
        let kept = std::mem::replace(&mut self.rows, vec![FREE; 1 << power]);
        (self.power, self.put) = (power, 0);
        kept.into_iter().filter(|row| *row != FREE).for_each(|row| self.put(row));
    }

    /// The place of a short word's row.
    #[inline]
    fn place(&self, [low, high]: Bytes) -> usize {
        let hash = (low ^ high.rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - self.power);
        usize::try_from(hash).unwrap_or_default()
    }

    /// The row of a short word.
    #[inline]
    fn row(&self, word: Bytes) -> Option<&Row> {
        let place = self.place(word);
        let is_it = |row: &&Row| row.word == word;
        self.rows.get(place).filter(is_it).or_else(|| self.rows.get(place ^ 1).filter(is_it))
    }

    /// Puts a short word into its row; what was there goes to the row beside it. A short text never pays for the rows of a long
    /// one.
    fn put(&mut self, row: Row) {
        self.put += 1;
        let place = self.place(row.word);
        let before = self.rows.get_mut(place).map(|there| std::mem::replace(there, row)).unwrap_or(FREE);
        if before != FREE
            && before.word != row.word
            && let Some(beside) = self.rows.get_mut(place ^ 1)
        {
            *beside = before;
        }
    }

    /// The tokens of `span`, as [`crate::text::tokens()`] tells them, with their symbols, in order, appended.
    pub(super) fn cut(
        &mut self,
        symbols: &Symbols,
        text: &str,
        span: Span,
        (tokens, out): (&mut Vec<Token>, &mut Vec<u32>),
    ) {
        let part = span.of(text);
        let bytes = part.as_bytes();
        tokens.reserve(part.len() / USUAL);
        out.reserve(part.len() / USUAL);
        let mut blanks = Blanks::default();
        let mut at = 0;
        while let Some(start) = blanks.over(bytes, at) {
            let known =
                self.known(text.as_bytes(), span.start + start).filter(|(_, length, _)| start + length <= bytes.len());
            let (kind, end, capital, symbol) = match known {
                Some((kind, length, row)) => (kind, start + length, row.capital, row.symbol),
                None => self.unknown(symbols, part, start),
            };
            tokens.push(Token { kind, span: span.within(start, end), spaced: blanks.spaced, capital });
            out.push(symbol);
            at = blanks.after(bytes, end);
        }
    }

    /// What starts at `at` and how long it is, a word or a sign of ASCII, and its row, if it was met before.
    #[inline]
    fn known(&self, bytes: &[u8], at: usize) -> Option<(Kind, usize, &Row)> {
        let rest = bytes.get(at..)?;
        let chunk = rest.first_chunk().map_or_else(|| last(rest), both);
        match run(chunk) {
            0 => self.row(first(chunk, 1)).map(|row| (Kind::Mark(char::from(chunk[0] as u8)), 1, row)),
            length => self.row(first(chunk, length)).filter(|row| row.whole).map(|row| (Kind::Word, length, row)),
        }
    }

    /// The token that starts at `at`, and its symbol; a word is known from now on.
    #[inline(never)]
    fn unknown(&mut self, symbols: &Symbols, part: &str, at: usize) -> (Kind, usize, bool, u32) {
        let (kind, end, capital) = token(part, at);
        let written = Span::new(at, end);
        let symbol = self.of_token(symbols, part, kind, written);
        let letters = || written.of(part).bytes().all(|b| !b.is_ascii_digit());
        let whole = kind == Kind::Word && written.len() < 16 && letters();
        let word = as_numbers(part.as_bytes(), written).filter(|_| whole);
        if let Some(word) = word.filter(|word| self.row(*word).is_none_or(|row| !row.whole)) {
            self.put(Row { word, symbol, whole, capital });
        }
        (kind, end, capital, symbol)
    }

    /// The symbol of a token.
    #[inline]
    pub(super) fn of_token(&mut self, symbols: &Symbols, text: &str, kind: Kind, span: Span) -> u32 {
        const LONG: usize = 4;
        if kind == Kind::Number && span.len() > LONG {
            return symbols.long_number();
        }
        let written = as_numbers(text.as_bytes(), span);
        if let Some(row) = written.and_then(|word| self.row(word)) {
            return row.symbol;
        }
        self.slow(symbols, span.of(text), written)
    }

    /// The symbol of a word that has no row; it has one from now on, if it is short.
    #[inline(never)]
    fn slow(&mut self, symbols: &Symbols, written: &str, word: Option<Bytes>) -> u32 {
        let symbol = self.words.get(written).copied().unwrap_or_else(|| {
            let symbol = symbols.of_word(written);
            self.words.insert(written.into(), symbol);
            symbol
        });
        if let Some(word) = word {
            if self.power < ROWS.2 && self.put * 2 > self.rows.len() {
                self.make_rows(self.power + ROWS.1);
            }
            self.put(Row { word, symbol, ..FREE });
        }
        symbol
    }
}

/// By number of bytes: what keeps so many of the first 16.
const KEEP: [Bytes; 17] = {
    let mut all = [[u64::MAX; 2]; 17];
    let mut length = 0;
    #[allow(clippy::indexing_slicing)] // Within the array.
    while length < 16 {
        all[length] = if length < 8 { [(1 << (8 * length)) - 1, 0] } else { [u64::MAX, (1 << (8 * (length - 8))) - 1] };
        length += 1;
    }
    all
};

/// Sixteen bytes as two numbers, the first byte lowest.
#[inline]
fn both(bytes: &[u8; 16]) -> Bytes {
    let both = u128::from_le_bytes(*bytes);
    [both as u64, (both >> 64) as u64]
}

/// The last bytes of a text, less than sixteen, with blanks behind them.
fn last(rest: &[u8]) -> Bytes {
    let mut bytes = [b' '; 16];
    bytes.iter_mut().zip(rest).for_each(|(byte, there)| *byte = *there);
    both(&bytes)
}

/// The first so many of sixteen bytes.
#[inline]
fn first([low, high]: Bytes, length: usize) -> Bytes {
    let [keep_low, keep_high] = KEEP.get(length).copied().unwrap_or_default();
    [low & keep_low, high & keep_high]
}

/// The bytes of a word as two numbers; `None` of a long one. Read at once where the text goes on far enough.
#[inline]
fn as_numbers(text: &[u8], span: Span) -> Option<Bytes> {
    let length = Some(span.len()).filter(|&length| length <= 16)?;
    let rest = text.get(span.start..)?;
    match rest.first_chunk::<16>() {
        Some(bytes) => Some(first(both(bytes), length)),
        None => {
            let mut bytes = [0; 16];
            bytes.get_mut(..length)?.copy_from_slice(rest.get(..length)?);
            Some(both(&bytes))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::LEXICON;
    use crate::text::{Span, tokens};
    use proptest::prelude::*;

    /// The tokens of a part of a text and their symbols are those that are found one after the other, on first sight and again.
    fn is_cut_alike(text: &str, part: Span) {
        let (mut words, mut symbols) = (Vec::new(), Vec::new());
        tokens(text, part, &mut words);
        LEXICON.symbols(text, &words, &mut symbols);
        for _ in 0..2 {
            let (mut again, mut theirs) = (Vec::new(), Vec::new());
            LEXICON.cut(text, part, &mut again, &mut theirs);
            assert_eq!((&again, &theirs), (&words, &symbols), "{text:?}");
        }
    }

    #[test]
    fn words_known_by_their_bytes_are_cut_as_any_others() {
        let text = "Thu ngân sách đạt 1.234,5 tỷ đồng; thu “nội địa” giảm17,7%, 68 tạ/ha\u{a0}m2 m2% Quý II NĂM năm";
        let texts =
            [text.to_owned(), text.repeat(3), format!("{text}, nghiêngnghiêngnghiêng THU.Thu-thu…thu×thu thu\u{301}")];
        for text in &texts {
            is_cut_alike(text, Span::new(0, text.len()));
            // The end of a part may be within a word.
            for end in (0..text.len()).filter(|&at| text.is_char_boundary(at)) {
                is_cut_alike(text, Span::new(0, end));
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_cut_alike(words in prop::collection::vec("(thu|Thu|đạt|ngân|m2|[a-zđêệ]{1,9}|[A-ZĐ0-9.,%“”×–'\u{301}日]{1,4})", 1..30), gap in "[ ]?") {
            let text = words.join(&gap);
            is_cut_alike(&text, Span::new(0, text.len()));
        }
    }
}
