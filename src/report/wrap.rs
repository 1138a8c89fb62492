//! Wrapping for print.
//!
//! In: words and a width in terminal columns. Out: lines. Words are never broken, and a number is never parted from
//! what follows it; a no-break space binds as it says. Lines come without no-break spaces.

use unicode_width::UnicodeWidthStr;

/// Binds a number to its unit until the line is made.
pub const NBSP: char = '\u{a0}';

/// Width of `text` on the terminal, in columns.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// The lines of `text` at `limit` columns; one line where there is no limit.
#[must_use]
pub fn wrap(text: &str, limit: Option<usize>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for piece in pieces(text) {
        let wide = width(&piece);
        if !line.is_empty() && limit.is_some_and(|l| used + 1 + wide > l) {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if !line.is_empty() {
            line.push(' ');
            used += 1;
        }
        line.push_str(&piece);
        used += wide;
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Width of the longest stretch of `text` that no line may part.
#[must_use]
pub fn longest(text: &str) -> usize {
    pieces(text).iter().map(|piece| width(piece)).max().unwrap_or_default()
}

/// At most `most` lines; the last one ends in an ellipsis where more would follow.
#[must_use]
pub fn cut(mut lines: Vec<String>, most: usize, limit: usize) -> Vec<String> {
    if lines.len() <= most {
        return lines;
    }
    lines.truncate(most);
    if let Some(last) = lines.last_mut() {
        while width(last) + 2 > limit {
            let Some(at) = last.rfind(' ') else { break };
            last.truncate(at);
        }
        let end = last.trim_end_matches([',', ';', ':', '-', '–', ' ']).len();
        last.truncate(end);
        last.push_str(" …");
    }
    lines
}

/// What no line may part: words, each number with the word after it.
fn pieces(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut bound = false;
    for word in text.split([' ', '\t', '\n']).filter(|w| !w.is_empty()) {
        let word = word.replace(NBSP, " ");
        let number = word.ends_with(|c: char| c.is_ascii_digit());
        match out.last_mut() {
            Some(last) if bound && !word.starts_with(|c: char| c.is_ascii_digit()) => {
                last.push(' ');
                last.push_str(&word);
            }
            _ => out.push(word),
        }
        bound = number;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_never_parted_from_its_unit() {
        let text = "Thu ngân sách đạt 24.042 tỷ đồng, giảm 9,46 % so với cùng kỳ năm 2022.";
        for limit in 1..80 {
            for line in wrap(text, Some(limit)) {
                assert!(!line.ends_with(|c: char| c.is_ascii_digit()), "{limit}: {line}");
            }
        }
    }

    #[test]
    fn no_word_is_lost_or_broken() {
        let text = "Sản lượng hàng hóa qua Cảng đạt 33,3 triệu tấn";
        for limit in 1..60 {
            let lines = wrap(text, Some(limit));
            assert_eq!(lines.join(" "), text);
        }
        assert_eq!(wrap(text, None), [text]);
        assert_eq!(wrap("", Some(5)), [""]);
    }

    #[test]
    fn what_is_cut_shows_it() {
        let lines = wrap("một hai ba bốn năm sáu", Some(8));
        assert_eq!(cut(lines.clone(), 9, 8), lines);
        assert_eq!(cut(lines, 1, 8), ["một …"]);
    }
}
