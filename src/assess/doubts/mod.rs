//! Doubts: numbers of a bulletin that contradict each other.
//!
//! In: a bulletin whose figures are read and judged. Out: a [`Warning`] for each contradiction, with both places. An
//! invented contradiction is as bad as an invented shortfall: where rounding, hedges, another time, another place or
//! another whole may explain it, nothing is told. Every check is linear in the figures, or looks up by key.

pub mod changes;
pub mod interval;
pub mod parts;
pub mod plans;
pub mod said;
pub mod twice;

use super::names::Names;
use crate::model::figure::Kind;
use crate::model::warning::{Code, number};
use crate::model::{Bulletin, Figure, Quantity, Warning};
use crate::rules::{Family, Lexicon, Rule};
use crate::text::{Span, key};

/// The contradictions of a bulletin, in reading order.
#[must_use]
pub fn doubts(bulletin: &Bulletin, names: &Names<'_>) -> Vec<Warning> {
    let case = Case { bulletin, lexicon: names.lexicon, names };
    let mut found = parts::doubts(&case);
    found.extend(plans::doubts(&case));
    found.extend(changes::doubts(&case));
    found.extend(twice::doubts(&case));
    found.extend(said::doubts(&case));
    found.sort_by(|a, b| a.places.cmp(&b.places));
    found
}

/// What every check looks at.
pub struct Case<'a> {
    /// The bulletin.
    pub bulletin: &'a Bulletin,
    /// The words.
    pub lexicon: &'a Lexicon,
    /// The names of indicators.
    pub names: &'a Names<'a>,
}

impl<'a> Case<'a> {
    /// The observed figures.
    fn observed(&self) -> impl Iterator<Item = &'a Figure> {
        self.bulletin.figures.iter().filter(|f| f.kind == Kind::Observed)
    }

    fn figure(&self, id: usize) -> Option<&'a Figure> {
        self.bulletin.figures.get(id)
    }

    /// The words of a place.
    fn words(&self, span: Span) -> String {
        span.of(&self.bulletin.text).to_owned()
    }

    /// A number and the whole at `place` in words; both are told at once in *15/18*.
    fn part_and_whole(&self, value: &Quantity, place: Span) -> (String, String) {
        match value.of.filter(|_| place == value.span) {
            Some(of) => (number(value.amount, &value.unit), number(of, &value.unit)),
            None => (self.words(value.span), self.words(place)),
        }
    }

    /// The rules of a family that the text between two places meets.
    fn between(&self, from: usize, to: usize, family: Family) -> Vec<&Rule> {
        self.lexicon.cues(Span::new(from, to).of(&self.bulletin.text), family)
    }

    /// Whether parts of it need not be smaller than it: means, prices, balances.
    fn is_no_sum(&self, figure: &Figure) -> bool {
        !self.lexicon.cues(&figure.indicator, Family::Sums).is_empty()
    }

    fn warning(&self, code: Code, args: Vec<String>, places: Vec<Span>) -> Warning {
        Warning { code, args, places }
    }
}

/// What an amount is measured in, without its scale; `None` for percentages and ratios (*tạ/ha*).
fn measure(quantity: &Quantity) -> Option<String> {
    let unit = quantity.canonical.as_ref().map_or(quantity.unit.as_str(), |c| c.unit.as_str());
    (!unit.is_empty() && !quantity.unit.contains(['%', '/'])).then(|| key(unit))
}

/// Whether two figures speak of one time.
fn same_time(a: &Figure, b: &Figure) -> bool {
    match (&a.period, &b.period) {
        (None, None) => true,
        (Some(a), Some(b)) => a.scope == b.scope && a.start == b.start && a.end == b.end,
        _ => false,
    }
}
