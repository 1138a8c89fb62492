//! Keys in, screen out.

use super::action::Action;
use super::effect::Effect;
use super::key::Key;
use super::keymap::Keymap;
use super::ready::Ready;
use super::run::action_of;
use super::state::State;
use super::theme::{Depth, Role, Theme};
use super::update::update;
use super::view::view;
use crate::model::Bulletin;
use crate::report::{self, Labels, Language};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

mod bytes;
mod commands;
mod contrast;
mod fit;
mod hits;
mod linear;
mod looks;
mod mouse;
mod pages;
mod room;
mod screens;
mod searching;
mod seen;
mod shelf;
mod updates;

const BULLETIN: &str = include_str!("../../../tests/fixtures/provincial-party-q1-2024.bulletin.json");

/// The bulletin that the tests read.
pub fn bulletin() -> Bulletin {
    serde_json::from_str(BULLETIN).unwrap()
}

/// A bulletin made ready, as a thread brings it.
pub fn ready(bulletin: Bulletin) -> Box<Ready> {
    Box::new(Ready::new(bulletin, &Labels::new(Language::Vi)))
}

/// The reader at the start, 120 × 40.
pub fn state() -> State {
    sized(120, 40)
}

/// The reader at the start, of a size.
pub fn sized(width: u16, height: u16) -> State {
    State::new(bulletin(), Labels::new(Language::Vi), Keymap::built_in(), (width, height))
}

/// Presses keys, named as in key files and parted by blanks; gives the effects.
pub fn press(state: &mut State, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for name in keys.split_whitespace() {
        let key = Key::named(name).unwrap_or_else(|| panic!("no key {name}"));
        if let Some(action) = action_of(state, key) {
            effects.extend(update(state, action));
        }
    }
    effects
}

/// Types a text where something is typed.
pub fn type_text(state: &mut State, text: &str) {
    for c in text.chars() {
        update(state, Action::Type(c));
    }
}

/// The screen as cells.
pub fn buffer(state: &State, theme: &str) -> Buffer {
    painted(state, &Theme::named(theme, Depth::True).unwrap())
}

/// The screen as cells in a theme of one's own.
pub fn painted(state: &State, theme: &Theme) -> Buffer {
    let (width, height) = state.size;
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| view(state, theme, frame)).unwrap();
    terminal.backend().buffer().clone()
}

/// The screen as text.
pub fn screen(state: &State) -> String {
    let buffer = buffer(state, "dark");
    let width = usize::from(buffer.area.width.max(1));
    let rows = buffer.content.chunks(width).map(|row| {
        let mut skip = 0;
        let mut line = String::new();
        for cell in row {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            skip = crate::text::cells::width(cell.symbol()).saturating_sub(1);
            line.push_str(cell.symbol());
        }
        line.trim_end().to_owned()
    });
    rows.collect::<Vec<_>>().join("\n")
}
