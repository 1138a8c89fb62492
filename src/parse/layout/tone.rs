//! Tone: what a paragraph's words tell of its kind: tasks, judgements, time to come, figures, how it opens.

use super::plain;
use crate::model::{Act, section::Kind};
use crate::parse::{Page, page::Sentence, people::Words};
use crate::rules::{Cue, Family, Gives, Match};
use crate::text::Kind as Piece;

/// Counts of what a paragraph's words tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tone {
    /// Phrases of time to come.
    pub ahead: usize,
    /// One of them opens the paragraph.
    pub ahead_first: bool,
    /// Words of ordering.
    pub task: usize,
    /// An order opens the first sentence, or a quote in it (*"Phải làm ngay …*).
    pub task_first: bool,
    /// Those among them that order by themselves (*phải*, *yêu cầu*), and name no work.
    pub order: usize,
    /// Words of judging.
    pub praise: usize,
    /// Numbers that are figures by their form.
    pub figures: usize,
    /// Sentences with a phrase of time to come or an order, and all.
    pub pointing: usize,
    /// All sentences.
    pub sentences: usize,
    /// Words that tell what was done.
    pub past: usize,
    /// A day until which was counted opens the paragraph.
    pub so_far: bool,
}

/// Tokens from the start in which a phrase opens its paragraph.
const FIRST: usize = 8;
/// Tokens from the start in which a clause opens its paragraph.
const CLAUSE: usize = 24;

/// The tone of some sentences.
#[must_use]
pub fn tone(page: &Page<'_>, sentences: &[Sentence]) -> Tone {
    let mut tone = Tone { sentences: sentences.len(), ..Tone::default() };
    for (number, sentence) in sentences.iter().enumerate() {
        let (mut done, mut ordered) = (false, false);
        let (told, orders) = (tone.ahead + tone.order, tone.order);
        for found in page.matches(sentence, Family::Tone).iter().filter(|m| !plain::is_plain(page, sentence, m)) {
            match page.meaning(found) {
                Some((Cue::Ahead, _)) if is_past(page, sentence, found) => {}
                Some((Cue::Ahead, _)) if is_rule(page, found, "task.sure") && is_stated(page, sentence, found) => {
                    tone.praise += 1;
                }
                Some((Cue::Ahead, _)) => {
                    tone.ahead += 1;
                    tone.ahead_first |= number == 0 && found.start < FIRST;
                }
                Some((Cue::Done, well)) => {
                    tone.past += usize::from(is_rule(page, found, PAST));
                    tone.so_far |= number == 0 && found.start == 0 && is_rule(page, found, "task.so_far");
                    done |= !ordered;
                    tone.praise += usize::from(*well != Gives::Nothing);
                }
                // *đã chủ động tháo gỡ khó khăn*: what was done is no task.
                Some((Cue::Task, work)) if *work == Gives::Nothing || !done => {
                    tone.task += 1;
                    tone.order += usize::from(*work == Gives::Nothing);
                    ordered = true;
                    tone.task_first |= number == 0 && opens_words(page, sentence, found.start);
                }
                Some((Cue::Praise, _)) if tone.order > orders && is_rule(page, found, "task.state") => {}
                Some((Cue::Praise, _)) => tone.praise += 1,
                _ => {}
            }
        }
        tone.figures += figures(page, sentence);
        tone.pointing += usize::from(tone.ahead + tone.order > told);
    }
    tone
}

/// Whether a token is the first of a sentence, or of a quote in it.
fn opens_words(page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|b| page.tokens(sentence).get(b));
    before.is_none_or(|t| matches!(t.kind, Piece::Mark('"' | '\u{201c}' | '-' | '+' | '*')))
}

/// Whether something is told to have been done for what a phrase names (*để hoàn thành nhiệm vụ, Cục đã …*).
fn is_past(page: &Page<'_>, sentence: &Sentence, found: &Match) -> bool {
    let later = |m: &&Match| m.start > found.start;
    is_rule(page, found, "task.purpose")
        && page.matches(sentence, Family::Tone).iter().filter(later).any(|m| is_rule(page, m, PAST))
}

