//! Focus and side panes: the text follows the entry that is chosen, the panes follow the line that is read.

use super::reading;
use crate::text::Span;
use crate::tui::action::Command;
use crate::tui::entry;
use crate::tui::geometry::{Slot, geometry};
use crate::tui::list::List;
use crate::tui::state::{Pane, State};

/// Gives a pane the focus.
pub fn focus(state: &mut State, pane: Pane) {
    state.focus = pane;
    state.recent.retain(|p| *p != pane);
    state.recent.insert(0, pane);
}

/// The pane `by` further in reading order, round.
pub fn focus_step(state: &mut State, by: isize) {
    let count = Pane::ALL.len();
    let here = Pane::ALL.iter().position(|p| *p == state.focus).unwrap_or_default();
    let to = (here + count).saturating_add_signed(by) % count;
    if let Some(pane) = Pane::ALL.get(to) {
        focus(state, *pane);
    }
}

/// The pane to the right (`by` 1) or to the left of the one in focus, at about the same height.
pub fn focus_side(state: &mut State, by: i16) {
    let geometry = geometry(state);
    let Some(here) = geometry.slot(state.focus) else { return };
    let beyond = |s: &&Slot| {
        if by > 0 { s.area.x >= here.area.right() } else { s.area.right() <= here.area.x }
    };
    let distance = |s: &&Slot| {
        let across = s.area.x.abs_diff(here.area.x);
        let recent = state.recent.iter().position(|p| *p == s.shown).unwrap_or_default();
        (across, recent)
    };
    let side = geometry.slots.iter().filter(beyond).min_by_key(distance).map(|s| s.shown);
    match side {
        Some(pane) => focus(state, pane),
        // Stacked or alone: panes stand in reading order.
        None if geometry.slots.iter().all(|s| s.area.width == geometry.body.width) => {
            focus_step(state, isize::from(by));
        }
        None => {}
    }
}

/// Makes the column of the pane in focus wider; for the text, the right one narrower.
pub fn resize(state: &mut State, by: i16) {
    let columns = geometry(state).slots.iter().filter(|s| s.area.height == geometry(state).body.height).count();
    let left = matches!(state.focus, Pane::Outline | Pane::Speakers) && columns > 0 && state.size.0 >= 100;
    let (width, by) = match state.focus {
        Pane::Text => (&mut state.right, -by),
        _ if left => (&mut state.left, by),
        _ => (&mut state.right, by),
    };
    *width = (*width + by).clamp(-60, 100);
}

/// How far a movement goes in a list whose page has so many entries or rows; `None` for what is no movement.
#[must_use]
pub fn distance(command: Command, page: isize) -> Option<isize> {
    Some(match command {
        Command::Down => 1,
        Command::Up => -1,
        Command::PageDown => page,
        Command::PageUp => -page,
        Command::HalfPageDown => (page / 2).max(1),
        Command::HalfPageUp => -(page / 2).max(1),
        Command::Top => isize::MIN,
        Command::Bottom => isize::MAX / 2,
        _ => return None,
    })
}

/// A movement in a side pane.
pub fn perform(state: &mut State, command: Command) {
    let pane = state.focus;
    let height = geometry(state).slot(pane).map_or(1, |s| s.inner.height);
    let page = isize::from(i16::try_from(height / 3).unwrap_or(1)).max(1);
    let Some(by) = distance(command, page) else { return };
    if let Some(list) = state.lists.get_mut(pane) {
        list.step(by);
    }
    point(state, pane);
}

/// Moves the text to what the chosen entry rests on, and marks it; the other panes follow.
pub fn point(state: &mut State, pane: Pane) {
    let Some(index) = state.lists.get(pane).and_then(|l| l.chosen()) else { return };
    let spans = state.evidence_of(pane, index);
    let Some(&first) = spans.first() else { return };
    reading::reveal(state, first);
    state.evidence = if pane == Pane::Outline { Vec::new() } else { spans };
    follow(state);
}

