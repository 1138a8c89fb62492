//! The chair: who concludes. Those whom the text says to conclude, else the one who presides, else the highest of the
//! main speakers who judges or orders. Who only opens the meeting, or presents a report there, concludes nothing.

use super::frame::Frame;
use super::tone;
use crate::model::{Act, section::Kind};
use crate::parse::Page;
use crate::parse::page::Sentence;
use crate::parse::people::{Cast, Voice};
use crate::rules::{Family, Match};

/// Who concludes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chair {
    /// The persons.
    pub persons: Vec<usize>,
    /// Whether the text says that they conclude; if not, they are the highest of the main speakers.
    pub told: bool,
    /// Those who present a report there, so that what they say is the report's.
    pub presents: Vec<usize>,
}

impl Chair {
    /// Whether a person concludes.
    #[must_use]
    pub fn holds(&self, person: usize) -> bool {
        self.persons.contains(&person)
    }
}

/// Finds who concludes.
#[must_use]
pub fn chair(page: &Page<'_>, frame: &Frame, cast: &Cast, flow: &[Option<Voice>]) -> Chair {
    let mut told = Vec::new();
    for at in story(page, frame) {
        let Some(sentence) = page.sentences.get(at) else {
            continue;
        };
        let voices = cast.voices.get(at).map(Vec::as_slice).unwrap_or_default();
        let concludes = |v: &&Voice| v.act == Act::Closes || tone::opener(page, sentence) == Some(Kind::Conclusion);
        if let Some(voice) = voices.iter().find(concludes).filter(|v| !told.contains(&v.person)) {
            told.push(voice.person);
        }
    }
    if !told.is_empty() {
        return Chair { persons: told, told: true, presents: Vec::new() };
    }
    let highest = highest(page, frame, cast, flow).or_else(|| presiding(page, frame, cast));
    // *Chủ tịch Hiệp hội kiến nghị …*: who heads no authority does not conclude where another presides.
    let stranger = |id: &usize| rank(cast, *id) >= STRANGERS && presides(page, frame, cast).is_some_and(|p| p != *id);
    let persons: Vec<usize> = highest.filter(|id| !stranger(id)).into_iter().collect();
    let presents = if persons.is_empty() { presenters(page, frame, cast) } else { Vec::new() };
    Chair { persons, told: false, presents }
}

/// Those who present a report.
fn presenters(page: &Page<'_>, frame: &Frame, cast: &Cast) -> Vec<usize> {
    // *Phát biểu khai mạc, ông Lân cho biết 6 tháng GRDP tăng 7%*: what one who opens a meeting tells of results is told to it too.
    let voices = story(page, frame).flat_map(|at| cast.voices.get(at).into_iter().flatten().map(move |v| (at, v)));
    voices.filter(|(at, v)| v.act == Act::Opens || presents(page, *at, v)).map(|(_, v)| v.person).collect()
}

/// The rank from which on a head of an association, a company or an office stands below those who govern.
const STRANGERS: u8 = 7;

/// The best rank of a person's offices.
fn rank(cast: &Cast, id: usize) -> u8 {
    cast.persons.get(id).and_then(|p| p.offices.iter().map(|o| o.rank).min()).unwrap_or(u8::MAX)
}

/// Who is said to preside.
fn presides(page: &Page<'_>, frame: &Frame, cast: &Cast) -> Option<usize> {
    const PRESIDES: &str = "setting.presides";
    let rule = |m: &Match| page.lexicon.is_rule(m.rule, PRESIDES);
    let told = |at: &usize| page.sentences.get(*at).is_some_and(|s| page.matches(s, Family::Scene).iter().any(rule));
    story(page, frame).filter(told).find_map(|at| cast.present.get(at).and_then(|all| all.last()).copied())
}

/// *Chủ trì hội nghị, ông Lân khẳng định …*: who presides and speaks in one sentence, which opens with that.
fn presiding(page: &Page<'_>, frame: &Frame, cast: &Cast) -> Option<usize> {
    const PRESIDES: &str = "setting.presides";
    let rule = |m: &Match| m.start == 0 && page.lexicon.is_rule(m.rule, PRESIDES);
    let told = |at: &usize| page.sentences.get(*at).is_some_and(|s| page.matches(s, Family::Scene).iter().any(rule));
    let voice = |at: usize| cast.voices.get(at).and_then(|all| all.first());
    story(page, frame).filter(told).find_map(voice).filter(|v| v.act != Act::Opens).map(|v| v.person)
}

/// The sentences of the story.
fn story<'a>(page: &'a Page<'_>, frame: &'a Frame) -> impl Iterator<Item = usize> + 'a {
    (0..page.sentences.len()).filter(move |&i| page.sentences.get(i).is_some_and(|s| frame.kind(s.paragraph).is_none()))
}

