//! What room there is goes to what would be cut without it; what cannot be shown whole ends where a thought ends.

use super::*;
use crate::tui::geometry::geometry;
use crate::tui::state::Pane;

/// The reader on a text of one's own.
fn reading(text: &str, width: u16, height: u16) -> State {
    State::new(crate::read(text), Labels::new(Language::Vi), Keymap::built_in(), (width, height))
}

/// A bulletin with shortfalls, and conclusions of some length.
fn told(shortfalls: usize, conclusions: usize) -> State {
    let mut bulletin = bulletin();
    bulletin.shortfalls = bulletin.shortfalls.iter().cycle().take(shortfalls).cloned().collect();
    let mut long = bulletin.conclusions.clone();
    long.retain(|conclusion| conclusion.span.len() > 150);
    bulletin.conclusions = long.iter().cycle().take(conclusions).cloned().collect();
    State::new(bulletin, Labels::new(Language::Vi), Keymap::built_in(), (120, 40))
}

/// Rows within the frame of a pane.
fn rows(state: &State, pane: Pane) -> u16 {
    geometry(state).slot(pane).unwrap().inner.height
}

#[test]
fn few_shortfalls_leave_their_room_to_conclusions_that_need_it() {
    let (few, many) = (told(2, 30), told(12, 30));
    assert!(rows(&few, Pane::Shortfalls) < rows(&many, Pane::Shortfalls));
    assert!(rows(&few, Pane::Conclusions) > rows(&many, Pane::Conclusions));
    // All of them are seen, the chosen one opened.
    let mut few = few;
    for keys in ["4", "Down"] {
        press(&mut few, keys);
        assert_eq!(few.lists.shortfalls.offset, 0);
        assert!(!screen(&few).lines().take(usize::from(rows(&few, Pane::Shortfalls))).any(|line| line.ends_with('↓')));
    }
}

#[test]
fn few_conclusions_leave_their_room_to_shortfalls_that_need_it() {
    let (few, many) = (told(12, 1), told(12, 30));
    assert!(rows(&few, Pane::Shortfalls) > rows(&many, Pane::Shortfalls));
    let none = told(12, 0);
    assert!(rows(&none, Pane::Shortfalls) >= rows(&few, Pane::Shortfalls) && rows(&none, Pane::Conclusions) >= 3);
}

#[test]
fn what_is_filtered_or_chosen_moves_no_edge() {
    let mut state = told(3, 30);
    let before = rows(&state, Pane::Shortfalls);
    for keys in ["4", "Down", "Down", "& x y z Enter", "5", "Down", "Down", "3"] {
        press(&mut state, keys);
        assert_eq!(rows(&state, Pane::Shortfalls), before, "{keys}");
    }
}

#[test]
fn an_edge_that_was_moved_stays_where_it_was_put() {
    let mut state = told(2, 30);
    let at = geometry(&state).slot(Pane::Conclusions).unwrap().area;
    update(&mut state, Action::Click(at.x + 20, at.y));
    update(&mut state, Action::Drag(at.x + 20, at.y + 6));
    update(&mut state, Action::Drop);
    assert_eq!(geometry(&state).slot(Pane::Conclusions).unwrap().area.y, at.y + 6);
}

const ALONE: &str = "UBND xã Đồng Mây họp quý 1 năm 2024\n\n\
    Kết luận phiên họp, ông Hà Văn Bách, Chủ tịch UBND xã yêu cầu các ban, ngành đẩy nhanh tiến độ giải ngân vốn đầu tư \
    công, tháo gỡ khó khăn cho doanh nghiệp hằng tháng.\n";

#[test]
fn a_conclusion_alone_in_its_pane_is_told_whole() {
    for (width, height) in [(80, 24), (120, 40)] {
        let state = reading(ALONE, width, height);
        assert_eq!(state.bulletin.conclusions.len(), 1);
        let shown = screen(&state);
        let pane = geometry(&state).slot(Pane::Conclusions).unwrap().inner;
        let side = shown.lines().skip(usize::from(pane.y)).map(|line| line.chars().skip(usize::from(pane.x)));
        let side: String = side.flatten().collect();
        assert!(side.contains("Hà Văn Bách") && side.contains("tháng.") && !side.contains('…'), "{shown}");
    }
}

