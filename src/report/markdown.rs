//! A page as Markdown (CommonMark with tables).
//!
//! In: a [`Page`]. Out: text whose every word of the bulletin is escaped, so that nothing in it becomes markup.

use super::page::{Block, Cell, Page, Row, Table, Tone};
use super::wrap::NBSP;

/// The page as Markdown, ending in a line end.
#[must_use]
pub fn markdown(page: &Page) -> String {
    let mut out = String::new();
    for block in &page.blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        match block {
            Block::Title(words) => out.push_str(&format!("# {}\n", escaped(words))),
            Block::Facts(facts) => {
                let facts: Vec<String> = facts.iter().map(|f| escaped(f)).collect();
                out.push_str(&format!("{}\n", facts.join(" · ")));
            }
            Block::Heading(words, count) => {
                let count = count.map_or_else(String::new, |n| format!(" ({n})"));
                out.push_str(&format!("## {}{count}\n", escaped(words)));
            }
            Block::Line(cell) => out.push_str(&format!("{}\n", toned(cell))),
            Block::Table(table) => push_table(&mut out, table),
            Block::Text(words) => {
                let paragraphs: Vec<String> = words.split('\n').filter(|p| !p.trim().is_empty()).map(escaped).collect();
                out.push_str(&format!("{}\n", paragraphs.join("\n\n")));
            }
        }
    }
    out
}

/// A table with heads is a table; one without is a list.
fn push_table(out: &mut String, table: &Table) {
    let headed = table.columns.iter().any(|c| !c.head.is_empty());
    if headed {
        let heads: Vec<String> = table.columns.iter().map(|c| escaped(&c.head)).collect();
        out.push_str(&format!("| {} |\n", heads.join(" | ")));
        let marks: Vec<&str> = table.columns.iter().map(|c| if c.right { "---:" } else { "---" }).collect();
        out.push_str(&format!("| {} |\n", marks.join(" | ")));
    }
    for (i, row) in table.rows.iter().enumerate() {
        match row {
            Row::Group(words) if headed => {
                let blank = " |".repeat(table.columns.len().saturating_sub(2));
                out.push_str(&format!("| | **{}** |{blank}\n", escaped(words)));
            }
            Row::Group(words) => {
                let gap = if i > 0 { "\n" } else { "" };
                out.push_str(&format!("{gap}**{}**\n\n", escaped(words)));
            }
            Row::Cells(cells) if headed => {
                let cells: Vec<String> = cells.iter().map(|c| toned(c).replace('|', "\\|")).collect();
                out.push_str(&format!("| {} |\n", cells.join(" | ")));
            }
            Row::Cells(cells) => {
                let cells: Vec<String> = cells.iter().filter(|c| !c.text.trim().is_empty()).map(toned).collect();
                out.push_str(&format!("- {}\n", cells.join(" ")));
            }
        }
    }
}

fn toned(cell: &Cell) -> String {
    let words = escaped(cell.text.trim());
    match cell.tone {
        Tone::Strong if !words.is_empty() => format!("**{words}**"),
        _ => words,
    }
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for (i, c) in words.chars().enumerate() {
        match c {
            NBSP => out.push(' '),
            '\t' | '\n' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '~' => out.extend(['\\', c]),
            '-' | '+' if i == 0 && words.get(1..).is_some_and(|w| w.starts_with(' ')) => out.extend(['\\', c]),
            '.' | ')' if i > 0 && i <= 9 && is_number(words, i) => out.extend(['\\', c]),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}

/// Whether the first `count` bytes are a number, as in the mark of a list.
fn is_number(words: &str, count: usize) -> bool {
    words.get(..count).is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()))
        && words.get(count + 1..).is_some_and(|w| w.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_text_becomes_markup() {
        assert_eq!(escaped("* <b>a_b</b> [x](y) & z"), "\\* \\<b\\>a\\_b\\</b\\> \\[x\\](y) &amp; z");
        assert_eq!(escaped("- a"), "\\- a");
        assert_eq!(escaped("12. a"), "12\\. a");
        assert_eq!(escaped("+9.65 %"), "+9.65 %");
    }
}
