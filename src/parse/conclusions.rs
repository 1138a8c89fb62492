//! Conclusions: sentences in which the one who concludes judges the results or sets tasks, and what a meeting adopts.

use super::layout::{Story, tone};
use super::people::Voice;
use crate::model::{Act, Conclusion, conclusion, section::Kind};
use crate::parse::page::Sentence;
use crate::rules::{Cue, Family, Gives};
use crate::text::Kind as Piece;

/// The conclusions, in reading order. `speaker` counts in the cast; see [`super::people::speakers()`].
#[must_use]
pub fn conclusions(story: &Story<'_, '_>, kinds: &[Kind]) -> Vec<Conclusion> {
    let mut out = Vec::new();
    let mut ordered = None;
    for (at, sentence) in story.page.sentences.iter().enumerate() {
        let kind = kinds.get(sentence.paragraph).copied().unwrap_or_default();
        // Where no person concludes, the organ that orders does.
        let orders = story.chair.persons.is_empty()
            && kind == Kind::Tasks
            && (tone::organ_act(story.page, sentence) == Some(Act::Directs)
                || ordered.is_some_and(|p| goes_on_ordering(story, at, p)));
        ordered = orders.then_some(sentence.paragraph).or(ordered.filter(|&p| p + 1 >= sentence.paragraph));
        if leads_in(story, at, sentence) {
            // *Về nhiệm vụ quý IV, yêu cầu:*, in what an organ concludes.
            let sets = story.chair.persons.is_empty() && kind == Kind::Tasks;
            ordered = sets.then_some(sentence.paragraph).or(ordered);
            continue;
        }
        if orders {
            out.push(Conclusion { kind: conclusion::Kind::Directive, speaker: None, span: sentence.span });
            continue;
        }
        let told = story.cast.voices.get(at).is_some_and(|v| !v.is_empty());
        let adopted = kind == Kind::Resolution && !told
            || matches!(kind, Kind::Conclusion | Kind::Tasks) && tone::adopts(story.page, sentence)
            // *Kỳ họp cũng đã thông qua 9 nghị quyết*, beside what was discussed.
            || matches!(kind, Kind::Discussion | Kind::Results) && !told && tone::meeting_adopts(story.page, sentence);
        if adopted {
            out.push(Conclusion { kind: conclusion::Kind::Resolution, speaker: None, span: sentence.span });
            continue;
        }
        // *Chủ tịch và Phó Chủ tịch tỉnh ghi nhận …*: the one of several who concludes.
        let own = story.cast.voices.get(at).and_then(|all| all.iter().find(|v| story.chair.holds(v.person)));
        let voice = story.flow.get(at).copied().flatten().filter(|v| story.chair.holds(v.person)).or(own.copied());
        // *Chủ tịch Hội đồng thành viên kết luận: cảng phải có phương án …*, in a paragraph that tells more of results.
        // *Bà Liên yêu cầu từ nay đến cuối năm mỗi tuần phải giải ngân …*: likewise, and what is ordered.
        let strong = |v: &Voice| matches!(v.act, Act::Closes | Act::Directs);
        let closes = kind == Kind::Results && own.is_some_and(strong);
        let concluding = closes || matches!(kind, Kind::Conclusion | Kind::Tasks | Kind::Discussion);
        if let Some(voice) = voice.filter(|v| concluding && v.act != Act::Opens && counts(story, at, v, kind)) {
            out.push(Conclusion {
                kind: kind_of(story, at, &voice, kind),
                speaker: Some(voice.person),
                span: sentence.span,
            });
        }
    }
    // *… trong tháng 8 hoàn thành. Lê Văn Tý*: who wrote it, in the last paragraph.
    out.retain(|conclusion| !is_name(conclusion.span.of(story.page.text)));
    out
}

/// *Lê Văn Tý*: whether a sentence is but a few words that all start with a capital, as a signature does.
fn is_name(sentence: &str) -> bool {
    const LONGEST: usize = 4;
    let words = || sentence.split_whitespace().take(LONGEST + 1);
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let letters = |word: &str| word.chars().all(|c| c.is_alphabetic() || c == '.');
    words().all(capital) && (2..=LONGEST).contains(&words().count()) && words().all(letters)
}

/// Whether a sentence goes on with what an organ ordered in a paragraph: an item of its list below, or further orders (*Các cục
/// thuế cũng phải …*).
fn goes_on_ordering(story: &Story<'_, '_>, at: usize, paragraph: usize) -> bool {
    let Some(sentence) = story.page.sentences.get(at) else { return false };
    let below = sentence.paragraph == paragraph + 1 && is_item(story, at);
    let tone = tone::tone(story.page, std::slice::from_ref(sentence));
    below || tone.task > 0 && tone.figures == 0 && tone::organ_act(story.page, sentence).is_none()
}

