//! The state after an action, without a screen; and what holds whatever is pressed.

use super::*;
use crate::text::cells::width;
use crate::tui::action::Command;
use crate::tui::flow::Place;
use crate::tui::geometry::geometry;
use crate::tui::overlay::Overlay;
use crate::tui::paint::Painter;
use crate::tui::state::Pane;
use proptest::prelude::*;
use ratatui::style::{Color, Modifier};
use std::num::NonZero;

#[test]
fn keys_lead_to_panes_and_views() {
    for (keys, focus, overlays) in [
        ("", Pane::Text, 0),
        ("Tab", Pane::Shortfalls, 0),
        ("S-Tab", Pane::Speakers, 0),
        ("l", Pane::Shortfalls, 0),
        ("h", Pane::Outline, 0),
        ("l h", Pane::Text, 0),
        ("5", Pane::Conclusions, 0),
        ("5 Enter", Pane::Text, 0),
        ("4 Space", Pane::Shortfalls, 1),
        ("4 Space Space", Pane::Shortfalls, 0),
        ("f Space", Pane::Text, 2),
        ("f Space q q", Pane::Text, 0),
        ("?", Pane::Text, 1),
        ("? Esc", Pane::Text, 0),
        ("5 Esc", Pane::Text, 0),
        ("f j Enter", Pane::Text, 0),
    ] {
        let mut state = state();
        press(&mut state, keys);
        assert_eq!((state.focus, state.overlays.len()), (focus, overlays), "{keys}");
    }
}

#[test]
fn keys_that_the_world_carries_out() {
    let quits = |keys: &str| press(&mut state(), keys);
    assert_eq!(quits("q"), [Effect::Quit]);
    assert_eq!(quits("C-c"), [Effect::Quit]);
    assert_eq!(quits("? C-c"), [Effect::Quit]);
    assert_eq!(quits("C-z"), [Effect::Suspend]);
    assert_eq!(quits("C-l"), [Effect::Redraw]);
    assert_eq!(quits("T"), [Effect::Theme]);
    assert_eq!(quits("f T"), [Effect::Theme]);
    assert_eq!(quits("R"), [Effect::Reload]);
    assert_eq!(quits("Y"), [Effect::CopySummary]);
    // A figure is followed on the shelf, where there is one.
    assert_eq!(quits("4 t"), []);
    for keys in ["4 t", "4 Space t", "f t"] {
        let mut state = state();
        state.shelved = true;
        let Some(Effect::Trend(span)) = press(&mut state, keys).pop() else { panic!("{keys}") };
        assert!(state.bulletin.figures.iter().any(|f| f.span == span), "{keys}");
    }
    let Some(Effect::Copy(text)) = quits("4 y").pop() else { panic!() };
    assert!(text.starts_with("“thu tiền sử dụng đất chỉ được 196 tỷ đồng") && text.contains("09/04/2024"), "{text}");
    let Some(Effect::Edit { words }) = quits("} } } } v").pop() else { panic!() };
    assert!(words.starts_with("Thảo luận"), "{words}");
}

#[test]
fn another_language_changes_the_words_alone() {
    let english = || State::new(bulletin(), Labels::new(Language::En), Keymap::built_in(), (120, 40));
    for keys in ["", "4 j", "2 Space", "5 &", "4 Space", "f l o", "s", "w", "?", "j j m a 4 j z"] {
        let (mut state, mut other) = (state(), english());
        press(&mut state, keys);
        press(&mut other, keys);
        if state.prompt.is_some() {
            [&mut state, &mut other].into_iter().for_each(|state| type_text(state, "thu"));
            [&mut state, &mut other].into_iter().for_each(|state| drop(press(state, "Enter")));
        }
        state.message = None;
        let before = screen(&state);
        assert_eq!(press(&mut state, "L"), [], "{keys}");
        assert_eq!(state.message.as_deref(), Some("The reader speaks English now."));
        (state.message, other.message) = (None, None);
        assert_eq!(screen(&state), screen(&other), "{keys}");
        press(&mut state, "L");
        state.message = None;
        assert_eq!(screen(&state), before, "{keys}");
    }
}

