//! DOC (Word 97–2003), by `undoc`.
//!
//! In: the file. Out: paragraphs and tables.

mod claims;

use super::markdown;
use crate::error::{Code, Fault};

/// The largest file that is read, in bytes.
const LIMIT: usize = 64 * 1024 * 1024;

/// The name of a Word file's own part, as these files write names.
const WORD: &[u8] = b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0";

/// Other files in the same wrapping, by the names of their parts.
const OTHERS: [(&[u8], Code); 3] = [
    (b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", Code::WantsPassword),
    (b"W\0o\0r\0k\0b\0o\0o\0k\0\0\0", Code::IsWorkbook),
    (b"P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0 \0D\0o\0c\0u\0m\0e\0n\0t\0", Code::IsSlides),
];

/// The text of the file.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn text(bytes: &[u8]) -> Result<String, Fault> {
    if bytes.len() > LIMIT {
        return Err(Code::DocLarge.with(LIMIT >> 20));
    }
    let holds = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
    if let Some((_, told)) = OTHERS.iter().find(|(name, _)| !holds(WORD) && holds(name)) {
        return Err((*told).into());
    }
    let wrong = |e: undoc::Error| Code::DocDamaged.with(e);
    if !claims::fit(bytes) {
        return Err(Code::DocClaims.into());
    }
    let document = undoc::parse_bytes(bytes).map_err(wrong)?;
    let options = undoc::render::RenderOptions::default();
    let told = undoc::render::to_markdown(&document, &options).map_err(wrong)?;
    Ok(markdown::text(&told))
}
