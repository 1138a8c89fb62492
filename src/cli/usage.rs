//! What the arguments tell of themselves in Vietnamese: help, and what is wrong with a command line. In English they do so
//! by themselves.
//!
//! In: the arguments, `assets/labels/help.vi.toml`. Out: words on standard output or error.

use super::args::Cli;
use super::locale;
use crate::load::shown;
use crate::report::Language;
use crate::text::pairs::{pairs, unquoted};
use clap::builder::{IntoResettable, Resettable, ValueRange};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory, Error};
use std::ffi::OsString;
use std::io::{self, Write};

/// The words, by command and argument.
const WORDS: &str = include_str!("../../assets/labels/help.vi.toml");

/// What stands under `key` of a table, if anything does.
fn find(table: &str, key: &str) -> Option<&'static str> {
    pairs(WORDS).find(|(in_table, name, _)| *in_table == table && *name == key).map(|(.., value)| unquoted(value))
}

/// What stands there, with `args` at its places.
fn words(table: &str, key: &str, args: &[&str]) -> String {
    let found = find(table, key).unwrap_or_default().to_owned();
    args.iter().enumerate().fold(found, |words, (at, arg)| words.replace(&format!("{{{at}}}"), arg))
}

/// The arguments with what holds for every command behind the command's name, where alone it is looked for.
pub(super) fn ordered(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    let told = |at: usize| arguments.get(at).and_then(|argument| argument.to_str()).unwrap_or_default();
    let length = if told(1) == "--lang" { 2 } else { usize::from(told(1).starts_with("--lang=")) };
    if length > 0 && Cli::command().find_subcommand(told(1 + length)).is_some() {
        let from = arguments.get_mut(1..=1 + length).unwrap_or_default();
        from.rotate_left(length);
    }
    arguments
}

/// The language that is asked for by arguments which are not understood.
fn language(arguments: &[OsString]) -> Language {
    let told = arguments.iter().filter_map(|argument| argument.to_str());
    let mut values = told.clone().filter_map(|argument| argument.strip_prefix("--lang="));
    let next = told.clone().zip(told.skip(1)).find(|(name, _)| *name == "--lang").map(|(_, value)| value);
    match values.next().or(next) {
        Some("vi") => Language::Vi,
        Some("en") => Language::En,
        _ => locale::language(),
    }
}

/// Tells help or what is wrong, and gives the exit status.
pub(super) fn tell(error: Error, arguments: &[OsString]) -> u8 {
    let status = u8::try_from(error.exit_code()).unwrap_or(2);
    // A closed pipe is no failure: what could be said was said.
    let _ = match language(arguments) {
        Language::En => error.print(),
        Language::Vi => {
            let error = spoken(Cli::command()).try_get_matches_from(arguments).err().unwrap_or(error);
            if error.use_stderr() { complain(&error) } else { error.print() }
        }
    };
    status
}

fn complain(error: &Error) -> io::Result<()> {
    let mut err = io::stderr().lock();
    writeln!(err, "bantin: {}", shown(&reason(error)))?;
    let usage = text(error, ContextKind::Usage);
    let usage = usage.split_once(": ").map_or("", |(_, usage)| usage.trim());
    let mut command = String::new();
    if !usage.is_empty() {
        writeln!(err, "\n{} {usage}", words("heading", "usage", &[]))?;
        let name = usage.split_whitespace().nth(1).filter(|name| name.starts_with(char::is_lowercase));
        command = name.map(|name| format!("{name} ")).unwrap_or_default();
    }
    writeln!(err, "\n{}", words("error", "more", &[&command]))
}

/// What is wrong, and what may have been meant.
fn reason(error: &Error) -> String {
    let of = |kind| text(error, kind);
    let (argument, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let told = |key: &str| words("error", key, &[&argument, &value]);
    let mut out = match error.kind() {
        ErrorKind::UnknownArgument => told("unknown"),
        ErrorKind::MissingRequiredArgument => told("missing"),
        ErrorKind::InvalidValue if value.is_empty() => told("missing_value"),
        ErrorKind::InvalidValue => told("invalid") + &words("error", "choose", &[&of(ContextKind::ValidValue)]),
        ErrorKind::ValueValidation => {
            let name = argument.trim_start_matches('-').split(' ').next().unwrap_or_default();
            told("invalid") + &words("error", "expected", &[&words("expected", name, &[])])
        }
        ErrorKind::TooManyValues => told("no_value"),
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            prior if prior.is_empty() || prior == argument => told("twice"),
            prior => words("error", "conflict", &[&argument, &prior]),
        },
        _ => told("other"),
    };
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedValue].map(of);
    if let Some(meant) = meant.iter().find(|meant| !meant.is_empty()) {
        out = format!("{out}; {}", words("error", "suggestion", &[meant]));
    }
    out
}

/// What the error knows of itself.
fn text(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(one)) => one.clone(),
        Some(ContextValue::Strings(all)) => all.join(", "),
        Some(ContextValue::StyledStr(one)) => one.to_string(),
        _ => String::new(),
    }
}

