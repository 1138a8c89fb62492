//! Tables of which each cell stands on a line of its own: which lines are cells, and where their rows start.
//!
//! In: the lines of a text. Out: by line, whether it opens a row or goes on one. A table is told by what repeats: rows of as many
//! lines, words and numbers at the same places, below as many lines of words that are its head.

use super::normal::Line;
use super::rows::Row;

/// Cells that a row has at least and at most, and rows below the head that make a table.
const FEWEST: usize = 3;
const MOST: usize = 12;
const ROWS: usize = 2;

/// Bytes of the longest cell, and of the longest number.
const WIDEST: usize = 120;
const NUMBER: usize = 20;

/// What a line may be of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// Words.
    Words,
    /// A number, or the sign of none.
    Number,
    /// No cell: a sentence, or what is too long.
    None,
}

/// Marks the cells of stacked tables among rows that are found already.
pub(super) fn stacked(lines: &[Line<'_>], rows: &mut [Row]) {
    let number = |line: &Line<'_>| cell(line.body) == Cell::Number;
    if lines.iter().filter(|line| number(line)).take(ROWS + 1).count() <= ROWS {
        return;
    }
    let free = |i: &usize| rows.get(*i).is_some_and(|row| *row == Row::No);
    let told: Vec<usize> =
        (0..lines.len()).filter(|&i| lines.get(i).is_some_and(|l| !l.body.is_empty())).filter(free).collect();
    let cells: Vec<Cell> = told.iter().filter_map(|&i| lines.get(i)).map(|line| cell(line.body)).collect();
    let mut at = 0;
    while at < cells.len() {
        let Some((width, count)) = table(&cells, at) else {
            at += 1;
            continue;
        };
        for (n, &line) in told.iter().enumerate().skip(at).take(width * count) {
            if let Some(row) = rows.get_mut(line) {
                *row = if (n - at) % width == 0 { Row::First } else { Row::Next };
            }
        }
        at += width * count;
    }
}

/// The width of the table whose head starts at a line, and its rows with the head.
fn table(cells: &[Cell], at: usize) -> Option<(usize, usize)> {
    let head = cells.get(at..)?.iter().take(MOST).take_while(|c| **c == Cell::Words).count();
    (FEWEST..=head).rev().find_map(|width| {
        let row = cells.get(at + width..at + 2 * width)?;
        let numbers = row.iter().filter(|c| **c == Cell::Number).count();
        let opens = row.first() == Some(&Cell::Words) || row.get(1) == Some(&Cell::Words);
        let fits = opens && numbers >= 2 && row.contains(&Cell::Words) && !row.contains(&Cell::None);
        let rest = cells.get(at + width..).filter(|_| fits)?;
        let like = rest.chunks_exact(width).take_while(|next| *next == row).count();
        (like >= ROWS).then_some((width, like + 1))
    })
}

/// What a line may be.
fn cell(line: &str) -> Cell {
    let sign = matches!(line, "-" | "\u{2013}" | "x" | "...");
    let digits = line.len() <= NUMBER && line.bytes().any(|b| b.is_ascii_digit());
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-' | '\u{2013}' | '+' | ' ');
    if sign || digits && line.chars().all(plain) {
        Cell::Number
    } else if line.len() > WIDEST || line.ends_with(['.', ';', ':']) {
        Cell::None
    } else {
        Cell::Words
    }
}

#[cfg(test)]
mod tests {
    use crate::text::normalise;

    #[test]
    fn cells_on_lines_of_their_own_become_rows() {
        let table = "Nhóm\nTháng 3\nQuý I\nBán lẻ\n4.215\n12.690\nLưu trú\n688\n-\n";
        assert_eq!(normalise(table).text, "Nhóm\tTháng 3\tQuý I\nBán lẻ\t4.215\t12.690\nLưu trú\t688\t-");
        let parted = table.replace('\n', "\n\n");
        assert_eq!(normalise(&parted).text.replace("\n\n", "\n"), normalise(table).text);
    }

    #[test]
    fn what_does_not_repeat_is_no_table() {
        for text in [
            "Nhóm\nTháng 3\nQuý I\nBán lẻ\n4.215\n12.690\nLưu trú\n688\n",
            "Bán lẻ tăng.\n4.215\n12.690\n688\n",
            "Nhóm\n1\nTháng\n2\nQuý\n3\n",
        ] {
            assert!(!normalise(text).text.contains('\t'), "{text}");
        }
    }
}
