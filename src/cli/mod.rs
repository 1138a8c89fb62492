//! The command line: arguments, effects, wiring.
//!
//! In: the arguments. Out: results on standard output, everything else on standard error, and how the program ends:
//! 0 success, 1 failure, 2 wrong usage. A closed pipe ends it quietly.

mod args;
mod batch;
mod browse;
mod cache;
mod compare;
mod explain;
mod extract;
mod jobs;
mod linear;
mod locale;
mod manual;
mod many;
mod output;
mod own;
mod progress;
mod reader;
mod shelf;
mod sink;
mod stale;
mod summary;
mod usage;

pub use args::Cli;

use crate::report::{Labels, Language};
use crate::tui::keymap;
use crate::tui::theme;
use args::Command;
use clap::{CommandFactory, Parser};
use output::Stop;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// The bulletin that is shown where none is named.
pub const SAMPLE: &str = include_str!("../../assets/sample.txt");

/// The built-in keys, by file.
const KEYS: &[(&str, &str)] = &[("keys.toml", keymap::BUILT_IN)];
/// The built-in themes, by file.
const THEMES: &[(&str, &str)] = theme::BUILT_IN;

/// Runs the program with the arguments it was called with, its own name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = usage::ordered(arguments);
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => return ExitCode::from(usage::tell(error, &arguments)),
    };
    // What a hostile file does to a library is told as an error, and only so.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !crate::load::is_guarded() {
            hook(info);
        }
    }));
    let language = cli.common.lang.map_or_else(locale::language, Language::from);
    match command(&cli, language) {
        Ok(()) | Err(Stop::Closed) => ExitCode::SUCCESS,
        Err(Stop::Told) => ExitCode::FAILURE,
        Err(Stop::Failed(error)) => {
            complain(&error, &Labels::new(language));
            ExitCode::FAILURE
        }
    }
}

fn command(cli: &Cli, language: Language) -> Result<(), Stop> {
    let given = cli.common.lang;
    match &cli.command {
        None => read(cli, language),
        Some(Command::Summary(args)) => summary::run(args, language),
        // Data are the same on every machine, whatever its locale.
        Some(Command::Extract(args)) => {
            extract::run(args, given.map_or(Language::Vi, Language::from), &Labels::new(language))
        }
        Some(Command::Explain(args)) => explain::run(args, language),
        Some(Command::Trend(args)) => shelf::trend(args, language),
        Some(Command::Compare(args)) => compare::compare(args, language),
        Some(Command::Rules { check: Some(path) }) => own::check_rules(path, language),
        Some(Command::Rules { check: None }) => print_files(crate::rules::sources()),
        Some(Command::Keys) => print_files(KEYS),
        Some(Command::Themes) => print_files(THEMES),
        Some(Command::Completions { shell }) => {
            let mut out = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "bantin", &mut out);
            output::print(&out)
        }
        Some(Command::Man) => output::print(&manual::page(Cli::command(), language).map_err(|e| Stop::write("-", e))?),
    }
}

/// `bantin [FILE…]`: the reader on a terminal, the summary elsewhere.
fn read(cli: &Cli, language: Language) -> Result<(), Stop> {
    // Asked for on the command line it is a conversation on a pipe too; the environment means terminals only.
    if cli.common.accessible || linear::wanted() && io::stdout().is_terminal() {
        return linear::run(&cli.files, &Labels::new(language), &own::reader(&cli.own)?);
    }
    if !io::stdout().is_terminal() || summary::is_dumb() {
        let (files, own) = (cli.files.clone(), cli.own.clone());
        let args = args::Summary { files, own, width: cli.common.width, ..args::Summary::default() };
        return summary::run(&args, language);
    }
    let by = own::reader(&cli.own)?;
    let told = reader::Told { labels: Labels::new(language), common: &cli.common, by: &by };
    if batch::is_several(&cli.files) {
        return browse::open(&cli.files, &told);
    }
    if let Some(large) = reader::large(&cli.files, &by)? {
        return reader::open_large(large, &told);
    }
    let (read, failed) = batch::all(&cli.files, &by, &told.labels)?;
    if !read.is_empty() {
        reader::open(read, &told)?;
    }
    if failed { Err(Stop::Told) } else { Ok(()) }
}

/// Prints files that are built into the program, each after a line that names it.
fn print_files(files: &[(&str, &str)]) -> Result<(), Stop> {
    let mut out = String::new();
    for (name, text) in files {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&format!("# {name}\n{text}"));
    }
    output::print(out.as_bytes())
}

/// Tells `error` on standard error, on one line and without anything that could steer the terminal.
fn complain(error: &crate::Error, labels: &Labels) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "bantin: {}", crate::load::shown(&labels.error(error)));
}
