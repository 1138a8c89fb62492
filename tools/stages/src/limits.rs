//! What the machine can do at best: the ways to look at every byte of a text once that stages are held against.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::sync::LazyLock;

/// Some three hundred phrases of the rules, as one automaton.
static CUES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let rules = concat!(include_str!("../../../assets/vi/verbs.toml"), include_str!("../../../assets/vi/speech.toml"));
    let phrases = rules.split(['"', '\'']).filter(|p| p.chars().all(|c| c.is_alphabetic() || c == ' ') && p.len() > 2);
    AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(phrases.take(300)).ok()
});

/// One byte that is not there.
pub fn memchr(text: &str) -> usize {
    memchr::memchr_iter(0, text.as_bytes()).count()
}

/// Whether every byte may stand there.
pub fn utf_8(text: &str) -> bool {
    simdutf8::basic::from_utf8(text.as_bytes()).is_ok()
}

/// Makes the automaton, so that no run pays for it.
pub fn ready() {
    let _ = LazyLock::force(&CUES);
}

/// The phrases, and nothing else.
pub fn cue_scan(text: &str) -> usize {
    CUES.as_ref().map_or(0, |cues| cues.find_iter(text).count())
}
