//! Times that are announced: those of tasks, and those within which an order has to be done. A bulletin reports on neither.

use super::page::{Page, Sentence};
use crate::rules::{Cue, Family, Match};
use crate::text::Kind as TokenKind;

/// Whether a mention is the time of a task that is announced (*triển khai nhiệm vụ năm 2017*), and no report's
/// (*kết quả thực hiện chỉ tiêu, nhiệm vụ quý I*): between the report and its task stands no other time and no order.
#[must_use]
pub fn is_announced(page: &Page<'_>, sentence: &Sentence, found: &Match) -> bool {
    const NEAR: usize = 8;
    const CLAUSE: usize = 12;
    let cue = |m: &Match| page.meaning(m).map(|(cue, _)| cue);
    let tones = page.matches(sentence, Family::Tone);
    // *nhiệm vụ công tác thuế năm 2024*, *phấn đấu huy động vốn tăng 16% trong năm 2022*: nothing parts the two.
    let tokens = page.tokens(sentence);
    let stops = |k: TokenKind| matches!(k, TokenKind::Mark(',' | ';' | ':' | '.' | '(' | ')'));
    let reaches = |m: &Match| {
        let between = || tokens.get(m.end..found.start).unwrap_or_default();
        let timed = || {
            page.matches(sentence, Family::Figures)
                .iter()
                .any(|p| cue(p) == Some(Cue::Period) && m.end <= p.start && p.end <= found.start)
        };
        m.end >= found.start || found.start - m.end <= CLAUSE && !between().iter().any(|t| stops(t.kind)) && !timed()
    };
    let task = |m: &&Match| cue(m) == Some(Cue::Ahead) && m.start < found.start && reaches(m);
    let Some(task) = tones.iter().find(task) else { return false };
    let parts = |m: &Match| matches!(cue(m), Some(Cue::Task | Cue::Period));
    let told = |r: &Match| {
        let within = |m: &Match| r.end <= m.start && m.end <= task.start;
        let parted = || tones.iter().chain(page.matches(sentence, Family::Figures)).any(|m| parts(m) && within(m));
        cue(r) == Some(Cue::Report) && r.start < task.end && task.start <= r.end + NEAR && !parted()
    };
    !page.matches(sentence, Family::Reports).iter().any(told)
}

/// Whether a month is the term within which an order has to be done (*yêu cầu Sở báo cáo ngay trong tháng 7*): the order comes
/// before it, and what is reported on does not stand right beside it.
#[must_use]
pub fn is_term_set(page: &Page<'_>, sentence: &Sentence, found: &Match, reports: &[usize]) -> bool {
    const BESIDE: usize = 3;
    let orders = |m: &Match| m.end <= found.start && page.meaning(m).is_some_and(|(_, gives)| gives.is_order());
    let beside = reports.iter().any(|&at| at < found.start && found.start - at <= BESIDE);
    !beside && page.matches(sentence, Family::People).iter().any(orders)
}
