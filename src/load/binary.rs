//! What bytes look like that are no text.
//!
//! In: the first bytes of an input. Out: the form by its signature, or that the bytes are binary; `None` for text.

use crate::error::Code;

/// A form that is no text, and what a person can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// As in *looks like …*.
    pub form: Code,
    /// What to do.
    pub advice: Code,
}

const SAVE: Code = Code::AdviceSave;
const UNPACK: Code = Code::AdviceUnpack;
const OTHER: Code = Code::AdviceOther;

/// Bytes without a known signature.
pub(super) const UNKNOWN: Form = Form { form: Code::FormBinary, advice: OTHER };

const SIGNATURES: [(&[u8], Form); 18] = [
    (b"%PDF-", Form { form: Code::FormPdf, advice: SAVE }),
    (b"PK\x03\x04", Form { form: Code::FormZip, advice: SAVE }),
    (b"PK\x05\x06", Form { form: Code::FormEmptyZip, advice: OTHER }),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Form { form: Code::FormOldOffice, advice: SAVE }),
    (b"\x1f\x8b", Form { form: Code::FormGzip, advice: UNPACK }),
    (b"{\\rtf", Form { form: Code::FormRtf, advice: Code::AdviceDocx }),
    (b"BZh", Form { form: Code::FormBzip2, advice: UNPACK }),
    (b"\xfd7zXZ\x00", Form { form: Code::FormXz, advice: UNPACK }),
    (b"\x28\xb5\x2f\xfd", Form { form: Code::FormZstd, advice: UNPACK }),
    (b"7z\xbc\xaf\x27\x1c", Form { form: Code::FormSevenZip, advice: UNPACK }),
    (b"Rar!\x1a\x07", Form { form: Code::FormRar, advice: UNPACK }),
    (b"\x89PNG\r\n\x1a\n", Form { form: Code::FormPng, advice: OTHER }),
    (b"\xff\xd8\xff", Form { form: Code::FormJpeg, advice: OTHER }),
    (b"GIF8", Form { form: Code::FormGif, advice: OTHER }),
    (b"\x7fELF", Form { form: Code::FormProgram, advice: OTHER }),
    (b"MZ\x90", Form { form: Code::FormProgram, advice: OTHER }),
    (b"SQLite format 3\x00", Form { form: Code::FormDatabase, advice: OTHER }),
    (b"PAR1", Form { form: Code::FormParquet, advice: OTHER }),
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