#[test]
fn long_names_of_few_shortfalls_are_told_whole() {
    let mut bulletin = bulletin();
    bulletin.shortfalls.truncate(4);
    bulletin.conclusions.clear();
    let name = "Thuế bảo vệ môi trường đối với hàng hóa nhập khẩu do cơ quan hải quan thực hiện";
    bulletin.shortfalls[1].indicator = name.to_owned();
    let state = State::new(bulletin, Labels::new(Language::Vi), Keymap::built_in(), (120, 40));
    let side: String = screen(&state).lines().flat_map(|line| line.chars().skip(87).collect::<Vec<_>>()).collect();
    assert!(side.contains("thực hiện") && !side.contains('…'), "{}", screen(&state));
}

#[test]
fn statements_that_fit_are_told_whole() {
    let mut state = sized(200, 60);
    press(&mut state, "s");
    let shown = screen(&state);
    let view: Vec<String> = shown.lines().map(|line| line.chars().skip(36).take(106).collect()).collect();
    assert!(!view.iter().any(|line| line.contains('…')), "{shown}");
    // Where they do not, each has its few lines.
    let mut small = sized(80, 24);
    press(&mut small, "s");
    assert!(screen(&small).contains('…'));
}

#[test]
fn the_paragraph_of_a_figure_fills_what_is_left_below_its_card() {
    let text = "Huyện Mây Tre báo cáo quý 1 năm 2024\n\n\
        Quý 1 năm 2024, thu ngân sách đạt 320 tỷ đồng, bằng 31% kế hoạch năm. Toàn huyện trồng mới 120 ha rừng. \
        Đường liên xã đã thông xe.\n";
    let mut state = reading(text, 200, 60);
    press(&mut state, "f");
    let shown = screen(&state);
    assert!(shown.contains("Cả đoạn") && shown.matches("Đường liên xã").count() >= 1, "{shown}");
    // Not where the sentence is all there is.
    let mut short = reading("Huyện Mây Tre báo cáo quý 1 năm 2024\n\nThu ngân sách đạt 320 tỷ đồng.\n", 200, 60);
    press(&mut short, "f");
    assert!(!screen(&short).contains("Cả đoạn"));
}

const FEW: &str = "Huyện Mây Tre báo cáo quý 1 năm 2024\n\n\
    Quý 1 năm 2024, thu ngân sách đạt 320 tỷ đồng, bằng 21% kế hoạch năm, giảm 4% so với cùng kỳ. Giải ngân vốn đầu tư \
    công đạt 12% kế hoạch. Xuất khẩu đạt 40 triệu USD, tăng 6% so với cùng kỳ.\n\n\
    Kết luận cuộc họp, bà Vi Thị Lan, Chủ tịch UBND huyện yêu cầu đẩy nhanh giải ngân vốn đầu tư công.\n";

#[test]
fn a_card_below_the_table_never_ends_in_a_heading() {
    for height in 12..44 {
        let mut state = reading(FEW, 80, height);
        press(&mut state, "f");
        for _ in 0..state.bulletin.figures.len() {
            let shown = screen(&state);
            let lines: Vec<&str> = shown.lines().collect();
            let last =
                lines.iter().rev().skip(2).map(|line| line.trim_matches(['│', ' '])).find(|line| !line.is_empty());
            assert!(!last.unwrap().contains("──"), "{shown}");
            assert_ne!(last.unwrap(), "…", "{shown}");
            press(&mut state, "Down");
        }
    }
}

#[test]
fn a_search_hints_at_the_next_place() {
    let mut state = sized(80, 24);
    let last = |state: &State| screen(state).lines().last().unwrap().to_owned();
    assert!(!last(&state).contains("n tìm tiếp"));
    press(&mut state, "/ t h u Enter");
    assert!(last(&state).contains("n tìm tiếp"), "{}", last(&state));
}

