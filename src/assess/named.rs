//! What the one who concludes says of a shortfall, and what not.

use super::names::Name;
use crate::model::{Bulletin, Shortfall};
use crate::rules::Lexicon;
use crate::text::Span;

/// The conclusions that name the shortfall's indicator under any of its names.
#[must_use]
pub fn named(bulletin: &Bulletin, lexicon: &Lexicon, shortfall: &Shortfall) -> Vec<Span> {
    let name = Name::new(&shortfall.indicator, lexicon);
    bulletin
        .conclusions
        .iter()
        .filter(|c| name.is_told_in(c.span.of(&bulletin.text), lexicon))
        .map(|c| c.span)
        .collect()
}
