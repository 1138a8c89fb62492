//! What is told by the way: whose word something is (*theo Sở Tài chính*), what is conceded (*mặc dù gặp khó khăn*). What it names is
//! no indicator.

use super::pieces::{Line, Piece, What};
use crate::rules::{Cue, Family, Match};

/// The rule of words that open a source.
pub(super) const SOURCE: &str = "structure.source";

/// The rule of words that concede something.
pub(super) const ALTHOUGH: &str = "structure.although";

/// The rule of words that tell why.
const CAUSE: &str = "structure.cause";

/// The rule of what is only named beside something else.
const BESIDE: &str = "structure.beside";

/// The rule of the word that tells what something is for.
pub(super) const PURPOSE: &str = "structure.purpose";

/// Pieces of a source between two commas.
const LONGEST: usize = 14;

/// Whether a source opens at a piece.
pub(super) fn opens(line: &Line<'_>, pieces: &[Piece], at: usize) -> bool {
    is_ruled(line, pieces, at, SOURCE)
}

/// Whether what is told by the way opens at a piece: a source, or what is conceded.
pub(super) fn is_by_the_way(line: &Line<'_>, pieces: &[Piece], at: usize) -> bool {
    opens(line, pieces, at) || is_ruled(line, pieces, at, ALTHOUGH)
}

fn is_ruled(line: &Line<'_>, pieces: &[Piece], at: usize, id: &str) -> bool {
    pieces.get(at).is_some_and(|p| p.is_ruled(line.page, id))
}

/// *GRDP quý I tăng cao do GRDP quý I năm trước đạt thấp*, *điều chỉnh giá dịch vụ để bảo đảm CPI tăng dưới 4%*: whether a word before a
/// piece opens what something came of, or what it is for, which may have a name of its own.
pub(super) fn parts_clause(line: &Line<'_>, pieces: &[Piece], (start, at): (usize, usize)) -> bool {
    let Some(What::Cue(cue, _)) = at.checked_sub(1).and_then(|i| pieces.get(i)).map(|p| &p.what) else { return false };
    is_why(line, pieces, (start, at)) || *cue == Cue::Lead && opens_purpose(line, pieces, start, at)
}

/// Whether the word that tells why stands right before a piece, behind a verb of change.
fn is_why(line: &Line<'_>, pieces: &[Piece], (start, at): (usize, usize)) -> bool {
    let changes = |p: &Piece| matches!(p.cue(), Some(Cue::Up | Cue::Down));
    at.checked_sub(1).and_then(|i| pieces.get(i)).is_some_and(|p| piece_is(line, p, CAUSE))
        && pieces.get(start..at).unwrap_or_default().iter().any(changes)
}

/// Whether what something is for opens with words that end before a piece (*để bảo đảm*).
fn opens_purpose(line: &Line<'_>, pieces: &[Piece], start: usize, at: usize) -> bool {
    let lead = |p: &&Piece| p.cue() == Some(Cue::Lead);
    let mut leads = pieces.get(start..at).unwrap_or_default().iter().rev().take_while(lead);
    leads.any(|p| piece_is(line, p, PURPOSE))
}

fn piece_is(line: &Line<'_>, piece: &Piece, id: &str) -> bool {
    let What::Cue(_, rule) = piece.what else { return false };
    line.page.lexicon.is_rule(rule, id)
}

/// *Theo Cục Thống kê, A và B tăng lần lượt 5% và 7%*, *Mặc dù gặp khó khăn, thu phí và thu thuế đều tăng 5%*: leaves out what a
/// sentence opens with and is by the way, so that what it says reads as if that were not told.
pub(super) fn drop_opening(line: &Line<'_>, pieces: &mut Vec<Piece>) {
    let end = end_of_source(line, pieces).or_else(|| end_of_reason(line, pieces));
    let end = end.or_else(|| end_of_besides(line, pieces)).unwrap_or_default();
    pieces.drain(..end);
}

