//! The reader, wired: where its keys, themes and memory lie, how it prints and reads again.

use super::args::Common;
use super::batch;
use super::output::{self, Stop};
use crate::model::Bulletin;
use crate::report::{self, Labels, Language};
use crate::tui::{self, Options};
use crate::{Error, Result};
use std::path::{Path, PathBuf};

/// Opens the reader on each bulletin in turn; what was to be printed is printed after the last.
pub(super) fn run(read: Vec<batch::Read>, language: Language, common: &Common) -> std::result::Result<(), Stop> {
    let mut print = String::new();
    for batch::Read { bulletin, path } in read {
        let outcome = tui::run(bulletin, options(path, language, common)?).map_err(Stop::Failed)?;
        print.extend(outcome.print);
    }
    if print.is_empty() { Ok(()) } else { output::print(print.as_bytes()) }
}

fn options(path: Option<PathBuf>, language: Language, common: &Common) -> std::result::Result<Options, Stop> {
    let labels = Labels::new(language);
    let words = labels.clone();
    let again = path.clone();
    Ok(Options {
        labels,
        theme: common.theme.clone(),
        theme_file: theme_file(common.theme.as_deref()).map_err(Stop::Failed)?,
        keys: settings("keys.toml").map_err(Stop::Failed)?,
        mouse: !common.no_mouse,
        memory: folder("XDG_STATE_HOME", ".local/state"),
        summary: Box::new(move |bulletin, width| summary(bulletin, &words, width)),
        reload: again.map(|path| Box::new(move || batch::again(&path)) as tui::run::Reload),
        file: path,
    })
}

fn summary(bulletin: &Bulletin, labels: &Labels, width: usize) -> String {
    let options = report::Options { width: Some(width), ..report::Options::default() };
    report::text(&report::summary(bulletin, labels), labels, options)
}

/// A theme of the user's own, where the name is not a built-in one's.
fn theme_file(name: Option<&str>) -> Result<Option<(String, String)>> {
    let Some(name) = name.filter(|n| tui::theme::BUILT_IN.iter().all(|(built_in, _)| built_in != n)) else {
        return Ok(None);
    };
    let found = settings(&format!("themes/{name}.toml"))?;
    found.map(Some).ok_or_else(|| {
        let names: Vec<&str> = tui::theme::BUILT_IN.iter().map(|(name, _)| *name).collect();
        let message =
            format!("no such theme; there are {}, and files themes/NAME.toml in bantin's settings", names.join(", "));
        Error::Input { name: name.to_owned(), message }
    })
}

/// A file of the user's settings: its name and contents; `None` where there is none.
fn settings(file: &str) -> Result<Option<(String, String)>> {
    let Some(path) = folder("XDG_CONFIG_HOME", ".config").map(|f| f.join(file)) else { return Ok(None) };
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some((path.display().to_string(), text))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Io { path, source }),
    }
}

/// bantin's own folder below an XDG base folder.
fn folder(variable: &str, below_home: &str) -> Option<PathBuf> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|p| p.is_absolute());
    let base = absolute(variable).or_else(|| absolute("HOME").map(|home| home.join(below_home)))?;
    Some(Path::new(&base).join("bantin"))
}
