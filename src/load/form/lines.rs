//! What every form becomes: lines of text, one a paragraph, and rows of tables.
//!
//! In: paragraphs and tables, in reading order. Out: a text in which a blank line parts paragraphs, so that none are
//! joined later, and a tab parts the cells of a row.

use super::grid::Grid;

/// A text in the making.
#[derive(Debug, Default)]
pub struct Lines {
    text: String,
}

impl Lines {
    /// Adds a paragraph; each line of it is one of its own.
    pub fn paragraph(&mut self, text: &str) {
        for line in text.split('\n') {
            let start = self.text.len();
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            if !self.push_words(line) {
                self.text.truncate(start);
            }
        }
    }

    /// Adds a text that was made so already.
    #[cfg(feature = "html")]
    pub fn take(&mut self, text: &str) {
        if !self.text.is_empty() && !text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(text);
    }

    /// Adds a table: its rows where it has three columns and two rows at least, else the paragraphs in its cells, since
    /// narrower ones only set a page.
    pub fn table(&mut self, grid: &Grid) {
        let rows = grid.rows();
        let wide = rows.iter().map(Vec::len).max().unwrap_or_default();
        if wide < 3 || rows.len() < 2 {
            for cell in grid.cells() {
                self.paragraph(&cell.text);
            }
            return;
        }
        let mut gap = "\n\n";
        for row in rows {
            if !self.text.is_empty() {
                self.text.push_str(gap);
            }
            gap = "\n";
            for at in 0..wide {
                if at > 0 {
                    self.text.push('\t');
                }
                self.push_words(row.get(at).map_or("", String::as_str));
            }
        }
    }

    /// The text.
    pub fn finish(self) -> String {
        self.text
    }

    /// Adds words with one blank between them; tells whether there were any.
    fn push_words(&mut self, text: &str) -> bool {
        let mut some = false;
        for word in text.split_whitespace() {
            if some {
                self.text.push(' ');
            }
            some = true;
            self.text.push_str(word);
        }
        some
    }
}

#[cfg(test)]
mod tests {
    use super::super::grid::{Cell, Grid};
    use super::*;

    #[test]
    fn paragraphs_are_parted_and_tables_are_rows() {
        let mut lines = Lines::default();
        lines.paragraph("một  hai\nba\n \n");
        lines.paragraph("\u{a0}");
        let row = |cells: [&str; 3]| cells.iter().map(|c| Cell::new(c)).collect();
        lines.table(&Grid::new(vec![row(["a", "b", "c"]), row(["1", "", "3 4"])]));
        lines.paragraph("hết");
        assert_eq!(lines.finish(), "một hai\n\nba\n\na\tb\tc\n1\t\t3 4\n\nhết");
    }

    #[test]
    fn a_table_that_only_sets_the_page_is_paragraphs() {
        let mut lines = Lines::default();
        lines.table(&Grid::new(vec![vec![Cell::new("UBND tỉnh"), Cell::new("Cộng hòa")]]));
        assert_eq!(lines.finish(), "UBND tỉnh\n\nCộng hòa");
    }
}
