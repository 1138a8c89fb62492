//! An entry of the outline: a section's name and how many figures or conclusions it holds.

use super::{capital, indented, spread};
use crate::text::cells::width;
use crate::tui::runs::{Runs, run, wrap_runs};
use crate::tui::state::State;
use crate::tui::theme::Role;

/// The lines of the outline's entry.
#[must_use]
pub fn lines(state: &State, index: usize, room: usize, chosen: bool) -> Vec<Runs> {
    let Some(item) = state.outline.get(index) else { return Vec::new() };
    let words = item.heading.clone().unwrap_or_else(|| state.labels.term("section", &item.kind));
    let count = if item.count > 0 { item.count.to_string() } else { String::new() };
    let words = capital(&words);
    let mut lines = vec![spread(run(Role::Text, &words), run(Role::Dim, count), room)];
    // The chosen one tells all of a heading that is cut.
    if chosen && width(&words) > room.saturating_sub(4) {
        let whole = wrap_runs(&[run(Role::Dim, words)], room.saturating_sub(2), 0, &state.document.joins);
        lines.extend(indented(whole, 2));
    }
    lines
}
