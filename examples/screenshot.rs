//! The reader on the bundled sample as pictures: one as SVG on standard output, or every view in every theme at three
//! sizes, with a page for each theme and size on which they stand side by side.
//!
//! `cargo run --release --example screenshot -- [WIDTHxHEIGHT] [dark|light|high-contrast|mono] [KEYS…] > assets/screen.svg`
//! `cargo run --release --example screenshot -- --all FOLDER`
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
use std::path::Path;

/// Every view, with the keys that lead there.
const VIEWS: &[(&str, &str)] = &[
    ("text", ""),
    ("shortfalls", "4 Down"),
    ("conclusions", "5 Down Down"),
    ("outline", "1 Down Down Down"),
    ("speakers", "2 Down"),
    ("zoom", "4 z"),
    ("card", "4 Down Space"),
    ("figures", "f Down"),
    ("statements", "s Down"),
    ("notes", "w"),
    ("help", "?"),
    ("palette", ": c h ỉ"),
    ("search", "/ g i a i Space n g â n"),
    ("filter", "4 & t h u"),
    ("mark", "m"),
    ("summary", "p"),
];
const THEMES: &[&str] = &["dark", "light", "high-contrast", "mono"];
const SIZES: &[(u16, u16)] = &[(80, 24), (120, 40), (200, 60)];

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1).peekable();
    if args.next_if(|word| word == "--all").is_some() {
        return all(Path::new(&args.next().unwrap_or_else(|| "pictures".to_owned())));
    }
    let size = args.next().and_then(|size| {
        let (width, height) = size.split_once('x')?;
        Some((width.parse().ok()?, height.parse().ok()?))
    });
    let theme = args.next().unwrap_or_else(|| "dark".to_owned());
    print!("{}", picture(size.unwrap_or((120, 40)), &theme, args));
    Ok(())
}

/// Every view in every theme at every size, as files in `folder`.
fn all(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for theme in THEMES {
        for size in SIZES {
            let of = format!("{theme}-{}x{}", size.0, size.1);
            let mut page = format!("<!doctype html><meta charset=\"utf-8\"><title>{of}</title>\n");
            page.push_str("<style>body{background:#888;font:14px sans-serif}figure{display:inline-block;width:48%;margin:.5%}img{width:100%}</style>\n");
            for (view, keys) in VIEWS {
                let name = format!("{of}-{view}.svg");
                let keys = keys.split_whitespace().map(str::to_owned);
                std::fs::write(folder.join(&name), picture(*size, theme, keys))?;
                page.push_str(&format!("<figure><img src=\"{name}\"><figcaption>{view}</figcaption></figure>\n"));
            }
            std::fs::write(folder.join(format!("{of}.html")), page)?;
        }
    }
    Ok(())
}

/// The screen after keys, as SVG.
fn picture((width, height): (u16, u16), theme: &str, keys: impl Iterator<Item = String>) -> String {
    let mut state =
        State::new(bantin::read(bantin::cli::SAMPLE), Labels::new(Language::Vi), Keymap::built_in(), (width, height));
    for key in keys.filter_map(|key| Key::named(&key)) {
        let Some(action) = action_of(&state, key) else { continue };
        if let Some(Effect::Summarise { width }) = update(&mut state, action) {
            let page = summary(&state.bulletin, &state.labels);
            let options = Options { width: Some(width), ..Options::default() };
            let words = text(&page, &state.labels, options);
            update(&mut state, Action::ShowSummary(words));
        }
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let colours = Theme::named(theme, Depth::True).or_else(|| Theme::named("dark", Depth::True));
    if let Some(colours) = colours {
        cells(&state, &colours, &mut buffer);
    }
    let palette = if theme == "light" { &LIGHT } else { &DARK };
    svg(&buffer, palette, &format!("bantin: the bundled sample in the reader, {width} × {height}"))
}
