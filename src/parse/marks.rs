//! Marks: which rules were found where in a sentence, for a person who asks.
//!
//! In: a text in normal form, sentences, the names of indicators in them. Out: the rules that speak of figures, by
//! sentence, as the parser met them. The text is matched once more for it; ordinary reading keeps no ids.

use super::page::{Page, Sentence};
use super::period;
use crate::model::mark::{Given, Mark};
use crate::rules::{Cue, Family, Gives, Lexicon, Match};
use crate::text::Span;
use serde::Serialize;

/// Families that speak of figures.
const SPEAKING: [Family; 5] =
    [Family::Figures, Family::Indicators, Family::Polarities, Family::Aliases, Family::Verdicts];

/// The marks of each of the sentences, in order. What tells of an indicator's kind counts in the `names` only.
#[must_use]
pub fn marks(text: &str, sentences: &[Span], names: &[Span], lexicon: &Lexicon) -> Vec<Vec<Mark>> {
    let page = Page::new(text, lexicon);
    sentences.iter().map(|span| of_sentence(&page, *span, names)).collect()
}

/// The keys of the labels that tell what the rules mean which may be marked.
#[must_use]
pub fn meanings(lexicon: &Lexicon) -> Vec<String> {
    let speaking = lexicon.rules().filter(|rule| SPEAKING.contains(&rule.cue.family()));
    let keys = speaking.flat_map(|rule| {
        let gives = match given(rule.cue, &rule.gives) {
            Given::Term(key) => Some(key),
            _ => None,
        };
        [format!("cue.{}", name(&rule.cue))].into_iter().chain(gives)
    });
    keys.collect()
}

/// A row of a table may be several sentences of the page.
fn of_sentence(page: &Page<'_>, span: Span, names: &[Span]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let names: Vec<&Span> = names.iter().filter(|name| name.overlaps(span)).collect();
    let first = page.sentences.partition_point(|s| s.span.end <= span.start);
    let sentences = page.sentences.iter().skip(first);
    for sentence in sentences.take_while(|s| s.span.start < span.end) {
        for family in SPEAKING {
            let of_names = matches!(family, Family::Indicators | Family::Polarities | Family::Aliases);
            let found = page.find(sentence, 0..page.tokens(sentence).len(), family).into_iter();
            let found = found.filter(|m| !of_names || names.iter().any(|name| name.contains(m.span)));
            marks.extend(found.filter_map(|m| mark(page, sentence, &m)));
        }
    }
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    marks
}

fn mark(page: &Page<'_>, sentence: &Sentence, found: &Match) -> Option<Mark> {
    let rule = page.lexicon.rule(found.rule)?;
    if rule.cue == Cue::Period {
        period::mention(page, sentence, found)?;
    }
    Some(Mark {
        span: found.span,
        rule: rule.id.to_string(),
        own: page.lexicon.is_own(found.rule),
        cue: name(&rule.cue),
        gives: given(rule.cue, &rule.gives),
    })
}

fn given(cue: Cue, gives: &Gives) -> Given {
    let term = |table: &str, name: String| Given::Term(format!("{table}.{name}"));
    match gives {
        Gives::Number(number) => Given::Number(*number),
        Gives::Basis(basis) => term("basis", name(basis)),
        Gives::Horizon(horizon) => term("horizon", name(horizon)),
        Gives::Bound(bound) => term("bound", name(bound)),
        Gives::Polarity(polarity) => term("polarity", name(polarity)),
        Gives::Says(says) => term("says", name(says)),
        Gives::Name(name) if matches!(cue, Cue::Currency | Cue::Unit | Cue::Alias) => Given::Name(name.to_string()),
        _ => Given::Nothing,
    }
}

/// The name of a value in data.
fn name(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
