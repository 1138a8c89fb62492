//! **bantin** (*bản tin*, bulletin) reads official Vietnamese bulletins: it splits them into sections, speakers and
//! figures, works out which indicators miss what is due, and tells where in the text each statement rests.
//!
//! Data flows one way: [`load`] → [`text`] → `parse` → `assess` → [`report`] or `tui`.

pub mod cli;
pub mod error;
pub mod load;
pub mod model;
pub mod report;
pub mod text;

pub use error::{Error, Result};

/// Reads a bulletin: brings the text into normal form and finds what [`model::Bulletin`] holds.
///
/// ```
/// let bulletin = bantin::read("Quý 1, GRDP tăng 9,65%.");
/// assert_eq!(bulletin.text, "Quý 1, GRDP tăng 9,65%.");
/// ```
#[must_use]
pub fn read(text: &str) -> model::Bulletin {
    let normal = text::normalise(text);
    let mut warnings = Vec::new();
    for (code, count) in [
        (model::warning::Code::ControlRemoved, normal.controls),
        (model::warning::Code::InvisibleRemoved, normal.invisibles),
    ] {
        if count > 0 {
            warnings.push(model::Warning { code, args: vec![count.to_string()], places: Vec::new() });
        }
    }
    let code = model::warning::Code::NothingFound;
    warnings.push(model::Warning { code, args: Vec::new(), places: Vec::new() });
    model::Bulletin {
        schema: model::bulletin::SCHEMA.to_owned(),
        language: "vi".to_owned(),
        text: normal.text,
        warnings,
        ..model::Bulletin::default()
    }
}
