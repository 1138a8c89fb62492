//! The summary on a real terminal: as wide as the terminal is, coloured unless that is unwanted.

#![cfg(unix)]
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

use bantin::report::wrap::width;
use support::colour::without_colour;
use support::pty::on_terminal;

#[test]
fn the_summary_is_as_wide_as_the_terminal() {
    for cols in [60, 80, 120] {
        let (text, code) = on_terminal(cols, &["summary", "--lang", "vi"], &[]);
        let plain = without_colour(&text);
        let widest = plain.lines().map(width).max().unwrap();
        assert_eq!(code, 0);
        assert!(widest <= usize::from(cols) && widest > usize::from(cols) / 2, "{cols}: {widest}");
        assert!(plain.contains("24.042 tỷ đồng"), "{plain}");
    }
}

#[test]
fn colour_is_left_out_where_it_is_unwanted() {
    assert!(on_terminal(100, &["summary"], &[]).0.contains("\u{1b}["));
    assert!(!on_terminal(100, &["summary"], &[("NO_COLOR", "1")]).0.contains('\u{1b}'));
    assert!(!on_terminal(100, &["summary"], &[("TERM", "dumb")]).0.contains('\u{1b}'));
    assert!(!on_terminal(100, &["summary"], &[("TERM", "dumb"), ("CI", "true")]).0.contains('\u{1b}'));
}

#[test]
fn a_terminal_that_can_do_nothing_gets_the_summary() {
    let (text, code) = on_terminal(80, &[], &[("TERM", "dumb")]);
    assert!(code == 0 && text.contains("24,042 tỷ đồng") && !text.contains('\u{1b}'), "{text}");
}
