//! A page: a text cut into paragraphs, sentences and tokens, once for all readers of it.

use crate::model::section::{Kind, Section};
use crate::rules::{Cue, Family, Gives, Lexicon, Match};
use crate::text::{Span, Token, paragraphs, sentences, tokens};
use std::ops::Range;

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
    tokens: Vec<Token>,
    /// Phrases by sentence, in each by family.
    found: Vec<Match>,
    /// Where the phrases of a sentence's family end in `found`.
    ends: Vec<[u32; Family::COUNT]>,
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
    /// Its own index.
    number: usize,
    tokens: Range<usize>,
}

impl<'a> Page<'a> {
    /// Cuts `text` up.
    #[must_use]
    pub fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        let mut page = Self {
            text,
            lexicon,
            paragraphs: Vec::new(),
            sentences: Vec::new(),
            tokens: Vec::new(),
            found: Vec::new(),
            ends: Vec::new(),
        };
        let mut found: [Vec<Match>; Family::COUNT] = Default::default();
        for (number, span) in paragraphs(text).enumerate() {
            let first = page.sentences.len();
            for sentence in sentences(text, span, &|word| lexicon.is_abbreviation(word)) {
                let start = page.tokens.len();
                tokens(text, sentence, &mut page.tokens);
                lexicon.scan(text, page.tokens.get(start..).unwrap_or_default(), &Family::ALL, &mut |family, m| {
                    if let Some(family) = found.get_mut(family as usize) {
                        family.push(m);
                    }
                });
                page.ends.push(found.each_mut().map(|family| {
                    page.found.append(family);
                    u32::try_from(page.found.len()).unwrap_or(u32::MAX)
                }));
                page.sentences.push(Sentence {
                    number: page.sentences.len(),
                    span: sentence,
                    paragraph: number,
                    tokens: start..page.tokens.len(),
                });
            }
            page.paragraphs.push(Paragraph { span, sentences: first..page.sentences.len() });
        }
        page
    }

    /// The tokens of a sentence.
    #[must_use]
    pub fn tokens(&self, sentence: &Sentence) -> &[Token] {
        self.tokens.get(sentence.tokens.clone()).unwrap_or_default()
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
            self.ends.get(sentence).and_then(|ends| ends.get(family)).map_or(0, |&end| end as usize)
        };
        let start = match (sentence.number, family as usize) {
            (0, 0) => 0,
            (number, 0) => end(number - 1, Family::COUNT - 1),
            (number, family) => end(number, family - 1),
        };
        self.found.get(start..end(sentence.number, family as usize)).unwrap_or_default()
    }

    /// The sentences with the kinds of their sections, in order.
    pub fn with_kinds<'s>(&'s self, sections: &'s [Section]) -> impl Iterator<Item = (&'s Sentence, Kind)> {
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
}
