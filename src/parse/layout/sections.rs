//! The sections that paragraphs make, once it is known what each of them is.

use super::body::Story;
use crate::model::{Section, section::Kind};
use crate::parse::page::Paragraph;
use crate::text::Span;

/// The sections that paragraphs of these kinds make: consecutive ones of one kind under one heading.
#[must_use]
pub fn sections(story: &Story<'_, '_>, kinds: &[Kind]) -> Vec<Section> {
    let mut out: Vec<Section> = Vec::new();
    let mut heading: Option<String> = None;
    for (paragraph, &kind) in story.page.paragraphs.iter().zip(kinds) {
        let speaker = speaker_of(story, paragraph);
        let single = matches!(kind, Kind::Heading | Kind::Caption);
        match out.last_mut() {
            Some(last) if last.kind == kind && !single && last.speaker == speaker => {
                last.span = last.span.join(paragraph.span);
            }
            _ => out.push(Section {
                id: out.len(),
                kind,
                heading: heading.clone().filter(|_| !matches!(kind, Kind::Heading | Kind::Caption | Kind::Byline)),
                speaker,
                span: paragraph.span,
            }),
        }
        if kind == Kind::Heading {
            heading = Some(paragraph.span.of(story.page.text).trim().to_owned());
        }
    }
    out
}

/// Who speaks in all sentences of a paragraph.
fn speaker_of(story: &Story<'_, '_>, paragraph: &Paragraph) -> Option<usize> {
    let mut all = paragraph.sentences.clone().map(|i| story.flow.get(i).copied().flatten().map(|v| v.person));
    let first = all.next()??;
    all.all(|p| p == Some(first)).then_some(first)
}

/// The section in which a place lies, by binary search.
#[must_use]
pub fn section_at(sections: &[Section], place: Span) -> Option<&Section> {
    let at = sections.partition_point(|s| s.span.end <= place.start);
    sections.get(at).filter(|s| s.span.overlaps(place))
}
