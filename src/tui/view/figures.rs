//! The table of figures.

use super::lists::{Entry, draw_list};
use super::{Canvas, frame};
use crate::tui::entry::card;
use crate::tui::entry::figures::{head, lines, topic_at};
use crate::tui::geometry::{list_room, view_area, view_inner};
use crate::tui::overlay::Overlay;
use crate::tui::table::Table;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Fewer lines than these below the rows tell nothing.
const LEAST: usize = 5;

/// Draws the table.
pub fn draw(canvas: &mut Canvas<'_>, overlay: &Overlay, table: &Table) {
    let area = view_area(overlay, canvas.geometry);
    let (_, height) = view_inner(area);
    let state = canvas.state;
    let total = state.bulletin.figures.len();
    let count = super::notes::count(&table.list, total);
    frame::popup(canvas, area, state.labels.get("tui.figures"), &count);
    let inner =
        Rect::new(area.x + 1, area.y + 1, area.width.saturating_sub(3), u16::try_from(height).unwrap_or_default());
    if inner.height == 0 {
        return;
    }
    let room = list_room(area);
    let titles = head(state, table, room);
    canvas.line(inner.x + 2, inner.y, inner.width.saturating_sub(2), &titles, Style::new());
    let body = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
    // A card over the table tells the same.
    if matches!(state.overlays.last(), Some(Overlay::Figures(_))) {
        below(canvas, table, body, room);
    }
    draw_list(canvas, (body, area.right().saturating_sub(1)), &table.list, true, |place, _| {
        let over = usize::from(topic_at(state, table, place).is_some());
        Entry { over, lines: lines(state, table, place, room), related: false }
    });
}

/// Where all rows fit and lines are left, they tell of the chosen figure what its card would.
fn below(canvas: &mut Canvas<'_>, table: &Table, area: Rect, room: usize) {
    let state = canvas.state;
    let most = usize::from(area.height);
    let mut used = 1;
    for place in 0..table.list.shown.len() {
        used += lines(state, table, place, room).len();
        if used + LEAST > most {
            return;
        }
    }
    let Some(chosen) = table.list.chosen() else { return };
    let card = card::fitted(state, chosen, room, most - used);
    let from = area.y + u16::try_from(used).unwrap_or(area.height);
    for (y, line) in (from..area.bottom()).zip(&card) {
        canvas.line(area.x + 2, y, area.width.saturating_sub(2), line, Style::new());
    }
}
