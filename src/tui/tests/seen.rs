//! What was seen wrong in pictures of the screen, and has to stay right.

use super::*;
use crate::tui::action::Command;
use crate::tui::entry;
use crate::tui::geometry::geometry;
use crate::tui::runs::line_width;
use crate::tui::state::Pane;
use crate::tui::view::frame::label;

fn of(text: &str, width: u16, height: u16) -> State {
    let bulletin = crate::Reader::default().read(text);
    State::new(bulletin, Labels::new(Language::Vi), Keymap::built_in(), (width, height))
}

#[test]
fn no_number_of_a_shortfall_is_cut_however_narrow_its_pane() {
    let state = state();
    for room in 12..70 {
        for (index, shortfall) in state.bulletin.shortfalls.iter().enumerate() {
            for chosen in [false, true] {
                let lines = entry::lines(&state, Pane::Shortfalls, index, room, chosen, 40);
                assert!(lines.iter().all(|line| line_width(line) <= room), "{room}: {lines:?}");
                let words: String = lines.iter().flatten().map(|run| run.text.as_str()).collect();
                for number in [shortfall.actual_percent, shortfall.expected_percent, shortfall.change_percent] {
                    let number = number.map(|n| state.labels.number(n.abs())).unwrap_or_default();
                    assert!(words.contains(&number), "{room}: {number} in {words}");
                }
                if let Some((reached, due)) = shortfall.actual_percent.zip(shortfall.expected_percent) {
                    let distance = state.labels.signed((reached - due).round_dp(2));
                    assert!(words.contains(&distance), "{room}: {distance} in {words}");
                }
            }
        }
    }
}