/// Whether a sentence only leads in the list below it: it ends in a colon, and says so or says little after its verb of
/// speaking.
fn leads_in(story: &Story<'_, '_>, at: usize, sentence: &Sentence) -> bool {
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
    let verb = story.cast.voices.get(at).and_then(|v| v.last()).map(|v| v.verb);
    let unnamed = || {
        let first = page.matches(sentence, Family::People).iter().find(|m| {
            page.meaning(m).is_some_and(|(cue, _)| matches!(cue, Cue::Says | Cue::Tells)) && m.start * 2 < tokens.len()
        });
        first.map_or(0, |m| m.end)
    };
    let rest = tokens.get(verb.unwrap_or_else(unnamed)..).unwrap_or_default();
    says_so || rest.iter().filter(|t| !matches!(t.kind, Piece::Mark(_))).count() < LITTLE
}

/// Whether a sentence of the one who concludes judges or sets a task, and does not only inform.
fn counts(story: &Story<'_, '_>, at: usize, voice: &Voice, kind: Kind) -> bool {
    let Some(sentence) = story.page.sentences.get(at) else {
        return false;
    };
    let quoted = story.cast.quoted.get(at) == Some(&true);
    let named = story
        .page
        .paragraphs
        .get(sentence.paragraph)
        .is_some_and(|p| p.sentences.clone().any(|i| story.cast.voices.get(i).is_some_and(|v| !v.is_empty())));
    let tone = tone::tone(story.page, std::slice::from_ref(sentence));
    // *Đặc biệt, ngành biết vượt lên chính mình*: tied to what was judged before, without a word of judging.
    let tied = story.chair.told && tone.figures == 0 && tone::is_tied(story.page, sentence);
    let silent =
        tone.task + tone.praise + tone.ahead == 0 && !tied || tone.order == 0 && tone::sets_scene(story.page, sentence);
    if !named && !quoted && !is_item(story, at) && silent {
        return false;
    }
    let own = story.cast.voices.get(at).is_some_and(|v| !v.is_empty());
    // *… yêu cầu các sở khẩn trương. Đến hết tháng 11, giải ngân đạt 62,3% kế hoạch.*: a figure told beside it orders nothing.
    if !own && !quoted && !is_item(story, at) && tone.figures > 0 && tone.task + tone.praise + tone.ahead == 0 {
        return false;
    }
    if (story.chair.told || quoted) && kind != Kind::Discussion {
        return true;
    }
    if kind == Kind::Discussion {
        return own && matches!(voice.act, Act::Assesses | Act::Directs | Act::Asks);
    }
    match voice.act {
        Act::Assesses | Act::Directs | Act::Asks | Act::Closes => true,
        Act::States if own => true,
        _ => tone.task + tone.praise > 0,
    }
}

fn kind_of(story: &Story<'_, '_>, at: usize, voice: &Voice, section: Kind) -> conclusion::Kind {
    let own = story.cast.voices.get(at).is_some_and(|v| !v.is_empty());
    let tone =
        story.page.sentences.get(at).map(|s| tone::tone(story.page, std::slice::from_ref(s))).unwrap_or_default();
    let listed = story.page.sentences.get(at).is_some_and(|s| story.frame.is_listed(story.page, s.paragraph));
    match voice.act {
        Act::Assesses if listed && tone.ahead == 0 => conclusion::Kind::Assessment,
        Act::Asks if own => conclusion::Kind::Request,
        Act::Directs if own => conclusion::Kind::Directive,
        Act::Assesses if own => conclusion::Kind::Assessment,
        // *Bế mạc phiên họp, bà Loan đề nghị …*
        Act::Closes if own && asks(story, at, voice) => conclusion::Kind::Request,
        Act::Asks if is_item(story, at) => conclusion::Kind::Request,
        _ if section == Kind::Tasks && is_item(story, at) => conclusion::Kind::Directive,
        _ if section == Kind::Tasks && tone.task + tone.ahead >= tone.praise => conclusion::Kind::Directive,
        _ if tone.task + tone.ahead > tone.praise => conclusion::Kind::Directive,
        _ => conclusion::Kind::Assessment,
    }
}

/// Whether the verb by which one who closes a meeting speaks asks for something.
fn asks(story: &Story<'_, '_>, at: usize, voice: &Voice) -> bool {
    let Some(sentence) = story.page.sentences.get(at) else { return false };
    let mut behind = story.page.matches(sentence, Family::People).iter().filter(|m| m.end >= voice.verb);
    let act = behind.find_map(|m| match story.page.meaning(m) {
        Some((Cue::Says, Gives::Act(act))) => Some(*act),
        _ => None,
    });
    act == Some(Act::Asks)
}

/// Whether a sentence is in a list.
fn is_item(story: &Story<'_, '_>, at: usize) -> bool {
    story.page.sentences.get(at).is_some_and(|s| {
        let line = story.frame.line(s.paragraph);
        line.bullet || line.numbered || tone::is_listed(story.page, s)
    })
}
