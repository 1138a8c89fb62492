//! Places of a text as a person finds them: the number of the paragraph, counted from 1.

use super::wrap::NBSP;
use crate::text::{Span, paragraphs};

/// How many words tell which paragraph is meant.
const OPENING: usize = 9;

/// The paragraphs of a text.
#[derive(Clone, Debug)]
pub struct Places {
    paragraphs: Vec<Span>,
}

impl Places {
    /// The places of a normalised text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { paragraphs: paragraphs(text).collect() }
    }

    /// The number of the paragraph in which `span` begins.
    #[must_use]
    pub fn number(&self, span: Span) -> usize {
        self.paragraphs.partition_point(|p| p.start <= span.start).max(1)
    }

    /// The paragraph's number after its mark: `¶7`.
    #[must_use]
    pub fn marked(&self, span: Span) -> String {
        format!("¶{}", self.number(span))
    }

    /// The numbers of all paragraphs in which `spans` begin, each once; that of `first` where there are none.
    #[must_use]
    pub fn numbers(&self, spans: &[Span], first: Span) -> String {
        let mut numbers: Vec<usize> = spans.iter().map(|s| self.number(*s)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        if numbers.is_empty() {
            numbers.push(self.number(first));
        }
        let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
        format!("¶{}", numbers.join(","))
    }

    /// The first words of the paragraph in which `span` begins.
    #[must_use]
    pub fn opening(&self, text: &str, span: Span) -> String {
        let paragraph = self.paragraphs.get(self.number(span) - 1).copied().unwrap_or_default().of(text);
        let words: Vec<&str> = paragraph.split([' ', '\t']).take(OPENING + 1).collect();
        match words.get(..OPENING) {
            Some(first) if words.len() > OPENING => {
                format!("{}{NBSP}…", first.join(" ").trim_end_matches([',', ';', ':', '.']))
            }
            _ => words.join(" "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_counted_from_one_and_blank_lines_are_not() {
        let text = "một\n\nhai\nba";
        let places = Places::new(text);
        let at = |word: &str| Span::new(text.find(word).unwrap(), text.len());
        assert_eq!([at("một"), at("hai"), at("ba")].map(|s| places.number(s)), [1, 2, 3]);
        assert_eq!(places.numbers(&[at("ba"), at("một"), at("ba")], at("ba")), "¶1,3");
        assert_eq!(places.opening(text, at("hai")), "hai");
    }
}
