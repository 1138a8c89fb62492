//! Parts: a text far longer than any bulletin is read piece by piece, so that what reading keeps beside the text does not grow
//! with it.
//!
//! A part is cut between paragraphs, within one only where it alone is longer than a part. Title, period and moments are those of
//! the first part; sections, speakers and figures follow one another, persons of one name are one.

use crate::model::{Bulletin, Conclusion, Figure, Section, Speaker};
use crate::text::Span;

/// Bytes up to which a text is read in one piece: some five hundred printed pages.
pub const PART: usize = 1 << 20;

/// The parts of a text, each of at most about `longest` bytes; together they are all of it.
#[must_use]
pub fn parts(text: &str, longest: usize) -> Vec<Span> {
    let count = text.len().div_ceil(longest.max(1)).max(1);
    let mut out = Vec::with_capacity(count);
    let mut start = 0;
    for left in (1..=count).rev() {
        let rest = text.len().saturating_sub(start);
        let end = if left == 1 { text.len() } else { cut(text, start, start + rest / left) };
        if end > start || out.is_empty() {
            out.push(Span::new(start, end));
        }
        start = end;
    }
    out
}

/// Where a part from `start` ends that would end at `end`: behind the last line end before it, else the last blank, else any
/// character.
fn cut(text: &str, start: usize, end: usize) -> usize {
    let end = (start..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    let part = text.get(start..end).unwrap_or_default();
    let found = memchr::memrchr(b'\n', part.as_bytes()).or_else(|| memchr::memrchr(b' ', part.as_bytes()));
    found.map_or(end, |at| start + at + 1)
}

/// Adds what the next part tells to what the parts before it told.
pub fn join(whole: &mut Bulletin, next: Bulletin) {
    let numbers: Vec<usize> = next.speakers.into_iter().map(|speaker| person(&mut whole.speakers, speaker)).collect();
    let number = |speaker: Option<usize>| speaker.and_then(|at| numbers.get(at).copied());
    let sections = whole.sections.len();
    whole.sections.extend(next.sections.into_iter().map(|section| Section {
        id: section.id + sections,
        speaker: number(section.speaker),
        ..section
    }));
    let figures = whole.figures.len();
    whole.figures.extend(next.figures.into_iter().map(|figure| Figure {
        id: figure.id + figures,
        within: figure.within.map(|whole| whole + figures),
        ..figure
    }));
    let conclusions = next.conclusions.into_iter();
    whole.conclusions.extend(conclusions.map(|said| Conclusion { speaker: number(said.speaker), ..said }));
    whole.verdicts.extend(next.verdicts);
    whole.warnings.extend(next.warnings);
    whole.due = whole.due.take().or(next.due);
    whole.byline = whole.byline.take().or(next.byline);
}

/// The number of a speaker among those who are known, whom it joins.
fn person(known: &mut Vec<Speaker>, speaker: Speaker) -> usize {
    if let Some(at) = known.iter().position(|other| other.name == speaker.name && other.roles == speaker.roles)
        && let Some(other) = known.get_mut(at)
    {
        let new = speaker.aliases.into_iter().filter(|alias| !other.aliases.contains(alias)).collect::<Vec<_>>();
        other.aliases.extend(new);
        other.statements.extend(speaker.statements);
        return at;
    }
    known.push(Speaker { id: known.len(), ..speaker });
    known.len() - 1
}
