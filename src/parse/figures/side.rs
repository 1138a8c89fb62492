//! What an amount says, by the verb before it and by what stands behind it: a basis, a plan, another time's level.

use super::amount::{Amount, Measure};
use super::fact::{Fact, Says};
use super::pieces::{Piece, What};
use super::shares::PRODUCT;
use crate::model::{Basis, Bound, Decimal, Horizon};
use crate::parse::page::Page;
use crate::rules::{Cue, Family, Gives};
use crate::text::Span;

/// What the rule of a direction gives that is the sign of an amount.
const BELOW_ZERO: &str = "below_zero";

/// What the rule of a contribution gives that adds to the whole.
const ABOVE_ZERO: &str = "above_zero";

/// The rule of what is let off.
const LETS_OFF: &str = "change.let_off";

/// The rule of a level's unit that stands for percentage points behind a contribution.
const SCORE: &str = "unit.score";

/// A fact's amount among the pieces.
pub(super) struct Side<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) pieces: &'a [Piece],
}

impl Side<'_> {
    pub(super) fn cue(&self, at: usize) -> Option<Cue> {
        self.pieces.get(at).and_then(Piece::cue)
    }

    fn gives(&self, at: usize) -> Option<&Gives> {
        match self.pieces.get(at)?.what {
            What::Cue(_, rule) => self.page.lexicon.rule(rule).map(|r| &r.gives),
            _ => None,
        }
    }

    pub(super) fn classify(&self, fact: &mut Fact, amount: &Amount) -> Says {
        if self.cue(fact.right) == Some(Cue::Upwards) {
            fact.bound = Bound::AtLeast;
            fact.right += 1;
        }
        if amount.measure == Measure::Times {
            return self.times(fact, amount);
        }
        if fact.verb == Some(Cue::Than) {
            return Says::Other;
        }
        if fact.verb == Some(Cue::Exceed) && self.exceeds_level(fact) {
            (fact.verb, fact.bound) = (Some(Cue::Equates), Bound::AtLeast);
        }
        if fact.verb == Some(Cue::Plan) {
            return Says::Planned;
        }
        if amount.is_percent() { self.percentage(fact, amount) } else { self.quantity(fact, amount) }
    }

    /// Whether a word before the amount gives it a sign (*lợi nhuận âm 18,5 tỷ đồng*).
    fn is_signed(&self, fact: &Fact, sign: &str) -> bool {
        (fact.left..fact.at).any(|i| matches!(self.gives(i), Some(Gives::Name(form)) if form == sign))
    }

    /// *đóng góp 42,5%*, *làm giảm 0,16 điểm phần trăm mức tăng chung*: a share of the whole's growth, below zero where the
    /// part takes away from it. Without points or another's contribution before it, *làm giảm* is a change.
    fn contribution(&self, fact: &mut Fact) -> Says {
        let below = self.is_signed(fact, BELOW_ZERO);
        if !below && !self.is_signed(fact, ABOVE_ZERO) {
            return Says::Share;
        }
        let points = self.pieces.get(fact.at).and_then(Piece::amount).is_some_and(|a| a.measure == Measure::Points);
        if points || (0..fact.left).any(|i| self.cue(i) == Some(Cue::Contribute)) {
            fact.negative = below;
            return Says::Share;
        }
        self.basis(fact);
        Says::Change { down: below }
    }

    /// What a contribution in a unit says: so much, or a change where *làm tăng*, *làm giảm* tell it.
    fn unshared(&self, fact: &mut Fact) -> Says {
        match self.contribution(fact) {
            says @ Says::Change { .. } => says,
            _ => Says::Value,
        }
    }

    /// *đóng góp 2,28 điểm*: whether a level's unit stands for percentage points.
    pub(super) fn is_score(&self, amount: &Amount) -> bool {
        let rules = self.page.lexicon.cues(&amount.base, Family::Figures);
        rules.first().is_some_and(|rule| rule.id == SCORE)
    }

    /// Whether the direction before an amount is one that lets somebody off.
    fn lets_off(&self, fact: &Fact) -> bool {
        let rule = |at: usize| match self.pieces.get(at).map(|p| &p.what) {
            Some(What::Cue(_, rule)) => self.page.lexicon.rule(*rule),
            _ => None,
        };
        (fact.left..fact.at).filter_map(rule).any(|rule| rule.id == LETS_OFF)
    }

    /// Whether the verb before an amount ends with *với*.
    fn comes_with(&self, fact: &Fact) -> bool {
        let words = fact.at.checked_sub(1).and_then(|i| self.pieces.get(i)).map(|p| p.span.of(self.page.text));
        let last = words.and_then(|words| words.rsplit_once(' ')).map(|(_, last)| last);
        last.is_some_and(|last| self.page.lexicon.first_cue(last, Family::Figures) == Some(Cue::With))
    }

    /// What an amount with a unit says.
    fn quantity(&self, fact: &mut Fact, amount: &Amount) -> Says {
        if fact.verb == Some(Cue::Down) && amount.measure != Measure::Points && self.is_signed(fact, BELOW_ZERO) {
            fact.negative = true;
            fact.verb = Some(Cue::Equates);
            return Says::Value;
        }
        // *nhằm đạt được số thu 268 tỷ đồng được giao*
        fact.target |= fact.verb.is_none() && amount.of.is_none() && super::goals::set_behind(self, fact.right);
        let signed = amount.negative.map(|down| Says::Change { down });
        let says = match fact.verb {
            // *tăng nhiều nhất với 2.231 doanh nghiệp*: so many there are.
            Some(Cue::Up | Cue::Down) if amount.measure == Measure::Counted && self.comes_with(fact) => Says::Value,
            // *số tiền lãi được giảm 24,7 tỷ đồng*: so much is let off, and no *giá điện được giảm 200 đồng/kWh*.
            Some(Cue::Down)
                if amount.measure == Measure::Money && !amount.unit.contains('/') && self.lets_off(fact) =>
            {
                Says::Value
            }
            Some(Cue::Up) => Says::Change { down: false },
            Some(Cue::Down) => Says::Change { down: true },
            // *hoàn thành và vượt 16/20 chỉ tiêu*
            Some(Cue::Exceed) if amount.of.is_some() => Says::Value,
            // *tổng đàn 867 con, vượt 12 con so với cùng kỳ*
            Some(cue @ (Cue::Exceed | Cue::Short)) if self.cue(fact.right) == Some(Cue::Basis) => {
                Says::Change { down: cue == Cue::Short }
            }
            Some(Cue::Exceed | Cue::Short) => Says::Excess,
            Some(Cue::Contribute) if amount.measure == Measure::Points || self.is_score(amount) => {
                self.contribution(fact)
            }
            // *dân đóng góp 96 tỷ đồng*; *mưa lũ làm giảm 300 ha*
            Some(Cue::Contribute) => self.unshared(fact),
            Some(Cue::Share) => Says::Value,
            _ => signed.unwrap_or(Says::Value),
        };
        if matches!(says, Says::Change { .. }) || amount.measure == Measure::Points {
            self.basis(fact);
        }
        // *thấp hơn 1,9 điểm phần trăm so với chỉ tiêu giao*: a distance from a plan is no change.
        let distance = says == Says::Excess || matches!(says, Says::Change { .. }) && fact.basis.is_none();
        if distance && self.plan(fact).is_some() { Says::Excess } else { says }
    }

    /// What a percentage says.
    fn percentage(&self, fact: &mut Fact, amount: &Amount) -> Says {
        let hundred = Decimal::ONE_HUNDRED;
        let value = amount.value;
        let planned = |percent: Decimal, (of, horizon): (Span, Option<Horizon>)| Says::Plan { percent, of, horizon };
        match fact.verb {
            Some(cue @ (Cue::Up | Cue::Down)) => {
                let down = cue == Cue::Down;
                if let Some(plan) = self.plan(fact) {
                    return planned(if down { hundred - value } else { hundred + value }, plan);
                }
                self.basis(fact);
                Says::Change { down }
            }
            Some(Cue::Exceed) => match self.plan(fact) {
                Some(plan) => planned(hundred + value, plan),
                None if self.basis(fact) => Says::Change { down: false },
                None => Says::Excess,
            },
            Some(Cue::Short) => match self.plan(fact) {
                Some(plan) => planned(hundred - value, plan),
                None if self.basis(fact) => Says::Change { down: true },
                None => Says::Excess,
            },
            Some(Cue::Contribute) => self.contribution(fact),
            Some(Cue::Share) => self.plan(fact).map_or(Says::Share, |plan| planned(value, plan)),
            _ => {
                if let Some(down) = amount.negative {
                    self.basis(fact);
                    return Says::Change { down };
                }
                match self.plan(fact) {
                    // *tỷ lệ tham gia BHYT đạt 93,6%/95% kế hoạch*: a rate beside the one that was set.
                    Some(_) if amount.of.is_some() => Says::Value,
                    Some(plan) => planned(value, plan),
                    None if self.basis(fact) => Says::Ratio,
                    None => Says::Open,
                }
            }
        }
    }

    /// *gấp 2,3 lần*, *tăng 2,3 lần*, *vượt 2,2 lần kế hoạch*.
    fn times(&self, fact: &mut Fact, amount: &Amount) -> Says {
        let exceeds = fact.verb == Some(Cue::Exceed);
        if (exceeds || fact.verb == Some(Cue::Ratio))
            && let Some((of, horizon)) = self.plan(fact)
        {
            return Says::Plan { percent: amount.value * Decimal::ONE_HUNDRED, of, horizon };
        }
        let based = self.basis(fact);
        if !based && self.cue(fact.right) == Some(Cue::Versus) && !self.sets(fact.right + 1) {
            self.versus(fact, fact.right);
        } else if !based && self.pieces.get(fact.right).is_some_and(|p| p.what == What::Word) {
            fact.basis = Some(Basis::Other);
        } else if !based && fact.verb == Some(Cue::Equates) {
            // *hệ số nợ ở mức 3,4 lần*: a level.
            return Says::Value;
        }
        Says::Factor(amount.value)
    }

    /// Takes in a basis that follows the amount; whether there is one.
    fn basis(&self, fact: &mut Fact) -> bool {
        let mut at = fact.right;
        if matches!(self.cue(at), Some(Cue::Ratio | Cue::Estimate)) {
            at += 1;
        }
        if fact.verb == Some(Cue::Ratio) && self.cue(at) == Some(Cue::Period) {
            fact.basis = Some(Basis::PreviousYear);
            fact.right = at + 1;
            return true;
        }
        let changed = matches!(fact.verb, Some(Cue::Up | Cue::Down));
        // *bằng 50% so với nhu cầu*, and no *bằng 62% so với GDP*.
        let ratio = fact.verb == Some(Cue::Ratio) && !self.is_whole(at + 1);
        if (changed || ratio) && self.cue(at) == Some(Cue::Versus) && !self.sets(at + 1) {
            // *so với nửa cuối tháng 4*: another time or thing than those that rules know.
            self.versus(fact, at);
            return true;
        }
        if self.cue(at) != Some(Cue::Basis) {
            self.basis_behind(fact, at);
            return false;
        }
        // *đạt 41,2% so với năm 2023 là 39,4%*: that time's own number follows.
        let told =
            self.cue(at + 1) == Some(Cue::Copula) && self.pieces.get(at + 2).is_some_and(|p| p.amount().is_some());
        if told && !changed && fact.verb != Some(Cue::Ratio) {
            return false;
        }
        if let Some(Gives::Basis(basis)) = self.gives(at) {
            fact.basis = Some(*basis);
        }
        fact.right = at + 1;
        true
    }

    /// Whether a whole, or the economy's product, is named at a piece: what is so many percent of it is a share.
    fn is_whole(&self, at: usize) -> bool {
        let words = self.pieces.get(at).map(|p| p.span.of(self.page.text)).unwrap_or_default();
        let rules = self.page.lexicon.cues(words, Family::Indicators);
        rules.first().is_some_and(|rule| rule.cue == Cue::Whole || rule.id == PRODUCT)
    }

    /// Takes in the words for what is compared with, up to a mark or a joining word (*gấp 2 lần so với Hòa An, gấp 5 lần so với Phú Lộc*).
    fn versus(&self, fact: &mut Fact, at: usize) {
        fact.basis = Some(Basis::Other);
        let word = |p: &&Piece| {
            p.what == What::Word || matches!(p.cue(), Some(Cue::Counted | Cue::Scope | Cue::Period | Cue::Preposition))
        };
        let words = self.pieces.get(at + 1..).unwrap_or_default().iter().take_while(word).count();
        let ends = |p: &Piece| matches!(p.what, What::Mark(',' | ';' | '.' | ')')) || p.cue() == Some(Cue::Joins);
        if self.pieces.get(at + 1 + words).is_none_or(ends) {
            fact.right = at + 1 + words;
        }
    }

    /// Whether what is compared with is a number or something that was set (*so với 1,8% đề ra*).
    fn sets(&self, at: usize) -> bool {
        let near = self.pieces.get(at..(at + 3).min(self.pieces.len())).unwrap_or_default();
        near.first().is_none_or(|p| p.amount().is_some())
            || near.iter().any(|p| matches!(p.cue(), Some(Cue::Plan | Cue::Target)))
    }

    /// *giảm 6% (tương ứng 335 triệu USD) so với tháng trước*: the basis behind a bracket, which stays to be read.
    fn basis_behind(&self, fact: &mut Fact, at: usize) {
        let open = self.pieces.get(at).is_some_and(|p| p.is_mark('('));
        let closes = fact.bracket && self.pieces.get(at).is_some_and(|p| p.is_mark(')'));
        if !open && !closes || fact.verb == Some(Cue::Ratio) {
            return;
        }
        let close = (at..self.pieces.len()).find(|&i| self.pieces.get(i).is_some_and(|p| p.is_mark(')')));
        let Some(after) = close.map(|i| i + 1) else { return };
        match (self.cue(after), self.gives(after)) {
            (Some(Cue::Basis), Some(Gives::Basis(basis))) => fact.basis = Some(*basis),
            (Some(Cue::Versus), _) if !self.sets(after + 1) => fact.basis = Some(Basis::Other),
            _ => {}
        }
    }

    /// Takes in the plan that follows the amount: its words and its time.
    pub(super) fn plan(&self, fact: &mut Fact) -> Option<(Span, Option<Horizon>)> {
        let mut at = fact.right;
        // *giảm 10% theo kế hoạch đấu thầu*: as was planned, and no share of that.
        let changes = matches!(fact.verb, Some(Cue::Up | Cue::Down));
        if changes && self.cue(at) == Some(Cue::Preposition) && self.cue(at + 1) == Some(Cue::Plan) {
            return None;
        }
        while matches!(self.cue(at), Some(Cue::Versus | Cue::Joins))
            || self.cue(at) == Some(Cue::Preposition) && self.cue(at + 1) == Some(Cue::Plan)
        {
            at += 1;
        }
        if self.cue(at) != Some(Cue::Plan) {
            return None;
        }
        let start = at;
        at += 1;
        let mut horizon = None;
        while let Some(piece) = self.pieces.get(at) {
            match piece.what {
                What::Word => {}
                What::Cue(Cue::Horizon, _) => {
                    if let Some(Gives::Horizon(h)) = self.gives(at) {
                        horizon = horizon.or(Some(*h));
                    }
                }
                What::Cue(Cue::Period, _) => match period_horizon(self.gives(at)) {
                    Some(told) => horizon = horizon.or(Some(told)),
                    None => break,
                },
                What::Cue(Cue::Plan | Cue::Target | Cue::Scope | Cue::Counted, _) => {}
                // *kế hoạch (KH) vụ*: the words' short form.
                What::Mark('(') if self.is_short_form(at + 1) && self.is_closed(at + 2) => at += 2,
                What::Cue(Cue::Preposition, _)
                    if self.goes_on(at + 1) || self.is_organ(at + 1) || self.is_short_form(at + 1) => {}
                _ => break,
            }
            at += 1;
        }
        // *giảm 0,4% so với mục tiêu giảm 1,2%*: the other change is what was set.
        let directed = |at: usize| matches!(self.cue(at), Some(Cue::Up | Cue::Down));
        let other = directed(at) || self.cue(at) == Some(Cue::Copula) && directed(at + 1);
        if matches!(fact.verb, Some(Cue::Up | Cue::Down)) && other {
            return None;
        }
        if self.is_level_set(fact, start, at) {
            return None;
        }
        let span = self.pieces.get(start).zip(self.pieces.get(at - 1)).map(|(a, b)| a.span.join(b.span))?;
        fact.right = at;
        Some((span, horizon))
    }

    /// *tăng 9,2% so với kế hoạch đề ra từ 8,46 đến 9,21%*, *đạt 52% so với kế hoạch là 54%*: whether a plan that a percentage is compared with
    /// has one of its own, right behind its words, so that the first is no share of it.
    fn is_level_set(&self, fact: &Fact, plan: usize, end: usize) -> bool {
        let percent = |at: usize| self.pieces.get(at).and_then(Piece::amount).is_some_and(Amount::is_percent);
        let opens = matches!(self.cue(end), Some(Cue::Copula | Cue::Bound | Cue::Equates));
        plan > fact.right && percent(fact.at) && (percent(end) || opens && percent(end + 1))
    }

    /// Whether an organ, a level or a body starts at a piece (*chỉ tiêu do Tổng cục Hải quan giao*).
    pub(super) fn is_organ(&self, at: usize) -> bool {
        const WORDS: usize = 4;
        let last = self.pieces.get(at..(at + WORDS).min(self.pieces.len())).and_then(<[Piece]>::last);
        let words = self.pieces.get(at).zip(last).map(|(a, b)| a.span.join(b.span).of(self.page.text));
        let who = words.and_then(|words| self.page.lexicon.first_cue(words, Family::People));
        matches!(who, Some(Cue::Organ | Cue::Body | Cue::Level))
    }

    /// Whether a word in capitals stands at a piece (*chỉ tiêu của TCHQ*).
    fn is_short_form(&self, at: usize) -> bool {
        let short = |p: &&Piece| p.what == What::Word || p.cue() == Some(Cue::Plan);
        let word = self.pieces.get(at).filter(short).map_or("", |p| p.span.of(self.page.text));
        word.len() > 1 && word.chars().all(char::is_uppercase)
    }

    /// Whether a bracket closes at a piece.
    fn is_closed(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|p| p.is_mark(')'))
    }

    /// Whether plan words go on after a preposition (*kế hoạch của cả nhiệm kỳ*).
    fn goes_on(&self, at: usize) -> bool {
        matches!(self.cue(at), Some(Cue::Horizon | Cue::Period | Cue::Plan))
    }
}

/// The time of a plan by the form of the period that follows it.
fn period_horizon(gives: Option<&Gives>) -> Option<Horizon> {
    let Some(Gives::Name(form)) = gives else { return None };
    let first = form.split([':', ' ']).next().unwrap_or_default();
    Some(match first {
        "year" => Horizon::Year,
        "quarter" => Horizon::Quarter,
        "month" => Horizon::Month,
        "months" => Horizon::Period,
        "term" => Horizon::Term,
        "years" | "other" | "days" | "now" => Horizon::Other,
        _ => return None,
    })
}
