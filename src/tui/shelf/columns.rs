//! The columns of a comparison's page: the indicator, before, now; as close together as their words allow.

use crate::report::comparison::Part;
use crate::text::cells::width;
use crate::tui::runs::{Runs, line_width, run};
use crate::tui::theme::Role;

/// Narrower than this a name stands above its numbers.
const BESIDE: usize = 60;
/// Cells between before and now.
const BETWEEN: usize = 3;
/// Cells behind the name.
const GAP: usize = 2;

/// Cells of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    /// Of the name; none where it stands above.
    pub name: usize,
    /// Of what was told before.
    pub was: usize,
    /// Of what is told now.
    pub is: usize,
}

/// Whether a part tells of what was said: sentences beside sentences.
#[must_use]
pub fn said(part: &Part) -> bool {
    part.rows.iter().all(|[_, _, _, sentence]| sentence.is_empty())
}

impl Columns {
    /// Those in which all parts with numbers stand in `room` cells, under a title of `title` cells.
    #[must_use]
    pub fn new(parts: &[Part], title: usize, room: usize) -> Self {
        if room < BESIDE {
            return Self::halves(room);
        }
        let rows = || parts.iter().filter(|part| !said(part)).flat_map(|part| &part.rows);
        let widest = |cells: &mut dyn Iterator<Item = usize>| cells.max().unwrap_or_default();
        let name = widest(&mut rows().map(|[name, ..]| width(name))).min(room * 9 / 20);
        let left = room.saturating_sub(name + GAP + BETWEEN);
        let was = widest(&mut rows().map(|[_, was, ..]| width(was))).max(title).min(left / 2);
        Self { name, was, is: left.saturating_sub(was) }
    }

    /// Two columns of one width.
    #[must_use]
    pub fn halves(room: usize) -> Self {
        let half = room.saturating_sub(BETWEEN) / 2;
        Self { name: 0, was: half, is: half }
    }

    /// Lines beside lines beside lines.
    #[must_use]
    pub fn lines(self, name: &[Runs], was: &[Runs], is: &[Runs]) -> Vec<Runs> {
        let name_room = if self.name > 0 { self.name + GAP } else { 0 };
        let line = |i: usize| {
            let mut line = name.get(i).cloned().unwrap_or_default();
            let blanks = name_room.saturating_sub(line_width(&line));
            line.push(run(Role::Text, " ".repeat(blanks)));
            line.extend(was.get(i).cloned().unwrap_or_default());
            let blanks = (name_room + self.was).saturating_sub(line_width(&line));
            line.push(run(Role::Border, format!("{} │ ", " ".repeat(blanks))));
            line.extend(is.get(i).cloned().unwrap_or_default());
            line
        };
        (0..name.len().max(was.len()).max(is.len())).map(line).collect()
    }
}
