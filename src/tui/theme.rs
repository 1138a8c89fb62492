//! Colours by role.
//!
//! In: a theme's file (`assets/themes/*.toml`) and what the terminal can show. Out: a style for each role. Colour only
//! adds: every role that matters also has a sign, words or weight, so that `mono` reads the same.

use crate::error::{Code, Fault, Result};
use crate::text::pairs::{pairs, unquoted};
use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;
use std::collections::HashMap;

/// Declares the roles with their names in theme files.
macro_rules! roles {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What a stretch of the screen is.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum Role { $($(#[$doc])* $variant,)* }

        impl Role {
            /// Every role.
            pub const ALL: &[Role] = &[$(Role::$variant),*];

            /// The name in theme files.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Role::$variant => $name),* }
            }

            /// The role of that name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Role::$variant),)* _ => None }
            }
        }
    };
}

roles! {
    /// Running text.
    #[default]
    Text = "text",
    /// What may be overlooked.
    Dim = "dim",
    /// The top line.
    Header = "header",
    /// The bulletin's headline.
    Title = "title",
    /// A pane's frame.
    Border = "border",
    /// The frame of the pane in focus.
    BorderFocus = "border_focus",
    /// A pane's name.
    Name = "name",
    /// The name of the pane in focus.
    NameFocus = "name_focus",
    /// A heading in the text.
    Heading = "heading",
    /// The line between sections.
    Section = "section",
    /// The lead.
    Lead = "lead",
    /// The line under a picture.
    Caption = "caption",
    /// A number of a figure.
    Figure = "figure",
    /// A change for the better.
    Better = "better",
    /// A change for the worse.
    Worse = "worse",
    /// A plan share that is behind.
    Behind = "behind",
    /// A shortfall's name.
    Missed = "missed",
    /// Named by the one who concludes.
    Named = "named",
    /// Not named by the one who concludes.
    Unnamed = "unnamed",
    /// A person.
    Person = "person",
    /// What a conclusion does.
    Deed = "deed",
    /// The exact characters of the evidence.
    Evidence = "evidence",
    /// The line being read.
    Current = "current",
    /// The entry in focus.
    Selected = "selected",
    /// The entry in focus of a pane without focus.
    SelectedFaint = "selected_faint",
    /// A place found.
    Match = "match",
    /// The place found that the cursor is at.
    MatchCurrent = "match_current",
    /// What is reached in a gauge.
    Gauge = "gauge",
    /// What is missing in a gauge.
    GaugeRest = "gauge_rest",
    /// The tick of what is due.
    GaugeDue = "gauge_due",
    /// A key in help and status line.
    Key = "key",
    /// The status line.
    Status = "status",
    /// What needs a look.
    Warning = "warning",
}

/// The built-in themes: file name and contents.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("dark.toml", include_str!("../../assets/themes/dark.toml")),
    ("light.toml", include_str!("../../assets/themes/light.toml")),
    ("high-contrast.toml", include_str!("../../assets/themes/high-contrast.toml")),
    ("mono.toml", include_str!("../../assets/themes/mono.toml")),
];

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Sixteen.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// 24 bits.
    True,
}

/// A style for each role.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Theme {
    styles: Vec<Style>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    roles: HashMap<String, Look>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Look {
    fg: Option<String>,
    bg: Option<String>,
    fg16: Option<String>,
    bg16: Option<String>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
    reverse: bool,
}

impl Theme {
    /// Reads a theme's file.
    ///
    /// # Errors
    /// Names the file, the line, and a role or colour that is not known.
    pub fn parse(file: &str, source: &str, depth: Depth) -> Result<Self> {
        let wrong = |line: usize, fault: Fault| fault.at(file, line);
        let parsed: File = toml::from_str(source).map_err(|e| {
            let at = e.span().map_or(0, |s| s.start);
            let line = source.get(..at).map_or(1, |s| s.matches('\n').count() + 1);
            wrong(line, Code::Told.with(e.message().trim_end().replace('\n', " ")))
        })?;
        let mut styles = vec![Style::new(); Role::ALL.len()];
        for (name, look) in &parsed.roles {
            let line = 1 + source.lines().position(|l| l.starts_with(name.as_str())).unwrap_or_default();
            let slot = Role::named(name).and_then(|role| styles.get_mut(role as usize));
            let slot = slot.ok_or_else(|| wrong(line, Code::ThemeRole.with(name)))?;
            *slot = look.style(depth).map_err(|c| wrong(line, Code::ThemeColour.with(c)))?;
        }
        Ok(Self { styles })
    }

    /// A built-in theme; `None` where there is none of that name.
    #[must_use]
    pub fn named(name: &str, depth: Depth) -> Option<Self> {
        let (_, source) = BUILT_IN.iter().find(|(file, _)| file.strip_suffix(".toml") == Some(name))?;
        let mut styles = vec![Style::new(); Role::ALL.len()];
        for (_, role, look) in pairs(source) {
            let slot = Role::named(role).and_then(|role| styles.get_mut(role as usize))?;
            *slot = Look::read(look).style(depth).ok()?;
        }
        Some(Self { styles })
    }

    /// The style of a role.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }
}

