//! Nouns behind a number: what is counted, where no rule of units knows it.

use super::amount::{Amount, Measure};
use super::per::{denominators, per_hundred};
use super::pieces::Line;
use crate::rules::{Cue, Family, Match};
use crate::text::Kind;
use rust_decimal::Decimal;

/// The rule of a noun for what is done.
pub(super) const MATTER: &str = "structure.matter";

/// *12 nghìn thông tin lý lịch*, *thụ lý 9.845 việc*: whether a word of telling or leading in behind a number is what is counted.
pub(super) fn is_behind(line: &Line<'_>, start: usize, scaled: bool, amount: &Amount, (m, cue): (&Match, Cue)) -> bool {
    let ends = matches!(line.kind(m.end), Some(Kind::Word | Kind::Mark(',' | '.' | ';')));
    match cue {
        Cue::Noun => amount.of.is_some() || scaled || counts(line, start, amount.value),
        Cue::Quotes => ends && (scaled || line.is_noun(m) && counts(line, start, amount.value)),
        // *thụ lý 9.845 việc*: a word that leads in before a verb.
        Cue::Lead => line.is_ruled(m, MATTER),
        _ => false,
    }
}

/// *ghi nhận 412 giao dịch bảo đảm*, and no *Ban Chỉ đạo 389 quốc gia*: whether a number counts the noun behind it, and names none before it:
/// after a phrase that a rule knows, or a mark, or where it is too large to number something.
fn counts(line: &Line<'_>, start: usize, value: Decimal) -> bool {
    let number = (0..start).rev().take_while(|&i| line.kind(i) == Some(Kind::Number)).last();
    let Some(before) = number.and_then(|number| number.checked_sub(1)) else { return true };
    if line.kind(before) != Some(Kind::Word) {
        return true;
    }
    match line.phrase_before(before + 1) {
        Some((_, cue)) if cue != Cue::Noun => true,
        _ => value >= Decimal::ONE_HUNDRED && !line.capital(before),
    }
}

/// The token after the noun in which something is counted, and what it is counted per.
pub(super) fn end(line: &Line<'_>, noun: usize) -> usize {
    // *7 khoản chưa đạt*: what is said of them is no part of what they are.
    let said = line.page.first(line.sentence, noun + 1..line.tokens.len(), Family::Verdicts).is_some();
    let two = line.kind(noun + 1) == Some(Kind::Word) && line.phrase(noun + 1).is_none() && !said;
    let end = denominators(line, if two { noun + 2 } else { noun + 1 });
    per_hundred(line, noun, end)
}

/// *412 lần khám thai*, *họp 35 lần*: so many times that something is done, where no word of change or comparison makes a factor of it.
pub(super) fn count_turns(line: &Line<'_>, number: usize, next: usize, amount: &mut Amount) {
    // *luyện tập 3 lần/tuần*: how often.
    let whole = amount.value.fract().is_zero() && !line.is_mark(next, '/');
    if amount.measure == Measure::Times && whole && !is_announced(line, number) && !is_compared(line, next) {
        amount.measure = Measure::Counted;
        amount.base = line.span(next - 1, next).of(line.page.text).to_owned();
    }
}

/// Whether the words right before a number announce a factor.
fn is_announced(line: &Line<'_>, mut at: usize) -> bool {
    while let Some((found, cue)) = line.phrase_before(at) {
        match cue {
            // *tăng 66 lần về lượng và 103 lần về trị giá*
            Cue::Joins if follows_factor(line, found.start) => return true,
            Cue::Bound | Cue::Joins | Cue::Reaches | Cue::Estimate => at = found.start,
            _ => {
                return matches!(
                    cue,
                    Cue::Up | Cue::Down | Cue::Factor | Cue::Exceed | Cue::Ratio | Cue::Short | Cue::Than | Cue::Times
                );
            }
        }
    }
    false
}

/// Whether a factor and in what respect stand right before a token.
fn follows_factor(line: &Line<'_>, at: usize) -> bool {
    const RESPECT: usize = 4;
    let topic =
        (at.saturating_sub(RESPECT)..at).rev().find(|&i| line.phrase(i).is_some_and(|(_, cue, _)| cue == Cue::Topic));
    topic.and_then(|topic| line.phrase_before(topic)).is_some_and(|(_, cue)| cue == Cue::Times)
}

/// Whether what stands behind a factor tells what it is compared with.
fn is_compared(line: &Line<'_>, at: usize) -> bool {
    line.phrase(at).is_some_and(|(_, cue, _)| matches!(cue, Cue::Basis | Cue::Versus | Cue::Plan | Cue::Than))
}
