//! Lines of pages to paragraphs.
//!
//! In: the blocks of all pages. Out: paragraphs and tables: lines joined where the next one's first word had no room,
//! hyphenation undone, running heads and page numbers left out.

use super::super::lines::Lines;
use super::columns::Block;
use super::row::Row;
use crate::load::syllable;
use std::collections::HashMap;

/// Rows at the top and the bottom of a page that may be the page's own.
const EDGE: usize = 2;

/// Writes what the pages say.
pub fn write(mut pages: Vec<Vec<Block>>, lines: &mut Lines) {
    drop_running(&mut pages);
    let indents = indents(&pages);
    let mut text = String::new();
    let mut last: Option<Line> = None;
    for page in pages {
        let step = spacing(&page);
        let page = set_in(page, step, &indents);
        let mut is_first = true;
        for block in page {
            let (row, column) = match block {
                Block::Line(row, column) => (row, column),
                Block::Table(grid) => {
                    lines.paragraph(&std::mem::take(&mut text));
                    last = None;
                    lines.table(&grid);
                    continue;
                }
            };
            let line = Line::new(&row, column, is_first, &indents);
            is_first = false;
            if !last.as_ref().is_some_and(|last| last.goes_on(&line, step)) {
                lines.paragraph(&std::mem::take(&mut text));
            }
            append(&mut text, &line.text);
            last = Some(line);
        }
    }
    lines.paragraph(&text);
}

/// A line, as far as its joining depends on it.
struct Line {
    text: String,
    x: (f64, f64),
    y: f64,
    size: f64,
    column: (f64, f64),
    /// Whether a page begins with it.
    is_first: bool,
    /// Whether it begins where paragraphs of this document begin.
    opens: bool,
}

impl Line {
    fn new(row: &Row, column: (f64, f64), is_first: bool, indents: &[i64]) -> Self {
        let opens = indents.contains(&indent(row, column));
        Self { text: signed(&row.text()), x: row.x(), y: row.y, size: row.size, column, is_first, opens }
    }

    /// Width of the first word, a blank before it.
    fn first_word(&self) -> f64 {
        let letters = |text: &str| u32::try_from(text.chars().count()).map_or(0.0, f64::from);
        let word = self.text.split(' ').next().unwrap_or_default();
        (self.x.1 - self.x.0) / letters(&self.text).max(1.0) * (letters(word) + 1.0)
    }

    /// Whether the next line's first word had no room on this one.
    fn is_full(&self, next: &Line) -> bool {
        let middle = |x: (f64, f64)| f64::midpoint(x.0, x.1);
        let wide = self.column.1 - self.column.0;
        let centred =
            (middle(self.x) - middle(self.column)).abs() < 0.02 * wide && self.x.0 > self.column.0 + self.size;
        let room = if centred { wide - (self.x.1 - self.x.0) } else { self.column.1 - self.x.1 };
        room < next.first_word() + 0.3 * self.size
    }

    /// Whether the next line goes on with this one's paragraph.
    fn goes_on(&self, next: &Line, step: f64) -> bool {
        let ends = self.text.ends_with(['.', '!', '?', ':', ';', '…', '”', '"', '/']);
        if (self.size - next.size).abs() > 0.12 * self.size || !self.is_full(next) || starts_item(&next.text) && ends {
            return false;
        }
        if next.opens {
            return false;
        }
        // The next column, or the next page.
        if next.is_first || next.y <= self.y || next.column != self.column {
            return !ends || next.text.starts_with(char::is_lowercase);
        }
        let apart = next.y - self.y > 1.25 * step.max(1.0) * self.size;
        let indented = next.x.0 > self.x.0 + 0.8 * self.size && next.x.0 > self.column.0 + 0.8 * self.size;
        !(apart || indented && ends && !starts_item(&self.text))
    }
}

/// The usual distance between lines of a page, in heights of their font.
fn spacing(page: &[Block]) -> f64 {
    let row = |block: &Block| if let Block::Line(row, _) = block { Some((row.y, row.size)) } else { None };
    let rows: Vec<(f64, f64)> = page.iter().filter_map(row).collect();
    let step = |w: &[(f64, f64)]| Some((w.get(1)?.0 - w.first()?.0) / w.first()?.1);
    let mut steps: Vec<f64> = rows.windows(2).filter_map(step).filter(|s| *s > 0.5).collect();
    steps.sort_by(f64::total_cmp);
    // Below the middle, since paragraphs stand further apart than lines.
    steps.get(steps.len() * 2 / 5).copied().unwrap_or_default()
}

/// How far a row is set in, in whole points.
#[expect(clippy::cast_possible_truncation, reason = "pages are a few thousand points wide")]
fn indent(row: &Row, column: (f64, f64)) -> i64 {
    (row.x().0 - column.0).round() as i64
}

