//! Bytes to text.
//!
//! In: bytes in any encoding. Out: the text, the encoding's name, and warnings of what was guessed or replaced; `None`
//! where the bytes are no text. What the user names decides; else a mark at the start; else what is valid UTF-8 is
//! UTF-8; else what is mostly valid UTF-8 is broken UTF-8; else the encoding that makes Vietnamese of it; else the one
//! that the input names itself; else the letters' statistics.

use super::binary;
use super::legacy::{self, Legacy};
use crate::model::Warning;
use crate::model::warning::Code;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1258};

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Name of the encoding, as the WHATWG writes it.
    pub encoding: &'static str,
    /// What was guessed or replaced.
    pub warnings: Vec<Warning>,
}

/// A character encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// One that the WHATWG knows.
    Known(&'static Encoding),
    /// One from before Unicode.
    Legacy(Legacy),
}

impl Charset {
    /// The encoding that goes by this name.
    #[must_use]
    pub fn for_name(name: &str) -> Option<Self> {
        let known = || Encoding::for_label(name.trim().as_bytes()).map(Self::Known);
        Legacy::for_name(name.trim()).map(Self::Legacy).or_else(known)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Known(encoding) => encoding.name(),
            Self::Legacy(legacy) => legacy.name(),
        }
    }
}

/// What is known of an input's encoding before it is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// What the user says that it is.
    pub forced: Option<Charset>,
    /// What the input, or who sent it, says.
    pub declared: Option<String>,
}

/// Decodes `bytes`; `None` where they are no text in any encoding.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<Decoded> {
    decode_by(bytes, &Hints::default())
}

/// Decodes `bytes` by what is known of them.
#[must_use]
pub fn decode_by(bytes: &[u8], hints: &Hints) -> Option<Decoded> {
    if let Some(forced) = hints.forced {
        return Some(match forced {
            Charset::Known(encoding) => {
                let mark = Encoding::for_bom(bytes).filter(|(found, _)| *found == encoding).map_or(0, |(_, mark)| mark);
                decode_as(encoding, bytes.get(mark..).unwrap_or_default(), false)
            }
            Charset::Legacy(legacy) => decode_legacy(legacy, &legacy::latin(bytes), false),
        });
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(decode_as(encoding, bytes.get(mark..).unwrap_or_default(), false));
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return Some(decode_as(encoding, bytes, true));
    }
    if binary::looks_like(bytes).is_some() {
        return None;
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        let warnings = Vec::new();
        return Some(match legacy::within(text) {
            Some((legacy, text)) => Decoded { text, encoding: legacy.name(), warnings: vec![guess(legacy.name())] },
            None => Decoded { text: text.to_owned(), encoding: UTF_8.name(), warnings },
        });
    }
    if is_broken_utf8(bytes) {
        return Some(decode_as(UTF_8, bytes, false));
    }
    Some(evident(bytes, hints))
}

/// Bytes that are no UTF-8, by what their letters make.
fn evident(bytes: &[u8], hints: &Hints) -> Decoded {
    const HEAD: usize = 64 * 1024;
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let modern = legacy::share(&WINDOWS_1258.decode_without_bom_handling(head).0);
    if let Some(legacy) = legacy::find(&legacy::latin(head), modern) {
        return decode_legacy(legacy, &legacy::latin(bytes), true);
    }
    if modern >= 75 {
        return decode_as(WINDOWS_1258, bytes, true);
    }
    match hints.declared.as_deref().and_then(Charset::for_name) {
        Some(Charset::Known(encoding)) if encoding != UTF_8 => decode_as(encoding, bytes, false),
        Some(Charset::Legacy(legacy)) => decode_legacy(legacy, &legacy::latin(bytes), false),
        _ => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            decode_as(detector.guess(Some(b"vn"), Utf8Detection::Deny), bytes, true)
        }
    }
}

