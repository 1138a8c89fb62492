//! Where results go: standard output, or a file that appears whole or not at all.

use crate::Error;
use crate::load::{self, shown};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Why a command ends before its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// Nobody reads on: no failure.
    Closed,
    /// Something failed and was told.
    Told,
    /// Something failed.
    Failed(Error),
}

impl Stop {
    /// What a failed write to `name` means.
    pub(super) fn write(name: &str, error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Stop::Closed;
        }
        let words = error.to_string();
        let words = words.split(" (os error").next().unwrap_or_default().to_lowercase();
        Stop::failed(name, &format!("cannot be written: {words}; check the place and its room"))
    }

    fn failed(name: &str, message: &str) -> Self {
        Stop::Failed(Error::Input { name: name.to_owned(), message: message.to_owned() })
    }
}

/// Prints `bytes` on standard output.
pub(super) fn print(bytes: &[u8]) -> Result<(), Stop> {
    let mut out = Out::stdout();
    out.write(bytes)?;
    out.finish()
}

/// A place for results. Dropped before its end, it leaves no file behind.
pub(super) struct Out {
    writer: Option<BufWriter<Box<dyn Write>>>,
    name: String,
    file: Option<Pending>,
}

/// A file in the making: written beside its place, then moved there.
struct Pending {
    temporary: PathBuf,
    target: PathBuf,
}

impl Out {
    /// Standard output.
    pub(super) fn stdout() -> Self {
        Self { writer: Some(BufWriter::new(Box::new(io::stdout()))), name: "standard output".into(), file: None }
    }

    /// The file at `path`; `-` is standard output. One that is there is replaced only by `force`, one of `inputs` never.
    pub(super) fn file(path: &OsStr, force: bool, inputs: &[OsString]) -> Result<Self, Stop> {
        if path == "-" {
            return Ok(Self::stdout());
        }
        let name = shown(&path.to_string_lossy());
        let target = fs::canonicalize(path).unwrap_or_else(|_| PathBuf::from(path));
        let there = fs::metadata(&target).ok();
        if there.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(Stop::failed(&name, "is a folder; name a file in it"));
        }
        let is_input = |input: load::Input| match input {
            load::Input::Path(path) => fs::canonicalize(path).is_ok_and(|path| path == target),
            load::Input::Stdin | load::Input::Url(_) => false,
        };
        if load::inputs(inputs).into_iter().flatten().any(is_input) {
            return Err(Stop::failed(&name, "is one of the bulletins; name another file for the output"));
        }
        if there.as_ref().is_some_and(|m| !m.is_file()) {
            // A device or a pipe: nothing to replace.
            let file = OpenOptions::new().write(true).open(&target).map_err(|e| Stop::write(&name, e))?;
            return Ok(Self { writer: Some(BufWriter::new(Box::new(file))), name, file: None });
        }
        if there.is_some() && !force {
            return Err(Stop::failed(&name, "is already there; add --force to replace it, or name another file"));
        }
        let temporary = beside(&target);
        let file = File::create_new(&temporary).map_err(|e| Stop::write(&name, e))?;
        let file = BufWriter::new(Box::new(file) as Box<dyn Write>);
        Ok(Self { writer: Some(file), name, file: Some(Pending { temporary, target }) })
    }

    /// Appends `bytes`.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        match &mut self.writer {
            Some(writer) => writer.write_all(bytes).map_err(|e| Stop::write(&self.name, e)),
            None => Ok(()),
        }
    }

    /// Brings everything to its place.
    pub(super) fn finish(mut self) -> Result<(), Stop> {
        if let Some(mut writer) = self.writer.take() {
            let flushed = writer.flush();
            // What could not be flushed is given up, not tried again on dropping.
            drop(writer.into_parts());
            flushed.map_err(|e| Stop::write(&self.name, e))?;
        }
        if let Some(Pending { temporary, target }) = self.file.take() {
            fs::rename(&temporary, &target).map_err(|e| {
                let _ = fs::remove_file(&temporary);
                Stop::write(&self.name, e)
            })?;
        }
        Ok(())
    }

    /// Gives the results up; no file is left.
    pub(super) fn abandon(self) {
        drop(self);
    }
}

impl Drop for Out {
    fn drop(&mut self) {
        if let Some(Pending { temporary, .. }) = self.file.take() {
            let _ = fs::remove_file(temporary);
        }
    }
}

/// A name beside `target` that nobody else uses.
fn beside(target: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or(OsStr::new("out")));
    name.push(format!(".{}.part", std::process::id()));
    target.with_file_name(name)
}
