//! Amounts: a number, its range or whole, its sign, scale and unit.

use super::noun;
use super::numeral::{self, Doubt};
use super::pieces::Line;
use super::units::{is_plan, names_unit, unit};
use super::written::number;
use crate::model::Quantity;
use crate::model::figure::Canonical;
use crate::rules::{Cue, Match};
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

    /// Whether it counts something.
    #[must_use]
    pub fn is_count(&self) -> bool {
        matches!(self.measure, Measure::Counted | Measure::Noun)
    }

    /// *43 hộ nghèo*, *29 hộ*: whether what a unit counts is, or is a kind of, what this amount counts.
    #[must_use]
    pub fn is_of_kind(&self, unit: &str) -> bool {
        unit.strip_prefix(self.unit.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    }

    /// *6 trẻ em*, *3 em*: whether this amount counts by the last words of a unit.
    #[must_use]
    pub fn ends(&self, unit: &str) -> bool {
        unit.strip_suffix(self.unit.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
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
    noun && some <= all && (all > Decimal::from(12) || reached()) && (some < Decimal::from(1900) || line.is_grouped(at))
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
