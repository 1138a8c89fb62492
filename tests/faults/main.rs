//! Faults of the machine around the program: killed while it writes, no room, no home, no words for the terminal, odd terminals,
//! closed standard files, clocks that jump. Nothing of it loses what was there, hangs, or goes without a word.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    dead_code,
    missing_docs
)]

#[path = "../generator/mod.rs"]
mod generator;
mod killed;
#[path = "../support/mod.rs"]
mod support;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};
use support::program::Place;
use support::screen::{FIXTURE, Reader, cells};

const BANTIN: &str = env!("CARGO_BIN_EXE_bantin");

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(FIXTURE)
}

/// All files in a folder and those in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

fn is_json(path: &Path) -> bool {
    serde_json::from_slice::<serde_json::Value>(&fs::read(path).unwrap()).is_ok()
}

fn kinds(found: &[PathBuf], end: &str) -> Vec<PathBuf> {
    found.iter().filter(|path| path.extension().is_some_and(|e| e == end)).cloned().collect()
}

// ---- no room ----

/// The program under a limit by which no file may have any length.
fn without_room(arguments: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "sh", BANTIN, "--lang", "vi"]);
    command.args(arguments);
    command
}

#[test]
fn where_nothing_can_be_kept_reader_and_shelf_work_all_the_same() {
    let place = Place::new("no-room");
    (0..8).for_each(|i| place.write(&format!("in/{i}.txt"), generator::bulletin(i).text));
    let (state, cache) = (place.path("state"), place.path("cache"));
    let environment = [("XDG_STATE_HOME", state.to_str().unwrap()), ("XDG_CACHE_HOME", cache.to_str().unwrap())];
    let mut reader = Reader::run(without_room(&[fixture().to_str().unwrap()]), &environment);
    reader.shows("Chưa đạt");
    reader.keys("Gq");
    assert!(reader.ends());
    reader.is_restored();
    let mut reader = Reader::run(without_room(&[place.path("in").to_str().unwrap()]), &environment);
    reader.shows("Kệ · 8");
    reader.shows("xếp theo nơi");
    reader.keys("\r");
    reader.shows("Nội dung");
    reader.keys("bq");
    assert!(reader.ends());
    reader.is_restored();
    let left: Vec<_> = files(&place.path("state")).into_iter().chain(kinds(&files(&cache), "json")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_full_device_is_told_in_one_line() {
    for arguments in ["extract", "extract --format ndjson", "extract --format csv", "summary", "rules", "man", "--help"]
    {
        let script = format!("exec {BANTIN} {arguments} </dev/null >/dev/full");
        let ended = Command::new("sh").args(["-c", &script]).output().unwrap();
        let err = String::from_utf8(ended.stderr).unwrap();
        if arguments == "--help" {
            // What the library of arguments cannot say it gives up.
            assert!(ended.status.code().is_some(), "{err}");
            continue;
        }
        assert_eq!(ended.status.code(), Some(1), "{arguments}: {err}");
        assert!(err.contains("cannot be written") && err.lines().count() == 1, "{arguments}: {err}");
    }
}

#[test]
fn a_disk_that_is_full_keeps_what_was_on_it() {
    let place = Place::new("small-disk");
    (0..40).for_each(|i| place.write(&format!("in/{i}.txt"), generator::bulletin(i).text));
    fs::create_dir_all(place.path("disk")).unwrap();
    let script = format!(
        "mount -t tmpfs -o size=64k none disk || exit 77
         echo old >disk/out.json
         {BANTIN} extract --force -o disk/out.json in; code=$?
         cat disk/out.json; ls -A disk | wc -l; exit $code"
    );
    let ended = Command::new("unshare").args(["-m", "sh", "-c", &script]).current_dir(place.path(".")).output();
    let Some(ended) = ended.ok().filter(|ended| ended.status.code() == Some(1)) else {
        println!("stepped aside: no file system can be mounted here");
        return;
    };
    let (out, err) = (String::from_utf8(ended.stdout).unwrap(), String::from_utf8(ended.stderr).unwrap());
    if err.contains("unshare") {
        println!("stepped aside: {err}");
        return;
    }
    assert!(err.contains("disk/out.json") && err.contains("cannot be written"), "{err}");
    assert_eq!(out.split_whitespace().collect::<Vec<_>>(), ["old", "1"], "{err}");
}

// ---- homes, words ----

#[test]
fn without_a_home_or_with_one_that_is_read_only_everything_works_but_nothing_is_kept() {
    // Nobody, not even root, may make a folder there.
    let homes = [Some("/proc"), Some("/dev/null"), Some(""), Some("relative/home"), None];
    for home in homes {
        for target in [fixture(), Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shelf")] {
            let mut command = CommandBuilder::new("env");
            ["XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "HOME"].iter().for_each(|name| {
                command.args(["-u", name]);
            });
            if let Some(home) = home {
                command.arg(format!("HOME={home}"));
            }
            command.args([BANTIN, "--lang", "vi", target.to_str().unwrap()]);
            let place = Place::new("homeless");
            command.cwd(place.path("."));
            let mut reader = Reader::run(command, &[]);
            reader.shows(if target.is_dir() { "xếp theo nơi" } else { "Chưa đạt" });
            reader.keys("Gq");
            assert!(reader.ends(), "{home:?}");
            reader.is_restored();
        }
    }
}

#[test]
fn without_a_locale_or_with_one_that_is_not_there_letters_are_whole() {
    for locale in [None, Some(""), Some("C"), Some("POSIX"), Some("xx_YY.nonsense"), Some("ja_JP.SJIS")] {
        let mut command = Command::new(BANTIN);
        command.args(["summary", fixture().to_str().unwrap()]).stdin(Stdio::null());
        ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"].iter().for_each(|name| {
            command.env_remove(name);
        });
        if let Some(locale) = locale {
            command.env("LC_ALL", locale);
        }
        let ended = command.output().unwrap();
        let out = String::from_utf8(ended.stdout).unwrap();
        assert!(ended.status.success() && out.contains("tỷ đồng"), "{locale:?}: {out}");
    }
}

