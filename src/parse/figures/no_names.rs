//! Words before a fact that are no name: verbs alone, in what respect something changed, what only goes on a count.

use super::actors::DONE;
use super::amount::{Amount, Measure};
use super::clause::Clause;
use super::fact::{Fact, Says};
use super::head;
use super::opening::THEN;
use super::phrase;
use super::pieces::{Piece, What};
use super::shares;
use crate::rules::{Cue, Family, Match};
use crate::text::Span;

/// The rule of words for what came of a plan.
pub(super) const CARRIED_OUT: &str = "word.carried_out";

/// The rule of verbs of what was done.
const BRINGS: &str = "verb.brings";

/// The rule of verbs that only tell that something is done.
const DOES: &str = "word.does";

/// The rule of nouns that only say that something is a rate.
const RATED: &str = "indicator.rate";

/// The rule of a word that tells why.
const CAUSE: &str = "structure.cause";

/// The rule of words for how little was done so far.
const BARELY: &str = "task.barely";

/// The rule of words before what is not counted.
const LEFT_OUT: &str = "structure.left_out";

/// Words of a noun that alone tells a rate.
const RATE: usize = 2;

impl Clause<'_, '_> {
    /// *nếu giữ được nhịp này thì cả năm có thể thu 14.700 tỷ đồng*: whether a name is what the fact depends on.
    fn is_condition(&self, name: Span, fact: &Fact) -> bool {
        let before = self.first_of(name).checked_sub(1).and_then(|i| self.piece(i)).and_then(Piece::cue);
        before == Some(Cue::Target) && (self.first_of(name)..fact.at).any(|i| self.ruled(i, THEN))
    }

    /// Whether the words right before a fact name no indicator.
    pub(super) fn is_no_name(&self, name: Span, fact: &Fact) -> bool {
        self.is_all_verbs(name) && !self.is_deed_told_of(name, fact)
            || self.is_tail(name, fact)
            || self.is_rated(fact)
                && self.pieces.iter().any(|p| p.span == name || p.span.start == name.start)
                && self.text(name).split(' ').count() <= RATE
            || self.is_judgement(name)
            || self.is_verb_of_share(name)
            || self.is_predicate(name)
            || self.is_carried_out(name)
            || self.is_left_out(name)
            || self.is_aspect(name, fact)
            || self.is_verb_of_change(name, fact)
            || self.is_noun_besides(name, fact)
            || self.is_cause(name, fact)
            || self.is_degree(name)
            || self.is_speech(name)
            || self.is_condition(name, fact)
            || self.is_compared_with(name, fact)
            || self.is_joined_to_promise(name)
            // *Tại các kỳ thi quốc tế, 7 đoàn …*
            || self.only_occurs(self.first_of(name)) && self.parted_from(name, fact)
    }

    /// *nhận trách nhiệm và cam kết hoàn thành thêm 2.300 căn*: whether what is promised is only joined to a name.
    fn is_joined_to_promise(&self, name: Span) -> bool {
        let behind = self.pieces.partition_point(|p| p.span.start < name.end);
        let cue = |at: usize| self.piece(at).and_then(Piece::cue);
        cue(behind) == Some(Cue::Joins) && cue(behind + 1) == Some(Cue::Target)
    }

    /// *…, so với lúc đỉnh điểm đã giảm 105 tỷ đồng*: whether a name only tells what the change of the current figure is compared with.
    fn is_compared_with(&self, name: Span, fact: &Fact) -> bool {
        // *so với 5 ngày đầu kỳ nghỉ Tết giảm 58 vụ*: behind a time, or what is none.
        let time = |p: &&Piece| matches!(p.cue(), Some(Cue::NoFigure | Cue::Period));
        let mut before = self.pieces.get(..self.first_of(name)).unwrap_or_default().iter().rev().skip_while(time);
        let versus = before.next().is_some_and(|p| p.cue() == Some(Cue::Versus));
        versus && self.current.is_some() && matches!(fact.says, Says::Change { .. })
    }

