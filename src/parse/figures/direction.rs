//! Directions: which way a percentage goes that has no verb of its own, by its name, or by the fact before it.

use super::after;
use super::amount::Amount;
use super::changes::SMALL;
use super::clause::Clause;
use super::fact::{Fact, Says};
use super::head;
use super::kinds;
use super::opening::behind_lead;
use super::pieces::{Piece, What};
use super::state::State;
use crate::model::figure::Polarity;
use crate::model::{Basis, Bound, Decimal};
use crate::rules::{Cue, Gives};
use crate::text::Span;

/// The rule of a word for a cause behind a number.
const CAUSE: &str = "structure.cause";

/// The rule of the verbs that tell what is left.
const LEFT: &str = "verb.left";

impl Clause<'_, '_> {
    /// Whether a name opens with a direction and a preposition (*giảm ở khu vực nước ngoài*).
    pub(super) fn is_directed_where(&self, name: Span) -> bool {
        let mut words = self.pieces.iter().skip_while(|p| p.span.start < name.start).filter_map(Piece::cue);
        matches!(words.next(), Some(Cue::Up | Cue::Down)) && words.next() == Some(Cue::Preposition)
    }

    /// *mức tăng trưởng hệ thống điện khoảng 17% so với năm trước*: the direction that a name itself tells.
    pub(super) fn names_change(&self, name: Span) -> Option<bool> {
        self.pieces.iter().filter(|p| name.contains(p.span)).find_map(|p| match p.cue()? {
            Cue::Up => Some(false),
            Cue::Down => Some(true),
            _ => None,
        })
    }

    /// *…; tốc độ tăng trưởng đạt 12,4%*: whether a growth rate that a verb of change starts with opens its clause; a shorter one
    /// only where the sentence has told nothing yet.
    pub(super) fn opens_with_growth(&self, at: usize) -> bool {
        const FULL: usize = 3;
        let before = at.checked_sub(1).and_then(|i| self.piece(i));
        // *Trong quý III, tăng trưởng đạt 7,8%*
        // *Tại An Bình, tăng trưởng đạt 7,8%*
        let wordless = || (0..at).all(|i| self.piece(i).is_some_and(|p| p.what != What::Word));
        let lead = |p: &Piece| p.is_mark(',') && (wordless() || behind_lead(self.line, self.pieces, 0, at) == at);
        // *CPI tháng 2 tăng trưởng 0,42%*: a name before the time is what grew.
        let named = || {
            let words =
                (self.start..at).rev().map_while(|i| self.piece(i)).take_while(|p| !matches!(p.what, What::Mark(_)));
            words.into_iter().any(|p| p.what == What::Word)
        };
        let opens = before.is_none_or(|p| {
            matches!(p.what, What::Mark(';' | ':'))
                || matches!(p.cue(), Some(Cue::Period | Cue::Turns | Cue::Scope)) && !named()
                || lead(p)
        });
        let words = head::growth_in(self.line, self.pieces, at).map_or(0, |span| self.text(span).split(' ').count());
        opens && words > 0 && (words >= FULL || self.current.is_none())
    }

    /// *giảm còn 12% so với cùng kỳ*: whether the clause's verb tells what is left.
    pub(super) fn leaves(&self, fact: &Fact) -> bool {
        (fact.left..fact.at).any(|i| self.ruled(i, LEFT))
    }

    /// *giảm xuống 17,6% so với cùng kỳ*: whether the clause's verb falls towards a percentage.
    pub(super) fn falls_to(&self, fact: &Fact) -> bool {
        let words = (fact.left..fact.at).filter_map(|i| self.piece(i)?.cue()).collect::<Vec<_>>();
        words.windows(2).any(|w| w == [Cue::Down, Cue::Reaches])
    }

