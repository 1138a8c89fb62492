//! The interface's words, by language, and numbers as that language writes them.
//!
//! In: `assets/labels/LANG.toml`, tables of `key = "words"`, which `build.rs` makes constants of. Out: words by `table.key`, with `{0}`, `{1}` … filled in.

use crate::error::{Arg, Error, Fault};
use crate::model::Warning;
use rust_decimal::Decimal;

/// Languages of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// The one that follows it, after the last the first.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Vi => Self::En,
            Self::En => Self::Vi,
        }
    }
}

/// Words by `table.name`, in the order of these.
type Words = [(&'static str, &'static str)];

include!(concat!(env!("OUT_DIR"), "/labels.rs"));

/// Words of one language; cheap to clone.
#[derive(Clone, Debug)]
pub struct Labels {
    language: Language,
    words: &'static Words,
}

impl Labels {
    /// The words of `language`, from the files built into the program.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let words = match language {
            Language::Vi => VI,
            Language::En => EN,
        };
        Self { language, words }
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The words of `key` (`table.name`); the key itself where there are none, so that a gap is seen.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        let found = self.words.binary_search_by_key(&key, |(name, _)| name);
        found.ok().and_then(|at| self.words.get(at)).map_or(key, |(_, words)| words)
    }

    /// The words of `key` with `{0}`, `{1}` … replaced by `args`.
    #[must_use]
    pub fn fill(&self, key: &str, args: &[&str]) -> String {
        filled(self.get(key), args)
    }

    /// An error in words: where, what was wrong, what to do.
    #[must_use]
    pub fn error(&self, error: &Error) -> String {
        error.told(&|fault| self.fault(fault))
    }

    /// What the system says, in words.
    #[must_use]
    pub(crate) fn system(&self, error: &std::io::Error) -> String {
        self.fault(&Fault::of_system(error))
    }

    /// A fault in words.
    #[must_use]
    pub fn fault(&self, fault: &Fault) -> String {
        let args = fault.args.iter().map(|arg| match arg {
            Arg::Text(words) => words.clone(),
            Arg::Fault(inner) => self.fault(inner),
        });
        let args: Vec<String> = args.collect();
        filled(self.get(&format!("fault.{}", fault.code.name())), &args.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// The words of a model's enum in table `term`, by its JSON name: `term("reason", &Reason::Stated)`.
    #[must_use]
    pub fn term<T: serde::Serialize>(&self, table: &str, value: &T) -> String {
        let name = serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
        self.get(&format!("{table}.{name}")).to_owned()
    }

    /// A warning in words.
    #[must_use]
    pub fn warning(&self, warning: &Warning) -> String {
        let args: Vec<String> = warning.args.iter().map(|arg| self.argument(arg)).collect();
        filled(&self.term("warning", &warning.code), &args.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// An argument as it is shown: one that is a number as the language writes it.
    fn argument(&self, arg: &str) -> String {
        let Some(told) = arg.strip_prefix('=') else { return arg.to_owned() };
        let (number, unit) = told.split_once(' ').map_or((told, ""), |(n, u)| (n, u));
        let Ok(number) = number.parse() else { return arg.to_owned() };
        format!("{} {unit}", self.number(number)).trim_end().to_owned()
    }

    /// A number with this language's marks: 24042.5 is `24.042,5` in Vietnamese. Exact, never rounded.
    #[must_use]
    pub fn number(&self, number: Decimal) -> String {
        let (thousands, decimal) = match self.language {
            Language::Vi => ('.', ','),
            Language::En => (',', '.'),
        };
        let plain = number.normalize().abs().to_string();
        let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut out = String::new();
        if number.is_sign_negative() && !number.is_zero() {
            out.push('−');
        }
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                out.push(thousands);
            }
            out.push(digit);
        }
        if !part.is_empty() {
            out.push(decimal);
            out.push_str(part);
        }
        out
    }

    /// A number with its sign always shown: `+5,2`, `−3`.
    #[must_use]
    pub fn signed(&self, number: Decimal) -> String {
        let plus = if number > Decimal::ZERO { "+" } else { "" };
        format!("{plus}{}", self.number(number))
    }

    /// All keys, sorted.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        self.words.iter().map(|(name, _)| (*name).to_owned()).collect()
    }
}

/// Words with `{0}`, `{1}` … replaced by `args`, and `{0|for one|for others}` by the words that go with that number; what
/// stands in the arguments is left as it is.
fn filled(words: &str, args: &[&str]) -> String {
    let mut pieces = words.split('{');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once('}').and_then(|(place, rest)| Some((placed(place, args)?, rest))) {
            Some((arg, rest)) => out.extend([arg, rest]),
            None => out.extend(["{", piece]),
        }
    }
    out
}

