//! Text as such: normal form with spans, folding, tokens, sentences, paragraphs.
//!
//! In: a string. Out: a [`Normal`] text whose bytes all spans of the program count, and views of it. Knows no figures,
//! no persons and no bulletins.

pub mod cells;
pub mod fold;
pub mod normal;
pub mod pairs;
mod rows;
pub mod search;
pub mod sentences;
pub mod span;
pub mod tokens;
pub mod wrap;

pub use fold::{bare, key};
pub use normal::{Normal, normalise};
pub use sentences::sentences;
pub use span::Span;
pub use tokens::{Kind, Token, tokens, words};

/// The paragraphs of a normalised text: its lines that are not blank, in order.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    text.split('\n').filter_map(move |line| {
        let span = Span::new(at, at + line.len());
        at += line.len() + 1;
        (!line.trim().is_empty()).then_some(span)
    })
}
