//! The lexicon: all rules, checked and compiled.

use super::cue::{Cue, Family, Gives};
use super::file::{self, Written};
use super::matcher::{Match, Matcher};
use super::pattern;
use crate::error::{Error, Result};
use crate::text::{Token, key};
use rustc_hash::{FxHashMap, FxHashSet};

/// A rule, ready for use.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Unique name, shown by `explain`.
    pub id: String,
    /// What its phrases mean.
    pub cue: Cue,
    /// What they give.
    pub gives: Gives,
}

/// All rules and their matcher.
#[derive(Debug, Default)]
pub struct Lexicon {
    rules: Vec<Rule>,
    matcher: Matcher,
    abbreviations: FxHashSet<String>,
}

impl Lexicon {
    /// The built-in rules.
    ///
    /// # Errors
    /// [`Error::Data`] where a file is at fault; the project's tests hold that none is.
    pub fn built_in() -> Result<Self> {
        Self::new(super::sources())
    }

    /// Rules from files: pairs of name and content. Of two rules of one id, or with one phrase in one family, the second
    /// is an error.
    ///
    /// # Errors
    /// [`Error::Data`] with file and line.
    pub fn new(sources: &[(&str, &str)]) -> Result<Self> {
        let mut lexicon = Self::default();
        let mut seen: FxHashMap<String, String> = FxHashMap::default();
        for (name, source) in sources {
            for written in file::read(name, source)? {
                let place = format!("{}:{}", written.file, written.line);
                if let Some(first) = seen.insert(written.id.clone(), place) {
                    return Err(fault(&written, format!("rule {:?} stands already at {first}", written.id)));
                }
                lexicon.add(&written)?;
            }
        }
        Ok(lexicon)
    }

    fn add(&mut self, written: &Written) -> Result<()> {
        let number = u32::try_from(self.rules.len()).unwrap_or(u32::MAX);
        let family = written.cue.family();
        for phrase in &written.phrases {
            for plain in pattern::expand(phrase).map_err(|m| fault(written, m))? {
                if written.cue == Cue::Abbreviation {
                    self.abbreviations.insert(key(&plain));
                }
                if let Some(other) = self.matcher.add(&plain, family, number).and_then(|r| self.rule(r)) {
                    return Err(fault(
                        written,
                        format!("{plain:?} of {:?} is a phrase of {:?} too", written.id, other.id),
                    ));
                }
            }
        }
        self.rules.push(Rule { id: written.id.clone(), cue: written.cue, gives: written.gives.clone() });
        Ok(())
    }

    /// The rule of a match.
    #[must_use]
    pub fn rule(&self, number: u32) -> Option<&Rule> {
        self.rules.get(number as usize)
    }

    /// Whether a word is one that is cut short by a stop (*TP*, *TS*).
    #[must_use]
    pub fn is_abbreviation(&self, word: &str) -> bool {
        word.chars().count() <= 5 && word.starts_with(char::is_uppercase) && self.abbreviations.contains(&key(word))
    }

    /// Number of rules.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The phrases of all families, in one pass, appended to `out` by [`Family::index`].
    pub fn find_all(&self, text: &str, tokens: &[Token], out: &mut [Vec<Match>; Family::COUNT]) {
        self.matcher.find_all(text, tokens, out);
    }

    /// The phrases of one family in the tokens of `text`, leftmost longest, in order, appended to `out`.
    pub fn find(&self, text: &str, tokens: &[Token], family: Family, out: &mut Vec<Match>) {
        self.matcher.find(text, tokens, family, out);
    }
}

fn fault(written: &Written, message: String) -> Error {
    Error::Data { file: written.file.clone(), line: written.line, message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, tokens};

    fn ids(lexicon: &Lexicon, text: &str, family: Family) -> Vec<String> {
        let text = crate::text::normalise(text).text;
        let (mut words, mut found) = (Vec::new(), Vec::new());
        tokens(&text, Span::new(0, text.len()), &mut words);
        lexicon.find(&text, &words, family, &mut found);
        found.iter().filter_map(|m| lexicon.rule(m.rule)).map(|r| r.id.clone()).collect()
    }

    #[test]
    fn every_rule_is_found_in_its_yes_and_not_in_its_no() {
        let lexicon = Lexicon::built_in().unwrap_or_else(|e| panic!("{e}"));
        let mut faults = Vec::new();
        for (name, source) in super::super::sources() {
            for rule in file::read(name, source).unwrap() {
                let found = |s: &String| ids(&lexicon, s, rule.cue.family()).contains(&rule.id);
                faults
                    .extend(rule.yes.iter().filter(|s| !found(s)).map(|s| format!("{name}: {} misses {s:?}", rule.id)));
                faults.extend(rule.no.iter().filter(|s| found(s)).map(|s| format!("{name}: {} takes {s:?}", rule.id)));
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn one_pass_finds_what_a_pass_a_family_does() {
        let lexicon = Lexicon::built_in().unwrap();
        let all = [
            Family::Figures,
            Family::Indicators,
            Family::Verdicts,
            Family::People,
            Family::Layout,
            Family::Pages,
            Family::Scene,
            Family::Tone,
            Family::Names,
        ];
        assert_eq!(all.len(), Family::COUNT);
        for text in [
            "Sáng 5/3, đồng chí Lò Văn An, Bí thư Tỉnh ủy kết luận: quý IV/2024 phấn đấu thu 1.250 tỷ đồng, tăng 12%.",
            "I. KẾT QUẢ. Theo báo cáo của UBND TP. Kim Hải khóa XVI, GRDP ước tăng 7,2% so với cùng kỳ năm trước.",
        ] {
            let (mut words, mut together) = (Vec::new(), <[Vec<Match>; Family::COUNT]>::default());
            tokens(text, Span::new(0, text.len()), &mut words);
            lexicon.find_all(text, &words, &mut together);
            for family in all {
                let mut alone = Vec::new();
                lexicon.find(text, &words, family, &mut alone);
                assert_eq!(together[family.index()], alone, "{family:?} in {text}");
            }
        }
    }

    #[test]
    fn a_second_rule_of_one_id_is_an_error_that_names_both() {
        let rule = "[[rule]]\nid = 'a'\ncue = 'up'\nmatch = ['x']\nyes = ['x']\nno = ['y']\n";
        let message = Lexicon::new(&[("one", rule), ("two", rule)]).unwrap_err().to_string();
        assert!(message.starts_with("two:2:") && message.contains("one:2"), "{message}");
    }

    #[test]
    fn spelling_and_form_make_no_difference() {
        let rule = "[[rule]]\nid = 'a'\ncue = 'up'\nmatch = ['tỉnh uỷ # tỷ']\nyes = ['x']\nno = ['y']\n";
        let lexicon = Lexicon::new(&[("t", rule)]).unwrap();
        for text in ["Tỉnh Ủy 5 tỉ", "TỈNH ỦY 5,5 TỶ", "ti\u{309}nh uy\u{309} 7 ty\u{309}", "tỉnh uỷ IV tỷ"]
        {
            assert_eq!(ids(&lexicon, text, Family::Figures), ["a"], "{text}");
        }
    }
}
