//! A search in a text longer than a stretch: shown at once, counted between keys.

use super::*;
use crate::text::search;
use crate::tui::action::Command;

/// A text of a few stretches that holds one word now and then, and another only near its end.
fn long() -> State {
    let filler = "Các sở, ngành báo cáo tình hình thực hiện nhiệm vụ được giao trong quý.\n\n";
    let part = format!("{}Riêng kho bạc nêu số liệu.\n\n", filler.repeat(3000));
    let text = format!("{}Cuối cùng là hồ chứa.\n", part.repeat(12));
    assert!(text.len() > 3 << 20);
    let bulletin = Bulletin { text, ..Bulletin::default() };
    State::new(bulletin, Labels::new(Language::Vi), Keymap::built_in(), (80, 24))
}

fn typed(state: &mut State, words: &str) {
    press(state, "/");
    type_text(state, words);
}

#[test]
fn the_first_place_is_shown_at_once_and_all_are_counted_in_the_end() {
    let mut state = long();
    typed(&mut state, "kho bac");
    assert!(state.cursor > 0 && !state.search.left.is_empty());
    assert!(screen(&state).lines().last().unwrap().contains(&format!("1/{}…", state.search.hits.len())));
    press(&mut state, "Enter");
    let place = state.cursor;
    let mut steps = 0;
    while !state.search.left.is_empty() {
        update(&mut state, Action::LookOn);
        steps += 1;
    }
    assert!(steps >= 3 && state.cursor == place);
    assert_eq!(state.search.hits, search::find(&state.bulletin.text, "kho bac"));
    assert!(screen(&state).contains("1/12 "));
}

#[test]
fn the_next_and_the_one_before_are_never_those_found_first() {
    let mut state = long();
    let all = search::find(&state.bulletin.text, "kho bac");
    for (keys, place) in [("Enter n", 1), ("Enter N", 11), ("Enter G n", 0), ("Enter G N", 11)] {
        state = long();
        typed(&mut state, "kho bac");
        press(&mut state, keys);
        assert_eq!(state.cursor, all[place].start, "{keys}");
    }
}

#[test]
fn a_place_far_away_is_shown_when_it_is_found_unless_one_goes_elsewhere() {
    let mut state = long();
    typed(&mut state, "ho chua");
    assert_eq!((state.cursor, state.search.hits.len()), (0, 0));
    press(&mut state, "Enter");
    assert!(state.message.is_none());
    let mut other = long();
    typed(&mut other, "ho chua");
    press(&mut other, "Enter j j");
    let place = other.cursor;
    while !state.search.left.is_empty() {
        update(&mut state, Action::LookOn);
        update(&mut other, Action::LookOn);
    }
    assert_eq!(state.cursor, state.search.hits[0].start);
    assert_eq!((other.cursor, other.search.hits.len()), (place, 1));
    // What is nowhere is told once all is looked through.
    typed(&mut state, "không có đâu");
    update(&mut state, Action::Do(Command::Accept));
    assert!(state.message.is_none());
    while !state.search.left.is_empty() {
        update(&mut state, Action::LookOn);
    }
    assert!(state.message.as_deref().is_some_and(|words| words.contains("không có đâu")));
}
