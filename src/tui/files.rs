//! Files that the reader writes or points an editor at.

use crate::text::{key as word_key, normalise};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a file; over an old one only where `over` says so, and never over the `original`. `~/` is the home folder. Gives the
/// path that was meant.
///
/// # Errors
/// Those of the system, with the path; `AlreadyExists` where there is a file, `InvalidInput` where it is the original.
pub fn save(path: &str, text: &str, over: bool, original: Option<&Path>) -> (PathBuf, io::Result<()>) {
    let path = match (path.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => Path::new(&home).join(rest),
        _ => PathBuf::from(path),
    };
    let same = |original: &Path| fs::canonicalize(original).ok().zip(fs::canonicalize(&path).ok());
    let done = if original.and_then(same).is_some_and(|(original, path)| original == path) {
        Err(io::ErrorKind::InvalidInput.into())
    } else if over || !path.exists() {
        replace(&path, text.as_bytes())
    } else {
        Err(io::ErrorKind::AlreadyExists.into())
    };
    (path, done)
}

/// Writes a file beside its place and moves it there: whatever happens, the old one or the new one is there, whole.
///
/// # Errors
/// Those of the system.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let old = fs::metadata(&target).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        // A device or a pipe: nothing to replace.
        return OpenOptions::new().write(true).open(&target)?.write_all(bytes);
    }
    let (mut file, temporary) = create_beside(&target)?;
    let written = file
        .write_all(bytes)
        .and_then(|()| old.map_or(Ok(()), |old| fs::set_permissions(&temporary, old.permissions())))
        .and_then(|()| fs::rename(&temporary, &target));
    written.inspect_err(|_| {
        let _ = fs::remove_file(&temporary);
    })
}

/// A new file beside `target` that nobody else writes, and its path. Killed runs leave theirs behind, and where numbers of
/// processes come again, as in containers, one may have the name that is thought of first.
///
/// # Errors
/// Those of the system.
pub fn create_beside(target: &Path) -> io::Result<(File, PathBuf)> {
    const MOST: usize = 1000;
    let mut number = 0;
    loop {
        let mut name = OsString::from(".");
        name.push(target.file_name().unwrap_or(OsStr::new("out")));
        name.push(format!(".{}.{number}.part", std::process::id()));
        let path = target.with_file_name(name);
        match File::create_new(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < MOST => number += 1,
            made => return made.map(|file| (file, path)),
        }
    }
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

    #[test]
    fn what_a_killed_run_left_stands_in_nobodys_way() {
        let folder = std::env::temp_dir().join(format!("bantin-left-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let target = folder.join("a.json");
        let (_, left) = create_beside(&target).unwrap();
        replace(&target, b"new").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
        assert_ne!(create_beside(&target).unwrap().1, left);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_cannot_be_written_leaves_the_old_file_as_it_was() {
        let folder = std::env::temp_dir().join(format!("bantin-files-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.txt");
        let written = |name: &Path, text: &str, over| save(&name.display().to_string(), text, over, Some(&path)).1;
        fs::write(&path, "original").unwrap();
        assert_eq!(written(&path, "x", true).unwrap_err().kind(), io::ErrorKind::InvalidInput);
        assert_eq!(fs::read_to_string(&path).unwrap(), "original");
        let other = folder.join("b.txt");
        written(&other, "one", false).unwrap();
        assert_eq!(written(&other, "two", false).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        written(&other, "two", true).unwrap();
        assert_eq!(fs::read_to_string(&other).unwrap(), "two");
        // The name has no room for what is beside it, as a disk may have none for what is in it.
        let long = folder.join("n".repeat(255));
        fs::write(&long, "old").unwrap();
        assert!(written(&long, "new", true).is_err());
        assert_eq!(fs::read_to_string(&long).unwrap(), "old");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 3);
        fs::remove_dir_all(&folder).unwrap();
    }
}
