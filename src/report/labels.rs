//! The interface's words, by language, and numbers as that language writes them.
//!
//! In: `assets/labels/LANG.toml`, tables of `key = "words"`, which `build.rs` makes constants of. Out: words by `table.key`, with `{0}`, `{1}` … filled in.

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
        let words = self.get(key);
        args.iter().enumerate().fold(words.to_owned(), |out, (i, arg)| out.replace(&format!("{{{i}}}"), arg))
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
        let key = self.term("warning", &warning.code);
        warning.args.iter().enumerate().fold(key, |out, (i, arg)| out.replace(&format!("{{{i}}}"), &self.argument(arg)))
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

#[cfg(test)]
mod tests {
    use super::*;
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
    fn numbers_are_written_as_the_language_does() {
        let (vi, en) = (Labels::new(Language::Vi), Labels::new(Language::En));
        let n = Decimal::new(-240_425, 1);
        assert_eq!((vi.number(n).as_str(), en.number(n).as_str()), ("−24.042,5", "−24,042.5"));
        assert_eq!(vi.signed(Decimal::new(512, 2)), "+5,12");
    }
}
