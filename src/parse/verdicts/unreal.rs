//! What is no verdict though its words are one's: a condition, a denial, or only which ones are meant.

use super::pace::WORK;
use super::{Reader, Remark, is_rule};
use crate::model::verdict::Says;
use crate::parse::figures::pieces::{Piece, What};
use crate::rules::{Cue, Family, Match};

/// The rule of words behind a verdict that make it a condition.
const CONDITION: &str = "verdict.condition";

/// The rule of who or what is slow.
const WHOSE: &str = "verdict.whose";

/// The rule of what is late, and of what is done with such.
const LATE: &str = "verdict.late";
const HANDLES: &str = "verdict.handles";

/// Pieces of who gave a plan, between the plan and its verb.
const GIVER: usize = 3;

/// The rule of what has to be done.
const MUST: &str = "task.must";

impl Reader<'_, '_> {
    /// Whether a condition or a denial takes the remark back: it stands before it in the same clause.
    pub(super) fn unreal(&self, at: usize) -> bool {
        let Some(remark) = self.remarks.get(at) else { return true };
        if self.is_ordered(remark) || self.is_handled(at, remark) {
            return true;
        }
        if remark.says == Some(Says::Rose) && self.goes_down(remark) {
            return true;
        }
        let then = |r: &Remark| self.is_rule(r, CONDITION);
        let before = self.remarks.iter().take(at);
        // *việc xử lý tài sản còn chậm*: what is done is what is judged.
        let done = |r: &Remark| self.remarks.iter().any(|w| w.found.end == r.found.start && self.is_rule(w, WORK));
        let mut before = before.filter(|r| r.cue == Cue::Unreal && !then(r) && !self.is_of_indicator(r) && !done(r));
        let mut after = self.remarks.iter().skip(at + 1).filter(|r| then(r));
        before.any(|r| {
            !self.explains(r, remark) && (!self.parted(r.found.end, remark.found.start) || self.lists_causes(r))
        }) || after.any(|r| !self.parted(remark.found.end, r.found.start))
    }

    /// *tỷ lệ hộ nghèo giảm còn 20,1%, vượt 0,2 điểm phần trăm so với kế hoạch*: whether it went down by more than was set.
    fn goes_down(&self, remark: &Remark) -> bool {
        let (page, sentence) = (self.line.page, self.line.sentence);
        let end = self.piece_of(remark.found.start);
        let from = self.pieces.iter().take(end).rposition(|p| p.is_mark(';')).map_or(0, |at| at + 1);
        let down = |p: &Piece| {
            let first = page.first(sentence, p.start..p.start + 1, Family::Figures);
            p.cue().is_some() && first.and_then(|m| page.meaning(&m)).is_some_and(|(cue, _)| cue == Cue::Down)
        };
        self.pieces.get(from..end).unwrap_or_default().iter().any(down)
    }

    /// *Giao các sở tháo gỡ khó khăn cho các công trình chậm tiến độ*: whether a remark only tells what an order before it is about. One
    /// that speaks of an indicator right away does not (*lưu ý tiến độ giải ngân còn chậm*).
    fn is_ordered(&self, remark: &Remark) -> bool {
        let (page, sentence) = (self.line.page, self.line.sentence);
        let speaks = |from: usize| {
            let paced = self.remarks.iter().any(|r| r.found.start == from && r.cue == Cue::Apart);
            let first = page.first(sentence, from..remark.found.start, Family::Indicators);
            paced || first.and_then(|m| page.meaning(&m)).is_some_and(|(cue, _)| cue == Cue::Head)
        };
        // *không đạt dự toán tỉnh giao là do nguồn thu không đạt kế hoạch*: who gave a plan orders nothing.
        let gives_plan = |m: &Match| {
            let at = self.piece_of(m.start);
            let before = self.pieces.get(at.saturating_sub(GIVER)..at).unwrap_or_default();
            before.iter().any(|p| p.cue() == Some(Cue::Plan))
        };
        let near = |m: &&Match| {
            let before = m.end < remark.found.start && !self.parted(m.end, remark.found.start);
            before && !speaks(m.end) && !gives_plan(m)
        };
        let asks = |m: &Match| page.is_order(m) || is_rule(page, m, MUST);
        page.matches(sentence, Family::People).iter().filter(near).any(asks)
            || page.matches(sentence, Family::Tone).iter().filter(near).any(asks)
    }

    /// *Huyện đã rà soát, thu hồi các dự án chậm tiến độ*: whether a remark only tells with which ones something is done.
    fn is_handled(&self, at: usize, remark: &Remark) -> bool {
        let (page, sentence) = (self.line.page, self.line.sentence);
        let many = |from: usize| {
            let plural = |m: &Match| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Plural);
            let mut people = page.matches(sentence, Family::People).iter();
            people.any(|m| plural(m) && from <= m.start && m.end <= remark.found.start)
        };
        let near = |r: &&Remark| self.is_rule(r, HANDLES) && !self.parted(r.found.end, remark.found.start);
        let handled = self.remarks.iter().take(at).rev().find(near);
        self.is_rule(remark, LATE) && handled.is_some_and(|r| many(r.found.end))
    }

    /// *tiến độ thực hiện các dự án trọng điểm còn chậm*: whether who or what is meant only goes on the noun of an indicator or a work.
    fn is_of_indicator(&self, remark: &Remark) -> bool {
        let at = self.piece_of(remark.found.start);
        let mark = |i: &usize| self.pieces.get(*i).is_some_and(|p| matches!(p.what, What::Mark(_)));
        let start = (0..at).rev().find(mark).map_or(0, |i| i + 1);
        let words = self.pieces.get(start..at).unwrap_or_default();
        let head = |p: &Piece| {
            let first = self.line.page.first(self.line.sentence, p.start..remark.found.start, Family::Indicators);
            first.and_then(|m| self.line.page.meaning(&m)).is_some_and(|(cue, _)| cue == Cue::Head)
        };
        self.is_rule(remark, WHOSE) && (words.iter().any(head) || self.work_on(start, at).is_some())
    }
}
