//! What is told of paragraphs, shortfalls and figures: plain words, numbers as the language writes them.

use crate::model::{Bulletin, Figure, Shortfall};
use crate::report::{Labels, words};
use crate::text::Span;

/// Words without what only the eye needs: no-break blanks, the long minus, tabs between cells.
#[must_use]
pub fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ").replace('\u{2212}', "-").replace('\t', "; ")
}

/// A shortfall as one sentence.
#[must_use]
pub fn shortfall(bulletin: &Bulletin, labels: &Labels, shortfall: &Shortfall) -> String {
    let mut parts = Vec::new();
    if let (Some(reached), Some(due)) = (shortfall.actual_percent, shortfall.expected_percent) {
        let distance = labels.number((due - reached).normalize());
        parts.push(labels.fill("linear.measure", &[&labels.number(reached), &labels.number(due), &distance]));
    }
    if let Some(change) = shortfall.change_percent {
        parts.push(labels.fill("linear.change", &[&words::signed_percent(labels, change)]));
    }
    if parts.is_empty() && shortfall.figure.is_none() {
        parts.push(labels.get("tui.no_number").to_owned());
    }
    parts.extend(shortfall.reasons.iter().map(|r| labels.term("reason", r)));
    if !bulletin.conclusions.is_empty() {
        parts.push(labels.get(if shortfall.named.is_empty() { "tui.unnamed" } else { "tui.named" }).to_owned());
    }
    plain(&format!("{}: {}.", shortfall.indicator, parts.join("; ")))
}

/// A figure as one sentence.
#[must_use]
pub fn figure(bulletin: &Bulletin, labels: &Labels, figure: &Figure) -> String {
    let mut parts = Vec::new();
    if figure.kind != crate::model::figure::Kind::Observed {
        parts.push(labels.term("kind", &figure.kind));
    }
    let (value, changes, plans) =
        (words::value(labels, figure), words::changes(labels, figure), words::plans(labels, figure));
    parts.extend((!value.is_empty()).then_some(value));
    if !changes.is_empty() {
        parts.push(labels.fill("linear.change", &[&changes]));
    }
    if !plans.is_empty() {
        parts.push(labels.fill("linear.plan", &[&plans]));
    }
    if bulletin.shortfalls.iter().any(|s| s.figure == Some(figure.id)) {
        parts.push(labels.get("linear.missed").to_owned());
    }
    let whole = figure.within.and_then(|id| bulletin.figures.get(id));
    if let Some(whole) = whole {
        parts.push(labels.fill("linear.within", &[&whole.indicator]));
    }
    plain(&format!("{}: {}.", figure.indicator, parts.join("; ")))
}

/// Words around a place, whole ones, some before and some behind.
#[must_use]
pub fn around(text: &str, place: Span, paragraph: Span) -> String {
    const SIDE: usize = 60;
    let (before, behind) =
        (Span::new(paragraph.start, place.start).of(text), Span::new(place.end, paragraph.end).of(text));
    let from = before.char_indices().rev().nth(SIDE).and_then(|(at, _)| Some(at + before.get(at..)?.find(' ')?));
    let to = behind.char_indices().nth(SIDE).and_then(|(at, _)| Some(at + behind.get(at..)?.find(' ')?));
    let start = from.map_or(paragraph.start, |at| paragraph.start + at);
    let end = to.map_or(paragraph.end, |at| place.end + at);
    plain(Span::new(start, end).of(text).trim())
}
