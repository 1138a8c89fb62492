//! Normal form: the text whose bytes every span counts.
//!
//! NFC; `Ð` (U+00D0) is `Đ`; line ends are `\n`; all kinds of blanks are one blank; lines that were wrapped are joined;
//! a table flattened to columns of blanks keeps its cells, parted by tabs; control, bidirectional and zero-width
//! characters are removed and counted. A blank line stays one blank line, several become one.

use super::compose::compose;
use super::rows::{Row, cells, table_rows};
use super::stacked::stacked;
use std::borrow::Cow;

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
    normal_of(Cow::Borrowed(raw))
}

/// The same of a text that nobody needs any more, so that there are never more than two of it.
#[doc(hidden)]
#[must_use]
pub fn normalised(raw: String) -> Normal {
    normal_of(Cow::Owned(raw))
}

fn normal_of(raw: Cow<'_, str>) -> Normal {
    let mut normal = Normal::default();
    let clean = step(raw, |raw| strip(raw, &mut normal));
    let composed = step(clean, compose);
    let lines: Vec<Line<'_>> = super::lines(&composed).map(Line::new).collect();
    let mut rows = table_rows(&lines);
    stacked(&lines, &mut rows);
    let wrap = wrap_width(&lines);
    let mut out = String::with_capacity(composed.len());
    let mut gap = false;
    let mut previous: Option<(&Line<'_>, bool)> = None;
    for (line, &row) in lines.iter().zip(&rows) {
        let is_row = row != Row::No;
        let start = out.len();
        match previous {
            _ if line.body.is_empty() => {
                gap = true;
                continue;
            }
            None => {}
            Some(_) if row == Row::Next => out.push('\t'),
            Some(_) if gap => out.push_str("\n\n"),
            Some((above, row)) if !row && !is_row && wrap.is_some_and(|width| joins(above, line, width)) => {
                out.push(' ')
            }
            Some(_) => out.push('\n'),
        }
        gap = false;
        if matches!(row, Row::Loose | Row::Strict) {
            push_cells(&mut out, line, row);
        } else if line.is_folded {
            out.push_str(line.body);
        } else {
            push_folded(&mut out, line.body);
        }
        if out.len() > start {
            previous = Some((line, is_row));
        }
    }
    out.shrink_to_fit();
    normal.text = out;
    normal
}

/// The text after a step, which borrows where there is nothing to do; the text before goes as soon as it is not needed.
fn step<'a>(text: Cow<'a, str>, make: impl for<'b> FnOnce(&'b str) -> Cow<'b, str>) -> Cow<'a, str> {
    let made = match make(&text) {
        Cow::Owned(made) => Some(made),
        Cow::Borrowed(_) => None,
    };
    made.map_or(text, Cow::Owned)
}

/// A line, and its form.
pub(super) struct Line<'a> {
    /// As it stands.
    pub(super) raw: &'a str,
    /// Without the blanks around it.
    pub(super) body: &'a str,
    /// Characters up to the last that is no blank.
    width: usize,
    /// Whether its blanks are single and plain.
    pub(super) is_folded: bool,
}

impl<'a> Line<'a> {
    fn new(line: &'a str) -> Self {
        let ended = line.trim_end();
        let body = ended.trim_start();
        let width = ended.chars().count();
        Self { raw: line, body, width, is_folded: !any_three(body.as_bytes(), is_other_blank) }
    }

    /// Characters of its first word.
    fn first_word(&self) -> usize {
        self.body.split_whitespace().next().map_or(0, |w| w.chars().count())
    }
}

/// Whether a test holds at any byte, asked with the two bytes after it (0 behind the end). The tests have no branches, so
/// that many bytes are looked at in one step.
pub(super) fn any_three(bytes: &[u8], test: impl Fn(u8, u8, u8) -> bool) -> bool {
    let (second, third) = (bytes.get(1..).unwrap_or_default(), bytes.get(2..).unwrap_or_default());
    let within = bytes.iter().zip(second).zip(third).fold(0, |any, ((&a, &b), &c)| any | u8::from(test(a, b, c)));
    let end = match *bytes {
        [.., a, b] => test(a, b, 0) | test(b, 0, 0),
        [a] => test(a, 0, 0),
        [] => false,
    };
    (within != 0) | end
}

