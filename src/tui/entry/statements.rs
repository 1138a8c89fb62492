//! An entry of the speakers' view: a statement, under its speaker's name where it is the first.

use super::indented;
use crate::tui::runs::{Runs, cap, run, wrap_runs};
use crate::tui::state::State;
use crate::tui::theme::Role;

/// The lines of a statement, at most `most`.
#[must_use]
pub fn lines(state: &State, index: usize, room: usize, first: bool, most: usize) -> Vec<Runs> {
    let Some((id, statement)) = state.statements().nth(index) else { return Vec::new() };
    let mut lines = Vec::new();
    let before = index.checked_sub(1).and_then(|i| state.statements().nth(i)).map(|(id, _)| id);
    if let Some(speaker) = state.bulletin.speakers.get(id).filter(|_| first || before != Some(id)) {
        if before.is_some() && !first {
            lines.push(Vec::new());
        }
        let mut head = vec![run(Role::Person, &speaker.name)];
        if !speaker.roles.is_empty() {
            head.push(run(Role::Dim, format!(" · {}", speaker.roles.join(", "))));
        }
        lines.extend(wrap_runs(&head, room, 2, &state.document.joins));
    }
    let act = run(Role::Deed, state.labels.term("act", &statement.act));
    let words = run(Role::Text, statement.span.of(&state.bulletin.text));
    let said = wrap_runs(&[act, run(Role::Dim, " · "), words], room.saturating_sub(2), 2, &state.document.joins);
    lines.extend(indented(cap(said, most, room.saturating_sub(2)), 2));
    lines
}

/// Whether all statements of a list have room in `height` lines of `room` cells; longer lists are not looked at.
#[must_use]
pub fn fit(state: &State, shown: &[usize], room: usize, height: usize) -> bool {
    let mut used = 0;
    shown.len() <= height
        && shown.iter().enumerate().all(|(place, index)| {
            used += lines(state, *index, room, place == 0, height).len();
            used <= height
        })
}

/// The words of a statement, for filters.
#[must_use]
pub fn words(state: &State, index: usize) -> String {
    let Some((id, statement)) = state.statements().nth(index) else { return String::new() };
    let name = state.bulletin.speakers.get(id).map_or("", |s| s.name.as_str());
    format!("{name} {} {}", state.labels.term("act", &statement.act), statement.span.of(&state.bulletin.text))
}
