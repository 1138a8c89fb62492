//! A page: a text cut into paragraphs, sentences and tokens, once for all readers of it.

use crate::model::section::{Kind as SectionKind, Section};
use crate::rules::{Cue, Family, Gives, Lexicon, Match, Phrase};
use crate::text::tokens::USUAL;
use crate::text::{Kind, Span, Token, paragraphs_of, sentences};
use std::ops::Range;

/// The families that are looked for in every sentence; those of names are looked for in names.
const FAMILIES: [Family; 9] = [
    Family::Figures,
    Family::Reports,
    Family::Verdicts,
    Family::People,
    Family::Layout,
    Family::Pages,
    Family::Scene,
    Family::Tone,
    Family::Names,
];

/// Bytes of a short sentence, for the room that is made for them.
const SENTENCE: usize = 100;

/// A text in normal form, cut up.
pub struct Page<'a> {
    /// The text.
    pub text: &'a str,
    /// The rules it is read by.
    pub lexicon: &'a Lexicon,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Whether it starts where the text starts.
    pub opens: bool,
    /// Whether it ends where the text ends.
    pub ends: bool,
    tokens: Vec<Token>,
    /// The tokens' symbols.
    symbols: Vec<u32>,
    /// Phrases by sentence, in each by family.
    found: Vec<Match>,
    /// Where the phrases of a sentence's family end in `found`.
    bounds: Vec<[u32; Family::COUNT]>,
}

/// A paragraph: a line that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The characters.
    pub span: Span,
    /// Its sentences in [`Page::sentences`].
    pub sentences: Range<usize>,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The characters.
    pub span: Span,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// Whether it has a number in digits.
    pub has_number: bool,
    /// Its own index.
    number: usize,
    tokens: Range<usize>,
}

impl Sentence {
    /// *Vì sao 3 năm liền không giải ngân quá 40%?*: whether it asks, and tells nothing.
    #[must_use]
    pub fn asks(&self, text: &str) -> bool {
        self.span.of(text).trim_end_matches(['"', '”', '.', ',', ' ']).ends_with('?')
    }
}

