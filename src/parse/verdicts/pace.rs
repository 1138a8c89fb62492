//! Paces: what a bare word says at its clause's end of how something goes on (*tiến độ cấp giấy ở nhiều xã chậm*).

use super::{Reader, is_rule};
use crate::parse::figures::kinds;
use crate::parse::figures::pieces::{Piece, What};
use crate::parse::page::{Page, Sentence};
use crate::rules::{Cue, Family, Match};
use crate::text::{Kind, Span};

/// The rule of what goes on, and that of work, whose names may hold commas.
const PACE: &str = "verdict.pace";
pub(super) const WORK: &str = "verdict.work";

/// The rule of nouns of indicators that may also be who does something.
const ACTS: &str = "indicator.acts";

/// The rule of what a clause says of its subject.
const FINE: &str = "verdict.fine";

/// Whether a phrase is one of the bare words, which judge a pace only.
pub(super) fn is_bare(page: &Page<'_>, found: &Match) -> bool {
    is_rule(page, found, "verdict.bare")
}

/// The token where the pace or the spending starts of which a bare word says that it is slow, where it ends its clause.
pub(super) fn paced(page: &Page<'_>, sentence: &Sentence, found: &Match) -> Option<usize> {
    let tokens = page.tokens(sentence);
    let mark = |at: usize| tokens.get(at).is_none_or(|t| matches!(t.kind, Kind::Mark(_)));
    let clause = (0..found.start).rev().take_while(|&i| !mark(i)).last()?;
    let all = page.matches(sentence, Family::Verdicts).iter();
    let pace =
        all.filter(|m| (clause..found.start).contains(&m.start)).find(|m| is_rule(page, m, PACE)).map(|m| m.start);
    // *việc bàn giao doanh nghiệp về công ty vốn cũng chậm*
    let opens = |m: &&Match| m.start == clause && is_rule(page, m, WORK);
    let work = || page.matches(sentence, Family::Verdicts).iter().find(opens).map(|m| m.start);
    let pace = pace.or_else(|| governing(page, sentence, found.start).map(|work| work.start)).or_else(work);
    let named = |at: usize| page.first(sentence, at..found.start, Family::Indicators);
    let spends =
        |at: &usize| named(*at).and_then(|m| page.meaning(&m)).is_some_and(|(cue, _)| cue == Cue::Disbursement);
    pace.or_else(|| (clause..found.start).find(spends)).filter(|_| mark(found.end))
}

/// *công tác thành lập doanh nghiệp, quyết toán vốn còn chậm*: the noun of a pace or a work that opens its clause and goes on over
/// all up to a token; what a clause between says of its subject would end it.
pub(super) fn governing(page: &Page<'_>, sentence: &Sentence, until: usize) -> Option<Match> {
    let tokens = page.tokens(sentence);
    let hard = |i: &usize| tokens.get(*i).is_some_and(|t| matches!(t.kind, Kind::Mark(';' | ':')));
    let start = (0..until).rev().find(hard).map_or(0, |i| i + 1);
    let within = |m: &&Match| (start..until).contains(&m.start);
    let opens = page.matches(sentence, Family::Verdicts).iter().find(within);
    let opens = *opens.filter(|m| m.start == start && is_noun(page, m))?;
    let last = (start..until).rfind(|&i| tokens.get(i).is_some_and(|t| t.kind == Kind::Mark(',')))?;
    (!says(page, sentence, start, last)).then_some(opens)
}

/// Whether a phrase is a pace's or a work's noun.
fn is_noun(page: &Page<'_>, found: &Match) -> bool {
    is_rule(page, found, PACE) || is_rule(page, found, WORK)
}

