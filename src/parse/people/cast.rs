//! The cast: all persons of a page, and who speaks in which sentence.

use super::mention::{Mention, Naming, mentions};
use super::roster::{Person, Roster};
use super::voice::{Spoken, is_oblique, spoken};
use super::words::Words;
use crate::model::{Act, section::Kind};
use crate::parse::{Page, layout::Frame, page::Paragraph};
use crate::rules::{Cue, Family, Gives, Match};
use crate::text::{Kind as Token, Span};

/// Most persons who speak in one sentence.
const SPEAKERS: usize = 16;

/// Who speaks in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The person, as an index in [`Cast::persons`].
    pub person: usize,
    /// What is done with the words.
    pub act: Act,
    /// The token of its sentence after the verb of speaking, or after the person.
    pub verb: usize,
}

/// All persons of a page, and who speaks in which sentence.
#[derive(Debug, Default)]
pub struct Cast {
    /// The persons, in order of appearance.
    pub persons: Vec<Person>,
    /// By sentence: who the sentence says speaks, in order.
    pub voices: Vec<Vec<Voice>>,
    /// By sentence: the persons it points to, with how.
    pub present: Vec<Vec<usize>>,
    /// By sentence: the person in an office with whose name a clause in its start opens.
    pub heads: Vec<Option<usize>>,
    /// By sentence: whether words of others than a person are told in it (*Công an tỉnh cho biết*).
    pub others: Vec<bool>,
    /// By sentence: whether it is quoted as a whole or in its larger part.
    pub quoted: Vec<bool>,
}

/// Whom a sentence points to, and who of them speaks.
struct Heard {
    all: Vec<Mention>,
    acts: Vec<Option<Spoken>>,
    /// Whether others' words than a person's are told.
    other: bool,
    /// Whose words are told of another time.
    asides: Vec<bool>,
    /// Who stands at the head of a clause.
    heads: Vec<bool>,
}

/// Finds the persons of a page and who speaks in which sentence.
#[must_use]
pub fn cast(page: &Page<'_>, frame: &Frame) -> Cast {
    let quotes = quotes(page);
    let mut roster = Roster::default();
    let found: Vec<Heard> = page
        .sentences
        .iter()
        .map(|sentence| {
            let words = Words::new(page, sentence);
            let quote = quotes.get(sentence.paragraph).map(Vec::as_slice).unwrap_or_default();
            let all = kept(&words, mentions(&words), quote);
            all.iter().for_each(|mention| roster.enter(page.text, mention));
            let acts = together(&words, &all, (0..all.len()).map(|i| spoken(&words, &all, i)).collect());
            let opens = page.paragraphs.get(sentence.paragraph).is_some_and(|p| p.span.start == sentence.span.start);
            let item = words.is_empty() || !words.is_capital(0) && words.mark(0) != Some('(');
            let first = opens && !item;
            let other = tells_of_others(&words, &all, first, quote);
            // *Thực tế này được ông Phong nói gần đây*: words of another time, after which *ông* is who spoke before.
            let aside = |m: &Mention| words.cue_before(m.tokens.start).is_some_and(|(cue, _, _)| cue == Cue::Nominal);
            let asides = all.iter().map(aside).collect();
            let heads = all.iter().map(|m| is_head(&words, m)).collect();
            Heard { all, acts, other, asides, heads }
        })
        .collect();
    let mut cast = Cast::default();
    for (Heard { all, acts, other, asides, heads }, sentence) in found.iter().zip(&page.sentences) {
        let mut voices: Vec<Voice> = Vec::new();
        let mut present = Vec::new();
        let mut head = None;
        // *Cục trưởng yêu cầu*, where nobody was named in that office: the words are no one's that is known.
        let mut unknown = false;
        for (((mention, act), aside), heads) in all.iter().zip(acts).zip(asides).zip(heads) {
            let told = act.filter(|spoken| spoken.weight == 2);
            let found = roster.resolve(page.text, mention);
            let Some(person) = found.or_else(|| told.and_then(|_| roster.unnamed(mention))) else {
                unknown |= told.is_some();
                continue;
            };
            present.push(person);
            head = head.or(heads.then_some(person));
            let shown = frame.kind(sentence.paragraph) == Some(Kind::Caption);
            if mention.tokens.start == 0 && mention.name.is_some() && !shown {
                roster.called(person, mention.gender);
            }
            if let Some(spoken) = act {
                if !shown && !aside {
                    roster.spoke(person);
                }
                if voices.len() < SPEAKERS && !voices.iter().any(|v| v.person == person) {
                    voices.push(Voice { person, act: spoken.act, verb: spoken.verb });
                }
            }
        }
        let quote = quotes.get(sentence.paragraph).map(Vec::as_slice).unwrap_or_default();
        cast.quoted.push(is_quoted(sentence.span, quote));
        let other = *other || unknown || is_dialogue(page, sentence.paragraph, quote);
        cast.others.push(other && voices.is_empty());
        cast.voices.push(voices);
        cast.present.push(present);
        cast.heads.push(head);
    }
    cast.persons = roster.persons;
    cast
}

