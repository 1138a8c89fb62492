//! Periods: what a phrase such as *9 tháng đầu năm 2024* stands for, and what the bulletin as a whole reports on.

use super::ahead::{is_announced, is_term_set};
use super::days;
use super::page::{Page, Sentence};
use super::term;
use crate::model::{
    Period,
    period::Scope,
    section::{Kind, Section},
};
use crate::rules::{Cue, Family, Gives, Match, symbols::is_roman};
use crate::text::{Kind as What, Span, Token};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A period as mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The kind of stretch.
    pub scope: Scope,
    /// The year, where it is told.
    pub year: Option<i16>,
    /// Whether it is still to come (*6 tháng cuối năm*).
    pub rest: bool,
    /// Whether it names the whole of a year (*cả năm*), not only which year.
    pub whole: bool,
    /// Whether it is only the year that is still going on (*năm nay*), of which some may be told so far.
    pub this: bool,
    /// Whether it is a day, which only tells when.
    pub day: bool,
    /// Whether that day ends the months so far, which `scope` then tells (*đến 30/9*, *đến hết tháng 9*).
    pub until: bool,
    /// The month and day within a month up to which is counted (*đến 15/8*), where `until` tells no whole months.
    pub upto: Option<(i8, i8)>,
    /// Whether it is only the end of its year (*cuối năm*).
    pub ending: bool,
    /// The characters.
    pub span: Span,
}

/// What the phrase of a match stands for; `None` where its numbers cannot be meant (*tháng 35*).
#[must_use]
pub fn mention(page: &Page<'_>, sentence: &Sentence, found: &Match) -> Option<Mention> {
    let (Cue::Period, Gives::Name(form)) = page.meaning(found)? else {
        return None;
    };
    read(form, page.text, page.tokens(sentence).get(found.start..found.end)?, found.span)
}

/// What a phrase of these words stands for, by the form that its rule gives.
#[must_use]
pub fn read(form: &str, text: &str, words: &[Token], span: Span) -> Option<Mention> {
    let mut numbers = words.iter().filter_map(|t| number(t.span.of(text)));
    let mut out = Mention {
        scope: Scope::Other,
        year: None,
        rest: false,
        whole: false,
        this: false,
        day: false,
        until: false,
        upto: None,
        ending: false,
        span,
    };
    let mut told: Vec<i32> = Vec::new();
    for part in form.split(' ') {
        let (name, what) = part.split_once(':').unwrap_or((part, ""));
        let value = if what == "#" { numbers.next() } else { what.parse().ok() };
        let small = || value.and_then(|v| u8::try_from(v).ok()).filter(|v| (1..=12).contains(v));
        match name {
            "month" => out.scope = Scope::Month(small()?),
            "months" => out.scope = Scope::Months(small()?),
            "quarters" => out.scope = Scope::Months(small().filter(|q| (2..=3).contains(q))? * 3),
            "quarter" => out.scope = Scope::Quarter(small().filter(|q| *q <= 4)?),
            "year" if value.is_some() => {
                out.year = Some(days::as_year(value?)?);
                if form.starts_with("year") {
                    out.scope = Scope::Year;
                }
            }
            "year" => out.scope = Scope::Year,
            "years" => value.filter(|v| (1..=100).contains(v)).map(|_| ())?,
            "rest" => out.rest = true,
            "whole" => out.whole = true,
            "this" => out.this = true,
            "end" => out.ending = true,
            "level" => {
                out.day = true;
                told.extend(numbers.by_ref());
                days::is_date(&told).then_some(())?;
                out.year = days::year_of(&told);
            }
            "days" => {
                told.extend(numbers.by_ref());
                out.scope = days::month_of(&told).map_or(Scope::Other, Scope::Month);
            }
            "until" => {
                if let Some(month) = days::months_until(what, &told) {
                    out.until = true;
                    out.scope = Scope::Months(month);
                } else if let ("day", [day, month, ..]) = (what, told.as_slice()) {
                    out.upto = i8::try_from(*month).ok().zip(i8::try_from(*day).ok());
                }
            }
            _ => {}
        }
    }
    Some(out)
}

pub(super) fn number(token: &str) -> Option<i32> {
    let capitals = token.to_ascii_uppercase();
    if is_roman(&capitals) {
        return Some(roman(&capitals));
    }
    token.split(['.', ',']).next()?.parse().ok()
}