// ---- terminals ----

#[test]
fn a_terminal_that_tells_nothing_of_itself_gets_plain_lines() {
    for term in ["", "dumb"] {
        let (text, code) =
            support::pty::on_terminal(80, &["--lang", "vi", fixture().to_str().unwrap()], &[("TERM", term)]);
        assert!(code == 0 && text.contains("tỷ đồng") && !text.contains('\u{1b}'), "{term:?}: {text}");
    }
    let mut command = CommandBuilder::new("env");
    command.args(["-u", "TERM", BANTIN, "--lang", "vi"]);
    command.arg(fixture());
    let mut reader = Reader::run(command, &[]);
    assert!(reader.ends());
    let written = reader.written.lock().unwrap().clone();
    assert!(!written.contains(&0x1b) && String::from_utf8(written).unwrap().contains("tỷ đồng"));
}

#[test]
fn a_terminal_of_one_cell_and_one_of_a_thousand_columns_are_terminals() {
    for target in [fixture(), Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shelf")] {
        for (rows, cols) in [(1, 1), (1, 300), (300, 1), (2, 2), (300, 1000), (65_535, 1), (9, 65_535), (0, 0)] {
            let mut reader = Reader::open(target.clone(), &[]);
            reader.shows(if target.is_dir() { "xếp theo nơi" } else { "Chưa đạt" });
            reader.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
            reader.keys("jG?");
            std::thread::sleep(Duration::from_millis(30));
            reader.keys("\x1bfgp:\x1b\x1b\x1b\x1b\x0c");
            reader.falls_silent();
            reader.screen.lock().unwrap().screen_mut().set_size(cells(24), cells(80));
            reader.master.resize(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
            reader.falls_silent();
            reader.keys("\x0c");
            reader.shows(if target.is_dir() { "Kệ · 5" } else { "Chưa đạt" });
            reader.keys("q");
            assert!(reader.ends(), "{rows} rows, {cols} columns");
            reader.is_restored();
        }
    }
}

#[test]
fn signals_of_a_size_that_stays_write_nothing_and_lose_no_key() {
    let mut reader = Reader::start(&[]);
    reader.shows("Chưa đạt");
    reader.falls_silent();
    let before = reader.written.lock().unwrap().len();
    let id = reader.child.process_id().unwrap();
    let storm = format!("i=0; while [ $i -lt 3000 ]; do kill -WINCH {id}; i=$((i+1)); done");
    assert!(Command::new("sh").args(["-c", &storm]).status().unwrap().success());
    reader.falls_silent();
    assert_eq!(reader.written.lock().unwrap().len(), before, "drawn for nothing");
    let mut storm = Command::new("sh").args(["-c", &storm]).spawn().unwrap();
    reader.keys("?");
    reader.shows("Trợ giúp");
    storm.wait().unwrap();
    reader.keys("qq");
    assert!(reader.ends());
    reader.is_restored();
}

// ---- standard files ----

#[test]
fn with_standard_files_closed_it_ends_and_tells_where_it_can() {
    let run = |script: &str| {
        let ended = Command::new("timeout").args(["60", "sh", "-c", script]).stdin(Stdio::null()).output().unwrap();
        (ended.status.code(), String::from_utf8(ended.stdout).unwrap(), String::from_utf8(ended.stderr).unwrap())
    };
    let file = fixture();
    let file = file.display();
    for (script, code) in [
        (format!("{BANTIN} summary {file} <&-"), 0),
        (format!("{BANTIN} extract {file} <&-"), 0),
        (format!("{BANTIN} {file} <&-"), 0),
        (format!("{BANTIN} summary <&-"), 0),
        (format!("{BANTIN} extract - <&-"), 1),
        (format!("{BANTIN} summary {file} 2>&-"), 0),
        (format!("{BANTIN} summary no-such-file 2>&-"), 1),
        (format!("{BANTIN} summary {file} <&- >&- 2>&-"), 0),
    ] {
        let (ended, out, err) = run(&script);
        assert_eq!(ended, Some(code), "{script}: {out}{err}");
        assert!(code == 1 || script.contains(">&- 2") || !out.is_empty(), "{script}");
        assert!(!err.contains("panicked"), "{script}: {err}");
    }
}

#[test]
fn a_reader_whose_standard_input_is_closed_takes_keys_from_its_terminal() {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", "exec \"$0\" --lang vi \"$1\" <&-", BANTIN]);
    command.arg(fixture());
    let mut reader = Reader::run(command, &[]);
    reader.shows("Chưa đạt");
    reader.keys("?");
    reader.shows("Trợ giúp");
    reader.keys("qq");
    assert!(reader.ends());
    reader.is_restored();
}

