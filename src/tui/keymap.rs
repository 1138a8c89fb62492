//! Which key gives which command, by context. Keys are data: `assets/keys.toml`, and a user's own file over it.
//!
//! In: tables `[context]` of `command = ["key", …]`. Out: the command of a key, and the keys of a command for help and
//! the status line. A key bound twice in one context of one file is an error that names both.

use super::action::Command;
use super::key::Key;
use crate::error::{Code, Fault, Result};
use crate::text::pairs::{pairs, unquoted};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use toml::Spanned;

/// The built-in keys.
pub const BUILT_IN: &str = include_str!("../../assets/keys.toml");

/// Where the keys go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// Everywhere but where something is typed.
    All,
    /// The reader's panes.
    Reader,
    /// The text.
    Text,
    /// A side pane.
    Pane,
    /// A view over the panes.
    View,
    /// The table of figures.
    Figures,
    /// The summary.
    Summary,
    /// The list of many bulletins.
    Shelf,
    /// A line that is typed.
    Prompt,
    /// One letter is awaited.
    Letter,
}

impl Context {
    /// Every context, in the order in which help tells them.
    pub const ALL: &[Context] = &[
        Context::All,
        Context::Reader,
        Context::Text,
        Context::Pane,
        Context::View,
        Context::Figures,
        Context::Summary,
        Context::Shelf,
        Context::Prompt,
        Context::Letter,
    ];

    /// The table's name in key files; its words are the label `context.NAME`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Context::All => "all",
            Context::Reader => "reader",
            Context::Text => "text",
            Context::Pane => "pane",
            Context::View => "view",
            Context::Figures => "figures",
            Context::Summary => "summary",
            Context::Shelf => "shelf",
            Context::Prompt => "prompt",
            Context::Letter => "letter",
        }
    }

    /// Whether this context is `other` or asks it in the end.
    #[must_use]
    pub fn lies_in(self, other: Context) -> bool {
        self == other || self.parent().is_some_and(|parent| parent.lies_in(other))
    }

    /// The context asked when this one does not know a key.
    #[must_use]
    pub fn parent(self) -> Option<Context> {
        match self {
            Context::Text | Context::Pane => Some(Context::Reader),
            Context::Figures | Context::Summary => Some(Context::View),
            Context::Reader | Context::View | Context::Shelf => Some(Context::All),
            Context::All | Context::Prompt | Context::Letter => None,
        }
    }
}

/// One key of one context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The key.
    pub key: Key,
    /// What it gives.
    pub command: Command,
}

/// All keys.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

impl Keymap {
    /// The built-in keys.
    #[must_use]
    pub fn built_in() -> Self {
        KEYS.clone()
    }

    /// These keys with those of a user's file over them: a command that the file names in a context has only its keys
    /// from there, and a key that it binds is taken from whatever had it.
    ///
    /// # Errors
    /// Names file and line of an unknown context, command or key, and both commands of a key that is bound twice.
    pub fn with(mut self, file: &str, source: &str) -> Result<Self> {
        let own = parse(file, source)?;
        self.bindings.retain(|old| {
            !own.iter().any(|new| {
                new.context == old.context && new.command == old.command
                    || new.key == old.key && old.context.lies_in(new.context)
            })
        });
        self.bindings.extend(own);
        Ok(self)
    }

    /// The command that `key` gives in `context` or in those around it.
    #[must_use]
    pub fn command(&self, key: Key, context: Context) -> Option<Command> {
        let here = self.bindings.iter().find(|b| b.context == context && b.key == key).map(|b| b.command);
        here.or_else(|| context.parent().and_then(|parent| self.command(key, parent)))
    }

    /// The bindings of one context, in the file's order.
    pub fn of(&self, context: Context) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |b| b.context == context)
    }

    /// The keys that give `command` in `context` or in those around it, as signs.
    #[must_use]
    pub fn keys(&self, command: Command, context: Context) -> Vec<String> {
        let here: Vec<String> = self.of(context).filter(|b| b.command == command).map(|b| b.key.to_string()).collect();
        match context.parent() {
            Some(parent) if here.is_empty() => self.keys(command, parent),
            _ => here,
        }
    }
}

static KEYS: LazyLock<Keymap> = LazyLock::new(|| {
    let bindings = pairs(BUILT_IN).flat_map(|(table, name, keys)| {
        let context = Context::ALL.iter().copied().find(|c| c.name() == table);
        let keys = keys.trim_start_matches('[').trim_end_matches(']').split(", ");
        keys.filter_map(move |key| {
            Some(Binding { context: context?, key: Key::named(unquoted(key))?, command: Command::named(name)? })
        })
    });
    Keymap { bindings: bindings.collect() }
});

