//! How the reader looks and speaks: the interface's words, and the themes one can choose among while reading.
//!
//! One look goes with the reader from the shelf to a bulletin and back.

use super::environment::{depth, usual};
use super::theme::{BUILT_IN, Depth, Theme};
use crate::error::{Code, Result};
use crate::report::Labels;

/// The interface's words and colours.
#[derive(Clone, Debug)]
pub struct Look {
    /// The words.
    pub labels: Labels,
    /// The colours.
    pub themes: Themes,
}

/// The themes there are, and the one in use. Only that one is made: no start waits for the others.
#[derive(Clone, Debug)]
pub struct Themes {
    /// The user's own and its name; it goes before one that is built in and has its name.
    own: Option<(String, Theme)>,
    depth: Depth,
    /// The one in use, and its name.
    theme: Theme,
    name: String,
    /// Whether somebody chose it, or the terminal was heard.
    chosen: bool,
}

impl Themes {
    /// The built-in themes and the user's own (its file's name and contents). In use is the one of the name, else the one that
    /// suits the environment.
    ///
    /// # Errors
    /// Where the name is not known or the file is wrong.
    pub fn new(name: Option<&str>, own: Option<&(String, String)>) -> Result<Self> {
        Self::at_depth(name, own, depth())
    }

    /// The same for a terminal of so many colours.
    fn at_depth(name: Option<&str>, own: Option<&(String, String)>, depth: Depth) -> Result<Self> {
        let chosen = name.is_some() || own.is_some();
        let name = name.unwrap_or_else(|| usual());
        let own = own.map(|(file, source)| Ok((name.to_owned(), Theme::parse(file, source, depth)?))).transpose()?;
        let theme = own.as_ref().map(|(_, theme)| theme.clone()).or_else(|| Theme::named(name, depth));
        let known = || built_in().collect::<Vec<_>>().join(", ");
        let theme = theme.ok_or_else(|| Code::ThemeUnknown.with(known()).of(name))?;
        Ok(Self { own, depth, theme, name: name.to_owned(), chosen })
    }

    /// The one in use.
    #[must_use]
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is told of it.
    #[must_use]
    pub fn told(&self, labels: &Labels) -> String {
        let key = format!("theme.{}", self.name);
        let words = labels.get(&key);
        labels.fill("tui.theme", &[if words == key { &self.name } else { words }])
    }

    /// Whether somebody chose it, or the terminal was heard: then nothing else changes it.
    #[must_use]
    pub fn is_chosen(&self) -> bool {
        self.chosen
    }

    /// Takes the next one: the user's own, then those that are built in, then from the first again.
    pub fn step(&mut self) {
        let own = self.own.as_ref().map(|(name, _)| name.clone());
        let others = built_in().map(str::to_owned).filter(|name| own.as_ref() != Some(name));
        let all: Vec<String> = own.clone().into_iter().chain(others).collect();
        let here = all.iter().position(|name| *name == self.name);
        if let Some(next) = here.and_then(|here| all.get(here + 1)).or(all.first()) {
            self.take(next);
        }
    }

    /// Takes what suits a terminal that told of its background, unless somebody has chosen meanwhile.
    pub fn suit(&mut self, light: bool) {
        if !self.chosen {
            self.take(if light { "light" } else { "dark" });
        }
    }

    fn take(&mut self, name: &str) {
        let own = self.own.as_ref().filter(|(own, _)| own == name).map(|(_, theme)| theme.clone());
        if let Some(theme) = own.or_else(|| Theme::named(name, self.depth)) {
            (self.theme, self.name, self.chosen) = (theme, name.to_owned(), true);
        }
    }
}

/// The names of the built-in themes.
fn built_in() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(file, _)| file.trim_end_matches(".toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "[roles]\ntext = { fg = \"red\" }";

    fn own() -> (String, String) {
        ("dark.toml".to_owned(), OWN.to_owned())
    }

    #[test]
    fn themes_follow_one_another_and_come_around() {
        let mut themes = Themes::at_depth(Some("light"), None, Depth::True).unwrap();
        let names: Vec<String> = (0..5)
            .map(|_| {
                let name = themes.name().to_owned();
                assert_eq!(Some(themes.theme().clone()), Theme::named(&name, Depth::True));
                themes.step();
                name
            })
            .collect();
        assert_eq!(names, ["light", "high-contrast", "mono", "dark", "light"]);
    }

    #[test]
    fn the_users_own_theme_goes_before_the_built_in_one_of_its_name() {
        let mut themes = Themes::at_depth(Some("dark"), Some(&own()), Depth::True).unwrap();
        assert_eq!(themes.theme(), &Theme::parse("dark.toml", OWN, Depth::True).unwrap());
        let names: Vec<String> = std::iter::repeat_with(|| {
            themes.step();
            themes.name().to_owned()
        })
        .take(4)
        .collect();
        assert_eq!(names, ["light", "high-contrast", "mono", "dark"]);
        let strange = Themes::at_depth(Some("sky"), Some(&own()), Depth::True).unwrap();
        assert_eq!(strange.name(), "sky");
    }

    #[test]
    fn a_terminal_that_is_heard_late_changes_no_choice() {
        let mut themes = Themes::at_depth(Some("mono"), None, Depth::True).unwrap();
        themes.suit(true);
        assert_eq!(themes.name(), "mono");
        let mut themes = Themes { chosen: false, ..themes };
        themes.suit(true);
        assert_eq!(themes.name(), "light");
        themes.suit(false);
        assert_eq!(themes.name(), "light");
    }

    #[test]
    fn an_unknown_theme_is_told_with_those_there_are() {
        let error = Themes::at_depth(Some("sky"), None, Depth::True).unwrap_err();
        assert_eq!(error.to_string(), "sky: no such theme; there are dark, light, high-contrast, mono");
    }
}
