//! What turned between two bulletins, in words: a page, or JSON.
//!
//! In: a [`Comparison`] and both sides. Out: a section for each way in which an indicator turned; empty ones are left
//! out. Every entry stands with its sentence.

use super::Labels;
use super::page::{Block, Cell, Column, NOTHING, Page, Row, Table, Tone};
use super::words::{dated, percent, quantity, signed_percent};
use crate::model::Decimal;
use crate::shelf::{Comparison, Entry, Joined, Missed, Point};
use crate::text::Span;
use serde_json::{Value, json};

/// Bulletins of a side that are named.
const NAMED: usize = 4;

/// One way in which indicators turned: its label, and its rows as indicator, before, now, sentence.
pub struct Part {
    /// The label is `compare.NAME`.
    pub name: &'static str,
    /// Whether it is for the worse.
    pub bad: bool,
    /// The rows.
    pub rows: Vec<[String; 4]>,
    /// Where the sentence of each row stands: whether on the newer side, and the stretch of that side's text.
    pub places: Vec<(bool, Span)>,
}

impl Part {
    fn new(name: &'static str, bad: bool, told: impl Iterator<Item = ([String; 4], (bool, Span))>) -> Self {
        let (rows, places) = told.unzip();
        Self { name, bad, rows, places }
    }
}

/// The parts of a comparison, in the order in which they matter; empty ones left out.
#[must_use]
pub fn parts(comparison: &Comparison, old: &Entry, new: &Entry, labels: &Labels) -> Vec<Part> {
    let told = |m: &Missed| missed(labels, m);
    let quote = |entry: &Entry, span: Span| span.of(&entry.text).to_owned();
    let nothing = || NOTHING.to_owned();
    let newly = |m: &Missed| {
        let row = [m.indicator.clone(), before(old, &m.topic, labels), told(m), quote(new, m.evidence)];
        (row, (true, m.evidence))
    };
    let pair = |(a, b): &(Missed, Missed)| {
        ([b.indicator.clone(), told(a), told(b), quote(new, b.evidence)], (true, b.evidence))
    };
    let silent = |m: &Missed| ([m.indicator.clone(), told(m), nothing(), quote(old, m.evidence)], (false, m.evidence));
    let no_longer = |(m, p): &(Missed, Point)| {
        ([p.indicator.clone(), told(m), point(labels, p), quote(new, p.sentence)], (true, p.sentence))
    };
    let untold =
        |p: &Point| ([p.indicator.clone(), point(labels, p), nothing(), quote(old, p.sentence)], (false, p.sentence));
    let repeated = |(a, b, like): &(Span, Span, usize)| {
        let now = if *like == 100 { "=".to_owned() } else { quote(new, *b) };
        ([format!("{like} %"), quote(old, *a), now, String::new()], (true, *b))
    };
    let all = [
        Part::new("newly", true, comparison.newly.iter().map(newly)),
        Part::new("worse", true, comparison.worse.iter().map(pair)),
        Part::new("silent", true, comparison.silent.iter().map(silent)),
        Part::new("still", true, comparison.still.iter().map(pair)),
        Part::new("better", false, comparison.better.iter().map(pair)),
        Part::new("no_longer", false, comparison.no_longer.iter().map(no_longer)),
        Part::new("untold", false, comparison.untold.iter().map(untold)),
        Part::new("repeated", false, comparison.repeated.iter().map(repeated)),
    ];
    all.into_iter().filter(|part| !part.rows.is_empty()).collect()
}

/// The page of a comparison.
#[must_use]
pub fn page<'a>(comparison: &Comparison, old: &Entry, new: &Entry, labels: &'a Labels) -> Page<'a> {
    page_of(comparison, &Joined::new(&[old]), &Joined::new(&[new]), labels)
}

/// The page of a comparison of several bulletins on either side.
#[must_use]
pub fn page_of<'a>(comparison: &Comparison, before: &Joined, now: &Joined, labels: &'a Labels) -> Page<'a> {
    let (old, new) = (&before.entry, &now.entry);
    let mut page = Page::default();
    page.blocks.push(Block::Title(labels.fill("compare.title", &[&title(old), &title(new)])));
    if old.whose().1 != new.whose().1 {
        let words = labels.fill("compare.others", &[&old.whose().0, &new.whose().0]);
        page.blocks.push(Block::Line(Cell::new(words, Tone::Strong)));
    }
    for line in sides(before, now, labels) {
        page.blocks.push(Block::Line(Cell::faint(line)));
    }
    let parts = parts(comparison, old, new, labels);
    if parts.is_empty() {
        page.blocks.push(Block::Line(Cell::plain(labels.get("compare.nothing"))));
    }
    for part in parts {
        let head = |key: &str| labels.get(&format!("compare.{key}")).to_owned();
        let said = part.name == "repeated";
        let mut columns = vec![
            Column::words(&head(if said { "like" } else { "indicator" })),
            Column::words(&head("before")),
            Column::words(&head("now")),
        ];
        if !said {
            columns.push(Column::words(&head("sentence")));
        }
        let count = part.rows.len();
        let tone = if part.bad { Tone::Bad } else { Tone::Plain };
        let cells = |[a, b, c, d]: [String; 4]| {
            let mut cells = vec![Cell::new(a, tone), Cell::plain(b), Cell::plain(c)];
            if !said {
                cells.push(Cell::faint(d));
            }
            Row::Cells(cells)
        };
        let rows = part.rows.into_iter().map(cells).collect();
        page.section(&head(part.name), Some(count), Table { columns, rows });
    }
    page
}

