//! Random keys and sizes on a shelf, for as long as is wanted: it answers, is idle afterwards, holds no more memory, threads or
//! open files than before, and ends well.
//!
//! `BANTIN_SECONDS=3600 cargo test --release --test endurance -- --nocapture` for an hour.

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

mod generator;
mod support;

use generator::chance::Chance;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use support::process;
use support::program::Place;

/// How long an answer is waited for: a machine may be busy, and a large bulletin be read just then.
const PATIENCE: Duration = Duration::from_secs(600);

/// Keys and pieces of the mouse: those that move or open more often than those that leave.
const KEYS: [&str; 77] = [
    "j",
    "j",
    "j",
    "k",
    "k",
    "\x1b[B",
    "\x1b[A",
    "\x1b[C",
    "\x1b[D",
    "\x1b[6~",
    "\x1b[5~",
    "\x04",
    "\x15",
    "g",
    "G",
    "\r",
    "\r",
    "\r",
    "\r",
    "\t",
    "\x1b[Z",
    "h",
    "l",
    "1",
    "2",
    "3",
    "4",
    "5",
    "{",
    "}",
    "n",
    "N",
    "e",
    "E",
    "c",
    "C",
    "\x0f",
    "\x10",
    "f",
    "s",
    "p",
    "y",
    "Y",
    "z",
    "<",
    ">",
    "M",
    "R",
    "t",
    "b",
    "b",
    "b",
    "o",
    "v",
    "w",
    "m",
    "a",
    "'",
    "a",
    "/",
    "&",
    ":",
    "?",
    "\x1b",
    "\x1b",
    " ",
    "\x0c",
    "=",
    "H",
    "x",
    "\x7f",
    "\x1bOP",
    "\x1b[200~thu\nchi\x1b[201~",
    "\x1b[<64;9;9M",
    "\x1b[<0;9;5M\x1b[<0;9;5m",
    "/thu\r",
    "\x1b[<0;30;9M\x1b[<32;40;9M\x1b[<0;40;9m",
];

struct Screen {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    written: Arc<Mutex<Vec<u8>>>,
}

/// What it holds: kilobytes, threads, open files.
type Held = [u64; 3];

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

impl Screen {
    fn open(place: &Place) -> Self {
        let pair = native_pty_system().openpty(size(24, 80)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_bantin"));
        command.args(["--lang", "vi", "shelf"]);
        command.cwd(place.path("."));
        command.env("TERM", "xterm-256color");
        command.env("HOME", place.path("home"));
        ["XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "VISUAL"]
            .iter()
            .for_each(|name| command.env_remove(name));
        ["EDITOR", "BANTIN_OPEN"].iter().for_each(|name| command.env(name, "true"));
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let (writer, mut output) = (pair.master.take_writer().unwrap(), pair.master.try_clone_reader().unwrap());
        let written = Arc::new(Mutex::new(Vec::new()));
        let to = Arc::clone(&written);
        std::thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                to.lock().unwrap().extend_from_slice(&bytes[..count]);
            }
        });
        Self { master: pair.master, writer, child, written }
    }

    fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    fn keys(&mut self, keys: &str) {
        // It may have ended meanwhile.
        let _ = self.writer.write_all(keys.as_bytes()).and_then(|()| self.writer.flush());
    }

    fn resize(&self, rows: u16, cols: u16) {
        self.master.resize(size(rows, cols)).unwrap();
    }

    /// How it ended, if it has.
    fn ended(&mut self) -> Option<bool> {
        self.child.try_wait().unwrap().map(|status| status.success())
    }

    /// Draws all of a screen when it is asked to, and is idle then; gives what it holds. `None` where it has ended.
    fn answers(&mut self) -> Option<Held> {
        for _ in 0..4 {
            // One by one: together they would be another key.
            self.keys("\x1b");
            std::thread::sleep(Duration::from_millis(40));
        }
        self.resize(24, 80);
        self.written.lock().unwrap().clear();
        self.keys("\x0c");
        let (from, id) = (Instant::now(), self.id());
        loop {
            if self.ended().is_some() {
                return None;
            }
            if process::is_stopped(id) {
                // `^Z` came to it later than what continues it.
                go_on(id);
            }
            let drawn = self.written.lock().unwrap().windows(8).any(|w| w == b"\x1b[?2026l");
            let before = process::spent(id);
            std::thread::sleep(Duration::from_millis(150));
            if drawn && before.is_some() && process::spent(id) == before {
                break;
            }
            let told = || String::from_utf8_lossy(&self.written.lock().unwrap()).into_owned();
            assert!(
                from.elapsed() < PATIENCE,
                "drawn: {drawn}; {:?} hundredths spent; {:?}",
                process::spent(id),
                told()
            );
        }
        Some([process::memory(id)?, process::threads(id)?, process::open_files(id)?])
    }
}

