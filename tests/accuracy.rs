//! How well bulletins with gold are read. The table: `cargo test --test accuracy -- --nocapture`; what was missed or made
//! up in one of them: `SHOW=NAME` (or `all`) before it.

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

use bantin::report::{Labels, Language, json};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use support::corpus::{Case, cases, root};
use support::guesses::{Dice, guess};
use support::score::{TASKS, Tally, score};

fn read(case: &Case) -> Value {
    let loaded = bantin::load::from_bytes(&case.name, &case.bytes).unwrap();
    let bulletin = bantin::read(&loaded.text);
    serde_json::from_str(&json::to_string(&bulletin, &Labels::new(Language::Vi))).unwrap()
}

fn row(name: &str, tally: &Tally, rate: usize) -> String {
    let cells = TASKS.map(|task| match tally.counts.get(task) {
        Some(count) => format!("{:>11.3}", count.rates()[rate]),
        None => format!("{:>11}", "-"),
    });
    format!("{name:32} {}", cells.join(" "))
}

#[test]
fn accuracy_may_only_rise() {
    let show = std::env::var("SHOW").unwrap_or_default();
    let mut total = Tally::default();
    println!("{:32} {}", "", TASKS.map(|t| format!("{t:>11}")).join(" "));
    for case in cases() {
        let tally = score(&read(&case), &case.gold);
        total.merge(&tally);
        println!("{}", row(&case.name, &tally, 2));
        if show == case.name || show == "all" {
            tally.log.iter().for_each(|line| println!("  {line}"));
        }
    }
    for (rate, name) in ["precision", "recall", "f1"].iter().enumerate() {
        println!("{}", row(name, &total, rate));
    }
    let floors = fs::read_to_string(root().join("tests/floors.toml")).unwrap();
    let floors: BTreeMap<String, f64> = toml::from_str(&floors).unwrap();
    assert_eq!(floors.len(), TASKS.len(), "a floor for every task");
    let below = |task: &str| total.counts.get(task).is_some_and(|c| c.rates()[2] + 1e-9 < floors[task]);
    let below: Vec<&str> = TASKS.into_iter().filter(|task| below(task)).collect();
    assert!(below.is_empty(), "below the floor of tests/floors.toml: {below:?}");
}

#[test]
fn the_scorer_hears_every_kind_of_fault() {
    let text = "Tỉnh họp. Thu đạt 5 tỷ. Ông yêu cầu làm ngay.";
    let start = text.find("Ông").unwrap();
    let read = json!({
        "text": text,
        "period": { "elapsed_percent": 25 },
        "published": "2024-04-09T17:42",
        "sections": [{ "span": [0, text.len()], "kind": "results" }],
        "speakers": [{ "name": "Trần An", "roles": ["Bí thư Tỉnh uỷ"] }],
        "figures": [{
            "indicator": "tổng thu", "kind": "observed", "value": { "amount": 5, "unit": "tỉ đồng" },
            "changes": [{ "percent": -1.5 }], "plans": [{ "percent": 20 }]
        }],
        "shortfalls": [{ "indicator": "tổng thu", "reasons": ["behind_plan", "declined"] }],
        "conclusions": [{ "span": [start, text.len()] }],
    });
    let gold = json!({
        "elapsed_percent": 25.4,
        "published": "2024-04-09",
        "sections": [{ "starts": "Tỉnh họp.", "kind": "opening", "also": ["results"] }],
        "speakers": [{ "name": "Trần An", "roles": ["Bí thư Tỉnh ủy", "Đại biểu"] }],
        "figures": [
            { "name": ["thu"], "value": 5, "unit": "tỷ", "change": -1.5, "plan": 21 },
            { "name": ["chi"], "value": 3, "unit": "tỷ", "optional": true },
        ],
        "missed": [{ "name": ["thu"], "reasons": ["behind_plan"], "reasons_optional": ["declined"] }],
        "conclusions": ["Ông yêu cầu", "Tỉnh giao"],
    });
    let tally = score(&read, &gold);
    let counts = TASKS.map(|t| tally.counts.get(t).map(|c| [c.hits, c.inventions, c.misses]).unwrap());
    let want = [[2, 1, 1], [1, 0, 0], [1, 0, 0], [1, 0, 0], [1, 0, 1], [1, 0, 1], [1, 0, 0], [2, 0, 0]];
    assert_eq!(counts, want, "{:#?}", tally.log);
}

/// Steps aside where the project's shared folder or Python is not there.
#[test]
fn the_scorer_agrees_with_the_projects_own() {
    let script = ["../shared/score/score.py", "../../shared/score/score.py"].map(|p| root().join(p));
    let Some(script) = script.iter().find(|p| p.exists()) else {
        println!("stepped aside: no shared folder beside the repository");
        return;
    };
    if !Command::new("python3").arg("--version").output().is_ok_and(|o| o.status.success()) {
        println!("stepped aside: no python3");
        return;
    }
    let mut pairs = Vec::new();
    let mut ours = Vec::new();
    for case in cases() {
        let mut readings = vec![read(&case)];
        readings.extend((1..=3).map(|seed| guess(&case, &mut Dice(seed))));
        for reading in readings {
            let counts = score(&reading, &case.gold).counts;
            ours.push(
                counts.into_iter().map(|(t, c)| (t, [c.hits, c.inventions, c.misses])).collect::<BTreeMap<_, _>>(),
            );
            pairs.push(json!([reading, case.gold]));
        }
    }
    let theirs = python(script, &Value::Array(pairs));
    let theirs: Vec<BTreeMap<String, [usize; 3]>> = serde_json::from_slice(&theirs).unwrap();
    assert_eq!(ours.len(), theirs.len());
    for (i, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        for task in TASKS {
            let (ours, theirs) = (ours.get(task).copied(), theirs.get(task).copied());
            assert_eq!(ours.unwrap_or_default(), theirs.unwrap_or_default(), "reading {i}, {task}");
        }
    }
}

fn python(script: &Path, pairs: &Value) -> Vec<u8> {
    let folder = script.parent().unwrap();
    let code = "import json, sys; sys.path.insert(0, sys.argv[1]); import score; \
        print(json.dumps([score.score(p, g)[0] for p, g in json.load(sys.stdin)]))";
    let mut child = Command::new("python3")
        .args(["-B", "-c", code])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(pairs.to_string().as_bytes()).unwrap();
    child.wait_with_output().unwrap().stdout
}
