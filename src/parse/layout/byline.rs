//! Bylines: who wrote a text, and where it is from.

use super::frame::{Frame, HEAD, STORY, TAIL, is_letterhead};
use super::line::Line;
use super::tone;
use crate::model::section::Kind;
use crate::parse::{Page, people::Words, people::name};
use crate::rules::{Cue, Family};

/// The author's or the source's line at the end, with a signature's lines above it; what follows is pictures' captions.
pub(super) fn byline(page: &Page<'_>, frame: &mut Frame) {
    let count = frame.lines.len();
    let free = |frame: &Frame, i: usize| frame.kind(i).is_none();
    // What tells something below it is no picture's caption: then the story goes on, and a source (*Theo Sở Y tế*) is
    // told before it.
    let goes_on = |line: Line| line.stopped && line.digits && (line.words > STORY || line.bullet);
    let last = (1..count).rev().find(|&i| free(frame, i) && goes_on(frame.line(i))).unwrap_or(0);
    let found = (1..count).rev().take(TAIL).find(|&i| free(frame, i) && is_byline(page, i, &frame.line(i)));
    let Some(found) = found else {
        return;
    };
    if found < last {
        if is_source(page, found, &frame.line(found)) {
            frame.set(found, Kind::Byline);
        }
        return;
    }
    frame.set(found, Kind::Byline);
    for at in found + 1..count {
        let again = is_byline(page, at, &frame.line(at));
        frame.set(at, if again { Kind::Byline } else { Kind::Caption });
    }
    let text = |at: usize| page.paragraphs.get(at).map(|p| p.span.of(page.text).trim());
    for at in (0..HEAD.min(found)).filter(|&at| text(at) == text(found)) {
        frame.set(at, Kind::Byline);
    }
    let signed = |line: Line| line.upper && line.words <= 8 && !line.numbered && !line.stopped;
    let above = (1..found).rev().take_while(|&i| found - i < TAIL);
    for at in above.collect::<Vec<_>>() {
        let line = frame.line(at);
        if !free(frame, at) || !(signed(line) || at + 1 == found && is_author(page, at)) {
            break;
        }
        frame.set(at, Kind::Byline);
    }
}

fn is_byline(page: &Page<'_>, paragraph: usize, line: &Line) -> bool {
    is_source(page, paragraph, line) || is_author(page, paragraph)
}

/// Whether a line tells where the text is from (*Nguồn: TTXVN*), or is the last one and names an organ.
fn is_source(page: &Page<'_>, paragraph: usize, line: &Line) -> bool {
    let Some(first) = page.paragraphs.get(paragraph).and_then(|p| page.sentences_of(p).first()) else {
        return false;
    };
    let opens = page
        .matches(first, Family::Pages)
        .first()
        .is_some_and(|m| m.start <= 1 && page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Byline));
    let organ =
        paragraph + 1 == page.paragraphs.len() && line.words <= 10 && !line.digits && is_letterhead(page, paragraph);
    (opens || organ) && line.words <= 24 && !line.stopped && !line.numbered && !line.bullet
}

/// Whether a line holds nothing but names or initials.
pub(super) fn is_author(page: &Page<'_>, paragraph: usize) -> bool {
    const NAMES: usize = 10;
    let Some(found) = page.paragraphs.get(paragraph) else {
        return false;
    };
    let text = found.span.of(page.text);
    let outside = text.split('(').next().unwrap_or_default();
    let mut words = outside.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty());
    let upper = |words: &[&str]| words.iter().all(|w| w.starts_with(char::is_uppercase));
    let first: Vec<&str> = words.by_ref().take(2).collect();
    // Of what is no name by its first words, and of a long paragraph, no more is looked at.
    if text.contains(' ') && !upper(&first) {
        return false;
    }
    let words: Vec<&str> = first.into_iter().chain(words.take(NAMES - 1)).collect();
    let short = (1..=NAMES).contains(&words.len()) || words.is_empty() && text.starts_with('(') && text.len() < 60;
    if !short {
        return false;
    }
    let named = upper(&words) && !outside.contains([':', ';', '\t', '%']);
    let initials = words.iter().all(|w| w.chars().count() <= 2);
    let organ = page.sentences_of(found).first().is_some_and(|s| {
        let words = Words::new(page, s);
        words.cue(0).is_some_and(|(cue, _, _)| {
            matches!(cue, Cue::Organ | Cue::Body | Cue::Office | Cue::StandsFor | Cue::Source | Cue::Plural)
        }) && name::full(&words, 0).is_none()
    });
    // *NHIỆM VỤ QUÝ II*: what announces something is no name.
    if page.sentences_of(found).iter().any(|s| tone::announces(page, s).is_some()) {
        return false;
    }
    let stopped = text.trim_end().ends_with('.') && !initials;
    // *Chinhphu.vn*: the address of who wrote it.
    let address = !text.contains(' ') && text.contains('.') && words.len() > 1 && !initials;
    address && !stopped
        || (named || words.is_empty()) && !stopped && !organ && !text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a line below the title is a name of two to four words, whose surname nobody knows.
pub(super) fn is_pen_name(page: &Page<'_>, frame: &Frame, paragraph: usize) -> bool {
    let line = frame.line(paragraph);
    let place = page.paragraphs.get(paragraph).and_then(|p| page.sentences_of(p).first()).is_some_and(|s| {
        let words = Words::new(page, s);
        name::is_place(&words, 0)
    });
    (2..=4).contains(&line.words)
        && !line.upper
        && !line.stopped
        && !line.digits
        && !place
        && is_author(page, paragraph)
}

/// Whether a line is a person's name and nothing else.
pub(super) fn is_person(page: &Page<'_>, paragraph: usize) -> bool {
    let first = page.paragraphs.get(paragraph).and_then(|p| page.sentences_of(p).first());
    first.is_some_and(|s| {
        let words = Words::new(page, s);
        name::full(&words, 0) == Some(words.len())
    })
}
