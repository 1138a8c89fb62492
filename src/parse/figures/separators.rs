//! Separators in doubt: *3,500 tỷ* is 3.5 by the rule, and 3 500 where the comma is a slip.
//!
//! In: all figures. Out: the reading that the text's other numbers bear out, and a warning that tells both and why.

use super::kinds;
use super::numeral::{self, Doubt};
use super::state::State;
use crate::model::figure::Kind;
use crate::model::warning::{Code, number};
use crate::model::{Decimal, Figure};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// How many times larger the neighbours of a doubtful number must be for its comma to be a slip.
const FAR: i64 = 40;
/// By how many percent of itself a share may differ from what follows of value and plan.
const CLOSE: i64 = 5;

/// Figures behind one among which its plan is looked for.
const NEXT: usize = 4;

/// A number in doubt.
struct Doubtful {
    figure: usize,
    /// By the rule: the comma marks decimals.
    value: Decimal,
    /// With the comma as a mark of thousands.
    other: Decimal,
    unit: String,
    written: Span,
    /// Ends in two zeros, which nobody writes behind a decimal comma.
    zeros: bool,
}

/// Reads each doubtful number as the text's other numbers bear out.
pub fn settle(state: &mut State<'_>) {
    let doubtful: Vec<Doubtful> = state.figures.iter().filter_map(|f| in_doubt(f, state.page.text)).collect();
    if doubtful.is_empty() {
        return;
    }
    let mut sure: FxHashMap<String, Vec<Decimal>> = FxHashMap::default();
    let mut nouns: FxHashSet<(String, String)> = FxHashSet::default();
    let mut doubts = doubtful.iter().map(|doubt| doubt.figure).peekable();
    for figure in &state.figures {
        if doubts.next_if_eq(&figure.id).is_none()
            && let Some(value) = figure.value.as_ref().filter(|v| v.canonical.is_some())
        {
            sure.entry(value.unit.clone()).or_default().push(value.amount);
            nouns.insert((value.unit.clone(), noun(state, figure)));
        }
    }
    sure.values_mut().for_each(|amounts| amounts.sort_unstable());
    for doubt in doubtful {
        let peers = sure.get(&doubt.unit).map(Vec::as_slice).unwrap_or_default();
        let own = state.figures.get(doubt.figure);
        let whole = own.is_some_and(|f| kinds::is_whole(state.page, &f.indicator));
        let own = own.map(|f| noun(state, f)).unwrap_or_default();
        let akin = doubt.zeros || whole || nouns.contains(&(doubt.unit.clone(), own));
        let reading = by_plan(state, &doubt).or_else(|| by_whole(state, &doubt));
        let reading = reading.or_else(|| by_peers(&doubt, peers).filter(|_| akin));
        let Some((thousands, code)) = reading.unwrap_or_else(|| alone(state, &doubt, peers)) else { continue };
        let (taken, left) = if thousands { (doubt.other, doubt.value) } else { (doubt.value, doubt.other) };
        let written = doubt.written.of(state.page.text).to_owned();
        state.warn(code, vec![written, number(taken, &doubt.unit), number(left, &doubt.unit)], doubt.written);
        if thousands {
            take_thousands(state, &doubt);
        }
    }
}

/// The noun that an indicator's name starts with: of what is called otherwise, the size tells nothing.
fn noun(state: &State<'_>, figure: &Figure) -> String {
    let leads = |word: &&str| kinds::is_count_word(state.page, word) || kinds::is_whole(state.page, word);
    figure.indicator.split(' ').find(|word| !leads(word)).unwrap_or_default().to_lowercase()
}

fn in_doubt(figure: &Figure, text: &str) -> Option<Doubtful> {
    let value = figure.value.as_ref().filter(|v| v.canonical.is_some())?;
    let digits: String =
        value.span.of(text).chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let Doubt::Thousands(other) = numeral::read(&digits)?.doubt else { return None };
    Some(Doubtful {
        figure: figure.id,
        value: value.amount,
        other,
        unit: value.unit.clone(),
        written: value.span,
        zeros: digits.ends_with("00"),
    })
}

/// What is taken, whether it is thousands, and why; `Some(None)` where nothing is in doubt after all.
type Reading = Option<(bool, Code)>;

/// By the plan told beside: the reading that makes the share of it.
fn by_plan(state: &State<'_>, doubt: &Doubtful) -> Option<Reading> {
    let figure = state.figures.get(doubt.figure)?;
    let share = figure.plans.first()?.percent.0;
    let after = state.figures.get(doubt.figure + 1..)?.iter().take(NEXT).take_while(|f| f.sentence == figure.sentence);
    let mut targets = after.filter(|f| f.kind == Kind::Target && f.indicator_span == figure.indicator_span);
    let plan = targets.find_map(|f| f.value.as_ref().filter(|v| v.unit == doubt.unit))?.amount;
    let fits = |value: Decimal| {
        let follows = value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(plan)?;
        let gap = (follows - share).abs().checked_mul(Decimal::ONE_HUNDRED)?;
        Some(gap <= share.checked_mul(Decimal::from(CLOSE))?)
    };
    match (fits(doubt.value)?, fits(doubt.other)?) {
        (true, false) => Some(None),
        (false, true) => Some(Some((true, Code::AmbiguousByPlan))),
        _ => None,
    }
}

/// By the whole told beside, which its part cannot exceed: the rule holds, and nothing is in doubt.
fn by_whole(state: &State<'_>, doubt: &Doubtful) -> Option<Reading> {
    let whole = state.figures.get(state.figures.get(doubt.figure)?.within?)?;
    let total = whole.value.as_ref().filter(|v| v.unit == doubt.unit)?.amount;
    (doubt.value <= total && doubt.other > total).then_some(None)
}

/// By the size of the text's other amounts of that unit.
fn by_peers(doubt: &Doubtful, peers: &[Decimal]) -> Option<Reading> {
    // Two zeros behind the comma speak for a slip; without them the smaller half of the others must be far larger too.
    let half = if doubt.zeros { peers.len() } else { peers.len().checked_sub(1)? } / 2;
    let middle = *peers.get(half).filter(|_| peers.len() >= 2)?;
    let far = Decimal::from(FAR);
    let smaller = doubt.value.checked_mul(far).is_some_and(|v| v < middle);
    let fits = middle.checked_mul(far).is_none_or(|m| doubt.other <= m);
    (smaller && fits).then_some(Some((true, Code::AmbiguousByPeers)))
}

/// Where no other number decides: the rule, but for money in whole dongs that ends in zeros.
fn alone(state: &State<'_>, doubt: &Doubtful, peers: &[Decimal]) -> Reading {
    let dongs = |f: &Figure| f.value.as_ref().and_then(|v| v.canonical.as_ref()).is_some_and(|c| c.unit == "VND");
    if !peers.is_empty() {
        return None;
    }
    if state.figures.get(doubt.figure).is_some_and(dongs) {
        return Some(if doubt.zeros { (true, Code::AmbiguousByZeros) } else { (false, Code::NumberAmbiguous) });
    }
    (!doubt.unit.contains(' ')).then_some((false, Code::NumberAmbiguous))
}

fn take_thousands(state: &mut State<'_>, doubt: &Doubtful) {
    let Some(quantity) = state.figures.get_mut(doubt.figure).and_then(|f| f.value.as_mut()) else { return };
    quantity.amount = doubt.other;
    if let Some(canonical) = &mut quantity.canonical {
        canonical.amount = canonical.amount.checked_mul(Decimal::ONE_THOUSAND).unwrap_or(canonical.amount);
    }
}
