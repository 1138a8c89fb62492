//! Web pages: the story with its title, date, lead, captions and byline; menus, related links, adverts and comments are
//! left out.
//!
//! In: the page, decoded. Out: its lines. `dom_smoothie` finds the story; where it finds none, or too little of a page,
//! the whole page is taken but for its furniture.

mod around;
mod flow;
mod guard;
mod tree;

use super::lines::Lines;
use crate::error::{Code, Fault};
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

/// The largest page that is read, in bytes.
const LIMIT: usize = 32 * 1024 * 1024;
/// Pages larger than this are taken whole: looking for the story costs more than one pass.
const LARGE: usize = 4 * 1024 * 1024;
/// Most elements of a page in which the story is looked for.
const ELEMENTS: usize = 60_000;
/// What no story is in.
const FURNITURE: &str = "nav, footer, aside, header nav, [role=navigation], [role=search], [role=complementary], \
    [role=contentinfo], [role=banner], [aria-hidden=true], .comments, #comments";

/// The story of a page.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn article(page: &str) -> Result<String, Fault> {
    let (document, pieces) = tree(page)?;
    let around = around::around(&document);
    document.select(FURNITURE).remove();
    for table in document.select("table").nodes() {
        // Tables with numbers are part of the story, however bare.
        if table.text().chars().any(|c| c.is_ascii_digit()) {
            table.set_attr("summary", "figures");
        }
    }
    let body = story(&document, page.len(), pieces);
    let mut lines = Lines::default();
    let holds = |told: &str| body.split('\n').any(|line| line == told);
    let title = around.title.filter(|title| !holds(title));
    for told in title.iter().chain(around.date.as_ref().filter(|d| !holds(d))) {
        lines.paragraph(told);
    }
    if let Some(lead) = around.lead.filter(|lead| !body.contains(lead.as_str())) {
        lines.paragraph(&lead);
    }
    let mut text = lines.finish();
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(&body);
    if let Some(byline) = around.byline.filter(|byline| !text.contains(byline.as_str())) {
        text.push_str("\n\n");
        text.push_str(&byline);
    }
    Ok(text)
}

/// Adds everything that a page says, as the chapters of a book.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn whole(page: &str, lines: &mut Lines) -> Result<(), Fault> {
    let (document, _) = tree(&closed(page))?;
    write_body(&document, lines);
    Ok(())
}

/// A page of XML with its empty elements written as the HTML reader takes them: to it `<title/>` opens a title that
/// goes on to the end.
fn closed(page: &str) -> String {
    const VOID: [&str; 12] =
        ["br", "hr", "img", "input", "meta", "link", "base", "area", "col", "source", "track", "wbr"];
    let mut out = String::with_capacity(page.len() + page.len() / 8);
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("/>") {
        let tag = before.rfind('<').and_then(|at| before.get(at + 1..)).unwrap_or_default();
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        out.push_str(before);
        out.push('>');
        if !name.is_empty() && !tag.contains('>') && !VOID.contains(&name.to_ascii_lowercase().as_str()) {
            out.push_str("</");
            out.push_str(name);
            out.push('>');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The tree of a page, and of how many pieces it is.
fn tree(page: &str) -> Result<(Document, usize), Fault> {
    if page.len() > LIMIT {
        return Err(Code::PageLarge.with(LIMIT >> 20));
    }
    tree::tree(page)
}

/// The story's lines.
fn story(document: &Document, size: usize, pieces: usize) -> String {
    let mut all = Lines::default();
    write_body(document, &mut all);
    let all = all.finish();
    if size > LARGE || pieces > 2 * ELEMENTS {
        return all;
    }
    let config = Config { max_elements_to_parse: ELEMENTS, char_threshold: 200, ..Config::default() };
    let found = Readability::with_document(document.clone(), None, Some(config));
    let Ok(found) = found.and_then(|mut reader| reader.parse()) else { return all };
    let mut lines = Lines::default();
    let content = Document::from(found.content.as_ref());
    write_body(&content, &mut lines);
    let text = lines.finish();
    if text.trim().is_empty() { all } else { text }
}

fn write_body(document: &Document, lines: &mut Lines) {
    let body: Option<NodeRef<'_>> = document.body();
    flow::write(&body.unwrap_or_else(|| document.root()), lines);
}
