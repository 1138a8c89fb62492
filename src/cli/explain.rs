//! `bantin explain`.

use super::args::Explain;
use super::output::{Out, Stop};
use super::summary::{terminal_width, wants_colour};
use super::{batch, own};
use crate::assess::grounds::{Asked, asked, indicators};
use crate::error::Code;
use crate::load::shown;
use crate::model::{Bulletin, Mark};
use crate::parse::marks::marks;
use crate::report::{self, Labels, Language, Options};
use crate::text::Span;
use crate::{Error, Reader};
use std::io;

/// Prints how the figures of each bulletin came to be read so.
pub(super) fn run(args: &Explain, language: Language) -> Result<(), Stop> {
    let labels = Labels::new(language);
    let reader = own::reader(&args.own)?;
    let colour = wants_colour(&io::stdout());
    let options = Options { width: args.width.or_else(terminal_width), colour, full: true };
    let names: Vec<_> = args.file.iter().cloned().collect();
    let (read, failed) = batch::all(&names, &reader, &labels)?;
    let several = read.len() > 1;
    let words = args.indicator.as_deref().filter(|words| !words.trim().is_empty());
    let mut out = Out::stdout();
    let mut found = false;
    for bulletin in read.iter().map(|read| &read.bulletin) {
        let asked = marked(bulletin, &reader, words);
        if asked.is_empty() {
            continue;
        }
        let gap = if found { "\n" } else { "" };
        let head = if several { format!("{gap}== {} ==\n", bulletin.source.name) } else { String::new() };
        let text = report::explain(bulletin, &asked, &labels, options);
        out.write(format!("{head}{text}").as_bytes())?;
        found = true;
    }
    out.finish()?;
    match read.iter().map(|read| &read.bulletin).next() {
        Some(first) if !found => Err(Stop::Failed(nothing(first, words, read.iter().map(|r| &r.bulletin)))),
        _ if failed => Err(Stop::Told),
        _ => Ok(()),
    }
}

/// What is asked about, with the marks of each sentence.
fn marked(bulletin: &Bulletin, reader: &Reader, words: Option<&str>) -> Vec<(Asked, Vec<Mark>)> {
    let asked = asked(bulletin, words, reader.lexicon(), reader.targets());
    let sentences: Vec<Span> = asked.iter().map(|a| a.sentence).collect();
    let figures = bulletin.figures.iter().map(|f| f.indicator_span);
    let names: Vec<Span> = figures.chain(bulletin.verdicts.iter().map(|v| v.indicator_span)).collect();
    let marks = marks(&bulletin.text, &sentences, &names, reader.lexicon());
    asked.into_iter().zip(marks).collect()
}

/// That no indicator is called so, and which there are.
fn nothing<'b>(first: &Bulletin, words: Option<&str>, all: impl Iterator<Item = &'b Bulletin>) -> Error {
    let mut there: Vec<&str> = Vec::new();
    for name in all.flat_map(indicators) {
        if !there.contains(&name) {
            there.push(name);
        }
    }
    let fault = match words {
        Some(words) if !there.is_empty() => {
            Code::NoIndicator.with(format!("{:?}", shown(words))).with(there.join("; "))
        }
        _ => Code::NoFigure.into(),
    };
    fault.of(&first.source.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::marks::meanings;

    #[test]
    fn every_rule_that_is_explained_has_words_for_what_it_means() {
        let reader = Reader::default();
        for language in [Language::Vi, Language::En] {
            let labels = Labels::new(language);
            for key in meanings(reader.lexicon()) {
                assert_ne!(labels.get(&key), key, "{language:?}");
            }
        }
    }
}
