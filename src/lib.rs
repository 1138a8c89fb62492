//! **bantin** (*bản tin*, bulletin) reads official Vietnamese bulletins: it splits them into sections, speakers and
//! figures, works out which indicators miss what is due, and tells where in the text each statement rests.
//!
//! Data flows one way: [`load`] → [`text`] → [`parse`] → [`assess`] → [`report`] or `tui`.

pub mod assess;
pub mod cli;
pub mod error;
pub mod load;
pub mod model;
pub mod parse;
pub mod report;
pub mod rules;
pub mod text;
pub mod tui;

pub use error::{Error, Result};

use model::Warning;
use model::warning::Code;
use std::sync::LazyLock;

/// The built-in rules, compiled once. Empty where they are at fault, which the tests of `rules` rule out.
static LEXICON: LazyLock<rules::Lexicon> = LazyLock::new(|| rules::Lexicon::built_in().unwrap_or_default());

/// Reads a bulletin's text: everything that the model holds, but for where it came from.
///
/// ```
/// let bulletin = bantin::read("Quý I/2024, thu nội địa đạt 2.870 tỷ đồng, bằng 23,9% dự toán.");
/// assert_eq!(bulletin.language, "vi");
/// ```
#[must_use]
pub fn read(text: &str) -> model::Bulletin {
    let normal = text::normalise(text);
    let mut bulletin = parse::read(&normal.text, &LEXICON);
    assess::judge(&mut bulletin, &LEXICON);
    let removed = [(Code::ControlRemoved, normal.controls), (Code::InvisibleRemoved, normal.invisibles)];
    let told =
        removed.into_iter().filter(|(_, count)| *count > 0).map(|(code, count)| warning(code, vec![count.to_string()]));
    bulletin.warnings.splice(0..0, told);
    if report::is_plain(&bulletin) {
        bulletin.warnings.push(warning(Code::NothingFound, Vec::new()));
    }
    bulletin
}

fn warning(code: Code, args: Vec<String>) -> Warning {
    Warning { code, args, places: Vec::new() }
}
