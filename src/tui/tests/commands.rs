//! Every key of the table, pressed where it holds: it changes what is seen, where one is, or what the world is asked for.

use super::looks::grid;
use super::*;
use crate::tui::action::Command;
use crate::tui::keymap::Context;

/// What leads to a place where the command has something to do, by context; the first line that fits is taken.
const BEFORE: &[(&str, &str, &str)] = &[
    ("all", "up half_page_up page_up top", "G"),
    (
        "all",
        "right left open down half_page_down page_down bottom commands help redraw theme language suspend quit",
        "",
    ),
    ("all", "close", "4"),
    ("reader", "previous_section", "G"),
    ("reader", "focus_text", "1"),
    ("reader", "search_next search_previous", "/ t h u Enter"),
    ("reader", "filter", "4"),
    ("reader", "back", "e"),
    ("reader", "forward", "e C-o"),
    ("reader", "to_mark", "j m a G"),
    ("reader", "widen", "< <"),
    (
        "reader",
        "next_section next_pane previous_pane focus_outline focus_speakers focus_shortfalls focus_conclusions search \
         next_shortfall previous_shortfall next_conclusion previous_conclusion figures statements summary notes set_mark \
         copy copy_summary zoom narrow mouse edit original reload trend shelf quit",
        "",
    ),
    ("text", "page_down", ""),
    ("pane", "card", "4"),
    ("view", "close", "f"),
    ("view", "next_shortfall previous_shortfall filter copy trend card", "f"),
    ("figures", "sort", "f"),
    ("summary", "save save_page print page_down", "p"),
    ("prompt", "accept cancel", "/ t h u"),
    ("prompt", "complete down", ": t"),
    ("prompt", "up", ": t Down"),
    ("prompt", "delete_back delete_word delete_line cursor_left cursor_start", "/ t h u"),
    ("prompt", "delete_forward cursor_right cursor_end", "/ t h u Home"),
    ("letter", "cancel", "m"),
];

/// Presses keys, named as in key files, as the loop does.
fn pressed(state: &mut State, keys: &str) -> Vec<Effect> {
    keys.split_whitespace().flat_map(|name| strike(state, Key::named(name).unwrap())).collect()
}

/// Presses one key, and shows the summary where it is asked for.
fn strike(state: &mut State, key: Key) -> Vec<Effect> {
    let effects: Vec<Effect> = action_of(state, key).and_then(|action| update(state, action)).into_iter().collect();
    if let [Effect::Summarise { .. }] = effects[..] {
        update(state, Action::ShowSummary("CHƯA ĐẠT\nthu nội địa\n".repeat(60)));
    }
    effects
}

/// All that may tell one state from another.
fn seen(state: &State) -> String {
    format!("{}\n{}\n{} {:?} {:?}", screen(state), grid(state), state.cursor, state.focus, state.prompt)
}

#[test]
fn every_key_of_the_table_does_something_where_it_holds() {
    let keymap = Keymap::built_in();
    let mut faults = Vec::new();
    // The shelf is a screen of its own, with tests of its own.
    for context in Context::ALL.iter().filter(|c| **c != Context::Shelf) {
        for binding in keymap.of(*context) {
            let (name, key) = (format!("{}: {}", context.name(), binding.command.name()), binding.key);
            let fits = |names: &str| names.split(' ').any(|n| n == binding.command.name());
            let Some((.., before)) = BEFORE.iter().find(|(c, names, _)| *c == context.name() && fits(names)) else {
                faults.push(format!("{name}: no test"));
                continue;
            };
            let mut state = state();
            pressed(&mut state, before);
            assert!(state.context().lies_in(*context), "{name}: {before}");
            let old = seen(&state);
            if strike(&mut state, key).is_empty() && seen(&state) == old {
                faults.push(format!("{name}: {key} does nothing after “{before}”"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_command_is_reached_without_a_letter_key() {
    let keymap = Keymap::built_in();
    // By a key that types nothing, or by the palette, which such a key opens.
    let palette = keymap.of(Context::All).any(|b| b.command == Command::Commands && b.key.typed().is_none());
    assert!(palette);
    for context in [Context::Prompt, Context::Letter] {
        for binding in keymap.of(context) {
            assert!(binding.key.typed().is_none(), "{} types where something is typed", binding.key);
        }
    }
    for view in ["F4", "F5", "F6", "F1", "F2"] {
        let mut state = state();
        pressed(&mut state, view);
        assert!(state.prompt.is_some() || !state.overlays.is_empty(), "{view} opens nothing");
        pressed(&mut state, "Esc");
        assert!(state.prompt.is_none() && state.overlays.is_empty(), "Esc does not leave what {view} opened");
    }
}

#[test]
fn keys_pressed_at_once_are_as_good_as_one_by_one() {
    for keys in ["g g", "j j k", "e e E C-o", "4 j Enter C-o", "z z", "< < >", "f o o j Enter"] {
        let mut one = state();
        pressed(&mut one, keys);
        let mut other = state();
        keys.split_whitespace().for_each(|key| {
            pressed(&mut other, key);
            buffer(&other, "mono");
        });
        assert_eq!(seen(&one), seen(&other), "{keys}");
    }
}
