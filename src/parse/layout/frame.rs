//! The frame: paragraphs that are known by their form and place, before anything is read.

use super::byline::{byline, is_author, is_pen_name, is_person};
use super::caption::{credit, is_caption};
use super::line::{Line, lines};
use super::tone;
use crate::model::section::Kind;
use crate::parse::{Page, date, people::Words};
use crate::rules::{Cue, Family};
use crate::text::{self, key};
use rustc_hash::FxHashMap;

/// What stands around the story.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// By paragraph: what it is, where its form tells.
    pub kinds: Vec<Option<Kind>>,
    /// By paragraph: its form.
    pub lines: Vec<Line>,
}

impl Frame {
    /// What the form of a paragraph tells that it is.
    #[must_use]
    pub fn kind(&self, paragraph: usize) -> Option<Kind> {
        self.kinds.get(paragraph).copied().flatten()
    }

    /// The paragraphs of a kind.
    pub fn paragraphs_of(&self, kind: Kind) -> impl Iterator<Item = usize> + '_ {
        self.kinds.iter().enumerate().filter(move |(_, k)| **k == Some(kind)).map(|(i, _)| i)
    }

    /// The form of a paragraph.
    #[must_use]
    pub fn line(&self, paragraph: usize) -> Line {
        self.lines.get(paragraph).copied().unwrap_or_default()
    }

    /// *… biểu dương ba điểm sáng, đó là:*, and below it lines that semicolons part: whether a paragraph is one of them.
    #[must_use]
    pub fn is_listed(&self, page: &Page<'_>, number: usize) -> bool {
        let ends = |number: usize, mark: char| {
            let text = page.paragraphs.get(number).map(|p| p.span.of(page.text).trim_end());
            text.is_some_and(|text| text.ends_with(mark))
        };
        let above = number.checked_sub(1).filter(|&above| self.kind(above).is_none());
        above.is_some_and(|above| ends(above, ';') || ends(above, ':') && ends(number, ';'))
    }

    pub(super) fn set(&mut self, paragraph: usize, kind: Kind) {
        if let Some(slot) = self.kinds.get_mut(paragraph).filter(|k| k.is_none()) {
            *slot = Some(kind);
        }
    }
}

/// Paragraphs at the start in which title and dateline are looked for, and at the end for the byline.
pub(super) const HEAD: usize = 8;
pub(super) const TAIL: usize = 6;
/// Most words of a title and of a heading.
const TITLE: usize = 60;
const HEADING: usize = 24;
/// Fewest words of a lead that a page prints twice.
const LEAD: usize = 12;
/// Words from which on a paragraph with numbers is part of the story.
pub(super) const STORY: usize = 20;
/// Most words of a page's category above the title (*Chính trị - Xã hội*).
const CATEGORY: usize = 4;

/// Finds what stands around the story.
#[must_use]
pub fn frame(page: &Page<'_>) -> Frame {
    let lines = lines(page);
    let mut frame = Frame { kinds: vec![None; lines.len()], lines };
    junk(page, &mut frame);
    items_of_junk(&mut frame);
    datelines(page, &mut frame);
    if page.opens {
        title(page, &mut frame);
    }
    for at in 0..frame.lines.len() {
        if frame.kind(at).is_none() && !signs(page, &frame, at) && is_caption(page, at, &frame.line(at)) {
            frame.set(at, Kind::Caption);
        }
    }
    repeats(page, &mut frame);
    if page.ends {
        byline(page, &mut frame);
    }
    if page.ends {
        last_captions(page, &mut frame);
    }
    headings(page, &mut frame);
    frame
}

