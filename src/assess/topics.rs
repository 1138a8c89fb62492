//! Under which name a figure can be put beside those of other bulletins.
//!
//! In: a bulletin, whose it is, and the words. Out: a [`Topic`] for each figure that tells of the bulletin's own place in
//! its own time; none for any that may speak of another. Two figures belong together only where their topics are the
//! same: all words of the name, known names as one, the bulletin's own place left out.

use super::due::is_forecast;
use super::identity::{Identity, mentions};
use crate::model::figure::Kind;
use crate::model::{Bulletin, Figure, Shortfall, section};
use crate::rules::{Cue, Family, Lexicon};
use crate::text::{Span, key};
use rustc_hash::FxHashSet;

/// Words that a name of no known indicator must have to stand for itself.
const TELLING: usize = 2;

/// The name under which figures of many bulletins belong together: words in order, known names as one with a `=`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Topic(pub String);

/// The topics of a bulletin's figures, by their index.
#[must_use]
pub fn topics(bulletin: &Bulletin, identity: &Identity, lexicon: &Lexicon) -> Vec<Option<Topic>> {
    let own = Own::new(identity);
    let names: Vec<Vec<String>> = bulletin.figures.iter().map(|f| own.words(&f.indicator, lexicon)).collect();
    let topic = |(figure, words): (&Figure, &Vec<String>)| {
        if figure.kind != Kind::Observed || is_discussed(bulletin, figure) || is_forecast(bulletin, figure) {
            return None;
        }
        if own.is_elsewhere(bulletin, figure, lexicon) {
            return None;
        }
        let known = words.iter().any(|w| w.starts_with('='));
        if known || words.len() >= TELLING {
            return Some(Topic(words.join(" ")));
        }
        // A short name is told from others of its kind by what it is a part of.
        let whole =
            figure.within.and_then(|id| names.get(id)).filter(|whole| !whole.is_empty() && !words.is_empty())?;
        Some(Topic(format!("{} < {}", words.join(" "), whole.join(" "))))
    };
    bulletin.figures.iter().zip(&names).map(topic).collect()
}

/// The topic of a name that somebody asks for.
#[must_use]
pub fn asked(name: &str, lexicon: &Lexicon) -> Topic {
    Topic(Own::default().words(name, lexicon).join(" "))
}

/// The names of a bulletin's shortfalls, by their index: their figures' topics, else all their words. One that may speak
/// of another place keeps its words apart, so that it meets none of the bulletin's own.
#[must_use]
pub fn of_shortfalls(
    bulletin: &Bulletin,
    identity: &Identity,
    topics: &[Option<Topic>],
    lexicon: &Lexicon,
) -> Vec<Topic> {
    let own = Own::new(identity);
    let name = |shortfall: &Shortfall| {
        let words = Topic(own.words(&shortfall.indicator, lexicon).join(" "));
        match shortfall.figure.and_then(|id| topics.get(id)) {
            Some(Some(topic)) => topic.clone(),
            Some(None) => Topic(format!("? {}", words.0)),
            None => words,
        }
    };
    bulletin.shortfalls.iter().map(name).collect()
}

/// The words of the bulletin's own place.
#[derive(Default)]
struct Own {
    key: String,
    words: FxHashSet<String>,
}

impl Own {
    fn new(identity: &Identity) -> Self {
        let Some(place) = &identity.place else { return Self::default() };
        let words = place.name.split_whitespace().map(key).collect();
        Self { key: place.key(), words }
    }

    /// A name's words, without those that tell nothing and the own place's behind its level.
    fn words(&self, name: &str, lexicon: &Lexicon) -> Vec<String> {
        let mut name = name.to_owned();
        for mention in mentions(&name.clone(), lexicon).iter().rev() {
            if !self.key.is_empty() && mention.place.key() == self.key && mention.span.of(&name) != name {
                name.replace_range(mention.span.start..mention.span.end, "");
            }
        }
        lexicon.joining_words(&name)
    }

    /// Whether the words before a figure, in its sentence, name another place, another whole or the whole country.
    fn is_elsewhere(&self, bulletin: &Bulletin, figure: &Figure, lexicon: &Lexicon) -> bool {
        let stretch = Span::new(figure.sentence.start, figure.span.end.max(figure.indicator_span.end));
        let words = stretch.of(&bulletin.text);
        let indicator = figure.indicator_span;
        let other = mentions(words, lexicon).into_iter().any(|mention| {
            let at = Span::new(stretch.start + mention.span.start, stretch.start + mention.span.end);
            !indicator.contains(at) && mention.place.key() != self.key
        });
        let head = Span::new(stretch.start, indicator.start.max(stretch.start)).of(&bulletin.text);
        other || !self.key.is_empty() && (self.names_another(head, lexicon) || names_a_whole(head, lexicon))
    }

    /// Whether a well-known place is named that is not the own one.
    fn names_another(&self, head: &str, lexicon: &Lexicon) -> bool {
        lexicon
            .places(head)
            .iter()
            .any(|span| !span.of(head).split_whitespace().map(key).all(|word| self.words.contains(&word)))
    }
}

/// Whether words speak of more or less than the place (*cả nước*, *khối doanh nghiệp nhà nước*).
fn names_a_whole(head: &str, lexicon: &Lexicon) -> bool {
    lexicon.cues(head, Family::Figures).iter().any(|rule| rule.cue == Cue::Scope && rule.id.ends_with("elsewhere"))
}

/// Whether a figure is told in a discussion: others who speak, speak of their own places.
fn is_discussed(bulletin: &Bulletin, figure: &Figure) -> bool {
    let at = bulletin.sections.partition_point(|s| s.span.end <= figure.span.start);
    bulletin.sections.get(at).is_some_and(|s| s.kind == section::Kind::Discussion)
}
