//! Files that the reader writes or points an editor at.

use crate::text::{key as word_key, normalise};
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a file; over an old one only where `over` says so. `~/` is the home folder. Gives the path that was meant.
///
/// # Errors
/// Those of the system, with the path; `AlreadyExists` where there is a file.
pub fn save(path: &str, text: &str, over: bool) -> (PathBuf, io::Result<()>) {
    let path = match (path.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => Path::new(&home).join(rest),
        _ => PathBuf::from(path),
    };
    let mut options = OpenOptions::new();
    options.write(true);
    if over {
        options.create(true).truncate(true);
    } else {
        options.create_new(true);
    }
    let new = options.open(&path);
    let done = new.and_then(|mut file| file.write_all(text.as_bytes()));
    (path, done)
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_found_in_its_file() {
        let file = "Title\r\n\r\n\u{a0} \u{a0}Thu ngân sách   đạt 5 tỷ.\n\nHai";
        assert_eq!(line_of(file, "Thu ngân sách đạt 5 tỷ."), 3);
        assert_eq!(line_of(file, "Không có"), 1);
    }
}
