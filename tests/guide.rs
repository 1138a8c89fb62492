//! The guides: every file that they show is written, every command run where it stands, and what it prints or draws is
//! what they show, so that no guide tells of a program that was.
//!
//! A block ```` ```toml NAME ```` is a file. In ```` ```console ```` each `$ ` is a command, the lines behind it what it prints.
//! In ```` ```terminal WxH ```` the command runs in a terminal; a line `⌨ ` presses keys, the rest is the screen. A line of
//! one … stands for any lines.

#![cfg(all(unix, feature = "pdf"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, dead_code, missing_docs)]

mod support;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use support::program::Place;

const PATIENCE: Duration = Duration::from_secs(30);

/// A block of a guide: what stands behind its three marks, its lines, and the number of the first of them.
struct Block<'a> {
    kind: &'a str,
    lines: Vec<&'a str>,
    from: usize,
}

fn blocks(guide: &str) -> Vec<Block<'_>> {
    let (mut all, mut open) = (Vec::new(), None);
    for (number, line) in guide.lines().enumerate() {
        match (open.take(), line.strip_prefix("```")) {
            (None, Some(kind)) => open = Some(Block { kind, lines: Vec::new(), from: number + 2 }),
            (Some(block), Some(_)) => all.push(block),
            (Some(mut block), None) => {
                block.lines.push(line);
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is never closed");
    all
}

/// Whether these lines are the ones that are shown.
fn fits(shown: &[&str], real: &[&str]) -> bool {
    match shown {
        [] => real.is_empty(),
        ["…", rest @ ..] => (0..=real.len()).any(|skipped| fits(rest, &real[skipped..])),
        [line, rest @ ..] => real.first().is_some_and(|r| r.trim_end() == *line) && fits(rest, &real[1..]),
    }
}

/// A guide being followed.
struct Walk {
    place: Place,
    name: &'static str,
    language: &'static str,
    told: Vec<String>,
}

impl Walk {
    fn environment(&self) -> Vec<(&'static str, String)> {
        let binaries = Path::new(env!("CARGO_BIN_EXE_bantin")).parent().unwrap().display().to_string();
        let home = self.place.path("home").display().to_string();
        vec![
            ("PATH", format!("{binaries}:{}", std::env::var("PATH").unwrap_or_default())),
            ("LC_ALL", self.language.to_owned()),
            ("TERM", "xterm-256color".to_owned()),
            ("HOME", home),
        ]
    }

    fn not_inherited() -> [&'static str; 9] {
        let folders = ["XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"];
        let [a, b, c] = folders;
        [a, b, c, "NO_COLOR", "CLICOLOR_FORCE", "COLORFGBG", "ACCESSIBLE", "BANTIN_OPEN", "BANTIN_RUNS"]
    }

    fn compare(&mut self, line: usize, command: &str, shown: &[&str], real: &str) {
        let lines: Vec<&str> = real.trim_end_matches('\n').lines().collect();
        if !fits(shown, &lines) {
            self.told.push(format!("{}:{line}: {command}\nprints\n{real}\n", self.name));
        }
    }

    fn console(&mut self, block: &Block<'_>) {
        let starts = (0..block.lines.len()).filter(|i| block.lines[*i].starts_with("$ "));
        let starts: Vec<usize> = starts.collect();
        assert_eq!(starts.first(), Some(&0), "{}:{}: no command", self.name, block.from);
        for (at, start) in starts.iter().enumerate() {
            let end = starts.get(at + 1).copied().unwrap_or(block.lines.len());
            let command = block.lines[*start].trim_start_matches("$ ");
            let mut shell = Command::new("sh");
            shell.arg("-c").arg(format!("exec 2>&1; {command}")).current_dir(self.place.path(""));
            Self::not_inherited().iter().for_each(|name| {
                shell.env_remove(name);
            });
            let output = shell.envs(self.environment()).output().unwrap();
            let real = String::from_utf8(output.stdout).unwrap();
            self.compare(block.from + start, command, &block.lines[start + 1..end], &real);
        }
    }

    fn terminal(&mut self, block: &Block<'_>, size: &str) {
        let (cols, rows) = size.split_once('x').unwrap();
        let (cols, rows): (u16, u16) = (cols.parse().unwrap(), rows.parse().unwrap());
        let command = block.lines[0].strip_prefix("$ ").unwrap();
        let typed = block.lines.get(1).and_then(|line| line.strip_prefix("⌨ "));
        let shown = &block.lines[if typed.is_some() { 2 } else { 1 }..];
        let real = self.drawn(command, (cols, rows), typed.unwrap_or_default(), shown);
        self.compare(block.from, command, shown, &real);
    }

    /// The screen, as soon as it is the one that is shown, or at the end of all patience.
    fn drawn(&self, command: &str, (cols, rows): (u16, u16), typed: &str, shown: &[&str]) -> String {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut shell = CommandBuilder::new("sh");
        shell.args(["-c", &format!("exec {command}")]);
        shell.cwd(self.place.path(""));
        Self::not_inherited().iter().for_each(|name| shell.env_remove(name));
        self.environment().iter().for_each(|(name, value)| shell.env(name, value));
        let mut child = pair.slave.spawn_command(shell).unwrap();
        drop(pair.slave);
        let cells = |count| NonZero::new(count).unwrap();
        let screen = Arc::new(Mutex::new(vt100::Parser::new(cells(rows), cells(cols), 0)));
        let (mut output, drawn) = (pair.master.try_clone_reader().unwrap(), Arc::clone(&screen));
        let drain = std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                drawn.lock().unwrap().process(&bytes[..count]);
            }
        });
        let contents = || screen.lock().unwrap().screen().contents();
        let wait = |done: &dyn Fn(&str) -> bool| {
            let start = Instant::now();
            while !done(&contents()) && start.elapsed() < PATIENCE {
                std::thread::sleep(Duration::from_millis(10));
            }
        };
        wait(&|screen| screen.lines().count() == usize::from(rows));
        let mut writer = pair.master.take_writer().unwrap();
        writer.write_all(&keys(typed)).unwrap();
        writer.flush().unwrap();
        wait(&|screen| fits(shown, &screen.lines().collect::<Vec<_>>()));
        let real = contents();
        child.kill().unwrap();
        child.wait().unwrap();
        drop(writer);
        drain.join().unwrap();
        real
    }
}

