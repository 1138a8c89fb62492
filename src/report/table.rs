//! A table as aligned lines.
//!
//! In: a [`Table`] and the room for it. Out: lines of toned parts, every cell as wide as its column in terminal columns,
//! handed over one by one, so that a long table is never held a second time.
//! Where the room is too small for columns, each row becomes a small list, so that nothing vanishes.

use super::page::{Cell, Column, NOTHING, Row, Table, Tone};
use super::plain::head;
use super::wrap::{NBSP, cut, longest, width, wrap};

/// Blanks between two columns.
const GAP: usize = 2;
/// A column is not made smaller than this.
const LEAST: usize = 16;

/// The room for a table.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fit {
    /// Columns of the terminal; `None` for as many as it takes.
    pub width: Option<usize>,
    /// Most lines of a cell that may be cut.
    pub most: Option<usize>,
}

/// A part of a line: words and what they mean.
pub(super) type Part = (String, Tone);

/// Gives the lines of `table` to `line`, top to bottom.
pub(super) fn lines(table: &Table, fit: Fit, line: &mut dyn FnMut(&[Part])) {
    match widths(table, fit.width) {
        Some(widths) => Columns { table, widths, room: fit.width, most: fit.most }.lines(line),
        None => listed(table, fit.width, line),
    }
}

/// The widths of the columns; `None` where they do not fit.
fn widths(table: &Table, room: Option<usize>) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> = table.columns.iter().map(|c| width(&c.head)).collect();
    for cells in rows(table) {
        for (w, cell) in widths.iter_mut().zip(cells) {
            *w = (*w).max(width(&cell.text));
        }
    }
    let gaps = GAP * widths.iter().filter(|&&w| w > 0).count().saturating_sub(1);
    let Some(room) = room.map(|r| r.saturating_sub(gaps)) else { return Some(widths) };
    if widths.iter().sum::<usize>() <= room {
        return Some(widths);
    }
    let wraps: Vec<usize> = (0..).zip(&table.columns).filter(|(_, c)| c.wraps).map(|(i, _)| i).collect();
    let fixed: usize = (0..).zip(&widths).filter(|(i, _)| !wraps.contains(i)).map(|(_, w)| w).sum();
    let shares = shares(table, &widths, &wraps, room.checked_sub(fixed)?)?;
    for (column, share) in wraps.iter().zip(shares) {
        if let Some(w) = widths.get_mut(*column) {
            *w = share;
        }
    }
    Some(widths)
}

fn rows<'a>(table: &'a Table<'_>) -> impl Iterator<Item = &'a [Cell<'a>]> {
    table.rows.iter().filter_map(|row| if let Row::Cells(cells) = row { Some(cells.as_slice()) } else { None })
}

/// How `room` is shared by the columns that wrap; `None` where it is too small. Two of them get the shares that take the
/// fewest lines; of more, the widest gives first.
fn shares(table: &Table, widths: &[usize], wraps: &[usize], room: usize) -> Option<Vec<usize>> {
    let wanted: Vec<usize> = wraps.iter().filter_map(|&i| widths.get(i).copied()).collect();
    let least: Vec<usize> = wraps.iter().zip(&wanted).map(|(&i, &w)| least(table, i).min(w)).collect();
    if wanted.is_empty() || room < least.iter().sum() {
        return None;
    }
    if let (&[first, second], &[a, b], &[x, y]) = (wraps, wanted.as_slice(), least.as_slice()) {
        let from = x.max(room.saturating_sub(b));
        let to = a.min(room - y);
        let best = (from..=to).min_by_key(|&w| (height(table, first, w, second, room - w), w.abs_diff(room - w)));
        return best.map(|w| vec![w, room - w]);
    }
    let mut shares = wanted;
    while shares.iter().sum::<usize>() > room {
        let spare = shares.iter_mut().zip(&least).filter(|(share, least)| **share > **least);
        let (widest, _) = spare.max_by_key(|(share, _)| **share)?;
        *widest -= 1;
    }
    Some(shares)
}

/// The width that a column needs so that nothing in it is broken.
fn least(table: &Table, column: usize) -> usize {
    let cells = rows(table).filter_map(|cells| cells.get(column));
    let indent = |text: &str| text.len() - text.trim_start_matches(' ').len();
    cells.map(|c| indent(&c.text) + longest(&c.text)).max().unwrap_or_default().max(LEAST)
}

/// The lines that `table` takes where two of its columns have these widths.
fn height(table: &Table, first: usize, a: usize, second: usize, b: usize) -> usize {
    let lines = |cells: &[Cell], i: usize, w: usize| {
        let text = cells.get(i).map(|c| c.text.as_ref()).unwrap_or_default();
        let indent = text.len() - text.trim_start_matches(' ').len();
        wrap(text, Some(w.saturating_sub(indent).max(1))).len()
    };
    rows(table).map(|cells| lines(cells, first, a).max(lines(cells, second, b))).sum()
}

struct Columns<'a> {
    table: &'a Table<'a>,
    widths: Vec<usize>,
    room: Option<usize>,
    most: Option<usize>,
}