/// Whether the plain blank is followed by another, or a blank that is not the plain one starts here.
fn is_other_blank(a: u8, b: u8, c: u8) -> bool {
    let wide = (a == 0xe2) & (b == 0x80) & ((c <= 0x8a) | (c == 0xaf)) | (a == 0xe2) & (b == 0x81) & (c == 0x9f);
    let rare = (a == 0xe3) & (b == 0x80) & (c <= 0x8a) | (a == 0xe1) & (b == 0x9a);
    (a == b' ') & (b == b' ') | (a == b'\t') | (a == 0xc2) & (b == 0xa0) | wide | rare
}

/// Removes what must not reach anybody and turns every line end into `\n`. Borrows where there is nothing to do.
fn strip<'a>(raw: &'a str, normal: &mut Normal) -> Cow<'a, str> {
    let Some(mut odd) = next_odd(raw.as_bytes(), 0) else { return Cow::Borrowed(raw) };
    let mut out = String::with_capacity(raw.len());
    let (mut at, mut run) = (0, 0);
    loop {
        if odd > at {
            out.push_str(raw.get(at..odd).unwrap_or_default());
            run = 0;
        }
        let rest = raw.get(odd..).unwrap_or_default();
        let Some(c) = rest.chars().next() else { break };
        at = odd + c.len_utf8();
        run = if is_combining(c) { run + 1 } else { 0 };
        match c {
            '\r' => {
                at += usize::from(rest.starts_with("\r\n"));
                out.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{1b}' => {
                normal.controls += 1;
                at = odd + sequence(rest.as_bytes());
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
        match next_odd(raw.as_bytes(), at) {
            Some(next) => odd = next,
            None => break out.push_str(raw.get(at..).unwrap_or_default()),
        }
    }
    Cow::Owned(out)
}

/// Bytes of a terminal's control sequence (`ESC [ … letter`); of any other escape only the `ESC` counts.
fn sequence(bytes: &[u8]) -> usize {
    if bytes.get(1) != Some(&b'[') {
        return 1;
    }
    let inner = bytes.iter().skip(2).take_while(|b| matches!(b, b' '..=b'?')).count();
    2 + inner + usize::from(bytes.get(2 + inner).is_some_and(|b| matches!(b, b'@'..=b'~')))
}

/// The next character that has to be looked at: told by bytes, so that ordinary text is passed over at speed. The lead
/// bytes that ordinary Vietnamese has (letters, quotes, dashes) are looked into, others are odd.
fn next_odd(bytes: &[u8], mut at: usize) -> Option<usize> {
    while at < bytes.len() {
        // One by one first: where odd characters stand close together, no step is looked at in vain.
        let step = at + STEP;
        while let Some(&byte) = bytes.get(at).filter(|_| at < step) {
            match width_of_ordinary(byte, bytes.get(at + 1..).unwrap_or_default()) {
                Some(width) => at += width,
                None => return Some(at),
            }
        }
        at = ordinary_end(bytes, at);
    }
    None
}

/// Bytes of a character, told by its first byte and the `rest`; `None` where it has to be looked at.
fn width_of_ordinary(byte: u8, rest: &[u8]) -> Option<usize> {
    let next = |n: usize| rest.get(n - 1).copied().unwrap_or_default();
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
    (!odd).then_some(width)
}

/// Bytes that are passed over in one step where all of them are ordinary.
const STEP: usize = 128;

/// The place after the whole steps from `at` that hold only what ordinary text holds; where a character starts.
fn ordinary_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at;
    // With the two bytes behind the step, which its last characters may reach into.
    while let Some(step) = bytes.get(end..end + STEP + 2)
        && !starts_unusual(step)
    {
        end += STEP;
    }
    while end > at && bytes.get(end).is_some_and(|byte| byte & 0xc0 == 0x80) {
        end -= 1;
    }
    end
}

fn starts_unusual(step: &[u8]) -> bool {
    let (second, third) = (step.get(1..).unwrap_or_default(), step.get(2..).unwrap_or_default());
    step.iter().zip(second).zip(third).fold(0, |any, ((&a, &b), &c)| any | u8::from(is_unusual(a, b, c))) != 0
}

/// Whether what starts here has to be looked at one by one.
fn is_unusual(a: u8, b: u8, c: u8) -> bool {
    let control = (a < b' ') & (a != b'\n') & (a != b'\t') | (a == 0x7f);
    let sign = (a == 0xc2) & ((b < 0xa0) | (b == 0xad)) | (a == 0xc3) & ((b == 0x90) | (b == 0xb0));
    let letter = (a == 0xc6) & (b == 0x89) | (a == 0xe1) & !((0xb8..=0xbb).contains(&b));
    let quote = (b == 0x80) & ((0x90..=0xa7).contains(&c) | (c >= 0xaf));
    let other = (a >= 0xc7) & (a != 0xe1) & (a != 0xe2) | (a == 0xe2) & !quote;
    control | sign | letter | other
}

