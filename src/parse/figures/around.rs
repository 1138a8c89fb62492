//! Names of which a part stands behind the number, or far before it.

use super::actors::DONE;
use super::after;
use super::amount::{Amount, Measure};
use super::clause::Clause;
use super::elsewhere::AVERAGE_OF;
use super::fact::{AVERAGE, Fact, Says};
use super::phrase;
use super::pieces::{Piece, What};
use super::state::State;
use super::values::PERSON;
use crate::rules::{Cue, Family};
use crate::text::Span;

/// The rules of units in which land, length and weight are measured.
const MEASURED: [&str; 2] = ["unit.measure", "unit.output"];

impl Clause<'_, '_> {
    /// *lắp 36 camera giám sát*: a name that stands on both sides of the number.
    pub(super) fn name_around(&self, amount: &Amount, around: Span) -> String {
        let noun = if amount.measure == Measure::Unit { None } else { self.noun_start(amount) };
        let noun = noun.unwrap_or(amount.span.end);
        let sides = [Span::new(around.start, self.number_start(amount, around)), Span::new(noun, around.end)];
        let [before, behind] = sides.map(|side| self.text(side).trim());
        let before = self.without_done(before);
        // *vận tải hành khách 2,3 tỷ lượt khách*: told already.
        let told = before.strip_suffix(behind).is_some_and(|rest| rest.ends_with(' '))
            || before.strip_prefix(behind).is_some_and(|rest| rest.starts_with(' '));
        if told { before.to_owned() } else { format!("{before} {behind}") }
    }

    /// *Bình quân tiêu chí đạt 17,6 tiêu chí/xã*: what a rate's unit counts is its name, with a word that leads in.
    pub(super) fn counted_by_rate(&self, name: Span, amount: &Amount) -> Option<Span> {
        let per = amount.base.strip_prefix(self.text(name)).filter(|per| per.starts_with('/'));
        let led = self.first_of(name).checked_sub(1).and_then(|i| self.piece(i));
        let led = led.filter(|p| p.cue() == Some(Cue::Lead));
        per.map(|_| led.map_or(name, |led| led.span.join(name)))
    }

    /// The name of a count behind a field, a colon and a verb: what is counted, with what was done where it is no more than a noun.
    pub(super) fn named_in_field(
        &self,
        fact: &Fact,
        amount: &Amount,
        [field, verb]: [Span; 2],
        after: Option<(Span, bool)>,
    ) -> Option<Span> {
        let (noun, bare) = after?;
        // *Trẻ em: Toàn huyện có 8.240 trẻ em*: that there are so many tells nothing.
        let occurs = self.occurs_before(fact);
        Some(match bare {
            // *Tai nạn giao thông: xảy ra 58 vụ*
            true if occurs && self.names_nothing(amount) => field,
            true if !occurs => verb.join(noun),
            _ => noun,
        })
    }

    /// The name of a count with no words before it: what is counted (`after`), for one of each where it is a `rate`.
    pub(super) fn counted_alone(
        &self,
        state: &State<'_>,
        fact: &Fact,
        amount: &Amount,
        (after, rate): (Span, bool),
    ) -> Option<Span> {
        if !rate {
            return Some(after);
        }
        let average = (self.start..fact.at).any(|i| self.ruled(i, AVERAGE) || self.ruled(i, AVERAGE_OF));
        let again = self.is_rate_again(state, amount) && !average;
        // *bình quân đạt 18,2 tiêu chí/xã*: what there is so much of.
        let noun = self.text(after).find('/').filter(|_| average).map_or(after.end, |at| after.start + at);
        (self.bracket.is_none() && !again).then_some(Span::new(after.start, noun))
    }

    /// *cấp giấy chứng nhận cho 34 dự án*: what is done and for what, where the words before the preposition are no indicator.
    pub(super) fn done_for(&self, name: Span, fact: &Fact, amount: &Amount, end: usize) -> Option<String> {
        let word = fact.left.checked_sub(1).and_then(|i| self.piece(i))?;
        let counts = amount.is_count() && !fact.bracket && word.cue() == Some(Cue::Preposition);
        let nothing = || end == fact.right && self.names_nothing(amount);
        if !counts || nothing() || self.is_head(name) || self.is_count(name) {
            return None;
        }
        let last = end.checked_sub(1).and_then(|i| self.piece(i)).map_or(amount.span.end, |p| p.span.end);
        let noun = Span::new(self.noun_start(amount)?, last.max(amount.span.end));
        Some(format!("{} {} {}", self.text(name), self.text(word.span), self.text(noun)))
    }

