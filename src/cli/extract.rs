//! `bantin extract`: from what is named to data, on all cores, in order.

use super::args::{Data, Extract};
use super::jobs::{self, Job, Read1};
use super::many::{Crew, Told, cores, ordered};
use super::output::Stop;
use super::progress::Progress;
use super::sink::{Opening, Piece, Sink};
use super::{batch, complain, own};
use crate::error::Code;
use crate::model::Bulletin;
#[cfg(feature = "parquet")]
use crate::report::parquet::Batch;
#[cfg(feature = "parquet")]
use crate::report::rows::{self, Row};
use crate::report::{Labels, Language, csv, json};
use crate::{Error, Reader};
use std::sync::Arc;

/// What came of one job.
struct Done {
    /// `None` where there is nothing to write.
    piece: Option<Piece>,
    bytes: usize,
    error: Option<Error>,
}

/// Prints the model of each bulletin, whose notes are in the language of `data`; what goes wrong is told in `words`.
pub(super) fn run(args: &Extract, data: Language, words: &Labels) -> Result<(), Stop> {
    let labels = Labels::new(data);
    let reader = own::reader(&args.own)?;
    let (mut feed, records) = jobs::jobs(&args.files, args.records);
    let list = records || batch::is_several(&args.files);
    let (output, inputs) = (args.output.as_ref(), args.files.as_slice());
    let crew = Crew::new(args.jobs.unwrap_or_else(cores));
    let opening =
        Opening { data: args.format, list, output, force: args.force, resume: args.resume, inputs, labels: &labels };
    let (mut sink, before) = Sink::open(&opening, &crew)?;
    let skipped = before.as_ref().map_or(0, |(done, _)| *done);
    if let Some((done, key)) = before {
        take_up(&mut feed, done, &key)?;
    }
    let total = if records { None } else { Some(feed.size_hint().0) };
    let mut progress = Progress::new(words.clone(), total);
    let maker = Arc::new(Maker { labels, reader, data: args.format, list, kept: args.resume });
    let (mut failed, own) = (0_usize, maker.clone());
    ordered(
        &crew,
        feed,
        move |job| own.done(job),
        || maker.lost(),
        |told| {
            let Told::Result(done) = told else {
                progress.draw();
                return sink.flush();
            };
            let wrong = done.error.is_some();
            if let Some(error) = done.error.filter(|_| !records) {
                progress.clear();
                complain(&error, words);
            }
            failed += usize::from(wrong);
            if let Some(piece) = done.piece {
                sink.push(piece)?;
            }
            progress.step(done.bytes, wrong);
            Ok(())
        },
    )?;
    progress.clear();
    let nothing = !records && failed > 0 && failed == total.unwrap_or(0) && skipped == 0;
    if nothing && args.output.is_some() {
        return Err(Stop::Told);
    }
    sink.finish()?;
    // Of records, the data themselves tell which failed.
    if failed > 0 && !records { Err(Stop::Told) } else { Ok(()) }
}

/// Passes over the jobs that an earlier run has done.
fn take_up(feed: &mut dyn Iterator<Item = Job>, done: usize, key: &str) -> Result<(), Stop> {
    let last = feed.take(done).enumerate().last().map(|(at, job)| (at + 1, jobs::known_by(job)));
    match last {
        Some((count, known)) if count == done && known == key => Ok(()),
        _ => Err(Stop::Failed(Code::OtherResumed.with(done).with(key).of("--resume"))),
    }
}

/// Bytes of a text from which on its data are not kept in memory beside it, but written as they are made.
const LARGE: usize = 1 << 20;

/// Makes data of jobs.
struct Maker {
    labels: Labels,
    reader: Reader,
    data: Data,
    list: bool,
    /// Whether what a job brings is kept from run to run.
    kept: bool,
}

