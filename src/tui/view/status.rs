//! The status line: where one is, what the keys do here; or a message; or the line being typed.

use super::hints::hints;
use super::{Canvas, frame};
use crate::text::cells::width;
use crate::tui::entry::capital;
use crate::tui::geometry::Geometry;
use crate::tui::overlay::Overlay;
use crate::tui::prompt::Purpose;
use crate::tui::runs::{shorten, take};
use crate::tui::state::{Pane, Pending, State};
use crate::tui::theme::Role;
use ratatui::layout::{Position, Rect};

/// Draws the status line; gives the cursor's place where something is typed.
pub fn draw(canvas: &mut Canvas<'_>) -> Option<Position> {
    let area = canvas.geometry.status;
    if area.height == 0 || area.width < 3 {
        return None;
    }
    let state = canvas.state;
    let line = Rect { x: area.x + 1, width: area.width - 2, ..area };
    if let Some(prompt) = &state.prompt {
        let key = match prompt.purpose {
            Purpose::Search => "/ ",
            Purpose::Filter => "& ",
            Purpose::Save => state.labels.get("tui.save_as"),
            Purpose::Over => state.labels.get("tui.save_over"),
            Purpose::Command => ": ",
        };
        let count = if prompt.purpose == Purpose::Search { found(state) } else { String::new() };
        let tail = u16::try_from(width(&count)).unwrap_or_default().min(line.width);
        let style = canvas.style(Role::Key);
        canvas.put(line.right() - tail, line.y, tail, &count, style);
        let line = Rect { width: line.width.saturating_sub(tail + 1), ..line };
        // What is typed needs the room first.
        let needed = width(key) + width(prompt.text()) + 12;
        let used = keys(canvas, Rect { width: line.width.saturating_sub(1), ..line }, needed);
        return Some(input(canvas, Rect { width: line.width.saturating_sub(used), ..line }, key));
    }
    if let Some(words) = message(state) {
        let style = canvas.style(Role::Warning);
        canvas.put(line.x, line.y, line.width, &shorten(&words, usize::from(line.width)), style);
        return None;
    }
    let place = whole(place(state, canvas.geometry), state, usize::from(line.width));
    let status = canvas.style(Role::Status);
    canvas.put(line.x, line.y, line.width, &place, status);
    keys(canvas, line, width(&place));
    None
}

/// Draws the keys that matter here at the right end of a line whose first `taken` cells are in use; gives the cells that
/// they take with what parts them from the rest.
pub fn keys(canvas: &mut Canvas<'_>, line: Rect, taken: usize) -> u16 {
    let hints = hints(canvas.state, usize::from(line.width).saturating_sub(taken + 2));
    let (status, key) = (canvas.style(Role::Status), canvas.style(Role::Key));
    let cells: usize =
        hints.iter().map(|(k, w)| width(k) + 1 + width(w)).sum::<usize>() + 2 * hints.len().saturating_sub(1);
    let cells = u16::try_from(cells).unwrap_or_default();
    let mut x = line.right().saturating_sub(cells);
    for (keys, words) in hints {
        x += canvas.put(x, line.y, line.right().saturating_sub(x), &keys, key) + 1;
        x += canvas.put(x, line.y, line.right().saturating_sub(x), &words, status) + 2;
    }
    if cells > 0 { cells + 2 } else { 0 }
}

/// Draws the line being typed, scrolled so that the cursor is seen; gives the cursor's place.
pub fn input(canvas: &mut Canvas<'_>, area: Rect, sign: &str) -> Position {
    let Some(prompt) = &canvas.state.prompt else { return Position::new(area.x, area.y) };
    let (key, plain) = (canvas.style(Role::Key), canvas.style(Role::Text));
    let used = canvas.put(area.x, area.y, area.width, sign, key);
    let room = area.width.saturating_sub(used + 1);
    let scroll = prompt.input.visual_scroll(usize::from(room));
    let skipped = take(prompt.text(), scroll);
    let rest = prompt.text().get(skipped.len()..).unwrap_or_default();
    canvas.put(area.x + used, area.y, room, rest, plain);
    let at = u16::try_from(prompt.input.visual_cursor().saturating_sub(scroll)).unwrap_or_default();
    Position::new(area.x + used + at.min(room), area.y)
}

fn message(state: &State) -> Option<String> {
    match state.pending {
        Some(Pending::Set) => Some(state.labels.get("tui.ask_mark").to_owned()),
        Some(Pending::Go) => {
            let letters: Vec<String> = state.marks.keys().map(char::to_string).collect();
            Some(state.labels.fill("tui.ask_to_mark", &[&letters.join(" ")]))
        }
        None => state.message.clone(),
    }
}

/// Which place of how many: `3/17`.
fn found(state: &State) -> String {
    if state.search.query.is_empty() {
        return String::new();
    }
    let current = state.search.current.map_or(0, |i| i + 1);
    let more = if state.search.left.is_empty() { "" } else { "…" };
    format!("{current}/{}{more}", state.search.hits.len())
}

/// As many parts of the place as leave room for the key that is needed most.
fn whole(mut parts: Vec<String>, state: &State, room: usize) -> String {
    let needed = hints(state, room).last().map_or(0, |(key, words)| width(key) + 1 + width(words) + 2);
    while parts.len() > 1 && width(&parts.join(" · ")) + needed > room {
        parts.pop();
    }
    shorten(&parts.join(" · "), room)
}

/// Where one is: which shortfall or conclusion, which paragraph, how far.
fn place(state: &State, geometry: &Geometry) -> Vec<String> {
    let labels = &state.labels;
    let mut parts = Vec::new();
    if let Some(Overlay::Summary { .. }) = state.overlays.last() {
        // A page of its own: the place in the text says nothing of it.
        return vec![state.bulletin.source.name.clone()];
    }
    if let Some(Overlay::Figures(table)) = state.overlays.last() {
        // A narrow table shortens names: here it is in full.
        let chosen = table.list.chosen().and_then(|id| state.bulletin.figures.get(id));
        return vec![chosen.map_or_else(String::new, |f| capital(&f.indicator))];
    }
    let pane = if state.focus == Pane::Text { Pane::Shortfalls } else { state.focus };
    if let Some(list) = state.lists.get(pane).filter(|l| !l.shown.is_empty()) {
        let name = labels.get(if pane == Pane::Speakers { "tui.speakers_short" } else { frame::label(pane) });
        parts.push(format!("{name} {}/{}", list.selected + 1, list.shown.len()));
    }
    // That there is none was told.
    let found_none = state.search.hits.is_empty() && state.search.left.is_empty();
    if !state.search.query.is_empty() && !found_none {
        parts.push(format!("/{} {}", shorten(&state.search.query, 16), found(state)));
    }
    let block = state.document.block_at(state.cursor);
    let paragraph = state.document.blocks.get(block).map_or(0, |b| b.paragraph);
    parts.push(labels.fill("tui.paragraph", &[&paragraph.to_string()]));
    let end = state.row().end;
    let percent = end.saturating_mul(100).checked_div(state.bulletin.text.len()).unwrap_or(100);
    parts.push(format!("{percent} %"));
    if state.filling && geometry.slots.len() == 1 {
        // No side pane is there to tell.
        let key = if state.percent > 0 { "tui.filling_so_far" } else { "tui.filling" };
        parts.push(labels.fill(key, &[&labels.number(state.percent.into())]));
    }
    if !state.bulletin.warnings.is_empty() {
        parts.push(labels.fill("tui.note_count", &[&state.bulletin.warnings.len().to_string()]));
    }
    parts
}
