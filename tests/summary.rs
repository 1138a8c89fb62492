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

use bantin::model::warning::Code;
use bantin::model::{Bulletin, Warning};
use bantin::report::plain::SHEET;
use bantin::report::{Labels, Language, Options, html, markdown, summary, text, wrap};
use bantin::text::Span;

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
fn see() {
    println!("{}", printed(Some(100), false));
    println!("{}", printed(None, false));
    println!("{}", printed(Some(60), false));
    println!("{}", printed(Some(40), false));
}
