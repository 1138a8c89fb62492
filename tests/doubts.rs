//! Contradictions are told, and what is none is not: the texts of `tests/doubts/texts.toml`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use bantin::model::Bulletin;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    text: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    /// The codes of the warnings, in order.
    tells: Vec<String>,
    text: String,
}

fn codes(bulletin: &Bulletin) -> Vec<String> {
    bulletin.warnings.iter().map(|w| serde_json::to_value(w.code).unwrap().as_str().unwrap().to_owned()).collect()
}

#[test]
fn contradictions_are_told_and_nothing_else_is() {
    let texts: Texts = toml::from_str(include_str!("doubts/texts.toml")).unwrap();
    let mut faults = Vec::new();
    for case in &texts.text {
        let told = codes(&bantin::read(&case.text));
        if told != case.tells {
            faults.push(format!("{:?} instead of {:?}: {}", told, case.tells, case.text));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(texts.text.len() >= 60);
}

#[test]
fn both_places_of_a_contradiction_are_told() {
    let texts: Texts = toml::from_str(include_str!("doubts/texts.toml")).unwrap();
    for case in texts.text.iter().filter(|t| t.tells.iter().any(|c| c.ends_with("twice") || c.ends_with("whole"))) {
        let bulletin = bantin::read(&case.text);
        let warning = &bulletin.warnings[0];
        assert!(warning.places.len() >= 2, "{warning:?}");
        for place in &warning.places {
            assert!(!place.of(&bulletin.text).is_empty(), "{warning:?}");
        }
    }
}

#[test]
fn many_figures_of_one_name_cost_no_more_than_others() {
    use std::fmt::Write as _;
    let mut text = String::from("9 tháng năm 2024, tình hình như sau.\n\n");
    for i in 0..4000 {
        let _ = write!(text, "Thu ngân sách nhà nước đạt {},5 tỷ đồng, bằng {}% dự toán. ", 1000 + i % 7, 20 + i % 5);
        text.push_str(if i % 5 == 4 { "\n\n" } else { "" });
    }
    let time = |text: &str| {
        let start = std::time::Instant::now();
        let bulletin = bantin::read(text);
        assert!(bulletin.figures.len() * 2 >= text.matches("Thu ").count(), "{}", bulletin.figures.len());
        start.elapsed()
    };
    let half: String = text.split_inclusive("\n\n").take(400).collect();
    let best = |text: &str| (0..3).map(|_| time(text)).min().unwrap_or_default();
    assert!(best(&text) < best(&half) * 6, "twice the figures cost more than six times");
}
