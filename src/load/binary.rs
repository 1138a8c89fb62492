//! What bytes look like that are no text.
//!
//! In: the first bytes of an input. Out: the form by its signature, or that the bytes are binary; `None` for text.

/// A form that is no text, and what a person can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// As in *looks like …*.
    pub form: &'static str,
    /// What to do.
    pub advice: &'static str,
}

const SAVE: &str = "save it as plain text and open that";
const UNPACK: &str = "unpack it and open the text in it";
const OTHER: &str = "name a file that holds a bulletin's text";

/// Bytes without a known signature.
pub(super) const UNKNOWN: Form = Form { form: "binary data", advice: OTHER };

const SIGNATURES: [(&[u8], Form); 18] = [
    (b"%PDF-", Form { form: "a PDF file", advice: SAVE }),
    (b"PK\x03\x04", Form { form: "a ZIP archive or an office document", advice: SAVE }),
    (b"PK\x05\x06", Form { form: "an empty ZIP archive", advice: OTHER }),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Form { form: "an old office document (DOC, XLS)", advice: SAVE }),
    (b"\x1f\x8b", Form { form: "a gzip file", advice: UNPACK }),
    (b"{\\rtf", Form { form: "an RTF document", advice: "save it as DOCX or plain text and open that" }),
    (b"BZh", Form { form: "a bzip2 file", advice: UNPACK }),
    (b"\xfd7zXZ\x00", Form { form: "an xz file", advice: UNPACK }),
    (b"\x28\xb5\x2f\xfd", Form { form: "a zstd file", advice: UNPACK }),
    (b"7z\xbc\xaf\x27\x1c", Form { form: "a 7-Zip archive", advice: UNPACK }),
    (b"Rar!\x1a\x07", Form { form: "a RAR archive", advice: UNPACK }),
    (b"\x89PNG\r\n\x1a\n", Form { form: "a PNG picture", advice: OTHER }),
    (b"\xff\xd8\xff", Form { form: "a JPEG picture", advice: OTHER }),
    (b"GIF8", Form { form: "a GIF picture", advice: OTHER }),
    (b"\x7fELF", Form { form: "a program", advice: OTHER }),
    (b"MZ\x90", Form { form: "a program", advice: OTHER }),
    (b"SQLite format 3\x00", Form { form: "a database", advice: OTHER }),
    (b"PAR1", Form { form: "a Parquet file", advice: OTHER }),
];

/// How many of the first bytes are looked at.
const HEAD: usize = 64 * 1024;

/// The form that the first bytes name.
pub(super) fn signed(bytes: &[u8]) -> Option<Form> {
    SIGNATURES.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, form)| *form)
}

/// The form of bytes that are no text; `None` where they may be one.
pub(super) fn looks_like(bytes: &[u8]) -> Option<Form> {
    if let Some(form) = signed(bytes) {
        return Some(form);
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let odd = head.iter().filter(|&&b| is_odd(b)).count();
    (odd * 50 > head.len()).then_some(UNKNOWN)
}

/// Control bytes that no text holds in number. Line ends, tabs, form feeds, and what terminal logs hold, are let pass.
fn is_odd(byte: u8) -> bool {
    matches!(byte, 0..=6 | 14..=26 | 28..=31 | 127)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_with_a_stray_control_character_is_text() {
        assert_eq!(looks_like(format!("{}\0", "đạt 5 tỷ đồng ".repeat(10)).as_bytes()), None);
        assert_eq!(looks_like(b"\x1b[31mred\x1b[0m\r\n"), None);
    }

    #[test]
    fn random_bytes_are_binary() {
        let bytes: Vec<u8> = (0..4096_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(looks_like(&bytes), Some(UNKNOWN));
    }
}
