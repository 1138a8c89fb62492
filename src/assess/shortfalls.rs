//! Shortfalls: the indicators that miss what is due, worst first.

use super::due;
use super::names::{Index, Name, Names};
use super::targets::{self, Targets};
use crate::model::figure::{Kind, Polarity};
use crate::model::period::Scope;
use crate::model::verdict::Says;
use crate::model::{
    Basis, Bulletin, Change, Decimal, Figure, Measured, PlanShare, Quantity, Reason, Shortfall, Target, Verdict,
};
use crate::rules::{Cue, Family, Gives, Lexicon};
use crate::text::{Span, key};
use rustc_hash::FxHashMap;

/// The shortfalls of a bulletin: by its figures and the user's targets, then by its own words; one entry an indicator.
#[must_use]
pub fn shortfalls(bulletin: &Bulletin, names: &Names<'_>, targets: &[Target]) -> Vec<Shortfall> {
    let targets = Targets::new(bulletin, names, targets);
    let mut list = List::default();
    for figure in &bulletin.figures {
        if let Some(shortfall) = by_figure(bulletin, names.lexicon, figure, targets.missed(figure)) {
            list.merge(shortfall, names.name(&figure.indicator));
        }
    }
    if !bulletin.verdicts.is_empty() {
        let mut figures = Index::default();
        bulletin.figures.iter().for_each(|figure| {
            figures.add(names.name(&figure.indicator));
        });
        bulletin.verdicts.iter().for_each(|verdict| list.state(bulletin, names, &figures, verdict));
    }
    for shortfall in &mut list.entries {
        shortfall.reasons.sort_unstable();
        shortfall.reasons.dedup();
        shortfall.evidence.sort_unstable();
        shortfall.evidence.dedup();
    }
    list.entries.sort_by_key(|s| (s.severity.is_none(), s.severity));
    list.entries
}

/// What a figure's own numbers show, and a target of the user's that it misses. Only results fall short.
#[must_use]
pub fn by_figure(
    bulletin: &Bulletin,
    lexicon: &Lexicon,
    figure: &Figure,
    target: Option<Measured>,
) -> Option<Shortfall> {
    if figure.kind != Kind::Observed {
        return None;
    }
    let mut shortfall = Shortfall {
        indicator: figure.indicator.clone(),
        figure: Some(figure.id),
        evidence: vec![figure.span],
        ..Shortfall::default()
    };
    let behind = figure.plans.iter().filter_map(|plan| behind_plan(bulletin, figure, plan)).min_by_key(|b| b.0);
    if let Some((severity, expected, actual)) = behind {
        shortfall.reasons.push(Reason::BehindPlan);
        shortfall.expected_percent = Some(expected);
        shortfall.actual_percent = Some(actual);
        shortfall.severity = Some(severity);
    }
    if !due::is_forecast(bulletin, figure)
        && let Some((change, severity)) =
            figure.changes.iter().filter(|c| !is_foreseen(bulletin, figure, c)).find_map(|c| declined(figure, c))
    {
        shortfall.reasons.push(Reason::Declined);
        shortfall.change_percent = change;
        shortfall.severity = shortfall.severity.into_iter().chain(severity).min();
    }
    if let Some(target) = beside(bulletin, figure)
        .find(|t| misses(bulletin, figure, t) && !is_set_for_later(bulletin, lexicon, figure, t))
    {
        shortfall.reasons.push(Reason::BelowTarget);
        shortfall.evidence.push(target.span);
        let ratio = reached(figure).zip(reached(target)).and_then(|(a, b)| a.checked_div(b));
        shortfall.severity = shortfall.severity.or_else(|| ratio.map(|r| r.round_dp(4)));
    }
    if let Some(target) = target {
        below(&mut shortfall, target);
    }
    (!shortfall.reasons.is_empty()).then_some(shortfall)
}

