//! Times told together (*tháng 9 và 9 tháng lần lượt đạt 45 và 320 tỷ đồng*): one indicator, a number for each of them in order.

use super::clause::Clause;
use super::fact::{Fact, Says};
use super::lists::is_percent;
use super::pieces::Piece;
use super::state::State;
use crate::model::figure::Kind;
use crate::parse::period::{self, Mention};
use crate::rules::Cue;
use crate::text::Span;

/// *A và B lần lượt tăng 13,8% và 34,3%; cùng kỳ giảm 45,1% và giảm 11,1%*: the figures that as many changes of the other time are of.
pub(super) fn changed_then(
    state: &State<'_>,
    clause: &Clause<'_, '_>,
    basis: usize,
    facts: &[Fact],
) -> Option<Vec<usize>> {
    let changes = |f: &Fact| matches!(f.says, Says::Change { .. }) && clause.pieces.get(f.at).is_some_and(is_percent);
    if facts.len() < 2 || !facts.iter().all(changes) || !clause.is_other_time(basis, true) {
        return None;
    }
    let told = state.figures.get(state.sentence..)?;
    let told = told.get(told.len().checked_sub(facts.len())?..)?;
    told.iter().all(|f| f.changes.len() == 1 && f.kind == Kind::Observed).then(|| told.iter().map(|f| f.id).collect())
}

impl Clause<'_, '_> {
    /// The times of a list's facts, which are as many as are joined before the first, where the list has one name.
    pub(super) fn times_of(&self, facts: &[Fact], names: &[Span]) -> Option<Vec<Mention>> {
        let [_] = names else { return None };
        let times = self.times_before(facts.first()?.at);
        (times.len() > 1 && times.len() == facts.len()).then_some(times)
    }

    /// The figures of an indicator for each of the times of a list's facts.
    pub(super) fn by_times(&mut self, state: &mut State<'_>, facts: &[Fact], of: (Span, &[Mention])) -> Vec<usize> {
        let (name, times) = of;
        let mut figures = Vec::with_capacity(facts.len());
        for (fact, time) in facts.iter().zip(times) {
            let figure = self.fresh(state, fact, name);
            if let Some(figure) = state.figures.get_mut(figure) {
                figure.period = None;
            }
            state.date(figure, Some(time));
            figures.push(figure);
        }
        figures
    }

    /// The times that stand joined before a piece, of different lengths each.
    fn times_before(&self, end: usize) -> Vec<Mention> {
        let cue = |at: usize| self.piece(at).and_then(Piece::cue);
        let joins = |at: usize| cue(at) == Some(Cue::Joins) || self.piece(at).is_some_and(|p| p.is_mark(','));
        let mention = |at: usize| {
            let (found, _, _) = self.line.phrase(self.piece(at)?.start)?;
            period::mention(self.line.page, self.line.sentence, found)
        };
        let paired = |&at: &usize| cue(at) == Some(Cue::Period) && joins(at + 1) && cue(at + 2) == Some(Cue::Period);
        let Some(first) = (self.start..end).find(paired) else { return Vec::new() };
        let mut times: Vec<Mention> = mention(first).into_iter().collect();
        let mut at = first;
        while at + 2 < end && joins(at + 1) && cue(at + 2) == Some(Cue::Period) {
            at += 2;
            times.extend(mention(at));
        }
        let apart = times.windows(2).all(|pair| match pair {
            [a, b] => a.scope != b.scope && a.scope.last_month().is_some() && b.scope.last_month().is_some(),
            _ => true,
        });
        if apart { times } else { Vec::new() }
    }
}
