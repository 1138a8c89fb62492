//! What a number is told per: a unit's denominators (*tạ/ha*, *triệu đồng/người/năm*), rates of a hundred (*112 bé trai/100 bé gái*).

use super::pieces::Line;
use super::units::is_plan;
use crate::rules::Cue;
use crate::text::Kind;

/// Goes on over *tạ/ha*, *triệu đồng/người/năm*, *tấn mỗi ngày*.
pub(super) fn denominators(line: &Line<'_>, mut at: usize) -> usize {
    // *3.460 lao động/KH 3.500 lao động*: a plan is no measure.
    while line.is_mark(at, '/') && line.kind(at + 1) == Some(Kind::Word) && !is_plan(line, at + 1) {
        // *9,1 bác sĩ/vạn dân*: for so many of them.
        let many = line.phrase(at + 1).filter(|(_, cue, _)| *cue == Cue::Scale).map_or(at + 1, |(m, _, _)| m.end);
        let many = if line.kind(many) == Some(Kind::Word) { many } else { at + 1 };
        at = line
            .phrase(many)
            .filter(|(_, cue, _)| matches!(cue, Cue::Unit | Cue::Counted))
            .map_or(many + 1, |(m, _, _)| m.end);
    }
    at
}

/// *115 trẻ trai/100 trẻ gái*: the end of a rate of a counted noun, with one word more where that opens one.
pub(super) fn rate_end(line: &Line<'_>, noun: usize, at: usize) -> usize {
    let plain = line.kind(at) == Some(Kind::Word) && line.phrase(at).is_none();
    let longer = if plain { per_hundred(line, noun, at + 1) } else { at + 1 };
    if longer > at + 1 { longer } else { per_hundred(line, noun, at) }
}

/// *112 bé trai/100 bé gái*: so many of one for a hundred or a thousand of another.
pub(super) fn per_hundred(line: &Line<'_>, noun: usize, at: usize) -> usize {
    let digits = || line.text(at + 1).chars().filter(|&c| c != '.');
    let round = digits().count() > 2 && digits().enumerate().all(|(i, c)| c == if i == 0 { '1' } else { '0' });
    let stroke = line.is_mark(at, '/') && line.glued(at) && line.kind(at + 1) == Some(Kind::Number);
    if !(stroke && round && line.kind(at + 2) == Some(Kind::Word))
        || line.text(at + 2) == line.text(noun) && line.text(at + 3) == line.text(noun + 1)
    {
        return at;
    }
    if line.kind(at + 3) == Some(Kind::Word) && line.phrase(at + 3).is_none() { at + 4 } else { at + 3 }
}

/// Whether *%/năm* goes on at the token.
pub(super) fn per(line: &Line<'_>, at: usize) -> bool {
    line.is_mark(at, '/') && line.glued(at) && line.kind(at + 1) == Some(Kind::Word) && !is_plan(line, at + 1)
}