    /// The direction in which so many percent changed that only words before them turn: a verb, or else the name.
    pub(super) fn grown(&self, state: &State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) -> Option<bool> {
        let named = || name.filter(|_| fact.says == Says::Ratio && fact.verb != Some(Cue::Ratio));
        let turned = self.turned_at_comma(fact).or_else(|| self.moves_level(state, fact, amount, name));
        let moves = turned.or_else(|| self.moved(state, fact, amount, name));
        moves.or_else(|| named().and_then(|name| self.names_change(name)))
    }

    /// *đạt 99,21%, tăng lên 0,34%*, *còn 2,94%, giảm xuống 0,21% so với cùng kỳ*: by how much a level just told has moved, where it
    /// cannot have risen to less, nor have fallen to another beside what it is compared with.
    fn moves_level(&self, state: &State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) -> Option<bool> {
        let current = self.current.filter(|_| name.is_none()).and_then(|c| state.figures.get(c))?;
        current.value.as_ref().filter(|v| v.unit == "%" && amount.value < v.amount)?;
        let words: Vec<Cue> = (fact.left..fact.at).filter_map(|i| self.piece(i)?.cue()).collect();
        let moved = |turn: Cue| words.windows(2).any(|w| w == [turn, Cue::Reaches]) && !self.leaves(fact);
        if moved(Cue::Up) { Some(false) } else { (fact.basis.is_some() && moved(Cue::Down)).then_some(true) }
    }

    /// *tăng trưởng khá với tốc độ 7,85%*, *tăng rất mạnh, đạt gần 14%*: the direction of a verb before the percentage, behind the
    /// name where there is one, where the indicator is no rate.
    fn moved(&self, state: &State<'_>, fact: &Fact, amount: &Amount, name: Option<Span>) -> Option<bool> {
        if fact.verb != Some(Cue::Equates) || self.is_of_product(fact) || self.is_of_rate(state, name) {
            return None;
        }
        let (at, down) = (self.start..fact.at).rev().find_map(|i| {
            match self.piece(i).filter(|p| name.is_none_or(|name| p.span.start >= name.end))?.cue()? {
                Cue::Up => Some((i, false)),
                Cue::Down => Some((i, true)),
                _ => None,
            }
        })?;
        // *đạt 72 tỷ USD, tăng khá, đạt 9,7%*: behind what was told of it, with nothing before the verb.
        if name.is_none() && (self.start..at).any(|i| self.piece(i).is_some_and(|p| p.what == What::Word)) {
            return None;
        }
        // *(tăng so với cùng kỳ), đạt tỷ lệ 83,6%*: nor does it reach out of a bracket.
        if (at..fact.at).any(|i| self.piece(i).is_some_and(|p| p.is_mark(')'))) {
            return None;
        }
        let reaches = self.reaches(fact);
        let parted = (at..fact.at).any(|i| self.piece(i).is_some_and(|p| p.is_mark(',')));
        let grown = match (fact.says == Says::Ratio, down) {
            // *tăng khá, đạt 20,5% so với cùng kỳ*: who has grown is not at a fifth.
            (true, false) => amount.value < Decimal::ONE_HUNDRED || !parted && !reaches,
            // *giảm mạnh, chỉ đạt 80% so với cùng kỳ*: so much is left.
            (true, true) => !reaches && (!parted || amount.value < SMALL),
            // *tăng lên mức 29,6%*: a level that is reached, but not of what was counted (*đạt 72 tỷ USD, tăng lên 9,7%*).
            (false, false) if name.is_some() => !reaches,
            (false, false) => self.counted_last(state),
            (false, true) => false,
        };
        grown.then_some(down)
    }

