//! What the text's own verdicts make of names and numbers: where a name ends, which plan or percentage is only spoken of.

use super::amount::Amount;
use super::clause::Clause;
use super::fact::{self, Fact};
use super::interposed;
use super::kinds;
use super::pieces::{Line, Piece};
use crate::model::verdict;
use crate::rules::{Cue, Family, Gives, Match};
use crate::text::Span;

/// The rule of a word that judges only at its clause's end.
const BARE_VERDICT: &str = "verdict.bare";

/// The rules of groups of targets.
const TARGETS: [&str; 2] = ["verdict.targets", "verdict.few"];

/// The percentages that the text names as due (*chưa đạt tỷ lệ 25% kế hoạch năm*): they measure nothing.
#[must_use]
pub fn due_rates(line: &Line<'_>, pieces: &[Piece]) -> Vec<usize> {
    let verdicts = line.page.matches(line.sentence, Family::Verdicts);
    if verdicts.is_empty() {
        return Vec::new();
    }
    let ends = |token: usize| {
        let missed = Gives::Says(verdict::Says::Missed);
        verdicts.iter().any(|m| m.end == token && line.page.meaning(m).is_some_and(|(_, gives)| *gives == missed))
    };
    (0..pieces.len())
        .filter(|&i| pieces.get(i).is_some_and(|p| p.amount().is_some_and(Amount::is_percent) && ends(p.start)))
        .collect()
}

impl Clause<'_, '_> {
    /// *GRDP không đạt mục tiêu 8%, chỉ tăng 7,1%*: whether a percentage right behind a verdict is what a rate or a growth was to reach, which
    /// is named before it.
    pub(super) fn is_goal_of_rate(&self, at: usize) -> bool {
        let page = self.line.page;
        let name = fact::read(page, self.pieces, self.start, at).and_then(|fact| self.name(&fact));
        name.is_some_and(|name| kinds::is_rate(page, self.text(name)) || kinds::grows(page, self.text(name)))
    }

    /// Whether a piece stands in words for a group of indicators (*một số chỉ tiêu kinh tế*).
    pub(super) fn is_group(&self, piece: &Piece) -> bool {
        self.is_remark(piece, Cue::Group)
    }

    /// Whether a piece stands in the text's own word that something misses its target (*chưa đạt mục tiêu đề ra*).
    pub(super) fn is_judged(&self, piece: &Piece) -> bool {
        self.is_remark(piece, Cue::Verdict)
    }

    /// Whether a piece stands in such a word, or right behind one.
    pub(super) fn follows_verdict(&self, piece: &Piece) -> bool {
        let page = self.line.page;
        let judges = |m: &Match| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Verdict);
        let behind = |m: &Match| m.end == piece.start && judges(m);
        self.is_judged(piece) || page.matches(self.line.sentence, Family::Verdicts).iter().any(behind)
    }

    /// *3 chỉ tiêu đạt thấp: thu tiền đất (52%), …*: whether a verdict on some of the targets stands before a fact.
    pub(super) fn judges_targets(&self, fact: &Fact) -> bool {
        let (page, at) = (self.line.page, self.piece(fact.at).map_or(0, |p| p.start));
        let mut told = page.matches(self.line.sentence, Family::Verdicts).iter().filter(|m| m.end <= at);
        let group = told.any(|m| TARGETS.iter().any(|rule| page.lexicon.is_rule(m.rule, rule)));
        let missed = Gives::Says(verdict::Says::Missed);
        group && told.any(|m| page.meaning(m).is_some_and(|(cue, gives)| cue == Cue::Verdict && *gives == missed))
    }

    fn is_remark(&self, piece: &Piece, wanted: Cue) -> bool {
        let page = self.line.page;
        let holds = |m: &Match| m.start <= piece.start && piece.start < m.end;
        let meant = |m: &Match| page.meaning(m).is_some_and(|(cue, _)| cue == wanted);
        page.matches(self.line.sentence, Family::Verdicts).iter().any(|m| holds(m) && meant(m))
    }

    /// *Thu hút đầu tư chưa đạt kế hoạch, mới đạt 42%*: a name up to the text's own verdict on it.
    pub(super) fn before_verdict(&self, name: Span) -> Span {
        let verdicts = self.line.page.matches(self.line.sentence, Family::Verdicts);
        // *tỷ lệ hồ sơ được cập nhật còn thấp (61%)*: right before a bracket too.
        // *số công trình chậm tiến độ, theo Sở Xây dựng, giảm 15%*: the comma of what is told by the way parts nothing.
        let marked = |v: &Span| {
            let at = self.pieces.partition_point(|p| p.span.start < v.end);
            let mark = |mark: char| self.piece(at).is_some_and(|p| p.is_mark(mark));
            mark(',') && !interposed::is_by_the_way(self.line, self.pieces, at + 1) || v.end == name.end && mark('(')
        };
        let inside = |v: &Span| name.start < v.start && v.start < name.end && (v.end > name.end || marked(v));
        // *số chuyến bay chậm, hủy chuyến*: a bare word behind whose comma the name goes on tells which ones are counted.
        let goes_on = |m: &Match| m.span.end < name.end && self.line.page.lexicon.is_rule(m.rule, BARE_VERDICT);
        let says = |m: &&Match| self.line.page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Verdict);
        let judged = verdicts.iter().filter(says).filter(|m| !goes_on(m)).map(|m| m.span).find(inside);
        let last = judged.and_then(|v| self.pieces.iter().rev().find(|p| p.span.end <= v.start));
        last.filter(|p| p.span.start >= name.start).map_or(name, |p| Span::new(name.start, p.span.end))
    }
}