#[test]
fn the_summary_is_made_again_in_another_language() {
    let mut state = state();
    let Some(Effect::Summarise { width }) = press(&mut state, "p").pop() else { panic!() };
    update(&mut state, Action::ShowSummary("một".to_owned()));
    assert_eq!(press(&mut state, "L"), [Effect::Summarise { width }]);
    assert!(state.overlays.is_empty());
}

#[test]
fn what_was_read_in_another_language_is_measured_anew() {
    let mut state = state();
    let vietnamese = ready(bulletin());
    press(&mut state, "L");
    let widths = state.widths;
    update(&mut state, Action::Loaded(vietnamese));
    assert_eq!((state.labels.language(), state.widths), (Language::En, widths));
}

#[test]
fn a_letter_that_is_typed_changes_neither_colours_nor_language() {
    let mut state = state();
    press(&mut state, "/ L T");
    assert_eq!(state.labels.language(), Language::Vi);
    assert_eq!(state.search.query.to_string(), "LT");
}

#[test]
fn an_entry_marks_its_exact_characters() {
    let mut state = state();
    press(&mut state, "4 j");
    let marked: Vec<&str> = state.evidence.iter().map(|s| s.of(&state.bulletin.text)).collect();
    assert_eq!(marked, ["giải ngân vốn đầu tư công đạt 512 tỷ đồng, bằng 11,4%", "giải ngân vốn đầu tư công"]);
    assert_eq!(state.cursor, state.evidence[0].start);
}

#[test]
fn from_a_number_to_its_entry_and_back_in_one_key() {
    let mut state = state();
    press(&mut state, "4 j j Enter");
    let place = state.cursor;
    assert_eq!(state.focus, Pane::Text);
    press(&mut state, "Enter");
    assert_eq!(state.focus, Pane::Shortfalls);
    assert_eq!(state.lists.shortfalls.chosen(), Some(2));
    press(&mut state, "Enter");
    assert_eq!((state.focus, state.cursor), (Pane::Text, place));
}

#[test]
fn jumps_lead_back_to_where_one_was() {
    let mut state = state();
    press(&mut state, "j j j");
    let place = state.cursor;
    press(&mut state, "e");
    let there = state.cursor;
    press(&mut state, "C-o");
    assert_eq!(state.cursor, place);
    press(&mut state, "C-p");
    assert_eq!(state.cursor, there);
}

#[test]
fn the_next_shortfall_goes_by_the_text_and_comes_round() {
    let mut state = state();
    let mut places = Vec::new();
    for _ in 0..state.bulletin.shortfalls.len() {
        press(&mut state, "e");
        places.push(state.cursor);
    }
    let mut sorted = places.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(places, sorted);
    press(&mut state, "e");
    assert_eq!(state.cursor, places[0]);
    press(&mut state, "E");
    assert_eq!(Some(&state.cursor), places.last());
}

#[test]
fn moving_in_the_text_chooses_what_belongs_to_the_line() {
    let mut state = state();
    press(&mut state, "/");
    type_text(&mut state, "thu nội địa");
    press(&mut state, "Enter j k");
    let chosen = state.lists.shortfalls.chosen().unwrap();
    assert!(state.related(Pane::Shortfalls).contains(&chosen));
}

#[test]
fn search_is_as_it_is_typed() {
    let mut state = state();
    press(&mut state, "/");
    type_text(&mut state, "ty dong");
    let all = state.search.hits.len();
    assert!(all > 5);
    press(&mut state, "Esc");
    assert!(state.search.hits.is_empty() && state.cursor == 0);
    press(&mut state, "/");
    type_text(&mut state, "tỉ đồng");
    assert_eq!(state.search.hits.len(), all);
    press(&mut state, "Enter n n N");
    assert_eq!(state.search.current, Some(1));
    press(&mut state, "/ Enter");
    assert_eq!(state.search.current, Some(2));
}

