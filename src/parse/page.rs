//! A page: a text cut into paragraphs, sentences and tokens, once for all readers of it.

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
    /// What the rules find, sentence by sentence, in each by family.
    found: Vec<Match>,
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
    tokens: Range<usize>,
    /// Where its matches of each family end in [`Page`]'s, the first number where they start.
    found: [u32; Family::COUNT + 1],
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
        };
        let mut families: [Vec<Match>; Family::COUNT] = Default::default();
        for (number, span) in paragraphs(text).enumerate() {
            let first = page.sentences.len();
            for sentence in sentences(text, span, &|word| lexicon.is_abbreviation(word)) {
                let start = page.tokens.len();
                tokens(text, sentence, &mut page.tokens);
                lexicon.find_all(text, page.tokens.get(start..).unwrap_or_default(), &mut families);
                let found = page.keep(&mut families);
                let tokens = start..page.tokens.len();
                page.sentences.push(Sentence { span: sentence, paragraph: number, tokens, found });
            }
            page.paragraphs.push(Paragraph { span, sentences: first..page.sentences.len() });
        }
        page
    }

    /// Stores a sentence's matches and empties the families for the next.
    fn keep(&mut self, families: &mut [Vec<Match>; Family::COUNT]) -> [u32; Family::COUNT + 1] {
        let place = |found: &Vec<Match>| u32::try_from(found.len()).unwrap_or(u32::MAX);
        let mut places = [place(&self.found); Family::COUNT + 1];
        for (family, slot) in families.iter_mut().zip(places.iter_mut().skip(1)) {
            self.found.append(family);
            *slot = place(&self.found);
        }
        places
    }

    /// The phrases of one family in a sentence, in order; token numbers count from the sentence's first.
    #[must_use]
    pub fn found(&self, sentence: &Sentence, family: Family) -> &[Match] {
        let place = |i: usize| sentence.found.get(i).map_or(0, |&p| p as usize);
        self.found.get(place(family.index())..place(family.index() + 1)).unwrap_or_default()
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
    pub fn matches(&self, sentence: &Sentence, family: Family) -> Vec<Match> {
        self.found(sentence, family).to_vec()
    }

    /// What a match means and gives.
    #[must_use]
    pub fn meaning(&self, found: &Match) -> Option<(Cue, &Gives)> {
        self.lexicon.rule(found.rule).map(|rule| (rule.cue, &rule.gives))
    }
}
