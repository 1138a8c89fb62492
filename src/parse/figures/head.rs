//! Heads of names: where an indicator's noun starts after a place, and growth as a noun.

use super::holders::LEADS;
use super::interposed;
use super::opening::{IS_A, clause_start, is_ruled};
use super::phrase::{LONG, trim_start};
use super::pieces::{Line, Piece, What};
use super::plain::LEVEL;
use crate::rules::{Cue, Family};
use crate::text::Span;

/// The rule of words that tell what goes on.
const STILL: &str = "structure.still";

/// *Cục Hải quan ước tính thu 10 tháng đạt …*: the indicator's head noun that the word of an estimate right behind a name ends with.
pub(super) fn foreseen(line: &Line<'_>, pieces: &[Piece], name: Span) -> Option<Span> {
    let verb = pieces.iter().find(|p| p.span.start >= name.end).filter(|p| p.cue() == Some(Cue::EstimateVerb))?;
    let last = verb.end.checked_sub(1).filter(|&last| last > verb.start)?;
    // *ước đạt mức 45 tấn*
    let level = || line.page.first(line.sentence, last..verb.end, Family::Figures);
    let level = || level().is_some_and(|m| line.page.lexicon.is_rule(m.rule, LEVEL));
    (head_cue(line, last, verb.end) == Some(Cue::Head) && !level()).then(|| line.span(last, verb.end))
}

