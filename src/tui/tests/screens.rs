//! Whole screens.

use super::*;

#[test]
fn the_fixture_is_of_its_text() {
    let raw = include_str!("../../../tests/fixtures/provincial-party-q1-2024.txt");
    assert_eq!(crate::text::normalise(raw).text, bulletin().text);
}

#[test]
fn start() {
    for (w, h) in [(120, 40), (80, 24), (60, 15), (200, 60)] {
        println!("{}", screen(&sized(w, h)));
    }
}
