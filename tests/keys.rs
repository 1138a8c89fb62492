//! What the README says of keys is what the program does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bantin::tui::keymap::{Context, Keymap};

#[test]
fn the_keys_of_the_readme_are_bound() {
    let readme = include_str!("../README.md");
    let (_, table) = readme.split_once("<!-- keys:").unwrap();
    let (table, _) = table.split_once("\n\n").unwrap();
    let map = Keymap::built_in();
    let bound: Vec<String> = Context::ALL.iter().flat_map(|c| map.of(*c)).map(|b| b.key.to_string()).collect();
    let named: Vec<&str> = table.split('`').skip(1).step_by(2).collect();
    assert!(named.len() > 40);
    let unbound: Vec<&&str> = named.iter().filter(|k| !bound.iter().any(|b| b == **k)).collect();
    assert!(unbound.is_empty(), "in the README, but bound to nothing: {unbound:?}");
}
