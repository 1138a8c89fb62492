//! What an action changes. Nothing else changes the state.
//!
//! In: the state and an action. Out: the changed state, and an effect where the world has to do something. After every
//! action the state is settled: rows fit the width, the line being read and the chosen entries are in sight.

mod mouse;
mod overlays;
mod panes;
mod prompts;
mod reading;
mod reload;
pub mod search;
mod settle;

pub use panes::distance;
pub use settle::settle;

use super::action::{Action, Command};
use super::effect::Effect;
use super::overlay::Overlay;
use super::prompt::{Prompt, Purpose};
use super::state::{Pane, Pending, State};

/// Shows the place of a byte and makes it the one being read.
pub fn reading_place(state: &mut State, at: usize) {
    reading::reveal(state, crate::text::Span::new(at, at));
    panes::follow(state);
    settle(state);
}

/// Applies an action.
pub fn update(state: &mut State, action: Action) -> Option<Effect> {
    let effect = match action {
        Action::Do(command) => {
            state.message = None;
            perform(state, command)
        }
        Action::Type(c) => {
            state.message = None;
            typed(state, c);
            None
        }
        Action::Paste(text) => {
            paste(state, &text);
            None
        }
        Action::Resize(width, height) => {
            state.size = (width, height);
            None
        }
        Action::Click(x, y) => mouse::click(state, x, y),
        Action::Drag(x, y) => {
            mouse::drag(state, x, y);
            None
        }
        Action::Drop => {
            state.drag = None;
            None
        }
        Action::Wheel(x, y, lines) => {
            mouse::wheel(state, x, y, lines);
            None
        }
        Action::ShowSummary(text) => {
            state.overlays.push(Overlay::Summary { text, top: 0 });
            None
        }
        Action::Filled(_) | Action::Loaded(_) | Action::Changed(_) => {
            another(state, action);
            None
        }
        Action::Exists(path) => {
            state.prompt = Some(Prompt::new(Purpose::Over, &path));
            None
        }
        Action::LookOn => {
            search::go_on(state);
            None
        }
        Action::Read(percent) => {
            state.percent = percent;
            None
        }
        Action::Tell(words) => {
            state.message = Some(words);
            None
        }
    };
    settle(state);
    effect
}

/// Another version of the bulletin.
fn another(state: &mut State, action: Action) {
    let (ready, words) = match action {
        Action::Filled(ready) => (ready, None),
        Action::Loaded(ready) => (ready, Some("tui.reloaded")),
        Action::Changed(ready) if ready.bulletin.text != state.bulletin.text => (ready, Some("tui.changed")),
        _ => return,
    };
    state.filling = false;
    reload::take(state, *ready);
    if let Some(words) = words {
        state.message = Some(state.labels.get(words).to_owned());
    }
}

/// A command, given to whatever has the keys.
fn perform(state: &mut State, command: Command) -> Option<Effect> {
    if state.pending.is_some() {
        state.pending = None;
        return None;
    }
    if state.prompt.is_some() {
        return prompts::perform(state, command);
    }
    match command {
        Command::Quit => return Some(Effect::Quit),
        Command::Shelf if state.shelved => return Some(Effect::Quit),
        Command::Trend if state.shelved => {
            let span = overlays::followed(state);
            if span.is_none() {
                state.message = Some(state.labels.get("tui.no_card").to_owned());
            }
            return span.map(Effect::Trend);
        }
        Command::Shelf | Command::Trend => {
            state.message = Some(state.labels.get("shelf.none").to_owned());
            return None;
        }
        Command::Suspend => return Some(Effect::Suspend),
        Command::Redraw => return Some(Effect::Redraw),
        Command::Theme => return Some(Effect::Theme),
        Command::Language => return reload::speak(state),
        Command::Commands => {
            state.prompt = Some(Prompt::new(Purpose::Command, ""));
            return None;
        }
        Command::Help => {
            if !matches!(state.overlays.last(), Some(Overlay::Help { .. })) {
                state.overlays.push(Overlay::Help { filter: String::new(), top: 0 });
            }
            return None;
        }
        _ => {}
    }
    if state.overlays.is_empty() { in_reader(state, command) } else { overlays::perform(state, command) }
}

