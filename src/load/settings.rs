//! The user's own data files: rules and targets.
//!
//! In: a file, or a folder that holds `*.toml`. Out: name and content of each, sorted by name. Nothing is understood here.

use super::read::said;
use super::shown;
use crate::error::{Code, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The data files that `path` stands for: itself, or the `*.toml` in it.
///
/// # Errors
/// Where it cannot be read, is no UTF-8 text, or is a folder without such files.
pub fn settings(path: &Path) -> Result<Vec<(String, String)>> {
    if !path.is_dir() {
        return Ok(vec![content(path)?]);
    }
    let entries = fs::read_dir(path).map_err(|e| said(&e).of(name(path)))?;
    let is_toml = |path: &PathBuf| path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml")) && path.is_file();
    let mut files: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).filter(is_toml).collect();
    files.sort();
    if files.is_empty() {
        return Err(Code::SettingsNone.of(name(path)));
    }
    files.iter().map(|file| content(file)).collect()
}

fn content(path: &Path) -> Result<(String, String)> {
    let bytes = fs::read(path).map_err(|e| said(&e).of(name(path)))?;
    let text = String::from_utf8(bytes).map_err(|_| Code::SettingsEncoding.of(name(path)))?;
    Ok((name(path), text))
}

fn name(path: &Path) -> String {
    shown(&path.to_string_lossy())
}
