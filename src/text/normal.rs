//! Normal form: the text whose bytes every span counts.
//!
//! NFC; `Ð` (U+00D0) is `Đ`; line ends are `\n`; all kinds of blanks are one blank; lines that were wrapped are joined;
//! a table flattened to columns of blanks keeps its cells, parted by tabs; control, bidirectional and zero-width
//! characters are removed and counted. A blank line stays one blank line, several become one.

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text in normal form, and what was done to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Normal {
    /// The text.
    pub text: String,
    /// Control characters and escape sequences removed.
    pub controls: usize,
    /// Bidirectional and zero-width characters removed.
    pub invisibles: usize,
}

/// Lines wider than this are paragraphs, not wrapped lines.
const WRAP_LIMIT: usize = 160;
/// A combining run longer than this carries no language.
const MAX_COMBINING: usize = 4;

/// Brings a text into normal form. Total and linear in its length.
#[must_use]
pub fn normalise(raw: &str) -> Normal {
    let mut normal = Normal::default();
    let clean = strip(raw, &mut normal);
    let composed = compose(&clean);
    let lines: Vec<&str> = composed.split('\n').collect();
    let rows = table_rows(&lines);
    let wrap = wrap_width(&lines);
    let mut out = String::with_capacity(composed.len());
    let mut gap = false;
    let mut previous: Option<usize> = None;
    for (i, line) in lines.iter().enumerate() {
        let is_row = rows.get(i).copied().unwrap_or_default();
        let start = out.len();
        match previous {
            _ if line.trim().is_empty() => {
                gap = true;
                continue;
            }
            None => {}
            Some(_) if gap => out.push_str("\n\n"),
            Some(p) if joins(&lines, &rows, wrap, p, i) => out.push(' '),
            Some(_) => out.push('\n'),
        }
        gap = false;
        if is_row {
            push_cells(&mut out, line);
        } else {
            push_folded(&mut out, line);
        }
        if out.len() > start {
            previous = Some(i);
        }
    }
    out.shrink_to_fit();
    normal.text = out;
    normal
}

/// Removes what must not reach anybody and turns every line end into `\n`. Borrows where there is nothing to do.
fn strip<'a>(raw: &'a str, normal: &mut Normal) -> Cow<'a, str> {
    if !looks_odd(raw.as_bytes()) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    let mut run = 0;
    while let Some(c) = chars.next() {
        run = if is_combining(c) { run + 1 } else { 0 };
        match c {
            '\r' => {
                if chars.peek() == Some(&'\n') {
                    chars.next();
                }
                out.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{1b}' => {
                normal.controls += 1;
                skip_sequence(&mut chars);
            }
            '\t' | '\n' => out.push(c),
            c if c.is_control() => normal.controls += 1,
            '\u{feff}' if out.is_empty() => {}
            c if is_invisible(c) => normal.invisibles += 1,
            _ if run > MAX_COMBINING => normal.invisibles += 1,
            '\u{d0}' | '\u{189}' => out.push('Đ'),
            '\u{f0}' => out.push('đ'),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Skips the rest of a terminal's control sequence (`ESC [ … letter`); of any other escape only the `ESC` goes.
fn skip_sequence(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    if chars.peek() != Some(&'[') {
        return;
    }
    chars.next();
    while let Some(&c) = chars.peek() {
        if !matches!(c, ' '..='?') {
            if matches!(c, '@'..='~') {
                chars.next();
            }
            return;
        }
        chars.next();
    }
}

/// Whether any character has to be looked at: told by bytes, so that ordinary text is passed over at speed. The lead
/// bytes that ordinary Vietnamese has (letters, quotes, dashes) are looked into, others are odd.
fn looks_odd(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let next = |n: usize| bytes.get(at + n).copied().unwrap_or_default();
        let (odd, width) = match byte {
            b'\n' | b'\t' | b' '..=b'~' => (false, 1),
            0xc2 => (next(1) < 0xa0 || next(1) == 0xad, 2),
            0xc3 => (matches!(next(1), 0x90 | 0xb0), 2),
            0xc6 => (next(1) == 0x89, 2),
            0xc4 | 0xc5 => (false, 2),
            0xe1 => (!matches!(next(1), 0xb8..=0xbb), 3),
            0xe2 => {
                let third = next(2);
                let invisible = match next(1) {
                    0x80 => matches!(third, 0x8b..=0x8f | 0xa8..=0xae),
                    0x81 => matches!(third, 0xa0..=0xaf),
                    0x83 => third >= 0x90,
                    _ => false,
                };
                (invisible, 3)
            }
            _ => (true, 1),
        };
        if odd {
            return true;
        }
        at += width;
    }
    false
}

#[cfg(test)]
fn is_odd(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
        || matches!(c, '\u{d0}' | '\u{f0}' | '\u{189}' | '\u{2028}' | '\u{2029}')
        || is_combining(c)
        || is_invisible(c)
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// NFC, line by line where the quick check fails.
fn compose(text: &str) -> Cow<'_, str> {
    if is_plainly_composed(text.as_bytes()) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.push('\n');
        }
        if is_nfc_quick(line.chars()) == IsNormalized::Yes {
            out.push_str(line);
        } else {
            out.extend(line.nfc());
        }
    }
    Cow::Owned(out)
}

