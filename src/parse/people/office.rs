//! Offices: a head (*Phó Bí thư Thường trực*) and the organ it heads (*Tỉnh ủy*), as far as the words go on naming it.

use super::name;
use super::words::Words;
use crate::rules::{Cue, Gives};
use crate::text::{Kind, Span, key};
use rust_decimal::prelude::ToPrimitive;

/// An office as the text names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// The words.
    pub span: Span,
    /// The head's key; several where the words stand for one of several heads.
    pub heads: Vec<String>,
    /// The keys of the organ's words, short forms in full.
    pub organ: Vec<String>,
    /// Rank of the head, 1 the highest.
    pub rank: u8,
}

/// Tokens an organ's name may have, and small words in a row within it.
const FAR: usize = 28;
const SMALL: usize = 8;

impl Office {
    /// Whether the two may be one office: one head, and one organ's words among the other's.
    #[must_use]
    pub fn fits(&self, other: &Office) -> bool {
        self.heads.iter().any(|h| other.heads.contains(h)) && self.organ_fits(other)
    }

    /// The office as one that its holder has left, which is none of today's.
    #[must_use]
    pub fn former(self, span: Span) -> Self {
        Self { span, heads: self.heads.into_iter().map(|h| format!("- {h}")).collect(), ..self }
    }

    /// Whether the words name the same office more fully.
    #[must_use]
    pub fn tells_more(&self, other: &Office) -> bool {
        let (here, there) = (self.organ.len(), other.organ.len());
        here > there || here == there && self.organ == other.organ && self.span.len() > other.span.len()
    }

    /// Whether one organ's words are among the other's.
    #[must_use]
    pub fn organ_fits(&self, other: &Office) -> bool {
        let within = |a: &[String], b: &[String]| a.iter().all(|w| b.contains(w));
        within(&self.organ, &other.organ) || within(&other.organ, &self.organ)
    }
}

/// The office that starts at a token, and the token after it. `None` for a group's (*giám đốc các sở*).
#[must_use]
pub fn office(words: &Words<'_>, at: usize) -> Option<(Office, usize)> {
    let (cue, gives, after) = words.cue(at)?;
    let (heads, mut organ, rank) = match (cue, gives) {
        (Cue::Office, Gives::Number(rank)) => {
            let mut head = Vec::new();
            push_words(words, at, after, &mut head);
            (vec![head.join(" ")], Vec::new(), rank.to_u8().unwrap_or(u8::MAX))
        }
        (Cue::StandsFor, Gives::Name(names)) => {
            let mut organ = Vec::new();
            let heads = names.split('|').map(|name| {
                let (head, rest) = name.split_once('/').unwrap_or((name, ""));
                organ.extend(rest.split_whitespace().map(key));
                key(head)
            });
            (heads.collect(), organ, 0)
        }
        _ => return None,
    };
    if words.cue(after).is_some_and(|(cue, _, _)| cue == Cue::Plural) {
        return None;
    }
    let listed = words.mark(after) == Some(',') && words.cue(after + 1).is_some_and(|(cue, _, _)| cue == Cue::Plural);
    if listed {
        return None;
    }
    let (end, walk) = organ_end(words, after, rank > HEADS + 2);
    let rank = rank + if (1..HEADS).contains(&rank) { walk.below(rank) } else { 0 };
    push_words(words, after, end, &mut organ);
    Some((Office { span: words.span(at, end), heads, organ, rank }, end))
}

/// The token after the organ's name that starts at `start`; `free` where small words may be all of it (*chuyên gia kinh tế*).
fn organ_end(words: &Words<'_>, start: usize, free: bool) -> (usize, Walk) {
    let mut walk = Walk { named: free, ..Walk::default() };
    let mut at = start;
    while at < words.len().min(start + FAR) {
        if name::full(words, at).or_else(|| name::tied(words, at)).is_some() {
            break;
        }
        match walk.step(words, start, at) {
            Some(next) => at = next,
            None => break,
        }
    }
    (at, walk)
}

/// From this rank on an office's organ does not lower it further.
const HEADS: u8 = 8;

/// Where a walk through an organ's name stands.
#[derive(Default)]
struct Walk {
    /// The organ's name is complete but for its place.
    closed: bool,
    /// A capitalised word has been met.
    named: bool,
    /// Small words in a row.
    small: usize,
    /// It is of a district or a commune.
    lower: bool,
    /// It governs: a people's committee, a party's.
    governs: bool,
    /// It is an office, an association or the like.
    named_organ: bool,
}

impl Walk {
    /// How many ranks the organ lowers its head: a district's two; secretaries and chairs of an association or a company
    /// stand three below those of a province.
    fn below(&self, rank: u8) -> u8 {
        let presides = matches!(rank, 4 | 5 | 7);
        if self.lower {
            2
        } else if presides && self.named_organ && !self.governs {
            3
        } else {
            0
        }
    }

    /// The token after the piece of the name at `at`; `None` where the name has ended.
    fn step(&mut self, words: &Words<'_>, start: usize, at: usize) -> Option<usize> {
        if let Some(end) = name::place_end(words, at) {
            self.named = true;
            return Some(end);
        }
        match words.kind(at)? {
            Kind::Mark(mark) => self.mark(words, start, at, mark),
            Kind::Number => {
                let level = words.cue_before(at).is_some_and(|(cue, _, _)| matches!(cue, Cue::Level | Cue::Organ));
                // *NHNN Khu vực 17 Lê An*, *Giám đốc Kho bạc khu vực 5 cho biết*: the organ's own number.
                let says = |(cue, _, _): (Cue, &Gives, usize)| matches!(cue, Cue::Says | Cue::Tells | Cue::Pause);
                let ends = words.kind(at + 1).is_none_or(|kind| matches!(kind, Kind::Mark(_)));
                let ends = ends || name::full(words, at + 1).is_some() || words.cue(at + 1).is_some_and(says);
                let own = self.named && ends;
                (level || own).then_some(at + 1)
            }
            Kind::Word => self.word(words, start, at),
        }
    }

