//! Facts: what one amount says by the words right beside it.
//!
//! In: the pieces of a sentence and the place of an amount. Out: a [`Fact`]: a value, a change, a share of a plan, a
//! share of a whole, or a number that only what stands farther off can tell.

use super::amount;
use super::embedded::FROM;
use super::goals::{goes_by_plan, is_whole};
use super::pieces::{Piece, What};
use super::plain::LEVEL;
use super::side::Side;
use super::so_far::tells_reached;
use crate::model::{Basis, Bound, Horizon};
use crate::parse::page::Page;
use crate::rules::{Cue, Gives};
use crate::text::Span;
use rust_decimal::Decimal;

/// The rule of the word that tells how far something goes.
const UP_TO: &str = "structure.up_to";

/// The rule of words that tell an average.
pub(super) const AVERAGE: &str = "structure.average";

/// What one amount says.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The amount's piece.
    pub at: usize,
    /// First piece of the words that belong to it.
    pub left: usize,
    /// First piece after them.
    pub right: usize,
    /// What it says.
    pub says: Says,
    /// The last verb before it, where one stands there.
    pub verb: Option<Cue>,
    /// How the number bounds the truth.
    pub bound: Bound,
    /// *ước*, *dự kiến*.
    pub estimate: bool,
    /// Whether a target word stands before it.
    pub target: bool,
    /// What it is compared with, where that is told beside it.
    pub basis: Option<Basis>,
    /// Whether an opening bracket stands before it.
    pub bracket: bool,
    /// Whether a word before it makes the amount one below zero (*lợi nhuận âm 18,5 tỷ đồng*).
    pub negative: bool,
}

impl Fact {
    /// Takes in a verb of change or of a share, where none but one of a level stands behind it.
    fn turns(&mut self, cue: Cue) {
        let weak = |v: Cue| matches!(v, Cue::Equates | Cue::Brings | Cue::Ratio) && v != cue;
        // *giảm còn 20%*: a direction does not change a level.
        if self.verb.is_none_or(weak) && self.verb != Some(Cue::Equates) {
            self.verb = Some(cue);
        }
    }

    /// Takes in a word that foresees a level.
    fn foresees(&mut self) {
        self.estimate = true;
        self.verb = self.verb.or(Some(Cue::Equates));
    }
}

/// What an amount says.
#[derive(Clone, Debug, PartialEq)]
pub enum Says {
    /// So much there is.
    Value,
    /// So much more (or less).
    Change {
        /// Whether it is less.
        down: bool,
    },
    /// So many times as much.
    Factor(Decimal),
    /// A ratio to another time, in percent.
    Ratio,
    /// A share of a plan, in percent of it.
    Plan {
        /// Percent of the plan.
        percent: Decimal,
        /// The plan as written.
        of: Span,
        /// Its time.
        horizon: Option<Horizon>,
    },
    /// A share of a whole or a contribution to it.
    Share,
    /// An amount by which a plan is exceeded or missed: told by the text, judged by no share.
    Excess,
    /// A level that a plan word sets (*kế hoạch 68%*).
    Planned,
    /// The level of another that it is compared with (*thấp hơn mức 8,9%*).
    Other,
    /// Where something came from (*từ 12,4 lên …*).
    From,
    /// A percentage with no word that tells what it is.
    Open,
}

/// Reads what stands beside the amount at `at`, not looking back over `from`.
#[must_use]
pub fn read(page: &Page<'_>, pieces: &[Piece], from: usize, at: usize) -> Option<Fact> {
    let amount = pieces.get(at)?.amount()?;
    let mut fact = Fact {
        at,
        left: at,
        right: at + 1,
        says: Says::Value,
        verb: None,
        bound: Bound::Exact,
        estimate: false,
        target: false,
        basis: None,
        bracket: false,
        negative: false,
    };
    look_left(page, pieces, from, &mut fact);
    let side = Side { page, pieces };
    fact.says = side.classify(&mut fact, amount);
    if matches!(fact.says, Says::Plan { .. }) {
        // *có chỉ tiêu vượt 13% kế hoạch*: only what is striven for sets a share.
        let strives = |p: &Piece| matches!(p.cue(), Some(Cue::Target | Cue::Must));
        fact.target &= pieces.get(fact.left..at).is_some_and(|words| words.iter().any(strives));
    }
    Some(fact)
}

