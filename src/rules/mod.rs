//! The language as data: `assets/vi/*.toml` → one compiled matcher.
//!
//! In: rule files (built in, or a user's own). Out: a [`Lexicon`], which finds [`Match`]es of phrases in tokens. A rule
//! has an id, a [`Cue`] (what the phrase means to the parser), phrases, and `yes` and `no` sentences that hold it.

pub mod builder;
pub mod check;
pub mod compiled;
pub mod cue;
pub mod file;
pub mod gives;
pub mod lexicon;
pub mod matcher;
mod memory;
pub mod own;
pub mod pattern;
pub mod symbols;

pub use cue::{Cue, Family};
pub use gives::Gives;
pub use lexicon::{Lexicon, NameWord, Rule};
pub use matcher::{Match, Matcher, Phrase};

/// The rule files built into the program: name and content.
#[must_use]
pub fn sources() -> &'static [(&'static str, &'static str)] {
    SOURCES
}

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../assets/vi/", $name)))),*]
    };
}

static SOURCES: &[(&str, &str)] = built_in![
    "abbreviations.toml",
    "aliases.toml",
    "basis.toml",
    "change.toml",
    "exclusions.toml",
    "hedges.toml",
    "indicators.toml",
    "names.toml",
    "offices.toml",
    "openers.toml",
    "pages.toml",
    "periods.toml",
    "plan.toml",
    "scales.toml",
    "speech.toml",
    "structure.toml",
    "tables.toml",
    "tasks.toml",
    "units.toml",
    "verbs.toml",
    "verdicts.toml",
    "words.toml",
];