/// Whether one who states or judges is sure of what will be (*ông Lân khẳng định thu ngân sách sẽ vượt dự toán*).
fn is_stated(page: &Page<'_>, sentence: &Sentence, found: &Match) -> bool {
    let said = |m: &Match| match page.meaning(m) {
        Some((Cue::Says | Cue::Tells, Gives::Act(act))) => Some((m.end <= found.start, *act)),
        _ => None,
    };
    let acts = || page.matches(sentence, Family::People).iter().filter_map(said);
    // A verb behind the words tells how they were said where none stands before them.
    let last = acts().rfind(|(before, _)| *before).or_else(|| acts().next());
    matches!(last, Some((_, Act::States | Act::Assesses)))
}

/// The rule of the word that tells what was done.
const PAST: &str = "task.past";

fn is_rule(page: &Page<'_>, found: &Match, id: &str) -> bool {
    page.lexicon.is_rule(found.rule, id)
}

/// Numbers before a percent sign or with separators, and those of three digits and more that are no years.
fn figures(page: &Page<'_>, sentence: &Sentence) -> usize {
    let tokens = page.tokens(sentence);
    // *kết luận 2852 của Thanh tra*: a bare number counts before what is counted or measured only.
    let measured = |at: usize, few: bool| {
        let found = page.matches(sentence, Family::Figures).iter().find(|m| m.start == at);
        let cue = found.and_then(|m| page.meaning(m)).map(|(cue, _)| cue);
        matches!(cue, Some(Cue::Scale | Cue::Currency)) || !few && matches!(cue, Some(Cue::Unit | Cue::Counted))
    };
    (0..tokens.len())
        .filter(|&i| {
            let Some(token) = tokens.get(i).filter(|t| t.kind == Piece::Number) else {
                return false;
            };
            let text = token.span.of(page.text);
            let percent = tokens.get(i + 1).is_some_and(|t| t.kind == Piece::Mark('%'));
            let slash = tokens.get(i + 1).is_some_and(|t| t.kind == Piece::Mark('/'));
            let year = text.len() == 4 && text.parse().is_ok_and(|y: u16| (1900..=2100).contains(&y));
            percent || !slash && !year && (text.contains(['.', ',']) || measured(i + 1, text.len() < 3))
        })
        .count()
}

impl Tone {
    /// Whether most of it points to what is to come.
    #[must_use]
    pub fn looks_ahead(&self) -> bool {
        self.pointing * 2 > self.sentences
    }
}

/// What kind of paragraph a sentence opens.
#[must_use]
pub fn opener(page: &Page<'_>, sentence: &Sentence) -> Option<Kind> {
    let tokens = page.tokens(sentence);
    let clause = |at: usize| {
        at <= 1
            || at < CLAUSE
                && tokens
                    .get(at - 1)
                    .is_some_and(|t| matches!(t.kind, Piece::Mark(',' | '-' | '\u{2013}' | ')' | '*' | ':' | '.')))
    };
    let mut found = None;
    let mut heard = false;
    for m in page.matches(sentence, Family::Layout) {
        let Some((Cue::Opener, Gives::Section(kind))) = page.meaning(m) else {
            continue;
        };
        // *Sau khi nghe báo cáo và ý kiến thảo luận, ông Lân yêu cầu …*
        heard |= is_heard(page, m);
        if heard && *kind != Kind::Conclusion {
            continue;
        }
        let here = clause(m.start) || *kind == Kind::Conclusion && m.start < CLAUSE;
        found = match (found, here) {
            (_, true) if *kind == Kind::Conclusion => return Some(Kind::Conclusion),
            (None, true) => Some(*kind),
            (before, _) => before,
        };
    }
    found
}

