//! A user's own rules, over the built-in ones.
//!
//! In: rule files in the form of `assets/vi`. Out: a [`Lexicon`] of both. A rule of the user's replaces the built-in rule
//! of its id; a phrase of the user's that a built-in rule of the same family has too is the user's. Among the user's own
//! files two rules of one id, or with one phrase in one family, are an error, as among the built-in ones.

use super::file;
use super::lexicon::{Draft, Lexicon};
use crate::error::Result;

impl Lexicon {
    /// The user's rules, from pairs of name and content, over the built-in ones.
    ///
    /// # Errors
    /// [`crate::Error::Data`] with file and line.
    pub fn with_own(own: &[(String, String)]) -> Result<Self> {
        let sources: Vec<(&str, &str)> = own.iter().map(|(name, source)| (name.as_str(), source.as_str())).collect();
        let mut draft = Draft::new(&sources)?;
        let ids = draft.own();
        for (name, source) in super::sources() {
            for written in file::read(name, source)?.iter().filter(|written| !ids.contains(written.id.as_str())) {
                draft.add(written)?;
            }
        }
        Ok(draft.finish())
    }

    /// Whether the rule of this number is one of the user's own.
    #[must_use]
    pub fn is_own(&self, number: u32) -> bool {
        (number as usize) < self.own
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::figure::Polarity;
    use crate::rules::{Family, NameWord};

    fn own(rules: &str) -> Result<Lexicon> {
        Lexicon::with_own(&[("own.toml".to_owned(), rules.to_owned())])
    }

    #[test]
    fn a_rule_of_ones_own_is_added_to_the_built_in_ones() {
        let rule = "[[rule]]\nid = 'my.foam'\ncue = 'polarity'\ngives = 'less_is_better'\nmatch = ['bọt biển']\nyes = ['Bọt biển tăng.']\nno = ['x']\n";
        let lexicon = own(rule).unwrap();
        assert_eq!(lexicon.polarity("lượng bọt biển"), Some(Polarity::LessIsBetter));
        assert_eq!(lexicon.len(), Lexicon::built_in().unwrap().len() + 1);
    }

    #[test]
    fn a_phrase_of_ones_own_wins_over_the_built_in_one() {
        assert_eq!(Lexicon::built_in().unwrap().polarity("dân số"), Some(Polarity::Neutral));
        let rule = "[[rule]]\nid = 'my.people'\ncue = 'polarity'\ngives = 'more_is_better'\nmatch = ['dân số']\nyes = ['x']\nno = ['y']\n";
        assert_eq!(own(rule).unwrap().polarity("dân số"), Some(Polarity::MoreIsBetter));
    }

    #[test]
    fn a_rule_of_a_built_in_id_replaces_it() {
        let rule = "[[rule]]\nid = 'alias.exports'\ncue = 'alias'\ngives = 'exports'\nmatch = ['bán ra ngoài']\nyes = ['x']\nno = ['y']\n";
        let lexicon = own(rule).unwrap();
        assert_eq!(lexicon.len(), Lexicon::built_in().unwrap().len());
        assert_eq!(lexicon.words_of_name("bán ra ngoài", Family::Idles), [NameWord::Known("exports")]);
        assert_ne!(lexicon.words_of_name("kim ngạch xuất khẩu", Family::Idles), [NameWord::Known("exports")]);
    }

    #[test]
    fn two_rules_of_ones_own_with_one_phrase_are_an_error_with_its_line() {
        let rule = |id: &str| format!("[[rule]]\nid = '{id}'\ncue = 'up'\nmatch = ['x y']\nyes = ['x']\nno = ['y']\n");
        let message = own(&format!("{}\n{}", rule("a"), rule("b"))).unwrap_err().to_string();
        assert!(message.starts_with("own.toml:9:") && message.contains("\"a\""), "{message}");
    }
}
