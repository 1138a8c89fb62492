//! The encodings that Vietnam wrote in before Unicode: VISCII, TCVN3 (ABC) and VNI.
//!
//! In: bytes, or a text whose letters are those bytes under another name, as documents with the old fonts hold it. Out:
//! the text. Which encoding it is, the letters tell: only the right one makes syllables that Vietnamese can have. The
//! tables are data (`assets/encodings`).

use super::syllable;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// An encoding from before Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legacy {
    /// RFC 1456.
    Viscii,
    /// TCVN 5712, the part that the ABC fonts (`.VnTime`) have.
    Tcvn3,
    /// Two bytes a letter, for fonts called `VNI-`.
    Vni,
}

impl Legacy {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Tcvn3, Self::Vni, Self::Viscii];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Viscii => "VISCII",
            Self::Tcvn3 => "TCVN3",
            Self::Vni => "VNI",
        }
    }

    /// The encoding that goes by this name.
    #[must_use]
    pub fn for_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().replace(['-', '_', ' '], "").as_str() {
            "viscii" | "viscii1.11" | "csviscii" => Some(Self::Viscii),
            "tcvn3" | "tcvn" | "abc" | "tcvn5712" | "tcvn57121" | "tcvn57123" => Some(Self::Tcvn3),
            "vni" | "vniwin" | "xvni" => Some(Self::Vni),
            _ => None,
        }
    }

    /// The text of `latin`, whose letters are the bytes; bytes without a meaning are U+FFFD.
    #[must_use]
    pub fn text(self, latin: &str) -> String {
        match self {
            Self::Viscii => latin.chars().map(|c| VISCII.get(&c).copied().unwrap_or(c)).collect(),
            Self::Tcvn3 => latin.chars().map(tcvn3).collect(),
            Self::Vni => vni(latin),
        }
    }
}

fn bytewise(table: &'static str) -> FxHashMap<char, char> {
    let row = |line: &str| {
        let (code, letter) = line.split_once(' ')?;
        Some((char::from(u8::from_str_radix(code, 16).ok()?), letter.chars().next()?))
    };
    table.lines().filter(|l| !l.starts_with('#')).filter_map(row).collect()
}

static VISCII: LazyLock<FxHashMap<char, char>> =
    LazyLock::new(|| bytewise(include_str!("../../assets/encodings/viscii.txt")));
static TCVN3: LazyLock<FxHashMap<char, char>> =
    LazyLock::new(|| bytewise(include_str!("../../assets/encodings/tcvn3.txt")));
/// By a letter and its mark, or a letter alone.
static VNI: LazyLock<FxHashMap<(char, Option<char>), char>> = LazyLock::new(|| {
    let row = |line: &str| {
        let (code, letter) = line.split_once(' ')?;
        let mut code = code.chars();
        Some(((code.next()?, code.next()), letter.chars().next()?))
    };
    include_str!("../../assets/encodings/vni.txt").lines().filter(|l| !l.starts_with('#')).filter_map(row).collect()
});

fn tcvn3(c: char) -> char {
    match TCVN3.get(&c) {
        Some(letter) => *letter,
        None if ('\u{80}'..='\u{9f}').contains(&c) => '\u{fffd}',
        None => c,
    }
}

fn vni(latin: &str) -> String {
    let mut out = String::with_capacity(latin.len());
    let mut rest = latin.chars().peekable();
    while let Some(c) = rest.next() {
        let mark = rest.peek().copied();
        // A mark of the other case stands beside a capital too.
        let same = |m: char| if c.is_uppercase() { m.to_uppercase().next().unwrap_or(m) } else { m };
        let pair = mark.and_then(|m| VNI.get(&(c, Some(m))).or_else(|| VNI.get(&(c, Some(same(m))))));
        if let Some(letter) = pair {
            out.push(*letter);
            rest.next();
        } else {
            out.push(VNI.get(&(c, None)).copied().unwrap_or(c));
        }
    }
    out
}

