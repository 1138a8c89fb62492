//! Commas within a name: what stands on both sides of one that parts no names (*thu BHXH, BHYT*, *khu công nghiệp Hòa Bình, Tân Lập*).

use super::head::heads;
use super::opening::SHORT;
use super::pieces::{Line, Piece, What};
use crate::rules::{Cue, Family, Match};

/// *nhiệm vụ thu được Quốc hội, Chính phủ và Bộ Tài chính giao là …*: whether organs stand on both sides of a comma.
pub(super) fn are_organs(line: &Line<'_>, pieces: &[Piece], comma: usize) -> bool {
    let Some(at) = pieces.get(comma).map(|p| p.start) else { return false };
    let organ = |m: &Match| line.page.meaning(m).is_some_and(|(cue, _)| matches!(cue, Cue::Organ | Cue::Body));
    let all = line.page.matches(line.sentence, Family::People);
    let behind = all.partition_point(|m| m.start < at);
    let before = behind.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|m| organ(m) && m.end == at);
    before && all.get(behind).is_some_and(|m| organ(m) && m.start == at + 1)
}

/// *Sở Văn hóa, Thể thao và Du lịch*: whether an organ stands before a comma, and behind it more of its fields, the last behind a joining
/// word.
pub(super) fn are_fields(line: &Line<'_>, pieces: &[Piece], comma: usize, right: &[Piece]) -> bool {
    const NEAR: usize = 6;
    let organ = |p: &Piece| {
        let organ = |m: &Match| line.page.meaning(m).is_some_and(|(cue, _)| matches!(cue, Cue::Organ | Cue::Body));
        line.page.matches(line.sentence, Family::People).iter().any(|m| m.start == p.start && organ(m))
    };
    let capital = |p: &Piece| p.span.of(line.page.text).starts_with(char::is_uppercase) && !organ(p);
    let word = |p: &&Piece| p.what == What::Word || p.cue() == Some(Cue::Counted);
    let left = pieces.get(..comma).unwrap_or_default().iter().rev().take_while(word);
    let joins = right.iter().take(NEAR).position(|p| p.cue() == Some(Cue::Joins));
    let last = joins.and_then(|at| right.get(at + 1)).is_some_and(capital);
    last && right.first().is_some_and(capital) && left.into_iter().any(organ)
}

/// *thu phí, lệ phí, thu khác đạt …*, *vốn vay ODA, vốn vay ưu đãi đạt …*: whether what stands before a comma is an indicator of which
/// nothing was said, and what stands behind it starts with a noun of it again.
pub(super) fn are_alike(line: &Line<'_>, pieces: &[Piece], (start, comma): (usize, usize), right: &[Piece]) -> bool {
    let Some(first) = right.first().filter(|p| p.what == What::Word || p.cue() == Some(Cue::Counted)) else {
        return false;
    };
    let plain = |p: &Piece| {
        matches!(p.what, What::Word | What::Mark(',' | '-'))
            || matches!(p.cue(), Some(Cue::Joins | Cue::Counted | Cue::Preposition | Cue::Brings | Cue::Unit))
    };
    let before = pieces.get(start..comma).unwrap_or_default();
    let words = before.iter().rev().take_while(|p| plain(p)).count();
    let left = before.get(before.len() - words..).unwrap_or_default();
    let opens = before.len().checked_sub(words + 1).and_then(|i| before.get(i)).is_none_or(|p| {
        matches!(p.what, What::Mark(_)) || matches!(p.cue(), Some(Cue::Within | Cue::Turns | Cue::Period | Cue::Scope))
    });
    let noun = |p: &Piece| line.text(p.start).to_lowercase();
    let wanted = noun(first);
    let indicator = left.first().zip(left.last()).is_some_and(|(a, b)| heads(line, a.start, b.end));
    opens && indicator && left.iter().any(|p| p.what == What::Word && noun(p) == wanted)
}