/// Takes in the hedges and verbs right before the amount.
fn look_left(page: &Page<'_>, pieces: &[Piece], from: usize, fact: &mut Fact) {
    let mut inner = fact.at;
    while let Some(piece) = inner.checked_sub(1).filter(|&i| i >= from).and_then(|i| pieces.get(i)) {
        if let Some(next) = passed_over(page, pieces, from, inner, fact) {
            inner = next;
            continue;
        }
        match piece.what {
            What::Cue(cue, rule) => {
                match cue {
                    // *điều chuyển 480 tỷ đồng từ 11 dự án*: where it comes from.
                    Cue::Bound if inner == fact.at && comes_from(page, pieces, inner - 1, rule) => break,
                    Cue::Bound => bound(page, pieces, rule, fact),
                    Cue::Estimate | Cue::EstimateVerb => fact.foresees(),
                    Cue::Plan | Cue::Target if tells_reached(pieces, inner - 1, cue) => break,
                    Cue::Target | Cue::Must if !goes_by_plan(page, pieces, inner - 1) => fact.target = true,
                    Cue::Reaches => fact.verb = Some(Cue::Equates),
                    // *tăng bình quân hằng năm 1,15%*, *(kế hoạch năm 35)*
                    Cue::Period if inner == fact.at && directs(pieces, inner - 1) => {
                        compared(page, pieces, inner - 1, rule, fact);
                    }
                    Cue::Horizon if inner == fact.at && is_set(pieces, inner - 1) => {}
                    Cue::Period if inner == fact.at || ends_verb(pieces, inner - 1, fact.verb) => break,
                    Cue::Period => {}
                    // *ước tính cũng đạt 62,6 tạ/ha*
                    Cue::Joins if fact.verb.is_some() && is_hoped_for(pieces, inner - 1) => {}
                    // *có lãi tăng và khoảng 38% đơn vị …*: a share of what it counts, and no change.
                    Cue::Joins | Cue::Respectively if fact.verb.is_some() || is_share_of(pieces, fact.at) => break,
                    Cue::Joins | Cue::Respectively => {}
                    Cue::Up
                    | Cue::Down
                    | Cue::Factor
                    | Cue::Exceed
                    | Cue::Short
                    | Cue::Ratio
                    | Cue::Share
                    | Cue::Contribute => fact.turns(cue),
                    Cue::Copula | Cue::Versus if inner == fact.at && is_others(pieces, inner, cue) => {
                        fact.verb = Some(Cue::Than);
                    }
                    // *sẽ đạt mức 45 tấn*: what tells so stands before it.
                    Cue::Equates if page.lexicon.is_rule(rule, LEVEL) => {}
                    Cue::Brings if fact.verb.is_some() => break,
                    // *mục tiêu đề ra là giảm 1,5 điểm phần trăm*
                    // *thấp hơn so với kế hoạch đề ra 2%*
                    Cue::Copula | Cue::Versus if leads_on(pieces, inner - 1, cue, fact.verb) => {}
                    Cue::Equates | Cue::Copula | Cue::With if changes(fact.verb) => break,
                    Cue::Equates | Cue::Copula | Cue::With => fact.verb = fact.verb.or(Some(Cue::Equates)),
                    Cue::Brings => fact.verb = fact.verb.or(Some(cue)),
                    // *thấp hơn cùng kỳ năm trước 3,1 điểm phần trăm*, *đạt bình quân 12,4%*
                    Cue::Basis if inner == fact.at && directs(pieces, inner - 1) => based(page, rule, fact),
                    Cue::Lead
                        if inner == fact.at && tells(pieces, inner - 1) && page.lexicon.is_rule(rule, AVERAGE) => {}
                    Cue::Than if fact.verb.is_none() => fact.verb = Some(cue),
                    _ if fact.verb == Some(Cue::Than) => break,
                    Cue::Plan if fact.verb.is_none() && !fact.estimate => fact.verb = Some(cue),
                    Cue::Plan if changes(fact.verb) => fact.target = true,
                    _ => break,
                }
                inner -= 1;
            }
            What::Mark(mark) if inner == fact.at && is_sign(pieces, fact.at, mark) => inner -= 1,
            _ => {
                fact.bracket = piece.is_mark('(');
                break;
            }
        }
    }
    fact.left = inner;
}

