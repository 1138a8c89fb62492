//! Drawing: a state and a theme become a frame. Reads only.

pub mod card;
pub mod figures;
pub mod frame;
pub mod header;
pub mod help;
pub mod hints;
pub mod lists;
pub mod notes;
pub mod palette;
pub mod pane;
pub mod statements;
pub mod status;
pub mod summary;
pub mod text;

use super::geometry::{Geometry, Slot, geometry, view_area};
use super::overlay::Overlay;
use super::prompt::Purpose;
use super::runs::Runs;
use super::state::{Pane, State};
use super::theme::{Role, Theme};
use crate::text::cells::symbols;
use ratatui::Frame;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

/// What every view draws with.
pub struct Canvas<'a> {
    /// What is shown.
    pub state: &'a State,
    /// The colours.
    pub theme: &'a Theme,
    /// Where everything is.
    pub geometry: &'a Geometry,
    /// The cells.
    pub buffer: &'a mut Buffer,
}

/// Draws the whole screen.
pub fn view(state: &State, theme: &Theme, frame: &mut Frame<'_>) {
    if let Some(at) = cells(state, theme, frame.buffer_mut()) {
        frame.set_cursor_position(at);
    }
}

/// Draws the whole screen into cells; gives the place of the cursor where something is typed.
pub fn cells(state: &State, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let geometry = geometry(state);
    draw(&mut Canvas { state, theme, geometry: &geometry, buffer })
}

/// Draws everything; gives the place of the cursor where something is typed.
fn draw(canvas: &mut Canvas<'_>) -> Option<Position> {
    let (state, geometry) = (canvas.state, canvas.geometry);
    let area = *canvas.buffer.area();
    if area.width < state.size.0 || area.height < state.size.1 {
        return None;
    }
    // A theme with a background of its own covers the terminal's.
    let text = canvas.theme.style(Role::Text);
    if text != Style::new() {
        canvas.buffer.set_style(area, text);
    }
    header::draw(canvas);
    for slot in &geometry.slots {
        frame::draw(canvas, slot);
    }
    // The frame in focus lies over its neighbours'.
    if let Some(slot) = geometry.slot(state.focus) {
        frame::draw(canvas, slot);
    }
    for slot in &geometry.slots {
        match slot.shown {
            Pane::Text => text::draw(canvas),
            _ => pane::draw(canvas, slot),
        }
    }
    for view in state.overlays.iter().filter(|o| !matches!(o, Overlay::Card { .. })) {
        beside(canvas, view_area(view, geometry));
    }
    for overlay in &state.overlays {
        match overlay {
            Overlay::Card { subject, top } => card::draw(canvas, overlay, *subject, *top),
            Overlay::Figures(table) => figures::draw(canvas, overlay, table),
            Overlay::Statements(list) => statements::draw(canvas, overlay, list),
            Overlay::Summary { text, top } => summary::draw(canvas, overlay, text, *top),
            Overlay::Notes(list) => notes::draw(canvas, overlay, list),
            Overlay::Help { filter, top } => help::draw(canvas, overlay, filter, *top),
        }
    }
    if state.prompt.as_ref().is_some_and(|p| p.purpose == Purpose::Command) {
        recede(canvas);
        let line = geometry.status;
        status::keys(canvas, Rect { width: line.width.saturating_sub(1), ..line }, 0);
        return palette::draw(canvas);
    }
    status::draw(canvas)
}

/// Takes the panes back behind the palette.
fn recede(canvas: &mut Canvas<'_>) {
    canvas.buffer.set_style(canvas.geometry.body, faint(canvas));
}

/// Takes the panes back that a view covers in part. Those beside it can still be read: of them only the frames go back.
fn beside(canvas: &mut Canvas<'_>, view: Rect) {
    let style = faint(canvas);
    let geometry = canvas.geometry;
    for Slot { area, inner, .. } in &geometry.slots {
        if area.intersects(view) {
            canvas.buffer.set_style(*area, style);
            continue;
        }
        let (width, height) = (inner.x.saturating_sub(area.x), inner.y.saturating_sub(area.y));
        let below = area.bottom().saturating_sub(inner.bottom());
        edge(canvas, Rect { height, ..*area }, style);
        canvas.buffer.set_style(Rect { y: inner.bottom(), height: below, ..*area }, style);
        canvas.buffer.set_style(Rect { width, ..*area }, style);
        canvas.buffer.set_style(Rect { x: inner.right(), width, ..*area }, style);
    }
}

