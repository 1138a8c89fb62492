//! Conclusions: sentences in which the one who concludes judges the results or sets tasks, and what a meeting adopts.

use super::layout::{Story, tone};
use super::people::Voice;
use crate::model::{Act, Conclusion, conclusion, section::Kind};
use crate::parse::page::Sentence;
use crate::rules::{Cue, Family};
use crate::text::Kind as Piece;

/// The conclusions, in reading order. `speaker` counts in the cast; see [`super::people::speakers`].
#[must_use]
pub fn conclusions(story: &Story<'_, '_>, kinds: &[Kind]) -> Vec<Conclusion> {
    let mut out = Vec::new();
    for (at, sentence) in story.page.sentences.iter().enumerate() {
        let kind = kinds.get(sentence.paragraph).copied().unwrap_or_default();
        if leads_in(story, sentence) {
            continue;
        }
        let adopted = kind == Kind::Resolution
            || matches!(kind, Kind::Conclusion | Kind::Tasks) && tone::adopts(story.page, sentence);
        if adopted {
            out.push(Conclusion { kind: conclusion::Kind::Resolution, speaker: None, span: sentence.span });
            continue;
        }
        let voice = story.flow.get(at).copied().flatten().filter(|v| story.chair.holds(v.person));
        let concluding = matches!(kind, Kind::Conclusion | Kind::Tasks | Kind::Discussion);
        if let Some(voice) = voice.filter(|v| concluding && v.act != Act::Opens && counts(story, at, v, kind)) {
            out.push(Conclusion {
                kind: kind_of(story, at, &voice, kind),
                speaker: Some(voice.person),
                span: sentence.span,
            });
        }
    }
    out
}

/// Whether a sentence only leads in the list below it: it ends in a colon, and says so or says little after its verb of
/// speaking.
fn leads_in(story: &Story<'_, '_>, sentence: &Sentence) -> bool {
    const LITTLE: usize = 10;
    const LAST: usize = 5;
    let page = story.page;
    if !sentence.span.of(page.text).trim_end().ends_with(':') {
        return false;
    }
    let tokens = page.tokens(sentence);
    let says_so = page
        .matches(sentence, Family::Tone)
        .iter()
        .any(|m| m.end + LAST > tokens.len() && page.meaning(m).is_some_and(|(cue, _)| cue == Cue::LeadsIn));
    let spoken = page.matches(sentence, Family::People).iter().find(|m| {
        let verb = page.meaning(m).is_some_and(|(cue, _)| matches!(cue, Cue::Says | Cue::Tells));
        verb && m.start * 2 < tokens.len()
    });
    let rest = tokens.get(spoken.map_or(0, |m| m.end)..).unwrap_or_default();
    says_so || rest.iter().filter(|t| !matches!(t.kind, Piece::Mark(_))).count() < LITTLE
}

/// Whether a sentence of the one who concludes judges or sets a task, and does not only inform.
fn counts(story: &Story<'_, '_>, at: usize, voice: &Voice, kind: Kind) -> bool {
    let Some(sentence) = story.page.sentences.get(at) else {
        return false;
    };
    let quoted = story.cast.quoted.get(at) == Some(&true);
    if (story.chair.told || quoted) && kind != Kind::Discussion {
        return true;
    }
    let tone = tone::tone(story.page, std::slice::from_ref(sentence));
    let own = story.cast.voices.get(at).is_some_and(|v| !v.is_empty());
    if kind == Kind::Discussion {
        return own && matches!(voice.act, Act::Assesses | Act::Directs | Act::Asks);
    }
    match voice.act {
        Act::Assesses | Act::Directs | Act::Asks | Act::Closes => true,
        _ => tone.task + tone.praise > 0,
    }
}

fn kind_of(story: &Story<'_, '_>, at: usize, voice: &Voice, section: Kind) -> conclusion::Kind {
    let own = story.cast.voices.get(at).is_some_and(|v| !v.is_empty());
    let tone =
        story.page.sentences.get(at).map(|s| tone::tone(story.page, std::slice::from_ref(s))).unwrap_or_default();
    match voice.act {
        Act::Asks if own => conclusion::Kind::Request,
        Act::Directs if own => conclusion::Kind::Directive,
        Act::Assesses if own => conclusion::Kind::Assessment,
        _ if section == Kind::Tasks && tone.task + tone.ahead >= tone.praise => conclusion::Kind::Directive,
        _ if tone.task + tone.ahead > tone.praise => conclusion::Kind::Directive,
        _ => conclusion::Kind::Assessment,
    }
}