    /// Whether a clause's verb tells what is reached (*tăng lên*, *giảm xuống còn*).
    pub(super) fn reaches(&self, fact: &Fact) -> bool {
        (self.start..fact.at).any(|i| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Reaches)))
    }

    /// Whether the name, or the current figure's where there is none, is that of a rate.
    pub(super) fn is_of_rate(&self, state: &State<'_>, name: Option<Span>) -> bool {
        let current = || self.current.and_then(|c| state.figures.get(c)).map(|f| f.indicator.clone());
        let name = name.map(|name| self.text(name).to_owned()).or_else(current);
        name.is_some_and(|name| kinds::is_rate(self.line.page, &name))
    }

    /// *tăng 0,8% so với tháng 9 và 5,1% so với cùng kỳ*: whether the direction before holds on.
    pub(super) fn goes_on(&self, fact: &Fact) -> bool {
        matches!(self.last, Some(Says::Change { .. })) && self.joined(fact)
    }

    /// *vượt 0,1% kế hoạch và 3,8% so với cùng kỳ*: on which side of the plan the fact before is by so much, where this one
    /// is only joined to it.
    pub(super) fn beyond(&self, fact: &Fact) -> Option<bool> {
        let last = self.last.as_ref().filter(|_| fact.verb.is_none() && self.joined(fact));
        let Some(Says::Plan { percent, .. }) = last else { return None };
        let told = (0..fact.at).rev().find_map(|i| self.piece(i)?.amount()).filter(|a| a.is_percent())?.value;
        match *percent - Decimal::ONE_HUNDRED {
            over if over == told => Some(false),
            over if over == -told => Some(true),
            _ => None,
        }
    }

    /// Gives a change on the same side as the plan before it.
    pub(super) fn beyond_too(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount) {
        let down = self.beyond(fact).unwrap_or_default();
        self.changed(state, fact, amount, None, down);
        self.implied = Some(Says::Change { down });
    }

    /// *tăng hơn năm 2018 là 5,5%*: the direction that stands before what is compared with, where only a copula follows that.
    pub(super) fn turned_before(&self, fact: &Fact) -> Option<bool> {
        const NEAR: usize = 4;
        if fact.verb != Some(Cue::Equates) || fact.bracket {
            return None;
        }
        let words = (self.start.max(fact.left.saturating_sub(NEAR))..fact.left).rev().filter_map(|i| self.piece(i));
        let mut words =
            words.skip_while(|p| matches!(p.cue(), Some(Cue::Bound | Cue::Period | Cue::Versus | Cue::Basis)));
        let timed = self.piece(fact.left.checked_sub(1)?)?.cue();
        match words.next()?.cue() {
            Some(Cue::Up) if matches!(timed, Some(Cue::Period | Cue::Basis)) => Some(false),
            Some(Cue::Down) if matches!(timed, Some(Cue::Period | Cue::Basis)) => Some(true),
            _ => None,
        }
    }

    /// *sụt giảm, gần 4% so với cùng kỳ*: the direction before a comma, behind which a percentage stands with no verb of its own, and a
    /// comparison or nothing more.
    pub(super) fn turned_at_comma(&self, fact: &Fact) -> Option<bool> {
        let comma =
            fact.left.checked_sub(1).filter(|&i| i > self.start && self.piece(i).is_some_and(|p| p.is_mark(',')));
        let alone = fact.says == Says::Ratio || fact.says == Says::Open && self.ends_at(fact.right);
        let verb = comma.filter(|_| alone && fact.verb.is_none() && !fact.bracket).and_then(|i| self.piece(i - 1))?;
        match verb.cue() {
            Some(Cue::Up) => Some(false),
            Some(Cue::Down) => Some(true),
            _ => None,
        }
    }

    /// *bằng 88% vốn đầu tư so với cùng kỳ*: a ratio to another time of what is named behind it. Whether it was that.
    pub(super) fn ratio_of(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount) -> bool {
        if fact.verb != Some(Cue::Ratio) {
            return false;
        }
        let end = after::after(self.pieces, fact.right, false);
        let based = self.piece(end).filter(|p| end > fact.right && p.cue() == Some(Cue::Basis));
        let noun = self.piece(fact.right).zip(self.piece(end.saturating_sub(1))).map(|(a, b)| a.span.join(b.span));
        let Some((noun, Some(Gives::Basis(basis)))) = noun.zip(based.map(|p| self.gives(p))) else { return false };
        let fact = Fact { basis: Some(*basis), ..fact.clone() };
        let known = state.by_noun(self.text(noun), false);
        let figure = known.unwrap_or_else(|| self.fresh(state, &fact, noun));
        self.ratio(state, figure, &fact, amount);
        self.start = self.start.max(end + 1);
        true
    }

    /// *Bình Hòa 1.003 ha, bằng 99,8%; Tân Lập 555 ha, bằng 101% so cùng kỳ*: whether what *bằng* tells of a figure's value is a ratio to
    /// the time that the paragraph compares with, where it speaks of no plan.
    pub(super) fn is_ratio_understood(&self, state: &State<'_>, fact: &Fact, current: usize) -> bool {
        let planned = state.plan.or(self.planned).or(self.against).is_some();
        // *so cùng kỳ năm trước bằng 80,8%*
        let based = fact.left.checked_sub(1).and_then(|i| self.piece(i)).is_some_and(|p| p.cue() == Some(Cue::Basis));
        if based && fact.verb == Some(Cue::Ratio) && self.basis.is_some() {
            return true;
        }
        let ends = self.ends_at(fact.right) || self.ruled(fact.right, CAUSE);
        if fact.verb != Some(Cue::Ratio) || fact.bracket || planned || !ends {
            return false;
        }
        let year = |basis: Basis| matches!(basis, Basis::SamePeriodLastYear | Basis::PreviousYear);
        let figure = state.figures.get(current);
        let level = figure.is_some_and(|f| f.changes.is_empty() && f.value.as_ref().is_some_and(|v| v.unit != "%"));
        let told = state.figures.get(state.paragraph..).unwrap_or_default();
        let told = told.iter().flat_map(|f| &f.changes).any(|c| year(c.basis));
        let follows = |i: usize| {
            let percent = self.piece(i.checked_sub(1)?)?.amount()?.is_percent();
            let basis = self.piece(i).and_then(|p| self.basis_of(p))?;
            Some(percent && year(basis))
        };
        level && (told || (fact.right..self.pieces.len()).any(|i| follows(i).unwrap_or_default()))
    }

    /// Whether a name opens its sentence, and a colon stands between it and what follows, a time aside.
    pub(super) fn heads_colon(&self, name: Span) -> bool {
        let mut behind = self.pieces.iter().filter(|p| p.span.start >= name.end);
        let colon = behind.find(|p| p.cue() != Some(Cue::Period)).is_some_and(|p| p.is_mark(':'));
        colon && self.pieces.first().is_some_and(|p| p.span.start == name.start)
    }

    /// *So với cùng kỳ, …, số vốn chỉ bằng 15,3%*: whether a percentage behind a name of its own is a ratio to another time.
    pub(super) fn is_ratio_named(&self, state: &State<'_>, fact: &Fact, name: Option<Span>, text: &str) -> bool {
        let based = self.basis.is_some() || self.is_ratio_beside(state, fact);
        let planned = state.plan.or(self.planned).is_some();
        based
            && fact.verb == Some(Cue::Ratio)
            && self.ends_at(fact.right)
            && name.is_some()
            && !planned
            && !kinds::is_rate(state.page, text)
    }

    /// *bia lon giảm 8,9%; phân NPK bằng 84,3%*: whether others of the sentence are compared, so that a ratio of what has no plan is too.
    fn is_ratio_beside(&self, state: &State<'_>, fact: &Fact) -> bool {
        let told = state.figures.get(state.sentence..).unwrap_or_default();
        let changes = |pair: &[Piece]| {
            let [verb, number] = pair else { return false };
            matches!(verb.cue(), Some(Cue::Up | Cue::Down)) && number.amount().is_some_and(Amount::is_percent)
        };
        let beside = told.iter().any(|f| f.changes.iter().any(|c| c.percent.is_some()))
            || self.pieces.get(fact.right..).unwrap_or_default().windows(2).any(changes);
        beside && !fact.bracket
    }

    /// Whether a fact goes on the change before it, each in another respect (*giảm 35% về lượng và 39% về trị giá*).
    pub(super) fn goes_on_about(&self, fact: &Fact) -> bool {
        let topic = |i: usize| self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Topic));
        let between = || (self.start..fact.at).filter_map(|i| self.piece(i));
        let plain = |p: &Piece| {
            matches!(p.what, What::Word | What::Mark(','))
                || matches!(p.cue(), Some(Cue::Topic | Cue::Joins | Cue::Bound))
        };
        let joins = |p: &Piece| p.is_mark(',') || p.cue() == Some(Cue::Joins);
        let joined = self.piece(fact.at.saturating_sub(1)).is_some_and(joins);
        matches!(self.last, Some(Says::Change { .. })) && joined && topic(fact.right) && between().all(plain)
    }

    /// The direction between the words of a name and a fact, or within them.
    pub(super) fn turns_itself(&self, name: Span, fact: &Fact) -> Option<bool> {
        (self.first_of(name) + 1..fact.at).rev().find_map(|i| match self.piece(i)?.cue()? {
            Cue::Up => Some(false),
            Cue::Down => Some(true),
            _ => None,
        })
    }

    /// *Lợi nhuận trước thuế tăng xấp xi 10%*: the direction behind an indicator's own noun, and the words up to it, where only a word or two
    /// that mean nothing else stand between it and the number.
    pub(super) fn turned_by_itself(&self, name: Span, fact: &Fact) -> Option<(bool, Span)> {
        const STRAY: usize = 2;
        if fact.verb.is_some() || fact.bracket {
            return None;
        }
        let word = |i: &usize| self.piece(*i).is_some_and(|p| p.what == What::Word && !self.is_head(p.span));
        let stray = (self.start..fact.at).rev().take_while(word).count();
        let verb = fact.at.checked_sub(stray + 1).filter(|_| (1..=STRAY).contains(&stray))?;
        let down = match self.piece(verb)?.cue()? {
            Cue::Up => false,
            Cue::Down => true,
            _ => return None,
        };
        let joins = |i: &usize| self.piece(*i).is_some_and(|p| p.cue() == Some(Cue::Joins));
        let last = (self.first_of(name)..verb).rev().find(|i| !joins(i)).and_then(|i| self.piece(i))?;
        let subject = Span::new(name.start, last.span.end);
        let quantity = self.is_head(subject) && !kinds::is_rate_or_growth(self.line.page, self.text(name));
        quantity.then_some((down, subject))
    }

    /// Whether a fact is only joined to the one before.
    pub(super) fn joined(&self, fact: &Fact) -> bool {
        self.only_joins(fact.at)
    }

    /// Whether nothing but marks and joining words stands before a piece.
    pub(super) fn only_joins(&self, end: usize) -> bool {
        let joins = |p: &Piece| p.is_mark(',') || p.is_mark(')') || matches!(p.cue(), Some(Cue::Joins | Cue::Bound));
        (self.start..end).all(|i| self.piece(i).is_some_and(joins))
    }

    /// Whether a number is the upper bound of an indicator that is better when it is less.
    pub(super) fn is_kept_below(&self, state: &State<'_>, fact: &Fact, name: &str) -> bool {
        fact.bound == Bound::AtMost && state.page.lexicon.own_polarity(name) == Some(Polarity::LessIsBetter)
    }

    /// *tăng tỷ lệ trường chuẩn quốc gia thêm 2 - 3%*: whether no verb stands before a number, or only one that adds to it.
    pub(super) fn adds(&self, fact: &Fact) -> bool {
        fact.verb.is_none() || fact.verb == Some(Cue::Brings) && self.occurs_before(fact)
    }
}
