//! The keys and the signs.

use super::{Canvas, card, frame};
use crate::tui::entry;
use crate::tui::geometry::{view_area, view_inner};
use crate::tui::overlay::Overlay;

/// Draws the help.
pub fn draw(canvas: &mut Canvas<'_>, overlay: &Overlay, filter: &str, top: usize) {
    let area = view_area(overlay, canvas.geometry);
    let (room, _) = view_inner(area);
    let lines = entry::help::lines(canvas.state, filter, room);
    let right = if filter.is_empty() { String::new() } else { format!("& {filter}") };
    frame::popup(canvas, area, canvas.state.labels.get("tui.help"), &right);
    card::page(canvas, area, &lines, top);
}
