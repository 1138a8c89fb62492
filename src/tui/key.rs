//! A key and its names: `C-d`, `S-Tab`, `PgDn`, `?`.
//!
//! In: names of key files and events of the terminal. Out: one value for each key, and the sign that help shows for it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fmt::{self, Display};

/// A key with Control or Alt held. Shift is part of a character and stands apart only for other keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// Keys that are no characters: their name in files, their sign on screen.
const NAMED: &[(&str, &str, KeyCode)] = &[
    ("Up", "↑", KeyCode::Up),
    ("Down", "↓", KeyCode::Down),
    ("Left", "←", KeyCode::Left),
    ("Right", "→", KeyCode::Right),
    ("PgUp", "PgUp", KeyCode::PageUp),
    ("PgDn", "PgDn", KeyCode::PageDown),
    ("Home", "Home", KeyCode::Home),
    ("End", "End", KeyCode::End),
    ("Enter", "Enter", KeyCode::Enter),
    ("Esc", "Esc", KeyCode::Esc),
    ("Tab", "Tab", KeyCode::Tab),
    ("S-Tab", "S-Tab", KeyCode::BackTab),
    ("Backspace", "⌫", KeyCode::Backspace),
    ("Del", "Del", KeyCode::Delete),
    ("Ins", "Ins", KeyCode::Insert),
    ("Space", "Space", KeyCode::Char(' ')),
];

impl Key {
    /// The key of that name; `None` where there is none.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let alone = name.len() == 1;
        if let Some(&(_, _, code)) = NAMED.iter().find(|(n, _, _)| !alone && *n == name) {
            return Some(Self { code, modifiers: KeyModifiers::NONE });
        }
        for (prefix, modifier) in
            [("C-", KeyModifiers::CONTROL), ("M-", KeyModifiers::ALT), ("S-", KeyModifiers::SHIFT)]
        {
            if let Some(rest) = name.strip_prefix(prefix)
                && !rest.is_empty()
            {
                let key = Self::named(rest)?;
                return Some(Self { code: key.code, modifiers: key.modifiers | modifier });
            }
        }
        let mut chars = name.chars();
        let code = match (chars.next()?, chars.as_str()) {
            (c, "") => KeyCode::Char(c),
            ('F', n) => KeyCode::F(n.parse().ok().filter(|n| (1..=24).contains(n))?),
            _ => return None,
        };
        Some(Self { code, modifiers: KeyModifiers::NONE })
    }

    /// The character that the key types; `None` where it types none.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.modifiers.is_empty() => Some(c),
            _ => None,
        }
    }
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let held = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let (code, modifiers) = match event.code {
            KeyCode::Char(c) if held.contains(KeyModifiers::CONTROL) => {
                (KeyCode::Char(c.to_ascii_lowercase()), held - KeyModifiers::SHIFT)
            }
            code @ (KeyCode::Char(_) | KeyCode::BackTab) => (code, held - KeyModifiers::SHIFT),
            code => (code, held),
        };
        Self { code, modifiers }
    }
}

impl Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, sign) in [(KeyModifiers::CONTROL, "^"), (KeyModifiers::ALT, "M-"), (KeyModifiers::SHIFT, "S-")] {
            if self.modifiers.contains(held) {
                f.write_str(sign)?;
            }
        }
        if let Some((_, sign, _)) = NAMED.iter().find(|(_, _, code)| *code == self.code) {
            return f.write_str(sign);
        }
        match self.code {
            KeyCode::Char(c) if self.modifiers.contains(KeyModifiers::CONTROL) => {
                write!(f, "{}", c.to_ascii_uppercase())
            }
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(n) => write!(f, "F{n}"),
            other => write!(f, "{other:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_keys_and_keys_have_signs() {
        for (name, sign) in [
            ("C-d", "^D"),
            ("PgDn", "PgDn"),
            ("S-Tab", "S-Tab"),
            ("?", "?"),
            ("F10", "F10"),
            ("-", "-"),
            ("S-F3", "S-F3"),
        ] {
            assert_eq!(Key::named(name).map(|k| k.to_string()).as_deref(), Some(sign), "{name}");
        }
        assert_eq!(Key::named("Hyper"), None);
        assert_eq!(Key::named("C-"), None);
    }

    #[test]
    fn shift_is_part_of_a_character() {
        let event = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert_eq!(Some(Key::from(event)), Key::named("G"));
    }
}
