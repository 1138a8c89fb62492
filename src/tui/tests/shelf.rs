//! Keys in, the shelf's screen out.

use crate::error::Code;
use crate::report::{Labels, Language};
use crate::shelf::Entry;
use crate::text::Span;
use crate::tui::action::Action;
use crate::tui::key::Key;
use crate::tui::keymap::Keymap;
use crate::tui::shelf::hits::{self, Search};
use crate::tui::shelf::state::{Over, Page, Sort};
use crate::tui::shelf::update::{Effect, arrive, settle, update};
use crate::tui::shelf::view::cells;
use crate::tui::shelf::{Shelf, follow};
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
    let broken = Code::Told.with("is\u{1b}[31m broken").of("e.txt");
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
    let search = found(&shelf);
    assert!(search.count >= 2 && search.count == search.hits.len());
    let (entry, at) = (search.hits[0].entry, search.hits[0].span.start);
    insta::assert_snapshot!("hits", screen(&shelf));
    assert_eq!(press(&mut shelf, "Enter"), Some(Effect::Open(entry, Some(at))));
    press(&mut shelf, "q");
    assert!(shelf.over.is_empty());
}

fn found(shelf: &Shelf) -> &Search {
    match shelf.over.last() {
        Some(Over::Hits { search, .. }) => search,
        over => panic!("no hits but {over:?}"),
    }
}

/// A shelf of files of which the first `texts` are read.
fn plain(language: Language, files: usize, texts: &[&str]) -> Shelf {
    let names = (0..files).map(|i| format!("{i:03}.txt")).collect();
    let mut shelf = Shelf::new(names, Labels::new(language), Keymap::built_in(), (100, 12));
    texts.iter().enumerate().for_each(|(i, text)| arrive(&mut shelf, i, Ok(of(text))));
    settle(&mut shelf);
    shelf
}

fn of(text: &str) -> Entry {
    Entry { text: text.to_owned(), ..Entry::default() }
}

#[test]
fn every_place_is_counted_and_a_list_that_does_not_hold_all_says_so() {
    let text = "thu đạt. ".repeat(3000);
    for (language, words) in [
        (Language::En, "9,000 places · the first 5,000 are listed"),
        (Language::Vi, "9.000 chỗ · chỉ liệt kê 5.000 chỗ đầu"),
    ] {
        let mut shelf = plain(language, 3, &[&text, &text, &text]);
        press(&mut shelf, "/ t h u Enter");
        assert_eq!((found(&shelf).count, found(&shelf).hits.len()), (9000, 5000));
        let screen = screen(&shelf);
        assert!(screen.contains(words) && screen.contains("/9"), "{screen}");
    }
}

#[test]
fn what_is_yet_to_be_looked_through_is_told_and_looked_through() {
    let long = "thu ".repeat(150_000);
    let mut shelf = plain(Language::En, 5, &[&long, &long, &long, "chi"]);
    press(&mut shelf, "/ t h u Enter");
    assert!(hits::unfinished(&shelf));
    let first = screen(&shelf);
    assert!(first.contains("300,000 places") && first.contains("bulletins to go: 3"), "{first}");
    hits::go_on(&mut shelf);
    assert!(!hits::unfinished(&shelf) && screen(&shelf).contains("bulletins to go: 1"));
    arrive(&mut shelf, 4, Ok(of("thu nội địa")));
    assert!(hits::unfinished(&shelf));
    hits::go_on(&mut shelf);
    assert_eq!((found(&shelf).count, hits::unfinished(&shelf)), (450_001, false));
    assert!(!screen(&shelf).contains("to go:"));
}