    fn word(&mut self, words: &Words<'_>, start: usize, at: usize) -> Option<usize> {
        let small = words.is_small(at);
        match words.cue(at) {
            Some((Cue::Body, gives, end)) => {
                self.closed = true;
                self.lower |= *gives != Gives::Nothing;
                self.governs = true;
                let cut = (at + 1..end).any(|i| name::full(words, i).is_some());
                Some(if cut { at + 1 } else { end })
            }
            Some((Cue::Level, gives, end)) => {
                self.lower |= *gives != Gives::Nothing;
                Some(end)
            }
            Some((Cue::Organ, _, end)) if !small || at == start || self.named && !self.closed => {
                self.closed = false;
                self.named_organ = true;
                self.named |= !small;
                Some(end)
            }
            // *Chủ nhiệm Ủy ban Kinh tế của Quốc hội*
            Some((Cue::Oblique, _, end)) if self.named && words.is_rule(at, WHOSE) && names_organ(words, end) => {
                Some(end)
            }
            Some((Cue::Office | Cue::StandsFor, _, _)) => None,
            Some((Cue::Plain, _, end)) if small && at == start => Some(end),
            Some((Cue::Plain | Cue::Honorific, _, end)) if small && self.named && !self.closed => Some(end),
            Some((Cue::Plural, _, end)) if small && self.named && !self.closed => Some(end),
            Some((cue, _, _)) if small && cue != Cue::Organ => None,
            _ if !small => {
                self.named = true;
                self.small = 0;
                Some(at + 1)
            }
            _ if words.cue(at + 1).is_some_and(|(cue, _, _)| cue == Cue::Body) && words.is_capital(at + 1) => {
                Some(at + 1)
            }
            _ => {
                self.small += 1;
                (self.named && !self.closed && self.small <= SMALL).then_some(at + 1)
            }
        }
    }

    fn mark(&self, words: &Words<'_>, start: usize, at: usize, mark: char) -> Option<usize> {
        let before = at.checked_sub(1).filter(|&b| b >= start)?;
        let goes_on = match mark {
            '&' => true,
            '.' => words.word(before).chars().count() <= 3 && words.is_capital(before) && words.is_capital(at + 1),
            '-' | '\u{2013}' => {
                self.named && !opens_other(words, at + 1) && (words.is_capital(at + 1) || self.joins(words, at + 1))
            }
            ',' => !self.closed && self.named && !opens_other(words, at + 1) && lists_fields(words, at + 1),
            _ => false,
        };
        goes_on.then_some(at + 1)
    }
}

impl Walk {
    /// *Bộ Kế hoạch - đầu tư*: a small word behind a stroke goes on with an organ's name where it is no cue of persons.
    fn joins(&self, words: &Words<'_>, at: usize) -> bool {
        const AFTER: usize = 4;
        let ends = (at..at + AFTER).any(|i| words.kind(i).is_none() || words.mark(i).is_some() || words.is_capital(i));
        self.named_organ && !self.closed && words.is_small(at) && words.cue(at).is_none() && ends
    }
}

/// The rule of the word that tells whose something is.
const WHOSE: &str = "speech.of";

/// Whether an organ or a level that a capital or its own word names stands at a token.
fn names_organ(words: &Words<'_>, at: usize) -> bool {
    match words.cue(at) {
        Some((Cue::Organ | Cue::Body, _, _)) => words.is_capital(at),
        Some((Cue::Level, _, _)) => true,
        _ => false,
    }
}

fn opens_other(words: &Words<'_>, at: usize) -> bool {
    let other = |cue| matches!(cue, Cue::Office | Cue::StandsFor | Cue::Honorific | Cue::Rank | Cue::Organ | Cue::Body);
    name::full(words, at).is_some() || words.cue(at).is_some_and(|(cue, _, _)| other(cue))
}

/// Whether the words from `at` end a list of an organ's fields (*Thể thao và Du lịch*): capital, small words, capital.
fn lists_fields(words: &Words<'_>, at: usize) -> bool {
    const FEW: usize = 7;
    // *- chủ nhiệm Uỷ ban Tài chính, ngân sách -*: up to what closes it.
    let small = (at..at + FEW).take_while(|&i| words.kind(i) == Some(Kind::Word) && words.is_small(i)).count();
    let plain = (at..at + small).all(|i| words.cue(i).is_none());
    let closed = matches!(words.mark(at + small), Some('-' | '\u{2013}' | ')'));
    if small > 0 && plain && closed {
        return true;
    }
    words.is_capital(at)
        && (at + 1..at + 5).take_while(|&i| words.kind(i) == Some(Kind::Word)).skip(1).any(|i| words.is_capital(i))
}

/// Adds the keys of an office's words, short forms in full.
fn push_words(words: &Words<'_>, from: usize, to: usize, organ: &mut Vec<String>) {
    let mut at = from;
    while at < to {
        match words.name_cue(at) {
            Some((Cue::Shorthand, Gives::Name(full), end)) => {
                organ.extend(full.split_whitespace().map(key).filter(|w| w.chars().any(char::is_alphanumeric)));
                at = end;
            }
            _ => {
                if matches!(words.kind(at), Some(Kind::Word | Kind::Number)) {
                    organ.push(key(words.word(at)));
                }
                at += 1;
            }
        }
    }
}
