//! How extraction goes with the cores: `cargo bench --bench scale`, or with `BANTIN_BENCH_FILES=20000`.
//!
//! The program itself reads a folder with one thread and with two, beside reading the same texts in this process. Best of
//! three runs each, so that what else the machine does counts little.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::cast_precision_loss)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn main() {
    let count: usize = std::env::var("BANTIN_BENCH_FILES").ok().and_then(|n| n.parse().ok()).unwrap_or(2000);
    let texts = texts();
    let folder = std::env::temp_dir().join(format!("bantin-scale-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let bytes: usize = (0..count).map(|i| write(&folder, i, &texts)).sum();
    println!("{count} files, {:.1} MB", bytes as f64 / 1e6);

    let started = Instant::now();
    let share = count.min(200);
    let read: usize = (0..share).map(|i| bantin::read(of(&texts, i)).text.len()).sum();
    tell("in-process, one core", started.elapsed(), share, read);
    let mut times = Vec::new();
    for format in ["ndjson", "csv", "parquet"] {
        for jobs in [1, 2] {
            let best = (0..3).map(|_| run(&folder, format, jobs)).min().unwrap();
            tell(&format!("extract --format {format} --jobs {jobs}"), best, count, bytes);
            times.push(best);
        }
    }
    for (format, pair) in ["ndjson", "csv", "parquet"].iter().zip(times.chunks(2)) {
        let [one, two] = pair else { continue };
        println!("{format}: two cores {:.2} × one", one.as_secs_f64() / two.as_secs_f64());
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bulletins");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|p| p.extension().is_some_and(|e| e == "txt"));
    texts.map(|p| std::fs::read_to_string(p).unwrap()).collect()
}

fn of(texts: &[String], i: usize) -> &str {
    texts.get(i % texts.len()).unwrap()
}

fn write(folder: &Path, i: usize, texts: &[String]) -> usize {
    let text = of(texts, i);
    std::fs::write(folder.join(format!("{i:06}.txt")), text).unwrap();
    text.len()
}

fn run(folder: &Path, format: &str, jobs: usize) -> Duration {
    let started = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_bantin"))
        .args(["extract", "--format", format, "--jobs", &jobs.to_string()])
        .arg(folder)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    started.elapsed()
}

fn tell(what: &str, time: Duration, count: usize, bytes: usize) {
    let seconds = time.as_secs_f64();
    println!("{what}: {:.0} files/s, {:.1} MB/s", count as f64 / seconds, bytes as f64 / seconds / 1e6);
}
