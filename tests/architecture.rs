//! The shape of the code, held: which layer may import which, how long a file may be, where words of a language may stand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    dead_code,
    missing_docs
)]

mod support;

use std::fs;
use support::source::{Part, files, parts, relative, sources};

/// What each layer may import, lowest first. The crate's error is everybody's.
const LAYERS: [(&str, &[&str]); 10] = [
    ("text", &[]),
    ("model", &["text"]),
    ("rules", &["text", "model"]),
    ("load", &["text", "model"]),
    ("parse", &["text", "model", "rules"]),
    ("assess", &["text", "model", "rules"]),
    ("shelf", &["text", "model", "assess"]),
    ("report", &["text", "model", "assess", "shelf"]),
    ("tui", &["text", "model", "assess", "shelf", "report"]),
    ("cli", &["text", "model", "rules", "load", "parse", "assess", "shelf", "report", "tui", "Reader"]),
];
const EVERYBODY: [&str; 3] = ["error", "Error", "Result"];
/// Lines of a file before its tests.
const LONGEST: usize = 400;

/// Letters up to which the phrases of a rule may share a line. One a line is what two people can change at once.
const WIDEST_LIST: usize = 110;

/// The names after `crate::` in a line of code, those in braces each.
fn imports(code: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut out = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$')) {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => out.extend(top_level(group).iter().map(|item| name(item.trim()))),
            None => out.push(name(rest)),
        }
    }
    out
}

/// The items of a brace group, those of inner groups left with theirs.
fn top_level(group: &str) -> Vec<String> {
    let (mut items, mut depth) = (vec![String::new()], 0);
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(String::new());
                continue;
            }
            _ => {}
        }
        items.last_mut().unwrap().push(c);
    }
    items.retain(|i| !i.trim().is_empty());
    items
}

#[test]
fn a_layer_imports_only_what_its_row_allows() {
    let mut faults = Vec::new();
    for source in sources() {
        let inside = source.path.strip_prefix("src/").unwrap();
        let layer = inside.split(['/', '.']).next().unwrap();
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            assert!(matches!(layer, "lib" | "main" | "error"), "{}: a layer that has no row in LAYERS", source.path);
            continue;
        };
        let code: String = parts(&source.code).into_iter().filter(|p| p.0 == Part::Code).map(|p| p.2).collect();
        for import in imports(&code) {
            let fine = import == layer || allowed.contains(&import.as_str()) || EVERYBODY.contains(&import.as_str());
            if !fine {
                faults.push(format!("{}: crate::{import}", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "imports against the layers: {faults:#?}");
}

#[test]
fn a_file_holds_one_idea() {
    let long: Vec<String> = sources()
        .iter()
        .map(|s| (s.path.clone(), s.code.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| format!("{path}: {lines}"))
        .collect();
    assert!(long.is_empty(), "over {LONGEST} lines before the tests: {long:?}");
    for path in files("src").iter().chain(&files("tests")) {
        let stem = path.file_stem().unwrap().to_string_lossy();
        assert!(!matches!(&*stem, "utils" | "util" | "helpers" | "helper" | "common"), "{}", relative(path));
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> = sources().into_iter().filter(|s| !s.code.starts_with("//! ")).map(|s| s.path).collect();
    assert!(silent.is_empty(), "no //! at the top: {silent:?}");
}

#[test]
fn words_of_a_language_are_data() {
    let mut faults = Vec::new();
    for source in sources() {
        for (part, line, text) in parts(&source.code) {
            if part == Part::Text && text.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
                faults.push(format!("{}:{line}: {text}", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "letters that belong into assets/: {faults:#?}");
}

#[test]
fn phrases_of_a_rule_stand_one_a_line() {
    let mut faults = Vec::new();
    for path in files("assets/vi") {
        let text = fs::read_to_string(&path).unwrap();
        for (i, line) in text.lines().enumerate().filter(|(_, line)| line.starts_with("match = [")) {
            if line.chars().count() > WIDEST_LIST {
                faults.push(format!("{}:{}", relative(&path), i + 1));
            }
        }
    }
    assert!(faults.is_empty(), "lists wider than {WIDEST_LIST} letters: {faults:?}");
}

#[test]
fn nothing_tells_of_the_machine_it_was_made_on() {
    let marks = ["work", "root", "home"].map(|folder| format!("/{folder}/"));
    let mut faults = Vec::new();
    for path in files("") {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for (i, line) in text.lines().enumerate() {
            if marks.iter().any(|m| line.contains(m.as_str())) {
                faults.push(format!("{}:{}", relative(&path), i + 1));
            }
        }
    }
    assert!(faults.is_empty(), "paths of a machine: {faults:?}");
}

#[test]
fn the_checks_see_what_they_are_for() {
    assert_eq!(imports("use crate::{model::{A, B}, text::C}; crate::load::x()"), ["model", "text", "load"]);
    let rust = "let a = 'đ'; // đ\nlet b = \"đạt\"; /* /* đ */ */ let c = r#\"tỷ\"#; fn f<'a>(x: &'a str) {}";
    let texts: Vec<_> = parts(rust).into_iter().filter(|p| p.0 == Part::Text).map(|p| (p.1, p.2)).collect();
    assert_eq!(texts, [(2, "\"đạt\"".to_owned()), (2, "r#\"tỷ\"#".to_owned())]);
}
