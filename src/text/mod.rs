//! Text as such: normal form with spans, folding, tokens, sentences, paragraphs.
//!
//! In: a string. Out: a [`Normal`] text whose bytes all spans of the program count, and views of it. Knows no figures,
//! no persons and no bulletins.

#[doc(hidden)]
pub mod cells;
mod compose;
#[doc(hidden)]
pub mod fold;
pub mod normal;
#[doc(hidden)]
pub mod pairs;
mod rows;
pub mod search;
#[doc(hidden)]
pub mod sentences;
pub mod span;
mod stacked;
#[doc(hidden)]
pub mod tokens;
#[doc(hidden)]
pub mod wrap;

pub use fold::{bare, key};
#[doc(hidden)]
pub use normal::normalised;
pub use normal::{Normal, normalise};
#[doc(hidden)]
pub use sentences::sentences;
pub use span::Span;
#[doc(hidden)]
pub use tokens::{Kind, Token, tokens, words};

/// The lines of a text, the one after the last line's end too.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let all = rest?;
        match memchr::memchr(b'\n', all.as_bytes()).and_then(|end| all.split_at_checked(end)) {
            Some((line, after)) => {
                rest = after.get(1..);
                Some(line)
            }
            None => rest.take(),
        }
    })
}

/// The paragraphs of a normalised text: its lines that are not blank, in order.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Span> + '_ {
    paragraphs_of(text, Span::new(0, text.len()))
}

/// The paragraphs of a part of a normalised text; places count from the start of all of it.
pub(crate) fn paragraphs_of(text: &str, part: Span) -> impl Iterator<Item = Span> + '_ {
    let mut at = part.start;
    lines(part.of(text)).filter_map(move |line| {
        let span = Span::new(at, at + line.len());
        at += line.len() + 1;
        (!line.trim().is_empty()).then_some(span)
    })
}
