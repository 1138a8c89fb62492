//! The mouse: a click gives the focus and chooses, another on what is chosen opens it, the wheel scrolls what lies under it.

use super::{overlays, panes, prompts, reading};
use crate::tui::action::Command;
use crate::tui::effect::Effect;
use crate::tui::entry;
use crate::tui::flow::Line;
use crate::tui::geometry::{
    Geometry, Slot, geometry, list_room, palette_area, palette_rows, statement_lines, view_area, view_inner,
};
use crate::tui::overlay::Overlay;
use crate::tui::prompt::Purpose;
use crate::tui::state::{Edge, Pane, State};
use crate::tui::view::frame::tab_at;
use ratatui::layout::{Position, Rect};

/// A click on a cell.
pub fn click(state: &mut State, x: u16, y: u16) -> Option<Effect> {
    let geometry = geometry(state);
    let at = Position::new(x, y);
    match state.prompt.as_ref().map(|prompt| prompt.purpose) {
        Some(Purpose::Command) => return on_palette(state, &geometry, at),
        // What was typed so far stands.
        Some(Purpose::Search | Purpose::Filter) => state.prompt = None,
        Some(Purpose::Save | Purpose::Over) => return None,
        None => {}
    }
    if let Some(overlay) = state.overlays.last() {
        let area = view_area(overlay, &geometry);
        if area.contains(at) {
            return on_view(state, area, at);
        }
        // What is clicked beside it is gone to.
        state.overlays.pop();
        if !state.overlays.is_empty() {
            return None;
        }
    }
    on_panes(state, &geometry, at);
    None
}

/// A click on the palette takes the command there; one beside it leaves it.
fn on_palette(state: &mut State, geometry: &Geometry, at: Position) -> Option<Effect> {
    let area = palette_area(geometry.body);
    let prompt = state.prompt.as_mut()?;
    let (first, rows) = palette_rows(area, prompt.selected);
    if !area.contains(at) {
        state.prompt = None;
        return None;
    }
    let row = usize::from(at.y.checked_sub(area.y + 2)?);
    if row >= rows {
        return None;
    }
    prompt.selected = first + row;
    prompts::accept(state)
}

/// A click on an entry of a view chooses it, another leads to its place in the text.
fn on_view(state: &mut State, area: Rect, at: Position) -> Option<Effect> {
    let place = row_at(state, area, at)?;
    let list = match state.overlays.last_mut()? {
        Overlay::Figures(table) => &mut table.list,
        Overlay::Statements(list) | Overlay::Notes(list) => list,
        Overlay::Card { .. } | Overlay::Summary { .. } | Overlay::Help { .. } => return None,
    };
    let again = std::mem::replace(&mut list.selected, place) == place;
    let overlay = if again { state.overlays.pop() } else { None };
    overlay.and_then(|overlay| overlays::opened(state, overlay))
}

/// A click on an edge takes hold of it, one on a name shows its pane, one on an entry or a line goes to it.
fn on_panes(state: &mut State, geometry: &Geometry, at: Position) {
    let Position { x, y } = at;
    state.drag = edge_at(state, geometry, at);
    if state.drag.is_some() {
        return;
    }
    let Some(slot) = geometry.slots.iter().find(|s| s.area.contains(at)) else { return };
    let slot = slot.clone();
    if !slot.inner.contains(at) {
        let tab = tab_at(state, &slot, x).unwrap_or(slot.shown);
        panes::focus(state, tab);
        return;
    }
    let line = usize::from(y - slot.inner.y);
    // What was clicked is what was seen: focus opens the chosen entry and moves the others.
    let entry = entry_at(state, &slot, line);
    panes::focus(state, slot.shown);
    if slot.shown == Pane::Text {
        let lines = state.paper().lines(state.top, usize::from(slot.inner.height));
        if let Some(Line::Row(place)) = lines.get(line) {
            let paper = state.paper();
            let start = paper.span(paper.step(*place, 0)).start;
            reading::go(state, start);
        }
    } else if let Some(place) = entry {
        if let Some(list) = state.lists.get_mut(slot.shown) {
            list.selected = place;
        }
        panes::point(state, slot.shown);
    }
}

