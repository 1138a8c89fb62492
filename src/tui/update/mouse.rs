//! The mouse: a click gives the focus and chooses, the wheel scrolls what lies under it.

use super::{overlays, panes, reading};
use crate::tui::action::Command;
use crate::tui::entry;
use crate::tui::flow::Line;
use crate::tui::geometry::{Slot, geometry, view_area};
use crate::tui::overlay::Overlay;
use crate::tui::state::{Pane, State};
use ratatui::layout::Position;

/// A click on a cell.
pub fn click(state: &mut State, x: u16, y: u16) {
    let geometry = geometry(state);
    let at = Position::new(x, y);
    if let Some(overlay) = state.overlays.last() {
        let area = view_area(overlay, &geometry);
        if !area.contains(at) {
            state.overlays.pop();
        } else if let Some(Overlay::Figures(table)) = state.overlays.last_mut() {
            let line = usize::from(y.saturating_sub(area.y + 2));
            if y > area.y + 1 && table.list.offset + line < table.list.shown.len() {
                table.list.selected = table.list.offset + line;
            }
        }
        return;
    }
    let Some(slot) = geometry.slots.iter().find(|s| s.area.contains(at)) else { return };
    let slot = slot.clone();
    if !slot.inner.contains(at) {
        let tab = crate::tui::view::frame::tab_at(state, &slot, x).unwrap_or(slot.shown);
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
