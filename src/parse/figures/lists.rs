//! Lists in order (*lần lượt*): n numbers that go to n indicators.

use super::amount::{Amount, Measure};
use super::bases::{tells_nothing_else, two_bases};
use super::clause::Clause;
use super::fact::{self, Fact, Says};
use super::phrase;
use super::pieces::{Piece, What};
use super::state::State;
use super::times;
use crate::model::{Decimal, Figure, figure::Kind, warning::Code};
use crate::rules::Cue;
use crate::text::Span;

/// Words of a verb that may stand between *lần lượt* and the first number.
const VERB: usize = 2;

/// Where a list in order starts at or before the amount at `at`: reads it whole and returns the piece after it.
pub fn read(state: &mut State<'_>, clause: &mut Clause<'_, '_>, at: usize) -> Option<usize> {
    if let Some(next) = of_other_time(state, clause, at) {
        return Some(next);
    }
    let Some(cue) =
        (clause.start..at).rev().find(|&i| clause.pieces.get(i).is_some_and(|p| p.cue() == Some(Cue::Respectively)))
    else {
        return unsaid(state, clause, at);
    };
    let led = clause.pieces.get(cue..at)?.iter().filter(|p| p.what == What::Word).count() > VERB;
    let facts = members(state, clause.pieces, clause.start, at);
    if facts.len() < 2 {
        return None;
    }
    let first = facts.first()?.clone();
    // *Lần lượt A, B và C đạt 5, 6 và 7 tỷ đồng*: the names stand behind the word for their order.
    let behind = led.then(|| phrase::list(clause.line, clause.pieces, cue + 1, first.left));
    if behind.as_ref().is_some_and(|names| names.len() != facts.len()) {
        return None;
    }
    let mut bases: Vec<_> = facts.iter().filter_map(|f| f.basis).collect();
    bases.dedup();
    if bases.len() == facts.len() {
        // *lần lượt tăng 0,8% so với tháng 9 và 5,1% so với cùng kỳ*: one indicator, two bases.
        return None;
    }
    let facts = turned(clause, facts, cue);
    let names = match cue.checked_sub(1).filter(|&i| clause.pieces.get(i).is_some_and(|p| p.is_mark('('))) {
        Some(open) => before_bracket(clause, open, facts.len()),
        None => None,
    };
    clause.between(state, &first);
    let names =
        behind.or(names).unwrap_or_else(|| phrase::list(clause.line, clause.pieces, clause.start, cue.min(first.left)));
    let names = match names.as_slice() {
        [first, .., last] | [first @ last] if names.len() != facts.len() => {
            parts_of(clause, first.join(*last), facts.len()).unwrap_or(names)
        }
        _ => names,
    };
    let values = facts.iter().all(|f| f.says == Says::Value);
    let known = told_last(state, facts.len(), values);
    let times = clause.times_of(&facts, &names);
    let figures: Vec<usize> = if let Some((times, name)) = times.zip(names.first()) {
        clause.by_times(state, &facts, (*name, &times))
    } else if names.len() == facts.len() {
        facts.iter().zip(&names).map(|(f, n)| clause.fresh(state, f, *n)).collect()
    } else if let Some(all) = subjects(clause, cue, facts.len()).filter(|_| names.len() < 2) {
        let figures: Vec<usize> = facts.iter().zip(&all).map(|(f, n)| clause.fresh(state, f, *n)).collect();
        names.first().into_iter().for_each(|what| tell_what(state, &figures, *what));
        figures
    } else if names.is_empty() {
        match set_beside(state, clause, cue, facts.len()).or(known) {
            Some(figures) => figures,
            None if tells_nothing_else(clause, &facts) => return Some(untold(state, clause, &facts)),
            None => return None,
        }
    } else if names.len() > 1 {
        return Some(untold(state, clause, &facts));
    } else {
        return None;
    };
    Some(hand_out(state, clause, facts, &figures))
}

