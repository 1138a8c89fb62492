//! Voices: where a sentence says that a person speaks, and what the person does with the words.
//!
//! A person speaks where a verb of speaking follows as the mention's own (*ông Lân yêu cầu*), where a colon follows it,
//! where words are taken from the person (*theo ông Lân*), or where the sentence opens with speaking and then names the
//! person (*Phát biểu tại hội nghị, ông Lân tỏ ra …*). What is quoted points to nobody.

use super::mention::{Mention, Naming};
use super::words::Words;
use crate::model::Act;
use crate::rules::{Cue, Gives};

/// Tokens that may stand between a person and the verb of speaking.
const NEAR: usize = 9;

/// What a mention does, where it speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// What is done with the words.
    pub act: Act,
    /// The token after the verb of speaking, or after the person.
    pub verb: usize,
    /// How sure the sentence is that this person speaks: 2 by the person's own verb, 1 by what stands before.
    pub weight: u8,
}

/// What the mention at `number` of `mentions` does in its sentence, where it speaks.
#[must_use]
pub fn spoken(words: &Words<'_>, mentions: &[Mention], number: usize) -> Option<Spoken> {
    let mention = mentions.get(number)?;
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let next = mentions.get(number + 1).map_or(words.len(), |m| m.tokens.start);
    if let Some(act) = source(words, start, end) {
        return Some(Spoken { act, verb: end, weight: 2 });
    }
    if is_oblique(words, start) || words.follows_plan(start) || is_listed(words, mention) {
        return None;
    }
    if is_asked(words, mentions, number) || is_ordered(words, start) {
        return None;
    }
    let first = number < NEAR && mentions.iter().take(number).all(|m| is_oblique(words, m.tokens.start));
    let opened = if first { opening(words, start) } else { None };
    if let Some((act, verb)) = own_verb(words, end, next) {
        if words.gives_work(start, verb) {
            return None;
        }
        let act = match (opened, act) {
            (Some(opened @ (Act::Opens | Act::Closes)), _) | (Some(opened @ Act::Reports), Act::States) => opened,
            _ => act,
        };
        return Some(Spoken { act, verb, weight: 2 });
    }
    if beside_quote(words, start, end, next) {
        return Some(Spoken { act: opened.unwrap_or(Act::States), verb: end, weight: 2 });
    }
    let object = number.checked_sub(1).and_then(|n| mentions.get(n)).is_some_and(|before| {
        own_verb(words, before.tokens.end, start).is_some() && words.mark(start.saturating_sub(1)).is_none()
    });
    if words.mark(end) == Some(':') && (mention.naming != Naming::Pronoun || number == 0) && !object {
        return Some(Spoken { act: opened.unwrap_or(Act::States), verb: end, weight: 2 });
    }
    opened.map(|act| Spoken { act, verb: end, weight: 1 })
}

/// Whether the one before asks or orders this person (*ông Phú đề nghị Bộ trưởng trả lời*).
fn is_asked(words: &Words<'_>, mentions: &[Mention], number: usize) -> bool {
    let before = number.checked_sub(1).and_then(|n| mentions.get(n));
    let Some((before, this)) = before.zip(mentions.get(number)) else { return false };
    let asks = own_verb(words, before.tokens.end, this.tokens.start);
    asks.is_some_and(|(act, verb)| matches!(act, Act::Asks | Act::Directs) && verb == this.tokens.start)
}

/// Whether a verb of ordering or asking stands right before the person (*Giao Giám đốc Sở trực tiếp chỉ đạo*).
fn is_ordered(words: &Words<'_>, start: usize) -> bool {
    words.cue_before(start).is_some_and(|(cue, gives, _)| cue == Cue::Says && gives.is_order())
}

/// Whether the person stands right after a quote (*"…", ông Lân gợi mở*), or a quote follows a colon near the person.
fn beside_quote(words: &Words<'_>, start: usize, end: usize, next: usize) -> bool {
    let quote = |at: usize| matches!(words.mark(at), Some('"' | '\u{201c}' | '\u{201d}'));
    let after = start >= 2 && words.mark(start - 1) == Some(',') && quote(start - 2);
    let colon = (end..next.min(end + NEAR)).find(|&i| matches!(words.mark(i), Some(':' | ',' | ';' | '.')));
    after || colon.is_some_and(|i| words.mark(i) == Some(':') && quote(i + 1))
}

