//! What is kept of a reading: the place, marks, sizes of panes; found again by the text's content.
//!
//! In: a state. Out: plain data, and a file's name for it. Reading and writing it is the loop's.

use super::state::{Heights, State};
use super::update::reading_place;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// The byte that was being read.
    pub place: usize,
    /// Places under letters.
    pub marks: BTreeMap<char, usize>,
    /// Cells by which the left column is wider than by default.
    pub left: i16,
    /// Cells by which the right column is wider than by default.
    pub right: i16,
    /// Rows by which places are taller than by default.
    pub heights: Heights,
}

/// The name of the file for a text: the same for the same content, whatever its file is called.
#[must_use]
pub fn file_name(text: &str) -> String {
    // FNV-1a over eight bytes at a time: short, the same on every machine, and nobody attacks a reader's own places.
    let hash = text.as_bytes().chunks(8).fold(0xcbf2_9ce4_8422_2325_u64, |hash, part| {
        let word = part.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
        (hash ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(5)
    });
    format!("{hash:016x}.json")
}

impl Memory {
    /// What is to be kept of a state.
    #[must_use]
    pub fn of(state: &State) -> Self {
        let State { cursor, marks, left, right, heights, .. } = state;
        Self { place: *cursor, marks: marks.clone(), left: *left, right: *right, heights: *heights }
    }

    /// Whether there is nothing worth keeping.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes a state back to where it was.
    pub fn recall(self, state: &mut State) {
        (state.left, state.right, state.heights) =
            (self.left.clamp(-60, 100), self.right.clamp(-60, 100), self.heights);
        let on_text = |at: usize| state.bulletin.text.is_char_boundary(at);
        state.marks = self.marks.into_iter().filter(|(_, at)| on_text(*at)).collect();
        if on_text(self.place) && self.place > 0 {
            reading_place(state, self.place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::tests::{press, state, type_text};

    #[test]
    fn a_place_is_found_again() {
        let mut before = state();
        press(&mut before, "G m");
        type_text(&mut before, "a");
        press(&mut before, "> >");
        before.heights.shortfalls = 4;
        let kept = serde_json::to_string(&Memory::of(&before)).unwrap();
        let mut after = state();
        serde_json::from_str::<Memory>(&kept).unwrap().recall(&mut after);
        assert_eq!(Memory::of(&after), Memory::of(&before));
    }

    #[test]
    fn a_memory_of_another_text_does_no_harm() {
        let mut state = state();
        let memory = Memory {
            place: usize::MAX,
            marks: [('a', 7_000_000)].into(),
            left: i16::MAX,
            right: i16::MIN,
            ..Memory::default()
        };
        memory.recall(&mut state);
        assert_eq!((state.cursor, state.marks.len()), (0, 0));
    }

    #[test]
    fn the_name_depends_on_the_content() {
        assert_eq!(file_name(""), "cbf29ce484222325.json");
        assert_ne!(file_name("a"), file_name("b"));
        assert_ne!(file_name("một hai ba bốn"), file_name("một hai bốn ba"));
    }
}