/// The place in its list of the entry of a view at a cell.
fn row_at(state: &State, area: Rect, at: Position) -> Option<usize> {
    let (room, (_, height)) = (list_room(area), view_inner(area));
    let overlay = state.overlays.last()?;
    let (list, heads) = match overlay {
        Overlay::Figures(table) => (&table.list, 1),
        Overlay::Statements(list) | Overlay::Notes(list) => (list, 0),
        Overlay::Card { .. } | Overlay::Summary { .. } | Overlay::Help { .. } => return None,
    };
    let line = usize::from(at.y.checked_sub(area.y + 1 + heads)?);
    let whole = matches!(overlay, Overlay::Statements(_)) && entry::statements::fit(state, &list.shown, room, height);
    let tall = |place: usize, index: usize| match overlay {
        Overlay::Figures(table) => entry::figures::lines(state, table, place, room).len(),
        Overlay::Statements(list) => {
            let most = statement_lines(place == list.selected, whole, height);
            entry::statements::lines(state, index, room, place == list.offset, most).len()
        }
        _ => entry::notes::lines(state, index, room).len(),
    };
    let mut below = 0;
    let mut entries = list.shown.iter().enumerate().skip(list.offset);
    let found = entries.find(|(place, index)| {
        below += tall(*place, **index);
        line < below
    });
    found.map(|(place, _)| place).filter(|_| line < height)
}

/// The edge between two places at a cell; the names in frames stay for clicks.
fn edge_at(state: &State, geometry: &Geometry, at: Position) -> Option<Edge> {
    let text = geometry.slots.iter().find(|s| s.panes == [Pane::Text])?.area;
    let body = geometry.body;
    let near = |x: u16| at.x == x || at.x + 1 == x;
    if !body.contains(at) || at.y == body.y {
        return None;
    }
    let below = |s: &&Slot| s.area.contains(at) && s.joined && s.area.y == at.y && tab_at(state, s, at.x).is_none();
    if text.x > body.x && near(text.x) {
        Some(Edge::Left)
    } else if text.right() < body.right() && near(text.right()) {
        Some(Edge::Right)
    } else {
        let lower = geometry.slots.iter().find(below)?;
        let upper = above(geometry, lower)?;
        [Pane::Text, Pane::Shortfalls, Pane::Outline].into_iter().find(|p| upper.panes.contains(p)).map(Edge::Below)
    }
}

/// The place that another hangs below.
fn above<'a>(geometry: &'a Geometry, lower: &Slot) -> Option<&'a Slot> {
    geometry.slots.iter().find(|s| s.area.bottom() == lower.area.y && s.area.x == lower.area.x)
}

/// The edge that is held goes to a cell.
pub fn drag(state: &mut State, x: u16, y: u16) {
    let geometry = geometry(state);
    let Some(text) = geometry.slots.iter().find(|s| s.panes == [Pane::Text]).map(|s| s.area) else { return };
    let signed = |n: u16| i16::try_from(n).unwrap_or(i16::MAX);
    match state.drag {
        Some(Edge::Left) => state.left = (state.left + signed(x) - signed(text.x)).clamp(-60, 100),
        Some(Edge::Right) => state.right = (state.right + signed(text.right()) - signed(x)).clamp(-60, 100),
        Some(Edge::Below(pane)) => {
            let Some(upper) = geometry.slots.iter().find(|s| s.panes.contains(&pane)) else { return };
            let height = state.heights.of(pane);
            *height = height.saturating_add(signed(y) - signed(upper.area.bottom())).clamp(-60, 100);
        }
        None => {}
    }
}

/// The place in its list of the entry on a line of a pane.
fn entry_at(state: &State, slot: &Slot, line: usize) -> Option<usize> {
    let list = state.lists.get(slot.shown)?;
    let (room, most) = (usize::from(slot.inner.width.saturating_sub(entry::MARGINS)), usize::from(slot.inner.height));
    let mut used = 0;
    for (place, &index) in list.shown.iter().enumerate().skip(list.offset) {
        used += entry::lines(state, slot.shown, index, room, slot.shown == state.focus && place == list.selected, most)
            .len();
        if line < used {
            return Some(place);
        }
        if used > most {
            break;
        }
    }
    None
}

/// The wheel over a cell.
pub fn wheel(state: &mut State, x: u16, y: u16, lines: i16) {
    let geometry = geometry(state);
    let command = if lines < 0 { Command::Up } else { Command::Down };
    if let Some(overlay) = state.overlays.last_mut() {
        for _ in 0..lines.unsigned_abs() {
            overlays::step(overlay, command, 3);
        }
        return;
    }
    let at = Position::new(x, y);
    let Some(pane) = geometry.slots.iter().find(|s| s.area.contains(at)).map(|s| s.shown) else { return };
    if pane == Pane::Text {
        reading::scroll(state, isize::from(lines));
    } else if let Some(list) = state.lists.get_mut(pane)
        && list.step(if lines < 0 { -1 } else { 1 })
        && pane == state.focus
    {
        panes::point(state, pane);
    }
}