fn decode_legacy(legacy: Legacy, latin: &str, guessed: bool) -> Decoded {
    let text = legacy.text(latin);
    let mut warnings = Vec::new();
    if guessed {
        warnings.push(guess(legacy.name()));
    }
    let broken = text.matches('\u{fffd}').count();
    if broken > 0 {
        let args = vec![broken.to_string(), legacy.name().to_owned()];
        warnings.push(Warning { code: Code::BytesReplaced, args, places: Vec::new() });
    }
    Decoded { text, encoding: legacy.name(), warnings }
}

/// What was guessed, to be told.
pub(super) fn guess(name: &str) -> Warning {
    Warning { code: Code::EncodingGuessed, args: vec![name.to_owned()], places: Vec::new() }
}

/// Whether bytes that begin like `head` may be a text.
pub(super) fn is_text(head: &[u8]) -> bool {
    Encoding::for_bom(head).is_some() || unmarked_utf16(head).is_some() || binary::looks_like(head).is_none()
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let name = encoding.name();
    let mut warnings = Vec::new();
    if guessed {
        warnings.push(guess(name));
    }
    if broken {
        let count = text.matches('\u{fffd}').count();
        let args = vec![count.to_string(), name.to_owned()];
        warnings.push(Warning { code: Code::BytesReplaced, args, places: Vec::new() });
    }
    Decoded { text: text.into_owned(), encoding: name, warnings }
}

/// UTF-16 without a mark, by its NULs: Vietnamese in UTF-16 has them in every second byte of blanks and plain letters.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if binary::signed(bytes).is_some() {
        return None;
    }
    let head = bytes.get(..4096).unwrap_or(bytes);
    let pairs = head.len() / 2;
    let zeros = |at: usize| head.iter().skip(at).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = |n: usize| n * 10 >= pairs * 3;
    let few = |n: usize| n * 50 <= pairs;
    match pairs {
        0..4 => None,
        _ if many(odd) && few(even) => Some(UTF_16LE),
        _ if many(even) && few(odd) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether the bytes are UTF-8 with some of them damaged: at least four sound letters of several bytes for each fault.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut faults) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    sound >= 4 * faults
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Thu ngân sách nhà nước trên địa bàn đạt 24.042 tỷ đồng, giảm 9,46% so với cùng kỳ.";

    fn utf16(text: &str, to: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to).collect()
    }

    fn codes(decoded: &Decoded) -> Vec<Code> {
        decoded.warnings.iter().map(|w| w.code).collect()
    }

    #[test]
    fn marks_decide_and_are_left_out() {
        let with = |mark: &[u8], rest: Vec<u8>| decode(&[mark, &rest].concat()).unwrap();
        for (decoded, name) in [
            (with(b"\xef\xbb\xbf", TEXT.into()), "UTF-8"),
            (with(b"\xff\xfe", utf16(TEXT, u16::to_le_bytes)), "UTF-16LE"),
            (with(b"\xfe\xff", utf16(TEXT, u16::to_be_bytes)), "UTF-16BE"),
        ] {
            assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.warnings.len()), (TEXT, name, 0));
        }
    }

    #[test]
    fn utf16_without_a_mark_is_found() {
        let decoded = decode(&utf16(TEXT, u16::to_le_bytes)).unwrap();
        assert_eq!((decoded.text.as_str(), codes(&decoded)), (TEXT, vec![Code::EncodingGuessed]));
    }

    #[test]
    fn windows_1258_is_guessed_and_told() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1258.encode("Thu nga\u{302}n sa\u{301}ch \u{111}a\u{323}t");
        let mut bytes = bytes.into_owned();
        bytes = bytes.repeat(4);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.encoding, "windows-1258");
        assert_eq!(codes(&decoded), [Code::EncodingGuessed]);
    }

    #[test]
    fn damaged_utf8_stays_utf8_and_is_counted() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.splice(3..3, [0xff, 0xfe]);
        bytes.push(0xe1);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.encoding, "UTF-8");
        let warning = decoded.warnings.first().unwrap();
        assert_eq!((warning.code, warning.args.first().unwrap().as_str()), (Code::BytesReplaced, "3"));
    }
}
