//! How figures came to be read so: by sentence, the words with what was found in them, the rules, then each figure with
//! what was read, what was due and why, what it misses and what follows.
//!
//! In: a bulletin, the grounds on which its figures are judged, the marks of their sentences. Out: text.

mod figure;
mod sentence;

use super::page::{Block, Cell, Column, Page, Row, Table, Tone};
use super::wrap::NBSP;
use super::{Labels, Options, Places, plain};
use crate::assess::grounds::Asked;
use crate::model::mark::{Given, Mark};
use crate::model::{Bulletin, Figure};
use crate::text::Span;

/// The explanation of what is asked about, each with the marks of its sentence.
#[must_use]
pub fn explain(bulletin: &Bulletin, asked: &[(Asked, Vec<Mark>)], labels: &Labels, options: Options) -> String {
    let options = Options { full: true, ..options };
    let places = Places::new(&bulletin.text);
    let mut out = String::new();
    for (asked, marks) in asked {
        if !out.is_empty() {
            out.push('\n');
        }
        let sentence = Explained { bulletin, asked, labels, places: &places };
        let marks = sentence.of_its_own(marks);
        let rules = numbered(&marks);
        let part = |blocks| plain::text(&Page { blocks }, labels, options);
        out.push_str(&part(vec![Block::Line(Cell::new(sentence.heading(), Tone::Strong))]));
        let numbers = marks.iter().filter_map(|m| Some((m.span, rules.iter().position(|r| r.0.rule == m.rule)? + 1)));
        let shown = sentence::Marked { span: asked.sentence, pieces: sentence.pieces(), numbers: numbers.collect() };
        out.push_str(&shown.lines(&bulletin.text, options));
        for grounds in &asked.figures {
            out.push_str(&part(figure::blocks(&sentence, grounds)));
        }
        for verdict in asked.verdicts.iter().filter_map(|&at| bulletin.verdicts.get(at)) {
            out.push_str(&part(figure::stated(&sentence, verdict)));
        }
        for note in sentence.other_notes() {
            let words = format!("{NBSP}{NBSP}! {}: {note}", labels.get("explain.note"));
            out.push_str(&part(vec![Block::Line(Cell::plain(words))]));
        }
        if !rules.is_empty() {
            let heading = Cell::faint(format!("{NBSP}{NBSP}{}", labels.get("explain.rules")));
            out.push_str(&part(vec![Block::Line(heading), Block::Table(sentence.rules(&rules))]));
        }
    }
    out
}

/// A sentence in which something is asked about.
struct Explained<'a> {
    bulletin: &'a Bulletin,
    asked: &'a Asked,
    labels: &'a Labels,
    places: &'a Places,
}

