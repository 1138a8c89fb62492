//! A page as one self-contained HTML file: no script, nothing fetched, printable.
//!
//! In: a [`Page`] and the language of its words. Out: text; every word of the bulletin is escaped.

use super::page::{Block, Cell, Column, NOTHING, Page, Row, Table, Tone};
use super::{Labels, Language};
use crate::model::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::iter;

/// How it looks: on paper, on a screen, on a telephone; light and dark.
const STYLE: &str = include_str!("../../assets/page.css");

/// The page as HTML.
#[must_use]
pub fn html(page: &Page, labels: &Labels) -> String {
    pieces(page, labels).collect()
}

/// The page as HTML, piece by piece, so that a long one need not be held as a whole.
pub fn pieces<'a>(page: &'a Page<'a>, labels: &Labels) -> impl Iterator<Item = String> + use<'a> {
    let language = match labels.language() {
        Language::Vi => "vi",
        Language::En => "en",
    };
    let title = page.blocks.iter().find_map(|b| if let Block::Title(words) = b { Some(words.as_str()) } else { None });
    let title = escaped(title.unwrap_or("bantin"));
    let head = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n"
    );
    iter::once(head).chain(page.blocks.iter().flat_map(block)).chain(["</html>\n".to_owned()])
}

fn block<'a>(block: &'a Block<'a>) -> Box<dyn Iterator<Item = String> + 'a> {
    Box::new(iter::once(match block {
        Block::Title(words) => format!("<h1>{}</h1>\n", escaped(words)),
        Block::Facts(facts) => {
            let facts: Vec<String> = facts.iter().map(|f| escaped(f)).collect();
            format!("<p>{}</p>\n", facts.join(" · "))
        }
        Block::Heading(words, count) => {
            let count = count.map_or_else(String::new, |n| format!(" ({n})"));
            format!("<h2>{}{count}</h2>\n", escaped(words))
        }
        Block::Line(cell) => format!("<p{}>{}</p>\n", class(cell.tone, None), escaped(&cell.text)),
        Block::Table(table) => return Box::new(rows(table)),
        Block::Text(words) => {
            let paragraphs = words.split('\n').filter(|p| !p.trim().is_empty());
            return Box::new(paragraphs.map(|p| format!("<p>{}</p>\n", escaped(p))));
        }
    }))
}

fn rows<'a>(table: &'a Table<'a>) -> impl Iterator<Item = String> + 'a {
    let mut head = "<table>\n".to_owned();
    if table.columns.iter().any(|c| !c.head.is_empty()) {
        let cell = |c: &Column| format!("<th{}>{}</th>", class(Tone::Plain, Some(c)), escaped(&c.head));
        head.push_str(&format!("<tr>{}</tr>\n", table.columns.iter().map(cell).collect::<String>()));
    }
    let row = |row: &Row| match row {
        Row::Group(words) => {
            let span = table.columns.len();
            format!("<tr><th colspan=\"{span}\">{}</th></tr>\n", escaped(words))
        }
        Row::Cells(cells) => {
            format!("<tr>{}</tr>\n", cells.iter().zip(&table.columns).map(table_cell).collect::<String>())
        }
    };
    iter::once(head).chain(table.rows.iter().map(row)).chain(["</table>\n".to_owned()])
}

/// A cell: its words, the sentence they rest on behind them, and what can be drawn.
fn table_cell((cell, column): (&Cell<'_>, &Column)) -> String {
    let indent = cell.text.len() - cell.text.trim_start_matches(' ').len();
    let mut words =
        format!("{}{}", "&emsp;".repeat(if column.wraps { indent / 2 } else { 0 }), escaped(cell.text.trim()));
    if let Some(source) = &cell.source {
        words = format!("<details><summary>{words}</summary><q>{}</q></details>", escaped(source));
    }
    if let Some((reached, due)) = cell.gauge.as_deref() {
        words.push_str(&gauge(*reached, *due));
    }
    // On a narrow screen a cell stands alone, after its column's name.
    let empty = matches!(cell.text.trim(), "" | NOTHING);
    let name = if column.head.is_empty() || empty || cell.source.is_some() {
        String::new()
    } else {
        format!(" data-name=\"{}\"", escaped(&column.head))
    };
    let hidden = if empty { " data-empty" } else { "" };
    format!("<td{}{name}{hidden}>{words}</td>", class(cell.tone, Some(column)))
}

/// What was reached as a bar, with a tick at what was due, four fifths along.
fn gauge(reached: Decimal, due: Decimal) -> String {
    const TICK: Decimal = Decimal::from_parts(80, 0, 0, false, 0);
    let share = if due.is_zero() { TICK } else { reached / due * TICK };
    let long = share.round().to_u32().unwrap_or_default().min(100);
    format!(
        "<svg class=\"gauge\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"rest\" width=\"100\" height=\"10\"/>\
         <rect class=\"part\" width=\"{long}\" height=\"10\"/><rect class=\"tick\" x=\"79\" width=\"2\" height=\"10\"/></svg>"
    )
}

/// The classes of a cell: what it means, whether numbers stand in its column, whether the column keeps its width.
fn class(tone: Tone, column: Option<&Column>) -> String {
    let tone = match tone {
        Tone::Plain => "",
        Tone::Bad => "bad",
        Tone::Strong => "strong",
        Tone::Faint => "faint",
    };
    let number = if column.is_some_and(|c| c.right) { "n" } else { "" };
    let narrow = if column.is_some_and(|c| !c.wraps) { "k" } else { "" };
    let names: Vec<&str> = [tone, number, narrow].into_iter().filter(|n| !n.is_empty()).collect();
    if names.is_empty() { String::new() } else { format!(" class=\"{}\"", names.join(" ")) }
}

/// The words as markup; a tab, which parts the cells of a table in the text, as a wide blank.
fn escaped(words: &str) -> String {
    let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    words.replace('\t', "&emsp;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_the_text_stay_apart() {
        let page = Page { blocks: vec![Block::Text("Thu\t5 tỷ")] };
        assert!(html(&page, &Labels::new(Language::Vi)).contains("<p>Thu&emsp;5 tỷ</p>"));
    }

    #[test]
    fn a_bar_reaches_the_tick_where_what_is_due_is_reached() {
        let long = |reached: i64, due: i64| gauge(reached.into(), due.into()).contains("\"part\" width=\"80\"");
        assert!(long(25, 25) && !long(24, 25));
        assert!(gauge(90.into(), 25.into()).contains("\"part\" width=\"100\""));
        assert!(gauge((-3).into(), 25.into()).contains("\"part\" width=\"0\""));
    }

    #[test]
    fn nothing_is_fetched_and_nothing_runs() {
        let cell = Cell { source: Some("5 < 6"), ..Cell::plain("Thu") };
        let table = Table { columns: vec![Column::words("a")], rows: vec![Row::Cells(vec![cell])] };
        let html = html(&Page { blocks: vec![Block::Table(table)] }, &Labels::new(Language::Vi));
        assert!(html.contains("<details><summary>Thu</summary><q>5 &lt; 6</q></details>"));
        for what in ["<script", "http", "url(", "@import", "src=", "href="] {
            assert!(!html.contains(what), "{what}");
        }
    }

    #[test]
    fn nothing_in_the_text_becomes_markup() {
        let page = Page { blocks: vec![Block::Title("<script>x</script> & \"y\"".into())] };
        let html = html(&page, &Labels::new(Language::En));
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("&lt;script&gt;x&lt;/script&gt; &amp; &quot;y&quot;"));
    }
}
