//! What kind of indicator a name is: growth, rate, which direction is worse; and the last settling of all figures.

use super::bases;
use super::separators;
use super::shares;
use super::state::State;
use super::values::COUNTER;
use crate::model::{Basis, Change, Figure, figure::Polarity};
use crate::parse::page::Page;
use crate::rules::{Cue, Family, Gives, Rule};
use rustc_hash::FxHashMap;

/// Whether a name holds words of an indicator's kind.
fn holds(page: &Page<'_>, name: &str, wanted: Cue) -> bool {
    page.lexicon.cues(name, Family::Indicators).iter().any(|rule| rule.cue == wanted)
}

/// The rule of verbs of doing more.
const STRENGTHENS: &str = "word.strengthens";

/// Whether a percentage of it is growth (*tốc độ tăng trưởng GRDP đạt 8,1%*). *Tăng cường tiêm vét* is none.
#[must_use]
pub fn is_growth(page: &Page<'_>, name: &str) -> bool {
    let strengthens = || page.lexicon.cues(name, Family::Figures).first().is_some_and(|rule| rule.id == STRENGTHENS);
    holds(page, name, Cue::Growth) && !strengthens()
}

/// Whether it is the economy's product (*GRDP*, *Tổng sản phẩm trên địa bàn (GRDP)*).
#[must_use]
pub fn is_product(page: &Page<'_>, name: &str) -> bool {
    let rules = page.lexicon.cues(name, Family::Indicators);
    let product = |rule: &Rule| rule.id == shares::PRODUCT;
    match rules.as_slice() {
        [first] => product(first),
        [first, second, ..] => product(first) || first.cue == Cue::Whole && product(second),
        [] => false,
    }
}

/// Whether its percentage is its own, a level or growth, and no share of a plan.
#[must_use]
pub fn is_rate_or_growth(page: &Page<'_>, name: &str) -> bool {
    is_rate(page, name) || is_growth(page, name)
}

/// Whether it is a rate, whose percentage is a level (*tỷ lệ hộ nghèo*).
#[must_use]
pub fn is_rate(page: &Page<'_>, name: &str) -> bool {
    holds(page, name, Cue::Rate)
}

/// Whether neither more nor less of it is better (*CPI*, *kim ngạch nhập khẩu*).
#[must_use]
pub fn is_neutral(page: &Page<'_>, name: &str) -> bool {
    page.lexicon.polarity(name) == Some(Polarity::Neutral)
}

/// Whether its level is a growth itself (*CPI*, *lạm phát*).
#[must_use]
pub fn is_inflation(page: &Page<'_>, name: &str) -> bool {
    const INFLATION: &str = "indicator.inflation";
    page.lexicon.cues(name, Family::Polarities).iter().any(|rule| rule.id == INFLATION)
}

/// Whether a percentage told of it is by how much it grew (*tăng trưởng*, *GRDP*, *lạm phát*).
pub(super) fn grows(page: &Page<'_>, name: &str) -> bool {
    is_growth(page, name) || is_inflation(page, name) || is_product(page, name)
}

/// Whether it is spent out of a plan, so that a bare percentage is a share of the plan (*giải ngân*).
#[must_use]
pub fn is_disbursement(page: &Page<'_>, name: &str) -> bool {
    holds(page, name, Cue::Disbursement)
}

/// Whether words open with what is spent out of a plan (*giải ngân*).
#[must_use]
pub fn is_disbursement_head(page: &Page<'_>, words: &str) -> bool {
    page.lexicon.first_cue(words, Family::Indicators) == Some(Cue::Disbursement)
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
    page.lexicon.cues(words, Family::Indicators).first().is_some_and(|rule| rule.cue == Cue::Whole)
}

/// Whether a word only announces a count (*số*).
#[must_use]
pub fn is_count_word(page: &Page<'_>, word: &str) -> bool {
    holds(page, word, Cue::CountWord)
}

/// Whether words open with one that only announces a count (*tổng số*).
#[must_use]
pub fn is_count(page: &Page<'_>, name: &str) -> bool {
    page.lexicon.first_cue(name, Family::Indicators) == Some(Cue::CountWord)
}

