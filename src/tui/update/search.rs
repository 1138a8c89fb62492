//! Search as it is typed: the first place is shown as soon as it is found, the others are counted between keys.

use super::{panes, reading};
use crate::tui::prompt::{Prompt, Purpose};
use crate::tui::search::{Search, Stretches};
use crate::tui::state::State;

/// Begins a search from the line being read.
pub fn begin(state: &mut State) {
    state.search = Search { origin: state.cursor, query: std::mem::take(&mut state.search.query), ..Search::default() };
    state.prompt = Some(Prompt::new(Purpose::Search, ""));
}

/// Looks for the words; the first place from where the search began is shown.
pub fn find(state: &mut State, words: &str) {
    state.cursor = state.search.origin;
    look_for(state, words);
    state.search.seeks = true;
    go_on(state);
    panes::follow(state);
}

/// Looks for the words once more, in a text that has changed; the place stays.
pub fn again(state: &mut State) {
    if !state.search.query.is_empty() {
        let query = std::mem::take(&mut state.search.query);
        look_for(state, &query);
        go_on(state);
    }
}

fn look_for(state: &mut State, words: &str) {
    if state.stretches.count() == 0 {
        state.stretches = Stretches::new(&state.bulletin.text);
    }
    let origin = state.search.origin;
    let count = if words.is_empty() { 0 } else { state.stretches.count() };
    state.search = Search::new(words, origin, count, state.stretches.at(origin));
}

/// Looks through the next stretch.
pub fn go_on(state: &mut State) {
    let State { search, stretches, bulletin, .. } = state;
    let origin = search.origin;
    stretches.look(&bulletin.text, search);
    if !search.seeks {
        let place = search.hits.partition_point(|hit| hit.start < state.cursor);
        search.current = search.hits.get(place).filter(|hit| hit.start == state.cursor).map(|_| place);
    } else if state.cursor != origin {
        // Who goes elsewhere is not fetched back.
        search.seeks = false;
    } else if let Some((place, span)) = search.first(stretches).and_then(|i| Some((i, *search.hits.get(i)?))) {
        (search.current, search.seeks) = (Some(place), false);
        reading::reveal(state, span);
        panes::follow(state);
    }
    if state.search.left.is_empty() && state.search.hits.is_empty() && state.prompt.is_none() {
        not_found(state);
    }
}

/// Says that the words are nowhere.
pub fn not_found(state: &mut State) {
    state.message = Some(state.labels.fill("tui.not_found", &[&state.search.query]));
}

/// The next or previous place found; round.
pub fn hit(state: &mut State, next: bool) {
    if state.search.query.is_empty() {
        state.message = Some(state.labels.get("tui.no_search").to_owned());
        return;
    }
    if state.search.hits.is_empty() && state.search.left.is_empty() {
        let query = state.search.query.clone();
        state.search.origin = state.cursor;
        find(state, &query);
    }
    let at = state.cursor;
    let mut place = state.search.beside(at, next, &state.stretches);
    while place.is_none() && state.stretches.look(&state.bulletin.text, &mut state.search) {
        place = state.search.beside(at, next, &state.stretches);
    }
    let Some((place, span)) = place.and_then(|place| Some((place, *state.search.hits.get(place)?))) else {
        not_found(state);
        return;
    };
    (state.search.current, state.search.seeks) = (Some(place), false);
    state.jumps.leave(at);
    reading::reveal(state, span);
    panes::follow(state);
}
