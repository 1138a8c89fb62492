//! Who did it: whether the words before a count tell who acts, or a field, and name no indicator.

use super::after;
use super::amount::{Amount, Measure};
use super::clause::Clause;
use super::fact::{AVERAGE, Fact};
use super::kinds;
use super::pieces::{Piece, What};
use super::state::State;
use crate::model::figure::Polarity;
use crate::rules::{Cue, Family, Match};
use crate::text::Span;

/// The rule of a word before a verb of what was done.
pub(super) const DONE: &str = "structure.done";

/// The rule of a word before a verb of what is so by now.
pub(super) const NOW: &str = "structure.now";

/// The rule of nouns of indicators that may also be who does something.
const ACTS: &str = "indicator.acts";

/// Tokens of the one who orders before the order (*đồng chí giao*).
const ADDRESSED: usize = 2;

/// The rule of verbs that only tell that something was there.
pub(super) const OCCURS: &str = "verb.occurs";

/// The rule of a word that tells where something is.
pub const AT: &str = "verb.at";

/// Pieces from which on the words before a count are a story and no name.
const LONG: usize = 6;

/// Words without the blanks before them.
fn trimmed(text: &str, words: Span) -> Span {
    let blanks = words.of(text).len() - words.of(text).trim_start().len();
    Span::new(words.start + blanks, words.end)
}

impl Clause<'_, '_> {
    /// Whether a name has more words than what is done and to what.
    pub(super) fn is_long(&self, name: Span) -> bool {
        self.pieces.iter().filter(|p| name.contains(p.span)).count() > LONG
    }

    /// *lực lượng chức năng đã phát hiện, bắt giữ 99 vụ*: whether the verb before a count starts with a word of what was done.
    fn is_verb_of_done(&self, fact: &Fact) -> bool {
        let verb = (fact.left..fact.at).filter_map(|i| self.piece(i)).find(|p| p.cue() == Some(Cue::Brings));
        let first = verb.map(|p| self.line.page.find(self.line.sentence, p.start..p.start + 1, Family::Figures));
        let rule = first.as_ref().and_then(|found| found.first()).and_then(|m| self.line.page.lexicon.rule(m.rule));
        rule.is_some_and(|rule| rule.id == DONE)
    }

    /// Whether a name is only a place or a body that reports (*huyện*, *toàn tỉnh*).
    pub(super) fn is_place(&self, name: Span) -> bool {
        let mut inside = self.pieces.iter().filter(|p| name.contains(p.span));
        inside.by_ref().take(2).all(|p| matches!(p.cue(), Some(Cue::Scope | Cue::Counted))) && inside.next().is_none()
    }

    /// *huyện Hòa An đạt 19 tiêu chí nông thôn mới*: whether a name is a place with its proper name.
    pub(super) fn is_named_place(&self, name: Span) -> bool {
        let level = || self.line.page.lexicon.first_cue(self.text(name), Family::People) == Some(Cue::Level);
        let mut rest = self.pieces.iter().filter(|p| name.contains(p.span)).skip(1).peekable();
        rest.peek().is_some() && rest.all(|p| self.text(p.span).starts_with(char::is_uppercase)) && level()
    }

    /// *TP.HCM đã cấp phép cho 34 dự án*: whether all words of a name are written as those of a proper one.
    pub(super) fn is_proper(&self, name: Span) -> bool {
        let word = |p: &&Piece| name.contains(p.span) && p.what == What::Word;
        let capital = |p: &Piece| self.text(p.span).starts_with(char::is_uppercase);
        let mut words = self.pieces.iter().filter(word).peekable();
        words.peek().is_some() && words.all(capital)
    }