/// Pictures that a page shows at its end: behind the first that is known for a picture's line, the other short lines are too. A line
/// that ends in a stop is where two at least are known, and where it says nothing of the meeting.
fn last_captions(page: &Page<'_>, frame: &mut Frame) {
    let count = frame.lines.len();
    let first = |i: usize| page.paragraphs.get(i).and_then(|p| page.sentences_of(p).first());
    let scene = |i: usize| first(i).is_some_and(|s| tone::has_meeting(page, s) || tone::sets_scene(page, s));
    let short = |frame: &Frame, i: usize| {
        let line = frame.line(i);
        line.words <= STORY && line.sentences == 1 && !line.digits && !line.bullet && !line.numbered && !line.colon
    };
    let fits = |frame: &Frame, i: usize| {
        let free = frame.kind(i).is_none();
        frame.kind(i) == Some(Kind::Caption)
            || free && short(frame, i) && !speaks(page, i) && !(frame.line(i).stopped && scene(i))
    };
    let start = (0..count).rev().take_while(|&i| fits(frame, i)).last().unwrap_or(count);
    let known: Vec<usize> = (start..count).filter(|&i| frame.kind(i) == Some(Kind::Caption)).collect();
    let Some(&from) = known.first() else { return };
    for at in (from..count).filter(|&i| known.len() > 1 || !frame.line(i).stopped).collect::<Vec<_>>() {
        frame.set(at, Kind::Caption);
    }
}

/// *Tin: Mỹ Lan - Ảnh: Q.Đ*: whether a short line at the end opens with who wrote it.
fn signs(page: &Page<'_>, frame: &Frame, at: usize) -> bool {
    let first = page.paragraphs.get(at).and_then(|p| page.sentences_of(p).first());
    let near = page.ends && at + TAIL >= frame.lines.len() && frame.line(at).words <= STORY;
    near && first.is_some_and(|s| opens_with(page, s, Cue::Byline))
}

fn junk(page: &Page<'_>, frame: &mut Frame) {
    for (at, paragraph) in page.paragraphs.iter().enumerate() {
        let text = paragraph.span.of(page.text);
        let note = text.starts_with('[') && text.find(']').is_some_and(|i| i <= 4);
        let opens = frame.line(at).words <= 30
            && page.sentences_of(paragraph).first().is_some_and(|s| opens_with(page, s, Cue::Junk));
        if opens || note || !text.chars().any(char::is_alphanumeric) {
            frame.set(at, Kind::Other);
        }
    }
}

/// The items below a line of the page's own (*Nơi nhận:*) are the page's own.
fn items_of_junk(frame: &mut Frame) {
    for at in 1..frame.lines.len() {
        let line = frame.line(at);
        if frame.kind(at - 1) == Some(Kind::Other) && line.bullet && line.words <= 12 && frame.line(at - 1).words <= 12
        {
            frame.set(at, Kind::Other);
        }
    }
}

fn opens_with(page: &Page<'_>, sentence: &crate::parse::page::Sentence, wanted: Cue) -> bool {
    let all = page.matches(sentence, Family::Pages);
    all.first().is_some_and(|m| m.start <= 1 && page.meaning(m).is_some_and(|(cue, _)| cue == wanted))
}

/// Lines at the start or the end that hold a date and little else.
fn datelines(page: &Page<'_>, frame: &mut Frame) {
    let count = frame.lines.len();
    for at in (0..count).filter(|&i| page.opens && i < HEAD || page.ends && i + TAIL >= count) {
        let line = frame.line(at);
        if line.words <= 24 && !line.row && page.paragraphs.get(at).is_some_and(|p| is_dateline(page, p)) {
            frame.set(at, Kind::Dateline);
        }
    }
}

fn is_dateline(page: &Page<'_>, paragraph: &crate::parse::page::Paragraph) -> bool {
    const STRAY: usize = 4;
    let mut dated = false;
    let mut stray = 0;
    for sentence in page.sentences_of(paragraph) {
        let dates = date::dates(page, sentence);
        dated |= dates.iter().any(|d| d.year.is_some());
        let cues = page.matches(sentence, Family::Pages);
        let known = |i: usize| {
            dates.iter().any(|d| (d.at..d.end).contains(&i)) || cues.iter().any(|m| (m.start..m.end).contains(&i))
        };
        let tokens = page.tokens(sentence);
        stray += (0..tokens.len())
            .filter(|&i| tokens.get(i).is_some_and(|t| t.kind == text::Kind::Word) && !known(i))
            .count();
    }
    dated && stray <= STRAY
}

