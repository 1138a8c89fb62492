//! What the environment tells of the terminal: how many colours, which background, whether colour is wanted.

use super::run::Options;
use super::theme::{BUILT_IN, Depth, Theme};
use crate::error::{Code, Result};

/// The theme that was chosen, or one that suits the terminal.
///
/// # Errors
/// Where the theme is not known or its file is wrong.
pub fn theme(options: &Options) -> Result<Theme> {
    let depth = depth();
    if let Some((name, source)) = &options.theme_file {
        return Theme::parse(name, source, depth);
    }
    let name = options.theme.as_deref().unwrap_or_else(|| usual());
    Theme::named(name, depth).ok_or_else(|| {
        let known: Vec<&str> = BUILT_IN.iter().map(|(file, _)| file.trim_end_matches(".toml")).collect();
        Code::ThemeUnknown.with(known.join(", ")).of(name)
    })
}

/// Whether the terminal is asked for its background: where nothing else tells, and where the question does no harm.
#[must_use]
pub fn asks(options: &Options) -> bool {
    let silent = std::env::var("TERM").is_ok_and(|t| t.is_empty() || t.starts_with("linux") || t == "dumb");
    let told = std::env::var_os("COLORFGBG").is_some();
    options.theme.is_none() && options.theme_file.is_none() && !silent && !told && usual() == "dark"
}

/// The theme of the environment: none of colour where `NO_COLOR` asks for it, light where the background is told to be.
fn usual() -> &'static str {
    if std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) || std::env::var("TERM").is_ok_and(|t| t == "dumb") {
        return "mono";
    }
    let background = std::env::var("COLORFGBG").ok().and_then(|v| v.rsplit(';').next().and_then(|b| b.parse().ok()));
    match background {
        Some(7 | 9..=15) => "light",
        _ => "dark",
    }
}

/// How many colours the terminal says it shows.
#[must_use]
pub fn depth() -> Depth {
    let is = |name: &str, wanted: &[&str]| std::env::var(name).is_ok_and(|v| wanted.iter().any(|w| v.contains(w)));
    if is("COLORTERM", &["truecolor", "24bit"]) || is("TERM", &["direct"]) {
        Depth::True
    } else if is("TERM", &["256", "tmux", "screen", "kitty", "alacritty", "foot", "ghostty"]) {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}
