//! What the summary of a bulletin looks like, from a model that is kept as data, so that it changes only when the report
//! does.

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

use bantin::model::warning::Code;
use bantin::model::{Bulletin, Warning};
use bantin::report::plain::SHEET;
use bantin::report::{Labels, Language, Options, html, markdown, summary, text, wrap};
use bantin::text::Span;
use support::colour::without_colour;

fn model() -> Bulletin {
    let mut bulletin: Bulletin = serde_json::from_str(include_str!("fixtures/sample.model.json")).unwrap();
    let at = bulletin.text.find("8132").unwrap();
    bulletin.warnings.push(Warning {
        code: Code::NumberRepaired,
        args: vec!["8132".into(), "8.132".into()],
        places: vec![Span::new(at, at + 4)],
    });
    bulletin
}

fn printed(width: Option<usize>, full: bool) -> String {
    let labels = Labels::new(Language::Vi);
    text(&summary(&model(), &labels), &labels, Options { width, colour: false, full })
}

#[test]
fn the_sample_fits_on_a_sheet() {
    let page = printed(Some(100), false);
    assert!(page.lines().count() <= SHEET, "{}", page.lines().count());
    insta::assert_snapshot!("sheet", page);
}

#[test]
fn nothing_is_cut_where_all_is_asked_for_or_no_sheet_is_filled() {
    let full = printed(Some(100), true);
    assert!(full.lines().count() > SHEET);
    for page in [full, printed(None, false), printed(Some(60), false), printed(Some(40), false)] {
        let flat = page.split_whitespace().collect::<Vec<_>>().join(" ");
        for conclusion in model().conclusions {
            assert!(flat.contains(conclusion.span.of(&model().text)), "{page}");
        }
    }
    insta::assert_snapshot!("pipe", printed(None, false));
    insta::assert_snapshot!("narrow", printed(Some(60), false));
    insta::assert_snapshot!("common", printed(Some(80), false));
}

#[test]
fn no_line_is_wider_than_the_terminal_and_no_number_stands_alone() {
    for width in (40..=200).step_by(3) {
        for line in printed(Some(width), false).lines() {
            assert!(wrap::width(line) <= width, "{width}: {line}");
            let end = line.trim_end().rsplit(' ').next().unwrap();
            let alone = end.ends_with(|c: char| c.is_ascii_digit()) && line.contains("tỷ đồng");
            assert!(!alone || end.starts_with('¶'), "{width}: {line}");
        }
    }
}

#[test]
fn every_figure_and_shortfall_is_there_at_every_width() {
    for width in [None, Some(40), Some(60), Some(80), Some(100), Some(200)] {
        let page = printed(width, false);
        for number in ["24.042 tỷ đồng", "8.132 tỷ đồng", "1,387 triệu lượt", "−14,55 %", "19,13 %", "−6,51"]
        {
            assert!(page.contains(number), "{number} at {width:?}");
        }
        for heading in ["CHƯA ĐẠT (8)", "KẾT LUẬN, NHIỆM VỤ (20)", "SỐ LIỆU (9)", "NGƯỜI PHÁT BIỂU (3)", "LƯU Ý (1)"]
        {
            assert!(page.contains(heading), "{heading} at {width:?}");
        }
    }
}

#[test]
fn colour_only_adds() {
    let labels = Labels::new(Language::Vi);
    let options = Options { width: Some(100), colour: true, full: false };
    let coloured = text(&summary(&model(), &labels), &labels, options);
    let plain: String = without_colour(&coloured).lines().map(|l| format!("{}\n", l.trim_end())).collect();
    assert_ne!(coloured, plain);
    assert_eq!(plain, printed(Some(100), false));
}

#[test]
fn markdown_and_html_say_the_same() {
    let labels = Labels::new(Language::En);
    let model = model();
    let page = summary(&model, &labels);
    insta::assert_snapshot!("markdown", markdown(&page));
    let html = html(&page, &labels);
    assert!(html.starts_with("<!doctype html>") && html.contains("<html lang=\"en\">"));
    assert!(!html.contains("<script") && !html.contains("http"));
    assert!(html.contains("33.3\u{a0}triệu\u{a0}tấn") && html.contains("−14.55\u{a0}%"));
}

#[test]
fn a_bulletin_without_shortfalls_says_so() {
    let labels = Labels::new(Language::Vi);
    let bulletin = Bulletin { shortfalls: Vec::new(), ..model() };
    let page = text(&summary(&bulletin, &labels), &labels, Options::default());
    assert!(page.contains("Không thấy chỉ tiêu nào chưa đạt."));
}
