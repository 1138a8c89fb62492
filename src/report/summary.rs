//! The summary of a bulletin: what missed its target, what was concluded, every figure, who spoke, what is in doubt.
//!
//! In: a bulletin and the language. Out: a [`Page`]. Every entry tells the paragraph it rests on. A text in which
//! nothing was found is its own summary.

use super::gist::gist;
use super::page::{Block, Cell, Column, NOTHING, Page, Row, Table, Tone};
use super::places::Places;
use super::wrap::NBSP;
use super::{Labels, words};
use crate::model::{Bulletin, Conclusion, Figure, Reason, Section, Shortfall, Speaker};
use std::borrow::Cow;

/// The summary of `bulletin`.
#[must_use]
pub fn summary<'a>(bulletin: &'a Bulletin, labels: &'a Labels) -> Page<'a> {
    let maker = Maker { bulletin, labels, places: Places::new(&bulletin.text) };
    if is_plain(bulletin) { maker.plain() } else { maker.page() }
}

/// Whether nothing of a bulletin was found in the text.
#[must_use]
pub fn is_plain(bulletin: &Bulletin) -> bool {
    bulletin.figures.is_empty()
        && bulletin.shortfalls.is_empty()
        && bulletin.conclusions.is_empty()
        && bulletin.speakers.is_empty()
}

struct Maker<'a> {
    bulletin: &'a Bulletin,
    labels: &'a Labels,
    places: Places,
}