/// *(cơ cấu tương ứng của cùng kỳ năm trước là 15,1%; 34,2%; 50,7%)*: the other time's levels of as many indicators as the
/// paragraph told shares or levels of last.
fn of_other_time(state: &mut State<'_>, clause: &mut Clause<'_, '_>, at: usize) -> Option<usize> {
    const LEAST: usize = 3;
    let basis = (clause.start..at).rev().find(|&i| clause.piece(i).is_some_and(|p| p.cue() == Some(Cue::Basis)))?;
    let leads = |p: &Piece| {
        p.is_mark(':')
            || matches!(
                p.cue(),
                Some(Cue::Copula | Cue::Equates | Cue::Period | Cue::Respectively | Cue::Up | Cue::Down | Cue::Bound)
            )
    };
    if !clause.pieces.get(basis + 1..at)?.iter().all(leads) {
        return None;
    }
    let facts = members(state, clause.pieces, basis + 1, at);
    if let Some(figures) = times::changed_then(state, clause, basis, &facts) {
        clause.between(state, facts.first()?);
        return Some(hand_out_then(state, clause, facts, figures));
    }
    let level =
        |f: &Fact| matches!(f.says, Says::Open | Says::Value) && clause.pieces.get(f.at).is_some_and(is_percent);
    if facts.len() < LEAST || !facts.iter().all(level) {
        return None;
    }
    let told = state.figures.get(state.paragraph..)?;
    let told = told.get(told.len().checked_sub(facts.len())?..)?;
    let is_level = |f: &Figure| f.share.is_some() || f.value.as_ref().is_some_and(|v| v.unit == "%");
    if !told.iter().all(is_level) {
        return None;
    }
    let told: Vec<usize> = told.iter().map(|f| f.id).collect();
    clause.between(state, facts.first()?);
    Some(hand_out_then(state, clause, facts, told))
}

/// Gives each fact to the other time's figure of an indicator; the piece after them.
fn hand_out_then(state: &mut State<'_>, clause: &mut Clause<'_, '_>, facts: Vec<Fact>, told: Vec<usize>) -> usize {
    let sentence = clause.line.sentence.span;
    let figures: Vec<usize> = told.into_iter().map(|f| state.again(f, Kind::Reference, sentence)).collect();
    hand_out(state, clause, facts, &figures)
}

pub(super) fn is_percent(piece: &Piece) -> bool {
    piece.amount().is_some_and(Amount::is_percent)
}

/// A list in order with more or fewer numbers than names: whose they are cannot be told, which is. The piece after them.
fn untold(state: &mut State<'_>, clause: &mut Clause<'_, '_>, facts: &[Fact]) -> usize {
    for fact in facts {
        if let Some(amount) = clause.pieces.get(fact.at).and_then(Piece::amount) {
            state.warn(Code::NumberUnread, vec![amount.span.of(state.page.text).to_owned()], amount.span);
        }
    }
    clause.start = facts.last().map_or(clause.start, |f| f.right);
    clause.start
}

/// *A, B và C là 3 thị trường lớn nhất, tăng tương ứng 12%, 8% và 5%*: the sentence's subjects, where they are as many as the numbers.
fn subjects(clause: &Clause<'_, '_>, cue: usize, count: usize) -> Option<Vec<Span>> {
    let copula = (0..cue.min(clause.start)).find(|&i| clause.piece(i).is_some_and(|p| p.cue() == Some(Cue::Copula)))?;
    let plain = (0..copula).all(|i| clause.piece(i).is_some_and(|p| p.amount().is_none()));
    let names = phrase::list(clause.line, clause.pieces, 0, copula);
    (plain && names.len() == count).then_some(names)
}

/// *A và B là 2 thị trường lớn nhất, với giá trị lần lượt là …*: puts what is told of each before its name.
fn tell_what(state: &mut State<'_>, figures: &[usize], what: Span) {
    for &figure in figures {
        if let Some(figure) = state.figures.get_mut(figure) {
            figure.indicator = format!("{} {}", what.of(state.page.text), figure.indicator);
        }
    }
}

/// *Dư nợ ngắn hạn, trung hạn và dài hạn lần lượt chiếm …*: the parts of a name, where commas and joining words make as many of it as there
/// are numbers.
pub(super) fn parts_of(clause: &Clause<'_, '_>, name: Span, count: usize) -> Option<Vec<Span>> {
    let words: Vec<&Piece> = clause.pieces.iter().filter(|p| name.contains(p.span)).collect();
    let parts = words.split(|p| p.is_mark(',') || p.cue() == Some(Cue::Joins));
    let parts: Option<Vec<Span>> = parts.map(|part| Some(part.first()?.span.join(part.last()?.span))).collect();
    parts.filter(|parts| parts.len() == count)
}

/// *do sự phục hồi của dầu thô và thu nội địa (lần lượt tăng 13,8% và 34,3%)*: the last names before the bracket, as many as there
/// are numbers in it.
fn before_bracket(clause: &Clause<'_, '_>, open: usize, count: usize) -> Option<Vec<Span>> {
    let all = phrase::list(clause.line, clause.pieces, clause.start, open);
    let mut names = all.get(all.len().checked_sub(count)?..)?.to_vec();
    let first = names.first_mut()?;
    let mut inside = clause.pieces.iter().filter(|p| first.contains(p.span) && p.span.end < first.end);
    if let Some(of) = inside.rfind(|p| p.cue() == Some(Cue::Preposition)) {
        let next = clause.pieces.iter().find(|p| p.span.start >= of.span.end)?;
        *first = Span::new(next.span.start, first.end);
    }
    Some(names)
}

