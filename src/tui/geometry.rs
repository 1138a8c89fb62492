//! Where everything is on the screen: one pure function of the state, used by update and view alike.
//!
//! Wide screens have three columns, narrower ones two, whose places are shared by tabs; narrow ones stack text and tabs;
//! tiny ones show one pane. What shares a place is named in the frame above it, so nothing vanishes unannounced.

use super::overlay::Overlay;
use super::state::{Pane, State};
use ratatui::layout::Rect;

/// Widest column that is read with ease.
pub const MEASURE: u16 = 90;
/// A view of so many cells is as good as one over the whole screen.
const ROOMY: u16 = 84;
/// Cells left of the text: the mark of the row being read, and a blank.
pub const GUTTER: u16 = 2;

/// A place on the screen that one pane or several take turns in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The panes, in reading order.
    pub panes: Vec<Pane>,
    /// The one that is shown.
    pub shown: Pane,
    /// Frame included.
    pub area: Rect,
    /// Without the frame.
    pub inner: Rect,
    /// Whether it hangs below another slot and shares its lower edge.
    pub joined: bool,
    /// Whether it has left and right edges.
    pub sides: bool,
    /// Whether it has a lower edge of its own.
    pub bottom: bool,
}

/// Where everything is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Geometry {
    /// The top line.
    pub header: Rect,
    /// The status line.
    pub status: Rect,
    /// What lies between them.
    pub body: Rect,
    /// The panes' places.
    pub slots: Vec<Slot>,
    /// The column in which the text's rows stand.
    pub column: Rect,
    /// Where a card is shown.
    pub card: Rect,
}

impl Geometry {
    /// The place where a pane is shown; `None` where another has its turn.
    #[must_use]
    pub fn slot(&self, pane: Pane) -> Option<&Slot> {
        self.slots.iter().find(|s| s.shown == pane)
    }
}

/// Where everything is, on a screen as the state tells.
#[must_use]
pub fn geometry(state: &State) -> Geometry {
    let (width, height) = state.size;
    let bars = u16::from(height >= 4) + u16::from(height >= 2);
    let top = u16::from(height >= 4);
    let body = Rect::new(0, top, width, height.saturating_sub(bars));
    let mut geometry = Geometry {
        header: Rect::new(0, 0, width, top),
        status: Rect::new(0, height.saturating_sub(1), width, bars - top),
        body,
        ..Geometry::default()
    };
    geometry.slots = if state.zoom || width < 34 || body.height < 8 {
        vec![slot(state, Pane::ALL, body, Edges::all(body))]
    } else if width >= 100 {
        three_columns(state, body)
    } else if width >= 72 {
        two_columns(state, body)
    } else {
        stacked(state, body)
    };
    let text = geometry.slots.iter().find(|s| s.panes.contains(&Pane::Text)).map_or(body, |s| s.inner);
    let room = text.width.saturating_sub(GUTTER + 1);
    let measure = room.clamp(1, MEASURE);
    let spare = room.saturating_sub(measure) / 2;
    geometry.column = Rect::new(text.x + GUTTER.min(text.width) + spare, text.y, measure, text.height);
    let table = state.overlays.iter().any(|overlay| matches!(overlay, Overlay::Figures(_)));
    geometry.card = card(&geometry, body, table);
    geometry
}

#[derive(Clone, Copy)]
struct Edges {
    joined: bool,
    sides: bool,
    bottom: bool,
}

impl Edges {
    fn all(area: Rect) -> Self {
        let roomy = area.width >= 20 && area.height >= 5;
        Self { joined: false, sides: roomy, bottom: roomy }
    }
}

fn slot(state: &State, panes: &[Pane], area: Rect, edges: Edges) -> Slot {
    let shown = state.recent.iter().copied().find(|p| panes.contains(p));
    let side = u16::from(edges.sides);
    let top = u16::from(area.height >= 3);
    let inner = Rect::new(
        area.x + side,
        area.y + top,
        area.width.saturating_sub(2 * side),
        area.height.saturating_sub(top + u16::from(edges.bottom)),
    );
    Slot {
        panes: panes.to_vec(),
        shown: shown.or(panes.first().copied()).unwrap_or_default(),
        area,
        inner,
        joined: edges.joined,
        sides: edges.sides,
        bottom: edges.bottom,
    }
}