/// *chi sự nghiệp kinh tế, xã hội, quốc phòng, an ninh, quản lý nhà nước, đảng, đoàn thể ước đạt …*: whether a comma stands in a list of at
/// least four short parts, none of which but the first opens with an indicator's noun, so that all are what that one is for.
pub(super) fn are_purposes(line: &Line<'_>, pieces: &[Piece], (start, end): (usize, usize), comma: usize) -> bool {
    const SEVERAL: usize = 4;
    let noun = |p: &Piece| p.what == What::Word || p.is_mark(',') || matches!(p.cue(), Some(Cue::Counted | Cue::Joins));
    let before = pieces.get(start..comma).unwrap_or_default();
    let from = comma - before.iter().rev().take_while(|p| noun(p)).count();
    let opens = from == start
        || pieces.get(from - 1).is_some_and(|p| matches!(p.what, What::Mark(_)) || p.cue() == Some(Cue::Within));
    let list = pieces.get(from..end).unwrap_or_default();
    if !opens || !list.iter().all(noun) {
        return false;
    }
    if list.iter().filter(|p| p.is_mark(',')).count() + 1 < SEVERAL {
        return false;
    }
    let mut parts = list.split(|p| p.is_mark(','));
    let head = |part: &[Piece]| part.first().zip(part.last()).is_some_and(|(a, b)| heads(line, a.start, b.end));
    parts.next().is_some_and(head) && parts.all(|part| (1..=SHORT).contains(&part.len()) && !head(part))
}

/// *giá trị đầu tư trong các khu công nghiệp Hòa Bình, Tân Lập đạt …*: whether only capitals stand behind a comma, and before it
/// an indicator that nothing has been said of and, behind a preposition, another place.
pub(super) fn are_places(line: &Line<'_>, pieces: &[Piece], (start, comma): (usize, usize), right: &[Piece]) -> bool {
    let capital = |p: &Piece| p.what == What::Word && p.span.of(line.page.text).starts_with(char::is_uppercase);
    let last = comma.checked_sub(1).and_then(|i| pieces.get(i)).is_some_and(capital);
    let joins = |p: &Piece| p.is_mark(',') || p.cue() == Some(Cue::Joins);
    let places = right.iter().take_while(|p| p.what == What::Word || joins(p)).count();
    let verb = right.get(places).is_none_or(|p| p.cue().is_some());
    if !last || places == 0 || !verb || !right.iter().take(places).all(|p| capital(p) || joins(p)) {
        return false;
    }
    // *dự toán thu của 4 thành phố Hòa An, Phú Lộc và Mỹ Thọ*
    let plain = |p: &Piece| {
        p.what == What::Word
            || p.is_mark(',')
            || matches!(p.cue(), Some(Cue::Preposition | Cue::Counted | Cue::Joins | Cue::Brings | Cue::NoFigure))
    };
    let before = pieces.get(start..comma).unwrap_or_default();
    let words = before.iter().rev().take_while(|p| plain(p)).count();
    let name = before.get(before.len() - words..).unwrap_or_default();
    // *Trong tháng, giá trị đầu tư tại khu công nghiệp Hòa Bình, Tân Lập đạt …*: behind a mark the name may start.
    let ends = name.last().map_or(0, |p| p.end);
    let parts = name.split(|p| p.is_mark(','));
    let opens = parts.filter_map(<[Piece]>::first).any(|first| heads(line, first.start, ends));
    opens && name.iter().any(|p| matches!(p.cue(), Some(Cue::Preposition | Cue::Brings | Cue::NoFigure)))
}

/// *thu BHXH, BHYT, BHTN*, *thu BHXH, BHTN bắt buộc*: short forms in capitals on both sides, none of them an indicator by itself; what
/// stands behind the last goes on them all.
pub(super) fn are_short_forms(line: &Line<'_>, left: &[Piece], right: &[Piece]) -> bool {
    let word = |p: &Piece| p.span.of(line.page.text);
    let short = |p: &Piece| word(p).chars().count() > 1 && word(p).chars().all(char::is_uppercase);
    let own = |p: &Piece| heads(line, p.start, p.end);
    let joins = |p: &Piece| p.is_mark(',') || p.cue() == Some(Cue::Joins) || short(p) && !own(p);
    let forms = right.iter().take_while(|p| joins(p)).count();
    let rest = right.get(forms..).unwrap_or_default();
    let ends = |p: &&Piece| !matches!(p.cue(), Some(Cue::Scope | Cue::Preposition | Cue::Period));
    let rest = rest.get(..rest.iter().take_while(ends).count()).unwrap_or_default();
    let more = rest.len() <= 2 && rest.iter().all(|p| p.what == What::Word && !own(p));
    forms > 0 && more && left.last().is_some_and(|p| short(p) && !own(p))
}

