//! How many rows the right column's lists would take, so that its two places share the height by what each needs.
//!
//! In: the state, the width of the column, the rows there are. Out: rows, counted no further than there are any. They are
//! those of all entries whatever is filtered, with some for the one that opens, so that no edge moves while one reads.

use super::entry::{MARGINS, shortfalls};
use super::state::State;
use crate::text::cells::width;

/// Lines that an entry grows by when it is chosen.
const OPENED: usize = 3;
/// Lines that the fewest of an entry's words take.
const FEWEST: usize = 2;

/// Rows that are needed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Cells within the frame, and the rows there are, for which they were counted; none where they were not.
    pub room: (u16, u16),
    /// Of the shortfalls.
    pub shortfalls: u16,
    /// Of the conclusions.
    pub conclusions: u16,
}

impl Needs {
    /// The rows in `cells` within a frame, of `most` that there are.
    #[must_use]
    pub fn of(state: &State, cells: u16, most: u16) -> Self {
        let (room, rows) = (usize::from(cells.saturating_sub(MARGINS)), usize::from(most));
        let count = state.bulletin.shortfalls.len();
        // So many need not be looked at one by one.
        let missed = if count * FEWEST >= rows {
            rows
        } else {
            let tall = |index| shortfalls::lines(state, index, room, false, 0).len();
            sum((0..count).map(tall), rows) + if count > 0 { OPENED } else { 0 }
        };
        let said = state.bulletin.conclusions.iter().map(|conclusion| {
            // Words are not broken: a line holds a word less.
            let cells = width(conclusion.span.of(&state.bulletin.text)) + 12;
            1 + cells / room.saturating_sub(6).max(8)
        });
        let told = sum(said, rows);
        let cut = |rows: usize| u16::try_from(rows.max(FEWEST)).unwrap_or(u16::MAX).min(most);
        Self { room: (cells, most), shortfalls: cut(missed), conclusions: cut(told) }
    }

    /// The rows of the upper place, frame included, of `height` of which it has `usual` where both need theirs: what one
    /// leaves goes to the other where that needs it.
    #[must_use]
    pub fn share(&self, height: u16, usual: u16) -> u16 {
        if self.room.0 == 0 {
            return usual;
        }
        // The upper place has an edge of its own, the lower one two.
        let (upper, lower) = (self.shortfalls + 1, self.conclusions + 2);
        let left = height.saturating_sub(lower);
        if upper < usual { upper.max(left).min(usual) } else { upper.min(left).max(usual) }
    }
}

/// The sum, no further than `most`.
fn sum(numbers: impl Iterator<Item = usize>, most: usize) -> usize {
    let mut total = 0;
    for number in numbers {
        total += number;
        if total >= most {
            return most;
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_place_leaves_goes_to_the_other_and_no_further() {
        let share = |shortfalls, conclusions| Needs { room: (30, 38), shortfalls, conclusions }.share(38, 21);
        assert_eq!(share(38, 38), 21);
        assert_eq!(share(6, 38), 7);
        assert_eq!(share(6, 20), 16);
        assert_eq!(share(6, 6), 21);
        assert_eq!(share(38, 6), 30);
        assert_eq!(share(24, 6), 25);
        assert_eq!(Needs::default().share(38, 21), 21);
    }
}