    /// *tăng 331 tỷ đồng so với đầu năm, tỷ lệ tăng đạt 9,9%*: whether only a rate's own noun stands before the percentage of the change
    /// before it.
    pub(super) fn is_rated(&self, fact: &Fact) -> bool {
        // *hộ cận nghèo giảm 80 hộ; tỷ lệ 2,1%*: behind a semicolon a rate is its own.
        let parted = (self.start..fact.left).any(|i| self.piece(i).is_some_and(|p| p.is_mark(';')));
        // *giải quyết xong 1.205 việc (tỷ lệ 48,5% so với chỉ tiêu)*
        let aside = self.bracket.is_some_and(|b| b.open < fact.left) && self.last == Some(Says::Value);
        if parted || !aside && !matches!(self.last, Some(Says::Change { .. })) {
            return false;
        }
        let plain = |p: &&Piece| !matches!(p.what, What::Mark(_) | What::Cue(Cue::Up | Cue::Down, _));
        let words = (self.start..fact.left).filter_map(|i| self.piece(i)).filter(plain);
        let noun = words.map(|p| self.text(p.span)).take(RATE + 1).collect::<Vec<_>>();
        // *Diện tích tăng 5%, hộ nghèo giảm 1%*: one with a name of its own goes on nothing.
        let rate =
            |words: &str| self.line.page.lexicon.cues(words, Family::Indicators).first().is_some_and(|r| r.id == RATED);
        (1..=RATE).contains(&noun.len()) && rate(&noun.join(" "))
    }

    /// *5.451 lượt góp vốn của nhà đầu tư nước ngoài, giảm 27,4%*: whether words only go on over a preposition with what was counted, up
    /// to the comma before the fact.
    fn is_tail(&self, name: Span, fact: &Fact) -> bool {
        let mark = |i: usize| self.piece(i).is_some_and(|p| matches!(p.what, What::Mark(_)));
        let goes_on = self.piece(self.start).is_some_and(|p| p.cue() == Some(Cue::Preposition));
        let first = self.first_of(name);
        let comma = fact.left.checked_sub(1).is_some_and(|i| self.piece(i).is_some_and(|p| p.is_mark(',')));
        goes_on && self.last == Some(Says::Value) && comma && first > self.start && !(self.start..first).any(mark)
    }