type Tables = BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Vec<Spanned<String>>>>;

fn parse(file: &str, source: &str) -> Result<Vec<Binding>> {
    let line = |at: usize| source.get(..at).map_or(1, |s| s.matches('\n').count() + 1);
    let wrong = |at: usize, fault: Fault| fault.at(file, line(at));
    let tables: Tables = toml::from_str(source).map_err(|e| {
        wrong(e.span().map_or(0, |s| s.start), Code::Told.with(e.message().trim_end().replace('\n', " ")))
    })?;
    let mut found: Vec<(usize, Binding)> = Vec::new();
    for (name, commands) in &tables {
        let context = Context::ALL.iter().copied().find(|c| c.name() == name.get_ref().as_str()).ok_or_else(|| {
            let known: Vec<&str> = Context::ALL.iter().map(|c| c.name()).collect();
            wrong(name.span().start, Code::KeyContext.with(name.get_ref()).with(known.join(", ")))
        })?;
        for (name, keys) in commands {
            let command = Command::named(name.get_ref())
                .ok_or_else(|| wrong(name.span().start, Code::KeyCommand.with(name.get_ref())))?;
            for written in keys {
                let at = written.span().start;
                let key =
                    Key::named(written.get_ref()).ok_or_else(|| wrong(at, Code::KeyUnknown.with(written.get_ref())))?;
                found.push((at, Binding { context, key, command }));
            }
        }
    }
    found.sort_by_key(|(at, _)| *at);
    for (i, (at, new)) in found.iter().enumerate() {
        if let Some((_, old)) = found.iter().take(i).find(|(_, b)| b.context == new.context && b.key == new.key) {
            let (a, b, context) = (old.command.name(), new.command.name(), new.context.name());
            return Err(wrong(*at, Code::KeyTwice.with(new.key).with(a).with(b).with(context)));
        }
    }
    Ok(found.into_iter().map(|(_, binding)| binding).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Key {
        Key::named(name).unwrap()
    }

    #[test]
    fn a_key_bound_twice_names_both_commands_and_the_line() {
        let source = "[text]\ndown = [\"j\"]\nup = [\"j\"]\n";
        let error = Keymap::default().with("own.toml", source).unwrap_err().to_string();
        assert_eq!(error, "own.toml:3: key `j` is bound to `down` and to `up` in `text`");
    }

    #[test]
    fn the_built_in_file_is_read_as_strictly_as_others() {
        assert_eq!(Keymap::built_in().bindings, parse("keys.toml", BUILT_IN).unwrap());
    }

    #[test]
    fn unknown_names_are_errors_with_their_line() {
        for (source, words) in [
            ("[text]\n\nfly = [\"j\"]", "own.toml:3: no command `fly`"),
            ("[sky]\nup = [\"j\"]", "own.toml:1: no context `sky`"),
            ("[text]\nup = [\"Hyper\"]", "own.toml:2: no key `Hyper`"),
            ("[text\n", "own.toml:1:"),
        ] {
            let error = Keymap::default().with("own.toml", source).unwrap_err().to_string();
            assert!(error.starts_with(words), "{error}");
        }
    }

    #[test]
    fn an_own_file_takes_keys_over() {
        let map = Keymap::built_in().with("own.toml", "[all]\ndown = [\"q\"]").unwrap();
        assert_eq!(map.command(key("q"), Context::Text), Some(Command::Down));
        assert_eq!(map.command(key("j"), Context::Text), None);
        assert_eq!(map.command(key("C-c"), Context::Text), Some(Command::Quit));
    }

    #[test]
    fn contexts_ask_those_around_them() {
        let map = Keymap::built_in();
        assert_eq!(map.command(key("Space"), Context::Text), Some(Command::PageDown));
        assert_eq!(map.command(key("Space"), Context::Pane), Some(Command::Card));
        assert_eq!(map.command(key("j"), Context::Prompt), None);
    }

    #[test]
    fn every_command_can_be_reached_without_a_letter() {
        let map = Keymap::built_in();
        let letterless = |c: Command| {
            map.bindings.iter().any(|b| b.command == c && b.key.typed().is_none_or(|t| !t.is_alphabetic()))
        };
        for need in [Command::Commands, Command::Down, Command::Up, Command::Accept, Command::Close, Command::NextPane]
        {
            assert!(letterless(need), "{need:?}");
        }
    }
}
