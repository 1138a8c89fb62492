//! A sentence as the readers of persons see it: its tokens, with what the rules say of each.

use crate::parse::{Page, page::Sentence};
use crate::rules::{Cue, Family, Gives, Match};
use crate::text::{Kind, Span, Token};

/// A sentence's tokens and the cues of persons and names in them.
pub struct Words<'p> {
    /// The page.
    pub page: &'p Page<'p>,
    /// The tokens.
    pub tokens: &'p [Token],
    people: &'p [Match],
    names: &'p [Match],
    figures: &'p [Match],
}

impl<'p> Words<'p> {
    /// Looks the sentence up.
    #[must_use]
    pub fn new(page: &'p Page<'p>, sentence: &Sentence) -> Self {
        let people = page.matches(sentence, Family::People);
        let names = page.matches(sentence, Family::Names);
        let figures = page.matches(sentence, Family::Figures);
        Self { page, tokens: page.tokens(sentence), people, names, figures }
    }

    /// Number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The cue of persons that starts at a token: what it means, what it gives, and the token after it.
    #[must_use]
    pub fn cue(&self, at: usize) -> Option<(Cue, &'p Gives, usize)> {
        starting(self.page, self.people, at)
    }

    /// The cue of persons that ends before a token: its meaning and first token.
    #[must_use]
    pub fn cue_before(&self, at: usize) -> Option<(Cue, &'p Gives, usize)> {
        let found = self.people.get(self.people.partition_point(|m| m.end < at))?;
        let (cue, gives) = self.page.meaning(found)?;
        (found.end == at).then_some((cue, gives, found.start))
    }

    /// The cues of persons that start in `from..to`, in order, with their first token and the token after them.
    pub fn cues(&self, from: usize, to: usize) -> impl Iterator<Item = (usize, usize, Cue, &'p Gives)> + '_ {
        let first = self.people.partition_point(|m| m.start < from);
        self.people.iter().skip(first).take_while(move |m| m.start < to).filter_map(|m| {
            let (cue, gives) = self.page.meaning(m)?;
            Some((m.start, m.end, cue, gives))
        })
    }

    /// Whether the cue of persons that starts at a token is of a rule.
    #[must_use]
    pub fn is_rule(&self, at: usize, id: &str) -> bool {
        let found = self.people.get(self.people.partition_point(|m| m.start < at)).filter(|m| m.start == at);
        found.and_then(|m| self.page.lexicon.rule(m.rule)).is_some_and(|rule| rule.id == id)
    }

    /// Whether the cue of persons that ends before a token is of a rule.
    #[must_use]
    pub fn rule_before(&self, at: usize, id: &str) -> bool {
        let found = self.people.get(self.people.partition_point(|m| m.end < at)).filter(|m| m.end == at);
        found.and_then(|m| self.page.lexicon.rule(m.rule)).is_some_and(|rule| rule.id == id)
    }

    /// The cue of names that starts at a token.
    #[must_use]
    pub fn name_cue(&self, at: usize) -> Option<(Cue, &'p Gives, usize)> {
        starting(self.page, self.names, at)
    }

    /// The tokens at which a mention may start, in order: those with a capital at which a cue of persons or of names starts, and
    /// those of cues that stand before a name, or for one.
    pub fn starts(&self) -> impl Iterator<Item = usize> + '_ {
        let opens = |m: &Match| self.page.meaning(m).is_some_and(|(cue, _)| super::mention::opens(cue));
        let people = self.people.iter().filter(move |m| self.is_capital(m.start) || opens(m)).map(|m| m.start);
        let names = self.names.iter().map(|m| m.start).filter(|&start| self.is_capital(start));
        let (mut people, mut names) = (people.peekable(), names.peekable());
        std::iter::from_fn(move || match (people.peek(), names.peek()) {
            (Some(person), Some(name)) if name < person => names.next(),
            (Some(_), _) => people.next(),
            (None, _) => names.next(),
        })
    }

