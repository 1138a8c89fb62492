//! Many bulletins: trends that join what is one and nothing else, comparisons, and how they are printed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    dead_code,
    missing_docs
)]

mod support;

use bantin::Reader;
use bantin::shelf::{Entry, compare, trend::Stretch, trends};
use std::fs;
use std::path::{Path, PathBuf};
use support::program::Place;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shelf")
}

fn entry(name: &str) -> Entry {
    let reader = Reader::default();
    let mut bulletin = reader.read(&fs::read_to_string(folder().join(name)).unwrap());
    name.clone_into(&mut bulletin.source.name);
    reader.entry(&bulletin)
}

fn entries() -> Vec<Entry> {
    ["m6-2023.txt", "q1-2024.txt", "neighbour.txt", "q1-2023.txt", "m6-2023-other.txt"].map(entry).to_vec()
}

fn topic(name: &str) -> String {
    Reader::default().topic(name)
}

#[test]
fn one_indicator_is_followed_under_all_its_names_in_the_order_of_time() {
    let entries = entries();
    for name in ["thu ngân sách", "thu NSNN trên địa bàn", "Tổng thu ngân sách"] {
        let trends = trends(&entries, &topic(name));
        assert_eq!(trends.iter().map(|t| t.place.as_str()).collect::<Vec<_>>(), ["Hà Sơn", "Lam Giang"], "{name}");
        let series = &trends[0].series[0];
        let ends: Vec<String> = series.dots.iter().map(|d| d.end.to_string()).collect();
        assert_eq!((series.stretch, ends.join(" ").as_str()), (Stretch::Cumulated, "2023-03-31 2023-06-30 2024-03-31"));
    }
}

#[test]
fn a_month_is_no_point_among_sums_so_far() {
    let trends = trends(&entries(), &topic("thu ngân sách"));
    let month = &trends[0].series[1];
    assert_eq!((month.stretch, month.dots.len()), (Stretch::Month, 1));
    assert_eq!(month.dots[0].point().unwrap().value.as_ref().unwrap().amount.to_string(), "800");
}

#[test]
fn where_bulletins_differ_both_are_kept_and_a_district_is_none_of_them() {
    let trends = trends(&entries(), &topic("thu ngân sách"));
    let dots = &trends[0].series[0].dots;
    assert!(dots[1].differs && dots[1].tellings.len() == 2);
    assert!(!dots[2].differs && dots[2].tellings.len() == 1, "{:?}", dots[2]);
}

#[test]
fn shares_are_held_against_the_due_and_changes_are_told_or_reckoned() {
    let trends = trends(&entries(), &topic("thu ngân sách"));
    let dots = &trends[0].series[0].dots;
    let facts = |i: usize| {
        let point = dots[i].point().unwrap();
        (point.plan.unwrap().to_string(), point.due.unwrap().to_string(), point.missed)
    };
    assert_eq!(facts(0), ("26.1".into(), "25".into(), false));
    assert_eq!(facts(2), ("22.5".into(), "25".into(), true));
    assert_eq!(
        (dots[0].point().unwrap().change.unwrap().to_string(), dots[2].reckoned.unwrap().to_string()),
        ("5".into(), "-5.17".into())
    );
}

#[test]
fn every_point_leads_to_its_sentence() {
    let entries = entries();
    for telling in trends(&entries, &topic("giải ngân vốn đầu tư công"))
        .iter()
        .flat_map(|t| &t.series)
        .flat_map(|s| &s.dots)
        .flat_map(|d| &d.tellings)
    {
        let sentence = telling.point.sentence.of(&entries[telling.entry].text);
        assert!(sentence.contains("ải ngân vốn đầu tư công"), "{sentence}");
    }
}

#[test]
fn names_that_hold_another_name_are_indicators_of_their_own() {
    let text = "UBND tỉnh Hà Sơn: quý I/2024, thu ngân sách đạt 10 tỷ đồng, thu nội địa đạt 8 tỷ đồng.";
    let other =
        "UBND tỉnh Hà Sơn: 6 tháng năm 2024, thu nội địa đạt 20 tỷ đồng; cả nước thu ngân sách đạt 900 nghìn tỷ đồng.";
    let reader = Reader::default();
    let entries = [text, other].map(|text| reader.entry(&reader.read(text)));
    let dots = |name: &str| trends(&entries, &topic(name)).first().map_or(0, |t| t.series[0].dots.len());
    assert_eq!((dots("thu ngân sách"), dots("thu nội địa")), (1, 2));
}

