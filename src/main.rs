//! The program, for now: opens the model of a bulletin (JSON) in the reader.

use bantin::report::{Labels, Language};
use bantin::tui::{Options, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let built_in = include_str!("../tests/fixtures/provincial-party-q1-2024.bulletin.json").to_owned();
    let source = args.next().map_or(Ok(built_in), std::fs::read_to_string).unwrap_or_default();
    let Ok(bulletin) = serde_json::from_str(&source) else { return ExitCode::FAILURE };
    let summary = |bulletin: &bantin::model::Bulletin, width: usize| {
        let title = bulletin.title.clone().unwrap_or_default();
        let lines: Vec<String> = bulletin.shortfalls.iter().map(|s| s.indicator.clone()).collect();
        format!("{title}\n{}\n{}\n", "─".repeat(width), lines.join("\n"))
    };
    let options = Options {
        labels: Labels::new(Language::Vi),
        theme: std::env::var("BANTIN_THEME").ok(),
        theme_file: None,
        keys: None,
        mouse: true,
        memory: None,
        file: None,
        summary: Box::new(summary),
        reload: None,
    };
    match run(bulletin, options) {
        Ok(outcome) => {
            if let Some(text) = outcome.print {
                print!("{text}");
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
