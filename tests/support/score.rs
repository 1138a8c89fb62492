//! How well a reading agrees with the gold: precision, recall and F1 a task.
//!
//! In: the model as JSON and the gold. Out: hits, inventions and misses a task. The rules are those of the project's
//! `score.py`, from which a test tells every difference.

use super::matching::{holds, name_matches, same, unit_matches, words};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The tasks, in the order of the table.
pub const TASKS: [&str; 8] =
    ["figures", "shortfalls", "reasons", "speakers", "roles", "conclusions", "sections", "period"];

/// Hits, inventions, misses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub hits: usize,
    pub inventions: usize,
    pub misses: usize,
}

impl Count {
    /// Precision, recall, F1.
    pub fn rates(self) -> [f64; 3] {
        let rate = |of: usize| if of > 0 { self.hits as f64 / of as f64 } else { 1.0 };
        let (p, r) = (rate(self.hits + self.inventions), rate(self.hits + self.misses));
        [p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }]
    }
}

/// Counts a task.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub counts: BTreeMap<&'static str, Count>,
    /// What was missed or made up, in words.
    pub log: Vec<String>,
}

impl Tally {
    fn add(&mut self, task: &'static str, hits: usize, inventions: usize, misses: usize) {
        let count = self.counts.entry(task).or_default();
        count.hits += hits;
        count.inventions += inventions;
        count.misses += misses;
    }

    fn judge(&mut self, task: &'static str, fine: bool) {
        self.add(task, usize::from(fine), usize::from(!fine), usize::from(!fine));
    }

    /// Takes another tally's counts in.
    pub fn merge(&mut self, other: &Tally) {
        for (task, c) in &other.counts {
            self.add(task, c.hits, c.inventions, c.misses);
        }
    }
}

/// Scores the model `read` against `gold`.
pub fn score(read: &Value, gold: &Value) -> Tally {
    let mut tally = Tally::default();
    figures(read, gold, &mut tally);
    shortfalls(read, gold, &mut tally);
    speakers(read, gold, &mut tally);
    conclusions(read, gold, &mut tally);
    sections(read, gold, &mut tally);
    period(read, gold, &mut tally);
    tally
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn strings<'a>(value: &'a Value, key: &str) -> Vec<&'a str> {
    match &value[key] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn is_optional(gold: &Value) -> bool {
    gold["optional"].as_bool().unwrap_or_default()
}

