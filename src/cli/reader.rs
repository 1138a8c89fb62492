//! The reader on a terminal: what it is told from outside, and what it leaves behind.
//!
//! In: bulletins that were read, and options. Out: the terminal as it was, and the summary where it is to be printed.

use super::args::Common;
use super::batch::{self, Read};
use super::output::{self, Stop};
use crate::load::{self, Hints, Input, Loaded, Stream};
use crate::model::Bulletin;
use crate::report::{self, Labels};
use crate::tui;
use crate::tui::keymap::Keymap;
use crate::tui::look::{Look, Themes};
use crate::tui::ready::Ready;
use crate::{Error, Reader};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Texts of more bytes than this are shown before they are read.
const LARGE: usize = 64 << 10;

/// As many bytes of it are shown meanwhile.
const START: usize = 32 << 10;

/// How long standard input is waited for before its start is shown.
const PATIENCE: Duration = Duration::from_millis(400);

/// A text whose start is shown before it is read: a large file, or standard input that goes on.
pub(super) struct Large {
    start: Loaded,
    path: Option<PathBuf>,
    whole: Box<dyn FnOnce() -> crate::Result<Loaded> + Send>,
}

/// What `names` stand for, where it is one large file, or standard input.
pub(super) fn large(names: &[OsString], by: &Reader) -> Result<Option<Large>, Stop> {
    let name = match names {
        [] if load::is_piped() => return piped(by),
        [name] if name == "-" => return piped(by),
        [name] => name,
        _ => return Ok(None),
    };
    large_file(PathBuf::from(name), by)
}

/// A file that is large enough for its start to be shown first.
pub(super) fn large_file(path: PathBuf, by: &Reader) -> Result<Option<Large>, Stop> {
    let size = std::fs::metadata(&path).ok().filter(std::fs::Metadata::is_file).map_or(0, |m| m.len());
    if size <= LARGE as u64 {
        return Ok(None);
    }
    let (input, encoding) = (Input::Path(path.clone()), by.encoding());
    if let Some(start) = plain_start(&input, size).filter(|_| encoding.is_none()) {
        return Ok(Some(Large { start, path: Some(path), whole: Box::new(move || load::load_as(&input, encoding)) }));
    }
    let start = load::load_as(&input, encoding).map_err(Stop::Failed)?;
    let whole = start.clone();
    Ok(Some(Large { start, path: Some(path), whole: Box::new(move || Ok(whole)) }))
}

/// The start of a file that is plain text by its start, so that its first screen costs no more than a short one's; `None` of
/// every other form, whose start may show something else than its whole.
fn plain_start(input: &Input, size: u64) -> Option<Loaded> {
    let Input::Path(path) = input else { return None };
    let bytes = load::start(path, START)?;
    let lines = bytes.get(..bytes.iter().rposition(|b| *b == b'\n')?)?;
    let mut start = load::from_bytes(&input.name(), lines).ok()?;
    let plain = start.source.format == "text" && start.source.encoding == "UTF-8" && start.warnings.is_empty();
    start.source.bytes = usize::try_from(size).ok()?;
    plain.then_some(start)
}

/// Standard input: its start, where that can be shown, and what reads all of it.
fn piped(by: &Reader) -> Result<Option<Large>, Stop> {
    let hints = Hints { forced: by.encoding(), declared: None };
    let mut stream = Stream::open();
    let bytes = stream.start(START, PATIENCE);
    // A line that is only begun, and a letter that is, stay for later.
    let end = if bytes.len() >= START { bytes.iter().rposition(|b| *b == b'\n') } else { None };
    let start = load::from("-", bytes.get(..end.unwrap_or(bytes.len())).unwrap_or_default(), &hints);
    let read = move || load::from("-", &stream.rest()?, &hints);
    Ok(Some(match start {
        Ok(start) => Large { start, path: None, whole: Box::new(read) },
        // No start is to be shown of forms that are read whole, nor of what is damaged: it is waited for.
        Err(_) => match read() {
            Ok(loaded) => Large { start: loaded.clone(), path: None, whole: Box::new(move || Ok(loaded)) },
            Err(error) => return Err(Stop::Failed(error)),
        },
    }))
}

/// What the user told the reader, beside what to open.
pub(super) struct Told<'a> {
    /// The words, at first.
    pub labels: Labels,
    /// The options of every command.
    pub common: &'a Common,
    /// What is read by.
    pub by: &'a Reader,
}

/// Opens the reader on a text's start at once, and reads all of it behind the first frame.
pub(super) fn open_large(large: Large, told: &Told<'_>) -> Result<(), Stop> {
    let (start, options) = shown_first(large, told)?;
    show(start, options, told)
}