#[test]
fn a_burst_of_backspaces_does_not_leave_the_prompt() {
    let mut state = state();
    press(&mut state, "/");
    type_text(&mut state, "ca");
    press(&mut state, "Backspace Backspace Backspace");
    type_text(&mut state, "cả");
    assert_eq!(state.prompt.as_ref().unwrap().text(), "cả");
}

#[test]
fn marks_lead_back() {
    let mut state = state();
    press(&mut state, "j j");
    let place = state.cursor;
    press(&mut state, "m");
    type_text(&mut state, "a");
    press(&mut state, "G '");
    type_text(&mut state, "a");
    assert_eq!(state.cursor, place);
    press(&mut state, "'");
    type_text(&mut state, "z");
    assert!(state.message.as_ref().unwrap().contains('z'));
}

#[test]
fn the_palette_finds_commands_without_accents() {
    let mut state = state();
    press(&mut state, ":");
    type_text(&mut state, "bang moi so lieu");
    press(&mut state, "Enter");
    assert!(matches!(state.overlays.last(), Some(Overlay::Figures(_))));
}

#[test]
fn a_key_typed_into_the_palette_is_its_command_in_both_languages() {
    for language in [Language::Vi, Language::En] {
        for (typed, command) in
            [("q", Command::Quit), ("f", Command::Figures), ("?", Command::Help), ("e", Command::NextShortfall)]
        {
            let mut state = state();
            state.labels = Labels::new(language);
            assert_eq!(crate::tui::entry::commands::offered(&state, typed).first(), Some(&command), "{typed}");
            press(&mut state, ":");
            type_text(&mut state, typed);
            let effect = update(&mut state, Action::Do(Command::Accept));
            assert_eq!(effect == Some(Effect::Quit), command == Command::Quit, "{typed}");
        }
    }
}

#[test]
fn the_mouse_gives_focus_and_chooses() {
    let mut state = state();
    let geometry = geometry(&state);
    let slot = geometry.slot(Pane::Shortfalls).unwrap();
    update(&mut state, Action::Click(slot.inner.x + 4, slot.inner.y + 5));
    assert_eq!((state.focus, state.lists.shortfalls.chosen()), (Pane::Shortfalls, Some(1)));
    let top = state.top;
    update(&mut state, Action::Wheel(geometry.column.x, geometry.column.y + 2, 3));
    assert!(state.top > top);
}

#[test]
fn an_edge_is_dragged() {
    let mut state = state();
    let before = geometry(&state);
    let edge = before.slot(Pane::Text).unwrap().area.right();
    update(&mut state, Action::Click(edge, 20));
    update(&mut state, Action::Drag(edge - 6, 10));
    update(&mut state, Action::Drop);
    assert_eq!(geometry(&state).slot(Pane::Text).unwrap().area.right(), edge - 6);
    assert_eq!(state.drag, None);
}

#[test]
fn resizing_keeps_the_line_being_read() {
    let mut state = state();
    press(&mut state, "4 j j j Enter");
    let at = state.cursor;
    for (w, h) in [(60, 15), (200, 60), (80, 24), (40, 10), (1, 1), (120, 40)] {
        update(&mut state, Action::Resize(w, h));
        assert_eq!(state.cursor, at);
    }
    assert!(state.row().covers(at));
}

#[test]
fn reloading_keeps_the_place() {
    let mut state = state();
    press(&mut state, "G");
    let at = state.cursor;
    let mut longer = bulletin();
    longer.text.insert_str(0, "Một đoạn mới.\n\n");
    update(&mut state, Action::Loaded(ready(longer)));
    assert_eq!(state.cursor, at + "Một đoạn mới.\n\n".len());
    update(&mut state, Action::Loaded(ready(bulletin())));
    assert_eq!(state.cursor, at);
}

