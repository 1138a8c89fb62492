//! Readings: sentences of the project's own making and what they must say, as data in `tests/readings/*.toml`.
//!
//! A case's `figures` are lines of the form `indicator: 24042 tỷ đồng; −9.46%; plan 19.13%`. See `line` for all parts.
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

use bantin::model::Bulletin;
use serde::Deserialize;
use std::path::Path;
use support::line::line;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the case shows, for the failure's message.
    shows: String,
    text: String,
    #[serde(default)]
    figures: Option<Vec<String>>,
    #[serde(default)]
    shortfalls: Option<Vec<String>>,
    #[serde(default)]
    warnings: Option<Vec<String>>,
    /// Who says what: `name, act: first words`.
    #[serde(default)]
    voices: Option<Vec<String>>,
    /// What each section is: `kind: first words`.
    #[serde(default)]
    sections: Option<Vec<String>>,
    /// The conclusions: `kind: first words`.
    #[serde(default)]
    conclusions: Option<Vec<String>>,
}

fn shortfalls(bulletin: &Bulletin) -> Vec<String> {
    let name = |r: &bantin::model::Reason| serde_json::to_value(r).unwrap().as_str().unwrap().to_owned();
    bulletin
        .shortfalls
        .iter()
        .map(|s| format!("{}: {}", s.indicator, s.reasons.iter().map(name).collect::<Vec<_>>().join(", ")))
        .collect()
}

/// A kind and the first words of what is of that kind.
fn kind_and_words(bulletin: &Bulletin, kind: impl serde::Serialize, span: bantin::text::Span) -> String {
    const FIRST: usize = 4;
    let words: Vec<&str> = span.of(&bulletin.text).split_whitespace().take(FIRST).collect();
    format!("{}: {}", serde_json::to_value(kind).unwrap().as_str().unwrap(), words.join(" "))
}

/// Each statement in one line, in the order of the speakers.
fn voices(bulletin: &Bulletin) -> Vec<String> {
    const FIRST: usize = 5;
    let said = |s: &bantin::model::Statement| {
        let words: Vec<&str> = s.span.of(&bulletin.text).split_whitespace().take(FIRST).collect();
        format!("{}: {}", serde_json::to_value(s.act).unwrap().as_str().unwrap(), words.join(" "))
    };
    let all = bulletin.speakers.iter().flat_map(|p| p.statements.iter().map(move |s| (p, s)));
    all.map(|(p, s)| format!("{}, {}", p.name, said(s))).collect()
}

fn check(file: &str) -> Vec<String> {
    let page: Page = toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap_or_else(|e| panic!("{file}: {e}"));
    let mut faults = Vec::new();
    for case in page.case {
        let bulletin = bantin::read(&case.text);
        let mut compare = |what: &str, want: Option<Vec<String>>, got: Vec<String>| {
            if let Some(want) = want.filter(|w| *w != got) {
                faults.push(format!("{}\n  {}\n  {what} want {want:#?}\n  {what} got {got:#?}", case.shows, case.text));
            }
        };
        compare("figures", case.figures, bulletin.figures.iter().map(line).collect());
        compare("shortfalls", case.shortfalls, shortfalls(&bulletin));
        compare("voices", case.voices, voices(&bulletin));
        let sections = bulletin.sections.iter().map(|s| kind_and_words(&bulletin, s.kind, s.span));
        compare("sections", case.sections, sections.collect());
        let conclusions = bulletin.conclusions.iter().map(|c| kind_and_words(&bulletin, c.kind, c.span));
        compare("conclusions", case.conclusions, conclusions.collect());
        let codes =
            bulletin.warnings.iter().map(|w| serde_json::to_value(w.code).unwrap().as_str().unwrap().to_owned());
        compare("warnings", case.warnings, codes.collect());
    }
    faults.iter().map(|fault| format!("{file}: {fault}")).collect()
}

#[test]
fn the_hardest_cases_read_as_an_analyst_reads_them() {
    let mut files: Vec<_> = std::fs::read_dir("tests/readings").unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let files = files.iter().filter(|f| f.extension().is_some_and(|e| e == "toml"));
    let faults: Vec<String> = files.flat_map(|file| check(file.to_str().unwrap())).collect();
    assert!(faults.is_empty(), "{} read otherwise:\n{}", faults.len(), faults.join("\n\n"));
}

/// Numbers at the edge of what is read, beyond it, and next to nothing.
const EDGES: [&str; 7] = [
    "9999999999999999",
    "9.999.999.999.999.999,9999999999",
    "10000000000000000",
    "79228162514264337593543950335",
    "0,0000000000000000000000000001",
    "0",
    "9999999999",
];

/// The text with its numbers replaced in turn, every `step`th left as it is.
fn at_the_edge(text: &str, from: usize, step: usize) -> String {
    let (mut out, mut rest, mut at) = (String::new(), text, from);
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let after = &rest[start..];
        let end = after.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(after.len());
        out.push_str(&rest[..start]);
        out.push_str(if at % step == 0 { &after[..end] } else { EDGES[at % EDGES.len()] });
        rest = &after[end..];
        at += 1;
    }
    out + rest
}

#[test]
fn no_number_is_too_large_or_too_small_to_reckon_with() {
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readings")).unwrap() {
        let source = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let page: Page = toml::from_str(&source).unwrap();
        for (number, case) in page.case.iter().enumerate() {
            for step in [2, 3, 100] {
                let text = at_the_edge(&case.text, number + 1, step);
                assert!(!bantin::read(&text).text.is_empty(), "{text}");
            }
        }
    }
}
