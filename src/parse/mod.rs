//! Text → sections, speakers, figures, conclusions, period.
//!
//! In: a text in normal form and a [`Lexicon`]. Out: a [`Bulletin`] in which nothing is judged yet. Total and linear.

pub mod page;

use crate::model::Bulletin;
use crate::rules::Lexicon;
pub use page::Page;

/// Reads a text in normal form.
#[must_use]
pub fn read(text: &str, lexicon: &Lexicon) -> Bulletin {
    let _page = Page::new(text, lexicon);
    Bulletin {
        schema: crate::model::bulletin::SCHEMA.to_owned(),
        language: "vi".to_owned(),
        text: text.to_owned(),
        ..Bulletin::default()
    }
}
