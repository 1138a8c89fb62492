//! DOC (Word 97–2003), by `undoc`.
//!
//! In: the file. Out: paragraphs and tables.

mod claims;

use super::markdown;

/// The largest file that is read, in bytes.
const LIMIT: usize = 64 * 1024 * 1024;

/// The text of the file.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn text(bytes: &[u8]) -> Result<String, String> {
    if bytes.len() > LIMIT {
        return Err(format!("is a document of more than {} MiB; save it as plain text and open that", LIMIT >> 20));
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
