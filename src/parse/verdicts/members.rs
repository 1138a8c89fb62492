//! Members: what a verdict on a group names one by one (*một số chỉ tiêu chưa đạt, nhất là A và B*).

use super::{FEW, Reader, Remark};
use crate::parse::figures::clause::ALONE;
use crate::parse::figures::pieces::{Piece, What};
use crate::parse::figures::{kinds, phrase};
use crate::rules::{Cue, Family};
use crate::text::Span;

/// The rule of a group of targets.
const TARGETS: &str = "verdict.targets";

/// The rule of words that set one thing apart from what was told.
const ONLY: &str = "verb.only";

/// The rule of a verdict on criteria that are named behind it.
const CRITERIA: &str = "verdict.criteria";

impl Reader<'_, '_> {
    /// The members that follow a group and its remark.
    pub(super) fn members(&self, token: usize) -> Vec<Span> {
        let from = self.piece_of(token);
        let within = self.in_bracket(from);
        if !within.is_empty() {
            return within;
        }
        let Some(open) = self.opens_members(from, token) else { return Vec::new() };
        let apart = self.told_apart(open);
        if !apart.is_empty() {
            return apart;
        }
        // *một số chỉ tiêu đạt thấp như: A, B chưa đạt kế hoạch*: what is said of B ends the list.
        let judged = self.remarks.iter().filter(|r| r.cue == Cue::Verdict).map(|r| self.piece_of(r.found.start));
        let judged = judged.filter(|&p| p > open).min().unwrap_or(self.pieces.len());
        let stop = |from: usize| {
            (from..judged)
                .find(|&i| self.pieces.get(i).is_some_and(|p| matches!(p.what, What::Mark(';' | '…' | '.'))))
                .unwrap_or(judged)
        };
        let mut end = stop(open + 1);
        // *một chỉ tiêu khó đạt là vận tải công cộng đáp ứng 15-20% nhu cầu*: the name ends before what it has to reach.
        let few = self.remarks.iter().any(|r| r.found.end <= token && self.is_rule(r, FEW));
        if few && self.pieces.get(open).is_some_and(|p| matches!(p.cue(), Some(Cue::Copula | Cue::Equates))) {
            let rate = (open + 2..end).find(|&i| self.pieces.get(i).is_some_and(|p| p.amount().is_some()));
            end = rate.unwrap_or(end);
        }
        // *gồm:* may be one phrase.
        let marked = |p: &Piece| p.span.of(self.line.page.text).ends_with(':');
        let colon = (open..open + 2).any(|i| self.pieces.get(i).is_some_and(marked));
        let several = colon && self.pieces.get(end).is_some_and(|p| p.is_mark(';'));
        // *gồm: tuyển sinh cao đẳng, trung cấp; giảm nghèo*: what semicolons part, commas do not.
        let named = |from: usize, to: usize| match several {
            true => phrase::whole_before(self.line, self.pieces, from, to).into_iter().collect(),
            false => phrase::list(self.line, self.pieces, from, to),
        };
        let mut all: Vec<Span> = named(open + 1, end);
        // *giảm gồm: giày dép; phương tiện vận tải; gạo*: members parted by semicolons, until one tells more of itself.
        while several && self.pieces.get(end).is_some_and(|p| p.is_mark(';')) {
            let next = stop(end + 1);
            let member = self.pieces.get(end + 1..next).unwrap_or_default();
            // *…; tham gia BHXH (31,6%)*
            let aside = member.iter().position(|p| p.is_mark('(')).unwrap_or(member.len());
            let member = member.get(..aside).unwrap_or_default();
            let next_name = end + 1 + aside;
            let tells = |p: &Piece| {
                p.amount().is_some()
                    || matches!(p.cue(), Some(Cue::Up | Cue::Down | Cue::Equates | Cue::Ratio | Cue::Turns))
            };
            if member.iter().any(tells) {
                break;
            }
            all.extend(named(end + 1, next_name));
            end = next;
        }
        all
    }

