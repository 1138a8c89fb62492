//! What was repaired or is in doubt.

use super::lists::{Entry, draw_list};
use super::{Canvas, frame};
use crate::tui::entry;
use crate::tui::geometry::{list_room, view_area};
use crate::tui::list::List;
use crate::tui::overlay::Overlay;
use ratatui::layout::Rect;

/// Draws the notes.
pub fn draw(canvas: &mut Canvas<'_>, overlay: &Overlay, list: &List) {
    let area = view_area(overlay, canvas.geometry);
    let room = list_room(area);
    let state = canvas.state;
    let words = count(list, state.bulletin.warnings.len());
    frame::popup(canvas, area, state.labels.get("tui.notes"), &words);
    let lines = |_, index| Entry { over: 0, lines: entry::notes::lines(state, index, room), related: false };
    draw_list(canvas, within(area), list, true, lines);
}

/// The part of a view's rectangle that a list fills, and its right edge.
#[must_use]
pub fn within(area: Rect) -> (Rect, u16) {
    let inner = Rect::new(area.x + 1, area.y + 1, area.width.saturating_sub(3), area.height.saturating_sub(2));
    (inner, area.right().saturating_sub(1))
}

/// How many entries are shown, of how many where some are not, and the filter.
#[must_use]
pub fn count(list: &List, total: usize) -> String {
    let shown = list.shown.len();
    let place = if shown > 0 { format!("{}/{shown}", list.selected + 1) } else { "0".to_owned() };
    if list.filter.is_empty() { place } else { format!("& {} · {place} ({total})", list.filter) }
}
