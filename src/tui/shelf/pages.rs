//! Pages over the shelf: a trend with its chart, two bulletins side by side, the keys. Set at the screen's width.

use super::columns::{Columns, said};
use super::state::{Hit, Over, Page, Set, Shelf};
use crate::report::chart::{self, Ink};
use crate::report::page::NOTHING;
use crate::report::words::{percent, quantity, signed_percent};
use crate::report::{comparison, trend as told_trend};
use crate::shelf::trend::{Dot, Series, Telling};
use crate::shelf::{Joined, compare, trends};
use crate::text::cells::width;
use crate::text::wrap::Joins;
use crate::tui::action::Command;
use crate::tui::document::joins;
use crate::tui::entry::{capital, indented, rule};
use crate::tui::keymap::Context;
use crate::tui::runs::{Runs, run, shorten, wrap_runs};
use crate::tui::theme::Role;

/// Cells that the lines of a page take at most.
const WIDE: usize = 110;
/// Rows of a chart at most and at least.
const CHART: usize = 10;
const LOW: usize = 4;
/// Cells of the column of keys.
const KEYS: usize = 18;

/// Shows a page.
pub fn show(shelf: &mut Shelf, page: Page) {
    let set = lines(shelf, &page);
    shelf.lay(Over::Page { page, set, chosen: 0, top: 0 });
}

/// Sets the pages again, for another width.
pub fn reset(shelf: &mut Shelf) {
    let mut over = std::mem::take(&mut shelf.over);
    for part in &mut over {
        if let Over::Page { page, set, .. } = part {
            *set = lines(shelf, page);
        }
    }
    shelf.over = over;
}

/// The page at the screen's width, but no wider than is read with ease.
fn lines(shelf: &Shelf, page: &Page) -> Set {
    let room = usize::from(shelf.size.0.saturating_sub(3)).max(8);
    let plain = |lines| Set { lines, places: Vec::new() };
    match page {
        Page::Trend { topic, place } => trend(shelf, topic, place, room.min(WIDE)),
        Page::Compare { old, new } => comparison(shelf, old, new, room.min(WIDE)),
        Page::Help => plain(help(shelf, room.min(WIDE))),
    }
}

fn trend(shelf: &Shelf, topic: &str, place: &str, room: usize) -> Set {
    let all = trends(&shelf.entries, topic);
    let own = |t: &&crate::shelf::Trend| crate::text::key(&t.place) == place;
    let Some(trend) = all.iter().find(own) else { return Set::default() };
    let (joins, mut places) = (joins(), Vec::new());
    let mut out = wrap_runs(&[run(Role::Title, capital(&told_trend::title(trend)))], room, 2, &joins);
    if trend.names.len() > 1 {
        let names = shelf.labels.fill("trend.names", &[&trend.names.join("; ")]);
        out.extend(wrap_runs(&[run(Role::Dim, names)], room, 0, &joins));
    }
    for series in &trend.series {
        out.push(Vec::new());
        out.push(rule(&told_trend::heading(series, &shelf.labels), room));
        out.extend(charted(shelf, series, room));
        for (dot, telling) in series.dots.iter().flat_map(|d| d.tellings.iter().map(move |t| (d, t))) {
            places.push((out.len(), Hit { entry: telling.entry, span: telling.point.span }));
            out.extend(told(shelf, dot, telling, room, &joins));
        }
    }
    if places.len() == 1 {
        out.push(Vec::new());
        out.extend(wrap_runs(&[run(Role::Dim, shelf.labels.get("shelf.told_once"))], room, 0, &joins));
    }
    Set { lines: out, places }
}