/// *vốn huy động của các tổ chức tín dụng (TCTD), chi nhánh ngân hàng nước ngoài trên địa bàn*: whether whose an indicator is stands
/// on both sides of a comma: behind a preposition, with a short form in brackets, and up to a place or a time.
pub(super) fn are_owners(line: &Line<'_>, pieces: &[Piece], (start, comma): (usize, usize), right: &[Piece]) -> bool {
    let noun = |p: &Piece| p.what == What::Word || matches!(p.cue(), Some(Cue::Counted | Cue::Joins | Cue::Brings));
    let Some(open) = comma.checked_sub(3).filter(|&open| pieces.get(open).is_some_and(|p| p.is_mark('('))) else {
        return false;
    };
    let before = pieces.get(start..open).unwrap_or_default();
    let words = before.iter().rev().take_while(|p| noun(p) || p.cue() == Some(Cue::Preposition)).count();
    let left = before.get(before.len() - words..).unwrap_or_default();
    let whose = left.iter().any(|p| p.cue() == Some(Cue::Preposition));
    let indicator = left.first().zip(left.last()).is_some_and(|(a, b)| heads(line, a.start, b.end));
    let ends = |p: &&Piece| !matches!(p.cue(), Some(Cue::Scope | Cue::Preposition | Cue::Period));
    let other = right.iter().take_while(ends).count();
    whose && indicator && (1..=2 * SHORT).contains(&other) && right.iter().take(other).all(noun)
}

/// *dịch vụ vui chơi tăng 16%; dịch vụ sửa chữa vật dụng học tập, đồ dùng cá nhân tăng 18%*: whether only nouns stand around a comma in
/// a member of a list that opens with the word that the member before opens with.
pub(super) fn is_parallel(line: &Line<'_>, pieces: &[Piece], (start, comma): (usize, usize), right: &[Piece]) -> bool {
    let noun = |p: &Piece| {
        matches!(p.what, What::Word | What::Mark(','))
            || matches!(p.cue(), Some(Cue::Counted | Cue::Joins | Cue::Preposition | Cue::Brings | Cue::Unit))
    };
    let parts = |i: &usize| pieces.get(*i).is_some_and(|p| p.is_mark(';') || p.is_mark(':'));
    let Some(semicolon) = (start.saturating_sub(1)..comma).rev().find(parts) else { return false };
    let before = (0..semicolon).rev().find(parts).map_or(0, |i| i + 1);
    let first = |at: usize| pieces.get(at).map(|p| line.text(p.start).to_lowercase());
    let verb = right.iter().take_while(|p| noun(p)).count();
    let told = right.get(verb).is_none_or(|p| matches!(p.cue(), Some(Cue::Up | Cue::Down | Cue::Equates)));
    pieces.get(semicolon).is_some_and(|p| p.is_mark(';'))
        && (first(semicolon + 1) == first(before) || ends_with_syllable(line, right))
        && pieces.get(semicolon + 1..comma).is_some_and(|words| words.iter().all(noun))
        && told
        && right.first().is_some_and(|p| p.what == What::Word || p.cue() == Some(Cue::Counted))
}

/// *; cung cấp nước, hoạt động xử lý rác thải, nước tăng 2%*: whether one syllable stands behind the last comma, which is no indicator by
/// itself.
fn ends_with_syllable(line: &Line<'_>, right: &[Piece]) -> bool {
    let Some([only]) = right.rsplit(|p| p.is_mark(',')).next() else { return false };
    only.end == only.start + 1 && !heads(line, only.start, only.end)
}

/// *Trung Quốc - thị trường lớn nhất của ngành du lịch - đã giảm 4%*: the first of two dashes that stand around a phrase, which only tells more
/// of the name before them.
pub(super) fn before_apposition(
    line: &Line<'_>,
    pieces: &[Piece],
    start: usize,
    (from, stop): (usize, usize),
) -> Option<usize> {
    let dash = |at: usize| {
        pieces.get(at).filter(|p| matches!(p.what, What::Mark('-' | '–')) && !line.glued(p.start)).is_some()
    };
    let open = from.checked_sub(1).filter(|&at| at > start && dash(at))?;
    (stop > from && dash(stop)).then_some(open)
}