/// What stands at a place: the argument, or the words for its number.
fn placed<'a>(place: &'a str, args: &[&'a str]) -> Option<&'a str> {
    let (number, words) = place.split_once('|').map_or((place, None), |(number, words)| (number, Some(words)));
    let arg = *args.get(number.parse::<usize>().ok()?)?;
    let Some((one, others)) = words.and_then(|words| words.split_once('|')) else { return Some(arg) };
    Some(if arg == "1" { one } else { others })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;
    use std::collections::BTreeMap;

    #[test]
    fn both_languages_have_the_same_keys_and_places() {
        let (vi, en) = (Labels::new(Language::Vi), Labels::new(Language::En));
        assert!(!vi.keys().is_empty());
        assert_eq!(vi.keys(), en.keys());
        for key in &vi.keys() {
            for place in ["{0}", "{1}", "{2}", "{3}"] {
                assert_eq!(vi.get(key).contains(place), en.get(key).contains(place), "{key} {place}");
            }
        }
    }

    #[test]
    fn the_files_are_read_as_toml_reads_them() {
        for (language, source) in [
            (Language::Vi, include_str!("../../assets/labels/vi.toml")),
            (Language::En, include_str!("../../assets/labels/en.toml")),
        ] {
            let labels = Labels::new(language);
            let tables: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(source).unwrap();
            let mut all: Vec<(String, String)> = tables
                .into_iter()
                .flat_map(|(t, keys)| keys.into_iter().map(move |(k, v)| (format!("{t}.{k}"), v)))
                .collect();
            all.sort();
            let ours: Vec<_> = labels.words.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
            assert_eq!(ours, all);
        }
    }

    #[test]
    fn every_fault_has_words_and_every_word_a_fault() {
        for language in [Language::Vi, Language::En] {
            let labels = Labels::new(language);
            let known: Vec<String> =
                Code::ALL.iter().map(|code| labels.get(&format!("fault.{}", code.name())).to_owned()).collect();
            assert!(known.iter().all(|words| !words.starts_with("fault.")), "{known:#?}");
            assert_eq!(labels.keys().iter().filter(|key| key.starts_with("fault.")).count(), known.len());
        }
    }

    #[test]
    fn an_error_is_told_in_the_language_that_is_spoken() {
        let error = Code::LooksLike.and(Code::FormPdf).and(Code::AdviceOther).of("a.txt");
        let (vi, en) = (Labels::new(Language::Vi), Labels::new(Language::En));
        assert_eq!(en.error(&error), error.to_string());
        assert_eq!(
            error.to_string(),
            "a.txt: looks like a PDF file, not text; name a file that holds a bulletin's text"
        );
        assert_eq!(
            vi.error(&error),
            "a.txt: có vẻ là tệp PDF, không phải văn bản; hãy nêu một tệp có nội dung bản tin"
        );
        let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        let error = Error::Io { path: "keys.toml".into(), source: denied };
        assert_eq!(vi.error(&error), "keys.toml: không được phép");
        assert_eq!(en.error(&Code::AtLine.with(3).and(Code::Told.with("{0} {1}")).of("")), "line 3: {0} {1}");
    }

    #[test]
    fn words_go_by_their_number() {
        let en = Labels::new(Language::En);
        assert_eq!(en.fill("check.failed", &["1", "1", "2"]), "1 of 1 example of 2 rules fails.");
        assert_eq!(en.fill("check.well", &["0", "2", "1"]), "2 examples of 1 rule: all hold.");
        assert_eq!(Labels::new(Language::Vi).fill("tui.note_count", &["1"]), "1 lưu ý");
        for (language, key) in [Language::Vi, Language::En].into_iter().flat_map(|l| {
            let keys = Labels::new(l).keys();
            keys.into_iter().map(move |key| (l, key))
        }) {
            let told = Labels::new(language).fill(&key, &["1", "2", "3", "4", "5"]);
            assert!(!told.contains('{') && !told.contains("|s"), "{key}: {told}");
        }
    }

    #[test]
    fn numbers_are_written_as_the_language_does() {
        let (vi, en) = (Labels::new(Language::Vi), Labels::new(Language::En));
        let n = Decimal::new(-240_425, 1);
        assert_eq!((vi.number(n).as_str(), en.number(n).as_str()), ("−24.042,5", "−24,042.5"));
        assert_eq!(vi.signed(Decimal::new(512, 2)), "+5,12");
    }
}
