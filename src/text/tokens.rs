//! Tokens: words, numbers and marks of a stretch of text.
//!
//! A number is a run of ASCII digits, with `.` or `,` inside where a digit follows; a word is a run of letters and of
//! digits after a letter (`m3`, `COVID`); everything else that is no blank is a mark of one character.

use super::Span;

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
    /// Whether a blank (or the start) stands before it.
    pub spaced: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, and digits after them.
    Word,
    /// Digits with separators inside.
    Number,
    /// Any other character.
    Mark(char),
}

/// The tokens of `span`, in order, appended to `out`. One pass, no allocation but `out`'s.
pub fn tokens(text: &str, span: Span, out: &mut Vec<Token>) {
    let part = span.of(text);
    let mut chars = part.char_indices().peekable();
    let mut spaced = true;
    while let Some((at, c)) = chars.next() {
        if c == ' ' || c == '\n' {
            spaced = true;
            continue;
        }
        let mut end = at + c.len_utf8();
        let kind = if c.is_ascii_digit() {
            while let Some(&(i, d)) = chars.peek() {
                let inside = d.is_ascii_digit() || matches!(d, '.' | ',') && digit_at(part, i + 1);
                if !inside {
                    break;
                }
                end = i + 1;
                chars.next();
            }
            Kind::Number
        } else if is_letter(c) {
            while let Some(&(i, d)) = chars.peek() {
                if !(is_letter(d) || d.is_ascii_digit()) {
                    break;
                }
                end = i + d.len_utf8();
                chars.next();
            }
            Kind::Word
        } else {
            Kind::Mark(c)
        };
        out.push(Token { kind, span: Span::new(span.start + at, span.start + end), spaced });
        spaced = false;
    }
}

/// Whether a character is part of a word. The letters of Vietnamese are known without a look at any table.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{c0}'..='\u{24f}' => c != '\u{d7}' && c != '\u{f7}',
        '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}' => true,
        _ => c.is_alphanumeric(),
    }
}

fn digit_at(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokens(text, Span::new(0, text.len()), &mut out);
        out.iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn numbers_keep_their_separators_and_leave_the_stop() {
        assert_eq!(split("đạt 24.042 tỷ, 1,5%."), ["đạt", "24.042", "tỷ", ",", "1,5", "%", "."]);
        assert_eq!(split("tháng 12. Về"), ["tháng", "12", ".", "Về"]);
    }

    #[test]
    fn units_stuck_to_a_number_are_parted() {
        assert_eq!(split("943ha 68,91tạ/ha 4 m3"), ["943", "ha", "68,91", "tạ", "/", "ha", "4", "m3"]);
    }
}
