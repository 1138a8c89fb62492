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
use bantin::report::{Labels, Language};
use bantin::text::cells::width;
use bantin::tui::action::{Action, Command};
use bantin::tui::document::{Document, Look};
use bantin::tui::flow::{Flow, Paper, Place};
use bantin::tui::keymap::Keymap;
use bantin::tui::state::State;
use bantin::tui::theme::{Depth, Theme};
use bantin::tui::update::update;
use bantin::tui::view::cells;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// The texts of this repository, and those of the shared folder beside it where there is one.
fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = ["real", "composed"].map(|folder| root.join("../shared/bulletins").join(folder));
    let folders = [root.join("tests/bulletins"), root.join("tests/fixtures"), root.join("assets")].into_iter();
    let mut texts = Vec::new();
    for folder in folders.chain(shared) {
        let Ok(files) = std::fs::read_dir(folder) else { continue };
        let paths = files.map(|entry| entry.unwrap().path());
        let paths = paths.filter(|path| path.extension().is_some_and(|e| e == "txt"));
        texts.extend(paths.filter_map(|path| std::fs::read_to_string(path).ok()));
    }
    texts
}

/// Every row of a bulletin at a width.
fn check(bulletin: &Bulletin, document: &Document, cells: usize) {
    let text = bulletin.text.as_str();
    let flow = Flow::new(document, cells);
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
        if let Some(next) = here.filter(|next| next.block == place.block) {
            let (above, below) = (row.of(text), paper.span(next).of(text));
            assert!(!parts_a_name(above, below), "{cells}: {above} | {below}");
        }
    }
    for value in bulletin.figures.iter().filter_map(|f| f.value.as_ref()) {
        for (start, end) in figures(value.span.of(text)) {
            let (start, end) = (value.span.start + start, value.span.start + end);
            assert_eq!(paper.place(start), paper.place(end - 1), "{cells}: {}", &text[start..end]);
        }
    }
}

/// Whether a row ends before the number of what it counts off (*quý* | *1*).
fn parts_a_name(above: &str, below: &str) -> bool {
    let numeral = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let mut words = above.split(' ').rev();
    let (last, before) = (words.next().unwrap_or_default().to_lowercase(), words.next().unwrap_or_default());
    let names = ["quý", "năm", "tháng", "ngày", "khóa", "thứ", "số"].contains(&last.as_str());
    // After a number it is a unit: "6 tháng 2.000 tỷ đồng".
    names && !before.ends_with(|c: char| c.is_ascii_digit()) && numeral(below)
}

/// Each number in the words of a value, with the word behind it: its unit, or the scale before that.
/// The words may hold more than one, and whole clauses between ("4,2 triệu m2 trên tổng số 12,5 triệu m2").
fn figures(words: &str) -> Vec<(usize, usize)> {
    let starts = words.split_whitespace().map(|word| word.as_ptr() as usize - words.as_ptr() as usize);
    let starts: Vec<usize> = starts.chain([words.len()]).collect();
    let ends = starts.windows(3).map(|w| (w[0], w[1] + words[w[1]..w[2]].trim_end().len()));
    let alone = starts.iter().rev().nth(1).map(|last| (*last, words.len()));
    ends.chain(alone).filter(|(start, _)| words[*start..].starts_with(|c: char| c.is_ascii_digit())).collect()
}

#[test]
fn a_value_is_cut_into_its_numbers_with_the_word_behind_each() {
    let parts = |words: &'static str| figures(words).into_iter().map(|(a, b)| &words[a..b]).collect::<Vec<_>>();
    assert_eq!(parts("95,26%"), ["95,26%"]);
    assert_eq!(parts("24.042 tỷ đồng"), ["24.042 tỷ"]);
    assert_eq!(parts("4,2 triệu m2 trên tổng số 12,5 triệu m2"), ["4,2 triệu", "12,5 triệu"]);
    assert_eq!(parts("từ 5 đến 7%"), ["5 đến", "7%"]);
}

#[test]
fn no_number_leaves_its_unit_at_any_width() {
    let texts = texts();
    assert!(texts.len() > 5);
    for text in &texts {
        let bulletin = bantin::read(text);
        let document = Document::new(&bulletin);
        for cells in 40..=200 {
            check(&bulletin, &document, cells);
        }
    }
}

/// The first screen and, some pages on, another, at a size.
fn screens(text: &str, (width, height): (u16, u16)) -> Vec<Buffer> {
    let labels = Labels::new(Language::Vi);
    let mut state = State::new(bantin::read(text), labels, Keymap::built_in(), (width, height));
    let theme = Theme::named("dark", Depth::True).unwrap();
    let mut out = Vec::new();
    for keys in [&[][..], &[Command::PageDown, Command::PageDown], &[Command::FocusShortfalls, Command::Card]] {
        for command in keys {
            update(&mut state, Action::Do(*command));
        }
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        cells(&state, &theme, &mut buffer);
        out.push(buffer);
    }
    out
}

#[test]
fn composed_and_decomposed_letters_make_the_same_frames() {
    for text in texts() {
        let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
        assert_ne!(composed.len(), decomposed.len());
        for size in [(80, 24), (120, 40), (200, 60)] {
            assert!(
                screens(&composed, size) == screens(&decomposed, size),
                "{size:?}: {}",
                text.lines().next().unwrap_or_default()
            );
        }
    }
}
