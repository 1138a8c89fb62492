//! Words inside a name: phrases that alone would tell something, and only tell what it is that is counted or measured.

use super::amount::Measure;
use super::fact::AVERAGE;
use super::head::head_cue;
use super::pieces::{Line, Piece, What};
use super::written;
use crate::model::Act;
use crate::rules::{Cue, Family, Gives, Match};
use crate::text::Kind;

/// The rule of words of speaking that are nouns too (*đề nghị*).
const NOUNS: &str = "structure.says_noun";

/// The rule of the word that something is done to what stands before it.
const PASSIVE: &str = "verb.passive";

/// The rule of verbs that tell a level.
const EQUATES: [&str; 2] = ["verb.equates", super::inverted::TAKES_IN];

/// Words behind which a number belongs to what stands before them.
const FEW: usize = 2;

/// Words and phrases in which a plan is near.
const NEAR: usize = 6;

impl Line<'_> {
    /// Whether a phrase only goes on the name that stands before it, in `out`.
    pub(super) fn goes_on_name(&self, found: &Match, cue: Cue, out: &[Piece]) -> bool {
        match cue {
            // *Sản lượng đá quý đạt …*, *Số giường gấp: 412*
            Cue::Ratio | Cue::Factor | Cue::Exceed if follows_noun(out) && self.has_no_number(found) => true,
            Cue::Factor | Cue::Exceed | Cue::Times | Cue::Preposition => {
                let marked = cue == Cue::Preposition && self.kind(found.end) != Some(Kind::Word);
                found.end == found.start + 1 && self.ends_name(found, out, marked)
            }
            // *Số công trình cấp nước tập trung tăng …*
            Cue::Lead => !self.is_ruled(found, AVERAGE) && self.ends_name(found, out, true),
            // *Số động vật quý hiếm*: no time of a plan.
            Cue::Horizon => {
                let planned = out.iter().rev().take(NEAR).any(|p| matches!(p.cue(), Some(Cue::Plan | Cue::Target)));
                let paused = matches!(self.kind(found.end), Some(Kind::Number | Kind::Mark(',')));
                let timed = self.phrase(found.end).is_some_and(|(_, cue, _)| cue == Cue::Period)
                    || found.start.checked_sub(1).is_some_and(|before| written::number(self, before).is_some());
                found.end == found.start + 1 && follows_noun(out) && !planned && !paused && !timed
            }
            Cue::Brings | Cue::Equates if self.tells_rate(found, cue) => true,
            // *Diện tích đất được thu hồi đạt …*, *Số tiền đấu giá thu về tăng …*
            Cue::Equates => {
                let passive =
                    self.is_ruled(found, PASSIVE) && self.has_no_number(found) && self.tells_behind(found.end);
                let doubled = EQUATES.iter().any(|id| self.is_ruled(found, id)) && self.is_doubled(found);
                follows_noun(out) && (passive || doubled)
            }
            // *Số học sinh bỏ học giữa chừng tăng …*, *Số cuộc thanh tra theo kế hoạch giảm …*
            Cue::Bound | Cue::Upwards | Cue::Plan => {
                let turned = self.phrase(found.end).is_some_and(|(_, cue, _)| matches!(cue, Cue::Up | Cue::Down));
                turned && self.opens_with_count(out)
            }
            // *Số kiến nghị của cử tri tăng …*
            Cue::Quotes if self.is_noun(found) && self.follows_count(out) => true,
            // *Số đầu sách nói tăng …*
            Cue::Quotes => {
                out.last().is_some_and(|count| self.is_asked_for(found, count))
                    || self.is_noun(found)
                        && (self.leads_nowhere(found.end) || self.tells_behind(found.end))
                        && self.opens_with_count(out)
            }
            // *Số cán bộ là người dân tộc thiểu số tăng …*, *Số vụ vượt đèn đỏ gây tai nạn giảm …*
            // *Số phần quà tặng hộ nghèo tăng …*, *Số hộ cần hỗ trợ giảm …*, and no *phải nỗ lực đạt …*
            Cue::Brings if found.end == found.start + 1 && self.ends_name(found, out, true) => true,
            Cue::Copula | Cue::Causes | Cue::Clause | Cue::Brings | Cue::Up | Cue::Down | Cue::Must => {
                let must = cue == Cue::Must;
                self.tells_behind(found.end)
                    && (self.opens_with_count(out) || must && self.opens_with(out, &[Cue::Head]))
                    && (!must || self.page.first(self.sentence, found.end..found.end + NEAR, Family::Tone).is_none())
            }
            _ => false,
        }
    }

    /// Whether a word of speaking is a noun too.
    pub(super) fn is_noun(&self, found: &Match) -> bool {
        self.is_ruled(found, NOUNS)
    }

    /// Whether a verb that tells something of what stands before it starts at a token.
    fn is_told(&self, at: usize) -> bool {
        self.phrase(at).is_some_and(|(_, cue, _)| tells(cue))
    }

    /// *thu về tăng …*, and no *với mức tăng …*: whether a verb of more than one word, the first of which is none, stands before another.
    fn is_doubled(&self, found: &Match) -> bool {
        let first = || self.page.first(self.sentence, found.start..found.start + 1, Family::Figures);
        found.end > found.start + 1 && self.is_told(found.end) && first().is_none()
    }

    /// Whether the word of a count comes last.
    fn follows_count(&self, out: &[Piece]) -> bool {
        out.last().is_some_and(|p| head_cue(self, p.start, p.end) == Some(Cue::CountWord))
    }

    /// *Số bằng sáng chế được cấp*, *hầm chui, cầu vượt dân sinh*: whether a word that has a number behind it stands before another word, and
    /// no number follows soon.
    fn has_no_number(&self, found: &Match) -> bool {
        let plain = self.phrase(found.end).is_none_or(|(_, cue, _)| matches!(cue, Cue::Noun | Cue::Counted));
        let word = self.kind(found.end) == Some(Kind::Word);
        let number = |i: usize| self.kind(i) == Some(Kind::Number);
        found.end == found.start + 1 && plain && word && !(found.end..found.end + FEW).any(number)
    }

    /// Whether a phrase behind a noun leads to nothing, so that it ends the name; `counted`: where that opens with the word of a count.
    fn ends_name(&self, found: &Match, out: &[Piece], counted: bool) -> bool {
        follows_noun(out) && self.leads_nowhere(found.end) && (!counted || self.opens_with_count(out))
    }

    /// Whether what stands at a token tells something of the name before it, so that a word that needs a noun or a number is none that leads on.
    fn leads_nowhere(&self, at: usize) -> bool {
        match self.phrase(at) {
            Some((m, Cue::Joins, _)) => self.is_told(m.end),
            // *đóng góp của dầu thô vào tăng trưởng*: a noun.
            Some((m, cue, _)) => {
                tells(cue) && (m.end == m.start + 1 || head_cue(self, m.start, m.end) != Some(Cue::Growth))
            }
            None => matches!(self.kind(at), Some(Kind::Mark(':' | '(' | ','))),
        }
    }

    /// Whether words and then a verb that tells something of them stand behind a token, with no mark or number between.
    fn tells_behind(&self, at: usize) -> bool {
        let stops = |i: &usize| self.kind(*i) != Some(Kind::Word);
        let stop = (at..self.tokens.len()).find(stops).unwrap_or(self.tokens.len());
        let behind = self.matches.iter().skip_while(|m| m.start < at).take_while(|m| m.start < stop);
        let mut verbs = behind.filter(|m| self.page.meaning(m).is_some_and(|(cue, _)| tells(cue)));
        verbs.next().is_some_and(|verb| verb.start > at)
    }

    /// Whether the last clause of what stands before is nothing but a name that opens with the word of a count or a rate.
    fn opens_with_count(&self, out: &[Piece]) -> bool {
        self.opens_with(out, &[Cue::CountWord, Cue::Rate])
    }

    /// The same, where it opens with one of these.
    fn opens_with(&self, out: &[Piece], heads: &[Cue]) -> bool {
        let noun = |p: &&Piece| {
            p.what == What::Word || matches!(p.cue(), Some(Cue::Counted | Cue::Joins | Cue::Preposition | Cue::Brings))
        };
        let words = out.iter().rev().take_while(noun).count();
        let name = out.get(out.len() - words..).unwrap_or_default();
        let name = name.get(name.iter().take_while(|p| p.cue() == Some(Cue::Joins)).count()..).unwrap_or_default();
        let ends = name.first().zip(name.last()).map(|(first, last)| (first.start, last.end));
        ends.and_then(|(from, to)| head_cue(self, from, to)).is_some_and(|cue| heads.contains(&cue))
    }

    /// *tỷ lệ giải quyết 95%*, *tỷ lệ hoàn thành 82%*: whether a verb of more than one syllable right behind a rate's noun only tells what it
    /// is a rate of. *tỷ lệ đang ở mức 82%* tells its level: a word before the verb's own, or a verb by itself.
    fn tells_rate(&self, found: &Match, cue: Cue) -> bool {
        const NOUN: usize = 2;
        let noun = found.start.checked_sub(NOUN).filter(|_| found.end > found.start + 1);
        let first = noun.and_then(|noun| self.page.first(self.sentence, noun..found.start, Family::Indicators));
        let rate = first.filter(|m| m.end == NOUN).and_then(|m| self.page.meaning(&m));
        let alone = |at: usize| self.page.first(self.sentence, at..at + 1, Family::Figures).is_none();
        let verb = cue == Cue::Brings || found.end == found.start + NOUN && alone(found.start);
        rate.is_some_and(|(cue, _)| cue == Cue::Rate) && verb
    }

    /// *tiếp nhận 8.934 hồ sơ đề nghị hưởng trợ cấp*: whether a word of asking right behind a count only tells what is counted.
    fn is_asked_for(&self, found: &Match, count: &Piece) -> bool {
        let counted = count.amount().is_some_and(|a| a.measure == Measure::Counted);
        let asks = self.page.lexicon.cues(self.span(found.start, found.end).of(self.page.text), Family::People);
        counted && asks.first().is_some_and(|rule| rule.gives == Gives::Act(Act::Asks))
    }
}

/// Whether a noun's words come last.
fn follows_noun(out: &[Piece]) -> bool {
    out.last().is_some_and(|p| p.what == What::Word || p.cue() == Some(Cue::Counted))
}

/// Whether a verb tells something of what stands before it.
fn tells(cue: Cue) -> bool {
    matches!(
        cue,
        Cue::Up
            | Cue::Down
            | Cue::Equates
            | Cue::Ratio
            | Cue::Exceed
            | Cue::Reaches
            | Cue::Estimate
            | Cue::EstimateVerb
            | Cue::Copula
    )
}