#[test]
fn a_terminal_that_goes_away_ends_the_reader() {
    for target in [fixture(), Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shelf")] {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(BANTIN);
        command.args(["--lang", "vi", target.to_str().unwrap()]);
        command.env("TERM", "xterm");
        ["XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"].iter().for_each(|name| command.env(name, "/dev/null"));
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut screen = pair.master.try_clone_reader().unwrap();
        let mut seen = Vec::new();
        while !seen.windows(8).any(|w| w == b"\x1b[?2026l") {
            let mut part = [0; 4096];
            let count = screen.read(&mut part).unwrap();
            seen.extend_from_slice(&part[..count]);
        }
        drop((screen, pair.master));
        let from = Instant::now();
        while child.try_wait().unwrap().is_none() {
            assert!(from.elapsed() < Duration::from_secs(20), "runs on without a terminal: {}", target.display());
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

// ---- clocks ----

#[test]
fn files_of_another_time_are_read_kept_and_watched() {
    let place = Place::new("times");
    let bulletin = fs::read_to_string(fixture()).unwrap();
    let year = Duration::from_secs(365 * 24 * 60 * 60);
    let times = [SystemTime::UNIX_EPOCH, SystemTime::now() + 80 * year, SystemTime::now() - 9 * year];
    let (state, cache) = (place.path("state"), place.path("cache"));
    let environment = [("XDG_STATE_HOME", state.to_str().unwrap()), ("XDG_CACHE_HOME", cache.to_str().unwrap())];
    let set = |path: &Path, time| fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
    place.write("in/a.txt", &bulletin);
    place.write("in/b.txt", generator::bulletin(1).text);
    let file = place.path("in/a.txt");
    for (turn, time) in times.into_iter().enumerate() {
        // All that is there, also what was kept before, says that it is of that time.
        files(&place.path(".")).iter().for_each(|path| set(path, time));
        let mut shelf = Reader::open(place.path("in"), &environment);
        shelf.shows("xếp theo nơi");
        shelf.wait("the entries", |_| kinds(&files(&cache), "json").len() >= 2);
        shelf.keys("q");
        assert!(shelf.ends());
        let mut reader = Reader::open(file.clone(), &environment);
        reader.shows("Chưa đạt");
        reader.falls_silent();
        let name = format!("Lần {turn}");
        fs::write(&file, bulletin.replacen("Hội nghị", &name, 3)).unwrap();
        set(&file, time);
        reader.keys("g");
        reader.shows(&name);
        reader.keys("Gq");
        assert!(reader.ends());
    }
}

/// Where a library that changes the clock is there, the program runs under one that is far off and runs backwards.
#[test]
fn a_clock_that_runs_otherwise_changes_nothing() {
    let file = fixture();
    let run = |program: &str, before: &[&str]| {
        let mut command = Command::new(program);
        command.args(before).args(["extract", file.to_str().unwrap()]).stdin(Stdio::null());
        command.output().ok().filter(|ended| ended.status.success()).map(|ended| ended.stdout)
    };
    let usual = run(BANTIN, &[]).unwrap();
    for when in ["@1970-01-02 00:00:00", "@2099-12-31 23:59:59", "-1d x0.01"] {
        let Some(other) = run("faketime", &["-f", when, BANTIN]) else {
            println!("stepped aside: faketime is not there");
            return;
        };
        assert!(other == usual, "{when}");
    }
}

/// The library that changes the clock, as the program that loads it tells; `None` where it is not there.
fn faked_clock() -> Option<String> {
    let told = Command::new("faketime").args(["-f", "+0d", "env"]).output().ok()?;
    let told = String::from_utf8(told.stdout).ok()?;
    told.lines().find_map(|line| line.strip_prefix("LD_PRELOAD=")).map(str::to_owned)
}

#[test]
fn a_clock_that_jumps_under_an_open_reader_loses_no_key_and_no_change() {
    let Some(library) = faked_clock() else {
        println!("stepped aside: faketime is not there");
        return;
    };
    let place = Place::new("clock");
    let bulletin = fs::read_to_string(fixture()).unwrap();
    place.write("bulletin.txt", &bulletin);
    place.write("clock", "+0d");
    let clock = place.path("clock");
    let environment = [
        ("LD_PRELOAD", library.as_str()),
        ("FAKETIME_TIMESTAMP_FILE", clock.to_str().unwrap()),
        ("FAKETIME_NO_CACHE", "1"),
    ];
    let mut reader = Reader::open(place.path("bulletin.txt"), &environment);
    reader.shows("Chưa đạt");
    for (turn, clock) in ["+4000d", "-4000d", "+1h", "-1h", "+0d"].into_iter().enumerate() {
        place.write("clock", clock);
        reader.keys("Gg");
        reader.falls_silent();
        let name = format!("Kỳ {turn}");
        place.write("bulletin.txt", bulletin.replacen("Hội nghị", &name, 3));
        reader.shows(&name);
        reader.keys("?");
        reader.shows("─ Trợ giúp ─");
        reader.keys("\x1b");
        reader.wait("help is closed", |r| !r.contents().contains("─ Trợ giúp ─"));
    }
    reader.keys("q");
    assert!(reader.ends());
    reader.is_restored();
}
