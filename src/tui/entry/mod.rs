//! Entries of lists as lines with roles: what each pane says, before it is coloured and placed.
//!
//! In: the state, an entry's index, the cells there are. Out: lines that fit. Used by update (heights) and view alike.

pub mod card;
pub mod commands;
pub mod conclusions;
pub mod figures;
pub mod gauge;
pub mod help;
pub mod notes;
pub mod outline;
pub mod shortfalls;
pub mod speakers;
pub mod statements;

use super::runs::{Run, Runs, line_width, run, shorten};
use super::state::{Pane, State};
use super::theme::Role;
use crate::report::words;
use crate::text::cells::width;
use jiff::civil::Date;

/// Before the entry that the line being read leads to.
pub const HERE: &str = "▸";
/// Before others that rest on that line too.
pub const BESIDE: &str = "▹";

/// Lines that a speaker's offices take as a rule.
const OFFICES: usize = 2;

/// Cells beside an entry: the sign of the one in focus and a blank at the left, a blank at the right.
pub const MARGINS: u16 = 3;

/// The lines of a side pane's entry in `room` cells; the chosen one may take up to `most` lines.
#[must_use]
pub fn lines(state: &State, pane: Pane, index: usize, room: usize, chosen: bool, most: usize) -> Vec<Runs> {
    let mut lines = match pane {
        Pane::Outline => outline::lines(state, index, room, chosen, spare(state, pane, most)),
        Pane::Speakers => speakers::lines(state, index, room, chosen || spare(state, pane, most) >= OFFICES),
        Pane::Text => Vec::new(),
        Pane::Shortfalls => shortfalls::lines(state, index, room, chosen, spare(state, pane, most)),
        Pane::Conclusions => {
            let few = (most / 4).clamp(2, 5).max(spare(state, pane, most) + 1);
            conclusions::lines(state, index, room, if chosen { most } else { few })
        }
    };
    lines.truncate(most.max(1));
    lines
}

/// Lines beside its first that each entry of a pane may take, so that all of them are still in sight.
fn spare(state: &State, pane: Pane, most: usize) -> usize {
    let shown = state.lists.get(pane).map_or(0, |list| list.shown.len());
    most.checked_div(shown).unwrap_or_default().saturating_sub(1)
}

/// How many entries a side pane has, whatever its filter.
#[must_use]
pub fn count(state: &State, pane: Pane) -> usize {
    match pane {
        Pane::Outline => state.outline.len(),
        Pane::Speakers => state.bulletin.speakers.len(),
        Pane::Text => 0,
        Pane::Shortfalls => state.bulletin.shortfalls.len(),
        Pane::Conclusions => state.bulletin.conclusions.len(),
    }
}

/// The words of an entry, for filters.
#[must_use]
pub fn words(state: &State, pane: Pane, index: usize) -> String {
    // How a section begins is no part of its name.
    let most = if pane == Pane::Outline { 1 } else { 100 };
    let lines = lines(state, pane, index, 10_000, true, most);
    lines.iter().flatten().map(|r| r.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Words at the left, a number at the right edge.
#[must_use]
pub fn spread(left: Run, right: Run, room: usize) -> Runs {
    let tail = width(&right.text);
    let head = shorten(&left.text, room.saturating_sub(tail + usize::from(tail > 0)));
    let blanks = room.saturating_sub(width(&head) + tail);
    vec![Run { text: head, role: left.role }, run(Role::Text, " ".repeat(blanks)), right]
}

/// The words with a capital first letter.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// A period's words with its year and a capital first letter: `Quý 1/2023`, `6 tháng đầu năm 2023`.
#[must_use]
pub fn dated(label: &str, end: Option<Date>) -> String {
    capital(&words::dated(label, end))
}

/// Lines moved to the right by `cells`.
#[must_use]
pub fn indented(lines: Vec<Runs>, cells: usize) -> Vec<Runs> {
    let shift = |mut line: Runs| {
        line.insert(0, run(Role::Text, " ".repeat(cells)));
        line
    };
    lines.into_iter().map(shift).collect()
}

/// A line of dashes behind some words.
#[must_use]
pub fn rule(words: &str, room: usize) -> Runs {
    let mut line = vec![run(Role::Section, words), run(Role::Section, " ")];
    let left = room.saturating_sub(line_width(&line));
    line.push(run(Role::Section, "─".repeat(left)));
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_told_with_its_year() {
        let end = "2023-03-31".parse().ok();
        for (label, want) in [
            ("quý 1", "Quý 1/2023"),
            ("Quý I", "Quý I/2023"),
            ("QUÝ I", "Quý I/2023"),
            ("THÁNG 10", "Tháng 10/2023"),
            ("ba tháng đầu năm", "Ba tháng đầu năm 2023"),
            ("Quý 1/2023", "Quý 1/2023"),
            ("trong quý 1 năm 2023", "Trong quý 1 năm 2023"),
        ] {
            assert_eq!(dated(label, end), want);
        }
        assert_eq!(dated("quý 1", None), "Quý 1");
    }
}
