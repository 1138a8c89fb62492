//! Keys in, the shelf's screen out.

use crate::error::Code;
use crate::report::{Labels, Language};
use crate::shelf::Entry;
use crate::tui::action::Action;
use crate::tui::key::Key;
use crate::tui::keymap::Keymap;
use crate::tui::shelf::Shelf;
use crate::tui::shelf::hits::Search;
use crate::tui::shelf::state::{Over, Page, Sort};
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

pub fn shelf() -> Shelf {
    let names = ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt"].map(str::to_owned).to_vec();
    let mut shelf = Shelf::new(names, Labels::new(Language::En), Keymap::built_in(), (110, 16));
    let reader = crate::Reader::default();
    for (i, text) in TEXTS.iter().enumerate() {
        arrive(&mut shelf, i, Ok(reader.entry(&reader.read(text))));
    }
    let broken = Code::Told.with("is\u{1b}[31m broken").of("e.txt");
    arrive(&mut shelf, 4, Err(broken));
    settle(&mut shelf);
    shelf
}

pub fn press(shelf: &mut Shelf, keys: &str) -> Option<Effect> {
    let mut effect = None;
    for name in keys.split_whitespace() {
        let key = Key::named(name).unwrap();
        let action = shelf.keymap.command(key, shelf.context()).map(Action::Do);
        effect = action.or_else(|| key.typed().map(Action::Type)).and_then(|action| update(shelf, action));
    }
    effect
}