/// Whether the words between two tokens say something of their subject, so that they are a clause and no part of a name.
fn says(page: &Page<'_>, sentence: &Sentence, from: usize, to: usize) -> bool {
    let cue = |m: &Match| page.meaning(m).map(|(cue, _)| cue).filter(|_| (from..to).contains(&m.start));
    let told = |m: &Match| cue(m) == Some(Cue::Verdict) || cue(m).is_some() && is_rule(page, m, FINE);
    let toned = |m: &Match| matches!(cue(m), Some(Cue::Praise | Cue::Done));
    // *công tác cấp giấy, thu hồi đất*: a verb right behind the noun or a comma names the work.
    let comma = |at: usize| page.tokens(sentence).get(at).is_some_and(|t| t.kind == Kind::Mark(','));
    let noun = |at: usize| page.matches(sentence, Family::Verdicts).iter().any(|n| n.end == at && is_noun(page, n));
    let named = |m: &Match| m.start.checked_sub(1).is_some_and(comma) || noun(m.start);
    let verb = |m: &Match| {
        let verb = matches!(
            cue(m),
            Some(Cue::Equates | Cue::Brings | Cue::Exceed | Cue::Up | Cue::Down | Cue::Turns | Cue::Clause)
        );
        verb && !named(m)
    };
    page.matches(sentence, Family::Verdicts).iter().any(told)
        || page.matches(sentence, Family::Tone).iter().any(toned)
        || page.matches(sentence, Family::Figures).iter().any(verb)
}

impl Reader<'_, '_> {
    /// *tiến độ các dự án và công trình còn chậm*: names joined behind a pace are one, where no other has a noun of its own.
    pub(super) fn of_pace(&self, names: Vec<Span>) -> Vec<Span> {
        let (page, sentence) = (self.line.page, self.line.sentence);
        let paced = |name: &Span| {
            page.matches(sentence, Family::Verdicts)
                .iter()
                .any(|m| m.span.start == name.start && is_rule(page, m, PACE))
        };
        let own = |name: &Span| paced(name) || kinds::is_head(page, name.of(page.text));
        match names.as_slice() {
            [first, rest @ ..] if paced(first) && !rest.iter().any(own) => {
                vec![rest.last().map_or(*first, |last| first.join(*last))]
            }
            _ => names,
        }
    }

    /// Of the names that end before a verdict those of which it is said, where commas part them: all of one work's, the last where
    /// something else is said of those before it (*thi công khá, nghiệm thu còn chậm*), or the whole.
    pub(super) fn parted_by_commas(&self, whole: Span, names: Vec<Span>, verb: usize) -> Vec<Span> {
        let (page, sentence) = (self.line.page, self.line.sentence);
        let until = self.pieces.get(verb).map_or(0, |p| p.start);
        let work = governing(page, sentence, until);
        let first = self.pieces.iter().find(|p| p.span.start >= whole.start).map_or(0, |p| p.start);
        if work.is_some_and(|work| work.end < first) {
            return names;
        }
        let comma = self.pieces.iter().rev().find(|p| whole.covers(p.span.start) && p.is_mark(','));
        let last = names.last().filter(|_| comma.is_some_and(|p| says(page, sentence, first, p.start)));
        vec![last.copied().unwrap_or(whole)]
    }

    /// The pace of which a verdict is said.
    pub(super) fn pace(&self, at: usize) -> Option<Span> {
        self.bare_pace(at).or_else(|| self.last_pace(at))
    }

    /// *tiến độ cấp giấy ở nhiều xã rất chậm*: the pace of which a bare word is said.
    fn bare_pace(&self, at: usize) -> Option<Span> {
        let found = self.remarks.get(at).filter(|r| is_bare(self.line.page, &r.found))?.found;
        let start = paced(self.line.page, self.line.sentence, &found)?;
        // *việc bàn giao cũng chậm*
        let joins = |p: &&Piece| p.cue() == Some(Cue::Joins);
        let last = self.piece_of(found.start).checked_sub(1).and_then(|i| self.pieces.get(i)).filter(joins);
        let end = last.map_or(found.start, |p| p.start);
        (end > start).then(|| self.line.span(start, end))
    }

