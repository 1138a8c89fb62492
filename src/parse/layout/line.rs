//! A paragraph's form: how long it is, how it starts and how it ends.

use super::tone;
use crate::parse::Page;
use crate::text::Kind;

/// Marks that an item of a list may open with.
pub const BULLETS: [char; 8] = ['-', '+', '*', '\u{2022}', '\u{2013}', '\u{25aa}', '\u{f0b7}', '\u{2666}'];

/// What can be seen of a paragraph without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Words and numbers.
    pub words: usize,
    /// Sentences.
    pub sentences: usize,
    /// It ends in a stop, a semicolon or the like.
    pub stopped: bool,
    /// It ends in a colon.
    pub colon: bool,
    /// It starts with a bullet, or a word that counts a list's items (*Một là*).
    pub bullet: bool,
    /// It starts with a number or a letter of a list (*1.*, *II-*, *a)*).
    pub numbered: bool,
    /// All its letters are capitals.
    pub upper: bool,
    /// It is a row of a table.
    pub row: bool,
    /// It has a digit besides its own number.
    pub digits: bool,
}

/// The forms of a page's paragraphs, in order.
#[must_use]
pub fn lines(page: &Page<'_>) -> Vec<Line> {
    page.paragraphs
        .iter()
        .map(|p| {
            let text = p.span.of(page.text).trim();
            let end = text.trim_end_matches(['"', '\u{201d}', ')', ']', '|', ' ', '/']);
            let tokens = || page.sentences_of(p).iter().flat_map(|s| page.tokens(s));
            let numbered = is_numbered(text);
            Line {
                words: tokens().filter(|t| !matches!(t.kind, Kind::Mark(_))).count(),
                sentences: p.sentences.len(),
                stopped: end.ends_with(['.', ';', ',', '!', '?', '\u{2026}']),
                colon: end.ends_with(':'),
                // *Hai là, …*: counted in words.
                bullet: text.starts_with(BULLETS)
                    || page.sentences_of(p).first().is_some_and(|s| tone::is_listed(page, s)),
                numbered,
                upper: text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase),
                row: text.contains('\t'),
                digits: tokens().skip(usize::from(numbered)).any(|t| t.kind == Kind::Number),
            }
        })
        .collect()
}

/// Whether a text starts with a list's number: `1.` `1.2.` `II.` `III-` `a)` `(1)`.
fn is_numbered(text: &str) -> bool {
    let text = text.strip_prefix('(').unwrap_or(text);
    let head: &str = text.split([' ', '\t']).next().unwrap_or_default();
    let number = head.trim_end_matches(['.', ')', '-', '/', ':', '\u{2013}']);
    let marked = number.len() < head.len() || text.get(head.len()..).is_some_and(|r| r.starts_with(" -"));
    let roman = crate::rules::symbols::is_roman(number);
    let arabic = !number.is_empty() && number.len() <= 5 && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let letter = number.chars().count() == 1 && number.chars().all(char::is_alphabetic);
    marked && (roman || arabic || letter)
}
