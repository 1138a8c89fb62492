//! The public API, held: `docs/api.txt` lists it, and what stands there may go only with a step of the version.
//!
//! The list is made of the sources themselves: everything that is public and documented, with its signature. After a change
//! write it anew by `BANTIN_WRITE=1 cargo test --manifest-path tools/api/Cargo.toml`; where something is gone or changed, step the version in
//! `Cargo.toml` first (before 1.0 the second number, afterwards the first).

use api::{listing, root};
use std::fs;

/// The part of a version that a breaking change steps.
fn step(version: &str) -> String {
    let numbers: Vec<&str> = version.trim().split('.').collect();
    numbers[..if numbers[0] == "0" { 2 } else { 1 }].join(".")
}

/// The version in bantin's own manifest.
fn version() -> String {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let line = manifest.lines().find_map(|line| line.strip_prefix("version = ")).unwrap();
    line.trim_matches('"').to_owned()
}

/// What a change of the list asks for; `Ok` tells whether the kept list is to be written anew.
fn judged(kept: &str, kept_step: &str, now: &str, now_step: &str) -> Result<bool, String> {
    let gone: Vec<&str> = kept.lines().filter(|line| !now.lines().any(|l| l == *line)).collect();
    if !gone.is_empty() && kept_step == now_step {
        return Err(format!(
            "gone from the public API, or changed; take it back, or step the version from {kept_step} in Cargo.toml:\n{}",
            gone.join("\n")
        ));
    }
    Ok(kept != now || kept_step != now_step)
}

#[test]
fn what_is_promised_stays_until_the_version_steps() {
    let path = root().join("docs/api.txt");
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let (head, kept) = kept.split_once('\n').unwrap_or_default();
    let now = listing();
    assert!(now.lines().count() > 300, "the list is too short to be one");
    let now_step = step(&version());
    let stale = judged(kept, head, &now, &now_step).unwrap_or_else(|told| panic!("{told}"));
    if stale && std::env::var_os("BANTIN_WRITE").is_some() {
        fs::write(&path, format!("{now_step}\n{now}")).unwrap();
        return;
    }
    let new: Vec<&str> = now.lines().filter(|line| !kept.lines().any(|l| l == *line)).collect();
    assert!(
        !stale,
        "docs/api.txt lacks what is new (BANTIN_WRITE=1 cargo test --manifest-path tools/api/Cargo.toml):\n{}",
        new.join("\n")
    );
}

#[test]
fn what_goes_asks_for_a_step_and_what_comes_for_a_line() {
    let told = "fn bantin::read(text: &str) -> Bulletin\nstruct bantin::Reader\n";
    let more = format!("{told}struct bantin::Shelf\n");
    assert_eq!(judged(told, "0.1", told, "0.1"), Ok(false));
    assert_eq!(judged(told, "0.1", &more, "0.1"), Ok(true));
    assert!(judged(&more, "0.1", told, "0.1").unwrap_err().contains("struct bantin::Shelf"));
    assert_eq!(judged(&more, "0.1", told, "0.2"), Ok(true));
    let changed = told.replace("&str", "&[u8]");
    assert!(judged(told, "0.1", &changed, "0.1").is_err());
    assert_eq!(
        (step("0.1.7"), step("0.2.0"), step("1.4.2"), step("2.0.0")),
        ("0.1".into(), "0.2".into(), "1".into(), "2".into())
    );
}

#[test]
fn the_list_has_what_a_user_calls_and_nothing_of_the_program_itself() {
    let list = listing();
    for line in [
        "fn bantin::read(text: &str) -> Bulletin",
        "fn bantin::Reader::with_rules(files: &[(String, String)]) -> Result<Self>",
        "bantin::model::bulletin::Bulletin.figures: Vec<Figure>",
        "bantin::model::shortfall::Reason::BehindPlan",
        "impl Default for bantin::Reader",
        "fn bantin::shelf::compare::compare(old: &Entry, new: &Entry) -> Comparison",
        "use bantin::shelf::compare = bantin::shelf::compare::compare",
        "use bantin::model::Decimal = rust_decimal::Decimal",
        // From a module that is private or not documented.
        "enum bantin::load::Charset",
        "struct bantin::shelf::Identity",
    ] {
        assert!(list.lines().any(|l| l == line), "{line} is not in\n{list}");
    }
    for inside in ["bantin::tui", "bantin::cli", "bantin::parse", "bantin::rules", "bantin::load::decode::", "lexicon("]
    {
        assert!(!list.contains(inside), "{inside} is in the list");
    }
}