/// The bytes of keys as they are named; what stands in quotes is typed.
fn keys(named: &str) -> Vec<u8> {
    let bytes = |key: &str| match key {
        "Space" => " ".to_owned(),
        "Enter" => "\r".to_owned(),
        "Tab" => "\t".to_owned(),
        "Down" => "\x1b[B".to_owned(),
        "Up" => "\x1b[A".to_owned(),
        key if key.chars().count() == 1 => key.to_owned(),
        key => panic!("{key} is no key that this test knows"),
    };
    let part = |(at, part): (usize, &str)| {
        if at % 2 == 1 { part.to_owned() } else { part.split_whitespace().map(bytes).collect() }
    };
    named.split('"').enumerate().map(part).collect::<String>().into_bytes()
}

fn follow(name: &'static str, language: &'static str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let place = Place::new(name);
    let file = |name: &str| std::fs::read(root.join(name)).unwrap();
    place.write("bulletin.txt", file("assets/sample.txt"));
    place.write("scanned.pdf", file("tests/forms/scanned.pdf"));
    for entry in std::fs::read_dir(root.join("tests/shelf")).unwrap() {
        let path = entry.unwrap().path();
        place.write(&format!("bulletins/{}", path.file_name().unwrap().display()), std::fs::read(&path).unwrap());
    }
    let guide = String::from_utf8(file(&format!("docs/{name}"))).unwrap();
    let mut walk = Walk { place, name, language, told: Vec::new() };
    for block in blocks(&guide) {
        match block.kind.split_once(' ').unwrap_or((block.kind, "")) {
            ("toml", name) => walk.place.write(name, block.lines.join("\n")),
            ("console", "") => walk.console(&block),
            ("terminal", size) => walk.terminal(&block, size),
            _ => panic!("{name}:{}: {} is no block that is tried", block.from, block.kind),
        }
    }
    assert!(walk.told.is_empty(), "{}", walk.told.join("\n"));
}

#[test]
fn the_guide_in_vietnamese_is_true() {
    follow("guide.vi.md", "vi_VN.UTF-8");
}

#[test]
fn the_guide_in_english_is_true() {
    follow("guide.en.md", "C.UTF-8");
}

#[test]
fn what_cannot_be_read_still_cannot() {
    follow("limits.md", "C.UTF-8");
}
