//! A row of the figures' table: cells of the widths that all rows share.

use super::{capital, indented, rule};
use crate::model::figure::{Bound, Kind};
use crate::model::{Bulletin, Change, Figure, Quantity};
use crate::report::Labels;
use crate::text::cells::width;
use crate::tui::document::{FALL, MISS, RISE, direction, worse};
use crate::tui::runs::{Run, Runs, cap, run, shorten, wrap_runs};
use crate::tui::state::State;
use crate::tui::table::{Column, Table, depth, whole};
use crate::tui::theme::Role;

/// Lines that a name may take in its column, and the column in which it may take only two.
const TALL: usize = 3;
const NARROW: usize = 20;

/// Cells that a name needs to be known by.
const NAME: usize = 12;

/// Words of a paragraph that tell its topic.
const TOPIC: usize = 9;

/// The most cells of the columns behind the indicator: value, change, plan, kind. What does not fit is left out from the
/// right.
fn most(room: usize) -> [usize; 4] {
    match room {
        0..50 => [18, 0, 9, 0],
        50..70 => [16, 10, 9, 0],
        70..96 => [20, 12, 13, 0],
        _ => [24, 22, 13, 11],
    }
}

/// Cells of the columns: as many as the figures and the heads need. Names have the rest, and no more than they need, so
/// that the eye has no gulf to cross on a wide screen.
#[must_use]
pub fn widths(room: usize, [name, others @ ..]: [usize; 5]) -> [usize; 5] {
    let [value, change, plan, kind] = most(room);
    let mut widths = [0, value, change, plan, kind];
    widths.iter_mut().skip(1).zip(others).for_each(|(most, need)| *most = need.min(*most));
    let left = |widths: &[usize]| room.saturating_sub(widths.iter().filter(|w| **w > 0).map(|w| w + 2).sum());
    // A name of a few letters tells nothing: columns are left out from the right until there is room for words.
    while left(&widths) < NAME.min(name)
        && let Some(last) = widths.iter_mut().skip(2).rfind(|cells| **cells > 0)
    {
        *last = 0;
    }
    widths[0] = left(&widths).min(name);
    widths
}

/// The table of a bulletin's figures, with the cells that heads and figures would take in its columns.
#[must_use]
pub fn table(bulletin: &Bulletin, labels: &Labels) -> Table {
    let (mut needs, mut used) = ([0; 5], [false; 5]);
    // A head may have an arrow behind it.
    needs.iter_mut().zip(Column::ALL).for_each(|(need, column)| *need = width(labels.get(title(*column))) + 1);
    for figure in &bulletin.figures {
        let words = [
            format!("  {}{}  ", nested(bulletin, figure), figure.indicator),
            figure.value.as_ref().map_or_else(String::new, |v| quantity(labels, v)),
            figure.changes.first().map_or_else(String::new, |c| change_run(labels, c, figure, true).text),
            shares(labels, figure),
            kind(labels, figure),
        ];
        needs.iter_mut().zip(&words).for_each(|(need, words)| *need = width(words).max(*need));
        used.iter_mut().zip(&words).for_each(|(used, words)| *used |= !words.is_empty());
    }
    // A column that no figure has anything in is none.
    needs.iter_mut().zip(used).filter(|(_, used)| !used).for_each(|(need, _)| *need = 0);
    Table { needs, ..Table::new(bulletin) }
}

/// The heads of the columns.
#[must_use]
pub fn head(state: &State, table: &Table, room: usize) -> Runs {
    let (focus, sorted) = (table.column, table.sorted);
    let cells: Vec<Run> = Column::ALL
        .iter()
        .map(|column| {
            let words = state.labels.get(title(*column));
            let arrow = match sorted {
                Some((by, descending)) if by == *column => {
                    if descending {
                        "↓"
                    } else {
                        "↑"
                    }
                }
                _ => "",
            };
            let margin = if *column == Column::Indicator { "  " } else { "" };
            run(if *column == focus { Role::NameFocus } else { Role::Name }, format!("{margin}{words}{arrow}"))
        })
        .collect();
    place(cells, widths(room, table.needs))
}