#[test]
fn that_there_is_more_is_told_on_the_frame_and_never_beside_a_number() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        for keys in ["4 j", "5 j j j", "2", "4 Space", "f", "s", "?", "p"] {
            let mut state = sized(width, height);
            press(&mut state, keys);
            let buffer = buffer(&state, "dark");
            let edges: Vec<u16> = geometry(&state).slots.iter().map(|slot| slot.area.right() - 1).collect();
            let view = state.overlays.last().map(|o| crate::tui::geometry::view_area(o, &geometry(&state)).right() - 1);
            for y in 1..height - 1 {
                for x in 1..width {
                    let symbol = buffer[(x, y)].symbol();
                    // The table's head tells by what it is sorted; help names keys and signs.
                    if matches!(symbol, "↓" | "↑") && !keys.contains(['f', '?']) {
                        assert!(edges.contains(&x) || view == Some(x), "{width}x{height} {keys}: {x}, {y}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_filter_is_told_where_the_frame_is_full_of_names() {
    let mut state = sized(80, 24);
    press(&mut state, "4 &");
    type_text(&mut state, "thu");
    let shown = state.lists.shortfalls.shown.len();
    assert!(shown < state.bulletin.shortfalls.len());
    assert!(
        screen(&state).contains(&format!("[4 Chưa đạt]─ &{shown}")) || screen(&state).contains(&format!("&{shown}─"))
    );
}

#[test]
fn what_is_still_being_read_is_not_counted() {
    let mut state = of("Thu ngân sách của huyện", 80, 24);
    assert!(screen(&state).contains("[4 Chưa đạt]─ 0"));
    (state.filling, state.percent) = (true, 40);
    assert!(!screen(&state).contains("[4 Chưa đạt]─ 0"));
    press(&mut state, "f");
    assert!(screen(&state).contains("Đang đọc"));
    press(&mut state, "3 z");
    assert!(screen(&state).contains("Đang đọc… 40 %"), "{}", screen(&state));
}

#[test]
fn the_status_line_tells_the_place_in_the_pane_that_has_the_keys() {
    for (keys, pane) in [("1 j j", Pane::Outline), ("4 j", Pane::Shortfalls), ("5 j", Pane::Conclusions)] {
        let mut state = state();
        press(&mut state, keys);
        let list = state.lists.get(pane).unwrap();
        let words = format!(" {} {}/{}", state.labels.get(label(pane)), list.selected + 1, list.shown.len());
        assert!(screen(&state).lines().last().unwrap().starts_with(&words), "{keys}");
    }
}

#[test]
fn no_key_is_offered_that_finds_nothing() {
    let quiet =
        "UBND huyện Tân Hòa họp\n05/04/2024\n\nQuý 1 năm 2024, thu ngân sách đạt 320 tỷ đồng, tăng 8% so với cùng kỳ.";
    let mut state = of(quiet, 120, 40);
    let last = |state: &State| screen(state).lines().last().unwrap().to_owned();
    assert!(!last(&state).contains("chỗ chưa đạt"));
    press(&mut state, "4");
    assert!(!last(&state).contains("tới nguồn") && !last(&state).contains("lọc"));
    for (key, words) in [("w", "lưu ý"), ("s", "phát biểu")] {
        press(&mut state, key);
        assert!(last(&state).contains(words), "{key}: {}", last(&state));
    }
}

#[test]
fn while_something_is_typed_the_keys_that_end_it_are_told() {
    for (keys, words) in
        [(":", "Tab điền  Enter làm  Esc bỏ"), ("/", "Enter xong  Esc bỏ"), ("4 &", "Enter xong  Esc bỏ")]
    {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut state = sized(width, height);
            press(&mut state, keys);
            assert!(screen(&state).lines().last().unwrap().contains(words), "{keys} {}", screen(&state));
        }
    }
    // What is typed has the room first.
    let mut state = sized(60, 15);
    press(&mut state, "/");
    type_text(&mut state, "giải ngân vốn đầu tư công của cả thành phố trong");
    assert!(screen(&state).contains("giải ngân vốn đầu tư công của cả thành phố trong"));
    assert!(!screen(&state).contains("Esc bỏ"));
}

#[test]
fn a_card_over_the_table_is_told_once() {
    let mut state = sized(120, 60);
    press(&mut state, "f");
    let rule = format!("{} ─", state.labels.get("tui.card_says"));
    assert_eq!(screen(&state).matches(&rule).count(), 1);
    press(&mut state, "Space");
    assert_eq!(screen(&state).matches(&rule).count(), 1, "{}", screen(&state));
}

#[test]
fn a_pane_below_a_view_has_no_second_cursor() {
    let mut state = state();
    press(&mut state, "4 j");
    assert!(screen(&state).contains("│▌ "));
    press(&mut state, "p");
    update(&mut state, Action::ShowSummary("Tóm tắt".to_owned()));
    assert!(!screen(&state).contains("│▌ "), "{}", screen(&state));
}

#[test]
fn the_parts_of_a_text_that_is_no_bulletin_have_no_names() {
    let state = of("Cách nấu canh chua\n\nCho cá vào nồi, đun sôi nhỏ lửa.\n\nĂn nóng với cơm trắng.", 80, 24);
    assert!(!screen(&state).contains("──  Kết quả") && !screen(&state).contains("── Kết quả"));
    assert!(state.outline.iter().all(|item| !crate::tui::document::rules(item.kind)));
}

#[test]
fn what_rests_on_the_chosen_entrys_words_is_marked_and_the_first_apart() {
    let mut state = state();
    // A sentence that names several indicators: each of them rests on it, whichever row it begins on.
    let several = (0..state.bulletin.conclusions.len())
        .find(|&i| {
            let span = state.bulletin.conclusions[i].span;
            state
                .bulletin
                .shortfalls
                .iter()
                .filter(|s| s.evidence.iter().chain(&s.named).any(|e| span.overlaps(*e)))
                .count()
                > 1
        })
        .unwrap();
    press(&mut state, "5");
    while state.lists.conclusions.chosen() != Some(several) {
        press(&mut state, "j");
    }
    assert!(state.related(Pane::Shortfalls).len() > 1);
    let (first, beside) = (screen(&state).matches(entry::HERE).count(), screen(&state).matches(entry::BESIDE).count());
    assert!(first >= 1 && beside >= 1, "{}", screen(&state));
}

#[test]
fn a_card_never_lies_over_the_numbers_of_the_table() {
    for (width, height) in [(60, 15), (80, 24), (99, 30), (120, 40)] {
        let mut state = sized(width, height);
        press(&mut state, "f Down Space");
        let (card, geometry) = (state.overlays.last().unwrap(), geometry(&state));
        let card = crate::tui::geometry::view_area(card, &geometry);
        let table = crate::tui::geometry::view_area(&state.overlays[0], &geometry);
        assert!(card.x <= table.x || card.x >= table.right(), "{width}: {card:?} {table:?}");
    }
}

#[test]
fn the_outline_tells_how_a_section_begins_where_there_is_room() {
    let mut state = sized(120, 40);
    let begins = "Phát biểu khai mạc";
    let lines = entry::lines(&state, Pane::Outline, 2, 30, false, 36);
    let words = |lines: &[crate::tui::runs::Runs]| lines.iter().flatten().map(|r| r.text.as_str()).collect::<String>();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines.iter().all(|line| line_width(line) <= 30));
    // Where all entries need the lines, each has one.
    for most in [1, 8, 15] {
        assert_eq!(entry::lines(&state, Pane::Outline, 2, 30, false, most).len(), 1);
    }
    // The filter knows names alone.
    press(&mut state, "1 &");
    type_text(&mut state, begins);
    assert!(state.lists.outline.shown.is_empty());
    assert!(words(&lines).contains("Mở đầu"), "{lines:?}");
}

#[test]
fn offices_are_told_of_all_speakers_where_there_is_room() {
    let state = sized(120, 40);
    let speakers = state.bulletin.speakers.len();
    let role = &state.bulletin.speakers[0].roles[0];
    let tall = |most| entry::lines(&state, Pane::Speakers, 0, 60, false, most);
    assert!(tall(3 * speakers).iter().flatten().any(|run| run.text.contains(role.as_str())));
    assert_eq!(tall(3 * speakers - 1).len(), 1);
}

#[test]
fn that_nothing_was_found_is_told_once() {
    let mut state = sized(120, 40);
    press(&mut state, "/");
    type_text(&mut state, "xyzq");
    press(&mut state, "Enter");
    assert!(screen(&state).contains("xyzq"));
    press(&mut state, "j");
    assert!(!screen(&state).contains("xyzq"), "{}", screen(&state));
}

#[test]
fn the_palette_begins_with_what_is_not_known_by_its_keys() {
    let mut state = sized(120, 40);
    press(&mut state, ":");
    let offered = entry::commands::offered(&state, "");
    let at = |wanted: Command| offered.iter().position(|command| *command == wanted).unwrap();
    assert!(at(Command::Figures) < at(Command::Down) && at(Command::Summary) < at(Command::PageDown));
    assert_eq!(entry::commands::offered(&state, "j").first(), Some(&Command::Down));
}

#[test]
fn of_an_empty_pane_the_number_is_told_too() {
    let state = of("Huyện An Bình: Thu ngân sách quý 1 năm 2024 đạt 320 tỷ đồng, tăng 8% so với cùng kỳ.", 120, 40);
    let screen = screen(&state);
    let frames: Vec<&str> = screen.lines().filter(|line| line.contains("2 Phát biểu")).collect();
    assert!(frames.iter().any(|line| line.contains("2 Phát biểu ─") && line.contains(" 0 ")), "{screen}");
}
