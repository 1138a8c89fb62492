//! `bantin compare`: what turned between two bulletins, or between all bulletins of a place in two periods.

use super::args::{Compare, CompareForm};
use super::output::{self, Stop};
use super::own;
use super::shelf::{entries, fault, options};
use crate::Reader;
use crate::error::{Code, Fault};
use crate::model::Period;
use crate::report::{self, Labels, Language, comparison};
use crate::shelf::joined::of_period;
use crate::shelf::{self, Entry, Joined};
use crate::text::search::Query;
use std::collections::BTreeSet;
use std::ffi::OsStr;

/// Prints what turned.
pub(super) fn compare(args: &Compare, language: Language) -> Result<(), Stop> {
    let labels = Labels::new(language);
    let reader = own::reader(&args.own)?;
    let (old, new, failed) =
        if args.files.is_empty() { bulletins(args, &reader, &labels)? } else { periods(args, &reader, &labels)? };
    let found = shelf::compare(&old.entry, &new.entry);
    let page = || comparison::page_of(&found, &old, &new, &labels);
    let text = match args.format {
        CompareForm::Text => report::text(&page(), &labels, options(args.width)),
        CompareForm::Markdown => report::markdown(&page()),
        CompareForm::Json => comparison::json_of(&found, &old, &new),
    };
    output::print(text.as_bytes())?;
    if failed { Err(Stop::Told) } else { Ok(()) }
}

/// Two bulletins.
fn bulletins(args: &Compare, reader: &Reader, labels: &Labels) -> Result<(Joined, Joined, bool), Stop> {
    let (all, _) = entries(&[args.old.clone(), args.new.clone()], reader, labels)?;
    match all.as_slice() {
        [old, new] => Ok((Joined::new(&[old]), Joined::new(&[new]), false)),
        [] | [_] => Err(Stop::Told),
        _ => Err(fault("compare", Code::CompareFolder)),
    }
}

/// All bulletins of one place in two periods; and whether a file could not be read.
fn periods(args: &Compare, reader: &Reader, labels: &Labels) -> Result<(Joined, Joined, bool), Stop> {
    let wanted = [asked(&args.old, reader)?, asked(&args.new, reader)?];
    let (mut all, failed) = entries(&args.files, reader, labels)?;
    if let Some(place) = &args.place {
        let query = Query::new(place);
        all.retain(|entry| query.is_in(&entry.whose().0));
    }
    let found = wanted.map(|period| of_period(&all, &period));
    for (ids, name) in found.iter().zip([&args.old, &args.new]) {
        if ids.is_empty() {
            return Err(fault(&crate::load::shown(&name.to_string_lossy()), nowhere(&all)));
        }
    }
    let entry = |id: &usize| all.get(*id);
    let places: BTreeSet<String> = found.iter().flatten().filter_map(entry).map(|e| e.whose().0).collect();
    if places.len() > 1 {
        let places = places.into_iter().collect::<Vec<_>>().join(", ");
        return Err(fault("compare", Code::PlacesSeveral.with(places)));
    }
    let [old, new] = found.map(|ids| Joined::new(&ids.iter().filter_map(entry).collect::<Vec<_>>()));
    Ok((old, new, failed))
}

/// The period that words name, or a year by its number.
fn asked(name: &OsStr, reader: &Reader) -> Result<Period, Stop> {
    let words = name.to_string_lossy();
    let period = reader.period(words.trim()).filter(|period| period.start.is_some());
    period.ok_or_else(|| fault(&crate::load::shown(&words), Code::PeriodUnnamed))
}

/// The periods that there are.
fn nowhere(all: &[Entry]) -> Fault {
    let told: BTreeSet<_> = all.iter().filter_map(|e| e.period.as_ref()).map(|p| (p.end, p.label.clone())).collect();
    let labels = told.into_iter().map(|(_, label)| label).collect::<Vec<_>>().join(", ");
    match labels.is_empty() {
        true => Code::PeriodsNone.into(),
        false => Code::PeriodsOther.with(labels),
    }
}
