//! The state of a linear reading: the paragraph, and the list that was told last, whose numbers lead to its places.

use super::order::{Order, order};
use super::told;
use crate::model::{Bulletin, Section};
use crate::report::{Labels, words};
use crate::text::search::{Query, find};
use crate::text::{Span, paragraphs};

/// What is answered to a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Lines to be told.
    Lines(Vec<String>),
    /// The whole summary is to be printed.
    Summary,
    /// The summary is to be written to a new file of this path.
    Save(String),
    /// The reading ends.
    Quit,
}

/// A linear reading.
#[derive(Debug)]
pub struct Session {
    bulletin: Bulletin,
    labels: Labels,
    paragraphs: Vec<Span>,
    /// The paragraph being read; `None` before the first.
    at: Option<usize>,
    /// Places of the list that was told last.
    listed: Vec<Span>,
}

impl Session {
    /// A reading from the start.
    #[must_use]
    pub fn new(bulletin: Bulletin, labels: Labels) -> Self {
        let paragraphs = paragraphs(&bulletin.text).collect();
        Self { bulletin, labels, paragraphs, at: None, listed: Vec::new() }
    }

    /// What is read.
    #[must_use]
    pub fn bulletin(&self) -> &Bulletin {
        &self.bulletin
    }

    /// What is told first: which bulletin, what it holds, how to get help.
    #[must_use]
    pub fn greeting(&self) -> Vec<String> {
        let (b, labels) = (&self.bulletin, &self.labels);
        let mut lines = vec![b.title.clone().unwrap_or_else(|| b.source.name.clone())];
        let mut facts: Vec<String> = b.published.as_deref().map(|p| words::moment(labels, p)).into_iter().collect();
        facts.extend(b.period.as_ref().map(|p| words::dated(&p.label, p.end)));
        facts.extend(b.due.as_ref().map(|d| labels.fill("tui.due", &[&labels.number(d.percent)])));
        if !facts.is_empty() {
            lines.push(told::plain(&format!("{}.", facts.join("; "))));
        }
        let counts =
            [b.shortfalls.len(), b.conclusions.len(), b.figures.len(), b.speakers.len(), self.paragraphs.len()];
        let counts = counts.map(|n| n.to_string());
        lines.push(labels.fill("linear.counts", &counts.each_ref().map(String::as_str)));
        lines.push(labels.get("linear.start").to_owned());
        lines
    }

    /// Answers a typed line.
    pub fn answer(&mut self, line: &str) -> Reply {
        let line: String = line.chars().filter(|c| !c.is_control()).collect();
        if let Ok(number) = line.trim().parse::<usize>() {
            return Reply::Lines(self.entry(number));
        }
        let Some((order, rest)) = order(&line, &self.labels) else {
            return Reply::Lines(vec![self.labels.fill("linear.unknown", &[line.trim()])]);
        };
        Reply::Lines(match order {
            Order::Next => self.turn(self.at.map_or(0, |at| at + 1)),
            Order::Previous => self.turn(self.at.unwrap_or_default().wrapping_sub(1)),
            Order::Again => self.turn(self.at.unwrap_or_default()),
            Order::Go => match rest.parse::<usize>() {
                Ok(number) => self.turn(number.wrapping_sub(1)),
                Err(_) => vec![self.label("linear.go_where")],
            },
            Order::Outline => self.outline(),
            Order::Shortfalls => self.shortfalls(&rest),
            Order::Conclusions => self.conclusions(&rest),
            Order::Figures => self.figures(&rest),
            Order::Speakers => self.speakers(&rest),
            Order::Search => self.search(&rest),
            Order::Notes => self.notes(),
            Order::Help => self.help(),
            Order::Summary => return Reply::Summary,
            Order::Save if rest.is_empty() => vec![self.label("linear.save_where")],
            Order::Save => return Reply::Save(rest),
            Order::Quit => return Reply::Quit,
        })
    }

    fn label(&self, key: &str) -> String {
        self.labels.get(key).to_owned()
    }

