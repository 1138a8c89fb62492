//! An entry of the speakers: the name, how many statements, and the offices where it is chosen or there is room.

use super::{indented, spread};
use crate::tui::runs::{Runs, run, wrap_runs};
use crate::tui::state::State;
use crate::tui::theme::Role;

/// The lines of a speaker, with the offices where they are wanted.
#[must_use]
pub fn lines(state: &State, index: usize, room: usize, offices: bool) -> Vec<Runs> {
    let Some(speaker) = state.bulletin.speakers.get(index) else { return Vec::new() };
    let count = speaker.statements.len().to_string();
    let mut lines = vec![spread(run(Role::Person, &speaker.name), run(Role::Dim, count), room)];
    if offices {
        for office in &speaker.roles {
            let office = wrap_runs(&[run(Role::Dim, office)], room.saturating_sub(2), 0, &state.document.joins);
            lines.extend(indented(office, 2));
        }
    }
    lines
}