/// What kind of paragraphs a heading announces.
#[must_use]
pub fn announces(page: &Page<'_>, sentence: &Sentence) -> Option<Kind> {
    page.matches(sentence, Family::Layout).iter().find_map(|m| match page.meaning(m) {
        Some((Cue::Opener, Gives::Section(kind))) => Some(*kind),
        _ => None,
    })
}

/// Whether a phrase tells that others were heard (*sau khi nghe*).
fn is_heard(page: &Page<'_>, found: &Match) -> bool {
    is_rule(page, found, "opener.heard")
}

/// Whether who speaks in a sentence has heard others first.
#[must_use]
pub fn has_heard(page: &Page<'_>, sentence: &Sentence) -> bool {
    page.matches(sentence, Family::Layout).iter().any(|m| m.start < CLAUSE && is_heard(page, m))
}

/// Whether a sentence opens with what a report and who concludes both speak of (*nguyên nhân*, *hạn chế*), and takes it from
/// no report.
#[must_use]
pub fn opens_matter(page: &Page<'_>, sentence: &Sentence) -> bool {
    let opens = |m: &&Match| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Opener);
    let first = page.matches(sentence, Family::Layout).iter().find(opens);
    first.is_some_and(|m| is_rule(page, m, "opener.matter"))
}

/// Whether a sentence's first words tie it to what was said before (*đồng thời*, *theo đó*).
#[must_use]
pub fn is_tied(page: &Page<'_>, sentence: &Sentence) -> bool {
    starts_with(page, sentence, Family::Layout, Cue::Tied)
}

/// Whether a sentence is an item of a list counted in words (*Một là*, *Thứ hai*), and no day of the week (*Thứ hai, 29/8*).
#[must_use]
pub fn is_listed(page: &Page<'_>, sentence: &Sentence) -> bool {
    let day = page.tokens(sentence).get(3).is_some_and(|t| t.kind == Piece::Number);
    starts_with(page, sentence, Family::Tone, Cue::Listed) && !day
}

fn starts_with(page: &Page<'_>, sentence: &Sentence, family: Family, wanted: Cue) -> bool {
    page.matches(sentence, family)
        .first()
        .is_some_and(|m| m.start == 0 && page.meaning(m).is_some_and(|(cue, _)| cue == wanted))
}

/// Whether a sentence tells when, where and by whom the meeting is held.
#[must_use]
pub fn sets_scene(page: &Page<'_>, sentence: &Sentence) -> bool {
    page.matches(sentence, Family::Scene).iter().any(|m| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Setting))
}

/// Whether a sentence starts with a day (*Sáng 30/5*), after a place's or a paper's name.
#[must_use]
pub fn opens_with_day(page: &Page<'_>, sentence: &Sentence) -> bool {
    let tokens = page.tokens(sentence);
    page.matches(sentence, Family::Scene).iter().any(|m| {
        let day = page.meaning(m).is_some_and(|(cue, _)| matches!(cue, Cue::DayPart | Cue::LongDate | Cue::Today));
        let number = tokens.get(m.end).is_some_and(|t| t.kind == Piece::Number);
        let words = page.meaning(m).is_some_and(|(cue, _)| matches!(cue, Cue::LongDate | Cue::Today));
        // *Đảng bộ được thành lập ngày 7/2 …*: of no meeting.
        let opens = || m.start.checked_sub(1).and_then(|b| tokens.get(b)).is_none_or(|t| t.kind != Piece::Word);
        day && m.start < FIRST && (number || words) && (opens() || sets_scene(page, sentence))
    })
}

/// Whether a sentence starts with a time and a comma (*Tháng 10/2023, …*).
#[must_use]
pub fn opens_with_time(page: &Page<'_>, sentence: &Sentence) -> bool {
    let tokens = page.tokens(sentence);
    let time = page.matches(sentence, Family::Figures).iter().find(|m| m.start <= 1);
    let time = time.filter(|m| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Period));
    let comma = |from: usize| (from..from + FIRST).any(|i| tokens.get(i).is_some_and(|t| t.kind == Piece::Mark(',')));
    time.is_some_and(|m| comma(m.end))
}

