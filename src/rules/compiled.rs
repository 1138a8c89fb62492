//! The built-in rules as constants: made when the program is built, so that a start has no rules to compile and no tables
//! to copy.
//!
//! In: rule files, or the constants. Out: the constants as Rust, or the same [`Lexicon`] that the files give. Rules are
//! lines of text: id, cue and what it gives.

use super::cue::Cue;
use super::file;
use super::gives::Gives;
use super::lexicon::{Lexicon, Rule};
use super::matcher::{Matcher, Tables};
use crate::error::Result;
use std::borrow::Cow;

/// Rules that are compiled: texts of one line each, and the matcher's tables.
#[derive(Clone, Copy, Debug, Hash)]
pub struct Compiled {
    /// Id, cue and what it gives, between tabs.
    pub rules: &'static str,
    /// Words cut short by a stop.
    pub abbreviations: &'static str,
    /// Those of [`Tables::words`].
    pub words: &'static str,
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
    let mut rules = String::new();
    for (name, source) in sources {
        for written in file::read(name, source)? {
            let gives = written.value.as_deref().unwrap_or_default();
            rules.extend([written.id.as_str(), "\t", &written.cue_name, "\t", gives, "\n"]);
        }
    }
    let Tables { words, starts, nodes, arcs, ends } = lexicon.matcher().tables();
    let abbreviations: String = lexicon.abbreviations().flat_map(|word| [word.as_str(), "\n"]).collect();
    let words: String = words.iter().flat_map(|word| [word.as_ref(), "\n"]).collect();
    Ok(format!(
        "Compiled {{ rules: {rules:?}, abbreviations: {abbreviations:?}, words: {words:?}, starts: &{starts:?}, \
         nodes: &{nodes:?}, arcs: &{arcs:?}, ends: &{ends:?} }}\n"
    ))
}

/// The lexicon of compiled rules; `None` where [`compile`] did not make them.
#[must_use]
pub fn read(compiled: &Compiled) -> Option<Lexicon> {
    let rules = compiled.rules.lines().map(rule).collect::<Option<Vec<Rule>>>()?;
    let tables = Tables {
        words: compiled.words.lines().map(Cow::Borrowed).collect(),
        starts: compiled.starts.into(),
        nodes: compiled.nodes.into(),
        arcs: compiled.arcs.into(),
        ends: compiled.ends.into(),
    };
    let abbreviations = compiled.abbreviations.lines().map(str::to_owned).collect();
    Some(Lexicon::ready(rules, Matcher::new(tables), abbreviations))
}

fn rule(line: &str) -> Option<Rule> {
    let mut fields = line.split('\t');
    let (id, cue, gives) = (fields.next()?, Cue::named(fields.next()?).ok()?, fields.next()?);
    let gives = Gives::read(cue, (!gives.is_empty()).then_some(gives)).ok()?;
    Some(Rule { id: id.to_owned(), cue, gives })
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
    fn a_line_that_is_no_rule_gives_nothing() {
        let none = Compiled { rules: "", abbreviations: "", words: "", starts: &[], nodes: &[], arcs: &[], ends: &[] };
        assert!(read(&none).is_some_and(|lexicon| lexicon.rules().count() == 0));
        for rules in ["one", "one\tchange.down", "one\tno.such.cue\t"] {
            assert!(read(&Compiled { rules, ..none }).is_none(), "{rules}");
        }
    }
}