/// *than đá và dầu thô giảm mạnh, lần lượt là 65,4% và 48,3%*: percentages whose direction stands before the comma.
fn turned(clause: &Clause<'_, '_>, mut facts: Vec<Fact>, cue: usize) -> Vec<Fact> {
    let comma = cue.checked_sub(1).filter(|&i| clause.pieces.get(i).is_some_and(|p| p.is_mark(',')));
    let before = |i: usize| clause.pieces.get(i).and_then(Piece::cue);
    // *đều tăng cao so với cùng kỳ, lần lượt đạt 4% và 9%*
    let last = comma.and_then(|i| i.checked_sub(1));
    let verb = last.map(|i| if before(i) == Some(Cue::Basis) { i.saturating_sub(1) } else { i }).and_then(before);
    let down = match verb {
        Some(Cue::Up) => false,
        Some(Cue::Down) => true,
        _ => return facts,
    };
    for fact in facts.iter_mut().filter(|f| f.says == Says::Open) {
        fact.says = Says::Change { down };
    }
    facts
}

/// *128 tạm ngừng và 31 giải thể; tăng 15,3% và bằng 83,7%*: as many changes against one time as wholes just told, none
/// of which has one yet, go to them in order without a word that says so.
fn unsaid(state: &mut State<'_>, clause: &mut Clause<'_, '_>, at: usize) -> Option<usize> {
    let changes = |f: &Fact| matches!(f.says, Says::Change { .. } | Says::Ratio) && f.verb.is_some();
    let facts = members(state, clause.pieces, clause.start, at);
    let bases = facts.iter().filter(|f| f.basis.is_some()).count();
    // *…, song A và B đạt 3.200 và 1.100 tỷ đồng, bằng 51% và 44% dự toán*: behind another clause the list alone.
    let listed = clause.listed.clone();
    let first = if listed.end == state.figures.len() { listed.start.max(state.sentence) } else { state.sentence };
    let told = state.figures.get(first..)?;
    let open = |f: &Figure| f.changes.is_empty() && f.plans.is_empty();
    let told_alone = told.len() == facts.len() && told.iter().all(|f| f.value.is_some() && f.within.is_none());
    let (first, rest) = facts.split_first()?;
    let one_verb = first.verb.is_some() && !rest.is_empty() && rest.iter().all(|f| f.verb.is_none());
    let shared = changes(first) && bases < 2 && one_verb;
    if one_verb && (shared && first.basis.is_none() && !two_bases(clause, &facts) || are_levels(clause, &facts)) {
        // *A và B tăng 6% và 11%*, *A và B đạt 312.000 con và 45.000 con*: one verb for both.
        let names = phrase::list(clause.line, clause.pieces, clause.start, first.left);
        if let Some((times, name)) = clause.times_of(&facts, &names).zip(names.first()) {
            clause.between(state, first);
            let figures = clause.by_times(state, &facts, (*name, &times));
            return Some(hand_out(state, clause, facts, &figures));
        }
        let names = Some(names).filter(|names| names.len() == facts.len());
        if let Some(names) = names {
            let figures: Vec<usize> = facts.iter().zip(&names).map(|(f, n)| clause.fresh(state, f, *n)).collect();
            return Some(hand_out(state, clause, facts, &figures));
        }
    }
    // *…, bằng 51% và 44% dự toán, tăng 8% và 2% so với cùng kỳ*: what has not been said of any of them.
    let plans = facts.iter().all(|f| matches!(f.says, Says::Plan { .. })) && told.iter().all(|f| f.plans.is_empty());
    let percent = |f: &Fact| clause.piece(f.at).is_some_and(is_percent);
    let turned =
        shared && facts.iter().all(percent) && told.iter().all(|f| f.changes.is_empty()) && !two_bases(clause, &facts);
    // *với giá trị lần lượt là …, chiếm tỷ trọng 20,5%, 20,8% và 6,6%*
    let shares = facts.iter().all(|f| f.says == Says::Share) && told.iter().all(|f| f.share.is_none());
    let fits = one_verb && (plans || turned || shares) || told.iter().all(open) && facts.iter().all(changes);
    if facts.len() < 2 || !told_alone || !fits || bases > 1 || clause.name(facts.first()?).is_some() {
        return None;
    }
    let figures: Vec<usize> = told.iter().map(|f| f.id).collect();
    clause.between(state, facts.first()?);
    Some(hand_out(state, clause, facts, &figures))
}

