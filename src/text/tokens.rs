//! Tokens: words, numbers and marks of a stretch of text.
//!
//! A number is a run of ASCII digits, with `.` or `,` inside where a digit follows; a word is a run of letters and of
//! digits after a letter (`m3`, `COVID`); everything else that is no blank is a mark of one character.

use super::{Span, key};

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
    /// Whether a blank (or the start) stands before it.
    pub spaced: bool,
    /// Whether it is a word with a capital first.
    pub capital: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, and digits after them.
    Word,
    /// Digits with separators inside.
    Number,
    /// Any other character.
    Mark(char),
}

/// What a byte is at a place where a character starts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    Digit,
    Small,
    Capital,
    Mark,
    /// The first of two bytes of a letter, unless it is one of two signs among them.
    Two,
    /// The first of three bytes, mostly of a Vietnamese letter.
    Three,
    Other,
}

const CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut all = [Class::Other; 256];
    let mut byte = 0;
    #[allow(clippy::indexing_slicing)] // The array has all bytes.
    while byte < 256 {
        all[byte] = match byte as u8 {
            b' ' | b'\n' => Class::Blank,
            b'0'..=b'9' => Class::Digit,
            b'a'..=b'z' => Class::Small,
            b'A'..=b'Z' => Class::Capital,
            0..=0x7f => Class::Mark,
            0xc3..=0xc8 => Class::Two,
            0xe1 => Class::Three,
            _ => Class::Other,
        };
        byte += 1;
    }
    all
}

/// What a byte does within a word, where it starts a character or goes on with a letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inner {
    /// It is a letter's or a digit's.
    GoesOn,
    /// No letter starts with it.
    Ends,
    /// The first of three bytes, mostly of a Vietnamese letter.
    Three,
    /// It may start a letter or not.
    Ask,
}

static INNER: [Inner; 256] = inners();

const fn inners() -> [Inner; 256] {
    let mut all = [Inner::Ask; 256];
    let mut byte = 0;
    #[allow(clippy::indexing_slicing)] // The array has all bytes.
    while byte < 256 {
        all[byte] = match CLASSES[byte] {
            Class::Small | Class::Capital | Class::Digit => Inner::GoesOn,
            Class::Blank | Class::Mark => Inner::Ends,
            Class::Three => Inner::Three,
            Class::Two if byte != 0xc3 => Inner::GoesOn,
            // The later bytes of a letter, which are met only behind its first.
            _ if byte >= 0x80 && byte <= 0xbf => Inner::GoesOn,
            _ => Inner::Ask,
        };
        byte += 1;
    }
    all
}

fn inner(byte: u8) -> Inner {
    INNER.get(usize::from(byte)).copied().unwrap_or(Inner::Ask)
}

fn class(byte: u8) -> Class {
    CLASSES.get(usize::from(byte)).copied().unwrap_or(Class::Other)
}

/// Bytes of the letter that starts at `at`; 0 where none does. The letters of Vietnamese are known without a look at
/// any table.
fn letter(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let Some(&byte) = bytes.get(at) else { return 0 };
    let next = |n: usize| bytes.get(at + n).copied().unwrap_or_default();
    match class(byte) {
        Class::Small | Class::Capital => 1,
        Class::Two if byte != 0xc3 || !matches!(next(1), 0x97 | 0xb7) => 2,
        Class::Three if matches!(next(1), 0xb8..=0xbb) => 3,
        Class::Three | Class::Other => {
            let c = text.get(at..).and_then(|rest| rest.chars().next());
            c.filter(|c| c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')).map_or(0, char::len_utf8)
        }
        _ => 0,
    }
}

/// Bytes of a usual token, for the room that is made for them.
pub const USUAL: usize = 5;

/// The keys of a text's words and numbers, in order.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    tokens(text, Span::new(0, text.len()), &mut out);
    out.iter().filter(|t| !matches!(t.kind, Kind::Mark(_))).map(|t| key(t.span.of(text))).collect()
}

/// The tokens of `span`, in order, appended to `out`. One pass, no allocation but `out`'s.
pub fn tokens(text: &str, span: Span, out: &mut Vec<Token>) {
    let part = span.of(text);
    out.reserve(part.len() / USUAL);
    let mut blanks = Blanks::default();
    let mut at = 0;
    while let Some(start) = blanks.over(part.as_bytes(), at) {
        let (kind, end, capital) = token(part, start);
        out.push(Token { kind, span: span.within(start, end), spaced: blanks.spaced, capital });
        at = blanks.after(part.as_bytes(), end);
    }
}

/// What stands between tokens.
#[derive(Debug)]
pub struct Blanks {
    /// Whether the next token has one before it.
    pub spaced: bool,
}

impl Default for Blanks {
    fn default() -> Self {
        Self { spaced: true }
    }
}

impl Blanks {
    /// Where the next token starts, from `at` on.
    #[inline]
    pub fn over(&mut self, bytes: &[u8], mut at: usize) -> Option<usize> {
        while is_blank(*bytes.get(at)?) {
            self.spaced = true;
            at += 1;
        }
        Some(at)
    }

