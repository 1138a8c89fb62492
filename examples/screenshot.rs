//! The README's picture: the reader on the bundled sample, as SVG on standard output.
//!
//! `cargo run --release --example screenshot > assets/screen.svg`

#![allow(clippy::print_stdout, missing_docs)]

use bantin::report::svg::{DARK, svg};
use bantin::report::{Labels, Language, Options, summary, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

const TITLE: &str = "bantin: the bundled sample in the reader, 120 × 40";

fn main() {
    print!("{}", svg(&screen(120, 40), &DARK, TITLE));
}

/// What the reader shows of the sample.
fn screen(width: u16, height: u16) -> Buffer {
    let labels = Labels::new(Language::Vi);
    let bulletin = bantin::read(bantin::cli::SAMPLE);
    let options = Options { width: Some(usize::from(width)), ..Options::default() };
    let page = text(&summary(&bulletin, &labels), &labels, options);
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    for (y, line) in (0..height).zip(page.lines()) {
        buffer.set_string(0, y, line, Style::new());
    }
    buffer
}
