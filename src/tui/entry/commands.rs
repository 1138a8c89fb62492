//! The command palette's entries: commands that hold the words typed.

use crate::text::search::{Folded, Query};
use crate::tui::action::Command;
use crate::tui::keymap::Context;
use crate::tui::state::State;

/// The commands whose words, or whose name in key files, hold every word typed, accents as typed or left out; that of a
/// key that was typed first, as `:q` is meant everywhere.
#[must_use]
pub fn offered(state: &State, typed: &str) -> Vec<Command> {
    let queries: Vec<Query> = typed.split_whitespace().map(Query::new).collect();
    let context = state.palette_context();
    let bound = |command: &Command| state.keymap.keys(*command, context).iter().any(|key| key == typed.trim());
    let holds = |command: &Command| {
        let words = words(state, *command);
        let name = command.name().replace('_', " ");
        bound(command) || queries.iter().all(|q| q.is_in(&words) || q.is_in(&name))
    };
    let mut found: Vec<Command> = Command::ALL
        .iter()
        .copied()
        .filter(|c| !c.is_editing() && !c.is_of_shelf() && *c != Command::Commands)
        .filter(holds)
        .collect();
    // Then what begins with what was typed, then what has a word that does.
    let rank = |command: &Command| {
        let words = words(state, *command);
        let places = queries.first().map(|q| Folded::new(&words).find(&words, q)).unwrap_or_default();
        let of = |at: usize| match words.get(..at) {
            Some("") => 0,
            Some(before) if before.ends_with(' ') => 1,
            _ => 2,
        };
        places.iter().map(|place| of(place.start)).min().unwrap_or(3)
    };
    // What moves a line or a page is known by its keys: it comes last.
    let moves = |command: &Command| state.keymap.of(Context::All).any(|binding| binding.command == *command);
    found.sort_by_key(|command| (!bound(command), rank(command), moves(command)));
    found
}

/// What a command does, in words.
#[must_use]
pub fn words(state: &State, command: Command) -> String {
    let key = format!("action.{}", command.name());
    state.labels.get(&key).to_owned()
}
