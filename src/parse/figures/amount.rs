//! Amounts: a number, its range or whole, its sign, scale and unit.

use super::head::heads;
use super::noun;
use super::numeral::{self, Doubt};
use super::per::{denominators, per, rate_end};
use super::pieces::Line;
use super::written::number;
use crate::model::Quantity;
use crate::model::figure::Canonical;
use crate::rules::{Cue, Gives, Match};
use crate::text::{Kind, Span};
use rust_decimal::Decimal;

/// The rule of the least that something is (*trên*).
const LEAST: &str = "bound.at_least";

/// A number with all that is written with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Amount {
    /// In the unit as written.
    pub value: Decimal,
    /// Upper end of a range.
    pub upper: Option<Decimal>,
    /// The whole, in *15/18*.
    pub of: Option<Decimal>,
    /// Its sign, where one is written.
    pub negative: Option<bool>,
    /// What its unit is.
    pub measure: Measure,
    /// Scale and unit as written.
    pub unit: String,
    /// What one of the unit as written is, in base units.
    pub scale: Decimal,
    /// The base unit: a currency's code, or as written.
    pub base: String,
    /// The characters of number and unit.
    pub span: Span,
    /// What is uncertain about the number.
    pub doubt: Doubt,
    /// Token where the unit starts.
    pub unit_start: usize,
}

/// Words of what a whole is called, behind its own word.
const CALLED: usize = 4;

/// From this scale on a number without a unit is money.
const MONEY: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// Words in which an indicator's head noun is looked for behind a number.
const HEAD: usize = 4;

/// Kinds of units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// No unit at all.
    #[default]
    None,
    /// `%`.
    Percent,
    /// Percentage points.
    Points,
    /// *lần*, after a factor.
    Times,
    /// Money.
    Money,
    /// A unit of measure.
    Unit,
    /// A noun that is counted.
    Counted,
    /// A noun that no rule knows.
    Noun,
}

impl Amount {
    /// With the scale multiplied out; `None` where it would not fit.
    #[must_use]
    pub fn canonical(&self) -> Option<Canonical> {
        let amount = self.value.checked_mul(self.scale)?.normalize();
        (!self.base.is_empty()).then(|| Canonical { amount, unit: self.base.clone() })
    }

    /// Whether it is a percentage.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        self.measure == Measure::Percent
    }
}

/// Whether a mark right before a number makes it less.
pub(super) fn sign(mark: char) -> Option<bool> {
    match mark {
        '-' | '–' | '−' => Some(true),
        '+' => Some(false),
        _ => arrow(mark),
    }
}

/// Whether an arrow points down; `None` of what is no arrow.
fn arrow(mark: char) -> Option<bool> {
    match mark {
        '↓' | '▼' | '↘' | '⬇' | '🔻' | '▽' => Some(true),
        '↑' | '▲' | '↗' | '⬆' | '🔺' | '△' => Some(false),
        _ => None,
    }
}

/// The mark right before a token.
fn before_number(line: &Line<'_>, at: usize) -> Option<char> {
    match line.kind(at.checked_sub(1)?)? {
        Kind::Mark(mark) => Some(mark),
        _ => None,
    }
}

/// Reads the amount that starts at a number token, and the token after it.
#[must_use]
pub fn read(line: &Line<'_>, at: usize) -> Option<(Amount, usize)> {
    // *hôm 2/5 đường bay mở lại*: the second number of a pair counts nothing by itself.
    let stroke = at.checked_sub(2).filter(|&i| line.kind(i) == Some(Kind::Number) && line.is_mark(i + 1, '/'));
    if stroke.is_some() && line.glued(at) {
        return None;
    }
    let (first, mut next) = number(line, at)?;
    let mut amount = Amount { value: first.value, doubt: first.doubt, scale: Decimal::ONE, ..Amount::default() };
    if at > 0 && line.glued(at) && !line.glued(at - 1) | matches!(line.kind(at.wrapping_sub(2)), Some(Kind::Mark('(')))
    {
        amount.negative = before_number(line, at).and_then(sign);
    }
    amount.negative = amount.negative.or_else(|| before_number(line, at).and_then(arrow));
    if let Some((upper, end)) = range(line, at, next) {
        amount.upper = Some(upper.value);
        next = end;
    } else if line.is_mark(next, '/')
        && line.kind(next + 1) == Some(Kind::Number)
        && let Some((whole, end)) = number(line, next + 1)
        && (names_unit(line, end) || is_plan(line, end) || counts_of(line, (at, end), first.value, whole.value))
    {
        amount.of = Some(whole.value);
        next = end;
    }
    amount.unit_start = next;
    next = unit(line, next, &mut amount);
    noun::count_turns(line, at, next, &mut amount);
    if let Some((upper, end)) = far_end(line, next, &amount) {
        amount.upper = Some(upper);
        next = end;
    } else if let Some((whole, end)) = whole(line, next, &mut amount) {
        amount.of = Some(whole);
        next = end;
    }
    amount.span = line.span(at, next);
    Some((amount, next))
}