#[test]
fn a_help_that_holds_nothing_of_what_is_looked_for_says_so() {
    let mut state = sized(80, 24);
    press(&mut state, "? / q x z");
    assert!(screen(&state).contains(state.labels.get("tui.none_filtered")), "{}", screen(&state));
}

#[test]
fn a_palette_that_holds_nothing_of_what_is_typed_says_so() {
    let mut state = sized(80, 24);
    press(&mut state, ": q x z");
    assert!(screen(&state).contains(state.labels.get("tui.no_command")), "{}", screen(&state));
}

#[test]
fn the_help_tells_how_language_and_colours_are_chosen() {
    let mut state = sized(80, 24);
    press(&mut state, "? G");
    let shown = screen(&state);
    assert!(shown.contains(": vi, en") && shown.contains(": dark, light, high-contrast, mono"), "{shown}");
}

#[test]
fn a_list_moves_up_where_there_comes_to_be_room() {
    let mut state = sized(120, 40);
    press(&mut state, "4 G");
    assert!(state.lists.shortfalls.offset > 0);
    press(&mut state, "z");
    assert_eq!(state.lists.shortfalls.offset, 0, "{}", screen(&state));
}

#[test]
fn how_the_column_to_sort_by_is_chosen_is_told() {
    let mut state = sized(120, 40);
    press(&mut state, "f");
    assert!(screen(&state).lines().last().unwrap().contains("l cột sau"), "{}", screen(&state));
}

#[test]
fn a_mark_is_underlined_without_the_blank_behind_it() {
    let mut state = reading(FEW, 120, 60);
    assert!(state.bulletin.figures[0].derived.pace_needed.is_some());
    press(&mut state, "4");
    let first = state.bulletin.shortfalls.iter().position(|s| s.figure == Some(0)).unwrap();
    state.lists.shortfalls.choose(first);
    press(&mut state, "Space");
    let cells = buffer(&state, "mono");
    let width = usize::from(cells.area.width);
    let rows: Vec<&[ratatui::buffer::Cell]> = cells.content.chunks(width).collect();
    let arrow = |row: &&&[ratatui::buffer::Cell]| row.iter().any(|cell| cell.symbol() == "→");
    let row = rows.iter().find(arrow).expect("a pace");
    let at = row.iter().position(|cell| cell.symbol() == "→").unwrap();
    assert!(row[at].modifier.contains(ratatui::style::Modifier::UNDERLINED));
    assert!(!row[at + 1].modifier.contains(ratatui::style::Modifier::UNDERLINED));
}

#[test]
fn names_in_a_narrow_table_are_not_broken_off() {
    let mut state = reading(FEW, 40, 14);
    press(&mut state, "f");
    let shown = screen(&state);
    assert!(shown.contains("Thu ngân sách") && shown.contains("Giải ngân"), "{shown}");
}

#[test]
fn a_summary_keeps_to_a_narrow_view() {
    let mut state = sized(40, 12);
    let effects = press(&mut state, "p");
    assert!(matches!(effects[..], [Effect::Summarise { width: 36 }]), "{effects:?}");
    let options = report::Options { width: Some(36), colour: false, full: true };
    let text = report::text(&report::summary(&state.bulletin, &state.labels), &state.labels, options);
    assert!(text.lines().all(|line| crate::text::cells::width(line) <= 36), "{text}");
}

#[test]
fn however_narrow_the_way_to_the_help_is_told() {
    for (width, height) in [(40, 12), (44, 15), (60, 20), (80, 24)] {
        for keys in ["3", "4", "5", "/ t h u Enter 3"] {
            let mut state = sized(width, height);
            press(&mut state, keys);
            let shown = screen(&state);
            assert!(shown.lines().last().unwrap().contains("? trợ giúp"), "{shown}");
        }
    }
}

#[test]
fn after_a_jump_the_way_back_is_told() {
    let mut state = sized(120, 40);
    let last = |state: &State| screen(state).lines().last().unwrap().to_owned();
    assert!(!last(&state).contains("^O"));
    press(&mut state, "4 Down Enter");
    assert!(last(&state).contains("^O quay lại"), "{}", last(&state));
    press(&mut state, "C-o");
    assert!(!last(&state).contains("^O"), "{}", last(&state));
}