impl<'a> Page<'a> {
    /// Cuts `text` up.
    #[must_use]
    pub fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        Self::of(text, Span::new(0, text.len()), lexicon)
    }

    /// Cuts up the part of `text` that `part` covers, as if there were no other.
    #[must_use]
    pub fn of(text: &'a str, part: Span, lexicon: &'a Lexicon) -> Self {
        let mut page = Self {
            text,
            lexicon,
            paragraphs: Vec::new(),
            sentences: Vec::with_capacity(part.len() / SENTENCE),
            tokens: Vec::with_capacity(part.len() / USUAL),
            symbols: Vec::with_capacity(part.len() / USUAL),
            found: Vec::with_capacity(part.len() / USUAL),
            bounds: Vec::with_capacity(part.len() / SENTENCE),
            opens: part.start == 0,
            ends: part.end == text.len(),
        };
        let mut found: Vec<(Family, Phrase)> = Vec::new();
        for (number, span) in paragraphs_of(text, part).enumerate() {
            let first = page.sentences.len();
            let start = page.tokens.len();
            lexicon.cut(text, span, &mut page.tokens, &mut page.symbols);
            let told = page.tokens.get(start..).unwrap_or_default();
            let symbols = page.symbols.get(start..).unwrap_or_default();
            sentences(text, span, told, &|word| lexicon.is_abbreviation(word), &mut |span, range| {
                let (tokens, symbols) = (told.get(range.clone()), symbols.get(range.clone()));
                let (tokens, symbols) = (tokens.unwrap_or_default(), symbols.unwrap_or_default());
                found.clear();
                lexicon.phrases(symbols, &FAMILIES, |family, phrase| found.push((family, phrase)));
                page.bounds.push(keep(&found, tokens, &mut page.found));
                page.sentences.push(Sentence {
                    number: page.sentences.len(),
                    span,
                    paragraph: number,
                    has_number: tokens.iter().any(|t| t.kind == Kind::Number),
                    tokens: start + range.start..start + range.end,
                });
            });
            page.paragraphs.push(Paragraph { span, sentences: first..page.sentences.len() });
        }
        page
    }

    /// The tokens of a sentence.
    #[must_use]
    pub fn tokens(&self, sentence: &Sentence) -> &[Token] {
        self.tokens.get(sentence.tokens.clone()).unwrap_or_default()
    }

    /// The phrases of one family in some tokens of a sentence as if no others stood beside them, in order.
    #[must_use]
    pub fn find(&self, sentence: &Sentence, range: Range<usize>, family: Family) -> Vec<Match> {
        let range = sentence.tokens.start + range.start..sentence.tokens.start + range.end;
        let (tokens, symbols) = (self.tokens.get(range.clone()), self.symbols.get(range));
        let mut out = Vec::new();
        if let Some((tokens, symbols)) = tokens.zip(symbols) {
            self.lexicon.scan_symbols(tokens, symbols, &[family], |_, found| out.push(found));
        }
        out
    }

    /// The phrase of one family that starts with the first of some tokens of a sentence, the longest among them; its tokens are
    /// counted from there.
    #[must_use]
    pub fn first(&self, sentence: &Sentence, range: Range<usize>, family: Family) -> Option<Match> {
        let range = sentence.tokens.start + range.start..sentence.tokens.start + range.end;
        let (tokens, symbols) = self.tokens.get(range.clone()).zip(self.symbols.get(range))?;
        self.lexicon.first_phrase(tokens, symbols, family)
    }

    /// The sentences of a paragraph.
    #[must_use]
    pub fn sentences_of(&self, paragraph: &Paragraph) -> &[Sentence] {
        self.sentences.get(paragraph.sentences.clone()).unwrap_or_default()
    }

    /// The phrases of one family in a sentence, in order; token numbers count from the sentence's first.
    #[must_use]
    pub fn matches(&self, sentence: &Sentence, family: Family) -> &[Match] {
        let end = |sentence: usize, family: usize| {
            self.bounds.get(sentence).and_then(|ends| ends.get(family)).map_or(0, |&end| end as usize)
        };
        let start = match (sentence.number, family as usize) {
            (0, 0) => 0,
            (number, 0) => end(number - 1, Family::COUNT - 1),
            (number, family) => end(number, family - 1),
        };
        self.found.get(start..end(sentence.number, family as usize)).unwrap_or_default()
    }

    /// The sentences with the kinds of their sections, in order.
    pub fn with_kinds<'s>(&'s self, sections: &'s [Section]) -> impl Iterator<Item = (&'s Sentence, SectionKind)> {
        let mut at = 0;
        self.sentences.iter().map(move |sentence| {
            while sections.get(at).is_some_and(|s| s.span.end <= sentence.span.start) {
                at += 1;
            }
            let section = sections.get(at).filter(|s| s.span.covers(sentence.span.start));
            (sentence, section.map(|s| s.kind).unwrap_or_default())
        })
    }

    /// What a match means and gives.
    #[must_use]
    pub fn meaning(&self, found: &Match) -> Option<(Cue, &Gives)> {
        self.lexicon.rule(found.rule).map(|rule| (rule.cue, &rule.gives))
    }

    /// Whether a match is a word of speaking that orders or asks for something.
    #[must_use]
    pub fn is_order(&self, found: &Match) -> bool {
        self.meaning(found).is_some_and(|(cue, gives)| cue == Cue::Says && gives.is_order())
    }
}

/// Adds the phrases of a sentence to those before, family by family; where those of each end.
fn keep(found: &[(Family, Phrase)], tokens: &[Token], out: &mut Vec<Match>) -> [u32; Family::COUNT] {
    let mut ends = [0_usize; Family::COUNT];
    for (family, _) in found {
        if let Some(count) = ends.get_mut(*family as usize) {
            *count += 1;
        }
    }
    let mut place = out.len();
    out.resize(place + found.len(), Match::default());
    for end in &mut ends {
        (*end, place) = (place, place + *end);
    }
    for (family, phrase) in found {
        if let Some(place) = ends.get_mut(*family as usize)
            && let Some(slot) = out.get_mut(*place)
        {
            *slot = phrase.among(tokens);
            *place += 1;
        }
    }
    ends.map(|end| u32::try_from(end).unwrap_or(u32::MAX))
}