/// Takes an upper edge back; the names in it can still be read.
fn edge(canvas: &mut Canvas<'_>, area: Rect, style: Style) {
    let name = Style::reset().patch(canvas.style(Role::Text)).patch(canvas.style(Role::Dim));
    for at in area.positions() {
        if let Some(cell) = canvas.buffer.cell_mut(at) {
            let drawn = cell.symbol().starts_with(|c: char| ('─'..='┼').contains(&c));
            cell.set_style(if drawn { style } else { name });
        }
    }
}

fn faint(canvas: &Canvas<'_>) -> Style {
    let (border, text) = (canvas.style(Role::Border), canvas.style(Role::Text));
    Style::reset().patch(text).fg(border.fg.unwrap_or_default()).add_modifier(Modifier::DIM)
}

/// A style under another. On a ground that is told by reversing nothing is faint: that would take the letters away.
#[must_use]
pub fn laid(style: Style, over: Style) -> Style {
    let style = style.patch(over);
    if style.add_modifier.contains(Modifier::REVERSED) { style.remove_modifier(Modifier::DIM) } else { style }
}

/// The cells of a row from one on.
fn row(buffer: &mut Buffer, x: u16, y: u16) -> &mut [Cell] {
    let area = buffer.area;
    if !area.contains(Position::new(x, y)) {
        return &mut [];
    }
    let start = usize::from(y - area.y) * usize::from(area.width);
    let (from, to) = (start + usize::from(x - area.x), start + usize::from(area.width));
    buffer.content.get_mut(from..to).unwrap_or_default()
}

impl Canvas<'_> {
    /// The style of a role.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Writes a string from a cell on, at most `room` cells; gives the cells written. Nothing that is no graphic
    /// character gets into a cell.
    pub fn put(&mut self, x: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
        let mut used = 0;
        let mut cells = row(self.buffer, x, y).iter_mut();
        for symbol in symbols(text) {
            let wide = u16::try_from(symbol.width).unwrap_or(1);
            if wide == 0 || symbol.text.starts_with(char::is_control) {
                continue;
            }
            if used + wide > room {
                break;
            }
            if let Some(cell) = cells.next() {
                cell.set_symbol(symbol.text).set_style(style);
            }
            for covered in cells.by_ref().take(usize::from(wide - 1)) {
                covered.reset();
                covered.set_style(style);
            }
            used += wide;
        }
        used
    }

    /// Writes one symbol, a cell wide, over `count` cells of a row.
    pub fn rule(&mut self, x: u16, y: u16, count: u16, symbol: &str, style: Style) {
        for cell in row(self.buffer, x, y).iter_mut().take(usize::from(count)) {
            cell.set_symbol(symbol).set_style(style);
        }
    }

    /// Sets one cell, and clears those that a wide character covers.
    pub fn cell(&mut self, x: u16, y: u16, symbol: &str, wide: u16, style: Style) {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(symbol).set_style(style);
        }
        for covered in 1..wide {
            if let Some(cell) = self.buffer.cell_mut((x + covered, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// Writes a line; `over` lies over the roles' styles.
    pub fn line(&mut self, x: u16, y: u16, room: u16, line: &Runs, over: Style) -> u16 {
        let mut used = 0;
        for run in line {
            let style = laid(self.style(run.role), over);
            used += self.put(x + used, y, room.saturating_sub(used), &run.text, style);
        }
        used
    }

    /// Fills a rectangle with blanks of a style.
    pub fn fill(&mut self, area: Rect, style: Style) {
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.set_symbol(" ");
                    cell.set_style(style);
                }
            }
        }
    }

    /// Empties a rectangle.
    pub fn clear(&mut self, area: Rect) {
        let style = self.style(Role::Text);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }
}
