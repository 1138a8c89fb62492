//! Verdicts: where the text itself says that a named indicator misses its target.
//!
//! In: a page, its sections and figures. Out: one [`Verdict`] an indicator and place. A group (*một số chỉ tiêu*) is no indicator:
//! its members are those that the sentence names. Conditions and what must not happen are no verdicts.

mod causes;
mod fallen;
mod members;
mod pace;
mod spoken_of;
mod unreal;
mod who;

use crate::model::section::{Kind, Section};
use crate::model::{Act, Decimal, Due, Figure, Verdict, verdict::Says};
use crate::parse::figures::amount::Measure;
use crate::parse::figures::head;
use crate::parse::figures::judged;
use crate::parse::figures::phrase;
use crate::parse::figures::pieces::{Line, Piece, What};
use crate::parse::figures::table;
use crate::parse::page::{Page, Sentence};
use crate::rules::{Cue, Family, Gives, Match};
use crate::text::Span;

/// The verdicts of a page, in reading order.
#[must_use]
pub fn verdicts(page: &Page<'_>, sections: &[Section], figures: &[Figure]) -> Vec<Verdict> {
    let mut out = Vec::new();
    for (sentence, kind) in page.with_kinds(sections) {
        if matches!(
            kind,
            Kind::Title | Kind::Dateline | Kind::Heading | Kind::Caption | Kind::Byline | Kind::Tasks | Kind::Summary
        ) {
            continue;
        }
        read(page, sentence, figures, &mut out);
    }
    out
}

/// How far a named rate may lie from the calendar's to be the bulletin's own.
const NEAR: i64 = 10;

/// The rate that the text itself names as due of the year's plan (*chưa đạt tỷ lệ 25% kế hoạch năm*), near the calendar's.
#[must_use]
pub fn named_due(page: &Page<'_>, calendar: Decimal) -> Option<Due> {
    let missed = Gives::Says(Says::Missed);
    let judges = |s: &&Sentence| {
        page.matches(s, Family::Verdicts).iter().any(|m| page.meaning(m).is_some_and(|(_, gives)| *gives == missed))
    };
    page.sentences.iter().filter(judges).find_map(|sentence| {
        let line = Line::new(page, sentence);
        let pieces = line.pieces();
        judged::due_rates(&line, &pieces).into_iter().find_map(|at| {
            let piece = pieces.get(at)?;
            let percent = piece.amount()?.value;
            ((percent - calendar).abs() <= Decimal::from(NEAR)).then_some(Due { percent, named: Some(piece.span) })
        })
    })
}

/// The rule of a few of a bulletin's targets, which are named behind the verdict or not at all.
const FEW: &str = "verdict.few";

/// The rule of a group whose members come before the verdict.
const SUCH: &str = "verdict.such";

/// The rule of what is not done, which no name holds.
const DENIED: &str = "verdict.denied";

/// One sentence's remarks: phrases of the family with what they mean.
struct Remark {
    cue: Cue,
    says: Option<Says>,
    found: Match,
}

fn read(page: &Page<'_>, sentence: &Sentence, figures: &[Figure], out: &mut Vec<Verdict>) {
    let remarks: Vec<Remark> = page
        .matches(sentence, Family::Verdicts)
        .iter()
        .filter_map(|found| {
            let (cue, gives) = page.meaning(found)?;
            let says = if let Gives::Says(says) = gives { Some(*says) } else { None };
            if pace::is_bare(page, found) && pace::paced(page, sentence, found).is_none() {
                return None;
            }
            Some(Remark { cue, says, found: *found })
        })
        .collect();
    if remarks.iter().all(|r| r.says.is_none()) && !fallen::falls(page, sentence, &remarks) {
        return;
    }
    let line = Line::new(page, sentence);
    let pieces = line.pieces();
    let first = figures.partition_point(|f| f.sentence.start < sentence.span.start);
    let told = figures.iter().skip(first).take_while(|f| f.sentence == sentence.span).count();
    let figures = figures.get(first..first + told).unwrap_or_default();
    let reader = Reader { line: &line, pieces: &pieces, remarks: &remarks, figures };
    for (at, remark) in remarks.iter().enumerate() {
        if let Some(says) = remark.says.filter(|_| !reader.unreal(at)) {
            reader.verdict(at, says, out);
        }
    }
    reader.fallen(out);
}

