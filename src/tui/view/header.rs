//! The top line: the title, when it came out, what it reports on, what is due.

use super::Canvas;
use crate::report::words::moment;
use crate::text::cells::width;
use crate::tui::entry::dated;
use crate::tui::runs::shorten;
use crate::tui::state::State;
use crate::tui::theme::Role;

/// Draws the top line.
pub fn draw(canvas: &mut Canvas<'_>) {
    let area = canvas.geometry.header;
    if area.height == 0 {
        return;
    }
    let state = canvas.state;
    let bulletin = &state.bulletin;
    let mut facts: Vec<String> = published(state).into_iter().collect();
    facts.extend(bulletin.period.as_ref().map(|p| dated(&p.label, p.end)));
    facts.extend(bulletin.due.as_ref().map(|d| state.labels.fill("tui.due", &[&state.labels.number(d.percent)])));
    let room = usize::from(area.width.saturating_sub(2));
    let mut right = facts.join(" · ");
    while width(&right) * 2 > room && !facts.is_empty() {
        facts.remove(0);
        right = facts.join(" · ");
    }
    let title = bulletin.title.as_deref().unwrap_or(&bulletin.source.name);
    let title = shorten(title, room.saturating_sub(width(&right) + 2));
    let (header, status) = (canvas.style(Role::Header), canvas.style(Role::Name));
    canvas.put(area.x + 1, area.y, area.width.saturating_sub(2), &title, header);
    let tail = u16::try_from(width(&right)).unwrap_or_default();
    canvas.put(area.right().saturating_sub(tail + 1), area.y, tail, &right, status);
}

/// The day it came out, as the language writes it: `27/04/2023`.
#[must_use]
pub fn published(state: &State) -> Option<String> {
    let day = state.bulletin.published.as_deref()?.split('T').next()?;
    Some(moment(&state.labels, day))
}
