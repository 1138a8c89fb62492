//! What the names on a command line stand for.
//!
//! In: names as typed. Out: one [`Input`] a bulletin, in order: a folder stands for the texts in it, sorted by name,
//! folders in it included; `-` for standard input.

use super::shown;
use crate::error::{Error, Result};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// Endings of the files that are taken from a folder.
const ENDINGS: [&str; 13] =
    ["txt", "md", "text", "markdown", "html", "htm", "xhtml", "docx", "odt", "doc", "pdf", "epub", "gz"];
/// How deep folders are walked.
const DEPTH: usize = 32;

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    Path(PathBuf),
}

impl Input {
    /// The name for the model: the file's name without its folder, `-` for standard input.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Input::Stdin => "-".to_owned(),
            Input::Path(path) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                shown(&name.to_string_lossy())
            }
        }
    }
}

/// What `names` stand for, in order; a name that stands for nothing is an error in its place.
pub fn inputs<S: AsRef<OsStr>>(names: &[S]) -> Vec<Result<Input>> {
    let mut out = Vec::new();
    for name in names {
        let name = name.as_ref();
        let path = Path::new(name);
        if name == "-" {
            out.push(Ok(Input::Stdin));
        } else if path.is_dir() {
            match folder(path) {
                Ok(files) => out.extend(files.into_iter().map(|f| Ok(Input::Path(f)))),
                Err(error) => out.push(Err(error)),
            }
        } else {
            out.push(Ok(Input::Path(path.to_owned())));
        }
    }
    out
}

fn folder(path: &Path) -> Result<Vec<PathBuf>> {
    let fault = |message: &str| Error::Input { name: shown(&path.to_string_lossy()), message: message.to_owned() };
    let mut files = Vec::new();
    walk(path, DEPTH, &mut files).map_err(|_| fault("is a folder that cannot be read; check its permissions"))?;
    if files.is_empty() {
        let endings = ENDINGS.map(|e| format!("*.{e}")).join(", ");
        return Err(fault(&format!("is a folder without bulletins ({endings}); name a file, or another folder")));
    }
    Ok(files)
}

/// Appends the texts under `path`. Links to folders are not followed, so that no loop is walked; what cannot be listed
/// below the first folder is passed over.
fn walk(path: &Path, depth: usize, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries: Vec<_> = fs::read_dir(path)?.filter_map(std::result::Result::ok).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let Ok(kind) = entry.file_type() else { continue };
        let path = entry.path();
        if hidden {
            continue;
        }
        if kind.is_dir() {
            if depth > 0 {
                let _ = walk(&path, depth - 1, files);
            }
        } else if is_text(&path) && path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

fn is_text(path: &Path) -> bool {
    path.extension().and_then(OsStr::to_str).is_some_and(|e| ENDINGS.iter().any(|t| e.eq_ignore_ascii_case(t)))
}
