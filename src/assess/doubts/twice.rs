//! One indicator told twice with different numbers: in the lead and the body, by the reporter and the one who concludes.

use super::interval::Interval;
use super::{Case, measure};
use crate::model::period::Scope;
use crate::model::warning::Code;
use crate::model::{Basis, Decimal, Figure, Horizon, Quantity, Warning, section};
use crate::rules::{Cue, Family};
use crate::text::{Span, key};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// The rule of the economy's sectors by number.
const SECTOR: &str = "word.sector";

/// Syllables of a name that tells one indicator from all others.
const TELLING: usize = 3;
/// Numbers of one name beyond which it speaks of many things (a table's rows, a list of places).
const MANY: usize = 3;

/// The words of a name, and whether rules know one of them.
type Words = Rc<(Vec<u32>, bool)>;

/// What is told once and again: a name, a time, and what is told of it.
#[derive(PartialEq, Eq, Hash)]
struct Topic {
    name: Words,
    time: Option<(Scope, Option<Date>, Option<Date>)>,
    told: Told,
}

/// What is told of an indicator.
#[derive(PartialEq, Eq, Hash)]
enum Told {
    Value { unit: String, estimate: bool },
    Plan { of: String, horizon: Horizon },
    Change,
}

/// A number and where it stands.
struct Number {
    interval: Interval,
    amount: Decimal,
    span: Span,
    figure: usize,
}

/// The doubts about what is told twice.
#[must_use]
pub fn doubts(case: &Case<'_>) -> Vec<Warning> {
    let mut topics: FxHashMap<Topic, Vec<Number>> = FxHashMap::default();
    for (name, figures) in by_name(case) {
        for (topic, number) in figures.into_iter().flat_map(|figure| told(case, &name, figure)) {
            topics.entry(topic).or_default().push(number);
        }
    }
    let speakers = case.bulletin.speakers.iter().flat_map(|s| s.roles.iter().chain(&s.aliases).chain([&s.name]));
    let speakers: FxHashSet<&str> = speakers.flat_map(|s| s.split(' ')).collect();
    let mut found = Vec::new();
    for (topic, numbers) in topics.into_iter().filter(|(_, numbers)| are_several(numbers)) {
        let places = by_place(case, &speakers, numbers);
        found.extend(places.into_values().filter_map(|numbers| differ(case, &topic, &numbers)));
    }
    found.sort_by(|a, b| a.places.cmp(&b.places));
    found.dedup_by(|a, b| a.args.first() == b.args.first() && a.places == b.places);
    found
}

/// Whether numbers are not all one: only then does it depend on what they are told of whether they contradict.
fn are_several(numbers: &[Number]) -> bool {
    let first = numbers.first().map(|n| n.interval);
    first.is_some_and(|first| first.is_apart(first) || numbers.iter().any(|n| n.interval != first))
}

/// Numbers by what may make them another's than those of the same name.
fn by_place(case: &Case<'_>, speakers: &FxHashSet<&str>, numbers: Vec<Number>) -> FxHashMap<Vec<String>, Vec<Number>> {
    let mut places: FxHashMap<Vec<String>, Vec<Number>> = FxHashMap::default();
    for number in numbers {
        let place = case.figure(number.figure).map(|figure| apart_by(case, speakers, figure)).unwrap_or_default();
        places.entry(place).or_default().push(number);
    }
    places
}

/// The figures that may be told twice: of the same name, and more than one.
fn by_name<'a>(case: &Case<'a>) -> Vec<(Words, Vec<&'a Figure>)> {
    let mut all: FxHashMap<Words, Vec<&'a Figure>> = FxHashMap::default();
    for figure in case.observed().filter(|f| stands_alone(case, f)) {
        let words = case.names.all_words(&figure.indicator);
        let (name, known) = &*words;
        if *known || name.len() >= TELLING {
            all.entry(words).or_default().push(figure);
        }
    }
    all.into_iter().filter(|(_, figures)| figures.len() > 1).collect()
}

/// Whether a figure names its indicator itself, in what is reported or concluded of the whole: others who speak, speak
/// of their own places.
fn stands_alone(case: &Case<'_>, figure: &Figure) -> bool {
    let sections = &case.bulletin.sections;
    let at = sections.partition_point(|s| s.span.end <= figure.span.start);
    let kind = sections.get(at).map(|s| s.kind).unwrap_or_default();
    figure.within.is_none()
        && !figure.indicator_span.is_empty()
        && kind != section::Kind::Discussion
        && figure.sentence.contains(figure.indicator_span)
}

