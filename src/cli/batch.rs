//! Many inputs, one after the other: a bad one is told and the rest goes on.

use super::output::Stop;
use super::{SAMPLE, complain};
use crate::error::Code;
use crate::load::{self, Input, Loaded};
use crate::model::Bulletin;
use crate::report::Labels;
use crate::{Reader, Result};
use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// Name of the built-in bulletin.
pub(super) const SAMPLE_NAME: &str = "sample.txt";

/// Whether `names` may stand for several bulletins, so that they are printed as a list.
pub(super) fn is_several(names: &[OsString]) -> bool {
    names.len() > 1 || names.iter().any(|n| load::is_several(n))
}

/// A bulletin that was read.
pub(super) struct Read {
    /// The bulletin.
    pub bulletin: Bulletin,
    /// Its file; `None` for standard input and the sample.
    pub path: Option<PathBuf>,
}

/// Reads what `names` stand for by `reader` and hands each bulletin to `each`; what cannot be read is told. Tells whether an input failed.
pub(super) fn each(
    names: &[OsString],
    reader: &Reader,
    labels: &Labels,
    mut each: impl FnMut(Read) -> std::result::Result<(), Stop>,
) -> std::result::Result<bool, Stop> {
    let mut failed = false;
    let mut take =
        |loaded: Result<Loaded>, path: Option<PathBuf>| match loaded.and_then(|loaded| bulletin(loaded, reader)) {
            Ok(bulletin) => each(Read { bulletin, path }),
            Err(error) => {
                complain(&error, labels);
                failed = true;
                Ok(())
            }
        };
    if names.is_empty() {
        let piped = load::is_piped().then(|| load::load_as(&Input::Stdin, reader.encoding()));
        take(piped.unwrap_or_else(|| load::from_bytes(SAMPLE_NAME, SAMPLE.as_bytes())), None)?;
    }
    for input in load::inputs(names) {
        let path = match &input {
            Ok(Input::Path(path)) => Some(path.clone()),
            _ => None,
        };
        take(input.and_then(|i| load::load_as(&i, reader.encoding())), path)?;
    }
    Ok(failed)
}

/// All bulletins that `names` stand for, and whether an input failed.
pub(super) fn all(
    names: &[OsString],
    reader: &Reader,
    labels: &Labels,
) -> std::result::Result<(Vec<Read>, bool), Stop> {
    let mut all = Vec::new();
    let failed = each(names, reader, labels, |read| {
        all.push(read);
        Ok(())
    })?;
    Ok((all, failed))
}

/// Reads a loaded text. One that brings the engine down is an error of its own, not the end of the others.
pub(super) fn bulletin(loaded: Loaded, reader: &Reader) -> Result<Bulletin> {
    bulletin_telling(loaded, reader, &|_| true)
}

/// The same, and tells now and then how many percent of a long text are read; goes on where that is still of use.
pub(super) fn bulletin_telling(loaded: Loaded, reader: &Reader, tell: &dyn Fn(usize) -> bool) -> Result<Bulletin> {
    let Loaded { source, text, mut warnings } = loaded;
    let read = catch_unwind(AssertUnwindSafe(|| reader.read_telling(crate::text::normalised(text), tell)));
    let Ok(mut bulletin) = read else {
        return Err(Code::EngineDown.of(source.name));
    };
    bulletin.source = source;
    warnings.append(&mut bulletin.warnings);
    bulletin.warnings = warnings;
    Ok(bulletin)
}
