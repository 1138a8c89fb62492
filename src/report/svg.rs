//! A screen as a picture (SVG).
//!
//! In: the cells of a terminal screen. Out: an SVG that looks the same with any monospaced font: every run of cells is
//! as wide as its cells are, frames and bars are drawn, not written.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;

/// Width of a cell.
const WIDE: f32 = 8.4;
/// Height of a cell.
const HIGH: f32 = 18.0;
/// Room around the screen.
const EDGE: f32 = 14.0;

/// The colours of a terminal that are not told cell by cell.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Letters without a colour of their own.
    pub ink: &'static str,
    /// The ground.
    pub ground: &'static str,
    /// The sixteen colours of a terminal.
    pub named: [&'static str; 16],
}

/// A dark terminal.
pub const DARK: Palette = Palette {
    ink: "#d7dae0",
    ground: "#15181e",
    named: [
        "#3b4048", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#c8ccd4", "#7f848e", "#ff7b86",
        "#b5e890", "#ffd68a", "#7cc4ff", "#de8cf2", "#6fd6e2", "#ffffff",
    ],
};

/// A light terminal.
pub const LIGHT: Palette = Palette {
    ink: "#24292f",
    ground: "#ffffff",
    named: [
        "#24292f", "#b3261e", "#1a7f37", "#8a6100", "#0550ae", "#8250df", "#1b7c83", "#6e7781", "#57606a", "#cf222e",
        "#2da44e", "#9a6700", "#218bff", "#a475f9", "#3192aa", "#8c959f",
    ],
};

/// The screen in `buffer` as an SVG picture that is called `title`.
#[must_use]
pub fn svg(buffer: &Buffer, palette: &Palette, title: &str) -> String {
    let (columns, rows) = (f32::from(buffer.area.width), f32::from(buffer.area.height));
    let (width, height) = (columns * WIDE + 2.0 * EDGE, rows * HIGH + 2.0 * EDGE);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" role=\"img\">\n\
         <title>{}</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>\n\
         <g font-family=\"'Noto Sans Mono','DejaVu Sans Mono','Cascadia Mono',Menlo,Consolas,monospace\" \
         font-size=\"14\" fill=\"{}\" shape-rendering=\"crispEdges\">\n",
        escaped(title),
        palette.ground,
        palette.ink
    );
    for y in 0..buffer.area.height {
        // Grounds first: a letter may reach over its cell's edge.
        let runs = runs(buffer, y);
        runs.iter().for_each(|run| run.ground(&mut out, palette));
        runs.iter().for_each(|run| run.draw(&mut out, palette));
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// Neighbouring cells of one look.
struct Run<'a> {
    look: &'a Cell,
    text: String,
    x: f32,
    y: f32,
    cells: u16,
}

/// The runs of a row. A character that is drawn is a run of its own.
fn runs(buffer: &Buffer, row: u16) -> Vec<Run<'_>> {
    let mut out: Vec<Run<'_>> = Vec::new();
    let mut skip = 0;
    for column in 0..buffer.area.width {
        let Some(cell) = buffer.cell((buffer.area.x + column, buffer.area.y + row)) else { continue };
        if skip > 0 {
            skip -= 1;
            continue;
        }
        let wide = u16::try_from(super::wrap::width(cell.symbol())).unwrap_or(1).max(1);
        skip = wide - 1;
        let drawn = is_drawn(cell.symbol());
        match out.last_mut() {
            Some(run) if !drawn && !is_drawn(&run.text) && same_look(run.look, cell) => {
                run.text.push_str(cell.symbol());
                run.cells += wide;
            }
            _ => out.push(Run {
                look: cell,
                text: cell.symbol().to_owned(),
                x: EDGE + f32::from(column) * WIDE,
                y: EDGE + f32::from(row) * HIGH,
                cells: wide,
            }),
        }
    }
    out
}

