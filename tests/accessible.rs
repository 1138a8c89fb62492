//! The linear reading, line by line: commands come through a pipe, nothing is drawn.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use assert_cmd::Command;

fn told(language: &str, typed: &str) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bantin"));
    command.args(["--accessible", "--lang", language, "tests/fixtures/provincial-party-q1-2024.txt"]);
    let output = command.write_stdin(typed).assert().success().get_output().clone();
    assert!(output.stderr.is_empty());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.contains('\u{1b}') && !text.contains('\r'), "something was drawn");
    text.lines().map(str::to_owned).collect()
}

#[test]
fn a_bulletin_is_read_line_by_line() {
    let lines = told("vi", "\n\nchưa đạt\n1\nthoát\nn\n");
    assert!(lines[0].starts_with("Hội nghị"), "{lines:?}");
    assert!(lines.iter().any(|l| l == "Enter để đọc tiếp; gõ trợ giúp để nghe các lệnh."));
    assert!(lines.iter().any(|l| l.starts_with("Đoạn 1 trên ")));
    assert!(lines.iter().any(|l| l.starts_with("Đoạn 2 trên ")));
    assert!(lines.iter().any(|l| l.starts_with("1. ") && l.contains("chậm tiến độ kế hoạch")), "{lines:#?}");
    assert!(lines.last().unwrap().starts_with("Chỗ được nêu: "), "read on after it was left: {lines:#?}");
}

#[test]
fn the_end_of_the_lines_is_the_end() {
    assert_eq!(told("en", "").last().unwrap(), "Enter reads on; help tells what can be typed.");
    assert!(told("en", "search thu\nhelp").iter().any(|l| l.starts_with("Found in ")));
}
