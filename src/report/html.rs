//! A page as one self-contained HTML file: no script, nothing fetched, printable.
//!
//! In: a [`Page`] and the language of its words. Out: text; every word of the bulletin is escaped.

use super::page::{Block, Cell, Column, Page, Row, Table, Tone};
use super::{Labels, Language};

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:15px/1.45 system-ui,'Noto Sans',sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.35rem;margin:0 0 .3rem}h2{font-size:1rem;margin:1.4rem 0 .4rem}\
table{border-collapse:collapse;width:100%}td,th{padding:.15rem .5rem;text-align:left;vertical-align:top}\
th{font-weight:600;border-bottom:1px solid}tr+tr td{border-top:1px solid color-mix(in srgb,currentColor 15%,transparent)}\
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.bad{color:#b3261e}.strong{font-weight:600}\
.faint{opacity:.65}@media (prefers-color-scheme:dark){.bad{color:#ff8a80}}@media print{body{margin:0;font-size:10pt}}";

/// The page as HTML.
#[must_use]
pub fn html(page: &Page, labels: &Labels) -> String {
    let language = match labels.language() {
        Language::Vi => "vi",
        Language::En => "en",
    };
    let title = page.blocks.iter().find_map(|b| if let Block::Title(words) = b { Some(words.as_str()) } else { None });
    let title = escaped(title.unwrap_or("bantin"));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n"
    );
    for block in &page.blocks {
        push_block(&mut out, block);
    }
    out.push_str("</html>\n");
    out
}

fn push_block(out: &mut String, block: &Block) {
    match block {
        Block::Title(words) => out.push_str(&format!("<h1>{}</h1>\n", escaped(words))),
        Block::Facts(facts) => {
            let facts: Vec<String> = facts.iter().map(|f| escaped(f)).collect();
            out.push_str(&format!("<p>{}</p>\n", facts.join(" · ")));
        }
        Block::Heading(words, count) => {
            let count = count.map_or_else(String::new, |n| format!(" ({n})"));
            out.push_str(&format!("<h2>{}{count}</h2>\n", escaped(words)));
        }
        Block::Line(cell) => out.push_str(&format!("<p{}>{}</p>\n", class(cell.tone, false), escaped(&cell.text))),
        Block::Table(table) => push_table(out, table),
        Block::Text(words) => {
            for paragraph in words.split('\n').filter(|p| !p.trim().is_empty()) {
                out.push_str(&format!("<p>{}</p>\n", escaped(paragraph)));
            }
        }
    }
}

fn push_table(out: &mut String, table: &Table) {
    out.push_str("<table>\n");
    if table.columns.iter().any(|c| !c.head.is_empty()) {
        let head = |c: &Column| format!("<th{}>{}</th>", class(Tone::Plain, c.right), escaped(&c.head));
        out.push_str(&format!("<tr>{}</tr>\n", table.columns.iter().map(head).collect::<String>()));
    }
    for row in &table.rows {
        match row {
            Row::Group(words) => {
                let span = table.columns.len();
                out.push_str(&format!("<tr><th colspan=\"{span}\">{}</th></tr>\n", escaped(words)));
            }
            Row::Cells(cells) => {
                let cell = |(cell, column): (&Cell, &Column)| {
                    let indent = cell.text.len() - cell.text.trim_start_matches(' ').len();
                    let indent = "&emsp;".repeat(indent / 2);
                    let words = escaped(cell.text.trim());
                    format!("<td{}>{indent}{words}</td>", class(cell.tone, column.right))
                };
                out.push_str(&format!("<tr>{}</tr>\n", cells.iter().zip(&table.columns).map(cell).collect::<String>()));
            }
        }
    }
    out.push_str("</table>\n");
}

fn class(tone: Tone, number: bool) -> String {
    let tone = match tone {
        Tone::Plain => "",
        Tone::Bad => "bad",
        Tone::Strong => "strong",
        Tone::Faint => "faint",
    };
    let names: Vec<&str> = [tone, if number { "n" } else { "" }].into_iter().filter(|n| !n.is_empty()).collect();
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
        let page = Page { blocks: vec![Block::Text("Thu\t5 tỷ".into())] };
        assert!(html(&page, &Labels::new(Language::Vi)).contains("<p>Thu&emsp;5 tỷ</p>"));
    }

    #[test]
    fn nothing_in_the_text_becomes_markup() {
        let page = Page { blocks: vec![Block::Title("<script>x</script> & \"y\"".into())] };
        let html = html(&page, &Labels::new(Language::En));
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("&lt;script&gt;x&lt;/script&gt; &amp; &quot;y&quot;"));
    }
}