/// The label of a column.
fn title(column: Column) -> &'static str {
    match column {
        Column::Indicator => "tui.column_indicator",
        Column::Value => "tui.column_value",
        Column::Change => "tui.column_change",
        Column::Plan => "tui.column_plan",
        Column::Kind => "tui.column_kind",
    }
}

/// The lines of the table's row at `place`: its cells, below the topic that begins with it.
#[must_use]
pub fn lines(state: &State, table: &Table, place: usize, room: usize) -> Vec<Runs> {
    let Some(index) = table.list.shown.get(place).copied() else { return Vec::new() };
    let topic = topic_at(state, table, place);
    let heads = topic.map(|words| rule(&shorten(&words, room.saturating_sub(4)), room));
    heads.into_iter().chain(row(state, index, widths(room, table.needs), room)).collect()
}

/// The topic that begins with the row at `place`, where nothing is sorted.
#[must_use]
pub fn topic_at(state: &State, table: &Table, place: usize) -> Option<String> {
    let of = |place: usize| table.list.shown.get(place).and_then(|index| topic(state, *index));
    let here = table.sorted.is_none().then(|| of(place)).flatten()?;
    (place.checked_sub(1).and_then(of).as_ref() != Some(&here)).then_some(here)
}

/// The heading that a figure's whole stands under, else how its paragraph begins.
fn topic(state: &State, index: usize) -> Option<String> {
    let figure = state.bulletin.figures.get(whole(&state.bulletin, index))?;
    let block = state.document.blocks.get(state.document.block_at(figure.span.start))?;
    let heading = block.section.and_then(|id| state.bulletin.sections.get(id)).and_then(|s| s.heading.clone());
    Some(heading.unwrap_or_else(|| {
        let paragraph = block.span.of(&state.bulletin.text);
        let words: Vec<&str> = paragraph.split([' ', '\t']).collect();
        match words.get(..TOPIC) {
            Some(start) => format!("{} …", start.join(" ").trim_end_matches([',', ';', ':', '.'])),
            None => words.join(" "),
        }
    }))
}

/// The cells of a figure: a name that is longer than its column goes on below itself.
fn row(state: &State, index: usize, widths: [usize; 5], room: usize) -> Vec<Runs> {
    let Some(figure) = state.bulletin.figures.get(index) else { return Vec::new() };
    let labels = &state.labels;
    let missed = is_missed(state, index);
    let change = figure.changes.first();
    let wide = most(room)[1] > 20;
    let role = if missed { Role::Missed } else { Role::Text };
    let before = before(state, index, figure);
    let hang = width(&before);
    let room_for = widths[0].saturating_sub(hang);
    let name = wrap_runs(&[run(role, capital(&figure.indicator))], room_for, 0, &state.document.joins);
    let tall = if widths[0] < NARROW { 2 } else { TALL };
    let mut name = indented(cap(name, tall, room_for), hang).into_iter();
    let first = name.next().unwrap_or_default();
    let first = first.iter().skip(1).map(|run| run.text.as_str()).collect::<String>();
    let cells = vec![
        run(role, before + &first),
        run(Role::Text, figure.value.as_ref().map_or_else(String::new, |v| quantity(labels, v))),
        change.map_or_else(|| run(Role::Text, ""), |c| change_run(labels, c, figure, wide)),
        run(Role::Text, plans(labels, figure, widths[3])),
        run(Role::Dim, kind(labels, figure)),
    ];
    std::iter::once(place(cells, widths)).chain(name).collect()
}

fn is_missed(state: &State, index: usize) -> bool {
    state.bulletin.shortfalls.iter().any(|s| s.figure == Some(index))
}

/// What stands before an indicator: its sign, and the indent of a part below its whole.
fn before(state: &State, index: usize, figure: &Figure) -> String {
    let sign = if is_missed(state, index) { MISS } else { sign(figure.kind) };
    format!("{sign} {}", nested(&state.bulletin, figure))
}

