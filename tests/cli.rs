//! The command line, in and out: what is printed where, and how it ends.

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
use std::io::Read;
use std::process::{Command, Stdio};
use support::program::Place;
use unicode_normalization::UnicodeNormalization;

const SMALL: &str = include_str!("fixtures/small.txt");

/// A bulletin that tries to steer the terminal.
const HOSTILE: &str =
    "Thu ng\u{e2}n s\u{e1}ch\u{1b}]0;title\u{7} \u{1b}[31m5 t\u{1ef7}\u{9b}2J \u{202e}x\u{8}\u{85}y\u{0}";

fn is_harmless(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && c != '\n') && !text.contains(['\u{202e}', '\u{200b}'])
}

// ---- what is named ----

#[test]
fn without_a_file_the_sample_is_printed() {
    let place = Place::new("sample");
    for args in [&[][..], &["summary"], &["extract", "--format", "ndjson"]] {
        let ended = place.run(args);
        assert!(ended.went_well().contains("09:30") || ended.out.contains("2023"), "{args:?}");
    }
    assert_eq!(place.run(&["extract"]).json()["source"]["name"], "sample.txt");
}

#[test]
fn standard_input_is_read_by_its_dash_and_when_something_is_piped_in() {
    let place = Place::new("stdin");
    for args in [&["extract", "-"][..], &["extract"]] {
        let json = place.feed(args, SMALL.as_bytes()).json();
        assert_eq!(json["source"]["name"].as_str().unwrap(), "-");
        assert!(json["text"].as_str().unwrap().starts_with("Giao ban"));
    }
    place.feed(&["extract", "-"], b"").failed_with(&["-: is empty"]);
}

#[test]
fn a_file_called_like_a_command_is_opened_by_its_path() {
    let place = Place::new("named");
    place.write("summary", SMALL);
    assert!(place.run(&["./summary"]).went_well().contains("210 ha"));
    place.write("-x.txt", SMALL);
    assert!(place.run(&["--", "-x.txt"]).went_well().contains("210 ha"));
}

