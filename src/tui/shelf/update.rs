//! What an action changes on the shelf. Nothing else changes it.

use super::state::{Over, Page, Set, Shelf, Sort, Status};
use super::{choice, hits, pages};
use crate::error::Result;
use crate::report::Labels;
use crate::shelf::Entry;
use crate::text::search::Query;
use crate::tui::action::{Action, Command};
use crate::tui::prompt::{Prompt, Purpose};

/// What the loop does for the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Leave the shelf.
    Quit,
    /// Open a bulletin, at a byte of its text.
    Open(usize, Option<usize>),
    /// Take the mouse or leave it to the terminal.
    Mouse(bool),
    /// Take the next theme.
    Theme,
    /// Draw all anew.
    Redraw,
    /// Put the program to sleep.
    Suspend,
}

/// Takes what was read of a file.
pub fn arrive(shelf: &mut Shelf, at: usize, read: Result<Entry>) {
    let Some((status, entry)) = shelf.status.get_mut(at).zip(shelf.entries.get_mut(at)) else { return };
    if *status == Status::Waiting {
        shelf.done += 1;
    }
    match read {
        Ok(read) => (*status, *entry) = (Status::Read, read),
        Err(error) => *status = Status::Failed(shelf.labels.error(&error)),
    }
    shelf.stale = true;
}

/// Applies an action.
pub fn update(shelf: &mut Shelf, action: Action) -> Option<Effect> {
    let effect = match action {
        Action::Do(command) => {
            shelf.message = None;
            if shelf.prompt.is_some() { typed(shelf, command) } else { perform(shelf, command) }
        }
        Action::Type(c) => {
            if let Some(prompt) = &mut shelf.prompt {
                prompt.type_char(c);
            }
            changed(shelf);
            None
        }
        Action::Paste(text) => {
            if let Some(prompt) = &mut shelf.prompt {
                text.chars().take(1000).for_each(|c| prompt.type_char(if c.is_whitespace() { ' ' } else { c }));
            }
            changed(shelf);
            None
        }
        Action::Resize(width, height) => {
            shelf.size = (width, height);
            pages::reset(shelf);
            None
        }
        Action::Click(_, y) if y >= 2 => clicked(shelf, usize::from(y - 2)),
        Action::Wheel(_, _, lines) => {
            step(shelf, isize::from(lines));
            None
        }
        Action::Tell(words) => {
            shelf.message = Some(words);
            None
        }
        _ => None,
    };
    settle(shelf);
    effect
}

/// Brings order and chosen entries up to date.
pub fn settle(shelf: &mut Shelf) {
    if std::mem::take(&mut shelf.stale) {
        order(shelf);
    }
    let room = shelf.room();
    shelf.list.reveal(room, |_| 1);
    match shelf.over.last_mut() {
        Some(Over::Hits { list, .. } | Over::Topics { list, .. } | Over::Commands { list, .. }) => {
            list.reveal(room, |_| 1);
        }
        Some(Over::Page { set, top, .. }) => *top = (*top).min(set.lines.len().saturating_sub(room)),
        None => {}
    }
}

/// Filters and sorts; the chosen entry stays chosen.
fn order(shelf: &mut Shelf) {
    // The first stays on top while files arrive and nobody has moved yet.
    let chosen = shelf.list.chosen().filter(|_| shelf.list.selected > 0);
    let query = Query::new(shelf.list.filter.trim());
    let mut shown: Vec<usize> =
        (0..shelf.names.len()).filter(|&i| query.is_empty() || query.is_in(&shelf.words(i))).collect();
    let entry = |i: usize| shelf.entries.get(i);
    let rank = |i: usize| match shelf.status.get(i) {
        Some(Status::Read) => 0,
        Some(Status::Failed(_)) => 1,
        _ => 2,
    };
    let time = |i: usize| entry(i).map(Entry::time).unwrap_or_default();
    let key = |i: &usize| {
        let i = *i;
        let (whose, body) = entry(i).map(|e| (e.whose().1, e.identity.body.clone())).unwrap_or_default();
        match shelf.sort {
            Sort::Place => {
                (rank(i), 0, format!("{}\0{whose}", u8::from(whose.is_empty())), body.unwrap_or_default(), time(i), i)
            }
            Sort::Missed => {
                let missed = entry(i).map_or(0, |e| e.missed.len());
                (rank(i), usize::MAX - missed, whose, String::new(), time(i), i)
            }
            Sort::Time | Sort::Name => (
                rank(i),
                0,
                if shelf.sort == Sort::Time { time(i) } else { String::new() },
                String::new(),
                String::new(),
                i,
            ),
        }
    };
    shown.sort_by_cached_key(key);
    if shelf.sort == Sort::Time {
        let read = shown.iter().take_while(|i| rank(**i) == 0).count();
        if let Some(part) = shown.get_mut(..read) {
            part.reverse();
        }
    }
    shelf.list.shown = shown;
    match chosen {
        _ if shelf.at_end => shelf.list.selected = shelf.list.shown.len().saturating_sub(1),
        Some(index) => {
            if !shelf.list.choose(index) {
                shelf.list.selected = 0;
            }
        }
        None => shelf.list.selected = 0,
    }
}

