//! Drawing the shelf: a state and a theme become cells. Reads only.

use super::hits::Search;
use super::pages;
use super::rows::{Widths, below, padded, row, titles};
use super::state::{Over, Page, Set, Shelf, Topic};
use crate::text::cells::{symbols, width};
use crate::text::{Span, paragraphs};
use crate::tui::action::Command;
use crate::tui::list::List;
use crate::tui::prompt::Purpose;
use crate::tui::runs::{Runs, cap, run, shorten, take};
use crate::tui::theme::{Role, Theme};
use crate::tui::view::laid;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Cells of a hit's context before the words.
const BEFORE: usize = 28;

/// Draws the shelf; gives the cursor's place where something is typed.
pub fn cells(shelf: &Shelf, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let area = *buffer.area();
    buffer.set_style(area, theme.style(Role::Text));
    let mut canvas = Canvas { theme, buffer };
    if area.width < 8 || area.height < 3 {
        return None;
    }
    head(shelf, &mut canvas, area);
    let body = Rect { y: area.y + 2, height: area.height - 3, ..area };
    let room = usize::from(area.width.saturating_sub(2));
    match shelf.over.last() {
        None => {
            let widths = Widths::new(room);
            canvas.line(1, 1, room, &titles(shelf, &widths), Style::new());
            draw(&mut canvas, body, &shelf.list, |i| row(shelf, i, &widths, room));
            // Where all rows fit and lines are left, they tell of the chosen bulletin.
            let used = shelf.list.shown.len() + 1;
            let below = below(shelf, usize::from(body.height).saturating_sub(used), room);
            for (y, line) in (body.y + u16::try_from(used).unwrap_or(body.height)..body.bottom()).zip(&below) {
                canvas.line(area.x + 1, y, room, line, Style::new());
            }
        }
        Some(Over::Hits { search, list }) => {
            canvas.line(1, 1, room, &found(shelf, search), Style::new());
            draw(&mut canvas, body, list, |i| {
                search.hits.get(i).map(|h| hit(shelf, h.entry, h.span, room)).unwrap_or_default()
            });
        }
        Some(Over::Topics { topics, list }) => {
            canvas.line(1, 1, room, &vec![run(Role::Name, shelf.labels.get("shelf.follow"))], Style::new());
            let name = topics.iter().map(|topic| width(&topic.name)).max().unwrap_or_default();
            draw(&mut canvas, body, list, |i| topics.get(i).map(|t| topic(shelf, t, name, room)).unwrap_or_default());
        }
        Some(Over::Commands { commands, list }) => {
            canvas.line(1, 1, room, &vec![run(Role::Name, shelf.labels.get("tui.commands"))], Style::new());
            let line = |command: &Command| {
                let lines = pages::command(shelf, *command, room);
                cap(lines, 1, room).into_iter().next().unwrap_or_default()
            };
            draw(&mut canvas, body, list, |i| commands.get(i).map(line).unwrap_or_default());
        }
        Some(Over::Page { page, set, chosen, top }) => {
            let key = match page {
                Page::Trend { .. } => "shelf.trend",
                Page::Compare { .. } => "shelf.compare",
                Page::Help => "tui.help",
            };
            canvas.line(1, 1, room, &vec![run(Role::Name, shelf.labels.get(key))], Style::new());
            draw_page(&mut canvas, body, set, *chosen, *top);
        }
    }
    status(shelf, &mut canvas, Rect { y: area.bottom() - 1, height: 1, ..area })
}

/// An indicator that can be followed: its name, and how many bulletins tell of it.
fn topic(shelf: &Shelf, topic: &Topic, name: usize, room: usize) -> Runs {
    let count = shelf.labels.fill("shelf.bulletins", &[&shelf.labels.number(topic.bulletins.into())]);
    let name = name.min(room.saturating_sub(width(&count) + 2));
    vec![run(Role::Text, padded(&topic.name, name + 1)), run(Role::Dim, format!(" {count}"))]
}