/// The value of a Roman numeral.
#[must_use]
pub fn roman(numeral: &str) -> i32 {
    let value = |c: u8| match c {
        b'X' => 10,
        b'V' => 5,
        _ => 1,
    };
    let digits: Vec<i32> = numeral.bytes().map(value).collect();
    digits.iter().enumerate().map(|(i, &d)| if digits.get(i + 1).is_some_and(|&n| n > d) { -d } else { d }).sum()
}

/// The year of a stretch whose words tell none, by a date on which it is reported: in a year's first months it is the
/// year before that ended.
fn year_by_date(date: &str, scope: Scope) -> Option<i16> {
    const EARLY: u8 = 2;
    const LATE: u8 = 9;
    let year: i16 = date.get(..4)?.parse().ok()?;
    let early = date.get(5..7).and_then(|month| month.parse().ok()).is_some_and(|month: u8| month <= EARLY);
    let late = scope != Scope::Year && scope.last_month().is_some_and(|month| month >= LATE);
    Some(if early && late { year - 1 } else { year })
}

/// A mention as the model's period. `year` is the bulletin's, for where the mention tells none.
#[must_use]
pub fn period(mention: &Mention, label: &str, year: Option<i16>) -> Period {
    let year = mention.year.or(year);
    let bounds = year.and_then(|y| mention.upto.map_or_else(|| bounds(mention.scope, y), |day| days::until(y, day)));
    let passed = mention.upto.and_then(|day| days::passed(year, day));
    Period {
        label: label.to_owned(),
        start: bounds.map(|b| b.0),
        end: bounds.map(|b| b.1),
        elapsed_percent: passed.or(mention.scope.elapsed_percent()).unwrap_or(Decimal::ONE_HUNDRED),
        scope: mention.scope,
    }
}

/// The whole of a year.
#[must_use]
pub fn of_year(year: i16, label: &str) -> Period {
    let bounds = bounds(Scope::Year, year);
    let (start, end) = (bounds.map(|b| b.0), bounds.map(|b| b.1));
    Period { label: label.to_owned(), start, end, elapsed_percent: Decimal::ONE_HUNDRED, scope: Scope::Year }
}

fn bounds(scope: Scope, year: i16) -> Option<(Date, Date)> {
    let last = i8::try_from(scope.last_month()?).ok()?;
    let first = match scope {
        Scope::Month(m) => i8::try_from(m).ok()?,
        Scope::Quarter(q) => i8::try_from(q).ok()? * 3 - 2,
        _ => 1,
    };
    Some((Date::new(year, first, 1).ok()?, Date::new(year, last, 1).ok()?.last_of_month()))
}

/// Where a sentence presents a report.
fn reports(page: &Page<'_>, sentence: &Sentence) -> Vec<usize> {
    let report = |m: &&Match| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Report);
    page.matches(sentence, Family::Reports).iter().filter(report).map(|m| m.start).collect()
}