    /// The indicator behind a number, where the words before it are an aim, a place, or who did it: what is counted and what
    /// follows up to `end` (`after`), or that without the unit (`noun`).
    pub(super) fn named_behind(
        &self,
        before: Span,
        fact: &Fact,
        amount: &Amount,
        end: usize,
        [after, noun]: [Option<Span>; 2],
    ) -> Option<Span> {
        let counts = self.tells_how_many(amount);
        // *Giảm nghèo: Đầu năm, toàn tỉnh còn 11.276 hộ nghèo*: a field, and what is known by itself.
        let known = |after: &Span| self.line.page.lexicon.own_polarity(self.text(*after)).is_some();
        if counts && self.is_headed(before, fact) && after.as_ref().is_some_and(known) {
            return after;
        }
        // *đã khám bệnh cho 1.842.316 lượt người*: what was done, where those it was done for have no name.
        let nobody = end == fact.right && self.names_nothing(amount) && self.follows_preposition(fact);
        if counts && nobody && !self.is_actor(before) && !self.is_place(before) {
            return None;
        }
        // *Hộ nghèo: 1.200 hộ*, *Trường đạt chuẩn quốc gia: 34/41 trường*: what is counted stands before it already.
        let own = || self.text(before).to_lowercase().starts_with(&amount.base.to_lowercase());
        if counts && self.is_field(before, fact) && own() {
            return None;
        }
        // *đề nghị các ngân hàng rà soát lại 112 hồ sơ*: who has to do something is no indicator.
        let acts = |name: Span| self.follows_order(name) || self.is_no_subject(name, amount);
        if counts && !fact.bracket && after.is_some() && acts(before) {
            return after;
        }
        // *thảo luận các giải pháp để hoàn thành 21 chỉ tiêu*: what stands before the aim is no indicator.
        let aim = fact.verb == Some(Cue::Equates) && self.is_aim(fact);
        let named = || end > fact.right && fact.verb == Some(Cue::Equates) && self.is_named_place(before);
        let aimed = counts && !fact.bracket && (aim || self.is_place(before) || named()) && !own();
        // *các địa phương trên cả nước gieo trồng được 863 nghìn ha ngô*
        let many = || self.line.page.lexicon.first_cue(self.text(before), Family::People) == Some(Cue::Plural);
        let grown = amount.measure == Measure::Unit && fact.verb == Some(Cue::Equates) && end > fact.right && many();
        after
            .filter(|_| aimed)
            .or_else(|| noun.filter(|_| grown && !self.is_head(before) && !self.is_count(before)))
            .or_else(|| after.filter(|_| !fact.bracket && self.is_done_by(before, fact, amount, end)))
    }

    /// *Công an tỉnh phát hiện 96 vụ*, *Trong công tác phòng chống tội phạm, đã xảy ra 12 vụ*: whether the words before a count only
    /// tell who did it, or a field, so that the words behind the number, up to `end`, are the indicator.
    ///
    /// They do where an organ opens them, where a comma or a joining word parts them from the verb, and, where no indicator's own
    /// noun opens them, where they tell what was done or what it comes with.
    fn is_done_by(&self, before: Span, fact: &Fact, amount: &Amount, end: usize) -> bool {
        let counts = self.tells_how_many(amount);
        let goes_on = end > fact.right;
        // *thành lập đảng bộ với 58 tổ chức cơ sở đảng*: the noun says itself what is counted.
        let with = (goes_on || counts && !self.names_nothing(amount)) && self.comes_with(fact);
        let brought = fact.verb == Some(Cue::Brings);
        // *Về điều chỉnh vốn, có 907 lượt dự án đăng ký*
        let measured = with || brought && self.parted_from(before, fact);
        if !(counts || amount.measure == Measure::Unit && end > fact.right + 1 && measured) {
            return false;
        }
        let acts = match fact.verb {
            None | Some(Cue::Brings) => true,
            // *ngành y tế hoàn thành 3/3 chỉ tiêu*
            Some(Cue::Equates) => amount.of.is_some() || goes_on,
            _ => false,
        };
        let parted = brought && (self.parted_from(before, fact) || self.ends_with_verb(before));
        let done = match fact.verb {
            Some(Cue::Brings) => {
                let verb = self.is_verb_of_done(fact) && (goes_on || self.is_long(before));
                let proper = self.is_proper(before) && !self.is_where_it_was(before, fact, amount);
                // *Các cấp ủy đã tiến hành kiểm tra 36 tổ chức đảng*
                proper || verb || self.tells_done(before)
            }
            // *huyện hiện quản lý 1.200 người nghiện*
            None if self.tells_now(before) => true,
            None | Some(Cue::Equates) => self.tells_done(before) || self.follows_done(before) && !self.is_head(before),
            _ => false,
        };
        acts && self.is_actor(before) || parted || (done || with) && !self.names_indicator(before, brought || with)
    }

