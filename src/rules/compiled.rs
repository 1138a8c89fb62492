//! The built-in rules as constants: made when the program is built, so that a start has no rules to compile and no tables
//! to copy.
//!
//! In: rule files, or the constants. Out: the constants as Rust, or the same [`Lexicon`] that the files give.

use super::cue::Cue;
use super::file;
use super::gives::Gives;
use super::lexicon::{Lexicon, Rule};
use super::matcher::{Matcher, Tables};
use crate::error::Result;
use std::borrow::Cow;

/// Rules that are compiled, and the matcher's tables.
#[derive(Clone, Copy, Debug, Hash)]
pub struct Compiled {
    /// Id, cue and what it gives.
    pub rules: &'static [[&'static str; 3]],
    /// Words cut short by a stop.
    pub abbreviations: &'static [&'static str],
    /// Those of [`Tables::words`].
    pub words: &'static [&'static str],
    /// Those of [`Tables::starts`].
    pub starts: &'static [[u32; 2]],
    /// Those of [`Tables::nodes`].
    pub nodes: &'static [[u32; 2]],
    /// Those of [`Tables::arcs`].
    pub arcs: &'static [[u32; 2]],
    /// Those of [`Tables::ends`].
    pub ends: &'static [[u32; 2]],
}

/// A [`Compiled`] of rule files (pairs of name and content), as Rust.
///
/// # Errors
/// [`crate::error::Error::Data`] with file and line.
pub fn compile(sources: &[(&str, &str)]) -> Result<String> {
    let lexicon = Lexicon::new(sources)?;
    let mut rules = Vec::new();
    for (name, source) in sources {
        for written in file::read(name, source)? {
            rules.push([written.id, written.cue_name, written.value.unwrap_or_default()]);
        }
    }
    let Tables { words, starts, nodes, arcs, ends } = lexicon.matcher().tables();
    let abbreviations: Vec<&String> = lexicon.abbreviations().collect();
    Ok(format!(
        "Compiled {{ rules: &{rules:?}, abbreviations: &{abbreviations:?}, words: &{words:?}, starts: &{starts:?}, \
         nodes: &{nodes:?}, arcs: &{arcs:?}, ends: &{ends:?} }}\n"
    ))
}

/// The lexicon of compiled rules; `None` where [`compile`] did not make them.
#[must_use]
pub fn read(compiled: &Compiled) -> Option<Lexicon> {
    let rules = compiled.rules.iter().map(rule).collect::<Option<Vec<Rule>>>()?;
    let tables = Tables {
        words: compiled.words.iter().copied().map(Cow::Borrowed).collect(),
        starts: compiled.starts.into(),
        nodes: compiled.nodes.into(),
        arcs: compiled.arcs.into(),
        ends: compiled.ends.into(),
    };
    let abbreviations = compiled.abbreviations.iter().copied().map(str::to_owned).collect();
    Some(Lexicon::ready(rules, Matcher::new(tables), abbreviations))
}

fn rule([id, cue, gives]: &[&'static str; 3]) -> Option<Rule> {
    let cue = Cue::named(cue).ok()?;
    let gives = Gives::read(cue, (!gives.is_empty()).then_some(*gives)).ok()?;
    Some(Rule { id: (*id).to_owned(), cue, gives })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_gives_the_rules_of_the_files() {
        let files = Lexicon::built_in().unwrap();
        let read = crate::built_in_rules();
        assert_eq!(read.matcher().tables(), files.matcher().tables());
        let rules =
            |lexicon: &Lexicon| lexicon.rules().map(|r| (r.id.clone(), r.cue, r.gives.clone())).collect::<Vec<_>>();
        assert_eq!(rules(&read), rules(&files));
        assert!(read.is_abbreviation("TP") && files.is_abbreviation("TP"));
    }

    #[test]
    fn what_is_no_rule_gives_nothing() {
        let none =
            Compiled { rules: &[], abbreviations: &[], words: &[], starts: &[], nodes: &[], arcs: &[], ends: &[] };
        assert!(read(&none).is_some_and(|lexicon| lexicon.rules().count() == 0));
        const WRONG: [[[&str; 3]; 1]; 3] = [[["one", "", ""]], [["one", "no.such.cue", ""]], [["one", "basis", ""]]];
        for rules in &WRONG {
            assert!(read(&Compiled { rules, ..none }).is_none(), "{rules:?}");
        }
    }
}