/// A column of two places; of one, shared by all, where it is low.
fn column(state: &State, upper: &[Pane], lower: &[Pane], area: Rect, (share, by): (u16, i16)) -> Vec<Slot> {
    if area.height < 12 {
        let all: Vec<Pane> = Pane::ALL.iter().copied().filter(|p| upper.contains(p) || lower.contains(p)).collect();
        return vec![slot(state, &all, area, Edges::all(area))];
    }
    let usual = area.height * share / 100;
    // Lists that have their places for themselves share the height by what they need.
    let usual = if upper == [Pane::Shortfalls] { state.needs.share(area.height, usual) } else { usual };
    let head = resized(usual, by, 5, area.height - 5);
    let above = Rect { height: head, ..area };
    let below = Rect { y: area.y + head, height: area.height - head, ..area };
    vec![
        slot(state, upper, above, Edges { joined: false, sides: true, bottom: false }),
        slot(state, lower, below, Edges { joined: true, sides: true, bottom: true }),
    ]
}

fn three_columns(state: &State, body: Rect) -> Vec<Slot> {
    let width = body.width;
    let left = resized((width * 19 / 100).clamp(23, 34), state.left, 14, width / 3);
    let right = resized((width * 29 / 100).clamp(32, 56), state.right, 24, width / 2);
    let right = right.min(width.saturating_sub(left + 30));
    let middle = width - left - right;
    let mut slots =
        column(state, &[Pane::Outline], &[Pane::Speakers], Rect { width: left, ..body }, (60, state.heights.outline));
    let text = Rect { x: body.x + left, width: middle, ..body };
    slots.push(slot(state, &[Pane::Text], text, Edges::all(text)));
    let side = Rect { x: body.x + left + middle, width: right, ..body };
    slots.extend(column(state, &[Pane::Shortfalls], &[Pane::Conclusions], side, (56, state.heights.shortfalls)));
    slots
}

fn two_columns(state: &State, body: Rect) -> Vec<Slot> {
    let right = resized((body.width * 40 / 100).clamp(29, 38), state.right, 22, body.width - 32);
    let text = Rect { width: body.width - right, ..body };
    let side = Rect { x: body.x + text.width, width: right, ..body };
    let mut slots = vec![slot(state, &[Pane::Text], text, Edges::all(text))];
    let share = (55, state.heights.shortfalls);
    slots.extend(column(state, &[Pane::Outline, Pane::Shortfalls], &[Pane::Speakers, Pane::Conclusions], side, share));
    slots
}

fn stacked(state: &State, body: Rect) -> Vec<Slot> {
    let plain = Edges { joined: true, sides: false, bottom: false };
    let tall = body.height >= 30;
    let low = if tall { body.height / 2 } else { (body.height * 2 / 5).max(4) };
    let least = if tall { 8 } else { 3 };
    let high = resized(body.height - low, state.heights.text, 3, body.height - least);
    let low = body.height - high;
    let text = Rect { height: high, ..body };
    let rest = Rect { y: body.y + text.height, height: low, ..body };
    let mut slots = vec![slot(state, &[Pane::Text], text, Edges { joined: false, ..plain })];
    if tall {
        let half = resized(rest.height * 55 / 100, state.heights.shortfalls, 3, rest.height - 4);
        let above = Rect { height: half, ..rest };
        let below = Rect { y: rest.y + half, height: rest.height - half, ..rest };
        slots.push(slot(state, &[Pane::Outline, Pane::Shortfalls], above, plain));
        slots.push(slot(state, &[Pane::Speakers, Pane::Conclusions], below, plain));
    } else {
        let side = [Pane::Outline, Pane::Speakers, Pane::Shortfalls, Pane::Conclusions];
        slots.push(slot(state, &side, rest, plain));
    }
    slots
}

/// The width or height that was chosen, within what leaves room for the others.
fn resized(usual: u16, by: i16, least: u16, most: u16) -> u16 {
    usual.saturating_add_signed(by).clamp(least, most.max(least))
}

/// The card covers the side column, so that the text with its evidence stays in sight; the lower part where stacked, and
/// where it would lie over the numbers of a table.
fn card(geometry: &Geometry, body: Rect, table: bool) -> Rect {
    let side = geometry.slots.iter().rev().find(|s| !s.panes.contains(&Pane::Text));
    match side {
        Some(side) if side.area.width < body.width && !(table && beside(geometry) == body) => {
            Rect { x: side.area.x, y: body.y, width: side.area.width, height: body.height }
        }
        Some(_) => {
            let height = (body.height * 2 / 3).max(6).min(body.height);
            Rect { y: body.y + body.height - height, height, ..body }
        }
        None => body,
    }
}

