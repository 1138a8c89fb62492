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
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::Read;
use support::colour::without_colour;

/// What the program writes on a terminal of `cols` columns, and how it ends.
fn on_terminal(cols: u16, args: &[&str], env: &[(&str, &str)]) -> (String, u32) {
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_bantin"));
    command.args(args);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm-256color");
    for (name, value) in env {
        command.env(name, value);
    }
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut bytes = Vec::new();
    let mut reader = pair.master.try_clone_reader().unwrap();
    // A terminal whose program has ended reports an error instead of an end.
    let mut part = [0; 4096];
    while let Ok(n @ 1..) = reader.read(&mut part) {
        bytes.extend_from_slice(&part[..n]);
    }
    let code = child.wait().unwrap().exit_code();
    (String::from_utf8(bytes).unwrap().replace("\r\n", "\n"), code)
}

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
