//! Noun phrases: the words between one fact and the next → an indicator's name.

use super::actors::{AT, DONE};
use super::commas::before_apposition;
use super::head::{after_source, before_share, before_still, before_verb, body, deed, grows, growth, head_cue, spent};
use super::interposed;
use super::opening::{IS_A, behind_lead, clause_start, is_ruled, starts_name};
use super::pieces::{Line, Piece, What};
use crate::rules::{Cue, Family};
use crate::text::Span;

/// Words of a phrase from which on what follows a preposition is left out.
pub(super) const LONG: usize = 12;

/// The rule of a verb that tells whose something is.
const BELONGS: &str = "verb.belongs";

/// Pieces of a bracket from which on it explains a name and is no part of it.
const ASIDE: usize = 9;

/// The noun phrase that ends right before piece `end`, not reaching back over `start`. `None` where there is none.
#[must_use]
pub fn before(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> Option<Span> {
    let end = interposed::before(line, pieces, (start, trim_end(pieces, start, end), end)).unwrap_or(end);
    let (from, stop) = bounds(line, pieces, start, end);
    if let Some(dash) = before_apposition(line, pieces, start, (from, stop)) {
        return before(line, pieces, start, dash);
    }
    let (from, stop) = of_subject(line, pieces, (start, end), (from, stop));
    let stop = before_share(line, pieces, from, before_still(line, pieces, from, stop));
    let done = deed(line, pieces, from, stop);
    let from = done.unwrap_or_else(|| raised(line, pieces, object(line, pieces, from, stop), (stop, end)));
    let from = body(line, pieces, after_source(line, pieces, from, stop), stop);
    // *thu trên địa bàn*: a word that alone names nothing keeps its place.
    let place = |p: &Piece| p.cue() == Some(Cue::Scope) || p.cue() == Some(Cue::Preposition) && p.end > p.start + 1;
    let short = |p: &Piece| p.end == p.start + 1;
    let alone = stop == from + 1 && pieces.get(from).is_some_and(short);
    // *trong đó thu ngân sách trên địa bàn đạt …*: it tells the part from the whole.
    let part = from.checked_sub(1).and_then(|i| pieces.get(i)).is_some_and(|p| p.cue() == Some(Cue::Within));
    let placed = (alone || part) && stop < end && pieces.get(stop).is_some_and(place);
    let stop = if placed { stop + 1 } else { stop };
    let stop = before_aside(pieces, from, shorten(pieces, from, stop));
    phrase(line, pieces, from, stop).or_else(|| growth(line, pieces, start, end))
}

/// *Ngành A là động lực chính với mức tăng 12%*: whose it is, not what it is, unless that has a name of its own.
fn of_subject(
    line: &Line<'_>,
    pieces: &[Piece],
    (start, end): (usize, usize),
    (from, stop): (usize, usize),
) -> (usize, usize) {
    // *Nguồn thu chủ yếu là từ xăng dầu …*: what comes from there.
    let source = |i: usize| pieces.get(i).is_some_and(|p| p.cue() == Some(Cue::Bound));
    let copula = from.checked_sub(1).map(|i| if i > start && source(i) { i - 1 } else { i }).filter(|&i| i > start);
    let tells = |p: &Piece| matches!(p.cue(), Some(Cue::Copula | Cue::Quotes));
    let Some(is) = copula.filter(|&i| pieces.get(i).is_some_and(tells)) else {
        return (from, stop);
    };
    let opens = |p: &Piece| {
        let word = line.page.first(line.sentence, p.start..p.start + 1, Family::Figures);
        let with = word.and_then(|m| line.page.meaning(&m)).is_some_and(|(cue, _)| cue == Cue::With);
        with || p.cue() == Some(Cue::Clause)
    };
    let with = copula.is_some_and(|i| source(i + 1))
        || pieces.get(is).is_some_and(|p| is_ruled(line, p, IS_A))
        || pieces.get(stop..(end + 1).min(pieces.len())).is_some_and(|words| words.iter().any(opens));
    let proper = pieces.get(from).is_some_and(|p| p.span.of(line.page.text).starts_with(char::is_uppercase));
    let headed = |(from, stop): (usize, usize)| {
        let last = pieces.get(stop.saturating_sub(1)).map_or(0, |p| p.end);
        let words = pieces.get(from..stop).unwrap_or_default();
        words.iter().any(|p| p.end <= last && head_cue(line, p.start, last) == Some(Cue::Head))
    };
    let subject = spent(line, pieces, start, is).unwrap_or_else(|| bounds(line, pieces, start, is));
    // *Điểm sáng của khu vực này là sự tăng trưởng của ngành A với mức tăng 13%*
    let opens_head = |(from, stop): (usize, usize)| {
        let ends = pieces.get(from).zip(pieces.get(stop.saturating_sub(1))).map(|(a, b)| (a.start, b.end));
        ends.is_some_and(|(from, to)| head_cue(line, from, to) == Some(Cue::Head))
    };
    let named = headed((from, stop)) && !opens_head(subject);
    // *Ngành A tiếp tục khẳng định vai trò khi đạt mức tăng 4%*: what an indicator is said to do, where no one speaks.
    let speaks = pieces.get(is).is_some_and(|p| p.cue() == Some(Cue::Quotes)) && !opens_head(subject);
    if with && !proper && !named && !speaks { subject } else { (from, stop) }
}

/// *lạm phát cơ bản (CPI sau khi loại trừ lương thực, thực phẩm tươi sống và năng lượng)*: the end of the name before a bracket
/// that explains it at length.
fn before_aside(pieces: &[Piece], start: usize, end: usize) -> usize {
    let closes = end.checked_sub(1).filter(|&i| pieces.get(i).is_some_and(|p| p.is_mark(')')));
    let open = closes.and_then(|last| (start..last).find(|&i| pieces.get(i).is_some_and(|p| p.is_mark('('))));
    // *đàn gia súc (trâu 2.000 con) tăng 5%*: nor are numbers told in it.
    let told = |open: usize| pieces.get(open..end).is_some_and(|aside| aside.iter().any(|p| p.amount().is_some()));
    open.filter(|&open| open > start && (end - open > ASIDE || told(open))).unwrap_or(end)
}

/// Like [`before`], with the verbs inside it (*tiến độ thu hút nhà đầu tư*).
#[must_use]
pub fn whole_before(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> Option<Span> {
    let (from, stop) = bounds(line, pieces, start, end);
    phrase(line, pieces, from, shorten(pieces, from, stop))
}

/// The pieces of the phrase that ends right before piece `end`.
fn bounds(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> (usize, usize) {
    let stop = trim_end(pieces, start, end);
    if is_place_alone(pieces, stop, end) {
        return (stop, stop);
    }
    let from = trim_start(pieces, clause_start(line, pieces, start, stop), stop);
    let from = after_time(line, pieces, from, stop);
    // *Theo Thứ trưởng An, dự kiến tăng trưởng GDP … tốt, ở mức 7%*: what is foreseen opens the name.
    let foreseen = (from + 1..stop)
        .rev()
        .find(|&i| grows(line, pieces, i) && pieces.get(i - 1).is_some_and(|p| p.cue() == Some(Cue::Estimate)));
    if let Some(from) = foreseen {
        let ends = |p: &Piece| matches!(p.what, What::Mark(_) | What::Cue(Cue::Period, _));
        let stop = (from + 1..stop).find(|&i| pieces.get(i).is_some_and(ends)).unwrap_or(stop);
        return (from, stop);
    }
    let paused = pieces.get(stop..end).is_some_and(|cut| cut.iter().any(|p| p.is_mark(',') || p.is_mark('-')));
    (from, if paused { before_verb(line, pieces, from, stop) } else { stop })
}

/// *Du lịch khởi sắc khi toàn tỉnh đón …*, *do mưa lớn nên trong tháng cả nước có …*: whether only a place that reports, and no name, stands
/// between the word that opens a clause and what it brings.
fn is_place_alone(pieces: &[Piece], stop: usize, end: usize) -> bool {
    let mut cut = pieces.get(stop..end).unwrap_or_default().iter();
    cut.any(|p| p.cue() == Some(Cue::Clause)) && cut.any(|p| p.cue() == Some(Cue::Scope))
}

/// *Tổng công ty X, trong 6 tháng doanh thu đạt …*: the name that starts behind a comma and a time.
fn after_time(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> usize {
    let time = |i: usize| pieces.get(i).is_some_and(|p| p.cue() == Some(Cue::Period));
    let comma = |i: usize| pieces.get(i).is_some_and(|p| p.is_mark(','));
    (start + 1..end.saturating_sub(1))
        .rev()
        .find(|&i| time(i) && comma(i - 1) && starts_name(line, pieces, i + 1, end))
        .map_or(start, |i| i + 1)
}

/// *Tỉnh đã thu hút nguồn vốn FDI …*: what is brought, where it starts with an indicator's head noun.
fn object(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> usize {
    // *tỷ lệ rác thải được thu gom, xử lý*: a rate is of all that its name tells.
    let ends = pieces.get(start).zip(pieces.get(end.saturating_sub(1))).map(|(a, b)| (a.start, b.end));
    if ends.is_some_and(|(from, to)| head_cue(line, from, to) == Some(Cue::Rate)) {
        return start;
    }
    let verb = (start + 1..end.saturating_sub(1))
        .rev()
        .find(|&i| pieces.get(i).is_some_and(|p| matches!(p.cue(), Some(Cue::Brings | Cue::Joins | Cue::Equates))));
    verb.map(|v| v + 1)
        .filter(|&v| match pieces.get(v - 1).and_then(Piece::cue) {
            // *giá trị chi trả nợ*: a verb behind a head noun goes on it.
            Some(Cue::Brings) => {
                // *tổng huy động vốn*: all that is brought.
                let all = pieces.get(start).is_some_and(|p| head_cue(line, p.start, p.end) == Some(Cue::Whole));
                let goes_on = all || ends_head(line, pieces, start, v - 1) || belongs(line, pieces, start, v - 1);
                starts_name(line, pieces, v, end) && !goes_on
            }
            // *Công ty An Phú đạt doanh thu …*: what is reached, where it is an indicator by its head noun.
            Some(Cue::Equates) => {
                // *tổng số việc làm đạt …*
                let whole = pieces.get(v - 1).is_some_and(|p| head_cue(line, p.start, p.end) == Some(Cue::CountWord));
                let span = pieces.get(v).zip(pieces.get(end - 1)).filter(|_| !whole);
                span.is_some_and(|(first, last)| {
                    matches!(head_cue(line, first.start, last.end), Some(Cue::Head | Cue::Whole | Cue::CountWord))
                })
            }
            _ => false,
        })
        .unwrap_or(start)
}

/// *Trang trại An Phú tăng diện tích lên 120 ha*: what is raised to a level, where it starts with an indicator's head noun. *Giảm thu lên
/// đến 9 tỷ đồng* is a fall, no level.
fn raised(line: &Line<'_>, pieces: &[Piece], start: usize, (stop, end): (usize, usize)) -> usize {
    let cue = |i: usize| pieces.get(i).and_then(Piece::cue);
    let reached = (stop..=end).any(|i| cue(i) == Some(Cue::Reaches));
    let verb = (start + 1..stop.saturating_sub(1)).rev().find(|&i| cue(i) == Some(Cue::Up));
    verb.filter(|&v| reached && starts_name(line, pieces, v + 1, stop)).map_or(start, |v| v + 1)
}

/// *Vốn đầu tư ước thực hiện thuộc nguồn vốn ngân sách*, *thu ngân sách tại Chi cục An Phú*: whether a verb at a piece only tells whose
/// the indicator is that opens the phrase, or where.
fn belongs(line: &Line<'_>, pieces: &[Piece], start: usize, verb: usize) -> bool {
    let Some(What::Cue(_, rule)) = pieces.get(verb).map(|p| &p.what) else { return false };
    let whose = line.page.lexicon.rule(*rule).is_some_and(|rule| [BELONGS, AT].contains(&&*rule.id));
    let ends = pieces.get(start).zip(pieces.get(verb)).map(|(a, b)| (a.start, b.start));
    whose && ends.is_some_and(|(from, to)| head_cue(line, from, to) == Some(Cue::Head))
}

/// Whether an indicator's head noun ends right before a piece.
fn ends_head(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> bool {
    let Some(last) = end.checked_sub(1).filter(|&i| i >= start).and_then(|i| pieces.get(i)) else { return false };
    (start.max(end.saturating_sub(2))..end).filter_map(|i| pieces.get(i)).any(|first| {
        let words = line.page.first(line.sentence, first.start..last.end, Family::Indicators);
        let whole = words.filter(|m| first.start + m.end == last.end);
        whole.and_then(|m| line.page.meaning(&m)).is_some_and(|(cue, _)| cue == Cue::Head)
    })
}

/// Cuts a phrase of many words before a time in it, one of many pieces before its last prepositions too.
fn shorten(pieces: &[Piece], start: usize, end: usize) -> usize {
    // *thu ngân sách 9 tháng trên địa bàn tỉnh An Bình*: behind a time only the place that reports.
    let cue = |i: usize| pieces.get(i).and_then(Piece::cue);
    let placed = |i: &usize| cue(*i) == Some(Cue::Period) && cue(i + 1) == Some(Cue::Scope);
    let end = (start + 1..end).find(placed).unwrap_or(end);
    let words =
        pieces.get(start).zip(pieces.get(end.saturating_sub(1))).map_or(0, |(a, b)| b.end.saturating_sub(a.start));
    if words <= LONG {
        return end;
    }
    let many = end.saturating_sub(start) > LONG;
    let mut depth = 0usize;
    let stops = |i: &usize| {
        let Some(piece) = pieces.get(*i) else { return false };
        match piece.what {
            What::Mark('(') => depth += 1,
            What::Mark(')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        let cue = piece.cue();
        depth == 0 && *i >= start + 2 && (cue == Some(Cue::Period) || many && cue == Some(Cue::Preposition))
    };
    (start..end).find(stops).unwrap_or(end)
}

fn phrase(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> Option<Span> {
    let words = pieces.get(start..end)?;
    let mut depth = 0usize;
    let has_word = words.iter().any(|p| {
        match p.what {
            What::Mark('(' | '[') => depth += 1,
            What::Mark(')' | ']') => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && is_name_part(line, p)
    });
    let span = words.first()?.span.join(words.last()?.span);
    (has_word && !span.is_empty()).then_some(span)
}

/// Whether a piece can carry a name: a word, a counted noun, a unit's word, a plan's noun.
fn is_name_part(line: &Line<'_>, piece: &Piece) -> bool {
    match piece.what {
        What::Word => piece.span.of(line.page.text).chars().any(char::is_alphabetic),
        What::Cue(Cue::Counted | Cue::Currency | Cue::Unit, _) => true,
        What::Cue(Cue::Brings, _) => piece.span.of(line.page.text).contains(' '),
        _ => false,
    }
}

/// Drops what leads in: marks, joining words, times, places.
pub(super) fn trim_start(pieces: &[Piece], mut start: usize, end: usize) -> usize {
    while start < end {
        let Some(piece) = pieces.get(start) else { break };
        let drop = match piece.what {
            What::Mark('(' | '[') => after_bracket(pieces, start, end) < end,
            What::Mark(_) => true,
            // The number of an item of a list.
            What::Amount(_) => pieces.get(start + 1).is_some_and(|p| p.is_mark('.') || p.is_mark(')')),
            What::Cue(cue, _) => matches!(
                cue,
                Cue::Joins
                    | Cue::Turns
                    | Cue::Must
                    | Cue::Equates
                    | Cue::Copula
                    | Cue::Reaches
                    | Cue::Topic
                    | Cue::With
                    | Cue::Within
                    | Cue::Lead
                    | Cue::Scope
                    | Cue::Period
                    | Cue::Basis
                    | Cue::Versus
                    | Cue::Preposition
                    | Cue::Clause
                    | Cue::Quotes
                    | Cue::Bound
                    | Cue::Estimate
                    | Cue::EstimateVerb
                    | Cue::NoFigure
                    | Cue::Respectively
                    | Cue::Target
                    | Cue::Unchanged
                    | Cue::This
            ),
            _ => false,
        };
        if !drop {
            break;
        }
        start = if piece.is_mark('(') || piece.is_mark('[') { after_bracket(pieces, start, end) } else { start + 1 };
    }
    start
}

fn after_bracket(pieces: &[Piece], start: usize, end: usize) -> usize {
    (start..end).find(|&i| pieces.get(i).is_some_and(|p| p.is_mark(')') || p.is_mark(']'))).map_or(start + 1, |i| i + 1)
}

/// Drops what leads over to the number: verbs, times, hedges.
fn trim_end(pieces: &[Piece], start: usize, mut end: usize) -> usize {
    while end > start {
        let Some(piece) = pieces.get(end - 1) else { break };
        let drop = match piece.what {
            What::Mark(';' | '…' | '"' | '“' | '”') => return start,
            What::Mark(c) => c != ')',
            What::Cue(Cue::Within | Cue::Quotes | Cue::Turns, _) => return start,
            // *số vụ giảm cả 3 tiêu chí (giảm 11%)*
            What::Cue(Cue::NoFigure, _) => {
                let before = pieces.get(start..end - 1).unwrap_or_default().iter().rev();
                // *giảm ở cả 2 gốc so sánh*
                let mut before = before.skip_while(|p| p.cue() == Some(Cue::Preposition));
                before.next().is_some_and(|p| matches!(p.cue(), Some(Cue::Up | Cue::Down)))
            }
            // *công nghiệp có mức tăng*: a verb of one syllable is no part of the name.
            What::Cue(Cue::Brings, _) if piece.end == piece.start + 1 => true,
            // *giá gạo giảm dần, bình quân 6 tháng tăng 4%*
            What::Cue(Cue::Lead, _) => end > start + 2 && pieces.get(end - 2).is_some_and(|p| p.is_mark(',')),
            What::Cue(cue, _) => !matches!(cue, Cue::Counted | Cue::Currency | Cue::Unit | Cue::Brings),
            _ => false,
        };
        if !drop {
            break;
        }
        end -= 1;
    }
    end
}

/// The names of a list (*A, B và C*) that ends right before piece `end`.
#[must_use]
pub fn list(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> Vec<Span> {
    let end = trim_end(pieces, start, end);
    let hard = (start..end)
        .rev()
        .find(|&i| {
            pieces.get(i).is_some_and(|p| {
                matches!(p.what, What::Mark(':' | ';' | '(') | What::Amount(_))
                    || matches!(
                        p.cue(),
                        Some(Cue::Within | Cue::Quotes | Cue::Copula | Cue::Members | Cue::Causes | Cue::Clause)
                    )
                    || p.cue() == Some(Cue::Turns)
            })
        })
        .map_or(start, |i| i + 1);
    let hard = behind_lead(line, pieces, hard, end);
    let mut out = Vec::new();
    let mut from = trim_start(pieces, hard, end);
    let mut depth = 0usize;
    let first = from;
    for at in first..=end {
        let splits = pieces.get(at).filter(|_| at < end).is_some_and(|p| match p.what {
            What::Mark('(') => {
                depth += 1;
                false
            }
            What::Mark(')') => {
                depth = depth.saturating_sub(1);
                false
            }
            What::Mark(',') => depth == 0,
            // *diện tích lúa đã thu hoạch*: what is done joins no names.
            What::Cue(Cue::Joins, rule) => {
                depth == 0 && line.page.lexicon.rule(rule).is_none_or(|rule| rule.id != DONE)
            }
            _ => false,
        });
        if splits || at == end {
            let (a, b) = (trim_start(pieces, from, at), trim_end(pieces, from, at));
            if b > a {
                out.extend(phrase(line, pieces, a, b));
            }
            from = at + 1;
        }
    }
    out
}

/// The subject of a sentence without figures: its first noun phrase, before a verb or a change.
#[must_use]
pub fn subject(line: &Line<'_>, pieces: &[Piece]) -> Option<Span> {
    let tells = |p: &Piece| matches!(p.cue(), Some(Cue::Up | Cue::Down | Cue::Equates | Cue::Exceed));
    let Some(verb) = pieces.iter().position(tells) else {
        // *Có một chỉ tiêu không hoàn thành là GRDP bình quân đầu người.*
        let copula = pieces.iter().rposition(|p| p.cue() == Some(Cue::Copula))?;
        let ends = |p: &Piece| matches!(p.what, What::Mark(_)) || p.cue() == Some(Cue::Period);
        let words = pieces.get(copula + 1..)?.iter().take_while(|p| !ends(p)).count();
        return phrase(line, pieces, copula + 1, copula + 1 + words).filter(|_| words <= LONG);
    };
    let end = trim_end(pieces, 0, verb);
    let said =
        (0..end).rev().find(|&i| pieces.get(i).is_some_and(|p| matches!(p.cue(), Some(Cue::Quotes | Cue::Turns))));
    let start = trim_start(pieces, said.map_or(0, |i| i + 1), end);
    if end.saturating_sub(start) <= 2 * LONG { phrase(line, pieces, start, end) } else { before(line, pieces, 0, verb) }
}
