//! Another version of the text: the place, the marks, the way back, filters, search and views are kept.

use super::{overlays, panes, search};
use crate::model::Bulletin;
use crate::tui::overlay::{Overlay, Subject};
use crate::tui::ready::Ready;
use crate::tui::state::{Pane, State};

/// How many paragraphs before one that was changed are looked for.
const BEFORE: usize = 40;

/// Takes another version of the bulletin.
pub fn take(state: &mut State, ready: Ready) {
    let place = |at: usize| same_place(state, at, &ready.bulletin.text);
    let cursor = place(state.cursor);
    let marks = state.marks.iter().map(|(letter, at)| (*letter, place(*at))).collect();
    let jumps = state.jumps.moved(place);
    let origin = place(state.search.origin);
    let kept: Vec<(Pane, String, Option<usize>)> = Pane::ALL
        .iter()
        .filter_map(|pane| state.lists.get(*pane).map(|l| (*pane, l.filter.clone(), l.chosen())))
        .collect();
    let views = std::mem::take(&mut state.overlays);
    let old = std::mem::take(&mut state.bulletin);
    state.fill(ready);
    (state.cursor, state.marks, state.jumps, state.search.origin) = (cursor, marks, jumps, origin);
    for (pane, filter, chosen) in kept {
        if !filter.is_empty() {
            panes::filter(state, pane, &filter);
        }
        if let (Some(list), Some(chosen)) = (state.lists.get_mut(pane), chosen) {
            list.choose(chosen);
        }
    }
    search::again(state);
    state.overlays = views.into_iter().filter_map(|view| renewed(state, &old, view)).collect();
    if state.focus == Pane::Text {
        panes::follow(state);
    }
}

/// A view over the new version; `None` where what it showed is gone or old.
fn renewed(state: &State, old: &Bulletin, mut view: Overlay) -> Option<Overlay> {
    let same = |id: usize| {
        let before = old.figures.get(id)?;
        state.bulletin.figures.iter().position(|f| f.indicator == before.indicator)
    };
    match &mut view {
        Overlay::Card { subject: Subject::Figure(id), .. } => *id = same(*id)?,
        Overlay::Card { subject: Subject::Shortfall(index), .. } => {
            let name = &old.shortfalls.get(*index)?.indicator;
            *index = state.bulletin.shortfalls.iter().position(|s| s.indicator == *name)?;
        }
        Overlay::Figures(table) => {
            let words = table.list.filter.clone();
            overlays::filter(state, &mut view, &words);
        }
        Overlay::Statements(list) | Overlay::Notes(list) => {
            let words = list.filter.clone();
            overlays::filter(state, &mut view, &words);
        }
        Overlay::Summary { .. } => return None,
        Overlay::Help { .. } => {}
    }
    Some(view)
}

/// Where a byte of the text is in another version of it: in the same paragraph where there is one, else behind the
/// nearest paragraph before it that is still there, else at the same share of the text.
#[must_use]
pub fn same_place(state: &State, at: usize, text: &str) -> usize {
    let block = state.document.block_at(at);
    let span = |block: usize| state.document.blocks.get(block).map(|b| b.span).unwrap_or_default();
    let find = |block: usize| {
        let paragraph = span(block).of(&state.bulletin.text);
        if paragraph.is_empty() { None } else { text.find(paragraph) }
    };
    let within = at.saturating_sub(span(block).start);
    // What is only longer now has it where it was.
    let here = span(block);
    if !here.is_empty() && here.of(text) == here.of(&state.bulletin.text) {
        return at;
    }
    let before = || {
        let (end, start) = (block.saturating_sub(BEFORE)..block).rev().find_map(|b| find(b).map(|s| (span(b), s)))?;
        let behind = start + end.len();
        let rest = text.get(behind..)?;
        Some(behind + (rest.len() - rest.trim_start().len()) + within)
    };
    let share = || at.saturating_mul(text.len()).checked_div(state.bulletin.text.len()).unwrap_or_default();
    let at = find(block).map(|start| start + within).or_else(before).unwrap_or_else(share);
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or_default()
}