/// What the bulletin reports on: the stretch that title, opening and results speak of most, weighed by where and how.
/// `published` helps where the text tells no year.
#[must_use]
pub fn of_bulletin(page: &Page<'_>, sections: &[Section], published: Option<&str>) -> Option<Period> {
    let mut votes: Vec<(u32, Mention)> = Vec::new();
    let mut years: Vec<(u32, i16)> = Vec::new();
    let (mut headline, mut days, mut limits) = (true, None, Vec::new());
    for (sentence, kind) in page.with_kinds(sections) {
        let title = kind == Kind::Title || std::mem::take(&mut headline);
        let weight = if title { 12 } else { weight(kind) };
        let reports = reports(page, sentence);
        let mut near_end: Option<usize> = None;
        let mut months = false;
        for found in page.matches(sentence, Family::Figures) {
            let Some(mention) = mention(page, sentence, found) else { continue };
            // *Tình hình tháng 7 và 7 tháng*: what is joined to the time that is reported on is reported on too.
            let joined = near_end.is_some_and(|end| (end..=end + 1).contains(&found.start));
            let near = joined || reports.iter().any(|&at| at <= found.start && found.start - at <= 14);
            near_end = near.then_some(found.end);
            // *Trong 9 tháng, … phát triển kinh tế - xã hội năm 2019*: only the year of those months.
            let of_months = mention.scope == Scope::Year && !joined && std::mem::take(&mut months);
            months |= matches!(mention.scope, Scope::Months(_)) && !mention.rest && !mention.day;
            // *Tính đến hết tháng 8, nguồn vốn huy động đạt …*: what the text tells of first.
            let first = mention.until && found.start == 0 && votes.is_empty();
            // *Nếu ký trong tháng 6, …*, told in May.
            let later = !title && !near && published.is_some_and(|out| is_after(&mention, out));
            let worth = match mention.scope {
                _ if later => 0,
                _ if first && !is_announced(page, sentence, found) => weight,
                _ if mention.rest || mention.day || mention.ending || is_announced(page, sentence, found) => 0,
                _ if !joined && is_aside(page, sentence, found, mention.scope, &reports) => 0,
                Scope::Other => 0,
                Scope::Year if !(title && near) && is_of_plan(page, sentence, found) => 0,
                Scope::Year if near && !of_months => weight * 3,
                Scope::Year if title && !of_months => weight / 2,
                Scope::Year => weight / 4,
                _ if near => weight * 3,
                _ => weight,
            };
            if let Some(year) = mention.year {
                years.push((if worth > 0 { 4 * worth } else { 1 }, year));
            }
            if mention.until && weight > 0 && !later && !is_announced(page, sentence, found) {
                limits.push(mention.clone());
            }
            if worth > 0 {
                votes.push((worth, mention));
            } else if kind == Kind::Results {
                days = days.or_else(|| until_day(page, sentence, found, mention));
            }
        }
    }
    if let Some(term) = term::term(page, sections) {
        return Some(term);
    }
    let month = heaviest(votes.iter().map(|(w, m)| (*w, m.scope.last_month()))).flatten();
    // Of two as heavy the first named is meant.
    let best = votes
        .iter()
        .rev()
        .filter(|(_, m)| month.is_some() && m.scope.last_month() == month)
        .max_by_key(|(w, m)| (*w, breadth(m.scope)))
        .map(|(_, m)| m);
    // *Đến 30/11/2021* alone: what has passed until then.
    let best = best.or(limits.first()).or(days.as_ref())?;
    // *trong năm*, beside *đến 30/11/2021*: what has passed until then.
    let vague = best.scope == Scope::Year && best.year.is_none();
    let best = if vague { named_year(&votes).or(limits.first()).unwrap_or(best) } else { best };
    let told = published.and_then(|date| year_by_date(date, best.scope));
    let year = best.year.or_else(|| heaviest(years.iter().copied()).filter(|_| told.is_none())).or(told);
    Some(period(best, best.span.of(page.text), year))
}

/// *đánh giá bổ sung kết quả năm 2017, tình hình những tháng đầu năm 2018*: whether a part of the next year is told of behind a year.
fn is_before_next(page: &Page<'_>, sentence: &Sentence, found: &Match) -> bool {
    let Some(year) = mention(page, sentence, found) else { return false };
    let next = |m: &Mention| {
        let part = m.scope != Scope::Year && !m.rest && !m.day && m.span.start > year.span.end;
        part && m.year.zip(year.year).is_some_and(|(next, this)| next == this + 1)
    };
    page.matches(sentence, Family::Figures).iter().filter_map(|m| mention(page, sentence, m)).any(|m| next(&m))
}

/// *Lũy kế giải ngân đến ngày 20/5*: the whole months that have passed at a day within a month, up to which is counted.
fn until_day(page: &Page<'_>, sentence: &Sentence, found: &Match, mention: Mention) -> Option<Mention> {
    const UNTIL: &str = "period.until";
    page.lexicon.rule(found.rule).filter(|rule| rule.id == UNTIL)?;
    let tokens = page.tokens(sentence).get(found.start..found.end)?;
    let numbers: Vec<i32> = tokens.iter().filter_map(|t| number(t.span.of(page.text))).collect();
    let month = numbers.get(1).and_then(|month| u8::try_from(*month).ok())?;
    (2..=12).contains(&month).then(|| Mention { scope: Scope::Months(month - 1), ..mention })
}

/// Whether a month, or a stretch of months, ends in a later month than the one in which the bulletin came out, or a year is a later one.
fn is_after(mention: &Mention, published: &str) -> bool {
    let mut parts = published.split(['-', 'T']);
    let year: Option<i16> = parts.next().and_then(|y| y.parse().ok());
    let month: Option<u8> = parts.next().and_then(|m| m.parse().ok());
    if mention.scope == Scope::Year {
        return mention.year.zip(year).is_some_and(|(told, out)| told > out);
    }
    let same = mention.year.is_none_or(|told| Some(told) == year);
    let later = mention.scope.last_month().zip(month).is_some_and(|(told, out)| told > out);
    same && later
}

