//! Folding: one key for all spellings of a word.
//!
//! [`key`] keeps the tones and makes ủy and uỷ, tỉ and tỷ, Ủy and ỦY, NFC and NFD one. [`bare`] drops tones and marks.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

/// Tone marks of Vietnamese as combining characters.
const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const TILDE: char = '\u{303}';
const HOOK: char = '\u{309}';
const DOT: char = '\u{323}';
/// Marks that make another letter, and none.
const ROOF: char = '\u{302}';
const BREVE: char = '\u{306}';
const HORN: char = '\u{31b}';
const PLAIN: char = '\0';
/// Stroke overlay, with which `key` writes đ.
const STROKE: char = '\u{335}';

/// Letters from ạ (U+1EA1) on, every second one, as capitals stand between them: letter, mark, tone.
const LETTERS: [(char, char, char); 45] = [
    ('a', PLAIN, DOT),
    ('a', PLAIN, HOOK),
    ('a', ROOF, ACUTE),
    ('a', ROOF, GRAVE),
    ('a', ROOF, HOOK),
    ('a', ROOF, TILDE),
    ('a', ROOF, DOT),
    ('a', BREVE, ACUTE),
    ('a', BREVE, GRAVE),
    ('a', BREVE, HOOK),
    ('a', BREVE, TILDE),
    ('a', BREVE, DOT),
    ('e', PLAIN, DOT),
    ('e', PLAIN, HOOK),
    ('e', PLAIN, TILDE),
    ('e', ROOF, ACUTE),
    ('e', ROOF, GRAVE),
    ('e', ROOF, HOOK),
    ('e', ROOF, TILDE),
    ('e', ROOF, DOT),
    ('i', PLAIN, HOOK),
    ('i', PLAIN, DOT),
    ('o', PLAIN, DOT),
    ('o', PLAIN, HOOK),
    ('o', ROOF, ACUTE),
    ('o', ROOF, GRAVE),
    ('o', ROOF, HOOK),
    ('o', ROOF, TILDE),
    ('o', ROOF, DOT),
    ('o', HORN, ACUTE),
    ('o', HORN, GRAVE),
    ('o', HORN, HOOK),
    ('o', HORN, TILDE),
    ('o', HORN, DOT),
    ('u', PLAIN, DOT),
    ('u', PLAIN, HOOK),
    ('u', HORN, ACUTE),
    ('u', HORN, GRAVE),
    ('u', HORN, HOOK),
    ('u', HORN, TILDE),
    ('u', HORN, DOT),
    ('y', PLAIN, GRAVE),
    ('y', PLAIN, DOT),
    ('y', PLAIN, HOOK),
    ('y', PLAIN, TILDE),
];

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
        GRAVE | ACUTE | TILDE | HOOK | DOT => tone = Some(c),
        c => out.push(c),
    };
    for c in word.chars() {
        if c.is_ascii() {
            push(c.to_ascii_lowercase());
        } else if let Some((letter, mark, its_tone)) = letter(c) {
            [letter, mark, its_tone].into_iter().filter(|c| *c != PLAIN).for_each(&mut push);
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

/// A letter of Vietnamese that is one character with its marks: its small letter, mark and tone. Others are left to Unicode's
/// tables, which take ten times as long.
fn letter(c: char) -> Option<(char, char, char)> {
    Some(match c {
        '\u{1ea0}'..='\u{1ef9}' => {
            *LETTERS.get(usize::try_from(u32::from(c).checked_sub(0x1ea0)? / 2).unwrap_or_default())?
        }
        'à' | 'À' => ('a', PLAIN, GRAVE),
        'á' | 'Á' => ('a', PLAIN, ACUTE),
        'â' | 'Â' => ('a', ROOF, PLAIN),
        'ã' | 'Ã' => ('a', PLAIN, TILDE),
        'ă' | 'Ă' => ('a', BREVE, PLAIN),
        'đ' | 'Đ' => ('d', STROKE, PLAIN),
        'è' | 'È' => ('e', PLAIN, GRAVE),
        'é' | 'É' => ('e', PLAIN, ACUTE),
        'ê' | 'Ê' => ('e', ROOF, PLAIN),
        'ì' | 'Ì' => ('i', PLAIN, GRAVE),
        'í' | 'Í' => ('i', PLAIN, ACUTE),
        'ĩ' | 'Ĩ' => ('i', PLAIN, TILDE),
        'ò' | 'Ò' => ('o', PLAIN, GRAVE),
        'ó' | 'Ó' => ('o', PLAIN, ACUTE),
        'ô' | 'Ô' => ('o', ROOF, PLAIN),
        'õ' | 'Õ' => ('o', PLAIN, TILDE),
        'ơ' | 'Ơ' => ('o', HORN, PLAIN),
        'ù' | 'Ù' => ('u', PLAIN, GRAVE),
        'ú' | 'Ú' => ('u', PLAIN, ACUTE),
        'ũ' | 'Ũ' => ('u', PLAIN, TILDE),
        'ư' | 'Ư' => ('u', HORN, PLAIN),
        'ý' | 'Ý' => ('y', PLAIN, ACUTE),
        _ => return None,
    })
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
    fn letters_are_those_of_unicode() {
        for c in (0x80..0x2000).filter_map(char::from_u32) {
            let Some((base, mark, tone)) = letter(c) else { continue };
            let mut parts: Vec<char> = c.to_lowercase().nfd().collect();
            if parts == ['đ'] {
                parts = vec!['d', STROKE];
            }
            let mut ours: Vec<char> = [base, mark, tone].into_iter().filter(|c| *c != PLAIN).collect();
            parts.sort_unstable();
            ours.sort_unstable();
            assert_eq!(ours, parts, "{c}");
        }
        let read = (0x80..0x2000).filter_map(char::from_u32).filter(|c| letter(*c).is_some()).count();
        assert_eq!(read, 2 * (LETTERS.len() + 22));
    }

    #[test]
    fn bare_text_has_no_marks() {
        assert_eq!(bare("Thu ngân sách đạt 5 tỷ"), "thu ngan sach dat 5 ty");
    }
}
