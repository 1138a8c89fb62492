//! What kind of indicator a name is: growth, rate, which direction is worse; and the last settling of all figures.

use super::numeral::Doubt;
use super::state::State;
use crate::model::warning::{Code, number};
use crate::model::{Basis, Decimal};
use crate::parse::page::Page;
use crate::rules::{Cue, Family, Gives};

/// The cues of a family in a name, in order.
fn cues(page: &Page<'_>, name: &str, family: Family) -> Vec<(Cue, Gives)> {
    page.lexicon.cues(name, family).into_iter().map(|rule| (rule.cue, rule.gives.clone())).collect()
}

/// Whether a percentage of it is growth (*tốc độ tăng trưởng GRDP đạt 8,1%*).
#[must_use]
pub fn is_growth(page: &Page<'_>, name: &str) -> bool {
    cues(page, name, Family::Indicators).iter().any(|(cue, _)| *cue == Cue::Growth)
}

/// Whether it is a rate, whose percentage is a level (*tỷ lệ hộ nghèo*).
#[must_use]
pub fn is_rate(page: &Page<'_>, name: &str) -> bool {
    cues(page, name, Family::Indicators).iter().any(|(cue, _)| *cue == Cue::Rate)
}

/// Whether it is spent out of a plan, so that a bare percentage is a share of the plan (*giải ngân*).
#[must_use]
pub fn is_disbursement(page: &Page<'_>, name: &str) -> bool {
    cues(page, name, Family::Indicators).iter().any(|(cue, _)| *cue == Cue::Disbursement)
}

/// Whether a name starts with an indicator's head noun (*thu*, *kim ngạch*).
#[must_use]
pub fn is_head(page: &Page<'_>, name: &str) -> bool {
    page.lexicon
        .first_cue(name, Family::Indicators)
        .is_some_and(|cue| matches!(cue, Cue::Head | Cue::Rate | Cue::Growth | Cue::Whole))
}

/// Whether words start a whole that shares are taken of (*tổng …*).
#[must_use]
pub fn is_whole(page: &Page<'_>, words: &str) -> bool {
    cues(page, words, Family::Indicators).first().is_some_and(|(cue, _)| *cue == Cue::Whole)
}

/// Whether a word only announces a count (*số*).
#[must_use]
pub fn is_count_word(page: &Page<'_>, word: &str) -> bool {
    cues(page, word, Family::Indicators).iter().any(|(cue, _)| *cue == Cue::CountWord)
}

/// Settles directions, the order of comparisons and plans, and numbers in doubt.
pub fn settle(state: &mut State<'_>) {
    for at in 0..state.figures.len() {
        let Some(figure) = state.figures.get(at) else { continue };
        let unit = figure.value.as_ref().map(|v| v.unit.as_str()).unwrap_or_default();
        let own = state.page.lexicon.polarity(&format!("{} {unit}", figure.indicator));
        let context = || {
            state.contexts.get(at).copied().flatten().and_then(|s| state.page.lexicon.polarity(s.of(state.page.text)))
        };
        let whole = || figure.within.and_then(|w| state.figures.get(w)).map(|f| f.polarity);
        let polarity = own.or_else(context).or_else(whole).unwrap_or_default();
        if let Some(figure) = state.figures.get_mut(at) {
            figure.polarity = polarity;
            figure.changes.sort_by_key(|c| c.basis != Basis::SamePeriodLastYear);
            figure.plans.sort_by_key(|p| p.horizon);
        }
    }
    separators(state);
}

/// How many times larger the neighbours of a doubtful number must be for its comma to be a slip.
const FAR: i64 = 40;

/// Reads *214,447 tỷ đồng* as thousands where the text's other amounts of that unit are of that size.
fn separators(state: &mut State<'_>) {
    let text = state.page.text;
    let amounts: Vec<(usize, Decimal, String, Option<Decimal>)> = state
        .figures
        .iter()
        .filter_map(|f| {
            let value = f.value.as_ref()?;
            let digits: String =
                value.span.of(text).chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
            let other = match super::numeral::read(&digits)?.doubt {
                Doubt::Thousands(other) => Some(other),
                _ => None,
            };
            Some((f.id, value.amount, value.canonical.as_ref().map(|_| value.unit.clone())?, other))
        })
        .collect();
    for (id, value, unit, other) in &amounts {
        let Some(other) = other else { continue };
        let mut sure: Vec<Decimal> =
            amounts.iter().filter(|(i, _, u, o)| i != id && u == unit && o.is_none()).map(|(_, v, _, _)| *v).collect();
        sure.sort_unstable();
        let written = state.figures.get(*id).and_then(|f| f.value.as_ref()).map(|v| v.span).unwrap_or_default();
        let args =
            |taken: Decimal, left: Decimal| vec![written.of(text).to_owned(), number(taken, unit), number(left, unit)];
        match sure.get(sure.len() / 2) {
            Some(middle)
                if sure.len() >= 2
                    && *value * Decimal::from(FAR) < *middle
                    && *other <= *middle * Decimal::from(FAR) =>
            {
                state.warn(Code::AmbiguousByPeers, args(*other, *value), written);
                if let Some(quantity) = state.figures.get_mut(*id).and_then(|f| f.value.as_mut()) {
                    quantity.amount = *other;
                    if let Some(canonical) = &mut quantity.canonical {
                        canonical.amount =
                            canonical.amount.checked_mul(Decimal::ONE_THOUSAND).unwrap_or(canonical.amount);
                    }
                }
            }
            Some(_) => {}
            None if unit.contains(' ') => {}
            None => state.warn(Code::NumberAmbiguous, args(*value, *other), written),
        }
    }
}
