//! An entry of the outline: a section's name and how many figures or conclusions it holds.

use super::{capital, spread};
use crate::tui::runs::{Runs, run};
use crate::tui::state::State;
use crate::tui::theme::Role;

/// The lines of the outline's entry.
#[must_use]
pub fn lines(state: &State, index: usize, room: usize) -> Vec<Runs> {
    let Some(item) = state.outline.get(index) else { return Vec::new() };
    let words = item.heading.clone().unwrap_or_else(|| state.labels.term("section", &item.kind));
    let count = if item.count > 0 { item.count.to_string() } else { String::new() };
    vec![spread(run(Role::Text, capital(&words)), run(Role::Dim, count), room)]
}
