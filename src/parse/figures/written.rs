//! One number as it is written: in groups, with a stray blank, over a sentence's end.

use super::numeral::{self, Doubt};
use super::pieces::Line;
use super::units::names_unit;
use crate::rules::{Cue, Family};
use crate::text::Kind;

/// One number: digits, or groups of three parted by blanks, or a decimal with a stray blank (*39, 1%*).
pub(super) fn number(line: &Line<'_>, at: usize) -> Option<(numeral::Numeral, usize)> {
    let written = line.text(at);
    if let Some(thousands) = thousands_before(line, at) {
        let whole = numeral::read(&format!("{thousands}{written}"))?;
        return Some((numeral::Numeral { doubt: Doubt::Repaired, ..whole }, at + 1));
    }
    let digits = |i: usize, n: usize| {
        line.kind(i) == Some(Kind::Number)
            && line.text(i).len() == n
            && line.text(i).bytes().all(|b| b.is_ascii_digit())
    };
    let mut end = at + 1;
    if written.len() <= 3 && written.bytes().all(|b| b.is_ascii_digit()) {
        let mut joined = written.to_owned();
        while digits(end, 3) && !line.glued(end) && line.phrase(end).is_none() {
            joined.push_str(line.text(end));
            end += 1;
        }
        // *3 315,8 tấn*: the last group may have decimals.
        let decimals =
            line.text(end).split_once(',').filter(|(group, rest)| group.len() == 3 && !rest.contains(['.', ',']));
        if line.kind(end) == Some(Kind::Number)
            && !line.glued(end)
            && decimals.is_some_and(|(group, _)| !group.contains('.'))
        {
            joined.push_str(line.text(end));
            end += 1;
        }
        if end > at + 1 && (names_unit(line, end) || ranges_on(line, end) || is_in_blanks(line, at, end)) {
            return Some((numeral::read(&joined)?, end));
        }
        end = at + 1;
        // *64 .000 doanh nghiệp*: a stray blank before the mark of thousands.
        if line.is_mark(end, '.') && !line.glued(end) && digits(end + 1, 3) && line.glued(end + 1) {
            let repaired = numeral::read(&format!("{written}.{}", line.text(end + 1)))?;
            return Some((numeral::Numeral { doubt: Doubt::Repaired, ..repaired }, end + 2));
        }
        let comma = line.is_mark(end, ',') && line.glued(end);
        if comma && (digits(end + 1, 1) || digits(end + 1, 2)) && line.is_mark(end + 2, '%') && line.glued(end + 2) {
            let repaired = numeral::read(&format!("{written},{}", line.text(end + 1)))?;
            return Some((numeral::Numeral { doubt: Doubt::Repaired, ..repaired }, end + 2));
        }
        // *tăng 0 68%*: a blank where the comma belongs.
        let decimals = written == "0" && !line.glued(end) && (digits(end, 1) || digits(end, 2));
        if decimals && line.is_mark(end + 1, '%') && line.glued(end + 1) {
            let repaired = numeral::read(&format!("{written},{}", line.text(end)))?;
            return Some((numeral::Numeral { doubt: Doubt::Repaired, ..repaired }, end + 1));
        }
        if comma && line.is_mark(end + 1, '%') && line.glued(end + 1) {
            let repaired = numeral::read(written)?;
            return Some((numeral::Numeral { doubt: Doubt::Repaired, ..repaired }, end + 1));
        }
    }
    Some((numeral::read(written)?, end))
}

/// *giảm từ 1 840 xuống 1 512 thủ tục*, *5 480 tài khoản*: whether numbers with only blanks between them are one, for they stand
/// behind a phrase or a mark, or count what follows. *Tổ 3 120 người* are two, and so may those of a row be (*Lúa 120 135 140*).
fn is_in_blanks(line: &Line<'_>, at: usize, end: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return line.kind(end) == Some(Kind::Word) };
    match line.kind(before) {
        _ if line.kind(end) == Some(Kind::Number) => false,
        Some(Kind::Word) => match line.phrase_before(at) {
            Some((_, cue)) => !matches!(cue, Cue::Noun | Cue::Counted | Cue::Scope | Cue::NoFigure),
            None => line.kind(end) == Some(Kind::Word) && !line.capital(before),
        },
        Some(Kind::Mark(mark)) => matches!(mark, ',' | ';' | '(' | ':' | '/'),
        _ => false,
    }
}

/// *3 426 - 3 882 tấn*: whether the other end of a range, written with blanks too, stands behind a dash.
fn ranges_on(line: &Line<'_>, at: usize) -> bool {
    let dash = matches!(line.kind(at), Some(Kind::Mark('-' | '–' | '−')));
    let until = || line.phrase(at).is_some_and(|(m, cue, _)| m.end == at + 1 && cue == Cue::Preposition);
    let other = (dash || until()) && line.kind(at + 1) == Some(Kind::Number);
    let blank =
        || line.kind(at + 2) == Some(Kind::Number) && line.text(at + 2).split(',').next().is_some_and(|g| g.len() == 3);
    other && blank() && number(line, at + 1).is_some_and(|(_, end)| names_unit(line, end))
}

/// *đạt trên 1. 357 tỷ đồng*: the thousands that a stray blank and the sentence's end part from the first number of the next.
fn thousands_before<'a>(line: &Line<'a>, at: usize) -> Option<&'a str> {
    let written = line.text(at);
    let three = at == 0 && written.len() == 3 && written.bytes().all(|b| b.is_ascii_digit()) && names_unit(line, 1);
    let before = line.page.text.get(..line.sentence.span.start).filter(|_| three)?.trim_end().strip_suffix('.')?;
    let (words, digits) = before.rsplit_once(' ')?;
    let number =
        (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    let word = words.rsplit([' ', '\n']).next()?;
    let verb = line.page.lexicon.first_cue(word, Family::Figures);
    (number && matches!(verb, Some(Cue::Bound | Cue::Equates | Cue::Copula | Cue::Brings))).then_some(digits)
}
