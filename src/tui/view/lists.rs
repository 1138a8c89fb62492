//! Entries one below the other, the chosen one marked by a sign and a background.

use super::Canvas;
use crate::tui::entry::{BESIDE, HERE};
use crate::tui::list::List;
use crate::tui::runs::Runs;
use crate::tui::theme::Role;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// What is drawn of an entry.
pub struct Entry {
    /// Its lines.
    pub lines: Vec<Runs>,
    /// How many of them stand over it and are none of its own.
    pub over: usize,
    /// Whether it belongs to the line of text that is being read.
    pub related: bool,
}

/// Draws the entries that fit, from the list's first on screen; in the column `edge` stands whether there are more.
pub fn draw_list(
    canvas: &mut Canvas<'_>,
    (area, edge): (Rect, u16),
    list: &List,
    focus: bool,
    mut entry: impl FnMut(usize, usize) -> Entry,
) {
    let (mut y, mut cut) = (area.y, false);
    for (place, &index) in list.shown.iter().enumerate().skip(list.offset) {
        if y >= area.bottom() {
            cut = true;
            break;
        }
        let chosen = place == list.selected;
        let Entry { lines, over: heads, related } = entry(place, index);
        let over = match (chosen, focus) {
            (true, true) => canvas.style(Role::Selected),
            (true, false) if related => canvas.style(Role::SelectedFaint),
            _ => Style::new(),
        };
        let sign = match (chosen, focus, related) {
            (true, true, _) => "▌",
            (true, _, true) => HERE,
            (false, _, true) => BESIDE,
            _ => "",
        };
        let tall = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let height = tall.min(area.bottom() - y);
        cut = tall > height;
        let heads = u16::try_from(heads).unwrap_or_default().min(height);
        canvas.fill(Rect { y: y + heads, height: height - heads, ..area }, over);
        let mark = canvas.style(Role::BorderFocus).patch(over);
        for (row, line) in (y..y + height).zip(&lines) {
            let own = row >= y + heads;
            if own && (sign == "▌" || row == y + heads) {
                canvas.put(area.x, row, 1, sign, mark);
            }
            let over = if own { over } else { Style::new() };
            canvas.line(area.x + 2, row, area.width.saturating_sub(2), line, over);
        }
        y += height;
    }
    more(canvas, Rect { x: edge, width: 1, ..area }, list.offset > 0, cut);
}

/// Signs that there is more above or below, in the column `edge`: that of the frame, where there is one, so that no number
/// seems to rise or fall.
pub fn more(canvas: &mut Canvas<'_>, edge: Rect, above: bool, below: bool) {
    let style = canvas.style(Role::Name);
    if above && edge.height > 1 {
        canvas.put(edge.x, edge.y, 1, "↑", style);
    }
    if below && edge.height > 1 {
        canvas.put(edge.x, edge.bottom() - 1, 1, "↓", style);
    }
}
