//! Text → sections, speakers, figures, conclusions, period.
//!
//! In: a text in normal form and a [`Lexicon`]. Out: a [`Bulletin`] in which nothing is judged yet. Total and linear.

pub mod conclusions;
pub mod date;
pub mod figures;
pub mod layout;
pub mod marks;
pub mod moments;
pub mod page;
pub mod people;
pub mod period;
pub mod targets;
pub mod told;
pub mod verdicts;

use crate::model::Bulletin;
use crate::rules::Lexicon;
pub use page::Page;
pub use told::{Told, told};

/// Reads a text in normal form.
#[must_use]
pub fn read(text: &str, lexicon: &Lexicon) -> Bulletin {
    let page = Page::new(text, lexicon);
    let told = told(&page);
    let period = period::of_bulletin(&page, &told.sections, told.published.as_deref().or(told.held.as_deref()));
    let (figures, warnings) = figures::figures(&page, &told.sections, period.as_ref());
    let due = period.as_ref().and_then(|p| p.scope.elapsed_percent()).and_then(|c| verdicts::named_due(&page, c));
    Bulletin {
        period,
        due,
        figures,
        verdicts: verdicts::verdicts(&page, &told.sections),
        warnings,
        title: told.title,
        published: told.published,
        held: told.held,
        byline: told.byline,
        sections: told.sections,
        speakers: told.speakers,
        conclusions: told.conclusions,
        schema: crate::model::bulletin::SCHEMA.to_owned(),
        language: "vi".to_owned(),
        text: text.to_owned(),
        ..Bulletin::default()
    }
}

/// The built-in rules, for tests.
#[cfg(test)]
pub(crate) static LEXICON: std::sync::LazyLock<Lexicon> =
    std::sync::LazyLock::new(|| Lexicon::built_in().unwrap_or_else(|e| panic!("{e}")));
