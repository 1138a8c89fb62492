//! What a made bulletin must say: figures as lines, what falls short by them, and who says what.

use super::data::{Better, DATA};
use bantin::model::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// A figure that must come back.
#[derive(Clone, Debug)]
pub struct Owed {
    /// In the notation of `support::line`, but for the case of its letters.
    pub line: String,
    /// The sentence it was made by.
    pub by: String,
}

/// Names of what falls short, with the reasons.
pub type Missed = BTreeMap<String, BTreeSet<String>>;

/// Adds why the indicator of a line falls short by itself, where it does.
pub fn judge(line: &str, better: Better, months: i64, missed: &mut Missed) {
    let (name, told) = line.split_once(": ").unwrap_or((line, ""));
    let parts: Vec<&str> = told.split("; ").collect();
    if ["target", "reference", &DATA.sentences.forecast].iter().any(|never| parts.contains(never)) {
        return;
    }
    let due = Decimal::from(months * 100) / Decimal::from(12);
    let mut add = |reason: &str| {
        missed.entry(name.to_lowercase()).or_default().insert(reason.to_owned());
    };
    for part in parts {
        let plan = part.strip_prefix("plan ").and_then(|plan| plan.strip_suffix('%')?.parse::<Decimal>().ok());
        if plan.is_some_and(|plan| plan < due) {
            add("behind_plan");
        }
        let other = part.contains(" on ") && !part.ends_with("on the year before");
        let worse = match better {
            Better::More => part.starts_with('−'),
            // No sentence tells a factor below 1.
            Better::Less => part.starts_with(['+', '×']),
            Better::Neutral => false,
        };
        if worse && !other {
            add("declined");
        }
    }
}

/// What was read beside what was owed.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub owed: usize,
    pub found: usize,
    /// Read, but not owed: misread or made up.
    pub more: usize,
}

impl Tally {
    pub fn add(&mut self, other: &Tally) {
        self.owed += other.owed;
        self.found += other.found;
        self.more += other.more;
    }

    /// Of what was owed, found; of what was read, owed.
    pub fn rates(&self) -> (f64, f64) {
        let rate = |of: usize| if of == 0 { 1.0 } else { self.found as f64 / of as f64 };
        (rate(self.owed), rate(self.found + self.more))
    }
}

/// Compares two lists in whatever order; gives also what is only owed, by its place, and what is only read.
pub fn compare(owed: &[String], read: &[String]) -> (Tally, Vec<usize>, Vec<String>) {
    let mut left: Vec<String> = read.iter().map(|line| line.to_lowercase()).collect();
    let mut missing = Vec::new();
    for (i, line) in owed.iter().enumerate() {
        let line = line.to_lowercase();
        match left.iter().position(|read| *read == line) {
            Some(at) => drop(left.swap_remove(at)),
            None => missing.push(i),
        }
    }
    let tally = Tally { owed: owed.len(), found: owed.len() - missing.len(), more: left.len() };
    (tally, missing, left)
}
