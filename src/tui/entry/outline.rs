//! An entry of the outline: a section's name, how many figures or conclusions it holds, and where the pane has room for it
//! how the section begins, which tells apart those of one name.

use super::{capital, indented, spread};
use crate::text::cells::width;
use crate::tui::outline::Item;
use crate::tui::runs::{Runs, cap, run, shorten, wrap_runs};
use crate::tui::state::State;
use crate::tui::theme::Role;

/// Lines of a beginning at most.
const MOST: usize = 2;
/// Letters of a text that are more than those lines hold.
const ENOUGH: usize = 160;

/// The lines of the outline's entry; `spare` more are free for it.
#[must_use]
pub fn lines(state: &State, index: usize, room: usize, chosen: bool, spare: usize) -> Vec<Runs> {
    let Some(item) = state.outline.get(index) else { return Vec::new() };
    let words = item.heading.clone().unwrap_or_else(|| state.labels.term("section", &item.kind));
    let count = if item.count > 0 { item.count.to_string() } else { String::new() };
    let words = capital(&words);
    let mut lines = vec![spread(run(Role::Text, &words), run(Role::Dim, count), room)];
    let room = room.saturating_sub(2);
    if width(&words) + 2 > room {
        // The chosen one tells all of a heading that is cut.
        if chosen {
            lines.extend(indented(wrap_runs(&[run(Role::Dim, words)], room, 0, &state.document.joins), 2));
        }
    } else if spare > 0 {
        let begins = wrap_runs(&[run(Role::Dim, beginning(state, item))], room, 0, &state.document.joins);
        lines.extend(indented(cap(begins, spare.min(MOST), room), 2));
    }
    lines
}

/// How a section begins; a heading stands for its own words.
fn beginning(state: &State, item: &Item) -> String {
    let text = item.span.of(&state.bulletin.text);
    let text = item.heading.as_ref().map_or(text, |heading| text.strip_prefix(heading.as_str()).unwrap_or_default());
    shorten(text.trim_start().lines().next().unwrap_or_default(), ENOUGH)
}
