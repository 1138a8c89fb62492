//! The grounds on which figures are judged, for a person who asks about some of them.
//!
//! In: a bulletin that has been judged, the words of a question. Out: the [`Asked`] figures and verdicts by sentence, each
//! figure with its own shortfall, the user's targets beside it and the text's own words on it.

use super::names::{Name, Names};
use super::shortfalls::by_figure;
use super::targets::{Outcome, Targets};
use crate::model::{Bulletin, Figure, Shortfall, Target, Verdict};
use crate::rules::Lexicon;
use crate::text::Span;
use crate::text::search::Query;
use std::collections::BTreeMap;

/// What is asked about in one sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// The sentence.
    pub sentence: Span,
    /// Its figures that are asked about.
    pub figures: Vec<Grounds>,
    /// Verdicts in it on indicators without a figure, by their index.
    pub verdicts: Vec<usize>,
}

/// The grounds on which a figure is judged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grounds {
    /// The figure.
    pub figure: usize,
    /// What its own numbers miss.
    pub shortfall: Option<Shortfall>,
    /// The user's targets for it, and what comes of them.
    pub targets: Vec<(Target, Outcome)>,
    /// What the text itself says of it: indices of verdicts.
    pub verdicts: Vec<usize>,
}

/// What the words of a question ask about, in reading order: everything where there are none.
#[must_use]
pub fn asked(bulletin: &Bulletin, words: Option<&str>, lexicon: &Lexicon, targets: &[Target]) -> Vec<Asked> {
    let names = Names::new(lexicon);
    let question = words.map(|words| Question::new(bulletin, words, &names));
    let fits = |name: &str| question.as_ref().is_none_or(|question| question.fits(name, &names));
    let beside = Targets::new(bulletin, &names, targets);
    let mut all: BTreeMap<Span, Asked> = BTreeMap::new();
    for figure in bulletin.figures.iter().filter(|f| fits(&f.indicator)) {
        let outcomes = beside.outcomes(figure);
        let grounds = Grounds {
            figure: figure.id,
            shortfall: by_figure(bulletin, lexicon, figure, beside.missed(figure)),
            targets: outcomes.into_iter().map(|(target, outcome)| (target.clone(), outcome)).collect(),
            verdicts: verdicts_on(bulletin, figure),
        };
        all.entry(figure.sentence).or_default().figures.push(grounds);
    }
    for (index, verdict) in bulletin.verdicts.iter().enumerate() {
        if is_alone(bulletin, verdict) && fits(&verdict.indicator) {
            all.entry(verdict.sentence).or_default().verdicts.push(index);
        }
    }
    all.into_iter().map(|(sentence, asked)| Asked { sentence, ..asked }).collect()
}

/// The names of all indicators of a bulletin, in reading order, each once.
#[must_use]
pub fn indicators(bulletin: &Bulletin) -> Vec<&str> {
    let figures = bulletin.figures.iter().map(|f| f.indicator.as_str());
    let alone = bulletin.verdicts.iter().filter(|v| is_alone(bulletin, v)).map(|v| v.indicator.as_str());
    let mut names: Vec<&str> = Vec::new();
    for name in figures.chain(alone) {
        if !names.iter().any(|n| n.eq_ignore_ascii_case(name)) {
            names.push(name);
        }
    }
    names
}

/// Whether a verdict makes a shortfall of an indicator that no figure shows.
fn is_alone(bulletin: &Bulletin, verdict: &Verdict) -> bool {
    bulletin.shortfalls.iter().any(|s| s.figure.is_none() && s.evidence.contains(&verdict.indicator_span))
}

fn verdicts_on(bulletin: &Bulletin, figure: &Figure) -> Vec<usize> {
    let shortfall = bulletin.shortfalls.iter().find(|s| s.figure == Some(figure.id));
    let evidence = shortfall.map(|s| s.evidence.as_slice()).unwrap_or_default();
    let all = bulletin.verdicts.iter().enumerate();
    all.filter(|(_, v)| evidence.contains(&v.indicator_span) && evidence.contains(&v.span)).map(|(i, _)| i).collect()
}

/// Words that ask about indicators.
struct Question {
    query: Query,
    /// The names asked about: the words themselves, and those of the indicators that hold them.
    names: Vec<Name>,
}

impl Question {
    fn new(bulletin: &Bulletin, words: &str, all: &Names<'_>) -> Self {
        let query = Query::new(words.trim());
        let held = indicators(bulletin).into_iter().filter(|name| query.is_in(name));
        let names = held.chain([words]).map(|name| all.name(name)).collect();
        Self { query, names }
    }

    fn fits(&self, indicator: &str, all: &Names<'_>) -> bool {
        let name = all.name(indicator);
        self.query.is_in(indicator) || self.names.iter().any(|n| n.is_same(&name))
    }
}