/// Whether a word that may bound a number stands right behind another number, and that number is no range.
fn comes_from(page: &Page<'_>, pieces: &[Piece], at: usize, rule: u32) -> bool {
    let amount = |at: usize| pieces.get(at).and_then(Piece::amount);
    let plain = amount(at + 1).is_some_and(|a| a.upper.is_none() && !a.is_percent());
    let before = at.checked_sub(1).is_some_and(|before| amount(before).is_some());
    before && plain && page.lexicon.is_rule(rule, FROM)
}

/// Whether something that was set stands right before a piece.
fn is_set(pieces: &[Piece], at: usize) -> bool {
    at.checked_sub(1).and_then(|i| pieces.get(i)).is_some_and(|p| matches!(p.cue(), Some(Cue::Plan | Cue::Target)))
}

/// Whether a copula at a piece stands between what was set and its change, or a comparison between a direction and a plan.
fn leads_on(pieces: &[Piece], at: usize, cue: Cue, verb: Option<Cue>) -> bool {
    match cue {
        Cue::Copula => changes(verb) && is_set(pieces, at),
        _ => verb == Some(Cue::Plan) && directs(pieces, at),
    }
}

/// Takes in a basis that stands before the amount.
fn based(page: &Page<'_>, rule: u32, fact: &mut Fact) {
    if let Some(Gives::Basis(basis)) = page.lexicon.rule(rule).map(|r| &r.gives) {
        fact.basis = Some(*basis);
    }
}

/// Takes in a bound; *từ* before a range only opens it.
fn bound(page: &Page<'_>, pieces: &[Piece], rule: u32, fact: &mut Fact) {
    let ranged = pieces.get(fact.at).and_then(Piece::amount).is_some_and(|a| a.upper.is_some());
    if fact.bound == Bound::Exact
        && let Some(Gives::Bound(bound)) = page.lexicon.rule(rule).map(|r| &r.gives)
    {
        fact.bound = if ranged && *bound == Bound::AtLeast { Bound::Exact } else { *bound };
    }
}

/// Whether a percentage counts what stands right behind it (*38% đơn vị*).
fn is_share_of(pieces: &[Piece], at: usize) -> bool {
    let percent = pieces.get(at).and_then(Piece::amount).is_some_and(super::amount::Amount::is_percent);
    percent && pieces.get(at + 1).and_then(Piece::cue) == Some(Cue::Counted)
}

/// Whether a word of what is foreseen or set stands right before a piece.
fn is_hoped_for(pieces: &[Piece], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| pieces.get(i)).and_then(Piece::cue);
    matches!(before, Some(Cue::Estimate | Cue::EstimateVerb | Cue::Target | Cue::Must))
}

/// Whether a direction stands right before a piece.
fn directs(pieces: &[Piece], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| pieces.get(i)).and_then(Piece::cue);
    matches!(before, Some(Cue::Up | Cue::Down))
}