/// *Quận thu ngân sách …*, *Huyện Phú Lương đạt tỷ lệ che phủ rừng …*: what a place does or reaches, if it starts with an indicator's
/// head noun.
pub(super) fn body(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> usize {
    let Some(first) = pieces.get(start) else { return start };
    if !matches!(first_cue(line, first.start, first.end, Family::People), Some(Cue::Level | Cue::Organ | Cue::Body)) {
        return start;
    }
    let proper = |p: &&Piece| p.span.of(line.page.text).starts_with(char::is_uppercase);
    let next = start + 1 + pieces.iter().skip(start + 1).take_while(proper).count();
    let reaches = |at: usize| pieces.get(at).is_some_and(|p| p.cue() == Some(Cue::Equates));
    // *Quận thu …*, but no *Sở Y tế thu …*: behind a name only what is reached.
    let at = if reaches(next) { next + 1 } else { start + 1 };
    let name = pieces.get(at..end).and_then(|name| name.first().zip(name.last()));
    if name.is_some_and(|(first, last)| heads(line, first.start, last.end)) { at } else { start }
}

/// *Theo số liệu của Cục Hải quan tổng kim ngạch … đạt*: the name behind a source from which no comma parts it.
pub(super) fn after_source(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> usize {
    let cue = |i: usize| pieces.get(i).and_then(Piece::cue);
    let led = start.checked_sub(1).is_some_and(|i| cue(i) == Some(Cue::Preposition));
    let last = pieces.get(end.saturating_sub(1)).map_or(0, |p| p.end);
    let heads_here = |i: &usize| {
        let begins = pieces.get(*i).map_or(0, |p| p.start);
        matches!(head_cue(line, begins, last), Some(Cue::Head | Cue::Whole | Cue::Rate | Cue::CountWord))
            && cue(i - 1) != Some(Cue::Preposition)
    };
    // *Theo Chi cục Thống kê trong 6 tháng số doanh nghiệp … là*
    let timed = |i: &usize| cue(i - 1) == Some(Cue::Period);
    if let Some(name) = (start + 2..end).filter(|_| led).find(|i| timed(i) && heads_here(i)) {
        return name;
    }
    // *Theo Cục Thuế tỉnh An Bình tình hình thu ngân sách …*: an organ's proper name ends right before it.
    let proper = |i: usize| pieces.get(i).is_some_and(|p| p.span.of(line.page.text).starts_with(char::is_uppercase));
    let named = |i: &usize| heads_here(i) && !proper(*i) && (proper(i - 1) || proper(i - 2));
    let source = start.checked_sub(1).is_some_and(|i| interposed::opens(line, pieces, i));
    if let Some(name) = (start + 2..end).filter(|_| source && proper(start)).find(named) {
        return name;
    }
    let name = (start + 2..end).filter(|_| led && end - start > LONG).find(heads_here);
    name.filter(|&i| (start..i).any(|j| cue(j) == Some(Cue::Preposition))).unwrap_or(start)
}

/// *Tăng trưởng cả năm dự kiến đạt …*: growth alone, where it opens the clause and a verb follows it.
pub(super) fn growth(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> Option<Span> {
    let clause = clause_start(line, pieces, start, end);
    let at = trim_start(pieces, clause, end);
    // *Chỉ tiêu tăng trưởng năm nay là …*
    let at = if pieces.get(at).is_some_and(|p| p.cue() == Some(Cue::Plan)) { at + 1 } else { at };
    let verb = |p: &Piece| matches!(p.cue(), Some(Cue::Equates | Cue::EstimateVerb | Cue::Estimate | Cue::Period));
    let told = grows(line, pieces, at) && pieces.get(at + 1..end.max(at + 1))?.iter().any(verb);
    told.then(|| pieces.get(at).map(|p| p.span)).flatten()
}

/// Whether a piece is a growth rate's noun used as a verb of change (*tăng trưởng*).
#[must_use]
pub fn grows(line: &Line<'_>, pieces: &[Piece], at: usize) -> bool {
    let Some(piece) = pieces.get(at).filter(|p| p.cue() == Some(Cue::Up)) else { return false };
    let first = line.page.first(line.sentence, piece.start..piece.end, Family::Indicators);
    let whole = first.filter(|m| m.end == piece.end - piece.start && m.end > 1);
    whole.and_then(|m| line.page.meaning(&m)).is_some_and(|(cue, _)| cue == Cue::Growth)
}

/// The words of a growth rate that a verb of change starts with (*tốc độ tăng trưởng* of *tốc độ tăng trưởng đạt*).
#[must_use]
pub fn growth_in(line: &Line<'_>, pieces: &[Piece], at: usize) -> Option<Span> {
    let piece = pieces.get(at).filter(|p| p.cue() == Some(Cue::Up))?;
    let first = line.page.first(line.sentence, piece.start..piece.end, Family::Indicators).filter(|m| m.end > 1)?;
    let grows = line.page.meaning(&first).is_some_and(|(cue, _)| cue == Cue::Growth);
    grows.then(|| line.span(piece.start, piece.start + first.end))
}

/// *tốc độ tăng trưởng bình quân hàng năm gần 13%*: the growth rate's whole name, whose end may also be a verb of change.
#[must_use]
pub fn rate_of_growth(line: &Line<'_>, pieces: &[Piece], name: Span) -> Span {
    let first = pieces.iter().find(|p| p.span.start == name.start);
    let next = pieces.iter().find(|p| p.span.start >= name.end);
    let Some((first, next)) = first.zip(next) else { return name };
    if next.cue() != Some(Cue::Up) {
        return name;
    }
    let growth = line.page.first(line.sentence, first.start..next.end, Family::Indicators);
    let growth = growth.filter(|m| {
        first.start + m.end > next.start && line.page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Growth)
    });
    growth.map_or(name, |m| line.span(first.start, first.start + m.end))
}

/// The words of a rate that a verb ends with (*tỷ lệ* of *đạt tỷ lệ*).
#[must_use]
pub fn rate_in(line: &Line<'_>, pieces: &[Piece], at: usize) -> Option<Span> {
    let piece = pieces.get(at).filter(|p| p.cue() == Some(Cue::Equates))?;
    let out = line.page.find(line.sentence, piece.start..piece.end, Family::Indicators);
    let rate = out.last().filter(|m| piece.start + m.end == piece.end)?;
    let named = line.page.meaning(rate).is_some_and(|(cue, _)| cue == Cue::Rate);
    named.then(|| line.span(piece.start + rate.start, piece.start + rate.end))
}

/// *Huyện đã giải quyết việc làm cho …*: the verb with which an indicator's own name starts.
pub(super) fn deed(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> Option<usize> {
    let last = pieces.get(end.checked_sub(1)?)?.end;
    let named = |p: &Piece| {
        let head = line.page.first(line.sentence, p.start..last, Family::Indicators);
        let head = head.filter(|m| p.start + m.end > p.end);
        head.and_then(|m| line.page.meaning(&m)).is_some_and(|(cue, _)| cue == Cue::Head)
    };
    let verb = |p: &Piece| p.cue() == Some(Cue::Brings);
    (start + 1..end).rev().find(|&i| pieces.get(i).is_some_and(|p| verb(p) && named(p)))
}

/// *coi tình trạng chậm trễ trong giải ngân vốn đầu tư công như một điểm nghẽn*: what is spent, before the copula at `is` that tells what
/// kind of thing that is.
pub(super) fn spent(line: &Line<'_>, pieces: &[Piece], start: usize, is: usize) -> Option<(usize, usize)> {
    let spends =
        |p: &Piece| head_cue(line, p.start, pieces.get(is).map_or(p.end, |p| p.start)) == Some(Cue::Disbursement);
    let tells = pieces.get(is).is_some_and(|p| is_ruled(line, p, IS_A));
    let from = (start..is).find(|&i| tells && pieces.get(i).is_some_and(spends))?;
    Some((from, is))
}

/// Whether an indicator's head noun starts at a token.
pub(super) fn heads(line: &Line<'_>, start: usize, end: usize) -> bool {
    matches!(
        head_cue(line, start, end),
        Some(Cue::Head | Cue::Rate | Cue::Growth | Cue::Whole | Cue::CountWord | Cue::Disbursement)
    )
}

/// What kind of indicator's words start at a token.
#[must_use]
pub fn head_cue(line: &Line<'_>, start: usize, end: usize) -> Option<Cue> {
    first_cue(line, start, end, Family::Indicators)
}

/// What the phrase of a family means that starts at a token and ends before another.
fn first_cue(line: &Line<'_>, start: usize, end: usize, family: Family) -> Option<Cue> {
    let first = line.page.first(line.sentence, start..end, family)?;
    line.page.meaning(&first).map(|(cue, _)| cue)
}

/// *thu từ doanh nghiệp chiếm tỷ trọng cao nhất với …*: the end of the subject before a verb that tells its share.
pub(super) fn before_share(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> usize {
    // *tỷ trọng*: a noun that names a rate itself.
    let verb = |p: &Piece| p.cue() == Some(Cue::Share) && head_cue(line, p.start, p.end) != Some(Cue::Rate);
    (start + 1..end).find(|&i| pieces.get(i).is_some_and(verb)).unwrap_or(end)
}

/// *Trung Quốc vẫn đứng đầu với …*: the end of the subject before a word that tells what it still does, or that it comes first.
pub(super) fn before_still(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> usize {
    let still = |i: &usize| {
        let Some(What::Cue(Cue::Joins, rule)) = pieces.get(*i).map(|p| &p.what) else { return false };
        line.page.lexicon.rule(*rule).is_some_and(|rule| [STILL, LEADS].contains(&&*rule.id))
    };
    (start + 2..end).find(still).unwrap_or(end)
}

/// *Tốc độ tăng GDP ngành nông nghiệp khá cao, đạt 3,1%*: the last piece of a growth rate's noun that opens a phrase, whose verb is
/// none of the clause.
pub(super) fn growth_end(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> usize {
    let ends = pieces.get(start).zip(pieces.get(end.saturating_sub(1))).map(|(a, b)| (a.start, b.end));
    let Some((from, to)) = ends else { return start };
    let found = line.page.first(line.sentence, from..to, Family::Indicators);
    let grows = found.filter(|m| line.page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Growth));
    let last = grows.and_then(|m| (start..end).rfind(|&i| pieces.get(i).is_some_and(|p| p.start < from + m.end)));
    last.unwrap_or(start)
}

/// *Xuất khẩu tiếp tục tăng khá, đạt …*: the subject, where a verb of its own and a comma part it from the number.
pub(super) fn before_verb(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> usize {
    let from = growth_end(line, pieces, start, end);
    let told = |i: &usize| {
        pieces.get(*i).is_some_and(|p| matches!(p.cue(), Some(Cue::Up | Cue::Down | Cue::Equates)))
            || has_speed(line, pieces, *i, end)
    };
    let verb = (from + 1..end).find(told);
    let Some(mut stop) = verb.filter(|&v| pieces.get(start..v).is_some_and(|w| w.iter().any(|p| p.what == What::Word)))
    else {
        return end;
    };
    // *nợ đọng toàn tỉnh đã giảm*
    while stop > start + 1 && pieces.get(stop - 1).is_some_and(|p| matches!(p.cue(), Some(Cue::Joins | Cue::Scope))) {
        stop -= 1;
    }
    stop
}

/// *khu vực ngoài quốc doanh có tốc độ nhanh hơn, đạt 2.206 tỷ đồng*: whether a verb at a piece only tells how fast something goes, before
/// a sum or a count, which no speed has.
fn has_speed(line: &Line<'_>, pieces: &[Piece], at: usize, end: usize) -> bool {
    let brings = pieces.get(at).is_some_and(|p| p.cue() == Some(Cue::Brings));
    let ends = pieces.get(at + 1).zip(pieces.get(end.saturating_sub(1))).map(|(a, b)| (a.start, b.end));
    let speed = || ends.is_some_and(|(from, to)| head_cue(line, from, to) == Some(Cue::Growth));
    let level = || pieces.iter().skip(end).find_map(Piece::amount).is_some_and(|a| !a.is_percent());
    brings && speed() && level()
}
