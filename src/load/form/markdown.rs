//! Markdown: its text without its marks.
//!
//! In: the text. Out: paragraphs joined, headings and quotes bare, items with `-` or their number, tables as rows, links
//! as their words, notes at the place where they stand. Code, HTML and what is no mark stay as they are.

use super::grid::{Cell, Grid};
use super::lines::Lines;

/// Whether a text is Markdown: two of its marks that no plain text has, or the file's name says so.
pub fn is_markdown(text: &str, named: bool) -> bool {
    let head = text.get(..text.len().min(64 * 1024)).unwrap_or(text);
    let mut heading = false;
    let mut delimiter = false;
    let mut emphasis = false;
    let mut link = false;
    for line in head.lines() {
        let line = line.trim();
        heading |= heading_of(line).is_some();
        delimiter |= is_delimiter(line);
        emphasis |= line.matches("**").count() >= 2;
        link |= line.contains("](");
    }
    // A text that opens with a heading is one, whatever follows.
    let opens = head.lines().find(|l| !l.trim().is_empty()).is_some_and(|l| heading_of(l.trim()).is_some());
    let marks = [heading, opens, delimiter, emphasis, link].iter().filter(|m| **m).count();
    marks >= 2 || named
}

/// The text without its marks.
pub fn text(source: &str) -> String {
    let mut lines = Lines::default();
    let mut paragraph = String::new();
    let mut table: Vec<&str> = Vec::new();
    let mut fence = None;
    for raw in source.lines() {
        let line = raw.trim();
        let marks = line.chars().take_while(|c| matches!(c, '`' | '~')).count();
        if marks >= 3 && fence.is_none_or(|f| line.starts_with(f)) {
            flush(&mut paragraph, &mut lines);
            fence = if fence.is_some() { None } else { line.chars().next() };
            continue;
        }
        if fence.is_some() {
            lines.paragraph(raw);
            continue;
        }
        let line = line.trim_start_matches(['>', ' ']);
        if line.starts_with('|') && line.len() > 1 || !table.is_empty() && line.contains('|') {
            flush(&mut paragraph, &mut lines);
            table.push(line);
            continue;
        }
        end_table(&mut table, &mut lines);
        let underline = !line.is_empty() && (line.chars().all(|c| c == '=') || line.chars().all(|c| c == '-'));
        if line.is_empty() || is_rule(line) || underline {
            flush(&mut paragraph, &mut lines);
        } else if let Some(heading) = heading_of(line) {
            flush(&mut paragraph, &mut lines);
            lines.paragraph(&inline(heading));
        } else if let Some(item) = item_of(line) {
            flush(&mut paragraph, &mut lines);
            paragraph = item;
        } else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line.trim_end_matches('\\'));
            // Two blanks or a backslash at its end break a line.
            if raw.ends_with("  ") || line.ends_with('\\') {
                flush(&mut paragraph, &mut lines);
            }
        }
    }
    end_table(&mut table, &mut lines);
    flush(&mut paragraph, &mut lines);
    lines.finish()
}

fn flush(paragraph: &mut String, lines: &mut Lines) {
    if !paragraph.is_empty() {
        lines.paragraph(&inline(&std::mem::take(paragraph)));
    }
}

fn heading_of(line: &str) -> Option<&str> {
    let marks = line.bytes().take_while(|b| *b == b'#').count();
    let rest = line.get(marks..).filter(|_| (1..=6).contains(&marks))?;
    rest.starts_with([' ', '\t']).then(|| rest.trim().trim_end_matches('#').trim_end())
}

/// An item with the sign that plain text has; `None` for other lines.
fn item_of(line: &str) -> Option<String> {
    if let Some(rest) = ["- ", "* ", "+ "].iter().find_map(|sign| line.strip_prefix(sign)) {
        let rest = rest.trim_start_matches("[ ] ").trim_start_matches("[x] ");
        // A plus is a sign of plain text too.
        let sign = if line.starts_with('+') { '+' } else { '-' };
        return Some(format!("{sign} {rest}"));
    }
    if let Some(rest) = line.strip_prefix("[^") {
        let (id, note) = rest.split_once("]:")?;
        return Some(format!("[{id}] {}", note.trim()));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..).filter(|_| (1..=3).contains(&digits))?;
    (rest.starts_with(". ") || rest.starts_with(") ")).then(|| line.to_owned())
}

