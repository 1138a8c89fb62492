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
}

impl<'a> Page<'a> {
    /// Cuts `text` up.
    #[must_use]
    pub fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        let mut page = Self { text, lexicon, paragraphs: Vec::new(), sentences: Vec::new(), tokens: Vec::new() };
        for (number, span) in paragraphs(text).enumerate() {
            let first = page.sentences.len();
            for sentence in sentences(text, span, &|word| lexicon.is_abbreviation(word)) {
                let start = page.tokens.len();
                tokens(text, sentence, &mut page.tokens);
                page.sentences.push(Sentence { span: sentence, paragraph: number, tokens: start..page.tokens.len() });
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
    pub fn matches(&self, sentence: &Sentence, family: Family) -> Vec<Match> {
        let mut out = Vec::new();
        self.lexicon.find(self.text, self.tokens(sentence), family, &mut out);
        out
    }

    /// What a match means and gives.
    #[must_use]
    pub fn meaning(&self, found: &Match) -> Option<(Cue, &Gives)> {
        self.lexicon.rule(found.rule).map(|rule| (rule.cue, &rule.gives))
    }
}
