//! The bulletins that have gold, found in the repository.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// A bulletin and what a careful person read out of it.
pub struct Case {
    /// Its name.
    pub name: String,
    /// The bytes of the bulletin.
    pub bytes: Vec<u8>,
    /// What is to be found.
    pub gold: Value,
}

/// The repository's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All bulletins with gold, by name: the composed ones, the bundled sample and the small one.
pub fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = texts(&root().join("tests/bulletins"))
        .into_iter()
        .map(|text| {
            let gold = text.with_extension("gold.json");
            case(&text, &gold)
        })
        .collect();
    cases.push(case(&root().join("assets/sample.txt"), &root().join("tests/gold/sample.gold.json")));
    cases.push(case(&root().join("tests/fixtures/small.txt"), &root().join("tests/gold/small.gold.json")));
    cases
}

fn texts(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    let mut texts: Vec<PathBuf> = entries.filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    texts.sort();
    texts
}

fn case(text: &Path, gold: &Path) -> Case {
    let name = text.file_stem().unwrap().to_string_lossy().into_owned();
    let bytes = fs::read(text).unwrap();
    let gold = fs::read_to_string(gold).unwrap_or_else(|e| panic!("{}: {e}", gold.display()));
    let gold = serde_json::from_str(&gold).unwrap_or_else(|e| panic!("{name}: {e}"));
    Case { name, bytes, gold }
}
