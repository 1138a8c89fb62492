//! Frames of panes and views, with names; panes that share a place are named side by side.

use super::Canvas;
use crate::text::cells::width;
use crate::tui::entry;
use crate::tui::geometry::Slot;
use crate::tui::keymap::Context;
use crate::tui::runs::shorten;
use crate::tui::state::{Pane, State};
use crate::tui::theme::Role;
use ratatui::layout::Rect;

/// A pane's name in a frame, from its first cell.
struct Tab {
    pane: Pane,
    words: String,
    shown: bool,
}

/// Draws a pane's frame.
pub fn draw(canvas: &mut Canvas<'_>, slot: &Slot) {
    let focus = canvas.state.focus == slot.shown && canvas.state.overlays.is_empty();
    let border = canvas.style(if focus { Role::BorderFocus } else { Role::Border });
    edges(canvas, slot, border);
    if slot.inner.y == slot.area.y {
        return;
    }
    let right = slot.area.right().saturating_sub(u16::from(slot.sides) + 1);
    let mut x = slot.area.x + 2;
    for tab in tabs(canvas.state, slot) {
        let role = match (tab.shown, focus) {
            (true, true) => Role::NameFocus,
            (true, false) => Role::Name,
            (false, _) => Role::Dim,
        };
        let style = canvas.style(role);
        x += canvas.put(x, slot.area.y, right.saturating_sub(x), &tab.words, style) + 1;
    }
    counts(canvas, slot, x);
}

/// How many entries, or which of how many, at the right end of the upper edge.
fn counts(canvas: &mut Canvas<'_>, slot: &Slot, from: u16) {
    let state = canvas.state;
    let Some(list) = state.lists.get(slot.shown) else { return };
    let total = entry::count(state, slot.shown);
    // What is still being read is not counted yet.
    if state.filling && total == 0 {
        return;
    }
    let (shown, filter) = (list.shown.len(), &list.filter);
    // The longest that there is room for: that entries are left out is told at least.
    let words = if filter.is_empty() {
        vec![format!(" {total} "), total.to_string()]
    } else {
        vec![
            format!(" & {} {shown}/{total} ", shorten(filter, 12)),
            format!(" & {shown}/{total} "),
            format!("&{shown}"),
        ]
    };
    let right = slot.area.right().saturating_sub(1 + u16::from(slot.sides));
    for words in words {
        let cells = u16::try_from(width(&words)).unwrap_or_default();
        if right >= from + cells {
            let style = canvas.style(if filter.is_empty() { Role::Name } else { Role::Warning });
            canvas.put(right - cells, slot.area.y, cells, &words, style);
            return;
        }
    }
}

/// The names in a frame: in full, else in short, else the numbers of those that are not shown.
fn tabs(state: &State, slot: &Slot) -> Vec<Tab> {
    let room = usize::from(slot.area.width.saturating_sub(if slot.sides { 4 } else { 3 }));
    let number = |pane: Pane| state.keymap.keys(pane.command(), Context::Reader).into_iter().next().unwrap_or_default();
    let named = |pane: Pane, brief: bool| {
        let key = if brief && pane == Pane::Speakers { "tui.speakers_short" } else { label(pane) };
        format!(" {} {} ", number(pane), state.labels.get(key))
    };
    // Of one pane alone, the number of its entries stands beside its name.
    let counted = slot.panes.len() == 1 && slot.shown != Pane::Text && !state.filling;
    let count = if counted { width(&entry::count(state, slot.shown).to_string()) + 2 } else { 0 };
    let all = |brief: bool| slot.panes.iter().map(|p| width(&named(*p, brief)) + 1).sum::<usize>() + count <= room + 1;
    let (full, brief) = (all(false), all(true));
    let tab = |pane: &Pane| {
        let shown = *pane == slot.shown;
        let words = if shown && slot.panes.len() > 1 && (full || brief) {
            // The one shown is told by more than weight.
            let words = named(*pane, !full);
            format!("[{}]", words.trim())
        } else if full {
            named(*pane, false)
        } else if brief || shown {
            shorten(&named(*pane, true), room)
        } else {
            format!(" {} ", number(*pane))
        };
        Tab { pane: *pane, words, shown }
    };
    slot.panes.iter().map(tab).collect()
}

/// The label of a pane's name.
#[must_use]
pub fn label(pane: Pane) -> &'static str {
    match pane {
        Pane::Outline => "tui.outline",
        Pane::Speakers => "tui.speakers",
        Pane::Text => "tui.text",
        Pane::Shortfalls => "tui.shortfalls",
        Pane::Conclusions => "tui.conclusions",
    }
}

/// The pane whose name stands at the column `x` of a frame.
#[must_use]
pub fn tab_at(state: &State, slot: &Slot, x: u16) -> Option<Pane> {
    let mut at = slot.area.x + 2;
    for tab in tabs(state, slot) {
        let end = at + u16::try_from(width(&tab.words)).unwrap_or_default();
        if (at..end).contains(&x) {
            return Some(tab.pane);
        }
        at = end + 1;
    }
    None
}

fn edges(canvas: &mut Canvas<'_>, slot: &Slot, style: ratatui::style::Style) {
    let Rect { x, y, .. } = slot.area;
    let (right, bottom) = (slot.area.right().saturating_sub(1), slot.area.bottom().saturating_sub(1));
    if slot.area.is_empty() {
        return;
    }
    if slot.inner.y > slot.area.y {
        canvas.rule(x, y, slot.area.width, "─", style);
    }
    if slot.sides {
        for at in y..=bottom {
            canvas.put(x, at, 1, "│", style);
            canvas.put(right, at, 1, "│", style);
        }
        let (left_corner, right_corner) = if slot.joined { ("├", "┤") } else { ("┌", "┐") };
        canvas.put(x, y, 1, left_corner, style);
        canvas.put(right, y, 1, right_corner, style);
    }
    if slot.bottom {
        canvas.rule(x, bottom, slot.area.width, "─", style);
        if slot.sides {
            canvas.put(x, bottom, 1, "└", style);
            canvas.put(right, bottom, 1, "┘", style);
        }
    }
}

/// Empties a view's rectangle and frames it, with a name at the left and words at the right of its upper edge.
pub fn popup(canvas: &mut Canvas<'_>, area: Rect, name: &str, right: &str) {
    canvas.clear(area);
    let slot = Slot {
        panes: Vec::new(),
        shown: Pane::Text,
        area,
        inner: Rect::new(area.x + 1, area.y + 1, area.width.saturating_sub(2), area.height.saturating_sub(2)),
        joined: false,
        sides: true,
        bottom: area.height > 2,
    };
    let border = canvas.style(Role::BorderFocus);
    edges(canvas, &slot, border);
    let (focus, plain) = (canvas.style(Role::NameFocus), canvas.style(Role::Name));
    let room = area.width.saturating_sub(4);
    let used = canvas.put(area.x + 2, area.y, room, &format!(" {name} "), focus);
    let words = format!(" {right} ");
    let cells = u16::try_from(width(&words)).unwrap_or_default();
    if !right.is_empty() && used + cells < room {
        canvas.put(area.right() - 2 - cells, area.y, cells, &words, plain);
    }
}