/// *Giảm tỷ lệ hộ nghèo …*: whether a sentence opens with a direction, which has no subject.
#[must_use]
pub fn opens_with_direction(page: &Page<'_>, sentence: &Sentence) -> bool {
    let first = page.matches(sentence, Family::Figures).first().filter(|m| m.start == 0);
    let turns = |m: &&Match| page.meaning(m).is_some_and(|(cue, _)| matches!(cue, Cue::Up | Cue::Down));
    // *Giảm 12% so với cùng kỳ*: of what was told before.
    let named = |m: &Match| page.tokens(sentence).get(m.end).is_some_and(|t| t.kind == Piece::Word);
    first.filter(turns).is_some_and(named)
}

/// Whether a sentence holds a day with its part or its word (*chiều 12/7*).
#[must_use]
pub fn has_day(page: &Page<'_>, sentence: &Sentence) -> bool {
    let tokens = page.tokens(sentence);
    page.matches(sentence, Family::Scene).iter().any(|m| match page.meaning(m) {
        Some((Cue::LongDate, _)) => true,
        Some((Cue::DayPart | Cue::Today, _)) => tokens.get(m.end).is_some_and(|t| t.kind == Piece::Number),
        _ => false,
    })
}

/// Whether a sentence speaks of a meeting.
#[must_use]
pub fn has_meeting(page: &Page<'_>, sentence: &Sentence) -> bool {
    page.matches(sentence, Family::Scene).iter().any(|m| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Meeting))
}

/// Whether a sentence tells what a meeting or an organ adopts: it is the subject, and adopts right after.
#[must_use]
pub fn adopts(page: &Page<'_>, sentence: &Sentence) -> bool {
    adopted_by(page, sentence, &[Cue::Assembly, Cue::Meeting])
}

/// Whether a sentence tells what the meeting itself adopts.
#[must_use]
pub fn meeting_adopts(page: &Page<'_>, sentence: &Sentence) -> bool {
    adopted_by(page, sentence, &[Cue::Meeting])
}

/// Whether a meeting sets tasks (*hội nghị đã đề ra phương hướng, nhiệm vụ*).
#[must_use]
pub fn meeting_sets(page: &Page<'_>, sentence: &Sentence) -> bool {
    const NEAR: usize = 4;
    let cue = |m: &Match| page.meaning(m).map(|(cue, _)| cue);
    let subject = |m: &&Match| cue(m) == Some(Cue::Meeting) && (m.start == 0 || opens_clause(page, sentence, m.start));
    let sets = |end: usize| {
        page.matches(sentence, Family::Tone)
            .iter()
            .any(|m| cue(m) == Some(Cue::Ahead) && (end..end + NEAR).contains(&m.start))
    };
    page.matches(sentence, Family::Scene).iter().filter(subject).any(|m| sets(m.end))
}

fn adopted_by(page: &Page<'_>, sentence: &Sentence, subjects: &[Cue]) -> bool {
    const NEAR: usize = 10;
    let all = page.matches(sentence, Family::Scene);
    let cue = |i: usize| all.get(i).and_then(|m| page.meaning(m)).map(|(cue, _)| cue);
    (0..all.len()).any(|i| {
        let subject = cue(i).is_some_and(|cue| subjects.contains(&cue));
        let start = all.get(i).map_or(0, |m| m.start);
        let end = all.get(i).map_or(0, |m| m.end);
        // *Tại hội nghị, các đại biểu nhất trí …*: there the meeting adopts nothing.
        let first = if cue(i) == Some(Cue::Meeting) { 0 } else { 2 };
        let starts = start <= first || opens_clause(page, sentence, start);
        let next = (i + 1..all.len()).find(|&j| cue(j) == Some(Cue::Adopts));
        let near = next
            .and_then(|j| all.get(j))
            .is_some_and(|m| m.start <= end + NEAR && unbroken(page, sentence, end, m.start));
        subject && starts && near
    })
}

