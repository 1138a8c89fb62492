//! The order in which a page's rows are read: two columns one after the other, tables without rules as tables.
//!
//! In: rows from top to bottom. Out: [`Block`]s in reading order.

use super::super::grid::{Cell, Grid};
use super::row::{Piece, Row};

/// What a page says, piece by piece.
#[derive(Debug)]
pub enum Block {
    /// A line of a column, with the column's left and right end.
    Line(Row, (f64, f64)),
    /// A table.
    Table(Grid),
}

/// Fewest rows that a column has, and fewest letters of its rows on average.
const ROWS: usize = 4;
const LETTERS: usize = 10;
/// Least width of the gap between columns, in points.
const GAP: f64 = 8.0;

/// The rows in reading order. `known` is the gap between the columns of the pages before: where they go on, few rows
/// are enough.
pub fn ordered(rows: Vec<Row>, known: &mut Option<f64>) -> Vec<Block> {
    let mut out = Vec::new();
    let crosses = |row: &Row, gutter: f64| row.pieces.iter().any(|p| p.x.0 < gutter && gutter < p.x.1);
    let goes_on = known.filter(|gutter| rows.iter().filter(|row| crosses(row, *gutter)).count() * 2 <= rows.len());
    let Some(gutter) = goes_on.or_else(|| gutter(&rows)) else {
        plain(rows, &mut out);
        return out;
    };
    let crosses = |row: &Row| crosses(row, gutter);
    let mut rest = rows.into_iter().peekable();
    while rest.peek().is_some() {
        let mut across = Vec::new();
        while let Some(row) = rest.next_if(|row| crosses(row)) {
            across.push(row);
        }
        plain(across, &mut out);
        let mut beside = Vec::new();
        while let Some(row) = rest.next_if(|row| !crosses(row)) {
            beside.push(row);
        }
        match split(&beside, gutter, goes_on.is_some()) {
            Some((left, right)) => {
                *known = Some(gutter);
                plain(left, &mut out);
                plain(right, &mut out);
            }
            None => plain(beside, &mut out),
        }
    }
    out
}

/// The middle of the gap that most rows leave between two columns.
fn gutter(rows: &[Row]) -> Option<f64> {
    const STEP: f64 = 2.0;
    let left = rows.iter().map(|r| r.x().0).fold(f64::MAX, f64::min);
    let right = rows.iter().map(|r| r.x().1).fold(f64::MIN, f64::max);
    let wide = right - left;
    if rows.len() < ROWS || !(50.0..5_000.0).contains(&wide) {
        return None;
    }
    // Wide enough for a page of any size; the cast cannot overflow after the check above.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded above, never negative")]
    let bin = |x: f64| (((x - left) / STEP).max(0.0)) as usize;
    let mut covered = vec![0_usize; bin(right) + 1];
    for piece in rows.iter().flat_map(|r| &r.pieces) {
        for count in covered.iter_mut().take(bin(piece.x.1) + 1).skip(bin(piece.x.0)) {
            *count += 1;
        }
    }
    let most = covered.iter().copied().max().unwrap_or_default();
    let (from, to) = (bin(left + 0.3 * wide), bin(left + 0.7 * wide));
    let mut best = (0, 0);
    let mut start = None;
    for at in from..=to {
        let free = covered.get(at).is_some_and(|count| count * 5 <= most) && at < to;
        match (free, start) {
            (true, None) => start = Some(at),
            (false, Some(s)) => {
                if at - s > best.1 {
                    best = (s, at - s);
                }
                start = None;
            }
            _ => {}
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "few thousands at most")]
    let (begin, steps) = (best.0 as f64, best.1 as f64);
    (steps * STEP >= GAP).then_some(left + (begin + steps / 2.0) * STEP)
}

