//! `bantin trend`: one indicator over many bulletins.

use super::args::{Trend, TrendForm};
use super::jobs::{self, Read1};
use super::many::{Crew, Told, cores, ordered};
use super::output::{self, Out, Stop};
use super::progress::Progress;
use super::summary::{terminal_width, wants_colour};
use super::{complain, own};
use crate::Reader;
use crate::error::{Code, Fault};
use crate::report::{self, Labels, Language, Options, chart, trend as words};
use crate::shelf::{self, Entry, trend::told};
use crate::text::search::Query;
use std::ffi::OsString;

/// Names that are offered where none, or none alone, is meant.
const OFFERED: usize = 12;

/// All bulletins that `names` stand for, as entries, read on all cores; and whether one failed.
pub(super) fn entries(names: &[OsString], reader: &Reader, labels: &Labels) -> Result<(Vec<Entry>, bool), Stop> {
    let (feed, _) = jobs::jobs(names, false);
    let mut progress = Progress::new(labels.clone(), Some(feed.size_hint().0));
    let (mut all, mut failed) = (Vec::new(), false);
    let own = reader.clone();
    let work = move |job| {
        let Read1 { bytes, bulletin, .. } = jobs::read(job, &own);
        Some((bytes, bulletin.map(|bulletin| own.entry(&bulletin))))
    };
    ordered(
        &Crew::new(cores()),
        feed,
        work,
        || None,
        |told| {
            match told {
                Told::Result(Some((bytes, Ok(entry)))) => {
                    all.push(entry);
                    progress.step(bytes, false);
                }
                Told::Result(Some((bytes, Err(error)))) => {
                    progress.clear();
                    complain(&error, labels);
                    failed = true;
                    progress.step(bytes, true);
                }
                Told::Result(None) => failed = true,
                Told::Idle => progress.draw(),
            }
            Ok(())
        },
    )?;
    progress.clear();
    Ok((all, failed))
}

/// Prints one indicator over many bulletins.
pub(super) fn trend(args: &Trend, language: Language) -> Result<(), Stop> {
    let labels = Labels::new(language);
    let reader = own::reader(&args.own)?;
    let (all, failed) = entries(&args.files, &reader, &labels)?;
    if args.indicator.trim().is_empty() {
        return offer(&all, &labels);
    }
    let topic = meant(&all, &reader, &args.indicator)?;
    let mut trends = shelf::trends(&all, &topic);
    if let Some(place) = &args.place {
        let query = Query::new(place);
        trends.retain(|t| query.is_in(&t.place));
        if trends.is_empty() {
            return Err(fault(place, Code::PlaceUnknown));
        }
    }
    let mut out = match &args.output {
        Some(path) => Out::file(path, args.force, &args.files)?,
        None => Out::stdout(),
    };
    let pages = |form: &dyn Fn(&report::Page) -> String, gap: &str| {
        let charted = args.format == TrendForm::Text;
        trends.iter().map(|t| form(&words::page(t, &all, &labels, charted))).collect::<Vec<_>>().join(gap)
    };
    let text = match args.format {
        TrendForm::Csv => words::to_csv(&trends, &all),
        TrendForm::Json => words::to_json(&trends, &all),
        TrendForm::Markdown => pages(&report::markdown, "\n"),
        TrendForm::Text => pages(&|page| report::text(page, &labels, options(args.width)), "\n\n"),
        TrendForm::Svg => picture(&trends, &labels)?,
    };
    out.write(text.as_bytes())?;
    out.finish()?;
    if failed { Err(Stop::Told) } else { Ok(()) }
}

pub(super) fn options(width: Option<usize>) -> Options {
    let colour = wants_colour(&std::io::stdout());
    Options { width: width.or_else(terminal_width), colour, full: true }
}

/// The picture of the fullest series; several places need one each.
fn picture(trends: &[shelf::Trend], labels: &Labels) -> Result<String, Stop> {
    let [trend] = trends else {
        let places: Vec<&str> = trends.iter().map(|t| t.place.as_str()).collect();
        return Err(fault("--format svg", Code::PlacesSeveral.with(places.join(", "))));
    };
    let charted = trend.series.iter().find_map(|s| Some((s, chart::chart(s)?)));
    let Some((series, chart)) = charted else {
        return Err(fault("--format svg", Code::ChartNone));
    };
    let title = format!("{} · {}", words::title(trend), words::heading(series, labels));
    Ok(chart::svg(&chart, labels, &title))
}

/// The topic that an indicator's name means: the one of that name, else the only one that holds its words.
fn meant(all: &[Entry], reader: &Reader, name: &str) -> Result<String, Stop> {
    let topics = told(all);
    let asked = reader.topic(name);
    if topics.iter().any(|(topic, ..)| *topic == asked) {
        return Ok(asked);
    }
    let query = Query::new(name.trim());
    let names = |topic: &str| {
        all.iter().flat_map(move |e| e.points.iter()).any(|p| p.topic == topic && query.is_in(&p.indicator))
    };
    let found: Vec<_> = topics.iter().filter(|(topic, ..)| names(topic)).collect();
    match found.as_slice() {
        [(topic, ..)] => Ok(topic.clone()),
        [] => Err(fault(name, Code::TopicUnknown)),
        several => {
            let names: Vec<&str> = several.iter().take(OFFERED).map(|(_, _, name)| name.as_str()).collect();
            Err(fault(name, Code::TopicsSeveral.with(names.join("; "))))
        }
    }
}

/// Prints which indicators there are, and in how many bulletins.
fn offer(all: &[Entry], labels: &Labels) -> Result<(), Stop> {
    let lines: String = told(all).iter().map(|(_, count, name)| format!("{count:>4}  {name}\n")).collect();
    let head = labels.fill("trend.offered", &[&all.len().to_string()]);
    output::print(format!("{head}\n{lines}").as_bytes())
}

pub(super) fn fault(name: &str, fault: impl Into<Fault>) -> Stop {
    Stop::Failed(fault.into().of(name))
}
