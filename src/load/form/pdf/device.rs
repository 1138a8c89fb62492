//! What a page draws: glyphs with their places, and straight rules.
//!
//! In: the interpreter's calls. Out: [`Glyph`]s and [`Rule`]s in points, y counted downwards. A page that draws without
//! end is cut off by unwinding, since the interpreter cannot be told to stop.

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};
use std::time::Instant;

/// Most glyphs and rules of a page, and most calls.
const GLYPHS: usize = 400_000;
const RULES: usize = 20_000;
const CALLS: usize = 4_000_000;

/// A letter on the page.
#[derive(Clone, Debug, Default)]
pub struct Glyph {
    /// Left and right end.
    pub x: (f64, f64),
    /// Its line's base.
    pub y: f64,
    /// Height of the font.
    pub size: f64,
    /// What it stands for.
    pub text: String,
}

/// A straight rule: horizontal where its height is nothing, vertical where its width is.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Left, top, right, bottom.
    pub area: Rect,
}

/// What unwinding carries where a page is cut off.
pub struct CutOff;

/// What a page draws.
pub struct Canvas {
    /// The letters.
    pub glyphs: Vec<Glyph>,
    /// The rules.
    pub rules: Vec<Rule>,
    /// Pictures that it shows.
    pub pictures: usize,
    /// Letters whose meaning the file does not tell.
    pub unknown: usize,
    calls: usize,
    until: Instant,
}

impl Canvas {
    /// An empty page, which may draw until then.
    pub fn new(until: Instant) -> Self {
        Self { glyphs: Vec::new(), rules: Vec::new(), pictures: 0, unknown: 0, calls: 0, until }
    }

    fn count(&mut self, calls: usize) {
        let before = self.calls;
        self.calls += calls;
        let late = before / 1024 != self.calls / 1024 && Instant::now() > self.until;
        if late || self.calls > CALLS || self.glyphs.len() > GLYPHS {
            std::panic::resume_unwind(Box::new(CutOff));
        }
    }

    fn rule(&mut self, area: Rect) {
        const THIN: f64 = 2.5;
        const LONG: f64 = 4.0;
        let thin = area.width().min(area.height()) <= THIN && area.width().max(area.height()) >= LONG;
        if thin && self.rules.len() < RULES {
            self.rules.push(Rule { area });
        }
    }
}

impl Device<'_> for Canvas {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        self.count(1);
        if path.elements().len() > 4_000 {
            return;
        }
        let path = props.transform * path;
        let area = path.bounding_box();
        if matches!(mode, DrawMode::Fill(_)) || area.width().min(area.height()) <= 2.5 {
            return self.rule(area);
        }
        // A frame that is stroked: each of its sides.
        let mut at = Point::ZERO;
        let mut start = Point::ZERO;
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(point) => (at, start) = (point, point),
                PathEl::LineTo(point) => {
                    self.rule(Rect::from_points(at, point));
                    at = point;
                }
                PathEl::ClosePath => self.rule(Rect::from_points(at, start)),
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => at = point,
            }
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        self.count(run.glyphs().len());
        for glyph in run.glyphs() {
            let transform: Affine = props.transform * glyph.transform();
            let advance = match &**glyph {
                hayro_interpret::font::Glyph::Outline(g) => g.advance_width(),
                hayro_interpret::font::Glyph::Type3(g) => g.advance_width(),
            };
            let [a, b, c, d, x, y] = transform.as_coeffs();
            let size = (c * c + d * d).sqrt() * 1000.0;
            // Text that is set aslant (a watermark) is no line of the page.
            let level = b.abs() <= 0.05 * a.abs() && a > 0.0;
            if !level || !size.is_finite() || !(0.5..2_000.0).contains(&size) || !x.is_finite() || !y.is_finite() {
                continue;
            }
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(s)) => s,
                None => {
                    self.unknown += 1;
                    continue;
                }
            };
            let wide = f64::from(advance.unwrap_or(500.0)).clamp(0.0, 3_000.0);
            self.glyphs.push(Glyph { x: (x, x + a * wide), y, size, text });
        }
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.count(1);
        self.pictures += 1;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count(1);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.count(1);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
