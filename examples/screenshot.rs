//! The README's pictures: the reader on the bundled sample, as SVG on standard output.
//!
//! `cargo run --release --example screenshot -- [WIDTHxHEIGHT] [dark|light|high-contrast|mono] [KEYS…] > assets/screen.svg`
//! Keys are named as in key files: `cargo run --release --example screenshot -- 120x40 dark 4 Down Space`.

#![allow(clippy::print_stdout, missing_docs)]

use bantin::report::svg::{DARK, LIGHT, svg};
use bantin::report::{Labels, Language, Options, summary, text};
use bantin::tui::action::Action;
use bantin::tui::effect::Effect;
use bantin::tui::key::Key;
use bantin::tui::keymap::Keymap;
use bantin::tui::run::action_of;
use bantin::tui::state::State;
use bantin::tui::theme::{Depth, Theme};
use bantin::tui::update::update;
use bantin::tui::view::cells;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn main() {
    let mut args = std::env::args().skip(1);
    let size = args.next().and_then(|size| {
        let (width, height) = size.split_once('x')?;
        Some((width.parse().ok()?, height.parse().ok()?))
    });
    let (width, height): (u16, u16) = size.unwrap_or((120, 40));
    let theme = args.next().unwrap_or_else(|| "dark".to_owned());
    let mut state =
        State::new(bantin::read(bantin::cli::SAMPLE), Labels::new(Language::Vi), Keymap::built_in(), (width, height));
    for action in args.filter_map(|key| Key::named(&key)).collect::<Vec<_>>() {
        let Some(action) = action_of(&state, action) else { continue };
        if let Some(Effect::Summarise { width }) = update(&mut state, action) {
            let page = summary(&state.bulletin, &state.labels);
            let options = Options { width: Some(width), ..Options::default() };
            let words = text(&page, &state.labels, options);
            update(&mut state, Action::ShowSummary(words));
        }
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let colours = Theme::named(&theme, Depth::True).or_else(|| Theme::named("dark", Depth::True));
    if let Some(colours) = colours {
        cells(&state, &colours, &mut buffer);
    }
    let palette = if theme == "light" { &LIGHT } else { &DARK };
    print!("{}", svg(&buffer, palette, &format!("bantin: the bundled sample in the reader, {width} × {height}")));
}
