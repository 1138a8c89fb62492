//! Whole screens: keys in, text and, where a colour tells something, styles out.

use super::*;
use crate::tui::state::Pane;
use ratatui::style::{Color, Modifier, Style};
use std::fmt::Write;

/// The screen after some keys.
fn after(width: u16, height: u16, keys: &str) -> String {
    let mut state = sized(width, height);
    press(&mut state, keys);
    screen(&state)
}

/// The screen's styles as a grid: one letter a style, and what the letters mean.
fn styles(state: &State, theme: &str) -> String {
    let buffer = buffer(state, theme);
    let mut known: Vec<Style> = Vec::new();
    let mut grid = String::new();
    for row in buffer.content.chunks(usize::from(buffer.area.width.max(1))) {
        let letters: String = row
            .iter()
            .map(|cell| {
                let style = cell.style();
                if style == Style::reset()
                    || cell.symbol() == " "
                        && style.bg == Some(Color::Reset)
                        && !style.add_modifier.contains(Modifier::REVERSED)
                {
                    return '.';
                }
                let place = known.iter().position(|k| *k == style).unwrap_or_else(|| {
                    known.push(style);
                    known.len() - 1
                });
                ('a'..='z').chain('A'..='Z').nth(place).unwrap_or('#')
            })
            .collect();
        writeln!(grid, "{}", letters.trim_end_matches('.')).unwrap();
    }
    for (letter, style) in ('a'..='z').chain('A'..='Z').zip(&known) {
        let colour = |c: Option<Color>| c.map_or_else(String::new, |c| c.to_string());
        writeln!(grid, "{letter} {} on {} {:?}", colour(style.fg), colour(style.bg), style.add_modifier).unwrap();
    }
    grid
}

#[test]
fn the_fixture_is_of_its_text() {
    let raw = include_str!("../../../tests/fixtures/provincial-party-q1-2024.txt");
    assert_eq!(crate::text::normalise(raw).text, bulletin().text);
}

#[test]
fn the_start_shows_all_panes_at_every_size() {
    for (width, height) in [(60, 15), (80, 24), (120, 40), (200, 60), (40, 40), (30, 10)] {
        insta::assert_snapshot!(format!("start_{width}x{height}"), after(width, height, ""));
    }
}

#[test]
fn an_entry_moves_the_text_to_its_evidence_and_marks_it() {
    for (width, height) in [(60, 15), (80, 24), (120, 40)] {
        let mut state = sized(width, height);
        press(&mut state, "4 j");
        insta::assert_snapshot!(format!("evidence_{width}x{height}"), screen(&state));
        insta::assert_snapshot!(format!("evidence_styles_{width}x{height}"), styles(&state, "dark"));
    }
}

#[test]
fn evidence_stands_out_without_colour() {
    let mut state = sized(80, 24);
    press(&mut state, "4 j");
    insta::assert_snapshot!("evidence_mono", styles(&state, "mono"));
}

#[test]
fn views_in_another_state() {
    for (name, keys) in [("card_unnamed", "4 j j Space"), ("figures_sorted", "f Right Right Right o"), ("zoom", "4 z")]
    {
        for (width, height) in [(60, 15), (80, 24), (120, 40)] {
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), after(width, height, keys));
        }
    }
}

#[test]
fn a_search_shows_its_count_and_marks_every_place() {
    let mut state = sized(120, 40);
    press(&mut state, "/");
    type_text(&mut state, "giai ngan");
    insta::assert_snapshot!("search", screen(&state));
    press(&mut state, "Enter n");
    insta::assert_snapshot!("search_next", screen(&state));
    insta::assert_snapshot!("search_next_styles", styles(&state, "dark"));
}

#[test]
fn a_filter_is_told_in_the_frame() {
    let mut state = sized(80, 24);
    press(&mut state, "4 &");
    type_text(&mut state, "dau tu");
    press(&mut state, "Enter");
    insta::assert_snapshot!("filter", screen(&state));
}

#[test]
fn the_summary_is_shown_as_it_will_print() {
    let mut state = sized(80, 24);
    assert_eq!(press(&mut state, "p"), [Effect::Summarise { width: 76 }]);
    update(&mut state, Action::ShowSummary("Một dòng\nHai dòng\n".into()));
    insta::assert_snapshot!("summary", screen(&state));
    assert_eq!(press(&mut state, "P"), [Effect::Print("Một dòng\nHai dòng\n".into())]);
}

#[test]
fn a_text_that_is_no_bulletin_is_read_all_the_same() {
    let plain = Bulletin {
        text: "Một câu.\n\nTên\tSố\tĐơn vị\nXi măng\t1.284\ttấn".into(), ..Bulletin::default()
    };
    let state = State::new(plain, Labels::new(Language::En), Keymap::built_in(), (80, 24));
    insta::assert_snapshot!("no_bulletin", screen(&state));
    let empty = State::new(Bulletin::default(), Labels::new(Language::En), Keymap::built_in(), (80, 24));
    insta::assert_snapshot!("empty", screen(&empty));
}

#[test]
fn forms_of_the_text_draw_the_same_cells() {
    use unicode_normalization::UnicodeNormalization;
    let plain = |text: &str| Bulletin { text: crate::text::normalise(text).text, ..Bulletin::default() };
    let raw = include_str!("../../../tests/fixtures/provincial-party-q1-2024.txt");
    let decomposed: String = raw.nfd().collect();
    for width in [60, 80, 120] {
        let draw = |text: &str| {
            let state = State::new(plain(text), Labels::new(Language::Vi), Keymap::built_in(), (width, 40));
            buffer(&state, "dark")
        };
        assert_eq!(draw(raw), draw(&decomposed));
    }
}

#[test]
fn what_is_read_so_far_is_told() {
    let text = "Thu ngân sách.".to_owned();
    let empty = Bulletin { text, ..Bulletin::default() };
    let mut state = State::new(empty, Labels::new(Language::Vi), Keymap::built_in(), (120, 40));
    state.filling = true;
    assert!(screen(&state).contains("Đang đọc…"));
    update(&mut state, Action::Read(37));
    assert!(screen(&state).contains("Đang đọc… 37 %"), "{}", screen(&state));
}

#[test]
fn what_is_missed_stays_in_sight_beside_a_view_where_there_is_room() {
    for (width, height) in [(120, 40), (200, 60)] {
        for keys in ["f", "s", "p"] {
            let mut state = sized(width, height);
            if let [Effect::Summarise { .. }] = press(&mut state, keys)[..] {
                update(&mut state, Action::ShowSummary("Một".to_owned()));
            }
            let screen = screen(&state);
            let heads = ["┌─ 4 Chưa đạt ─", "├─ 5 Kết luận ─"];
            assert!(heads.iter().all(|head| screen.contains(head)), "{width} {keys}\n{screen}");
            // What is clicked there is gone to.
            update(&mut state, Action::Click(width - 10, 2));
            assert_eq!((state.overlays.len(), state.focus), (0, Pane::Shortfalls), "{width} {keys}");
        }
    }
}

#[test]
fn names_are_whole_in_the_table_of_figures_from_80_columns_on() {
    for width in [80, 100, 120, 200] {
        let mut state = sized(width, 60);
        press(&mut state, "f");
        let screen = screen(&state);
        let names = state.bulletin.figures.iter().map(|f| f.indicator.split(' ').next_back().unwrap_or_default());
        assert!(names.clone().count() > 20 && names.clone().all(|last| screen.contains(last)), "{width}\n{screen}");
        assert!(!screen.contains("dịch vụ…"), "{width}\n{screen}");
    }
}
