//! Captions: the line under a picture, known by its credit, by how it opens, or by a person and what a picture shows
//! of persons.

use super::line::Line;
use crate::parse::people::{Words, mention::Naming, mention::mention};
use crate::parse::{Page, page::Sentence};
use crate::rules::{Cue, Family, Gives, Match};
use crate::text::{Kind, Span};

/// Most words of a caption that its credit or its opening tells, and of one that only shows a person.
const LONG: usize = 70;
const SHORT: usize = 40;

/// Most tokens behind what a picture shows a person do.
const LITTLE: usize = 4;

/// Whether a paragraph is a caption by its own words.
#[must_use]
pub fn is_caption(page: &Page<'_>, paragraph: usize, line: &Line) -> bool {
    if line.words > LONG || line.row || line.sentences == 0 {
        return false;
    }
    let Some(found) = page.paragraphs.get(paragraph) else {
        return false;
    };
    let sentences = page.sentences_of(found);
    sentences.iter().any(|s| credit(page, s).is_some())
        || line.words <= SHORT
            && !line.bullet
            && !line.numbered
            && sentences.first().is_some_and(|s| {
                opens(page, s, line) || line.sentences == 1 && (shows(page, s, line) || names_meeting(page, s))
            })
}

/// Where a picture's credit starts: *Ảnh: X*, *(Ảnh X)*, *- Ảnh X*.
#[must_use]
pub fn credit(page: &Page<'_>, sentence: &Sentence) -> Option<Span> {
    let tokens = page.tokens(sentence);
    let mark = |at: usize| match tokens.get(at).map(|t| t.kind) {
        Some(Kind::Mark(c)) => Some(c),
        _ => None,
    };
    let told = |m: &&Match| {
        let before = m.start.checked_sub(1).and_then(mark);
        mark(m.end) == Some(':') && m.start.checked_sub(1).is_none_or(|b| mark(b).is_some())
            || matches!(before, Some('(' | '[' | '-' | '\u{2013}' | '|'))
    };
    let all = page.matches(sentence, Family::Pages);
    all.iter().filter(|m| cue(page, m) == Some(Cue::Credit)).find(told).map(|m| m.span)
}

fn cue(page: &Page<'_>, found: &Match) -> Option<Cue> {
    page.meaning(found).map(|(cue, _)| cue)
}

/// Whether it opens as captions do (*Quang cảnh hội nghị*).
fn opens(page: &Page<'_>, sentence: &Sentence, line: &Line) -> bool {
    let all = page.matches(sentence, Family::Pages);
    line.sentences <= 2 && all.first().is_some_and(|m| m.start <= 1 && cue(page, m) == Some(Cue::Caption))
}

/// Whether it shows a person doing what pictures show (*Ông Lân phát biểu tại hội nghị*), or names one and no more.
fn shows(page: &Page<'_>, sentence: &Sentence, line: &Line) -> bool {
    let words = Words::new(page, sentence);
    let Some(first) = mention(&words, 0) else {
        return false;
    };
    let named = first.naming == Naming::Full;
    let end = first.tokens.end;
    let all = page.matches(sentence, Family::Pages);
    // *Đồng chí Lân, Bí thư Huyện ủy, phát biểu khai mạc kỳ họp.*: nothing more behind a comma.
    let shown_at = |at: usize| all.iter().find(|m| cue(page, m) == Some(Cue::Shown) && m.start == at);
    let closes = |m: &Match| words.len() <= m.end + LITTLE && (m.end..words.len()).all(|i| words.mark(i) != Some(','));
    let comma = words.mark(end) == Some(',');
    if comma && named && !first.offices.is_empty() && shown_at(end + 1).is_some_and(closes) {
        return true;
    }
    if comma || words.mark(end) == Some(':') || first.naming == Naming::Pronoun {
        return false;
    }
    let rest = words.len().saturating_sub(end);
    // *Ông Lân (bìa trái) và bà Mai*: where in the picture a person stands.
    let placed = |m: &Match| {
        let bracket = words.mark(m.start.saturating_sub(1)) == Some('(');
        m.start < end && bracket && matches!(words.mark(m.end), Some(')' | ',')) && is_placed(page, m)
    };
    if named && all.iter().any(placed) {
        return true;
    }
    if rest <= 1 {
        return named && first.tokens.len() > 2 && (first.titled || !first.offices.is_empty());
    }
    // *trao Cờ “Vì an ninh”*: what is quoted in a name is not said.
    let quoted = |i: usize| matches!(words.mark(i), Some('"' | '\u{201c}')) && words.mark(i - 1).is_some();
    let says_more = (end..words.len()).any(|i| matches!(words.mark(i), Some(':' | ';' | '%')) || i > end && quoted(i));
    let shown = all.iter().any(|m| cue(page, m) == Some(Cue::Shown) && (end..end + 3).contains(&m.start));
    let content = told_more(&words, end);
    let called = first.titled || !first.offices.is_empty();
    !says_more && (shown && !content || named && called && !line.stopped && !line.colon)
}

/// *Hội nghị lần thứ bảy Ban Chấp hành Đảng bộ huyện khóa XXVI.*: whether a meeting is named and nothing said of it.
fn names_meeting(page: &Page<'_>, sentence: &Sentence) -> bool {
    const NAMED: usize = 6;
    let means = |family, wanted: &[Cue]| {
        page.matches(sentence, family).iter().filter_map(|m| page.meaning(m)).any(|(cue, _)| wanted.contains(&cue))
    };
    let scene = page.matches(sentence, Family::Scene);
    let opens = scene.first().is_some_and(|m| m.start == 0 && cue(page, m) == Some(Cue::Meeting));
    // *Ban Chỉ đạo*: within a name a verb says nothing.
    let small = |at: usize| page.tokens(sentence).get(at).is_some_and(|t| !t.capital);
    let says =
        |(at, _, cue, _): (usize, usize, Cue, &Gives)| matches!(cue, Cue::Says | Cue::Tells | Cue::Pause) && small(at);
    let told = means(Family::Scene, &[Cue::Setting, Cue::Adopts, Cue::Today])
        || Words::new(page, sentence).cues(0, page.tokens(sentence).len()).any(says)
        || means(Family::Tone, &[Cue::Done, Cue::Praise, Cue::Ahead])
        || means(
            Family::Figures,
            &[Cue::Equates, Cue::Brings, Cue::Up, Cue::Down, Cue::Copula, Cue::Joins, Cue::Exceed],
        );
    opens && !told && page.tokens(sentence).len() > NAMED
}

fn is_placed(page: &Page<'_>, found: &Match) -> bool {
    page.lexicon.is_rule(found.rule, "page.placed")
}

/// Whether another verb of speaking follows a comma (*phát biểu tại hội nghị, nhấn mạnh …*).
fn told_more(words: &Words<'_>, from: usize) -> bool {
    words.cues(from, words.len()).any(|(at, end, cue, _)| {
        let apart = at > from && words.mark(at - 1) == Some(',');
        cue == Cue::Tells || cue == Cue::Says && (apart || words.mark(end) == Some(','))
    })
}