/// Whether there are only letters and marks that NFC leaves as they are: told by lead bytes, so that ordinary text is
/// passed over at speed.
fn is_plainly_composed(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().all(|(at, &byte)| match byte {
        0xe1 => matches!(bytes.get(at + 1), Some(0xb8..=0xbb)),
        0xe2 => bytes.get(at + 1) == Some(&0x80) && bytes.get(at + 2).is_some_and(|&b| b > 0x81),
        _ => byte < 0xc0 || matches!(byte, 0xc2..=0xc6),
    })
}

fn push_folded(out: &mut String, line: &str) {
    if !line.contains("  ") && !line.contains(['\t', '\u{a0}']) && line.chars().all(|c| c == ' ' || !c.is_whitespace())
    {
        out.push_str(line.trim_matches(' '));
        return;
    }
    let mut first = true;
    for word in line.split(|c: char| c.is_whitespace()).filter(|w| !w.is_empty()) {
        if !first {
            out.push(' ');
        }
        first = false;
        out.push_str(word);
    }
}

fn push_cells(out: &mut String, line: &str) {
    for (i, cell) in cells(line).into_iter().enumerate() {
        if i > 0 {
            out.push('\t');
        }
        push_folded(out, cell);
    }
}

/// The cells of a line: stretches parted by a tab or three blanks and more.
fn cells(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut start, mut blanks, mut tab) = (None, 0, false);
    let mut end = 0;
    for (at, c) in line.char_indices() {
        if c.is_whitespace() {
            blanks += 1;
            tab |= c == '\t';
            continue;
        }
        if let Some(s) = start
            && (blanks >= 3 || tab)
        {
            out.extend(line.get(s..end));
            start = None;
        }
        start = start.or(Some(at));
        end = at + c.len_utf8();
        (blanks, tab) = (0, false);
    }
    out.extend(start.and_then(|s| line.get(s..end)));
    out
}

/// Whether a gap that parts cells may stand inside the line.
fn may_have_cells(line: &str) -> bool {
    let line = line.trim();
    line.contains("   ") || line.contains(['\t', '\u{a0}'])
}

/// Which lines are rows of a table: three cells and more, a neighbour with as many, and a digit in one of the two.
fn table_rows(lines: &[&str]) -> Vec<bool> {
    let counts: Vec<usize> = lines.iter().map(|l| if may_have_cells(l) { cells(l).len() } else { 1 }).collect();
    let digits = |i: usize| lines.get(i).is_some_and(|l| l.bytes().any(|b| b.is_ascii_digit()));
    (0..lines.len())
        .map(|i| {
            let here = counts.get(i).copied().unwrap_or_default();
            let like = |j: Option<usize>| j.is_some_and(|j| counts.get(j) == Some(&here) && (digits(i) || digits(j)));
            here >= 3 && (like(i.checked_sub(1)) || like(Some(i + 1)))
        })
        .collect()
}