impl Amount {
    /// A number without a unit, in the unit of another that it stands beside.
    #[must_use]
    pub fn in_unit_of(&self, value: &Quantity) -> Self {
        let canonical = value.canonical.as_ref();
        let scale = canonical.and_then(|c| c.amount.checked_div(value.amount)).unwrap_or(Decimal::ONE);
        let base = canonical.map_or_else(|| value.unit.clone(), |c| c.unit.clone());
        Self { unit: value.unit.clone(), base, scale, ..self.clone() }
    }
}

/// *16/34 chi cục*: whether so many of so many are counted by a noun that no rule knows; what may be a day or a school
/// year is none, unless it is reached (*mở được 2/5 đường*).
fn counts_of(line: &Line<'_>, (at, end): (usize, usize), some: Decimal, all: Decimal) -> bool {
    let reached = || line.phrase_before(at).is_some_and(|(_, cue)| cue == Cue::Equates);
    let noun = line.kind(end) == Some(Kind::Word) && line.phrase(end).is_none_or(|(_, cue, _)| cue == Cue::Noun);
    noun && some <= all && (all > Decimal::from(12) || reached()) && some < Decimal::from(1900)
}

/// The whole with a unit of its own: *2.356,7 tỷ đồng/6.478,9 tỷ đồng*, *12 xã trên tổng số 15 xã*, *9 trong tổng số 15*.
fn whole(line: &Line<'_>, at: usize, amount: &mut Amount) -> Option<(Decimal, usize)> {
    let plan = |at: usize| line.phrase(at).filter(|(_, cue, _)| *cue == Cue::Plan).map_or(at, |(m, _, _)| m.end);
    // *31,6%/kế hoạch 34%*: a rate beside the one that was set is no part of it.
    let rates = amount.measure == Measure::Percent && is_plan(line, at + 1);
    let stroke = (line.is_mark(at, '/') && line.glued(at) && !rates).then(|| plan(at + 1));
    // *318 tỷ đồng trên 702 tỷ đồng*: between two amounts in one unit.
    let out_of = |m: &Match, cue: Cue| cue == Cue::OutOf || line.page.lexicon.is_rule(m.rule, LEAST) && m.end == at + 1;
    // *96 tỷ đồng trên tổng hạn mức 1.500 tỷ đồng*: what the whole is called.
    let called = |from: usize| {
        let words = (from..from + CALLED).take_while(|&i| line.kind(i) == Some(Kind::Word)).count();
        if line.kind(from + words) == Some(Kind::Number) { from + words } else { from }
    };
    let words = || {
        let found = line.phrase(at).filter(|(m, cue, _)| out_of(m, *cue));
        found.map(|(m, cue, _)| if cue == Cue::OutOf { called(m.end) } else { m.end })
    };
    let next = stroke.or_else(words).filter(|&n| line.kind(n) == Some(Kind::Number) && amount.of.is_none())?;
    let (number, end) = number(line, next)?;
    let mut like = Amount { scale: Decimal::ONE, ..Amount::default() };
    let next = unit(line, end, &mut like);
    let longer = like.unit.strip_prefix(amount.unit.as_str()).is_some_and(|rest| rest.starts_with(' '));
    let same =
        like.unit == amount.unit || longer && stroke.is_none() || amount.measure == Measure::None && stroke.is_none();
    if !same || like.unit.is_empty() {
        return None;
    }
    if amount.measure == Measure::None {
        (amount.measure, amount.unit, amount.base, amount.scale) = (like.measure, like.unit, like.base, like.scale);
        amount.unit_start = end;
    }
    Some((number.value, next))
}

/// The upper end of a range: *12 - 12,5%*, *8,3%-8,5%*, *từ 180 đến 200 đảng viên*.
fn range(line: &Line<'_>, at: usize, next: usize) -> Option<(numeral::Numeral, usize)> {
    let sign = line.percent(next).unwrap_or(next);
    let dash = matches!(line.kind(sign), Some(Kind::Mark('-' | '–' | '−' | '~')));
    let until =
        line.phrase(sign).is_some_and(|(m, cue, _)| m.end == sign + 1 && cue == Cue::Preposition) && from(line, at);
    if !(dash || until) || line.kind(sign + 1) != Some(Kind::Number) {
        return None;
    }
    let (lower, (upper, end)) = (number(line, at)?.0, number(line, sign + 1)?);
    (upper.value > lower.value && names_unit(line, end)).then_some((upper, end))
}

