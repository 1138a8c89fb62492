//! Figures measured by the user's own targets.
//!
//! In: a bulletin, a figure, targets. Out: whether a target is for the figure, what is compared, and whether it is missed.
//! A rate, a level and growth are compared directly; a number that grows over the year, with the part of the target that
//! is due. A target counts only where its place and period are told to be the bulletin's.

use super::due;
use super::names::{Name, Names};
use crate::model::figure::Kind;
use crate::model::period::Scope;
use crate::model::section::Kind as SectionKind;
use crate::model::target::{Measured, Of, Side, Stretch};
use crate::model::{Basis, Bulletin, Decimal, Figure, Horizon, Period, Target};
use crate::rules::{Cue, Family};
use crate::text::{key, words};

/// Sections that tell which place a bulletin is from.
const HEAD: [SectionKind; 5] =
    [SectionKind::Title, SectionKind::Dateline, SectionKind::Summary, SectionKind::Opening, SectionKind::Byline];

/// So many times a text names the place that it is about.
const OFTEN: usize = 2;

/// Why a target of the indicator's name does not measure a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// The bulletin is not seen to be about its place.
    Place,
    /// It is for another period, or for a stretch that the figure does not sum up.
    Period,
    /// The figure is no result.
    NoResult,
    /// The figure has no number in its unit.
    Unit,
}

/// A target of the figure's indicator, and what comes of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It is reached.
    Reached(Measured),
    /// It is missed.
    Missed(Measured),
    /// It does not measure the figure.
    Aside(Aside),
}

/// The user's targets beside a bulletin.
pub struct Targets<'a> {
    bulletin: &'a Bulletin,
    names: &'a Names<'a>,
    targets: Vec<(Name, &'a Target)>,
    /// The words of the bulletin's head, as keys.
    head: Vec<String>,
    /// Those of all its text.
    all: Vec<String>,
}

impl<'a> Targets<'a> {
    /// The targets, with the bulletin that they may measure.
    #[must_use]
    pub fn new(bulletin: &'a Bulletin, names: &'a Names<'a>, targets: &'a [Target]) -> Self {
        let named = targets.iter().map(|target| (names.name(&target.indicator), target)).collect();
        let placed = targets.iter().any(|t| t.place.is_some());
        let (head, all) = if placed { (head(bulletin), words(&bulletin.text)) } else { Default::default() };
        Self { bulletin, names, targets: named, head, all }
    }

    /// The worst target that the figure misses.
    #[must_use]
    pub fn missed(&self, figure: &Figure) -> Option<Measured> {
        let missed = self.outcomes(figure).into_iter().filter_map(|(_, outcome)| match outcome {
            Outcome::Missed(measured) => Some(measured),
            _ => None,
        });
        missed.min_by_key(severity)
    }

    /// The targets of the figure's indicator, with what comes of each.
    #[must_use]
    pub fn outcomes(&self, figure: &Figure) -> Vec<(&'a Target, Outcome)> {
        if self.targets.is_empty() {
            return Vec::new();
        }
        let name = self.names.name(&figure.indicator);
        let own = self.targets.iter().filter(|(target, _)| target.is_same(&name));
        own.map(|(_, target)| (*target, self.outcome(figure, target))).collect()
    }

    fn outcome(&self, figure: &Figure, target: &Target) -> Outcome {
        match self.measured(figure, target) {
            Err(aside) => Outcome::Aside(aside),
            Ok(measured) if is_missed(&measured) => Outcome::Missed(measured),
            Ok(measured) => Outcome::Reached(measured),
        }
    }

    fn measured(&self, figure: &Figure, target: &Target) -> Result<Measured, Aside> {
        if figure.kind != Kind::Observed || due::is_forecast(self.bulletin, figure) {
            return Err(Aside::NoResult);
        }
        if !target.place.as_ref().is_none_or(|place| self.is_about(&words(place))) {
            return Err(Aside::Place);
        }
        let period = figure.period.as_ref().or(self.bulletin.period.as_ref());
        let whole = self.is_for(figure, period, target.period).ok_or(Aside::Period)?;
        let (of, reached) = self.compared(figure, target).ok_or(Aside::Unit)?;
        let rate = self.is(figure, Cue::Rate);
        let grows = target.cumulated.unwrap_or(of == Of::Plan || target.unit != "%" && !rate);
        let due_percent = if grows && !whole { self.due(figure, period, of).ok_or(Aside::Period)? } else { None };
        Ok(Measured {
            of,
            side: target.side,
            amount: target.amount,
            unit: target.unit.clone(),
            reached,
            due_percent,
            file: target.file.clone(),
            line: target.line,
        })
    }

