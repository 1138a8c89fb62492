//! Retold: a sentence of a bulletin reads the same as an item of a list, as somebody's words, and behind what only leads in.
//!
//! Each sentence of the tests' bulletins that tells figures is read alone, then told in another way. A way may change the reading of
//! few, for some sentences are other ones then (*Vĩnh Lộc* behind a comma is no name any more); the share that it changes is bounded.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, missing_docs)]

use bantin::model::{Bulletin, Decimal};
use std::fmt::Write as _;
use std::path::Path;

/// Sentences from which on the shares mean something.
const LEAST: usize = 150;

/// The figures of a reading without places: names, numbers, what they are compared with, and what misses what is due.
fn reading(text: &str) -> String {
    let read: Bulletin = bantin::read(text);
    let fold = |name: &str| bantin::text::key(name).to_string();
    let plain = |number: Decimal| number.normalize().to_string();
    let mut out = String::new();
    for f in &read.figures {
        let value = f.value.as_ref().map(|v| (plain(v.amount), fold(&v.unit), v.upper, v.of, v.bound));
        let changes: Vec<_> = f.changes.iter().map(|c| (c.percent, c.points, c.amount, c.basis)).collect();
        let plans: Vec<_> = f.plans.iter().map(|p| (p.percent, p.horizon)).collect();
        let share = f.share.as_ref().map(|s| s.percent);
        writeln!(out, "{} {:?} {value:?} {changes:?} {plans:?} {share:?}", fold(&f.indicator), f.kind).unwrap();
    }
    for s in &read.shortfalls {
        writeln!(out, "misses: {} {:?}", fold(&s.indicator), s.reasons).unwrap();
    }
    out
}

/// The sentences with figures of the tests' bulletins, each on one line.
fn sentences() -> Vec<String> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bulletins")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "txt") {
            continue;
        }
        let read = bantin::read(&std::fs::read_to_string(path).unwrap());
        let spans = read.figures.iter().map(|f| f.sentence);
        out.extend(spans.map(|span| span.of(&read.text).trim().to_owned()));
    }
    out.sort();
    out.dedup();
    let opens = |s: &String| s.starts_with(char::is_alphabetic) && !s.contains(['\n', '\t', '“', '"']);
    out.retain(|s| opens(s) && !reading(s).is_empty());
    assert!(out.len() >= LEAST, "only {} sentences", out.len());
    out
}

/// Whether a sentence opens with words that lead in themselves, so that others before them would be one too many.
fn leads_in(sentence: &str) -> bool {
    sentence.split([',', ' ']).next().is_some_and(|first| {
        let first = bantin::text::key(first).to_string();
        let words =
            "trong theo tính về ngoài bên tuy cụ riêng đến đối quý tháng năm so từ cũng sau hết qua nhờ do với để tại";
        words.split(' ').any(|word| bantin::text::key(word) == first) || first.chars().count() < 2
    })
}

/// The sentence as it goes on behind a comma.
fn going_on(sentence: &str) -> String {
    let mut words = sentence.splitn(2, ' ');
    let (first, rest) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    // *GRDP*, *Vĩnh Lộc*: a name stays as it is.
    let named = first.chars().skip(1).any(char::is_uppercase) || rest.starts_with(char::is_uppercase);
    if named { sentence.to_owned() } else { format!("{} {rest}", first.to_lowercase()) }
}

/// Asserts that `way` changes the reading of at most `few` in a hundred sentences.
fn reads_the_same(how: &str, few: usize, way: impl Fn(&str) -> Option<String>) {
    let told: Vec<_> = sentences().into_iter().filter_map(|s| way(&s).map(|other| (s, other))).collect();
    assert!(told.len() * 2 >= LEAST, "{how}: only {} sentences", told.len());
    let differs = |(plain, other): &&(String, String)| reading(plain) != reading(other);
    let changed: Vec<_> = told.iter().filter(differs).collect();
    assert!(
        changed.len() * 100 <= told.len() * few,
        "{how}: {} of {} read otherwise: {:#?}",
        changed.len(),
        told.len(),
        changed.iter().map(|(_, other)| other).take(8).collect::<Vec<_>>()
    );
}

#[test]
fn as_an_item_of_a_list() {
    for mark in ["- ", "+ ", "• ", "a) ", "(1) ", "2. "] {
        reads_the_same(mark, 1, |s| Some(format!("{mark}{s}")));
    }
}

#[test]
fn as_words_of_somebody() {
    reads_the_same("quoted", 1, |s| {
        Some(format!("Ông Lê Văn Bình, Giám đốc Sở Tài chính, cho biết: “{}”.", s.trim_end_matches('.')))
    });
}

#[test]
fn behind_what_leads_in() {
    let leads = [
        "Nhìn chung",
        "Có thể thấy",
        "Bên cạnh đó",
        "Trước thực tế đó",
        "Với quyết tâm cao",
        "Mặc dù gặp bão",
        "Kết quả cho thấy",
    ];
    for lead in leads {
        reads_the_same(lead, 1, |s| (!leads_in(s)).then(|| format!("{lead}, {}", going_on(s))));
    }
}

#[test]
fn behind_another_sentence() {
    reads_the_same("after", 1, |s| Some(format!("{s} Công tác cán bộ được quan tâm.")));
}
