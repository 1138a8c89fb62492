//! An indicator's card: what the text says word for word, how the number was read, what was due and why, what follows,
//! and whether the one who concludes names it.

use super::figures::{bound, change_run, quantity};
use super::{capital, indented, rule, shortfalls};
use crate::model::{Decimal, Figure, Shortfall};
use crate::text::Span;
use crate::tui::overlay::Subject;
use crate::tui::runs::{Run, Runs, cap, flow_runs, run, wrap_runs};
use crate::tui::state::State;
use crate::tui::theme::Role;

/// Lines that have to be left below a card for a paragraph.
const PARAGRAPH: usize = 5;

/// The lines of a card in `room` cells.
#[must_use]
pub fn lines(state: &State, subject: Subject, room: usize) -> Vec<Runs> {
    let bulletin = &state.bulletin;
    let (shortfall, figure) = match subject {
        Subject::Shortfall(i) => {
            let shortfall = bulletin.shortfalls.get(i);
            (shortfall, shortfall.and_then(|s| s.figure).and_then(|id| bulletin.figures.get(id)))
        }
        Subject::Figure(id) => (bulletin.shortfalls.iter().find(|s| s.figure == Some(id)), bulletin.figures.get(id)),
    };
    let mut card = Card { state, room, lines: Vec::new() };
    card.name(shortfall, figure);
    if let Some(shortfall) = shortfall {
        card.measure(shortfall);
    }
    card.quotes("tui.card_says", &evidence(shortfall, figure));
    if let Some(figure) = figure {
        card.numbers(figure);
    }
    if let Some(expected) = shortfall.and_then(|s| s.expected_percent) {
        card.due(expected);
    }
    if let Some(figure) = figure {
        card.derived(figure);
        card.doubts(figure);
    }
    if let Some(shortfall) = shortfall {
        card.named(shortfall);
    }
    card.lines
}

/// A figure's card in `most` lines: where some are left, its paragraph goes below; where it is cut, it ends in no heading.
#[must_use]
pub fn fitted(state: &State, id: usize, room: usize, most: usize) -> Vec<Runs> {
    let mut lines = lines(state, Subject::Figure(id), room);
    let figure = state.bulletin.figures.get(id);
    if let Some(figure) = figure.filter(|_| lines.len() + PARAGRAPH <= most) {
        let mut card = Card { state, room, lines };
        card.paragraph(figure);
        lines = card.lines;
    }
    let bare = |line: &Runs| line.first().is_none_or(|run| run.role == Role::Section);
    let whole = lines.len() <= most;
    let kept = lines.iter().take(most).rposition(|line| whole || !bare(line)).map_or(0, |last| last + 1);
    cap(lines, kept, room)
}

/// Sentences that show the indicator.
fn evidence(shortfall: Option<&Shortfall>, figure: Option<&Figure>) -> Vec<Span> {
    match (shortfall, figure) {
        (Some(s), _) if !s.evidence.is_empty() => s.evidence.clone(),
        (_, Some(f)) => vec![f.span],
        _ => Vec::new(),
    }
}

struct Card<'a> {
    state: &'a State,
    room: usize,
    lines: Vec<Runs>,
}