/// The headline: the first line that is short; below a letterhead, or in capitals, further short lines are part of it.
fn title(page: &Page<'_>, frame: &mut Frame) {
    let free =
        |frame: &Frame, from: usize| (from..frame.lines.len().min(from + HEAD)).find(|&i| frame.kind(i).is_none());
    let Some(mut first) = free(frame, 0) else {
        return;
    };
    let fits = |line: Line| line.words <= TITLE && !line.stopped && !line.row && !line.bullet;
    let mut headed = false;
    while frame.line(first).upper && (is_letterhead(page, first) || headed && is_place_line(page, frame, first)) {
        headed = true;
        let Some(next) = free(frame, first + 1).filter(|&n| frame.line(n).upper && !frame.line(n).numbered) else {
            break;
        };
        frame.set(first, Kind::Other);
        first = next;
    }
    if let Some(next) = free(frame, first + 1).filter(|&n| n <= first + 2 && frame.line(first).words <= CATEGORY) {
        let line = frame.line(next);
        let headline = fits(line) && line.words >= 2 * CATEGORY && !line.numbered && !line.colon;
        if headline && !frame.line(first).upper && !is_caption(page, next, &line) {
            frame.set(first, Kind::Other);
            first = next;
        }
    }
    let whole = fits(frame.line(first)) || is_stopped_title(page, frame, first);
    if !whole || frame.lines.len() == 1 && frame.line(first).words > HEADING {
        return;
    }
    let mut end = first + 1;
    while end < frame.lines.len().min(first + 4) && frame.kind(end).is_none() {
        let line = frame.line(end);
        // *BÁO CÁO*, above what it reports on.
        let long = if end == first + 1 && frame.line(first).words <= CATEGORY { TITLE } else { HEADING };
        let more = frame.line(first).upper && fits(line) && line.words <= long && !line.numbered && !line.colon;
        if !more || is_caption(page, end, &line) || is_person(page, end) {
            break;
        }
        end += 1;
    }
    for at in first..end {
        frame.set(at, Kind::Title);
    }
    if is_person(page, end) || is_pen_name(page, frame, end) {
        frame.set(end, Kind::Byline);
    }
}

/// *XÃ TÀ PHÌN*, below *ỦY BAN NHÂN DÂN*: whether a line only names whose letterhead it is.
fn is_place_line(page: &Page<'_>, frame: &Frame, at: usize) -> bool {
    const WORDS: usize = 6;
    let first = page.paragraphs.get(at).and_then(|p| page.sentences_of(p).first());
    let level = |s| Words::new(page, s).cue(0).is_some_and(|(cue, _, _)| cue == Cue::Level);
    frame.line(at).words <= WORDS && first.is_some_and(level)
}

/// Whether a line is a headline though it ends in a stop: one sentence that sets no scene, above one that does.
fn is_stopped_title(page: &Page<'_>, frame: &Frame, at: usize) -> bool {
    let line = frame.line(at);
    let first = |i: usize| page.paragraphs.get(i).and_then(|p| page.sentences_of(p).first());
    let opens = |i: usize| first(i).is_some_and(|s| tone::opens_with_day(page, s));
    let short = line.words <= HEADING && line.sentences == 1 && !line.row && !line.bullet;
    let figures = page.paragraphs.get(at).map(|p| tone::tone(page, page.sentences_of(p)).figures);
    short
        && figures == Some(0)
        && line.stopped
        && !opens(at)
        && opens(at + 1)
        // *UBND tỉnh họp sơ kết quý I.*, above the day on which it met.
        && first(at).is_some_and(|s| {
            !tone::sets_scene(page, s) || !tone::has_day(page, s) && first(at + 1).is_some_and(|n| tone::sets_scene(page, n))
        })
}

pub(super) fn is_letterhead(page: &Page<'_>, paragraph: usize) -> bool {
    let first = page.paragraphs.get(paragraph).and_then(|p| page.sentences_of(p).first());
    first.is_some_and(|s| {
        let words = Words::new(page, s);
        words.cue(0).is_some_and(|(cue, _, _)| matches!(cue, Cue::Organ | Cue::Body))
            && !words
                .cues(0, words.len())
                .any(|(_, _, cue, _)| cue == Cue::Says || cue == Cue::Tells || cue == Cue::Pause)
    })
}