    /// The piece that opens the members of a group behind its remark, whose last token is given.
    fn opens_members(&self, from: usize, token: usize) -> Option<usize> {
        let opens = |p: &Piece| {
            // *…, riêng thu hút đầu tư vượt kế hoạch*: what is set apart is none of them.
            matches!(p.cue(), Some(Cue::Members | Cue::Copula)) || p.cue() == Some(Cue::Within) && !self.is_apart(p)
                || p.is_mark(':')
                // *khó đạt là …*: the verdict's last word and what follows are one phrase.
                || p.cue() == Some(Cue::Equates) && p.start < token && token < p.end
        };
        // *Một số khoản thu đạt thấp; công tác đền bù gặp khó khăn, đặc biệt tuyến A*: what another clause names is none of them.
        let mut clause = self.pieces.iter().enumerate().skip(from).take_while(|(_, p)| !p.is_mark(';'));
        let open = clause.find(|(_, p)| opens(p)).map(|(at, _)| at)?;
        // *chưa đạt là do công nghiệp suy giảm*: what follows tells why.
        let is = self.pieces.get(open).is_some_and(|p| p.cue() == Some(Cue::Copula));
        (!is || !self.tells_why(open) && !self.tells_why(open + 1)).then_some(open)
    }

    /// Whether a piece sets something apart from what was told.
    fn is_apart(&self, piece: &Piece) -> bool {
        piece.is_ruled(self.line.page, ALONE)
    }

    /// *một số chỉ tiêu đạt thấp như: trồng rừng (42%), thu phí (58%)*: members that a piece opens, each with a number of its own.
    fn told_apart(&self, open: usize) -> Vec<Span> {
        let rated = self.with_rates(open);
        if rated.len() > 1 { rated } else { self.with_asides(open) }
    }

    /// *2 chỉ tiêu chưa đạt là kính xây dựng (265/320 triệu m2) và gạch (705/770 triệu m2)*: the members that a piece opens, where each has
    /// its number in a bracket of its own.
    fn with_asides(&self, open: usize) -> Vec<Span> {
        let mark = |i: usize, mark: char| self.pieces.get(i).is_some_and(|p| p.is_mark(mark));
        let mut all = Vec::new();
        let mut start = open + 1;
        while let Some(aside) = (start..self.pieces.len()).find(|&i| mark(i, '(')) {
            let inside = self.pieces.get(start..aside).unwrap_or_default();
            let told = |p: &Piece| p.amount().is_some() || matches!(p.what, What::Mark(';' | '.'));
            let close = (aside..self.pieces.len()).find(|&i| mark(i, ')'));
            let Some(close) = close.filter(|_| !inside.iter().any(told)) else { break };
            let measured = self.pieces.get(aside + 1).and_then(Piece::amount).is_some_and(|a| a.of.is_some());
            let name = phrase::whole_before(self.line, self.pieces, start, aside);
            all.extend(name.filter(|_| measured));
            start = close + 1;
        }
        all
    }

    /// *5 chỉ tiêu khó đạt (tốc độ tăng trưởng; tỷ lệ giải ngân)*: those named in a bracket at a piece, where none tells a number. What
    /// tells why or by what (*do thời tiết, dịch bệnh*) names none: a name has no words before it, and one at least is known.
    fn in_bracket(&self, open: usize) -> Vec<Span> {
        let mark = |i: usize, mark: char| self.pieces.get(i).is_some_and(|p| p.is_mark(mark));
        let close = (open + 1..self.pieces.len()).find(|&i| mark(i, ')')).filter(|_| mark(open, '('));
        let Some(inside) = close.and_then(|close| self.pieces.get(open + 1..close)) else { return Vec::new() };
        if inside.iter().any(|p| p.amount().is_some()) {
            return Vec::new();
        }
        let parted = if inside.iter().any(|p| p.is_mark(';')) { ';' } else { ',' };
        let mut start = open + 1;
        let (mut all, mut known) = (Vec::new(), false);
        for member in inside.split(|p| p.is_mark(parted)) {
            let name = phrase::whole_before(self.line, self.pieces, start, start + member.len());
            let first = member.first().zip(name).filter(|(first, name)| first.span.start == name.start);
            let Some((first, name)) = first else { return Vec::new() };
            let words = name.of(self.line.page.text);
            known |= first.cue() == Some(Cue::Brings) || kinds::is_head(self.line.page, words);
            all.push(name);
            start += member.len() + 1;
        }
        if known { all } else { Vec::new() }
    }

    /// *xã chưa đạt tiêu chí thu nhập và tiêu chí hộ nghèo*: the criteria that stand behind a verdict on them.
    pub(super) fn criteria(&self, remark: &Remark) -> Vec<Span> {
        let first = self.piece_of(remark.found.end.saturating_sub(1));
        let ends = |&i: &usize| {
            let piece = self.pieces.get(i);
            piece.is_some_and(|p| p.amount().is_some() || matches!(p.what, What::Mark(mark) if mark != ','))
        };
        let end = (first + 1..self.pieces.len()).find(ends).unwrap_or(self.pieces.len());
        let named = self.is_rule(remark, CRITERIA) && end > first + 1;
        if named { phrase::list(self.line, self.pieces, first, end) } else { Vec::new() }
    }

