//! Whose bulletin it is: the place it reports on and the body that speaks.
//!
//! In: a bulletin and the words. Out: an [`Identity`]. A place is a name behind a level (*tỉnh*, *TP*) or an organ
//! (*Tỉnh ủy*) that stands in the title or the first paragraphs; the one named most often there and later is taken.

use crate::model::Bulletin;
use crate::rules::{Cue, Family, Gives, Lexicon, Match};
use crate::text::{Kind, Span, Token, key};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

/// Bytes of the text in which a bulletin says whose it is.
const HEAD: usize = 1800;
/// Bytes of the text in which the place's name is counted.
const COUNTED: usize = 16 << 10;
/// Most words of a place's name.
const LONGEST: usize = 3;
/// What a mention in the title counts, and one in the first paragraphs.
const WEIGHTS: (usize, usize) = (6, 3);

/// Whose bulletin it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The place that is reported on.
    pub place: Option<Place>,
    /// The body that speaks, as written.
    pub body: Option<String>,
}

/// A place that has a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The bare name.
    pub name: String,
    /// The level of administration by which it is told from others of the name; empty for provinces and their like.
    pub level: String,
}

impl Place {
    /// The name with the level that tells it from others.
    #[must_use]
    pub fn words(&self) -> String {
        format!("{} {}", self.level, self.name).trim_start().to_owned()
    }

    /// The same for all spellings.
    #[must_use]
    pub fn key(&self) -> String {
        key(&self.words())
    }
}

/// A place's name at a place of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The place.
    pub place: Place,
    /// The name's words.
    pub span: Span,
}

/// Whose bulletin it is.
#[must_use]
pub fn identity(bulletin: &Bulletin, lexicon: &Lexicon) -> Identity {
    let counted = cut(&bulletin.text, COUNTED);
    let head = cut(&bulletin.text, HEAD).len();
    let title =
        bulletin.title.as_ref().map_or(0, |title| bulletin.text.find(title.as_str()).unwrap_or(0) + title.len());
    let mut votes: FxHashMap<String, (usize, usize, Place)> = FxHashMap::default();
    let named = |mention: &Mention| bulletin.speakers.iter().any(|s| s.name.ends_with(&mention.place.name));
    for (order, mention) in mentions(counted, lexicon).into_iter().filter(|m| !named(m)).enumerate() {
        let weight = match mention.span.start {
            at if at < title => WEIGHTS.0,
            at if at < head => WEIGHTS.1,
            _ => 1,
        };
        let known = votes.get_mut(&mention.place.key());
        match known {
            Some(vote) => vote.0 += weight,
            None if mention.span.start < head => {
                votes.insert(mention.place.key(), (weight, order, mention.place));
            }
            None => {}
        }
    }
    let place = votes.into_values().max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, _, place)| place);
    Identity { place, body: body(cut(&bulletin.text, HEAD), lexicon) }
}

/// The places that a text names behind a level or an organ, in order.
#[must_use]
pub fn mentions(text: &str, lexicon: &Lexicon) -> Vec<Mention> {
    let (words, found) = lexicon.found(text, Family::People);
    let starts = organs(&found, lexicon);
    let mut out = Vec::new();
    let mut office_until = usize::MAX;
    for m in &found {
        let Some(rule) = lexicon.rule(m.rule) else { continue };
        let headed = rule.cue == Cue::Office || office_until == m.start;
        if headed {
            office_until = m.end;
        }
        if !matches!(rule.cue, Cue::Level | Cue::Body | Cue::StandsFor) || starts.contains(&m.end) {
            continue;
        }
        let name = name_after(text, &words, m.end, &starts);
        // Behind an office a name may be the person's.
        let Some(span) = name.filter(|s| !headed || !is_person(s.of(text), lexicon)) else { continue };
        let lower = matches!(&rule.gives, Gives::Name(given) if given == "named" || given == "lower");
        let level =
            if lower { words.get(m.start).map_or("", |t| t.span.of(text)).to_lowercase() } else { String::new() };
        out.push(Mention { place: Place { name: capitals(span.of(text)), level }, span });
    }
    out
}

/// Where levels, organs that need no name, and offices begin: a name goes no further.
fn organs(found: &[Match], lexicon: &Lexicon) -> FxHashSet<usize> {
    let ends = |m: &&Match| {
        let cue = lexicon.rule(m.rule).map(|rule| rule.cue);
        let long = m.end - m.start > 1;
        matches!(cue, Some(Cue::Level | Cue::Body | Cue::Office | Cue::StandsFor)) || long && cue == Some(Cue::Organ)
    };
    found.iter().filter(ends).map(|m| m.start).collect()
}