/// The width to which the lines were wrapped; `None` where each line is a paragraph.
fn wrap_width(lines: &[&str]) -> Option<usize> {
    let width = lines.iter().map(|l| l.trim_end().chars().count()).max().unwrap_or_default();
    if !(30..=WRAP_LIMIT).contains(&width) {
        return None;
    }
    let pairs: Vec<bool> = lines
        .windows(2)
        .filter_map(|w| <[&str; 2]>::try_from(w).ok())
        .filter(|[a, b]| !a.trim().is_empty() && !b.trim().is_empty())
        .map(|[a, b]| is_full(a, b, width))
        .collect();
    let full = pairs.iter().filter(|&&f| f).count();
    (full >= 3 && full * 2 >= pairs.len()).then_some(width)
}

/// Whether the next line's first word had no room on this one.
fn is_full(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().map_or(0, |w| w.chars().count());
    line.trim_end().chars().count() + 1 + word > width
}

fn joins(lines: &[&str], rows: &[bool], wrap: Option<usize>, above: usize, below: usize) -> bool {
    let (Some(width), Some(a), Some(b)) = (wrap, lines.get(above), lines.get(below)) else {
        return false;
    };
    let row = |i: usize| rows.get(i).copied().unwrap_or_default();
    above + 1 == below && !row(above) && !row(below) && is_full(a, b, width) && !starts_item(b)
}

fn starts_item(line: &str) -> bool {
    let mut chars = line.trim_start().chars();
    matches!(chars.next(), Some('-' | '+' | '*' | '•' | '–')) && chars.next() == Some(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(raw: &str) -> String {
        normalise(raw).text
    }

    #[test]
    fn blanks_line_ends_and_forms_are_one() {
        assert_eq!(text("\u{feff}\u{a0} \u{a0}Thu\u{a0} nga\u{302}n\r\n\r\n\r\nsách\r"), "Thu ngân\n\nsách");
        assert_eq!(text("HÐND"), "HĐND");
    }

    #[test]
    fn the_looks_by_bytes_agree_with_the_characters() {
        for c in (0..=0x10_ffff_u32).filter_map(char::from_u32) {
            let text = c.to_string();
            assert!(looks_odd(text.as_bytes()) || !is_odd(c), "{c:?} is odd");
            if is_plainly_composed(text.as_bytes()) {
                assert_eq!(is_nfc_quick(text.chars()), IsNormalized::Yes, "{c:?} is composed");
            }
        }
    }

    #[test]
    fn control_and_invisible_characters_go_and_are_counted() {
        let normal = normalise("a\u{1b}[31mb\u{7}c\u{202e}d\u{200b}e\u{9b}");
        assert_eq!((normal.text.as_str(), normal.controls, normal.invisibles), ("abcde", 3, 2));
    }

    #[test]
    fn a_flattened_table_keeps_its_cells() {
        assert_eq!(text("Tên    Đơn vị    Số\nXi măng    tấn    1.284\n"), "Tên\tĐơn vị\tSố\nXi măng\ttấn\t1.284");
        assert_eq!(text("        Quang cảnh    hội nghị"), "Quang cảnh hội nghị");
    }

    #[test]
    fn wrapped_lines_are_joined_and_list_items_are_not() {
        let long = "Thu ngân sách nhà nước trên địa bàn thành phố trong quý đầu năm đạt kết quả khá, tăng so với cùng kỳ năm trước và vượt kịch bản đã đề ra cho cả quý.";
        let wrapped = textwrap_like(long, 50);
        assert_eq!(text(&format!("{wrapped}\n- một\n- hai\n\n{wrapped}")), format!("{long}\n- một\n- hai\n\n{long}"));
        assert_eq!(text("dòng một\ndòng hai\ndòng ba"), "dòng một\ndòng hai\ndòng ba");
    }

    fn textwrap_like(text: &str, width: usize) -> String {
        let mut lines = vec![String::new()];
        for word in text.split(' ') {
            let line = lines.last_mut().unwrap();
            if line.chars().count() + 1 + word.chars().count() > width {
                lines.push(word.into());
            } else {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
            }
        }
        lines.join("\n")
    }
}
