//! A table as aligned lines.
//!
//! In: a [`Table`] and the room for it. Out: lines of toned parts, every cell as wide as its column in terminal columns.
//! Where the room is too small for columns, each row becomes a small list, so that nothing vanishes.

use super::page::{Cell, Column, Row, Table, Tone};
use super::plain::head;
use super::wrap::{cut, width, wrap};

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

/// The lines of `table`, and whether a cell was cut.
pub(super) fn lines(table: &Table, fit: Fit) -> (Vec<Vec<Cell>>, bool) {
    match widths(table, fit.width) {
        Some(widths) => Columns { table, widths, most: fit.most }.lines(),
        None => (listed(table, fit.width), false),
    }
}

/// The widths of the columns; `None` where they do not fit.
fn widths(table: &Table, room: Option<usize>) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> = table.columns.iter().map(|c| width(&c.head)).collect();
    for row in &table.rows {
        let Row::Cells(cells) = row else { continue };
        for (w, cell) in widths.iter_mut().zip(cells) {
            *w = (*w).max(width(&cell.text));
        }
    }
    let Some(room) = room else { return Some(widths) };
    let gaps = GAP * shown(&widths).saturating_sub(1);
    loop {
        let total: usize = widths.iter().sum::<usize>() + gaps;
        let over = total.saturating_sub(room);
        if over == 0 {
            return Some(widths);
        }
        let (widest, _) = widest(&table.columns, &widths)?;
        let rest = second(&table.columns, &widths, widest);
        let w = widths.get_mut(widest)?;
        let least = rest.max(LEAST).max(w.saturating_sub(over));
        *w = if least < *w { least } else { w.saturating_sub(1) };
    }
}

fn shown(widths: &[usize]) -> usize {
    widths.iter().filter(|&&w| w > 0).count()
}

/// The widest column that may be made smaller.
fn widest(columns: &[Column], widths: &[usize]) -> Option<(usize, usize)> {
    let may = columns.iter().zip(widths).enumerate().filter(|(_, (c, w))| c.wraps && **w > LEAST);
    may.map(|(i, (_, w))| (i, *w)).max_by_key(|(_, w)| *w)
}

fn second(columns: &[Column], widths: &[usize], but: usize) -> usize {
    let others = columns.iter().zip(widths).enumerate().filter(|(i, (c, _))| c.wraps && *i != but);
    others.map(|(_, (_, w))| *w).max().unwrap_or_default()
}

struct Columns<'a> {
    table: &'a Table,
    widths: Vec<usize>,
    most: Option<usize>,
}

impl Columns<'_> {
    fn lines(&self) -> (Vec<Vec<Cell>>, bool) {
        let mut out = Vec::new();
        let mut was_cut = false;
        if let Some(head) = head(&self.table.columns) {
            was_cut |= self.push_row(&mut out, &head);
        }
        for row in &self.table.rows {
            match row {
                Row::Group(words) => out.push(vec![Cell::new(words.replace('\u{a0}', " "), Tone::Strong)]),
                Row::Cells(cells) => was_cut |= self.push_row(&mut out, cells),
            }
        }
        (out, was_cut)
    }

    fn push_row(&self, out: &mut Vec<Vec<Cell>>, cells: &[Cell]) -> bool {
        let mut was_cut = false;
        let mut wrapped = Vec::new();
        for ((cell, column), &room) in cells.iter().zip(&self.table.columns).zip(&self.widths) {
            let indent = cell.text.len() - cell.text.trim_start_matches(' ').len();
            let limit = room.saturating_sub(indent).max(1);
            let mut lines = wrap(&cell.text, column.wraps.then_some(limit));
            if let Some(most) = self.most.filter(|_| column.cut) {
                let (short, cut) = cut(lines, most, limit);
                was_cut |= cut;
                lines = short;
            }
            wrapped.push((" ".repeat(indent), lines));
        }
        let height = wrapped.iter().map(|(_, l)| l.len()).max().unwrap_or_default();
        for i in 0..height {
            let mut line = Vec::new();
            for (((cell, column), &room), (indent, lines)) in
                cells.iter().zip(&self.table.columns).zip(&self.widths).zip(&wrapped)
            {
                if room == 0 {
                    continue;
                }
                let words = lines.get(i).map_or_else(String::new, |l| format!("{indent}{l}"));
                let pad = " ".repeat(room.saturating_sub(width(&words)));
                let text = if column.right { format!("{pad}{words}") } else { format!("{words}{pad}") };
                if !line.is_empty() {
                    line.push(Cell::plain(" ".repeat(GAP)));
                }
                line.push(Cell::new(text, cell.tone));
            }
            out.push(line);
        }
        was_cut
    }
}

/// Each row as a small list: its longest column on lines of its own, the others after their heads.
fn listed(table: &Table, room: Option<usize>) -> Vec<Vec<Cell>> {
    let mut out = Vec::new();
    for row in &table.rows {
        match row {
            Row::Group(words) => {
                for line in wrap(words, room) {
                    out.push(vec![Cell::new(line, Tone::Strong)]);
                }
            }
            Row::Cells(cells) => list_row(&mut out, &table.columns, cells, room),
        }
    }
    out
}

fn list_row(out: &mut Vec<Vec<Cell>>, columns: &[Column], cells: &[Cell], room: Option<usize>) {
    let filled = || cells.iter().zip(columns).filter(|(c, _)| !c.text.trim().is_empty());
    let first = filled().position(|(_, column)| column.wraps).unwrap_or_default();
    let lead: Vec<&str> = filled().take(first + 1).map(|(c, _)| c.text.trim()).collect();
    let rest: Vec<String> = filled()
        .skip(first + 1)
        .map(|(cell, column)| match column.head.as_str() {
            "" => cell.text.trim().to_owned(),
            head => format!("{head}: {}", cell.text.trim()),
        })
        .collect();
    let tone = filled().nth(first).map(|(c, _)| c.tone).unwrap_or_default();
    for line in wrap(&lead.join(" "), room) {
        out.push(vec![Cell::new(line, tone)]);
    }
    for line in wrap(&rest.join("; "), room.map(|r| r.saturating_sub(2))) {
        if !line.is_empty() {
            out.push(vec![Cell::plain(format!("  {line}"))]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let columns = vec![Column::words("Chỉ tiêu"), Column::numbers("Đạt")];
        let row = |a: &str, b: &str| Row::Cells(vec![Cell::plain(a), Cell::plain(b)]);
        Table { columns, rows: vec![row("Sản lượng hàng hóa qua Cảng", "18\u{a0}%"), row("Thu nội địa", "19,13\u{a0}%")] }
    }

    fn text(room: Option<usize>) -> Vec<String> {
        let (lines, _) = lines(&table(), Fit { width: room, most: None });
        lines.iter().map(|l| l.iter().map(|c| c.text.as_str()).collect()).collect()
    }

    #[test]
    fn columns_are_aligned_by_what_is_seen() {
        let lines = text(None);
        assert_eq!(lines, [
            "Chỉ tiêu                         Đạt",
            "Sản lượng hàng hóa qua Cảng     18 %",
            "Thu nội địa                  19,13 %"
        ]);
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