impl Maker {
    fn done(&self, job: Job) -> Done {
        // A name that stands for nothing is no record.
        if let Job::Input(Err(error)) = job {
            return Done { piece: None, bytes: 0, error: Some(error) };
        }
        let Read1 { id, name, bytes, bulletin } = jobs::read(job, &self.reader);
        match bulletin {
            Ok(bulletin) => Done { piece: Some(self.piece(id, bulletin)), bytes, error: None },
            Err(error) => {
                // A single file that cannot be read has no data; of many, each has its place.
                let piece = self.list.then(|| self.failed(id, &name, &error));
                Done { piece, bytes, error: Some(error) }
            }
        }
    }

    /// Of a job that brought its thread down.
    fn lost(&self) -> Done {
        let error = Code::InputLost.of("");
        Done { piece: Some(self.failed(Some("null".to_owned()), "", &error)), bytes: 0, error: Some(error) }
    }

    fn piece(&self, id: Option<String>, bulletin: Bulletin) -> Piece {
        let key = id.clone().unwrap_or_else(|| bulletin.source.name.clone());
        let is_json = matches!(self.data, Data::Json | Data::Ndjson);
        if is_json && id.is_none() && !self.kept && bulletin.text.len() > LARGE {
            return Piece { key, whole: Some(Box::new(bulletin)), ..Piece::default() };
        }
        let bulletin = &bulletin;
        let mut text = Vec::new();
        // Writing to memory cannot fail.
        match self.data {
            Data::Json => {
                let _ = json::write_pages(&mut text, bulletin, &self.labels, usize::from(self.list));
            }
            Data::Ndjson => {
                let _ = json::write_line(&mut text, bulletin, &self.labels);
            }
            Data::Csv => text = csv::rows(bulletin).into_bytes(),
            #[cfg(feature = "parquet")]
            Data::Parquet => {
                let rows = self.rows(id, bulletin);
                return match self.kept {
                    true => Piece { key, rows, ..Piece::default() },
                    false => Piece { key, batch: Some(Batch::new(&rows)), ..Piece::default() },
                };
            }
        }
        let mut text = String::from_utf8(text).unwrap_or_default();
        if let Some(id) = id.filter(|_| self.data != Data::Csv) {
            text.insert_str(text.len().min(1), &format!("\"id\":{id},"));
        }
        if self.data == Data::Ndjson || self.data == Data::Json && !self.list {
            text.push('\n');
        }
        Piece { key, text, ..Piece::default() }
    }

    /// The rows of a bulletin.
    #[cfg(feature = "parquet")]
    fn rows(&self, id: Option<String>, bulletin: &Bulletin) -> Vec<Row> {
        let mut rows = self.reader.rows(bulletin);
        let id = id.map(plain);
        rows.iter_mut().for_each(|row| row.record.clone_from(&id));
        rows
    }

    /// What stands in the place of a record that could not be read.
    fn failed(&self, id: Option<String>, name: &str, error: &Error) -> Piece {
        let message = crate::load::shown(&error.to_string());
        let key = id.clone().unwrap_or_else(|| name.to_owned());
        let text = match (self.data, &id) {
            (Data::Csv, _) => csv::failed(name, &message),
            (Data::Json | Data::Ndjson, Some(id)) => format!("{{\"id\":{id},\"error\":{}}}", json::quoted(&message)),
            (Data::Json | Data::Ndjson, None) => {
                format!("{{\"source\":{{\"name\":{}}},\"error\":{}}}", json::quoted(name), json::quoted(&message))
            }
            #[cfg(feature = "parquet")]
            (Data::Parquet, _) => {
                let rows = vec![rows::failed(id.map(plain), name, &message)];
                return Piece { key, rows, ..Piece::default() };
            }
        };
        let end = if self.data == Data::Ndjson { "\n" } else { "" };
        Piece { key, text: text + end, ..Piece::default() }
    }
}

/// An id without the quotes of a JSON string.
#[cfg(feature = "parquet")]
fn plain(id: String) -> String {
    serde_json::from_str(&id).unwrap_or(id)
}
