//! A side pane: its entries from the first one on screen.

use super::Canvas;
use super::lists::{Entry, draw_list};
use crate::tui::entry;
use crate::tui::geometry::Slot;
use crate::tui::runs::{run, wrap_runs};
use crate::tui::state::Pane;
use crate::tui::theme::Role;

/// Draws a side pane.
pub fn draw(canvas: &mut Canvas<'_>, slot: &Slot) {
    let state = canvas.state;
    let pane = slot.shown;
    let Some(list) = state.lists.get(pane) else { return };
    let room = usize::from(slot.inner.width.saturating_sub(entry::MARGINS));
    let most = usize::from(slot.inner.height);
    if list.shown.is_empty() {
        empty(canvas, slot, list.filter.is_empty());
        return;
    }
    let focus = state.focus == pane;
    let related = if focus { Vec::new() } else { state.related(pane) };
    let edge = if slot.sides { slot.inner.right() } else { slot.inner.right().saturating_sub(1) };
    // A view over the panes has the keys: what is chosen here waits.
    let keys = focus && state.overlays.is_empty();
    draw_list(canvas, (slot.inner, edge), list, keys, |place, index| Entry {
        over: 0,
        lines: entry::lines(state, pane, index, room, focus && place == list.selected, most),
        related: related.contains(&index) || focus && !keys && place == list.selected,
    });
}

/// Says that there is nothing, and why.
fn empty(canvas: &mut Canvas<'_>, slot: &Slot, unfiltered: bool) {
    let key = match (unfiltered, slot.shown) {
        _ if canvas.state.filling && canvas.state.percent > 0 => "tui.filling_so_far",
        _ if canvas.state.filling => "tui.filling",
        (false, _) => "tui.none_filtered",
        (true, Pane::Shortfalls) => "tui.no_shortfalls",
        (true, Pane::Conclusions) => "tui.no_conclusions",
        (true, _) => "tui.none",
    };
    let percent = canvas.state.labels.number(canvas.state.percent.into());
    let words = [run(Role::Dim, canvas.state.labels.fill(key, &[&percent]))];
    let room = usize::from(slot.inner.width.saturating_sub(2)).max(1);
    let lines = wrap_runs(&words, room, 0, &canvas.state.document.joins);
    for (y, line) in (slot.inner.y..slot.inner.bottom()).zip(lines) {
        canvas.line(slot.inner.x + 1, y, slot.inner.width.saturating_sub(1), &line, ratatui::style::Style::new());
    }
}
