//! The roster: one entry a person, and whom a mention means.
//!
//! Names are entered first, over the whole text, so that a reference may come before its person. Then mentions are
//! resolved in reading order: an office means its latest holder so far, else the only one to come; a given name the latest
//! person of that name; a pronoun the last one who spoke.

use super::mention::{Gender, HIGH, Mention, Naming};
use super::office::Office;
use crate::text::{Span, key};
use rustc_hash::FxHashMap;

/// Holders of one head that are looked at, the latest first.
const HOLDERS: usize = 24;

/// Other words for one person that are kept.
const ALIASES: usize = 16;

/// A person.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// The bare name.
    pub name: Span,
    /// Its key.
    key: String,
    /// Offices, no two of which are one.
    pub offices: Vec<Office>,
    /// Other words for the person.
    pub aliases: Vec<Span>,
    /// Man or woman, where an honorific tells.
    pub gender: Option<Gender>,
}

/// All persons of a text.
#[derive(Debug, Default)]
pub struct Roster {
    /// The persons, in order of appearance.
    pub persons: Vec<Person>,
    by_name: FxHashMap<String, usize>,
    by_given: FxHashMap<String, usize>,
    /// Persons by an office's head: all of the text, and those met so far, the latest last.
    coming: FxHashMap<String, Vec<usize>>,
    met: FxHashMap<String, Vec<usize>>,
    last: Option<usize>,
    last_man: Option<usize>,
    last_woman: Option<usize>,
    /// Who was called a man, and a woman, since somebody spoke.
    man: Option<usize>,
    woman: Option<usize>,
}

impl Roster {
    /// Enters a mention that gives a full name.
    pub fn enter(&mut self, text: &str, mention: &Mention) {
        let Some(name) = mention.name.filter(|_| mention.naming == Naming::Full) else {
            return;
        };
        let words = key(name.of(text));
        if self.is_given(&words, mention) {
            return;
        }
        let known = self.by_name.get(&words).copied();
        let id = known.unwrap_or_else(|| {
            let id = self.persons.len();
            for given in given_names(&words).filter(|given| !self.by_given.contains_key(*given)).collect::<Vec<_>>() {
                self.by_given.insert(given.to_owned(), id);
            }
            self.by_name.insert(words.clone(), id);
            self.persons.push(Person { name, key: words, ..Person::default() });
            id
        });
        self.add(id, mention);
    }

    /// *bà Mai Lan*, where *Trần Thị Mai Lan* was named: two given names of which the first may be a surname.
    fn is_given(&self, words: &str, mention: &Mention) -> bool {
        mention.offices.is_empty()
            && words.split(' ').count() == 2
            && self.by_given.contains_key(words)
            && !self.by_name.contains_key(words)
    }

    fn add(&mut self, id: usize, mention: &Mention) {
        let Some(person) = self.persons.get_mut(id) else {
            return;
        };
        person.gender = person.gender.or(mention.gender);
        for office in &mention.offices {
            for head in &office.heads {
                let all = self.coming.entry(head.clone()).or_default();
                if all.len() < HOLDERS && !all.contains(&id) {
                    all.push(id);
                }
            }
            match person.offices.iter_mut().find(|o| o.fits(office)) {
                Some(same) if office.tells_more(same) => *same = office.clone(),
                Some(_) => {}
                None => person.offices.push(office.clone()),
            }
        }
    }

    /// The person whom a mention means, in reading order.
    pub fn resolve(&mut self, text: &str, mention: &Mention) -> Option<usize> {
        let words = mention.name.map(|name| key(name.of(text)));
        let found = match (mention.naming, mention.name) {
            (Naming::Full, Some(_)) => {
                let words = words.as_deref().unwrap_or_default();
                self.by_name.get(words).or_else(|| self.by_given.get(words)).copied()
            }
            (Naming::Loose, Some(name)) => self.loose(text, name, mention),
            (Naming::Office, _) => self.given_to(mention).or_else(|| self.holder(mention)),
            _ => self.pronoun(mention.gender),
        }?;
        if let Some(words) = words {
            self.meet(text, found, mention, &words);
        } else if mention.naming == Naming::Office {
            self.alias(text, found, mention.span);
        }
        Some(found)
    }

    /// The holder of an office whom nobody names: an entry without a name, so that the words are told of nobody else.
    pub fn unnamed(&mut self, mention: &Mention) -> Option<usize> {
        let [office] = mention.offices.as_slice() else {
            return None;
        };
        if mention.naming != Naming::Office || office.organ.is_empty() && office.rank > HIGH {
            return None;
        }
        let id = self.persons.len();
        self.persons.push(Person { gender: mention.gender, offices: vec![office.clone()], ..Person::default() });
        for head in &office.heads {
            self.met.entry(head.clone()).or_default().push(id);
        }
        Some(id)
    }

    /// Notes what the person is called with whom a sentence starts, for the pronouns to come.
    pub fn called(&mut self, id: usize, gender: Option<Gender>) {
        if let Some(person) = self.persons.get_mut(id) {
            person.gender = person.gender.or(gender);
        }
        match gender {
            Some(Gender::Man) => self.man = Some(id),
            Some(Gender::Woman) => self.woman = Some(id),
            None => {}
        }
    }

    /// Notes that a person spoke, for the pronouns to come.
    pub fn spoke(&mut self, id: usize) {
        self.last = Some(id);
        (self.man, self.woman) = (None, None);
        match self.persons.get(id).and_then(|p| p.gender) {
            Some(Gender::Man) => self.last_man = Some(id),
            Some(Gender::Woman) => self.last_woman = Some(id),
            None => {}
        }
    }

