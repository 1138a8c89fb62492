//! Lines typed, lines told.

use super::bulletin;
use crate::report::{Labels, Language};
use crate::tui::linear::{Order, Reply, Session};

fn session() -> Session {
    Session::new(bulletin(), Labels::new(Language::Vi))
}

fn told(session: &mut Session, line: &str) -> Vec<String> {
    match session.answer(line) {
        Reply::Lines(lines) => lines,
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
fn paragraphs_are_read_one_after_the_other_and_back() {
    let mut session = session();
    let first = told(&mut session, "");
    assert!(first[0].starts_with("Đoạn 1 trên "), "{first:?}");
    let second = told(&mut session, "n");
    assert_ne!(first, second);
    assert_eq!(told(&mut session, "p"), first);
    assert_eq!(told(&mut session, "r"), first);
    assert_eq!(told(&mut session, "p"), ["Không có đoạn đó."]);
    assert_eq!(told(&mut session, "đoạn 2"), second);
    assert_eq!(told(&mut session, "go 2"), second);
}

#[test]
fn a_number_leads_from_a_list_to_its_words() {
    let mut session = session();
    let list = told(&mut session, "shortfalls");
    assert_eq!(list.len(), session.bulletin().shortfalls.len());
    assert!(list[0].starts_with("1. "));
    let entry = told(&mut session, "1");
    assert!(entry[0].starts_with("Đoạn ") && entry.last().unwrap().starts_with("Chỗ được nêu: "), "{entry:?}");
    assert_eq!(told(&mut session, "999"), ["Danh sách vừa đọc không có số đó."]);
}

#[test]
fn names_go_without_tones_and_ends_in_both_languages() {
    let mut session = session();
    let list = told(&mut session, "chưa đạt");
    for line in ["chua dat", "CHUA DAT", "short", "shortfalls"] {
        assert_eq!(told(&mut session, line), list, "{line}");
    }
    assert!(told(&mut session, "xyz")[0].contains("xyz"));
    assert_eq!(session.answer("quit"), Reply::Quit);
    assert_eq!(session.answer("thoát"), Reply::Quit);
    assert_eq!(session.answer("save a b.txt"), Reply::Save("a b.txt".into()));
}

#[test]
fn every_command_answers_in_plain_words() {
    let mut session = session();
    for order in Order::ALL {
        for rest in ["", " thu", " 3", " \u{1b}[31m"] {
            let Reply::Lines(lines) = session.answer(&format!("{}{rest}", order.name())) else { continue };
            assert!(!lines.is_empty());
            for line in &lines {
                assert!(!line.is_empty() && !line.chars().any(char::is_control), "{line:?}");
                assert!(!line.chars().any(|c| "│─┌█░▲▼✗♪○\u{a0}".contains(c)), "{line:?}");
                assert!(!line.contains("linear"), "a label is missing: {line}");
            }
        }
    }
}

#[test]
fn no_name_stands_for_two_commands() {
    let labels = Labels::new(Language::En);
    let mut seen: Vec<(String, Order)> = Vec::new();
    for order in Order::ALL {
        for name in order.names(&labels) {
            assert!(!seen.iter().any(|(n, o)| *n == name && o != order), "{name}");
            seen.push((name, *order));
        }
    }
}
