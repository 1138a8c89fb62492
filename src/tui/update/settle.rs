//! After every action: rows of the right width, the line being read in sight, lists at their chosen entry.

use crate::tui::entry;
use crate::tui::flow::Flow;
use crate::tui::geometry::{Geometry, geometry, list_room, statement_lines, view_area, view_inner};
use crate::tui::needs::Needs;
use crate::tui::overlay::Overlay;
use crate::tui::state::{Pane, State};

/// Brings the state in order for its size.
pub fn settle(state: &mut State) {
    let geometry = shared(state);
    let width = usize::from(geometry.column.width);
    let height = usize::from(geometry.column.height);
    if state.flow.width() != width {
        state.flow = Flow::new(&state.document, width);
        // The line being read stays on its line of the screen.
        let place = state.paper().place(state.cursor);
        state.top = state.paper().above(place, state.cursor_line.min(height.saturating_sub(1)));
    }
    keep_in_sight(state, height);
    for pane in Pane::ALL {
        reveal(state, &geometry, *pane);
    }
    clamp_overlay(state, &geometry);
}

/// Where everything is, the right column shared by what its lists need at its width.
fn shared(state: &mut State) -> Geometry {
    let found = geometry(state);
    let side = found.slots.iter().find(|slot| slot.panes == [Pane::Shortfalls]).map(|slot| slot.inner.width);
    let room = side.map(|width| (width, found.body.height));
    match room {
        Some(room) if room != state.needs.room => {
            state.needs = Needs::of(state, room.0, room.1);
            geometry(state)
        }
        _ => found,
    }
}

/// Moves the text as little as is needed to show the line being read with some lines around it.
fn keep_in_sight(state: &mut State, height: usize) {
    let paper = state.paper();
    let margin = super::reading::margin(height);
    let place = paper.place(state.cursor);
    let last = height.saturating_sub(1);
    let mut top = state.top.min(paper.last());
    match paper.lines_to(top, place, last) {
        Some(line) if line >= margin && line + margin <= last => {}
        Some(line) if line < margin => top = top.min(paper.above(place, margin)),
        Some(_) => top = top.max(paper.above(place, last.saturating_sub(margin))),
        None if place < top => top = paper.above(place, margin),
        None => top = paper.above(place, last.saturating_sub(margin)),
    }
    // No empty screen below the end.
    top = top.min(paper.above(paper.last(), last));
    let line = paper.lines_to(top, place, height.max(1)).unwrap_or_default();
    (state.top, state.cursor_line) = (top, line);
}

/// Brings the chosen entry of a side pane into sight.
fn reveal(state: &mut State, geometry: &Geometry, pane: Pane) {
    let Some(slot) = geometry.slot(pane) else { return };
    let (room, most) = (usize::from(slot.inner.width.saturating_sub(entry::MARGINS)), usize::from(slot.inner.height));
    let Some(list) = state.lists.get(pane) else { return };
    let mut list = list.clone();
    let open = (state.focus == pane).then_some(list.selected);
    list.reveal(most, |place| {
        let index = list_index(state, pane, place);
        entry::lines(state, pane, index, room, Some(place) == open, most).len()
    });
    if let Some(old) = state.lists.get_mut(pane) {
        *old = list;
    }
}

fn list_index(state: &State, pane: Pane, place: usize) -> usize {
    state.lists.get(pane).and_then(|l| l.shown.get(place).copied()).unwrap_or_default()
}

/// Keeps the view over the panes within its lines.
fn clamp_overlay(state: &mut State, geometry: &Geometry) {
    let Some(mut overlay) = state.overlays.pop() else { return };
    let area = view_area(&overlay, geometry);
    let (room, height) = view_inner(area);
    match &mut overlay {
        Overlay::Card { subject, top } => {
            let lines = entry::card::lines(state, *subject, room).len();
            *top = (*top).min(lines.saturating_sub(height));
        }
        Overlay::Help { filter, top } => {
            let lines = entry::help::lines(state, filter, room).len();
            *top = (*top).min(lines.saturating_sub(height));
        }
        Overlay::Summary { text, top } => *top = (*top).min(text.lines().count().saturating_sub(height)),
        Overlay::Figures(table) => {
            let shown = table.clone();
            let tall = |place| entry::figures::lines(state, &shown, place, list_room(area)).len();
            table.list.reveal(height.saturating_sub(1), tall);
        }
        Overlay::Statements(list) => {
            let (shown, chosen) = (list.shown.clone(), list.selected);
            let whole = entry::statements::fit(state, &shown, list_room(area), height);
            list.reveal(height, |place| {
                let index = shown.get(place).copied().unwrap_or_default();
                let most = statement_lines(place == chosen, whole, height);
                entry::statements::lines(state, index, list_room(area), false, most).len()
            });
        }
        Overlay::Notes(list) => {
            let shown = list.shown.clone();
            list.reveal(height, |place| {
                entry::notes::lines(state, shown.get(place).copied().unwrap_or_default(), list_room(area)).len()
            });
        }
    }
    state.overlays.push(overlay);
}
