//! Noun phrases behind a number: how far the words go that say what it counts.

use super::amount::{Amount, Measure};
use super::pieces::{Piece, What};
use crate::rules::Cue;

/// The noun phrase that starts at piece `start`, after a number: its end. `counted`: a counted noun stands before it.
#[must_use]
pub fn after(pieces: &[Piece], start: usize, counted: bool) -> usize {
    let at = shorten(pieces, start, reach(pieces, start, counted));
    if pieces.get(start..at).is_some_and(|p| p.iter().all(|p| p.cue() == Some(Cue::Joins))) {
        return start;
    }
    trimmed(pieces, start, at)
}

/// *98 người đi làm việc ở nước ngoài theo hợp đồng (đạt 17,7%)*: the bracket right behind a noun phrase that starts at piece `start`, also
/// where that is too long for a name.
pub(super) fn bracket(pieces: &[Piece], start: usize) -> Option<usize> {
    let end = reach(pieces, start, true);
    pieces.get(end).filter(|p| end > start && p.is_mark('(')).map(|_| end)
}

/// How far the words go that may be of a noun phrase.
fn reach(pieces: &[Piece], start: usize, counted: bool) -> usize {
    let mut at = start;
    let word = |i: usize| pieces.get(i).is_some_and(|p| p.what == What::Word);
    while let Some(piece) = pieces.get(at) {
        let inner = at > start || counted;
        let plain = !pieces.get(start..at).unwrap_or_default().iter().any(|p| p.cue() == Some(Cue::Joins));
        let goes_on = match piece.what {
            What::Word | What::Cue(Cue::Counted | Cue::Unit | Cue::Currency | Cue::NoFigure, _) => true,
            // *6 xã đạt 19/19 tiêu chí*: all of them, which tells the ones that are counted.
            // *thanh tra 108 đơn vị đã phát hiện sai phạm hơn 5 tỷ đồng*: behind what was done it is an amount of its own.
            What::Amount(ref amount) => inner && (is_full(amount) || counted && plain && is_limit(pieces, at)),
            What::Cue(cue, _) if tells_which(pieces, at, cue, counted && plain) => inner,
            // *9.926 dòng hàng phải kiểm tra*
            What::Cue(Cue::Must, _) => inner && counted && !amount_before_stop(pieces, at + 1, true),
            What::Cue(Cue::Scope, _) => inner,
            What::Mark('-') => inner && word(at + 1),
            What::Mark(',') if counted && inner => {
                let Some(end) = tail(pieces, start, at) else { break };
                at = end;
                break;
            }
            What::Mark(',') if inner && is_share_of_noun(pieces, start, at) => {
                let Some(end) = members(pieces, at) else { break };
                at = end;
                continue;
            }
            // *tổ TK&VV*
            What::Mark('/' | '.' | '&') => {
                inner && word(at + 1) && pieces.get(at + 1).is_some_and(|p| p.span.start == piece.span.end)
            }
            What::Cue(Cue::Joins, _) => inner && !amount_before_stop(pieces, at + 1, false),
            What::Cue(
                Cue::Equates
                | Cue::Brings
                | Cue::Exceed
                | Cue::Estimate
                | Cue::Preposition
                | Cue::Topic
                | Cue::With
                | Cue::Up
                | Cue::Down,
                _,
            ) => {
                (inner || matches!(piece.cue(), Some(Cue::Brings | Cue::Up | Cue::Down)))
                    && !amount_before_stop(pieces, at + 1, piece.cue() != Some(Cue::With))
                    && (inner || word(at + 1))
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        at += 1;
    }
    at
}

/// The end of a phrase without the words that only lead over to what follows.
fn trimmed(pieces: &[Piece], start: usize, mut end: usize) -> usize {
    let leads = |p: &Piece| {
        matches!(
            p.cue(),
            Some(Cue::Joins | Cue::Preposition | Cue::Topic | Cue::With | Cue::Copula | Cue::Estimate | Cue::Bound)
        )
    };
    while end > start && pieces.get(end - 1).is_some_and(leads) {
        end -= 1;
    }
    end
}

/// *949 người tham gia bảo hiểm xã hội, bảo hiểm y tế, tăng 7%*: the end of the nouns that go on behind the comma at a piece, where another
/// comma, or a bracket, parts them from a verb that is not theirs. `start`: where the phrase starts, which gets no longer than a name is.
fn tail(pieces: &[Piece], start: usize, comma: usize) -> Option<usize> {
    const LONGEST: usize = 24;
    const WORDS: usize = 12;
    let noun = |p: &&Piece| {
        p.what == What::Word || matches!(p.cue(), Some(Cue::Counted | Cue::Joins | Cue::Preposition | Cue::Brings))
    };
    let tells =
        |p: &Piece| matches!(p.cue(), Some(Cue::Up | Cue::Down | Cue::Ratio | Cue::Equates | Cue::Exceed | Cue::Basis));
    let is = |at: usize, mark: char| pieces.get(at).is_some_and(|p| p.is_mark(mark));
    let mut at = comma + 1;
    while at < comma + LONGEST {
        let nouns = pieces.get(at..)?.iter().take_while(noun).count();
        at += nouns;
        // *bảo hiểm y tế (BHXH, BHYT), …*: a short form.
        let short = pieces.get(at..at + 8).unwrap_or_default().iter().position(|p| p.is_mark(')'));
        if is(at, '(') && pieces.get(at + 1).is_some_and(|p| p.what == What::Word) {
            at += short? + 1;
        }
        let told = pieces.get(at + 1).is_some_and(tells);
        let parts = is(at, ',') || told && is(at, '(');
        if nouns == 0 || !parts {
            return None;
        }
        if told {
            let words = pieces.get(start).zip(pieces.get(at - 1)).map_or(0, |(a, b)| b.end - a.start);
            return (words <= WORDS).then_some(at);
        }
        at += 1;
    }
    None
}

/// Whether a percentage stands right before a short noun, from one piece to before another.
fn is_share_of_noun(pieces: &[Piece], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).and_then(|i| pieces.get(i)).and_then(Piece::amount);
    let noun = pieces.get(start..end).is_some_and(|words| words.len() <= SHORT && words.iter().all(is_noun));
    noun && before.is_some_and(Amount::is_percent)
}

/// Pieces of a short noun.
const SHORT: usize = 3;

fn is_noun(piece: &Piece) -> bool {
    piece.what == What::Word || piece.cue() == Some(Cue::Counted)
}

/// *100% thôn, làng, tổ dân phố đã có nhà văn hóa*: the end of short nouns that go on behind the comma at a piece, where a verb with no
/// number of its own is said of all.
fn members(pieces: &[Piece], mut comma: usize) -> Option<usize> {
    loop {
        let nouns = pieces.get(comma + 1..)?.iter().take_while(|p| is_noun(p)).count();
        let end = comma + 1 + nouns;
        let next = pieces.get(end).filter(|_| (1..=SHORT).contains(&nouns))?;
        if next.is_mark(',') {
            comma = end;
            continue;
        }
        let verb = matches!(next.cue(), Some(Cue::Brings | Cue::Equates | Cue::Joins));
        return (verb && !amount_before_stop(pieces, end + 1, true)).then_some(end);
    }
}

/// Pieces behind a number from which on its name ends before a preposition.
const LONG: usize = 9;

/// Cuts a long phrase before its first preposition.
fn shorten(pieces: &[Piece], start: usize, end: usize) -> usize {
    if end.saturating_sub(start) <= LONG {
        return end;
    }
    let stops = |i: &usize| {
        pieces.get(*i).is_some_and(|p| matches!(p.cue(), Some(Cue::Preposition | Cue::Topic | Cue::Period)))
    };
    (start + 2..end).find(stops).unwrap_or(end)
}

/// Whether an amount stands before the next mark, or before the next joining word where `joins` ends the look.
fn amount_before_stop(pieces: &[Piece], from: usize, joins: bool) -> bool {
    pieces
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take_while(|p| {
            !(matches!(p.what, What::Mark(',' | ';' | '.' | ':' | ')' | '('))
                || joins && matches!(p.cue(), Some(Cue::Joins | Cue::Equates | Cue::With)))
        })
        .any(|p| p.amount().is_some_and(|amount| !is_full(amount)))
}

/// Whether a phrase at a piece only tells which ones are counted, for nothing is told before the next mark: *412 trẻ dưới 5 tuổi tử vong,
/// tăng …*, *96 ghế gấp xuất xưởng, bằng …*, also by what something is measured out with (*859 nghìn ha lúa sạ bằng máy, chiếm …*).
fn tells_which(pieces: &[Piece], at: usize, cue: Cue, counted: bool) -> bool {
    match cue {
        Cue::Bound if is_limit(pieces, at + 1) => counted,
        Cue::Bound | Cue::Ratio | Cue::Factor | Cue::Causes | Cue::Reaches | Cue::Short => {
            (counted || cue == Cue::Ratio)
                && pieces.get(at + 1).is_some_and(is_noun)
                && !amount_before_stop(pieces, at + 1, false)
        }
        // *412 cán bộ là nữ, tăng 5%*, and no *2 chỉ tiêu chưa đạt là A và B*
        Cue::Copula | Cue::Horizon | Cue::Quotes | Cue::Lead | Cue::Clause => counted && is_told_behind(pieces, at + 1),
        _ => false,
    }
}

/// Whether nothing but words stands from a piece to a comma, and a change behind it.
fn is_told_behind(pieces: &[Piece], from: usize) -> bool {
    let words = pieces.get(from..).unwrap_or_default().iter().take_while(|p| is_noun(p)).count();
    let cue = |at: usize| pieces.get(at).and_then(Piece::cue);
    let comma = pieces.get(from + words).is_some_and(|p| p.is_mark(','));
    comma && matches!(cue(from + words + 1), Some(Cue::Up | Cue::Down | Cue::Ratio))
}

/// *trẻ dưới 5 tuổi*, *dự án trên 100 tỷ đồng*: whether the amount at a piece only tells which ones are counted: from where on, or up to what.
fn is_limit(pieces: &[Piece], at: usize) -> bool {
    let cue = |i: Option<usize>| i.and_then(|i| pieces.get(i)).and_then(Piece::cue);
    let bound = cue(at.checked_sub(1)) == Some(Cue::Bound);
    let noun = at.checked_sub(2).and_then(|i| pieces.get(i)).is_some_and(|p| is_noun(p) || p.amount().is_some());
    let measured = |a: &Amount| a.of.is_none() && matches!(a.measure, Measure::Unit | Measure::Money);
    let limit = pieces.get(at).is_some_and(|p| p.amount().is_some_and(measured) || p.cue() == Some(Cue::NoFigure));
    bound && noun && limit
}

/// Whether an amount is all of a whole (*19/19*).
fn is_full(amount: &Amount) -> bool {
    amount.of == Some(amount.value)
}
