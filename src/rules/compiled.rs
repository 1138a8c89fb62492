//! The built-in rules as bytes: made when the program is built, so that a start has no rules to compile.
//!
//! In: rule files, or the bytes. Out: the bytes, or the same [`Lexicon`] that the files give. Numbers are 32 bits, low
//! byte first: the lengths of all parts, then the parts. Rules are lines of text: id, cue and what it gives.

use super::cue::Cue;
use super::file;
use super::gives::Gives;
use super::lexicon::{Lexicon, Rule};
use super::matcher::{Matcher, Tables};
use crate::error::Result;

/// Number of parts: three of text, four of pairs of numbers.
const PARTS: usize = 7;

/// The bytes of rule files: pairs of name and content.
///
/// # Errors
/// [`crate::error::Error::Data`] with file and line.
pub fn compile(sources: &[(&str, &str)]) -> Result<Vec<u8>> {
    let lexicon = Lexicon::new(sources)?;
    let mut rules = String::new();
    for (name, source) in sources {
        for written in file::read(name, source)? {
            let gives = written.value.as_deref().unwrap_or_default();
            rules.extend([written.id.as_str(), "\t", &written.cue_name, "\t", gives, "\n"]);
        }
    }
    let tables = lexicon.matcher().tables();
    let abbreviations: String = lexicon.abbreviations().flat_map(|word| [word.as_str(), "\n"]).collect();
    let words: String = tables.words.iter().flat_map(|word| [word.as_str(), "\n"]).collect();
    let texts = [rules, abbreviations, words];
    let pairs = [&tables.starts, &tables.nodes, &tables.arcs, &tables.ends];
    let lengths = texts.iter().map(String::len).chain(pairs.iter().map(|rows| rows.len() * 8));
    let mut out: Vec<u8> = lengths.flat_map(|length| u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes()).collect();
    texts.iter().for_each(|text| out.extend_from_slice(text.as_bytes()));
    out.extend(pairs.iter().flat_map(|rows| rows.iter().flatten()).flat_map(|number| number.to_le_bytes()));
    Ok(out)
}

/// The lexicon of bytes that [`compile`] made; `None` for any others.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Lexicon> {
    let (head, mut rest) = bytes.split_at_checked(PARTS * 4)?;
    let mut parts = [&[][..]; PARTS];
    for (part, length) in parts.iter_mut().zip(numbers(head)) {
        (*part, rest) = rest.split_at_checked(length as usize)?;
    }
    let [rules, abbreviations, words, starts, nodes, arcs, ends] = parts;
    let text = |part| std::str::from_utf8(part).ok();
    let rules = text(rules)?.lines().map(rule).collect::<Option<Vec<Rule>>>()?;
    let tables = Tables {
        words: text(words)?.lines().map(str::to_owned).collect(),
        starts: pairs(starts),
        nodes: pairs(nodes),
        arcs: pairs(arcs),
        ends: pairs(ends),
    };
    let abbreviations = text(abbreviations)?.lines().map(str::to_owned).collect();
    Some(Lexicon::ready(rules, Matcher::new(tables), abbreviations))
}

fn rule(line: &str) -> Option<Rule> {
    let mut fields = line.split('\t');
    let (id, cue, gives) = (fields.next()?, Cue::named(fields.next()?).ok()?, fields.next()?);
    let gives = Gives::read(cue, (!gives.is_empty()).then_some(gives)).ok()?;
    Some(Rule { id: id.to_owned(), cue, gives })
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).filter_map(|four| four.try_into().ok()).map(u32::from_le_bytes)
}

fn pairs(bytes: &[u8]) -> Vec<[u32; 2]> {
    let mut numbers = numbers(bytes);
    std::iter::from_fn(|| Some([numbers.next()?, numbers.next()?])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_give_the_rules_of_the_files() {
        let files = Lexicon::built_in().unwrap();
        let bytes = compile(super::super::sources()).unwrap();
        let read = read(&bytes).unwrap();
        assert_eq!(read.matcher().tables(), files.matcher().tables());
        let rules =
            |lexicon: &Lexicon| lexicon.rules().map(|r| (r.id.clone(), r.cue, r.gives.clone())).collect::<Vec<_>>();
        assert_eq!(rules(&read), rules(&files));
        assert!(read.is_abbreviation("TP") && files.is_abbreviation("TP"));
    }

    #[test]
    fn other_bytes_give_nothing_and_no_panic() {
        let bytes = compile(super::super::sources()).unwrap();
        for cut in (0..bytes.len()).step_by(997) {
            assert!(read(bytes.get(..cut).unwrap()).is_none(), "{cut}");
        }
    }
}
