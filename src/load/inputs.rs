//! What the names on a command line stand for.
//!
//! In: names as typed. Out: one [`Input`] a bulletin, in order: a folder stands for the bulletins in it, sorted by name,
//! folders in it included; a pattern (`in/**/*.pdf`) that no file is called for the files that fit; an address for what
//! it answers; `-` for standard input.

use super::{pattern, shown};
use crate::error::{Code, Result};
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
    /// An address on the web.
    Url(String),
}

impl Input {
    /// The name for the model: the file's name without its folder, `-` for standard input.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Input::Stdin => "-".to_owned(),
            Input::Url(url) => public(url),
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
        let text = name.to_str().unwrap_or_default();
        if name == "-" {
            out.push(Ok(Input::Stdin));
        } else if is_address(text) {
            out.push(Ok(Input::Url(text.to_owned())));
        } else if pattern::is_pattern(text) && !path.exists() {
            match fitting(text) {
                Ok(files) => out.extend(files.into_iter().map(|f| Ok(Input::Path(f)))),
                Err(error) => out.push(Err(error)),
            }
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

/// Whether a name may stand for several bulletins: a folder, or a pattern.
#[must_use]
pub fn is_several(name: &OsStr) -> bool {
    let path = Path::new(name);
    path.is_dir() || name.to_str().is_some_and(|n| !is_address(n) && pattern::is_pattern(n)) && !path.exists()
}

/// Whether a name is an address on the web.
fn is_address(name: &str) -> bool {
    let scheme = |s: &str| name.get(..s.len()).is_some_and(|start| start.eq_ignore_ascii_case(s));
    scheme("http://") || scheme("https://")
}

/// An address without the name and password that it may hold.
fn public(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    shown(&format!("{scheme}://{host}{path}"))
}

/// The files that fit a pattern, below the folder that stands before its first sign.
fn fitting(name: &str) -> Result<Vec<PathBuf>> {
    let fixed = name.find(['*', '?']).and_then(|at| name.get(..at)).and_then(|start| start.rfind('/'));
    let root = fixed.map_or(".", |at| if at == 0 { "/" } else { name.get(..at).unwrap_or(".") });
    let fault = |code: Code| code.of(shown(name));
    let mut files = Vec::new();
    walk(Path::new(root), DEPTH, &|_| true, &mut files).map_err(|_| fault(Code::PatternUnread))?;
    let told = |path: &PathBuf| path.to_string_lossy().replace('\\', "/");
    files.retain(|path| pattern::fits(name.trim_start_matches("./"), told(path).trim_start_matches("./")));
    if files.is_empty() {
        return Err(fault(Code::PatternEmpty));
    }
    Ok(files)
}

fn folder(path: &Path) -> Result<Vec<PathBuf>> {
    let name = || shown(&path.to_string_lossy());
    let mut files = Vec::new();
    walk(path, DEPTH, &is_bulletin, &mut files).map_err(|_| Code::FolderUnread.of(name()))?;
    if files.is_empty() {
        let endings = ENDINGS.map(|e| format!("*.{e}")).join(", ");
        return Err(Code::FolderEmpty.with(endings).of(name()));
    }
    Ok(files)
}

/// Appends the files under `path` that are `meant`. Links to folders are not followed, so that no loop is walked; what cannot be listed
/// below the first folder is passed over.
fn walk(path: &Path, depth: usize, meant: &dyn Fn(&Path) -> bool, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
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
                let _ = walk(&path, depth - 1, meant, files);
            }
        } else if meant(&path) && path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

fn is_bulletin(path: &Path) -> bool {
    path.extension().and_then(OsStr::to_str).is_some_and(|e| ENDINGS.iter().any(|t| e.eq_ignore_ascii_case(t)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_without_their_passwords() {
        assert!(is_address("HTTPS://a.vn/x") && !is_address("httpx.txt"));
        assert_eq!(public("https://me:secret@a.vn/x?y=@z"), "https://a.vn/x?y=@z");
        assert_eq!(public("http://a.vn"), "http://a.vn");
    }
}
