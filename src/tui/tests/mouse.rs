//! The mouse: (state, clicks) tables, without a terminal.

use super::*;
use crate::tui::action::Command;
use crate::tui::entry::commands;
use crate::tui::geometry::{geometry, palette_area, view_area};
use crate::tui::overlay::Overlay;
use crate::tui::state::{Edge, Pane};

/// The cell where words begin on the screen.
fn cell_of(state: &State, words: &str) -> (u16, u16) {
    let screen = screen(state);
    let (y, line) = screen.lines().enumerate().find(|(_, line)| line.contains(words)).unwrap_or_else(|| {
        panic!("no {words:?} on\n{screen}");
    });
    let x = crate::text::cells::width(line.split(words).next().unwrap());
    (u16::try_from(x).unwrap(), u16::try_from(y).unwrap())
}

fn click(state: &mut State, words: &str) -> Option<Effect> {
    let (x, y) = cell_of(state, words);
    update(state, Action::Click(x, y))
}

#[test]
fn a_click_on_any_pane_gives_it_the_focus_at_every_size() {
    for (width, height) in [(120, 40), (80, 24), (60, 30), (200, 60)] {
        let start = sized(width, height);
        let shown: Vec<(Pane, u16, u16)> =
            geometry(&start).slots.iter().map(|s| (s.shown, s.inner.x + 3, s.inner.y + 1)).collect();
        for (pane, x, y) in shown {
            let mut state = sized(width, height);
            update(&mut state, Action::Click(x, y));
            assert_eq!(state.focus, pane, "{width}x{height}");
            assert!(state.drag.is_none());
        }
    }
}

#[test]
fn a_click_on_a_name_shows_the_pane_that_shares_the_place() {
    let mut state = sized(80, 24);
    for (words, pane) in [("Mục lục", Pane::Outline), ("Chưa đạt", Pane::Shortfalls), ("Phát biểu", Pane::Speakers)]
    {
        click(&mut state, words);
        assert_eq!(state.focus, pane, "{words}");
        assert!(geometry(&state).slot(pane).is_some());
    }
}

#[test]
fn a_click_on_a_line_of_text_makes_it_the_one_being_read_and_the_panes_follow() {
    let mut state = state();
    press(&mut state, "e");
    let inner = geometry(&state).slot(Pane::Text).unwrap().inner;
    let mut linked = 0;
    for y in inner.y + 5..inner.bottom() - 5 {
        let mut state = super::state();
        press(&mut state, "e");
        let screen = screen(&state);
        let line = screen.lines().nth(usize::from(y)).unwrap().chars().skip(inner.x.into());
        let line: String = line.take(inner.width.into()).collect();
        update(&mut state, Action::Click(inner.x + 5, y));
        let row = state.row().of(&state.bulletin.text).to_owned();
        let first = row.split(' ').next().unwrap();
        assert!(line.contains(first) || line.contains("──") || !line.contains(char::is_alphabetic), "{line}: {row}");
        for pane in [Pane::Shortfalls, Pane::Conclusions, Pane::Speakers] {
            let related = state.related(pane);
            linked += related.len();
            assert!(related.is_empty() || related.contains(&state.lists.get(pane).unwrap().chosen().unwrap()));
        }
    }
    assert!(linked > 3);
}

#[test]
fn a_click_on_an_entry_marks_its_evidence() {
    let mut state = state();
    let name = state.bulletin.shortfalls[1].indicator.clone();
    let slot = geometry(&state).slot(Pane::Shortfalls).unwrap().clone();
    let (x, y) = cell_of(&state, "✗ Giải ngân vốn");
    assert!(x > slot.area.x, "{name}");
    update(&mut state, Action::Click(x + 3, y));
    assert_eq!(state.focus, Pane::Shortfalls);
    assert!(state.evidence.iter().any(|s| s.of(&state.bulletin.text).contains("vốn đầu tư công")));
}

