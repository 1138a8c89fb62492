//! The shelf's list: a bulletin a row; and what the chosen one misses, where rows are left below.

use super::state::{Shelf, Sort, Status};
use crate::report::comparison;
use crate::report::words::moment;
use crate::shelf::{Entry, Point};
use crate::text::cells::width;
use crate::tui::entry::{capital, dated, rule};
use crate::tui::runs::{Runs, run, shorten};
use crate::tui::theme::Role;

/// Indicators that the spark of a bulletin shows.
const SPARK: usize = 6;
/// Cells that a title needs.
const LEAST: usize = 12;
/// Fewer lines than these below the list tell nothing.
const FEW: usize = 4;

/// Cells of the columns: place, body, period, shortfalls, spark; the title has the rest. None is left out before the
/// title is: what a narrow screen does not show stands in the status line.
pub struct Widths {
    place: usize,
    body: usize,
    period: usize,
    /// Cells of the title; none where there is no room for it.
    pub title: usize,
}

impl Widths {
    /// The widths in so many cells.
    #[must_use]
    pub fn new(room: usize) -> Self {
        let (place, body, period) = match room {
            0..50 => (11, 0, 13),
            50..70 => (14, 10, 16),
            70..90 => (14, 12, 16),
            90..120 => (16, 18, 20),
            _ => (20, 22, 22),
        };
        let used = place + body + period + usize::from(body > 0) + 2 + 5 + SPARK + 2;
        // A title of few letters tells nothing: the status line tells it whole.
        let title = Some(room.saturating_sub(used)).filter(|cells| *cells >= LEAST).unwrap_or_default();
        Self { place, body, period, title }
    }
}

/// Words in a column of so many cells.
#[must_use]
pub fn padded(words: &str, cells: usize) -> String {
    let words = shorten(words, cells.saturating_sub(1));
    format!("{words}{}", " ".repeat(cells.saturating_sub(width(&words))))
}

/// A period in so many cells: where it is cut, its year is kept, and the month or quarter that stands with it.
fn with_year(period: &str, cells: usize) -> String {
    let last = period.rsplit(' ').next().unwrap_or_default();
    if width(period) > cells && last.contains('/') {
        return last.to_owned();
    }
    let year = period.rsplit_once(' ').filter(|(_, year)| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()));
    match year {
        Some((words, year)) if width(period) > cells => format!("{} {year}", shorten(words, cells.saturating_sub(5))),
        _ => period.to_owned(),
    }
}

/// The day of a time as the model writes it.
fn day(time: &str) -> &str {
    time.split_once('T').map_or(time, |(day, _)| day)
}

/// The heads of the columns.
#[must_use]
pub fn titles(shelf: &Shelf, widths: &Widths) -> Runs {
    let head = |key: &str, sorted: bool| {
        format!("{}{}", shelf.labels.get(&format!("shelf.{key}")), if sorted { "↓" } else { "" })
    };
    let mut line = vec![run(Role::Dim, padded(&head("place", shelf.sort == Sort::Place), widths.place + 1))];
    if widths.body > 0 {
        line.push(run(Role::Dim, padded(&head("body", false), widths.body + 1)));
    }
    line.push(run(Role::Dim, padded(&head("period", shelf.sort == Sort::Time), widths.period + 1)));
    line.push(run(Role::Dim, format!("{:>4} ", shorten(&head("missed", shelf.sort == Sort::Missed), 4))));
    line.push(run(Role::Dim, padded(&head("spark", false), SPARK + 2)));
    line.push(run(Role::Dim, shorten(&head("title", shelf.sort == Sort::Name), widths.title)));
    line
}

