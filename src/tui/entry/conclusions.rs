//! An entry of the conclusions: a sign for what it does, who, and the sentence.

use crate::model::conclusion::Kind;
use crate::tui::runs::{Runs, cap, run, wrap_runs};
use crate::tui::state::State;
use crate::tui::theme::Role;

/// The sign of what a concluding sentence does.
#[must_use]
pub fn sign(kind: Kind) -> &'static str {
    match kind {
        Kind::Assessment => "◇",
        Kind::Directive => "!",
        Kind::Request => "?",
        Kind::Resolution => "✓",
    }
}

/// The lines of a conclusion, at most `most`.
#[must_use]
pub fn lines(state: &State, index: usize, room: usize, most: usize) -> Vec<Runs> {
    let Some(conclusion) = state.bulletin.conclusions.get(index) else { return Vec::new() };
    let mut runs = vec![run(Role::Deed, sign(conclusion.kind)), run(Role::Text, " ")];
    let before = index.checked_sub(1).and_then(|i| state.bulletin.conclusions.get(i));
    let speaker = conclusion.speaker.and_then(|id| state.bulletin.speakers.get(id));
    let again = before.is_some_and(|b| b.speaker == conclusion.speaker) && speaker.is_some();
    if let Some(speaker) = speaker.filter(|_| !again) {
        runs.extend([run(Role::Person, &speaker.name), run(Role::Text, " ")]);
    }
    runs.push(run(Role::Deed, state.labels.term("conclusion", &conclusion.kind)));
    runs.push(run(Role::Dim, " · "));
    runs.push(run(Role::Text, conclusion.span.of(&state.bulletin.text)));
    cap(wrap_runs(&runs, room, 2, &state.document.joins), most, room)
}
