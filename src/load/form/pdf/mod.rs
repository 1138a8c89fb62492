//! PDF with a text layer.
//!
//! In: the file. Out: paragraphs and tables. `hayro-interpret` draws the pages onto a canvas that keeps letters and
//! rules; from there on it is geometry. What a hostile file may cost is bounded: its streams are unpacked into nothing
//! first, every page may draw so much and so long, and a fault in the library is told like any other.

mod columns;
mod device;
mod paragraphs;
mod row;
mod streams;
mod table;

use super::lines::Lines;
use crate::error::{Code, Fault};
use columns::Block;
use device::Canvas;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// The largest file, in bytes, and the most pages.
const LIMIT: usize = 128 * 1024 * 1024;
const PAGES: usize = 2_000;
/// How long all pages may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Bytes of the stack that pages are drawn on.
const STACK: usize = 64 * 1024 * 1024;

/// The text of the file.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn text(bytes: &[u8]) -> Result<String, Fault> {
    if bytes.len() > LIMIT {
        return Err(Code::PdfLarge.with(LIMIT >> 20));
    }
    streams::check(bytes)?;
    let (tell, told) = mpsc::channel();
    let bytes = bytes.to_vec();
    let work = move || {
        let text = super::guarded(|| drawn(bytes));
        // Nobody listens any more where the patience is over.
        let _ = tell.send(text);
    };
    // A thread of its own, with room for what is nested, that is left alone where it never ends: a page may call
    // itself without drawing anything.
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work);
    thread.map_err(|e| Code::PdfUndrawn.and(Fault::of_system(&e)))?;
    told.recv_timeout(PATIENCE + PATIENCE / 4).unwrap_or_else(|_| Err(Code::PdfSlow.into()))
}

/// The text of the file's pages.
fn drawn(bytes: Vec<u8>) -> Result<String, Fault> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Code::PdfPassword,
        LoadPdfError::Invalid => Code::PdfDamaged,
    })?;
    let until = Instant::now() + PATIENCE;
    let pages = pdf.pages();
    if pages.len() > PAGES {
        return Err(Code::PdfPages.with(PAGES));
    }
    let cache = InterpreterCache::new();
    let mut told = Vec::new();
    let mut gutter = None;
    let (mut letters, mut pictures, mut unknown) = (0, 0, 0);
    for page in pages.iter() {
        let [a, b, c, d, e, f] = page.initial_transform(true).as_coeffs();
        let (wide, tall) = page.render_dimensions();
        let area = Rect::new(0.0, 0.0, f64::from(wide), f64::from(tall));
        let mut canvas = Canvas::new(until);
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            let transform = Affine::new([a, b, c, d, e, f]);
            let mut context = Context::new(transform, area, &cache, pdf.xref(), InterpreterSettings::default());
            interpret_page(page, &mut context, &mut canvas);
        }));
        if let Err(cause) = drawn {
            if cause.is::<device::CutOff>() {
                return Err(Code::PdfDense.into());
            }
            return Err(Code::PdfBroken.into());
        }
        letters += canvas.glyphs.iter().filter(|g| !g.text.trim().is_empty()).count();
        pictures += canvas.pictures;
        unknown += canvas.unknown;
        told.push(blocks(canvas, area, &mut gutter));
    }
    if letters == 0 {
        return Err(match (pictures, unknown) {
            (_, 1..) => Code::PdfMeaningless.into(),
            (1.., _) => Code::PdfScanned.into(),
            _ => Code::PdfEmpty.into(),
        });
    }
    let mut lines = Lines::default();
    paragraphs::write(told, &mut lines);
    Ok(lines.finish())
}

/// What one page says, in reading order.
fn blocks(canvas: Canvas, area: Rect, gutter: &mut Option<f64>) -> Vec<Block> {
    let Canvas { mut glyphs, rules, .. } = canvas;
    glyphs.retain(|g| area.contains((g.x.0, g.y)));
    let tables = table::take(&rules, &mut glyphs);
    let mut rows = row::rows(glyphs);
    rows.extend(tables.into_iter().map(|table| row::Row {
        y: table.area.y0,
        pieces: vec![row::Piece { x: (table.area.x0, table.area.x1), text: String::new() }],
        grid: Some(table.grid),
        ..row::Row::default()
    }));
    rows.sort_by(|a, b| a.y.total_cmp(&b.y));
    columns::ordered(rows, gutter)
}
