//! The project's own source, taken apart as far as its rules need it.

use super::corpus::root;
use std::fs;
use std::path::{Path, PathBuf};

/// A source file.
pub struct Source {
    /// Its path below the repository.
    pub path: String,
    /// The code before its test module.
    pub code: String,
}

/// All files under `folder` of the repository, build results and version control left out.
pub fn files(folder: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    walk(&root().join(folder), &mut out);
    out.sort();
    out
}

fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "target" | "artifacts" | "corpus" | ".git") {
                walk(&path, out);
            }
        } else if name != ".git" {
            out.push(path);
        }
    }
}

/// The path of `file` below the repository, parted by `/`.
pub fn relative(file: &Path) -> String {
    let path = file.strip_prefix(root()).unwrap();
    path.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The Rust files under `src/`, modules of tests left out.
pub fn sources() -> Vec<Source> {
    let in_tests = |p: &Path| p.components().any(|c| c.as_os_str() == "tests");
    let rust = files("src").into_iter().filter(|p| p.extension().is_some_and(|e| e == "rs"));
    let rust = rust.filter(|p| !in_tests(p.strip_prefix(root()).unwrap()));
    rust.map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap().to_owned();
        Source { path: relative(&path), code }
    })
    .collect()
}

/// What a stretch of Rust is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Names, marks, numbers.
    Code,
    /// A string literal's inside.
    Text,
}

/// The code and string literals of `rust` with the lines they begin on; comments and character literals are left out.
pub fn parts(rust: &str) -> Vec<(Part, usize, String)> {
    let chars: Vec<char> = rust.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let mut out = Vec::new();
    let mut code = String::new();
    let (mut i, mut line) = (0, 1);
    while i < chars.len() {
        let from = i;
        match (at(i), at(i + 1)) {
            ('/', '/') => {
                while i < chars.len() && at(i) != '\n' {
                    i += 1
                }
            }
            ('/', '*') => i = after_block(&chars, i),
            ('r', '#' | '"') if !at(i.wrapping_sub(1)).is_alphanumeric() && raw_end(&chars, i).is_some() => {
                i = raw_end(&chars, i).unwrap();
                out.push((Part::Text, line, chars[from..i].iter().collect()));
            }
            ('"', _) => {
                i += 1;
                while i < chars.len() && at(i) != '"' {
                    i += if at(i) == '\\' { 2 } else { 1 };
                }
                i += 1;
                out.push((Part::Text, line, chars[from..i.min(chars.len())].iter().collect()));
            }
            ('\'', '\\') => {
                i += 3;
                while i < chars.len() && at(i) != '\'' {
                    i += 1
                }
                i += 1;
            }
            ('\'', _) if at(i + 2) == '\'' => i += 3,
            (c, _) => {
                code.push(c);
                if c == '\n' {
                    out.push((Part::Code, line, std::mem::take(&mut code)));
                }
                i += 1;
            }
        }
        line += chars[from..i.min(chars.len())].iter().filter(|c| **c == '\n').count();
    }
    out.push((Part::Code, line, code));
    out
}

fn after_block(chars: &[char], mut i: usize) -> usize {
    let mut depth = 0;
    while i < chars.len() {
        match (chars[i], chars.get(i + 1)) {
            ('/', Some('*')) => (depth, i) = (depth + 1, i + 2),
            ('*', Some('/')) => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            break;
        }
    }
    i
}

/// The end of a raw string that begins at `i`; `None` where none does.
fn raw_end(chars: &[char], i: usize) -> Option<usize> {
    let hashes = chars[i + 1..].iter().take_while(|c| **c == '#').count();
    let start = i + 1 + hashes;
    if chars.get(start) != Some(&'"') {
        return None;
    }
    let closes =
        |j: &usize| chars[*j] == '"' && chars[j + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
    (start + 1..chars.len()).find(closes).map(|j| j + 1 + hashes)
}
