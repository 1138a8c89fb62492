//! The data as they are promised: names of fields, forms of numbers, valid places, for whatever comes in.

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

use bantin::model::Bulletin;
use bantin::report::{Labels, Language, Options, csv, html, json, markdown, summary, text};
use proptest::prelude::*;
use serde_json::Value;
use support::corpus::cases;

/// The fields that the contract names, by the object that holds them.
const FIELDS: [(&str, &[&str]); 14] = [
    (
        "",
        &[
            "schema",
            "source",
            "title",
            "published",
            "held",
            "byline",
            "language",
            "period",
            "text",
            "sections",
            "speakers",
            "figures",
            "shortfalls",
            "conclusions",
            "warnings",
        ],
    ),
    ("/source", &["name", "format", "encoding", "bytes"]),
    ("/period", &["label", "start", "end", "elapsed_percent"]),
    ("/sections/0", &["id", "kind", "heading", "speaker", "span"]),
    ("/speakers/0", &["id", "name", "roles", "aliases", "statements"]),
    ("/speakers/0/statements/0", &["act", "span"]),
    (
        "/figures/3",
        &["id", "indicator", "within", "kind", "value", "changes", "plans", "share", "period", "span", "sentence"],
    ),
    ("/figures/3/value", &["amount", "unit", "canonical", "upper", "of", "bound", "estimate"]),
    ("/figures/3/value/canonical", &["amount", "unit"]),
    ("/figures/3/changes/0", &["percent", "upper", "points", "factor", "amount", "unit", "bound", "basis", "estimate"]),
    ("/figures/3/plans/0", &["percent", "of", "horizon", "bound", "estimate"]),
    (
        "/shortfalls/0",
        &[
            "indicator",
            "figure",
            "reasons",
            "expected_percent",
            "actual_percent",
            "change_percent",
            "severity",
            "evidence",
        ],
    ),
    ("/conclusions/0", &["kind", "speaker", "span"]),
    ("/due", &["percent", "named"]),
];

fn model() -> Bulletin {
    serde_json::from_str(include_str!("fixtures/sample.model.json")).unwrap()
}

fn value(bulletin: &Bulletin) -> Value {
    serde_json::from_str(&json::to_string(bulletin, &Labels::new(Language::Vi))).unwrap()
}

#[test]
fn every_field_of_the_contract_is_there() {
    let value = value(&model());
    for (place, fields) in FIELDS {
        let object = value.pointer(place).unwrap_or_else(|| panic!("nothing at {place}")).as_object().unwrap();
        for field in fields {
            assert!(object.contains_key(*field), "{field} is not in {place}");
        }
    }
    assert_eq!(value["figures"][3]["value"]["amount"].to_string(), "8132");
    assert_eq!(value["figures"][5]["value"]["amount"].to_string(), "6.59");
    assert_eq!(value["figures"][7]["changes"][0]["percent"].to_string(), "-4.74");
    assert_eq!(value["period"]["start"], "2023-01-01");
    assert_eq!(value["shortfalls"][0]["reasons"], serde_json::json!(["behind_plan", "declined", "stated"]));
}

#[test]
fn one_line_and_many_say_the_same_and_read_back() {
    let (bulletin, labels) = (model(), Labels::new(Language::Vi));
    let mut line = Vec::new();
    json::write_line(&mut line, &bulletin, &labels).unwrap();
    let line: Value = serde_json::from_slice(&line).unwrap();
    assert_eq!(line, value(&bulletin));
    assert_eq!(serde_json::from_value::<Bulletin>(line).unwrap(), bulletin);
}

/// Every place of the model lies on characters of its text.
fn places_fit(value: &Value, text: &str) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let spans: Vec<&Value> = match name.as_str() {
                    "span" | "sentence" | "indicator_span" => vec![field],
                    "evidence" => field.as_array().unwrap().iter().collect(),
                    _ => Vec::new(),
                };
                for span in spans {
                    let at = |i: usize| span[i].as_u64().unwrap() as usize;
                    assert!(text.get(at(0)..at(1)).is_some(), "{name} {span} does not fit the text");
                }
                places_fit(field, text);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| places_fit(item, text)),
        _ => {}
    }
}

fn is_harmless(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && c != '\n')
}

/// Reads `raw` and prints it in every form.
fn every_form_holds(raw: &str) {
    let mut bulletin = bantin::read(raw);
    bulletin.source.name = "x.txt".into();
    let value = value(&bulletin);
    let text_of = value["text"].as_str().unwrap().to_owned();
    places_fit(&value, &text_of);
    for language in [Language::Vi, Language::En] {
        let labels = Labels::new(language);
        let page = summary(&bulletin, &labels);
        for width in [None, Some(20), Some(60), Some(100)] {
            for full in [true, false] {
                assert!(is_harmless(&text(&page, &labels, Options { width, colour: false, full })));
            }
        }
        assert!(is_harmless(&markdown(&page)) && is_harmless(&html(&page, &labels)));
    }
    let rows = csv::rows(&bulletin);
    // A tab parts the cells of a table in the text.
    assert!(is_harmless(&rows.replace('\t', " ")) && rows.lines().count() >= bulletin.figures.len());
}

#[test]
fn every_bulletin_prints_in_every_form() {
    for case in cases() {
        every_form_holds(&bantin::load::from_bytes(&case.name, &case.bytes).unwrap().text);
    }
}

/// Pieces that bulletins are made of, and some that they should not be made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Thu ngân sách",
        "đạt",
        "giảm",
        "tăng",
        "24.042 tỷ đồng",
        "9,46%",
        "8132",
        "so với cùng kỳ",
        "kế hoạch năm",
        "trong đó",
        "Đồng chí",
        "Bí thư Thành uỷ",
        "Lê Văn A",
        "yêu cầu",
        "kết luận",
        "quý 1/2023",
        "(",
        ")",
        ",",
        ".",
        ";",
        ":",
        "\n",
        "\n\n",
        "- ",
        "\u{1b}[31m",
        "\u{202e}",
        "\u{0}",
        "\u{a0}",
        "\u{301}",
        "%",
        "1,387",
        "15/18",
        "“",
        "”",
        "…",
        "\t",
        "99999999999999999999999999999999",
        "-",
        "0,000000000000000000000000000000001",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_text_or_an_error_of_one_line(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        match bantin::load::from_bytes("x", &bytes) {
            Ok(loaded) => prop_assert!(!loaded.text.trim().is_empty()),
            Err(error) => prop_assert!(!error.to_string().contains('\n')),
        }
    }

    #[test]
    fn any_text_prints_in_every_form(raw in prop_oneof![any::<String>(), pieces()]) {
        every_form_holds(&raw);
    }
}
