//! Another version of the text, or another language around it: the place, the marks, the way back, filters, search and
//! views are kept.

use super::{overlays, panes, search};
use crate::model::Bulletin;
use crate::report::Labels;
use crate::tui::effect::Effect;
use crate::tui::entry::figures;
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
    let kept = chosen(state);
    let views = std::mem::take(&mut state.overlays);
    let old = std::mem::take(&mut state.bulletin);
    state.fill(ready);
    (state.cursor, state.marks, state.jumps, state.search.origin) = (cursor, marks, jumps, origin);
    choose(state, kept);
    search::again(state);
    state.overlays = views.into_iter().filter_map(|view| renewed(state, &old, view)).collect();
    if state.focus == Pane::Text {
        panes::follow(state);
    }
}

/// The interface speaks the next language: filters, choices and views are kept.
pub fn speak(state: &mut State) -> Option<Effect> {
    let kept = chosen(state);
    state.speak(Labels::new(state.labels.language().next()));
    choose(state, kept);
    let views = std::mem::take(&mut state.overlays);
    let summary = views.iter().any(|view| matches!(view, Overlay::Summary { .. }));
    state.overlays = views.into_iter().filter_map(|view| respoken(state, view)).collect();
    state.message = Some(state.labels.get("tui.speaks").to_owned());
    summary.then(|| Effect::Summarise { width: overlays::summary_width(state) })
}

/// A side pane's filter and what is chosen there.
type Chosen = (Pane, String, Option<usize>);

/// What is filtered and chosen in the side panes.
fn chosen(state: &State) -> Vec<Chosen> {
    let of = |pane: &Pane| state.lists.get(*pane).map(|list| (*pane, list.filter.clone(), list.chosen()));
    Pane::ALL.iter().filter_map(of).collect()
}

/// Filters and chooses the same again.
fn choose(state: &mut State, kept: Vec<Chosen>) {
    for (pane, filter, chosen) in kept {
        if !filter.is_empty() {
            panes::filter(state, pane, &filter);
        }
        if let (Some(list), Some(chosen)) = (state.lists.get_mut(pane), chosen) {
            list.choose(chosen);
        }
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
        Overlay::Figures(_) | Overlay::Statements(_) | Overlay::Notes(_) => refilter(state, &mut view),
        Overlay::Summary { .. } => return None,
        Overlay::Help { .. } => {}
    }
    Some(view)
}

/// A view in another language; `None` of what has to be made again.
fn respoken(state: &State, mut view: Overlay) -> Option<Overlay> {
    match &mut view {
        Overlay::Figures(table) => table.needs = figures::table(&state.bulletin, &state.labels).needs,
        Overlay::Summary { .. } => return None,
        _ => {}
    }
    refilter(state, &mut view);
    Some(view)
}

/// Shows only what holds the words that a view was filtered by.
fn refilter(state: &State, view: &mut Overlay) {
    let words = match view {
        Overlay::Figures(table) => table.list.filter.clone(),
        Overlay::Statements(list) | Overlay::Notes(list) => list.filter.clone(),
        Overlay::Card { .. } | Overlay::Summary { .. } | Overlay::Help { .. } => return,
    };
    overlays::filter(state, view, &words);
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