/// The mentions that count: not those within a quote, nor bare names that nothing shows to be a person's.
fn kept(words: &Words<'_>, all: Vec<Mention>, quotes: &[Span]) -> Vec<Mention> {
    let outside = |m: &Mention| !within(quotes, m.span.start);
    let all: Vec<Mention> = all.into_iter().filter(outside).collect();
    let shown: Vec<bool> = (0..all.len())
        .map(|i| {
            all.get(i).is_some_and(|m| {
                let bare = m.naming == Naming::Full && !m.titled && m.offices.is_empty();
                let long = m.tokens.len() >= 3;
                !bare || long && spoken(words, &all, i).is_some_and(|s| s.weight == 2) || shares_office(&all, i)
            })
        })
        .collect();
    all.into_iter().zip(shown).filter_map(|(m, keep)| keep.then_some(m)).collect()
}

/// Whether a clause in a sentence's start opens with a person's office and name.
fn is_head(words: &Words<'_>, mention: &Mention) -> bool {
    const FAR: usize = 24;
    let start = mention.tokens.start;
    let opens = start == 0 || start < FAR && words.mark(start - 1) == Some(',');
    let alone = !matches!(words.mark(mention.tokens.end), Some(',' | ';' | '.'));
    mention.naming == Naming::Full && !mention.offices.is_empty() && opens && alone && !is_oblique(words, start)
}

/// Gives the verb of a person to the one joined before (*ông An và bà Bình cho rằng*).
fn together(words: &Words<'_>, all: &[Mention], mut acts: Vec<Option<Spoken>>) -> Vec<Option<Spoken>> {
    for at in (1..acts.len()).rev() {
        // *Đồng tình với chỉ đạo của ông An, bà Bình cho biết …*: only who may be a subject is joined.
        let joined = all
            .get(at - 1)
            .zip(all.get(at))
            .is_some_and(|(a, b)| b.tokens.start == a.tokens.end + 1 && !is_oblique(words, a.tokens.start));
        let act = acts.get(at).copied().flatten().filter(|s| joined && s.weight == 2);
        if let Some(slot) = acts.get_mut(at - 1).filter(|s| s.is_none()) {
            *slot = act;
        }
    }
    acts
}

/// Whether the next person's offices are this one's too (*Tạ Thị Liên và Ngô Trọng Nghĩa, Phó Chủ tịch*).
fn shares_office(all: &[Mention], number: usize) -> bool {
    let after = all.get(number + 1);
    all.get(number).zip(after).is_some_and(|(a, b)| b.tokens.start == a.tokens.end + 1 && !b.offices.is_empty())
}