/// Where a view lies on the screen, frame included.
#[must_use]
pub fn view_area(overlay: &Overlay, geometry: &Geometry) -> Rect {
    let (body, beside) = (geometry.body, beside(geometry));
    match overlay {
        Overlay::Card { .. } => geometry.card,
        Overlay::Figures(_) => popup(beside, 132, body.height),
        Overlay::Statements(_) | Overlay::Notes(_) => popup(beside, 112, body.height),
        Overlay::Summary { .. } => popup(beside, 124, body.height),
        Overlay::Help { .. } => popup(body, 84, body.height),
    }
}

/// Where the palette lies, frame included.
#[must_use]
pub fn palette_area(body: Rect) -> Rect {
    let (width, height) = (body.width.min(70), body.height.min(16));
    Rect::new(body.x + (body.width - width) / 2, body.y + (body.height - height) / 4, width, height)
}

/// The first command that the palette shows, so that the chosen one is in sight; and how many it shows.
#[must_use]
pub fn palette_rows(area: Rect, selected: usize) -> (usize, usize) {
    let rows = usize::from(area.height.saturating_sub(3));
    ((selected + 1).saturating_sub(rows), rows)
}

/// Where a view has room: beside what is missed and what is concluded, which stay in sight, else over all of it.
fn beside(geometry: &Geometry) -> Rect {
    let body = geometry.body;
    let (text, missed) =
        (geometry.slot(Pane::Text), geometry.slots.iter().find(|s| s.panes.contains(&Pane::Shortfalls)));
    let (Some(text), Some(missed)) = (text, missed) else { return body };
    let from = |x: u16| Rect { x, width: missed.area.x.saturating_sub(x), ..body };
    [text.area.x, body.x].map(from).into_iter().find(|area| area.width >= ROOMY).unwrap_or(body)
}

/// Cells and lines within a view's frame; a blank stands at either side.
#[must_use]
pub fn view_inner(area: Rect) -> (usize, usize) {
    (usize::from(area.width.saturating_sub(4)), usize::from(area.height.saturating_sub(2)))
}

/// Cells for an entry of a list within a view's frame: less the sign of the one in focus, and blanks.
#[must_use]
pub fn list_room(area: Rect) -> usize {
    usize::from(area.width.saturating_sub(6))
}

/// Lines that a statement may take: a few, all where it is chosen or where all statements fit (`whole`).
#[must_use]
pub fn statement_lines(chosen: bool, whole: bool, height: usize) -> usize {
    if chosen || whole { height.saturating_sub(2).max(3) } else { 3 }
}

/// The rectangle of a view over the panes, with room left around it where there is some.
fn popup(body: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(body.width), height.min(body.height));
    Rect::new(body.x + (body.width - width) / 2, body.y + (body.height - height) / 2, width, height)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::tests::state;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn panes_never_overlap_nor_leave_the_screen(
            width in 0u16..240, height in 0u16..80, left in -40i16..60, right in -40i16..60, zoom: bool, focus in 0usize..5,
            heights: (i16, i16, i16),
        ) {
            let mut state = state();
            (state.size, state.left, state.right, state.zoom) = ((width, height), left, right, zoom);
            (state.heights.outline, state.heights.shortfalls, state.heights.text) = heights;
            state.focus = Pane::ALL[focus];
            state.recent.retain(|p| *p != Pane::ALL[focus]);
            state.recent.insert(0, Pane::ALL[focus]);
            let geometry = geometry(&state);
            let screen = Rect::new(0, 0, width, height);
            let named: usize = geometry.slots.iter().map(|s| s.panes.len()).sum();
            prop_assert_eq!(named, 5);
            prop_assert!(geometry.slot(state.focus).is_some());
            for (i, slot) in geometry.slots.iter().enumerate() {
                prop_assert_eq!(slot.area.intersection(screen), slot.area);
                prop_assert_eq!(slot.inner.intersection(slot.area), slot.inner);
                if width >= 34 && height >= 11 {
                    prop_assert!(slot.inner.width >= 10 && slot.inner.height >= 2, "{:?}", slot);
                }
                for other in geometry.slots.iter().skip(i + 1) {
                    prop_assert!(!slot.area.intersects(other.area) || slot.area.is_empty());
                }
            }
        }
    }
}
