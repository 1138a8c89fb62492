//! Composed letters: NFC.
//!
//! In: a text. Out: the same, each letter with its marks as one character. What is composed already is passed over by its bytes.

use super::normal::{any_three, is_combining};
use std::borrow::Cow;
use unicode_normalization::char::compose as both;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// NFC; only what is not composed yet is looked at letter by letter.
pub(super) fn compose(text: &str) -> Cow<'_, str> {
    if is_plainly_composed(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (i, line) in super::lines(text).enumerate() {
        if i > 0 {
            out.push('\n');
        }
        if is_plainly_composed(line.as_bytes()) {
            out.push_str(line);
        } else {
            compose_line(&mut out, line);
        }
    }
    Cow::Owned(out)
}

/// NFC of a line, word by word: no letter composes over a blank, and most words are composed already.
fn compose_line(out: &mut String, line: &str) {
    for word in line.split_inclusive(' ') {
        let start = out.len();
        if is_plainly_composed(word.as_bytes()) {
            out.push_str(word);
        } else if !push_composed(out, word) {
            out.truncate(start);
            if is_nfc_quick(word.chars()) == IsNormalized::Yes {
                out.push_str(word);
            } else {
                out.extend(word.nfc());
            }
        }
    }
}

/// Adds a word of letters as Vietnamese has them, each mark put together with the letter before it; whether that is all that there is to do: a mark that does not
/// go with what it stands behind may have to change places with another.
fn push_composed(out: &mut String, word: &str) -> bool {
    let mut last = None;
    for c in word.chars() {
        if is_combining(c) {
            let Some(one) = last.and_then(|letter| both(letter, c)) else { return false };
            out.pop();
            out.push(one);
            last = Some(one);
        } else if c < '\u{1c0}' || matches!(c, '\u{1e00}'..='\u{1eff}') {
            out.push(c);
            last = Some(c);
        } else {
            return false;
        }
    }
    true
}

/// Whether there are only letters and marks that NFC leaves as they are: told by lead bytes, so that ordinary text is
/// passed over at speed.
pub(super) fn is_plainly_composed(bytes: &[u8]) -> bool {
    !any_three(bytes, |a, b, c| {
        let letter = (a == 0xe1) & !((0xb8..=0xbb).contains(&b));
        let quote = (a == 0xe2) & ((b != 0x80) | (c <= 0x81));
        letter | quote | (a == 0xc0) | (a == 0xc1) | (a >= 0xc7) & (a != 0xe1) & (a != 0xe2)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_of_marks_is_composed_as_unicode_says() {
        let letters = ["", "a", "o", "e", "\u{1ea1}", "\u{ea}", "\u{1a1}", "d", " ", "\u{3b1}", "\u{1100}"];
        let marks =
            ["", "\u{300}", "\u{301}", "\u{302}", "\u{306}", "\u{309}", "\u{31b}", "\u{323}", "\u{345}", "\u{1161}"];
        for first in letters {
            for [a, b, c] in marks.iter().flat_map(|a| marks.iter().flat_map(|b| marks.map(|c| [*a, *b, c]))) {
                let text = format!("x {first}{a}{b}{c}{first}{c} y");
                assert_eq!(compose(&text), text.nfc().collect::<String>(), "{text:?}");
            }
        }
    }
}