    /// *Đường bộ xảy ra 305 vụ*: whether words in small letters behind the first tell where cases were, of which nothing else tells what they
    /// are.
    fn is_where_it_was(&self, before: Span, fact: &Fact, amount: &Amount) -> bool {
        let small = self.text(before).split(' ').any(|word| word.starts_with(char::is_lowercase));
        small && self.occurs_before(fact) && self.is_counter(amount)
    }

    /// *xảy ra 58 vụ*: whether the verb before a number only tells that there are so many.
    pub(super) fn occurs_before(&self, fact: &Fact) -> bool {
        (fact.left..fact.at).any(|i| self.only_occurs(i))
    }

    /// Whether a verb only tells that something was there, or where.
    pub(super) fn only_occurs(&self, at: usize) -> bool {
        self.ruled(at, OCCURS) || self.ruled(at, AT)
    }

    /// Whether an order stands right before words, or opens them.
    fn follows_order(&self, name: Span) -> bool {
        let (page, sentence) = (self.line.page, self.line.sentence);
        let asks = |m: &&Match| page.is_order(m) && m.span.start < name.end;
        let mut orders = page.matches(sentence, Family::People).iter().filter(asks).peekable();
        if orders.peek().is_none() {
            return false;
        }
        let first = self.piece(self.first_of(name)).map_or(0, |p| p.start);
        let who = page.lexicon.first_cue(self.text(name), Family::People);
        let person = matches!(who, Some(Cue::Honorific | Cue::Office | Cue::Level | Cue::Organ | Cue::Body));
        let behind = |m: &Match| (first..=first + ADDRESSED).contains(&m.start) && m.span.end <= name.end;
        // *Giao Sở Xây dựng khởi công 3 khu tái định cư*
        let whom = |m: &Match| {
            let rest = Span::new(m.span.end.max(name.start), name.end);
            m.start == first && m.span.end < name.end && self.is_actor(trimmed(page.text, rest))
        };
        orders.any(|m| m.end == first || person && behind(m) || whom(m))
    }

    /// Whether a name opens with one who is ordered to do something.
    fn is_ordered(&self, name: Span) -> bool {
        let who = || self.line.page.lexicon.first_cue(self.text(name), Family::People);
        let acts = || matches!(who(), Some(Cue::Organ | Cue::Body | Cue::Level | Cue::Plural | Cue::Office));
        self.follows_order(name) && acts() && !self.names_known(name)
    }

    /// *yêu cầu các ngân hàng giảm lãi suất cho vay 0,5%*: the direction behind one who is ordered, and what has to change.
    pub(super) fn ordered_change(&self, name: Span, fact: &Fact) -> Option<(bool, Span)> {
        let cue = |i: &usize| matches!(self.piece(*i).and_then(Piece::cue), Some(Cue::Up | Cue::Down));
        let at = (self.first_of(name)..fact.left).find(cue).filter(|_| self.is_ordered(name))?;
        let rest = self.piece(at + 1).zip(self.piece(fact.left.checked_sub(1)?)).map(|(a, b)| a.span.join(b.span))?;
        let down = self.piece(at).and_then(Piece::cue) == Some(Cue::Down);
        (at + 1 < fact.left && self.is_head(rest)).then_some((down, rest))
    }

    /// *Yêu cầu UBND huyện thu ngân sách đạt 120 tỷ đồng*: the indicator behind one who is ordered to reach something.
    pub(super) fn ordered(&self, name: Span) -> Option<Span> {
        if !self.is_ordered(name) {
            return None;
        }
        let inside = self.pieces.iter().filter(|p| p.span.start > name.start && p.span.end <= name.end);
        let rest = |p: &Piece| Span::new(p.span.start, name.end);
        let spent = inside.clone().map(rest).find(|rest| kinds::is_disbursement_head(self.line.page, self.text(*rest)));
        let mut words = inside.filter(|p| p.what == What::Word).map(rest);
        spent.or_else(|| words.find(|rest| kinds::is_head(self.line.page, self.text(*rest))))
    }

