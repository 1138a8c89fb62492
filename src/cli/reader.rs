//! The reader on a terminal: what it is told from outside, and what it leaves behind.
//!
//! In: bulletins that were read, and options. Out: the terminal as it was, and the summary where it is to be printed.

use super::args::Common;
use super::batch::{self, Read};
use super::output::{self, Stop};
use crate::Error;
use crate::load::{self, Input};
use crate::model::Bulletin;
use crate::report::{self, Labels};
use crate::tui;
use std::path::{Path, PathBuf};

/// Opens the reader on the first of what was read; says how many others there are.
pub(super) fn open(read: Vec<Read>, labels: &Labels, common: &Common) -> Result<(), Stop> {
    let others = read.len().saturating_sub(1);
    let Some(Read { bulletin, path }) = read.into_iter().next() else { return Ok(()) };
    let own = labels.clone();
    let summary = move |bulletin: &Bulletin, width: usize| {
        let options = report::Options { width: Some(width), colour: false, full: false };
        report::text(&report::summary(bulletin, &own), &own, options)
    };
    let again = path.clone();
    let options = tui::Options {
        labels: labels.clone(),
        theme_file: theme_file(common)?,
        theme: common.theme.clone(),
        keys: config("keys.toml").map(|path| contents(&path)).transpose()?,
        mouse: !common.no_mouse,
        memory: state_folder(),
        file: path,
        note: (others > 0).then(|| labels.fill("tui.others", &[&others.to_string()])),
        summary: Box::new(summary),
        reload: again.map(|path| -> tui::Reload {
            Box::new(move || load::load(&Input::Path(path.clone())).and_then(batch::bulletin))
        }),
    };
    let outcome = tui::run(bulletin, options).map_err(Stop::Failed)?;
    outcome.print.map_or(Ok(()), |text| output::print(text.as_bytes()))
}

/// The user's own theme of that name, where there is one.
fn theme_file(common: &Common) -> Result<Option<(String, String)>, Stop> {
    let file = common.theme.as_ref().and_then(|name| config(&format!("themes/{name}.toml")));
    file.map(|path| contents(&path)).transpose()
}

fn contents(path: &Path) -> Result<(String, String), Stop> {
    let text = std::fs::read_to_string(path).map_err(|source| Stop::Failed(Error::Io { path: path.into(), source }))?;
    Ok((load::shown(&path.to_string_lossy()), text))
}

/// A file of the user's settings, where it is there.
fn config(name: &str) -> Option<PathBuf> {
    Some(folder("XDG_CONFIG_HOME", ".config")?.join(name)).filter(|path| path.is_file())
}

/// The folder in which places are kept.
fn state_folder() -> Option<PathBuf> {
    folder("XDG_STATE_HOME", ".local/state")
}

/// The program's folder in the one that `variable` names, or in its usual place.
fn folder(variable: &str, usual: &str) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || std::env::var_os("HOME").filter(|home| !home.is_empty()).map(|home| Path::new(&home).join(usual));
    Some(named.or_else(home)?.join("bantin"))
}