/// The name that begins at a token: words with a capital, up to the end of the line, a mark or another cue.
fn name_after(text: &str, words: &[Token], from: usize, starts: &FxHashSet<usize>) -> Option<Span> {
    let short = from.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|t| is_short(t.span.of(text)));
    let dot = short && words.get(from).is_some_and(|t| t.kind == Kind::Mark('.') && !t.spaced);
    let from = from + usize::from(dot);
    let mut span: Option<Span> = None;
    let mut count = 0;
    for (at, token) in words.iter().enumerate().skip(from) {
        let word = token.span.of(text);
        let proper = token.kind == Kind::Word && word.starts_with(char::is_uppercase);
        let before = span.map_or_else(|| at.checked_sub(1).and_then(|i| words.get(i)).map(|t| t.span), Some)?;
        let broken = text.get(before.end..token.span.start).is_none_or(|gap| gap.contains('\n'));
        if !proper || broken || starts.contains(&at) || is_roman(word) {
            break;
        }
        count += 1;
        span = Some(span.map_or(token.span, |s| s.join(token.span)));
    }
    // More words in capitals than a name has are a headline.
    span.filter(|_| count <= LONGEST)
}

/// Whether a name may be a person's: several words, a surname first.
fn is_person(name: &str, lexicon: &Lexicon) -> bool {
    name.contains(' ') && lexicon.first_cue(name, Family::Names) == Some(Cue::Surname)
}

/// Whether a word is a short form, which may have a stop behind it (*TP.*).
fn is_short(word: &str) -> bool {
    word.chars().count() <= 2 && word.chars().all(char::is_uppercase)
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// A name whose words have a capital first; short forms stay as they are.
fn capitals(name: &str) -> String {
    let several = name.contains(' ');
    let word = |word: &str| {
        if !several || word.chars().any(char::is_lowercase) {
            return word.to_owned();
        }
        let mut chars = word.chars();
        chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
    };
    name.split_whitespace().map(word).collect::<Vec<String>>().join(" ")
}

/// The first organ that is named.
fn body(head: &str, lexicon: &Lexicon) -> Option<String> {
    let (words, found) = lexicon.found(head, Family::People);
    let starts = organs(&found, lexicon);
    found.iter().enumerate().find_map(|(i, m)| {
        let rule = lexicon.rule(m.rule)?;
        let own = words.get(m.start)?.span.join(words.get(m.end.checked_sub(1)?)?.span);
        match rule.cue {
            Cue::Body => {
                let next = found.get(i + 1).filter(|next| next.start == m.end);
                let next = next.filter(|next| lexicon.rule(next.rule).is_some_and(|r| r.cue == Cue::Body));
                let last = next.and_then(|next| words.get(next.end.checked_sub(1)?)).map_or(own, |t| t.span);
                Some(capitals(own.join(last).of(head)))
            }
            // An organ's head alone is none: *Sở* needs what it is for.
            Cue::Organ if own.of(head).starts_with(char::is_uppercase) => {
                let name = name_after(head, &words, m.end, &starts)?;
                Some(capitals(own.join(whole_word(head, &words, name, &starts)).of(head)))
            }
            _ => None,
        }
    })
}

/// A name's one syllable with the small one that makes a word of it (*Xây dựng*).
fn whole_word(text: &str, words: &[Token], name: Span, starts: &FxHashSet<usize>) -> Span {
    let next = words.iter().enumerate().find(|(_, t)| t.span.start >= name.end);
    let next = next.filter(|(at, t)| t.kind == Kind::Word && t.spaced && !starts.contains(at));
    next.filter(|_| !name.of(text).contains(' ')).map_or(name, |(_, t)| name.join(t.span))
}

fn cut(text: &str, most: usize) -> &str {
    (0..=most.min(text.len())).rev().find_map(|at| text.get(..at)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (String, String) {
        let bulletin = crate::read(text);
        let identity = identity(&bulletin, &Lexicon::built_in().unwrap());
        (identity.place.map(|p| p.words()).unwrap_or_default(), identity.body.unwrap_or_default())
    }

    #[test]
    fn a_place_stands_behind_its_level_or_its_organ() {
        for (text, place, body) in [
            ("UBND tỉnh Bình Lâm tổng kết năm 2023", "Bình Lâm", "UBND"),
            ("CỤC THỐNG KÊ TỈNH LAM GIANG\n\nGRDP quý III tăng 7%.", "Lam Giang", "CỤC THỐNG KÊ"),
            ("HĐND TP. Vân Hải họp phiên bế mạc.", "Vân Hải", "HĐND"),
            ("Huyện ủy Yên Khê sơ kết 3 năm.", "huyện Yên Khê", "Huyện ủy"),
            ("Thu ngân sách đạt 5 tỷ đồng.", "", ""),
            ("Chủ tịch UBND tỉnh Trần Quốc Khải chủ trì, Tỉnh ủy Hà Sơn dự.", "Hà Sơn", ""),
        ] {
            let (found, organ) = of(text);
            assert_eq!(found, place, "{text}");
            assert!(body.is_empty() || crate::text::key(&organ) == crate::text::key(body), "{organ} {text}");
        }
    }

    #[test]
    fn the_place_of_the_title_is_the_bulletins() {
        let text =
            "Hội nghị Tỉnh ủy Hà Sơn\n\nĐoàn công tác của tỉnh Lam Giang đến dự. Tỉnh Hà Sơn thu ngân sách 5 tỷ đồng.";
        assert_eq!(of(text).0, "Hà Sơn");
    }
}