impl Explained<'_> {
    /// The paragraph and what it is.
    fn heading(&self) -> String {
        let place = self.places.marked(self.asked.sentence);
        let section = self.bulletin.sections.iter().find(|s| s.span.covers(self.asked.sentence.start));
        section.map_or(place.clone(), |s| format!("{place} · {}", self.labels.term("section", &s.kind)))
    }

    /// The figures that are asked about.
    fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.asked.figures.iter().filter_map(|g| self.bulletin.figures.get(g.figure))
    }

    /// The words that were read as names and numbers.
    fn pieces(&self) -> Vec<Span> {
        let verdicts = self.asked.verdicts.iter().filter_map(|&at| self.bulletin.verdicts.get(at));
        let figures = self.figures().flat_map(pieces);
        figures.chain(verdicts.map(|v| v.indicator_span)).filter(|span| !span.is_empty()).collect()
    }

    /// Doubts about words of a figure.
    fn notes(&self, figure: &Figure) -> Vec<String> {
        let own = pieces(figure);
        self.doubts(|place| own.iter().any(|piece| piece.overlaps(place)))
    }

    /// Doubts about words of the sentence that belong to no figure.
    fn other_notes(&self) -> Vec<String> {
        let free = |place: Span| !self.bulletin.figures.iter().flat_map(pieces).any(|piece| piece.overlaps(place));
        self.doubts(|place| self.asked.sentence.contains(place) && free(place))
    }

    fn doubts(&self, at: impl Fn(Span) -> bool) -> Vec<String> {
        let warnings = self.bulletin.warnings.iter().filter(|w| w.places.iter().any(|place| at(*place)));
        warnings.map(|warning| self.labels.warning(warning)).collect()
    }

    /// The marks, without those that belong to other figures of the sentence: each figure has those from its start to the
    /// next one's; what stands before the first and after the last belongs to all.
    fn of_its_own(&self, marks: &[Mark]) -> Vec<Mark> {
        let all: Vec<&Figure> = self.bulletin.figures.iter().filter(|f| f.sentence == self.asked.sentence).collect();
        let end = all.iter().map(|f| f.span.end).max().unwrap_or_default();
        let owner = |at: usize| all.iter().filter(|f| f.span.start <= at).max_by_key(|f| (f.span.start, f.id));
        let whole = !self.asked.verdicts.is_empty();
        let is_asked = |figure: &Figure| self.figures().any(|f| f.id == figure.id || f.span.contains(figure.span));
        let keep = |mark: &&Mark| {
            whole || mark.span.start >= end || owner(mark.span.start).is_none_or(|figure| is_asked(figure))
        };
        marks.iter().filter(keep).cloned().collect()
    }

    /// The rules: number, words, what they mean, id.
    fn rules(&self, rules: &[(&Mark, Vec<Span>)]) -> Table<'_> {
        let columns = vec![Column::numbers(""), Column::words(""), Column::words(""), Column::words("")];
        let rows = rules.iter().enumerate().map(|(i, (mark, spans))| {
            let mut words: Vec<String> = Vec::new();
            for span in spans {
                let found = format!("“{}”", span.of(&self.bulletin.text).replace(['\t', '\n'], " "));
                if !words.iter().any(|w| w.to_lowercase() == found.to_lowercase()) {
                    words.push(found);
                }
            }
            let id = if mark.own {
                format!("{} ({})", mark.rule, self.labels.get("explain.own"))
            } else {
                mark.rule.clone()
            };
            Row::Cells(vec![
                Cell::faint(format!("{NBSP}{NBSP}{NBSP}{}", i + 1)),
                Cell::new(words.join(", "), Tone::Strong),
                Cell::plain(self.meaning(mark)),
                Cell::faint(id),
            ])
        });
        Table { columns, rows: rows.collect() }
    }

    /// What a rule means, and what it gives.
    fn meaning(&self, mark: &Mark) -> String {
        let meaning = self.labels.get(&format!("cue.{}", mark.cue)).to_owned();
        let gives = match &mark.gives {
            Given::Nothing => String::new(),
            Given::Number(number) => self.labels.number(*number),
            Given::Term(key) => self.labels.get(key).to_owned(),
            Given::Name(name) => name.clone(),
        };
        if gives.is_empty() { meaning } else { format!("{meaning}: {gives}") }
    }
}

/// The words in which a figure's name and numbers were read.
fn pieces(figure: &Figure) -> Vec<Span> {
    let value = figure.value.iter().map(|v| v.span).chain(figure.share.iter().map(|s| s.span));
    let changes = figure.changes.iter().map(|c| c.span).chain(figure.plans.iter().map(|p| p.span));
    [figure.indicator_span].into_iter().chain(value).chain(changes).collect()
}

/// The rules of the marks, each once, in order of their first words.
fn numbered(marks: &[Mark]) -> Vec<(&Mark, Vec<Span>)> {
    let mut rules: Vec<(&Mark, Vec<Span>)> = Vec::new();
    for mark in marks {
        match rules.iter_mut().find(|(first, _)| first.rule == mark.rule) {
            Some((_, spans)) => spans.push(mark.span),
            None => rules.push((mark, vec![mark.span])),
        }
    }
    rules
}