    /// Goes to a paragraph and reads it; says so where there is none.
    fn turn(&mut self, to: usize) -> Vec<String> {
        let Some(span) = self.paragraphs.get(to).copied() else {
            return vec![self.label(if to == self.paragraphs.len() { "linear.end" } else { "linear.no_paragraph" })];
        };
        self.at = Some(to);
        let mut lines = vec![self.place(to, span), told::plain(span.of(&self.bulletin.text))];
        let missed = self.bulletin.shortfalls.iter().filter(|s| s.evidence.iter().any(|e| e.overlaps(span)));
        let missed: Vec<&str> = missed.map(|s| s.indicator.as_str()).collect();
        if !missed.is_empty() {
            lines.push(self.labels.fill("linear.missed_here", &[&missed.join("; ")]));
        }
        lines
    }

    /// Where one is: number, section, who speaks.
    fn place(&self, at: usize, span: Span) -> String {
        let (number, all) = ((at + 1).to_string(), self.paragraphs.len().to_string());
        let mut parts = vec![self.labels.fill("linear.place", &[&number, &all])];
        let section = self.bulletin.sections.iter().find(|s| s.span.overlaps(span));
        parts.extend(section.map(|s| self.labels.term("section", &s.kind)));
        let speaker = section.and_then(|s| s.speaker).and_then(|id| self.bulletin.speakers.get(id));
        parts.extend(speaker.map(|s| s.name.clone()));
        format!("{}.", parts.join(", "))
    }

    /// The place behind a number of the list that was told last, word for word.
    fn entry(&mut self, number: usize) -> Vec<String> {
        let Some(span) = number.checked_sub(1).and_then(|i| self.listed.get(i)).copied() else {
            return vec![self.label(if self.listed.is_empty() { "linear.no_list" } else { "linear.no_entry" })];
        };
        let at = self.paragraphs.partition_point(|p| p.start <= span.start).saturating_sub(1);
        let mut lines = self.turn(at);
        let paragraph = self.paragraphs.get(at).copied().unwrap_or_default();
        if !span.is_empty() && span.len() < paragraph.len() {
            let words = told::plain(span.of(&self.bulletin.text));
            lines.push(self.labels.fill("linear.evidence", &[&words]));
        }
        lines
    }

    /// Tells numbered entries that hold some words, and keeps their places.
    fn list(&mut self, entries: Vec<(String, Span)>, holding: &str, none: &str) -> Vec<String> {
        let query = Query::new(holding);
        let kept: Vec<(String, Span)> = entries.into_iter().filter(|(words, _)| query.is_in(words)).collect();
        self.listed = kept.iter().map(|(_, span)| *span).collect();
        if kept.is_empty() {
            return vec![self.label(if holding.is_empty() { none } else { "tui.none_filtered" })];
        }
        let number = |(i, (words, _)): (usize, &(String, Span))| format!("{}. {words}", i + 1);
        kept.iter().enumerate().map(number).collect()
    }

    fn outline(&mut self) -> Vec<String> {
        let words = |s: &Section| {
            let name = self.labels.term("section", &s.kind);
            let own = (s.kind == crate::model::section::Kind::Heading).then(|| s.span.of(&self.bulletin.text));
            let speaker = s.speaker.and_then(|id| self.bulletin.speakers.get(id)).map(|s| s.name.as_str());
            [Some(name.as_str()), own, speaker].into_iter().flatten().collect::<Vec<_>>().join(", ")
        };
        let mut entries: Vec<(String, Span)> = Vec::new();
        for section in &self.bulletin.sections {
            let words = words(section);
            if entries.last().is_none_or(|(last, _)| *last != words) {
                entries.push((words, Span::new(section.span.start, section.span.start)));
            }
        }
        self.list(entries, "", "tui.none")
    }