    fn meet(&mut self, text: &str, id: usize, mention: &Mention, words: &str) {
        for head in mention.offices.iter().flat_map(|o| &o.heads) {
            if !self.met.contains_key(head) {
                self.met.insert(head.clone(), Vec::new());
            }
            let Some(met) = self.met.get_mut(head) else { continue };
            met.retain(|&p| p != id);
            if met.len() == HOLDERS {
                met.remove(0);
            }
            met.push(id);
        }
        for given in given_names(words) {
            match self.by_given.get_mut(given) {
                Some(there) => *there = id,
                None => drop(self.by_given.insert(given.to_owned(), id)),
            }
        }
        if self.persons.get(id).is_some_and(|p| p.key != words) {
            self.alias(text, id, mention.span);
        }
    }

    fn alias(&mut self, text: &str, id: usize, span: Span) {
        let Some(person) = self.persons.get_mut(id) else {
            return;
        };
        let full = person.aliases.len() >= ALIASES;
        // Mostly it is written as before: no key is made for that.
        if full || person.aliases.iter().any(|a| a.of(text) == span.of(text)) {
            return;
        }
        let words = key(span.of(text));
        if !person.aliases.iter().any(|a| key(a.of(text)) == words) {
            person.aliases.push(span);
        }
    }

    /// A given name (*ông Tùng*), or a whole name of which the surname is not known.
    fn loose(&mut self, text: &str, name: Span, mention: &Mention) -> Option<usize> {
        let words = key(name.of(text));
        if let Some(&id) = self.by_given.get(&words).or_else(|| self.by_name.get(&words)) {
            return Some(id);
        }
        if !words.contains([' ', '\'', '\u{2019}']) && mention.offices.is_empty() {
            return None;
        }
        let id = self.persons.len();
        self.persons.push(Person { name, key: words.clone(), ..Person::default() });
        self.by_name.insert(words, id);
        self.add(id, mention);
        Some(id)
    }

    /// The holder of an office: the latest of exactly its head so far, else the only one to come.
    fn holder(&self, mention: &Mention) -> Option<usize> {
        let holds = |&&id: &&usize| {
            self.persons.get(id).is_some_and(|p| mention.offices.iter().any(|o| p.offices.iter().any(|h| h.fits(o))))
        };
        let heads = || mention.offices.iter().flat_map(|o| &o.heads);
        heads()
            .filter_map(|head| self.met.get(head))
            .find_map(|met| met.iter().rev().find(holds))
            .copied()
            .or_else(|| heads().filter_map(|head| self.coming.get(head)).find_map(|all| self.only(all, mention)))
            .or_else(|| self.shorter(mention))
    }

    /// *Bí thư Nhân*: the holder of an office whose given name stands where an organ's would.
    fn given_to(&self, mention: &Mention) -> Option<usize> {
        let [office] = mention.offices.as_slice() else {
            return None;
        };
        let id = *self.by_given.get(&office.organ.join(" "))?;
        let held = &self.persons.get(id)?.offices;
        held.iter().any(|o| o.heads.iter().any(|h| office.heads.contains(h))).then_some(id)
    }

    /// The only one of those to come who holds an office.
    fn only(&self, all: &[usize], mention: &Mention) -> Option<usize> {
        let held = |id: &usize| self.persons.get(*id).map(|p| p.offices.as_slice()).unwrap_or_default();
        let mut fits = all.iter().filter(|id| held(id).iter().any(|h| mention.offices.iter().any(|o| h.fits(o))));
        fits.next().filter(|_| fits.next().is_none()).copied()
    }

    /// The only person whose office's head goes on where the mention's ends (*Phó ban* for *Phó ban chuyên trách*).
    fn shorter(&self, mention: &Mention) -> Option<usize> {
        let [office] = mention.offices.as_slice() else {
            return None;
        };
        // *Phó Thủ tướng* is whole without an organ, *Phó Chủ tịch* may be another's.
        if office.organ.is_empty() && office.rank > HIGH {
            return None;
        }
        let head = office.heads.first()?;
        let goes_on = |h: &String| h.strip_prefix(head.as_str()).is_some_and(|rest| rest.starts_with(' '));
        let mut fits = self
            .persons
            .iter()
            .take(HOLDERS)
            .enumerate()
            .filter(|(_, p)| p.offices.iter().any(|o| o.heads.iter().any(goes_on) && o.organ_fits(office)));
        let (id, _) = fits.next()?;
        fits.next().is_none().then_some(id)
    }

    fn pronoun(&self, gender: Option<Gender>) -> Option<usize> {
        let last = self.last.and_then(|id| self.persons.get(id).map(|p| (id, p.gender)));
        match (gender, last) {
            (_, None) => None,
            (None, Some((id, _))) => Some(id),
            (Some(wanted), Some((id, Some(known)))) if known == wanted => Some(id),
            // Of whom it is not known whether he is a man: who was called so since, if anybody was.
            (Some(Gender::Man), Some((id, None))) => self.man.or(Some(id)),
            (Some(Gender::Woman), Some((id, None))) => self.woman.or(Some(id)),
            (Some(Gender::Man), _) => self.last_man,
            (Some(Gender::Woman), _) => self.last_woman,
        }
    }
}

/// Of a name's key, its last word and its last two, which stand for the person after *ông* or *bà*.
fn given_names(words: &str) -> impl Iterator<Item = &str> {
    let mut blanks = words.rmatch_indices(' ').map(|(at, _)| at);
    [blanks.next(), blanks.next()].into_iter().flatten().filter_map(|at| words.get(at + 1..))
}