/// Whether a verb that tells a level or a change stands right before a piece.
fn tells(pieces: &[Piece], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| pieces.get(i)).and_then(Piece::cue);
    matches!(before, Some(Cue::Up | Cue::Down | Cue::Equates))
}

/// Whether a time at a piece stands before the verb that is found, with no hedge before it.
fn ends_verb(pieces: &[Piece], at: usize, verb: Option<Cue>) -> bool {
    verb.is_some() && !hedges(pieces, at)
}

/// What stands right before a number and is passed over: a colon, who gave a plan, a word that stresses. Where to look on.
fn passed_over(page: &Page<'_>, pieces: &[Piece], from: usize, inner: usize, fact: &mut Fact) -> Option<usize> {
    if inner != fact.at {
        return None;
    }
    if let Some(plan) = given_plan(pieces, from, inner) {
        return Some(plan + 1);
    }
    let last = inner - 1;
    match pieces.get(last).map(|p| &p.what) {
        Some(What::Mark(':')) if fact.verb.is_none() => {
            fact.verb = Some(colon(pieces, inner.saturating_sub(2)));
            // *(4,1 m2/người; nghị quyết: 5,5 m2/người)*
            if !is_plan_of_bracket(pieces, last.saturating_sub(1)) {
                return Some(last);
            }
            fact.verb = Some(Cue::Plan);
            Some(last - 1)
        }
        // *chỉ tiêu được giao đến 21,4%*
        Some(What::Cue(Cue::Preposition, rule)) if page.lexicon.is_rule(*rule, UP_TO) && is_set(pieces, last) => {
            fact.verb = Some(Cue::Plan);
            Some(last - 1)
        }
        // *mục tiêu cả năm 72 tỷ USD*
        Some(What::Cue(Cue::Period, rule)) if is_set(pieces, last) && is_whole(page, *rule) => {
            fact.verb = Some(Cue::Plan);
            Some(last)
        }
        // *thấp hơn cùng kỳ tới 14%*, *tăng so với cùng kỳ là 268 vụ*: one word between only stresses the number.
        Some(What::Word | What::Cue(Cue::Preposition | Cue::Copula, _)) if is_stressed(pieces, last) => {
            stressed(page, pieces, last - 1, fact);
            Some(last - 1)
        }
        _ => None,
    }
}

/// *vượt dự toán Trung ương 12%*: the plan that is exceeded or missed, where only who gave it stands between it and the number.
fn given_plan(pieces: &[Piece], from: usize, end: usize) -> Option<usize> {
    const GIVER: usize = 4;
    let percent = pieces.get(end).and_then(Piece::amount).is_some_and(super::amount::Amount::is_percent);
    let who = |p: &Piece| p.what == What::Word || matches!(p.cue(), Some(Cue::Counted | Cue::Scope | Cue::Horizon));
    let plan = (from..end).rev().take(GIVER + 1).find(|&i| !pieces.get(i).is_some_and(who))?;
    let cue = |i: usize| pieces.get(i).and_then(Piece::cue);
    let turns = matches!(cue(plan.checked_sub(1)?), Some(Cue::Exceed | Cue::Short));
    (percent && turns && cue(plan) == Some(Cue::Plan) && plan + 1 < end).then_some(plan)
}

/// Whether the piece at `at` is a plan's word that stands alone behind what parts a bracket.
fn is_plan_of_bracket(pieces: &[Piece], at: usize) -> bool {
    let plan = pieces.get(at).is_some_and(|p| p.cue() == Some(Cue::Plan));
    let before = at.checked_sub(1).and_then(|i| pieces.get(i));
    let inside = pieces.get(..at).unwrap_or_default().iter().rev().find(|p| p.is_mark('(') || p.is_mark(')'));
    plan && before.is_some_and(|p| p.is_mark('(') || p.is_mark(';')) && inside.is_some_and(|p| p.is_mark('('))
}

