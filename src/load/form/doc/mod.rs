//! DOC (Word 97–2003), by `undoc`.
//!
//! In: the file. Out: paragraphs and tables.

mod claims;

use super::markdown;

/// The largest file that is read, in bytes.
const LIMIT: usize = 64 * 1024 * 1024;

/// The name of a Word file's own part, as these files write names.
const WORD: &[u8] = b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0";

/// Other files in the same wrapping, by the names of their parts.
const OTHERS: [(&[u8], &str); 3] = [
    (b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "is a document that wants a password; save it without one"),
    (b"W\0o\0r\0k\0b\0o\0o\0k\0\0\0", "is a workbook; save its sheet as a web page or as text and open that"),
    (
        b"P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0 \0D\0o\0c\0u\0m\0e\0n\0t\0",
        "is a file of slides; save it as PDF or plain text and open that",
    ),
];

/// The text of the file.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn text(bytes: &[u8]) -> Result<String, String> {
    if bytes.len() > LIMIT {
        return Err(format!("is a document of more than {} MiB; save it as plain text and open that", LIMIT >> 20));
    }
    let holds = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
    if let Some((_, told)) = OTHERS.iter().find(|(name, _)| !holds(WORD) && holds(name)) {
        return Err((*told).to_owned());
    }
    let wrong = |e: undoc::Error| {
        format!("is no Word document, or a damaged one ({e}); save it as DOCX or plain text and open that")
    };
    if !claims::fit(bytes) {
        return Err("is a damaged Word document (it claims to be longer than the file); save it as DOCX or plain text and open that".to_owned());
    }
    let document = undoc::parse_bytes(bytes).map_err(wrong)?;
    let options = undoc::render::RenderOptions::default();
    let told = undoc::render::to_markdown(&document, &options).map_err(wrong)?;
    Ok(markdown::text(&told))
}
