//! Signs of what a paragraph is, from who speaks in it, how, and its tone.

use super::tone::{self, Tone};
use crate::model::{Act, section::Kind};
use crate::parse::page::{Page, Sentence};
use crate::parse::people::Voice;

/// Whether a person judges, orders or asks.
pub(super) fn judges(voice: Voice) -> bool {
    matches!(voice.act, Act::Assesses | Act::Directs | Act::Asks)
}

/// Whether one who reports or states only judges what was done.
pub(super) fn told_well(voice: Voice, tone: &Tone) -> bool {
    matches!(voice.act, Act::Reports | Act::States) && tone.praise > 0 && tone.task + tone.ahead == 0
}

pub(super) fn opener_or(opener: Option<Kind>) -> bool {
    matches!(opener, Some(Kind::Results | Kind::Discussion))
}

/// Whether a sentence below the opening tells of a time, or what was done and not at the meeting.
pub(super) fn tells(page: &Page<'_>, first: &Sentence, tone: &Tone) -> bool {
    let done = tone.past > 0 && !tone::sets_scene(page, first) && !tone::has_meeting(page, first);
    tone::opens_with_time(page, first) || done
}

/// Whether what was discussed or concluded stands before.
pub(super) fn is_late(before: Option<Kind>) -> bool {
    matches!(before, Some(Kind::Discussion | Kind::Conclusion | Kind::Tasks))
}
