//! The outline: what the bulletin consists of, in reading order.

use crate::model::section::Kind;
use crate::model::{Bulletin, Section};
use crate::text::Span;
use crate::tui::document::{is_told, rules};

/// One line of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is; its words are the label `section.KIND`.
    pub kind: Kind,
    /// A heading's own words.
    pub heading: Option<String>,
    /// Who speaks in all of it.
    pub speaker: Option<usize>,
    /// The paragraphs.
    pub span: Span,
    /// Whether it is a heading with the results below it.
    pub results: bool,
    /// Figures in it, or conclusions where there are none.
    pub count: usize,
}

/// The outline of a bulletin. Pictures' captions part nothing; small print is left out.
#[must_use]
pub fn outline(bulletin: &Bulletin) -> Vec<Item> {
    let (mut out, told): (Vec<Item>, bool) = (Vec::new(), is_told(bulletin));
    for section in &bulletin.sections {
        if matches!(section.kind, Kind::Caption | Kind::Dateline | Kind::Byline) || !told && rules(section.kind) {
            continue;
        }
        match out.last_mut() {
            // Results under a heading are what it is about: one entry for both, and one place to jump to.
            Some(last) if last.kind == Kind::Heading && section.kind == Kind::Results => {
                last.span = last.span.join(section.span);
                last.results = true;
            }
            Some(last) if section.kind == last.kind && section.kind != Kind::Heading && same_heading(last, section) => {
                last.span = last.span.join(section.span);
                if last.speaker != section.speaker {
                    last.speaker = None;
                }
            }
            _ => out.push(item(bulletin, section)),
        }
    }
    let mut figures: Vec<usize> = bulletin.figures.iter().map(|f| f.span.start).collect();
    let mut conclusions: Vec<usize> = bulletin.conclusions.iter().map(|c| c.span.start).collect();
    figures.sort_unstable();
    conclusions.sort_unstable();
    for item in &mut out {
        let within = |starts: &[usize]| {
            starts.partition_point(|s| *s < item.span.end) - starts.partition_point(|s| *s < item.span.start)
        };
        let (figures, conclusions) = (within(&figures), within(&conclusions));
        item.count = match item.kind {
            Kind::Results | Kind::Discussion => figures,
            Kind::Heading if item.results => figures,
            Kind::Conclusion | Kind::Tasks | Kind::Resolution => conclusions,
            _ => 0,
        };
    }
    out
}

fn same_heading(last: &Item, section: &Section) -> bool {
    section.heading.is_none() || last.heading == section.heading
}

fn item(bulletin: &Bulletin, section: &Section) -> Item {
    let heading = (section.kind == Kind::Heading).then(|| section.span.of(&bulletin.text).to_owned());
    Item { kind: section.kind, heading, speaker: section.speaker, span: section.span, results: false, count: 0 }
}