#[test]
fn an_entry_of_a_view_is_chosen_by_one_click_and_gone_to_by_another() {
    for (key, at) in [("f", 3), ("s", 1), ("w", 1)] {
        let mut state = state();
        press(&mut state, key);
        let Some(overlay) = state.overlays.last().cloned() else { continue };
        let area = view_area(&overlay, &geometry(&state));
        // From below upwards, so that another entry than the chosen one is met first.
        let place = |state: &State| match state.overlays.last() {
            Some(Overlay::Figures(table)) => Some(table.list.selected),
            Some(Overlay::Statements(list) | Overlay::Notes(list)) => Some(list.selected),
            _ => None,
        };
        let rows: Vec<u16> = (area.y + 1..area.bottom() - 1).collect();
        let seen: Vec<Option<usize>> = rows
            .iter()
            .map(|y| {
                let mut state = super::state();
                press(&mut state, key);
                update(&mut state, Action::Click(area.x + 6, *y));
                place(&state)
            })
            .collect();
        assert!(seen.iter().flatten().any(|p| *p >= at), "{key}: {seen:?}");
        let y = rows[seen.iter().position(|p| *p == Some(at)).unwrap_or_else(|| panic!("{key}: {seen:?}"))];
        update(&mut state, Action::Click(area.x + 6, y));
        assert_eq!((place(&state), state.overlays.len()), (Some(at), 1), "{key}");
    }
    let mut state = state();
    press(&mut state, "f");
    let area = view_area(state.overlays.last().unwrap(), &geometry(&state));
    update(&mut state, Action::Click(area.x + 6, area.y + 6));
    let Some(Overlay::Figures(table)) = state.overlays.last() else { panic!("no table") };
    let figure = table.list.chosen().unwrap();
    update(&mut state, Action::Click(area.x + 6, area.y + 6));
    assert!(state.overlays.is_empty() && state.focus == Pane::Text);
    assert_eq!(state.evidence, [state.bulletin.figures[figure].span]);
}

#[test]
fn a_click_beside_a_view_leaves_it() {
    let mut state = state();
    press(&mut state, "4 Space");
    let text = geometry(&state).slot(Pane::Text).unwrap().inner;
    update(&mut state, Action::Click(text.x + 5, text.y + 3));
    assert!(state.overlays.is_empty() && state.focus == Pane::Text);
}

#[test]
fn the_palette_takes_a_click_and_is_left_by_one_beside_it() {
    let mut state = state();
    press(&mut state, ":");
    let second = commands::offered(&state, "")[1];
    let area = palette_area(geometry(&state).body);
    let before = state.cursor;
    let effect = update(&mut state, Action::Click(area.x + 4, area.y + 3));
    assert!(state.prompt.is_none());
    assert!(second == Command::PreviousSection && state.cursor == before && effect.is_none(), "{second:?}");
    press(&mut state, ":");
    type_text(&mut state, "trợ giúp");
    update(&mut state, Action::Click(area.x + 4, area.y + 2));
    assert!(matches!(state.overlays.last(), Some(Overlay::Help { .. })));
    press(&mut state, "Esc :");
    let below = geometry(&state).body.bottom() - 1;
    update(&mut state, Action::Click(0, below));
    assert!(state.prompt.is_none() && state.overlays.is_empty());
}

#[test]
fn a_click_while_words_are_typed_lets_them_stand() {
    let mut state = state();
    press(&mut state, "/");
    type_text(&mut state, "giai ngan");
    let found = state.search.hits.len();
    let text = geometry(&state).slot(Pane::Text).unwrap().inner;
    update(&mut state, Action::Click(text.x + 5, text.y + 3));
    assert!(state.prompt.is_none() && state.search.hits.len() == found && found > 1);
    press(&mut state, "m");
    type_text(&mut state, "a");
    update(&mut state, Action::ShowSummary("một".into()));
    press(&mut state, "w");
    update(&mut state, Action::Click(text.x + 5, text.y + 3));
    assert!(state.prompt.is_some(), "the name of a file that is typed is not lost to a click");
}