fn is_rule(page: &Page<'_>, found: &Match, id: &str) -> bool {
    page.lexicon.is_rule(found.rule, id)
}

struct Reader<'l, 'a> {
    line: &'l Line<'a>,
    pieces: &'l [Piece],
    remarks: &'l [Remark],
    /// The figures of the sentence.
    figures: &'l [Figure],
}

impl Reader<'_, '_> {
    /// The piece in which a token stands; behind a word that turns and runs over it (*nhưng vẫn | thấp hơn mục tiêu*).
    fn piece_of(&self, token: usize) -> usize {
        let opens = |p: &Piece| p.end <= token || p.start < token && p.cue() == Some(Cue::Turns);
        self.pieces.iter().position(|p| !opens(p)).unwrap_or(self.pieces.len())
    }

    fn is_rule(&self, remark: &Remark, id: &str) -> bool {
        is_rule(self.line.page, &remark.found, id)
    }

    /// Whether a mark or a clause's joining word parts two tokens.
    fn parted(&self, from: usize, to: usize) -> bool {
        self.pieces.iter().any(|p| p.start >= from && p.end <= to && matches!(p.what, What::Mark(',' | ';' | ':')))
    }

    fn verdict(&self, at: usize, says: Says, out: &mut Vec<Verdict>) {
        let Some(remark) = self.remarks.get(at) else { return };
        let verb = self.piece_of(remark.found.start);
        // *Các xã chưa đạt chuẩn phải có lộ trình*: which ones are meant, and what they have to do.
        let after = self.pieces.iter().skip(self.piece_of(remark.found.end.saturating_sub(1)) + 1);
        let mut after = after.take_while(|p| !matches!(p.what, What::Mark(',' | ';' | ':' | '.' | '(')));
        if after.any(|p| p.cue() == Some(Cue::Must)) || self.only_slows(remark, verb, says) {
            return;
        }
        // *vốn một dự án chưa đạt 1 triệu USD*: less than so much, and no target.
        let next = self.pieces.get(self.piece_of(remark.found.end.saturating_sub(1)) + 1).and_then(Piece::amount);
        // *chưa đạt mục tiêu 40 tỷ USD*
        let set = self.pieces.iter().filter(|p| remark.found.span.contains(p.span)).any(|p| p.cue() == Some(Cue::Plan));
        if !set && next.is_some_and(|a| matches!(a.measure, Measure::Money | Measure::Unit)) {
            return;
        }
        let same_clause = |r: &&Remark| r.cue == Cue::Group && self.piece_of(r.found.start) >= self.clause_of(verb);
        // *9 khoản đạt, 7 khoản chưa đạt*: what is judged is counted right before.
        let counted = verb.checked_sub(1).and_then(|i| self.pieces.get(i)).filter(|p| p.amount().is_some());
        let group = self.remarks.iter().take(at).rev().find(same_clause);
        // *có 13/14 chỉ tiêu đạt và vượt, chỉ tỷ lệ … thấp hơn mục tiêu*: nor of a group of which something else was said.
        let group = group.filter(|group| !self.is_told_of(group, verb));
        let group = group.filter(|group| counted.is_none_or(|count| count.start < group.found.end));
        if let Some(such) = group.filter(|group| self.is_rule(group, SUCH)) {
            for name in self.such(such, verb) {
                self.push(name, says, remark.found.span, out);
            }
            return;
        }
        let behind = self.criteria(remark);
        if !behind.is_empty() {
            return behind.into_iter().for_each(|name| self.push(name, says, remark.found.span, out));
        }
        let mut names = group.map(|group| self.members(remark.found.end.max(group.found.end))).unwrap_or_default();
        let targets = group.filter(|_| names.is_empty()).and_then(|group| self.targets(group, remark, verb));
        if let Some(targets) = targets {
            names = targets;
        } else if names.is_empty() && !group.is_some_and(|group| self.is_rule(group, FEW)) {
            names = self.listed(remark).unwrap_or_else(|| self.subjects(at, verb));
            // *nhiều lĩnh vực sản xuất, dịch vụ không đạt kế hoạch*: what is said of a group holds for its name alone.
            let before = |name: &Span| name.end <= remark.found.span.start;
            if let Some(name) = group.filter(|_| names.len() > 1 && names.iter().all(before)) {
                names = self.group_name(name, verb).into_iter().collect();
            }
        }
        if let Some(name) = table::name_of_row(self.line.page.text, self.line.sentence.span) {
            names = vec![name];
        }
        for name in names {
            self.push(name, says, remark.found.span, out);
        }
    }