/// Whether facts tell levels in one unit.
fn are_levels(clause: &Clause<'_, '_>, facts: &[Fact]) -> bool {
    let unit = |f: &Fact| clause.piece(f.at).and_then(Piece::amount).map(|a| a.measure);
    let first = facts.first().and_then(unit).filter(|measure| *measure != Measure::None);
    first.is_some() && facts.iter().all(|f| f.says == Says::Value && !f.bracket && unit(f) == first)
}

/// Gives each fact to its figure, with the unit and the basis of the last where it has none; the piece after them.
fn hand_out(state: &mut State<'_>, clause: &mut Clause<'_, '_>, facts: Vec<Fact>, figures: &[usize]) -> usize {
    let end = facts.last().map_or(clause.start, |f| f.right);
    let first = facts.first().map(|f| f.says.clone());
    let unit = facts
        .iter()
        .rev()
        .find_map(|f| clause.pieces.get(f.at)?.amount().filter(|a| a.measure != Measure::None))
        .cloned();
    let bases = facts.last().and_then(|f| f.basis);
    let one_by_one = figures.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b));
    if let (Some(&first), Some(&last), true) = (figures.first(), figures.last(), one_by_one) {
        clause.listed = first..last + 1;
    }
    for (mut fact, &figure) in facts.into_iter().zip(figures) {
        fact.basis = fact.basis.or(bases).or(clause.basis);
        if fact.verb.is_none() && matches!((&first, &fact.says), (Some(Says::Change { .. }), Says::Ratio | Says::Open))
        {
            fact.says = first.clone().unwrap_or(Says::Open);
        }
        clause.give_to(state, figure, &fact, unit.as_ref());
    }
    clause.start = end;
    end
}

/// *A đạt 62,7%, B đạt 48,9% (kế hoạch lần lượt là 65% và 60%)*: the targets of the last figures, which have a value each.
fn set_beside(state: &mut State<'_>, clause: &Clause<'_, '_>, cue: usize, count: usize) -> Option<Vec<usize>> {
    let open = (clause.start..cue).rev().find(|&i| clause.piece(i).is_some_and(|p| p.is_mark('(')))?;
    let set = |i: usize| clause.piece(i).is_some_and(|p| matches!(p.cue(), Some(Cue::Plan | Cue::Target)));
    let told = state.figures.get(state.sentence..).filter(|_| (open..cue).any(set))?;
    let told: Vec<usize> = told.iter().rev().take(count).filter(|f| f.value.is_some()).map(|f| f.id).collect();
    let sentence = clause.line.sentence.span;
    (told.len() == count).then(|| told.iter().rev().map(|&f| state.again(f, Kind::Target, sentence)).collect())
}

/// The figures of the sentence that a list of so many numbers is about: the wholes where they are as many, and else the
/// last ones.
fn told_last(state: &State<'_>, count: usize, values: bool) -> Option<Vec<usize>> {
    let known = state.figures.get(state.sentence..)?;
    // *tổng sản lượng đạt 3.780 nghìn tấn, trong đó A và B tăng gần 6%, đạt tương ứng là …*: what has a value takes none.
    if values && known.iter().rev().take(count).any(|f| f.value.is_some()) {
        return None;
    }
    let wholes: Vec<usize> =
        known.iter().filter(|f| f.within.is_none_or(|w| w < state.sentence)).map(|f| f.id).collect();
    if wholes.len() == count {
        return Some(wholes);
    }
    // *Hàng hóa đạt 38 triệu tấn. Trong đó, container đạt 1,3 triệu TEU, tăng lần lượt 18% và 27%*: of the whole too, told before.
    let whole = known.first().and_then(|f| f.within).filter(|&w| w < state.sentence && known.len() + 1 == count);
    let open = |f: &Figure| f.value.is_some() && f.changes.is_empty() && f.plans.is_empty();
    if let Some(whole) = whole.filter(|&w| state.figures.get(w).is_some_and(open) && known.iter().all(open)) {
        return Some(std::iter::once(whole).chain(known.iter().map(|f| f.id)).collect());
    }
    known.len().checked_sub(count).and_then(|from| known.get(from..)).map(|last| last.iter().map(|f| f.id).collect())
}

/// Amounts of the longest list; what goes on longer has no names to go with it.
const LONGEST: usize = 40;

