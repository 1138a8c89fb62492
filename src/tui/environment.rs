//! What the environment tells of the terminal: how many colours, which background, whether colour is wanted.

use super::look::Themes;
use super::theme::Depth;

/// Whether the terminal is asked for its background: where nothing else tells, and where the question does no harm.
#[must_use]
pub fn asks(themes: &Themes) -> bool {
    let silent = std::env::var("TERM").is_ok_and(|t| t.is_empty() || t.starts_with("linux") || t == "dumb");
    let told = std::env::var_os("COLORFGBG").is_some();
    !themes.is_chosen() && !silent && !told && usual() == "dark"
}

/// The theme of the environment: none of colour where `NO_COLOR` asks for it, light where the background is told to be.
#[must_use]
pub fn usual() -> &'static str {
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
