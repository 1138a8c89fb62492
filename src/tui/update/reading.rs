//! Moving in the text: lines, pages, sections, jumps, marks.

use super::panes;
use crate::text::Span;
use crate::tui::action::Command;
use crate::tui::geometry::geometry;
use crate::tui::state::{Pending, State};

/// A movement in the text.
pub fn perform(state: &mut State, command: Command) {
    let height = isize::from(i16::try_from(geometry(state).column.height).unwrap_or(i16::MAX));
    let page = (height - 2).max(1);
    let half = (height / 2).max(1);
    match command {
        Command::Down => step(state, 1),
        Command::Up => step(state, -1),
        Command::PageDown => scroll(state, page),
        Command::PageUp => scroll(state, -page),
        Command::HalfPageDown => scroll(state, half),
        Command::HalfPageUp => scroll(state, -half),
        Command::Top | Command::Bottom => {
            state.jumps.leave(state.cursor);
            let paper = state.paper();
            let place = if command == Command::Top { paper.place(0) } else { paper.step(paper.last(), 0) };
            let at = paper.span(place).start;
            go(state, at);
        }
        _ => {}
    }
}

/// Makes the byte at `at` the one being read; the panes follow.
pub fn go(state: &mut State, at: usize) {
    state.cursor = at;
    panes::follow(state);
}

/// The row of text `by` rows further.
pub fn step(state: &mut State, by: isize) {
    let paper = state.paper();
    let here = paper.place(state.cursor);
    let place = paper.step(here, by);
    if place != here {
        let at = paper.span(place).start;
        go(state, at);
    }
}

/// Lines that stay in sight above and below the one being read.
pub fn margin(height: usize) -> usize {
    (height / 6).min(4)
}

/// The screen's text moved by `lines`; the line being read keeps its place on the screen as far as it can.
pub fn scroll(state: &mut State, lines: isize) {
    let paper = state.paper();
    let count = lines.unsigned_abs();
    let move_by = |from| if lines < 0 { paper.above(from, count) } else { paper.below(from, count) };
    let here = paper.place(state.cursor);
    let (top, mut place) = (move_by(state.top), paper.step(move_by(here), 0));
    // Within the margins of the new screen, which would otherwise be moved back for it.
    let height = usize::from(geometry(state).column.height);
    let margin = margin(height);
    let (first, last) = (paper.below(top, margin), paper.below(top, height.saturating_sub(margin + 1)));
    if top != state.top {
        place = paper.step(if lines < 0 { place.min(last) } else { place.max(first) }, 0);
    }
    if paper.block(place.block).is_some_and(|b| b.look == crate::tui::document::Look::Rule) {
        place = paper.step(place, if lines < 0 { -1 } else { 1 });
    }
    if place == here {
        place = if lines < 0 { paper.step(paper.place(0), 0) } else { paper.step(here, lines) };
    }
    let at = paper.span(place).start;
    state.top = top;
    go(state, at);
}

/// The next section's first line, or this one's, or the one before.
pub fn section(state: &mut State, next: bool) {
    let starts: Vec<usize> = state.outline.iter().map(|i| i.span.start).collect();
    let row = state.row();
    let to = if next {
        starts.iter().find(|s| **s >= row.end.max(row.start + 1))
    } else {
        starts.iter().rev().find(|s| **s < row.start)
    };
    if let Some(&at) = to {
        state.jumps.leave(state.cursor);
        go(state, at);
        show_from(state, at);
    }
}

/// Puts the row of the byte at `at` near the top of the screen.
fn show_from(state: &mut State, at: usize) {
    let paper = state.paper();
    let margin = usize::from(geometry(state).column.height) / 6;
    state.top = paper.above(paper.place(at), margin.max(1));
}

/// Back or forth in the jump list.
pub fn travel(state: &mut State, back: bool) {
    let to = if back { state.jumps.back(state.cursor) } else { state.jumps.forward() };
    match to {
        Some(at) => {
            let at = at.min(state.bulletin.text.len());
            reveal(state, Span::new(at, at));
            panes::follow(state);
        }
        None => state.message = Some(state.labels.get("tui.no_jump").to_owned()),
    }
}

/// Makes the start of `span` the byte being read; the text moves only where it is out of sight, and then so that it
/// stands in the upper third.
pub fn reveal(state: &mut State, span: Span) {
    state.cursor = span.start;
    let height = usize::from(geometry(state).column.height);
    let paper = state.paper();
    let (first, last) = (paper.place(span.start), paper.place(span.end.saturating_sub(1).max(span.start)));
    let most = height.saturating_sub(1);
    let seen = paper.lines_to(state.top, first, most).is_some() && paper.lines_to(state.top, last, most).is_some();
    if !seen {
        state.top = paper.above(first, height / 3);
    }
}

/// Remembers a place or goes to it.
pub fn mark(state: &mut State, pending: Pending, letter: char) {
    let name = letter.to_string();
    match (pending, state.marks.get(&letter).copied()) {
        (Pending::Set, _) => {
            state.marks.insert(letter, state.cursor);
            state.message = Some(state.labels.fill("tui.mark_set", &[&name]));
        }
        (Pending::Go, Some(at)) => {
            state.jumps.leave(state.cursor);
            reveal(state, Span::new(at, at));
            panes::follow(state);
        }
        (Pending::Go, None) => state.message = Some(state.labels.fill("tui.no_mark", &[&name])),
    }
}