/// The chart of a series, coloured by what its cells are made of.
fn charted(shelf: &Shelf, series: &Series, room: usize) -> Vec<Runs> {
    let Some(chart) = chart::chart(series).filter(|c| c.marks.len() > 1) else { return Vec::new() };
    let about = [run(Role::Dim, shelf.labels.get(&format!("chart.{}", chart.what)))];
    let mut out = wrap_runs(&about, room, 0, &joins());
    // What it is made of stands below it, and is to be seen with it.
    let tall = (usize::from(shelf.size.1) / 4).clamp(LOW, CHART);
    // The scale and the times as they are printed, the cells anew with their roles.
    let plain = chart::plain(&chart, &shelf.labels, room, tall);
    let side = plain.first().and_then(|line| line.find('│')).map_or(0, |at| at + '│'.len_utf8());
    let cells = chart::cells(&chart, room.saturating_sub(side.saturating_sub('│'.len_utf8()) + 1).max(8), tall);
    for (i, line) in plain.iter().enumerate() {
        let Some(row) = cells.get(i) else {
            out.push(vec![run(Role::Dim, line)]);
            continue;
        };
        let mut runs: Runs = vec![run(Role::Dim, line.get(..side).unwrap_or_default())];
        for (symbol, ink) in row {
            let role = match ink {
                Ink::Paper | Ink::Due => Role::Dim,
                Ink::Curve => Role::Text,
                Ink::Missed => Role::Missed,
                Ink::Met => Role::Figure,
            };
            match runs.last_mut().filter(|last| last.role == role) {
                Some(last) => last.text.push(*symbol),
                None => runs.push(run(role, symbol.to_string())),
            }
        }
        out.push(runs);
    }
    out
}

/// A telling: its numbers, and below them its bulletin and its sentence.
fn told(shelf: &Shelf, dot: &Dot, telling: &Telling, room: usize, joins: &Joins) -> Vec<Runs> {
    let labels = &shelf.labels;
    let point = &telling.point;
    let sign = match (point.missed, point.plan.and(point.due)) {
        (true, _) => "✗",
        (false, Some(_)) => "●",
        (false, None) => "·",
    };
    let mut parts = vec![format!("{:02}/{}", dot.end.month(), dot.end.year())];
    parts.extend(point.value.as_ref().map(|v| quantity(labels, v)));
    parts.extend(point.plan.map(|n| match point.due {
        Some(due) => format!("{} / {}", percent(labels, n), percent(labels, due)),
        None => percent(labels, n),
    }));
    parts.extend(point.change.map(|n| signed_percent(labels, n)));
    parts.extend(dot.reckoned.filter(|_| point.change.is_none()).map(|n| format!("≈{}", signed_percent(labels, n))));
    let role = if point.missed { Role::Missed } else { Role::Figure };
    let mut head = vec![run(role, format!("{sign} {}", parts.join(" · ")))];
    if dot.differs {
        head.push(run(Role::Warning, format!(" ≠ {}", labels.get("shelf.differs"))));
    }
    let mut out = wrap_runs(&head, room, 2, joins);
    let name = shelf.names.get(telling.entry).map_or("", String::as_str);
    let sentence = told_trend::sentence(telling, &shelf.entries);
    let source = [run(Role::Name, format!("{name}: ")), run(Role::Dim, sentence)];
    out.extend(indented(wrap_runs(&source, room.saturating_sub(2), 0, joins), 2));
    out
}

