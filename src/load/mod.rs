//! From what a person names to text: files, folders, standard input, addresses; any form, any encoding.
//!
//! In: names as they were typed. Out: [`Loaded`], one for each bulletin, or an error that says what was wrong, where,
//! and what to do. Bytes go through container (`gzip`), form (`form`, by content) and encoding (`decode`). The text is
//! not yet normalised; nothing of it is understood here.

mod binary;
mod decode;
mod form;
mod gzip;
mod inputs;
mod legacy;
#[cfg(feature = "net")]
pub mod net;
mod page;
mod pattern;
mod piped;
mod read;
mod settings;
mod stream;
mod syllable;

pub use decode::{Charset, Decoded, Hints, decode};
pub use inputs::{Input, inputs, is_several};
pub use piped::is_piped;
pub use read::{LIMIT, read, start};
pub use settings::settings;
pub use stream::Stream;

use crate::error::{Code, Error, Fault, Result};
use crate::model::{Source, Warning};
use std::fmt::Write as _;

/// One input, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// Where it came from and in what form.
    pub source: Source,
    /// The text as decoded.
    pub text: String,
    /// What was guessed or replaced.
    pub warnings: Vec<Warning>,
}

/// Reads and decodes one input.
///
/// # Errors
/// Where it cannot be read, is empty, too large, or no text.
pub fn load(input: &Input) -> Result<Loaded> {
    load_as(input, None)
}

/// Reads one input in an encoding that the user names.
///
/// # Errors
/// As [`load`].
pub fn load_as(input: &Input, forced: Option<Charset>) -> Result<Loaded> {
    if let Input::Url(url) = input {
        return fetched(url, &input.name(), forced);
    }
    let bytes = read(input)?;
    from(&input.name(), &bytes, &Hints { forced, declared: None }).map_err(|error| match (error, input) {
        // An error tells the whole path, as it was typed.
        (Error::Input { fault, .. }, Input::Path(path)) => fault.of(shown(&path.to_string_lossy())),
        (error, _) => error,
    })
}

#[cfg(feature = "net")]
fn fetched(url: &str, name: &str, forced: Option<Charset>) -> Result<Loaded> {
    let got = net::fetch(url, &net::Limits::default());
    let got = got.map_err(|fault| fault.of(name))?;
    from(name, &got.bytes, &Hints { forced, declared: got.charset })
}

#[cfg(not(feature = "net"))]
fn fetched(_: &str, name: &str, _: Option<Charset>) -> Result<Loaded> {
    Err(Code::NoNetwork.of(name))
}

/// Finds form and text of `bytes` that came from an input called `name`.
///
/// # Errors
/// Where there is no text in them.
pub fn from_bytes(name: &str, bytes: &[u8]) -> Result<Loaded> {
    from(name, bytes, &Hints::default())
}

/// The same, by what is known of their encoding.
///
/// # Errors
/// Where there is no text in them.
pub fn from(name: &str, bytes: &[u8], hints: &Hints) -> Result<Loaded> {
    let size = bytes.len();
    let told = if gzip::is_packed(bytes) {
        let inner = name.strip_suffix(".gz").unwrap_or(name);
        gzip::unpacked(bytes)
            .and_then(|bytes| unpacked(inner, &bytes, hints))
            .map(|(format, decoded)| (format + "+gzip", decoded))
    } else {
        unpacked(name, bytes, hints)
    };
    let (format, decoded) = told.map_err(|fault| fault.of(shown(name)))?;
    let Decoded { text, encoding, warnings } = decoded;
    let source = Source { name: shown(name), format, encoding: encoding.to_owned(), bytes: size };
    Ok(Loaded { source, text, warnings })
}

/// The name of the form that bytes come in, and their text.
fn unpacked(name: &str, bytes: &[u8], hints: &Hints) -> std::result::Result<(String, Decoded), Fault> {
    if let Some(form) = form::binary(bytes) {
        let (format, text) = form::of_bytes(form, bytes)?;
        if text.trim().is_empty() {
            return Err(Code::Empty.into());
        }
        // Documents set in the old fonts hold the old bytes as letters.
        let decoded = match legacy::within(&text) {
            Some((legacy, text)) => {
                Decoded { text, encoding: legacy.name(), warnings: vec![decode::guess(legacy.name())] }
            }
            None => Decoded { text, encoding: "UTF-8", warnings: Vec::new() },
        };
        return Ok((format.to_owned(), decoded));
    }
    let declared = hints.declared.clone().or_else(|| page::charset(bytes));
    let Some(mut decoded) = decode::decode_by(bytes, &Hints { declared, ..hints.clone() }) else {
        let what = binary::looks_like(bytes).unwrap_or(binary::UNKNOWN);
        return Err(Code::LooksLike.and(what.form).and(what.advice));
    };
    let form = form::textual(&decoded.text, name);
    if let Some(text) = form::of_text(form, &decoded.text)? {
        decoded.text = text;
        if let Some((legacy, text)) = legacy::within(&decoded.text) {
            (decoded.text, decoded.encoding) = (text, legacy.name());
            decoded.warnings.push(decode::guess(legacy.name()));
        }
    }
    if decoded.text.trim().is_empty() {
        return Err(Code::Empty.into());
    }
    let format = match form {
        form::Form::Html => "html",
        form::Form::Markdown => "markdown",
        _ => "text",
    };
    Ok((format.to_owned(), decoded))
}

/// Whether a panic of this thread is caught and told as an error: a hook has nothing to say of it.
#[must_use]
pub fn is_guarded() -> bool {
    form::is_guarded()
}

/// A name as it may be shown: control, bidirectional and zero-width characters escaped, so that a file's name cannot
/// steer the terminal.
#[must_use]
pub fn shown(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}') {
            // Writing to a string cannot fail.
            let _ = write!(out, "{}", c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        assert_eq!(shown("a\u{1b}[31mb\u{9b}c\n.txt"), "a\\u{1b}[31mb\\u{9b}c\\u{a}.txt");
        assert_eq!(shown("bản tin.txt"), "bản tin.txt");
    }

    #[test]
    fn what_is_no_text_is_told_with_what_to_do() {
        for (bytes, word) in [
            (b"%PDF-1.7\n".as_slice(), "PDF"),
            (b"PK\x03\x04rest", "ZIP"),
            (b"\x1f\x8brest", "gzip"),
            (b"\x89PNG\r\n\x1a\n", "PNG"),
            (b"\x00\x01\x02\x03\x00\x00\x00", "binary"),
            (b"", "empty"),
            (b" \r\n\t", "empty"),
        ] {
            let error = from_bytes("x", bytes).unwrap_err().to_string();
            assert!(error.contains(word) && error.contains(';') && !error.contains('\n'), "{error}");
        }
    }

    #[test]
    fn the_source_tells_name_form_encoding_and_size() {
        let loaded = from_bytes("a.txt", "đạt".as_bytes()).unwrap();
        assert_eq!(loaded.text, "đạt");
        assert_eq!((loaded.source.encoding.as_str(), loaded.source.bytes), ("UTF-8", 6));
        assert!(loaded.warnings.is_empty());
    }
}