/// Whether an organ's or a group's words are told here: it is the subject of a clause that starts the sentence, and a verb
/// of speaking follows it; or the sentence takes what it tells from it (*theo báo cáo của Sở*).
fn tells_of_others(words: &Words<'_>, all: &[Mention], first: bool, quotes: &[Span]) -> bool {
    const FAR: usize = 24;
    let end = all.first().map_or(words.len(), |m| m.tokens.start).min(FAR);
    let mut subject = None;
    for (at, after, cue, gives) in words.cues(0, end) {
        let head = at == 0 || words.mark(at - 1).is_some_and(|m| matches!(m, ',' | '-' | '*' | ')'));
        let unbroken = |from: usize| (from..at).all(|i| words.mark(i).is_none_or(|m| m == '(' || m == ')'));
        match (cue, gives) {
            (Cue::Source, _) if head => return true,
            (Cue::Organ | Cue::Body | Cue::Plural | Cue::Office, _) if head => subject = Some((at, cue)),
            (Cue::Tells | Cue::Says, Gives::Act(act)) if words.is_small(at) => {
                let Some((from, whose)) = subject.filter(|(from, _)| unbroken(*from)) else {
                    continue;
                };
                let brings = matches!(words.mark(after), Some(',' | ':'));
                let group = first
                    && whose == Cue::Plural
                    && matches!(act, Act::Reports | Act::States | Act::Asks | Act::Assesses)
                    && from < at;
                let told = cue == Cue::Tells || brings || group;
                return told && !within(quotes, words.span(at, after).start);
            }
            _ => {}
        }
    }
    false
}

/// By paragraph: what stands between quotes.
fn quotes(page: &Page<'_>) -> Vec<Vec<Span>> {
    page.paragraphs
        .iter()
        .map(|p| {
            let mut out = Vec::new();
            let mut open = None;
            let text = p.span.of(page.text);
            if let Some(said) = dialogue(page, p) {
                return vec![said];
            }
            // The first bytes of all marks of quoting.
            for at in memchr::memchr3_iter(b'"', 0xe2, 0xc2, text.as_bytes()) {
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
                match (c, open) {
                    ('\u{201c}' | '"' | '\u{ab}', None) => open = Some(at),
                    ('\u{201d}' | '"' | '\u{bb}', Some(start)) => {
                        out.push(Span::new(p.span.start + start, p.span.start + at + c.len_utf8()));
                        open = None;
                    }
                    _ => {}
                }
            }
            out
        })
        .collect()
}

/// *- Nợ quá hạn là 418 tỷ đồng - ông Trứ đáp.*: what is said in a paragraph that a dash opens, and behind whose last dash stands who said it.
fn dialogue(page: &Page<'_>, paragraph: &Paragraph) -> Option<Span> {
    const FAR: usize = 16;
    let text = Some(paragraph.span.of(page.text)).filter(|text| text.starts_with(['-', '\u{2013}', '\u{2014}']))?;
    let said = [" - ", " \u{2013} ", " \u{2014} "].iter().filter_map(|dash| text.rfind(dash)).max()?;
    let last = page.sentences_of(paragraph).last()?;
    let tokens = page.tokens(last);
    let words = tokens.iter().rposition(|t| t.kind == Token::Word)? + 1;
    let behind = paragraph.span.start + said;
    let ends = |m: &Match| m.end == words && page.meaning(m).is_some_and(|(c, _)| matches!(c, Cue::Says | Cue::Tells));
    let near = tokens.iter().filter(|t| t.span.start > behind).count() <= FAR;
    let told = near && page.matches(last, Family::People).iter().any(ends);
    told.then(|| Span::new(paragraph.span.start, behind))
}

/// *- Nợ quá hạn hiện ra sao? - phóng viên hỏi.*: whether quoted words are those of a dialogue, which no mark of quoting opens, so that
/// they are no one else's.
fn is_dialogue(page: &Page<'_>, paragraph: usize, quotes: &[Span]) -> bool {
    let Some(quote) = quotes.first() else { return false };
    let opens = page.paragraphs.get(paragraph).is_some_and(|p| p.span.start == quote.start);
    opens && quote.of(page.text).starts_with(['-', '\u{2013}', '\u{2014}'])
}

/// Whether a place is within quotes, which are in order.
fn within(quotes: &[Span], place: usize) -> bool {
    quotes.get(quotes.partition_point(|q| q.end <= place)).is_some_and(|q| q.covers(place))
}

fn is_quoted(sentence: Span, quotes: &[Span]) -> bool {
    let first = quotes.partition_point(|q| q.end <= sentence.start);
    let inside: usize = quotes
        .iter()
        .skip(first)
        .take_while(|q| q.start < sentence.end)
        .map(|q| q.end.min(sentence.end).saturating_sub(q.start.max(sentence.start)))
        .sum();
    inside * 2 > sentence.len()
}
