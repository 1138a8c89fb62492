//! Gzip around any form.
//!
//! In: bytes. Out: what is packed in them, to a limit.

use crate::error::{Code, Fault};
use flate2::read::MultiGzDecoder;
use std::io::Read;

/// The most that is unpacked, in bytes.
const LIMIT: u64 = 64 * 1024 * 1024;
const MARK: &[u8] = b"\x1f\x8b";

/// Whether bytes are packed so.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK)
}

/// What is packed.
///
/// # Errors
/// Where it is damaged, too large, or packed again.
pub(super) fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let read = MultiGzDecoder::new(bytes).take(LIMIT + 1).read_to_end(&mut out);
    if out.len() as u64 > LIMIT {
        return Err(Code::GzipLarge.with(LIMIT >> 20));
    }
    if let Err(error) = read {
        return Err(Code::GzipDamaged.with(error));
    }
    if is_packed(&out) {
        return Err(Code::GzipTwice.into());
    }
    Ok(out)
}
