//! A page's tree as lines: blocks are paragraphs, items have their sign, tables are rows.

use super::super::grid::{Cell, Grid};
use super::super::lines::Lines;
use dom_query::{NodeId, NodeRef};
use rustc_hash::FxHashMap;

/// Elements that are never text.
const PASSED: [&str; 21] = [
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "select", "textarea",
    "button", "input", "form", "audio", "video", "canvas", "head", "map", "dialog", "ins-ad",
];
/// Elements that stand in a line.
const INLINE: [&str; 35] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
];
/// Paragraphs in one cell from which a table only sets the page.
const BLOCKS: usize = 6;

/// Writes what stands under `node`.
pub fn write(node: &NodeRef<'_>, lines: &mut Lines) {
    let mut flow = Flow { lines, line: String::new(), lists: Vec::new(), cells: FxHashMap::default() };
    flow.children(node);
    flow.end();
}

struct Flow<'l> {
    lines: &'l mut Lines,
    line: String,
    /// By list: the next number; `None` where its items have signs.
    lists: Vec<Option<usize>>,
    /// Cells of tables that only set the page, read already: each is read once, however tables nest.
    cells: FxHashMap<NodeId, String>,
}

impl Flow<'_> {
    fn children(&mut self, node: &NodeRef<'_>) {
        for child in node.children_it(false) {
            self.node(&child);
        }
    }

    fn node(&mut self, node: &NodeRef<'_>) {
        if node.is_text() {
            // Line ends in the source are blanks.
            self.line.push_str(&node.text().replace(['\n', '\r', '\u{c}'], " "));
            return;
        }
        let Some(name) = node.node_name().filter(|_| node.is_element()) else { return };
        if PASSED.contains(&&*name) || is_hidden(node) {
            return;
        }
        if let Some(cell) = self.cells.remove(&node.id) {
            self.end();
            self.lines.take(&cell);
            return;
        }
        match &*name {
            "br" => self.line.push('\n'),
            "sup" if is_note_mark(node) => {}
            name if INLINE.contains(&name) => self.children(node),
            "pre" => {
                self.end();
                self.lines.paragraph(&node.text());
            }
            "ul" | "ol" => {
                self.end();
                let start = node.attr("start").and_then(|s| s.trim().parse().ok()).unwrap_or(1);
                self.lists.push((&*name == "ol").then_some(start));
                self.children(node);
                self.end();
                self.lists.pop();
            }
            "li" => self.item(node),
            "table" => self.table(node),
            _ => {
                self.end();
                self.children(node);
                self.end();
            }
        }
    }

    fn end(&mut self) {
        if !self.line.is_empty() {
            self.lines.paragraph(&std::mem::take(&mut self.line));
        }
    }

    fn item(&mut self, node: &NodeRef<'_>) {
        self.end();
        // An item without words of its own (only a list in it) has no sign.
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.line = format!("{number}. ");
                *number += 1;
            }
            _ => self.line.push_str("- "),
        }
        let sign = self.line.clone();
        for child in node.children_it(false) {
            let is_block = child.node_name().is_some_and(|n| child.is_element() && !INLINE.contains(&&*n));
            if is_block && self.line.trim() == sign.trim() && child.has_name("p") {
                self.children(&child);
                self.end();
                continue;
            }
            if is_block && self.line.trim() == sign.trim() {
                self.line.clear();
            }
            self.node(&child);
        }
        if self.line.trim() == sign.trim() {
            self.line.clear();
        }
        self.end();
    }

    fn table(&mut self, table: &NodeRef<'_>) {
        self.end();
        let mut grid = Grid::default();
        let mut sets_page = false;
        let mut ids = Vec::new();
        for row in rows(table) {
            grid.start_row();
            for cell in row.element_children().iter().filter(|c| c.has_name("td") || c.has_name("th")) {
                let mut lines = Lines::default();
                write(cell, &mut lines);
                let text = lines.finish();
                sets_page |= text.matches("\n\n").count() >= BLOCKS || text.contains('\t');
                let number = |name: &str| cell.attr(name).and_then(|v| v.trim().parse().ok()).unwrap_or(1);
                let [columns, rows] = ["colspan", "rowspan"].map(number);
                ids.push((cell.id, text.clone()));
                grid.push(Cell { text, columns, rows, above: false });
            }
        }
        let wide = grid.rows().iter().map(Vec::len).max().unwrap_or_default();
        if sets_page || wide < 3 {
            self.cells.extend(ids);
            self.children(table);
            return self.end();
        }
        self.lines.table(&grid);
    }
}

/// The rows of a table, those of tables in its cells left out.
fn rows<'a>(table: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    let mut out = Vec::new();
    for child in table.element_children() {
        if child.has_name("tr") {
            out.push(child);
        } else if ["thead", "tbody", "tfoot"].iter().any(|name| child.has_name(name)) {
            out.extend(child.element_children().into_iter().filter(|c| c.has_name("tr")));
        }
    }
    out
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.has_attr("hidden")
        || node.attr("style").is_some_and(|s| {
            let style: String = s.chars().filter(|c| !c.is_whitespace()).collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

/// Whether it only points to a note: a number, perhaps in brackets, with a link in it.
fn is_note_mark(node: &NodeRef<'_>) -> bool {
    let text = node.text();
    let linked = node.element_children().iter().any(|c| c.has_name("a"));
    linked && text.trim_matches(['[', ']', '(', ')', ' ']).chars().all(|c| c.is_ascii_digit() || c == '*')
}
