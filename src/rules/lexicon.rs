//! The lexicon: all rules, checked and compiled.

use super::builder::Builder;
use super::cue::{Cue, Family};
use super::file::{self, Written};
use super::gives::Gives;
use super::matcher::{Match, Matcher, Phrase};
use super::pattern::{self, Part};
use super::symbols::Words;
use crate::error::{Code, Result};
use crate::model::figure::Polarity;
use crate::text::tokens::USUAL;
use crate::text::{Kind, Span, Token, key, tokens};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::cell::RefCell;

/// A rule, ready for use.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Unique name, shown by `explain`.
    pub id: Cow<'static, str>,
    /// What its phrases mean.
    pub cue: Cue,
    /// What they give.
    pub gives: Gives,
}

/// A word of an indicator's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameWord<'a> {
    /// A name that rules know: the one it shares with others of the same meaning.
    Known(&'a str),
    /// A word that does not tell one indicator from another.
    Idle(&'a str),
    /// Any other word.
    Plain(&'a str),
}

/// All rules and their matcher.
#[derive(Debug, Default)]
pub struct Lexicon {
    rules: Cow<'static, [Rule]>,
    matcher: Matcher,
    /// Keys of words cut short by a stop, in order.
    abbreviations: Words,
    /// Number of the user's own rules, which come first.
    pub(super) own: usize,
}

/// Rules as they are taken in.
#[derive(Debug, Default)]
pub(super) struct Draft {
    rules: Vec<Rule>,
    builder: Builder,
    abbreviations: FxHashSet<String>,
    /// Number of the user's own rules, which come first.
    own: usize,
}

impl Draft {
    /// Rules from files: pairs of name and content.
    pub(super) fn new(sources: &[(&str, &str)]) -> Result<Self> {
        let mut draft = Self::default();
        let mut seen: FxHashMap<String, String> = FxHashMap::default();
        for (name, source) in sources {
            for written in file::read(name, source)? {
                let place = format!("{}:{}", written.file, written.line);
                if let Some(first) = seen.insert(written.id.clone(), place) {
                    return Err(written.wrong(Code::RuleTwice.with(format!("{:?}", written.id)).with(first)));
                }
                draft.add(&written)?;
            }
        }
        Ok(draft)
    }

    /// Makes the rules so far the user's own; their ids.
    pub(super) fn own(&mut self) -> FxHashSet<Cow<'static, str>> {
        self.own = self.rules.len();
        self.rules.iter().map(|rule| rule.id.clone()).collect()
    }

    /// Takes a rule in. A phrase that one of the user's own rules has stays with that one.
    pub(super) fn add(&mut self, written: &Written) -> Result<()> {
        let number = u32::try_from(self.rules.len()).unwrap_or(u32::MAX);
        let family = written.cue.family();
        for phrase in &written.phrases {
            let parts = pattern::parts(phrase).map_err(|fault| written.wrong(fault))?;
            if let (Cue::Abbreviation, [Part::Word(word)]) = (written.cue, parts.as_slice()) {
                self.abbreviations.insert(key(word));
            }
            let other = self.builder.add(&parts, family, number).map(|other| other as usize);
            if let Some(other) = other.filter(|&other| other >= self.own).and_then(|r| self.rules.get(r)) {
                let [phrase, id, other] = [phrase, &written.id, other.id.as_ref()].map(|words| format!("{words:?}"));
                return Err(written.wrong(Code::PhraseTwice.with(phrase).with(id).with(other)));
            }
        }
        self.rules.push(Rule { id: written.id.clone().into(), cue: written.cue, gives: written.gives.clone() });
        Ok(())
    }

    /// The lexicon.
    pub(super) fn finish(self) -> Lexicon {
        let Self { rules, builder, abbreviations, own } = self;
        let mut abbreviations: Vec<Cow<'static, str>> = abbreviations.into_iter().map(Cow::Owned).collect();
        abbreviations.sort_unstable();
        Lexicon { rules: rules.into(), matcher: builder.finish(), abbreviations: abbreviations.into(), own }
    }
}

/// The rules of words that tell in a name which direction is worse, and are no indicator themselves.
const SIGN: &str = "indicator.sign";

/// The rule of words for what is done for somebody.
const GOOD: &str = "indicator.sign_good";

/// Which direction is worse by some rules: what is good tells before what is neither, that before what is done for somebody, and
/// all before what is bad.
fn first_polarity(cues: &[&Rule]) -> Option<Polarity> {
    let rank = |rule: &Rule| match rule.gives {
        Gives::Polarity(Polarity::MoreIsBetter) if rule.id.starts_with(GOOD) => Some((2, Polarity::MoreIsBetter)),
        Gives::Polarity(polarity @ Polarity::MoreIsBetter) => Some((0, polarity)),
        Gives::Polarity(polarity @ Polarity::Neutral) => Some((1, polarity)),
        Gives::Polarity(polarity @ Polarity::LessIsBetter) => Some((3, polarity)),
        _ => None,
    };
    cues.iter().filter_map(|rule| rank(rule)).min_by_key(|(rank, _)| *rank).map(|(_, polarity)| polarity)
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
        Draft::new(sources).map(Draft::finish)
    }

    /// Rules that were compiled when the program was built.
    #[must_use]
    pub const fn compiled(
        rules: &'static [Rule],
        matcher: Matcher,
        abbreviations: &'static [Cow<'static, str>],
    ) -> Self {
        Self { rules: Cow::Borrowed(rules), matcher, abbreviations: Cow::Borrowed(abbreviations), own: 0 }
    }

    /// One rule alone.
    pub(super) fn of(written: &Written) -> Result<Self> {
        let mut draft = Draft::default();
        draft.add(written)?;
        Ok(draft.finish())
    }

    /// Its matcher.
    pub(super) fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    /// Words cut short by a stop, by key, in order.
    pub(super) fn abbreviations(&self) -> &[Cow<'static, str>] {
        &self.abbreviations
    }

    /// All rules, in order.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter()
    }

    /// The rule of a match.
    #[must_use]
    pub fn rule(&self, number: u32) -> Option<&Rule> {
        self.rules.get(number as usize)
    }

    /// Whether the rule of a match has that id.
    #[must_use]
    pub fn is_rule(&self, number: u32, id: &str) -> bool {
        self.rule(number).is_some_and(|rule| rule.id == id)
    }

    /// Whether a word is one that is cut short by a stop (*TP*, *TS*).
    #[must_use]
    pub fn is_abbreviation(&self, word: &str) -> bool {
        let known = |key: String| self.abbreviations.binary_search_by(|known| known.as_ref().cmp(&key)).is_ok();
        word.chars().count() <= 5 && word.starts_with(char::is_uppercase) && known(key(word))
    }

    /// The rules of one family that a name's words meet, in order.
    #[must_use]
    pub fn cues(&self, name: &str, family: Family) -> Vec<&Rule> {
        with_scratch(|words, symbols| {
            let mut out = Vec::new();
            self.look_up(name, words, symbols);
            self.scan_symbols(words, symbols, &[family], |_, found| out.extend(self.rule(found.rule)));
            out
        })
    }

    /// The cue of one family with which a name starts.
    #[must_use]
    pub fn first_cue(&self, name: &str, family: Family) -> Option<Cue> {
        with_scratch(|words, symbols| {
            self.look_up(name, words, symbols);
            self.first_phrase(words, symbols, family).and_then(|m| self.rule(m.rule)).map(|rule| rule.cue)
        })
    }

    /// Which direction is worse, by the words of an indicator's name; `None` where no rule speaks of it.
    #[must_use]
    pub fn polarity(&self, name: &str) -> Option<Polarity> {
        first_polarity(&self.cues(name, Family::Polarities))
    }

    /// The same by what an indicator is alone, and not by the words that only tell more of it (*hồ sơ trễ hẹn*): where some does, a
    /// name is an indicator's.
    #[must_use]
    pub fn own_polarity(&self, name: &str) -> Option<Polarity> {
        let mut cues = self.cues(name, Family::Polarities);
        cues.retain(|rule| !rule.id.starts_with(SIGN));
        first_polarity(&cues)
    }

    /// The words of an indicator's name, marks left out, a name that rules know as one word; idle are those of `family`.
    #[must_use]
    pub fn words_of_name<'a>(&'a self, name: &'a str, family: Family) -> Vec<NameWord<'a>> {
        with_scratch(|words, symbols| {
            self.look_up(name, words, symbols);
            let (mut idle, mut known) = (Vec::new(), Vec::new());
            self.scan_symbols(words, symbols, &[family, Family::Aliases], |family, found| match family {
                Family::Aliases => known.push(found),
                _ => idle.push(found),
            });
            let holds = |all: &[Match], at: usize| all.iter().position(|m| (m.start..m.end).contains(&at));
            let mut out = Vec::with_capacity(words.len());
            for (at, token) in words.iter().enumerate() {
                if let Some(alias) = holds(&known, at).and_then(|i| known.get(i)) {
                    if alias.start == at
                        && let Some(Gives::Name(shared)) = self.rule(alias.rule).map(|rule| &rule.gives)
                    {
                        out.push(NameWord::Known(shared));
                    }
                } else if !matches!(token.kind, Kind::Mark(_)) {
                    let word = token.span.of(name);
                    out.push(if holds(&idle, at).is_some() { NameWord::Idle(word) } else { NameWord::Plain(word) });
                }
            }
            out
        })
    }

    /// All words of an indicator's name as sorted keys, a known name as one word, without words that may be left out: under
    /// these, figures of many bulletins are put together.
    #[must_use]
    pub fn joining_words(&self, name: &str) -> Vec<String> {
        let words = self.words_of_name(name, Family::Fillers).into_iter();
        let mut keys: Vec<String> = words
            .filter_map(|word| match word {
                NameWord::Known(shared) => Some(format!("={shared}")),
                NameWord::Plain(word) => Some(key(word)),
                NameWord::Idle(_) => None,
            })
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The well-known places that stand in `text`.
    #[must_use]
    pub fn places(&self, text: &str) -> Vec<Span> {
        let (words, found) = self.found(text, Family::Names);
        let places = found.iter().filter(|m| self.rule(m.rule).is_some_and(|rule| rule.cue == Cue::Place));
        let span = |m: &Match| Some(words.get(m.start)?.span.join(words.get(m.end.checked_sub(1)?)?.span));
        // Rules look over case: what is no name in the text is none.
        places.filter_map(span).filter(|s| s.of(text).split(' ').all(|w| w.starts_with(char::is_uppercase))).collect()
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

    /// The symbols of the tokens of `text`, by which phrases are found, appended to `out`.
    pub fn symbols(&self, text: &str, tokens: &[Token], out: &mut Vec<u32>) {
        self.matcher.symbols(text, tokens, out);
    }

    /// The tokens of `span` of a text and their symbols, in order, appended to both.
    pub fn cut(&self, text: &str, span: Span, tokens: &mut Vec<Token>, symbols: &mut Vec<u32>) {
        self.matcher.cut(text, span, tokens, symbols);
    }

    /// The phrases of the wanted families in the tokens of `text`: in each, leftmost longest, in order.
    pub fn scan(&self, text: &str, tokens: &[Token], wanted: &[Family], found: &mut dyn FnMut(Family, Match)) {
        let mut symbols = Vec::with_capacity(tokens.len());
        self.symbols(text, tokens, &mut symbols);
        self.scan_symbols(tokens, &symbols, wanted, found);
    }

    /// Cuts a text into tokens and finds their symbols.
    fn look_up(&self, text: &str, words: &mut Vec<Token>, symbols: &mut Vec<u32>) {
        words.clear();
        symbols.clear();
        self.cut(text, Span::new(0, text.len()), words, symbols);
    }

    /// As [`Self::scan`], where the tokens' symbols are at hand.
    pub fn scan_symbols(&self, tokens: &[Token], symbols: &[u32], wanted: &[Family], found: impl FnMut(Family, Match)) {
        self.matcher.scan(tokens, symbols, bits(wanted), found);
    }

    /// The phrases of the wanted families among symbols: in each, leftmost longest, in order.
    pub fn phrases(&self, symbols: &[u32], wanted: &[Family], found: impl FnMut(Family, Phrase)) {
        self.matcher.phrases(symbols, bits(wanted), found);
    }

    /// The longest phrase of one family that starts with the first of the tokens, whose symbols are at hand.
    #[must_use]
    pub fn first_phrase(&self, tokens: &[Token], symbols: &[u32], family: Family) -> Option<Match> {
        self.matcher.first(tokens, symbols, family)
    }

    /// The tokens of `text`, and the phrases of one family in them.
    #[must_use]
    pub fn found(&self, text: &str, family: Family) -> (Vec<Token>, Vec<Match>) {
        let (mut words, mut found) = (Vec::with_capacity(text.len() / USUAL + 1), Vec::new());
        tokens(text, Span::new(0, text.len()), &mut words);
        self.find(text, &words, family, &mut found);
        (words, found)
    }

    /// The phrases of one family in the tokens of `text`, leftmost longest, in order, appended to `out`.
    pub fn find(&self, text: &str, tokens: &[Token], family: Family, out: &mut Vec<Match>) {
        self.scan(text, tokens, &[family], &mut |_, found| out.push(found));
    }
}

thread_local! {
    /// Room for the words of names, which are looked up by the thousand.
    static SCRATCH: RefCell<(Vec<Token>, Vec<u32>)> = RefCell::default();
}

/// Does something with the thread's room for words and symbols.
fn with_scratch<T>(work: impl FnOnce(&mut Vec<Token>, &mut Vec<u32>) -> T) -> T {
    SCRATCH.with_borrow_mut(|(words, symbols)| work(words, symbols))
}

fn bits(families: &[Family]) -> u32 {
    families.iter().fold(0, |bits, family| bits | family.bit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(lexicon: &Lexicon, text: &str, family: Family) -> Vec<Cow<'static, str>> {
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
                let found = |s: &String| ids(&lexicon, s, rule.cue.family()).iter().any(|id| *id == rule.id);
                faults
                    .extend(rule.yes.iter().filter(|s| !found(s)).map(|s| format!("{name}: {} misses {s:?}", rule.id)));
                faults.extend(rule.no.iter().filter(|s| found(s)).map(|s| format!("{name}: {} takes {s:?}", rule.id)));
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
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
