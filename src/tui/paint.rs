//! From a frame's cells to the fewest bytes that turn the screen into it.
//!
//! In: the cells that are wanted; the ones on screen are remembered. Out: text and control sequences. A short stretch of
//! unchanged cells is written again where a cursor movement would cost more, a style is changed by its difference.

use crate::text::cells::width;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};
use std::io::Write as _;

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
        self == Self::of(cell)
            || self.bg == cell.bg && !self.modifier.union(cell.modifier).intersects(ON_BLANKS) && cell.symbol() == " "
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
        // An empty screen needs no cells: they come with the first frame.
        let shown = Buffer { area: Rect::new(0, 0, width, height), content: Vec::new() };
        Self { shown, width, pen: PLAIN, at: None, cursor: false, out: Vec::with_capacity(1 << 14) }
    }

    /// Takes the screen as unknown: the next frame clears it and draws all.
    pub fn forget(&mut self, width: u16, height: u16) {
        *self = Self { out: std::mem::take(&mut self.out), ..Self::new(width, height) };
        self.out.clear();
        self.out.extend_from_slice(b"\x1b[m\x1b[2J\x1b[?25l");
    }

    /// The bytes that make the screen show `next`, which is left with any cells or none, with the cursor where
    /// something is typed.
    pub fn paint(&mut self, next: &mut Buffer, cursor: Option<Position>) -> &[u8] {
        if self.shown.area != next.area {
            self.forget(next.area.width, next.area.height);
        }
        if self.cursor && cursor.is_none() {
            self.out.extend_from_slice(b"\x1b[?25l");
            self.cursor = false;
        }
        let columns = usize::from(next.area.width).max(1);
        let shown = std::mem::take(&mut self.shown);
        let blank = if shown.content.is_empty() { vec![Cell::EMPTY; columns] } else { Vec::new() };
        let old = shown.content.chunks(columns).chain(std::iter::repeat(blank.as_slice()));
        for (y, (new, old)) in (0..).zip(next.content.chunks(columns).zip(old)) {
            if new != old {
                self.row(y, new, old);
            }
        }
        self.shown = std::mem::replace(next, shown);
        if let Some(at) = cursor {
            self.go(at);
            if !self.cursor {
                self.out.extend_from_slice(b"\x1b[?25h");
                self.cursor = true;
            }
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
            let symbol = cell.symbol();
            let wide = breadth(symbol);
            let same = old.get(x) == Some(cell) && (wide == 1 || new.get(x + 1) == old.get(x + 1));
            if !same {
                self.reach(x, y, new);
                self.write(cell, symbol, wide);
            }
            x += wide;
        }
    }

    /// Brings the place to write to the cell at `x`: by writing what lies between again where that is short and needs
    /// no other style, else by a movement.
    fn reach(&mut self, x: usize, y: u16, row: &[Cell]) {
        let column = u16::try_from(x).unwrap_or(u16::MAX);
        if self.at == Some(Position::new(column, y)) {
            return;
        }
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

    fn write(&mut self, cell: &Cell, symbol: &str, wide: usize) {
        if !self.pen.suits(cell) {
            self.turn(Pen::of(cell));
        }
        self.out.extend_from_slice(symbol.as_bytes());
        let wide = u16::try_from(wide).unwrap_or(1);
        // At the right edge terminals differ in where the cursor is.
        self.at = self.at.map(|at| Position::new(at.x + wide, at.y)).filter(|at| at.x < self.width);
    }

    /// Changes the attributes by the shorter of the two ways: from what they are, or from none.
    fn turn(&mut self, to: Pen) {
        let start = self.out.len();
        difference(self.pen, to, &mut self.out);
        let middle = self.out.len();
        self.out.extend_from_slice(b";");
        difference(PLAIN, to, &mut self.out);
        if self.out.len() - middle < middle - start {
            self.out.drain(start..middle);
        } else {
            self.out.truncate(middle);
        }
        // What was written so far begins with the `;` that parts parameters, where there is more than a reset.
        if let Some(first) = self.out.get_mut(start) {
            *first = b'[';
            self.out.insert(start, 0x1b);
            self.out.push(b'm');
        }
        self.pen = to;
    }
}

/// The parameters that turn one pen into another, each behind a `;`.
fn difference(from: Pen, to: Pen, out: &mut Vec<u8>) {
    let gone = from.modifier.difference(to.modifier);
    let mut kept = from.modifier.intersection(to.modifier);
    let weight = Modifier::BOLD.union(Modifier::DIM);
    if gone.intersects(weight) {
        kept.remove(weight);
        out.extend_from_slice(b";22");
    }
    for (modifier, _, clear) in MODIFIERS {
        if gone.contains(modifier) && clear != 22 {
            parameter(out, clear);
        }
    }
    for (modifier, set, _) in MODIFIERS {
        if to.modifier.contains(modifier) && !kept.contains(modifier) {
            parameter(out, set);
        }
    }
    if from.fg != to.fg {
        colour(to.fg, 30, out);
    }
    if from.bg != to.bg {
        colour(to.bg, 40, out);
    }
}

fn parameter(out: &mut Vec<u8>, number: u8) {
    out.push(b';');
    if number >= 100 {
        out.push(b'0' + number / 100);
    }
    if number >= 10 {
        out.push(b'0' + number / 10 % 10);
    }
    out.push(b'0' + number % 10);
}

/// The parameters of a colour; `base` is 30 for the foreground, 40 for the background.
fn colour(colour: Color, base: u8, out: &mut Vec<u8>) {
    let index = match colour {
        Color::Reset => return parameter(out, base + 9),
        Color::Indexed(index) => {
            [base + 8, 5, index].into_iter().for_each(|n| parameter(out, n));
            return;
        }
        Color::Rgb(r, g, b) => {
            [base + 8, 2, r, g, b].into_iter().for_each(|n| parameter(out, n));
            return;
        }
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    parameter(out, if index < 8 { base + index } else { base + 52 + index });
}

/// Cells that a symbol takes, at least one.
fn breadth(symbol: &str) -> usize {
    if symbol.len() == 1 { 1 } else { width(symbol).max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    fn bytes(painter: &mut Painter, next: &Buffer) -> String {
        let out = String::from_utf8(painter.paint(&mut next.clone(), None).to_vec()).unwrap();
        painter.written();
        out
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
        colour(Color::LightYellow, 40, &mut out);
        colour(Color::White, 30, &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), ";22;2;103;97");
    }
}