#[test]
fn what_turned_between_two_bulletins_is_told() {
    let found = compare(&entry("q1-2023.txt"), &entry("q1-2024.txt"));
    let names = |list: &[bantin::shelf::Missed]| list.iter().map(|m| m.indicator.clone()).collect::<Vec<_>>();
    assert_eq!(names(&found.newly), ["Thu ngân sách"]);
    assert_eq!(found.better.len(), 1);
    assert_eq!(found.no_longer[0].1.indicator, "Kim ngạch xuất khẩu");
    assert!(found.worse.is_empty() && found.silent.is_empty());
    assert!((80..100).contains(&found.repeated[0].2));
    let found = compare(&entry("q1-2023.txt"), &entry("m6-2023.txt"));
    assert_eq!(names(&found.silent), ["Kim ngạch xuất khẩu"]);
    let found = compare(&entry("m6-2023.txt"), &entry("q1-2023.txt"));
    assert_eq!(found.untold[0].indicator, "Chỉ số sản xuất công nghiệp");
    let same = compare(&entry("q1-2023.txt"), &entry("q1-2023.txt"));
    assert!(same.newly.is_empty() && same.worse.is_empty() && same.better.is_empty() && same.repeated[0].2 == 100);
}

#[test]
fn trends_are_printed_in_every_form() {
    let place = Place::new("trend");
    let dir = folder().to_string_lossy().into_owned();
    let run = |args: &[&str]| place.run(&[&["trend", "--lang", "en"][..], args, &[dir.as_str()]].concat());
    let text = run(&["--width", "100", "thu ngan sach"]);
    insta::assert_snapshot!("trend", text.went_well());
    let csv = run(&["--format", "csv", "thu ngân sách"]);
    let rows: Vec<&str> = csv.went_well().lines().collect();
    assert_eq!((rows.len(), rows[0].split(',').count()), (7, 17));
    let json = run(&["--format", "json", "giải ngân"]).json();
    assert_eq!(json[0]["series"][0]["dots"][0]["tellings"][0]["plan_percent"].to_string(), "9.8");
    let svg = run(&["--format", "svg", "--place", "ha son", "thu ngân sách"]);
    assert!(svg.went_well().starts_with("<svg") && svg.out.matches("class=\"missed\"").count() == 3, "{}", svg.out);
    run(&["--format", "svg", "thu ngân sách"]).failed_with(&["several places", "--place"]);
    run(&["no such thing"]).failed_with(&["no such thing", "no bulletin tells"]);
    assert!(run(&[""]).went_well().contains("Giải ngân vốn đầu tư công"));
}

#[test]
fn comparisons_are_printed_in_every_form() {
    let place = Place::new("compare");
    let path = |name: &str| folder().join(name).to_string_lossy().into_owned();
    let (a, b) = (path("q1-2023.txt"), path("q1-2024.txt"));
    let run = |args: &[&str]| place.run(&[&["compare", "--lang", "en", &a, &b][..], args].concat());
    insta::assert_snapshot!("compare", run(&["--width", "100"]).went_well());
    assert!(run(&["--format", "markdown"]).went_well().contains("| "));
    assert_eq!(run(&["--format", "json"]).json()["newly"][0]["indicator"], "Thu ngân sách");
    place.run(&["compare", &a, "none.txt"]).failed_with(&["none.txt"]);
}

#[test]
fn all_bulletins_of_two_periods_are_compared() {
    let place = Place::new("periods");
    let dir = folder().to_string_lossy().into_owned();
    let run = |args: &[&str]| place.run(&[&["compare", "--lang", "en"][..], args].concat());
    let (q1, m6) = ("quý 1/2023", "6 tháng đầu năm 2023");
    let text = run(&["--width", "100", "--place", "ha son", q1, m6, &dir]);
    insta::assert_snapshot!("periods", text.went_well());
    let json = run(&["--format", "json", "--place", "ha son", q1, m6, &dir]).json();
    // Spans count the bytes of the bulletin that is named.
    let told = &json["newly"][0];
    let own = entry("m6-2023-other.txt");
    let at = |i: usize| usize::try_from(told["evidence"][i].as_u64().unwrap()).unwrap();
    assert!(
        told["source"].as_str().unwrap().ends_with("m6-2023-other.txt") && told["sentence"] == own.text[at(0)..at(1)]
    );
    let silent = &json["silent"][0];
    let (own, at) =
        (entry("q1-2023.txt"), |i: usize| usize::try_from(silent["evidence"][i].as_u64().unwrap()).unwrap());
    assert!(silent["sentence"] == own.text[at(0)..at(1)], "{silent}");
    run(&["quý 1/2024", "2024", &dir]).failed_with(&["2024", "no bulletin reports on it", "quý I"]);
    run(&["Hà Sơn", m6, &dir]).failed_with(&["Hà Sơn", "names no period"]);
    run(&["quý 1/2024", "quý 1/2024", &dir]).failed_with(&["several places", "--place"]);
}
