//! From a frame's cells to the fewest bytes that turn the screen into it.
//!
//! In: the cells that are wanted; the ones on screen are remembered. Out: text and control sequences. A short stretch of
//! unchanged cells is written again where a cursor movement would cost more, a style is changed by its difference.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};
use std::io::Write as _;
use unicode_width::UnicodeWidthStr;

/// Modifiers with the parameters that set and clear them. Bold and dim share the latter.
const MODIFIERS: [(Modifier, u8, u8); 6] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::REVERSED, 7, 27),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Modifiers that are seen on a blank.
const ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// The attributes that the terminal writes with.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const PLAIN: Pen = Pen { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

impl Pen {
    fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Whether the cell looks right when it is written with this pen.
    fn suits(self, cell: &Cell) -> bool {
        let blank = cell.symbol() == " " && self.bg == cell.bg;
        self == Self::of(cell) || blank && !self.modifier.union(cell.modifier).intersects(ON_BLANKS)
    }
}

/// What is on the screen.
pub struct Painter {
    shown: Buffer,
    width: u16,
    pen: Pen,
    /// Where the next character would go; `None` where that is not sure.
    at: Option<Position>,
    cursor: bool,
    out: Vec<u8>,
}

impl Painter {
    /// An empty screen with a hidden cursor.
    #[must_use]
    pub fn new(width: u16, height: u16) -> Self {
        let shown = Buffer::empty(Rect::new(0, 0, width, height));
        Self { shown, width, pen: PLAIN, at: None, cursor: false, out: Vec::with_capacity(1 << 14) }
    }

    /// Takes the screen as unknown: the next frame clears it and draws all.
    pub fn forget(&mut self, width: u16, height: u16) {
        *self = Self { out: std::mem::take(&mut self.out), ..Self::new(width, height) };
        self.out.clear();
        self.out.extend_from_slice(b"\x1b[m\x1b[2J\x1b[?25l");
    }

    /// The bytes that make the screen show `next`, with the cursor where something is typed.
    pub fn paint(&mut self, next: &Buffer, cursor: Option<Position>) -> &[u8] {
        if self.shown.area != next.area {
            self.forget(next.area.width, next.area.height);
        }
        let start = self.out.len();
        if self.cursor && cursor.is_none() {
            self.out.extend_from_slice(b"\x1b[?25l");
            self.cursor = false;
        }
        let width = usize::from(next.area.width).max(1);
        let shown = std::mem::replace(&mut self.shown, Buffer::empty(Rect::ZERO));
        for (y, (new, old)) in (0..).zip(next.content.chunks(width).zip(shown.content.chunks(width))) {
            self.row(y, new, old);
        }
        self.shown = shown;
        self.shown.clone_from(next);
        if let Some(at) = cursor {
            self.go(at);
            if !self.cursor {
                self.out.extend_from_slice(b"\x1b[?25h");
                self.cursor = true;
            }
        }
        if self.out.len() > start && start == 0 {
            // One change for the eye, on terminals that know how.
            self.out.splice(0..0, *b"\x1b[?2026h");
            self.out.extend_from_slice(b"\x1b[?2026l");
        }
        &self.out
    }

    /// Forgets the bytes that were given out.
    pub fn written(&mut self) {
        self.out.clear();
    }

    fn row(&mut self, y: u16, new: &[Cell], old: &[Cell]) {
        let mut x = 0;
        while let Some(cell) = new.get(x) {
            let wide = breadth(cell.symbol());
            let same = (x..x + wide).all(|i| new.get(i) == old.get(i));
            if !same {
                self.reach(x, y, new);
                self.write(cell, wide);
            }
            x += wide;
        }
    }

    /// Brings the place to write to the cell at `x`: by writing what lies between again where that is short and needs
    /// no other style, else by a movement.
    fn reach(&mut self, x: usize, y: u16, row: &[Cell]) {
        let column = u16::try_from(x).unwrap_or(u16::MAX);
        if let Some(at) = self.at.filter(|at| at.y == y && at.x <= column) {
            let between = row.get(usize::from(at.x)..x).unwrap_or_default();
            let cheap = between.iter().map(|c| c.symbol().len()).sum::<usize>() <= 5;
            if cheap && between.iter().all(|c| self.pen.suits(c) && breadth(c.symbol()) == 1) {
                for cell in between {
                    self.out.extend_from_slice(cell.symbol().as_bytes());
                }
                self.at = Some(Position::new(column, y));
                return;
            }
        }
        self.go(Position::new(column, y));
    }