/// Whether a unit is a noun that is counted (*doanh nghiệp*).
#[must_use]
pub fn is_counted(page: &Page<'_>, unit: &str) -> bool {
    page.lexicon.cues(unit, Family::Figures).iter().any(|rule| rule.cue == Cue::Counted)
}

/// Whether a name starts with who is counted and the figure is told in money.
fn is_lent(state: &State<'_>, figure: &Figure) -> bool {
    let first = figure.indicator.split(' ').next().unwrap_or_default().to_lowercase();
    let money =
        |unit: &str| state.page.lexicon.cues(unit, Family::Figures).iter().any(|rule| rule.cue == Cue::Currency);
    let value = figure.value.as_ref().map(|v| v.unit.as_str());
    let mut units = value.into_iter().chain(figure.changes.iter().filter_map(|c| c.unit.as_deref()));
    is_counted(state.page, &first) && units.any(money)
}

/// Words of a name among which stands what is counted (*số vụ*).
const FIRST: usize = 2;

/// *Số vụ phá rừng giảm 12 vụ*: whether a figure counts cases, of which no direction is worse where nothing tells what they are.
fn is_case(page: &Page<'_>, figure: &Figure) -> bool {
    let counts = |unit: &str| page.lexicon.cues(unit, Family::Figures).first().is_some_and(|rule| rule.id == COUNTER);
    let value = figure.value.as_ref().map(|v| v.unit.as_str());
    let mut units = value.into_iter().chain(figure.changes.iter().filter_map(|c| c.unit.as_deref()));
    let mut words = figure.indicator.split(' ').take(FIRST).map(str::to_lowercase);
    units.any(counts) || words.find(|word| !is_count_word(page, word)).is_some_and(|noun| counts(&noun))
}

/// Words that a place's level may have before its proper name.
const CALLED: usize = 4;

/// *huyện Đức Lợi giảm 5 người*: whether a place alone is told to have so many more or less, which does not tell of what.
fn is_place_counted(page: &Page<'_>, figure: &Figure) -> bool {
    let level = || page.lexicon.first_cue(&figure.indicator, Family::People) == Some(Cue::Level);
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    // *thị xã An Phước*, *thị trấn nông trường Mộc Lâm*
    let called = figure.indicator.split(' ').take_while(|word| !capital(word)).count();
    let mut proper = figure.indicator.split(' ').skip(called).peekable();
    let named = called <= CALLED && proper.peek().is_some() && proper.all(capital);
    let by_count = |c: &Change| c.percent.is_none() && c.unit.as_ref().is_some_and(|unit| is_counted(page, unit));
    let counted = || !figure.changes.is_empty() && figure.changes.iter().all(by_count);
    figure.value.is_none() && named && counted() && level()
}

/// *Tỷ lệ án được giải quyết*: whether a name is that of a rate of what is dealt with, of which more is better.
fn is_rate_dealt(page: &Page<'_>, name: &str) -> bool {
    const DEALT: &str = "indicator.sign_dealt";
    let neutral = |rule: &&Rule| rule.gives == Gives::Polarity(Polarity::Neutral);
    let mut signs = page.lexicon.cues(name, Family::Polarities).into_iter().filter(neutral).peekable();
    let rate = page.lexicon.first_cue(name, Family::Indicators) == Some(Cue::Rate);
    rate && signs.peek().is_some() && signs.all(|rule| rule.id == DEALT)
}

/// *Giá vịt hơi tăng 5%*: whether a figure's name opens with the word of a price.
fn is_price(page: &Page<'_>, figure: &Figure) -> bool {
    const PRICE: &str = "indicator.price";
    let price = |name: &str| page.lexicon.cues(name, Family::Indicators).first().is_some_and(|rule| rule.id == PRICE);
    price(figure.indicator.split(' ').next().unwrap_or_default()) && price(&figure.indicator)
}

/// Whether a figure's name of several words opens with an indicator's own noun, and not with who may act, so that a list's words do not
/// tell which direction is worse.
fn stands_alone(page: &Page<'_>, figure: &Figure) -> bool {
    const OWN: [&str; 3] = ["indicator.head", "indicator.harvest", "indicator.product"];
    let cues = page.lexicon.cues(&figure.indicator, Family::Indicators);
    let own = cues.first().is_some_and(|rule| OWN.contains(&&*rule.id)) && is_head(page, &figure.indicator);
    own && figure.share.is_none() && figure.indicator.contains(' ')
}

