//! The user's targets: a TOML file → [`Target`]s, strict, with file and line in every error.
//!
//! Amounts and periods are read by the same rules as those of a bulletin.

use super::figures::pieces::{Line, What};
use super::page::Page;
use super::period;
use crate::error::{Code, Fault, Result};
use crate::model::Target;
use crate::model::figure::Polarity;
use crate::model::period::Scope;
use crate::model::target::{Side, Stretch};
use crate::rules::{Family, Lexicon};
use crate::text::normalise;
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    target: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    indicator: Spanned<String>,
    target: Spanned<String>,
    #[serde(default)]
    place: Option<Spanned<String>>,
    #[serde(default)]
    period: Option<Spanned<String>>,
    #[serde(default)]
    cumulated: Option<bool>,
}

/// The targets of one file.
///
/// # Errors
/// [`crate::error::Error::Data`] with file and line: unknown fields, an amount or a period that cannot be read, no target at all.
pub fn targets(file: &str, source: &str, lexicon: &Lexicon) -> Result<Vec<Target>> {
    let line = |at: usize| source.bytes().take(at).filter(|&b| b == b'\n').count() + 1;
    let wrong = |at: usize, fault: Fault| fault.at(file, line(at));
    let read: File =
        toml::from_str(source).map_err(|e| wrong(e.span().map_or(0, |s| s.start), Code::Told.with(e.message())))?;
    if read.target.is_empty() {
        return Err(wrong(0, Code::TargetNone.into()));
    }
    read.target
        .into_iter()
        .map(|entry| {
            let fault = |words: &Spanned<String>, expected: Code| {
                wrong(words.span().start, Code::NotUnderstood.with(format!("{:?}", words.get_ref())).and(expected))
            };
            let filled = |words: &Spanned<String>, expected: Code| match words.get_ref().trim() {
                "" => Err(fault(words, expected)),
                text => Ok(text.to_owned()),
            };
            let indicator = filled(&entry.indicator, Code::ExpectedName)?;
            let mut target = amount(entry.target.get_ref(), &indicator, lexicon)
                .ok_or_else(|| fault(&entry.target, Code::ExpectedAmount))?;
            target.place = entry.place.as_ref().map(|words| filled(words, Code::ExpectedPlace)).transpose()?;
            target.period = match &entry.period {
                Some(words) => {
                    Some(stretch(words.get_ref(), lexicon).ok_or_else(|| fault(words, Code::ExpectedPeriod))?)
                }
                None => None,
            };
            Ok(Target {
                indicator,
                cumulated: entry.cumulated,
                file: file.to_owned(),
                line: line(entry.indicator.span().start),
                ..target
            })
        })
        .collect()
}

/// The side and the amount of a target; the rest is still empty. Without a sign the indicator's better side is meant.
fn amount(words: &str, indicator: &str, lexicon: &Lexicon) -> Option<Target> {
    let words = words.trim();
    let signs = [("\u{2265}", Side::AtLeast), (">=", Side::AtLeast), ("\u{2264}", Side::AtMost), ("<=", Side::AtMost)];
    let (side, rest) =
        signs.iter().find_map(|(sign, side)| Some((*side, words.strip_prefix(sign)?))).unwrap_or_else(|| {
            let less = lexicon.polarity(indicator) == Some(Polarity::LessIsBetter);
            (if less { Side::AtMost } else { Side::AtLeast }, words)
        });
    let text = normalise(rest).text;
    let page = Page::new(&text, lexicon);
    let [sentence] = page.sentences.as_slice() else { return None };
    let pieces = Line::new(&page, sentence).pieces();
    let [piece] = pieces.as_slice() else { return None };
    let What::Amount(amount) = &piece.what else { return None };
    if amount.unit.is_empty() || amount.upper.is_some() || amount.of.is_some() || amount.value.is_zero() {
        return None;
    }
    Some(Target {
        indicator: String::new(),
        side,
        amount: if amount.negative == Some(true) { -amount.value } else { amount.value },
        unit: amount.unit.clone(),
        canonical: amount.canonical(),
        place: None,
        period: None,
        cumulated: None,
        file: String::new(),
        line: 0,
    })
}

/// A stretch of time: a bare year, or a phrase for a period.
fn stretch(words: &str, lexicon: &Lexicon) -> Option<Stretch> {
    let words = words.trim();
    if let Some(year) = words.parse().ok().filter(|year| (1990..=2100).contains(year)) {
        return Some(Stretch { scope: Scope::Year, year: Some(year) });
    }
    let text = normalise(words).text;
    let page = Page::new(&text, lexicon);
    let [sentence] = page.sentences.as_slice() else { return None };
    let found = page.matches(sentence, Family::Figures);
    let mention = found.iter().find_map(|m| period::mention(&page, sentence, m))?;
    let fits = mention.scope != Scope::Other && !mention.rest && !mention.day && mention.span.len() == text.len();
    fits.then_some(Stretch { scope: mention.scope, year: mention.year })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::LEXICON;

    #[test]
    fn a_faulty_file_is_told_with_its_line_and_what_was_expected() {
        for (source, part) in [
            ("", "t:1: no target is set; expected [[target]]"),
            ("[[target]]\nindicator = 'x'\n", "t:1: missing field `target`"),
            ("[[target]]\nindicator = 'x'\ntarget = 'nhiều'\n", "t:3: \"nhiều\" is not understood; expected a number"),
            ("[[target]]\nindicator = 'x'\ntarget = '12'\n", "t:3:"),
            ("[[target]]\nindicator = ' '\ntarget = '12 %'\n", "t:2:"),
            (
                "[[target]]\nindicator = 'x'\ntarget = '12 %'\nperiod = 'mai'\n",
                "t:4: \"mai\" is not understood; expected a year",
            ),
            ("[[target]]\nindicator = 'x'\ntarget = '12 %'\nplan = 1\n", "t:4: unknown field `plan`"),
            ("[[target]]\nindicator = 'x'\ntarget = 12\n", "t:3:"),
        ] {
            let message = targets("t", source, &LEXICON).unwrap_err().to_string();
            assert!(message.contains(part), "{message}");
        }
    }

    #[test]
    fn the_better_side_is_meant_where_no_sign_stands() {
        for (indicator, amount, side) in [
            ("GRDP", "12 %", Side::AtLeast),
            ("tỷ lệ hộ nghèo", "2 %", Side::AtMost),
            ("tai nạn giao thông", "120 vụ", Side::AtMost),
            ("GRDP", "<= 12 %", Side::AtMost),
        ] {
            let source = format!("[[target]]\nindicator = '{indicator}'\ntarget = '{amount}'\n");
            assert_eq!(targets("t", &source, &LEXICON).unwrap()[0].side, side, "{indicator} {amount}");
        }
    }

    #[test]
    fn periods_are_read_as_bulletins_write_them() {
        for (words, scope, year) in [
            ("2024", Scope::Year, Some(2024)),
            ("năm 2024", Scope::Year, Some(2024)),
            ("quý I/2024", Scope::Quarter(1), Some(2024)),
            ("6 tháng đầu năm 2024", Scope::Months(6), Some(2024)),
        ] {
            assert_eq!(stretch(words, &LEXICON), Some(Stretch { scope, year }), "{words}");
        }
    }
}