/// A text's start as a bulletin, and the options that have all of it read behind the first frame.
fn shown_first(large: Large, told: &Told<'_>) -> Result<(Bulletin, tui::Options), Stop> {
    let Large { start: loaded, path, whole } = large;
    let head = loaded.text.get(..loaded.text.floor_char_boundary(START)).unwrap_or_default();
    let cut = head.len() < loaded.text.len();
    let head = head.rsplit_once('\n').filter(|_| cut).map_or(head, |(whole, _)| whole);
    let text = crate::text::normalise(head).text;
    let text = Bulletin { source: loaded.source, text, ..Bulletin::default() };
    let mut options = options(path, told)?;
    let (by, labels) = (told.by.clone(), told.labels.clone());
    options.behind = Some(Box::new(move |tell| Ok(Ready::new(batch::bulletin_telling(whole()?, &by, tell)?, &labels))));
    Ok((text, options))
}

/// Opens the reader on the first of what was read; says how many others there are.
pub(super) fn open(read: Vec<Read>, told: &Told<'_>) -> Result<(), Stop> {
    let others = read.len().saturating_sub(1);
    let Some(Read { bulletin, path }) = read.into_iter().next() else { return Ok(()) };
    let mut options = options(path, told)?;
    options.note = (others > 0).then(|| told.labels.fill("tui.others", &[&others.to_string()]));
    show(bulletin, options, told)
}

/// Opens the reader on a bulletin of the shelf.
pub(super) fn show_one(
    input: &Input,
    told: &Told<'_>,
    at: Option<usize>,
    look: &mut Look,
) -> Result<tui::Outcome, Stop> {
    let path = if let Input::Path(path) = input { Some(path.clone()) } else { None };
    let large = path.clone().map(|path| large_file(path, told.by)).transpose()?.flatten();
    let (bulletin, options) = match large {
        Some(large) => shown_first(large, told)?,
        None => {
            let loaded = load::load_as(input, told.by.encoding()).map_err(Stop::Failed)?;
            (batch::bulletin(loaded, told.by).map_err(Stop::Failed)?, options(path, told)?)
        }
    };
    tui::run(bulletin, tui::Options { at, shelved: true, ..options }, look).map_err(Stop::Failed)
}

/// The words and colours to start with.
pub(super) fn look(told: &Told<'_>) -> Result<Look, Stop> {
    let Common { theme: name, .. } = told.common;
    let file = name.as_ref().and_then(|name| config(&format!("themes/{name}.toml")));
    let own = file.map(|path| contents(&path)).transpose()?;
    let themes = Themes::new(name.as_deref(), own.as_ref()).map_err(Stop::Failed)?;
    Ok(Look { labels: told.labels.clone(), themes })
}

/// The built-in keys with the user's own over them.
pub(super) fn keymap() -> Result<Keymap, Stop> {
    match config("keys.toml").map(|path| contents(&path)).transpose()? {
        Some((name, source)) => Keymap::built_in().with(&name, &source).map_err(Stop::Failed),
        None => Ok(Keymap::built_in()),
    }
}

fn show(bulletin: Bulletin, options: tui::Options, told: &Told<'_>) -> Result<(), Stop> {
    let outcome = tui::run(bulletin, options, &mut look(told)?).map_err(Stop::Failed)?;
    outcome.print.map_or(Ok(()), |text| output::print(text.as_bytes()))
}

/// What the reader is told of the file, the words and the user's settings.
fn options(path: Option<PathBuf>, told: &Told<'_>) -> Result<tui::Options, Stop> {
    let Told { labels, common, by } = told;
    let summary = |bulletin: &Bulletin, labels: &Labels, form: tui::Form| {
        let page = report::summary(bulletin, labels);
        match form {
            tui::Form::Text(width) => {
                let options = report::Options { width: Some(width), colour: false, full: true };
                report::text(&page, labels, options)
            }
            tui::Form::Markdown => report::markdown(&page),
            tui::Form::Html => report::html(&page, labels),
        }
    };
    let again = path.clone().zip(Some(((*by).clone(), labels.clone())));
    Ok(tui::Options {
        keymap: keymap()?,
        mouse: !common.no_mouse,
        watch: !common.no_watch,
        memory: state_folder(),
        file: path,
        at: None,
        shelved: false,
        note: None,
        behind: None,
        summary: Box::new(summary),
        reload: again.map(|(path, (by, labels))| -> tui::Reload {
            Arc::new(move || {
                let loaded = load::load_as(&Input::Path(path.clone()), by.encoding())?;
                Ok(Ready::new(batch::bulletin(loaded, &by)?, &labels))
            })
        }),
    })
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

/// The folder in which what was read is kept.
pub(super) fn cache_folder() -> Option<PathBuf> {
    folder("XDG_CACHE_HOME", ".cache")
}

/// The program's folder in the one that `variable` names, or in its usual place.
fn folder(variable: &str, usual: &str) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || std::env::var_os("HOME").filter(|home| !home.is_empty()).map(|home| Path::new(&home).join(usual));
    Some(named.or_else(home)?.join("bantin"))
}
