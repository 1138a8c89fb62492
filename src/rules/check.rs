//! The examples of a user's rules, run with the built-in rules beside them.
//!
//! In: rule files and the [`Lexicon`] made of them. Out: every `yes` in which its rule is not found, every `no` in which it
//! is, with the line of the example and what stood in the way. Puts nothing into words.

use super::cue::Family;
use super::file::{self, Written};
use super::lexicon::Lexicon;
use super::matcher::Match;
use crate::error::{Code, Result};
use crate::text::{Span, normalise, tokens};
use serde::Deserialize;
use toml::Spanned;

/// What the examples showed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Number of rules.
    pub rules: usize,
    /// Number of examples.
    pub examples: usize,
    /// Those that failed, in the order of the files.
    pub failed: Vec<Failed>,
}

/// An example that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// The file.
    pub file: String,
    /// The example's line, from 1.
    pub line: usize,
    /// The rule.
    pub id: String,
    /// The sentence.
    pub example: String,
    /// What went wrong.
    pub fault: Fault,
}

/// What went wrong with an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A `yes` that holds none of the rule's phrases.
    Missing,
    /// A `yes` whose words another rule takes: the words, that rule.
    Taken(String, String),
    /// A `no` in which the rule is found: the words.
    Found(String),
}

#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    rule: Vec<Examples>,
}

#[derive(Deserialize)]
struct Examples {
    yes: Vec<Spanned<String>>,
    no: Vec<Spanned<String>>,
}

/// Runs all examples of `files`, pairs of name and content.
///
/// # Errors
/// [`crate::error::Error::Data`] where a file is at fault.
pub fn check(files: &[(String, String)], lexicon: &Lexicon) -> Result<Report> {
    let mut report = Report::default();
    for (name, source) in files {
        let page: Page = toml::from_str(source).map_err(|e| {
            let line = e.span().map_or(1, |s| file::line_of(source, s.start));
            Code::Told.with(e.message()).at(name, line)
        })?;
        for (written, examples) in file::read(name, source)?.iter().zip(page.rule) {
            let alone = Lexicon::of(written)?;
            report.rules += 1;
            report.examples += examples.yes.len() + examples.no.len();
            let yes = examples.yes.iter().map(|e| (e, missed(lexicon, &alone, written, e.get_ref())));
            let no = examples.no.iter().map(|e| (e, taken(lexicon, written, e.get_ref())));
            report.failed.extend(yes.chain(no).filter_map(|(example, fault)| {
                Some(Failed {
                    file: name.clone(),
                    line: file::line_of(source, example.span().start),
                    id: written.id.clone(),
                    example: example.get_ref().clone(),
                    fault: fault?,
                })
            }));
        }
    }
    Ok(report)
}

/// Why a rule is not found where it must be.
fn missed(lexicon: &Lexicon, alone: &Lexicon, written: &Written, example: &str) -> Option<Fault> {
    let (text, found) = matches(lexicon, written.cue.family(), example);
    let of = |m: &Match| lexicon.rule(m.rule).map(|rule| rule.id.to_string()).unwrap_or_default();
    if found.iter().any(|m| of(m) == written.id) {
        return None;
    }
    let (_, wanted) = matches(alone, written.cue.family(), example);
    let thief = wanted.iter().find_map(|w| found.iter().find(|m| m.span.overlaps(w.span)));
    Some(thief.map_or(Fault::Missing, |m| Fault::Taken(m.span.of(&text).to_owned(), of(m))))
}

/// The words in which a rule is found where it must not be.
fn taken(lexicon: &Lexicon, written: &Written, example: &str) -> Option<Fault> {
    let (text, found) = matches(lexicon, written.cue.family(), example);
    let own = found.iter().find(|m| lexicon.rule(m.rule).is_some_and(|rule| rule.id == written.id))?;
    Some(Fault::Found(own.span.of(&text).to_owned()))
}

/// The sentence in normal form, and the phrases of a family in it.
fn matches(lexicon: &Lexicon, family: Family, sentence: &str) -> (String, Vec<Match>) {
    let text = normalise(sentence).text;
    let (mut words, mut found) = (Vec::new(), Vec::new());
    tokens(&text, Span::new(0, text.len()), &mut words);
    lexicon.find(&text, &words, family, &mut found);
    (text, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(source: &str) -> Report {
        let files = [("own.toml".to_owned(), source.to_owned())];
        check(&files, &Lexicon::with_own(&files).unwrap()).unwrap()
    }

    fn rule(phrase: &str, yes: &str, no: &str) -> String {
        format!("[[rule]]\nid = 'my.rule'\ncue = 'counted'\nmatch = ['{phrase}']\nyes = ['{yes}']\nno = ['{no}']\n")
    }

    #[test]
    fn examples_that_hold_are_counted() {
        let report = run(&rule("hũ", "Có 5 hũ tương.", "Có 5 vụ cháy."));
        assert_eq!((report.rules, report.examples, report.failed.len()), (1, 2, 0));
    }

    #[test]
    fn what_went_wrong_is_told_with_the_examples_line() {
        for (source, line, fault) in [
            (rule("hũ", "Có 5 vại.", "Có."), 5, Fault::Missing),
            (rule("hũ", "Có 5 hũ.", "Có 6 hũ."), 6, Fault::Found("hũ".into())),
            (
                rule("biến áp", "Có 5 trạm biến áp.", "Có."),
                5,
                Fault::Taken("trạm biến áp".into(), "unit.counted".into()),
            ),
        ] {
            let failed = run(&source).failed;
            let told: Vec<_> = failed.iter().map(|f| (f.line, f.id.as_str(), f.fault.clone())).collect();
            assert_eq!(told, [(line, "my.rule", fault)]);
        }
    }
}
