//! Every view at three sizes: its words, and below them the same screen as letters of roles, so that it is seen what
//! stands out, what recedes, and where. Roles, not colours: a theme may change without a picture changing.

use super::*;
use ratatui::style::{Color, Modifier};
use std::fmt::Write;

/// Keys to each view, and what is typed there.
const VIEWS: &[(&str, &str, &str)] = &[
    ("text", "j j", ""),
    ("shortfalls", "4 j", ""),
    ("conclusions", "5 j j", ""),
    ("outline", "1 j j j", ""),
    ("speakers", "2 j", ""),
    ("card", "4 j Space", ""),
    ("figures", "f j", ""),
    ("statements", "s j", ""),
    ("notes", "w", ""),
    ("help", "?", ""),
    ("palette", ":", "chỉ tiêu"),
    ("search", "/", "giai ngan"),
    ("filter", "4 &", "thu"),
    ("marks", "m", "a"),
    ("summary", "p", ""),
];

/// A theme that shows nothing but roles: the role's number as foreground, for grounds as background.
fn roles() -> Theme {
    let grounds = [Role::Current, Role::Selected, Role::SelectedFaint, Role::Evidence, Role::Match, Role::MatchCurrent];
    let lines = Role::ALL.iter().zip(16..).map(|(role, number)| {
        let part = if grounds.contains(role) { "bg" } else { "fg" };
        format!("{} = {{ {part} = \"{number}\" }}\n", role.name())
    });
    let source = format!("[roles]\n{}", lines.collect::<String>());
    Theme::parse("roles", &source, Depth::True).unwrap()
}

fn role(colour: Color) -> Option<&'static str> {
    let Color::Indexed(number) = colour else { return None };
    usize::from(number).checked_sub(16).and_then(|i| Role::ALL.get(i)).map(|role| role.name())
}

/// The screen's roles: a letter for each, a dot for blanks on no ground, and what the letters mean.
pub fn grid(state: &State) -> String {
    let buffer = painted(state, &roles());
    let mut known: Vec<String> = Vec::new();
    let mut out = String::new();
    for row in buffer.content.chunks(usize::from(buffer.area.width.max(1))) {
        let letters: String = row
            .iter()
            .map(|cell| {
                let ground = role(cell.bg);
                if cell.symbol() == " " && ground.is_none() {
                    return '.';
                }
                let mut name = if cell.symbol() == " " { "blank" } else { role(cell.fg).unwrap_or("none") }.to_owned();
                name.extend(ground.iter().flat_map(|ground| [" on ", ground]));
                name.push_str(if cell.modifier.contains(Modifier::DIM) { ", dim" } else { "" });
                let place = known.iter().position(|k| *k == name).unwrap_or_else(|| {
                    known.push(name);
                    known.len() - 1
                });
                ('a'..='z').chain('A'..='Z').nth(place).unwrap_or('#')
            })
            .collect();
        writeln!(out, "{}", letters.trim_end_matches('.')).unwrap();
    }
    for (letter, name) in ('a'..='z').chain('A'..='Z').zip(&known) {
        writeln!(out, "{letter} {name}").unwrap();
    }
    out
}

#[test]
fn every_view_at_three_sizes() {
    for (name, keys, typed) in VIEWS {
        for (width, height) in [(60, 15), (80, 24), (120, 40)] {
            let mut state = sized(width, height);
            let effects = press(&mut state, keys);
            type_text(&mut state, typed);
            if let [Effect::Summarise { width }] = effects[..] {
                let options = report::Options { width: Some(width), ..report::Options::default() };
                let words = report::text(&report::summary(&state.bulletin, &state.labels), &state.labels, options);
                update(&mut state, Action::ShowSummary(words));
            }
            let picture = format!("{}\n\n{}", screen(&state), grid(&state));
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), picture);
        }
    }
}

#[test]
fn a_chosen_entry_and_its_evidence_are_on_screen_together() {
    for (width, height) in [(60, 15), (80, 24), (120, 40), (200, 60)] {
        let mut state = sized(width, height);
        press(&mut state, "4 j");
        let grid = grid(&state);
        assert!(grid.contains(" on evidence") && grid.contains(" on selected"), "{width}x{height}\n{grid}");
    }
}