    /// Behind the one blank that mostly stands after a token which ends at `end`.
    #[inline]
    pub fn after(&mut self, bytes: &[u8], end: usize) -> usize {
        self.spaced = bytes.get(end) == Some(&b' ');
        end + usize::from(self.spaced)
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n')
}

/// The token that starts at `at`, where no blank is: what it is, where it ends, whether a capital is first.
#[must_use]
pub fn token(part: &str, at: usize) -> (Kind, usize, bool) {
    let bytes = part.as_bytes();
    let byte = bytes.get(at).copied().unwrap_or_default();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = at;
    match class(byte) {
        Class::Digit => {
            while is_digit(end) || matches!(bytes.get(end), Some(b'.' | b',')) && is_digit(end + 1) {
                end += 1;
            }
            (Kind::Number, end, false)
        }
        Class::Mark | Class::Blank => (Kind::Mark(char::from(byte)), at + 1, false),
        _ if byte >= 0x80 && letter(part, at) == 0 => {
            let c = part.get(at..).and_then(|rest| rest.chars().next()).unwrap_or_default();
            (Kind::Mark(c), at + c.len_utf8(), false)
        }
        first => {
            let capital = first == Class::Capital || byte >= 0x80 && is_capital(part, at);
            end = word_end(part, at);
            if !capital && end > 0 && is_digit(end - 1) {
                end = stuck(bytes, at, end);
            }
            (Kind::Word, end, capital)
        }
    }
}

/// How many of 16 bytes, given as two numbers with the first byte lowest, come before a sign or blank of ASCII: as long as a
/// word is at most that starts with them.
#[inline]
#[must_use]
pub fn run([low, high]: [u64; 2]) -> usize {
    let (low, high) = (signs(low), signs(high));
    let zeros = if low == 0 { 64 + high.trailing_zeros() } else { low.trailing_zeros() };
    (zeros / 8) as usize
}

/// The highest bit of each of eight bytes that is a sign or a blank of ASCII.
#[inline]
fn signs(bytes: u64) -> u64 {
    const fn all(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    // Sums of seven bits reach the eighth from some byte on.
    let plain = bytes & all(0x7f);
    let from = |bytes: u64, first: u8| bytes + all(0x80 - first);
    let small = plain | all(0x20);
    let letter = from(small, b'a') & !from(small, b'z' + 1);
    let digit = from(plain, b'0') & !from(plain, b'9' + 1);
    !(letter | digit | bytes) & all(0x80)
}

/// Whether the letter at `at`, which is not one of ASCII, is a capital; of Vietnamese small letters known by their bytes.
fn is_capital(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    match *bytes {
        // đ, ă and their like, of which the small ones are odd.
        [0xc4, 0x80..=0xb7, ..] => bytes.get(1).is_some_and(|b| b & 1 == 0),
        // ạ, ế and their like.
        [0xe1, 0xba..=0xbb, third, ..] if third & 1 == 1 => false,
        _ => text.get(at..).is_some_and(|rest| rest.starts_with(char::is_uppercase)),
    }
}

/// Where the word ends that starts at `at`.
fn word_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        let inner = inner(byte);
        // Asked by itself, as nearly every byte goes on.
        if inner == Inner::GoesOn {
            at += 1;
            continue;
        }
        let usual = || bytes.get(at + 1).is_some_and(|b| matches!(b, 0xb8..=0xbb));
        let width = match inner {
            Inner::Ends => 0,
            Inner::Three if usual() => 3,
            _ => letter(text, at),
        };
        if width == 0 {
            break;
        }
        at += width;
    }
    at
}

/// Where the word from `start` to `end` ends that a number is stuck to (*giảm17,7%*): before its digits, where they go on
/// as a number does. A unit (*m2*) and a name keep theirs.
fn stuck(bytes: &[u8], start: usize, end: usize) -> usize {
    const SHORT: usize = 3;
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let number = match bytes.get(end) {
        Some(b'%') => true,
        Some(b'.' | b',') => digit(end + 1),
        _ => false,
    };
    let mut cut = end;
    while cut > start && digit(cut - 1) {
        cut -= 1;
    }
    if number && cut >= start + SHORT { cut } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokens(text, Span::new(0, text.len()), &mut out);
        out.iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn numbers_keep_their_separators_and_leave_the_stop() {
        assert_eq!(split("đạt 24.042 tỷ, 1,5%."), ["đạt", "24.042", "tỷ", ",", "1,5", "%", "."]);
        assert_eq!(split("tháng 12. Về"), ["tháng", "12", ".", "Về"]);
    }

    #[test]
    fn units_stuck_to_a_number_are_parted() {
        assert_eq!(split("943ha 68,91tạ/ha 4 m3"), ["943", "ha", "68,91", "tạ", "/", "ha", "4", "m3"]);
    }

    #[test]
    fn numbers_stuck_to_a_word_are_parted() {
        assert_eq!(split("giảm17,7%, đạt3.204 ha"), ["giảm", "17,7", "%", ",", "đạt", "3.204", "ha"]);
        assert_eq!(split("12 m2, km2. CO2% covid19"), ["12", "m2", ",", "km2", ".", "CO2", "%", "covid19"]);
    }

    #[test]
    fn a_run_ends_before_the_first_sign() {
        for byte in 0..=u8::MAX {
            let goes_on = byte >= 0x80 || byte.is_ascii_alphanumeric();
            for at in 0..16 {
                let mut bytes = *b"m2\xc4\x91zZaA09\xff\x80nghi";
                bytes[at] = byte;
                let (low, high) = bytes.split_at(8);
                let numbers = [low, high].map(|half| u64::from_le_bytes(half.try_into().unwrap()));
                assert_eq!(run(numbers), if goes_on { 16 } else { at }, "{byte} at {at}");
            }
        }
    }

    #[test]
    fn letters_are_what_unicode_calls_so() {
        for c in (0..=0x10_ffff_u32).filter_map(char::from_u32).filter(|c| !c.is_ascii_digit()) {
            let text = c.to_string();
            let is_letter = c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}');
            assert_eq!(letter(&text, 0), if is_letter { c.len_utf8() } else { 0 }, "{c:?}");
            let mut out = Vec::new();
            tokens(&text, Span::new(0, text.len()), &mut out);
            assert!(out.iter().all(|t| t.capital == (is_letter && c.is_uppercase())), "{c:?}");
        }
    }
}