    /// *tăng 41% về lượng và trị giá giảm 8,6%*: the piece behind the respect of the change before and its joining word, where words
    /// with a verb of their own stand there.
    pub(super) fn after_respect(&self, start: usize, end: usize) -> usize {
        let topic = self.piece(start).is_some_and(|p| p.cue() == Some(Cue::Topic));
        let changed = matches!(self.last, Some(Says::Change { .. } | Says::Ratio | Says::Factor(_)));
        let marked = end.checked_sub(1).and_then(|i| self.piece(i)).is_none_or(|p| matches!(p.what, What::Mark(_)));
        let joins = (start + 2..end).rev().find(|&i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Joins)));
        let named = |&at: &usize| self.piece(at + 1).is_some_and(|p| p.what == What::Word) && at + 1 < end;
        joins.filter(|_| topic && changed && !marked).filter(named).map_or(start, |at| at + 1)
    }

    /// *tăng 6,1%, chưa đạt mục tiêu tăng 7%*: whether a name is but the first word of the text's own verdict.
    fn is_judgement(&self, name: Span) -> bool {
        let verdicts = self.line.page.matches(self.line.sentence, Family::Verdicts);
        verdicts.iter().any(|m| m.span.start == name.start && name.end < m.span.end)
    }

    /// *chiếm tỷ trọng thấp nên chỉ đóng góp 0,4 điểm phần trăm*: whether a name is a clause of its own about what was told before.
    fn is_verb_of_share(&self, name: Span) -> bool {
        let noun = |p: &Piece| head::head_cue(self.line, p.start, p.end) == Some(Cue::Rate);
        let verb = |p: &Piece| p.span.start == name.start && p.cue() == Some(Cue::Share) && !noun(p);
        self.current.is_some() && self.piece(self.first_of(name)).is_some_and(verb)
    }

    /// *A tăng 8,2%, cũng là ngành có đóng góp lớn nhất (0,9 điểm phần trăm)*: whether a name only tells what was told before is.
    fn is_predicate(&self, name: Span) -> bool {
        let first = self.first_of(name);
        let cue = |at: usize| self.piece(at).and_then(Piece::cue);
        let copula = first.checked_sub(1).filter(|&at| at > self.start && cue(at) == Some(Cue::Copula));
        let comma = |at: usize| self.piece(at).is_some_and(|p| p.is_mark(','));
        let proper = self.text(name).starts_with(char::is_uppercase);
        let follows =
            copula.is_some_and(|at| comma(at - 1) || cue(at - 1) == Some(Cue::Joins) && comma(at.saturating_sub(2)));
        self.current.is_some() && follows && !proper
    }

    /// *dự toán là 900 tỷ đồng, thực hiện 850 tỷ đồng*: whether a name only says that the number is what came of the one before.
    fn is_carried_out(&self, name: Span) -> bool {
        let set = |p: &Piece| matches!(p.cue(), Some(Cue::Plan | Cue::Target));
        let (page, sentence) = (self.line.page, self.line.sentence);
        let ruled = |rule: u32| page.lexicon.is_rule(rule, CARRIED_OUT);
        self.current.is_some()
            && page.matches(sentence, Family::Figures).iter().any(|m| m.span == name && ruled(m.rule))
            && self.pieces.iter().take(self.first_of(name)).any(set)
    }

    /// *Kiểm tra sau thông quan: thực hiện 28 cuộc*: the field before a colon, where only a verb of doing it stands behind that.
    pub(super) fn field_carried_out(&self, name: Span, start: usize) -> Option<Span> {
        let colon = self.first_of(name).checked_sub(1).filter(|&i| self.piece(i).is_some_and(|p| p.is_mark(':')))?;
        let (page, sentence) = (self.line.page, self.line.sentence);
        let does = |rule: u32| page.lexicon.rule(rule).is_some_and(|rule| rule.id == CARRIED_OUT || rule.id == DOES);
        let found = page.matches(sentence, Family::Figures).iter().any(|m| m.span == name && does(m.rule));
        found.then(|| phrase::before(self.line, self.pieces, start, colon)).flatten()
    }

    /// *trong số 6.191 điều kiện*, *mới cắt giảm được 1.133 điều kiện*: whether the words before a count have no noun.
    pub(super) fn is_no_subject(&self, name: Span, amount: &Amount) -> bool {
        let alone = || self.is_count(name) && !self.text(name).contains(' ');
        alone() || self.is_barely_done(name) && !self.names_nothing(amount)
    }

    /// *mới cắt giảm được 1.133 điều kiện*: whether a name opens its clause with a word that tells how little was done so far.
    fn is_barely_done(&self, name: Span) -> bool {
        let first = self.first_of(name);
        let opens = |p: &Piece| {
            matches!(p.what, What::Mark(_)) || matches!(p.cue(), Some(Cue::Turns | Cue::Joins | Cue::Period))
        };
        let (page, sentence) = (self.line.page, self.line.sentence);
        let barely = self.piece(first).is_some_and(|p| {
            let found = page.matches(sentence, Family::Tone).iter().find(|m| m.start == p.start);
            found.is_some_and(|m| page.lexicon.is_rule(m.rule, BARELY))
        });
        barely && first.checked_sub(1).and_then(|i| self.piece(i)).is_none_or(opens)
    }

    /// *nếu loại trừ tiền sử dụng đất thì đạt 2.610 tỷ đồng*: whether a name is but what is not counted.
    fn is_left_out(&self, name: Span) -> bool {
        self.first_of(name).checked_sub(1).is_some_and(|at| self.ruled(at, LEFT_OUT))
    }

    /// What is not counted in a value, with the words that say so.
    pub(super) fn left_out(&self, fact: &Fact) -> Option<Span> {
        let at = (self.start..fact.left).find(|&at| self.ruled(at, LEFT_OUT))?;
        self.piece(at).zip(self.piece(fact.left - 1)).map(|(first, last)| first.span.join(last.span))
    }

    /// *toàn tỉnh đã xảy ra và phát hiện 318 vụ*: whether a name is but verbs of what was done.
    fn is_all_verbs(&self, name: Span) -> bool {
        let words = self.pieces.iter().skip(self.first_of(name));
        let mut words = words.take_while(|p| name.contains(p.span)).peekable();
        words.peek().is_some_and(|p| p.cue() == Some(Cue::Brings))
            && words.all(|p| matches!(p.cue(), Some(Cue::Brings | Cue::Joins)))
    }

    /// *trong khi huy động chỉ tăng 5,9%*, *kết nạp đạt 78% chỉ tiêu*: whether what is done, told by one verb, is itself what another
    /// verb tells something of.
    fn is_deed_told_of(&self, name: Span, fact: &Fact) -> bool {
        let at = self.first_of(name);
        let Some(piece) = self.piece(at).filter(|p| p.span == name && self.ruled(at, BRINGS)) else { return false };
        // *kết nạp mới được 311 hội viên*: what is counted goes on the name.
        let counts = Amount::is_count;
        let counted = self.piece(fact.at).and_then(Piece::amount).is_some_and(counts);
        let changes = matches!(fact.verb, Some(Cue::Up | Cue::Down)) || fact.verb == Some(Cue::Equates) && !counted;
        let unbroken = (at + 1..fact.left).all(|i| self.piece(i).is_some_and(|p| !matches!(p.what, What::Mark(_))));
        // *đã huy động tăng 5%*: somebody did it.
        let (page, sentence) = (self.line.page, self.line.sentence);
        let tense = page.first(sentence, piece.start..piece.start + 1, Family::Figures);
        let done = tense.and_then(|m| page.lexicon.rule(m.rule)).is_some_and(|rule| rule.id == DONE);
        changes && unbroken && !done
    }

    /// *hoàn thành 412 cuộc thanh tra, kiểm tra, đạt 58,9% kế hoạch*: whether words between two commas, the second right before
    /// the share of a plan, only go on with the noun of the count before them.
    fn is_noun_besides(&self, name: Span, fact: &Fact) -> bool {
        let comma = |at: Option<usize>| at.and_then(|i| self.piece(i)).is_some_and(|p| p.is_mark(','));
        // *…, mua bán ma túy, so với cùng kỳ tăng 93 vụ*
        let basis = |&at: &usize| self.piece(at - 1).is_some_and(|p| p.cue() == Some(Cue::Basis));
        let verb = Some(fact.left).filter(|left| *left > 0).filter(basis).map_or(fact.left, |left| left - 1);
        if !comma(verb.checked_sub(1)) {
            return false;
        }
        let first = self.first_of(name);
        let parted = comma(first.checked_sub(1));
        // *949 người tham gia bảo hiểm xã hội, bảo hiểm y tế, bảo hiểm thất nghiệp, tăng 7%*: the comma before the verb tells that none of
        // them is its subject.
        let noun = |p: &&Piece| {
            matches!(p.what, What::Word | What::Mark(',' | '(' | ')') | What::Amount(_))
                || matches!(p.cue(), Some(Cue::Joins | Cue::Counted | Cue::Preposition | Cue::Brings | Cue::Topic))
        };
        let counted = (0..first.saturating_sub(1)).rev().map_while(|i| self.piece(i)).take_while(noun);
        let counted =
            counted.filter_map(Piece::amount).find(|a| !matches!(a.measure, Measure::Money | Measure::Percent));
        let words = self
            .pieces
            .iter()
            .skip(first)
            .take_while(|p| p.span.end <= name.end)
            .all(|p| p.is_mark(',') || !matches!(p.what, What::Mark(_) | What::Amount(_)));
        // *giải quyết 1.120/1.305 đơn khiếu nại, tố cáo, đạt 85,8%*: the numbers tell whose share it is.
        let percent = self.piece(fact.at).and_then(Piece::amount).filter(|a| a.is_percent()).map(|a| a.value);
        let ratio = counted.zip(percent).is_some_and(|(count, percent)| shares::makes(count.value, count.of, percent));
        let ratio_to = fact.says == Says::Open && fact.verb == Some(Cue::Ratio);
        let told = ratio || ratio_to || matches!(fact.says, Says::Plan { .. } | Says::Change { .. } | Says::Ratio);
        if told && self.is_where(first) {
            return true;
        }
        parted && counted.is_some() && words && told && self.current.is_some()
    }

    /// *nhu cầu là rất lớn, bình quân 350 tỷ đồng mỗi năm*: whether words only tell how much something is so, or that it cannot be.
    fn is_degree(&self, name: Span) -> bool {
        const DEGREE: &str = "word.degree";
        let (page, sentence) = (self.line.page, self.line.sentence);
        let all = page.matches(sentence, Family::Figures);
        let first = all.get(all.partition_point(|m| m.span.start < name.start));
        first.is_some_and(|m| m.span.start == name.start && page.lexicon.is_rule(m.rule, DEGREE))
    }

    /// *giảm 5,1% do thời tiết xấu kéo dài, chỉ đạt 19,7% kế hoạch*: whether words behind a change only tell why, up to the comma before the
    /// fact.
    fn is_cause(&self, name: Span, fact: &Fact) -> bool {
        let why = self.ruled(self.start, CAUSE) && self.first_of(name) == self.start + 1;
        let comma = fact.left.checked_sub(1).and_then(|i| self.piece(i)).is_some_and(|p| p.is_mark(','));
        why && comma && self.current.is_some() && matches!(self.last, Some(Says::Change { .. } | Says::Ratio))
    }

    /// *Giám đốc Công an tỉnh chỉ đạo: quý II kéo giảm ít nhất 5% tội phạm*: whether words up to a colon only tell who speaks.
    fn is_speech(&self, name: Span) -> bool {
        let behind = self.pieces.partition_point(|p| p.span.start < name.end);
        let colon = self.piece(behind).is_some_and(|p| p.is_mark(':'));
        let (page, people) = (self.line.page, self.line.page.matches(self.line.sentence, Family::People));
        let cue = |m: &Match| page.meaning(m).map(|(cue, _)| cue);
        let says = |m: &Match| m.span.end == name.end && cue(m) == Some(Cue::Says);
        colon && people.iter().any(says) && self.opens_with_speaker(name) && !self.is_head(name)
    }

    /// Whether words start as who speaks does: with an office, an organ or a name. *Sản xuất than: 3,2 triệu tấn* ends like a verb of
    /// speaking alone.
    fn opens_with_speaker(&self, words: Span) -> bool {
        let page = self.line.page;
        let speaker = |cue: Cue| {
            matches!(
                cue,
                Cue::Honorific
                    | Cue::Rank
                    | Cue::Office
                    | Cue::StandsFor
                    | Cue::Organ
                    | Cue::Body
                    | Cue::Plural
                    | Cue::Level
            )
        };
        let first = page.matches(self.line.sentence, Family::People).iter().find(|m| m.span.start == words.start);
        let first = first.and_then(|m| page.meaning(m)).is_some_and(|(cue, _)| speaker(cue));
        let capitals = self.text(words).split(' ').take_while(|word| word.starts_with(char::is_uppercase)).count();
        first || capitals > 1
    }

    /// *phát hiện ít hơn 24 vụ*: whether all that stands before an amount's change is a verb.
    fn is_verb_of_change(&self, name: Span, fact: &Fact) -> bool {
        let counted = self.piece(fact.at).and_then(Piece::amount).is_some_and(|a| !a.is_percent());
        let verb = || {
            self.pieces
                .iter()
                .find(|p| p.span.start == name.start)
                .is_some_and(|p| p.span == name && p.cue() == Some(Cue::Brings))
        };
        counted && matches!(fact.verb, Some(Cue::Up | Cue::Down)) && verb()
    }

    /// *tăng 5% về khối lượng và tăng 58% về giá trị*: whether the words behind a change only tell in what it is one.
    fn is_aspect(&self, name: Span, fact: &Fact) -> bool {
        let changed = matches!(self.last, Some(Says::Change { .. } | Says::Ratio | Says::Factor(_)));
        let topic = self.piece(self.start).is_some_and(|p| p.cue() == Some(Cue::Topic));
        let first = self.piece(self.start + 1).is_some_and(|p| p.span.start == name.start);
        let joined = (self.start..fact.at).any(|i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Joins)));
        changed && topic && first && joined && matches!(fact.verb, Some(Cue::Up | Cue::Down) | None)
    }
}
