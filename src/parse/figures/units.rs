//! The unit behind a number: its scale, what it measures or counts, and its words.

use super::amount::{Amount, Measure};
use super::clause::Clause;
use super::head::heads;
use super::noun;
use super::numeral;
use super::per::{denominators, per, rate_end};
use super::pieces::Line;
use crate::rules::{Cue, Family, Gives, Rule};
use crate::text::Kind;
use rust_decimal::Decimal;

/// From this scale on a number without a unit is money.
const MONEY: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// Words in which an indicator's head noun is looked for behind a number.
const HEAD: usize = 4;

impl<'a> Clause<'_, 'a> {
    /// The first rule that an amount's unit meets; of one amount it is asked again and again.
    pub(super) fn unit_rule(&self, amount: &Amount) -> Option<&'a Rule> {
        let (mut unit, mut rule) = self.unit.take();
        if unit != amount.base {
            rule = self.line.page.lexicon.cues(&amount.base, Family::Figures).first().copied();
            unit.clone_from(&amount.base);
        }
        self.unit.set((unit, rule));
        rule
    }
}

/// Whether a scale or a unit that a rule knows starts at the token.
pub(super) fn names_unit(line: &Line<'_>, at: usize) -> bool {
    line.percent(at).is_some()
        || line
            .phrase(at)
            .is_some_and(|(_, cue, _)| matches!(cue, Cue::Scale | Cue::Unit | Cue::Currency | Cue::Counted))
}

/// Reads scale and unit from the token on into `amount`; returns the token after them.
pub(super) fn unit(line: &Line<'_>, start: usize, amount: &mut Amount) -> usize {
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
