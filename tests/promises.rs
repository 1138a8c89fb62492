//! What the reader promises beyond its own screen, in a real terminal: the editor, the clipboard, what is printed on leaving,
//! what is kept from one time to the next, the user's own keys, colours that are unwanted, texts that would steer.

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

use std::fs;
use std::path::{Path, PathBuf};
use support::screen::{FIXTURE, Reader};

/// A folder of one test alone, with a bulletin in it.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("promises").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(FIXTURE), folder.join("bulletin.txt")).unwrap();
    folder
}

fn written(reader: &Reader) -> String {
    String::from_utf8_lossy(&reader.written.lock().unwrap()).into_owned()
}

fn leaves(mut reader: Reader) {
    reader.keys("q");
    assert!(reader.ends());
    reader.is_restored();
}

#[test]
fn the_editor_is_opened_at_the_line_and_the_file_read_again() {
    let folder = folder("editor");
    let (script, told) = (folder.join("editor.sh"), folder.join("told"));
    let lines = [
        format!("printf '%s\\n' \"$@\" > {}", told.display()),
        "for file; do :; done".to_owned(),
        "sed -i 's/Hội nghị Ban Chấp hành/Buổi họp Ban Chấp hành/' \"$file\"".to_owned(),
    ];
    fs::write(&script, lines.join("\n")).unwrap();
    let editor = format!("sh {}", script.display());
    let file = folder.join("bulletin.txt");
    let mut reader = Reader::open(file.clone(), &[("EDITOR", &editor), ("VISUAL", "")]);
    reader.shows("Chưa đạt");
    reader.keys("e");
    reader.shows("giảm");
    reader.keys("v");
    reader.shows("Buổi họp");
    let told = fs::read_to_string(told).unwrap();
    let (line, name) = told.trim().split_once('\n').unwrap();
    assert_eq!(Path::new(name), file);
    let line: usize = line.strip_prefix('+').unwrap().parse().unwrap();
    let text = fs::read_to_string(&file).unwrap();
    // The line that is being read: the first shortfall's.
    assert!(line > 5 && text.lines().nth(line - 1).unwrap().contains('%'), "{line}");
    leaves(reader);
}

#[test]
fn a_quote_goes_to_the_clipboard_with_its_source() {
    let mut reader = Reader::open(folder("clipboard").join("bulletin.txt"), &[]);
    reader.shows("Chưa đạt");
    reader.keys("4y");
    reader.shows("ký tự");
    let all = written(&reader);
    let sent = all.split("\x1b]52;c;").nth(1).unwrap().split(['\x07', '\x1b']).next().unwrap();
    let bytes = decoded(sent);
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with('“') && text.contains("196 tỷ đồng") && text.contains("09/04/2024"), "{text}");
    leaves(reader);
}

/// Base64 taken apart.
fn decoded(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let symbols: Vec<u8> = text.bytes().filter(|c| *c != b'=').map(value).collect();
    let bits = symbols.iter().flat_map(|v| (0..6).rev().map(move |bit| v >> bit & 1));
    let bits: Vec<u8> = bits.collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |all, bit| all << 1 | bit)).collect()
}

#[test]
fn the_summary_is_printed_on_leaving() {
    let mut reader = Reader::open(folder("print").join("bulletin.txt"), &[]);
    reader.shows("Chưa đạt");
    reader.keys("p");
    reader.shows("CHƯA ĐẠT (");
    reader.keys("P");
    assert!(reader.ends());
    reader.is_restored();
    assert!(written(&reader).rsplit("\x1b[?1049l").next().unwrap().contains("KẾT LUẬN"), "nothing was printed");
}

