//! How long each stage takes, beside what the machine can do at best in the same run, and how many instructions.
//!
//! `stages` prints a table on the sample, 1 MB and 100 MB; `stages FILE…` of files of yours; `stages flat` what a byte costs from
//! 10 KB to 100 MB; `stages once [FILE…]` does everything once, for a profile (`scripts/instructions.sh`).

mod limits;
mod stage;
mod way;
mod work;

use stage::{Clock, Per, Stage};
use std::process::ExitCode;

const SAMPLE: &str = include_str!("../../../assets/sample.txt");
const BULLETIN: &str = include_str!("../../../tests/bench/bulletin.txt");
const PROSE: &str = include_str!("../../../tests/bulletins/standing-committee-no-figures.txt");

/// Bytes that are run through about, for the least time.
const RUN: usize = 20_000_000;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => {
            table(&[("the sample".to_owned(), SAMPLE.to_owned())]);
            for size in [1_000_000, 100_000_000] {
                table(&[(format!("{} MB of bulletins", size / 1_000_000), repeated(BULLETIN, size))]);
            }
        }
        ["once"] => {
            way::go(&(repeated(BULLETIN, 100_000) + &repeated(PROSE, 100_000)), &mut Clock::new());
        }
        ["flat"] => flat(),
        ["once", files @ ..] => match texts(files) {
            Some(texts) => texts.iter().for_each(|(_, text)| way::go(text, &mut Clock::new())),
            None => return ExitCode::FAILURE,
        },
        files => match texts(files) {
            Some(texts) => table(&texts),
            None => return ExitCode::FAILURE,
        },
    }
    ExitCode::SUCCESS
}

/// The texts of files, by their names.
fn texts(files: &[&str]) -> Option<Vec<(String, String)>> {
    let read = |file: &&str| match std::fs::read_to_string(file) {
        Ok(text) => Some((short(file), text)),
        Err(error) => {
            eprintln!("stages: {file}: {error}; expected a text in UTF-8, `flat`, `once` or nothing");
            None
        }
    };
    files.iter().map(read).collect()
}

fn short(file: &str) -> String {
    file.rsplit('/').next().unwrap_or(file).chars().take(16).collect()
}

/// A text over and over, up to about so many bytes.
fn repeated(text: &str, bytes: usize) -> String {
    text.repeat(bytes.div_ceil(text.len()).max(1))
}

/// The least times of some runs over a text.
fn timed(text: &str) -> Clock {
    let mut clock = Clock::new();
    for _ in 0..(RUN / text.len().max(1)).clamp(2, 400) {
        way::limits(text, &mut clock);
        way::go(text, &mut clock);
    }
    clock
}

/// What each stage does in a second, and as which share of the machine's limits.
fn table(texts: &[(String, String)]) {
    for (name, text) in texts {
        println!("{:<22} {:>16} {:>11} {:>11} {:>11}", name, "", "of memchr", "of UTF-8", "of cue scan");
        let clock = timed(text);
        let seconds = |stage| clock.least(stage).map_or(f64::NAN, |least| least.as_secs_f64());
        for &stage in Stage::ALL {
            let took = seconds(stage);
            match stage.per() {
                Per::Byte => {
                    let share = |limit| seconds(limit) / took;
                    let rate = text.len() as f64 / took / 1e6;
                    let [memchr, utf_8, cues] = [Stage::Memchr, Stage::Utf8, Stage::CueScan].map(share);
                    println!("  {:<20} {rate:>11.1} MB/s {memchr:>11.4} {utf_8:>11.4} {cues:>11.3}", stage.name());
                }
                Per::Call => println!("  {:<20} {:>13.1} µs", stage.name(), took * 1e6),
            }
        }
    }
}

/// What a byte costs, by the length of the text.
fn flat() {
    const CELLS: f64 = 40.0;
    println!("{:>12} {:>9}  reading", "bytes", "ns/byte");
    let mut first = None;
    for size in [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000] {
        let text = repeated(BULLETIN, size);
        let clock = timed(&text);
        let cost = clock.least(Stage::Read).map_or(f64::NAN, |least| least.as_secs_f64() * 1e9 / text.len() as f64);
        let whole = *first.get_or_insert(cost);
        println!("{:>12} {cost:>9.1}  {}", text.len(), "█".repeat((cost / whole * CELLS).clamp(0.0, 200.0) as usize));
    }
}