    /// First piece after the last semicolon before a piece.
    fn clause_of(&self, piece: usize) -> usize {
        (0..piece).rev().find(|&i| self.pieces.get(i).is_some_and(|p| p.is_mark(';'))).map_or(0, |i| i + 1)
    }

    fn push(&self, name: Span, says: Says, span: Span, out: &mut Vec<Verdict>) {
        let text = self.line.page.text;
        let name = self.without_only(name);
        let name = self.unnumbered(self.timeless(head::rate_of_growth(self.line, self.pieces, name)));
        // *80 xã (61%) đạt chuẩn, chưa đạt kế hoạch*: words that go on a figure's name behind its number.
        let around = |f: &&Figure| f.indicator_span.contains(name) && !f.indicator_span.overlaps(span);
        let goes_on = |f: &&Figure| f.value.as_ref().is_some_and(|v| v.span.end <= name.start);
        let name = self.figures.iter().filter(around).find(goes_on).map_or(name, |f| f.indicator_span);
        // *thay cán bộ không biết làm việc, không hoàn thành nhiệm vụ*: a clause is no name.
        let denied = |r: &Remark| self.is_rule(r, DENIED) && name.covers(r.found.span.start);
        // *trong 24 chỉ tiêu, 5 chỉ tiêu khó đạt*: a count is none either.
        let figured = self.figures.iter().any(|f| f.indicator_span == name);
        let counted = !figured && self.pieces.iter().any(|p| p.span.start == name.start && p.amount().is_some());
        // *một số*: how many, and not of what.
        let some = || self.line.page.lexicon.first_cue(name.of(text), Family::People) == Some(Cue::Plural);
        let many = self.pieces.iter().filter(|p| name.contains(p.span)).count() < 2 && some();
        if counted
            || many
            || self.is_cause(name, span)
            || self.tells_which(name, span)
            || self.remarks.iter().any(denied)
        {
            return;
        }
        let figure = self.figures.iter().find(|f| f.indicator_span == name);
        let indicator = figure.map_or_else(|| super::figures::state::tidy(name.of(text)), |f| f.indicator.clone());
        if self.is_no_name(name, &indicator) {
            return;
        }
        if indicator.is_empty() || out.iter().any(|v| v.indicator_span == name && v.says == says) {
            return;
        }
        out.push(Verdict { indicator, indicator_span: name, says, span, sentence: self.line.sentence.span });
    }

    /// *Số công trình chậm tiến độ giảm 15%*: whether a remark is part of the name of a count, and tells which ones are counted.
    fn tells_which(&self, name: Span, remark: Span) -> bool {
        let counts = |f: &Figure| {
            let first = self.pieces.iter().find(|p| p.span.start == f.indicator_span.start);
            first.is_some_and(|p| head::head_cue(self.line, p.start, p.end) == Some(Cue::CountWord))
        };
        let holds = |f: &&Figure| f.indicator_span.contains(name) && f.indicator_span.contains(remark);
        self.figures.iter().filter(holds).any(counts)
    }

