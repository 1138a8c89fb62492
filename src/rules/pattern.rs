//! The small language of phrases: `so với [cùng] (kỳ|thời điểm) [năm #]`.
//!
//! `[x]` may be left out, `(a|b)` is one of several, `#` stands for a number, `@` for a year. Out: a tree of words and
//! choices, which the matcher takes in as it is: no phrase is ever written out.

use crate::error::{Code, Fault};
use crate::text::{Span, Token, tokens};

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<'p> {
    /// A word, a number, a mark, or what stands for one.
    Word(&'p str),
    /// One of several sequences.
    Choice {
        /// The sequences.
        ways: Vec<Vec<Part<'p>>>,
        /// Whether all may be left out.
        optional: bool,
    },
}

/// The parts of a pattern in order, or what is wrong with it.
///
/// # Errors
/// A bracket without its other one, a pattern without words: in words.
pub fn parts(pattern: &str) -> Result<Vec<Part<'_>>, Fault> {
    let mut scratch = Vec::new();
    let (mut ways, rest) =
        alternatives(pattern, &mut scratch).map_err(|fault| Code::PatternIn.and(fault).with(format!("{pattern:?}")))?;
    match (ways.pop(), ways.is_empty(), rest) {
        (Some(parts), true, "") if !parts.is_empty() => Ok(parts),
        (Some(_), _, "") => Err(Code::PatternWords.with(format!("{pattern:?}"))),
        _ => Err(Code::PatternBracket.with(format!("{pattern:?}"))),
    }
}

fn alternatives<'p>(rest: &'p str, scratch: &mut Vec<Token>) -> Result<(Vec<Vec<Part<'p>>>, &'p str), Fault> {
    let (first, mut rest) = sequence(rest, scratch)?;
    let mut ways = vec![first];
    while let Some(after) = rest.strip_prefix('|') {
        let (way, left) = sequence(after, scratch)?;
        ways.push(way);
        rest = left;
    }
    Ok((ways, rest))
}

fn sequence<'p>(mut rest: &'p str, scratch: &mut Vec<Token>) -> Result<(Vec<Part<'p>>, &'p str), Fault> {
    let mut out = Vec::new();
    loop {
        let end = rest.find(['(', '[', '|', ')', ']']).unwrap_or(rest.len());
        let (words, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        scratch.clear();
        tokens(words, Span::new(0, words.len()), scratch);
        out.extend(scratch.iter().map(|t| Part::Word(t.span.of(words))));
        let (close, optional) = match after.chars().next() {
            Some('(') => (')', false),
            Some('[') => (']', true),
            _ => return Ok((out, after)),
        };
        let (ways, left) = alternatives(after.get(1..).unwrap_or_default(), scratch)?;
        rest = left.strip_prefix(close).ok_or_else(|| Code::BracketMissing.with(format!("{close:?}")))?;
        out.push(Part::Choice { ways, optional });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Part<'_> {
        Part::Word(text)
    }

    #[test]
    fn brackets_are_choices() {
        let choice = |ways: &[&[&'static str]], optional| Part::Choice {
            ways: ways.iter().map(|w| w.iter().map(|w| word(w)).collect()).collect(),
            optional,
        };
        assert_eq!(
            parts("so [với] (a|b c) #/@").unwrap(),
            [
                word("so"),
                choice(&[&["với"]], true),
                choice(&[&["a"], &["b", "c"]], false),
                word("#"),
                word("/"),
                word("@")
            ]
        );
    }

    /// The phrases that a pattern stands for.
    fn phrases(parts: &[Part<'_>]) -> usize {
        let ways = |part: &Part<'_>| match part {
            Part::Word(_) => 1,
            Part::Choice { ways, optional } => {
                ways.iter().map(|way| phrases(way)).sum::<usize>() + usize::from(*optional)
            }
        };
        parts.iter().map(ways).product()
    }

    #[test]
    fn no_built_in_pattern_stands_for_thousands_of_phrases() {
        const MOST: usize = 1_600;
        for (name, source) in crate::rules::sources() {
            for rule in crate::rules::file::read(name, source).unwrap() {
                for pattern in &rule.phrases {
                    let count = phrases(&parts(pattern).unwrap());
                    assert!(count <= MOST, "{name}: {pattern:?} is {count} phrases, each of which the program carries");
                }
            }
        }
    }

    #[test]
    fn faulty_patterns_are_told() {
        for pattern in ["so (với", "so] với", "", "a|b"] {
            assert!(parts(pattern).is_err(), "{pattern:?}");
        }
    }
}
