//! Words of ordering, judging and foreseeing that are plain where they stand: part of a name, of other words, or of a plan.

use crate::parse::page::{Page, Sentence};
use crate::rules::{Cue, Family, Match};
use crate::text::Kind as Piece;

/// The rule of a word of giving, which may give tasks.
const GIVES: &str = "task.give";

/// Whether a phrase of a tone is plain.
pub(super) fn is_plain(page: &Page<'_>, sentence: &Sentence, found: &Match) -> bool {
    is_name(page, sentence, found) || is_of_longer(page, sentence, found) || is_of_plan(page, sentence, found)
}

/// Whether a word within a sentence has a capital, and so is part of a name (*Cần Thơ*).
fn is_name(page: &Page<'_>, sentence: &Sentence, found: &Match) -> bool {
    let tokens = page.tokens(sentence);
    let after_word = found.start.checked_sub(1).and_then(|b| tokens.get(b)).is_some_and(|t| t.kind == Piece::Word);
    after_word && found.span.of(page.text).starts_with(char::is_uppercase)
}

/// Whether a word is the first of others that tell nothing of speaking or ordering (*giao thông*).
fn is_of_longer(page: &Page<'_>, sentence: &Sentence, found: &Match) -> bool {
    let longer = |m: &&Match| m.start == found.start && m.end > found.end;
    let plain = |m: &Match| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Plain);
    page.matches(sentence, Family::People).iter().find(longer).is_some_and(plain)
}

/// *dự toán Trung ương giao*, *Nghị quyết HĐND huyện giao*: whether a word of giving only tells who has set the plan right before it.
fn is_of_plan(page: &Page<'_>, sentence: &Sentence, found: &Match) -> bool {
    const GIVER: usize = 6;
    let tokens = page.tokens(sentence);
    let plan = |m: &Match| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Plan);
    let words = |m: &Match| {
        let giver = tokens.get(m.end..found.start).unwrap_or_default();
        giver.len() <= GIVER && giver.iter().all(|t| t.kind == Piece::Word)
    };
    let gives = page.lexicon.is_rule(found.rule, GIVES);
    let figures = || page.matches(sentence, Family::Figures).iter();
    gives && figures().any(|m| m.end <= found.start && plan(m) && words(m))
}