/// A heading.
pub(super) fn heading(key: &str) -> &'static str {
    find("heading", key).unwrap_or_default()
}

/// The command and all under it, in Vietnamese.
pub(super) fn spoken(mut command: Command) -> Command {
    // What the library adds by itself is there from then on.
    command.build();
    translated(command)
}

fn translated(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let mut command = command.mut_args(|argument| argued(argument, &name)).mut_subcommands(translated);
    let (form, usage) = (template(&command), command.render_usage().to_string());
    command = command.help_template(form).override_usage(valued(usage.trim_start_matches("Usage:").trim_start()));
    if let Some(about) = find(&name, "about") {
        let long = find(&name, "long").map_or(Resettable::Reset, |long| format!("{about}\n\n{long}").into_resettable());
        command = command.long_about(long).about(about);
    }
    match find(&name, "after") {
        Some(after) => command.after_help(after),
        None => command,
    }
}

/// An argument of the command `name`.
fn argued(argument: Arg, name: &str) -> Arg {
    let id = argument.get_id().to_string();
    let Some(found) = find(name, &id).or_else(|| find("bantin", &id)) else { return argument };
    let mut help = found.to_owned();
    let takes = argument.get_num_args().is_none_or(|count| count != ValueRange::EMPTY);
    let values: Vec<String> = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let default: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if takes && !values.is_empty() {
        help = format!("{help} {}", words("heading", "one_of", &[&values.join(", ")]));
    }
    if takes && !default.is_empty() {
        help = format!("{help} {}", words("heading", "default", &[&default.join(", ")]));
    }
    let named = argument.get_value_names().unwrap_or_default().first().and_then(|name| find("value", name));
    let argument = argument.help(help).long_help(Resettable::Reset).hide_possible_values(true).hide_default_value(true);
    match named {
        Some(named) if takes => argument.value_name(named),
        _ => argument,
    }
}

/// Names of values within a line of usage.
fn valued(usage: &str) -> String {
    let all = pairs(WORDS).filter(|(table, ..)| *table == "value");
    all.fold(usage.to_owned(), |usage, (_, name, value)| {
        let value = unquoted(value);
        usage.replace(&format!("<{name}>"), &format!("<{value}>")).replace(&format!("[{name}]"), &format!("[{value}]"))
    })
}

fn template(command: &Command) -> String {
    let heading = |key: &str| format!("\x1b[1m\x1b[4m{}\x1b[0m", words("heading", key, &[]));
    let mut out = format!("{{about-with-newline}}\n{} {{usage}}\n", heading("usage"));
    if command.has_subcommands() {
        out += &format!("\n{}\n{{subcommands}}\n", heading("commands"));
    }
    if command.get_positionals().next().is_some() {
        out += &format!("\n{}\n{{positionals}}\n", heading("arguments"));
    }
    out + &format!("\n{}\n{{options}}{{after-help}}", heading("options"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Tables that hold no command's words.
    const OTHERS: [&str; 4] = ["heading", "value", "error", "expected"];

    #[test]
    fn every_argument_speaks_vietnamese_and_nothing_else_does() {
        let command = Cli::command();
        let mut wanted = BTreeSet::new();
        for command in command.get_subcommands().chain([&command]) {
            wanted.insert((command.get_name().to_owned(), "about".to_owned()));
            for argument in command.get_arguments() {
                let (name, id) = (command.get_name(), argument.get_id().to_string());
                let table = if find(name, &id).is_some() { name } else { "bantin" };
                assert!(find(table, &id).is_some(), "{name} {id}");
                wanted.insert((table.to_owned(), id));
                for value in argument.get_value_names().unwrap_or_default() {
                    assert!(find("value", value).is_some() || !argument.get_action().takes_values(), "{value}");
                }
            }
        }
        for (table, key) in
            [("bantin", "long"), ("bantin", "after"), ("bantin", "help"), ("bantin", "version"), ("help", "about")]
        {
            wanted.insert((table.to_owned(), key.to_owned()));
        }
        let there = pairs(WORDS).filter(|(table, ..)| !OTHERS.contains(table));
        let there: BTreeSet<_> = there.map(|(table, key, _)| (table.to_owned(), key.to_owned())).collect();
        assert_eq!(there, wanted);
    }

    #[test]
    fn what_holds_for_every_command_may_stand_before_it() {
        let of = |line: &str| {
            let told = ordered(line.split(' ').map(OsString::from));
            told.iter().map(|argument| argument.to_string_lossy()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(of("bantin --lang vi extract a"), "bantin extract --lang vi a");
        assert_eq!(of("bantin --lang=vi keys"), "bantin keys --lang=vi");
        assert_eq!(of("bantin --lang vi a.txt extract"), "bantin --lang vi a.txt extract");
        assert_eq!(of("bantin extract a"), "bantin extract a");
        assert_eq!(of("bantin --lang"), "bantin --lang");
    }
}
