//! Sources: *theo Sở Tài chính*, whose word something is. What they name is no indicator.

use super::pieces::{Line, Piece, What};
use crate::rules::{Cue, Family, Match};

/// The rule of words that open a source.
const SOURCE: &str = "structure.source";

/// Pieces of a source between two commas.
const LONGEST: usize = 14;

/// Whether a source opens at a piece.
pub(super) fn opens(line: &Line<'_>, pieces: &[Piece], at: usize) -> bool {
    let Some(What::Cue(_, rule)) = pieces.get(at).map(|p| &p.what) else { return false };
    line.page.lexicon.is_rule(*rule, SOURCE)
}

/// *Theo Cục Thống kê, A và B tăng lần lượt 5% và 7%*: leaves the source out that a sentence opens with, so that what it says reads as
/// if nobody were named.
pub(super) fn drop_opening(line: &Line<'_>, pieces: &mut Vec<Piece>) {
    pieces.drain(..end_of_opening(line, pieces));
}

/// The first piece behind the source that a sentence opens with. One that names a time or a plan stays, for what follows is of that.
fn end_of_opening(line: &Line<'_>, pieces: &[Piece]) -> usize {
    let people = line.page.matches(line.sentence, Family::People);
    let source = |m: &Match| line.page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Source);
    if !people.first().is_some_and(|m| m.start == 0 && source(m)) {
        return 0;
    }
    let comma = pieces.iter().take(LONGEST).position(|p| p.is_mark(','));
    let plain = |p: &Piece| {
        matches!(p.what, What::Word | What::Mark('-' | '–' | '(' | ')' | '.' | '&'))
            || matches!(
                p.cue(),
                Some(Cue::Preposition | Cue::Counted | Cue::Joins | Cue::Brings | Cue::Scope | Cue::Quotes)
            )
    };
    let end = comma.filter(|&comma| pieces.get(1..comma).is_some_and(|words| words.iter().all(plain)));
    end.map_or(0, |comma| comma + 1)
}

/// *Số thu nội địa, theo đánh giá của Sở Tài chính, vẫn tăng 5%*: where the words before the source end, if only a source between
/// two commas stands between them and the verb, which starts behind `stop`.
pub(super) fn before(line: &Line<'_>, pieces: &[Piece], (start, stop, end): (usize, usize, usize)) -> Option<usize> {
    let comma = |at: usize| pieces.get(at).is_some_and(|p| p.is_mark(','));
    if !(stop..end).any(comma) {
        return None;
    }
    let within = |at: &usize| pieces.get(*at).is_some_and(|p| p.amount().is_none() && !p.is_mark(';'));
    let far = start.max(stop.saturating_sub(LONGEST));
    let source = (far..stop).rev().take_while(within).find(|&at| opens(line, pieces, at))?;
    // *Theo Sở Lao động, cả tỉnh còn 20% …*: no words stand before it.
    let alone = pieces.get(start..source).is_some_and(|words| words.iter().all(|p| p.what != What::Word));
    source.checked_sub(1).filter(|&at| at > start && comma(at)).or(alone.then_some(source))
}