/// From an entry to its evidence in the text; from a line of the text to its entry.
pub fn open(state: &mut State) {
    let pane = state.focus;
    if pane == Pane::Text {
        let order = [Pane::Shortfalls, Pane::Conclusions, Pane::Speakers];
        for pane in order {
            if let Some(index) = first_related(state, pane) {
                choose(state, pane, index);
                state.evidence = state.evidence_of(pane, index);
                focus(state, pane);
                return;
            }
        }
        state.message = Some(state.labels.get("tui.nothing_here").to_owned());
        return;
    }
    let Some(index) = state.lists.get(pane).and_then(|l| l.chosen()) else { return };
    if let Some(&first) = state.evidence_of(pane, index).first() {
        // The text may have moved with the list already: the way back leads to where it was read last.
        state.jumps.leave(state.cursor);
        point(state, pane);
        reading::reveal(state, first);
        focus(state, Pane::Text);
    }
}

fn choose(state: &mut State, pane: Pane, index: usize) {
    if let Some(list) = state.lists.get_mut(pane) {
        list.choose(index);
    }
}

/// The next or previous entry of a pane in the text's order, from the line being read; round.
pub fn next_of(state: &mut State, pane: Pane, next: bool) {
    let list = state.lists.get(pane);
    let shown = |index| list.is_some_and(|l| l.shows(index));
    // Several entries may begin at one byte: the chosen one is the place.
    let chosen = list.and_then(List::chosen).unwrap_or_default();
    let found = if next {
        state.links.next(pane, state.cursor, chosen, shown)
    } else {
        state.links.previous(pane, state.cursor, chosen, shown)
    };
    let Some(index) = found else {
        let key = if pane == Pane::Shortfalls { "tui.no_shortfalls" } else { "tui.no_conclusions" };
        state.message = Some(state.labels.get(key).to_owned());
        return;
    };
    state.jumps.leave(state.cursor);
    choose(state, pane, index);
    point(state, pane);
    if state.focus != Pane::Text {
        focus(state, pane);
    }
}

/// In every pane, chooses an entry that belongs to the line being read, where there is one.
pub fn follow(state: &mut State) {
    for pane in [Pane::Outline, Pane::Speakers, Pane::Shortfalls, Pane::Conclusions] {
        if pane == state.focus {
            continue;
        }
        let chosen = state.lists.get(pane).and_then(List::chosen);
        if chosen.is_some_and(|i| state.related(pane).contains(&i)) {
            continue;
        }
        if let Some(index) = first_related(state, pane) {
            choose(state, pane, index);
        }
    }
}

/// The first entry shown in a pane that rests on the row being read.
fn first_related(state: &State, pane: Pane) -> Option<usize> {
    let list = state.lists.get(pane)?;
    state.related(pane).into_iter().find(|index| list.shows(*index))
}

/// Shows only the entries of the pane in focus that hold the words.
pub fn set_filter(state: &mut State, words: &str) {
    filter(state, state.focus, words);
}

/// Shows only the entries of a pane that hold the words.
pub fn filter(state: &mut State, pane: Pane, filter: &str) {
    let count = entry::count(state, pane);
    let words: Vec<String> = (0..count).map(|i| entry::words(state, pane, i)).collect();
    if let Some(list) = state.lists.get_mut(pane) {
        list.filter(filter, count, |i| words.get(i).cloned().unwrap_or_default());
    }
}

/// What is being read or what the chosen entry rests on, word for word, with its source.
pub fn quote(state: &State) -> String {
    let text = &state.bulletin.text;
    let spans: Vec<Span> = match state.lists.get(state.focus).and_then(|l| l.chosen()) {
        Some(index) if state.focus != Pane::Outline => state.evidence_of(state.focus, index),
        _ if !state.evidence.is_empty() => state.evidence.clone(),
        _ => {
            let block = state.document.block_at(state.cursor);
            state.document.blocks.get(block).map(|b| b.span).into_iter().collect()
        }
    };
    let quoted: Vec<&str> = spans.iter().map(|s| s.of(text)).collect();
    let mut source = vec![state.bulletin.title.clone().unwrap_or_else(|| state.bulletin.source.name.clone())];
    source.extend(crate::tui::view::header::published(state));
    format!("“{}”\n({})\n", quoted.join(" … "), source.join(", "))
}
