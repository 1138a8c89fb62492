//! A line on standard error that tells how far a long run is: how many, how fast, how long it takes yet.
//!
//! Only where standard error is a terminal; drawn again at most ten times a second, and taken away at the end.

use crate::report::Labels;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

const PAUSE: Duration = Duration::from_millis(100);
/// Cells of the bar.
const BAR: usize = 20;

/// How far a run is.
pub(super) struct Progress {
    labels: Labels,
    /// How many there are; `None` where nobody knows.
    total: Option<usize>,
    done: usize,
    bytes: u64,
    failed: usize,
    started: Instant,
    drawn: Option<Instant>,
    shown: bool,
}

impl Progress {
    /// At the start of a run over `total` inputs.
    pub(super) fn new(labels: Labels, total: Option<usize>) -> Self {
        // One input is done before anybody has read how far it is.
        let shown = io::stderr().is_terminal() && total.is_none_or(|n| n > 1);
        Self { labels, total, done: 0, bytes: 0, failed: 0, started: Instant::now(), drawn: None, shown }
    }

    /// One more is done.
    pub(super) fn step(&mut self, bytes: usize, failed: bool) {
        self.done += 1;
        self.bytes += bytes as u64;
        self.failed += usize::from(failed);
        self.draw();
    }

    /// Draws the line, where it is time.
    pub(super) fn draw(&mut self) {
        let now = Instant::now();
        if !self.shown || self.drawn.is_some_and(|last| now.duration_since(last) < PAUSE) {
            return;
        }
        self.drawn = Some(now);
        let _ = write!(io::stderr(), "\r{}\x1b[K", self.words(now.duration_since(self.started)));
    }

    /// Takes the line away, so that something else can be told.
    pub(super) fn clear(&mut self) {
        if self.drawn.take().is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }

    fn words(&self, passed: Duration) -> String {
        let seconds = passed.as_secs_f64().max(0.001);
        let (rate, speed) = (self.done as f64 / seconds, self.bytes as f64 / seconds / 1e6);
        let count = self.done.to_string();
        let failed = if self.failed > 0 {
            self.labels.fill("progress.failed", &[&self.failed.to_string()])
        } else {
            String::new()
        };
        let rates = self.labels.fill("progress.rate", &[&format!("{rate:.0}"), &format!("{speed:.1}")]);
        let Some(total) = self.total.filter(|n| *n > 0) else { return format!("{count} · {rates}{failed}") };
        let filled = (self.done * BAR).checked_div(total).unwrap_or(BAR).min(BAR);
        let bar = format!("{}{}", "█".repeat(filled), "░".repeat(BAR - filled));
        let percent = (self.done * 100).checked_div(total).unwrap_or(100);
        let rest = u32::try_from(total.saturating_sub(self.done)).unwrap_or(u32::MAX);
        let each = passed.checked_div(u32::try_from(self.done).unwrap_or(u32::MAX)).unwrap_or_default();
        let left = clock(each.saturating_mul(rest).as_secs());
        let left = self.labels.fill("progress.left", &[&left]);
        format!("{bar} {percent} % · {count}/{total} · {rates} · {left}{failed}")
    }
}

/// Seconds as a clock shows them.
fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Language;

    #[test]
    fn a_run_tells_its_rate_and_the_time_left() {
        let mut progress = Progress::new(Labels::new(Language::En), Some(100));
        (progress.done, progress.bytes) = (25, 50_000_000);
        let words = progress.words(Duration::from_secs(10));
        assert!(words.contains("25/100") && words.contains("5.0 MB/s") && words.contains("0:30"), "{words}");
        progress.total = None;
        assert!(!progress.words(Duration::from_secs(10)).contains("0:30"));
        assert_eq!((clock(59).as_str(), clock(3725).as_str()), ("0:59", "1:02:05"));
    }
}