/// A shelf of small bulletins and a large one.
fn shelf() -> Place {
    let place = Place::new("endurance");
    (0..60).for_each(|i| place.write(&format!("shelf/{i:02}.txt"), generator::bulletin(i).text));
    let large: String = (100..180).map(|i| generator::bulletin(i).text + "\n\n").collect();
    place.write("shelf/large.txt", large);
    std::fs::create_dir_all(place.path("home")).unwrap();
    place
}

fn go_on(process: u32) {
    let _ = std::process::Command::new("kill").args(["-CONT", &process.to_string()]).status();
}

/// Some keys, and now and then other sizes or a stop.
fn press(screen: &mut Screen, chance: &mut Chance) {
    let keys: String = (0..chance.within(1, 10)).map(|_| *chance.pick(&KEYS)).collect();
    screen.keys(&keys);
    if chance.once_in(12) {
        for _ in 0..chance.within(1, 20) {
            screen.resize(chance.within(1, 70) as u16, chance.within(1, 250) as u16);
        }
    }
    if chance.once_in(150) {
        screen.keys("\x1a");
        // What is typed while it is stopped goes to whoever has the terminal then; it may take the key for a letter and not stop.
        let from = Instant::now();
        while from.elapsed() < Duration::from_secs(2) && !process::is_stopped(screen.id()) {
            std::thread::sleep(Duration::from_millis(5));
        }
        go_on(screen.id());
    }
    if chance.once_in(400) {
        screen.keys("q");
    }
    std::thread::sleep(Duration::from_millis(chance.within(2, 20) as u64));
}

/// The middle one of some numbers.
fn middle(samples: &[Held], of: usize) -> u64 {
    let mut all: Vec<u64> = samples.iter().map(|held| held[of]).collect();
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default()
}

fn no_growth(samples: &[Held]) {
    let quarter = samples.len() / 4;
    let (early, late) = (&samples[quarter..2 * quarter], &samples[samples.len() - quarter..]);
    for (of, what, room) in [(0, "kilobytes", 6 << 10), (1, "threads", 4), (2, "open files", 4)] {
        let (before, after) = (middle(early, of), middle(late, of));
        println!("{what}: {before} in the second quarter, {after} in the last");
        assert!(after <= before + before / 8 + room, "{what}: {before}, then {after}: {samples:?}");
    }
}

#[test]
fn random_keys_and_sizes_on_a_shelf_break_nothing() {
    let seconds = std::env::var("BANTIN_SECONDS").ok().and_then(|s| s.parse().ok()).unwrap_or(6);
    let seed = std::env::var("BANTIN_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(7);
    let (place, mut chance) = (shelf(), Chance::new(seed));
    let mut screen = Screen::open(&place);
    let (from, mut samples, mut longest, mut ends, mut rounds) = (Instant::now(), Vec::new(), Vec::new(), 0, 0);
    let mut told = Instant::now();
    while from.elapsed() < Duration::from_secs(seconds) {
        for _ in 0..60 {
            press(&mut screen, &mut chance);
        }
        rounds += 60;
        match screen.answers() {
            Some(held) => samples.push(held),
            None => {
                let tail = String::from_utf8_lossy(&screen.written.lock().unwrap()).into_owned();
                assert_eq!(screen.ended(), Some(true), "ended in round {rounds}: {tail:?}");
                ends += 1;
                longest = if samples.len() > longest.len() { samples } else { longest };
                samples = Vec::new();
                screen = Screen::open(&place);
            }
        }
        if told.elapsed() > Duration::from_secs(60) {
            told = Instant::now();
            println!("{} s, {rounds} rounds, {ends} ends, {:?}", from.elapsed().as_secs(), samples.last());
        }
    }
    longest = if samples.len() > longest.len() { samples } else { longest };
    println!(
        "{rounds} rounds of keys, left by its keys {ends} times, {} samples in the longest session",
        longest.len()
    );
    if longest.len() >= 40 {
        no_growth(&longest);
    }
    screen.child.kill().unwrap();
    assert!(Path::new(&place.path("shelf/00.txt")).exists());
}