    /// *tiến độ thi công 4 công trình còn chậm*, *công tác kiểm kê tại 12/30 xã chậm so với kế hoạch*: the pace or the work that opens a
    /// clause and goes on over a count up to what is said of it.
    pub(super) fn work_on(&self, start: usize, verb: usize) -> Option<Span> {
        let words = self.pieces.get(start..verb)?;
        let other = |p: &Piece| {
            matches!(p.what, What::Mark(_))
                || matches!(p.cue(), Some(Cue::Up | Cue::Down | Cue::Exceed | Cue::Within | Cue::Clause | Cue::Versus))
        };
        let (first, last) = words.first().zip(words.last()).filter(|_| !words.iter().any(other))?;
        let mut nouns = self.line.page.matches(self.line.sentence, Family::Verdicts).iter();
        let opens = nouns.any(|m| m.start == first.start && is_noun(self.line.page, m));
        opens.then(|| first.span.join(last.span))
    }

    /// *Việc giao dự toán chậm, giao nhiều đợt, tiến độ giải ngân năm 2022, 2023 rất chậm*: the pace right before a verdict, behind what else
    /// is said of a work.
    fn last_pace(&self, at: usize) -> Option<Span> {
        let verdict = self.remarks.get(at)?.found;
        let (page, sentence) = (self.line.page, self.line.sentence);
        let all = page.matches(sentence, Family::Verdicts);
        let pace = all.iter().rev().find(|m| m.end <= verdict.start && is_rule(page, m, PACE))?;
        let mark = |i: usize, mark: char| page.tokens(sentence).get(i).is_some_and(|t| t.kind == Kind::Mark(mark));
        let number = |i: usize| page.tokens(sentence).get(i).is_some_and(|t| t.kind == Kind::Number);
        let parts = |i: usize| {
            page.tokens(sentence).get(i).is_some_and(|t| matches!(t.kind, Kind::Mark(_)))
                && !(mark(i, ',') && number(i + 1))
        };
        let behind = pace.start.checked_sub(1).is_some_and(|i| mark(i, ','));
        let work = all.iter().any(|m| m.end < pace.start && is_rule(page, m, WORK));
        let says = |m: &Match| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Verdict);
        let judged = all.iter().any(|m| m.end < pace.start && says(m));
        let said =
            self.remarks.iter().any(|r| r.cue == Cue::Verdict && (pace.start..verdict.start).contains(&r.found.start));
        let time = self
            .pieces
            .iter()
            .find(|p| p.start > pace.start && p.start < verdict.start && p.cue() == Some(Cue::Period));
        let end = time.map_or(verdict.start, |p| p.start);
        (behind && work && judged && !said && !(pace.end..verdict.start).any(parts) && end > pace.end)
            .then(|| self.line.span(pace.start, end))
    }

    /// *13 bộ, ngành giải ngân chậm*: the indicator with which the remark itself starts; who is slow in it is none.
    pub(super) fn own_subject(&self, at: usize) -> Option<Span> {
        let found = self.remarks.get(at)?.found;
        let first = self.line.page.first(self.line.sentence, found.start..found.end, Family::Indicators)?;
        let spends = self.line.page.meaning(&first).is_some_and(|(cue, _)| cue == Cue::Disbursement);
        // *vốn trái phiếu giải ngân chậm*: whose spending it is.
        let verb = self.piece_of(found.start);
        let mark = |i: &usize| self.pieces.get(*i).is_some_and(|p| matches!(p.what, What::Mark(_)));
        let from = (0..verb).rev().find(mark).map_or(0, |i| i + 1);
        let noun = |p: &Piece| self.line.page.first(self.line.sentence, p.start..found.start, Family::Indicators);
        let money = |m: &Match| {
            self.line.page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Head) && !is_rule(self.line.page, m, ACTS)
        };
        let whose = self.pieces.get(from).and_then(noun).is_some_and(|m| money(&m));
        (spends && !whose).then(|| self.line.span(found.start, found.start + first.end))
    }
}