impl Card<'_> {
    fn label(&self, key: &str) -> String {
        self.state.labels.get(key).to_owned()
    }

    fn wrapped(&mut self, runs: &[Run], indent: usize) {
        let lines = wrap_runs(runs, self.room.saturating_sub(indent), 2, &self.state.document.joins);
        self.lines.extend(indented(lines, indent));
    }

    fn section(&mut self, key: &str) {
        if !self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
        let words = self.label(key);
        self.lines.push(rule(&words, self.room));
    }

    /// A name and what it is: `kế hoạch cả năm  1.901,48 triệu USD`.
    fn row(&mut self, key: &str, value: Run) {
        let name = run(Role::Dim, format!("{}  ", self.label(key)));
        self.wrapped(&[name, value], 0);
    }

    fn name(&mut self, shortfall: Option<&Shortfall>, figure: Option<&Figure>) {
        let name = shortfall.map(|s| s.indicator.as_str()).or(figure.map(|f| f.indicator.as_str())).unwrap_or_default();
        self.wrapped(&[run(Role::Title, capital(name))], 0);
        let whole = figure.and_then(|f| f.within).and_then(|id| self.state.bulletin.figures.get(id));
        if let Some(whole) = whole {
            self.row("tui.card_within", run(Role::Text, &whole.indicator));
        }
    }

    /// What was reached of what was due, every reason, and whether the conclusion names it.
    fn measure(&mut self, shortfall: &Shortfall) {
        let labels = &self.state.labels;
        let widths = shortfalls::Widths::of(labels, std::slice::from_ref(shortfall));
        self.lines.extend(shortfalls::measure(labels, shortfall, widths, self.room));
        let reasons = shortfall.reasons.iter().map(|r| run(Role::Missed, shortfalls::told(labels, shortfall, *r)));
        self.lines.extend(flow_runs(reasons.collect(), self.room));
        self.lines.extend(shortfalls::named(self.state, shortfall).map(|named| vec![named]));
    }

    /// What was due, and why.
    fn due(&mut self, expected: Decimal) {
        self.section("tui.card_due");
        let bulletin = &self.state.bulletin;
        let due = bulletin.due.as_ref().filter(|d| d.percent == expected);
        let why = match (due.and_then(|d| d.named), &bulletin.period) {
            (Some(words), _) => self.state.labels.fill("tui.card_due_named", &[words.of(&bulletin.text)]),
            (None, Some(period)) => self.state.labels.fill("tui.card_due_period", &[&period.label]),
            (None, None) => String::new(),
        };
        let number = format!("{} %", self.state.labels.number(expected));
        let words = if why.is_empty() { String::new() } else { format!(" · {why}") };
        self.wrapped(&[run(Role::Figure, number), run(Role::Text, words)], 0);
    }

    /// How the numbers were read.
    fn numbers(&mut self, figure: &Figure) {
        self.section("tui.card_read");
        let labels = &self.state.labels;
        if let Some(value) = &figure.value {
            let mut words = quantity(labels, value);
            if value.estimate {
                words = format!("{words} ({})", labels.get("tui.estimate"));
            }
            self.row("tui.column_value", run(Role::Figure, words));
        }
        for change in &figure.changes {
            let told = change_run(labels, change, figure, true);
            let basis = format!(" {}", labels.term("basis", &change.basis));
            let factor = change.factor.map_or_else(String::new, |f| format!(" (× {})", labels.number(f)));
            let name = run(Role::Dim, format!("{}  ", self.label("tui.column_change")));
            self.wrapped(&[name, told, run(Role::Text, basis), run(Role::Dim, factor)], 0);
        }
        for plan in &figure.plans {
            let number = format!("{}{} %", bound(labels, plan.bound), labels.number(plan.percent.0));
            let of = plan.of.clone().unwrap_or_else(|| labels.term("horizon", &plan.horizon));
            let name = run(Role::Dim, format!("{}  ", self.label("tui.column_plan")));
            self.wrapped(&[name, run(Role::Figure, number), run(Role::Text, format!(" {of}"))], 0);
        }
        if let Some(share) = &figure.share {
            let of = share.of.as_deref().unwrap_or_default();
            self.row("tui.card_share", run(Role::Text, format!("{} % {of}", labels.number(share.percent))));
        }
        if figure.kind != crate::model::figure::Kind::Observed {
            self.row("tui.column_kind", run(Role::Text, labels.term("kind", &figure.kind)));
        }
    }

    /// What follows by arithmetic, rounded for show.
    fn derived(&mut self, figure: &Figure) {
        let derived = &figure.derived;
        if derived.is_empty() {
            return;
        }
        self.section("tui.card_derived");
        let unit = figure.value.as_ref().map_or("", |v| v.unit.as_str());
        let labels = &self.state.labels;
        let about = |n: Decimal| {
            let rounded = n.round_dp(1);
            let sign = if rounded == n && !derived.about { "" } else { "≈ " };
            format!("{sign}{} {unit}", labels.number(rounded))
        };
        let rows = [
            ("tui.card_plan_amount", derived.plan_amount),
            ("tui.card_remaining", derived.remaining.filter(|r| !r.is_sign_negative())),
            ("tui.card_exceeded", derived.remaining.filter(Decimal::is_sign_negative).map(|r| r.abs())),
            ("tui.card_base_amount", derived.base_amount),
        ];
        let told: Vec<(&str, String)> = rows.into_iter().filter_map(|(k, n)| n.map(|n| (k, about(n)))).collect();
        let pace = derived
            .pace_needed
            .as_ref()
            .map(|p| labels.fill("tui.card_pace", &[&about(p.needed), &p.months.to_string(), &about(p.made)]));
        for (key, words) in told {
            self.row(key, run(Role::Text, words));
        }
        if let Some(pace) = pace {
            self.wrapped(&[run(Role::Unnamed, "→"), run(Role::Text, format!(" {pace}"))], 0);
        }
    }

    /// What is in doubt about its numbers.
    fn doubts(&mut self, figure: &Figure) {
        let warnings = self.state.bulletin.warnings.iter().enumerate();
        let about = warnings.filter(|(_, w)| w.places.iter().any(|p| figure.span.contains(*p))).map(|(i, _)| i);
        for (at, index) in about.enumerate() {
            if at == 0 {
                self.section("tui.notes");
            }
            let words = super::notes::words(self.state, index);
            self.wrapped(&[run(Role::Warning, "!"), run(Role::Text, format!(" {words}"))], 0);
        }
    }

    /// Sentences word for word, each once, the exact characters marked.
    fn quotes(&mut self, key: &str, spans: &[Span]) {
        if spans.is_empty() {
            return;
        }
        self.section(key);
        let mut sentences: Vec<(Span, Vec<Span>)> = Vec::new();
        for span in spans {
            let sentence = self.sentence(*span);
            match sentences.iter_mut().find(|(told, _)| *told == sentence) {
                Some((_, marked)) => marked.push(*span),
                None => sentences.push((sentence, vec![*span])),
            }
        }
        for (sentence, mut marked) in sentences {
            marked.sort_unstable();
            let runs = self.quote(sentence, &marked);
            self.wrapped(&runs, 0);
        }
    }

    /// The paragraph of a figure, where it tells more than the figure's sentence.
    fn paragraph(&mut self, figure: &Figure) {
        let blocks = &self.state.document.blocks;
        let block = blocks.get(self.state.document.block_at(figure.span.start)).map(|block| block.span);
        let sentence = self.sentence(figure.span);
        if let Some(block) = block.filter(|block| block.contains(figure.span) && block.len() > sentence.len() + 1) {
            self.section("tui.card_paragraph");
            let text = &self.state.bulletin.text;
            let part = |role: Role, from: usize, to: usize| run(role, Span::new(from, to).of(text));
            let runs = [
                part(Role::Text, block.start, figure.span.start),
                part(Role::Evidence, figure.span.start, figure.span.end),
                part(Role::Text, figure.span.end, block.end),
            ];
            self.wrapped(&runs, 0);
        }
    }

    /// The sentence around a place.
    fn sentence(&self, place: Span) -> Span {
        let bulletin = &self.state.bulletin;
        let figures = bulletin.figures.iter().map(|f| f.sentence);
        let sentences = bulletin.conclusions.iter().map(|c| c.span).chain(figures);
        sentences.filter(|s| s.contains(place)).min_by_key(|s| s.len()).unwrap_or(place)
    }

    /// A sentence with places that are marked in it.
    fn quote(&self, sentence: Span, marked: &[Span]) -> Vec<Run> {
        let text = &self.state.bulletin.text;
        let first = marked.first().map_or(sentence.start, |span| span.start);
        let last = marked.iter().map(|span| span.end).max().unwrap_or(sentence.end);
        // A long sentence is told from shortly before the first place to shortly after the last.
        let start = if first - sentence.start > 240 { before(text, first, 120) } else { sentence.start };
        let end = if sentence.end - last > 240 { after(text, last, 120) } else { sentence.end };
        let part = |role: Role, from: usize, to: usize| run(role, Span::new(from, to).of(text));
        let dots = |cut: bool| run(Role::Dim, if cut { "…" } else { "" });
        let mut out = vec![run(Role::Dim, "“"), dots(start > sentence.start)];
        let mut at = start;
        for span in marked {
            out.push(part(Role::Text, at, span.start));
            out.push(part(Role::Evidence, span.start.max(at), span.end));
            at = span.end.max(at);
        }
        out.extend([part(Role::Text, at, end), dots(end < sentence.end), run(Role::Dim, "”")]);
        out
    }

    /// What the conclusion says of it, or that it says nothing.
    fn named(&mut self, shortfall: &Shortfall) {
        if self.state.bulletin.conclusions.is_empty() {
            return;
        }
        if shortfall.named.is_empty() {
            self.section("tui.card_concluded");
            let words = format!("{} {}", shortfalls::UNNAMED, self.label("tui.unnamed_long"));
            self.wrapped(&[run(Role::Unnamed, words)], 0);
        } else {
            self.quotes("tui.card_concluded", &shortfall.named);
        }
    }
}

/// A word's start at most `bytes` before `at`.
fn before(text: &str, at: usize, bytes: usize) -> usize {
    let from = (at.saturating_sub(bytes)..at).find(|i| text.is_char_boundary(*i)).unwrap_or(at);
    let part = text.get(from..at).unwrap_or_default();
    from + part.find(' ').map_or(0, |i| i + 1)
}

/// A word's end at most `bytes` after `at`.
fn after(text: &str, at: usize, bytes: usize) -> usize {
    let most = at.saturating_add(bytes).min(text.len());
    let to = (at..=most).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(at);
    let part = text.get(at..to).unwrap_or_default();
    at + part.rfind(' ').unwrap_or(part.len())
}