    /// *một số lĩnh vực như bưu chính, vận tải chưa đạt*: the members between a group and what is said of it.
    pub(super) fn such(&self, group: &Remark, verb: usize) -> Vec<Span> {
        phrase::list(self.line, self.pieces, self.piece_of(group.found.end), verb)
    }

    /// *chỉ có tỷ lệ che phủ rừng*: a name without the words that set it apart.
    pub(super) fn without_only(&self, name: Span) -> Span {
        let first = self.pieces.iter().position(|p| p.span.start >= name.start);
        let next = first.filter(|&at| self.sets_apart(at)).and_then(|at| self.pieces.get(at + 1));
        next.filter(|p| p.span.end <= name.end).map_or(name, |p| Span::new(p.span.start, name.end))
    }

    fn sets_apart(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|p| p.is_ruled(self.line.page, ONLY))
    }

    /// *c) Phát triển doanh nghiệp*: a name without the letter of its item.
    pub(super) fn unnumbered(&self, name: Span) -> Span {
        let mut inside = self.pieces.iter().filter(|p| name.contains(p.span));
        let letter = inside.next().filter(|p| p.start == 0 && p.span.of(self.line.page.text).chars().count() == 1);
        let mark = inside.next().is_some_and(|p| p.is_mark(')') || p.is_mark('.'));
        let next = inside.next().filter(|_| letter.is_some() && mark);
        next.map_or(name, |p| Span::new(p.span.start, name.end))
    }

    /// *tiến độ giải ngân 9 tháng đầu năm*: a name without the time at its end.
    pub(super) fn timeless(&self, name: Span) -> Span {
        let ends = |p: &&Piece| p.cue() == Some(Cue::Period) && p.span.end == name.end && p.span.start > name.start;
        let time = self.pieces.iter().find(ends);
        let before = time.and_then(|time| self.pieces.iter().rev().find(|p| p.span.end <= time.span.start));
        before.map_or(name, |last| Span::new(name.start, last.span.end))
    }

    /// *5 khoản thu chưa đạt tiến độ: thuế môi trường đạt 39,7%; tiền thuê đất đạt 44%*: the members that a mark opens, each with
    /// its rate, which end before the first that is told otherwise.
    pub(super) fn with_rates(&self, open: usize) -> Vec<Span> {
        // *…, trong đó thuế môi trường đạt 39,7%*
        let comma = self.pieces.get(open).is_some_and(|p| p.is_mark(','));
        let within = |p: &Piece| matches!(p.cue(), Some(Cue::Members | Cue::Within));
        let parted = comma && self.pieces.get(open + 1).is_some_and(within);
        let open = if parted { open + 1 } else { open };
        let opens = |p: &Piece| p.is_mark(':') || p.cue() == Some(Cue::Copula) || within(p);
        if !self.pieces.get(open).is_some_and(opens) {
            return Vec::new();
        }
        let rest = self.pieces.get(open + 1..).unwrap_or_default();
        let ended = |p: &&Piece| !matches!(p.what, What::Mark('.' | '…'));
        let rest = rest.get(..rest.iter().take_while(ended).count()).unwrap_or_default();
        // *gồm: thuế môi trường (42%), thu tiền đất (35%); một số huyện …*: members that commas part end before the semicolon.
        let mut depth = 0usize;
        let clause = rest.iter().take_while(|p| {
            depth = (depth + usize::from(p.is_mark('('))).saturating_sub(usize::from(p.is_mark(')')));
            depth > 0 || !p.is_mark(';')
        });
        let clause = clause.count();
        let listed = self.rated_apart(open + 1, rest.get(..clause).unwrap_or_default(), ',');
        if listed.len() > 1 || clause == rest.len() { listed } else { self.rated_apart(open + 1, rest, ';') }
    }

    /// The members of a list that starts at a piece, each with its rate, parted by a mark; it ends before the first that is told
    /// otherwise.
    fn rated_apart(&self, mut start: usize, list: &[Piece], mark: char) -> Vec<Span> {
        let mut all = Vec::new();
        let (mut depth, mut closed) = (0usize, false);
        let parts = |p: &Piece| {
            // *A (mục tiêu 35%, thực hiện 33,1%), B (…)*: what parts a bracket parts no members.
            match p.what {
                What::Mark('(') => depth += 1,
                What::Mark(')') => depth = depth.saturating_sub(1),
                _ => {}
            }
            // *A (95%) và B (3,1%; mục tiêu 2,5%)*
            let joins = closed && p.cue() == Some(Cue::Joins);
            closed = p.is_mark(')');
            depth == 0 && (p.is_mark(mark) || joins)
        };
        for member in list.split(parts) {
            let tells = |p: &Piece| {
                p.is_mark('(') || p.amount().is_some() || matches!(p.cue(), Some(Cue::Equates | Cue::Ratio))
            };
            let set = |pair: &[Piece]| {
                pair.first().is_some_and(|p| p.is_mark('('))
                    && pair.last().is_some_and(|p| matches!(p.cue(), Some(Cue::Plan | Cue::Target)))
            };
            let bracket = member.iter().skip_while(|p| !p.is_mark('('));
            let rate = member.iter().find_map(Piece::amount).is_some_and(|a| a.is_percent() || a.of.is_some())
                || member.windows(2).any(set)
                // *cây xanh (4,1 m2/người; nghị quyết: 5,5 m2/người)*
                || bracket.filter(|p| p.amount().is_some()).count() > 1;
            let end = member.iter().position(tells).filter(|_| rate).map(|at| start + at);
            // *… (52%), trồng rừng (61%), giải ngân vốn*: behind such as have a rate one may have none.
            let plain = !all.is_empty() && !member.is_empty() && member.iter().all(is_noun);
            let end = end.or(plain.then_some(start + member.len()));
            let Some(name) = end.and_then(|end| phrase::whole_before(self.line, self.pieces, start, end)) else {
                break;
            };
            all.push(name);
            start += member.len() + 1;
        }
        all
    }

    /// A group's name: its words up to a mark, a place or the verdict.
    pub(super) fn group_name(&self, group: &Remark, verb: usize) -> Option<Span> {
        let first = self.piece_of(group.found.start);
        let stops = |p: &Piece| {
            matches!(p.what, What::Mark(',' | '(')) || matches!(p.cue(), Some(Cue::Preposition | Cue::Scope))
        };
        let end = (first + 1..verb).find(|&i| self.pieces.get(i).is_some_and(stops)).unwrap_or(verb);
        let words = self.pieces.get(first..end)?;
        let last = words.iter().rev().find(|p| !matches!(p.cue(), Some(Cue::Joins | Cue::Equates | Cue::Brings)))?;
        Some(words.first()?.span.join(last.span))
    }

    /// What is told of targets right before the verdict: those listed behind it, their name where it tells what they are about
    /// (*nhiều chỉ tiêu về văn hóa*), or nothing, as others have no name.
    pub(super) fn targets(&self, group: &Remark, remark: &Remark, verb: usize) -> Option<Vec<Span>> {
        let words = self.pieces.get(self.piece_of(group.found.start)..verb).unwrap_or_default();
        let about = words.iter().any(|p| p.cue() == Some(Cue::Topic));
        // *các chỉ tiêu về thương mại, dịch vụ, du lịch chưa đạt*: what they are about may be a list.
        let plain = |p: &Piece| {
            matches!(p.what, What::Word | What::Mark(','))
                || matches!(
                    p.cue(),
                    Some(Cue::Topic | Cue::Joins | Cue::Counted | Cue::Preposition | Cue::Plan | Cue::Up)
                )
        };
        let listed = about && words.iter().all(plain);
        if !self.is_rule(group, TARGETS) || !listed && self.parted(group.found.end, remark.found.start) {
            return None;
        }
        let named = || match self.about_indicators(verb) {
            names if about && names.len() > 1 => names,
            _ => about.then(|| self.group_name(group, verb)).flatten().into_iter().collect(),
        };
        Some(self.listed(remark).unwrap_or_else(named))
    }

    /// *Các chỉ tiêu về tốc độ tăng trưởng, thành lập mới doanh nghiệp chưa đạt*: the indicators that targets are about, where the first of the list
    /// is known as such.
    fn about_indicators(&self, verb: usize) -> Vec<Span> {
        let topic = (0..verb).rev().find(|&i| self.pieces.get(i).is_some_and(|p| p.cue() == Some(Cue::Topic)));
        let names = topic.map(|at| phrase::list(self.line, self.pieces, at + 1, verb)).unwrap_or_default();
        let page = self.line.page;
        let known = |name: &Span| {
            let text = name.of(page.text);
            kinds::is_head(page, text)
                || kinds::is_rate_or_growth(page, text)
                || page.lexicon.own_polarity(text).is_some()
        };
        if names.first().is_some_and(known) { names } else { Vec::new() }
    }

    /// *Một vài đảng ủy đạt thấp: Bình An đạt 6/27 chỉ tiêu, Tân Phước đạt 12/29*: those of several that follow the verdict and a colon,
    /// each with its rate.
    pub(super) fn listed(&self, remark: &Remark) -> Option<Vec<Span>> {
        let colon = self.piece_of(remark.found.end.saturating_sub(1)) + 1;
        let marked = self.pieces.get(colon).is_some_and(|p| p.is_mark(':'));
        let names = if marked { self.with_rates(colon) } else { Vec::new() };
        (names.len() > 1).then_some(names)
    }

    /// Whether the phrases before the remark are one list: parted by commas alone, the last by *và*, or *đều* after it.
    pub(super) fn is_list(&self, start: usize, verb: usize) -> bool {
        let words = self.pieces.get(start..verb).unwrap_or_default();
        let last_join = words.iter().rposition(|p| p.cue() == Some(Cue::Joins)).unwrap_or(0);
        let last_comma = words.iter().rposition(|p| p.is_mark(',')).unwrap_or(0);
        let amounts = words.iter().any(|p| p.amount().is_some());
        last_join > last_comma && !amounts
    }

    /// *thu thuế (81,2%) và trồng rừng (67%) đều không đạt*: the names before a remark, each with its rate in a bracket behind it.
    pub(super) fn rated(&self, start: usize, verb: usize) -> Vec<Span> {
        let (mut all, mut from, mut open) = (Vec::new(), start, None);
        for at in start..verb {
            let Some(piece) = self.pieces.get(at) else { break };
            match piece.what {
                What::Mark('(') => open = Some(at),
                What::Mark(')') => {
                    let told = |open: &usize| {
                        self.pieces.get(*open..at).is_some_and(|p| p.iter().any(|p| p.amount().is_some()))
                    };
                    let name =
                        open.filter(told).and_then(|open| phrase::whole_before(self.line, self.pieces, from, open));
                    let Some(name) = name else { return Vec::new() };
                    all.push(name);
                    (from, open) = (at + 1, None);
                }
                _ => {}
            }
        }
        let rest = self.pieces.get(from..verb).unwrap_or_default();
        if rest.iter().all(|p| p.cue() == Some(Cue::Joins)) { all } else { Vec::new() }
    }

    /// *Các chương trình chưa rõ kết quả, có chương trình chậm tiến độ*: the comma before what is said of some of the sentence's subject, and
    /// none of a name of its own (*…, chỉ có tỷ lệ lao động qua đào tạo thấp hơn mục tiêu*).
    pub(super) fn before_some(&self, start: usize, verb: usize) -> Option<usize> {
        const SOME: usize = 4;
        let brings = |i: usize| self.pieces.get(i).is_some_and(|p| p.cue() == Some(Cue::Brings));
        let comma = |i: usize| self.pieces.get(i).is_some_and(|p| p.is_mark(','));
        let some = (start + 1..verb).find(|&i| brings(i) && comma(i - 1) && verb - i <= SOME)?;
        (!self.sets_apart(some)).then_some(some - 1)
    }

    /// *có 13/14 chỉ tiêu đạt và vượt, chỉ tỷ lệ che phủ rừng thấp hơn mục tiêu*: whether a clause of its own tells that a group before it was
    /// exceeded.
    pub(super) fn is_told_of(&self, group: &Remark, verb: usize) -> bool {
        let from = self.piece_of(group.found.end.saturating_sub(1)) + 1;
        let words = self.pieces.get(from..verb).unwrap_or_default();
        let clause = words.iter().rposition(|p| p.is_mark(',')).and_then(|comma| words.get(..comma));
        let judged = |p: &Piece| self.remarks.iter().any(|r| r.cue == Cue::Verdict && r.found.span.overlaps(p.span));
        let reached = |p: &Piece| matches!(p.cue(), Some(Cue::Exceed | Cue::Equates)) && !judged(p);
        clause.is_some_and(|words| words.iter().any(reached))
    }

    /// Whether names behind the first, which is none, are places of a level (*huyện Đông Sa*).
    pub(super) fn are_only_places(&self, names: &[Span]) -> bool {
        let page = self.line.page;
        let place = |name: &Span| page.lexicon.first_cue(name.of(page.text), Family::People) == Some(Cue::Level);
        names.split_first().is_some_and(|(first, rest)| !place(first) && rest.iter().all(place))
    }
}

/// Whether a piece is a noun's, or a verb's that goes on one.
fn is_noun(piece: &Piece) -> bool {
    piece.what == What::Word
        || matches!(piece.cue(), Some(Cue::Counted | Cue::Currency | Cue::Unit | Cue::Preposition | Cue::Brings))
}
