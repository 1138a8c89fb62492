//! The table of figures.

use super::lists::{Entry, draw_list};
use super::{Canvas, frame};
use crate::tui::entry::figures::{head, lines};
use crate::tui::geometry::{list_room, view_area, view_inner};
use crate::tui::overlay::Overlay;
use crate::tui::table::Table;
use ratatui::layout::Rect;
use ratatui::style::Style;

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
    draw_list(canvas, body, &table.list, true, |place, _| {
        let lines = lines(state, table, place, room);
        Entry { over: lines.len().saturating_sub(1), lines, related: false }
    });
}