fn perform(shelf: &mut Shelf, command: Command) -> Option<Effect> {
    match command {
        Command::Quit if shelf.over.is_empty() => return Some(Effect::Quit),
        Command::Quit | Command::Close if !shelf.over.is_empty() => {
            shelf.over.pop();
        }
        Command::Close => clear(shelf),
        Command::Suspend => return Some(Effect::Suspend),
        Command::Redraw => return Some(Effect::Redraw),
        Command::Theme => return Some(Effect::Theme),
        Command::Language => {
            speak(shelf, Labels::new(shelf.labels.language().next()));
            shelf.message = Some(shelf.labels.get("tui.speaks").to_owned());
        }
        Command::Open => return open(shelf),
        Command::Help => pages::show(shelf, Page::Help),
        Command::Commands => choice::commands(shelf),
        Command::Mouse => {
            shelf.mouse = !shelf.mouse;
            let words = if shelf.mouse { "tui.mouse_on" } else { "tui.mouse_off" };
            shelf.message = Some(shelf.labels.get(words).to_owned());
            return Some(Effect::Mouse(shelf.mouse));
        }
        Command::Filter if shelf.over.is_empty() => {
            shelf.prompt = Some(Prompt::new(Purpose::Filter, &shelf.list.filter.clone()));
        }
        Command::Search => shelf.prompt = Some(Prompt::new(Purpose::Search, "")),
        Command::Sort if shelf.over.is_empty() => {
            let at = Sort::ALL.iter().position(|s| *s == shelf.sort).unwrap_or_default();
            shelf.sort = Sort::ALL.get(at + 1).or(Sort::ALL.first()).copied().unwrap_or_default();
            (shelf.stale, shelf.at_end) = (true, false);
        }
        Command::Choose if shelf.over.is_empty() => {
            let chosen = shelf.list.chosen();
            shelf.marked = if shelf.marked == chosen { None } else { chosen };
            let name = shelf.marked.and_then(|at| shelf.names.get(at));
            shelf.message = name.map(|name| shelf.labels.fill("shelf.chosen", &[name]));
        }
        Command::Trend => choice::topics(shelf),
        Command::Compare if shelf.over.is_empty() => choice::compare(shelf),
        Command::ComparePeriods if shelf.over.is_empty() => choice::compare_periods(shelf),
        other => {
            let page = isize::try_from(shelf.room().saturating_sub(2)).unwrap_or(1).max(1);
            if let Some(by) = crate::tui::update::distance(other, page) {
                step(shelf, by);
                shelf.at_end |= other == Command::Bottom && shelf.over.is_empty();
            }
        }
    }
    None
}

/// Takes other words for the interface; what lies over the list is set anew.
pub fn speak(shelf: &mut Shelf, labels: Labels) {
    shelf.labels = labels;
    pages::reset(shelf);
}

/// Leaves a filter, a mark: whatever is there first.
fn clear(shelf: &mut Shelf) {
    if shelf.list.filter.is_empty() {
        shelf.marked = None;
    } else {
        shelf.list.filter.clear();
        (shelf.stale, shelf.at_end) = (true, false);
    }
}

fn step(shelf: &mut Shelf, by: isize) {
    let room = shelf.room();
    match shelf.over.last_mut() {
        Some(Over::Hits { list, .. } | Over::Topics { list, .. } | Over::Commands { list, .. }) => {
            list.step(by);
        }
        Some(Over::Page { set, chosen, top, .. }) => turn(set, chosen, top, (by, room)),
        None => {
            shelf.at_end = false;
            shelf.list.step(by);
        }
    }
}

