//! What the shelf tells along one indicator and between bulletins.

use super::shelf::{press, screen, shelf};
use crate::text::Span;
use crate::tui::action::Action;
use crate::tui::shelf::state::{Over, Page};
use crate::tui::shelf::update::{Effect, arrive, settle, update};
use crate::tui::shelf::{Shelf, follow};

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
fn a_trend_is_closed_to_the_indicators_it_was_chosen_from() {
    let mut shelf = shelf();
    press(&mut shelf, "t Enter");
    assert!(matches!(shelf.over.last(), Some(Over::Page { page: Page::Trend { .. }, .. })));
    press(&mut shelf, "Esc");
    assert!(matches!(shelf.over.last(), Some(Over::Topics { .. })));
    press(&mut shelf, "Down Enter Esc Esc");
    assert!(shelf.over.is_empty());
}

#[test]
fn how_alike_conclusions_are_is_told_in_words() {
    let mut shelf = shelf();
    shelf.size = (100, 40);
    shelf.list.choose(0);
    shelf.marked = Some(2);
    press(&mut shelf, "c");
    let screen = screen(&shelf);
    assert!(screen.contains("Alike 92 %"), "{screen}");
}

#[test]
fn nothing_is_cut_without_a_sign_on_a_narrow_shelf() {
    for keys in ["?", ":", "t Enter", "t", "c"] {
        let mut wide = shelf();
        wide.size = (200, 60);
        let mut narrow = shelf();
        narrow.size = (40, 60);
        for shelf in [&mut wide, &mut narrow] {
            shelf.list.choose(0);
            press(shelf, keys);
        }
        // Every word that is told in part only ends in a sign.
        let words = |shelf: &Shelf| -> Vec<String> {
            screen(shelf).split_whitespace().map(|word| word.trim_matches(['▌', '│']).to_owned()).collect()
        };
        let whole = words(&wide);
        for word in words(&narrow).iter().filter(|word| word.chars().any(char::is_alphabetic)) {
            let cut = word.ends_with('…') || word.starts_with('…');
            assert!(cut || whole.contains(word), "{keys}: {word} in {}", screen(&narrow));
        }
    }
}

#[test]
fn a_chart_leaves_room_for_what_it_is_made_of() {
    let mut shelf = shelf();
    shelf.size = (80, 24);
    shelf.list.choose(0);
    press(&mut shelf, "t Enter");
    let screen = screen(&shelf);
    let points = screen.lines().filter(|line| line.contains("/2023 · ") || line.contains("/2024 · ")).count();
    assert!(points > 1, "{screen}");
}