/// Two bulletins, or those of two periods, side by side: before at the left, now at the right, what they tell of before
/// both. Every entry leads to its sentence.
fn comparison(shelf: &Shelf, old: &[usize], new: &[usize], room: usize) -> Set {
    let joins = joins();
    let side = |ids: &[usize]| Joined::new(&ids.iter().filter_map(|id| shelf.entries.get(*id)).collect::<Vec<_>>());
    let (before, now) = (side(old), side(new));
    let parts = comparison::parts(&compare(&before.entry, &now.entry), &before.entry, &now.entry, &shelf.labels);
    let [then, today] = [&before, &now].map(|side| comparison::title(&side.entry));
    let table = Columns::new(&parts, width(&then), room);
    let row = |columns: Columns, role: Role, [a, b]: [&str; 2], head: &[Runs]| {
        let cell = |text: &str, cells: usize| wrap_runs(&[run(role, text)], cells, 0, &joins);
        columns.lines(head, &cell(a, columns.was), &cell(b, columns.is))
    };
    let mut set = Set { lines: row(table, Role::Title, [&then, &today], &[]), places: Vec::new() };
    for names in comparison::sides(&before, &now, &shelf.labels) {
        set.lines.extend(wrap_runs(&[run(Role::Dim, names)], room, 2, &joins));
    }
    if parts.is_empty() {
        set.lines.push(vec![run(Role::Text, shelf.labels.get("compare.nothing"))]);
    }
    for part in parts {
        set.lines.push(Vec::new());
        let head = format!("{} {}", shelf.labels.get(&format!("compare.{}", part.name)), part.rows.len());
        set.lines.push(rule(&head, room));
        let role = if part.bad { Role::Missed } else { Role::Text };
        let words = said(&part);
        let columns = if words { Columns::halves(room) } else { table };
        for ([name, was, is, sentence], (newer, span)) in part.rows.into_iter().zip(part.places) {
            let (joined, ids) = if newer { (&now, new) } else { (&before, old) };
            let (which, span) = joined.origin(span);
            set.places.extend(ids.get(which).map(|entry| (set.lines.len(), Hit { entry: *entry, span })));
            let beside = columns.name > 0;
            // How alike two sentences are is no name of its own.
            let name = if words { format!("{} {name}", shelf.labels.get("compare.like")) } else { name };
            let name = wrap_runs(&[run(role, capital(&name))], if beside { columns.name } else { room }, 2, &joins);
            let is = if is.is_empty() { NOTHING } else { &is };
            if beside {
                set.lines.extend(row(columns, Role::Figure, [&was, is], &name));
            } else {
                set.lines.extend(name);
                set.lines.extend(row(columns, Role::Figure, [&was, is], &[]));
            }
            let sentence = wrap_runs(&[run(Role::Dim, sentence)], room.saturating_sub(2), 0, &joins);
            set.lines.extend(indented(sentence, 2));
        }
    }
    set
}
/// A command's keys and words, in `room` cells.
#[must_use]
pub fn command(shelf: &Shelf, command: Command, room: usize) -> Vec<Runs> {
    let contexts = [Context::Shelf, Context::Prompt];
    let keys = contexts.map(|context| shelf.keymap.keys(command, context)).into_iter().find(|keys| !keys.is_empty());
    let column = KEYS.min(room / 3);
    let keys = shorten(&keys.unwrap_or_default().join(" "), column.saturating_sub(1));
    let blanks = " ".repeat(column.saturating_sub(width(&keys)));
    let words = [run(Role::Key, keys), run(Role::Text, blanks), run(Role::Text, words(shelf, command))];
    wrap_runs(&words, room, column, &joins())
}

/// What a command does here, in words.
#[must_use]
pub fn words(shelf: &Shelf, command: Command) -> String {
    // What is sorted and opened here is something else than in the reader.
    let key = match command {
        Command::Sort => "shelf.order".to_owned(),
        Command::Open => "shelf.open".to_owned(),
        command => format!("action.{}", command.name()),
    };
    shelf.labels.get(&key).to_owned()
}

fn help(shelf: &Shelf, room: usize) -> Vec<Runs> {
    let mut out = Vec::new();
    for context in [Context::Shelf, Context::All, Context::Prompt] {
        out.push(rule(shelf.labels.get(&format!("context.{}", context.name())), room));
        let mut seen = Vec::new();
        for binding in shelf.keymap.of(context) {
            if seen.contains(&binding.command) {
                continue;
            }
            seen.push(binding.command);
            out.extend(command(shelf, binding.command, room));
        }
        out.push(Vec::new());
    }
    out
}