    fn go(&mut self, to: Position) {
        let done = match self.at {
            Some(at) if at == to => Ok(()),
            Some(at) if at.y == to.y && at.x < to.x && to.x - at.x == 1 => self.out.write_all(b"\x1b[C"),
            Some(at) if at.y == to.y && at.x < to.x => write!(self.out, "\x1b[{}C", to.x - at.x),
            Some(at) if at.y + 1 == to.y && to.x == 0 => self.out.write_all(b"\r\n"),
            _ if to == Position::ORIGIN => self.out.write_all(b"\x1b[H"),
            _ => write!(self.out, "\x1b[{};{}H", to.y + 1, to.x + 1),
        };
        // Writing to memory does not fail.
        self.at = done.is_ok().then_some(to);
    }

    fn write(&mut self, cell: &Cell, wide: usize) {
        if !self.pen.suits(cell) {
            self.turn(Pen::of(cell));
        }
        self.out.extend_from_slice(cell.symbol().as_bytes());
        let wide = u16::try_from(wide).unwrap_or(1);
        // At the right edge terminals differ in where the cursor is.
        self.at = self.at.map(|at| Position::new(at.x + wide, at.y)).filter(|at| at.x < self.width);
    }

    /// Changes the attributes by the shorter of the two ways: from what they are, or from none.
    fn turn(&mut self, to: Pen) {
        let mut change = Vec::new();
        difference(self.pen, to, &mut change);
        let mut anew = vec![String::new()];
        difference(PLAIN, to, &mut anew);
        let length = |p: &[String]| p.iter().map(|s| s.len() + 1).sum::<usize>();
        let parameters = if length(&anew) < length(&change) { anew } else { change };
        if !parameters.is_empty() {
            self.out.extend_from_slice(b"\x1b[");
            self.out.extend_from_slice(parameters.join(";").as_bytes());
            self.out.push(b'm');
        }
        self.pen = to;
    }
}

/// The parameters that turn one pen into another.
fn difference(from: Pen, to: Pen, out: &mut Vec<String>) {
    let gone = from.modifier.difference(to.modifier);
    let mut kept = from.modifier.intersection(to.modifier);
    for (modifier, _, clear) in MODIFIERS {
        if gone.contains(modifier) && !out.contains(&clear.to_string()) {
            out.push(clear.to_string());
            if clear == 22 {
                kept.remove(Modifier::BOLD.union(Modifier::DIM));
            }
        }
    }
    for (modifier, set, _) in MODIFIERS {
        if to.modifier.contains(modifier) && !kept.contains(modifier) {
            out.push(set.to_string());
        }
    }
    if from.fg != to.fg {
        out.push(colour(to.fg, 30));
    }
    if from.bg != to.bg {
        out.push(colour(to.bg, 40));
    }
}

/// The parameter of a colour; `base` is 30 for the foreground, 40 for the background.
fn colour(colour: Color, base: u8) -> String {
    let named = |index: u8| (if index < 8 { base + index } else { base + 52 + index }).to_string();
    match colour {
        Color::Reset => (base + 9).to_string(),
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => named(8),
        Color::LightRed => named(9),
        Color::LightGreen => named(10),
        Color::LightYellow => named(11),
        Color::LightBlue => named(12),
        Color::LightMagenta => named(13),
        Color::LightCyan => named(14),
        Color::White => named(15),
        Color::Indexed(i) => format!("{};5;{i}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}

/// Cells that a symbol takes, at least one.
fn breadth(symbol: &str) -> usize {
    if symbol.len() == 1 { 1 } else { symbol.width().max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    fn bytes(painter: &mut Painter, next: &Buffer) -> String {
        let out = String::from_utf8(painter.paint(next, None).to_vec()).unwrap();
        painter.written();
        out.replace("\x1b[?2026h", "").replace("\x1b[?2026l", "")
    }

    #[test]
    fn blanks_between_words_are_written_and_long_gaps_are_passed() {
        let mut painter = Painter::new(40, 2);
        let mut next = Buffer::empty(Rect::new(0, 0, 40, 2));
        next.set_string(0, 0, "a bc", Style::new().bold());
        next.set_string(20, 0, "d", Style::new());
        assert_eq!(bytes(&mut painter, &next), "\x1b[H\x1b[1ma bc\x1b[16C\x1b[md");
        assert_eq!(bytes(&mut painter, &next), "");
        next.set_string(2, 0, "x", Style::new().bold());
        assert_eq!(bytes(&mut painter, &next), "\x1b[1;3H\x1b[1mx");
    }

    #[test]
    fn styles_change_by_their_difference() {
        let red = Pen { fg: Color::Red, ..PLAIN };
        let mut out = Vec::new();
        difference(
            Pen { modifier: Modifier::BOLD | Modifier::DIM, ..red },
            Pen { modifier: Modifier::DIM, ..red },
            &mut out,
        );
        assert_eq!(out, ["22", "2"]);
        assert_eq!(colour(Color::LightYellow, 40), "103");
        assert_eq!(colour(Color::White, 30), "97");
    }
}