/// What an organ does with the words of a sentence of which it is the subject (*Chính phủ yêu cầu các bộ …*, *Trong hai tháng
/// còn lại, Tổng cục Thuế yêu cầu …*); what it has done before (*đã chỉ đạo*) is told, not said.
#[must_use]
pub fn organ_act(page: &Page<'_>, sentence: &Sentence) -> Option<Act> {
    const NEAR: usize = 16;
    let words = Words::new(page, sentence);
    let mut subject = false;
    // *Công tác tổ chức, chỉ đạo của các cấp …*: a work is the subject.
    if words.is_rule(0, "speech.nominal") {
        return None;
    }
    for (at, end, cue, gives) in words.cues(0, CLAUSE + NEAR) {
        let opens = at <= 2 || at < CLAUSE && words.mark(at - 1) == Some(',');
        match (cue, gives) {
            (Cue::Organ | Cue::Body, _) if subject || opens => subject = true,
            // *Dịp này, huyện An Lạc đề nghị tỉnh …*
            (Cue::Level, _) if opens => subject = true,
            (Cue::Office, _) if !subject && at <= 2 => subject = true,
            (Cue::Level | Cue::Place, _) if subject => {}
            (Cue::Says | Cue::Tells, Gives::Act(act)) if subject && words.is_small(at) => {
                return Some(*act).filter(|_| !words.gives_work(at, end));
            }
            (Cue::Pause | Cue::Plain | Cue::Nominal, _) if !subject => {}
            // *Trong hai tháng còn lại, Cục Thuế tỉnh …*
            (Cue::Plural, _) if !subject && at > 0 && words.mark(at - 1) != Some(',') => {}
            _ => return None,
        }
    }
    None
}

/// Whether a sentence has a group of persons for its subject (*Các đại biểu*, *tiếp đó, các đồng chí đại diện …*).
#[must_use]
pub fn is_of_group(page: &Page<'_>, sentence: &Sentence) -> bool {
    let words = Words::new(page, sentence);
    let head = |at: usize| at == 0 || words.mark(at - 1) == Some(',');
    let first = words.cues(0, CLAUSE).find(|&(at, _, cue, _)| {
        head(at) && matches!(cue, Cue::Plural | Cue::Organ | Cue::Body | Cue::Office | Cue::Honorific | Cue::StandsFor)
    });
    // *những nguyên nhân* are no persons.
    first.is_some_and(|(at, after, cue, _)| cue == Cue::Plural && (after > at + 1 || words.cue(after).is_some()))
}

/// Whether a sentence tells a meeting's own words (*hội nghị cũng chỉ ra*): it is the subject, and a verb of speaking
/// follows.
#[must_use]
pub fn meeting_tells(page: &Page<'_>, sentence: &Sentence) -> bool {
    const NEAR: usize = 3;
    let meetings = page.matches(sentence, Family::Scene).iter().filter(|m| {
        let meeting = page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Meeting);
        meeting && (m.start == 0 || opens_clause(page, sentence, m.start))
    });
    let says = |m: &&Match| page.meaning(m).is_some_and(|(cue, _)| matches!(cue, Cue::Says | Cue::Tells));
    let verbs = || page.matches(sentence, Family::People).iter().filter(says);
    meetings.into_iter().any(|meeting| verbs().any(|v| (meeting.end..meeting.end + NEAR).contains(&v.start)))
}

fn opens_clause(page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|b| page.tokens(sentence).get(b));
    at < CLAUSE && before.is_some_and(|t| matches!(t.kind, Piece::Mark(',' | ')' | '*' | '-')))
}

fn unbroken(page: &Page<'_>, sentence: &Sentence, from: usize, to: usize) -> bool {
    let tokens = page.tokens(sentence);
    (from..to).all(|i| tokens.get(i).is_some_and(|t| !matches!(t.kind, Piece::Mark(';' | ':'))))
}
