//! Tables with merged cells, as rows of as many cells each.
//!
//! In: rows of cells with the columns and rows that each covers. Out: rows of texts: a merged cell of the head stands in
//! every place it covers, so that each column is named; one of the body stands in its first column only.

/// Most columns that a cell covers, and most columns of a table.
const COLUMNS: usize = 64;
/// Most rows that a cell covers.
const ROWS: usize = 512;
/// Bytes that merged cells may add to a table where they are spread out, and how many times what is written in it.
const SPREAD: (usize, usize) = (1024 * 1024, 4);

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// Columns that it covers; 0 counts as one.
    pub columns: usize,
    /// Rows that it covers; 0 counts as one.
    pub rows: usize,
    /// Whether it goes on from the cell above.
    pub above: bool,
}

impl Cell {
    /// A cell of one place.
    #[cfg(test)]
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

/// A table as it is written.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    rows: Vec<Vec<Cell>>,
}

impl Grid {
    /// A table of these rows.
    #[cfg(test)]
    pub fn new(rows: Vec<Vec<Cell>>) -> Self {
        Self { rows }
    }

    /// Begins a row.
    pub fn start_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Takes the last row back.
    #[cfg(feature = "office")]
    pub fn drop_row(&mut self) {
        self.rows.pop();
    }

    /// Adds a cell to the last row.
    pub fn push(&mut self, cell: Cell) {
        if let Some(row) = self.rows.last_mut().filter(|row| row.len() < COLUMNS) {
            row.push(cell);
        }
    }

    /// The cells as written, row by row.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flatten()
    }

    /// The rows, merged cells spread out; rows without a word are left out.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let mut out: Vec<Vec<String>> = Vec::new();
        // By column: the text that still covers rows below, and how many.
        let mut covered: Vec<(String, usize)> = Vec::new();
        let written: usize = self.cells().map(|cell| cell.text.len()).sum();
        let mut left_over = SPREAD.0 + SPREAD.1 * written;
        let mut in_head = true;
        for row in &self.rows {
            in_head &= !row.iter().any(|cell| is_number(&cell.text));
            let mut cells: Vec<String> = Vec::new();
            let mut from = row.iter();
            loop {
                let at = cells.len();
                if at >= COLUMNS {
                    break;
                }
                if let Some((text, left)) = covered.get_mut(at).filter(|(_, left)| *left > 0) {
                    *left -= 1;
                    cells.push(spread(text, &mut left_over));
                    continue;
                }
                let Some(cell) = from.next() else { break };
                // One cell over the whole width heads rows, not columns.
                place(cell, in_head && row.len() > 1, &mut cells, &mut covered, out.last(), &mut left_over);
            }
            if cells.iter().any(|c| !c.trim().is_empty()) {
                out.push(cells);
            }
        }
        out
    }
}

/// A merged cell's text once more, as long as there is room for it: a few bytes may not become a page.
fn spread(text: &str, left_over: &mut usize) -> String {
    match left_over.checked_sub(text.len() + size_of::<String>()) {
        Some(left) => {
            *left_over = left;
            text.to_owned()
        }
        None => String::new(),
    }
}

/// Puts a cell where it covers, and notes what it covers below.
fn place(
    cell: &Cell,
    in_head: bool,
    cells: &mut Vec<String>,
    covered: &mut Vec<(String, usize)>,
    above: Option<&Vec<String>>,
    left_over: &mut usize,
) {
    for nth in 0..cell.columns.clamp(1, COLUMNS) {
        let at = cells.len();
        if at >= COLUMNS {
            break;
        }
        let text = if cell.above {
            above.and_then(|row| row.get(at)).map(|text| spread(text, left_over)).unwrap_or_default()
        } else if nth == 0 {
            cell.text.clone()
        } else if in_head {
            spread(&cell.text, left_over)
        } else {
            String::new()
        };
        if cell.rows > 1 {
            if covered.len() <= at {
                covered.resize(at + 1, (String::new(), 0));
            }
            if let Some(slot) = covered.get_mut(at) {
                *slot = (text.clone(), cell.rows.min(ROWS) - 1);
            }
        }
        cells.push(text);
    }
}

/// Whether a cell holds a number and nothing else: such a row is no head.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    let counts = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '+' | '-' | '−' | '–' | ' '));
    // A year alone heads a column.
    let year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    counts && !year && text.chars().any(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, columns: usize, rows: usize) -> Cell {
        Cell { text: text.to_owned(), columns, rows, above: false }
    }

    #[test]
    fn merged_cells_of_the_head_name_every_column() {
        let grid = Grid::new(vec![
            vec![cell("Chỉ tiêu", 1, 2), cell("Thực hiện", 2, 1)],
            vec![cell("Tháng 9", 1, 1), cell("9 tháng", 1, 1)],
            vec![cell("Mục I", 3, 1)],
            vec![cell("Thép", 1, 1), cell("5", 1, 1), cell("40", 1, 1)],
            vec![cell("Ngành", 3, 1)],
        ]);
        let rows: Vec<String> = grid.rows().iter().map(|row| row.join("|")).collect();
        assert_eq!(
            rows,
            ["Chỉ tiêu|Thực hiện|Thực hiện", "Chỉ tiêu|Tháng 9|9 tháng", "Mục I||", "Thép|5|40", "Ngành||"]
        );
    }

    #[test]
    fn a_cell_that_covers_a_million_places_covers_few() {
        let grid = Grid::new(vec![vec![cell("a", 1_000_000, 1_000_000)], vec![cell("5", 1, 1)]]);
        assert!(grid.rows().iter().all(|row| row.len() <= COLUMNS));
    }
}