/// The first piece behind the source that a sentence opens with. One that names a time or a plan stays, for what follows is of that.
fn end_of_source(line: &Line<'_>, pieces: &[Piece]) -> Option<usize> {
    let people = line.page.matches(line.sentence, Family::People);
    let source = |m: &Match| line.page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Source);
    people.first().filter(|m| m.start == 0 && source(m))?;
    let comma = pieces.iter().take(LONGEST).position(|p| p.is_mark(','))?;
    let plain = |p: &Piece| {
        matches!(p.what, What::Word | What::Mark('-' | '–' | '(' | ')' | '.' | '&'))
            || matches!(
                p.cue(),
                Some(Cue::Preposition | Cue::Counted | Cue::Joins | Cue::Brings | Cue::Scope | Cue::Quotes)
            )
    };
    pieces.get(1..comma)?.iter().all(plain).then_some(comma + 1)
}

/// *Bên cạnh số vốn chưa giao của năm trước, còn 159 tỷ đồng …*: the first piece behind what a sentence opens with that is only named
/// beside what it tells, whatever time or plan that is of.
fn end_of_besides(line: &Line<'_>, pieces: &[Piece]) -> Option<usize> {
    let comma = pieces.iter().position(|p| p.is_mark(',')).filter(|_| is_ruled(line, pieces, 0, BESIDE))?;
    pieces.get(..comma)?.iter().all(|p| p.amount().is_none()).then_some(comma + 1)
}

/// The first piece behind what a sentence opens with that is conceded or tells why, where what follows has a name of its own. What
/// tells a number, a time or a plan stays.
fn end_of_reason(line: &Line<'_>, pieces: &[Piece]) -> Option<usize> {
    let opens = [ALTHOUGH, CAUSE].iter().any(|id| is_ruled(line, pieces, 0, id));
    let opens = opens || pieces.first().is_some_and(|p| p.cue() == Some(Cue::Clause));
    let comma = pieces.iter().take(LONGEST).position(|p| p.is_mark(',')).filter(|_| opens)?;
    let stays = |p: &Piece| {
        matches!(p.what, What::Amount(_) | What::Mark(_))
            || matches!(
                p.cue(),
                Some(
                    Cue::Period
                        | Cue::Plan
                        | Cue::Horizon
                        | Cue::Basis
                        | Cue::Versus
                        | Cue::Target
                        | Cue::Must
                        | Cue::NoFigure
                        | Cue::Quotes
                        | Cue::This
                        | Cue::Turns
                )
            )
    };
    // *Mặc dù giá thấp, tăng 5%*: what rose may be named before the comma.
    let verb = |p: &Piece| matches!(p.cue(), Some(Cue::Up | Cue::Down | Cue::Equates | Cue::Exceed | Cue::Ratio));
    let number = pieces.get(comma + 2).is_some_and(|p| p.amount().is_some() || p.cue() == Some(Cue::Bound));
    let goes_on = number && pieces.get(comma + 1).is_some_and(verb);
    let told = pieces.get(1..comma)?.iter().any(stays);
    (!told && comma > 2 && !goes_on).then_some(comma + 1)
}

/// *Số thu nội địa, theo đánh giá của Sở Tài chính, vẫn tăng 5%*, *Số thu, mặc dù gặp khó khăn, vẫn tăng 5%*: where the words before
/// what is told by the way end, if only that, between two commas, stands between them and the verb, which starts behind `stop`.
pub(super) fn before(line: &Line<'_>, pieces: &[Piece], (start, stop, end): (usize, usize, usize)) -> Option<usize> {
    let comma = |at: usize| pieces.get(at).is_some_and(|p| p.is_mark(','));
    if !(stop..end).any(comma) {
        return None;
    }
    let within = |at: &usize| pieces.get(*at).is_some_and(|p| p.amount().is_none() && !p.is_mark(';'));
    let far = start.max(stop.saturating_sub(LONGEST));
    let source = (far..stop).rev().take_while(within).find(|&at| is_by_the_way(line, pieces, at))?;
    // *Theo Sở Lao động, cả tỉnh còn 20% …*: no words stand before it.
    let alone = pieces.get(start..source).is_some_and(|words| words.iter().all(|p| p.what != What::Word));
    source.checked_sub(1).filter(|&at| at > start && comma(at)).or(alone.then_some(source))
}
