//! `bantin summary`.

use super::args::{Page, Summary};
use super::output::{Out, Stop};
use super::{batch, own};
use crate::report::{self, Labels, Language, Options};
use anstream::ColorChoice;
use std::io::{self, IsTerminal};

/// Prints the summary of each bulletin.
pub(super) fn run(args: &Summary, language: Language) -> Result<(), Stop> {
    let labels = Labels::new(language);
    let reader = own::reader(&args.own)?;
    let stdout = io::stdout();
    let colour = wants_colour(&stdout);
    let options = Options { width: args.width.or_else(terminal_width), colour, full: args.full };
    let mut out = Out::stdout();
    let mut first = true;
    let failed = batch::each(&args.files, &reader, &labels, |read| {
        let page = report::summary(&read.bulletin, &labels);
        if !std::mem::take(&mut first) {
            let gap = match args.format {
                Page::Text => "\n\n",
                Page::Markdown => "\n---\n\n",
                Page::Html => "\n",
            };
            out.write(gap.as_bytes())?;
        }
        match args.format {
            Page::Text => out.write(report::text(&page, &labels, options).as_bytes()),
            Page::Markdown => out.write(report::markdown(&page).as_bytes()),
            Page::Html => report::html::pieces(&page, &labels).try_for_each(|piece| out.write(piece.as_bytes())),
        }
    })?;
    out.finish()?;
    if failed { Err(Stop::Told) } else { Ok(()) }
}

/// Whether colour is printed: as the environment asks, but never on a terminal that tells it can do nothing. (The
/// library takes a run under `CI` for one that shows colour, whatever its terminal says.)
pub(super) fn wants_colour(stdout: &io::Stdout) -> bool {
    let dumb = is_dumb();
    match anstream::AutoStream::choice(stdout) {
        ColorChoice::Never => false,
        ColorChoice::Always | ColorChoice::AlwaysAnsi => !dumb || std::env::var_os("CLICOLOR_FORCE").is_some(),
        ColorChoice::Auto => !dumb,
    }
}

/// Whether the terminal tells that it can do nothing, or nothing of itself where terminals do.
pub(super) fn is_dumb() -> bool {
    std::env::var("TERM").map_or(cfg!(not(windows)), |term| term.is_empty() || term == "dumb")
}

/// Columns of the terminal that is printed to.
pub(super) fn terminal_width() -> Option<usize> {
    let wide = io::stdout().is_terminal().then(crossterm::terminal::size)?.ok()?.0;
    (wide >= 20).then_some(usize::from(wide))
}