fn is_rule(line: &str) -> bool {
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    bare.len() >= 3 && ['*', '-', '_'].iter().any(|sign| bare.chars().all(|c| c == *sign))
}

fn is_delimiter(line: &str) -> bool {
    line.contains('|') && line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

fn end_table(table: &mut Vec<&str>, lines: &mut Lines) {
    let rows = std::mem::take(table);
    if rows.is_empty() {
        return;
    }
    if !rows.iter().any(|row| is_delimiter(row)) {
        rows.iter().for_each(|row| lines.paragraph(&inline(row)));
        return;
    }
    let mut grid = Grid::default();
    for row in rows.into_iter().filter(|row| !is_delimiter(row)) {
        grid.start_row();
        let bare = row.trim().strip_prefix('|').unwrap_or(row);
        let bare = bare.strip_suffix('|').unwrap_or(bare);
        for cell in bare.replace("\\|", "\u{1}").split('|') {
            grid.push(Cell { text: inline(&cell.replace('\u{1}', "|")), ..Cell::default() });
        }
    }
    lines.table(&grid);
}

/// Words without the marks within a line.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let tail = rest.get(c.len_utf8()..).unwrap_or_default();
        match c {
            '\\' if tail.starts_with(|c: char| c.is_ascii_punctuation()) => {
                out.extend(tail.chars().next());
                rest = tail.get(1..).unwrap_or_default();
                continue;
            }
            '[' | '!' => {
                if let Some((words, after)) = link(rest) {
                    out.push_str(&inline(words));
                    rest = after;
                    continue;
                }
                out.push(c);
            }
            '*' | '_' | '`' => {
                let run = rest.chars().take_while(|d| *d == c).count();
                let after = rest.get(run..).unwrap_or_default();
                let before = out.chars().next_back();
                if !is_mark(c, before, after) {
                    out.push_str(rest.get(..run).unwrap_or_default());
                }
                rest = after;
                continue;
            }
            '<' if tail.starts_with("br") => {
                out.push('\n');
                rest = tail.split_once('>').map_or("", |(_, after)| after);
                continue;
            }
            c => out.push(c),
        }
        rest = tail;
    }
    out
}

/// Whether a run of signs opens or closes emphasis: beside a word on one side. Underscores inside a word do not.
fn is_mark(sign: char, before: Option<char>, after: &str) -> bool {
    let next = after.chars().next();
    let solid = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let inside = word(before) && word(next);
    (solid(before) || solid(next)) && !(sign == '_' && inside)
}

/// A link's or picture's words and what follows it; a pointer to a note has none.
fn link(text: &str) -> Option<(&str, &str)> {
    let open = text.strip_prefix('!').unwrap_or(text).strip_prefix('[')?;
    let (words, after) = split_near(open, b']')?;
    if words.starts_with('^') && !after.starts_with(':') {
        return Some(("", after));
    }
    let (_, after) = split_near(after.strip_prefix('(')?, b')')?;
    Some((words, after))
}

/// Parts a text at a sign of one byte that stands near its start.
fn split_near(text: &str, sign: u8) -> Option<(&str, &str)> {
    const NEAR: usize = 800;
    let bytes = text.as_bytes();
    let at = memchr::memchr(sign, bytes.get(..NEAR).unwrap_or(bytes))?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        let source = "# Tin *mới*\n\nThu **ngân sách** đạt\n[5.000](http://x) tỷ đồng[^1].\n\n* một\n* hai\n  ba\n\n> Trích\n\n[^1]: Ghi chú\n";
        assert_eq!(
            text(source),
            "Tin mới\n\nThu ngân sách đạt 5.000 tỷ đồng.\n\n- một\n\n- hai ba\n\nTrích\n\n[1] Ghi chú"
        );
    }

    #[test]
    fn tables_are_rows() {
        assert_eq!(text("| a | b | c |\n|---|:-:|--:|\n| 1 | **2** | |\n"), "a\tb\tc\n1\t2\t");
    }

    #[test]
    fn plain_text_is_no_markdown() {
        assert!(!is_markdown("- một\n- hai * ba\n[Ảnh: x]\nMục 1. a_b_c", false));
        assert!(is_markdown("# Tin\n\nĐạt **5** tỷ", false));
        assert_eq!(text("2 * 3 = 6 và a_b_c"), "2 * 3 = 6 và a_b_c");
    }
}
