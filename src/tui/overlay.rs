//! Views that lie over the panes.

use super::list::List;
use super::table::Table;

/// What a card tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An indicator that misses its target, by its index.
    Shortfall(usize),
    /// Any figure, by its id.
    Figure(usize),
}

/// A view over the panes; they lie on a stack, the last one has the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// All that is known of one indicator.
    Card {
        /// Which.
        subject: Subject,
        /// Lines scrolled away.
        top: usize,
    },
    /// All figures.
    Figures(Table),
    /// What each speaker said; entries are statements in the order of speakers.
    Statements(List),
    /// The summary as it will print.
    Summary {
        /// Its text.
        text: String,
        /// Lines scrolled away.
        top: usize,
    },
    /// What was repaired or is in doubt.
    Notes(List),
    /// The keys.
    Help {
        /// Only what holds these words.
        filter: String,
        /// Lines scrolled away.
        top: usize,
    },
}