/// Lines told twice, and lines that only begin the title again, are captions.
fn repeats(page: &Page<'_>, frame: &mut Frame) {
    let title = frame.paragraphs_of(Kind::Title).next();
    let title = title.and_then(|t| page.paragraphs.get(t)).map(|p| key(p.span.of(page.text))).unwrap_or_default();
    let mut seen: FxHashMap<&str, (usize, bool)> = FxHashMap::default();
    for (at, paragraph) in page.paragraphs.iter().enumerate() {
        let line = frame.line(at);
        if line.words > TITLE
            || line.words < 3
            || line.row
            || matches!(frame.kind(at), Some(Kind::Title | Kind::Dateline))
            || line.words <= STORY && is_author(page, at)
        {
            continue;
        }
        let cut =
            page.sentences_of(paragraph).iter().find_map(|s| credit(page, s)).map_or(paragraph.span.end, |c| c.start);
        let words = page.text.get(paragraph.span.start..cut).unwrap_or_default();
        let words = words.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !line.stopped && at < HEAD && title.starts_with(&key(words)) {
            frame.set(at, Kind::Caption);
        }
        if let Some(&(first, again)) = seen.get(words) {
            seen.insert(words, (first, true));
            if at == first + 1 && at < HEAD && line.stopped && line.words >= LEAD {
                frame.set(at, Kind::Other);
                continue;
            }
            frame.set(first, Kind::Caption);
            // What is told under a picture may be told in the story too, once.
            if again || at == first + 1 || !line.stopped || cut < paragraph.span.end {
                frame.set(at, Kind::Caption);
            }
        } else {
            seen.insert(words, (at, false));
        }
    }
}

/// Short lines without a stop above others.
fn headings(page: &Page<'_>, frame: &mut Frame) {
    let count = frame.lines.len();
    for at in 0..count {
        let line = frame.line(at);
        if frame.kind(at).is_some() || line.words > HEADING {
            continue;
        }
        let below = (at + 1..count).find(|&i| frame.kind(i) != Some(Kind::Caption));
        // *Diện tích lúa là 246 ha, năng suất đạt 65 tạ*: two statements are no heading.
        let listed = page
            .paragraphs
            .get(at)
            .is_some_and(|p| tone::tone(page, page.sentences_of(p)).figures > 0 && p.span.of(page.text).contains(", "));
        let fits = (!line.stopped && !listed
            || line.numbered && line.words <= 8 && line.sentences == 1 && !line.digits)
            && !line.row
            && !line.bullet
            && below.is_some_and(|b| !matches!(frame.kind(b), Some(Kind::Byline)));
        if fits && !(line.colon && (speaks(page, at) || tells(page, at))) && !in_list(frame, at) {
            frame.set(at, Kind::Heading);
        }
    }
}

/// Whether a line that ends in a colon says who speaks, and so leads in what is said.
fn speaks(page: &Page<'_>, paragraph: usize) -> bool {
    let all = page.paragraphs.get(paragraph).map(|p| page.sentences_of(p)).unwrap_or_default();
    all.iter().any(|s| {
        let words = Words::new(page, s);
        words.cues(0, words.len()).any(|(at, _, cue, _)| matches!(cue, Cue::Says | Cue::Tells) && words.is_small(at))
    })
}

/// Whether a line that ends in a colon tells something, and so leads in a list (*còn ba chỉ tiêu chưa đạt:*).
fn tells(page: &Page<'_>, paragraph: usize) -> bool {
    let all = page.paragraphs.get(paragraph).map(|p| page.sentences_of(p)).unwrap_or_default();
    let verb =
        |cue: Cue| matches!(cue, Cue::Equates | Cue::Brings | Cue::Up | Cue::Down | Cue::Verdict | Cue::Currency);
    let told = |s, family| page.matches(s, family).iter().filter_map(|m| page.meaning(m)).any(|(cue, _)| verb(cue));
    all.iter().any(|s| told(s, Family::Figures) || told(s, Family::Verdicts))
}

/// Whether a line is one of several short lines with numbers, as a table leaves when it is flattened.
fn in_list(frame: &Frame, at: usize) -> bool {
    let like = |i: Option<usize>| {
        i.map(|i| frame.line(i))
            .is_some_and(|l| l.words > 0 && l.words <= HEADING && l.digits && !l.stopped && !l.numbered)
    };
    let here = frame.line(at);
    here.digits && !here.numbered && (like(at.checked_sub(1)) && like(Some(at + 1)))
}
