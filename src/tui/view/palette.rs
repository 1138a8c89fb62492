//! The command palette: a line to type in, the commands that fit below it.

use super::{Canvas, frame, status};
use crate::tui::entry::{commands, spread};
use crate::tui::geometry::{palette_area, palette_rows};
use crate::tui::runs::run;
use crate::tui::theme::Role;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Draws the palette; gives the cursor's place.
pub fn draw(canvas: &mut Canvas<'_>) -> Option<Position> {
    let state = canvas.state;
    let prompt = state.prompt.as_ref()?;
    let offered = commands::offered(state, prompt.text());
    let area = palette_area(canvas.geometry.body);
    frame::popup(canvas, area, state.labels.get("tui.commands"), &offered.len().to_string());
    if area.height < 3 || area.width < 6 {
        return None;
    }
    let line = Rect::new(area.x + 2, area.y + 1, area.width - 4, 1);
    let cursor = status::input(canvas, line, ": ");
    let (first, rows) = palette_rows(area, prompt.selected);
    let room = area.width - 4;
    let context = state.palette_context();
    if offered.is_empty() {
        let none = vec![run(Role::Dim, state.labels.get("tui.no_command"))];
        canvas.line(area.x + 3, area.y + 2, room.saturating_sub(1), &none, Style::new());
    }
    for (y, (i, command)) in (area.y + 2..).zip(offered.iter().enumerate().skip(first).take(rows)) {
        let keys = state.keymap.keys(*command, context).join(" ");
        let words = commands::words(state, *command);
        let chosen = i == prompt.selected;
        let over = if chosen { canvas.style(Role::Selected) } else { Style::new() };
        canvas.fill(Rect::new(area.x + 1, y, area.width - 2, 1), over);
        if chosen {
            let mark = canvas.style(Role::BorderFocus).patch(over);
            canvas.put(area.x + 1, y, 1, "▌", mark);
        }
        let line = spread(run(Role::Text, words), run(Role::Key, keys), usize::from(room).saturating_sub(1));
        canvas.line(area.x + 3, y, room.saturating_sub(1), &line, over);
    }
    Some(cursor)
}