#[test]
fn the_wheel_scrolls_what_lies_under_it() {
    let mut state = state();
    let panes: Vec<(Pane, u16, u16)> =
        geometry(&state).slots.iter().map(|s| (s.shown, s.inner.x + 2, s.inner.y + 2)).collect();
    for (pane, x, y) in panes {
        let (top, chosen) = (state.top, state.lists.get(pane).map(|l| l.selected));
        update(&mut state, Action::Wheel(x, y, 3));
        match chosen {
            None => assert!(state.top > top),
            Some(chosen) => {
                let many = state.lists.get(pane).unwrap().shown.len() > chosen + 1;
                assert_eq!(state.lists.get(pane).unwrap().selected > chosen, many, "{pane:?}");
            }
        }
        assert_eq!(state.focus, Pane::Text, "the wheel takes no focus");
    }
    press(&mut state, "?");
    update(&mut state, Action::Wheel(60, 20, 3));
    assert!(matches!(state.overlays.last(), Some(Overlay::Help { top: 3, .. })));
}

#[test]
fn both_edges_are_dragged_and_stay_where_they_are_left() {
    let mut state = state();
    for (edge, by) in [(Edge::Left, 5_i16), (Edge::Right, -6)] {
        let text = |state: &State| geometry(state).slot(Pane::Text).unwrap().area;
        let column = |state: &State| if edge == Edge::Left { text(state).x } else { text(state).right() };
        let from = column(&state);
        update(&mut state, Action::Click(from, 20));
        assert_eq!(state.drag, Some(edge));
        update(&mut state, Action::Drag(from.saturating_add_signed(by), 20));
        update(&mut state, Action::Drop);
        assert_eq!((column(&state), state.drag), (from.saturating_add_signed(by), None));
    }
}

#[test]
fn the_edges_between_stacked_panes_are_dragged_and_kept() {
    for (width, height, pane) in [
        (120, 40, Pane::Outline),
        (120, 40, Pane::Shortfalls),
        (80, 24, Pane::Shortfalls),
        (60, 40, Pane::Text),
        (60, 40, Pane::Shortfalls),
        (60, 15, Pane::Text),
    ] {
        let mut state = sized(width, height);
        let area = |state: &State| geometry(state).slots.iter().find(|s| s.panes.contains(&pane)).unwrap().area;
        let start = area(&state);
        // Cells of the edge that no name stands in.
        let x = if width < 72 { 0 } else { start.right() - 3 };
        for by in [2_i16, -3, 40, -60] {
            let from = area(&state);
            update(&mut state, Action::Click(x, from.bottom()));
            assert_eq!(state.drag, Some(Edge::Below(pane)), "{width}x{height} {pane:?}\n{}", screen(&state));
            update(&mut state, Action::Drag(x, from.bottom().saturating_add_signed(by)));
            update(&mut state, Action::Drop);
            let now = area(&state).height;
            match by {
                2 if height > 20 => assert_eq!(now, from.height + 2),
                -3 if height > 20 => assert_eq!(now, from.height - 3),
                _ => assert!(now >= 3 && now < height - 4, "{now}"),
            }
            assert_eq!(
                (geometry(&state).slots.len(), state.focus),
                (geometry(&sized(width, height)).slots.len(), Pane::Text)
            );
        }
        let kept = crate::tui::memory::Memory::of(&state);
        let mut again = sized(width, height);
        kept.recall(&mut again);
        assert_eq!(area(&again), area(&state));
    }
}

#[test]
fn the_mouse_is_given_back_and_taken_again() {
    let mut state = state();
    assert_eq!(press(&mut state, "M"), [Effect::Mouse(false)]);
    assert!(!state.mouse && state.message.is_some());
    assert_eq!(press(&mut state, "M"), [Effect::Mouse(true)]);
}
