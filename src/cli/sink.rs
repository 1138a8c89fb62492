//! Where the data of a run go: one form of output, written as the results come, and taken up again where a run broke off.
//!
//! In: a [`Piece`] a job, in order. Out: the output. A run that can be taken up keeps `OUT.part`, one line a job: NDJSON
//! is the output itself, CSV and Parquet are made of the lines at the end.

use super::args::Data;
use super::many::Crew;
use super::output::{Out, Part, Stop};
use crate::error::Code;
use crate::model::Bulletin;
#[cfg(feature = "parquet")]
use crate::report::parquet::{Batch, Hands, Writer};
use crate::report::rows::Row;
use crate::report::{Labels, csv, json};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;

/// What one job brings to the output.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Piece {
    /// What the job is known by.
    pub key: String,
    /// A bulletin of which the text is yet to be made, too large to be kept twice.
    #[serde(skip)]
    pub whole: Option<Box<Bulletin>>,
    /// Text, as it is written.
    #[serde(default)]
    pub text: String,
    /// Rows of a table.
    #[serde(default)]
    pub rows: Vec<Row>,
    /// The same, taken apart already.
    #[cfg(feature = "parquet")]
    #[serde(skip)]
    pub batch: Option<Batch>,
}

/// The output of a run.
pub(super) struct Sink {
    form: Form,
    to: To,
    /// Pieces that were written.
    written: usize,
}

enum To {
    /// The output itself.
    Output(Out),
    /// Lines from which the output is made at the end.
    Lines { part: Part, out: Out },
    /// The output, in the making from run to run.
    Part(Part),
}

struct Form {
    data: Data,
    /// Whether objects stand in an array.
    list: bool,
    labels: Labels,
    #[cfg(feature = "parquet")]
    table: Option<Writer>,
}

/// How an output is opened.
pub(super) struct Opening<'a> {
    /// Its form.
    pub data: Data,
    /// Whether several bulletins may come.
    pub list: bool,
    /// The file; `None` is standard output.
    pub output: Option<&'a OsString>,
    /// Whether a file that is there is replaced.
    pub force: bool,
    /// Whether a run that broke off is taken up.
    pub resume: bool,
    /// What is read.
    pub inputs: &'a [OsString],
    /// The words of warnings.
    pub labels: &'a Labels,
}

impl Sink {
    /// Opens the output; gives also how many jobs are done already, and what the last one is known by.
    pub(super) fn open(opening: &Opening<'_>, crew: &Crew) -> Result<(Self, Option<(usize, String)>), Stop> {
        let form = Form::new(opening, crew)?;
        let Some(path) = opening.output else {
            return Ok((Self { form, to: To::Output(Out::stdout()), written: 0 }, None));
        };
        if !opening.resume || *path == "-" {
            let out = Out::file(path, opening.force, opening.inputs)?;
            return Ok((Self { form, to: To::Output(out), written: 0 }, None));
        }
        if opening.data == Data::Json {
            return Err(Stop::Failed(Code::ArrayResumed.of("--resume")));
        }
        let (part, done, last) = Part::open(path, opening.force, opening.inputs)?;
        let last = last.map(|line| key_of(&line));
        let to = match opening.data {
            Data::Ndjson => To::Part(part),
            _ => To::Lines { part, out: Out::file(path, opening.force, opening.inputs)? },
        };
        Ok((Self { form, to, written: done }, last.map(|key| (done, key))))
    }

    /// Takes what one job brings.
    pub(super) fn push(&mut self, piece: Piece) -> Result<(), Stop> {
        let first = self.written == 0;
        self.written += 1;
        match &mut self.to {
            To::Output(out) => self.form.write(out, piece, first),
            To::Part(part) => part.write(piece.text.as_bytes()),
            To::Lines { part, .. } => {
                let mut line = serde_json::to_vec(&piece).unwrap_or_default();
                line.push(b'\n');
                part.write(&line)
            }
        }
    }

    /// Brings what is written on its way.
    pub(super) fn flush(&mut self) -> Result<(), Stop> {
        match &mut self.to {
            To::Output(out) => out.flush(),
            To::Part(part) | To::Lines { part, .. } => part.flush(),
        }
    }

