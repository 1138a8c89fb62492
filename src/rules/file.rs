//! Rule files: strict reading of the TOML, with file and line in every error.

use super::cue::Cue;
use super::gives::Gives;
use crate::error::{Code, Error, Fault, Result};
use serde::Deserialize;
use toml::Spanned;

/// A rule as it stands in a file, checked.
#[derive(Clone, Debug)]
pub struct Written {
    /// Unique name.
    pub id: String,
    /// What its phrases mean.
    pub cue: Cue,
    /// What they give.
    pub gives: Gives,
    /// Patterns.
    pub phrases: Vec<String>,
    /// Sentences in which the rule must be found.
    pub yes: Vec<String>,
    /// Sentences in which it must not.
    pub no: Vec<String>,
    /// The file.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    #[serde(default)]
    rule: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<String>,
    cue: Spanned<String>,
    #[serde(default)]
    gives: Option<Spanned<String>>,
    #[serde(rename = "match")]
    phrases: Vec<String>,
    yes: Vec<String>,
    no: Vec<String>,
}

/// The rules of one file.
///
/// # Errors
/// [`Error::Data`] with file and line: unknown fields or cues, a rule without phrases or examples, a value that its cue
/// does not take.
pub fn read(file: &str, source: &str) -> Result<Vec<Written>> {
    let wrong = |at: usize, fault: Fault| fault.at(file, line_of(source, at));
    let page: Page =
        toml::from_str(source).map_err(|e| wrong(e.span().map_or(0, |s| s.start), Code::Told.with(e.message())))?;
    page.rule
        .into_iter()
        .map(|entry| {
            let at = entry.id.span().start;
            let id = entry.id.into_inner();
            if entry.phrases.is_empty() || entry.yes.is_empty() || entry.no.is_empty() {
                return Err(wrong(at, Code::RuleIncomplete.with(format!("{id:?}"))));
            }
            let cue = Cue::named(entry.cue.get_ref()).map_err(|fault| wrong(entry.cue.span().start, fault))?;
            let value = entry.gives.as_ref().map(|value| value.get_ref().as_str());
            let gives = Gives::read(cue, value)
                .map_err(|fault| wrong(at, Code::RuleFault.with(format!("{id:?}")).and(fault)))?;
            Ok(Written {
                id,
                cue,
                gives,
                phrases: entry.phrases,
                yes: entry.yes,
                no: entry.no,
                file: file.to_owned(),
                line: line_of(source, at),
            })
        })
        .collect()
}

impl Written {
    /// That something is wrong with it.
    #[must_use]
    pub fn wrong(&self, fault: Fault) -> Error {
        fault.at(&self.file, self.line)
    }
}

/// The line of a byte, from 1.
pub(super) fn line_of(source: &str, at: usize) -> usize {
    source.bytes().take(at).filter(|&b| b == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_faulty_file_is_told_with_its_line() {
        for (source, part) in [
            ("\n[[rule]]\nid = 'a'\ncue = 'up'\nmatch = ['x']\nyes = []\nno = ['y']\n", "t:3: rule \"a\" needs"),
            ("[[rule]]\nid = 'a'\ncue = 'upp'\nmatch = ['x']\nyes = ['x']\nno = ['y']\n", "t:3:"),
            ("[[rule]]\nid = 'a'\ncue = 'scale'\ngives = 'x'\nmatch = ['x']\nyes = ['x']\nno = ['y']\n", "number"),
            ("[[rule]]\nid = 'a'\ncolour = 'red'\ncue = 'up'\nmatch = ['x']\nyes = ['x']\nno = ['y']\n", "t:3:"),
        ] {
            let message = read("t", source).unwrap_err().to_string();
            assert!(message.contains(part), "{message}");
        }
    }
}
