//! What is shown of the chosen bulletin: the indicators to follow, and what it is held against.

use super::pages;
use super::state::{Over, Page, Shelf, Status, Topic};
use crate::model::Period;
use crate::shelf::Entry;
use crate::shelf::joined::of_period;
use crate::text::Span;
use crate::tui::action::Command;
use crate::tui::entry::capital;
use crate::tui::keymap::Context;
use crate::tui::list::List;
use crate::tui::prompt::{Prompt, Purpose};
use std::cmp::Reverse;

/// The indicators of the chosen bulletin that can be followed, those of the most bulletins first.
pub fn topics(shelf: &mut Shelf) {
    let Some(entry) = shelf.list.chosen().and_then(|i| shelf.entries.get(i)) else { return };
    let place = entry.whose().1;
    let own: Vec<&Entry> = shelf.entries.iter().filter(|e| e.whose().1 == place).collect();
    let mut topics: Vec<Topic> = Vec::new();
    for point in &entry.points {
        if !topics.iter().any(|topic| topic.key == point.topic) {
            let bulletins = own.iter().filter(|e| e.of(&point.topic).next().is_some()).count();
            topics.push(Topic { name: capital(&point.indicator), key: point.topic.clone(), bulletins });
        }
    }
    topics.sort_by_key(|topic| Reverse(topic.bulletins));
    if topics.is_empty() {
        shelf.message = Some(shelf.labels.get("shelf.no_topics").to_owned());
        return;
    }
    let list = List::new(topics.len());
    shelf.lay(Over::Topics { topics, list });
}

/// The commands of the shelf, to choose one by its words.
pub fn commands(shelf: &mut Shelf) {
    let mut commands: Vec<Command> = Vec::new();
    for binding in [Context::Shelf, Context::All].into_iter().flat_map(|context| shelf.keymap.of(context)) {
        if !commands.contains(&binding.command) && binding.command != Command::Commands {
            commands.push(binding.command);
        }
    }
    let list = List::new(commands.len());
    shelf.lay(Over::Commands { commands, list });
    shelf.prompt = Some(Prompt::new(Purpose::Command, ""));
}

/// Offers the commands whose words hold what is typed; the first of them is chosen.
pub fn offer(shelf: &mut Shelf, typed: &str) {
    let Some(Over::Commands { commands, list }) = shelf.over.last() else { return };
    let (commands, mut list) = (commands.clone(), list.clone());
    let words = |at: usize| commands.get(at).map(|command| pages::words(shelf, *command)).unwrap_or_default();
    list.filter(typed, commands.len(), words);
    list.selected = 0;
    if let Some(Over::Commands { list: old, .. }) = shelf.over.last_mut() {
        *old = list;
    }
}

/// Follows the figure at some words of a bulletin; a shortfall without a number may be told with one elsewhere.
pub fn follow(shelf: &mut Shelf, at: usize, span: Span) {
    let entry = shelf.entries.get(at);
    let point = |entry: &Entry| entry.points.iter().find(|p| p.span == span).map(|p| p.topic.clone());
    let missed = |entry: &Entry| entry.missed.iter().find(|m| m.evidence == span).map(|m| m.topic.clone());
    let topic = entry.and_then(|entry| point(entry).or_else(|| missed(entry)));
    let place = entry.map(|entry| entry.whose().1).unwrap_or_default();
    let known = |topic: &String| shelf.entries.iter().any(|e| e.whose().1 == place && e.of(topic).next().is_some());
    match topic.filter(known) {
        Some(topic) => pages::show(shelf, Page::Trend { topic, place }),
        None => shelf.message = Some(shelf.labels.get("shelf.not_followed").to_owned()),
    }
}

/// The chosen bulletin against the marked one, else against the one before it of the same place.
pub fn compare(shelf: &mut Shelf) {
    let Some(chosen) = shelf.list.chosen() else { return };
    let entry = |i: usize| shelf.entries.get(i).filter(|_| shelf.status.get(i) == Some(&Status::Read));
    let Some(now) = entry(chosen) else { return };
    let before = |i: &usize| {
        entry(*i).is_some_and(|e| e.whose() == now.whose() && !e.time().is_empty() && e.time() < now.time())
    };
    let other = shelf.marked.filter(|m| *m != chosen).or_else(|| {
        (0..shelf.entries.len()).filter(before).max_by_key(|i| entry(*i).map(Entry::time).unwrap_or_default())
    });
    let Some((other, then)) = other.and_then(|i| Some((i, entry(i)?))) else {
        shelf.message = Some(shelf.labels.get("shelf.no_other").to_owned());
        return;
    };
    let (old, new) = if then.time() <= now.time() { (other, chosen) } else { (chosen, other) };
    pages::show(shelf, Page::Compare { old: vec![old], new: vec![new] });
}

/// All bulletins of the chosen one's place and period against those of the marked one's period, else of the same stretch
/// a year before, else of the last one before it.
pub fn compare_periods(shelf: &mut Shelf) {
    let found = periods(shelf);
    match found {
        Some((old, new)) => pages::show(shelf, Page::Compare { old, new }),
        None => shelf.message = Some(shelf.labels.get("shelf.no_period").to_owned()),
    }
}

fn periods(shelf: &Shelf) -> Option<(Vec<usize>, Vec<usize>)> {
    let chosen = shelf.entries.get(shelf.list.chosen()?)?;
    let own = |i: &usize| shelf.entries.get(*i).is_some_and(|e| e.whose() == chosen.whose());
    let of = |period: &Period| of_period(&shelf.entries, period).into_iter().filter(own).collect::<Vec<_>>();
    let now = chosen.period.as_ref().filter(|p| p.end.is_some())?;
    let mut all: Vec<&Period> =
        shelf.entries.iter().filter(|e| e.whose() == chosen.whose()).filter_map(|e| e.period.as_ref()).collect();
    all.sort_by_key(|p| p.end);
    let year = |p: &Period| p.end.map(|day| day.year());
    let last_year = || all.iter().find(|p| p.scope == now.scope && year(p) == year(now).map(|y| y - 1));
    let before = || all.iter().rev().find(|p| p.end.is_some() && p.end < now.end);
    let marked =
        shelf.marked.filter(own).and_then(|i| shelf.entries.get(i)?.period.as_ref()).filter(|p| p.end != now.end);
    let other = marked.or_else(|| last_year().or_else(before).copied()).filter(|p| p.end.is_some())?;
    let (old, new) = if other.end <= now.end { (other, now) } else { (now, other) };
    Some((of(old), of(new)))
}