/// A bulletin in its columns, or why it is none.
#[must_use]
pub fn row(shelf: &Shelf, at: usize, widths: &Widths, room: usize) -> Runs {
    let name = shelf.names.get(at).map_or("", String::as_str);
    let mark = if shelf.marked == Some(at) { "•" } else { "" };
    match (shelf.status.get(at), shelf.entries.get(at)) {
        (Some(Status::Failed(reason)), _) => vec![run(Role::Warning, shorten(&format!("! {reason}"), room))],
        (Some(Status::Read), Some(entry)) => {
            let period = entry.period.as_ref().map(|p| dated(&p.label, p.end));
            let period = period.or_else(|| entry.published.as_deref().map(|time| moment(&shelf.labels, day(time))));
            let count = entry.missed.len();
            let mut line =
                vec![run(Role::Text, padded(&format!("{mark}{}", capital(&entry.whose().0)), widths.place + 1))];
            if widths.body > 0 {
                line.push(run(Role::Dim, padded(entry.identity.body.as_deref().unwrap_or_default(), widths.body + 1)));
            }
            line.push(run(
                Role::Text,
                padded(&with_year(&period.unwrap_or_default(), widths.period), widths.period + 1),
            ));
            let role = if count > 0 { Role::Missed } else { Role::Dim };
            line.push(run(role, format!("{:>4} ", if count > 0 { format!("✗{count}") } else { "–".to_owned() })));
            line.extend(spark(entry));
            line.push(run(Role::Text, shorten(entry.title.as_deref().unwrap_or(name), widths.title)));
            line
        }
        _ => vec![run(Role::Dim, format!("{name} …"))],
    }
}

/// The main indicators' shares of what is due: a full block has reached it.
fn spark(entry: &Entry) -> Runs {
    let mut known: Vec<&Point> = Vec::new();
    for point in entry.points.iter().filter(|p| p.topic.starts_with('=') && p.plan.is_some() && p.due.is_some()) {
        if known.len() < SPARK && !known.iter().any(|k| k.topic == point.topic) {
            known.push(point);
        }
    }
    let mut line: Runs = known.into_iter().map(bar).collect();
    line.push(run(Role::Text, " ".repeat(SPARK + 2 - line.len().min(SPARK))));
    line
}

fn bar(point: &Point) -> crate::tui::runs::Run {
    // None is as tall as its row: it would grow together with the one above.
    const BARS: [&str; 7] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"];
    let steps = point.plan.zip(point.due).and_then(|(plan, due)| {
        let share = plan.checked_mul(crate::model::Decimal::from(BARS.len()))?.checked_div(due)?;
        usize::try_from(share.trunc().clamp(1.into(), BARS.len().into())).ok()
    });
    let sign = BARS.get(steps.unwrap_or(1) - 1).copied().unwrap_or("▁");
    run(if point.missed { Role::Missed } else { Role::Better }, sign)
}

/// What the chosen bulletin misses, in at most `most` lines of `room` cells; nothing where that is too few.
#[must_use]
pub fn below(shelf: &Shelf, most: usize, room: usize) -> Vec<Runs> {
    let read = |at: &usize| shelf.status.get(*at) == Some(&Status::Read);
    let Some(entry) = shelf.list.chosen().filter(read).and_then(|at| shelf.entries.get(at)) else { return Vec::new() };
    if most < FEW {
        return Vec::new();
    }
    let title = entry.title.as_deref().unwrap_or(&entry.name);
    let mut lines = vec![rule(&shorten(title, room.saturating_sub(4)), room)];
    if entry.missed.is_empty() {
        lines.push(vec![run(Role::Dim, shelf.labels.get("tui.no_shortfalls"))]);
    }
    let told: Vec<String> = entry.missed.iter().map(|missed| comparison::missed(&shelf.labels, missed)).collect();
    let tail = told.iter().map(|words| width(words)).max().unwrap_or_default().min(room / 2);
    let names = entry.missed.iter().map(|missed| capital(&missed.indicator));
    let name = names.clone().map(|name| width(&name)).max().unwrap_or_default().min(room.saturating_sub(tail + 4));
    let rows = names.zip(&told).map(|(words, told)| {
        vec![
            run(Role::Missed, "✗ "),
            run(Role::Text, padded(&words, name + 1)),
            run(Role::Text, " "),
            run(Role::Figure, shorten(told, tail)),
        ]
    });
    lines.extend(rows);
    if lines.len() > most {
        lines.truncate(most - 1);
        lines.push(vec![run(Role::Dim, "…")]);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_that_is_cut_keeps_its_year() {
        assert_eq!(with_year("6 tháng đầu năm 2024", 22), "6 tháng đầu năm 2024");
        assert_eq!(with_year("6 tháng đầu năm 2024", 14), "6 tháng… 2024");
        assert_eq!(with_year("Tháng 10/2023", 12), "10/2023");
        assert_eq!(with_year("Kỳ họp thứ mười lăm", 12), "Kỳ họp thứ mười lăm");
    }
}
