//! Speakers: the cast's persons to whom words are attributed, as the model has them.

use super::cast::{Cast, Voice};
use crate::model::{Speaker, Statement, section::Kind};
use crate::parse::Page;
use crate::text::Span;

/// The speakers, in order of appearance, with what each said; and by person of the cast the speaker's number.
#[must_use]
pub fn speakers(
    page: &Page<'_>,
    kinds: &[Kind],
    cast: &Cast,
    flow: &[Option<Voice>],
) -> (Vec<Speaker>, Vec<Option<usize>>) {
    let mut said: Vec<Vec<Statement>> = vec![Vec::new(); cast.persons.len()];
    let mut last: Option<(Voice, usize)> = None;
    for (at, sentence) in page.sentences.iter().enumerate() {
        let kind = kinds.get(sentence.paragraph).copied().unwrap_or_default();
        let story = !matches!(kind, Kind::Title | Kind::Heading | Kind::Dateline | Kind::Byline);
        let here = flow.get(at).copied().flatten().filter(|_| story);
        for other in cast.voices.get(at).into_iter().flatten().filter(|_| story) {
            if here.is_none_or(|v| v.person != other.person) {
                push(&mut said, *other, sentence.span, false);
            }
        }
        let Some(voice) = here else {
            last = None;
            continue;
        };
        let own = cast.voices.get(at).is_some_and(|v| !v.is_empty());
        let quoted =
            at.checked_sub(1).is_some_and(|b| cast.quoted.get(b) == Some(&true)) && cast.quoted.get(at) == Some(&true);
        let more = (!own || quoted) && last.is_some_and(|(v, p)| v.person == voice.person && p == sentence.paragraph);
        push(&mut said, voice, sentence.span, more);
        last = Some((voice, sentence.paragraph));
    }
    let mut numbers = vec![None; cast.persons.len()];
    let mut out = Vec::new();
    for ((person, statements), number) in cast.persons.iter().zip(said).zip(&mut numbers) {
        // Who has no name is nobody's words.
        if statements.is_empty() || person.name.is_empty() {
            continue;
        }
        let words = |span: &Span| span.of(page.text).to_owned();
        *number = Some(out.len());
        out.push(Speaker {
            id: out.len(),
            name: words(&person.name),
            roles: person.offices.iter().map(|o| words(&o.span)).collect(),
            aliases: person.aliases.iter().map(words).collect(),
            statements,
        });
    }
    (out, numbers)
}

/// Adds a sentence to what a person said, or lengthens the last statement by it.
fn push(said: &mut [Vec<Statement>], voice: Voice, span: Span, more: bool) {
    let Some(statements) = said.get_mut(voice.person) else {
        return;
    };
    match statements.last_mut() {
        Some(last) if more => last.span = last.span.join(span),
        _ => statements.push(Statement { act: voice.act, span }),
    }
}
