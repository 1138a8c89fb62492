//! Glyphs to rows: by geometry, never by the order in which they were drawn, since a word may be drawn in two fonts, one
//! after the other.
//!
//! In: glyphs. Out: [`Row`]s from top to bottom, each in pieces that a wide gap parts.

use super::super::grid::Grid;
use super::device::Glyph;

/// A stretch of a row without a wide gap.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    /// Left and right end.
    pub x: (f64, f64),
    /// Its words.
    pub text: String,
}

/// A row of a page or of one of its columns.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The base line, counted downwards.
    pub y: f64,
    /// Height of its font.
    pub size: f64,
    /// From left to right.
    pub pieces: Vec<Piece>,
    /// A table that stands here; its one piece is as wide, and says nothing.
    pub grid: Option<Grid>,
}

/// A gap of this share of the font's height parts words.
const WORD: f64 = 0.17;
/// One of this share parts pieces.
const PIECE: f64 = 1.4;

impl Row {
    /// Its words.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Left and right end.
    pub fn x(&self) -> (f64, f64) {
        let left = self.pieces.first().map_or(0.0, |p| p.x.0);
        (left, self.pieces.last().map_or(left, |p| p.x.1))
    }
}

/// The rows that glyphs stand in.
pub fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs.retain(|g| !g.text.is_empty());
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut out = Vec::new();
    let mut row: Vec<Glyph> = Vec::new();
    let mut base = 0.0_f64;
    for glyph in glyphs {
        let size = row.iter().take(8).map(|g| g.size).fold(glyph.size, f64::max);
        if !row.is_empty() && (glyph.y - base).abs() > 0.4 * size {
            out.extend(set(std::mem::take(&mut row)));
        }
        if row.is_empty() {
            base = glyph.y;
        }
        row.push(glyph);
    }
    out.extend(set(row));
    out
}

/// The glyphs of one row, put into words and pieces.
fn set(mut glyphs: Vec<Glyph>) -> Option<Row> {
    glyphs.sort_by(|a, b| a.x.0.total_cmp(&b.x.0));
    let largest = glyphs.iter().map(|g| g.size).fold(0.0, f64::max);
    let plain = glyphs.iter().find(|g| g.size >= 0.9 * largest)?;
    let mut row = Row { y: plain.y, size: largest, ..Row::default() };
    let mut piece = Piece::default();
    let mut before: Option<Glyph> = None;
    for glyph in glyphs {
        // A small raised number points to a note.
        let raised = glyph.size < 0.75 * largest && row.y - glyph.y > 0.2 * largest;
        if raised && glyph.text.chars().all(|c| c.is_ascii_digit()) {
            continue;
        }
        if let Some(last) = &before {
            // Bold letters are sometimes drawn twice, hardly shifted.
            if last.text == glyph.text && (glyph.x.0 - last.x.0).abs() < 0.12 * glyph.size {
                continue;
            }
            let gap = glyph.x.0 - last.x.1;
            if gap > PIECE * largest {
                row.pieces.push(std::mem::take(&mut piece));
            } else if gap > WORD * glyph.size && !glyph.text.starts_with(char::is_whitespace) {
                piece.text.push(' ');
            }
        }
        if glyph.text.trim().is_empty() {
            piece.text.push(' ');
            // Blanks are no part of what is measured: they may be as wide as a gap.
            continue;
        }
        if piece.text.trim().is_empty() {
            piece.x.0 = glyph.x.0;
        }
        piece.x.1 = glyph.x.1.max(piece.x.1);
        piece.text.push_str(&glyph.text);
        before = Some(glyph);
    }
    row.pieces.push(piece);
    for piece in &mut row.pieces {
        piece.text = piece.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    row.pieces.retain(|p| !p.text.is_empty());
    (!row.pieces.is_empty()).then_some(row)
}