#[test]
fn a_file_that_changes_keeps_place_marks_filter_search_and_what_is_typed() {
    let mut state = state();
    press(&mut state, "} } m");
    type_text(&mut state, "a");
    let marked = state.marks[&'a'];
    press(&mut state, "G 4 &");
    type_text(&mut state, "thu");
    press(&mut state, "Enter 3 f");
    press(&mut state, "&");
    type_text(&mut state, "thu");
    let (at, few) = (state.cursor, state.lists.shortfalls.shown.len());
    let mut longer = bulletin();
    longer.text.insert_str(0, "Một đoạn mới.\n\n");
    let by = longer.text.len() - state.bulletin.text.len();
    update(&mut state, Action::Changed(ready(longer)));
    assert_eq!((state.cursor, state.marks[&'a']), (at + by, marked + by));
    assert_eq!((state.lists.shortfalls.filter.as_str(), state.lists.shortfalls.shown.len()), ("thu", few));
    assert_eq!(state.prompt.as_ref().unwrap().text(), "thu");
    assert!(matches!(state.overlays.last(), Some(Overlay::Figures(t)) if t.list.filter == "thu"));
    assert!(state.message.is_some());
}

#[test]
fn a_paragraph_that_was_changed_is_found_behind_the_one_before_it() {
    let mut state = state();
    press(&mut state, "} } j j j");
    let block = state.document.block_at(state.cursor);
    let span = state.document.blocks[block].span;
    let mut other = bulletin();
    other.text.replace_range(span.start..span.start, "Sửa: ");
    other.text.insert_str(0, "Một đoạn mới.\n\n");
    update(&mut state, Action::Changed(ready(other)));
    let block = state.document.block_at(state.cursor);
    assert!(state.document.blocks[block].span.of(&state.bulletin.text).starts_with("Sửa: "));
}

#[test]
fn a_search_begun_before_the_file_changed_goes_on_in_the_new_text() {
    let mut state = sized(1, 1);
    press(&mut state, "G /");
    update(&mut state, Action::Changed(ready(other())));
    type_text(&mut state, " ");
    assert!(state.bulletin.text.is_char_boundary(state.search.origin));
    assert!(state.bulletin.text.is_char_boundary(state.cursor));
}

#[test]
fn a_file_that_only_was_touched_is_no_news() {
    let mut state = state();
    press(&mut state, "f");
    update(&mut state, Action::Changed(ready(bulletin())));
    assert!(state.message.is_none() && matches!(state.overlays.last(), Some(Overlay::Figures(_))));
}

#[test]
fn a_file_is_replaced_only_where_that_was_said() {
    let mut state = state();
    update(&mut state, Action::ShowSummary("một".into()));
    let saved = |effects: &[Effect]| match effects.first() {
        Some(Effect::Save { path, over, .. }) => (path.clone(), *over),
        other => panic!("{other:?}"),
    };
    press(&mut state, "H");
    let (path, over) = saved(&press(&mut state, "Enter"));
    assert!(path.ends_with(".html") && !over);
    update(&mut state, Action::Exists(path.clone()));
    assert_eq!(saved(&press(&mut state, "Enter")), (path.clone(), true));
    update(&mut state, Action::Exists(path.clone()));
    press(&mut state, "Backspace");
    assert!(!saved(&press(&mut state, "Enter")).1, "another name was taken for the one that was asked about");
    update(&mut state, Action::Exists(path));
    assert!(press(&mut state, "Esc").is_empty() && state.prompt.is_none());
}

#[test]
fn every_row_fits_its_column_and_no_number_is_parted_from_its_unit() {
    let raw = bulletin();
    for size in 40..=200 {
        let state = sized(size, 40);
        let paper = state.paper();
        let mut here = Some(Place::default());
        while let Some(place) = here {
            let span = paper.span(place);
            assert!(crate::tui::view::text::row_width(&state, span) <= state.flow.width(), "{size}");
            here = paper.next(place);
        }
        for figure in &raw.figures {
            for span in figure.value.iter().map(|v| v.span).filter(|s| width(s.of(&raw.text)) < state.flow.width()) {
                assert_eq!(paper.place(span.start), paper.place(span.end - 1), "{size}: {}", span.of(&raw.text));
            }
        }
    }
}