/// The amounts of the list: parted by commas, semicolons and joining words, units and signs shared.
fn members(state: &State<'_>, pieces: &[Piece], mut from: usize, at: usize) -> Vec<Fact> {
    let mut out: Vec<Fact> = Vec::new();
    let mut next = at;
    while let Some(fact) = fact::read(state.page, pieces, from, next) {
        let end = fact.right;
        // *lần lượt đạt 5, 6 và 7 con, giảm 2%, tăng 3% và tăng 6%*: what is said of them after it is a list of its own.
        let values = out.first().is_some_and(|f| f.says == Says::Value);
        let of_plan = out.iter().any(|f| matches!(f.says, Says::Plan { .. }));
        let turns = matches!(fact.says, Says::Change { .. } | Says::Ratio) && fact.verb.is_some();
        // *đạt 312.000 con và 45.000 con, bằng 93,3% và 105,8% kế hoạch, tăng 3% và 2%*
        let unit = |f: &Fact| pieces.get(f.at).and_then(Piece::amount).map(|a| a.measure);
        let rated = fact.verb == Some(Cue::Ratio) && out.len() > 1 && out.first().map(unit) != Some(unit(&fact));
        if values && (turns || rated) || of_plan && matches!(fact.verb, Some(Cue::Up | Cue::Down)) {
            break;
        }
        from = end;
        out.push(fact);
        let follows = pieces
            .iter()
            .enumerate()
            .skip(end)
            .take_while(|(_, p)| {
                p.amount().is_none()
                    && (matches!(p.what, What::Mark(',' | ';' | '+' | '-' | '–'))
                        || matches!(
                            p.cue(),
                            Some(Cue::Joins | Cue::Up | Cue::Down | Cue::Bound | Cue::Equates | Cue::Ratio)
                        ))
            })
            .count();
        next = end + follows;
        if follows == 0 || out.len() == LONGEST {
            break;
        }
    }
    beyond_plan(pieces, &mut out);
    share_meaning(&mut out);
    out
}

/// *lần lượt vượt 3,1% và 40% so với chỉ tiêu*: the verb of the first holds for all, and the plan of the last.
fn beyond_plan(pieces: &[Piece], facts: &mut [Fact]) {
    let sign = match facts.first().and_then(|f| f.verb) {
        Some(Cue::Exceed) => Decimal::ONE,
        Some(Cue::Short) => Decimal::NEGATIVE_ONE,
        _ => return,
    };
    let Some(Says::Plan { of, horizon, .. }) = facts.iter().skip(1).find(|f| f.verb.is_none()).map(|f| f.says.clone())
    else {
        return;
    };
    for (number, fact) in facts.iter_mut().enumerate() {
        let amount = pieces.get(fact.at).and_then(Piece::amount).filter(|a| a.is_percent());
        if let Some(amount) = amount.filter(|_| number == 0 || fact.verb.is_none()) {
            let percent = Decimal::ONE_HUNDRED + sign * amount.value;
            fact.says = Says::Plan { percent, of, horizon };
        }
    }
}

/// What only the last of a list says (its plan) or only the first (its direction) holds for all of them.
fn share_meaning(facts: &mut [Fact]) {
    let plan = facts.iter().rev().find_map(|f| match &f.says {
        Says::Plan { of, horizon, .. } => Some((*of, *horizon)),
        _ => None,
    });
    // *bằng 51% và 44% dự toán*
    let led = facts.first().is_some_and(|f| f.says == Says::Ratio && f.basis.is_none());
    let led = led && plan.is_some() && facts.iter().skip(1).all(|f| f.verb.is_none());
    let ratio = facts.iter().any(|f| f.says == Says::Ratio);
    // *lần lượt chiếm 58,3%; 17,2% và 24,5%*
    let shares = facts.first().is_some_and(|f| f.says == Says::Share);
    let mut down: Option<bool> = None;
    for fact in facts.iter_mut() {
        match fact.says {
            Says::Change { down: d } => down = Some(d),
            Says::Open | Says::Ratio if plan.is_some() && (fact.says == Says::Open || led) => {
                let (of, horizon) = plan.unwrap_or((Span::default(), None));
                fact.says = Says::Plan { percent: Decimal::ZERO, of, horizon };
            }
            Says::Open | Says::Value if down.is_some() => fact.says = Says::Change { down: down.unwrap_or_default() },
            Says::Open if ratio => fact.says = Says::Ratio,
            Says::Open if shares => fact.says = Says::Share,
            _ => {}
        }
    }
}
