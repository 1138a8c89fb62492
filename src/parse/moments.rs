//! Moments: when the bulletin came out, and when its meeting was held.
//!
//! Published is what the dateline says, else the day that a sentence calls today. A year that is not written is taken
//! from the sentence, from the dateline, or from the year that the text names most.

use super::date::{Date, dates, time};
use super::layout::Frame;
use super::period;
use super::{Page, page::Sentence};
use crate::model::period::Scope;
use crate::model::section::Kind;
use crate::rules::{Cue, Family, Match};
use crate::text::Kind as What;
use rustc_hash::FxHashMap;

/// When a bulletin came out and its meeting was held, ISO 8601 as far as the text tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    /// When it came out.
    pub published: Option<String>,
    /// When the meeting took place.
    pub held: Option<String>,
}

/// Sentences of the story's start in which the meeting's day is looked for.
const START: usize = 12;

/// The moments of a page.
#[must_use]
pub fn moments(page: &Page<'_>, frame: &Frame) -> Moments {
    let line = frame.paragraphs_of(Kind::Dateline).find_map(|p| dateline(page, p));
    let year = line.as_ref().and_then(|(d, _)| d.year).map(|year| [year; 12]).or_else(|| usual_years(page));
    let told = |s: &&Sentence| !matches!(frame.kind(s.paragraph), Some(Kind::Caption | Kind::Byline | Kind::Dateline));
    let start: Vec<&Sentence> = page.sentences.iter().filter(told).take(START).collect();
    let today = start.iter().find_map(|s| day_after(page, s, Cue::Today, year));
    let held = today.or_else(|| start.iter().find_map(|s| day_after(page, s, Cue::DayPart, year)));
    let held = held.map(|day| match &line {
        Some((out, _)) if after(&day, out) => Date { year: day.year.map(|y| y - 1), ..day },
        _ => day,
    });
    let published = match line {
        Some((date, time)) => Some(written(&date, time)),
        None => today.map(|day| written(&day, None)),
    };
    Moments { published, held: held.map(|day| written(&day, None)) }
}

/// Whether a day is after the one on which its bulletin came out.
fn after(day: &Date, out: &Date) -> bool {
    out.day.is_some() && day.year == out.year && (day.month, day.day) > (out.month, out.day)
}

type Time = Option<(u8, u8)>;

fn dateline(page: &Page<'_>, paragraph: usize) -> Option<(Date, Time)> {
    let sentences = page.sentences_of(page.paragraphs.get(paragraph)?);
    let date = sentences.iter().flat_map(|s| dates(page, s)).find(|d| d.year.is_some())?;
    Some((date, sentences.iter().find_map(|s| time(page, s))))
}

/// The date right after a cue (*sáng nay 2-4*, *chiều 30/10*), its year filled in.
fn day_after(page: &Page<'_>, sentence: &Sentence, cue: Cue, years: Option<[u16; 12]>) -> Option<Date> {
    const NEAR: usize = 3;
    let all = dates(page, sentence);
    let cues = page.matches(sentence, Family::Scene);
    let limit = |m: &Match| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Limit);
    let limited = |at: usize| cues.iter().any(|m| m.end == at && limit(m));
    let day = cues.iter().filter(|m| !is_of_document(page, sentence, m)).find_map(|m| {
        let (meaning, _) = page.meaning(m)?;
        let near = |d: &&Date| match meaning {
            Cue::LongDate => d.at == m.start && cue == Cue::DayPart && !limited(m.start),
            _ => meaning == cue && (m.end..m.end + NEAR).contains(&d.at),
        };
        all.iter().find(near).copied().filter(|d| d.day.is_some())
    })?;
    let written = day.year.or_else(|| all.iter().find_map(|d| d.year)).or_else(|| between_years(page, sentence, &day));
    let usual = years.and_then(|years| years.get(usize::from(day.month).checked_sub(1)?).copied());
    let year = written.or(usual).or_else(|| year_in(page, sentence)).or_else(|| only_year(page, &day))?;
    Some(Date { year: Some(year), ..day })
}

/// *Kế hoạch số 37/KH-UBND ngày 21/7/2025*: whether a day is that of a document, whose number stands right before it.
fn is_of_document(page: &Page<'_>, sentence: &Sentence, day: &Match) -> bool {
    const NUMBER: &str = "no_figure.document";
    const CODE: usize = 8;
    let tokens = page.tokens(sentence);
    let document = |m: &&Match| page.lexicon.is_rule(m.rule, NUMBER);
    let all = page.matches(sentence, Family::Figures).iter().filter(document);
    // Its code goes on without a blank.
    let code = |from: usize| (from..day.start).all(|i| tokens.get(i).is_some_and(|t| !t.spaced));
    all.into_iter().any(|m| m.end <= day.start && day.start <= m.end + CODE && code(m.end))
}

/// The year of a day at a year's end or start where its sentence looks back on one year and ahead to the next (*sáng 7/1 … tổng kết
/// năm 2020, triển khai nhiệm vụ năm 2021*).
fn between_years(page: &Page<'_>, sentence: &Sentence, day: &Date) -> Option<u16> {
    let mut all: Vec<u16> = years(page, sentence).collect();
    all.sort_unstable();
    all.dedup();
    let [old, new] = <[u16; 2]>::try_from(all).ok().filter(|[old, new]| old + 1 == *new)?;
    match day.month {
        1..=6 => Some(new),
        9..=12 => Some(old),
        _ => None,
    }
}

