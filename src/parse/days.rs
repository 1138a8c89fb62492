//! Days and years in numbers: which ones can be meant, what months they end, how much of a year has passed at one.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// Day, month, year in order, as far as they are told.
pub(super) fn is_date(numbers: &[i32]) -> bool {
    match *numbers {
        // *đến cuối năm 2018*
        [day] => (1..=31).contains(&day) || as_year(day).is_some(),
        [day, month] => (1..=31).contains(&day) && (1..=12).contains(&month) || (1..=12).contains(&day) && month > 1990,
        [day, month, year] => (1..=31).contains(&day) && (1..=12).contains(&month) && !(100..=1900).contains(&year),
        _ => true,
    }
}

/// The year of a date that tells it.
pub(super) fn year_of(numbers: &[i32]) -> Option<i16> {
    numbers.last().filter(|&&last| numbers.len() > 2 || last > 1990).and_then(|last| as_year(*last))
}

/// A number that can be a year.
pub(super) fn as_year(number: i32) -> Option<i16> {
    i16::try_from(number).ok().filter(|year| (1990..=2100).contains(year))
}

/// The month that days from one to another make (*từ 15/6 đến 14/7*, *từ 1-30/6/2018*): a whole one, or the month up to its middle, by
/// which accidents are counted.
pub(super) fn month_of(days: &[i32]) -> Option<u8> {
    const MIDDLE: std::ops::RangeInclusive<i32> = 13..=17;
    const LATE: i32 = 28;
    const YEAR: i32 = 1000;
    let month = match days {
        [1, to, month] if *to >= LATE => month,
        [1, to, month, year] if *to >= LATE && *year >= YEAR => month,
        [1, first, to, last, ..] if first == last && *to >= LATE => last,
        [from, first, to, last, ..]
            if *last == first % 12 + 1 && MIDDLE.contains(from) && (from - 2..=*from).contains(to) =>
        {
            last
        }
        _ => return None,
    };
    u8::try_from(*month).ok().filter(|month| (1..=12).contains(month))
}

/// The months that have passed at a day that ends one (*đến 30/11/2021*), at the end of a month or of a quarter, at a month's start.
pub(super) fn months_until(what: &str, numbers: &[i32]) -> Option<u8> {
    const LATE: i32 = 25;
    let month = match (what, numbers) {
        ("month", [month, ..]) => month,
        ("quarter", [quarter, ..]) if (1..=4).contains(quarter) => &(quarter * 3),
        // *tính đến đầu tháng 7*
        ("before", [month, ..]) if *month > 1 => &(month - 1),
        ("day", [day, month, ..]) if *day >= LATE => month,
        _ => return None,
    };
    u8::try_from(*month).ok().filter(|month| (1..=12).contains(month))
}

/// A year's first day and a day of it.
pub(super) fn until(year: i16, (month, day): (i8, i8)) -> Option<(Date, Date)> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, month, day).ok()?))
}

/// Percent of a year that has passed at the end of a day of it.
pub(super) fn passed(year: Option<i16>, day: (i8, i8)) -> Option<Decimal> {
    const ANY: i16 = 2023;
    let (_, end) = until(year.unwrap_or(ANY), day)?;
    Some((Decimal::from(end.day_of_year()) * Decimal::ONE_HUNDRED / Decimal::from(end.days_in_year())).round_dp(2))
}
