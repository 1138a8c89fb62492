//! Tables flattened to text: which lines are rows, and what their cells are.
//!
//! In: the lines of a text. Out: by line, whether it is a row of a table, and whether its cells may be empty.

use super::normal::Line;

/// Whether a line is a row of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Row {
    #[default]
    No,
    /// Its cells are parted by blanks: none is empty.
    Loose,
    /// Each tab parts two cells: some may be empty.
    Strict,
    /// It is a row's first cell, and the lines below go on it.
    First,
    /// It is a further cell of the row above.
    Next,
}

/// A line with text, as far as those beside it are compared with it.
struct Neighbour {
    line: usize,
    cells: usize,
    tabs: usize,
    has_digit: bool,
}

/// Which lines are rows of a table: three cells and more, a neighbour with as many, and a digit in one of the two.
pub(super) fn table_rows(lines: &[Line<'_>]) -> Vec<Row> {
    let mut rows = vec![Row::No; lines.len()];
    if lines.iter().all(|line| line.is_folded) {
        return rows;
    }
    // Neighbours are lines with text: a blank line between two rows parts no table.
    let told: Vec<Neighbour> = (lines.iter().enumerate())
        .filter(|(_, line)| !line.body.is_empty())
        .map(|(i, line)| {
            // Few lines have any: they are looked for only where blanks are not plain.
            let plain = line.is_folded && line.raw.len() == line.body.len();
            let tabs = if plain { 0 } else { line.raw.bytes().filter(|b| *b == b'\t').count() };
            let cells = if line.is_folded { 1 } else { cells(line.body).len() };
            Neighbour { line: i, cells, tabs, has_digit: line.body.bytes().any(|b| b.is_ascii_digit()) }
        })
        .collect();
    for (at, here) in told.iter().enumerate() {
        let like =
            |other: Option<&Neighbour>| other.is_some_and(|o| o.cells == here.cells && (here.has_digit || o.has_digit));
        let loose = here.cells >= 3 && (like(at.checked_sub(1).and_then(|b| told.get(b))) || like(told.get(at + 1)));
        if let Some(row) = rows.get_mut(here.line).filter(|_| loose) {
            *row = Row::Loose;
        }
    }
    // Lines in a row with as many tabs are a table with empty cells, where two of them fill three and more.
    for run in told.chunk_by(|a, b| a.tabs == b.tabs) {
        let full = run.iter().filter(|n| n.cells >= 3).count();
        let is_table = run.first().is_some_and(|f| f.tabs >= 2) && full >= 2 && run.iter().any(|n| n.has_digit);
        for neighbour in run.iter().filter(|_| is_table) {
            if let Some(row) = rows.get_mut(neighbour.line) {
                *row = Row::Strict;
            }
        }
    }
    rows
}

/// The cells of a line: stretches parted by a tab or three blanks and more.
pub(super) fn cells(line: &str) -> Vec<&str> {
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