    /// Whether a plan's noun ends before a token, so that who comes next has set the plan (*kế hoạch Thủ tướng giao*).
    #[must_use]
    pub fn follows_plan(&self, at: usize) -> bool {
        let cue = |m: &Match| self.page.meaning(m).map(|(cue, _)| cue);
        let plan = |at: usize| self.figures.iter().any(|m| m.end == at && cue(m) == Some(Cue::Plan));
        // *chỉ tiêu do Thủ tướng giao*, *kế hoạch được Thủ tướng giao*, and no *kế hoạch này Thủ tướng giao …*
        let leads = |m: &Match| m.start + 1 == at && cue(m).is_some_and(|cue| cue != Cue::This);
        plan(at) || at.checked_sub(1).is_some_and(plan) && self.figures.iter().any(leads)
    }

    /// *nhiệm vụ Chính phủ, Thủ tướng giao*, *Thủ tướng giao 412 nhiệm vụ*: whether a verb of giving that ends before `verb`, whose subject
    /// starts at `start`, only tells who has set work that stands before the subject or is counted behind the verb.
    #[must_use]
    pub fn gives_work(&self, start: usize, verb: usize) -> bool {
        const GIVES: &str = "says.gives";
        const WORK: &str = "speech.work";
        const ALLOTTED: &str = "speech.allotted";
        if !self.rule_before(verb, GIVES) {
            return false;
        }
        let who = |cue: Cue| matches!(cue, Cue::Organ | Cue::Body | Cue::Office | Cue::Level);
        let mut from = start;
        loop {
            if self.rule_before(from, WORK) {
                break;
            }
            let comma = from.checked_sub(1).filter(|&at| self.mark(at) == Some(','));
            match self.cue_before(comma.unwrap_or(from)) {
                Some((cue, _, first)) if who(cue) => from = first,
                _ => break,
            }
        }
        let counted = self.kind(verb) == Some(Kind::Number) && self.is_rule(verb + 1, WORK);
        counted || self.rule_before(from, WORK) || self.is_rule(verb, ALLOTTED)
    }

    /// A token's characters.
    #[must_use]
    pub fn word(&self, at: usize) -> &'p str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.page.text))
    }

    /// What a token is.
    #[must_use]
    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    /// The mark at a token.
    #[must_use]
    pub fn mark(&self, at: usize) -> Option<char> {
        match self.kind(at) {
            Some(Kind::Mark(c)) => Some(c),
            _ => None,
        }
    }

    /// Whether a token is a word with a capital.
    #[must_use]
    pub fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.capital)
    }

    /// Whether a token is a word without a capital.
    #[must_use]
    pub fn is_small(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| !t.capital && t.kind == Kind::Word)
    }

    /// The characters from one token up to another.
    #[must_use]
    pub fn span(&self, from: usize, to: usize) -> Span {
        let first = self.tokens.get(from).map(|t| t.span);
        let last = to.checked_sub(1).and_then(|i| self.tokens.get(i)).map(|t| t.span);
        first.zip(last).map(|(a, b)| a.join(b)).unwrap_or_default()
    }

    /// The token after the bracket that opens at `at`, where it closes soon.
    #[must_use]
    pub fn after_bracket(&self, at: usize) -> Option<usize> {
        const FAR: usize = 16;
        if self.mark(at) != Some('(') {
            return None;
        }
        (at..self.len().min(at + FAR)).find(|&i| self.mark(i) == Some(')')).map(|i| i + 1)
    }
}

fn starting<'p>(page: &'p Page<'p>, all: &[Match], at: usize) -> Option<(Cue, &'p Gives, usize)> {
    let found = all.get(all.partition_point(|m| m.start < at)).filter(|m| m.start == at)?;
    let (cue, gives) = page.meaning(found)?;
    Some((cue, gives, found.end))
}