/// The first year that the text reports on by its number.
fn named_year(votes: &[(u32, Mention)]) -> Option<&Mention> {
    votes.iter().map(|(_, m)| m).find(|m| m.scope == Scope::Year && m.year.is_some())
}

/// How long a stretch is beside others that end in the same month.
fn breadth(scope: Scope) -> u8 {
    match scope {
        Scope::Month(_) => 0,
        Scope::Quarter(_) => 1,
        _ => 2,
    }
}

/// Whether a stretch is none that is reported on: how long something took (*trong gần 2 tháng qua*), or the term of an order.
fn is_aside(page: &Page<'_>, sentence: &Sentence, found: &Match, scope: Scope, reports: &[usize]) -> bool {
    match scope {
        Scope::Months(_) => is_bounded(page, sentence, found),
        Scope::Month(_) | Scope::Quarter(_) => is_term_set(page, sentence, found, reports),
        Scope::Year => is_before_next(page, sentence, found),
        _ => false,
    }
}

/// Whether words such as *gần* stand right before a stretch of months.
fn is_bounded(page: &Page<'_>, sentence: &Sentence, found: &Match) -> bool {
    let bound = |m: &Match| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Bound);
    page.matches(sentence, Family::Figures).iter().any(|m| m.end == found.start && bound(m))
}

/// Whether a year is only that of a plan's name (*kế hoạch vốn năm 2021*; *99% chỉ tiêu bao phủ bảo hiểm năm 2021*).
fn is_of_plan(page: &Page<'_>, sentence: &Sentence, found: &Match) -> bool {
    const NAME: usize = 8;
    let plan = |m: &Match| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Plan);
    let tokens = page.tokens(sentence);
    let percent =
        |m: &Match| m.start.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| t.kind == What::Mark('%'));
    let words = |m: &Match| {
        let between = tokens.get(m.end..found.start).filter(|words| words.len() <= NAME);
        between.is_some_and(|words| words.iter().all(|t| t.kind == What::Word))
    };
    let of = |m: &Match| m.end == found.start || percent(m) && words(m);
    page.matches(sentence, Family::Figures).iter().any(|m| m.end <= found.start && plan(m) && of(m))
}

fn weight(kind: Kind) -> u32 {
    match kind {
        Kind::Summary | Kind::Opening | Kind::Heading => 6,
        Kind::Results | Kind::Discussion | Kind::Caption | Kind::Other => 4,
        Kind::Conclusion => 2,
        _ => 0,
    }
}

fn heaviest<T: PartialEq + Copy>(votes: impl Iterator<Item = (u32, T)>) -> Option<T> {
    let mut sums: Vec<(u32, T)> = Vec::new();
    for (weight, thing) in votes {
        match sums.iter_mut().find(|(_, t)| *t == thing) {
            Some(sum) => sum.0 += weight,
            None => sums.push((weight, thing)),
        }
    }
    // Of two as heavy the first named wins.
    sums.iter().rev().max_by_key(|(weight, _)| *weight).map(|(_, thing)| *thing)
}

#[cfg(test)]
mod tests {
    use crate::parse::{LEXICON, read};

    fn end(text: &str) -> Option<String> {
        read(text.to_owned(), &LEXICON).period.and_then(|period| period.end).map(|end| end.to_string())
    }

    #[test]
    fn a_year_is_taken_from_the_day_that_is_told() {
        let held =
            |day: &str| format!("Sáng {day}, UBND tỉnh họp đánh giá kết quả quý IV. Thu ngân sách đạt 5 tỷ đồng.");
        assert_eq!(end(&held("28/12/2023")).as_deref(), Some("2023-12-31"));
        assert_eq!(end(&held("5/1/2024")).as_deref(), Some("2023-12-31"));
        let held = "Sáng 20/2/2024, UBND tỉnh họp đánh giá kết quả tháng 2. Thu ngân sách đạt 5 tỷ đồng.";
        assert_eq!(end(held).as_deref(), Some("2024-02-29"));
    }

    #[test]
    fn a_year_is_taken_from_the_months_that_remain() {
        let text = "Tình hình 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2022\n\nThu ngân sách đạt 5 tỷ đồng.";
        assert_eq!(end(text).as_deref(), Some("2022-06-30"));
    }
}