/// A number in its slot, with its unit where the slot has one.
type Slots = Vec<(&'static str, f64, String)>;

fn slots_of(gold: &Value) -> Slots {
    let unit = text(gold, "unit").to_owned();
    let mut slots = Slots::new();
    slots.extend(gold["value"].as_f64().map(|n| ("value", n, unit.clone())));
    let factor = gold["factor"].as_f64().map(|f| (f - 1.0) * 100.0);
    slots.extend(gold["change"].as_f64().or(factor).map(|n| ("change", n, String::new())));
    slots.extend(gold["points"].as_f64().map(|n| ("points", n, String::new())));
    slots.extend(gold["plan"].as_f64().map(|n| ("plan", n, String::new())));
    if !gold["value"].is_null() {
        slots.extend(gold["upper"].as_f64().map(|n| ("upper", n, unit)));
    }
    slots
}

/// The slots of a gold figure and of every other reading of it that is as good.
fn readings(gold: &Value) -> Vec<Slots> {
    let with = |changes: &Value, base: &Value| {
        let mut merged = base.as_object().cloned().unwrap_or_default();
        merged.extend(changes.as_object().cloned().unwrap_or_default());
        slots_of(&Value::Object(merged))
    };
    let unit = serde_json::json!({ "unit": gold["unit"] });
    let mut out = vec![slots_of(gold)];
    out.extend(list(gold, "alt").iter().map(|alt| with(alt, &unit)));
    if gold["or"].as_object().is_some_and(|o| !o.is_empty()) {
        out.push(with(&gold["or"], gold));
    }
    out.extend(list(gold, "unit_also").iter().map(|unit| with(&serde_json::json!({ "unit": unit }), gold)));
    out.retain(|slots| !slots.is_empty());
    if out.is_empty() { vec![Slots::new()] } else { out }
}

/// Which fact answers which slot.
type Answers = Vec<(&'static str, usize)>;
/// Facts found, those of one figure, and how little was wanted.
type Rank = (usize, usize, isize);

struct Fact {
    slot: &'static str,
    number: f64,
    unit: String,
    figure: usize,
}

/// Every number that a figure says of its indicator.
fn facts_of(figure: &Value, index: usize) -> Vec<Fact> {
    let mut out = Vec::new();
    let mut push = |slot, number: &Value, unit: &str| {
        if let Some(number) = number.as_f64() {
            out.push(Fact { slot, number, unit: unit.to_owned(), figure: index });
        }
    };
    let value = &figure["value"];
    push("value", &value["amount"], text(value, "unit"));
    push("upper", &value["upper"], text(value, "unit"));
    for change in list(figure, "changes") {
        push("change", &change["percent"], "");
        push("points", &change["points"], "");
    }
    for plan in list(figure, "plans") {
        push("plan", &plan["percent"], "");
    }
    push("value", &figure["share"]["percent"], "%");
    out
}

fn kind_fits(gold: &Value, figure: &Value) -> bool {
    let kind = figure["kind"].as_str().unwrap_or("observed");
    let mut kinds = vec![gold["kind"].as_str().unwrap_or("observed")];
    kinds.extend(strings(gold, "kind_also"));
    kinds.extend(gold["or"]["kind"].as_str());
    kinds.contains(&kind)
}

fn figures(read: &Value, gold: &Value, tally: &mut Tally) {
    let figures = list(read, "figures");
    let facts: Vec<Fact> = figures.iter().enumerate().flat_map(|(i, f)| facts_of(f, i)).collect();
    let mut free: BTreeSet<usize> = (0..facts.len()).collect();
    let mut owed: Vec<&Value> = list(gold, "figures").iter().collect();
    owed.sort_by_key(|g| (is_optional(g), std::cmp::Reverse(slots_of(g).len())));
    for gold in owed {
        let mine: Vec<usize> = free
            .iter()
            .copied()
            .filter(|&i| {
                let figure = &figures[facts[i].figure];
                kind_fits(gold, figure) && name_matches(strings(gold, "name"), text(figure, "indicator"))
            })
            .collect();
        let (got, want) = best_reading(gold, &facts, &mine);
        for (_, i) in &got {
            free.remove(i);
        }
        if is_optional(gold) {
            continue;
        }
        tally.add("figures", got.len(), 0, want.len() - got.len());
        for (slot, number, _) in want.iter().filter(|(slot, ..)| !got.iter().any(|(s, _)| s == slot)) {
            tally.log.push(format!("figure missed: {}: {slot} {number}", strings(gold, "name")[0]));
        }
    }
    for i in free {
        let (fact, figure) = (&facts[i], &figures[facts[i].figure]);
        tally.add("figures", 0, 1, 0);
        let (name, kind) = (text(figure, "indicator"), text(figure, "kind"));
        tally.log.push(format!("figure made up: {name}: {} {} {} ({kind})", fact.slot, fact.number, fact.unit));
    }
}

/// The reading of a gold figure that most facts answer, those of one figure preferred.
fn best_reading(gold: &Value, facts: &[Fact], mine: &[usize]) -> (Answers, Slots) {
    let mut homes: Vec<Option<usize>> = mine.iter().map(|&i| Some(facts[i].figure)).collect();
    homes.sort_unstable();
    homes.dedup();
    if homes.is_empty() {
        homes.push(None);
    }
    let mut best: Option<(Rank, Answers, Slots)> = None;
    for want in readings(gold) {
        for home in &homes {
            let mut got = Answers::new();
            for (slot, number, unit) in &want {
                let with_unit = matches!(*slot, "value" | "upper");
                let fits = mine.iter().copied().filter(|&i| {
                    let fact = &facts[i];
                    fact.slot == *slot
                        && !got.iter().any(|(_, j)| *j == i)
                        && same(*number, fact.number)
                        && (!with_unit || unit_matches(unit, &fact.unit))
                });
                if let Some(i) = fits.min_by_key(|&i| (Some(facts[i].figure) != *home, i)) {
                    got.push((slot, i));
                }
            }
            let at_home = got.iter().filter(|(_, i)| Some(facts[*i].figure) == *home).count();
            let rank = (got.len(), at_home, -(want.len() as isize));
            if best.as_ref().is_none_or(|(r, ..)| rank > *r) {
                best = Some((rank, got, want.clone()));
            }
        }
    }
    best.map(|(_, got, want)| (got, want)).unwrap_or_default()
}

fn shortfalls(read: &Value, gold: &Value, tally: &mut Tally) {
    let mut left: Vec<&Value> = list(read, "shortfalls").iter().collect();
    let mut owed: Vec<&Value> = list(gold, "missed").iter().collect();
    let longest = |g: &Value| strings(g, "name").iter().map(|n| words(n).len()).max().unwrap_or_default();
    owed.sort_by_key(|g| std::cmp::Reverse(longest(g)));
    for gold in owed {
        let want: BTreeSet<&str> = strings(gold, "reasons").into_iter().collect();
        let fine = strings(gold, "reasons_optional");
        let named = |p: &&Value| name_matches(strings(gold, "name"), text(p, "indicator"));
        let reasoned = |p: &&Value| named(p) && strings(p, "reasons").iter().any(|r| want.contains(r));
        let hit = left.iter().position(reasoned).or_else(|| left.iter().position(named));
        let Some(hit) = hit else {
            if !is_optional(gold) {
                tally.add("shortfalls", 0, 0, 1);
                tally.add("reasons", 0, 0, want.len());
                tally.log.push(format!("shortfall missed: {}: {want:?}", strings(gold, "name")[0]));
            }
            continue;
        };
        let hit = left.remove(hit);
        if is_optional(gold) {
            continue;
        }
        let got: BTreeSet<&str> = strings(hit, "reasons").into_iter().filter(|r| !fine.contains(r)).collect();
        tally.add("shortfalls", 1, 0, 0);
        let both = want.intersection(&got).count();
        tally.add("reasons", both, got.len() - both, want.len() - both);
        if want != got {
            tally.log.push(format!("reasons: {}: want {want:?}, got {got:?}", strings(gold, "name")[0]));
        }
    }
    for made_up in left {
        let reasons = strings(made_up, "reasons");
        tally.add("shortfalls", 0, 1, 0);
        tally.add("reasons", 0, reasons.len().max(1), 0);
        tally.log.push(format!("shortfall made up: {}: {reasons:?}", text(made_up, "indicator")));
    }
}

fn speakers(read: &Value, gold: &Value, tally: &mut Tally) {
    let by_name = |list: &'static str, from: &Value| -> BTreeMap<Vec<String>, Value> {
        self::list(from, list).iter().map(|s| (words(text(s, "name")), s.clone())).collect()
    };
    let (have, want) = (by_name("speakers", read), by_name("speakers", gold));
    let both = want.keys().filter(|k| have.contains_key(*k)).count();
    tally.add("speakers", both, have.len() - both, want.len() - both);
    for (key, speaker) in &want {
        let Some(read) = have.get(key) else {
            tally.log.push(format!("speaker missed: {}", text(speaker, "name")));
            continue;
        };
        let roles: Vec<Vec<String>> = strings(read, "roles").into_iter().map(words).collect();
        for role in strings(speaker, "roles") {
            let fine = roles.iter().any(|have| holds(have, &words(role)));
            tally.add("roles", usize::from(fine), 0, usize::from(!fine));
            if !fine {
                tally.log.push(format!("role missed: {}: {role}", text(speaker, "name")));
            }
        }
    }
    for (_, speaker) in have.iter().filter(|(k, _)| !want.contains_key(*k)) {
        tally.log.push(format!("speaker made up: {}", text(speaker, "name")));
    }
}

fn bounds(value: &Value) -> (usize, usize) {
    let at = |i: usize| value["span"][i].as_u64().unwrap_or_default() as usize;
    (at(0), at(1))
}

/// One sentence answers one anchor.
fn conclusions(read: &Value, gold: &Value, tally: &mut Tally) {
    let text = text(read, "text");
    let said = |c: &Value| {
        let (start, end) = bounds(c);
        words(text.get(start..end).unwrap_or_default()).join(" ")
    };
    let mut open: Vec<String> = list(read, "conclusions").iter().map(said).collect();
    for anchor in strings(gold, "conclusions") {
        let key = words(anchor).join(" ");
        let hit = open.iter().position(|s| s.starts_with(&key)).or_else(|| open.iter().position(|s| s.contains(&key)));
        tally.add("conclusions", usize::from(hit.is_some()), 0, usize::from(hit.is_none()));
        match hit {
            Some(i) => drop(open.remove(i)),
            None => tally.log.push(format!("conclusion missed: {anchor}")),
        }
    }
    for anchor in strings(gold, "conclusions_optional") {
        let key = words(anchor).join(" ");
        if let Some(i) = open.iter().position(|s| s.contains(&key)) {
            open.remove(i);
        }
    }
    tally.add("conclusions", 0, open.len(), 0);
    for sentence in open {
        tally.log.push(format!("conclusion made up: {}", sentence.chars().take(80).collect::<String>()));
    }
}

/// The kind of the section in which a paragraph starts; paragraphs are looked for in reading order.
fn sections(read: &Value, gold: &Value, tally: &mut Tally) {
    let text = text(read, "text");
    let mut stream: Vec<(String, usize)> = Vec::new();
    for raw in text.split_whitespace() {
        let at = raw.as_ptr() as usize - text.as_ptr() as usize;
        stream.extend(words(raw).into_iter().next().map(|w| (w, at)));
    }
    let mut at = 0;
    for gold in list(gold, "sections") {
        let need = words(self::text(gold, "starts"));
        let fits = |i: &usize| stream[*i..].iter().map(|(w, _)| w).take(need.len()).eq(need.iter());
        let found = (at..=stream.len().saturating_sub(need.len())).find(|i| !need.is_empty() && fits(i));
        let place = found.map(|i| stream[i].1);
        let holds_it = |s: &&Value| {
            let (start, end) = bounds(s);
            place.is_some_and(|p| start <= p && p < end)
        };
        let got = list(read, "sections").iter().find(holds_it).map(|s| self::text(s, "kind"));
        at = found.map_or(at, |i| i + 1);
        let kinds: Vec<&str> = ["kind", "also", "or"].iter().flat_map(|key| strings(gold, key)).collect();
        let fine = got.is_some_and(|k| kinds.contains(&k));
        tally.judge("sections", fine);
        if !fine {
            tally.log.push(format!("section: {}: want {kinds:?}, got {got:?}", self::text(gold, "starts")));
        }
    }
}

fn period(read: &Value, gold: &Value, tally: &mut Tally) {
    if let Some(want) = gold.get("elapsed_percent") {
        let (want, got) = (want.as_f64(), read["period"]["elapsed_percent"].as_f64());
        let fine = match (want, got) {
            (Some(want), Some(got)) => (want - got).abs() < 1.0,
            (want, got) => want.is_none() && got.is_none(),
        };
        tally.judge("period", fine);
        if !fine {
            tally.log.push(format!("period: want {want:?}, got {got:?}"));
        }
    }
    let published = text(gold, "published");
    if !published.is_empty() {
        let got = text(read, "published");
        let mut days = vec![published];
        days.extend(strings(gold, "published_also"));
        let fine = days.iter().any(|d| !d.is_empty() && got.starts_with(d.get(..10).unwrap_or(d)));
        tally.judge("period", fine);
        if !fine {
            tally.log.push(format!("published: want {published}, got {got}"));
        }
    }
}