    fn shortfalls(&mut self, holding: &str) -> Vec<String> {
        let b = &self.bulletin;
        let place = |s: &crate::model::Shortfall| s.evidence.first().copied().unwrap_or_default();
        let entries = b.shortfalls.iter().map(|s| (told::shortfall(b, &self.labels, s), place(s))).collect();
        self.list(entries, holding, "tui.no_shortfalls")
    }

    fn conclusions(&mut self, holding: &str) -> Vec<String> {
        let b = &self.bulletin;
        let words = |c: &crate::model::Conclusion| {
            let speaker = c.speaker.and_then(|id| b.speakers.get(id)).map(|s| format!("{} ", s.name));
            let kind = self.labels.term("conclusion", &c.kind);
            told::plain(&format!("{}{kind}: {}", speaker.unwrap_or_default(), c.span.of(&b.text)))
        };
        let entries = b.conclusions.iter().map(|c| (words(c), c.span)).collect();
        self.list(entries, holding, "tui.no_conclusions")
    }

    fn figures(&mut self, holding: &str) -> Vec<String> {
        let b = &self.bulletin;
        let entries = b.figures.iter().map(|f| (told::figure(b, &self.labels, f), f.span)).collect();
        self.list(entries, holding, "tui.none")
    }

    /// Who speaks; with words, what those said whose name or office holds them.
    fn speakers(&mut self, holding: &str) -> Vec<String> {
        let b = &self.bulletin;
        let introduced = |s: &crate::model::Speaker| [std::slice::from_ref(&s.name), &s.roles].concat().join(", ");
        let first = |s: &crate::model::Speaker| s.statements.first().map(|t| t.span).unwrap_or_default();
        let query = Query::new(holding);
        let entries = if holding.is_empty() {
            let count = |s: &crate::model::Speaker| {
                self.labels.fill("linear.statements", &[&introduced(s), &s.statements.len().to_string()])
            };
            b.speakers.iter().map(|s| (count(s), first(s))).collect()
        } else {
            let meant = b.speakers.iter().filter(|s| query.is_in(&introduced(s)));
            meant
                .flat_map(|s| s.statements.iter().map(move |t| (s, t)))
                .map(|(s, t)| {
                    let act = self.labels.term("act", &t.act);
                    (told::plain(&format!("{} {act}: {}", s.name, t.span.of(&b.text))), t.span)
                })
                .collect()
        };
        self.list(entries, "", "tui.none")
    }

    fn search(&mut self, query: &str) -> Vec<String> {
        if query.is_empty() {
            return vec![self.label("linear.search_what")];
        }
        let text = &self.bulletin.text;
        let entries: Vec<(String, Span)> = find(text, query)
            .into_iter()
            .map(|hit| {
                let at = self.paragraphs.partition_point(|p| p.start <= hit.start).saturating_sub(1);
                let paragraph = self.paragraphs.get(at).copied().unwrap_or_default();
                let words = told::around(text, hit, paragraph);
                (self.labels.fill("linear.hit", &[&(at + 1).to_string(), &words]), hit)
            })
            .collect();
        if entries.is_empty() {
            self.listed.clear();
            return vec![self.labels.fill("tui.not_found", &[query])];
        }
        let mut lines = vec![self.labels.fill("linear.hits", &[&entries.len().to_string()])];
        lines.extend(self.list(entries, "", "tui.none"));
        lines
    }

    fn notes(&mut self) -> Vec<String> {
        let place = |w: &crate::model::Warning| w.places.first().copied().unwrap_or_default();
        let entries = self.bulletin.warnings.iter().map(|w| (told::plain(&self.labels.warning(w)), place(w))).collect();
        self.list(entries, "", "tui.none")
    }

    fn help(&self) -> Vec<String> {
        let line = |order: &Order| {
            let what = self.labels.get(&format!("linear_help.{}", order.name())).to_owned();
            format!("{}: {what}", order.names(&self.labels).join(", "))
        };
        let mut lines: Vec<String> = Order::ALL.iter().map(line).collect();
        lines.push(self.label("linear.help_number"));
        lines
    }
}