    /// Whether the bulletin is about a place: its title or opening names it, or its text does again and again.
    fn is_about(&self, place: &[String]) -> bool {
        count(&self.head, place) > 0 || count(&self.all, place) >= OFTEN
    }

    /// Whether the target is for the figure's very period; `None` where it is for another.
    fn is_for(&self, figure: &Figure, period: Option<&Period>, stretch: Option<Stretch>) -> Option<bool> {
        let scope = period.map(|p| p.scope);
        let months = |scope: Option<Scope>| matches!(scope, Some(Scope::Month(_)));
        let whole = self.bulletin.period.as_ref();
        let year = |period: Option<&Period>| period.and_then(|p| p.end).map(|day| day.year());
        let Some(Stretch { scope: wanted, year: of }) = stretch else {
            // A month among other stretches, and another year's number, are no measure of the year reported on.
            let strange = figure.period.is_some() && (months(scope) && !months(whole.map(|p| p.scope)))
                || year(period) != year(whole);
            return (!strange).then_some(scope == Some(Scope::Year));
        };
        if of.is_some() && of != year(period) {
            return None;
        }
        match (wanted, scope?) {
            (Scope::Year, Scope::Term { .. } | Scope::Other) => None,
            (Scope::Year, scope) => Some(scope == Scope::Year),
            (wanted, scope) => (wanted == scope || sums(wanted)? == sums(scope)?).then_some(true),
        }
    }

    /// What of the figure is compared with the target, in the target's unit.
    fn compared(&self, figure: &Figure, target: &Target) -> Option<(Of, Decimal)> {
        let value = figure.value.as_ref();
        if target.unit != "%" {
            let value = value?;
            return match (&value.canonical, &target.canonical) {
                (Some(have), Some(set)) if key(&have.unit) == key(&set.unit) => {
                    let unit = set.amount.checked_div(target.amount)?;
                    Some((Of::Value, have.amount.checked_div(unit)?.normalize()))
                }
                _ => (key(&value.unit) == key(&target.unit)).then_some((Of::Value, value.amount)),
            };
        }
        let level = value.filter(|v| v.unit.starts_with('%')).map(|v| (Of::Value, v.amount));
        let plan = figure.plans.iter().find(|p| p.horizon == Horizon::Year).map(|p| (Of::Plan, p.percent.0));
        let on_last_year = |basis| matches!(basis, Basis::SamePeriodLastYear | Basis::PreviousYear);
        let growth = figure.changes.iter().find(|c| on_last_year(c.basis) && c.percent.is_some());
        let growth = growth.and_then(|c| c.percent).map(|p| (Of::Growth, p.0));
        if self.is(figure, Cue::Disbursement) { level.or(plan).or(growth) } else { level.or(growth).or(plan) }
    }

    /// The part of a year's target that is due in percent: what the text names, else by the calendar. The outer `None`
    /// where the stretch does not sum up the year so far.
    fn due(&self, figure: &Figure, period: Option<&Period>, of: Of) -> Option<Option<Decimal>> {
        let scope = period?.scope;
        if of == Of::Value {
            sums(scope)?;
        }
        let named = self.bulletin.due.as_ref().filter(|d| d.named.is_some() && figure.period.is_none());
        let percent = named.map(|d| d.percent).or_else(|| scope.elapsed_percent())?;
        Some((percent != Decimal::ONE_HUNDRED).then_some(percent))
    }

    /// Whether the indicator's name is of a kind.
    fn is(&self, figure: &Figure, cue: Cue) -> bool {
        self.names.lexicon.cues(&figure.indicator, Family::Indicators).iter().any(|rule| rule.cue == cue)
    }
}

/// The last month of a stretch that sums up the year so far.
fn sums(scope: Scope) -> Option<u8> {
    let from_the_start = matches!(scope, Scope::Months(_) | Scope::Year | Scope::Quarter(1) | Scope::Month(1));
    scope.last_month().filter(|_| from_the_start)
}

/// The part of the target that must be reached.
fn set(measured: &Measured) -> Option<Decimal> {
    let percent = measured.due_percent.unwrap_or(Decimal::ONE_HUNDRED);
    measured.amount.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED).map(|d| d.normalize())
}

fn is_missed(measured: &Measured) -> bool {
    set(measured).is_some_and(|set| match measured.side {
        Side::AtLeast => measured.reached < set,
        Side::AtMost => measured.reached > set,
    })
}

/// What is reached of the whole target, in percent.
#[must_use]
pub fn share(measured: &Measured) -> Option<Decimal> {
    let share = measured.reached.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(measured.amount)?;
    Some(share.round_dp(2).normalize())
}