/// A movement on a page: by one to the next place that leads somewhere, else by lines; the chosen place stays in sight.
fn turn(set: &Set, chosen: &mut usize, top: &mut usize, (by, room): (isize, usize)) {
    let last = set.places.len().saturating_sub(1);
    let to = chosen.saturating_add_signed(by).min(last);
    if by.unsigned_abs() == 1 && to != *chosen {
        *chosen = to;
        let lines = set.of(to);
        *top = (*top).min(lines.start).max(lines.end.saturating_sub(room));
        return;
    }
    *top = top.saturating_add_signed(by).min(set.lines.len().saturating_sub(room));
    if to == 0 && *top == 0 || to == last && *top + room >= set.lines.len() {
        *chosen = to;
        return;
    }
    let seen = *top..*top + room;
    let starts = || set.places.iter().map(|(line, _)| line);
    if !set.places.get(*chosen).is_some_and(|(line, _)| seen.contains(line)) {
        let near = if by < 0 {
            starts().rposition(|line| seen.contains(line))
        } else {
            starts().position(|line| seen.contains(line))
        };
        *chosen = near.unwrap_or(*chosen);
    }
}

/// A click chooses an entry; one on the chosen entry opens it.
fn clicked(shelf: &mut Shelf, line: usize) -> Option<Effect> {
    let list = match shelf.over.last_mut() {
        Some(Over::Hits { list, .. } | Over::Topics { list, .. } | Over::Commands { list, .. }) => list,
        Some(Over::Page { set, chosen, top, .. }) => {
            let place = (0..set.places.len()).find(|place| set.of(*place).contains(&(*top + line)))?;
            let again = std::mem::replace(chosen, place) == place;
            return if again { open(shelf) } else { None };
        }
        None => &mut shelf.list,
    };
    let place = list.offset + line;
    if place >= list.shown.len() {
        return None;
    }
    let again = list.selected == place;
    list.selected = place;
    shelf.at_end &= !shelf.over.is_empty();
    if again { open(shelf) } else { None }
}

fn open(shelf: &mut Shelf) -> Option<Effect> {
    let (at, place) = match shelf.over.last() {
        Some(Over::Hits { search, list }) => {
            let hit = list.chosen().and_then(|i| search.hits.get(i))?;
            (hit.entry, Some(hit.span.start))
        }
        Some(Over::Topics { topics, list }) => {
            let topic = list.chosen().and_then(|i| topics.get(i))?.key.clone();
            let place = shelf.list.chosen().and_then(|i| shelf.entries.get(i)).map(|e| e.whose().1).unwrap_or_default();
            pages::show(shelf, Page::Trend { topic, place });
            return None;
        }
        Some(Over::Page { set, chosen, .. }) => {
            let (_, hit) = set.places.get(*chosen)?;
            (hit.entry, Some(hit.span.start))
        }
        Some(Over::Commands { commands, list }) => {
            let command = list.chosen().and_then(|i| commands.get(i)).copied()?;
            shelf.over.pop();
            shelf.prompt = None;
            return perform(shelf, command);
        }
        None => (shelf.list.chosen()?, None),
    };
    match shelf.status.get(at)? {
        Status::Failed(reason) => {
            shelf.message = Some(reason.clone());
            None
        }
        _ => Some(Effect::Open(at, place)),
    }
}

fn typed(shelf: &mut Shelf, command: Command) -> Option<Effect> {
    let commands = shelf.prompt.as_ref().is_some_and(|p| p.purpose == Purpose::Command);
    match command {
        Command::Accept if commands => return open(shelf),
        Command::Cancel if commands => {
            shelf.prompt = None;
            shelf.over.pop();
        }
        Command::Up if commands => step(shelf, -1),
        Command::Down if commands => step(shelf, 1),
        Command::Accept => {
            let prompt = shelf.prompt.take()?;
            if prompt.purpose == Purpose::Search {
                hits::begin(shelf, prompt.text().trim());
            }
        }
        Command::Cancel => {
            if shelf.prompt.take().is_some_and(|p| p.purpose == Purpose::Filter) {
                shelf.list.filter.clear();
                (shelf.stale, shelf.at_end) = (true, false);
            }
        }
        other => {
            if shelf.prompt.as_mut().is_some_and(|p| p.edit(other)) {
                changed(shelf);
            }
        }
    }
    None
}

fn changed(shelf: &mut Shelf) {
    if let Some(prompt) = shelf.prompt.as_ref().filter(|p| p.purpose == Purpose::Command) {
        let typed = prompt.text().to_owned();
        choice::offer(shelf, &typed);
    }
    if let Some(prompt) = shelf.prompt.as_ref().filter(|p| p.purpose == Purpose::Filter) {
        prompt.text().clone_into(&mut shelf.list.filter);
        (shelf.stale, shelf.at_end) = (true, false);
    }
}