/// The upper end of a range that tells its unit twice: *2.000 đồng/kg - 3.000 đồng/kg*.
fn far_end(line: &Line<'_>, next: usize, amount: &Amount) -> Option<(Decimal, usize)> {
    let dash = matches!(line.kind(next), Some(Kind::Mark('-' | '–' | '−' | '~')));
    let open = amount.upper.is_none() && amount.of.is_none() && amount.measure != Measure::None;
    if !(dash && open) || line.kind(next + 1) != Some(Kind::Number) {
        return None;
    }
    let (upper, end) = number(line, next + 1)?;
    let mut like = Amount { scale: Decimal::ONE, ..Amount::default() };
    let end = unit(line, end, &mut like);
    (like.unit == amount.unit && upper.value > amount.value).then_some((upper.value, end))
}

/// Whether *từ* stands before the number.
fn from(line: &Line<'_>, at: usize) -> bool {
    at.checked_sub(1).and_then(|i| line.phrase(i)).is_some_and(|(_, cue, _)| cue == Cue::Bound)
}

/// Whether a scale or a unit that a rule knows starts at the token.
pub(super) fn names_unit(line: &Line<'_>, at: usize) -> bool {
    line.percent(at).is_some()
        || line
            .phrase(at)
            .is_some_and(|(_, cue, _)| matches!(cue, Cue::Scale | Cue::Unit | Cue::Currency | Cue::Counted))
}

/// Reads scale and unit from the token on into `amount`; returns the token after them.
fn unit(line: &Line<'_>, start: usize, amount: &mut Amount) -> usize {
    if let Some(end) = line.percent(start) {
        amount.measure = Measure::Percent;
        amount.unit = "%".to_owned();
        return if per(line, end) { end + 2 } else { end };
    }
    let mut at = scale(line, start, amount);
    let scaled = at > start;
    let noun = at;
    match line.phrase(at) {
        Some((m, Cue::Points, _)) => {
            amount.measure = Measure::Points;
            at = m.end;
        }
        Some((m, Cue::Times, _)) => {
            amount.measure = Measure::Times;
            at = m.end;
        }
        Some((m, cue @ (Cue::Currency | Cue::Unit | Cue::Counted), gives)) => {
            amount.measure = match cue {
                Cue::Currency => Measure::Money,
                Cue::Unit => Measure::Unit,
                _ => Measure::Counted,
            };
            at = denominators(line, m.end);
            at = if cue == Cue::Counted { rate_end(line, noun, at) } else { at };
            amount.base = match gives {
                Gives::Name(code) if at == m.end => code.to_string(),
                _ => line.span(noun, at).of(line.page.text).to_owned(),
            };
        }
        Some((m, Cue::Plan, _)) if m.end > at && !scaled => {
            amount.measure = Measure::Counted;
            at += plan_noun(line, at);
            amount.base = line.span(noun, at).of(line.page.text).to_owned();
        }
        Some((m, cue, _)) if noun::is_behind(line, start, scaled, amount, (m, cue)) => {
            amount.measure = Measure::Noun;
            // *12 nghìn thông tin, tăng 8%*: a verb of telling may take its comma with it.
            at = (at..m.end).find(|&i| matches!(line.kind(i), Some(Kind::Mark(_)))).unwrap_or(m.end);
            amount.base = line.span(noun, at).of(line.page.text).to_owned();
        }
        // *ghi nhận 44.059 tỷ doanh thu*: what the money is, no unit of it.
        None if scaled && amount.scale >= MONEY && heads(line, at, at + HEAD) => {}
        None if line.kind(at) == Some(Kind::Word) => {
            amount.measure = Measure::Noun;
            at = noun::end(line, noun);
            amount.base = line.span(noun, at).of(line.page.text).to_owned();
        }
        _ => {}
    }
    if scaled && at == noun {
        amount.measure = Measure::Money;
        "VND".clone_into(&mut amount.base);
    }
    amount.unit = unit_words(line, start, noun, at);
    at
}

