//! The lead: the paragraph that tells the whole before the story begins.

use super::body::Story;
use super::tone;
use crate::model::{Act, section::Kind};
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
    if tone::opens_with_day(page, here) {
        return None;
    }
    if tells_ahead(story, first, next) {
        return Some(first);
    }
    let sets = |s: &Sentence| tone::sets_scene(page, s);
    // *Ông Lân đề nghị giảm các cuộc họp*, above the day on which the story starts.
    if tone::opens_with_day(page, below) && sets(below) {
        return Some(first);
    }
    let scene = sets(here) && here_all.iter().any(|s| sets(s) && tone::has_meeting(page, s));
    let scene = scene || here_all.len() > 1 && here_all.iter().all(sets);
    if scene {
        return None;
    }
    let begins = tone::opens_with_day(page, below)
        || tone::sets_scene(page, below)
        || all.iter().any(|s| tone::has_meeting(page, s));
    let short = line.words <= 45 && line.sentences <= 2 && page.paragraphs.len() > 6 && !line.digits;
    (begins || line.colon || short && story.frame.kind(first + 1).is_none()).then_some(first)
}

/// Whether a paragraph tells ahead what is said: words of a person at a meeting, above a picture or a heading, below which the same
/// person speaks (*Phát biểu tại hội nghị sáng nay, ông Lân nhấn mạnh …*).
fn tells_ahead(story: &Story<'_, '_>, first: usize, next: usize) -> bool {
    let page = story.page;
    let parted = (first + 1..next).any(|i| matches!(story.frame.kind(i), Some(Kind::Caption | Kind::Heading)));
    let sentences = |i: usize| page.paragraphs.get(i).map(|p| p.sentences.clone()).unwrap_or_default();
    let voices = |at: usize| story.cast.voices.get(at).and_then(|all| all.first());
    let told = voices(sentences(first).start).filter(|v| v.act != Act::Reports).map(|v| v.person);
    let below = sentences(next).find_map(voices).map(|v| v.person);
    let met = sentences(first).filter_map(|at| page.sentences.get(at)).any(|s| tone::has_meeting(page, s));
    parted && met && told.is_some() && told == below
}
