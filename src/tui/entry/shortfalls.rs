//! An entry of the shortfalls: the indicator, a gauge with what is due, the change, and whether the conclusion names it.

use super::gauge::gauge;
use super::{capital, indented};
use crate::model::{Decimal, Reason, Shortfall};
use crate::report::{Labels, words};
use crate::text::cells::width;
use crate::tui::document::{FALL, MISS, RISE, direction, worse};
use crate::tui::runs::{Run, Runs, cap, flow_runs, run, wrap_runs};
use crate::tui::state::State;
use crate::tui::theme::Role;

/// Named by the one who concludes.
pub const NAMED: &str = "♪";
/// Not named.
pub const UNNAMED: &str = "○";

/// Lines to spare for each entry with which names are told whole.
const ROOMY: usize = 4;

/// The lines of a shortfall; all reasons in words where it is chosen. `spare` lines beside its first are free for it.
#[must_use]
pub fn lines(state: &State, index: usize, room: usize, chosen: bool, spare: usize) -> Vec<Runs> {
    let Some(shortfall) = state.bulletin.shortfalls.get(index) else { return Vec::new() };
    let name = [run(Role::Missed, MISS), run(Role::Text, " "), run(Role::Figure, capital(&shortfall.indicator))];
    let mut lines =
        cap(wrap_runs(&name, room, 2, &state.document.joins), if chosen || spare >= ROOMY { 4 } else { 2 }, room);
    let inner = room.saturating_sub(2);
    let mut body = measure(&state.labels, shortfall, state.widths, inner);
    let mut pieces = changes(state, shortfall);
    if shortfall.actual_percent.is_none() && pieces.is_empty() && shortfall.figure.is_none() {
        pieces.push(run(Role::Dim, state.labels.get("tui.no_number")));
    }
    if chosen {
        body.extend(flow_runs(pieces, inner));
        let reasons = shortfall.reasons.iter().map(|r| run(Role::Text, told(&state.labels, shortfall, *r))).collect();
        body.extend(flow_runs(reasons, inner));
        body.extend(flow_runs(named(state, shortfall).into_iter().collect(), inner));
    } else {
        let stated = shortfall.reasons.iter().filter(|r| matches!(r, Reason::Stated | Reason::BelowTarget));
        pieces.extend(stated.map(|r| run(Role::Text, brief(&state.labels, *r))));
        pieces.extend(named(state, shortfall));
        body.extend(flow_runs(pieces, inner));
    }
    lines.extend(indented(body, 2));
    lines
}

/// The sign of a reason.
#[must_use]
pub fn sign(reason: Reason) -> &'static str {
    match reason {
        Reason::BehindPlan => "◔",
        Reason::Declined => "▼",
        Reason::BelowTarget => "◎",
        Reason::Stated => "❝",
    }
}

/// A reason as sign and words.
#[must_use]
pub fn reason(labels: &Labels, reason: Reason) -> String {
    format!("{} {}", sign(reason), labels.term("reason", &reason))
}

/// A reason of a shortfall as sign and words, with the user's own target where that is missed.
#[must_use]
pub fn told(labels: &Labels, shortfall: &Shortfall, reason: Reason) -> String {
    format!("{} {}", sign(reason), words::reason(labels, shortfall, reason, "reason"))
}

/// A reason that no number shows, as sign and few words.
fn brief(labels: &Labels, reason: Reason) -> String {
    let words = labels.get(if reason == Reason::Stated { "tui.stated" } else { "tui.below_target" });
    format!("{} {words}", sign(reason))
}

/// Cells that numbers beside gauges take, so that the gauges of a list stand one below the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Widths {
    /// Reached and due.
    head: usize,
    /// The distance, without its unit.
    distance: usize,
}

impl Widths {
    /// The cells that suffice for all of `shortfalls`.
    #[must_use]
    pub fn of(labels: &Labels, shortfalls: &[Shortfall]) -> Self {
        shortfalls.iter().filter_map(|shortfall| numbers(labels, shortfall)).fold(Self::default(), |widest, numbers| {
            Self { head: widest.head.max(width(&numbers.0)), distance: widest.distance.max(width(&numbers.1)) }
        })
    }
}

/// Reached and due, and the distance in points.
fn numbers(labels: &Labels, shortfall: &Shortfall) -> Option<(String, String)> {
    let (reached, due) = (shortfall.actual_percent?, shortfall.expected_percent?);
    let head = format!("{} / {} % ", labels.number(reached), labels.number(due));
    Some((head, labels.signed((reached - due).round_dp(2))))
}

/// Reached and due, a gauge, and the distance in points; with its unit where there is room for all of a list's, without
/// the gauge where there is none for it. Nothing where neither is known.
#[must_use]
pub fn measure(labels: &Labels, shortfall: &Shortfall, widths: Widths, room: usize) -> Vec<Runs> {
    let known = shortfall.actual_percent.zip(shortfall.expected_percent);
    let Some(((reached, due), (head, distance))) = known.zip(numbers(labels, shortfall)) else { return Vec::new() };
    let role = if reached < due { Role::Missed } else { Role::Better };
    let blanks = |cells: usize, words: &str| " ".repeat(cells.saturating_sub(width(words)));
    let unit = labels.fill("tui.points", &[""]);
    for unit in [unit.as_str(), ""] {
        let left = room.saturating_sub(widths.head + 1 + widths.distance + width(unit));
        if left >= 6 {
            let mut line = vec![run(Role::Figure, format!("{}{head}", blanks(widths.head, &head)))];
            line.extend(gauge(reached, due, left.min(20)));
            line.push(run(Role::Text, format!(" {}", blanks(widths.distance, &distance))));
            line.push(run(role, format!("{distance}{unit}")));
            return vec![line];
        }
    }
    flow_runs(vec![run(Role::Figure, head.trim_end()), run(role, distance)], room)
}

/// Changes for the worse.
fn changes(state: &State, shortfall: &Shortfall) -> Vec<Run> {
    let labels = &state.labels;
    let arrow = |by: Decimal| if by > Decimal::ZERO { RISE } else { FALL };
    if let Some(by) = shortfall.change_percent {
        return vec![run(Role::Missed, format!("{} {} %", arrow(by), labels.signed(by)))];
    }
    if !shortfall.reasons.contains(&Reason::Declined) {
        return Vec::new();
    }
    let figure = shortfall.figure.and_then(|id| state.bulletin.figures.get(id));
    let change = figure.and_then(|f| f.changes.iter().find(|c| direction(c).is_some_and(|by| worse(by, f.polarity))));
    let told = change.and_then(|c| direction(c).map(|by| (c, by)));
    let words = told.map(|(c, by)| {
        let unit = match (&c.unit, c.points) {
            (Some(unit), _) => unit.clone(),
            (None, Some(_)) => labels.get("tui.point_unit").to_owned(),
            _ => "%".to_owned(),
        };
        format!("{} {} {unit}", arrow(by), labels.signed(by))
    });
    vec![run(Role::Missed, words.unwrap_or_else(|| reason(labels, Reason::Declined)))]
}

/// Whether the one who concludes names it; nothing where nobody concludes.
#[must_use]
pub fn named(state: &State, shortfall: &Shortfall) -> Option<Run> {
    if state.bulletin.conclusions.is_empty() {
        return None;
    }
    Some(if shortfall.named.is_empty() {
        run(Role::Unnamed, format!("{UNNAMED} {}", state.labels.get("tui.unnamed")))
    } else {
        run(Role::Named, format!("{NAMED} {}", state.labels.get("tui.named")))
    })
}
