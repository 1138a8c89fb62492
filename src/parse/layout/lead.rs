//! The lead: the paragraph that tells the whole before the story begins.

use super::body::Story;
use super::tone;
use crate::model::section::Kind;
use crate::parse::page::Sentence;

/// The paragraph that tells the whole before the story begins.
#[must_use]
pub fn lead(story: &Story<'_, '_>) -> Option<usize> {
    const LONG: usize = 90;
    const FIRST: usize = 8;
    let page = story.page;
    let mut told = (0..page.paragraphs.len()).filter(|&i| story.frame.kind(i).is_none());
    let first = told.next()?;
    let next = told.next()?;
    let title = story.frame.paragraphs_of(Kind::Title).next()?;
    let heading = (title..first).any(|i| story.frame.kind(i) == Some(Kind::Heading));
    let line = story.frame.line(first);
    if heading || line.words > LONG || line.sentences > 3 || line.bullet || line.row || first > FIRST {
        return None;
    }
    let sentence = |i: usize| page.paragraphs.get(i).and_then(|p| page.sentences_of(p).first());
    let (here, below) = (sentence(first)?, sentence(next)?);
    let all = page.paragraphs.get(next).map(|p| page.sentences_of(p)).unwrap_or_default();
    let concludes = |s: &Sentence| tone::opener(page, s) == Some(Kind::Conclusion);
    let here_all = page.paragraphs.get(first).map(|p| page.sentences_of(p)).unwrap_or_default();
    if here_all.iter().skip(1).any(concludes) {
        return None;
    }
    if tone::opens_with_day(page, here) || tone::sets_scene(page, here) && tone::has_meeting(page, here) {
        return None;
    }
    let begins = tone::opens_with_day(page, below)
        || tone::sets_scene(page, below)
        || all.iter().any(|s| tone::has_meeting(page, s));
    let short = line.words <= 45 && line.sentences <= 2 && page.paragraphs.len() > 6 && !line.digits;
    (begins || line.colon || short && story.frame.kind(first + 1).is_none()).then_some(first)
}