#[test]
fn place_marks_and_widths_are_found_again_by_content() {
    let folder = folder("kept");
    let state = folder.join("state");
    let environment = [("XDG_STATE_HOME", state.to_str().unwrap())];
    let mut reader = Reader::open(folder.join("bulletin.txt"), &environment);
    reader.shows("Chưa đạt");
    reader.keys("ema");
    reader.shows("“a”");
    reader.keys("G");
    reader.shows("100 %");
    reader.keys("4>>>>");
    let border = |reader: &Reader| {
        reader.falls_silent();
        reader.contents().lines().nth(4).unwrap().split("││").next().unwrap().chars().count()
    };
    let wide = border(&reader);
    leaves(reader);
    // The same text under another name.
    fs::rename(folder.join("bulletin.txt"), folder.join("other.txt")).unwrap();
    let mut reader = Reader::open(folder.join("other.txt"), &environment);
    reader.shows("Đọc tiếp");
    assert_eq!(border(&reader), wide);
    reader.keys("'a");
    reader.wait("the marked place", |r| !r.contents().contains("100 %") && r.contents().contains('▌'));
    leaves(reader);
}

#[test]
fn keys_are_the_users_own_and_one_bound_twice_is_told_with_both() {
    let folder = folder("keys");
    let config = folder.join("config/bantin");
    fs::create_dir_all(&config).unwrap();
    let environment = [("XDG_CONFIG_HOME", folder.join("config"))];
    let environment = environment.each_ref().map(|(name, path)| (*name, path.to_str().unwrap()));
    fs::write(config.join("keys.toml"), "[reader]\nfigures = [\"x\"]\n").unwrap();
    let mut reader = Reader::open(folder.join("bulletin.txt"), &environment);
    reader.shows("Chưa đạt");
    reader.keys("x");
    reader.shows("Số liệu");
    reader.keys("q");
    leaves(reader);
    fs::write(config.join("keys.toml"), "[reader]\nfigures = [\"x\"]\nnotes = [\"x\"]\n").unwrap();
    let mut reader = Reader::open(folder.join("bulletin.txt"), &environment);
    assert!(!reader.ends());
    let told = written(&reader);
    assert!(told.contains("keys.toml:3: phím `x` được gán cho cả `figures` lẫn `notes`"), "{told}");
}

#[test]
fn without_colour_nothing_but_weight_is_written() {
    let mut reader = Reader::open(folder("colour").join("bulletin.txt"), &[("NO_COLOR", "1")]);
    reader.shows("Chưa đạt");
    reader.keys("4j");
    reader.shows("✗");
    let all = written(&reader);
    let attributes = all.split("\x1b[").skip(1).filter_map(|part| {
        let (codes, _) =
            part.split_once('m').filter(|(codes, _)| codes.bytes().all(|b| matches!(b, b'0'..=b'9' | b';')))?;
        Some(codes.to_owned())
    });
    for codes in attributes {
        // Back to the terminal's own colours is none.
        let colour =
            codes.split(';').filter_map(|c| c.parse::<u8>().ok()).any(|c| matches!(c, 30..=38 | 40..=48 | 90..));
        assert!(!colour, "{codes}");
    }
    leaves(reader);
}

#[test]
fn a_text_that_would_steer_the_terminal_is_shown_and_told() {
    let folder = folder("hostile");
    let file = folder.join("bulletin.txt");
    let text = fs::read_to_string(&file).unwrap();
    let hostile = "\x1b]0;TÊN\x07 \x1b[31m \u{9b}2J \u{202e} \u{200b}\x1b]52;c;eA==\x07";
    fs::write(&file, format!("{hostile}{text}")).unwrap();
    let mut reader = Reader::open(file, &[]);
    reader.shows("Chưa đạt");
    reader.keys("w");
    reader.shows("ký tự điều khiển");
    let all = written(&reader);
    for steers in ["\x1b]0;", "\x1b[31m", "\u{9b}", "\u{202e}", "\u{200b}", "\x1b]52;"] {
        assert!(!all.contains(steers), "{steers:?}");
    }
    reader.keys("q");
    leaves(reader);
}
