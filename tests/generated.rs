//! Bulletins of known truth: what the generator wrote comes back, and nothing is made up of sentences without figures.
//!
//! `BANTIN_TEXTS=150000` sends so many bulletins through `extract`, `BANTIN_SENTENCES=1000000` reads so many sentences without
//! figures; `SHOW=KIND` lists what was read otherwise of sentences of that kind, `SHOW=` of all.

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

use bantin::model::{Figure, Shortfall, Speaker};
use generator::truth::{Tally, compare};
use generator::{Made, bulletin, plain};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use support::line::line;
use support::process::memory;

/// What is demanded: found of what was owed, owed of what was read. These may only rise.
const FIGURES: (f64, f64) = (0.992, 0.995);
const SHORTFALLS: (f64, f64) = (0.993, 0.997);
const VOICES: (f64, f64) = (0.999, 0.994);

fn wanted(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

/// Of a bulletin as data what is compared.
#[derive(Deserialize)]
struct Read {
    figures: Vec<Figure>,
    shortfalls: Vec<Shortfall>,
    speakers: Vec<Speaker>,
}

impl Read {
    fn of(text: &str) -> Self {
        let read = bantin::read(text);
        Self { figures: read.figures, shortfalls: read.shortfalls, speakers: read.speakers }
    }

    /// The figures as lines, the whole of a part by its name.
    fn lines(&self) -> Vec<String> {
        let name = |id: usize| self.figures.get(id).map_or("", |whole| whole.indicator.as_str());
        let told = |figure: &Figure| {
            let alone = line(&Figure { within: None, ..figure.clone() });
            figure.within.map_or(alone.clone(), |id| format!("{alone}; within {}", name(id)))
        };
        self.figures.iter().map(told).collect()
    }

    fn missed(&self) -> Vec<String> {
        let reason = |r: &bantin::model::Reason| serde_json::to_value(r).unwrap().as_str().unwrap().to_owned();
        let told = |s: &Shortfall| {
            let mut reasons: Vec<String> = s.reasons.iter().map(reason).collect();
            reasons.sort();
            format!("{}: {}", s.indicator, reasons.join(", "))
        };
        self.shortfalls.iter().map(told).collect()
    }

    fn voices(&self) -> Vec<String> {
        let act = |s: &bantin::model::Statement| serde_json::to_value(s.act).unwrap().as_str().unwrap().to_owned();
        let said = |p: &Speaker| {
            let who = format!("{}, {}", p.name, p.roles.join(", "));
            p.statements.iter().map(|s| format!("{who}: {}", act(s))).collect::<Vec<_>>()
        };
        self.speakers.iter().flat_map(said).collect()
    }
}

/// What was read of many bulletins.
#[derive(Default)]
struct Score {
    figures: Tally,
    shortfalls: Tally,
    voices: Tally,
    /// Figures owed and missing by the kind of sentence.
    kinds: BTreeMap<String, (usize, usize)>,
}

impl Score {
    fn add(&mut self, number: u64, made: &Made, read: &Read) {
        let owed: Vec<String> = made.figures.iter().map(|owed| owed.line.clone()).collect();
        let (figures, missing, more) = compare(&owed, &read.lines());
        made.figures.iter().for_each(|owed| self.kinds.entry(owed.by.clone()).or_default().0 += 1);
        missing.iter().for_each(|&i| self.kinds.entry(made.figures[i].by.clone()).or_default().1 += 1);
        let line = |(name, reasons): (&String, &std::collections::BTreeSet<String>)| {
            format!("{name}: {}", reasons.iter().cloned().collect::<Vec<_>>().join(", "))
        };
        let owed: Vec<String> = made.missed.iter().map(line).collect();
        let (shortfalls, absent, told) = compare(&owed, &read.missed());
        let (voices, silent, heard) = compare(&made.voices, &read.voices());
        if let Ok(show) = std::env::var("SHOW") {
            let kind = |i: &usize| made.figures[*i].by.contains(&show);
            for i in missing.iter().filter(|i| kind(i)) {
                println!("{number} {}\n    owed {}", made.figures[*i].by, made.figures[*i].line);
            }
            if show.is_empty() || missing.iter().any(kind) {
                more.iter().for_each(|line| println!("{number} read {line}"));
                absent.iter().for_each(|&i| println!("{number} shortfall owed {}", owed[i]));
                told.iter().for_each(|line| println!("{number} shortfall read {line}"));
                silent.iter().for_each(|&i| println!("{number} voice owed {}", made.voices[i]));
                heard.iter().for_each(|line| println!("{number} voice read {line}"));
            }
        }
        self.figures.add(&figures);
        self.shortfalls.add(&shortfalls);
        self.voices.add(&voices);
    }

    fn tell(&self) {
        for (kind, (owed, missing)) in self.kinds.iter().filter(|(_, (_, missing))| *missing > 0) {
            println!("{kind}: {missing} of {owed} missing");
        }
        for (what, tally) in [("figures", &self.figures), ("shortfalls", &self.shortfalls), ("voices", &self.voices)] {
            let Tally { owed, found, more } = tally;
            let (recall, precision) = tally.rates();
            println!("{what}: {found} of {owed} found ({recall:.4}), {more} read otherwise ({precision:.4})");
        }
    }

    fn holds(&self) {
        for (what, tally, floor) in [
            ("figures", &self.figures, FIGURES),
            ("shortfalls", &self.shortfalls, SHORTFALLS),
            ("voices", &self.voices, VOICES),
        ] {
            let (recall, precision) = tally.rates();
            assert!(
                recall >= floor.0 && precision >= floor.1,
                "{what}: {recall:.4}, {precision:.4}; {floor:?} is demanded"
            );
        }
    }
}

#[test]
fn what_was_written_comes_back() {
    let mut score = Score::default();
    for number in 0..wanted("BANTIN_READ", 300) {
        let made = bulletin(number);
        score.add(number, &made, &Read::of(&made.text));
    }
    score.tell();
    score.holds();
}

#[test]
fn the_same_number_makes_the_same_bulletin() {
    assert_eq!(bulletin(7).text, bulletin(7).text);
    assert_ne!(bulletin(7).text, bulletin(8).text);
    assert!(bulletin(7).figures.len() > 3);
}

#[test]
fn nothing_is_made_up_of_sentences_without_figures() {
    const TOGETHER: u64 = 40;
    let mut made_up = Vec::new();
    for number in 0..wanted("BANTIN_SENTENCES", 8_000) / TOGETHER {
        let text = plain(number, TOGETHER as usize);
        let read = bantin::read(&text);
        made_up.extend(read.figures.iter().map(|f| format!("{}\n    {}", line(f), f.sentence.of(&read.text))));
        made_up.extend(read.shortfalls.iter().map(|s| format!("shortfall {}", s.indicator)));
    }
    let some: Vec<_> = made_up.iter().take(40).cloned().collect();
    assert!(made_up.is_empty(), "{} made up:\n{}", made_up.len(), some.join("\n"));
}

#[test]
fn all_go_through_extract_within_the_same_memory() {
    let count = wanted("BANTIN_TEXTS", 200);
    let mut child = Command::new(env!("CARGO_BIN_EXE_bantin"))
        .args(["extract", "--records", "--format", "ndjson"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        for number in 0..count {
            let record = serde_json::json!({ "id": number, "text": bulletin(number).text });
            writeln!(stdin, "{record}").unwrap();
        }
    });
    let (mut score, mut samples, mut came) = (Score::default(), Vec::new(), 0);
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        let read: Read = serde_json::from_str(&line).unwrap_or_else(|e| panic!("record {came}: {e}: {line}"));
        score.add(came, &bulletin(came), &read);
        came += 1;
        if came % (count / 100).max(1) == 0 {
            samples.extend(memory(child.id()));
        }
    }
    writer.join().unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(came, count);
    score.tell();
    score.holds();
    // What it held at half the way is what it holds in the end.
    let most = |part: &[u64]| part.iter().copied().max().unwrap_or_default();
    let (first, second) = samples.split_at(samples.len() / 2);
    println!("memory: at most {} MiB in the first half, {} MiB in the second", most(first) >> 10, most(second) >> 10);
    assert!(most(second) <= most(first) + most(first) / 8 + (4 << 10), "{samples:?}");
}