    /// *trồng được 1.200 ha rừng*, *khởi công 9 dự án*: what is done and to what, of what is measured out, or counted by a noun alone.
    /// Those that a rate in front of their bracket is of.
    pub(super) fn done_on(&self, state: &State<'_>, fact: &Fact, amount: &Amount, noun: Span) -> Option<String> {
        if fact.bracket {
            return self.counted_of_rate(state, fact, amount, noun);
        }
        let by_measure = self.unit_rule(amount).is_some_and(|rule| MEASURED.contains(&rule.id.as_ref()));
        let counted = amount.measure == Measure::Counted && amount.span.contains(noun);
        let measured = by_measure && noun.end > amount.span.end || counted;
        let verb = (fact.left.saturating_sub(1)..fact.at).find(|&i| measured && self.tells_what_was_done(i));
        let Some(verb) = verb.and_then(|i| self.piece(i)) else {
            return self.done_too(state, fact, noun).filter(|_| counted);
        };
        // *trồng được*: done.
        let verb = self.text(verb.span);
        let done = verb.rsplit_once(' ').filter(|(rest, last)| self.says_done(last) && self.is_act(rest));
        let verb = self.without_done(done.map_or(verb, |(verb, _)| verb));
        let noun = if counted { noun } else { Span::new(amount.span.end.max(noun.start), noun.end) };
        Some(format!("{verb} {}", self.text(noun).trim()))
    }

    /// *Tỷ lệ hộ nghèo còn 3,2% (1.204 hộ)*: what is counted in a bracket behind a rate, with what the rate is of.
    fn counted_of_rate(&self, state: &State<'_>, fact: &Fact, amount: &Amount, noun: Span) -> Option<String> {
        const RATE: usize = 2;
        let outer =
            self.bracket.filter(|b| fact.bracket && b.kind.is_none())?.outer.filter(|&o| o >= state.sentence)?;
        let rate = state.figures.get(outer).filter(|f| f.value.as_ref().is_some_and(|v| v.unit == "%"))?;
        let bare = self.text(noun);
        let counted = amount.is_count() && bare == amount.unit;
        let named = || self.line.page.lexicon.first_cue(&rate.indicator, Family::Indicators) == Some(Cue::Rate);
        let of = rate.indicator.splitn(RATE + 1, ' ').nth(RATE)?;
        (counted && named()).then(|| if of.starts_with(bare) { of.to_owned() } else { format!("{bare} {of}") })
    }

    /// Whether a comma stands right before a fact.
    pub(super) fn after_comma(&self, fact: &Fact) -> bool {
        fact.left.checked_sub(1).and_then(|i| self.piece(i)).is_some_and(|p| p.is_mark(','))
    }

    /// *Dịch diễn biến phức tạp, đến nay 60 tỉnh đã có dịch*: whether a time behind a comma stands right before a fact.
    pub(super) fn after_time(&self, fact: &Fact) -> bool {
        let at = |back: usize| fact.left.checked_sub(back).and_then(|i| self.piece(i));
        at(1).is_some_and(|p| p.cue() == Some(Cue::Period)) && at(2).is_some_and(|p| p.is_mark(','))
    }

    /// Whether a word only says that something is done.
    fn says_done(&self, word: &str) -> bool {
        let rules = self.line.page.lexicon.cues(word, Family::Figures);
        rules.first().is_some_and(|r| r.id == DONE || r.cue == Cue::Equates)
    }

    /// Whether words are a verb of what is done.
    fn is_act(&self, words: &str) -> bool {
        self.line.page.lexicon.first_cue(words, Family::Figures) == Some(Cue::Brings)
    }

