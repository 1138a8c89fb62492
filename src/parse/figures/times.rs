//! Times told together (*tháng 9 và 9 tháng lần lượt đạt 45 và 320 tỷ đồng*): one indicator, a number for each of them in order.

use super::clause::Clause;
use super::fact::Fact;
use super::pieces::Piece;
use super::state::State;
use crate::parse::period::{self, Mention};
use crate::rules::Cue;
use crate::text::Span;

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
