//! Words of a rule that are plain where they stand: part of a name, a code, or of what other words say.

use super::actors::DONE;
use super::pieces::{Line, Piece, What};
use crate::rules::{Cue, Family, Match};
use crate::text::Kind;

/// The rule of a word for a total, which may open a name.
const TOTAL: &str = "verb.total";

/// The rule of words for a level between a verb and its number.
pub(super) const LEVEL: &str = "verb.level";

/// The rule of words that lead in where a sentence starts, and are adjectives elsewhere.
const OPENS: &str = "structure.opens";

/// The rule of words that announce what is to come before a colon.
const DIRECTION: &str = "hedge.direction";

/// The rule of a term that a plan may have, or a loan.
const MEDIUM_TERM: &str = "plan.medium_term";

/// Whether a clause opens behind a piece.
fn opens_clause(what: &What) -> bool {
    matches!(what, What::Mark(';' | ':' | '.' | '"' | '“'))
}

/// The rule of items of a text or a plan.
const ITEMS: &str = "no_figure.items";

impl Line<'_> {
    /// *265 nhiệm vụ đã hoàn thành*: whether a phrase opens with more of something than a text lists, and how far they are is told.
    pub(super) fn counts_dozens(&self, found: &Match) -> bool {
        const MANY: u32 = 20;
        let many = || self.text(found.start).parse().is_ok_and(|n: u32| n >= MANY);
        let missed = || self.page.first(self.sentence, found.end..self.tokens.len(), Family::Verdicts).is_some();
        let first = || self.page.first(self.sentence, found.end..found.end + 1, Family::Figures);
        let state = || first().is_some_and(|m| self.is_ruled(&m, DONE)) || missed();
        self.page.lexicon.is_rule(found.rule, ITEMS) && many() && state()
    }

    /// Whether a phrase that would mean something is plain behind the pieces before it.
    pub(super) fn is_plain(&self, found: &Match, cue: Cue, out: &[Piece]) -> bool {
        cue == Cue::Noun
            || self.goes_on_code(found.start, out)
            || self.is_proper(found, cue)
            || self.is_total_of(found, cue)
            || cue == Cue::Lead && self.is_ruled(found, OPENS) && !out.last().is_none_or(|p| opens_clause(&p.what))
            || cue == Cue::Target && self.is_ruled(found, DIRECTION) && !self.heads(found.end)
            || self.is_loan_term(found, out)
            || self.goes_on_name(found, cue, out)
            || cue == Cue::Equates && self.is_ruled(found, LEVEL) && !self.is_level(found, out)
    }

    /// *chưa đạt gồm: (1) thu ngân sách, (2) trồng rừng*: the token behind the number or letter of an item within a sentence, which is no
    /// part of what it says.
    pub(super) fn behind_item(&self, at: usize, out: &[Piece]) -> Option<usize> {
        let open = usize::from(self.is_mark(at, '('));
        let close = at + open + 1;
        if !self.is_mark(close, ')') || !self.glued(close) || self.kind(close + 1) != Some(Kind::Word) {
            return None;
        }
        let text = self.text(at + open);
        let digits = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        let letter = text.len() == 1 && self.kind(at + open) == Some(Kind::Word) && !self.capital(at + open);
        let parted = out.last().is_none_or(|p| {
            matches!(p.what, What::Mark(',' | ';' | ':')) || matches!(p.cue(), Some(Cue::Joins | Cue::Members))
        });
        let depth = out
            .iter()
            .fold(0usize, |depth, p| (depth + usize::from(p.is_mark('('))).saturating_sub(usize::from(p.is_mark(')'))));
        ((digits || letter) && parted && depth == 0).then_some(close + 1)
    }

    /// *dự kiến đạt mức 45 tấn*: whether a word for a level stands between a verb and its number.
    fn is_level(&self, found: &Match, out: &[Piece]) -> bool {
        let told = matches!(
            out.last().and_then(Piece::cue),
            Some(
                Cue::Equates
                    | Cue::Estimate
                    | Cue::EstimateVerb
                    | Cue::Target
                    | Cue::Must
                    | Cue::Up
                    | Cue::Down
                    | Cue::Reaches
                    | Cue::Ratio
                    | Cue::Copula
                    | Cue::Exceed
            )
        );
        let number = self.kind(found.end) == Some(Kind::Number);
        told && (number || self.phrase(found.end).is_some_and(|(_, cue, _)| cue == Cue::Bound))
    }

    /// Whether a phrase only goes on the code of a document (*Kế hoạch số 145/KH-UBND*).
    fn goes_on_code(&self, at: usize, out: &[Piece]) -> bool {
        let stroke = at.checked_sub(1).is_some_and(|i| self.is_mark(i, '/'));
        stroke && self.glued(at) && out.iter().rev().nth(1).is_some_and(|p| p.cue() == Some(Cue::NoFigure))
    }

    /// *Cần Lộc*, *Hạ Trạch*: whether a word that would mean something is written as one of a proper name.
    fn is_proper(&self, found: &Match, cue: Cue) -> bool {
        let before = found.start.checked_sub(1).and_then(|i| self.kind(i));
        // *Giang Thành giảm …*: its last word, where no number follows.
        let last = found.start.checked_sub(1).is_some_and(|i| self.capital(i));
        let last = last && self.kind(found.end) == Some(Kind::Word);
        let alone = found.end == found.start + 1 && self.capital(found.start);
        alone
            && (self.capital(found.end) || last)
            && !matches!(cue, Cue::Unit | Cue::Currency | Cue::Plan | Cue::Counted | Cue::Scope | Cue::Basis)
            && matches!(before, Some(Kind::Word | Kind::Mark(',' | '(')))
    }

    /// *cho vay trung hạn*: whether a medium term is that of no plan, none being named before it in its clause.
    fn is_loan_term(&self, found: &Match, out: &[Piece]) -> bool {
        let term = self.is_ruled(found, MEDIUM_TERM);
        let clause = out.iter().rev().take_while(|p| !matches!(p.what, What::Mark(',' | ';' | ':' | '(')));
        term && !clause.into_iter().any(|p| p.cue() == Some(Cue::Plan))
    }

    /// *Tổng số vụ đã xử lý là 264 vụ*: whether a word for a total opens the name of what is counted.
    fn is_total_of(&self, found: &Match, cue: Cue) -> bool {
        let total = || self.is_ruled(found, TOTAL);
        let noun = || {
            self.phrase(found.end)
                .is_none_or(|(_, cue, _)| matches!(cue, Cue::Noun | Cue::Counted | Cue::Currency | Cue::Must))
        };
        cue == Cue::Equates && total() && self.kind(found.end) == Some(Kind::Word) && noun()
    }

    /// *phương hướng quý II năm 2025: …*: whether only a few words stand between a token and a colon.
    fn heads(&self, at: usize) -> bool {
        const FEW: usize = 6;
        let mark = |at: &usize| matches!(self.kind(*at), Some(Kind::Mark(_)) | None);
        (at..=at + FEW).find(mark).is_some_and(|mark| self.is_mark(mark, ':'))
    }
}