    /// Whether a word of what was done stands right before words.
    pub(super) fn follows_done(&self, name: Span) -> bool {
        self.first_of(name).checked_sub(1).is_some_and(|at| self.ruled(at, DONE))
    }

    /// Whether *với* brings a number to what stands before it (*bảo đảm an toàn giao thông với 26.215 lượt cán bộ tham gia*).
    fn comes_with(&self, fact: &Fact) -> bool {
        let before_it = |cue: Cue| (fact.left..fact.at).any(|i| self.piece(i).is_some_and(|p| p.cue() == Some(cue)));
        before_it(Cue::With) && !before_it(Cue::Equates)
    }

    /// Whether an indicator's own noun opens words; where they tell who has done something, none that may have (*ngành y tế*).
    fn names_indicator(&self, name: Span, any: bool) -> bool {
        let rules = self.line.page.lexicon.cues(self.text(name), Family::Indicators);
        let acts = rules.first().is_some_and(|rule| rule.id == ACTS);
        self.is_count(name) || kinds::is_head(self.line.page, self.text(name)) && (any || !acts)
    }

    /// Whether a name opens with an organ, which does something and is no indicator (*Công an tỉnh*).
    pub(super) fn is_actor(&self, name: Span) -> bool {
        let who = self.line.page.lexicon.first_cue(self.text(name), Family::People);
        matches!(who, Some(Cue::Organ | Cue::Body)) && !self.is_scheme(name)
    }

    /// *bảo hiểm xã hội tự nguyện 27.272 người*: whether an organ's name without a place or a level is what it is in charge of.
    fn is_scheme(&self, name: Span) -> bool {
        let known = self.line.page.lexicon.own_polarity(self.text(name)) == Some(Polarity::MoreIsBetter);
        let level =
            |m: &Match| name.contains(m.span) && self.line.page.meaning(m).is_some_and(|(c, _)| c == Cue::Level);
        known && !self.line.page.matches(self.line.sentence, Family::People).iter().any(level)
    }

    /// *kiểm tra 82 văn bản của các quận và phát hiện có 31 văn bản sai*: whether a name ends with a verb behind a joining word.
    pub(super) fn ends_with_verb(&self, name: Span) -> bool {
        let last = self.pieces.iter().rposition(|p| name.contains(p.span));
        let joined = |at: usize| self.piece(at).is_some_and(|p| p.cue() == Some(Cue::Joins));
        last.is_some_and(|at| self.piece(at).is_some_and(|p| p.cue() == Some(Cue::Brings)) && at > 0 && joined(at - 1))
    }

    /// *Thanh An đã tuyển chọn và đào tạo*: whether a name tells who has done what.
    pub(super) fn tells_done(&self, name: Span) -> bool {
        let inside = |p: &Piece| name.contains(p.span) && p.span.start > name.start;
        self.pieces.iter().enumerate().any(|(at, p)| inside(p) && self.ruled(at, DONE))
    }

    /// *Hòa An hiện quản lý*: whether a name tells who does what by now.
    fn tells_now(&self, name: Span) -> bool {
        let inside = |p: &Piece| name.contains(p.span) && p.span.start > name.start;
        self.pieces.iter().enumerate().any(|(at, p)| inside(p) && self.ruled(at, NOW))
    }

    /// Whether a comma stands between a name and the verb of a fact.
    pub(super) fn parted_from(&self, name: Span, fact: &Fact) -> bool {
        self.pieces.iter().take(fact.left).any(|p| p.span.start >= name.end && p.is_mark(','))
    }

    /// Whether a piece is a verb that tells more than that something is.
    pub(super) fn tells_what_was_done(&self, at: usize) -> bool {
        self.piece(at).is_some_and(|p| p.cue() == Some(Cue::Brings)) && !self.only_occurs(at)
    }