struct Canvas<'a> {
    theme: &'a Theme,
    buffer: &'a mut Buffer,
}

impl Canvas<'_> {
    fn put(&mut self, x: u16, y: u16, room: usize, text: &str, style: Style) -> usize {
        let mut used = 0;
        for symbol in symbols(text) {
            if symbol.width == 0 || symbol.text.starts_with(char::is_control) {
                continue;
            }
            if used + symbol.width > room {
                break;
            }
            let at = x.saturating_add(u16::try_from(used).unwrap_or(u16::MAX));
            if let Some(cell) = self.buffer.cell_mut((at, y)) {
                cell.set_symbol(symbol.text).set_style(style);
            }
            for covered in 1..symbol.width {
                if let Some(cell) = self.buffer.cell_mut((at.saturating_add(u16::try_from(covered).unwrap_or(1)), y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
            used += symbol.width;
        }
        used
    }

    fn line(&mut self, x: u16, y: u16, room: usize, line: &Runs, over: Style) {
        let mut used = 0;
        for run in line {
            // What was found is told on the chosen line too.
            let style = match run.role {
                Role::Match if over != Style::new() => over.patch(self.theme.style(Role::MatchCurrent)),
                role => laid(self.theme.style(role), over),
            };
            let at = x.saturating_add(u16::try_from(used).unwrap_or(u16::MAX));
            used += self.put(at, y, room.saturating_sub(used), &run.text, style);
        }
    }
}

/// The entries that fit, the chosen one marked by a sign and a background.
fn draw(canvas: &mut Canvas<'_>, area: Rect, list: &List, entry: impl Fn(usize) -> Runs) {
    for (y, (place, &index)) in (area.y..area.bottom()).zip(list.shown.iter().enumerate().skip(list.offset)) {
        let chosen = place == list.selected;
        let over = if chosen { canvas.theme.style(Role::Selected) } else { Style::new() };
        if chosen {
            canvas.buffer.set_style(Rect { y, height: 1, ..area }, over);
            let sign = canvas.theme.style(Role::BorderFocus).patch(over);
            canvas.put(area.x, y, 1, "▌", sign);
        }
        canvas.line(area.x + 1, y, usize::from(area.width.saturating_sub(2)), &entry(index), over);
    }
}

/// The lines of a page from `top` on, those of the chosen place marked by a sign and a background.
fn draw_page(canvas: &mut Canvas<'_>, area: Rect, set: &Set, chosen: usize, top: usize) {
    let marked = set.of(chosen);
    for (y, (at, line)) in (area.y..area.bottom()).zip(set.lines.iter().enumerate().skip(top)) {
        let over = if marked.contains(&at) { canvas.theme.style(Role::Selected) } else { Style::new() };
        if marked.contains(&at) {
            canvas.buffer.set_style(Rect { y, height: 1, ..area }, over);
            let sign = canvas.theme.style(Role::BorderFocus).patch(over);
            canvas.put(area.x, y, 1, "▌", sign);
        }
        canvas.line(area.x + 2, y, usize::from(area.width.saturating_sub(3)), line, over);
    }
}

/// The top line: how many, how far the reading is.
fn head(shelf: &Shelf, canvas: &mut Canvas<'_>, area: Rect) {
    let labels = &shelf.labels;
    let (total, shown) = (shelf.names.len(), shelf.list.shown.len());
    let mut words = labels.fill("shelf.count", &[&labels.number(total.into())]);
    if shown < total {
        words.push_str(&format!(" · & {} {shown}", shorten(&shelf.list.filter, 20)));
    }
    let room = usize::from(area.width.saturating_sub(2));
    let header = canvas.theme.style(Role::Header);
    let used = canvas.put(area.x + 1, area.y, room, &words, header);
    let right = if shelf.done < total {
        let filled = (shelf.done * 20).checked_div(total).unwrap_or_default();
        let bar = format!("{}{}", "█".repeat(filled), "░".repeat(20_usize.saturating_sub(filled)));
        format!("{bar} {}/{total}", shelf.done)
    } else {
        labels.get(shelf.sort.name()).to_owned()
    };
    let tail = width(&right);
    if used + tail + 2 <= room {
        let at = area.right().saturating_sub(u16::try_from(tail).unwrap_or_default() + 1);
        let style = canvas.theme.style(Role::Name);
        canvas.put(at, area.y, tail, &right, style);
    }
}

/// What was found: how many places in all, how many of them the list holds, and what is yet to be looked through.
fn found(shelf: &Shelf, search: &Search) -> Runs {
    let labels = &shelf.labels;
    let number = |n: usize| labels.number(n.into());
    let (words, kept) = (shorten(&search.words, 24), search.hits.len());
    let mut line = vec![run(Role::Name, labels.fill("shelf.hits", &[&words, &number(search.count)]))];
    let mut add =
        |key: &str, n: usize| line.push(run(Role::Warning, format!(" · {}", labels.fill(key, &[&number(n)]))));
    if !search.left.is_empty() {
        add("shelf.hits_left", search.left.len());
    }
    if kept < search.count {
        add("shelf.hits_first", kept);
    }
    line
}

/// A hit in its context: the bulletin, then the line of the text around the words.
fn hit(shelf: &Shelf, at: usize, span: Span, room: usize) -> Runs {
    let Some(entry) = shelf.entries.get(at) else { return Vec::new() };
    let side = (room / 3).clamp(10, 36);
    let title = crate::report::comparison::title(entry);
    let paragraph = paragraphs(&entry.text).find(|p| p.contains(span)).unwrap_or(span);
    let before = Span::new(paragraph.start, span.start).of(&entry.text);
    let skip = before.char_indices().rev().take(BEFORE).last().map_or(0, |(i, _)| i);
    let lead = before.get(skip..).unwrap_or_default();
    let lead =
        if skip > 0 { format!("…{}", lead.split_once(' ').map_or(lead, |(_, rest)| rest)) } else { lead.to_owned() };
    let (words, behind) = (span.of(&entry.text), Span::new(span.end, paragraph.end).of(&entry.text));
    let behind = shorten(behind, room.saturating_sub(side + 1 + width(&lead) + width(words)));
    vec![
        run(Role::Dim, padded(&title, side + 1)),
        run(Role::Text, lead),
        run(Role::Match, words),
        run(Role::Text, behind),
    ]
}

fn status(shelf: &Shelf, canvas: &mut Canvas<'_>, area: Rect) -> Option<Position> {
    let room = usize::from(area.width.saturating_sub(2));
    let (x, y) = (area.x + 1, area.y);
    let style = |role| canvas.theme.style(role);
    if let Some(prompt) = &shelf.prompt {
        let (key, text) = (style(Role::Key), style(Role::Text));
        let sign = match prompt.purpose {
            Purpose::Search => "/ ",
            Purpose::Command => ": ",
            _ => "& ",
        };
        canvas.put(x, y, room, sign, key);
        // What is typed needs the room first.
        let used = hints(shelf, canvas, area, room.saturating_sub(width(prompt.text()) + 14));
        let room = room.saturating_sub(used + 3);
        let scroll = prompt.input.visual_scroll(room);
        let rest = prompt.text().get(take(prompt.text(), scroll).len()..).unwrap_or_default();
        canvas.put(x + 2, y, room, rest, text);
        let at = u16::try_from(prompt.input.visual_cursor().saturating_sub(scroll)).unwrap_or_default();
        return Some(Position::new((x + 2).saturating_add(at).min(area.right().saturating_sub(1)), y));
    }
    if let Some(words) = &shelf.message {
        let warning = style(Role::Warning);
        canvas.put(x, y, room, &shorten(words, room), warning);
        return None;
    }
    let plain = style(Role::Status);
    let place = place(shelf, room);
    canvas.put(x, y, room, &place, plain);
    hints(shelf, canvas, area, room.saturating_sub(width(&place) + 2));
    None
}

/// Draws the keys that matter here at the right end of the line, as many as `left` cells hold; gives the cells taken.
fn hints(shelf: &Shelf, canvas: &mut Canvas<'_>, area: Rect, left: usize) -> usize {
    let (plain, key) = (canvas.theme.style(Role::Status), canvas.theme.style(Role::Key));
    let (mut right, mut taken) = (area.right().saturating_sub(1), 0);
    for (command, label) in wanted(shelf) {
        let Some(keys) = shelf.keymap.keys(*command, shelf.context()).into_iter().next() else { continue };
        let words = shelf.labels.get(label);
        let gap = if taken == 0 { 0 } else { 2 };
        let cells = width(&keys) + 1 + width(words) + gap;
        if taken + cells > left {
            break;
        }
        taken += cells;
        right = right.saturating_sub(u16::try_from(cells).unwrap_or_default());
        let used = canvas.put(right, area.y, cells, &keys, key);
        canvas.put(right + u16::try_from(used).unwrap_or_default() + 1, area.y, cells, words, plain);
    }
    taken
}

/// Which entry of how many is chosen, and whose it is.
fn place(shelf: &Shelf, room: usize) -> String {
    let place = match shelf.over.last() {
        Some(Over::Hits { search, list }) => {
            format!("{}/{}", (list.selected + 1).min(search.count), shelf.labels.number(search.count.into()))
        }
        Some(Over::Topics { list, .. } | Over::Commands { list, .. }) => {
            format!("{}/{}", (list.selected + 1).min(list.shown.len()), list.shown.len())
        }
        Some(Over::Page { set, chosen, .. }) if !set.places.is_empty() => {
            format!("{}/{}", chosen + 1, set.places.len())
        }
        Some(Over::Page { set, top, .. }) => {
            format!("{}/{}", (top + shelf.room()).min(set.lines.len()), set.lines.len())
        }
        None => format!("{}/{}", (shelf.list.selected + 1).min(shelf.list.shown.len()), shelf.list.shown.len()),
    };
    let named = |i: usize| shelf.names.get(i).map(String::as_str);
    let titled = |i: usize| shelf.entries.get(i).and_then(|e| e.title.as_deref());
    let untold = shelf.over.is_empty() && Widths::new(room).title == 0;
    let about = match shelf.over.last() {
        Some(Over::Page { set, chosen, .. }) => set.places.get(*chosen).map(|(_, hit)| hit.entry),
        Some(Over::Hits { search, list }) => list.chosen().and_then(|i| search.hits.get(i)).map(|hit| hit.entry),
        Some(Over::Commands { .. }) => None,
        _ => shelf.list.chosen(),
    };
    let name = about.and_then(|i| titled(i).filter(|_| untold).or_else(|| named(i)));
    let place = name.map_or_else(|| place.clone(), |name| format!("{place} · {name}"));
    shorten(&place, room)
}

fn wanted(shelf: &Shelf) -> &'static [(Command, &'static str)] {
    match shelf.over.last() {
        Some(Over::Commands { .. }) if shelf.prompt.is_some() => {
            &[(Command::Cancel, "tui.hint_cancel"), (Command::Accept, "tui.hint_run")]
        }
        _ if shelf.prompt.is_some() => &[(Command::Cancel, "tui.hint_cancel"), (Command::Accept, "tui.hint_accept")],
        None => &[
            (Command::Help, "tui.hint_help"),
            (Command::Quit, "tui.hint_quit"),
            (Command::Open, "shelf.hint_open"),
            (Command::Search, "tui.hint_search"),
            (Command::Filter, "tui.hint_filter"),
            (Command::Trend, "shelf.hint_trend"),
            (Command::Compare, "shelf.hint_compare"),
            (Command::Sort, "tui.hint_sort"),
        ],
        Some(Over::Page { set, .. }) if set.places.is_empty() => &[(Command::Close, "tui.hint_close")],
        Some(_) => &[(Command::Close, "tui.hint_close"), (Command::Open, "shelf.hint_open")],
    }
}
