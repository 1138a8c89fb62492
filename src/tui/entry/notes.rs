//! An entry of the notes: what was repaired or is in doubt, in words.

use crate::tui::runs::{Runs, run, wrap_runs};
use crate::tui::state::State;
use crate::tui::theme::Role;

/// The words of a note.
#[must_use]
pub fn words(state: &State, index: usize) -> String {
    state.bulletin.warnings.get(index).map(|w| state.labels.warning(w)).unwrap_or_default()
}

/// The lines of a note.
#[must_use]
pub fn lines(state: &State, index: usize, room: usize) -> Vec<Runs> {
    let runs = [run(Role::Warning, "! "), run(Role::Text, words(state, index))];
    wrap_runs(&runs, room, 2, &state.document.joins)
}