/// Whether a word at a piece stands between a number and what it is compared with, behind a direction.
fn is_stressed(pieces: &[Piece], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let base = matches!(pieces.get(before).and_then(Piece::cue), Some(Cue::Basis | Cue::Period));
    base && directs(pieces, before)
}

/// Takes in what stands before such a word.
fn stressed(page: &Page<'_>, pieces: &[Piece], at: usize, fact: &mut Fact) {
    match pieces.get(at).map(|p| &p.what) {
        Some(What::Cue(Cue::Basis, rule)) => based(page, *rule, fact),
        Some(What::Cue(Cue::Period, rule)) => compared(page, pieces, at, *rule, fact),
        _ => {}
    }
}

/// *thấp hơn quý II 14%*: a time behind a word that compares is what is compared with.
fn compared(page: &Page<'_>, pieces: &[Piece], at: usize, rule: u32, fact: &mut Fact) {
    const COMPARES: [&str; 2] = ["change.more", "change.less"];
    let before = at.checked_sub(1).and_then(|i| pieces.get(i)).map(|p| &p.what);
    let Some(What::Cue(_, verb)) = before else { return };
    let compares = page.lexicon.rule(*verb).is_some_and(|rule| COMPARES.iter().any(|id| rule.id == *id));
    let form = page.lexicon.rule(rule).map(|r| &r.gives);
    if let Some(Gives::Name(form)) = form.filter(|_| compares) {
        fact.basis = match form.split([':', ' ']).next() {
            Some("month" | "quarter") => Some(Basis::PreviousPeriod),
            Some("year") => Some(Basis::PreviousYear),
            _ => Some(Basis::Other),
        };
    }
}

/// What a colon before a number means behind the piece at `at`: that it is so much, or the other time's (*thấp hơn năm 2023: 64,1%*).
fn colon(pieces: &[Piece], at: usize) -> Cue {
    let time = matches!(pieces.get(at).and_then(Piece::cue), Some(Cue::Basis | Cue::Period));
    if time && directs(pieces, at) { Cue::Than } else { Cue::Equates }
}

/// Whether a word right before an amount makes it another time's: *đạt 41,2% so với năm 2023 là 39,4%*, *so với 27,5% cùng kỳ*.
fn is_others(pieces: &[Piece], at: usize, cue: Cue) -> bool {
    if cue == Cue::Copula { of_time_compared(pieces, at - 1) } else { of_other_time(pieces, at) }
}

/// Whether a time that an amount is compared with stands before the piece at `at`.
fn of_time_compared(pieces: &[Piece], at: usize) -> bool {
    let basis = at.checked_sub(1).and_then(|i| pieces.get(i)).and_then(Piece::cue) == Some(Cue::Basis);
    basis && at.checked_sub(2).and_then(|i| pieces.get(i)).is_some_and(|p| p.amount().is_some())
}

/// Whether a number is another time's (*27,5% cùng kỳ năm trước*).
fn of_other_time(pieces: &[Piece], at: usize) -> bool {
    pieces.get(at + 1).and_then(Piece::cue) == Some(Cue::Basis)
}

/// Whether a hedge stands right before a piece.
fn hedges(pieces: &[Piece], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| pieces.get(i)).and_then(Piece::cue);
    matches!(before, Some(Cue::Estimate | Cue::EstimateVerb | Cue::Target | Cue::Must))
}

/// Whether the verb so far tells a change or a share, before which only hedges may stand.
fn changes(verb: Option<Cue>) -> bool {
    matches!(verb, Some(Cue::Up | Cue::Down | Cue::Factor | Cue::Exceed | Cue::Short | Cue::Share | Cue::Contribute))
}

/// Whether a mark is the sign of the amount at a piece.
fn is_sign(pieces: &[Piece], at: usize, mark: char) -> bool {
    amount::sign(mark).is_some() && pieces.get(at).and_then(Piece::amount).is_some_and(|a| a.negative.is_some())
}