/// A command in the reader itself.
fn in_reader(state: &mut State, command: Command) -> Option<Effect> {
    match command {
        Command::NextPane => panes::focus_step(state, 1),
        Command::PreviousPane => panes::focus_step(state, -1),
        Command::Right => panes::focus_side(state, 1),
        Command::Left => panes::focus_side(state, -1),
        Command::FocusOutline => panes::focus(state, Pane::Outline),
        Command::FocusSpeakers => panes::focus(state, Pane::Speakers),
        Command::FocusText => panes::focus(state, Pane::Text),
        Command::FocusShortfalls => panes::focus(state, Pane::Shortfalls),
        Command::FocusConclusions => panes::focus(state, Pane::Conclusions),
        Command::Zoom => state.zoom = !state.zoom,
        Command::Narrow => panes::resize(state, -2),
        Command::Widen => panes::resize(state, 2),
        Command::Open => panes::open(state),
        Command::NextShortfall => panes::next_of(state, Pane::Shortfalls, true),
        Command::PreviousShortfall => panes::next_of(state, Pane::Shortfalls, false),
        Command::NextConclusion => panes::next_of(state, Pane::Conclusions, true),
        Command::PreviousConclusion => panes::next_of(state, Pane::Conclusions, false),
        Command::Back | Command::Forward => reading::travel(state, command == Command::Back),
        Command::Card | Command::Figures | Command::Statements | Command::Notes => overlays::show(state, command),
        Command::Search => search::begin(state),
        Command::SearchNext => search::hit(state, true),
        Command::SearchPrevious => search::hit(state, false),
        Command::Filter => prompts::filter(state),
        Command::SetMark => state.pending = Some(Pending::Set),
        Command::ToMark => state.pending = Some(Pending::Go),
        Command::NextSection => reading::section(state, true),
        Command::PreviousSection => reading::section(state, false),
        Command::Close => close(state),
        _ => return outside(state, command).or_else(|| moved(state, command)),
    }
    None
}

/// Commands that the world carries out.
fn outside(state: &mut State, command: Command) -> Option<Effect> {
    match command {
        Command::Copy => Some(Effect::Copy(panes::quote(state))),
        Command::CopySummary => Some(Effect::CopySummary),
        Command::Summary => Some(Effect::Summarise { width: overlays::summary_width(state) }),
        Command::Edit => {
            let block = state.document.block_at(state.cursor);
            let span = state.document.blocks.get(block).map(|b| b.span).unwrap_or_default();
            Some(Effect::Edit { words: span.of(&state.bulletin.text).to_owned() })
        }
        Command::Reload => Some(Effect::Reload),
        Command::Original => Some(Effect::Open),
        Command::Mouse => {
            state.mouse = !state.mouse;
            let words = if state.mouse { "tui.mouse_on" } else { "tui.mouse_off" };
            state.message = Some(state.labels.get(words).to_owned());
            Some(Effect::Mouse(state.mouse))
        }
        _ => None,
    }
}

/// Movement in the text or in a list.
fn moved(state: &mut State, command: Command) -> Option<Effect> {
    if state.focus == Pane::Text {
        reading::perform(state, command)
    } else {
        panes::perform(state, command)
    }
    None
}

/// Leaves a filter, a search, a mark, the zoom, a side pane: whatever is there first.
fn close(state: &mut State) {
    let filtered = state.lists.get(state.focus).is_some_and(|l| !l.filter.is_empty());
    if filtered {
        panes::set_filter(state, "");
    } else if state.zoom {
        state.zoom = false;
    } else if !state.search.query.is_empty() || !state.evidence.is_empty() {
        state.search = super::search::Search::default();
        state.evidence.clear();
    } else {
        panes::focus(state, Pane::Text);
    }
}

fn typed(state: &mut State, c: char) {
    if let Some(pending) = state.pending.take() {
        reading::mark(state, pending, c);
    } else if state.prompt.is_some() {
        if let Some(prompt) = &mut state.prompt {
            prompt.type_char(c);
        }
        prompts::changed(state);
    }
}

/// Pasted text goes into a prompt as one line, and nowhere else.
fn paste(state: &mut State, text: &str) {
    let Some(prompt) = &mut state.prompt else { return };
    for c in text.chars().take(1000) {
        prompt.type_char(if c.is_whitespace() { ' ' } else { c });
    }
    prompts::changed(state);
}
