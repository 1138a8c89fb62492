//! The card of an indicator, in the side column: the text with its evidence stays in sight.

use super::{Canvas, frame, lists};
use crate::tui::entry;
use crate::tui::geometry::{view_area, view_inner};
use crate::tui::overlay::{Overlay, Subject};
use crate::tui::runs::Runs;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws a card.
pub fn draw(canvas: &mut Canvas<'_>, overlay: &Overlay, subject: Subject, top: usize) {
    let area = view_area(overlay, canvas.geometry);
    let (room, _) = view_inner(area);
    let state = canvas.state;
    let of = match subject {
        Subject::Shortfall(_) => {
            let list = &state.lists.shortfalls;
            format!("{}/{}", list.selected + 1, list.shown.len())
        }
        Subject::Figure(_) => String::new(),
    };
    frame::popup(canvas, area, state.labels.get("tui.card"), &of);
    let lines = entry::card::lines(state, subject, room);
    page(canvas, area, &lines, top);
}

/// Lines of a view from `top` on, with signs where there is more.
pub fn page(canvas: &mut Canvas<'_>, area: Rect, lines: &[Runs], top: usize) {
    let (room, height) = view_inner(area);
    let room = u16::try_from(room).unwrap_or(u16::MAX);
    for (y, line) in (area.y + 1..).zip(lines.iter().skip(top).take(height)) {
        canvas.line(area.x + 2, y, room, line, Style::new());
    }
    let edge = Rect::new(area.right().saturating_sub(1), area.y + 1, 1, area.height.saturating_sub(2));
    lists::more(canvas, edge, top > 0, lines.len() > top + height);
}