/// Settles directions, the order of comparisons and plans, and numbers in doubt.
pub fn settle(state: &mut State<'_>) {
    bases::settle(state);
    // Names are told again and again.
    let mut known: FxHashMap<String, Option<Polarity>> = FxHashMap::default();
    let mut name = String::new();
    for at in 0..state.figures.len() {
        part(state, at);
        let Some(figure) = state.figures.get(at) else { continue };
        name.clone_from(&figure.indicator);
        name.push(' ');
        name.push_str(figure.value.as_ref().map(|v| v.unit.as_str()).unwrap_or_default());
        let own = known.get(&name).copied().unwrap_or_else(|| {
            // *Quỹ “Vì người nghèo”*: what is quoted tells no direction.
            let told = name.split(['"', '“']).next().filter(|told| !told.is_empty()).unwrap_or(&name);
            let polarity = state.page.lexicon.polarity(told);
            known.insert(name.clone(), polarity);
            polarity
        });
        let context = || {
            state.contexts.get(at).copied().flatten().and_then(|s| state.page.lexicon.polarity(s.of(state.page.text)))
        };
        // *lĩnh vực chịu ảnh hưởng của dịch bệnh là: thu ngân sách …*: what an indicator of its own stands beside tells no harm of it.
        let context = || context().filter(|p| *p != Polarity::LessIsBetter || !stands_alone(state.page, figure));
        // *dư nợ cho vay hộ nghèo tăng 41 tỷ đồng*: what is lent to them is no count of them.
        let own = own.filter(|p| *p != Polarity::LessIsBetter || !is_lent(state, figure));
        // *Xe ô tô nhập khẩu thu 5 tỷ đồng*: what is taken in from what would tell no direction.
        let taken = || {
            let told = figure.indicator.rsplit_once(' ').filter(|(_, last)| is_head(state.page, last));
            told.is_some_and(|(what, _)| state.page.lexicon.polarity(what) == Some(Polarity::Neutral))
        };
        let own = own.filter(|p| *p != Polarity::Neutral || !taken());
        let whole = || figure.within.and_then(|w| state.figures.get(w)).map(|f| f.polarity);
        // *bắt giữ 1.877 vụ với trị giá 1,6 tỷ đồng, giảm 67%*: what comes with a count is judged as that is.
        let comes = || state.with.contains(&at).then(|| state.figures.get(at.checked_sub(1)?)).flatten();
        let beside = || comes().map(|f| f.polarity).filter(|p| *p != Polarity::MoreIsBetter);
        let case = || is_case(state.page, figure).then_some(Polarity::Neutral);
        let place = || is_place_counted(state.page, figure).then_some(Polarity::Neutral);
        let own = own.filter(|p| *p != Polarity::Neutral || !is_rate_dealt(state.page, &figure.indicator));
        let own = own.or_else(|| is_price(state.page, figure).then_some(Polarity::Neutral));
        let polarity =
            own.or_else(context).or_else(place).or_else(whole).or_else(beside).or_else(case).unwrap_or_default();
        if let Some(figure) = state.figures.get_mut(at) {
            figure.polarity = polarity;
            figure.changes.sort_by_key(|c| c.basis != Basis::SamePeriodLastYear);
            figure.plans.sort_by_key(|p| p.horizon);
        }
    }
    separators::settle(state);
}

/// *3,2 triệu lượt khách, trong đó khách quốc tế 145 nghìn lượt; doanh thu đạt 870 tỷ đồng*: behind a part that is counted as the
/// whole is, what is of another kind is no part of it.
fn part(state: &mut State<'_>, at: usize) {
    let of = |at: usize| state.figures.get(at).and_then(|f| f.within);
    let Some(whole) = of(at) else { return };
    let other = |one: usize| {
        let both = state.figures.get(one).zip(state.figures.get(whole));
        both.is_some_and(|(one, whole)| shares::are_of_two_kinds(state.page.lexicon, one, whole))
    };
    let counted = |one: usize| of(one) == Some(whole) && !other(one);
    if other(at)
        && (whole + 1..at).any(counted)
        && let Some(figure) = state.figures.get_mut(at)
    {
        figure.within = None;
    }
}