/// The first verb of speaking after `end` that has the person before it for its subject: its act and the token after it.
fn own_verb(words: &Words<'_>, end: usize, next: usize) -> Option<(Act, usize)> {
    let apart = usize::from(words.mark(end) == Some(','));
    let limit = next.min(end + NEAR + apart);
    let mut blocked = (end + apart..limit).find(|&i| matches!(words.mark(i), Some(',' | ';' | ':' | '.' | '!' | '?')));
    if apart == 1 {
        blocked = Some(blocked.unwrap_or(limit).min(end + NEAR));
    }
    let limit = blocked.unwrap_or(limit);
    let beside = words.is_rule(end, "speech.beside");
    for (start, after, cue, gives) in words.cues(end, limit) {
        match (cue, gives) {
            // *thực hiện chỉ đạo của Ban Bí thư*: a noun.
            (Cue::Says, _) if words.is_rule(after, "speech.of") => {}
            (Cue::Says | Cue::Tells, Gives::Act(act)) if words.is_small(start) && !is_noun(words, start) => {
                return Some((*act, after));
            }
            // *Bộ trưởng cùng đại diện các bộ đã trả lời*: others beside the person.
            (Cue::Plural | Cue::Body, _) if beside => {}
            // *ông Lân thay mặt lãnh đạo tỉnh chia sẻ …*
            (Cue::Plural | Cue::Body, _) if words.rule_before(start, "speech.behalf") => {}
            (Cue::Plural | Cue::Body, _) => return None,
            _ => {}
        }
    }
    None
}

fn is_noun(words: &Words<'_>, start: usize) -> bool {
    words.cue_before(start).is_some_and(|(cue, _, _)| matches!(cue, Cue::Nominal | Cue::Oblique | Cue::Source))
}

/// Whether the person at `start` stands after a word that makes it no subject (*của ông Lân*).
#[must_use]
pub fn is_oblique(words: &Words<'_>, start: usize) -> bool {
    words.cue_before(start).is_some_and(|(cue, _, _)| cue == Cue::Oblique || cue == Cue::Source)
}

/// Whether an office stands in a list behind such a word (*thẩm quyền của Chính phủ, Thủ tướng, bộ ngành*).
fn is_listed(words: &Words<'_>, mention: &Mention) -> bool {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let within = start > 0 && words.mark(start - 1) == Some(',') && words.mark(end) == Some(',');
    if !within || mention.naming != Naming::Office {
        return false;
    }
    let before = |(at, ..): &(usize, usize, Cue, &Gives)| *at < start;
    let mut all: Vec<_> = words.cues(0, start).take_while(before).collect();
    while all.pop_if(|(_, _, cue, _)| matches!(cue, Cue::Organ | Cue::Body | Cue::Level | Cue::Plural)).is_some() {}
    all.last().is_some_and(|&(_, after, cue, _)| {
        cue == Cue::Oblique && (after..start - 1).all(|i| words.mark(i).is_none()) && after + 1 < start
    })
}

/// Words taken from the person: *theo ông Lân,* and *…, theo ông Lân.*
fn source(words: &Words<'_>, start: usize, end: usize) -> Option<Act> {
    let (cue, gives, first) = words.cue_before(start)?;
    let act = if let Gives::Act(act) = gives { *act } else { Act::States };
    let closes = words.mark(end).is_some_and(|m| matches!(m, ',' | '.' | ':' | '(' | '"' | '\u{201c}' | ';'));
    (cue == Cue::Source && (closes || end >= words.len() || first == 0)).then_some(act)
}

/// The act of the verb of speaking in the clauses before `start`, where the person comes right after a comma.
fn opening(words: &Words<'_>, start: usize) -> Option<Act> {
    if words.mark(start.checked_sub(1)?) != Some(',') {
        return None;
    }
    let mut found = None;
    for (at, _, cue, gives) in words.cues(0, start) {
        let heads = at == 0 || words.mark(at - 1).is_some_and(|m| matches!(m, ',' | '-' | ')' | '*'));
        match (cue, gives) {
            (Cue::Says | Cue::Tells, Gives::Act(act)) if heads => {
                found = Some(match (found, act) {
                    (Some(strong @ (Act::Opens | Act::Closes)), _) => strong,
                    _ => *act,
                });
            }
            _ => {}
        }
    }
    found
}