/// The share of the due that is reached, of growth that of the levels: the smaller, the worse.
#[must_use]
pub fn severity(measured: &Measured) -> Option<Decimal> {
    let base = if measured.of == Of::Growth { Decimal::ONE_HUNDRED } else { Decimal::ZERO };
    let (have, set) = (base + measured.reached, base + set(measured)?);
    let ratio = match measured.side {
        Side::AtLeast => have.checked_div(set),
        Side::AtMost => set.checked_div(have),
    };
    ratio.map(|r| r.round_dp(4))
}

/// The words of the title and of what opens a bulletin.
fn head(bulletin: &Bulletin) -> Vec<String> {
    let opens = bulletin.sections.iter().filter(|s| HEAD.contains(&s.kind));
    let first = crate::text::paragraphs(&bulletin.text).next();
    opens.map(|s| s.span).chain(first).flat_map(|span| words(span.of(&bulletin.text))).collect()
}

/// How often words stand one after the other among others.
fn count(words: &[String], part: &[String]) -> usize {
    if part.is_empty() { 0 } else { words.windows(part.len()).filter(|window| *window == part).count() }
}

#[cfg(test)]
mod tests {
    use crate::Reader;
    use crate::model::{Bulletin, Reason};
    use crate::parse::targets::targets;

    /// Reads a text with targets, and gives the shortfalls that only the targets make.
    fn read(file: &str, text: &str) -> Bulletin {
        let targets = targets("t.toml", file, Reader::default().lexicon()).unwrap_or_else(|e| panic!("{e}"));
        Reader::default().with_targets(targets).read(text)
    }

    fn missed(file: &str, text: &str) -> bool {
        read(file, text).shortfalls.iter().any(|s| s.reasons.contains(&Reason::BelowTarget) && s.target.is_some())
    }

    fn target(indicator: &str, amount: &str, more: &str) -> String {
        format!("[[target]]\nindicator = '{indicator}'\ntarget = '{amount}'\n{more}\n")
    }

    const TEXT: &str = "Tình hình kinh tế - xã hội tỉnh Bắc Lâm quý I/2024\n\nTrong quý I/2024, GRDP của tỉnh tăng 9,65% so với cùng kỳ. \
        Thu nội địa đạt 2.870 tỷ đồng. Tỷ lệ hộ nghèo còn 3,2%. Giải ngân vốn đầu tư công đạt 31,2% kế hoạch.";

    #[test]
    fn rates_levels_and_growth_are_compared_directly() {
        for (indicator, amount, want) in [
            ("GRDP", "≥ 12,5 %", true),
            ("GRDP", "9,65%", false),
            ("tỷ lệ hộ nghèo", "3 %", true),
            ("tỷ lệ hộ nghèo", "<= 3,5 %", false),
            ("tỷ lệ hộ nghèo", "≥ 3,5 %", true),
        ] {
            assert_eq!(missed(&target(indicator, amount, ""), TEXT), want, "{indicator} {amount}");
        }
    }

    #[test]
    fn what_grows_over_the_year_is_compared_with_what_is_due() {
        for (amount, more, want) in [
            ("11.000 tỷ đồng", "", false),
            ("12.000 tỷ", "period = '2024'", true),
            ("12.000 tỷ", "period = '2023'", false),
            ("12.000 tỷ", "period = 'quý I/2024'", true),
            ("2.800 tỷ", "period = 'quý I/2024'", false),
            ("2.800 tỷ", "period = 'quý II/2024'", false),
            ("12.000 tỷ", "place = 'Bắc Lâm'", true),
            ("12.000 tỷ", "place = 'Nam Lâm'", false),
            ("2.900 tỷ", "cumulated = false", true),
            ("2.900 triệu USD", "", false),
        ] {
            assert_eq!(missed(&target("thu nội địa", amount, more), TEXT), want, "{amount} {more}");
        }
        let bulletin = read(&target("Thu nội địa", "12.000 tỷ đồng", ""), TEXT);
        let shortfall = bulletin.shortfalls.iter().find(|s| s.target.is_some()).unwrap();
        assert_eq!(shortfall.expected_percent, Some("25".parse().unwrap()));
        assert_eq!(shortfall.actual_percent, Some("23.92".parse().unwrap()));
        assert_eq!(shortfall.severity, Some("0.9567".parse().unwrap()));
    }

    #[test]
    fn an_indicator_goes_by_any_of_its_names() {
        let text = "Quý I/2024, tổng thu NSNN trên địa bàn đạt 2.870 tỷ đồng.";
        assert!(missed(&target("thu ngân sách nhà nước", "12.000 tỷ đồng", ""), text));
        assert!(!missed(&target("chi ngân sách nhà nước", "12.000 tỷ đồng", ""), text));
    }

    #[test]
    fn without_targets_nothing_changes() {
        let plain = crate::read(TEXT);
        assert_eq!(plain, read(&target("thu nội địa", "1 tỷ đồng", ""), TEXT));
    }
}