impl Look {
    /// A look as a built-in file writes it: `{ fg = "red", bold = true }`.
    fn read(written: &str) -> Self {
        let mut look = Self::default();
        for part in written.trim_start_matches('{').trim_end_matches('}').split(',') {
            let Some((name, value)) = part.split_once('=') else { continue };
            let colour = || Some(unquoted(value).to_owned());
            match name.trim() {
                "fg" => look.fg = colour(),
                "bg" => look.bg = colour(),
                "fg16" => look.fg16 = colour(),
                "bg16" => look.bg16 = colour(),
                "bold" => look.bold = true,
                "dim" => look.dim = true,
                "italic" => look.italic = true,
                "underline" => look.underline = true,
                "reverse" => look.reverse = true,
                _ => {}
            }
        }
        look
    }

    fn style(&self, depth: Depth) -> std::result::Result<Style, String> {
        let mut style = Style::new();
        style.fg = colour(self.fg.as_deref(), self.fg16.as_deref(), depth)?;
        style.bg = colour(self.bg.as_deref(), self.bg16.as_deref(), depth)?;
        for (set, modifier) in [
            (self.bold, Modifier::BOLD),
            (self.dim, Modifier::DIM),
            (self.italic, Modifier::ITALIC),
            (self.underline, Modifier::UNDERLINED),
            (self.reverse, Modifier::REVERSED),
        ] {
            if set {
                style = style.add_modifier(modifier);
            }
        }
        Ok(style)
    }
}

/// The colour of two names that suits the depth, the plain one on sixteen colours only; the name where it is none.
fn colour(rich: Option<&str>, plain: Option<&str>, depth: Depth) -> std::result::Result<Option<Color>, String> {
    let chosen = if depth == Depth::Sixteen { plain.or(rich) } else { rich };
    // Most are indexes, and the library looks for names first.
    let parse = |name: &str| match name.parse() {
        Ok(index) => Ok(Color::Indexed(index)),
        Err(_) => name.parse().map_err(|_| name.to_owned()),
    };
    Ok(chosen.map(parse).transpose()?.and_then(|colour| reduce(colour, depth)))
}

/// The nearest colour that the terminal shows. One of more than sixteen changes nothing there: what lies below stays.
fn reduce(colour: Color, depth: Depth) -> Option<Color> {
    match (colour, depth) {
        (Color::Rgb(r, g, b), Depth::Indexed) => Some(Color::Indexed(nearest(r, g, b))),
        (Color::Rgb(..) | Color::Indexed(16..), Depth::Sixteen) => None,
        (other, _) => Some(other),
    }
}

/// Index of the nearest colour in xterm's cube or its greys.
fn nearest(r: u8, g: u8, b: u8) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let near = |v: u8| (0u8..6).zip(STEPS).min_by_key(|(_, s)| s.abs_diff(v)).unwrap_or_default();
    let ((ri, rs), (gi, gs), (bi, bs)) = (near(r), near(g), near(b));
    let mean = (u16::from(r) + u16::from(g) + u16::from(b)) / 3;
    let grey = u8::try_from(mean.saturating_sub(3) / 10).unwrap_or_default().min(23);
    let level = 8 + 10 * grey;
    let off = |x: u8, y: u8, z: u8| {
        [(x, r), (y, g), (z, b)].iter().map(|(p, q)| u32::from(p.abs_diff(*q)).pow(2)).sum::<u32>()
    };
    if off(level, level, level) < off(rs, gs, bs) { 232 + grey } else { 16 + 36 * ri + 6 * gi + bi }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_themes_have_every_role_at_every_depth() {
        for (file, source) in BUILT_IN {
            let name = file.strip_suffix(".toml").unwrap();
            for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
                assert_eq!(Theme::parse(name, source, depth).unwrap(), Theme::named(name, depth).unwrap());
            }
            for role in Role::ALL {
                assert!(source.contains(&format!("\n{} ", role.name())), "{name} lacks {}", role.name());
            }
        }
    }

    #[test]
    fn sixteen_colours_never_see_a_true_one() {
        for (file, _) in BUILT_IN {
            let name = file.strip_suffix(".toml").unwrap();
            let theme = Theme::named(name, Depth::Sixteen).unwrap();
            for role in Role::ALL {
                let style = theme.style(*role);
                assert!(!matches!(style.fg, Some(Color::Rgb(..) | Color::Indexed(16..))), "{name} {role:?}");
                assert!(!matches!(style.bg, Some(Color::Rgb(..) | Color::Indexed(16..))), "{name} {role:?}");
            }
        }
    }

    #[test]
    fn mono_has_no_colour() {
        let theme = Theme::named("mono", Depth::True).unwrap();
        assert!(Role::ALL.iter().all(|r| theme.style(*r).fg.is_none() && theme.style(*r).bg.is_none()));
    }

    #[test]
    fn an_unknown_role_or_colour_names_its_line() {
        let error = |s: &str| Theme::parse("own.toml", s, Depth::True).unwrap_err().to_string();
        assert_eq!(error("[roles]\nsky = { fg = \"red\" }"), "own.toml:2: no role `sky`");
        assert!(error("[roles]\ntext = { fg = \"sky\" }").starts_with("own.toml:2: no colour `sky`"));
    }
}