#[test]
fn a_folder_stands_for_the_bulletins_in_it_in_order() {
    let place = Place::new("folder");
    for name in ["in/b.txt", "in/a.md", "in/deep/c.TXT", "in/.hidden.txt", "in/d.png"] {
        place.write(name, SMALL);
    }
    let json = place.run(&["extract", "in"]).json();
    let names: Vec<&str> = json.as_array().unwrap().iter().map(|b| b["source"]["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["a.md", "b.txt", "c.TXT"]);
}

#[test]
fn a_pattern_stands_for_the_files_that_fit() {
    let place = Place::new("pattern");
    for name in ["in/b.txt", "in/a.md", "in/deep/c.txt", "in/deep/d.md"] {
        place.write(name, SMALL);
    }
    for (pattern, fit) in
        [("in/*.txt", &["b.txt"][..]), ("in/**/*.txt", &["b.txt", "c.txt"]), ("*/deep/?.*", &["c.txt", "d.md"])]
    {
        let json = place.run(&["extract", pattern]).json();
        let names: Vec<&str> = json.as_array().unwrap().iter().map(|b| b["source"]["name"].as_str().unwrap()).collect();
        assert_eq!(names, fit, "{pattern}");
    }
    place.run(&["summary", "in/*.pdf"]).failed_with(&["in/*.pdf", "fits no file"]);
    place.write("a*.txt", SMALL);
    assert!(place.run(&["extract", "a*.txt"]).json().is_object(), "a file called like a pattern");
}

#[cfg(unix)]
#[test]
fn a_folder_with_loops_pipes_and_odd_names_is_walked_to_its_end() {
    let place = Place::new("odd");
    place.write("in/a.txt", SMALL);
    place.write("in/b\u{1b}[31m\n.txt", SMALL);
    std::os::unix::fs::symlink(place.path("in"), place.path("in/loop")).unwrap();
    std::os::unix::fs::symlink(place.path("nowhere"), place.path("in/gone.txt")).unwrap();
    let made = Command::new("mkfifo").arg(place.path("in/pipe.txt")).status();
    assert!(made.is_ok_and(|s| s.success()) || cfg!(not(target_os = "linux")));
    let json = place.run(&["extract", "in"]).json();
    let names: Vec<&str> = json.as_array().unwrap().iter().map(|b| b["source"]["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["a.txt", "b\\u{1b}[31m\\u{a}.txt"]);
}

#[test]
fn an_encoding_can_be_named() {
    let place = Place::new("encoding");
    // One word is too little evidence.
    place.write("old.txt", b"Thu ng\xa9n s\xb8ch 5 t\xfb");
    let json = place.run(&["extract", "--encoding", "tcvn3", "old.txt"]).json();
    assert_eq!(
        (json["source"]["encoding"].as_str(), json["text"].as_str()),
        (Some("TCVN3"), Some("Thu ngân sách 5 tỷ"))
    );
    let ended = place.run(&["extract", "--encoding", "klingon", "old.txt"]);
    assert!(ended.code == 2 && ended.err.contains("VISCII"), "{}", ended.err);
}

// ---- bad input ----

#[test]
fn what_cannot_be_read_is_told_in_one_line_that_says_what_to_do() {
    let place = Place::new("bad");
    place.write("empty.txt", "");
    place.write("blank.txt", " \u{a0}\r\n");
    place.write("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    place.write("paper.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    place.write("archive.docx", b"PK\x03\x04\x14\0\x06\0");
    place.write("noise.txt", (0..5000_u32).map(|i| (i * i).wrapping_shr(3) as u8).collect::<Vec<u8>>());
    fs::create_dir_all(place.path("nothing")).unwrap();
    for (name, words) in [
        ("none.txt", "no such file"),
        ("nothing", "folder without bulletins"),
        ("empty.txt", "is empty"),
        ("blank.txt", "is empty"),
        ("picture.txt", "PNG picture"),
        ("paper.txt", "PDF"),
        ("archive.docx", "damaged ZIP package"),
        ("noise.txt", "binary data"),
        ("paper.txt/x", "not a directory"),
    ] {
        for command in [&[][..], &["summary"], &["extract"]] {
            let args = [command, &[name]].concat();
            let ended = place.run(&args);
            let list = name == "nothing" && command == ["extract"];
            if list {
                assert_eq!((ended.code, ended.out.as_str()), (1, "[]\n"));
            } else {
                ended.failed_with(&[name, words]);
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn what_one_may_not_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new("locked");
    place.write("locked.txt", SMALL);
    fs::set_permissions(place.path("locked.txt"), fs::Permissions::from_mode(0o0)).unwrap();
    if fs::File::open(place.path("locked.txt")).is_ok() {
        println!("stepped aside: this user may read everything");
        return;
    }
    place.run(&["locked.txt"]).failed_with(&["locked.txt", "not readable", "permissions"]);
}

#[cfg(target_os = "linux")]
#[test]
fn endless_devices_are_given_up_at_once() {
    Place::new("zero").run(&["extract", "/dev/zero"]).failed_with(&["/dev/zero", "binary data"]);
}

#[test]
fn a_bad_file_among_several_is_told_and_the_rest_goes_on() {
    let place = Place::new("several");
    place.write("a.txt", SMALL);
    place.write("b.txt", SMALL);
    let ended = place.run(&["extract", "a.txt", "none.txt", "b.txt"]);
    assert_eq!((ended.code, ended.err.lines().count()), (1, 1), "{}", ended.err);
    let json: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 3);
    assert!(json[1]["error"].as_str().unwrap().contains("no such file"));
    let ended = place.run(&["summary", "none.txt", "a.txt"]);
    assert!(ended.code == 1 && ended.out.contains("210 ha") && ended.err.contains("no such file"));
}

#[test]
fn wrong_usage_is_two() {
    let place = Place::new("usage");
    for args in [
        &["--nonsense"][..],
        &["summary", "--width", "none"],
        &["summary", "--width", "3"],
        &["summary", "--format", "pdf"],
        &["extract", "--force"],
        &["--lang", "fr"],
        &["completions", "tcsh"],
    ] {
        let ended = place.run(args);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{args:?}");
        assert!(!ended.err.is_empty());
    }
}

#[test]
fn a_text_that_is_no_bulletin_prints_as_it_is() {
    let place = Place::new("plain");
    place.write("poem.txt", "Trăng lên đầu núi\nGió thổi qua đồi\n");
    let ended = place.run(&["--lang", "vi", "poem.txt"]);
    assert!(ended.went_well().contains("Trăng lên đầu núi\nGió thổi qua đồi\n"), "{}", ended.out);
    assert!(ended.out.contains("Không tìm thấy"), "{}", ended.out);
    assert!(place.run(&["--lang", "en", "poem.txt"]).went_well().contains("No figure"));
}

// ---- forms of input ----

/// Vietnamese as windows-1258 has it: the tone stands after its letter.
fn windows_1258(text: &str) -> Vec<u8> {
    let tones = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let mut parted = String::new();
    for c in text.nfc() {
        let tone: String = c.nfd().filter(|m| tones.contains(m)).collect();
        parted.extend(c.nfd().filter(|m| !tones.contains(m)).nfc());
        parted.push_str(&tone);
    }
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1258.encode(&parted);
    assert!(!lossy, "the fixture must fit the encoding");
    bytes.into_owned()
}

#[test]
fn the_same_bulletin_reads_the_same_in_every_encoding() {
    let place = Place::new("forms");
    place.write("utf8.txt", SMALL);
    let want = place.run(&["extract", "utf8.txt"]).json()["text"].clone();
    let utf16 = |to: fn(u16) -> [u8; 2]| SMALL.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    for (name, bytes, encoding, guessed) in [
        ("bom.txt", [b"\xef\xbb\xbf", SMALL.as_bytes()].concat(), "UTF-8", false),
        ("crlf.txt", SMALL.replace('\n', "\r\n").into_bytes(), "UTF-8", false),
        ("nfd.txt", SMALL.nfd().collect::<String>().into_bytes(), "UTF-8", false),
        ("nbsp.txt", SMALL.replace(' ', "\u{a0}").into_bytes(), "UTF-8", false),
        ("le.txt", [b"\xff\xfe".to_vec(), utf16(u16::to_le_bytes)].concat(), "UTF-16LE", false),
        ("be.txt", [b"\xfe\xff".to_vec(), utf16(u16::to_be_bytes)].concat(), "UTF-16BE", false),
        ("bare.txt", utf16(u16::to_le_bytes), "UTF-16LE", true),
        ("1258.txt", windows_1258(SMALL), "windows-1258", true),
    ] {
        place.write(name, &bytes);
        let json = place.run(&["extract", name]).json();
        assert_eq!(json["text"], want, "{name}");
        assert_eq!(json["source"]["encoding"], encoding, "{name}");
        assert_eq!(json["source"]["bytes"], bytes.len(), "{name}");
        let told = json["warnings"].to_string().contains("Bảng mã được đoán");
        assert_eq!(told, guessed, "{name}");
    }
}

#[test]
fn bytes_that_are_no_text_are_replaced_and_told() {
    let place = Place::new("broken");
    let mut bytes = SMALL.as_bytes().to_vec();
    bytes.splice(8..8, [0xff, 0xc3]);
    place.write("broken.txt", bytes);
    let json = place.run(&["extract", "broken.txt"]).json();
    assert!(json["warnings"].to_string().contains("Đã thay 2 chỗ"), "{}", json["warnings"]);
    assert_eq!(json["warning_places"].as_array().unwrap().len(), json["warnings"].as_array().unwrap().len());
}

#[test]
fn nothing_in_a_bulletin_steers_the_terminal() {
    let place = Place::new("hostile");
    place.write("x.txt", HOSTILE);
    for args in [
        &["x.txt"][..],
        &["summary", "--width", "40", "x.txt"],
        &["summary", "--format", "markdown", "x.txt"],
        &["summary", "--format", "html", "x.txt"],
        &["extract", "x.txt"],
        &["extract", "--format", "csv", "x.txt"],
    ] {
        let ended = place.run(args);
        assert!(is_harmless(ended.went_well()), "{args:?}: {:?}", ended.out);
    }
    let json = place.run(&["extract", "x.txt"]).json();
    assert!(json["warnings"].to_string().contains("ký tự điều khiển"), "{}", json["warnings"]);
}

#[test]
fn nothing_in_a_files_name_steers_the_terminal() {
    let place = Place::new("names");
    let name = "a\u{1b}[31m\u{7}b\u{202e}.txt";
    let ended = place.run(&[name]);
    assert!(ended.code == 1 && is_harmless(&ended.err) && ended.err.lines().count() == 1, "{:?}", ended.err);
    place.write(name, SMALL);
    for args in [&[name][..], &["extract", name], &["extract", "--format", "csv", name]] {
        let ended = place.run(args);
        assert!(is_harmless(ended.went_well()), "{args:?}: {:?}", ended.out);
    }
}

// ---- output ----

#[test]
fn one_bulletin_is_an_object_and_several_are_an_array() {
    let place = Place::new("shapes");
    place.write("a.txt", SMALL);
    place.write("in/b.txt", SMALL);
    assert!(place.run(&["extract", "a.txt"]).json().is_object());
    assert_eq!(place.run(&["extract", "a.txt", "in/b.txt"]).json().as_array().unwrap().len(), 2);
    assert_eq!(place.run(&["extract", "in"]).json().as_array().unwrap().len(), 1);
    let lines = place.run(&["extract", "--format", "ndjson", "a.txt", "in/b.txt"]);
    let lines: Vec<serde_json::Value> = lines.went_well().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["schema"], "bantin.bulletin/1");
}

#[test]
fn an_output_file_appears_whole_and_replaces_nothing_unasked() {
    let place = Place::new("saved");
    place.write("a.txt", SMALL);
    let left = |place: &Place| {
        let names = fs::read_dir(place.path(".")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    };
    assert_eq!(place.run(&["extract", "-o", "out.json", "a.txt"]).went_well(), "");
    let saved = fs::read_to_string(place.path("out.json")).unwrap();
    assert!(serde_json::from_str::<serde_json::Value>(&saved).unwrap().is_object());
    place.run(&["extract", "-o", "out.json", "a.txt"]).failed_with(&["out.json", "already there", "--force"]);
    place.run(&["extract", "--force", "-o", "out.json", "none.txt"]).failed_with(&["none.txt"]);
    assert_eq!(fs::read_to_string(place.path("out.json")).unwrap(), saved, "what failed replaces nothing");
    place.run(&["extract", "--force", "--format", "ndjson", "-o", "out.json", "a.txt"]).went_well();
    assert_ne!(fs::read_to_string(place.path("out.json")).unwrap(), saved);
    place.run(&["extract", "--force", "-o", "a.txt", "a.txt"]).failed_with(&["a.txt", "one of the bulletins"]);
    place.run(&["extract", "--force", "-o", "a.txt", "."]).failed_with(&["a.txt", "one of the bulletins"]);
    place.run(&["extract", "-o", ".", "a.txt"]).failed_with(&["is a folder"]);
    place.run(&["extract", "-o", "no/where.json", "a.txt"]).failed_with(&["no/where.json", "cannot be written"]);
    assert_eq!(fs::read_to_string(place.path("a.txt")).unwrap(), SMALL);
    assert_eq!(left(&place), ["a.txt", "out.json"]);
    assert!(place.run(&["extract", "-o", "-", "a.txt"]).went_well().starts_with('{'));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let bulletins = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bulletins");
    for args in [&["extract", bulletins][..], &["summary", bulletins], &["completions", "bash"], &["man"], &["--help"]]
    {
        let mut child = Command::new(env!("CARGO_BIN_EXE_bantin"))
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_bantin"))
        .arg("summary")
        .stdin(Stdio::null())
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(err.contains("cannot be written") && err.lines().count() == 1, "{err}");
}

#[test]
fn the_language_is_the_locales_unless_it_is_named() {
    let place = Place::new("language");
    place.write("a.txt", "Trăng lên\n");
    let with = |name: &str, value: &str, args: &[&str]| {
        place.end(place.program().env(name, value).args(args)).went_well().to_owned()
    };
    let (vi, en) = ("Không tìm thấy", "No figure");
    assert!(with("LANG", "vi_VN.UTF-8", &["a.txt"]).contains(vi));
    assert!(with("LC_ALL", "vi_VN", &["a.txt"]).contains(vi));
    assert!(with("LANG", "C.UTF-8", &["a.txt"]).contains(en));
    assert!(with("LANG", "vi_VN.UTF-8", &["--lang", "en", "a.txt"]).contains(en));
    assert!(with("LANG", "en_US.UTF-8", &["summary", "--lang", "vi", "a.txt"]).contains(vi));
    // Data do not change with the machine they were made on.
    assert!(with("LANG", "en_US.UTF-8", &["extract", "a.txt"]).contains(vi));
    assert!(with("LANG", "vi_VN.UTF-8", &["extract", "--lang", "en", "a.txt"]).contains(en));
}

#[test]
fn a_width_wraps_and_no_width_leaves_lines_whole() {
    let place = Place::new("width");
    let long = "Thu ngân sách nhà nước trên địa bàn ".repeat(8);
    place.write("a.txt", &long);
    assert!(place.run(&["a.txt"]).went_well().contains(long.trim()));
    for width in [20, 40, 100] {
        let ended = place.run(&["summary", "--width", &width.to_string(), "a.txt"]);
        let widest = ended.went_well().lines().map(|l| l.chars().count()).max().unwrap();
        assert!(widest <= width && widest > width / 2, "{width}: {widest}");
    }
}

#[test]
fn colour_is_for_terminals_only() {
    let place = Place::new("colour");
    assert!(!place.run(&["summary"]).went_well().contains('\u{1b}'));
    let forced = place.end(place.program().env("CLICOLOR_FORCE", "1").arg("summary"));
    assert!(forced.went_well().contains("\u{1b}["));
    let never = place.end(place.program().env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").arg("summary"));
    assert!(!never.went_well().contains('\u{1b}'));
}

#[test]
fn help_completions_and_the_manual_are_printed() {
    let place = Place::new("help");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(place.run(&["completions", shell]).went_well().contains("bantin"), "{shell}");
    }
    assert!(place.run(&["--help"]).went_well().contains("bantin <COMMAND>"));
    assert_eq!(place.run(&["-V"]).went_well(), concat!("bantin ", env!("CARGO_PKG_VERSION"), "\n"));
    let version = place.run(&["--version"]).went_well().to_owned();
    assert!(version.starts_with("bantin ") && version.contains("\ntarget: "), "{version}");
    assert_eq!(version.contains(" pdf"), cfg!(feature = "pdf"), "{version}");
}

#[test]
fn the_manual_tells_every_command_and_what_no_option_does() {
    let page = Place::new("manual").run(&["man"]).went_well().to_owned();
    assert!(page.contains(".TH bantin 1"), "{page}");
    for section in ["READER", "COMMANDS", "EXAMPLES", "FILES", "ENVIRONMENT", "EXIT STATUS"] {
        assert_eq!(page.matches(&format!("\n.SH {section}\n")).count(), 1, "{section}\n{page}");
    }
    let commands =
        ["summary", "extract", "explain", "trend", "compare", "rules", "keys", "themes", "completions", "man"];
    for command in commands {
        assert!(page.contains(&format!("\n.SS \"bantin {command}\"\n")), "{command}\n{page}");
    }
    // Nothing is told of a command that there is not, nor of one twice.
    assert_eq!(page.matches("\n.SS ").count(), commands.len(), "{page}");
    assert_eq!(page.matches("\n.SH OPTIONS\n").count(), 1, "{page}");
}

#[test]
fn the_manual_is_the_same_in_vietnamese() {
    let place = Place::new("manual-vi");
    let (english, page) = (place.run(&["man"]), place.run(&["--lang", "vi", "man"]));
    let (english, page) = (english.went_well().to_owned(), page.went_well().to_owned());
    let count = |page: &str, what: &str| page.lines().filter(|line| line.starts_with(what)).count();
    for what in [".SH ", ".SS ", ".TH ", ".TP"] {
        assert_eq!(count(&page, what), count(&english, what), "{what}\n{page}");
    }
    // The same keys, files and variables; no English heading is left.
    for word in ["\\fBe E c C\\fR", "$XDG_STATE_HOME/bantin/", "BANTIN_OPEN", "CLICOLOR_FORCE"] {
        assert!(page.contains(word) && english.contains(word), "{word}");
    }
    for word in [".SH NAME", ".SH OPTIONS", ".SH SYNOPSIS", "Print ", "possible values", "default:"] {
        assert!(!page.contains(word), "{word}\n{page}");
    }
}
