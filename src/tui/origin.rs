//! Where a paragraph stands in the file that it was read from.
//!
//! In: the file as it is, and a paragraph of the normalised text. Out: a line to open an editor at. Approximate: a
//! wrapped or repeated paragraph is found by its start.

use crate::text::{key as word_key, normalise};

/// The line of a file, counted from 1, that a paragraph of the normalised text begins on.
#[must_use]
pub fn line_of(file: &str, paragraph: &str) -> usize {
    let start: String = word_key(paragraph).chars().take(48).collect();
    let begins = |line: &str| {
        let line = word_key(&normalise(line).text);
        !line.is_empty() && (line.starts_with(&start) || line.len() > 20 && start.starts_with(&line))
    };
    file.lines().position(begins).map_or(1, |i| i + 1)
}