/// Adds the target of the user's that is missed.
fn below(shortfall: &mut Shortfall, target: Measured) {
    shortfall.reasons.push(Reason::BelowTarget);
    shortfall.severity = shortfall.severity.into_iter().chain(targets::severity(&target)).min();
    if let Some(due) = target.due_percent.filter(|_| shortfall.actual_percent.is_none()) {
        shortfall.expected_percent = Some(due);
        shortfall.actual_percent = targets::share(&target);
    }
    shortfall.target = Some(target);
}

/// The figures of the same sentence.
fn beside<'b>(bulletin: &'b Bulletin, figure: &'b Figure) -> impl Iterator<Item = &'b Figure> {
    let after = bulletin.figures.get(figure.id..).unwrap_or_default().iter();
    let before = bulletin.figures.get(..figure.id).unwrap_or_default().iter().rev();
    let same = |f: &&Figure| f.sentence == figure.sentence;
    before.take_while(same).chain(after.take_while(same))
}

/// Share of the due reached, the due, and what is reached, where that is less than due.
fn behind_plan(bulletin: &Bulletin, figure: &Figure, plan: &PlanShare) -> Option<(Decimal, Decimal, Decimal)> {
    let expected = due::expected(bulletin, figure, plan)?;
    let actual = plan.percent.0;
    if expected.is_zero() || actual >= expected {
        return None;
    }
    Some((actual.checked_div(expected)?.round_dp(4), expected, actual))
}

/// *dự kiến giảm 2 triệu tấn so với năm 2017*: whether a change is what a year that is not over is expected to bring.
fn is_foreseen(bulletin: &Bulletin, figure: &Figure, change: &Change) -> bool {
    change.estimate && change.basis == Basis::PreviousYear && !is_over(bulletin, figure)
}

/// Whether a change is for the worse against last year: its percentage and 1 + change.
fn declined(figure: &Figure, change: &Change) -> Option<(Option<Decimal>, Option<Decimal>)> {
    if !matches!(change.basis, Basis::SamePeriodLastYear | Basis::PreviousYear) {
        return None;
    }
    // *tăng trưởng 6,6%, thấp hơn 0,4 điểm*: slower growth is growth.
    if change.points.is_some() && figure.value.is_none() && figure.changes.iter().any(|c| c.percent.is_some()) {
        return None;
    }
    // *chiếm 0,67% tổng số lượt khám, giảm 0,08 điểm phần trăm*: a smaller share is no less of it.
    let share = figure.share.is_some() && figure.value.as_ref().is_none_or(|v| v.unit != "%");
    if change.points.is_some() && share && figure.polarity == Polarity::MoreIsBetter {
        return None;
    }
    let percent = change.percent.map(|p| p.0);
    let signed = percent.or(change.amount).or(change.points.map(|p| p.0))?;
    let worse = match figure.polarity {
        Polarity::MoreIsBetter => signed.is_sign_negative() && !signed.is_zero(),
        Polarity::LessIsBetter => signed > Decimal::ZERO,
        Polarity::Neutral => false,
    };
    worse.then(|| (percent, percent.map(|p| Decimal::ONE - (p.abs() / Decimal::ONE_HUNDRED))))
}

/// Whether an observed figure is worse than a target of the same kind set beside it for the same time.
fn misses(bulletin: &Bulletin, figure: &Figure, target: &Figure) -> bool {
    let beside = target.kind == Kind::Target
        && target.sentence == figure.sentence
        && target.indicator_span == figure.indicator_span;
    if !beside || !owns(bulletin, figure, target) || target.period.is_some() {
        return false;
    }
    // *giải quyết 71/124 vụ, đạt 57,3%, chỉ tiêu 70%*: the rate of what was done, of which more is better whatever is counted.
    let of_all = figure.value.as_ref().is_some_and(|v| v.of.is_some());
    let rate = target.value.as_ref().filter(|v| of_all && v.unit == "%").zip(figure.share.as_ref());
    if let Some((set, share)) = rate {
        return share.percent < set.amount;
    }
    if figure.polarity == Polarity::Neutral {
        return false;
    }
    let Some((have, set)) = levels(bulletin, figure, target).or_else(|| growths(bulletin, figure, target)) else {
        return false;
    };
    if figure.polarity == Polarity::LessIsBetter { have > set } else { have < set }
}

