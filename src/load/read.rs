//! Reading an input whole, within a limit.
//!
//! In: an [`Input`]. Out: its bytes. What is plainly no text is refused after its first bytes, so that `/dev/zero` or a
//! film costs nothing.

use super::{Input, decode, form, gzip, shown};
use crate::error::{Code, Error, Fault, Result};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The most that is read of one input, in bytes.
pub const LIMIT: u64 = 256 * 1024 * 1024;
/// How much is read before the bytes are judged.
const HEAD: u64 = 64 * 1024;

/// The bytes of `input`.
///
/// # Errors
/// Where it cannot be opened or read, is larger than [`LIMIT`], or is a folder.
pub fn read(input: &Input) -> Result<Vec<u8>> {
    match input {
        Input::Stdin => bounded(io::stdin().lock(), "-", LIMIT),
        Input::Path(path) => {
            let name = shown(&path.to_string_lossy());
            let file = open(path).map_err(|e| said(&e).of(&*name))?;
            // Of a device or a pipe, no length is known.
            if file.metadata().is_ok_and(|known| known.is_file() && known.len() > LIMIT) {
                return Err(large(&name, LIMIT));
            }
            bounded(file, &name, LIMIT)
        }
        Input::Url(_) => Err(Code::IsAddress.of(input.name())),
    }
}

/// The first bytes of a file of ordinary size, at most so many.
#[doc(hidden)]
#[must_use]
pub fn start(path: &Path, most: usize) -> Option<Vec<u8>> {
    let file = open(path).ok().filter(|file| file.metadata().is_ok_and(|known| known.len() <= LIMIT))?;
    let mut bytes = Vec::with_capacity(most);
    file.take(most as u64).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn open(path: &Path) -> io::Result<File> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Ok(file)
}

fn bounded(mut from: impl Read, name: &str, limit: u64) -> Result<Vec<u8>> {
    let failed = |e: io::Error| said(&e).of(name);
    let mut bytes = Vec::new();
    from.by_ref().take(HEAD).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 == HEAD && !is_readable(&bytes) {
        return Ok(bytes);
    }
    let rest = limit.saturating_sub(bytes.len() as u64);
    from.by_ref().take(rest + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > limit {
        return Err(large(name, limit));
    }
    Ok(bytes)
}

/// Whether bytes that begin so may hold a text in some form.
fn is_readable(head: &[u8]) -> bool {
    decode::is_text(head) || gzip::is_packed(head) || form::binary(head).is_some()
}

fn large(name: &str, limit: u64) -> Error {
    Code::FileLarge.with(limit >> 20).of(name)
}

/// A system's error as a fault that tells what to do.
pub(super) fn said(error: &io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::NotFound => Code::NoFile.into(),
        io::ErrorKind::PermissionDenied => Code::NotReadable.into(),
        io::ErrorKind::IsADirectory => Code::IsFolder.into(),
        _ => Code::Unread.and(Fault::of_system(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_the_limit_is_told() {
        let error = bounded(io::repeat(b'a'), "x", 200_000).unwrap_err().to_string();
        assert!(error.contains("larger than"), "{error}");
        assert_eq!(bounded(io::repeat(b'a').take(200_000), "x", 200_000).unwrap().len(), 200_000);
    }

    #[test]
    fn endless_zeros_are_given_up_after_the_first_bytes() {
        assert_eq!(bounded(io::repeat(0), "x", LIMIT).unwrap().len() as u64, HEAD);
    }
}
