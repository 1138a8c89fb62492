//! Flow: who speaks in each sentence, those that name nobody included.
//!
//! A sentence without a speaker of its own goes on with the last one's words until the text turns to somebody else, to
//! an organ's words, to what the meeting adopts or how it was held, or to figures that a report gives.

use super::cast::{Cast, Voice};
use crate::model::{Act, section::Kind};
use crate::parse::layout::{Frame, tone};
use crate::parse::page::{Page, Paragraph, Sentence};

/// Who speaks in each sentence of the page.
#[must_use]
pub fn flow(page: &Page<'_>, frame: &Frame, cast: &Cast) -> Vec<Option<Voice>> {
    let mut out = vec![None; page.sentences.len()];
    let mut current: Option<Voice> = None;
    let interview = is_interview(page, frame, cast);
    for (number, paragraph) in page.paragraphs.iter().enumerate() {
        match frame.kind(number) {
            Some(Kind::Caption) => {
                told_in_place(cast, paragraph, &mut out);
                continue;
            }
            Some(Kind::Heading) => {
                let numbered = frame.line(number).numbered;
                current = current.filter(|v| numbered && v.act == Act::Reports);
                if interview {
                    current = cast.voices.get(paragraph.sentences.start).and_then(|v| v.first()).copied();
                }
                continue;
            }
            Some(_) => {
                current = None;
                continue;
            }
            None => {}
        }
        if !interview && turns(page, frame, cast, number, paragraph, current) {
            current = None;
        }
        for at in paragraph.sentences.clone() {
            current = match cast.voices.get(at).and_then(|v| v.last()) {
                Some(voice) => Some(*voice),
                None if cast.others.get(at) == Some(&true) => None,
                None if page.sentences.get(at).is_some_and(|s| turns_within(page, s)) => None,
                None => current,
            };
            let quote_before = opening_quote(page, cast, paragraph, at);
            if let Some(slot) = out.get_mut(at) {
                *slot = quote_before.or(current);
            }
        }
    }
    out
}

/// Whether several headings each name who speaks below them (*Ông Lân - Giám đốc Sở: Không để chậm vốn*).
fn is_interview(page: &Page<'_>, frame: &Frame, cast: &Cast) -> bool {
    const SEVERAL: usize = 2;
    let names = |&i: &usize| {
        let first = page.paragraphs.get(i).map(|p| p.sentences.start);
        first.and_then(|s| cast.voices.get(s)).is_some_and(|v| !v.is_empty())
    };
    frame.paragraphs_of(Kind::Heading).filter(names).count() >= SEVERAL
}

/// Whether a sentence turns to what the meeting adopts, or to something else that took place.
fn turns_within(page: &Page<'_>, sentence: &Sentence) -> bool {
    tone::adopts(page, sentence) || tone::opener(page, sentence) == Some(Kind::Other)
}

/// A caption's speaker speaks there only.
fn told_in_place(cast: &Cast, paragraph: &Paragraph, out: &mut [Option<Voice>]) {
    for at in paragraph.sentences.clone() {
        if let Some((slot, voice)) = out.get_mut(at).zip(cast.voices.get(at).and_then(|v| v.first())) {
            *slot = Some(*voice);
        }
    }
}

/// Quoted sentences before the one that tells who said them are that person's.
fn opening_quote(page: &Page<'_>, cast: &Cast, paragraph: &Paragraph, at: usize) -> Option<Voice> {
    let first = page.sentences.get(paragraph.sentences.start)?;
    if cast.quoted.get(at) != Some(&true) || !first.span.of(page.text).starts_with(['"', '\u{201c}', '-', '\u{2013}']) {
        return None;
    }
    let teller = (at..paragraph.sentences.end).find(|&i| cast.voices.get(i).is_some_and(|v| !v.is_empty()))?;
    let unbroken = (paragraph.sentences.start..teller).all(|i| cast.quoted.get(i) == Some(&true));
    unbroken.then(|| cast.voices.get(teller).and_then(|v| v.first()).copied()).flatten()
}

/// Whether a paragraph without a speaker of its own turns away from the last one's words.
fn turns(
    page: &Page<'_>,
    frame: &Frame,
    cast: &Cast,
    number: usize,
    paragraph: &Paragraph,
    current: Option<Voice>,
) -> bool {
    const FIGURES: usize = 2;
    let Some(first) = page.sentences_of(paragraph).first() else {
        return false;
    };
    let told = cast.voices.get(paragraph.sentences.start).is_some_and(|v| !v.is_empty());
    let line = frame.line(number);
    if told || (line.bullet || line.numbered) && !first.span.of(page.text).starts_with('*') {
        return false;
    }
    let tone = tone::tone(page, page.sentences_of(paragraph));
    let opener = tone::opener(page, first);
    let reported = matches!(opener, Some(Kind::Results | Kind::Other | Kind::Discussion));
    let figures = tone.figures >= FIGURES && tone.ahead == 0 && current.is_some_and(|v| v.act != Act::Reports);
    reported || figures || tone::sets_scene(page, first) || tone::adopts(page, first)
}