/// The indents with which paragraphs of this document begin: twice and more a line so set in is followed by one that is
/// not.
fn indents(pages: &[Vec<Block>]) -> Vec<i64> {
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for three in pages.iter().flat_map(|page| page.windows(3)) {
        if let [before, Block::Line(a, column), Block::Line(b, below)] = three {
            // Where the line above is set in as well, it may hang from a list's sign.
            let item = |row: &Row| starts_item(&signed(&row.text()));
            let hangs = matches!(before, Block::Line(row, column) if indent(row, *column) > 1 || item(row));
            if hangs || item(b) {
                continue;
            }
            let close = b.y > a.y && b.y - a.y < 2.0 * a.size;
            let size = a.size;
            if column == below && close && a.x().0 > column.0 + 0.8 * size && indent(b, *below) <= 1 {
                *counts.entry(indent(a, *column)).or_default() += 1;
            }
        }
    }
    counts.into_iter().filter(|(_, n)| *n >= 2).map(|(indent, _)| indent).collect()
}

/// A line whose list sign is written as plain text has it; signs of symbol fonts are private letters.
fn signed(text: &str) -> String {
    const SIGNS: [char; 9] = ['•', '●', '▪', '◦', '■', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '\u{f0fc}'];
    match text.strip_prefix(SIGNS) {
        Some(rest) => format!("- {}", rest.trim_start()),
        None => text.to_owned(),
    }
}

/// Gives lines that are set in on the left (a caption, a quotation) the width of their own block.
fn set_in(mut page: Vec<Block>, step: f64, indents: &[i64]) -> Vec<Block> {
    let of = |block: &Block| match block {
        Block::Line(row, column) if !indents.contains(&indent(row, *column)) => {
            Some((row.x(), row.y, row.size, *column))
        }
        _ => None,
    };
    let lines: Vec<_> = page.iter().map(of).collect();
    let mut start = 0;
    while start < lines.len() {
        let mut end = start + 1;
        while let Some((Some(a), Some(b))) = lines.get(end - 1).copied().zip(lines.get(end).copied()) {
            let same = (a.0.0 - b.0.0).abs() < 1.0 && (a.2 - b.2).abs() < 0.5 && a.3 == b.3;
            let close = b.1 > a.1 && b.1 - a.1 <= 1.25 * step.max(1.0) * a.2;
            if !(same && close) {
                break;
            }
            end += 1;
        }
        let block = lines.get(start..end).unwrap_or_default();
        let right = block.iter().flatten().map(|l| l.0.1).fold(0.0, f64::max);
        let is_in = block.iter().flatten().next().is_some_and(|l| l.0.0 > l.3.0 + 1.5 * l.2);
        for block in page.iter_mut().take(end).skip(start).filter(|_| is_in && end - start > 1) {
            if let Block::Line(row, column) = block {
                *column = (row.x().0, right);
            }
        }
        start = end;
    }
    page
}

/// Appends a line; a word that was parted at its end is one again.
fn append(text: &mut String, line: &str) {
    let soft = text.ends_with(['\u{ad}', '\u{2010}']);
    if soft {
        text.pop();
    } else if !is_parted(text, line) {
        // A number or a unit may be broken behind its dash or slash.
        let broken = text.ends_with(['-', '/']) && !text.ends_with(" -") && !text.ends_with(" /");
        if !text.is_empty() && !broken {
            text.push(' ');
        }
    } else {
        text.pop();
    }
    text.push_str(line);
}

/// Whether a word was parted by a plain hyphen: only together its halves are a syllable.
fn is_parted(text: &str, line: &str) -> bool {
    let Some(before) = text.strip_suffix('-') else { return false };
    let first = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let second = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let both = format!("{first}{second}");
    !first.is_empty()
        && second.starts_with(char::is_lowercase)
        && syllable::is_plausible(&both)
        && !(syllable::is_plausible(first) && syllable::is_plausible(second))
}

/// Whether a line begins an item of a list.
fn starts_item(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    let bare = word.trim_end_matches(['.', ')', '/']);
    matches!(word, "-" | "+" | "*" | "–")
        || bare.len() < word.len() && (1..=4).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Leaves out rows at the edges that stand on most pages, and page numbers.
fn drop_running(pages: &mut [Vec<Block>]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let mut keys: Vec<String> = edges(page).into_iter().filter_map(|at| key(page.get(at)?)).collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            *counts.entry(key).or_default() += 1;
        }
    }
    let total = pages.len();
    for page in pages.iter_mut() {
        let running: Vec<usize> = edges(page)
            .into_iter()
            .filter(|at| {
                let Some(key) = page.get(*at).and_then(key) else { return false };
                let outermost = *at == 0 || at + 1 == page.len();
                let number =
                    outermost && key.contains('#') && key.chars().all(|c| matches!(c, '#' | '-' | '–' | '/' | ' '));
                let often = counts.get(&key).is_some_and(|n| *n >= 2 && *n * 2 >= total);
                number && key.len() <= 12 || often
            })
            .collect();
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !running.contains(&(at - 1))
        });
    }
}

/// The places of a page's first and last rows.
fn edges(page: &[Block]) -> Vec<usize> {
    let mut all: Vec<usize> = (0..page.len().min(EDGE)).chain(page.len().saturating_sub(EDGE)..page.len()).collect();
    all.dedup();
    all
}

/// A row's words with its numbers as one sign; `None` for a table.
fn key(block: &Block) -> Option<String> {
    let Block::Line(row, _) = block else { return None };
    let mut out = String::new();
    for c in row.text().chars() {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if c != '#' || !out.ends_with('#') {
            out.push(c);
        }
    }
    Some(out)
}
