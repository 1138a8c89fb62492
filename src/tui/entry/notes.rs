//! An entry of the notes: what was repaired or is in doubt, in words.

use crate::tui::runs::{Runs, run, wrap_runs};
use crate::tui::state::State;
use crate::tui::theme::Role;

/// The words of a note.
#[must_use]
pub fn words(state: &State, index: usize) -> String {
    let Some(warning) = state.bulletin.warnings.get(index) else { return String::new() };
    let code = serde_json::to_value(warning.code).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    let args: Vec<&str> = warning.args.iter().map(String::as_str).collect();
    state.labels.fill(&format!("warning.{code}"), &args)
}

/// The lines of a note.
#[must_use]
pub fn lines(state: &State, index: usize, room: usize) -> Vec<Runs> {
    let runs = [run(Role::Warning, "! "), run(Role::Text, words(state, index))];
    wrap_runs(&runs, room, 2, &state.document.joins)
}
