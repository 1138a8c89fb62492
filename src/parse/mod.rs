//! Text → sections, speakers, figures, conclusions, period.
//!
//! In: a text in normal form and a [`Lexicon`]. Out: a [`Bulletin`] in which nothing is judged yet. Total and linear.

pub mod figures;
pub mod page;
pub mod period;
pub mod verdicts;

use crate::model::Bulletin;
use crate::rules::Lexicon;
pub use page::Page;

/// Reads a text in normal form.
#[must_use]
pub fn read(text: &str, lexicon: &Lexicon) -> Bulletin {
    let page = Page::new(text, lexicon);
    let sections = Vec::new();
    let period = period::of_bulletin(&page, &sections, None);
    let (figures, warnings) = figures::figures(&page, &sections, period.as_ref());
    let due = period.as_ref().and_then(|p| p.scope.elapsed_percent()).and_then(|c| verdicts::named_due(&page, c));
    Bulletin {
        period,
        due,
        figures,
        verdicts: verdicts::verdicts(&page, &sections),
        warnings,
        schema: crate::model::bulletin::SCHEMA.to_owned(),
        language: "vi".to_owned(),
        text: text.to_owned(),
        ..Bulletin::default()
    }
}
