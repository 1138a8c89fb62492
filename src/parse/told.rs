//! What is told and by whom: title, byline, moments, sections, speakers, conclusions; all that is no figure.

use super::layout::{self, Story};
use super::{Page, conclusions, moments, people};
use crate::model::{Conclusion, Section, Speaker, section::Kind};

/// All of a bulletin that is no figure.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The headline.
    pub title: Option<String>,
    /// When the bulletin came out.
    pub published: Option<String>,
    /// When the meeting took place.
    pub held: Option<String>,
    /// The author's line.
    pub byline: Option<String>,
    /// By paragraph of the page: what it is.
    pub kinds: Vec<Kind>,
    /// The sections.
    pub sections: Vec<Section>,
    /// The speakers.
    pub speakers: Vec<Speaker>,
    /// The conclusions.
    pub conclusions: Vec<Conclusion>,
}

/// Reads all of a page that is no figure.
#[must_use]
pub fn told(page: &Page<'_>) -> Told {
    let frame = layout::frame(page);
    let cast = people::cast(page);
    let flow = people::flow(page, &frame, &cast);
    let chair = layout::chair(page, &frame, &cast, &flow);
    let story = Story { page, frame: &frame, cast: &cast, flow: &flow, chair: &chair };
    let kinds = layout::kinds(&story);
    let mut sections = layout::sections(&story, &kinds);
    let mut conclusions = conclusions::conclusions(&story, &kinds);
    let (speakers, numbers) = people::speakers(page, &kinds, &cast, &flow);
    let number = |person: Option<usize>| person.and_then(|p| numbers.get(p).copied().flatten());
    sections.iter_mut().for_each(|s| s.speaker = number(s.speaker));
    conclusions.iter_mut().for_each(|c| c.speaker = number(c.speaker));
    let moments = moments::moments(page, &frame);
    Told {
        title: lines(page, &kinds, Kind::Title),
        published: moments.published,
        held: moments.held,
        byline: lines(page, &kinds, Kind::Byline),
        kinds,
        sections,
        speakers,
        conclusions,
    }
}

/// The lines of a kind, as one.
fn lines(page: &Page<'_>, kinds: &[Kind], wanted: Kind) -> Option<String> {
    let all: Vec<&str> = page
        .paragraphs
        .iter()
        .zip(kinds)
        .filter(|(_, kind)| **kind == wanted)
        .map(|(paragraph, _)| paragraph.span.of(page.text).trim())
        .collect();
    (!all.is_empty()).then(|| all.join(" "))
}