/// The bulletin cut short: another version of it.
fn other() -> Bulletin {
    let short = include_str!("../../../tests/fixtures/small.txt");
    Bulletin { text: crate::text::normalise(short).text, ..Bulletin::default() }
}

fn action() -> impl Strategy<Value = Action> {
    let commands = Command::ALL.to_vec();
    prop_oneof![
        8 => (0..commands.len()).prop_map(move |i| Action::Do(commands[i])),
        2 => prop_oneof![Just('a'), Just('đ'), Just('t'), Just(' '), Just('\u{301}'), Just('日')].prop_map(Action::Type),
        // Letters whose cells all terminals agree on: spacing marks of other scripts are not among them.
        1 => "[ -~À-ɏḀ-ỹ\u{300}-\u{303}日本]{0,8}".prop_map(Action::Paste),
        1 => (1u16..210, 1u16..70).prop_map(|(w, h)| Action::Resize(w, h)),
        1 => (0u16..210, 0u16..70).prop_map(|(x, y)| Action::Click(x, y)),
        1 => (0u16..210, 0u16..70, -3i16..4).prop_map(|(x, y, n)| Action::Wheel(x, y, n)),
        1 => Just(Action::ShowSummary("một\nhai\n".repeat(40))),
        1 => Just(Action::Loaded(ready(bulletin()))),
        1 => Just(Action::Changed(ready(other()))),
        1 => prop_oneof![Just(Action::Drop), (0u16..210, 0u16..70).prop_map(|(x, y)| Action::Drag(x, y))],
        1 => "[a-z./]{0,9}".prop_map(Action::Exists),
    ]
}

/// Runs of some thirty actions each: as many as `BANTIN_RUNS` says, 40 000 for a million actions.
fn runs() -> u32 {
    std::env::var("BANTIN_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(340)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(runs()))]
    #[test]
    fn whatever_is_done_the_state_draws(
        actions in prop::collection::vec(action(), 1..60), width in 1u16..160, height in 1u16..50,
    ) {
        let mut state = sized(width, height);
        for action in actions {
            update(&mut state, action);
            prop_assert!(state.bulletin.text.is_char_boundary(state.cursor));
            prop_assert!(state.row().start <= state.cursor);
        }
        buffer(&state, "mono");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn what_is_painted_is_what_was_drawn(actions in prop::collection::vec(action(), 1..25)) {
        let mut state = sized(100, 30);
        let mut painter = Painter::new(100, 30);
        let mut screen = vt100::Parser::new(NonZero::new(30).unwrap(), NonZero::new(100).unwrap(), 0);
        for action in actions {
            if !matches!(action, Action::Resize(..)) {
                update(&mut state, action);
            }
            let wanted = buffer(&state, "dark");
            screen.process(painter.paint(&mut wanted.clone(), None));
            painter.written();
            for y in 0..30 {
                for x in 0..100 {
                    let (want, have) = (&wanted[(x, y)], screen.screen().cell(y, x).unwrap());
                    let symbol = if have.has_contents() { have.contents() } else { " " };
                    if !have.is_wide_continuation() {
                        prop_assert_eq!(want.symbol(), symbol, "{} {}", x, y);
                        prop_assert_eq!(want.modifier.contains(Modifier::REVERSED), have.inverse());
                        prop_assert_eq!(want.bg == Color::Reset, have.bgcolor() == vt100::Color::Default);
                        if symbol != " " {
                            prop_assert_eq!(want.modifier.contains(Modifier::BOLD), have.bold(), "{} {}", x, y);
                            prop_assert_eq!(want.fg == Color::Reset, have.fgcolor() == vt100::Color::Default);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn every_size_draws_every_view() {
    for keys in ["", "4 Space", "f", "s", "?", ":", "/", "5 z"] {
        let mut state = state();
        press(&mut state, keys);
        for width in (1..30).chain([34, 60, 71, 72, 99, 100]) {
            for height in (1..14).chain([20, 30]) {
                update(&mut state, Action::Resize(width, height));
                buffer(&state, "dark");
            }
        }
    }
}