/// The rows of the two columns; `None` where they are no columns of text.
fn split(rows: &[Row], gutter: f64, goes_on: bool) -> Option<(Vec<Row>, Vec<Row>)> {
    let side = |keep: &dyn Fn(&Piece) -> bool| -> Vec<Row> {
        let of = rows
            .iter()
            .map(|row| Row { pieces: row.pieces.iter().filter(|p| keep(p)).cloned().collect(), ..row.clone() });
        of.filter(|row| !row.pieces.is_empty()).collect()
    };
    let (left, right) = (side(&|p| p.x.1 <= gutter), side(&|p| p.x.0 >= gutter));
    let is_text = |rows: &[Row]| {
        let rows: Vec<&Row> = rows.iter().filter(|r| r.grid.is_none()).collect();
        let letters: usize = rows.iter().map(|r| r.text().chars().filter(|c| c.is_alphabetic()).count()).sum();
        let broken = rows.iter().filter(|r| r.pieces.len() > 1).count();
        rows.len() >= ROWS && letters >= LETTERS * rows.len() && broken * 4 <= rows.len()
    };
    (goes_on || is_text(&left) && is_text(&right)).then_some((left, right))
}

/// Rows of one column: lines, and tables where rows have three pieces and more.
fn plain(rows: Vec<Row>, out: &mut Vec<Block>) {
    let left = rows.iter().map(|r| r.x().0).fold(f64::MAX, f64::min);
    let right = rows.iter().map(|r| r.x().1).fold(f64::MIN, f64::max);
    let mut table: Vec<Row> = Vec::new();
    for mut row in rows {
        if let Some(grid) = row.grid.take() {
            end(&mut table, (left, right), out);
            out.push(Block::Table(grid));
            continue;
        }
        let close = table.last().is_none_or(|last| row.y - last.y < 4.0 * row.size);
        if row.pieces.len() >= 2 && close {
            table.push(row);
            continue;
        }
        end(&mut table, (left, right), out);
        if row.pieces.len() >= 2 {
            table.push(row);
        } else {
            out.push(Block::Line(row, (left, right)));
        }
    }
    end(&mut table, (left, right), out);
}

fn end(table: &mut Vec<Row>, column: (f64, f64), out: &mut Vec<Block>) {
    let rows = std::mem::take(table);
    let full: Vec<&Row> = rows.iter().filter(|r| r.pieces.len() >= 3).collect();
    let digits = full.iter().any(|r| r.text().chars().any(|c| c.is_ascii_digit()));
    if full.len() < 2 || !digits {
        out.extend(rows.into_iter().map(|row| Block::Line(row, column)));
        return;
    }
    let columns = columns(&full);
    let mut grid = Grid::default();
    for row in &rows {
        let mut cells = vec![String::new(); columns.len()];
        for piece in &row.pieces {
            let middle = f64::midpoint(piece.x.0, piece.x.1);
            let distance = |c: &(f64, f64)| (f64::midpoint(c.0, c.1) - middle).abs();
            let near = columns.iter().enumerate().min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
            if let Some(cell) = near.and_then(|(at, _)| cells.get_mut(at)) {
                if !cell.is_empty() {
                    cell.push(' ');
                }
                cell.push_str(&piece.text);
            }
        }
        grid.start_row();
        cells.into_iter().for_each(|text| grid.push(Cell { text, ..Cell::default() }));
    }
    out.push(Block::Table(grid));
}

/// The columns of a table: where the pieces of its fullest rows stand.
fn columns(rows: &[&Row]) -> Vec<(f64, f64)> {
    let most = rows.iter().map(|r| r.pieces.len()).max().unwrap_or_default();
    let of = rows.iter().filter(|r| r.pieces.len() == most);
    let mut all: Vec<(f64, f64)> = of.flat_map(|r| r.pieces.iter().map(|p| p.x)).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f64, f64)> = Vec::new();
    for (from, to) in all {
        match out.last_mut().filter(|last| from < last.1) {
            Some(last) => last.1 = last.1.max(to),
            None => out.push((from, to)),
        }
    }
    out
}
