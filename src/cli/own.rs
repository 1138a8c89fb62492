//! The user's own rules and targets.
//!
//! In: the arguments that name them. Out: the [`Reader`] that reads by them; the examples of rules, run.

use super::args::Own;
use super::output::{self, Stop};
use crate::load;
use crate::report::{Labels, Language};
use crate::rules::check::{Failed, Fault, check};
use crate::{Reader, Result};
use std::ffi::OsStr;
use std::path::Path;

/// The reader by what is named.
pub(super) fn reader(own: &Own) -> std::result::Result<Reader, Stop> {
    made(own).map_err(Stop::Failed)
}

fn made(own: &Own) -> Result<Reader> {
    let reader = match &own.rules {
        Some(path) => Reader::with_rules(&load::settings(Path::new(path))?)?,
        None => Reader::default(),
    };
    let reader = reader.with_encoding(own.encoding);
    let Some(path) = &own.targets else { return Ok(reader) };
    reader.with_targets_of(&load::settings(Path::new(path))?)
}

/// `bantin rules --check`: runs the examples of the rules in `path`, one line for each that fails.
pub(super) fn check_rules(path: &OsStr, language: Language) -> std::result::Result<(), Stop> {
    let labels = Labels::new(language);
    let run = || {
        let files = load::settings(Path::new(path))?;
        let reader = Reader::with_rules(&files)?;
        check(&files, reader.lexicon())
    };
    let report = run().map_err(Stop::Failed)?;
    let mut out: String = report.failed.iter().map(|failed| told(failed, &labels)).collect();
    let counts = [report.failed.len(), report.examples, report.rules].map(|n| n.to_string());
    let key = if report.failed.is_empty() { "check.well" } else { "check.failed" };
    out.push_str(&labels.fill(key, &counts.each_ref().map(String::as_str)));
    out.push('\n');
    output::print(out.as_bytes())?;
    if report.failed.is_empty() { Ok(()) } else { Err(Stop::Told) }
}

fn told(failed: &Failed, labels: &Labels) -> String {
    let words = match &failed.fault {
        Fault::Missing => labels.get("check.missing").to_owned(),
        Fault::Taken(words, id) => labels.fill("check.taken", &[words, id]),
        Fault::Found(words) => labels.fill("check.found", &[words]),
    };
    let line = format!("{}:{}: {}: {words}: {}", failed.file, failed.line, failed.id, failed.example);
    format!("{}\n", load::shown(&line))
}