/// What a figure tells, by topic.
fn told(case: &Case<'_>, name: &Words, figure: &Figure) -> Vec<(Topic, Number)> {
    let known = name.1;
    if case.is_no_sum(figure) && figure.value.is_some() {
        return Vec::new();
    }
    let time = figure.period.as_ref().map(|p| (p.scope, p.start, p.end));
    let mut out = Vec::new();
    let mut add = |told: Told, interval: Interval, amount: Decimal, span: Span| {
        let topic = Topic { name: Rc::clone(name), time, told };
        out.push((topic, Number { interval, amount, span, figure: figure.id }));
    };
    if let Some((value, unit, interval)) = value_of(figure) {
        let amount = value.canonical.as_ref().map_or(value.amount, |c| c.amount);
        add(Told::Value { unit, estimate: value.estimate }, interval, amount, value.span);
    }
    for plan in figure.plans.iter().filter(|_| known && figure.plans.len() == 1) {
        let of = key(plan.of.as_deref().unwrap_or_default());
        let told = Told::Plan { of, horizon: plan.horizon };
        add(told, Interval::of_plan(plan), plan.percent.0, plan.span);
    }
    if let [change] = figure.changes.as_slice()
        && let Some(percent) = change.percent.filter(|_| known && change.upper.is_none())
        && change.basis == Basis::SamePeriodLastYear
        && !change.estimate
    {
        let interval = Interval::of_percent(percent.0, None, change.bound);
        add(Told::Change, interval, percent.0, change.span);
    }
    out
}

fn value_of(figure: &Figure) -> Option<(&Quantity, String, Interval)> {
    let value = figure.value.as_ref().filter(|v| v.upper.is_none() && v.of.is_none())?;
    Some((value, measure(value)?, Interval::of_quantity(value)?))
}

/// Two numbers of one topic that cannot both be meant.
fn differ(case: &Case<'_>, topic: &Topic, numbers: &[Number]) -> Option<Warning> {
    let first = numbers.first()?;
    let others: Vec<&Number> = numbers.iter().filter(|n| n.interval.is_apart(first.interval)).collect();
    let other = others.first().filter(|_| others.len() < MANY)?;
    let (a, b) = (case.figure(first.figure)?, case.figure(other.figure)?);
    // What one sentence tells of one name are two things, or two times.
    if a.sentence == b.sentence || !alike(topic, first, other) {
        return None;
    }
    let args = vec![a.indicator.clone(), case.words(first.span), case.words(other.span)];
    Some(case.warning(Code::ToldTwice, args, vec![first.span, other.span]))
}

/// Whether two numbers are near enough, or of the same digits, to be meant for one: others are of two things.
fn alike(topic: &Topic, a: &Number, b: &Number) -> bool {
    let (small, large) = (a.amount.abs().min(b.amount.abs()), a.amount.abs().max(b.amount.abs()));
    let near = |percent: i64| {
        large
            .checked_mul(Decimal::ONE_HUNDRED)
            .zip(small.checked_mul(Decimal::from(percent)))
            .is_some_and(|(l, s)| l <= s)
    };
    let digits = |n: Decimal| n.normalize().mantissa().to_string().trim_end_matches('0').to_owned();
    match topic.told {
        Told::Value { .. } => near(150) || digits(small).len() >= TELLING && digits(small) == digits(large),
        Told::Plan { .. } | Told::Change => near(200),
    }
}

/// What before the indicator, in its sentence, may make it another's: names that are no speaker's, other times to compare
/// with, plans, the whole country.
fn apart_by(case: &Case<'_>, speakers: &FxHashSet<&str>, figure: &Figure) -> Vec<String> {
    let head = Span::new(figure.sentence.start, figure.indicator_span.start).of(&case.bulletin.text);
    let (words, cues) = case.lexicon.found(head, Family::Figures);
    let mut found: Vec<String> = Vec::new();
    let mut covered = 1;
    let mut plain: Vec<&str> = Vec::new();
    let mut name = |from: usize, to: usize| {
        let tokens = words.get(from..to).unwrap_or_default().iter();
        plain.extend(tokens.map(|t| t.span.of(head)).filter(|w| is_name(w)));
    };
    for cue in &cues {
        name(covered.min(cue.start), cue.start);
        covered = covered.max(cue.end);
        let span =
            words.get(cue.start).zip(words.get(cue.end - 1)).map(|(a, b)| a.span.join(b.span)).unwrap_or_default();
        if case.lexicon.rule(cue.rule).is_some_and(|r| {
            r.id == SECTOR || matches!(r.cue, Cue::Basis | Cue::Scope | Cue::Plan | Cue::Target | Cue::NoFigure)
        }) {
            found.push(key(span.of(head)));
        }
    }
    name(covered.min(words.len()), words.len());
    found.extend(plain.into_iter().filter(|w| !speakers.contains(w)).map(str::to_owned));
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a word may be of a name: a capital first and no capitals only, or a number, Roman ones too.
fn is_name(word: &str) -> bool {
    let roman = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let proper = word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
    roman || proper || word.starts_with(|c: char| c.is_ascii_digit())
}
