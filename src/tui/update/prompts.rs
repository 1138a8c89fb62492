//! Lines that are typed: search as it is typed, filters, the palette, the summary's file.

use super::{overlays, panes, perform as perform_command, reading, search};
use crate::tui::action::Command;
use crate::tui::effect::Effect;
use crate::tui::entry::commands;
use crate::tui::prompt::{Prompt, Purpose};
use crate::tui::search::Search;
use crate::tui::state::{Pane, State};

/// Begins to filter the pane in focus.
pub fn filter(state: &mut State) {
    match state.lists.get(state.focus) {
        Some(list) => state.prompt = Some(Prompt::new(Purpose::Filter, &list.filter.clone())),
        None => state.message = Some(state.labels.get("tui.filter_where").to_owned()),
    }
}

/// A command while something is typed.
pub fn perform(state: &mut State, command: Command) -> Option<Effect> {
    match command {
        Command::Accept => return accept(state),
        Command::Cancel => cancel(state),
        Command::Up | Command::Down => step(state, command == Command::Down),
        Command::Complete => complete(state),
        _ => {
            if state.prompt.as_mut().is_some_and(|p| p.edit(command)) {
                changed(state);
            }
        }
    }
    None
}

/// What is typed has changed.
pub fn changed(state: &mut State) {
    let Some(prompt) = &mut state.prompt else { return };
    prompt.selected = 0;
    let text = prompt.text().to_owned();
    match prompt.purpose {
        Purpose::Search => search::find(state, &text),
        Purpose::Filter => apply_filter(state, &text),
        // Another name was not asked about yet.
        Purpose::Over => prompt.purpose = Purpose::Save,
        Purpose::Save | Purpose::Command => {}
    }
}

fn apply_filter(state: &mut State, words: &str) {
    let Some(mut overlay) = state.overlays.pop() else {
        panes::set_filter(state, words);
        return;
    };
    overlays::filter(state, &mut overlay, words);
    state.overlays.push(overlay);
}

pub fn accept(state: &mut State) -> Option<Effect> {
    let prompt = state.prompt.take()?;
    let text = prompt.text().to_owned();
    match prompt.purpose {
        Purpose::Search if text.is_empty() => search::hit(state, true),
        Purpose::Search if state.search.hits.is_empty() && state.search.left.is_empty() => search::not_found(state),
        Purpose::Search => {
            if state.search.origin != state.cursor {
                state.jumps.leave(state.search.origin);
            }
            panes::focus(state, Pane::Text);
        }
        Purpose::Filter => {}
        Purpose::Save | Purpose::Over => {
            let path = text.trim().to_owned();
            let over = prompt.purpose == Purpose::Over;
            let width = overlays::summary_width(state);
            return (!path.is_empty()).then_some(Effect::Save { path, width, over });
        }
        Purpose::Command => {
            let command = commands::offered(state, &text).get(prompt.selected).copied()?;
            return perform_command(state, command);
        }
    }
    None
}

fn cancel(state: &mut State) {
    let Some(prompt) = state.prompt.take() else { return };
    match prompt.purpose {
        Purpose::Search => {
            let origin = state.search.origin;
            state.search = Search::default();
            reading::reveal(state, crate::text::Span::new(origin, origin));
            panes::follow(state);
        }
        Purpose::Filter => apply_filter(state, ""),
        Purpose::Save | Purpose::Over | Purpose::Command => {}
    }
}

/// The entry above or below among those offered; in a search the place found before or after.
fn step(state: &mut State, down: bool) {
    let Some(prompt) = &state.prompt else { return };
    match prompt.purpose {
        Purpose::Command => {
            let last = commands::offered(state, prompt.text()).len().saturating_sub(1);
            if let Some(prompt) = &mut state.prompt {
                prompt.selected =
                    if down { prompt.selected.saturating_add(1).min(last) } else { prompt.selected.saturating_sub(1) };
            }
        }
        Purpose::Search if !state.search.hits.is_empty() => {
            let origin = state.search.origin;
            search::hit(state, down);
            state.search.origin = origin;
        }
        _ => {}
    }
}

/// Fills in the words of the command in focus.
fn complete(state: &mut State) {
    let Some(prompt) = &state.prompt else { return };
    if prompt.purpose != Purpose::Command {
        return;
    }
    if let Some(command) = commands::offered(state, prompt.text()).get(prompt.selected) {
        state.prompt = Some(Prompt::new(Purpose::Command, &commands::words(state, *command)));
    }
}
