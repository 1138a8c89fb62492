//! The parts of a ZIP package (DOCX, ODT, EPUB), within limits.
//!
//! In: the bytes of a package. Out: the text of a part. A part grows to a limit at most, whatever its entry promises;
//! archives within are never opened.

use super::super::decode;
use crate::error::{Code, Fault};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most that one part is unpacked to, in bytes.
const PART: u64 = 64 * 1024 * 1024;
/// The most that all parts of a package are unpacked to.
const ALL: u64 = 128 * 1024 * 1024;
/// The most entries of a package.
const ENTRIES: usize = 20_000;

/// A package that is open.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens the package in `bytes`.
    ///
    /// # Errors
    /// Where its list of parts is damaged or too long.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| Code::PackageDamaged.with(e))?;
        if archive.len() > ENTRIES {
            return Err(Code::PackageParts.with(ENTRIES));
        }
        Ok(Self { archive, left: ALL })
    }

    /// Whether there is such a part.
    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The bytes of the part called `name`; `None` where there is none.
    ///
    /// # Errors
    /// Where it is damaged, encrypted or too large.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let damaged = |e: String| Code::PartDamaged.with(name).with(e);
        let part = self.archive.by_index(index).map_err(|e| damaged(e.to_string()))?;
        let limit = PART.min(self.left);
        let mut bytes = Vec::new();
        part.take(limit + 1).read_to_end(&mut bytes).map_err(|e| damaged(e.to_string()))?;
        let size = bytes.len() as u64;
        if size > limit {
            return Err(Code::PartLarge.with(limit >> 20).with(name));
        }
        self.left -= size;
        Ok(Some(bytes))
    }

    /// The text of the part called `name`.
    ///
    /// # Errors
    /// As [`Package::bytes`].
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        Ok(self.bytes(name)?.map(|bytes| match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let bytes = error.into_bytes();
                decode(&bytes).map_or_else(|| String::from_utf8_lossy(&bytes).into_owned(), |decoded| decoded.text)
            }
        }))
    }
}