    /// *đã trồng*: a verb without the word before it that only says that it is done.
    fn without_done<'t>(&self, verb: &'t str) -> &'t str {
        let done = verb.split_once(' ').filter(|(first, rest)| self.says_done(first) && self.is_act(rest));
        done.map_or(verb, |(_, verb)| verb)
    }

    /// *kiểm tra 36 tổ chức đảng và 58 đảng viên*: what is done to the count before, where a noun alone is only joined to it.
    fn done_too(&self, state: &State<'_>, fact: &Fact, noun: Span) -> Option<String> {
        let joins = |i: usize| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Joins));
        let joined = fact.verb.is_none() && fact.at == self.start + 1 && joins(self.start);
        let before = state.figures.iter().rev().nth(1).filter(|_| joined && self.last == Some(Says::Value))?;
        let verb = before.indicator.strip_suffix(before.value.as_ref()?.unit.as_str())?.trim_end();
        let act = self.line.page.lexicon.first_cue(verb, Family::Figures) == Some(Cue::Brings);
        (act && !verb.contains(',')).then(|| format!("{verb} {}", self.text(noun)))
    }

    /// *Về bảo hiểm y tế, tỉnh đã có 289.000 người tham gia*: persons of whom nothing is told but that they are in the field that the
    /// clause opens with.
    pub(super) fn of_field(&self, fact: &Fact, amount: &Amount, noun: Span) -> Option<String> {
        const FEW: usize = 2;
        let behind = self.pieces.iter().skip(fact.right).take_while(|p| p.span.end <= noun.end).count();
        let plain = !fact.bracket && behind <= FEW && self.unit_rule(amount).is_some_and(|rule| rule.id == PERSON);
        let untold = plain && self.line.page.lexicon.own_polarity(self.text(noun)).is_none();
        let marks = |p: &Piece| p.is_mark(';') || p.is_mark(':') || p.cue() == Some(Cue::Quotes);
        let parts = |p: &Piece| marks(p) || p.amount().is_some();
        let from =
            (self.start..fact.at).rev().find(|&i| self.piece(i).is_some_and(parts)).map_or(self.start, |i| i + 1);
        self.piece(from).filter(|p| untold && p.cue() == Some(Cue::Topic))?;
        let end = (from..fact.left).find(|&i| self.piece(i).is_some_and(|p| p.is_mark(','))).unwrap_or(fact.left);
        let field = self.text(phrase::before(self.line, self.pieces, from + 1, end)?);
        let bare = amount.span.contains(noun);
        Some(if bare { field.to_owned() } else { format!("{} {field}", self.text(noun)) })
    }

    /// *(bao gồm 3.000 tỷ đồng từ nguồn trái phiếu)*: a part named by where it comes from.
    pub(super) fn by_source(&self, fact: &Fact, end: usize) -> Option<Span> {
        let ends = self.piece(fact.right + 1).zip(self.piece(end.saturating_sub(1)));
        ends.map(|(a, b)| Span::new(a.span.start, b.span.end)).filter(|s| !s.is_empty())
    }

    /// *5.679 xã (69,1%) đạt chuẩn nông thôn mới*: the words that go on a count's name behind a bracket with its share, and the piece
    /// after them.
    pub(super) fn behind_share(&self, amount: &Amount, end: usize) -> Option<(Span, usize)> {
        let counts = amount.is_count();
        let mark = |at: usize, mark: char| self.piece(at).is_some_and(|p| p.is_mark(mark));
        // *(chiếm 69,1%)*
        let leads = |p: &Piece| matches!(p.cue(), Some(Cue::Share | Cue::Equates | Cue::Bound));
        let share = end + 1 + usize::from(self.piece(end + 1).is_some_and(leads));
        let percent = self.piece(share).and_then(Piece::amount).is_some_and(Amount::is_percent);
        let aside = counts && percent && mark(end, '(') && mark(share + 1, ')');
        let start = share + 2;
        let last = aside.then(|| after::after(self.pieces, start, true)).filter(|last| *last > start)?;
        let words = self.pieces.get(start..last)?;
        let first = words.first().filter(|p| p.what == What::Word || p.cue() == Some(Cue::Brings))?;
        Some((first.span.join(words.last()?.span), last))
    }

    /// *Lúa vụ mùa: Toàn tỉnh gieo trồng được 28.956 ha*: the field before a colon and a place, where only what was done stands
    /// behind them.
    pub(super) fn field_of(&self, name: Span, amount: &Amount) -> Option<Span> {
        const DOES: usize = 2;
        let first = self.pieces.iter().position(|p| p.span.start == name.start)?;
        let place = first.checked_sub(1).filter(|&i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Scope)))?;
        let colon = place.checked_sub(1).filter(|&i| self.piece(i).is_some_and(|p| p.is_mark(':')))?;
        let few = self.pieces.iter().filter(|p| name.contains(p.span)).count() <= DOES;
        let measured = amount.measure == Measure::Unit && few && colon >= self.start;
        measured.then(|| phrase::before(self.line, self.pieces, self.start, colon)).flatten()
    }

    /// *sản lượng lúa giảm 1%; gieo cấy 20,4 nghìn ha*: the verb that a clause of its own opens with, right before a sum or a measure
    /// that nothing else names. One of a single syllable may go on what was told before.
    pub(super) fn act_alone(&self, fact: &Fact, amount: &Amount) -> Option<Span> {
        let amounts = matches!(amount.measure, Measure::Unit | Measure::Money) && !fact.bracket;
        let verb = (fact.left..fact.at).find(|&i| amounts && self.tells_what_was_done(i))?;
        let leads = |p: &Piece| matches!(p.cue(), Some(Cue::Joins | Cue::Scope | Cue::Period | Cue::Lead | Cue::Turns));
        let before = (self.start..verb).rev().find(|&i| !self.piece(i).is_some_and(leads));
        let opens = before.and_then(|i| self.piece(i)).is_some_and(|p| p.is_mark(',') || p.is_mark(';'));
        let span = self.piece(verb)?.span;
        let done =
            |word: &&str| self.line.page.lexicon.cues(word, Family::Figures).first().is_some_and(|r| r.id == DONE);
        let first = self.text(span).split_once(' ').map(|(first, _)| first).filter(done);
        let act = Span::new(span.start + first.map_or(0, |first| first.len() + 1), span.end);
        (opens && self.text(act).contains(' ')).then_some(act)
    }

    /// Where the words before a number end, within a name that stands around it.
    pub(super) fn number_start(&self, amount: &Amount, around: Span) -> usize {
        let before = |p: &&Piece| p.span.end <= amount.span.start && p.span.start >= around.start;
        let named = self.pieces.iter().filter(before).rev().find(|p| match p.cue() {
            Some(Cue::Bound | Cue::Estimate | Cue::Preposition) => false,
            // *gieo trồng được 2.998 nghìn ha lúa*
            Some(Cue::Equates) => p.end > p.start + 1,
            _ => true,
        });
        named.map_or(amount.span.start, |p| p.span.end)
    }
}
