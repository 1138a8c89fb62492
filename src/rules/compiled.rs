//! The built-in rules as constants: made when the program is built, so that a start has no rules to compile and no tables
//! to copy.
//!
//! In: rule files. Out: the [`Lexicon`] that they give, as Rust.

use super::gives::Gives;
use super::lexicon::{Lexicon, Rule};
use crate::error::Result;
use std::borrow::Cow;
use std::fmt::Debug;

/// What the constants are made of.
const USES: &str = "
#[allow(unused_imports)] // Not all is given by some rule.
use crate::model::{Act, Basis, Bound, Decimal, Horizon, conclusion, figure::Polarity, section, verdict::Says};
use crate::rules::matcher::{Matcher, Pairs, Tables};
use crate::rules::symbols::Symbols;
use crate::rules::{Cue, Gives, Lexicon, Rule};
use std::borrow::Cow;
";

/// The lexicon of rule files (pairs of name and content), as Rust: a static `LEXICON`.
///
/// # Errors
/// [`crate::error::Error::Data`] with file and line.
pub fn compile(sources: &[(&str, &str)]) -> Result<String> {
    let lexicon = Lexicon::new(sources)?;
    let (symbols, tables) = lexicon.matcher().parts();
    let (words, slots, flags) = symbols.tables();
    let rules: Vec<String> = lexicon.rules().map(rule).collect();
    let constants = [
        constant("RULES", "Rule", &rules.join(", ")),
        constant("ABBREVIATIONS", "Cow<'static, str>", &borrowed(lexicon.abbreviations())),
        constant("WORDS", "Cow<'static, str>", &borrowed(words)),
        constant("SLOTS", "u32", &listed(slots)),
        constant("FLAGS", "u32", &listed(flags)),
        constant("PAIRS", "u64", &listed(&tables.pairs.0)),
        constant("STARTS", "[u32; 2]", &listed(&tables.starts)),
        constant("NODES", "[u32; 2]", &listed(&tables.nodes)),
        constant("ARCS", "[u32; 2]", &listed(&tables.arcs)),
        constant("ENDS", "[u32; 2]", &listed(&tables.ends)),
    ];
    let tables = "Tables { starts: Cow::Borrowed(STARTS), pairs: Pairs(Cow::Borrowed(PAIRS)), nodes: Cow::Borrowed(NODES), \
                  arcs: Cow::Borrowed(ARCS), ends: Cow::Borrowed(ENDS) }";
    let matcher = format!("Matcher::built_in(Symbols::built_in(WORDS, SLOTS, FLAGS), {tables})");
    let lexicon = format!("pub static LEXICON: Lexicon = Lexicon::compiled(RULES, {matcher}, ABBREVIATIONS);\n");
    Ok([USES, &constants.concat(), &lexicon].concat())
}

fn constant(name: &str, of: &str, members: &str) -> String {
    format!("const {name}: &[{of}] = &[{members}];\n")
}

/// Members that are written in Rust as they are told for debugging.
fn listed(members: &[impl Debug]) -> String {
    members.iter().map(|member| format!("{member:?}, ")).collect()
}

fn borrowed(words: &[Cow<'static, str>]) -> String {
    words.iter().map(|word| format!("Cow::Borrowed({word:?}), ")).collect()
}

fn rule(rule: &Rule) -> String {
    let Rule { id, cue, gives } = rule;
    format!("Rule {{ id: Cow::Borrowed({id:?}), cue: Cue::{cue:?}, gives: Gives::{} }}", given(gives))
}

fn given(gives: &Gives) -> String {
    match gives {
        Gives::Nothing => "Nothing".to_owned(),
        Gives::Number(number) => {
            let parts = number.unpack();
            let (lo, mid, hi) = (parts.lo, parts.mid, parts.hi);
            format!("Number(Decimal::from_parts({lo}, {mid}, {hi}, {}, {}))", parts.negative, parts.scale)
        }
        Gives::Basis(basis) => format!("Basis(Basis::{basis:?})"),
        Gives::Horizon(horizon) => format!("Horizon(Horizon::{horizon:?})"),
        Gives::Bound(bound) => format!("Bound(Bound::{bound:?})"),
        Gives::Polarity(polarity) => format!("Polarity(Polarity::{polarity:?})"),
        Gives::Act(act) => format!("Act(Act::{act:?})"),
        Gives::Section(kind) => format!("Section(section::Kind::{kind:?})"),
        Gives::Conclusion(kind) => format!("Conclusion(conclusion::Kind::{kind:?})"),
        Gives::Says(says) => format!("Says(Says::{says:?})"),
        Gives::Name(name) => format!("Name(Cow::Borrowed({name:?}))"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_gives_the_rules_of_the_files() {
        let files = Lexicon::built_in().unwrap();
        let reader = crate::Reader::default();
        let built_in = reader.lexicon();
        assert_eq!(files.matcher().parts().0.tables(), built_in.matcher().parts().0.tables());
        assert_eq!(files.matcher().parts().1, built_in.matcher().parts().1);
        let rules =
            |lexicon: &Lexicon| lexicon.rules().map(|r| (r.id.clone(), r.cue, r.gives.clone())).collect::<Vec<_>>();
        assert_eq!(rules(built_in), rules(&files));
        assert_eq!(built_in.abbreviations(), files.abbreviations());
        assert!(built_in.is_abbreviation("TP"));
    }
}