fn same_look(a: &Cell, b: &Cell) -> bool {
    a.fg == b.fg && a.bg == b.bg && a.modifier == b.modifier
}

impl Run<'_> {
    /// Ink and ground; no ground where it is the terminal's own.
    fn colours(&self, palette: &Palette) -> (String, Option<String>) {
        let (ink, ground) = (colour(self.look.fg, palette), colour(self.look.bg, palette));
        let ink = ink.unwrap_or(palette.ink.to_owned());
        if self.look.modifier.contains(Modifier::REVERSED) {
            (ground.unwrap_or(palette.ground.into()), Some(ink))
        } else {
            (ink, ground)
        }
    }

    fn ground(&self, out: &mut String, palette: &Palette) {
        let (x, y, wide) = (self.x, self.y, f32::from(self.cells) * WIDE);
        if let (_, Some(ground)) = self.colours(palette) {
            // Writing to a string cannot fail, here and below.
            let _ = writeln!(
                out,
                "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{HIGH}\" fill=\"{ground}\"/>"
            );
        }
    }

    fn draw(&self, out: &mut String, palette: &Palette) {
        let (x, y, ink) = (self.x, self.y, self.colours(palette).0);
        if let Some(shape) = shape(&self.text, x, y) {
            let faint = if self.look.modifier.contains(Modifier::DIM) { " opacity=\"0.6\"" } else { "" };
            let _ = match shape {
                Shape::Line(path) => {
                    writeln!(out, "<path d=\"{path}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"1.2\"{faint}/>")
                }
                Shape::Block(x, y, w, h) => writeln!(
                    out,
                    "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\" fill=\"{ink}\"{faint}/>"
                ),
            };
            return;
        }
        self.write(out, &ink);
    }

    fn write(&self, out: &mut String, ink: &str) {
        let mut style = String::new();
        for (modifier, attribute) in [
            (Modifier::BOLD, " font-weight=\"700\""),
            (Modifier::DIM, " opacity=\"0.6\""),
            (Modifier::ITALIC, " font-style=\"italic\""),
            (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        ] {
            if self.look.modifier.contains(modifier) {
                style.push_str(attribute);
            }
        }
        let y = self.y + HIGH * 0.74;
        for (column, text) in stretches(&self.text) {
            let x = self.x + column as f32 * WIDE;
            let length = super::wrap::width(text) as f32 * WIDE;
            let _ = writeln!(
                out,
                "<text x=\"{x:.1}\" y=\"{y:.1}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
                 xml:space=\"preserve\" fill=\"{ink}\"{style}>{}</text>",
                escaped(text)
            );
        }
    }
}

/// The stretches of a run that are written by themselves, and the columns at which they begin: parted by two blanks, so
/// that columns stay aligned, and each sign by itself, since the font may lack it and lend another's for all of it.
fn stretches(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut rest = text;
    let mut column = 0;
    while !rest.is_empty() {
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        let (gap, body) = rest.split_at(blanks);
        column += gap.len();
        let mut end = body.find("  ").unwrap_or(body.len());
        if let Some((at, sign)) = body.char_indices().find(|(_, c)| is_sign(*c)) {
            end = end.min(if at == 0 { sign.len_utf8() } else { at });
        }
        let (piece, after) = body.split_at(end);
        if !piece.trim_end().is_empty() {
            out.push((column, piece.trim_end()));
        }
        column += super::wrap::width(piece);
        rest = after;
    }
    out
}

/// Arrows, shapes, dingbats: what fonts lack most.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}')
}

enum Shape {
    Line(String),
    Block(f32, f32, f32, f32),
}

fn is_drawn(symbol: &str) -> bool {
    shape(symbol, 0.0, 0.0).is_some()
}

