//! Keys in, the shelf's screen out.

use crate::error::Error;
use crate::report::{Labels, Language};
use crate::tui::action::Action;
use crate::tui::key::Key;
use crate::tui::keymap::Keymap;
use crate::tui::shelf::Shelf;
use crate::tui::shelf::state::{Over, Sort};
use crate::tui::shelf::update::{Effect, arrive, settle, update};
use crate::tui::shelf::view::cells;
use crate::tui::theme::{Depth, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const TEXTS: [&str; 4] = [
    include_str!("../../../tests/shelf/q1-2024.txt"),
    include_str!("../../../tests/shelf/neighbour.txt"),
    include_str!("../../../tests/shelf/q1-2023.txt"),
    include_str!("../../../tests/shelf/m6-2023.txt"),
];

fn shelf() -> Shelf {
    let names = ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt"].map(str::to_owned).to_vec();
    let mut shelf = Shelf::new(names, Labels::new(Language::En), Keymap::built_in(), (110, 16));
    let reader = crate::Reader::default();
    for (i, text) in TEXTS.iter().enumerate() {
        arrive(&mut shelf, i, Ok(reader.entry(&reader.read(text))));
    }
    let broken = Error::Input { name: "e.txt".into(), message: "is\u{1b}[31m broken".into() };
    arrive(&mut shelf, 4, Err(broken));
    settle(&mut shelf);
    shelf
}

fn press(shelf: &mut Shelf, keys: &str) -> Option<Effect> {
    let mut effect = None;
    for name in keys.split_whitespace() {
        let key = Key::named(name).unwrap();
        let action = shelf.keymap.command(key, shelf.context()).map(Action::Do);
        effect = action.or_else(|| key.typed().map(Action::Type)).and_then(|action| update(shelf, action));
    }
    effect
}

fn screen(shelf: &Shelf) -> String {
    let (width, height) = shelf.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    cells(shelf, &Theme::named("mono", Depth::True).unwrap(), &mut buffer);
    let rows = buffer.content.chunks(usize::from(width.max(1)));
    rows.map(|row| row.iter().map(|c| c.symbol()).collect::<String>().trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn bulletins_stand_by_place_and_time_and_a_broken_file_by_its_reason() {
    insta::assert_snapshot!("list", screen(&shelf()));
}

#[test]
fn a_bulletin_is_opened_and_a_broken_one_is_told() {
    let mut shelf = shelf();
    assert_eq!(press(&mut shelf, "j Enter"), Some(Effect::Open(2, None)));
    shelf.list.choose(4);
    assert_eq!(press(&mut shelf, "Enter"), None);
    assert!(shelf.message.unwrap().contains("broken"));
}

#[test]
fn filter_and_order_keep_what_is_meant() {
    let mut shelf = shelf();
    press(&mut shelf, "& l a m Enter");
    assert_eq!(shelf.list.shown, [1]);
    press(&mut shelf, "Esc");
    assert_eq!(shelf.list.shown.len(), 6);
    press(&mut shelf, "o");
    assert_eq!((shelf.sort, shelf.list.shown.as_slice()), (Sort::Time, &[1, 0, 3, 2, 4, 5][..]));
}

#[test]
fn words_are_found_through_all_and_opened_where_they_stand() {
    let mut shelf = shelf();
    press(&mut shelf, "/ x u a t Enter");
    let Some(Over::Hits { hits, .. }) = shelf.over.last() else { panic!("no hits") };
    assert!(hits.len() >= 2);
    let (entry, at) = (hits[0].entry, hits[0].span.start);
    insta::assert_snapshot!("hits", screen(&shelf));
    assert_eq!(press(&mut shelf, "Enter"), Some(Effect::Open(entry, Some(at))));
    press(&mut shelf, "q");
    assert!(shelf.over.is_empty());
}

#[test]
fn an_indicator_is_followed_with_chart_and_sentences() {
    let mut shelf = shelf();
    shelf.size = (100, 30);
    press(&mut shelf, "t Enter");
    let screen = screen(&shelf);
    assert!(screen.contains('✗') && screen.contains("26.1") && screen.contains("c.txt: Báo cáo nêu"), "{screen}");
}

#[test]
fn two_bulletins_are_held_side_by_side() {
    let mut shelf = shelf();
    shelf.size = (100, 30);
    shelf.list.choose(0);
    shelf.marked = Some(2);
    press(&mut shelf, "c");
    insta::assert_snapshot!("compare", screen(&shelf));
}

#[test]
fn whatever_is_pressed_the_shelf_draws_and_no_control_gets_out() {
    let keys = ["j", "k", "G", "g", "Enter", "t", "c", "Space", "o", "?", "q", "Esc", "/", "&", "a", "PgDn", "C-u"];
    let mut seed = 7_u32;
    for size in [(110, 16), (40, 9), (7, 2), (200, 60)] {
        let mut shelf = shelf();
        update(&mut shelf, Action::Resize(size.0, size.1));
        for _ in 0..300 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            press(&mut shelf, keys[(seed >> 16) as usize % keys.len()]);
            assert!(!screen(&shelf).contains('\u{1b}'));
        }
    }
}
