//! Whether letters make a syllable that Vietnamese can have.
//!
//! In: a word. Out: yes or no, by onset, rime and tone (`assets/encodings/rimes.txt`). Evidence for encodings and for
//! words parted at a line's end; nothing is understood here.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

static RIMES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../assets/encodings/rimes.txt").split_whitespace().collect());

/// Onsets, longer ones first; `D` stands for the letter with a bar.
const ONSETS: [&str; 28] = [
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "D", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "",
];
/// Most bytes of a syllable.
const LONGEST: usize = 32;

/// Whether Vietnamese can have this syllable.
pub(super) fn is_plausible(word: &str) -> bool {
    if word.is_empty() || word.len() > LONGEST {
        return false;
    }
    let mut tones = Vec::new();
    let bare: String = word
        .nfd()
        .filter(|c| {
            let is_tone = matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
            if is_tone {
                tones.push(*c);
            }
            !is_tone
        })
        .nfc()
        .flat_map(char::to_lowercase)
        .map(|c| if c == '\u{111}' { 'D' } else { c })
        .collect();
    let fits = |rime: &str| {
        // Closed syllables have one of two tones.
        let closed = rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch");
        RIMES.contains(rime) && (!closed || matches!(tones.as_slice(), ['\u{301}' | '\u{323}']))
    };
    let whole = bare.strip_prefix('g').filter(|rest| rest.starts_with('i'));
    tones.len() <= 1
        && (ONSETS.iter().any(|onset| bare.strip_prefix(onset).is_some_and(fits)) || whole.is_some_and(fits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_noise() {
        for word in ["Nghị", "quyết", "đạt", "gì", "giữ", "kế", "hoạch", "Ủy", "thuở", "ngân", "xuất", "khuya", "Yên"]
        {
            assert!(is_plausible(word), "{word}");
        }
        for word in ["nghþ", "quyÕt", "hoach", "naïm", "xyz", "đtạ", "ngh", "tât", ""] {
            assert!(!is_plausible(word), "{word}");
        }
    }
}
