//! Two bulletins of one place: what turned between them.
//!
//! In: the older entry and the newer one. Out: a [`Comparison`]: newly missed, no longer missed, worse, better, gone
//! silent, and conclusions said again. Indicators are one only where their topics are the same.

use super::entry::{Entry, Missed, Point};
use crate::model::Decimal;
use crate::text::{Span, words};
use std::collections::BTreeSet;

/// Share of two sentences' words that must be the same for one to repeat the other nearly, in percent.
const NEARLY: usize = 80;
/// Words of a sentence that is worth telling again.
const LONG: usize = 6;
/// Conclusions of either side that are compared: a bulletin has some dozens.
const MOST: usize = 400;

/// What turned between two bulletins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Missed now, not before.
    pub newly: Vec<Missed>,
    /// Missed before; told now, and not missed: the old entry, and what is told now.
    pub no_longer: Vec<(Missed, Point)>,
    /// Missed before and now, and further from the due.
    pub worse: Vec<(Missed, Missed)>,
    /// Missed before and now, and nearer to the due.
    pub better: Vec<(Missed, Missed)>,
    /// Missed before and now, by as much, or without numbers.
    pub still: Vec<(Missed, Missed)>,
    /// Missed before, and not told of now.
    pub silent: Vec<Missed>,
    /// Told before with a number, missed or not, and not told of now.
    pub untold: Vec<Point>,
    /// Conclusions said again: before, now, and how much is the same, in percent.
    pub repeated: Vec<(Span, Span, usize)>,
}

/// What turned from `old` to `new`.
#[must_use]
pub fn compare(old: &Entry, new: &Entry) -> Comparison {
    let mut out = Comparison::default();
    let find = |list: &[Missed], topic: &str| list.iter().find(|m| m.topic == topic).cloned();
    for missed in &old.missed {
        match (find(&new.missed, &missed.topic), new.of(&missed.topic).next()) {
            (Some(now), _) => match turned(missed, &now) {
                Some(true) => out.better.push((missed.clone(), now)),
                Some(false) => out.worse.push((missed.clone(), now)),
                None => out.still.push((missed.clone(), now)),
            },
            (None, Some(point)) => out.no_longer.push((missed.clone(), point.clone())),
            (None, None) => out.silent.push(missed.clone()),
        }
    }
    out.newly = new.missed.iter().filter(|m| find(&old.missed, &m.topic).is_none()).cloned().collect();
    let told: BTreeSet<&str> = new.points.iter().map(|p| p.topic.as_str()).collect();
    let mut seen: BTreeSet<&str> = old.missed.iter().map(|m| m.topic.as_str()).collect();
    let gone = old.points.iter().filter(|p| !told.contains(p.topic.as_str()) && find(&new.missed, &p.topic).is_none());
    out.untold = gone.filter(|p| seen.insert(&p.topic)).cloned().collect();
    out.repeated = repeated(old, new);
    out
}

/// Whether an indicator is better off than before; `None` where nothing tells. Both numbers are measured by one rule.
fn turned(old: &Missed, new: &Missed) -> Option<bool> {
    let by = |m: &Missed| m.reached.and_then(|(actual, due)| actual.checked_div(due));
    let number = |old: Option<Decimal>, new: Option<Decimal>| old.zip(new).filter(|(a, b)| a != b).map(|(a, b)| b > a);
    match (by(old), by(new)) {
        (Some(a), Some(b)) => number(Some(a), Some(b)),
        // Worse for what counts against it is a greater rise; severity knows, and says so by one scale.
        _ if old.reached.is_none() && new.reached.is_none() && old.change.is_some() && new.change.is_some() => {
            number(old.severity, new.severity)
        }
        _ => None,
    }
}

/// Conclusions of the newer bulletin that the older one has too, in its order: the likest one each.
fn repeated(old: &Entry, new: &Entry) -> Vec<(Span, Span, usize)> {
    let told = |entry: &Entry| -> Vec<(Span, Vec<String>)> {
        let of = |span: &Span| (*span, words(span.of(&entry.text)));
        entry.conclusions.iter().take(MOST).map(of).filter(|(_, words)| words.len() >= LONG).collect()
    };
    let before = told(old);
    let mut out = Vec::new();
    for (span, now) in told(new) {
        let likest = before.iter().map(|(old, words)| (*old, likeness(words, &now))).max_by_key(|(_, like)| *like);
        if let Some((old, like)) = likest.filter(|(_, like)| *like >= NEARLY) {
            out.push((old, span, like));
        }
    }
    out
}

/// How much two sentences share, in percent: twice the words of their longest common order over all their words.
fn likeness(a: &[String], b: &[String]) -> usize {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    // No order can bring sentences of so different lengths together.
    if 2 * short * 100 < NEARLY * (short + long) {
        return 0;
    }
    let mut row = vec![0_usize; b.len() + 1];
    for word in a {
        let mut corner = 0;
        for (j, other) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or_default();
            let left = row.get(j).copied().unwrap_or_default();
            let best = if word == other { corner + 1 } else { above.max(left) };
            corner = above;
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = best;
            }
        }
    }
    let common = row.last().copied().unwrap_or_default();
    (2 * common * 100).checked_div(a.len() + b.len()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_alike_by_their_words_in_order() {
        let of = |a: &str, b: &str| likeness(&words(a), &words(b));
        assert_eq!(of("Tập trung giải ngân vốn đầu tư công.", "tập trung giải ngân vốn đầu tư công"), 100);
        assert!(of("Tập trung giải ngân vốn đầu tư công ngay", "Tập trung giải ngân vốn đầu tư công sớm") >= NEARLY);
        assert!(of("một hai ba bốn năm sáu", "sáu năm bốn ba hai một") < NEARLY);
        assert_eq!(of("a b", "a b c d e f g h i j"), 0);
    }
}