fn nested(bulletin: &Bulletin, figure: &Figure) -> String {
    "  ".repeat(depth(bulletin, figure))
}

/// What is no result, in words.
fn kind(labels: &Labels, figure: &Figure) -> String {
    if figure.kind == Kind::Observed { String::new() } else { labels.term("kind", &figure.kind) }
}

/// All plan shares.
fn shares(labels: &Labels, figure: &Figure) -> String {
    let shares: Vec<String> = figure.plans.iter().map(|p| labels.number(p.percent.0)).collect();
    if shares.is_empty() { String::new() } else { format!("{} %", shares.join(" · ")) }
}

/// The plan shares, as many as there is room for; what is left out is told by `…`.
fn plans(labels: &Labels, figure: &Figure, room: usize) -> String {
    let all = shares(labels, figure);
    match figure.plans.first() {
        Some(first) if width(&all) > room => format!("{} …", labels.number(first.percent.0)),
        _ => all,
    }
}

/// The sign of what is no result.
#[must_use]
pub fn sign(kind: Kind) -> &'static str {
    match kind {
        Kind::Observed => " ",
        Kind::Target => "→",
        Kind::Reference => "=",
    }
}

/// Cells side by side: the indicator at the left, numbers at the right edge of their columns.
fn place(cells: Vec<Run>, widths: [usize; 5]) -> Runs {
    let mut line = Runs::new();
    for (i, (cell, wide)) in cells.into_iter().zip(widths).enumerate() {
        if wide == 0 {
            continue;
        }
        let text = shorten(&cell.text, wide);
        let pad = " ".repeat(wide.saturating_sub(width(&text)));
        let left = i == 0 || i == 4;
        if i > 0 {
            line.push(run(Role::Text, "  "));
        }
        if left {
            line.extend([Run { text, role: cell.role }, run(Role::Text, pad)]);
        } else {
            line.extend([run(Role::Text, pad), Run { text, role: cell.role }]);
        }
    }
    line
}

/// A quantity with bound and unit: `trên 24.042 tỷ đồng`.
#[must_use]
pub fn quantity(labels: &Labels, quantity: &Quantity) -> String {
    let mut out = bound(labels, quantity.bound);
    out.push_str(&labels.number(quantity.amount));
    if let Some(upper) = quantity.upper {
        out = format!("{out}–{}", labels.number(upper));
    }
    if let Some(of) = quantity.of {
        out = format!("{out}/{}", labels.number(of));
    }
    if !quantity.unit.is_empty() {
        out = format!("{out} {}", quantity.unit);
    }
    out
}

/// The word of a bound with a blank behind it; nothing for an exact number.
#[must_use]
pub fn bound(labels: &Labels, bound: Bound) -> String {
    let word = labels.term("bound", &bound);
    if word.is_empty() { word } else { format!("{word} ") }
}

/// A change with its sign; with the amount's unit where there is room.
#[must_use]
pub fn change_run(labels: &Labels, change: &Change, figure: &Figure, wide: bool) -> Run {
    let by = direction(change);
    let role = match by {
        Some(by) if figure.kind == Kind::Observed && worse(by, figure.polarity) => Role::Worse,
        _ => Role::Text,
    };
    let sign = by.map_or("", |by| if by.is_sign_negative() { FALL } else { RISE });
    let words = if let Some(percent) = change.percent {
        let upper = change.upper.map_or_else(String::new, |u| format!("–{}", labels.number(u.0)));
        format!("{}{upper} %", labels.signed(percent.0))
    } else if let Some(points) = change.points {
        format!("{} {}", labels.signed(points.0), labels.get("tui.point_unit"))
    } else if let Some(amount) = change.amount {
        let unit = change.unit.as_deref().filter(|_| wide).unwrap_or_default();
        format!("{} {unit}", labels.signed(amount))
    } else {
        String::new()
    };
    run(role, format!("{sign} {}", words.trim_end()).trim_start())
}