    /// Whether words start with a person (*Chủ tịch UBND xã cũng …*) or what one does (*phê bình …*), or only open a paragraph (*dịp này*).
    fn is_no_name(&self, name: Span, indicator: &str) -> bool {
        let page = self.line.page;
        let first = |m: &Match| name.covers(m.span.start) && indicator.starts_with(m.span.of(page.text));
        let called = |m: &Match| match page.meaning(m) {
            Some((Cue::Office, _) | (Cue::Says, Gives::Act(Act::Assesses))) => true,
            // *Tân Phước*: words before an office alone are part of names.
            Some((Cue::Honorific, gives)) => !matches!(gives, Gives::Name(name) if name == "before_office"),
            _ => false,
        };
        let opens = |m: &Match| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Opener);
        let mut people = page.matches(self.line.sentence, Family::People).iter();
        let mut layout = page.matches(self.line.sentence, Family::Layout).iter();
        let time = |r: &Remark| {
            self.is_rule(r, "verdict.time") && first(&r.found)
                || self.is_rule(r, "verdict.pronoun") && r.found.span.start == name.start
        };
        self.remarks.iter().any(time)
            || people.any(|m| first(m) && called(m))
            || layout.any(|m| m.span.start <= name.start && name.end <= m.span.end && opens(m))
    }

    /// The indicators before the remark: the phrase right before it, or all members of a list whose last it is.
    fn subjects(&self, at: usize, verb: usize) -> Vec<Span> {
        let start = self.after_place(self.start_of(at), verb);
        let own = self.own_subject(at).or_else(|| self.pace(at)).or_else(|| self.missed_by(at, start, verb));
        if let Some(own) = own {
            return vec![own];
        }
        // *Có 2 khu du lịch chậm tiến độ là A và B*: so many of them, by name where they are named.
        let before = phrase::whole_before(self.line, self.pieces, start, verb)
            .and_then(|name| self.pieces.iter().position(|p| p.span.start >= name.start))
            .and_then(|first| self.pieces.get(first.checked_sub(1)?)?.amount());
        let counted = before.is_some_and(|a| matches!(a.measure, Measure::Counted | Measure::Noun));
        // *đạt 93% dân số, chưa đạt mục tiêu*: what a number is of is not what is judged.
        let parted = verb.checked_sub(1).and_then(|i| self.pieces.get(i)).is_some_and(|p| p.is_mark(','));
        // *đạt 5,9%, xếp thứ 7/14 tỉnh trong vùng, chưa đạt kịch bản*: nor is what a rank is among, whatever joins the two.
        let joins = |p: &Piece| matches!(p.cue(), Some(Cue::Joins | Cue::Turns));
        let joined = verb.checked_sub(1).and_then(|i| self.pieces.get(i)).is_some_and(joins);
        if (parted && before.is_some_and(|a| a.is_percent() || counted)
            || (parted || joined) && self.is_behind_rank(verb))
            && let Some(measured) = self.figure_before(verb)
        {
            return vec![measured];
        }
        // *3 chỉ tiêu khó hoàn thành*: a count of what is missed, no indicator.
        let count = verb.checked_sub(1).and_then(|i| self.pieces.get(i)).is_some_and(|p| p.amount().is_some());
        if counted || count {
            return self.work_on(start, verb).map_or_else(|| self.counted(at, verb, counted), |work| vec![work]);
        }
        // *Các chương trình chưa rõ kết quả, có chương trình chậm tiến độ*: said of some of the sentence's subject.
        if let Some(comma) = self.before_some(start, verb) {
            let judged =
                self.line.page.matches(self.line.sentence, Family::Tone).iter().map(|m| self.piece_of(m.start));
            let end = judged.filter(|&p| p > start + 1).min().map_or(comma, |p| p.min(comma));
            return phrase::whole_before(self.line, self.pieces, start, end).into_iter().collect();
        }
        if let Some(own) = self.target_of(start, verb) {
            return vec![own];
        }
        let names = phrase::list(self.line, self.pieces, start, verb);
        let whole = phrase::whole_before(self.line, self.pieces, start, verb);
        // *thấp hơn so với các nước và thấp hơn chỉ tiêu*: what is compared with is not what is judged.
        if whole.is_some_and(|name| self.is_compared_with(name)) {
            return phrase::subject(self.line, self.pieces).into_iter().collect();
        }
        let rated = self.rated(start, verb);
        match whole {
            Some(_) if rated.len() > 1 => rated,
            Some(name) if names.len() < 2 => vec![name],
            // *giải phóng mặt bằng ở huyện Đông Sa và thành phố Hòa An còn chậm*: where it is.
            Some(_) if self.are_only_places(&names) => {
                names.first().zip(names.last()).map(|(a, b)| a.join(*b)).into_iter().collect()
            }
            Some(name) if self.is_one_organ(&names) => vec![name],
            Some(_) if self.is_list(start, verb) => self.of_pace(names),
            Some(name) => self.parted_by_commas(name, names, verb),
            // *đạt 21,7% kế hoạch, thấp hơn tiến độ đề ra*: said of what the figure before it measures.
            // *đã thu được kết quả, tuy nhiên, vẫn chưa đáp ứng yêu cầu*: said of the sentence's subject.
            None => match self.figure_before(verb).or_else(|| self.subject_before(verb)) {
                Some(name) => vec![name],
                None => self.named_behind(at),
            },
        }
    }

    /// *3 chỉ tiêu khó hoàn thành là A và B*: those that a count of what is missed names behind the remark.
    fn counted(&self, at: usize, verb: usize, nouns: bool) -> Vec<Span> {
        let end = self.remarks.get(at).map_or(verb, |r| self.piece_of(r.found.end.saturating_sub(1)) + 1);
        // *2 chỉ tiêu chưa đạt kế hoạch năm là …*
        let set = |i: &usize| {
            let cue = self.pieces.get(*i).and_then(Piece::cue);
            matches!(cue, Some(Cue::Plan | Cue::Target | Cue::Horizon | Cue::Period))
        };
        let end = end + (end..self.pieces.len()).take_while(set).count();
        let told = self.with_rates(end);
        let named = nouns && self.pieces.get(end).is_some_and(|p| p.cue() == Some(Cue::Copula));
        if told.is_empty() && named {
            return self.members(self.pieces.get(end).map_or(0, |p| p.start));
        }
        told
    }

    /// *Đến nay chưa đạt tiến độ là thu hút dự án*: what is named behind the remark.
    fn named_behind(&self, at: usize) -> Vec<Span> {
        let end = self.remarks.get(at).map_or(0, |r| self.piece_of(r.found.end.saturating_sub(1)) + 1);
        let named = self.pieces.get(end).filter(|p| p.cue() == Some(Cue::Copula));
        named.map(|p| self.members(p.start)).unwrap_or_default()
    }

    /// *Trong chương trình X, Y không hoàn thành*: the piece behind the place and its comma, where a name stands behind it.
    fn after_place(&self, start: usize, verb: usize) -> usize {
        let place = self.pieces.get(start).is_some_and(|p| p.cue() == Some(Cue::Preposition));
        let comma = (start..verb).find(|&i| self.pieces.get(i).is_some_and(|p| p.is_mark(',')));
        let named = |&comma: &usize| phrase::whole_before(self.line, self.pieces, comma + 1, verb).is_some();
        comma.filter(|_| place).filter(named).map_or(start, |comma| comma + 1)
    }

    /// *chỉ tiêu về di dời nhà trên và ven kênh khó hoàn thành*: what the target is about, as a whole.
    fn target_of(&self, start: usize, verb: usize) -> Option<Span> {
        let cue = |i: usize| self.pieces.get(i).and_then(Piece::cue);
        let about = (start + 1..verb).rev().find(|&i| cue(i) == Some(Cue::Topic) && cue(i - 1) == Some(Cue::Plan))?;
        let comma = (about..verb).any(|i| self.pieces.get(i).is_some_and(|p| p.is_mark(',')));
        phrase::whole_before(self.line, self.pieces, about + 1, verb).filter(|_| !comma)
    }

    /// Whether *so với* stands right before a name.
    fn is_compared_with(&self, name: Span) -> bool {
        let first = self.pieces.iter().position(|p| p.span.start >= name.start);
        let before = first.and_then(|i| self.pieces.get(i.checked_sub(1)?)).and_then(Piece::cue);
        matches!(before, Some(Cue::Versus | Cue::Than))
    }

    /// Where the clause of a remark starts: after the remark before it, or a stop.
    fn start_of(&self, at: usize) -> usize {
        let Some(remark) = self.remarks.get(at) else { return 0 };
        let verb = self.piece_of(remark.found.start);
        let before = self
            .remarks
            .iter()
            .take(at)
            .rev()
            .find(|r| r.cue == Cue::Verdict)
            .map_or(0, |r| self.piece_of(r.found.end));
        let mut depth = 0usize;
        let stop = (before..verb)
            .rev()
            .find(|&i| {
                // What stands in a bracket parts nothing outside it.
                depth = match self.pieces.get(i).map(|p| &p.what) {
                    Some(What::Mark(')')) => depth + 1,
                    Some(What::Mark('(')) => depth.saturating_sub(1),
                    _ => depth,
                };
                let parts = |p: &Piece| matches!(p.what, What::Mark(';' | ':')) || p.cue() == Some(Cue::Quotes);
                depth == 0 && self.pieces.get(i).is_some_and(parts)
            })
            .map_or(before, |i| i + 1);
        stop.max(before)
    }
}