/// *đạt 6,98%, chỉ tiêu 6,7%; bình quân 3 năm 6,57%*: whether a target is no other figure's of the same indicator that stands nearer before it.
fn owns(bulletin: &Bulletin, figure: &Figure, target: &Figure) -> bool {
    let before = bulletin.figures.get(..target.id).unwrap_or_default().iter().rev();
    let mut before = before.take_while(|f| f.sentence == target.sentence);
    let nearest = before.find(|f| f.kind == Kind::Observed && f.indicator_span == target.indicator_span);
    nearest.is_none_or(|nearest| nearest.id == figure.id)
}

/// *còn 3,9%, phấn đấu đến cuối năm còn 3,5%*: whether a time to come stands between a figure and the target behind it.
fn is_set_for_later(bulletin: &Bulletin, lexicon: &Lexicon, figure: &Figure, target: &Figure) -> bool {
    let between = Span::new(figure.span.end, target.span.end).of(&bulletin.text);
    let over = is_over(bulletin, figure);
    let later = |part: &str| part == "rest" || part == "whole" && !over;
    let later = |gives: &Gives| matches!(gives, Gives::Name(form) if form.split(' ').any(later));
    lexicon.cues(between, Family::Figures).iter().any(|rule| rule.cue == Cue::Period && later(&rule.gives))
}

/// A value and the target's, where they can be held against each other: rates at any time, sums and counts when the year is over,
/// unless a share of the plan tells of them.
fn levels(bulletin: &Bulletin, figure: &Figure, target: &Figure) -> Option<(Decimal, Decimal)> {
    let set = target.value.as_ref()?;
    let both = figure.value.as_ref().map(|value| (value, set)).filter(|(a, b)| a.unit == b.unit);
    let rate = |unit: &str| unit.starts_with('%');
    let (have, set) = both.filter(|(a, _)| rate(&a.unit) || figure.plans.is_empty() && is_over(bulletin, figure))?;
    Some((have.amount, set.amount))
}

/// Growth and the growth that was set: of a year that is over, or what a term brings a year.
fn growths(bulletin: &Bulletin, figure: &Figure, target: &Figure) -> Option<(Decimal, Decimal)> {
    let period = figure.period.as_ref().or(bulletin.period.as_ref())?;
    let comparable = matches!(period.scope, Scope::Term { .. }) || is_over(bulletin, figure);
    let yearly = |c: &&Change| matches!(c.basis, Basis::SamePeriodLastYear | Basis::PreviousYear);
    let growth = |f: &Figure| f.changes.iter().filter(yearly).find_map(|c| c.percent).map(|p| p.0);
    growth(figure).zip(growth(target)).filter(|_| comparable)
}

/// Whether a figure tells of a whole year, or a whole term.
fn is_over(bulletin: &Bulletin, figure: &Figure) -> bool {
    let period = figure.period.as_ref().or(bulletin.period.as_ref());
    let elapsed = period.and_then(|period| period.scope.elapsed_percent());
    elapsed == Some(Decimal::ONE_HUNDRED) && !due::is_forecast(bulletin, figure)
}

fn reached(figure: &Figure) -> Option<Decimal> {
    figure.value.as_ref().map(|v| v.amount)
}

/// *về trồng rừng, đã trồng mới 2.450 ha, còn chậm*: the figure between whose name and value the verdict's words stand.
fn measured<'b>(bulletin: &'b Bulletin, verdict: &Verdict) -> Option<&'b Figure> {
    // *một chỉ tiêu không hoàn thành là thu nhập bình quân*: what is named behind the verdict is named by itself.
    if verdict.span.start < verdict.indicator_span.start {
        return None;
    }
    let first = bulletin.figures.partition_point(|f| f.sentence.start < verdict.sentence.start);
    let figures = bulletin.figures.iter().skip(first).take_while(|f| f.sentence == verdict.sentence);
    figures.filter(|f| f.kind == Kind::Observed).find(|f| {
        let value = f.value.as_ref().map_or(f.indicator_span.start, |v| v.span.start);
        let within = verdict.sentence.start <= f.indicator_span.start;
        within && f.indicator_span.end <= verdict.indicator_span.start && verdict.indicator_span.end <= value
    })
}