pub fn screen(shelf: &Shelf) -> String {
    let (width, height) = shelf.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    cells(shelf, &Theme::named("mono", Depth::True).unwrap(), &mut buffer);
    let rows = buffer.content.chunks(usize::from(width.max(1)));
    rows.map(|row| row.iter().map(|c| c.symbol()).collect::<String>().trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_shelf_speaks_another_language_and_takes_other_colours() {
    for keys in ["", "t Enter", "c", "?"] {
        let mut shelf = shelf();
        press(&mut shelf, keys);
        let before = screen(&shelf);
        press(&mut shelf, "L");
        assert_ne!(screen(&shelf), before, "{keys}");
        press(&mut shelf, "L");
        shelf.message = None;
        assert_eq!(screen(&shelf), before, "{keys}");
        assert_eq!(press(&mut shelf, "T"), Some(Effect::Theme));
    }
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

pub fn found(shelf: &Shelf) -> &Search {
    match shelf.over.last() {
        Some(Over::Hits { search, .. }) => search,
        over => panic!("no hits but {over:?}"),
    }
}

/// A shelf of files of which the first `texts` are read.
pub fn plain(language: Language, files: usize, texts: &[&str]) -> Shelf {
    let names = (0..files).map(|i| format!("{i:03}.txt")).collect();
    let mut shelf = Shelf::new(names, Labels::new(language), Keymap::built_in(), (100, 12));
    texts.iter().enumerate().for_each(|(i, text)| arrive(&mut shelf, i, Ok(of(text))));
    settle(&mut shelf);
    shelf
}

pub fn of(text: &str) -> Entry {
    Entry { text: text.to_owned(), ..Entry::default() }
}

#[test]
fn the_end_stays_chosen_while_files_arrive_until_another_move() {
    let mut shelf = plain(Language::En, 40, &["a", "b"]);
    let more = |shelf: &mut Shelf, range: std::ops::Range<usize>| {
        range.for_each(|i| arrive(shelf, i, Ok(of("c"))));
        settle(shelf);
    };
    for keys in ["G", "End"] {
        press(&mut shelf, "g");
        press(&mut shelf, keys);
        let from = shelf.done;
        more(&mut shelf, from..from + 10);
        assert_eq!(shelf.list.selected, 39, "{keys}");
    }
    // The last is read first: it goes up in the list, and the choice stays at the end.
    more(&mut shelf, 39..40);
    assert_eq!((shelf.list.selected, shelf.list.chosen()), (39, Some(38)));
    press(&mut shelf, "k");
    let chosen = shelf.list.chosen();
    more(&mut shelf, 22..39);
    assert_eq!((shelf.list.chosen(), shelf.done), (chosen, 40));
    press(&mut shelf, "G o");
    assert_eq!(shelf.list.chosen(), Some(39));
}

#[test]
fn the_mouse_chooses_opens_and_scrolls_and_is_given_back() {
    let mut shelf = shelf();
    assert_eq!(update(&mut shelf, Action::Click(3, 4)), None);
    assert_eq!(shelf.list.selected, 2);
    let chosen = shelf.list.chosen().unwrap();
    assert_eq!(update(&mut shelf, Action::Click(3, 4)), Some(Effect::Open(chosen, None)));
    update(&mut shelf, Action::Wheel(3, 4, 3));
    assert_eq!(shelf.list.selected, 5);
    update(&mut shelf, Action::Wheel(3, 4, -3));
    assert_eq!(shelf.list.selected, 2);
    assert_eq!(update(&mut shelf, Action::Click(3, 0)), None);
    assert_eq!(press(&mut shelf, "M"), Some(Effect::Mouse(false)));
    assert_eq!(press(&mut shelf, "M"), Some(Effect::Mouse(true)));
}

#[test]
fn what_is_opened_again_lies_over_the_list_once_and_never_without_end() {
    let mut shelf = shelf();
    for words in ["/ t h u Enter", "/ c h i Enter", "/ t h u Enter"] {
        press(&mut shelf, words);
    }
    assert_eq!((shelf.over.len(), found(&shelf).words.as_str()), (1, "thu"));
    press(&mut shelf, "? ?");
    assert!(shelf.over.len() <= 2);
    for _ in 0..40 {
        press(&mut shelf, "/ t h u Enter ?");
    }
    assert!(shelf.over.len() <= 8, "{}", shelf.over.len());
    for _ in 0..8 {
        press(&mut shelf, "Esc");
    }
    assert!(shelf.over.is_empty());
}

#[test]
fn every_command_of_the_shelf_is_chosen_by_its_words() {
    for key in [":", "F2"] {
        let mut shelf = shelf();
        press(&mut shelf, key);
        let Some(Over::Commands { commands, .. }) = shelf.over.last().cloned() else { panic!("no commands") };
        for binding in shelf.keymap.of(crate::tui::keymap::Context::Shelf) {
            assert!(commands.contains(&binding.command), "{:?}", binding.command);
        }
        let at = commands.iter().position(|c| *c == crate::tui::action::Command::Sort).unwrap();
        assert!(screen(&shelf).contains("another order"), "{}", screen(&shelf));
        press(&mut shelf, &"Down ".repeat(at));
        press(&mut shelf, "Enter");
        assert_eq!((shelf.sort, shelf.over.len()), (Sort::Time, 0));
        assert!(shelf.prompt.is_none());
    }
}

#[test]
fn a_command_of_the_shelf_is_found_by_what_is_typed() {
    let mut shelf = shelf();
    press(&mut shelf, ": o r d e r");
    assert_eq!(screen(&shelf).matches("another order").count(), 1, "{}", screen(&shelf));
    press(&mut shelf, "Enter");
    assert_eq!((shelf.sort, shelf.over.len(), shelf.prompt.is_none()), (Sort::Time, 0, true));
    press(&mut shelf, ": z z z Enter");
    assert_eq!((shelf.over.len(), shelf.sort), (1, Sort::Time), "{}", screen(&shelf));
    press(&mut shelf, "Esc");
    assert!(shelf.over.is_empty() && shelf.prompt.is_none());
    press(&mut shelf, "j");
    assert_eq!(shelf.list.selected, 1);
}

#[test]
fn whatever_is_pressed_the_shelf_draws_and_no_control_gets_out() {
    let keys =
        ["j", "k", "G", "g", "Enter", "t", "c", "C", "Space", "o", "?", "q", "Esc", "/", "&", "a", "PgDn", "C-u"];
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

#[test]
fn a_bulletin_that_is_chosen_says_what_to_do_with_it() {
    let mut shelf = shelf();
    press(&mut shelf, "Space");
    let last = |shelf: &Shelf| screen(shelf).lines().last().unwrap().to_owned();
    assert!(last(&shelf).contains("d.txt is chosen") && last(&shelf).contains("press c"), "{}", last(&shelf));
    press(&mut shelf, "j c");
    assert!(matches!(shelf.over.last(), Some(Over::Page { page: Page::Compare { .. }, .. })));
    press(&mut shelf, "q k Space");
    assert!(shelf.marked.is_none() && shelf.message.is_none());
}

#[test]
fn what_is_cut_on_the_shelf_ends_in_a_sign() {
    let mut shelf = shelf();
    let broken = Code::Told.with("cannot be read at all and never will be ".repeat(4)).of("f.txt");
    arrive(&mut shelf, 5, Err(broken));
    settle(&mut shelf);
    let list = screen(&shelf);
    let line = list.lines().find(|line| line.contains("! f.txt")).unwrap();
    assert!(line.ends_with('…'), "{line}");
    press(&mut shelf, "/ t h u Enter");
    let hits = screen(&shelf);
    assert!(hits.lines().skip(2).take(3).all(|line| line.ends_with(['…', '.'])), "{hits}");
}

#[test]
fn lines_that_are_left_below_the_list_tell_what_the_chosen_bulletin_misses() {
    let mut shelf = shelf();
    assert!(!screen(&shelf).contains("── "));
    update(&mut shelf, Action::Resize(110, 30));
    for at in [0, 2, 3] {
        shelf.list.choose(at);
        let screen = screen(&shelf);
        for missed in &shelf.entries[at].missed {
            let name = crate::tui::entry::capital(&missed.indicator);
            assert!(screen.contains(&format!("✗ {name}")), "{name} in {screen}");
        }
    }
    press(&mut shelf, "/");
    assert!(screen(&shelf).contains("Enter done  Esc cancel"));
}

#[test]
fn a_bulletin_without_a_period_stands_with_its_day() {
    let mut shelf = plain(Language::Vi, 1, &[]);
    let entry = Entry { published: Some("2024-08-06T21:05".to_owned()), ..of("a") };
    arrive(&mut shelf, 0, Ok(entry));
    settle(&mut shelf);
    let screen = screen(&shelf);
    assert!(screen.contains("06/08/2024") && !screen.contains("21:05"), "{screen}");
}
