//! What is searched for through all bulletins of the shelf.

use super::shelf::{found, of, plain, press, screen, shelf};
use crate::report::Language;
use crate::tui::shelf::hits;
use crate::tui::shelf::update::{Effect, arrive};
use crate::tui::shelf::view::cells;
use crate::tui::theme::{Depth, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

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