/// Bytes as the letters of Latin-1, which are numbered alike.
pub(super) fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|b| char::from(*b)).collect()
}

/// How much of a text is looked at.
const HEAD: usize = 64 * 1024;
/// Words that must be there, and the share of them (in percent) that must be syllables.
const WORDS: usize = 3;
const SHARE: usize = 75;

/// How well a text reads as Vietnamese: the share, in percent, of its words with letters beyond ASCII that are
/// syllables; 0 where there are too few.
pub(super) fn share(text: &str) -> usize {
    let (mut words, mut plausible) = (0, 0);
    for word in text.split(|c: char| !is_letter(c)).filter(|w| !w.is_ascii()) {
        words += 1;
        plausible += usize::from(syllable::is_plausible(word));
    }
    if words < WORDS { 0 } else { plausible * 100 / words }
}

/// Whether it may be a letter in some encoding: signs that an old encoding puts in its letters' places count.
fn is_letter(c: char) -> bool {
    c.is_alphabetic()
        || matches!(c, '\u{80}'..='\u{9f}' | '\u{a1}'..='\u{ff}' | '\u{300}'..='\u{36f}' | '\u{20ab}')
        || matches!(c, '\u{2}' | '\u{5}' | '\u{6}' | '\u{14}' | '\u{19}' | '\u{1e}')
}

/// The encoding whose bytes these are; `None` where none makes words, or `other` (a share) makes as many.
pub(super) fn find(latin: &str, other: usize) -> Option<Legacy> {
    let head = latin.get(..latin.floor_char_boundary(HEAD)).unwrap_or(latin);
    let best = Legacy::ALL.into_iter().map(|legacy| (share(&legacy.text(head)), legacy));
    let (share, legacy) = best.max_by_key(|(share, _)| *share)?;
    (share >= SHARE && share > other).then_some(legacy)
}

/// A text that holds an old encoding's bytes as letters of Latin-1 (documents set in the old fonts), and its encoding.
pub(super) fn within(text: &str) -> Option<(Legacy, String)> {
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or(text);
    // Letters that only Unicode has, or none beyond ASCII at all.
    let modern = |c: char| matches!(c, '\u{102}' | '\u{103}' | '\u{110}' | '\u{111}' | '\u{1a0}'..='\u{1b0}' | '\u{1ea0}'..='\u{1ef9}' | '\u{300}'..='\u{323}');
    if head.is_ascii() || head.chars().any(modern) {
        return None;
    }
    let legacy = find(head, share(head))?;
    Some((legacy, legacy.text(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Thu ngân sách nhà nước đạt 24.042 tỷ đồng, giảm 9,46% so với cùng kỳ.";

    fn encoded(legacy: Legacy) -> String {
        TEXT.chars()
            .map(|c| match legacy {
                Legacy::Vni => VNI
                    .iter()
                    .find(|(_, l)| **l == c)
                    .map_or(c.to_string(), |((a, b), _)| a.to_string() + &b.map(String::from).unwrap_or_default()),
                _ => {
                    let table = if legacy == Legacy::Viscii { &*VISCII } else { &*TCVN3 };
                    table.iter().find(|(_, l)| **l == c).map_or(c, |(b, _)| *b).to_string()
                }
            })
            .collect()
    }

    #[test]
    fn each_encoding_is_found_and_read() {
        for legacy in Legacy::ALL {
            let latin = encoded(legacy);
            assert_eq!(find(&latin, 0), Some(legacy), "{latin}");
            assert_eq!(within(&latin), Some((legacy, TEXT.to_owned())));
            assert_eq!(Legacy::for_name(legacy.name()), Some(legacy));
        }
        assert_eq!(within(TEXT), None);
    }

    #[test]
    fn other_languages_are_none_of_them() {
        assert_eq!(within("Le bénéfice a augmenté de 5 % l'année dernière, déjà très élevé à la fête."), None);
        assert_eq!(within("Größe über für Äpfel, Öl und Straße"), None);
    }
}