/// Shortfalls so far, by name.
#[derive(Default)]
struct List {
    entries: Vec<Shortfall>,
    names: Index,
    /// The entries and their folded names, by the first two words.
    openings: FxHashMap<String, Vec<(usize, String)>>,
}

/// The first two words of a folded name, where it has more or as many.
fn opening(key: &str) -> Option<&str> {
    let second = key.find(' ')? + 1;
    let end = key.get(second..)?.find(' ').map_or(key.len(), |at| second + at);
    key.get(..end)
}

impl List {
    /// Adds a shortfall, to the entry of the same indicator where there is one.
    fn merge(&mut self, shortfall: Shortfall, name: Name) {
        let Some(there) = self.names.same(&name).and_then(|id| self.entries.get_mut(id)) else {
            self.add(shortfall, name);
            return;
        };
        there.reasons.extend(shortfall.reasons);
        there.evidence.extend(shortfall.evidence);
        if shortfall.severity.is_some_and(|new| there.severity.is_none_or(|old| new < old)) {
            there.severity = shortfall.severity;
        }
        if there.actual_percent.is_none() {
            there.expected_percent = shortfall.expected_percent;
            there.actual_percent = shortfall.actual_percent;
        }
        there.change_percent = there.change_percent.or(shortfall.change_percent);
        there.target = there.target.take().or(shortfall.target);
    }

    /// What the text says itself: a further reason of an entry, or an entry of its own.
    fn state(&mut self, bulletin: &Bulletin, names: &Names<'_>, figures: &Index, verdict: &Verdict) {
        let meant = measured(bulletin, verdict).map_or(&verdict.indicator, |figure| &figure.indicator);
        let name = names.name(meant);
        let reason = if verdict.says == Says::Declined { Reason::Declined } else { Reason::Stated };
        let polarity = names.lexicon.polarity(&verdict.indicator).unwrap_or_default();
        let worse = match verdict.says {
            Says::Missed => true,
            Says::Rose => polarity == Polarity::LessIsBetter,
            Says::Fell | Says::Declined => polarity == Polarity::MoreIsBetter,
        };
        // *GRDP quý I tăng cao do quý I/2017 đạt thấp*: what was missed before the time that is reported on.
        let started = bulletin.period.as_ref().and_then(|p| p.start);
        let over =
            |f: &Figure| f.period.as_ref().and_then(|p| p.end).zip(started).is_some_and(|(end, start)| end < start);
        let before =
            |f: &Figure| f.indicator_span == verdict.indicator_span && f.sentence == verdict.sentence && over(f);
        // *Số dự án chậm tiến độ còn 17 dự án*: what is counted is not judged by its name, the work on so many is (*thi công 4 cầu còn chậm*).
        let count = |v: &Quantity| v.unit != "%" && !verdict.indicator_span.contains(v.span);
        let counts = |f: &Figure| f.value.as_ref().is_some_and(count) && f.plans.is_empty();
        let named = |f: &Figure| {
            let name = f.indicator_span;
            name.contains(verdict.span) && name.overlaps(verdict.indicator_span) && counts(f)
        };
        if !worse || bulletin.figures.iter().any(|f| named(f) || before(f)) {
            return;
        }
        let headed = names.lexicon.first_cue(names.led(meant), Family::Indicators) == Some(Cue::Head);
        // *Tiến độ thu đạt thấp*, of several that are called so: which of them is not told.
        let many = name.len() == 1 && figures.holding(&name).take(2).count() > 1;
        let close = self.names.same(&name).or_else(|| self.closest(&name, headed).filter(|_| !many));
        let close = close.or_else(|| self.opened_by(bulletin, names, meant));
        if let Some(there) = close.and_then(|at| self.entries.get_mut(at)) {
            there.reasons.push(reason);
            there.evidence.extend([verdict.indicator_span, verdict.span]);
            return;
        }
        let observed = |id: &usize| bulletin.figures.get(*id).is_some_and(|f| f.kind == Kind::Observed);
        let longer = || figures.holding(&name).filter(|id| name.len() > 1 && tells(figures, &name, *id)).find(observed);
        let figure = figures.same(&name).filter(observed).or_else(longer).and_then(|id| bulletin.figures.get(id));
        // *mức tăng tín dụng thấp hơn cùng kỳ*
        let growth = names.lexicon.first_cue(meant, Family::Indicators) == Some(Cue::Growth);
        if growth && verdict.says == Says::Declined {
            return;
        }
        // *tăng 6,6%, thấp hơn cùng kỳ*: slower growth is growth.
        let grows = |f: &Figure| f.value.is_none() && f.changes.iter().any(|c| c.percent.is_some());
        if verdict.says == Says::Declined && figure.is_some_and(grows) {
            return;
        }
        let stated = Shortfall {
            indicator: figure.map_or_else(|| verdict.indicator.clone(), |f| f.indicator.clone()),
            figure: figure.map(|f| f.id),
            reasons: vec![reason],
            evidence: vec![verdict.indicator_span, verdict.span],
            ..Shortfall::default()
        };
        self.add(stated, name);
    }

