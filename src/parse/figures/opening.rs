//! Where a noun phrase's clause starts: at a mark, at a number, at a word that opens another clause, or within a list of short parts.

use super::actors::{AT, OCCURS};
use super::commas::{
    are_alike, are_fields, are_organs, are_owners, are_places, are_purposes, are_short_forms, is_parallel,
};
use super::head::{head_cue, heads};
use super::interposed::{self, ALTHOUGH, parts_clause};
use super::pieces::{Line, Piece, What};
use crate::rules::{Cue, Family};

/// Words that a joined part of a phrase may have at most (*nông, lâm nghiệp và thủy sản*).
pub(super) const SHORT: usize = 4;

/// The rule of a copula before what kind of thing something is.
pub(super) const IS_A: &str = "verb.is_a";

/// The rule of the word that opens what comes of a condition.
pub(super) const THEN: &str = "verb.then";

/// The rule of words that point back to what was told.
const BACK: &str = "word.back";

/// The rules of verbs that open what leads in, and no name; the last one behind a time.
const ACTS: &str = "word.acts";
const DOES: &str = "word.does";
const CARRIED_OUT: &str = "word.carried_out";

/// The rule of a verb of harm.
const HARMS: &str = "verb.harms";

/// Where the clause of the phrase that ends at `end` starts.
pub(super) fn clause_start(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> usize {
    let mut at = end;
    let mut depth = 0usize;
    while at > start {
        let Some(piece) = pieces.get(at - 1) else { break };
        match piece.what {
            What::Mark(')' | ']') => depth += 1,
            What::Mark('(' | '[') => {
                if depth == 0 {
                    return at;
                }
                depth -= 1;
            }
            _ if depth > 0 => {}
            What::Mark(';' | ':' | '"' | '“' | '”' | '…') => return at,
            // *Theo bà Ngọc, dự kiến cả năm thu ngân sách đạt …*
            What::Cue(Cue::Estimate | Cue::EstimateVerb, _)
                if at < end && at > start + 1 && pieces.get(at - 2).is_some_and(|p| p.is_mark(',')) =>
            {
                return at;
            }
            // *Bà Vĩnh dự báo xuất khẩu gạo chỉ đạt 7,8 triệu tấn*
            What::Cue(Cue::Estimate | Cue::EstimateVerb, _)
                if at < end && is_foreseen_by(line, pieces, start, at - 1) =>
            {
                return at;
            }
            // *Vụ hè thu, toàn tỉnh gieo trồng 48.320 ha*
            What::Mark(',') if pieces.get(at).is_some_and(|p| p.cue() == Some(Cue::Scope)) => return at,
            What::Mark(',') if !joins(line, pieces, start, at, end) => return at,
            What::Mark('-' | '–')
                if is_dash(line, pieces, at - 1)
                    && !short_part(line, pieces, at, end)
                    && !goes_on_indicator(line, pieces, (start, at - 1), end) =>
            {
                return at;
            }
            // *nếu giữ được nhịp này thì cả năm có thể thu …*
            What::Cue(Cue::Equates, rule) if at < end && is_then(line, rule) => return at,
            What::Cue(Cue::Causes, rule) if at < end && is_harm(line, rule) && !opens_name(line, pieces, at, end) => {}
            _ if at < end && parts_clause(line, pieces, (start, at)) && opens_name(line, pieces, at, end) => return at,
            What::Cue(Cue::Within | Cue::Quotes | Cue::Causes, _) => return at,
            What::Cue(Cue::Members, _) if at < end => return at,
            What::Cue(Cue::Target, _) if at < end => return at,
            What::Cue(Cue::Copula, _) if at < end => return at,
            What::Amount(_) => return at,
            What::Cue(Cue::Turns, _) => return at,
            // *tỷ số giới tính khi sinh*: one word is no clause.
            What::Cue(Cue::Clause, _) if at < end && tokens(pieces, at, end) > 1 => return at,
            // *thị trường sôi động trở lại với tổng mức bán lẻ tăng 13%*: what comes with it has a name of its own.
            What::Cue(Cue::With, _) if at < end && opens_name(line, pieces, at, end) => return at,
            // *tỷ lệ nhập siêu so với kim ngạch xuất khẩu*
            What::Cue(Cue::Versus, _) if is_rate_of(line, pieces, start, at - 1) => {}
            What::Cue(Cue::Versus, _) if is_measured_by(pieces, start, at, end) => {}
            What::Cue(Cue::Basis | Cue::Versus, _) => return at,
            // *tỉnh không cấp bảo lãnh trong năm 2023 và dư nợ cuối năm ở mức …*
            What::Cue(Cue::Joins, _) if at < end && joins_rate_to_count(line, pieces, (start, at), end) => return at,
            What::Cue(Cue::Joins, _)
                if at < end && follows_time(pieces, start, at - 1) && opens_name(line, pieces, at, end) =>
            {
                return at;
            }
            _ => {}
        }
        at -= 1;
    }
    start
}

/// *số căn nhà hoàn thành và tỷ lệ hộ dùng nước sạch đạt 71%*: whether a rate is joined to a count, whose number none of one can be.
fn joins_rate_to_count(line: &Line<'_>, pieces: &[Piece], (start, at): (usize, usize), end: usize) -> bool {
    let heads = |from: usize, to: usize| {
        let words = pieces.get(from..to).and_then(|words| words.first().zip(words.last()))?;
        head_cue(line, words.0.start, words.1.end)
    };
    let opens = |i: &usize| pieces.get(*i).is_some_and(|p| parts(p) || p.cue() == Some(Cue::Copula));
    let left = (start..at - 1).rev().find(opens).map_or(start, |i| i + 1);
    heads(at, end) == Some(Cue::Rate) && heads(left, at - 1) == Some(Cue::CountWord)
}

/// Whether a time stands right before a piece, behind words of the same clause.
fn follows_time(pieces: &[Piece], start: usize, at: usize) -> bool {
    let cue = |n: usize| at.checked_sub(n).filter(|&i| i >= start).and_then(|i| pieces.get(i)).map(|p| &p.what);
    matches!(cue(1), Some(What::Cue(Cue::Period, _))) && cue(2).is_some_and(|what| !matches!(what, What::Mark(_)))
}

/// Whether a rate's noun opens the words before a piece, up to a mark or a verb.
fn is_rate_of(line: &Line<'_>, pieces: &[Piece], start: usize, at: usize) -> bool {
    let plain =
        |p: &&Piece| p.what == What::Word || matches!(p.cue(), Some(Cue::Counted | Cue::Joins | Cue::Preposition));
    let words = pieces.get(start..at).unwrap_or_default().iter().rev().take_while(plain).last();
    let end = pieces.get(at).map_or(0, |p| p.start);
    words.is_some_and(|first| head_cue(line, first.start, end) == Some(Cue::Rate))
}

/// *nợ chính phủ so với GDP khoảng 47,5%*: whether only nouns stand around a comparison, from what opens the clause to the number, so
/// that they are one name.
fn is_measured_by(pieces: &[Piece], start: usize, at: usize, end: usize) -> bool {
    let noun = |p: &Piece| {
        p.what == What::Word
            || matches!(p.cue(), Some(Cue::Counted | Cue::Joins | Cue::Preposition | Cue::Brings))
            // *nợ được bảo lãnh so với GDP*: one syllable before more words.
            || p.cue() == Some(Cue::Equates) && p.end == p.start + 1
    };
    let left = pieces.get(start..at - 1).unwrap_or_default();
    let words = left.iter().rev().take_while(|p| noun(p)).count();
    let opens = left.len().checked_sub(words + 1).and_then(|i| left.get(i)).is_none_or(|p| {
        matches!(p.what, What::Mark(_))
            || matches!(p.cue(), Some(Cue::Within | Cue::Turns | Cue::Topic | Cue::Estimate))
    });
    let right = pieces.get(at..end).unwrap_or_default();
    words > 0 && opens && !right.is_empty() && right.iter().all(noun)
}

/// *sâu cuốn lá gây hại 256 ha*: whether a verb only does harm, so that what is harmed is an indicator or goes on the name.
fn is_harm(line: &Line<'_>, rule: u32) -> bool {
    line.page.lexicon.is_rule(rule, HARMS)
}

/// Whether a person, called so, stands right before a piece.
fn is_foreseen_by(line: &Line<'_>, pieces: &[Piece], start: usize, at: usize) -> bool {
    const NEAR: usize = 5;
    let mark = |i: &usize| pieces.get(*i).is_some_and(|p| matches!(p.what, What::Mark(_)));
    let from = (start..at).rev().take(NEAR).take_while(|i| !mark(i)).last();
    let words = from.and_then(|i| pieces.get(i)).zip(pieces.get(at));
    let first = words.and_then(|(a, b)| line.page.first(line.sentence, a.start..b.start, Family::People));
    first.and_then(|m| line.page.meaning(&m)).is_some_and(|(cue, _)| cue == Cue::Honorific)
}

/// Whether a verb only opens what comes of a condition.
fn is_then(line: &Line<'_>, rule: u32) -> bool {
    line.page.lexicon.is_rule(rule, THEN)
}

/// Words and marks from one piece to before another.
fn tokens(pieces: &[Piece], start: usize, end: usize) -> usize {
    pieces.get(start).zip(pieces.get(end.saturating_sub(1))).map_or(0, |(a, b)| b.end.saturating_sub(a.start))
}

/// Whether a dash stands between blanks, as between clauses.
fn is_dash(line: &Line<'_>, pieces: &[Piece], at: usize) -> bool {
    pieces.get(at).is_some_and(|p| !line.glued(p.start)) && pieces.get(at + 1).is_some_and(|p| !line.glued(p.start))
}

/// Whether pieces are a few words, or several such parts with dashes between them (*lâm – thủy sản*).
fn short_part(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> bool {
    let Some(words) = pieces.get(start..end) else { return false };
    let parts = words.split(|p| matches!(p.what, What::Mark('-' | '–')));
    // *Bà Rịa - Vũng Tàu*: within a name a capital makes a word of what is counted elsewhere.
    let plain = |p: &Piece| {
        matches!(p.what, What::Word | What::Cue(Cue::Counted, _))
            || p.span.of(line.page.text).starts_with(char::is_uppercase)
    };
    let short = words.len() <= 2 * SHORT && parts.into_iter().all(|part| part.len() <= SHORT && part.iter().all(plain));
    short || is_wide_part(line, pieces, start, end)
}

/// *Tổng mức bán lẻ hàng hóa - doanh thu dịch vụ đạt …*: whether only nouns stand around a dash, from an indicator's head noun that opens
/// the clause to the number.
fn goes_on_indicator(line: &Line<'_>, pieces: &[Piece], (start, dash): (usize, usize), end: usize) -> bool {
    let noun = |p: &Piece| p.what == What::Word || matches!(p.cue(), Some(Cue::Counted | Cue::Joins));
    let left = pieces.get(start..dash).unwrap_or_default();
    let words = left.iter().rev().take_while(|p| noun(p) || p.is_mark('-')).count();
    let left = left.get(left.len() - words..).unwrap_or_default();
    let indicator = left.first().zip(left.last()).is_some_and(|(a, b)| heads(line, a.start, b.end));
    let right = pieces.get(dash + 1..end).unwrap_or_default();
    // *giá trị sản xuất nông - lâm nghiệp - thủy sản của huyện*
    let whose = right.iter().position(|p| p.cue() == Some(Cue::Preposition)).unwrap_or(right.len());
    indicator && right.iter().take(whose).all(|p| noun(p) || p.is_mark('-'))
}

/// *Giá trị sản xuất công nghiệp - tiểu thủ công nghiệp (TTCN) và xây dựng*: whether words behind a dash go on with what another
/// field of the indicator before it is called, with a short form in brackets or a field joined to them.
fn is_wide_part(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> bool {
    let Some(words) = pieces.get(start..end) else { return false };
    let mut depth = 0usize;
    let outside = words.iter().filter(|p| {
        depth += usize::from(p.is_mark('('));
        let out = depth == 0;
        depth -= usize::from(p.is_mark(')') && depth > 0);
        out
    });
    let outside: Vec<&Piece> = outside.collect();
    let plain = |p: &&Piece| p.what == What::Word || matches!(p.cue(), Some(Cue::Joins | Cue::Counted));
    let timeless = outside.iter().take_while(|p| p.cue() != Some(Cue::Period)).count();
    let fields = outside.get(..timeless).unwrap_or_default();
    let bound = |p: &Piece| p.cue() == Some(Cue::Joins);
    (1..=2 * SHORT).contains(&fields.len())
        && fields.iter().all(plain)
        && (fields.len() < words.len() || fields.iter().any(|p| bound(p)))
        && !starts_name(line, pieces, start, end)
}

/// Whether no part of a name goes on over a piece.
fn parts(piece: &Piece) -> bool {
    matches!(piece.what, What::Mark(_) | What::Amount(_))
        || matches!(
            piece.cue(),
            Some(
                Cue::Within
                    | Cue::Quotes
                    | Cue::Basis
                    | Cue::Period
                    | Cue::Lead
                    | Cue::Scope
                    | Cue::With
                    | Cue::Clause
                    | Cue::Target
                    | Cue::Turns
            )
        )
}

/// Whether the comma before `at` joins two short parts of one name (*chế biến, chế tạo*; *lưu trú, ăn uống*).
fn joins(line: &Line<'_>, pieces: &[Piece], start: usize, at: usize, end: usize) -> bool {
    let right = pieces.get(at..end).unwrap_or_default();
    let comma = at - 1;
    let name_end = before_short_forms(line, pieces, start, comma);
    let left_start = (start..name_end).rev().find(|&i| pieces.get(i).is_some_and(parts)).map_or(start, |i| i + 1);
    let left = pieces.get(left_start..name_end).unwrap_or_default();
    let plain = |p: &Piece| {
        matches!(p.what, What::Word | What::Mark('(' | ')' | '-'))
            || matches!(
                p.cue(),
                Some(Cue::Joins | Cue::Counted | Cue::Preposition | Cue::Brings | Cue::Unit | Cue::Equates)
            )
    };
    // *giải ngân vốn ODA chậm, có nhiều vướng mắc*
    let has = right.first().is_some_and(|p| is_ruled(line, p, OCCURS));
    if has || opens_clause(right) || opens_source(line, pieces, start, left_start) {
        return false;
    }
    if leads_in(line, left) || opens_with_lead(line, pieces, start, left_start) {
        return false;
    }
    let listed = are_places(line, pieces, (start, comma), right) || are_alike(line, pieces, (start, comma), right);
    let goes_on = are_owners(line, pieces, (start, comma), right) || is_parallel(line, pieces, (start, comma), right);
    let purposes = || are_purposes(line, pieces, (start, end), comma);
    if listed || goes_on || purposes() || are_organs(line, pieces, comma) || are_fields(line, pieces, comma, right) {
        return true;
    }
    if rate_goes_on(line, left, right) && !starts_name(line, pieces, at, end) {
        return true;
    }
    let mut depth = 0usize;
    let timeless = right.iter().take_while(|p| p.cue() != Some(Cue::Period));
    let outside = timeless.filter(|p| {
        match p.what {
            What::Mark('(') => depth += 1,
            What::Mark(')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && (p.what == What::Word || p.cue().is_some())
    });
    let right_words = outside.count();
    !left.is_empty()
        && left.len() <= SHORT + 3
        && right_words <= SHORT + 3
        && left.iter().all(plain)
        && (!starts_name(line, pieces, at, end) || are_short_forms(line, left, right))
        && left.iter().any(|p| p.what == What::Word || p.cue() == Some(Cue::Counted))
}

/// *Trong công tác cai nghiện, toàn huyện …*, *nhiệm vụ phát triển kinh tế, xã hội, năm 2023 kinh tế huyện …*: whether words behind a comma
/// open with a place that reports, or with a time and a name behind it.
fn opens_clause(right: &[Piece]) -> bool {
    let words = right.iter().skip(1).take_while(|p| p.what == What::Word).count();
    match right.first().and_then(Piece::cue) {
        Some(Cue::Scope) => true,
        Some(Cue::Period) => words > 1,
        _ => false,
    }
}

/// *Trong bối cảnh khó khăn, …*, *Mặc dù gặp bão, …*, *Tại hội nghị, …*, *Song song đó, …*: whether words before a comma only lead in, by the
/// word that they open with or the one that points back at their end, so that no name goes on over it.
fn leads_in(line: &Line<'_>, left: &[Piece]) -> bool {
    let ruled = |p: &Piece, ids: &[&str]| ids.iter().any(|id| is_ruled(line, p, id));
    let opens = |p: &Piece| matches!(p.cue(), Some(Cue::Preposition | Cue::Causes)) || ruled(p, &[AT, DOES, ACTS]);
    // *Sau 5 năm thực hiện nghị quyết, …*
    let turn = left.first().is_some_and(|p| p.cue() == Some(Cue::Period));
    let turn = turn && left.get(1).is_some_and(|p| ruled(p, &[DOES, CARRIED_OUT]));
    turn || left.first().is_some_and(opens) || left.last().is_some_and(|p| is_ruled(line, p, BACK))
}

/// *Tại tỉnh An Bình, A và B tăng lần lượt …*, *Về kết quả thực hiện, A và B đều tăng …*: the first piece behind the words up to a
/// comma that only lead in to a list of names, which start at `start` or right behind the word that they open with; no place of a list of places leads in to another (*Tại Vinh Lộc, Đồng Xuân …*).
pub(super) fn behind_lead(line: &Line<'_>, pieces: &[Piece], start: usize, end: usize) -> usize {
    let comma = (start..end).find(|&i| pieces.get(i).is_some_and(|p| p.is_mark(',')));
    let lead = comma.filter(|&comma| {
        let next = pieces.get(comma + 1);
        let named = next.is_some_and(|p| p.span.of(line.page.text).starts_with(char::is_uppercase));
        let topic = pieces.get(start).is_some_and(|p| p.cue() == Some(Cue::Topic));
        let behind = || topic || opens_with_lead(line, pieces, 0, start);
        let opens = || opens_with_lead(line, pieces, start, start + 1) || behind();
        !named && pieces.get(start..comma).is_some_and(|left| leads_in(line, left) || opens())
    });
    lead.map_or(start, |comma| comma + 1)
}

/// *Với quyết tâm cao, …*, *Nhờ làm tốt công tác tuyên truyền, …*, *Mặc dù gặp bão, …*: whether a word that leads in, and parts names,
/// opens the clause right before a piece.
fn opens_with_lead(line: &Line<'_>, pieces: &[Piece], start: usize, at: usize) -> bool {
    let lead = at.checked_sub(1).filter(|&lead| lead >= start);
    let leads = |p: &Piece| matches!(p.cue(), Some(Cue::With | Cue::Clause)) || is_ruled(line, p, ALTHOUGH);
    let first =
        |&lead: &usize| lead == 0 || pieces.get(lead - 1).is_some_and(|p| matches!(p.what, What::Mark(';' | ':')));
    lead.filter(first).and_then(|lead| pieces.get(lead)).is_some_and(leads)
}

/// Whether a phrase of that rule starts where a piece does.
pub(super) fn is_ruled(line: &Line<'_>, piece: &Piece, id: &str) -> bool {
    line.phrase(piece.start).is_some_and(|(found, _, _)| line.is_ruled(found, id))
}

/// *Theo báo cáo vừa gửi tới Quốc hội, Chính phủ đã …*: whether a source opens at a piece, or before it without a mark between.
fn opens_source(line: &Line<'_>, pieces: &[Piece], start: usize, at: usize) -> bool {
    let mark = |i: usize| pieces.get(i).is_some_and(|p| matches!(p.what, What::Mark(_)));
    (start..=at).rev().take_while(|&i| !mark(i)).any(|i| interposed::opens(line, pieces, i))
}

/// *tỷ lệ khu công nghiệp, khu chế xuất có hệ thống xử lý …*: whether nothing has been said yet of a rate or count that opens
/// before a comma, so that the words behind it go on its name.
fn rate_goes_on(line: &Line<'_>, left: &[Piece], right: &[Piece]) -> bool {
    let (Some(first), Some(last)) = (left.first(), left.last()) else { return false };
    let named = |p: &Piece| {
        p.what == What::Word
            || matches!(
                p.cue(),
                Some(Cue::Joins | Cue::Counted | Cue::Preposition | Cue::Topic | Cue::Unit | Cue::Scale | Cue::Share)
            )
    };
    // *khối lượng xe buýt đưa đón học sinh, công nhân*: of a noun that others are named with, where it is not short.
    let brings = |p: &Piece| named(p) || p.cue() == Some(Cue::Brings);
    let long = left.len() > SHORT && right.len() <= SHORT && left.iter().all(brings);
    left.len() > 1
        && match head_cue(line, first.start, last.end) {
            // *tỷ lệ rác thải được thu gom, xử lý*
            Some(Cue::Rate | Cue::CountWord) => left.iter().all(|p| brings(p) || p.cue() == Some(Cue::Equates)),
            Some(Cue::Head) => long,
            _ => false,
        }
        && right.first().is_some_and(|p| p.what == What::Word || p.cue() == Some(Cue::Counted))
}

/// *tổng số đơn khiếu nại, tố cáo (KN, TC), kiến nghị đã xử lý*: where the words before a comma end, without a bracket that holds nothing but
/// short forms of them, in capitals.
fn before_short_forms(line: &Line<'_>, pieces: &[Piece], start: usize, comma: usize) -> usize {
    let closes = comma.checked_sub(1).and_then(|i| pieces.get(i)).is_some_and(|p| p.is_mark(')'));
    let open = (start..comma).rev().find(|&i| pieces.get(i).is_some_and(|p| p.is_mark('('))).filter(|_| closes);
    let capitals = |p: &Piece| p.span.of(line.page.text).chars().all(char::is_uppercase);
    let inside = open.and_then(|open| pieces.get(open + 1..comma - 1)).unwrap_or_default();
    let forms = inside.iter().all(|p| p.is_mark(',') || capitals(p)) && !inside.is_empty();
    open.filter(|_| forms).unwrap_or(comma)
}

/// Whether a name of its own starts at the piece: a head noun (*thu*, *kim ngạch*, *vốn*), or a capital.
pub(super) fn starts_name(line: &Line<'_>, pieces: &[Piece], at: usize, end: usize) -> bool {
    let (Some(first), Some(last)) = (pieces.get(at), pieces.get(end.saturating_sub(1))) else { return false };
    let found = heads(line, first.start, last.end);
    found || first.span.of(line.page.text).starts_with(char::is_uppercase)
}

/// Whether an indicator's name that counts nothing starts at a piece (*chỉ số sản xuất*, no *doanh nghiệp*).
fn opens_name(line: &Line<'_>, pieces: &[Piece], at: usize, end: usize) -> bool {
    let (Some(first), Some(last)) = (pieces.get(at), pieces.get(end.saturating_sub(1))) else { return false };
    first.cue() != Some(Cue::Counted) && heads(line, first.start, last.end)
}