#[cfg(test)]
fn is_odd(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
        || matches!(c, '\u{d0}' | '\u{f0}' | '\u{189}' | '\u{2028}' | '\u{2029}')
        || is_combining(c)
        || is_invisible(c)
}

pub(super) fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    )
}

fn push_folded(out: &mut String, line: &str) {
    let mut first = true;
    for word in line.split(|c: char| c.is_whitespace()).filter(|w| !w.is_empty()) {
        if !first {
            out.push(' ');
        }
        first = false;
        out.push_str(word);
    }
}

fn push_cells(out: &mut String, line: &Line<'_>, row: Row) {
    let cells = if row == Row::Strict { line.raw.split('\t').collect() } else { cells(line.body) };
    for (i, cell) in cells.into_iter().enumerate() {
        if i > 0 {
            out.push('\t');
        }
        push_folded(out, cell);
    }
}

/// The width to which the lines were wrapped; `None` where each line is a paragraph.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let width = lines.iter().map(|l| l.width).max().unwrap_or_default();
    if !(30..=WRAP_LIMIT).contains(&width) {
        return None;
    }
    let pairs: Vec<bool> = lines
        .windows(2)
        .filter_map(|w| <&[Line<'_>; 2]>::try_from(w).ok())
        .filter(|[a, b]| !a.body.is_empty() && !b.body.is_empty())
        .map(|[a, b]| is_full(a, b, width))
        .collect();
    let full = pairs.iter().filter(|&&f| f).count();
    (full >= 3 && full * 2 >= pairs.len()).then_some(width)
}

/// Whether the next line's first word had no room on this one.
fn is_full(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    line.width + 1 + next.first_word() > width
}

/// Whether a line goes on from the one right above it, neither being a table's row.
fn joins(above: &Line<'_>, below: &Line<'_>, width: usize) -> bool {
    is_full(above, below, width) && (!starts_item(below.body) || goes_on_over_dash(above.body))
}

/// *kinh tế* on one line, *- xã hội* on the next: a dash that was wrapped, no list. Where a list goes on, the full line
/// above ends with a stop.
fn goes_on_over_dash(line: &str) -> bool {
    !line.ends_with(['.', ';', ':', ',', '!', '?', '…', '"', '”', ')', '/'])
}

fn starts_item(line: &str) -> bool {
    let mut chars = line.chars();
    matches!(chars.next(), Some('-' | '+' | '*' | '•' | '–')) && chars.next() == Some(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::compose::is_plainly_composed;
    use unicode_normalization::{IsNormalized, is_nfc_quick};

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
            assert!(next_odd(text.as_bytes(), 0).is_some() || !is_odd(c), "{c:?} is odd");
            if is_plainly_composed(text.as_bytes()) {
                assert_eq!(is_nfc_quick(text.chars()), IsNormalized::Yes, "{c:?} is composed");
            }
        }
    }

    #[test]
    fn whole_steps_pass_over_nothing_that_is_odd() {
        for c in (0..=0x2fff_u32).chain(0xe000..=0x1_0400).filter_map(char::from_u32) {
            for before in [0, 1, 2, 126, 127, 128, 129] {
                let text = format!("{}{c}{}", "a".repeat(before), "b".repeat(300));
                let (first, rest) = text.as_bytes()[before..].split_first().unwrap();
                let odd = width_of_ordinary(*first, rest).is_none().then_some(before);
                assert_eq!(next_odd(text.as_bytes(), 0), odd, "{c:?} after {before}");
            }
        }
    }

    #[test]
    fn every_other_blank_is_known_by_its_bytes() {
        for c in (0..=0x10_ffff_u32).filter_map(char::from_u32).filter(|c| *c != '\n') {
            let text = format!("a{c}b");
            let removed = matches!(c, '\u{b}'..='\u{d}' | '\u{85}' | '\u{2028}' | '\u{2029}');
            assert!(c == ' ' || !c.is_whitespace() || removed || !Line::new(&text).is_folded, "{c:?}");
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
    fn a_table_parted_by_tabs_keeps_its_empty_cells() {
        let table = "\tĐơn vị\tSố\tNăm\nXi măng\t\t1.284\t\nThép\ttấn\t90 \tước";
        assert_eq!(text(table), table.replace("90 ", "90"));
        assert_eq!(text("\t\tĐoạn 1 có 5 tấn.\n\t\tĐoạn 2."), "Đoạn 1 có 5 tấn.\nĐoạn 2.");
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
