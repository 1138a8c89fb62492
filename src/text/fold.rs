//! Folding: one key for all spellings of a word.
//!
//! [`key`] keeps the tones and makes ủy and uỷ, tỉ and tỷ, Ủy and ỦY, NFC and NFD one. [`bare`] drops tones and marks.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

/// Tone marks of Vietnamese as combining characters.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
/// Stroke overlay, with which `key` writes đ.
const STROKE: char = '\u{335}';

/// The key of a text: lower case, each word's tone at its end, `i` for a final `y` after one of h k l m s t q, blanks folded.
///
/// ```
/// use bantin::text::key;
/// assert_eq!(key("Tỉnh ỦY"), key("tỉnh uỷ"));
/// assert_eq!(key("tỉ đồng"), key("TỶ ĐỒNG"));
/// assert_ne!(key("cảng"), key("càng"));
/// ```
#[must_use]
pub fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        push_word_key(&mut out, word);
    }
    out
}

fn push_word_key(out: &mut String, word: &str) {
    let start = out.len();
    let mut tone = None;
    let mut push = |c: char| match c {
        'đ' | 'ð' => out.extend(['d', STROKE]),
        c if TONES.contains(&c) => tone = Some(c),
        c => out.push(c),
    };
    for c in word.chars() {
        if c.is_ascii() {
            push(c.to_ascii_lowercase());
        } else {
            // Marks need no order: a letter has one beside its tone, and the tone goes to the end.
            c.to_lowercase().for_each(|c| decompose_canonical(c, &mut push));
        }
    }
    if let Some(onset) = out.get(start..).and_then(|w| w.strip_suffix('y'))
        && matches!(onset, "h" | "k" | "l" | "m" | "s" | "t" | "qu" | "v")
    {
        out.pop();
        out.push('i');
    }
    out.extend(tone);
}

/// The text without tones and marks, in lower case: `Cảng` is `cang`, `đ` is `d`.
#[must_use]
pub fn bare(text: &str) -> String {
    text.nfd()
        .flat_map(char::to_lowercase)
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .map(|c| if c == 'đ' || c == 'ð' { 'd' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_share_a_key() {
        for (a, b) in
            [("uỷ", "ủy"), ("hoá", "hóa"), ("tỉ", "tỷ"), ("quý", "quí"), ("Đồng", "ĐỒNG"), ("u\u{309}y", "ủy")]
        {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
    }

    #[test]
    fn different_words_keep_different_keys() {
        for (a, b) in [("cảng", "càng"), ("đa", "da"), ("thu", "thủ"), ("hai", "hay"), ("tai", "tay")] {
            assert_ne!(key(a), key(b), "{a} {b}");
        }
    }

    #[test]
    fn bare_text_has_no_marks() {
        assert_eq!(bare("Thu ngân sách đạt 5 tỷ"), "thu ngan sach dat 5 ty");
    }
}
