//! What a key costs on the line to the terminal: bytes, which are the same on every machine.

use super::*;
use crate::tui::paint::Painter;

/// Bytes of the frame after each of `keys`, and of the same frame on an empty screen.
fn bytes(size: (u16, u16), keys: &str) -> Vec<(usize, usize)> {
    let mut state = sized(size.0, size.1);
    let mut painter = Painter::new(size.0, size.1);
    painter.paint(&mut buffer(&state, "dark"), None);
    let each = keys.split_whitespace().map(|key| {
        painter.written();
        press(&mut state, key);
        let change = painter.paint(&mut buffer(&state, "dark"), None).len();
        (change, Painter::new(size.0, size.1).paint(&mut buffer(&state, "dark"), None).len())
    });
    each.collect()
}

#[test]
fn a_key_that_moves_the_cursor_writes_little() {
    for size in [(60, 15), (80, 24), (120, 40), (200, 60)] {
        let each = bytes(size, "j j k k j");
        assert!(each.iter().all(|(change, _)| (1..=400).contains(change)), "{size:?}: {each:?}");
    }
}

#[test]
fn a_line_scrolled_writes_less_than_half_a_screen() {
    for size in [(80, 24), (120, 40)] {
        let down = "j ".repeat(usize::from(size.1) + 12);
        let each = bytes(size, &down);
        assert!(each.iter().all(|(change, whole)| change * 2 <= *whole), "{size:?}: {each:?}");
    }
}

#[test]
fn nothing_new_writes_nothing() {
    let each = bytes((120, 40), "k k");
    assert_eq!(each.last().map(|(change, _)| *change), Some(0));
}
