//! Whether a PDF's streams stay within bounds when they are unpacked.
//!
//! In: the file. Out: nothing, or what is wrong. The library unpacks a stream whole, whatever it grows to, so that every
//! packed stream is unpacked into nothing before.

use crate::error::{Code, Fault};
use flate2::read::ZlibDecoder;
use memchr::memmem;
use std::io::{self, Read};

/// The most that one stream and all of them are unpacked to, in bytes.
const ONE: u64 = 96 * 1024 * 1024;
const ALL: u64 = 512 * 1024 * 1024;
/// The largest stream packed in a way that is not tried here, but may grow as much.
const OTHER: usize = 256 * 1024;
/// Bytes before a stream in which its description stands.
const HEAD: usize = 2_048;

/// Refuses a file whose streams grow without measure.
///
/// # Errors
/// What is wrong and what to do.
pub fn check(bytes: &[u8]) -> Result<(), Fault> {
    let mut left = ALL;
    // Both in one run each, since a file may hold thousands of either.
    let mut ends = memmem::find_iter(bytes, b"endstream").peekable();
    let mut objects = memmem::find_iter(bytes, b" obj").peekable();
    let mut object = 0;
    for at in memmem::find_iter(bytes, b"stream") {
        while let Some(next) = objects.next_if(|o| *o < at) {
            object = next;
        }
        while ends.next_if(|e| *e < at).is_some() {}
        if bytes.get(..at).is_some_and(|before| before.ends_with(b"end")) {
            continue;
        }
        let head = bytes.get(object.max(at.saturating_sub(HEAD))..at).unwrap_or_default();
        let end = ends.peek().copied().unwrap_or(bytes.len());
        let body = bytes.get(at + 6..end).unwrap_or_default();
        let body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
        let times = memmem::find_iter(head, b"/FlateDecode").count() + memmem::find_iter(head, b"/Fl ").count();
        let other = [b"/LZWDecode".as_slice(), b"/RunLengthDecode", b"/ASCIIHexDecode", b"/ASCII85Decode"];
        let mixed = other.iter().any(|filter| memmem::find(head, filter).is_some());
        if mixed && body.len() > OTHER {
            return Err(Code::StreamOld.into());
        }
        let limit = ONE.min(left);
        let size = match times {
            0 => 0,
            1 => size(ZlibDecoder::new(body), limit),
            _ => size(ZlibDecoder::new(ZlibDecoder::new(body).take(ONE)), limit),
        };
        if size > limit {
            return Err(Code::StreamGrows.with(limit >> 20));
        }
        left -= size;
    }
    Ok(())
}

/// Bytes that come, one more than the limit at most. What is damaged ends there.
fn size(from: impl Read, limit: u64) -> u64 {
    let mut from = from.take(limit + 1);
    let mut buffer = [0; 16 * 1024];
    let mut size = 0;
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return size,
            Ok(n) => size += n as u64,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return size,
        }
    }
}