/// The year that the text's start names alone, for a day that is not at a year's end or start, where the next year or the one before
/// is spoken of.
fn only_year(page: &Page<'_>, day: &Date) -> Option<u16> {
    if !(3..=10).contains(&day.month) {
        return None;
    }
    let only = |first: usize| {
        let mut all = page.sentences.iter().take(first).flat_map(|s| years_not_compared(page, s));
        let first = all.next()?;
        all.all(|y| y == first).then_some(first)
    };
    // Where the start names none, the one that a page of the usual length names.
    only(START).or_else(|| only(4 * START))
}

/// The year that a sentence names, where it names but one.
fn year_in(page: &Page<'_>, sentence: &Sentence) -> Option<u16> {
    let mut years = years(page, sentence);
    let first = years.next()?;
    years.all(|y| y == first).then_some(first)
}

/// The years that a sentence names one by one, and no stretch of years (*kế hoạch 5 năm 2016 - 2020*).
fn years<'a>(page: &'a Page<'_>, sentence: &Sentence) -> impl Iterator<Item = u16> + use<'a> {
    let tokens = page.tokens(sentence);
    let year = |i: usize| {
        let text = tokens.get(i).map_or("", |t| t.span.of(page.text));
        (text.len() == 4).then(|| text.parse().ok().filter(|y| (1990..=2100).contains(y))).flatten()
    };
    let dash = |i: usize| tokens.get(i).is_some_and(|t| matches!(t.kind, What::Mark('-' | '–')));
    let stretch = move |i: usize| dash(i + 1) && year(i + 2).is_some() || i > 1 && dash(i - 1) && year(i - 2).is_some();
    (0..tokens.len()).filter(move |&i| !stretch(i)).filter_map(year)
}

/// The year that is meant by month. *sáng 29/12*, in a text that names 2017 and 2018 and none after: a year's end looks back on one and ahead to
/// the next.
fn usual_years(page: &Page<'_>) -> Option<[u16; 12]> {
    let year = usual_year(page)?;
    let named = || page.sentences.iter().take(4 * START).flat_map(|s| years_not_compared(page, s));
    let before = named().filter(|&y| y + 1 == year).count();
    let looks_back = before > 1 && !named().any(|y| y > year);
    Some(std::array::from_fn(|month| if month > 9 && looks_back { year - 1 } else { year }))
}

/// The year of the months and quarters that the text's start names (*tháng 8/2021*), the latest; else the year that it
/// names most, where it does so twice.
fn usual_year(page: &Page<'_>) -> Option<u16> {
    let start = || page.sentences.iter().take(4 * START);
    if let Some(year) = start().take(START).flat_map(|s| years_of_months(page, s)).max() {
        return Some(year);
    }
    let mut counts: FxHashMap<u16, usize> = FxHashMap::default();
    for sentence in start() {
        for year in years_not_compared(page, sentence) {
            *counts.entry(year).or_default() += 1;
        }
    }
    counts.into_iter().filter(|&(_, n)| n > 1).max_by_key(|&(year, n)| (n, year)).map(|(year, _)| year)
}

/// The years of a sentence but those that something is only compared with (*so với năm 2022*).
fn years_not_compared(page: &Page<'_>, sentence: &Sentence) -> Vec<u16> {
    let basis = |m: &&Match| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Basis);
    let compared: Vec<u16> = page
        .matches(sentence, Family::Figures)
        .iter()
        .filter(basis)
        .filter_map(|m| m.span.of(page.text).rsplit(' ').next()?.parse().ok())
        .collect();
    years(page, sentence).filter(|y| !compared.contains(y)).collect()
}

/// The years written after a stroke or a hyphen (*8/2021*, *quý I/2018*), ranges of years left out, and those of times
/// in words (*9 tháng năm 2021*).
fn years_of_months(page: &Page<'_>, sentence: &Sentence) -> Vec<u16> {
    let tokens = page.tokens(sentence);
    let mentions = page.matches(sentence, Family::Figures).iter().filter_map(|m| period::mention(page, sentence, m));
    let told = mentions.filter(|m| m.scope != Scope::Year && m.scope.last_month().is_some());
    let told = told.filter_map(|m| u16::try_from(m.year?).ok());
    let written = (2..tokens.len()).filter_map(|i| {
        let text = |i: usize| tokens.get(i).map_or("", |t| t.span.of(page.text));
        let day = i > 2 && matches!(text(i - 3), "/" | "-" | ".");
        let joined = matches!(text(i - 1), "/" | "-") && text(i - 2).len() <= 3 && text(i).len() == 4 && !day;
        joined.then(|| text(i).parse().ok().filter(|y| (1990..=2100).contains(y))).flatten()
    });
    told.chain(written).collect()
}

fn written(date: &Date, time: Time) -> String {
    let mut out = String::new();
    if let Some(year) = date.year {
        out.push_str(&format!("{year:04}-{:02}", date.month));
    }
    if let Some(day) = date.day {
        out.push_str(&format!("-{day:02}"));
        if let Some((hour, minute)) = time {
            out.push_str(&format!("T{hour:02}:{minute:02}"));
        }
    }
    out
}
