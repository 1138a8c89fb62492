//! Text → sections, speakers, figures, conclusions, period.
//!
//! In: a text in normal form and a [`Lexicon`]. Out: a [`Bulletin`] in which nothing is judged yet. Total and linear.

pub mod ahead;
pub mod conclusions;
pub mod date;
mod days;
pub mod figures;
pub mod layout;
pub mod marks;
pub mod moments;
pub mod page;
pub mod parts;
pub mod people;
pub mod period;
pub mod targets;
pub mod term;
pub mod told;
pub mod verdicts;

use crate::model::warning::Code;
use crate::model::{Bulletin, Period, Warning};
use crate::rules::Lexicon;
use crate::text::Span;
pub use page::Page;
pub use told::{Told, told};

/// Reads a text in normal form.
#[must_use]
pub fn read(text: String, lexicon: &Lexicon) -> Bulletin {
    read_telling(text, lexicon, &|_| true)
}

/// The same, and tells after each part how many percent of the text are read; goes on where that is still of use.
#[must_use]
pub fn read_telling(text: String, lexicon: &Lexicon, tell: &dyn Fn(usize) -> bool) -> Bulletin {
    read_in_parts(text, lexicon, [parts::PART, parts::ROOM], tell)
}

/// Reads a text in normal form in parts of about so many bytes, where it is longer, and as far as what it tells takes so many
/// bytes more than its text; warnings tell both.
#[must_use]
pub fn read_in_parts(
    text: String,
    lexicon: &Lexicon,
    [longest, room]: [usize; 2],
    tell: &dyn Fn(usize) -> bool,
) -> Bulletin {
    let percent = |read: usize| read.saturating_mul(100).checked_div(text.len()).unwrap_or_default();
    let parts = parts::parts(&text, longest);
    let mut spans = parts.iter().copied();
    let mut whole = part(&text, spans.next().unwrap_or_default(), lexicon, None);
    let (mut read, mut full) = (1, None);
    for span in spans {
        if parts::weight(&whole) > span.start.saturating_add(room) {
            full = Some(span.start);
            break;
        }
        if !tell(percent(span.start)) {
            break;
        }
        read += 1;
        let next = part(&text, span, lexicon, whole.period.as_ref());
        parts::join(&mut whole, next);
    }
    if parts.len() > 1 {
        whole.warnings.insert(0, Warning { code: Code::ReadInParts, args: vec![read.to_string()], places: Vec::new() });
    }
    if let Some(end) = full {
        let (args, places) = (vec![percent(end).to_string()], vec![Span::new(end, end)]);
        whole.warnings.insert(0, Warning { code: Code::ReadUpTo, args, places });
    }
    Bulletin { schema: crate::model::bulletin::SCHEMA.to_owned(), language: "vi".to_owned(), text, ..whole }
}

/// What a part of a text tells; of a later part, the period is the first one's.
fn part(text: &str, span: Span, lexicon: &Lexicon, first: Option<&Period>) -> Bulletin {
    let page = Page::of(text, span, lexicon);
    let told = told(&page);
    let published = told.published.as_deref().or(told.held.as_deref());
    let period = first.cloned().or_else(|| period::of_bulletin(&page, &told.sections, published));
    let (figures, warnings) = figures::figures(&page, &told.sections, period.as_ref());
    let due = period.as_ref().and_then(|p| p.scope.elapsed_percent()).and_then(|c| verdicts::named_due(&page, c));
    let verdicts = verdicts::verdicts(&page, &told.sections, &figures);
    Bulletin {
        period,
        due,
        figures,
        verdicts,
        warnings,
        title: told.title,
        published: told.published,
        held: told.held,
        byline: told.byline,
        sections: told.sections,
        speakers: told.speakers,
        conclusions: told.conclusions,
        ..Bulletin::default()
    }
}

/// The built-in rules, for tests.
#[cfg(test)]
pub(crate) static LEXICON: std::sync::LazyLock<Lexicon> =
    std::sync::LazyLock::new(|| Lexicon::built_in().unwrap_or_else(|e| panic!("{e}")));
