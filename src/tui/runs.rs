//! Lines of the screen before they have colours: stretches of text with a role.
//!
//! In: words and roles. Out: lines no wider than asked, numbers with their units. Knows no theme and draws nothing.

use super::theme::Role;
use crate::text::Span;
use crate::text::cells::{symbols, width};
use crate::text::wrap::{Joins, Ties, wrap};

/// A stretch of one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What is written; no control characters.
    pub text: String,
    /// What it is.
    pub role: Role,
}

/// One line.
pub type Runs = Vec<Run>;

/// A stretch of text. Control characters are left out, whatever their source.
pub fn run(role: Role, text: impl AsRef<str>) -> Run {
    let text = text.as_ref();
    // What may begin a control character: C0, delete, the first byte of C1.
    let doubtful = text.bytes().any(|b| matches!(b, ..0x20 | 0x7f | 0xc2));
    let text = if doubtful && text.chars().any(char::is_control) {
        text.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control()).collect()
    } else {
        text.to_owned()
    };
    Run { text, role }
}

/// Display width of a line.
#[must_use]
pub fn line_width(line: &[Run]) -> usize {
    line.iter().map(|r| width(&r.text)).sum()
}

/// The runs as lines of at most `room` cells, the second and later ones indented by `indent`.
#[must_use]
pub fn wrap_runs(runs: &[Run], room: usize, indent: usize, joins: &Joins) -> Vec<Runs> {
    let text: String = runs.iter().map(|r| r.text.as_str()).collect();
    let ties = Ties { joins: Some(joins), ..Ties::default() };
    let indent = indent.min(room / 2);
    // The first line may be longer by the indent: a run of no-break cells stands for what the others lose.
    let narrow = room.saturating_sub(indent).max(1);
    let first = wrap(&text, Span::new(0, text.len()), room, ties).first().copied().unwrap_or_default();
    let rest_start = first.end + text.get(first.end..).map_or(0, |t| t.len() - t.trim_start().len());
    let mut rows = vec![first];
    if rest_start < text.len() {
        rows.extend(wrap(&text, Span::new(rest_start, text.len()), narrow, ties));
    }
    rows.into_iter().enumerate().map(|(i, row)| slice(runs, row, if i > 0 { indent } else { 0 })).collect()
}

/// The part of the runs that `row` covers in their joined text.
fn slice(runs: &[Run], row: Span, indent: usize) -> Runs {
    let mut out = Vec::new();
    if indent > 0 {
        out.push(Run { text: " ".repeat(indent), role: Role::Text });
    }
    let mut at = 0;
    for r in runs {
        let (start, end) = (row.start.max(at), row.end.min(at + r.text.len()));
        if start < end
            && let Some(text) = r.text.get(start - at..end - at)
        {
            out.push(Run { text: text.to_owned(), role: r.role });
        }
        at += r.text.len();
    }
    out
}

/// Keeps the first `most` lines; the last one kept ends in `…` where more would follow.
#[must_use]
pub fn cap(mut lines: Vec<Runs>, most: usize, room: usize) -> Vec<Runs> {
    if lines.len() > most.max(1) {
        lines.truncate(most.max(1));
        if let Some(last) = lines.last_mut() {
            if line_width(last) + 2 > room {
                *last = whole_words(clip(last, room.saturating_sub(2)));
            }
            last.push(run(Role::Dim, " …"));
        }
    }
    lines
}

/// The line without the word that it breaks off in, unless that is all there is.
fn whole_words(mut line: Runs) -> Runs {
    if let Some(last) = line.last_mut()
        && let Some((words, _)) = last.text.trim_end().rsplit_once(' ')
        && !words.trim().is_empty()
    {
        last.text = words.to_owned();
    }
    line
}

/// The line cut to `room` cells between graphemes, without a sign that something is missing.
#[must_use]
pub fn clip(line: &[Run], room: usize) -> Runs {
    let mut left = room;
    let mut out = Vec::new();
    for r in line {
        let text = take(&r.text, left);
        left -= width(text).min(left);
        let whole = text.len() == r.text.len();
        out.push(Run { text: text.to_owned(), role: r.role });
        if !whole {
            break;
        }
    }
    out
}

/// The longest start of `text` that is at most `room` cells wide.
#[must_use]
pub fn take(text: &str, room: usize) -> &str {
    let mut used = 0;
    for symbol in symbols(text) {
        used += symbol.width;
        if used > room {
            return text.get(..symbol.at).unwrap_or_default();
        }
    }
    text
}

/// The text, or as much of it as leaves room for `…`.
#[must_use]
pub fn shorten(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let cut = take(text, room.saturating_sub(1));
    let whole = text.get(cut.len()..).is_some_and(|rest| rest.starts_with(' '));
    let words = if whole { cut } else { cut.rsplit_once(' ').map_or(cut, |(head, _)| head) };
    let head = if width(words) * 2 >= room { words } else { cut };
    if room == 0 { String::new() } else { format!("{}…", head.trim_end()) }
}

/// Short pieces put side by side with two blanks, as many a line as fit; one that is too long for a line goes on below.
#[must_use]
pub fn flow_runs(pieces: Vec<Run>, room: usize) -> Vec<Runs> {
    let mut lines: Vec<Runs> = Vec::new();
    for piece in pieces {
        let wide = width(&piece.text);
        match lines.last_mut() {
            Some(line) if line_width(line) + 2 + wide <= room => {
                line.push(run(Role::Text, "  "));
                line.push(piece);
            }
            _ if wide <= room => lines.push(vec![piece]),
            _ => lines.extend(wrap_runs(&[piece], room.max(1), 2, &Joins::default())),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_roles_and_indent() {
        let runs = [run(Role::Person, "Lê Vân"), run(Role::Text, " chỉ đạo rà soát từng dự án")];
        let lines = wrap_runs(&runs, 16, 2, &Joins::default());
        let text: Vec<String> = lines.iter().map(|l| l.iter().map(|r| r.text.as_str()).collect()).collect();
        assert_eq!(text, ["Lê Vân chỉ đạo", "  rà soát từng", "  dự án"]);
        assert_eq!(lines[0][0].role, Role::Person);
    }

    #[test]
    fn what_is_cut_is_told() {
        assert_eq!(shorten("Sản lượng hàng hoá qua cảng", 18), "Sản lượng hàng…");
        assert_eq!(shorten("6 tháng đầu năm", 11), "6 tháng…");
        assert_eq!(shorten("6 tháng đầu năm", 12), "6 tháng đầu…");
        assert_eq!(shorten("Ban-Chấp-hành Đảng", 10), "Ban-Chấp-…");
        assert_eq!(shorten("abc", 3), "abc");
        assert_eq!(shorten("abcd", 0), "");
        let lines = cap(vec![vec![run(Role::Text, "một")], vec![run(Role::Text, "hai")]], 1, 10);
        assert_eq!(lines[0][1].text, " …");
    }

    #[test]
    fn controls_never_get_into_a_run() {
        assert_eq!(run(Role::Text, "a\u{1b}[31m\tb").text, "a[31m b");
    }
}