    fn add(&mut self, shortfall: Shortfall, name: Name) {
        let folded = key(&shortfall.indicator);
        if let Some(first) = opening(&folded).map(str::to_owned) {
            self.openings.entry(first).or_default().push((self.entries.len(), folded));
        }
        self.names.add(name);
        self.entries.push(shortfall);
    }

    /// *tiến độ giải ngân* of *giải ngân vốn đầu tư công*: the one entry of no part whose name opens with all words that tell the
    /// indicator, as they are written.
    fn opened_by(&self, bulletin: &Bulletin, names: &Names<'_>, indicator: &str) -> Option<usize> {
        let words = names.telling(indicator);
        let within = |id: usize| bulletin.figures.get(id).is_some_and(|f| f.within.is_some());
        let part = |at: &usize| self.entries.get(*at).and_then(|s| s.figure).is_some_and(within);
        let like = self.openings.get(opening(&words)?)?.iter();
        let opens = |(_, key): &&(usize, String)| key.strip_prefix(&words).is_some_and(|rest| rest.starts_with(' '));
        let mut all = like.filter(opens).map(|(at, _)| *at).filter(|at| !part(at));
        let first = all.next()?;
        all.next().is_none().then_some(first)
    }

    /// The entry with the shortest name that holds all the words of `name`, or with which `name` ends (*Sở đã giải ngân*): words
    /// behind a name narrow it to another, and so does an indicator's own noun before it (*doanh thu dịch vụ* of *dịch vụ*).
    fn closest(&self, name: &Name, headed: bool) -> Option<usize> {
        let words = |id: &usize| self.names.words(*id);
        let holding =
            self.names.holding(name).filter(|id| tells(&self.names, name, *id)).min_by_key(|id| (words(id), *id));
        holding.or_else(|| {
            self.names.ending(name).filter(|id| words(id) > 1 && !headed).max_by_key(|id| (words(id), usize::MAX - *id))
        })
    }
}

/// Words of a name up to which one word of it stands for it all.
const SHORT: usize = 3;

/// Words that are most often one (*đầu tư*).
const WORD: usize = 2;

/// Whether words that a longer name holds tell it: one word does where it opens the name or the name is short (*tiến độ đầu tư* is not
/// that of *tổng vốn đầu tư phát triển*).
fn tells(all: &Index, name: &Name, longer: usize) -> bool {
    all.words(longer) <= SHORT || name.len() > WORD || name.len() == WORD && all.opens(longer, name)
}
