//! Words looked for through all bulletins, a stretch at a time, so that no key waits for it and no count is a guess.
//!
//! In: words, and the bulletins of the list in its order. Out: every place counted; the first ones kept to go to. What
//! nobody has read yet is looked through when it is.

use super::state::{Hit, Over, Shelf, Status};
use crate::shelf::Entry;
use crate::text::search::{Folded, Query};
use crate::tui::list::List;

/// Places that are kept; the others are counted.
pub const KEPT: usize = 5000;
/// Bytes of text that are looked through before the keys are heard again.
const STRETCH: usize = 1 << 20;

/// What is looked for, and how far that is.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The words.
    pub words: String,
    /// The first places, to go to.
    pub hits: Vec<Hit>,
    /// All places.
    pub count: usize,
    /// Bulletins that are yet to be looked through.
    pub left: Vec<usize>,
    query: Query,
}

impl Search {
    /// Nothing looked through yet.
    fn new(words: &str, left: Vec<usize>) -> Self {
        Self { words: words.to_owned(), query: Query::new(words), left, ..Self::default() }
    }

    /// Looks through a bulletin.
    fn through(&mut self, entry: usize, text: &str) {
        let found = Folded::new(text).find(text, &self.query);
        self.count += found.len();
        let room = KEPT.saturating_sub(self.hits.len());
        self.hits.extend(found.into_iter().take(room).map(|span| Hit { entry, span }));
    }

    /// Looks through what is read, as far as a stretch goes.
    fn go_on(&mut self, status: &[Status], entries: &[Entry]) {
        let mut budget = STRETCH;
        let left = std::mem::take(&mut self.left);
        for at in left {
            match status.get(at) {
                Some(Status::Read) if budget > 0 => {
                    let text = entries.get(at).map_or("", |e| e.text.as_str());
                    self.through(at, text);
                    budget = budget.saturating_sub(text.len().max(1));
                }
                Some(Status::Read | Status::Waiting) => self.left.push(at),
                // What cannot be read holds no words.
                Some(Status::Failed(_)) | None => {}
            }
        }
    }
}

/// Begins to look for words in every bulletin of the list.
pub fn begin(shelf: &mut Shelf, words: &str) {
    if words.is_empty() {
        return;
    }
    let search = Search::new(words, shelf.list.shown.clone());
    shelf.lay(Over::Hits { search, list: List::default() });
    go_on(shelf);
}

/// Whether there is something to look through now.
#[must_use]
pub fn unfinished(shelf: &Shelf) -> bool {
    let waits = |at: &usize| shelf.status.get(*at) != Some(&Status::Waiting);
    shelf.over.iter().any(|over| matches!(over, Over::Hits { search, .. } if search.left.iter().any(waits)))
}

/// Looks through the next stretch.
pub fn go_on(shelf: &mut Shelf) {
    let (status, entries) = (&shelf.status, &shelf.entries);
    for over in &mut shelf.over {
        if let Over::Hits { search, list } = over {
            search.go_on(status, entries);
            list.shown.extend(list.shown.len()..search.hits.len());
        }
    }
    let nothing = |over: &mut Over| match over {
        Over::Hits { search, .. } if search.left.is_empty() && search.count == 0 => Some(search.words.clone()),
        _ => None,
    };
    if let Some(words) = shelf.over.last_mut().and_then(nothing) {
        shelf.over.pop();
        shelf.message = Some(shelf.labels.fill("tui.not_found", &[&words]));
    }
}
