//! Speakers with what each said.

use super::lists::{Entry, draw_list};
use super::{Canvas, frame, notes};
use crate::tui::entry::statements;
use crate::tui::geometry::{list_room, statement_lines, view_area, view_inner};
use crate::tui::list::List;
use crate::tui::overlay::Overlay;

/// Draws the statements.
pub fn draw(canvas: &mut Canvas<'_>, overlay: &Overlay, list: &List) {
    let area = view_area(overlay, canvas.geometry);
    let (_, height) = view_inner(area);
    let room = list_room(area);
    let state = canvas.state;
    let count = notes::count(list, state.statements().count());
    frame::popup(canvas, area, state.labels.get("tui.statements"), &count);
    let whole = statements::fit(state, &list.shown, room, height);
    draw_list(canvas, notes::within(area), list, true, |place, index| Entry {
        over: 0,
        lines: statements::lines(
            state,
            index,
            room,
            place == list.offset,
            statement_lines(place == list.selected, whole, height),
        ),
        related: false,
    });
}
