//! EPUB: the chapters in reading order.
//!
//! In: a package. Out: the text of each chapter's page, whole: there is no furniture around it.

use super::html;
use super::lines::Lines;
use super::package::Package;
use super::xml::{Piece, walk};
use crate::error::{Code, Fault};
use std::collections::HashMap;

/// The part that tells where the book's list of parts is.
pub const MARK: &str = "META-INF/container.xml";
/// Most chapters that are read.
const CHAPTERS: usize = 2_000;

/// The text of the package.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn text(package: &mut Package<'_>) -> Result<String, Fault> {
    let container = package.text(MARK)?.unwrap_or_default();
    let mut root = None;
    walk(&container, |piece| {
        if let Piece::Open("rootfile", attributes) = piece {
            root = root.take().or_else(|| attributes.get("full-path"));
        }
    })?;
    let root = root.ok_or(Code::ListUnnamed)?;
    let list = package.text(&root)?.ok_or(Code::ListLost)?;
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut lines = Lines::default();
    for chapter in chapters(&list)?.into_iter().take(CHAPTERS) {
        if let Some(page) = package.text(&resolved(folder, &chapter))? {
            html::whole(&page, &mut lines)?;
        }
    }
    Ok(lines.finish())
}

/// The addresses of the chapters in reading order, the table of contents left out.
fn chapters(list: &str) -> Result<Vec<String>, Fault> {
    let mut parts: HashMap<String, String> = HashMap::new();
    let mut order = Vec::new();
    walk(list, |piece| match piece {
        Piece::Open("item", attributes) => {
            let contents = attributes.get("properties").is_some_and(|p| p.split(' ').any(|p| p == "nav"));
            if let Some((id, href)) = attributes.get("id").zip(attributes.get("href")).filter(|_| !contents) {
                parts.insert(id, href);
            }
        }
        Piece::Open("itemref", attributes) => order.extend(attributes.get("idref")),
        _ => {}
    })?;
    Ok(order.iter().filter_map(|id| parts.get(id)).cloned().collect())
}

/// The name of a part from its address beside the list.
fn resolved(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let mut steps: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    for step in href.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "" | "." => {}
            step => steps.push(step),
        }
    }
    unescaped(&steps.join("/"))
}

/// An address with its `%20` as the bytes they stand for.
fn unescaped(href: &str) -> String {
    let mut out = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let code = tail.get(..2).and_then(|d| std::str::from_utf8(d).ok()).and_then(|d| u8::from_str_radix(d, 16).ok());
        match code {
            Some(code) if byte == b'%' => {
                out.push(code);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                out.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_resolved_beside_the_list() {
        assert_eq!(resolved("OEBPS", "text/a%20b.xhtml#x"), "OEBPS/text/a b.xhtml");
        assert_eq!(resolved("a/b", "../../../c"), "c");
    }
}
