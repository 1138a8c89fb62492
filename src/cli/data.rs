//! `bantin extract`.

use super::args::{Data, Extract};
use super::output::{Out, Stop};
use super::{batch, own};
use crate::model::Bulletin;
use crate::report::{Labels, Language, csv, json};

/// Prints the model of each bulletin.
pub(super) fn run(args: &Extract, language: Language) -> Result<(), Stop> {
    let labels = Labels::new(language);
    let reader = own::reader(&args.own)?;
    let mut writer = Writer { labels, format: args.format, list: batch::is_several(&args.files), written: 0 };
    let mut out = match &args.output {
        Some(path) => Out::file(path, args.force, &args.files)?,
        None => Out::stdout(),
    };
    let failed = batch::each(&args.files, &reader, |read| writer.push(&mut out, &read.bulletin))?;
    writer.end(&mut out)?;
    if writer.written == 0 && args.output.is_some() {
        out.abandon();
    } else {
        out.finish()?;
    }
    if failed { Err(Stop::Told) } else { Ok(()) }
}

struct Writer {
    labels: Labels,
    format: Data,
    /// Whether the objects stand in an array.
    list: bool,
    written: usize,
}

impl Writer {
    fn push(&mut self, out: &mut Out, bulletin: &Bulletin) -> Result<(), Stop> {
        let mut text = Vec::new();
        // Writing to memory cannot fail.
        let _ = match self.format {
            Data::Json => {
                if self.list {
                    text.extend_from_slice(if self.written == 0 { b"[\n  " } else { b",\n  " });
                }
                json::write_pages(&mut text, bulletin, &self.labels, usize::from(self.list))
            }
            Data::Ndjson => json::write_line(&mut text, bulletin, &self.labels),
            Data::Csv => {
                if self.written == 0 {
                    text.extend_from_slice(csv::head().as_bytes());
                }
                text.extend_from_slice(csv::rows(bulletin).as_bytes());
                Ok(())
            }
        };
        if self.format != Data::Csv && !(self.format == Data::Json && self.list) {
            text.push(b'\n');
        }
        self.written += 1;
        out.write(&text)
    }

    fn end(&self, out: &mut Out) -> Result<(), Stop> {
        if self.format == Data::Json && self.list {
            out.write(if self.written == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        Ok(())
    }
}