impl Columns<'_> {
    fn lines(&self, line: &mut dyn FnMut(&[Part])) {
        if let Some(head) = head(&self.table.columns) {
            self.row(&head, line);
        }
        for row in &self.table.rows {
            match row {
                Row::Group(words) => group(words, self.room, line),
                Row::Cells(cells) => self.row(cells, line),
            }
        }
    }

    fn row(&self, cells: &[Cell], line: &mut dyn FnMut(&[Part])) {
        let mut wrapped = Vec::new();
        for ((cell, column), &room) in cells.iter().zip(&self.table.columns).zip(&self.widths) {
            let indent = cell.text.len() - cell.text.trim_start_matches(' ').len();
            let limit = room.saturating_sub(indent).max(1);
            let mut lines = wrap(&cell.text, column.wraps.then_some(limit));
            if let Some(most) = self.most.filter(|&most| column.cut && lines.len() > most) {
                let gist = cell.gist.and_then(|at| cell.text.get(at..)).map(|gist| format!("…\u{a0}{gist}"));
                let gist = gist.map_or(lines, |gist| wrap(&gist, Some(limit)));
                lines = cut(gist, most, limit);
            }
            wrapped.push((" ".repeat(indent), lines));
        }
        let height = wrapped.iter().map(|(_, l)| l.len()).max().unwrap_or_default();
        for i in 0..height {
            let mut parts = Vec::new();
            for (((cell, column), &room), (indent, lines)) in
                cells.iter().zip(&self.table.columns).zip(&self.widths).zip(&wrapped)
            {
                if room == 0 {
                    continue;
                }
                let words = lines.get(i).map_or_else(String::new, |l| format!("{indent}{l}"));
                let pad = " ".repeat(room.saturating_sub(width(&words)));
                let text = if column.right { format!("{pad}{words}") } else { format!("{words}{pad}") };
                if !parts.is_empty() {
                    parts.push((" ".repeat(GAP), Tone::Plain));
                }
                parts.push((text, cell.tone));
            }
            line(&parts);
        }
    }
}

/// A heading over the rows that follow.
fn group(words: &str, room: Option<usize>, line: &mut dyn FnMut(&[Part])) {
    for words in wrap(words, room) {
        line(&[(words, Tone::Strong)]);
    }
}

/// Each row as a small list: its longest column on lines of its own, the others after their heads.
fn listed(table: &Table, room: Option<usize>, line: &mut dyn FnMut(&[Part])) {
    for row in &table.rows {
        match row {
            Row::Group(words) => group(words, room, line),
            Row::Cells(cells) => list_row(&table.columns, cells, room, line),
        }
    }
}

fn list_row(columns: &[Column], cells: &[Cell], room: Option<usize>, line: &mut dyn FnMut(&[Part])) {
    let filled = || cells.iter().zip(columns).filter(|(c, _)| !matches!(c.text.trim(), "" | NOTHING));
    let first = filled().position(|(_, column)| column.wraps).unwrap_or_default();
    let lead: Vec<&str> = filled().take(first + 1).map(|(c, _)| c.text.trim()).collect();
    let rest: Vec<String> = filled()
        .skip(first + 1)
        .map(|(cell, column)| match column.head.as_str() {
            "" => cell.text.trim().to_owned(),
            head => format!("{}:{NBSP}{}", head.replace(' ', "\u{a0}"), cell.text.trim()),
        })
        .collect();
    let tone = filled().nth(first).map(|(c, _)| c.tone).unwrap_or_default();
    for words in wrap(&lead.join(" "), room) {
        line(&[(words, tone)]);
    }
    for words in wrap(&rest.join("; "), room.map(|r| r.saturating_sub(2))) {
        if !words.is_empty() {
            line(&[(format!("  {words}"), Tone::Plain)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table<'static> {
        let columns = vec![Column::words("Chỉ tiêu"), Column::numbers("Đạt")];
        let row = |a: &'static str, b: &'static str| Row::Cells(vec![Cell::plain(a), Cell::plain(b)]);
        Table {
            columns,
            rows: vec![row("Sản lượng hàng hóa qua Cảng", "18\u{a0}%"), row("Thu nội địa", "19,13\u{a0}%")],
        }
    }

    fn text(room: Option<usize>) -> Vec<String> {
        let mut out = Vec::new();
        lines(&table(), Fit { width: room, most: None }, &mut |parts| {
            out.push(parts.iter().map(|(words, _)| words.as_str()).collect());
        });
        out
    }

    #[test]
    fn columns_are_aligned_by_what_is_seen() {
        let lines = text(None);
        assert_eq!(
            lines,
            [
                "Chỉ tiêu                         Đạt",
                "Sản lượng hàng hóa qua Cảng     18 %",
                "Thu nội địa                  19,13 %"
            ]
        );
    }

    #[test]
    fn no_line_is_wider_than_the_room() {
        for room in 26..60 {
            let lines = text(Some(room));
            assert!(lines.iter().all(|l| width(l) <= room), "{room}: {lines:?}");
            assert!(lines.iter().any(|l| l.contains("19,13 %")));
        }
    }

    #[test]
    fn too_small_a_room_makes_a_list() {
        assert_eq!(text(Some(20)), ["Sản lượng hàng hóa", "qua Cảng", "  Đạt: 18 %", "Thu nội địa", "  Đạt: 19,13 %"]);
    }
}
