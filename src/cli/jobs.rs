//! What is to be read, one job after the other: files, standard input, records of standard input.
//!
//! A record is a line with a JSON object: `{"id": …, "text": "…"}`, or `{"id": …, "path": "…"}`; what else stands in it
//! is passed over. In: names, and whether records are asked for. Out: [`Job`]s, and what each is known by.

use super::SAMPLE;
use super::batch::{self, SAMPLE_NAME};
use crate::error::{Code, Fault};
use crate::load::{self, Input, Loaded};
use crate::model::Bulletin;
use crate::{Error, Reader, Result};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::ffi::OsString;
use std::io::{self, BufRead, Read};
use std::path::PathBuf;

/// One thing to read.
#[derive(Debug)]
pub(super) enum Job {
    /// The built-in bulletin.
    Sample,
    /// What a name stands for.
    Input(Result<Input>),
    /// A line of standard input: its number, and its bytes, or why there are none.
    Line(usize, std::result::Result<Vec<u8>, Fault>),
}

/// What became of a job.
pub(super) struct Read1 {
    /// The record's id as JSON; `None` for what is no record.
    pub id: Option<String>,
    /// The file's name.
    pub name: String,
    /// Bytes that were read.
    pub bytes: usize,
    /// The bulletin.
    pub bulletin: Result<Bulletin>,
}

#[derive(Deserialize)]
struct Record<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    path: Option<String>,
}

/// All jobs, and whether they are records.
pub(super) fn jobs(names: &[OsString], records: bool) -> (Box<dyn Iterator<Item = Job> + Send>, bool) {
    let stdin = names.len() == 1 && names.iter().all(|n| n == "-");
    if records || (stdin || names.is_empty() && load::is_piped()) && begins_with_brace() {
        return (Box::new(lines()), true);
    }
    if names.is_empty() {
        let job = if load::is_piped() { Job::Input(Ok(Input::Stdin)) } else { Job::Sample };
        return (Box::new(std::iter::once(job)), false);
    }
    (Box::new(load::inputs(names).into_iter().map(Job::Input)), false)
}

/// Whether standard input begins like a record. No bulletin does.
fn begins_with_brace() -> bool {
    let mut stdin = io::stdin().lock();
    loop {
        let Ok(bytes) = stdin.fill_buf() else { return false };
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match bytes.iter().position(|b| !b.is_ascii_whitespace()) {
            Some(at) => return bytes.get(at) == Some(&b'{'),
            None if bytes.is_empty() => return false,
            None => {
                let blank = bytes.len();
                stdin.consume(blank);
            }
        }
    }
}

/// The lines of standard input that are not blank. None is held longer than a file may be.
fn lines() -> impl Iterator<Item = Job> {
    let mut number = 0;
    std::iter::from_fn(move || {
        loop {
            let mut line = Vec::new();
            number += 1;
            let mut stdin = io::stdin().lock();
            let read = stdin.by_ref().take(load::LIMIT).read_until(b'\n', &mut line);
            match read {
                Ok(0) => return None,
                Ok(_) if line.len() as u64 >= load::LIMIT && !line.ends_with(b"\n") => {
                    let skipped = skip_line(&mut stdin);
                    let long = Code::LineLong.with(load::LIMIT >> 20);
                    return Some(Job::Line(number, Err(skipped.map_or_else(|e| Fault::of_system(&e), |()| long))));
                }
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => return Some(Job::Line(number, Ok(line))),
                Err(error) => return Some(Job::Line(number, Err(Fault::of_system(&error)))),
            }
        }
    })
}

fn skip_line(from: &mut impl BufRead) -> io::Result<()> {
    loop {
        let bytes = from.fill_buf()?;
        let end = bytes.iter().position(|b| *b == b'\n');
        let used = end.map_or(bytes.len(), |at| at + 1);
        from.consume(used);
        if end.is_some() || used == 0 {
            return Ok(());
        }
    }
}

/// Reads what a job stands for.
pub(super) fn read(job: Job, reader: &Reader) -> Read1 {
    let (id, name, loaded) = loaded(job, reader);
    let bytes = loaded.as_ref().map_or(0, |loaded| loaded.source.bytes);
    Read1 { id, name, bytes, bulletin: loaded.and_then(|loaded| batch::bulletin(loaded, reader)) }
}

/// What a job is known by, without reading it: the record's id, else the file's name.
pub(super) fn known_by(job: Job) -> String {
    match job {
        Job::Line(number, Ok(line)) => record(number, &line).0.unwrap_or_default(),
        Job::Line(..) => String::new(),
        Job::Input(Ok(input)) => input.name(),
        Job::Input(Err(_)) => String::new(),
        Job::Sample => SAMPLE_NAME.to_owned(),
    }
}

fn loaded(job: Job, by: &Reader) -> (Option<String>, String, Result<Loaded>) {
    match job {
        Job::Sample => (None, SAMPLE_NAME.to_owned(), load::from_bytes(SAMPLE_NAME, SAMPLE.as_bytes())),
        Job::Input(Ok(input)) => (None, input.name(), load::load_as(&input, by.encoding())),
        Job::Input(Err(error)) => (None, named_in(&error), Err(error)),
        Job::Line(number, Err(error)) => (Some("null".to_owned()), String::new(), Err(fault(number, error))),
        Job::Line(number, Ok(line)) => {
            let (id, given) = record(number, &line);
            let id = id.unwrap_or_else(|| "null".to_owned());
            let name = serde_json::from_str::<String>(&id).unwrap_or_else(|_| id.clone());
            let (name, loaded) = match given {
                Ok(Given::Text(text)) => {
                    let loaded = load::from_bytes(&name, text.as_bytes());
                    (name, loaded)
                }
                Ok(Given::Path(path)) => {
                    let input = Input::Path(PathBuf::from(path));
                    (input.name(), load::load_as(&input, by.encoding()))
                }
                Err(error) => (name, Err(error)),
            };
            (Some(id), name, loaded)
        }
    }
}

enum Given {
    Text(String),
    Path(String),
}

fn record(number: usize, line: &[u8]) -> (Option<String>, Result<Given>) {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let record: Record<'_> = match serde_json::from_slice(line) {
        Ok(record) => record,
        Err(error) => {
            let [text, path] = ["text", "path"].map(|name| format!("{{\"id\": …, \"{name}\": \"…\"}}"));
            return (None, Err(fault(number, Code::NoRecord.with(error).with(text).with(path))));
        }
    };
    let id = record.id.map(|id| id.get().to_owned());
    let given = match (record.text, record.path) {
        (Some(text), None) => Ok(Given::Text(text)),
        (None, Some(path)) => Ok(Given::Path(path)),
        _ => Err(fault(number, Code::RecordUnclear)),
    };
    (id, given)
}

fn fault(number: usize, fault: impl Into<Fault>) -> Error {
    Code::AtLine.with(number).and(fault).of("")
}

fn named_in(error: &Error) -> String {
    match error {
        Error::Input { name, .. } => name.clone(),
        other => other.to_string(),
    }
}