/// What is drawn for a frame's or a bar's character in the cell at `x`, `y`.
fn shape(symbol: &str, x: f32, y: f32) -> Option<Shape> {
    let mut chars = symbol.chars();
    let c = chars.next().filter(|_| chars.next().is_none())?;
    let (mid_x, mid_y, right, below) = (x + WIDE / 2.0, y + HIGH / 2.0, x + WIDE, y + HIGH);
    let eighth = |n: u32| n as f32 / 8.0;
    match c {
        '█' => return Some(Shape::Block(x, y, WIDE, HIGH)),
        '▁'..='▇' => {
            let high = eighth(u32::from(c) - 0x2580) * HIGH;
            return Some(Shape::Block(x, below - high, WIDE, high));
        }
        '▉'..='▏' => return Some(Shape::Block(x, y, eighth(0x2590 - u32::from(c)) * WIDE, HIGH)),
        '▐' => return Some(Shape::Block(mid_x, y, WIDE / 2.0, HIGH)),
        '▀' => return Some(Shape::Block(x, y, WIDE, HIGH / 2.0)),
        _ => {}
    }
    let [left, to_right, up, down] = match c {
        '─' | '━' | '╌' => [true, true, false, false],
        '│' | '┃' | '╎' => [false, false, true, true],
        '┌' | '╭' => [false, true, false, true],
        '┐' | '╮' => [true, false, false, true],
        '└' | '╰' => [false, true, true, false],
        '┘' | '╯' => [true, false, true, false],
        '├' => [false, true, true, true],
        '┤' => [true, false, true, true],
        '┬' => [true, true, false, true],
        '┴' => [true, true, true, false],
        '┼' => [true, true, true, true],
        _ => return None,
    };
    let ends = [(left, x, mid_y), (to_right, right, mid_y), (up, mid_x, y), (down, mid_x, below)];
    let path = ends.iter().filter(|(there, ..)| *there);
    Some(Shape::Line(path.map(|(_, to_x, to_y)| format!("M{mid_x:.1} {mid_y:.1}L{to_x:.1} {to_y:.1}")).collect()))
}

fn colour(colour: Color, palette: &Palette) -> Option<String> {
    let named = |i: usize| palette.named.get(i).map(|c| (*c).to_owned());
    match colour {
        Color::Reset => None,
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
        Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
        Color::Indexed(i @ 0..=15) => named(usize::from(i)),
        Color::Indexed(i @ 16..=231) => {
            let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * u16::from(n) };
            let n = i - 16;
            Some(format!("#{:02x}{:02x}{:02x}", level(n / 36), level(n / 6 % 6), level(n % 6)))
        }
        Color::Indexed(i) => {
            let grey = 8 + 10 * u16::from(i - 232);
            Some(format!("#{grey:02x}{grey:02x}{grey:02x}"))
        }
    }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn runs_are_as_wide_as_their_cells_and_frames_are_drawn() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        buffer.set_string(0, 0, "│Cảng <b>", Style::new().fg(Color::Red));
        let svg = svg(&buffer, &DARK, "a & b");
        assert!(svg.contains("<title>a &amp; b</title>"));
        assert!(svg.contains("<path d=\"M18.2 23.0"), "{svg}");
        assert!(svg.contains("textLength=\"67.2\"") && svg.contains(">Cảng &lt;b&gt;</text>"), "{svg}");
        assert!(svg.contains("#e06c75"));
    }

    #[test]
    fn columns_and_signs_are_written_by_themselves() {
        assert_eq!(stretches("  ✗ Cảng   18 %"), [(2, "✗"), (4, "Cảng"), (11, "18 %")]);
        assert_eq!(stretches("a▼b"), [(0, "a"), (1, "▼"), (2, "b")]);
        assert_eq!(stretches("   "), []);
    }

    #[test]
    fn a_reversed_cell_swaps_ink_and_ground() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 1));
        buffer.set_string(0, 0, "x", Style::new().add_modifier(Modifier::REVERSED));
        let svg = svg(&buffer, &LIGHT, "");
        assert!(svg.contains("fill=\"#24292f\"/>") && svg.contains("fill=\"#ffffff\">x</text>"), "{svg}");
    }
}
