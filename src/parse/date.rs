//! Dates in a sentence: *27/04/2023*, *30-11*, *10.4*, *2023-04-27*, *ngày 29 tháng 9 năm 2024*, and the time beside them.

use super::Page;
use super::page::Sentence;
use crate::rules::{Cue, Family};
use crate::text::{Kind, Token};

/// A date as far as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// First token.
    pub at: usize,
    /// The token after it.
    pub end: usize,
    /// The year, where it is told.
    pub year: Option<u16>,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31; `None` where only the month is told.
    pub day: Option<u8>,
}

/// A piece of a date: a number or a mark, with the token it is in.
#[derive(Clone, Copy)]
enum Piece {
    Number(u32, usize),
    Mark(char),
    Word,
}

/// The dates of a sentence, in order. Those without a year are only told where they are a day and a month.
#[must_use]
pub fn dates(page: &Page<'_>, sentence: &Sentence) -> Vec<Date> {
    let tokens = page.tokens(sentence);
    let mut out: Vec<Date> = page
        .matches(sentence, Family::Scene)
        .iter()
        .filter(|m| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::LongDate))
        .filter_map(|m| in_words(page, tokens, m.start, m.end))
        .collect();
    let pieces = pieces(page, tokens);
    let mut at = 0;
    while at < pieces.len() {
        let rest = pieces.get(at..).unwrap_or_default();
        match in_figures(rest) {
            Some((date, length)) if !out.iter().any(|d| d.at <= date.at && date.at < d.end) => {
                out.push(date);
                at += length;
            }
            _ => at += 1,
        }
    }
    out.sort_by_key(|d| d.at);
    out
}

fn pieces(page: &Page<'_>, tokens: &[Token]) -> Vec<(Piece, usize)> {
    let mut out = Vec::with_capacity(tokens.len());
    for (i, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Word => out.push((Piece::Word, i)),
            Kind::Mark(c) => out.push((Piece::Mark(c), i)),
            Kind::Number => {
                let text = token.span.of(page.text);
                for (n, part) in text.split(['.', ',']).enumerate() {
                    if n > 0 {
                        out.push((Piece::Mark(if text.contains(',') { ',' } else { '.' }), i));
                    }
                    let digits = part.len();
                    out.push((part.parse().map_or(Piece::Word, |v| Piece::Number(v, digits)), i));
                }
            }
        }
    }
    out
}

/// The date that `pieces` start with, and how many of them it takes.
fn in_figures(pieces: &[(Piece, usize)]) -> Option<(Date, usize)> {
    let number = |i: usize| match pieces.get(i)? {
        (Piece::Number(value, digits), token) => Some((*value, *digits, *token)),
        _ => None,
    };
    let mark = |i: usize| match pieces.get(i)? {
        (Piece::Mark(c @ ('/' | '-' | '.' | '\u{2013}')), _) => Some(if *c == '\u{2013}' { '-' } else { *c }),
        _ => None,
    };
    let (first, digits, at) = number(0)?;
    let separator = mark(1)?;
    let (second, _, end) = number(2)?;
    let third = number(3 + usize::from(mark(3) == Some(separator))).filter(|_| mark(3) == Some(separator));
    let date = |day: u32, month: u32, year: Option<u32>, end: usize| {
        let fits = (1..=31).contains(&day) && (1..=12).contains(&month) && year.is_none_or(is_year);
        fits.then(|| Date {
            at,
            end: end + 1,
            year: year.and_then(|y| u16::try_from(y).ok()),
            month: u8::try_from(month).unwrap_or(1),
            day: u8::try_from(day).ok(),
        })
    };
    match third {
        Some((third, _, end)) if digits == 4 => date(third, second, Some(first), end).map(|d| (d, 5)),
        Some((third, 4, end)) => date(first, second, Some(third), end).map(|d| (d, 5)),
        Some(_) => None,
        None if digits == 4 && separator == '-' && is_year(first) => {
            date(1, second, Some(first), end).map(|d| (Date { day: None, ..d }, 3))
        }
        None => date(first, second, None, end).map(|d| (d, 3)),
    }
}

fn is_year(year: u32) -> bool {
    (1945..=2100).contains(&year)
}

fn in_words(page: &Page<'_>, tokens: &[Token], at: usize, end: usize) -> Option<Date> {
    let mut numbers = tokens
        .get(at..end)?
        .iter()
        .filter(|t| t.kind == Kind::Number)
        .filter_map(|t| t.span.of(page.text).parse::<u16>().ok());
    let (day, month) = (numbers.next()?, numbers.next()?);
    let year = numbers.next().filter(|&y| is_year(u32::from(y)));
    let fits = (1..=31).contains(&day) && (1..=12).contains(&month);
    fits.then(|| Date { at, end, year, month: u8::try_from(month).unwrap_or(1), day: u8::try_from(day).ok() })
}

/// The time of day in a line: *09:30*, *14:20:00 PM*, *16h20*.
#[must_use]
pub fn time(page: &Page<'_>, sentence: &Sentence) -> Option<(u8, u8)> {
    let tokens = page.tokens(sentence);
    let text = |i: usize| tokens.get(i).map_or("", |t| t.span.of(page.text));
    (0..tokens.len()).find_map(|i| {
        let hour: u8 = text(i).parse().ok().filter(|&h| h < 24)?;
        let next = text(i + 1);
        let minute: u8 = match next.strip_prefix(['h', 'g']) {
            Some("") | None if next == ":" || next == "h" || next == "g" => text(i + 2).parse().ok()?,
            Some(minutes) => minutes.parse().ok()?,
            None => return None,
        };
        let late = tokens.iter().any(|t| t.span.of(page.text).eq_ignore_ascii_case("pm")) && hour < 12;
        (minute < 60).then_some((hour + if late { 12 } else { 0 }, minute))
    })
}
