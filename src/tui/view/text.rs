//! The text: rows of the bulletin with their marks, and the line that is being read.
//!
//! Every cell's style comes from the byte it shows: the block's look, the figure, the evidence, the places found.

use super::{Canvas, laid};
use crate::text::Span;
use crate::text::cells::{Symbol, symbols, width};
use crate::text::wrap::TAB;
use crate::tui::document::Look;
use crate::tui::flow::{Line, Place};
use crate::tui::runs::shorten;
use crate::tui::state::{Pane, State};
use crate::tui::theme::Role;
use ratatui::style::Style;

/// Draws the text in its column.
pub fn draw(canvas: &mut Canvas<'_>) {
    let (state, column) = (canvas.state, canvas.geometry.column);
    let paper = state.paper();
    let here = paper.place(state.cursor);
    let lines = paper.lines(state.top, usize::from(column.height));
    for (y, line) in (column.y..).zip(lines) {
        let Line::Row(place) = line else { continue };
        if place == here {
            cursor(canvas, y);
        }
        row(canvas, place, y, place == here);
    }
}

/// Marks the line that is being read.
fn cursor(canvas: &mut Canvas<'_>, y: u16) {
    let column = canvas.geometry.column;
    let focus = canvas.state.focus == Pane::Text;
    let style = canvas.style(if focus { Role::BorderFocus } else { Role::Border });
    canvas.put(column.x.saturating_sub(crate::tui::geometry::GUTTER), y, 1, if focus { "▌" } else { "▏" }, style);
}

fn row(canvas: &mut Canvas<'_>, place: Place, y: u16, current: bool) {
    let state = canvas.state;
    let paper = state.paper();
    let Some(block) = paper.block(place.block) else { return };
    let mut base = canvas.style(role(block.look));
    if current {
        base = base.patch(canvas.style(Role::Current));
    }
    let column = canvas.geometry.column;
    if block.look == Look::Rule {
        rule(canvas, block.section, y);
        return;
    }
    let indent = u16::try_from(block.look.indent()).unwrap_or_default();
    let mut pen = Pen { x: column.x + indent, right: column.right(), y };
    if current {
        canvas.fill(ratatui::layout::Rect { y, height: 1, ..column }, canvas.style(Role::Current));
    }
    if block.look == Look::Caption {
        let style = canvas.style(Role::Section);
        canvas.put(column.x, y, 1, "┊", style);
    }
    let span = paper.span(place);
    let layers = Layers::new(canvas, span);
    let stops = paper.stops(place.block);
    let mut cell = 0;
    for symbol in symbols(span.of(&state.bulletin.text)) {
        let at = span.start + symbol.at;
        if symbol.text == "\t" {
            cell += 1;
            gap(canvas, &mut pen, stops.get(cell).copied(), base);
            continue;
        }
        if let Some(sign) = layers.sign(at) {
            let style = layers.style(at, base);
            pen.put(canvas, sign, style);
        }
        let style = layers.style(at, base);
        pen.cell(canvas, symbol, style);
    }
}

/// The role of a look.
fn role(look: Look) -> Role {
    match look {
        Look::Title => Role::Title,
        Look::Small => Role::Dim,
        Look::Lead => Role::Lead,
        Look::Heading => Role::Heading,
        Look::Caption => Role::Caption,
        Look::Row | Look::Plain => Role::Text,
        Look::Rule => Role::Section,
    }
}

/// Where the next cell is written.
struct Pen {
    x: u16,
    right: u16,
    y: u16,
}

impl Pen {
    fn cell(&mut self, canvas: &mut Canvas<'_>, symbol: Symbol<'_>, style: Style) {
        let wide = u16::try_from(symbol.width).unwrap_or(1);
        if wide > 0 && self.x + wide <= self.right && !symbol.text.starts_with(char::is_control) {
            canvas.cell(self.x, self.y, symbol.text, wide, style);
            self.x += wide;
        }
    }

    fn put(&mut self, canvas: &mut Canvas<'_>, symbol: &str, style: Style) {
        self.x += canvas.put(self.x, self.y, self.right.saturating_sub(self.x), symbol, style);
    }
}

/// Between two cells of a table.
fn gap(canvas: &mut Canvas<'_>, pen: &mut Pen, stop: Option<usize>, base: Style) {
    if let Some(stop) = stop {
        let stop = canvas.geometry.column.x + u16::try_from(stop).unwrap_or_default();
        while pen.x + u16::try_from(TAB).unwrap_or_default() < stop && pen.x < pen.right {
            pen.put(canvas, " ", base);
        }
    }
    let border = base.patch(canvas.style(Role::Border));
    pen.put(canvas, " ", base);
    pen.put(canvas, "│", border);
    pen.put(canvas, " ", base);
}

/// The line that names a section, with who speaks in all of it.
fn rule(canvas: &mut Canvas<'_>, section: Option<usize>, y: u16) {
    let state = canvas.state;
    let column = canvas.geometry.column;
    let Some(section) = section.and_then(|id| state.bulletin.sections.get(id)) else { return };
    let speaker = section.speaker.and_then(|id| state.bulletin.speakers.get(id));
    let name = state.labels.term("section", &section.kind);
    let words = speaker.map_or(name.clone(), |s| format!("{name} · {}", s.name));
    let words = shorten(&words, usize::from(column.width.saturating_sub(6)));
    let style = canvas.style(Role::Section);
    let used = u16::try_from(width(&words)).unwrap_or_default();
    canvas.put(column.x, y, 2, "──", style);
    canvas.put(column.x + 3, y, column.width.saturating_sub(3), &words, style);
    let from = column.x + used + 4;
    canvas.rule(from, y, column.right().saturating_sub(from), "─", style);
}

/// What lies over a row's text, lowest first.
struct Layers<'a> {
    spans: Vec<(Span, Style)>,
    marks: &'a [crate::tui::document::Mark],
}

impl<'a> Layers<'a> {
    fn new(canvas: &Canvas<'a>, row: Span) -> Self {
        let state: &'a State = canvas.state;
        let marks = state.document.marks_in(row);
        let mut spans: Vec<(Span, Style)> = marks.iter().map(|m| (m.span, canvas.style(m.role))).collect();
        let mut push = |span: Span, role: Role| {
            if span.overlaps(row) {
                spans.push((span, canvas.style(role)));
            }
        };
        state.evidence.iter().for_each(|s| push(*s, Role::Evidence));
        let hits = &state.search.hits;
        let from = hits.partition_point(|h| h.end <= row.start);
        for (i, hit) in hits.iter().enumerate().skip(from).take_while(|(_, h)| h.start < row.end) {
            push(*hit, if state.search.current == Some(i) { Role::MatchCurrent } else { Role::Match });
        }
        Self { spans, marks }
    }

    fn sign(&self, at: usize) -> Option<&'static str> {
        self.marks.iter().find(|m| m.span.start == at).and_then(|m| m.sign)
    }

    fn style(&self, at: usize, base: Style) -> Style {
        let over = self.spans.iter().filter(|(span, _)| span.covers(at));
        over.fold(base, |style, (_, over)| laid(style, *over))
    }
}

/// Cells that a row of the text takes, signs included; for tests.
#[must_use]
pub fn row_width(state: &State, row: Span) -> usize {
    let signs = state.document.signs.iter().filter(|s| row.covers(**s)).count();
    signs + width(row.of(&state.bulletin.text))
}
