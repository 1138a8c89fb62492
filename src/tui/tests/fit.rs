//! The interface's words in both languages, measured in cells: none is wider than its place, none is cut.

use super::*;
use crate::text::cells::width;
use crate::tui::action::Command;
use crate::tui::entry;
use crate::tui::geometry::{geometry, list_room, view_area, view_inner};
use crate::tui::overlay::{Overlay, Subject};
use crate::tui::prompt::{Prompt, Purpose};
use crate::tui::runs::{Runs, line_width};
use crate::tui::state::Pane;
use crate::tui::table::{Column, Table};

const SIZES: [(u16, u16); 4] = [(60, 15), (80, 24), (120, 40), (200, 60)];

/// The reader in each language at each size.
fn readers() -> impl Iterator<Item = (String, State)> {
    [Language::Vi, Language::En].into_iter().flat_map(|language| {
        SIZES.into_iter().map(move |size| {
            let state = State::new(bulletin(), Labels::new(language), Keymap::built_in(), size);
            (format!("{language:?} {}x{}", size.0, size.1), state)
        })
    })
}

fn words(line: &Runs) -> String {
    line.iter().map(|run| run.text.as_str()).collect()
}

#[test]
fn every_entry_of_every_pane_and_view_keeps_to_its_cells() {
    for (name, state) in readers() {
        let geometry = geometry(&state);
        let fits = |what: &str, lines: Vec<Runs>, room: usize| {
            for line in lines {
                assert!(line_width(&line) <= room, "{name} {what}, {room} cells: {}", words(&line));
            }
        };
        for pane in Pane::ALL {
            let slot = geometry.slots.iter().find(|slot| slot.panes.contains(pane)).unwrap();
            let room = usize::from(slot.inner.width - entry::MARGINS);
            for (index, chosen) in (0..entry::count(&state, *pane)).flat_map(|i| [(i, true), (i, false)]) {
                fits(pane.name(), entry::lines(&state, *pane, index, room, chosen, 50), room);
            }
        }
        for index in 0..state.bulletin.shortfalls.len() {
            let subject = Subject::Shortfall(index);
            let room = view_inner(view_area(&Overlay::Card { subject, top: 0 }, &geometry)).0;
            fits("card", entry::card::lines(&state, subject, room), room);
        }
        let table = entry::figures::table(&state.bulletin, &state.labels);
        let room = list_room(view_area(&Overlay::Figures(table.clone()), &geometry));
        for place in 0..table.list.shown.len() {
            fits("figures", entry::figures::lines(&state, &table, place, room), room);
        }
    }
}

#[test]
fn heads_of_columns_are_whole_however_they_are_sorted() {
    for (name, state) in readers() {
        let room = list_room(view_area(&Overlay::Figures(Table::default()), &geometry(&state)));
        for column in Column::ALL {
            for sorted in [None, Some((*column, true)), Some((*column, false))] {
                let table = Table { column: *column, sorted, ..entry::figures::table(&state.bulletin, &state.labels) };
                let head = words(&entry::figures::head(&state, &table, room));
                assert!(!head.contains('…') && width(&head) <= room, "{name}: {head}");
            }
        }
    }
}

#[test]
fn names_stand_whole_in_every_frame() {
    for (name, mut state) in readers() {
        for (keys, label) in [
            ("1", "tui.outline"),
            ("2", "tui.speakers"),
            ("3", "tui.text"),
            ("4", "tui.shortfalls"),
            ("5", "tui.conclusions"),
            ("f", "tui.figures"),
            ("s", "tui.statements"),
            ("?", "tui.help"),
            ("4 Space", "tui.card"),
            (":", "tui.commands"),
        ] {
            press(&mut state, keys);
            let (long, short) = (state.labels.get(label), state.labels.get("tui.speakers_short"));
            let frame = screen(&state);
            let whole = frame.contains(long) || label == "tui.speakers" && frame.contains(short);
            assert!(whole, "{name}: {long} is not whole in\n{frame}");
            press(&mut state, "Esc Esc");
        }
    }
}

#[test]
fn every_command_is_told_whole_in_palette_and_help() {
    for (name, mut state) in readers() {
        let area = view_area(&Overlay::Help { filter: String::new(), top: 0 }, &geometry(&state));
        let (room, _) = view_inner(area);
        for line in entry::help::lines(&state, "", room) {
            assert!(line_width(&line) <= room && !words(&line).contains('…'), "{name}: {}", words(&line));
        }
        for command in Command::ALL.iter().filter(|c| !c.is_editing() && **c != Command::Commands) {
            let told = entry::commands::words(&state, *command);
            state.prompt = Some(Prompt::new(Purpose::Command, &told));
            assert!(screen(&state).contains(&format!("{told} ")), "{name}: {told} is cut in\n{}", screen(&state));
        }
    }
}

#[test]
fn what_the_status_line_tells_is_whole_on_the_smallest_screen() {
    const TOLD: &[&str] = &[
        "nothing_here",
        "no_figures",
        "no_statements",
        "no_notes",
        "no_card",
        "no_search",
        "filter_where",
        "no_jump",
        "ask_mark",
        "no_file",
        "mouse_on",
        "mouse_off",
        "reloaded",
        "no_original",
        "changed",
        "no_reload",
    ];
    for (name, mut state) in readers() {
        for key in TOLD {
            let told = state.labels.get(&format!("tui.{key}")).to_owned();
            assert_ne!(told, format!("tui.{key}"), "no such label");
            update(&mut state, Action::Tell(told.clone()));
            assert!(screen(&state).contains(&told), "{name}: {told}");
        }
    }
}

#[test]
fn no_hint_is_cut_and_help_and_quit_are_always_there() {
    for (name, mut state) in readers() {
        for keys in ["", "4", "f", "s", "?", "4 Space"] {
            press(&mut state, keys);
            let screen = screen(&state);
            let last = screen.lines().last().unwrap().to_owned();
            let key = if state.overlays.is_empty() { "tui.hint_help" } else { "tui.hint_close" };
            assert!(last.ends_with(state.labels.get(key)), "{name} {keys}: {last}");
            press(&mut state, "Esc Esc Esc");
        }
    }
}