/// The bulletins of either side, where one of them has several.
#[must_use]
pub fn sides(before: &Joined, now: &Joined, labels: &Labels) -> Vec<String> {
    let several = before.names().len() > 1 || now.names().len() > 1;
    let side = |key: &str, side: &Joined| {
        let names = side.names();
        let more = if names.len() > NAMED { format!(", … ({})", names.len()) } else { String::new() };
        format!("{}: {}{more}", labels.get(key), names.into_iter().take(NAMED).collect::<Vec<_>>().join(", "))
    };
    if several { vec![side("compare.before", before), side("compare.now", now)] } else { Vec::new() }
}

/// A bulletin by its place and period, or its name.
#[must_use]
pub fn title(entry: &Entry) -> String {
    let period = entry.period.as_ref().map(|p| dated(&p.label, p.end)).unwrap_or_default();
    let words = [entry.whose().0, period].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ");
    if words.is_empty() { entry.name.clone() } else { words }
}

fn before(old: &Entry, topic: &str, labels: &Labels) -> String {
    old.of(topic).next().map_or(NOTHING.to_owned(), |p| point(labels, p))
}

/// How far an indicator is off, as short as it can be told.
#[must_use]
pub fn missed(labels: &Labels, missed: &Missed) -> String {
    let mut words: Vec<String> = Vec::new();
    words.extend(missed.reached.map(|(actual, due)| format!("{}/{}", labels.number(actual), percent(labels, due))));
    words.extend(missed.change.map(|n| signed_percent(labels, n)));
    if words.is_empty() {
        words.extend(missed.reasons.iter().map(|r| labels.term("brief", r)));
    }
    words.join(", ")
}

fn point(labels: &Labels, point: &Point) -> String {
    let mut words: Vec<String> = Vec::new();
    words.extend(point.value.as_ref().map(|v| quantity(labels, v)));
    words.extend(point.plan.map(|n| match point.due {
        Some(due) => format!("{}/{}", labels.number(n), percent(labels, due)),
        None => percent(labels, n),
    }));
    words.extend(point.change.map(|n| signed_percent(labels, n)));
    words.join(", ")
}

/// A comparison as JSON.
#[must_use]
pub fn to_json(comparison: &Comparison, old: &Entry, new: &Entry) -> String {
    json_of(comparison, &Joined::new(&[old]), &Joined::new(&[new]))
}

/// A comparison of several bulletins on either side, as JSON. Spans count the bytes of the `source` they stand with.
#[must_use]
pub fn json_of(comparison: &Comparison, old: &Joined, new: &Joined) -> String {
    let number = |n: Option<Decimal>| n.and_then(|n| n.normalize().to_string().parse::<serde_json::Number>().ok());
    let missed = |m: &Missed, side: &Joined| {
        let (source, evidence) = side.source(m.evidence);
        json!({
            "indicator": m.indicator, "reasons": m.reasons, "severity": number(m.severity),
            "actual_percent": number(m.reached.map(|r| r.0)), "expected_percent": number(m.reached.map(|r| r.1)),
            "change_percent": number(m.change), "source": source, "evidence": evidence, "sentence": m.evidence.of(&side.entry.text),
        })
    };
    let point = |p: &Point, side: &Joined| {
        let (source, span) = side.source(p.span);
        json!({
            "indicator": p.indicator, "amount": number(p.value.as_ref().map(|v| v.amount)),
            "unit": p.value.as_ref().map(|v| v.unit.as_str()), "plan_percent": number(p.plan), "due_percent": number(p.due),
            "change_percent": number(p.change), "source": source, "span": span, "sentence": p.sentence.of(&side.entry.text),
        })
    };
    let pair = |(a, b): &(Missed, Missed)| json!({ "before": missed(a, old), "now": missed(b, new) });
    let pairs = |list: &[(Missed, Missed)]| -> Vec<Value> { list.iter().map(pair).collect() };
    let ends: Vec<Value> =
        comparison.no_longer.iter().map(|(m, p)| json!({ "before": missed(m, old), "now": point(p, new) })).collect();
    let said = |(a, b, like): &(Span, Span, usize)| {
        let ((first, before), (second, now)) = (old.source(*a), new.source(*b));
        json!({
            "before": a.of(&old.entry.text), "now": b.of(&new.entry.text), "like_percent": like,
            "sources": [first, second], "spans": [before, now],
        })
    };
    let said: Vec<Value> = comparison.repeated.iter().map(said).collect();
    let whole = json!({
        "old": old.entry.name, "new": new.entry.name, "same_place": old.entry.whose().1 == new.entry.whose().1,
        "newly": comparison.newly.iter().map(|m| missed(m, new)).collect::<Vec<_>>(),
        "worse": pairs(&comparison.worse), "better": pairs(&comparison.better), "still": pairs(&comparison.still),
        "silent": comparison.silent.iter().map(|m| missed(m, old)).collect::<Vec<_>>(),
        "no_longer": ends,
        "untold": comparison.untold.iter().map(|p| point(p, old)).collect::<Vec<_>>(),
        "repeated": said,
    });
    serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
}
