//! Lines that are typed: search as it is typed, filters, the palette, the summary's file.

use super::{overlays, panes, perform as perform_command, reading};
use crate::text::search::Query;
use crate::tui::action::Command;
use crate::tui::effect::Effect;
use crate::tui::entry::commands;
use crate::tui::prompt::{Prompt, Purpose};
use crate::tui::state::{Pane, Search, State};

/// Begins a search from the line being read.
pub fn search(state: &mut State) {
    state.search = Search { origin: state.cursor, query: std::mem::take(&mut state.search.query), ..Search::default() };
    state.prompt = Some(Prompt::new(Purpose::Search, ""));
}

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
        Purpose::Search => find(state, &text),
        Purpose::Filter => apply_filter(state, &text),
        // Another name was not asked about yet.
        Purpose::Over => prompt.purpose = Purpose::Save,
        Purpose::Save | Purpose::Command => {}
    }
}

/// Looks for the words and shows the first place from where the search began.
fn find(state: &mut State, words: &str) {
    let origin = state.search.origin;
    let hits = state.folded().find(&state.bulletin.text, &Query::new(words));
    let current = hits.iter().position(|h| h.start >= origin).or((!hits.is_empty()).then_some(0));
    let target = current.and_then(|i| hits.get(i).copied());
    state.search = Search { query: words.to_owned(), hits, current, origin };
    match target {
        Some(span) => reading::reveal(state, span),
        None => state.cursor = origin,
    }
    panes::follow(state);
}

/// Looks for the words once more, in a text that has changed; the place stays.
pub fn again(state: &mut State) {
    if state.search.query.is_empty() {
        return;
    }
    let hits = state.folded().find(&state.bulletin.text, &Query::new(&state.search.query));
    state.search.current = hits.iter().position(|h| h.start == state.cursor);
    state.search.hits = hits;
}

/// The next or previous place found; round.
pub fn hit(state: &mut State, next: bool) {
    if state.search.hits.is_empty() && !state.search.query.is_empty() {
        let query = state.search.query.clone();
        state.search.origin = state.cursor;
        find(state, &query);
    }
    let count = state.search.hits.len();
    if count == 0 {
        let key = if state.search.query.is_empty() { "tui.no_search" } else { "tui.not_found" };
        state.message = Some(state.labels.fill(key, &[&state.search.query]));
        return;
    }
    let at = state.cursor;
    let hits = &state.search.hits;
    let to = if next {
        hits.iter().position(|h| h.start > at).unwrap_or(0)
    } else {
        hits.iter().rposition(|h| h.start < at).unwrap_or(count - 1)
    };
    let Some(&span) = hits.get(to) else { return };
    state.search.current = Some(to);
    state.jumps.leave(at);
    reading::reveal(state, span);
    panes::follow(state);
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
        Purpose::Search if text.is_empty() => hit(state, true),
        Purpose::Search if state.search.hits.is_empty() => {
            state.message = Some(state.labels.fill("tui.not_found", &[&text]));
        }
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
            hit(state, down);
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