    /// Ends the output. Where nothing was written, no file is left.
    pub(super) fn finish(mut self) -> Result<(), Stop> {
        match self.to {
            To::Output(mut out) => {
                self.form.end(&mut out, self.written)?;
                if self.written == 0 && out.is_file() {
                    out.abandon();
                    return Ok(());
                }
                out.finish()
            }
            To::Part(part) => part.finish(),
            To::Lines { mut part, mut out } => {
                part.flush()?;
                let (mut written, form) = (0, &mut self.form);
                part.each_line(|line| {
                    let piece = serde_json::from_slice(line).unwrap_or_default();
                    written += 1;
                    form.write(&mut out, piece, written == 1)
                })?;
                self.form.end(&mut out, written)?;
                out.finish()?;
                part.remove();
                Ok(())
            }
        }
    }
}

/// What the job of a line is known by.
fn key_of(line: &[u8]) -> String {
    #[derive(Deserialize)]
    struct Known<'a> {
        #[serde(borrow)]
        id: Option<&'a serde_json::value::RawValue>,
        key: Option<String>,
        source: Option<Source>,
    }
    #[derive(Deserialize)]
    struct Source {
        name: String,
    }
    let known: Option<Known<'_>> = serde_json::from_slice(line).ok();
    let id = |known: &Known<'_>| known.id.map(|id| id.get().to_owned());
    known.and_then(|k| k.key.clone().or_else(|| id(&k)).or(k.source.map(|s| s.name))).unwrap_or_default()
}

impl Form {
    #[cfg_attr(not(feature = "parquet"), expect(unused_variables, reason = "only a table needs hands"))]
    fn new(opening: &Opening<'_>, crew: &Crew) -> Result<Self, Stop> {
        #[cfg(feature = "parquet")]
        let table = match opening.data {
            Data::Parquet => Some(table(crew).map_err(|e| table_fault(&e))?),
            _ => None,
        };
        Ok(Self {
            data: opening.data,
            list: opening.list,
            labels: opening.labels.clone(),
            #[cfg(feature = "parquet")]
            table,
        })
    }

    fn write(&mut self, out: &mut Out, piece: Piece, first: bool) -> Result<(), Stop> {
        match self.data {
            Data::Json if self.list => {
                out.write(if first { b"[\n  " } else { b",\n  " })?;
                self.text(out, &piece)
            }
            Data::Csv if first => {
                out.write(csv::head().as_bytes())?;
                out.write(piece.text.as_bytes())
            }
            Data::Json | Data::Ndjson | Data::Csv => self.text(out, &piece),
            #[cfg(feature = "parquet")]
            Data::Parquet => {
                let Some(table) = &mut self.table else { return Ok(()) };
                let batch = piece.batch.unwrap_or_else(|| Batch::new(&piece.rows));
                table.push(batch).map_err(|e| table_fault(&e))?;
                out.write(&table.take())
            }
        }
    }

    /// Writes the text of a piece, which a large bulletin makes only now.
    fn text(&self, out: &mut Out, piece: &Piece) -> Result<(), Stop> {
        let Some(bulletin) = &piece.whole else { return out.write(piece.text.as_bytes()) };
        match self.data {
            Data::Json => {
                out.by(|writer| json::write_pages(writer, bulletin, &self.labels, usize::from(self.list)))?;
                out.write(if self.list { b"" } else { b"\n" })
            }
            _ => {
                out.by(|writer| json::write_line(writer, bulletin, &self.labels))?;
                out.write(b"\n")
            }
        }
    }

    fn end(&mut self, out: &mut Out, written: usize) -> Result<(), Stop> {
        match self.data {
            Data::Json if self.list => out.write(if written == 0 { b"[]\n" } else { b"\n]\n" }),
            #[cfg(feature = "parquet")]
            Data::Parquet => match self.table.take() {
                Some(table) => out.write(&table.finish().map_err(|e| table_fault(&e))?),
                None => Ok(()),
            },
            Data::Json | Data::Ndjson | Data::Csv => Ok(()),
        }
    }
}

/// A table whose columns are encoded by the crew that reads.
#[cfg(feature = "parquet")]
fn table(crew: &Crew) -> parquet::errors::Result<Writer> {
    let (crew, threads) = (crew.clone(), crew.count());
    Writer::by(Hands::new(move |task| crew.give(task), threads))
}

#[cfg(feature = "parquet")]
fn table_fault(error: &parquet::errors::ParquetError) -> Stop {
    Stop::Failed(Code::TableUnwritten.with(error).of("parquet"))
}