impl<'a> Maker<'a> {
    fn page(&self) -> Page<'a> {
        let b = self.bulletin;
        let words = |key: &str| self.labels.get(key).to_owned();
        let mut page = Page::default();
        self.head(&mut page);
        if b.shortfalls.is_empty() {
            page.blocks.push(Block::Heading(words("report.shortfalls"), None));
            page.blocks.push(Block::Line(Cell::plain(self.labels.get("report.none_missed"))));
        } else {
            page.section(self.labels.get("report.shortfalls"), Some(b.shortfalls.len()), self.shortfalls());
            self.silent(&mut page);
        }
        page.section(self.labels.get("report.conclusions"), Some(b.conclusions.len()), self.conclusions());
        page.section(self.labels.get("report.figures"), Some(b.figures.len()), self.figures());
        page.section(self.labels.get("report.speakers"), Some(b.speakers.len()), self.speakers());
        page.section(self.labels.get("report.warnings"), Some(b.warnings.len()), self.warnings());
        page
    }

    fn plain(&self) -> Page<'a> {
        let mut page = Page::default();
        page.blocks.push(Block::Line(Cell::faint(&self.bulletin.source.name)));
        page.blocks.push(Block::Text(&self.bulletin.text));
        page.section(self.labels.get("report.warnings"), None, self.warnings());
        page
    }

    fn head(&self, page: &mut Page<'a>) {
        let (b, labels) = (self.bulletin, self.labels);
        let name = if b.source.name.is_empty() { labels.get("report.untitled") } else { &b.source.name };
        page.blocks.push(Block::Title(b.title.clone().unwrap_or_else(|| name.to_owned())));
        let mut facts = Vec::new();
        facts.extend(b.published.as_deref().map(|p| words::moment(labels, p)));
        facts.extend(b.held.as_deref().map(|h| labels.fill("report.held", &[&words::moment(labels, h)])));
        if let Some(period) = &b.period {
            let days = period.start.zip(period.end).map(|(s, e)| format!(" ({})", words::days(labels, s, e)));
            facts.push(format!("{}{}", capital(&period.label), days.unwrap_or_default()));
        }
        if let Some(due) = &b.due {
            let mut fact = labels.fill("report.due_fact", &[&words::percent(labels, due.percent)]);
            if let Some(span) = due.named {
                let place = self.places.number(span);
                let named = labels.fill("report.due_named", &[span.of(&b.text), &place.to_string()]);
                fact.push_str(&format!(" ({named})"));
            }
            facts.push(fact);
        }
        facts.extend(b.byline.clone());
        if b.title.is_some() && !b.source.name.is_empty() {
            facts.push(b.source.name.clone());
        }
        page.blocks.push(Block::Facts(facts));
    }

    fn shortfalls(&self) -> Table<'a> {
        let head = |key: &str| self.labels.get(&format!("report.{key}")).to_owned();
        let columns = vec![
            Column::numbers(""),
            Column::words(&head("indicator")),
            Column::numbers(&head("reached")),
            Column::numbers(&head("due")),
            Column::numbers(&head("gap")),
            Column::numbers(&head("change")),
            Column::words(&head("reasons")),
            Column::numbers(&head("place")),
        ];
        let rows = self.bulletin.shortfalls.iter().enumerate().map(|(i, s)| self.shortfall(i + 1, s)).collect();
        Table { columns, rows }
    }

    fn shortfall(&self, number: usize, shortfall: &Shortfall) -> Row<'a> {
        let labels = self.labels;
        let percent = |n| words::percent(labels, n);
        let or_dash = |words: Option<String>| words.map_or(Cow::Borrowed(NOTHING), Cow::Owned);
        let due = shortfall.expected_percent.filter(|_| shortfall.actual_percent.is_some());
        let gap = due.zip(shortfall.actual_percent).map(|(due, actual)| labels.signed((actual - due).normalize()));
        let source = self.shown(shortfall);
        let gauge = shortfall.actual_percent.zip(due).map(Box::new);
        let reasons: Vec<String> =
            shortfall.reasons.iter().map(|r| words::reason(labels, shortfall, *r, "brief")).collect();
        let place = shortfall.evidence.first().map(|s| self.places.numbers(&shortfall.evidence, *s));
        Row::Cells(vec![
            Cell::faint(number.to_string()),
            Cell { source, ..Cell::new(capital(&shortfall.indicator), Tone::Bad) },
            Cell { gauge, ..Cell::plain(or_dash(shortfall.actual_percent.map(percent))) },
            Cell::plain(or_dash(due.map(percent))),
            Cell::plain(or_dash(gap)),
            Cell::plain(or_dash(self.worsened(shortfall))),
            Cell::plain(reasons.join(", ")),
            Cell::faint(place.unwrap_or_default()),
        ])
    }

    /// The sentence that shows a shortfall: its figure's, else the evidence itself.
    fn shown(&self, shortfall: &Shortfall) -> Option<&'a str> {
        let figure = shortfall.figure.and_then(|id| self.bulletin.figures.get(id)).map(|f| f.sentence);
        let span = figure.or(shortfall.evidence.first().copied())?;
        Some(span.of(&self.bulletin.text))
    }

    /// The change for the worse: in percent, else as the text gives it.
    fn worsened(&self, shortfall: &Shortfall) -> Option<String> {
        let percent = shortfall.change_percent.map(|n| words::signed_percent(self.labels, n));
        let figure = shortfall.figure.and_then(|id| self.bulletin.figures.get(id));
        let change = figure.filter(|_| shortfall.reasons.contains(&Reason::Declined)).and_then(|f| f.changes.first());
        percent.or_else(|| change.map(|c| words::change(self.labels, c)))
    }

    /// What the figures show and the one who concludes does not name.
    fn silent(&self, page: &mut Page<'a>) {
        let silent: Vec<&str> =
            self.bulletin.shortfalls.iter().filter(|s| s.named.is_empty()).map(|s| s.indicator.as_str()).collect();
        if self.bulletin.conclusions.is_empty() || silent.is_empty() {
            return;
        }
        let words = self.labels.fill("report.silent", &[&silent.join("; ")]);
        page.blocks.push(Block::Line(Cell::new(words, Tone::Strong)));
    }

    fn conclusions(&self) -> Table<'a> {
        let columns = vec![Column::default(), Column::numbers(""), Column { cut: true, ..Column::words("") }];
        let mut rows = Vec::new();
        let mut last = None;
        for conclusion in &self.bulletin.conclusions {
            if last != Some(conclusion.speaker) {
                last = Some(conclusion.speaker);
                let who = conclusion.speaker.and_then(|id| self.bulletin.speakers.get(id));
                let organ = Cow::Borrowed(self.labels.get("report.organ"));
                rows.push(Row::Group(who.map_or(organ, introduced)));
            }
            rows.push(Row::Cells(vec![
                Cell::plain(format!("  {}", self.labels.term("conclusion", &conclusion.kind))),
                Cell::faint(self.places.marked(conclusion.span)),
                self.sentence(conclusion),
            ]));
        }
        Table { columns, rows }
    }

    /// A conclusion's sentence; where room is short it may begin after who says it.
    fn sentence(&self, conclusion: &Conclusion) -> Cell<'a> {
        let words = conclusion.span.of(&self.bulletin.text);
        let speaker = conclusion.speaker.and_then(|id| self.bulletin.speakers.get(id));
        let gist = speaker.and_then(|speaker| {
            let names = speaker.aliases.iter().chain(&speaker.roles).chain([&speaker.name]);
            gist(words, names.map(String::as_str))
        });
        Cell { gist, ..Cell::plain(words) }
    }

    fn figures(&self) -> Table<'a> {
        let head = |key: &str| self.labels.get(&format!("report.{key}")).to_owned();
        let columns = vec![
            Column::default(),
            Column::words(&head("indicator")),
            Column { right: true, ..Column::words(&head("value")) },
            Column { right: true, ..Column::words(&head("change")) },
            Column { right: true, ..Column::words(&head("plan")) },
            Column::numbers(&head("place")),
        ];
        let mut rows = Vec::new();
        let mut last = None;
        for figure in &self.bulletin.figures {
            let topic = self.topic(figure);
            if last.as_ref() != Some(&topic) {
                rows.push(Row::Group(topic.clone()));
                last = Some(topic);
            }
            rows.push(self.figure(figure));
        }
        Table { columns, rows }
    }

    /// The heading that a figure stands under, else how its paragraph begins.
    fn topic(&self, figure: &Figure) -> Cow<'a, str> {
        let under = |s: &&Section| s.span.covers(figure.span.start);
        let heading = self.bulletin.sections.iter().find(under).and_then(|s| s.heading.as_deref());
        heading.map_or_else(|| self.places.opening(&self.bulletin.text, figure.span).into(), Cow::Borrowed)
    }

    fn figure(&self, figure: &'a Figure) -> Row<'a> {
        let missed = self.bulletin.shortfalls.iter().any(|s| s.figure == Some(figure.id));
        let (sign, tone) = if missed { ("✗", Tone::Bad) } else { ("", Tone::Plain) };
        let depth = self.depth(figure);
        let source = Some(figure.sentence.of(&self.bulletin.text)).filter(|s| !s.is_empty());
        Row::Cells(vec![
            Cell::new(sign, tone),
            Cell { source, ..Cell::new(format!("{}{}", "  ".repeat(depth), capital(&figure.indicator)), tone) },
            Cell::plain(words::value(self.labels, figure)),
            Cell::plain(words::changes(self.labels, figure)),
            Cell::plain(words::plans(self.labels, figure)),
            Cell::faint(self.places.marked(figure.span)),
        ])
    }

    /// How many figures this one is a part of, one within the other.
    fn depth(&self, figure: &Figure) -> usize {
        let parent = |f: &Figure| f.within.filter(|&id| id < f.id).and_then(|id| self.bulletin.figures.get(id));
        std::iter::successors(parent(figure), |f| parent(f)).take(3).count()
    }

    fn speakers(&self) -> Table<'a> {
        let columns = vec![Column::default(), Column::words(""), Column::words("")];
        let rows = self.bulletin.speakers.iter().map(|speaker| {
            let mut said: Vec<(String, Vec<usize>)> = Vec::new();
            for statement in &speaker.statements {
                let act = self.labels.term("act", &statement.act);
                let place = self.places.number(statement.span);
                match said.iter_mut().find(|(a, _)| *a == act) {
                    Some((_, places)) => places.push(place),
                    None => said.push((act, vec![place])),
                }
            }
            let said: Vec<String> = said
                .into_iter()
                .map(|(act, mut places)| {
                    places.dedup();
                    let places: Vec<String> = places.iter().map(usize::to_string).collect();
                    format!("{act}{NBSP}¶{}", places.join(","))
                })
                .collect();
            Row::Cells(vec![
                Cell::new(&speaker.name, Tone::Strong),
                Cell::plain(speaker.roles.join("; ")),
                Cell::faint(said.join("; ")),
            ])
        });
        Table { columns, rows: rows.collect() }
    }

    fn warnings(&self) -> Table<'a> {
        let columns = vec![Column::numbers(""), Column::words("")];
        let rows = self.bulletin.warnings.iter().map(|warning| {
            let place =
                warning.places.first().map_or(Cow::Borrowed("!"), |s| self.places.numbers(&warning.places, *s).into());
            Row::Cells(vec![Cell::faint(place), Cell::plain(self.labels.warning(warning))])
        });
        Table { columns, rows: rows.collect() }
    }
}

fn introduced(speaker: &Speaker) -> Cow<'_, str> {
    match speaker.roles.first() {
        Some(role) => format!("{}, {role}", speaker.name).into(),
        None => speaker.name.as_str().into(),
    }
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