/// Scale and unit as one phrase: *tỷ đồng*, also in *16 tỷ 434 triệu đồng*.
fn unit_words(line: &Line<'_>, start: usize, noun: usize, end: usize) -> String {
    let text = line.page.text;
    if end <= start {
        return String::new();
    }
    let added = (start..noun).find(|&i| line.kind(i) == Some(Kind::Number));
    // The scales of the part that is added are its own, but for those of both.
    let noun = added.filter(|&n| n + 2 < noun && factor_at(line, n + 2).is_some()).map_or(noun, |n| n + 2);
    let factor = |at: usize| factor_at(line, at);
    match added {
        // *52 nghìn 300 tỷ đồng*: so many thousand of the second.
        Some(number) if factor(number + 1).is_some_and(|second| factor(start).is_some_and(|first| second > first)) => {
            format!("{} {}", line.span(start, number).of(text), line.span(number + 1, end).of(text))
        }
        Some(number) => {
            format!("{} {}", line.span(start, number).of(text), line.span(noun, end).of(text)).trim().to_owned()
        }
        None => line.span(start, end).of(text).to_owned(),
    }
}

/// What the word at a token multiplies by.
fn factor_at(line: &Line<'_>, at: usize) -> Option<Decimal> {
    match line.phrase(at) {
        Some((_, Cue::Scale, Gives::Number(factor))) => Some(*factor),
        _ => None,
    }
}

/// Of a plan's noun only the count's own words are its unit (*26 chỉ tiêu*).
fn plan_noun(line: &Line<'_>, at: usize) -> usize {
    if line.kind(at + 1) == Some(Kind::Word) { 2 } else { 1 }
}

/// Reads scales (*nghìn tỷ*) and what is added in a lower one (*16 tỷ 434 triệu*).
fn scale(line: &Line<'_>, start: usize, amount: &mut Amount) -> usize {
    let mut at = start;
    while let Some((m, Cue::Scale, Gives::Number(factor))) = line.phrase(at) {
        let Some(scale) = amount.scale.checked_mul(*factor) else { break };
        amount.scale = scale;
        at = m.end;
    }
    if at > start
        && line.kind(at) == Some(Kind::Number)
        && let Some(more) = numeral::read(line.text(at))
        && let Some((m, Cue::Scale, Gives::Number(lower))) = line.phrase(at + 1)
        && *lower < amount.scale
        && let Some(part) = more.value.checked_mul(*lower).and_then(|p| p.checked_div(amount.scale))
        && part < Decimal::ONE
    {
        amount.value = (amount.value + part).normalize();
        at = m.end;
        // *1 triệu 250 nghìn tỷ đồng*: so many of what both are multiples of.
        while let Some((m, Cue::Scale, Gives::Number(factor))) = line.phrase(at) {
            let Some(scale) = amount.scale.checked_mul(*factor) else { break };
            amount.scale = scale;
            at = m.end;
        }
        return at;
    }
    thousands(line, at, amount).unwrap_or(at)
}

/// *12 nghìn 500 tấn*, *52 nghìn 300 tỷ đồng*: what is added to thousands without a word for it; the token of the unit.
fn thousands(line: &Line<'_>, at: usize, amount: &mut Amount) -> Option<usize> {
    let written = Some(at).filter(|&at| line.kind(at) == Some(Kind::Number)).map(|at| line.text(at))?;
    let plain = (1..=3).contains(&written.len()) && written.bytes().all(|b| b.is_ascii_digit());
    let more = numeral::read(written).filter(|_| plain && amount.scale == Decimal::ONE_THOUSAND)?;
    let larger = line.phrase(at + 1).and_then(|(m, cue, gives)| match (cue, gives) {
        (Cue::Scale, Gives::Number(factor)) if *factor > amount.scale => Some((m.end, *factor)),
        _ => None,
    });
    let (unit, scale) = larger.unwrap_or((at + 1, Decimal::ONE));
    let scale = amount.scale.checked_mul(scale).filter(|_| measures(line, unit))?;
    amount.value = amount.value.checked_add(more.value.checked_div(Decimal::ONE_THOUSAND)?)?.normalize();
    amount.scale = scale;
    Some(unit)
}

/// Whether what something is measured in, or counted by, starts at a token.
fn measures(line: &Line<'_>, at: usize) -> bool {
    line.phrase(at).is_some_and(|(_, cue, _)| matches!(cue, Cue::Currency | Cue::Unit | Cue::Counted))
}

/// Whether a plan is named at the token.
pub(super) fn is_plan(line: &Line<'_>, at: usize) -> bool {
    line.phrase(at).is_some_and(|(_, cue, _)| cue == Cue::Plan)
}