    /// *kiến nghị khởi tố 133 vụ*: what was done, and to what, where only a word that counts stands behind the number.
    pub(super) fn done_to(&self, fact: &Fact, amount: &Amount) -> Option<Span> {
        let hedge = |p: &Piece| matches!(p.cue(), Some(Cue::Bound | Cue::Estimate | Cue::Equates | Cue::Preposition));
        let end = (self.start..fact.at).rev().find(|&i| self.piece(i).is_some_and(|p| !hedge(p)))? + 1;
        let act = |&i: &usize| self.piece(i).is_some_and(|p| p.what == What::Word) || self.tells_what_was_done(i);
        let first = (self.start..end).rev().take_while(act).last()?;
        let start = self.piece(first)?.span.start;
        // *Công an huyện khởi tố 18 vụ*
        let actor = self.is_actor(Span::new(start, amount.span.start));
        let verb = (first..end).find(|&i| actor && self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Brings)));
        let start = verb.and_then(|i| self.piece(i)).map_or(start, |p| p.span.start);
        (end - first <= LONG).then(|| Span::new(start, amount.span.end))
    }

    /// *…được nâng lên, toàn huyện huy động trên 2.170 tỷ đồng*: whether the verb before a sum of money names what it is.
    pub(super) fn pays(&self, verb: &Piece, before: Span, fact: &Fact, amount: &Amount) -> bool {
        let money = amount.measure == Measure::Money && !fact.bracket;
        money && verb.end > verb.start + 1 && self.parted_from(before, fact)
    }

    /// *tuyên dương 36 học sinh*: whether no indicator stands before a count, so that what is counted is part of the name.
    pub(super) fn is_bare_count(&self, before: Span, fact: &Fact, amount: &Amount) -> bool {
        let named = self.is_head(before) || self.is_count(before) || self.is_actor(before);
        fact.verb.is_none() && !fact.bracket && !named && !self.names_nothing(amount) && !self.parted_from(before, fact)
    }

    /// *Toàn ngành thu được 401,2 tỷ đồng*: the verb before a sum that is an indicator's noun too, where nothing else tells what the sum is.
    pub(super) fn taken_in(&self, fact: &Fact, amount: &Amount) -> Option<Span> {
        let money = amount.measure == Measure::Money && self.current.is_none() && !fact.bracket;
        let verb = (fact.left..fact.at).filter_map(|i| self.piece(i)).find(|p| p.cue() == Some(Cue::Equates));
        verb.map(|p| p.span).filter(|verb| money && self.is_head(*verb))
    }

    /// *Đã trồng mới 320 ha*: the verb before a measure that nothing else names.
    pub(super) fn measured_out(&self, fact: &Fact, amount: &Amount) -> Option<Span> {
        let measured = amount.measure == Measure::Unit && !fact.bracket && self.current.is_none();
        let verb = (fact.left..fact.at).find(|&i| measured && self.tells_what_was_done(i))?;
        let verb = self.piece(verb)?.span;
        // *đã trồng*: done.
        let done =
            |word: &str| self.line.page.lexicon.cues(word, Family::Figures).first().is_some_and(|r| r.id == DONE);
        let first = self.text(verb).split_once(' ').map(|(first, _)| first).filter(|first| done(first));
        Some(Span::new(verb.start + first.map_or(0, |first| first.len() + 1), verb.end))
    }

    /// *thanh tra 25.820 cuộc, kiến nghị xử lý 17.364 tỷ đồng*: what was done with a sum behind a count, which is no sum.
    pub(super) fn done_with(&self, state: &State<'_>, fact: &Fact, amount: &Amount) -> Option<Span> {
        let current = self.current.and_then(|c| state.figures.get(c)).and_then(|f| f.value.as_ref());
        let counted = current.is_some_and(|v| kinds::is_counted(state.page, &v.unit));
        let sum = amount.measure == Measure::Money && !fact.bracket && counted && fact.left > self.start;
        let word =
            |p: &Piece| p.what == What::Word || matches!(p.cue(), Some(Cue::Brings | Cue::Quotes | Cue::Equates));
        let end = fact.at.min(self.pieces.len());
        let words = (self.start..end).rev().take_while(|&i| self.piece(i).is_some_and(word)).last().filter(|_| sum)?;
        let name = self.piece(words).zip(self.piece(end - 1)).map(|(a, b)| a.span.join(b.span))?;
        let parted = words.checked_sub(1).and_then(|i| self.piece(i)).is_some_and(|p| p.is_mark(',') || p.is_mark(';'));
        (parted && self.text(name).contains(' ')).then_some(name)
    }

    /// *khởi tố 18 vụ tại cảng biển, tăng 4%*: whether words right behind a count only tell where it was.
    pub(super) fn is_where(&self, first: usize) -> bool {
        let counted = first.checked_sub(1).and_then(|i| self.piece(i)).is_some_and(|p| p.amount().is_some());
        counted && self.piece(first).is_some_and(|p| p.cue() == Some(Cue::Brings))
    }

    /// Whether a colon stands behind a name and before a fact.
    pub(super) fn is_field(&self, before: Span, fact: &Fact) -> bool {
        self.pieces.iter().take(fact.at).any(|p| p.is_mark(':') && p.span.start >= before.end)
    }

    /// Whether a colon, and a place or a time behind it, stand between words and a fact.
    pub(super) fn is_headed(&self, before: Span, fact: &Fact) -> bool {
        let from = self.pieces.partition_point(|p| p.span.start < before.end);
        let between = self.pieces.get(from..fact.left).unwrap_or_default();
        let who = |p: &Piece| matches!(p.cue(), Some(Cue::Scope | Cue::Period));
        between.first().is_some_and(|p| p.is_mark(':')) && between.iter().any(who)
    }

    /// *gieo trồng được 2.998 nghìn ha lúa*: whether words without an indicator's noun stand right before a verb of one syllable, so that
    /// they tell what was done.
    pub(super) fn is_done(&self, before: Span) -> bool {
        let verb = self.pieces.iter().find(|p| p.span.start >= before.end);
        !self.names_known(before) && verb.is_some_and(|p| p.cue() == Some(Cue::Equates) && p.end == p.start + 1)
    }

    /// *Tỉnh đã dành 199 tỷ đồng để trả nợ trong nước*: what money was spent on, and the piece after it, where the words before the sum
    /// only tell who has spent it.
    pub(super) fn spent_on(&self, before: Span, fact: &Fact, amount: &Amount) -> Option<(Span, usize)> {
        let money = amount.measure == Measure::Money && fact.verb.is_none() && !fact.bracket;
        let mut words = self.pieces.iter().enumerate().filter(|(_, p)| before.contains(p.span));
        let who = self.follows_done(before) || words.any(|(at, _)| self.ruled(at, DONE));
        let aim = self.piece(fact.right).is_some_and(|p| p.cue() == Some(Cue::Lead));
        if !(money && who) || self.names_known(before) {
            return None;
        }
        // *Đối với nợ nước ngoài, tỉnh đã trả 52 tỷ đồng*
        if !aim {
            return self.topic().filter(|_| self.current.is_none()).map(|topic| (topic, fact.right));
        }
        let end = after::after(self.pieces, fact.right + 1, false);
        let words = self.piece(fact.right + 1).zip(self.piece(end.saturating_sub(1)));
        words.filter(|_| end > fact.right + 1).map(|(a, b)| (a.span.join(b.span), end))
    }

    /// *điều tra khám phá 597 vụ*: all that was done, where the words before the verb are no indicator.
    pub(super) fn acted_on(&self, before: Span, fact: &Fact, amount: &Amount) -> Option<Span> {
        let acts = fact.verb == Some(Cue::Brings) && self.is_counter(amount) && !self.names_known(before);
        if acts { self.done_to(fact, amount) } else { None }
    }

    /// Whether a verb that brings something only tells what for (*để hình thành 2 nhà máy*).
    pub(super) fn is_aim(&self, fact: &Fact) -> bool {
        // *dân số trung bình: 27.038 người*: an average is no aim.
        let lead = fact.left.checked_sub(1).filter(|&at| !self.ruled(at, AVERAGE)).and_then(|i| self.piece(i));
        lead.is_some_and(|p| p.cue() == Some(Cue::Lead))
    }
}
