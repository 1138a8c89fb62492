//! The summary as it will print.

use super::{Canvas, card, frame};
use crate::tui::geometry::view_area;
use crate::tui::overlay::Overlay;
use crate::tui::runs::{Runs, run};
use crate::tui::theme::Role;

/// Draws the summary.
pub fn draw(canvas: &mut Canvas<'_>, overlay: &Overlay, text: &str, top: usize) {
    let area = view_area(overlay, canvas.geometry);
    let lines: Vec<Runs> = text.lines().map(|l| vec![run(Role::Text, l)]).collect();
    let state = canvas.state;
    let height = usize::from(area.height.saturating_sub(2));
    let last = (top + height).min(lines.len());
    frame::popup(canvas, area, state.labels.get("tui.summary"), &format!("{last}/{}", lines.len()));
    card::page(canvas, area, &lines, top);
}
