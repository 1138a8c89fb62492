//! `bantin DIR`: the shelf on a terminal, and the reader on what is opened from it.
//!
//! In: names. Out: the shelf while its files are read behind it on all cores, by way of the cache.

use super::batch;
use super::cache::Cache;
use super::many::{Crew, Told as Sent, cores, ordered};
use super::output::{self, Stop};
use super::reader::{self, Told};
use crate::Error;
use crate::error::Code;
use crate::load::{self, Hints, Input, Loaded};
use crate::shelf::Entry;
use crate::tui::shelf::run::Inbox;
use crate::tui::shelf::{Outcome, Shelf, run, speak};
use crate::{Reader, Result, tui};
use std::ffi::OsString;

/// Opens the shelf on what `names` stand for.
pub(super) fn open(names: &[OsString], told: &Told<'_>) -> std::result::Result<(), Stop> {
    let inputs = load::inputs(names);
    let shown = inputs.iter().map(|input| match input {
        Ok(input) => input.name(),
        Err(error) => load::shown(&told.labels.error(error)),
    });
    let mut look = reader::look(told)?;
    let mut shelf = Shelf::new(shown.collect(), look.labels.clone(), reader::keymap()?, (80, 24));
    shelf.mouse = !told.common.no_mouse;
    let inbox = Inbox::default();
    let cache = reader::cache_folder().map(|folder| Cache::new(&folder, told.by));
    let paths: Vec<Result<Input>> = inputs.iter().map(again).collect();
    fill(paths, told.by.clone(), cache, &inbox);
    let held = tui::terminal::Hold::new();
    loop {
        match run(&mut shelf, &mut look.themes, &inbox).map_err(Stop::Failed)? {
            Outcome::Quit => return Ok(()),
            Outcome::Open(at, place) => {
                let input = inputs.get(at).map(again);
                let input = input.unwrap_or_else(|| Err(gone())).map_err(Stop::Failed);
                look.labels = shelf.labels.clone();
                let outcome = input.and_then(|input| reader::show_one(&input, told, place, &mut look));
                speak(&mut shelf, look.labels.clone());
                match outcome {
                    Ok(tui::Outcome { print: Some(text), .. }) => {
                        drop(held);
                        return output::print(text.as_bytes());
                    }
                    Ok(tui::Outcome { trend, .. }) => {
                        trend.into_iter().for_each(|span| tui::shelf::follow(&mut shelf, at, span));
                    }
                    Err(Stop::Failed(error)) => shelf.message = Some(look.labels.error(&error)),
                    Err(stop) => return Err(stop),
                }
            }
        }
    }
}

/// Reads everything behind the screen.
fn fill(inputs: Vec<Result<Input>>, by: Reader, cache: Option<Cache>, inbox: &Inbox) {
    let send = inbox.sender();
    std::thread::spawn(move || {
        cache.iter().for_each(Cache::mark);
        let old = cache.clone();
        let work = move |input: Result<Input>| input.and_then(|input| entry(&input, &by, cache.as_ref()));
        let mut next = 0;
        // Where the shelf is left nobody waits for the rest.
        let _ = ordered(
            &Crew::new(cores()),
            inputs.into_iter(),
            work,
            || Err(gone()),
            |told| {
                if let Sent::Result(read) = told {
                    let open = send(next, read);
                    next += 1;
                    return if open { Ok(()) } else { Err(Stop::Closed) };
                }
                Ok(())
            },
        );
        old.iter().for_each(Cache::sweep);
    });
}

fn entry(input: &Input, by: &Reader, cache: Option<&Cache>) -> Result<Entry> {
    let made = |loaded: Loaded| Ok(by.entry(&batch::bulletin(loaded, by)?));
    if let Input::Url(_) = input {
        return made(load::load_as(input, by.encoding())?);
    }
    let hints = Hints { forced: by.encoding(), declared: None };
    let read = |bytes: &[u8]| made(load::from(&input.name(), bytes, &hints)?);
    let bytes = load::read(input)?;
    let mut entry = match cache {
        Some(cache) => cache.entry(&bytes, || read(&bytes))?,
        None => read(&bytes)?,
    };
    // The same bytes may stand under another name.
    entry.name = input.name();
    Ok(entry)
}

fn again(input: &Result<Input>) -> Result<Input> {
    match input {
        Ok(input) => Ok(input.clone()),
        Err(Error::Input { name, fault }) => Err(fault.clone().of(name)),
        Err(error) => Err(Code::Told.with(error).of("")),
    }
}

fn gone() -> Error {
    Code::InputLost.of("")
}
