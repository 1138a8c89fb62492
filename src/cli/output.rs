//! Where results go: standard output, or a file that appears whole or not at all.

use crate::Error;
use crate::error::{Code, Fault};
use crate::load::{self, shown};
use crate::tui::files::create_beside;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufWriter, Write};
use std::path::PathBuf;

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
    /// What a failed write to `name` means; to standard output where that is empty.
    pub(super) fn write(name: &str, error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Stop::Closed;
        }
        let code = if name.is_empty() { Code::StdoutUnwritten } else { Code::Unwritten };
        Stop::Failed(code.and(Fault::of_system(&error)).of(name))
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
        Self { writer: Some(BufWriter::new(Box::new(io::stdout()))), name: String::new(), file: None }
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
            return Err(Stop::Failed(Code::IsFolder.of(name)));
        }
        let is_input = |input: load::Input| match input {
            load::Input::Path(path) => fs::canonicalize(path).is_ok_and(|path| path == target),
            load::Input::Stdin | load::Input::Url(_) => false,
        };
        if load::inputs(inputs).into_iter().flatten().any(is_input) {
            return Err(Stop::Failed(Code::OutIsInput.of(name)));
        }
        if there.as_ref().is_some_and(|m| !m.is_file()) {
            // A device or a pipe: nothing to replace.
            let file = OpenOptions::new().write(true).open(&target).map_err(|e| Stop::write(&name, e))?;
            return Ok(Self { writer: Some(BufWriter::new(Box::new(file))), name, file: None });
        }
        if there.is_some() && !force {
            return Err(Stop::Failed(Code::OutIsThere.of(name)));
        }
        let (file, temporary) = create_beside(&target).map_err(|e| Stop::write(&name, e))?;
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

    /// Appends what `write` writes.
    pub(super) fn by(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Stop> {
        match &mut self.writer {
            Some(writer) => write(writer).map_err(|e| Stop::write(&self.name, e)),
            None => Ok(()),
        }
    }

    /// Brings what was written on its way.
    pub(super) fn flush(&mut self) -> Result<(), Stop> {
        match &mut self.writer {
            Some(writer) => writer.flush().map_err(|e| Stop::write(&self.name, e)),
            None => Ok(()),
        }
    }

    /// Whether it is a file in the making.
    pub(super) fn is_file(&self) -> bool {
        self.file.is_some()
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

/// A file that grows line by line over several runs, beside the output that it is for.
pub(super) struct Part {
    writer: BufWriter<File>,
    path: PathBuf,
    target: PathBuf,
    name: String,
}

impl Part {
    /// Opens `OUT.part`, what a broken run left behind its last whole line cut off; gives also how many lines it has and
    /// the last one. The output itself must not be there, unless `force` says so.
    pub(super) fn open(path: &OsStr, force: bool, inputs: &[OsString]) -> Result<(Self, usize, Option<Vec<u8>>), Stop> {
        // Refuses what cannot be an output, and leaves nothing.
        Out::file(path, force, inputs)?.abandon();
        let target = fs::canonicalize(path).unwrap_or_else(|_| PathBuf::from(path));
        let mut end = target.file_name().unwrap_or(OsStr::new("out")).to_owned();
        end.push(".part");
        let path = target.with_file_name(end);
        let name = shown(&path.to_string_lossy());
        let fault = |e| Stop::write(&name, e);
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(&path).map_err(fault)?;
        let (mut lines, mut length, mut last) = (0, 0_u64, None);
        let mut from = io::BufReader::new(&mut file);
        loop {
            let mut line = Vec::new();
            let read = from.read_until(b'\n', &mut line).map_err(fault)?;
            if read == 0 || !line.ends_with(b"\n") {
                break;
            }
            (lines, length, last) = (lines + 1, length + read as u64, Some(line));
        }
        file.set_len(length).map_err(fault)?;
        let writer = BufWriter::new(file);
        Ok((Self { writer, path, target, name }, lines, last))
    }

    /// Appends `bytes`.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        self.writer.write_all(bytes).map_err(|e| Stop::write(&self.name, e))
    }

    /// Brings what was written on its way.
    pub(super) fn flush(&mut self) -> Result<(), Stop> {
        self.writer.flush().map_err(|e| Stop::write(&self.name, e))
    }

    /// Makes it the output.
    pub(super) fn finish(mut self) -> Result<(), Stop> {
        self.flush()?;
        fs::rename(&self.path, &self.target).map_err(|e| Stop::write(&self.name, e))
    }

    /// Hands over its lines, in order.
    pub(super) fn each_line(&self, mut each: impl FnMut(&[u8]) -> Result<(), Stop>) -> Result<(), Stop> {
        let fault = |e| Stop::write(&self.name, e);
        let file = File::open(&self.path).map_err(fault)?;
        let mut from = io::BufReader::new(file);
        let mut line = Vec::new();
        while from.read_until(b'\n', &mut line).map_err(fault)? > 0 {
            each(&line)?;
            line.clear();
        }
        Ok(())
    }

    /// Takes it away.
    pub(super) fn remove(self) {
        let _ = fs::remove_file(&self.path);
    }
}
