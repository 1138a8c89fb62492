//! What the one who concludes says of a shortfall, and what not.

use super::names::Name;
use crate::model::Bulletin;
use crate::rules::Lexicon;
use crate::text::Span;

/// For each shortfall the conclusions that name its indicator under any of its names.
#[must_use]
pub fn named(bulletin: &Bulletin, lexicon: &Lexicon) -> Vec<Vec<Span>> {
    let said: Vec<(Span, Vec<String>)> =
        bulletin.conclusions.iter().map(|c| (c.span, lexicon.telling_words(c.span.of(&bulletin.text)))).collect();
    bulletin
        .shortfalls
        .iter()
        .map(|shortfall| {
            let name = Name::new(&shortfall.indicator, lexicon);
            said.iter().filter(|(_, words)| name.is_told_in(words)).map(|(span, _)| *span).collect()
        })
        .collect()
}
