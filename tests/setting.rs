//! The text as it is set: at every width no number leaves its unit, no word is broken, no row is too wide.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

use bantin::model::Bulletin;
use bantin::text::cells::width;
use bantin::tui::document::{Document, Look};
use bantin::tui::flow::{Flow, Paper, Place};
use std::path::Path;

fn bulletins() -> Vec<Bulletin> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bulletins");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts = files.filter(|path| path.extension().is_some_and(|e| e == "txt"));
    texts.map(|path| bantin::read(&std::fs::read_to_string(path).unwrap())).collect()
}

/// Every row of a bulletin at a width.
fn check(bulletin: &Bulletin, document: &Document, cells: usize) {
    let text = bulletin.text.as_str();
    let flow = Flow::new(document, text, cells);
    let paper = Paper { text, document, flow: &flow };
    let mut here = (!document.blocks.is_empty()).then(Place::default);
    while let Some(place) = here {
        let block = document.blocks[place.block];
        let row = paper.span(place);
        let signs = document.signs.iter().filter(|s| row.covers(**s)).count();
        if paper.stops(place.block).is_empty() {
            assert!(width(row.of(text)) + signs + block.look.indent() <= cells, "{cells}: {}", row.of(text));
        }
        let after = text[row.end..].chars().next();
        let whole = block.look == Look::Rule || after.is_none_or(char::is_whitespace);
        assert!(whole, "{cells}: a word is broken after {}", row.of(text));
        here = paper.next(place);
    }
    for value in bulletin.figures.iter().filter_map(|f| f.value.as_ref()) {
        let words = value.span.of(text);
        if !value.span.is_empty() && words.len() < 60 {
            assert_eq!(paper.place(value.span.start), paper.place(value.span.end - 1), "{cells}: {words}");
        }
    }
}

#[test]
fn no_number_leaves_its_unit_at_any_width() {
    let bulletins = bulletins();
    assert!(bulletins.len() > 5);
    for bulletin in &bulletins {
        let document = Document::new(bulletin);
        for cells in 40..=200 {
            check(bulletin, &document, cells);
        }
    }
}