#[test]
fn words_that_are_nowhere_are_told_once_all_is_looked_through() {
    let mut shelf = plain(Language::En, 2, &["thu"]);
    press(&mut shelf, "/ c h i Enter");
    assert!(screen(&shelf).contains("0 places") && shelf.message.is_none());
    arrive(&mut shelf, 1, Ok(of("thu")));
    hits::go_on(&mut shelf);
    assert!(shelf.over.is_empty() && shelf.message.unwrap().contains("chi"));
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
fn an_indicator_is_followed_with_chart_and_sentences() {
    let mut shelf = shelf();
    shelf.size = (100, 30);
    press(&mut shelf, "t Enter");
    let screen = screen(&shelf);
    assert!(screen.contains('✗') && screen.contains("26.1") && screen.contains("c.txt: Báo cáo nêu"), "{screen}");
}

#[test]
fn every_number_of_a_trend_leads_to_its_words() {
    let mut shelf = shelf();
    shelf.size = (100, 20);
    press(&mut shelf, "t Enter");
    let places = |shelf: &Shelf| match shelf.over.last() {
        Some(Over::Page { set, chosen, top, .. }) => {
            (set.places.clone(), *chosen, *top..*top + shelf.room(), set.of(*chosen))
        }
        over => panic!("no page but {over:?}"),
    };
    let count = places(&shelf).0.len();
    assert!(count > 2);
    for at in 0..count {
        let (all, chosen, seen, lines) = places(&shelf);
        assert_eq!(chosen, at);
        if at > 0 {
            assert!(seen.contains(&lines.start) && seen.contains(&(lines.end - 1)), "{at}: out of sight");
        }
        let (_, hit) = all[at];
        let text = hit.span.of(&shelf.entries[hit.entry].text);
        assert!(text.contains("2.") || text.contains("5,6") || text.contains("800") || text.contains('%'), "{text}");
        assert_eq!(press(&mut shelf, "Enter"), Some(Effect::Open(hit.entry, Some(hit.span.start))));
        press(&mut shelf, "j");
    }
    // A click chooses what was seen, another opens it; pages go by lines.
    update(&mut shelf, Action::Resize(100, 36));
    press(&mut shelf, "g");
    let (all, chosen, seen, _) = places(&shelf);
    assert_eq!((chosen, seen.start), (0, 0));
    let (line, hit) = all.iter().rfind(|(line, _)| seen.contains(line)).copied().unwrap();
    let click = Action::Click(5, u16::try_from(line - seen.start + 2).unwrap());
    update(&mut shelf, Action::Click(5, u16::try_from(all[0].0 - seen.start + 2).unwrap()));
    assert_eq!(update(&mut shelf, click.clone()), None);
    assert_eq!(update(&mut shelf, click), Some(Effect::Open(hit.entry, Some(hit.span.start))));
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
fn an_indicator_to_follow_stands_with_the_number_of_its_bulletins() {
    let mut shelf = shelf();
    shelf.list.choose(0);
    press(&mut shelf, "t");
    let Some(Over::Topics { topics, .. }) = shelf.over.last().cloned() else { panic!("no topics") };
    assert!(topics.is_sorted_by_key(|topic| std::cmp::Reverse(topic.bulletins)) && topics[0].bulletins > 1);
    assert!(topics.iter().all(|topic| !topic.name.starts_with(char::is_lowercase)));
    let line = format!("{} bulletins", topics[0].bulletins);
    assert!(screen(&shelf).contains(&line), "{}", screen(&shelf));
    // Told once, it says what is missing for a trend.
    press(&mut shelf, "Esc");
    shelf.list.choose(1);
    press(&mut shelf, "t Enter");
    assert!(screen(&shelf).contains("Told once"), "{}", screen(&shelf));
}

#[test]
fn numbers_of_two_bulletins_stand_beside_their_name_on_any_screen_that_holds_them() {
    for width in [64, 80, 120, 200] {
        let mut shelf = shelf();
        shelf.size = (width, 40);
        shelf.list.choose(0);
        shelf.marked = Some(2);
        press(&mut shelf, "c");
        let screen = screen(&shelf);
        let at: Vec<usize> =
            screen.lines().filter_map(|line| line.split_once(" │ ").map(|(left, _)| left.chars().count())).collect();
        assert!(at.len() > 2 && at.iter().all(|column| *column < 90), "{screen}");
    }
}

#[test]
fn a_figure_of_the_reader_is_followed_on_the_shelf() {
    let mut shelf = shelf();
    let entry = shelf.entries[2].clone();
    let point = entry.points.iter().find(|p| p.indicator.contains("xuất khẩu")).unwrap();
    follow(&mut shelf, 2, point.span);
    let Some(Over::Page { page: Page::Trend { topic, .. }, .. }) = shelf.over.last() else { panic!("no trend") };
    assert_eq!(*topic, point.topic);
    assert!(screen(&shelf).contains("Kim ngạch xuất khẩu"));
    press(&mut shelf, "q");
    follow(&mut shelf, 2, Span::new(0, 1));
    assert!(shelf.over.is_empty() && shelf.message.is_some());
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
fn all_bulletins_of_two_periods_are_held_against_each_other() {
    let mut shelf = shelf();
    shelf.size = (100, 30);
    let reader = crate::Reader::default();
    let mut other = reader.entry(&reader.read(include_str!("../../../tests/shelf/m6-2023-other.txt")));
    other.name = "f.txt".to_owned();
    arrive(&mut shelf, 5, Ok(other));
    settle(&mut shelf);
    // The six months of 2023 are told by two bulletins; no year before is there, so that the quarter stands before them.
    shelf.list.choose(5);
    press(&mut shelf, "C");
    let Some(Over::Page { page: Page::Compare { old, new }, .. }) = shelf.over.last() else { panic!("no page") };
    assert_eq!((old.as_slice(), new.as_slice()), (&[2][..], &[3, 5][..]));
    let first = screen(&shelf);
    assert!(first.contains("quý I năm 2023") && first.contains("6 tháng đầu năm 2023"), "{first}");
    press(&mut shelf, "q");
    // Of the quarter of 2024, the same quarter a year before is the other, not the six months between.
    shelf.list.choose(0);
    press(&mut shelf, "C");
    let Some(Over::Page { page: Page::Compare { old, new }, .. }) = shelf.over.last() else { panic!("no page") };
    assert_eq!((old.as_slice(), new.as_slice()), (&[2][..], &[0][..]));
    press(&mut shelf, "q");
    shelf.list.choose(1);
    press(&mut shelf, "C");
    assert!(shelf.over.is_empty() && shelf.message.is_some());
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
fn every_entry_of_a_comparison_leads_to_its_sentence() {
    let mut shelf = shelf();
    shelf.size = (100, 60);
    shelf.list.choose(0);
    shelf.marked = Some(2);
    press(&mut shelf, "c");
    let Some(Over::Page { set, .. }) = shelf.over.last().cloned() else { panic!("no page") };
    assert!(set.places.len() > 2);
    let mut sides = Vec::new();
    for (at, (_, hit)) in set.places.iter().enumerate() {
        let words: String = set.lines[set.of(at)].iter().flatten().map(|run| run.text.as_str()).collect();
        let sentence = hit.span.of(&shelf.entries[hit.entry].text);
        let start: String = sentence.chars().take(30).collect();
        assert!(words.contains(&start), "{sentence} in {words}");
        assert_eq!(press(&mut shelf, "Enter"), Some(Effect::Open(hit.entry, Some(hit.span.start))));
        sides.push(hit.entry);
        press(&mut shelf, "j");
    }
    assert!(sides.iter().all(|side| [0, 2].contains(side)) && sides.contains(&0));
    assert!(screen(&shelf).lines().last().unwrap().contains("Enter open"));
}

#[test]
fn what_was_found_is_told_on_the_chosen_line_too_with_the_name_of_its_file() {
    let mut shelf = shelf();
    press(&mut shelf, "j / x u a t Enter");
    for theme in ["dark", "light", "mono", "high-contrast"] {
        let theme = Theme::named(theme, Depth::True).unwrap();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 110, 16));
        cells(&shelf, &theme, &mut buffer);
        let row: Vec<_> = (0..110).map(|x| buffer[(x, 2)].clone()).collect();
        let words =
            row.windows(4).find(|cells| cells.iter().map(|c| c.symbol()).collect::<String>().to_lowercase() == "xuất");
        let words = words.expect("the words that were found");
        assert_ne!((words[0].bg, words[0].modifier), (row[105].bg, row[105].modifier));
    }
    let entry = found(&shelf).hits[0].entry;
    let name = shelf.names[entry].clone();
    assert_ne!(shelf.list.chosen(), Some(entry));
    assert!(screen(&shelf).lines().last().unwrap().contains(&name));
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