/// Ranks by which one who judges may be below the highest, who does not.
const NEAR: u8 = 2;

/// Whether a sentence judges or orders: by its verb, or by the words that a person states.
fn judges(page: &Page<'_>, at: usize, voice: &Voice) -> bool {
    match voice.act {
        // *ông Lân kiến nghị Chính phủ tháo gỡ …*: nor does who asks those above.
        Act::Asks => !is_verb_of(page, at, voice, "says.petitions"),
        Act::Assesses | Act::Directs | Act::Closes => true,
        // *Trả lời báo chí, Cục trưởng cho rằng cần …*: an answer orders nothing.
        Act::States => page
            .sentences
            .get(at)
            .is_some_and(|s| !answers(page, s) && tone::tone(page, std::slice::from_ref(s)).order > 0),
        Act::Opens | Act::Reports => false,
    }
}

/// *thay mặt Chính phủ trình bày báo cáo*, *Báo cáo trước Quốc hội, Thủ tướng …*: whether a person lays something before those who conclude.
fn presents(page: &Page<'_>, at: usize, voice: &Voice) -> bool {
    const PRESENTS: &str = "says.presents";
    let Some(sentence) = page.sentences.get(at) else { return false };
    let rule = |m: &&Match| page.lexicon.is_rule(m.rule, PRESENTS);
    page.matches(sentence, Family::People).iter().filter(rule).any(|m| m.start == 0 || m.end == voice.verb)
}

/// Whether the verb by which a person speaks is of a rule.
fn is_verb_of(page: &Page<'_>, at: usize, voice: &Voice, id: &str) -> bool {
    let people = page.sentences.get(at).map(|s| page.matches(s, Family::People)).unwrap_or_default();
    people.iter().any(|m| m.end == voice.verb && page.lexicon.is_rule(m.rule, id))
}

/// Whether a sentence opens with an answer.
fn answers(page: &Page<'_>, sentence: &Sentence) -> bool {
    const ANSWERS: &str = "says.answers";
    let first = page.matches(sentence, Family::People).first().filter(|m| m.start == 0);
    first.and_then(|m| page.lexicon.rule(m.rule)).is_some_and(|rule| rule.id == ANSWERS)
}

/// The highest in rank of those who speak, where this one judges or orders and does not open the meeting.
fn highest(page: &Page<'_>, frame: &Frame, cast: &Cast, flow: &[Option<Voice>]) -> Option<usize> {
    let mut counts = vec![(0_usize, 0_usize, false); cast.persons.len()];
    for at in story(page, frame) {
        for voice in cast.voices.get(at).into_iter().flatten().chain(flow.get(at).into_iter().flatten()) {
            if let Some((voices, strong, opens)) = counts.get_mut(voice.person) {
                *voices += 1;
                // *Tổng Bí thư đã tới dự và phát biểu chỉ đạo; cùng dự có …*: who was there, and no words.
                let scene = page.sentences.get(at).is_some_and(|s| {
                    tone::sets_scene(page, s) && !tone::opens_with_day(page, s) && !tone::has_heard(page, s)
                });
                *strong += usize::from(judges(page, at, voice) && !scene);
                *opens |= voice.act == Act::Opens || presents(page, at, voice);
            }
        }
    }
    let rank = |id: usize| rank(cast, id);
    let mut spoken: Vec<usize> = (0..counts.len()).filter(|&id| counts.get(id).is_some_and(|c| c.0 > 0)).collect();
    // *…, Thủ tướng đã ra chỉ thị về việc này*: one who is told of by office alone is not there, where one who is named judges more.
    let strong = |id: usize| counts.get(id).map_or(0, |c| c.1);
    let named = |id: usize| cast.persons.get(id).is_some_and(|p| !p.name.is_empty());
    let near = |one: usize, id: usize| rank(one) <= rank(id).saturating_add(NEAR);
    let absent =
        |id: usize| !named(id) && spoken.iter().any(|&one| named(one) && strong(one) > strong(id) && near(one, id));
    let gone: Vec<usize> = spoken.iter().copied().filter(|&id| absent(id)).collect();
    spoken.retain(|id| !gone.contains(id));
    spoken.sort_by_key(|&id| (rank(id), std::cmp::Reverse(counts.get(id).map_or(0, |c| c.0))));
    let best = *spoken.first()?;
    for id in spoken {
        let &(_, strong, opens) = counts.get(id)?;
        if opens || rank(id) > rank(best).saturating_add(NEAR) {
            return None;
        }
        if strong > 0 {
            return Some(id);
        }
    }
    None
}
