//! Pieces: a sentence as amounts, cues, words and marks.
//!
//! In: a sentence's tokens and the phrases found in them. Out: [`Piece`]s in order, numbers with scale and unit drawn
//! together into one [`Amount`]. Nothing is decided here about what an amount says.

use super::amount::{self, Amount, Measure};
use super::apart::in_order;
use super::quoted;
use super::values;
use crate::parse::layout::line::BULLETS;
use crate::parse::page::{Page, Sentence};
use crate::parse::period;
use crate::rules::{Cue, Family, Gives, Match};
use crate::text::{Kind, Span, Token};
use std::borrow::Cow;

/// Further marks that a sentence may open with, before somebody's words or as a dash.
const OPENERS: [char; 4] = ['—', '·', '"', '“'];

/// One piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// What it is.
    pub what: What,
    /// First token.
    pub start: usize,
    /// First token after it.
    pub end: usize,
    /// The characters.
    pub span: Span,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A number with its unit.
    Amount(Box<Amount>),
    /// A phrase of a rule: its meaning and the rule's number.
    Cue(Cue, u32),
    /// Any other word.
    Word,
    /// A mark.
    Mark(char),
}

impl Piece {
    /// The cue, where it is one.
    #[must_use]
    pub fn cue(&self) -> Option<Cue> {
        match self.what {
            What::Cue(cue, _) => Some(cue),
            _ => None,
        }
    }

    /// Whether it is a phrase of the rule with this name.
    #[must_use]
    pub fn is_ruled(&self, page: &Page<'_>, id: &str) -> bool {
        matches!(self.what, What::Cue(_, rule) if page.lexicon.is_rule(rule, id))
    }

    /// Whether it is this mark.
    #[must_use]
    pub fn is_mark(&self, mark: char) -> bool {
        self.what == What::Mark(mark)
    }

    /// The amount, where it is one.
    #[must_use]
    pub fn amount(&self) -> Option<&Amount> {
        match &self.what {
            What::Amount(amount) => Some(amount),
            _ => None,
        }
    }
}

/// A sentence on its way to pieces: tokens with the phrases that cover them.
pub struct Line<'a> {
    /// The page.
    pub page: &'a Page<'a>,
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Its tokens.
    pub tokens: &'a [Token],
    pub(super) matches: Cow<'a, [Match]>,
}

impl<'a> Line<'a> {
    /// Finds the phrases and drops those whose numbers cannot be meant.
    #[must_use]
    pub fn new(page: &'a Page<'a>, sentence: &'a Sentence) -> Self {
        let tokens = page.tokens(sentence);
        let matches = page.matches(sentence, Family::Figures);
        let mut line = Self { page, sentence, tokens, matches: Cow::Borrowed(matches) };
        if !matches.iter().all(|m| line.checked(*m).is_some()) {
            line.matches = matches.iter().filter_map(|m| line.checked(*m).or_else(|| line.shorter(m))).collect();
        }
        if (0..line.matches.len()).any(|i| line.parted(i).is_some()) {
            let all = (0..line.matches.len()).flat_map(|i| line.parted(i).unwrap_or_else(|| line.one(i)));
            line.matches = Cow::Owned(in_order(all.collect()));
        }
        if (0..line.matches.len()).any(|i| line.swallows_name(i).is_some()) {
            let all = (0..line.matches.len()).flat_map(|i| line.swallows_name(i).unwrap_or_else(|| line.one(i)));
            line.matches = Cow::Owned(in_order(all.collect()));
        }
        line
    }

    pub(super) fn checked(&self, found: Match) -> Option<Match> {
        match self.page.meaning(&found)?.0 {
            // *2,1 ngày/khách*: a measure of one thing by another.
            Cue::NoFigure if self.counts_thousands(&found) || self.counts_dozens(&found) => None,
            Cue::NoFigure if self.counts(&found) || self.measures(&found) => None,
            Cue::NoFigure if self.is_mark(found.end, '/') && self.per(&found) => None,
            // *tăng 52 việc*, *270 ngày công*: an amount of change, and of what is called by more words.
            Cue::NoFigure if self.is_change_of(&found) || self.ends_in_noun(&found) => None,
            // *công nhận mức 1*, and no *ở mức 3 triệu đồng*
            Cue::Noun if self.counts(&found) || self.measures(&found) => None,
            // *giảm từ 5-10%*: no day of a month.
            Cue::Period if self.counts(&found) => None,
            Cue::Period => period::mention(self.page, self.sentence, &found).map(|_| found),
            _ => Some(found),
        }
    }

    /// *xuất cấp 120 tấn*: whether the last number of a phrase is measured. *Nghị quyết 18 ngày 25/10* tells no number of days.
    fn measures(&self, found: &Match) -> bool {
        let number = found.end.checked_sub(1).is_some_and(|at| self.kind(at) == Some(Kind::Number));
        let unit = |(m, cue, _): (&Match, Cue, &Gives)| cue == Cue::Unit && self.kind(m.end) != Some(Kind::Number);
        number && self.phrase(found.end).is_some_and(unit)
    }

    /// Whether the last number of a phrase is an amount and numbers nothing: a share, a sum of money, or one written with
    /// its thousands (*nghị quyết 11%*, *ngân sách cấp 1.200 tỷ đồng*).
    fn counts(&self, found: &Match) -> bool {
        let Some(last) = found.end.checked_sub(1).filter(|&at| self.kind(at) == Some(Kind::Number)) else {
            return false;
        };
        let scaled = |(_, cue, _): (&Match, Cue, &Gives)| matches!(cue, Cue::Scale | Cue::Currency);
        // *(Nghị quyết 10 - 11%)*: the first end of a range.
        let range = (self.is_mark(found.end, '-') || self.is_mark(found.end, '–'))
            && self.kind(found.end + 1) == Some(Kind::Number);
        let end = if range { found.end + 2 } else { found.end };
        self.percent(end).is_some() || self.phrase(end).is_some_and(scaled) || self.is_grouped(last)
    }

    /// Whether a direction stands right before a phrase that is a number and its noun.
    fn is_change_of(&self, found: &Match) -> bool {
        let direction = |(_, cue): (&Match, Cue)| matches!(cue, Cue::Up | Cue::Down);
        self.kind(found.start) == Some(Kind::Number) && self.phrase_before(found.start).is_some_and(direction)
    }

    /// Whether the last word of a phrase that opens with a number, or has one before that word, is the first of a longer noun.
    fn ends_in_noun(&self, found: &Match) -> bool {
        let Some(last) = found.end.checked_sub(1).filter(|&last| last > found.start) else { return false };
        if self.kind(last - 1) != Some(Kind::Number) {
            return false;
        }
        let noun = self.page.first(self.sentence, last..self.tokens.len(), Family::Figures);
        noun.is_some_and(|m| m.end > 1 && self.page.meaning(&m).is_some_and(|(cue, _)| cue == Cue::Noun))
    }

    /// Whether a phrase is a number and its noun, and a stroke with another noun goes on it.
    fn per(&self, found: &Match) -> bool {
        let noun = self.kind(found.start) == Some(Kind::Number) && found.end > found.start + 1;
        noun && self.glued(found.end) && self.kind(found.end + 1) == Some(Kind::Word)
    }

    /// *thụ lý 9.845 việc*, *của 2.316 doanh nghiệp*: whether a phrase holds so many of something that it is no slogan.
    fn counts_thousands(&self, found: &Match) -> bool {
        // *trên 10.000 dân*: what a rate is for is no count.
        let round = |at: usize| self.text(at).trim_matches(['0', '.']) == "1";
        let counts =
            |at: usize| self.kind(at) == Some(Kind::Number) && self.is_grouped(at) && (at == found.start || !round(at));
        let opens = found.end > found.start + 1 && self.is_thousands(found.start);
        opens || (found.start..found.end.saturating_sub(1)).any(counts)
    }

    /// *1.250*: whether a number is written with its thousands, so that it counts what follows.
    pub(super) fn is_grouped(&self, token: usize) -> bool {
        self.text(token).split('.').skip(1).any(|group| group.len() == 3)
    }

    /// *2450 ngày công*: whether a number has as many digits as thousands and is no year.
    fn is_thousands(&self, token: usize) -> bool {
        let text = self.text(token);
        text.len() == 4 && text.parse().is_ok_and(|n: u16| n > 1000 && !(1900..=2100).contains(&n))
    }

    /// The characters of a token.
    #[must_use]
    pub fn text(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |t| t.span.of(self.page.text))
    }

    /// The token's kind.
    #[must_use]
    pub fn kind(&self, token: usize) -> Option<Kind> {
        self.tokens.get(token).map(|t| t.kind)
    }

    /// Whether the token is this mark.
    #[must_use]
    pub fn is_mark(&self, token: usize, mark: char) -> bool {
        self.kind(token) == Some(Kind::Mark(mark))
    }

    /// Whether no blank stands before the token.
    #[must_use]
    pub fn glued(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(|t| !t.spaced)
    }

    /// The phrase that starts at the token.
    #[must_use]
    pub fn phrase(&self, token: usize) -> Option<(&Match, Cue, &Gives)> {
        let found = self.matches.binary_search_by_key(&token, |m| m.start).ok().and_then(|i| self.matches.get(i))?;
        self.page.meaning(found).map(|(cue, gives)| (found, cue, gives))
    }

    /// The token behind a sign of percent, or its words, at the token.
    #[must_use]
    pub fn percent(&self, token: usize) -> Option<usize> {
        match self.kind(token)? {
            Kind::Mark(mark) => matches!(mark, '%' | '％').then_some(token + 1),
            _ => self.phrase(token).filter(|(_, cue, _)| *cue == Cue::Percent).map(|(m, _, _)| m.end),
        }
    }

    /// The phrase that ends right before the token.
    pub(super) fn phrase_before(&self, token: usize) -> Option<(&Match, Cue)> {
        let last = self.matches.partition_point(|m| m.start < token).checked_sub(1)?;
        let found = self.matches.get(last).filter(|m| m.end == token)?;
        self.page.meaning(found).map(|(cue, _)| (found, cue))
    }

    /// The characters from one token to before another.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Span {
        let first = self.tokens.get(start).map(|t| t.span);
        let last = end.checked_sub(1).and_then(|i| self.tokens.get(i)).map(|t| t.span);
        first.zip(last).map(|(a, b)| a.join(b)).unwrap_or_default()
    }

    /// Whether a number is the end of a name (*COVID-19*).
    fn is_name_number(&self, at: usize) -> bool {
        at >= 2
            && self.glued(at)
            && matches!(self.kind(at - 1), Some(Kind::Mark('-' | '–')))
            && self.glued(at - 1)
            && self.kind(at - 2) == Some(Kind::Word)
    }

    /// Whether a word starts with a capital and goes on in small letters.
    pub(super) fn capital(&self, token: usize) -> bool {
        let capital = self.tokens.get(token).is_some_and(|t| t.capital);
        capital && self.text(token).chars().nth(1).is_some_and(char::is_lowercase)
    }

    /// Whether a number names something, and counts nothing: a year (*các năm 2022, 2023*, *theo giá so sánh 2010*), a product
    /// (*xăng RON 95*), a house (*45-47 Trần Phú*).
    fn names(&self, at: usize, amount: &Amount) -> bool {
        let written = self.text(at);
        let plain = written.bytes().all(|b| b.is_ascii_digit());
        // *từ 7h30*: the time of day.
        let minutes = self.text(amount.unit_start).strip_prefix(['h', 'g']).filter(|_| self.glued(amount.unit_start));
        if plain && written.len() <= 2 && minutes.is_some_and(|m| m.len() == 2 && m.bytes().all(|b| b.is_ascii_digit()))
        {
            return true;
        }
        let year = plain && written.len() == 4 && values::is_year(amount);
        let listed = at >= 2 && self.is_mark(at - 1, ',') && self.text(at - 2).len() == 4;
        if year && (listed && self.kind(at - 2) == Some(Kind::Number) || amount.measure == Measure::None) {
            return true;
        }
        // *468 buổi (39 x 12)*: how a number was made.
        let times = |i: usize| matches!(self.text(i), "x" | "×");
        if times(amount.unit_start) && self.kind(amount.unit_start + 1) == Some(Kind::Number)
            || at >= 2 && times(at - 1) && self.kind(at - 2) == Some(Kind::Number)
        {
            return true;
        }
        // *trong 18 tháng qua*: how long, where it is no time of a year.
        if amount.measure == Measure::Noun && self.is_duration(at) {
            return true;
        }
        // *tại 2 huyện Giao Lộc và Xuân Lĩnh*: places that the text names itself.
        let end = amount.unit_start + 1;
        let level = || self.page.lexicon.first_cue(&amount.unit, Family::People) == Some(Cue::Level);
        if amount.measure == Measure::Counted && self.capital(end) && self.capital(end + 1) && level() {
            return true;
        }
        if !plain || amount.of.is_some() || !matches!(amount.measure, Measure::None | Measure::Noun) {
            return false;
        }
        let noun = amount.measure == Measure::Noun;
        let code = |word: &str| word.len() > 1 && word.chars().all(char::is_uppercase);
        // *…, THCS 123 (56%)*: so many, and that many of all; no *Ban QLDA 7 (81,4%)*.
        let alone = at >= 2 && self.is_mark(at - 2, ',');
        let shared =
            alone && self.is_mark(at + 1, '(') && self.kind(at + 2) == Some(Kind::Number) && self.is_mark(at + 3, '%');
        let coded = at.checked_sub(1).is_some_and(|i| code(self.text(i)) && !self.glued(at));
        let product = written.len() < 4 && coded && !shared;
        let house = self.capital(amount.unit_start) && self.capital(amount.unit_start + 1);
        noun && (year || house) || product && amount.scale == rust_decimal::Decimal::ONE
    }

    /// Whether a number opens a time that cannot be meant.
    fn is_duration(&self, at: usize) -> bool {
        let found = self.page.first(self.sentence, at..self.tokens.len(), Family::Figures);
        found.is_some_and(|m| self.page.meaning(&m).is_some_and(|(cue, _)| cue == Cue::Period))
    }

    /// Whether a phrase is of that rule.
    pub(super) fn is_ruled(&self, found: &Match, id: &str) -> bool {
        self.page.lexicon.is_rule(found.rule, id)
    }

    /// The first token behind the marks and the number that a sentence may open with as an item of a list (*- *, *a) *, *1. *), or
    /// as somebody's words (*“*).
    fn behind_bullet(&self) -> usize {
        let mark = |at: usize| match self.kind(at) {
            Some(Kind::Mark(mark)) => Some(mark),
            _ => None,
        };
        let word = |at: usize| self.kind(at) == Some(Kind::Word);
        let bullets = (0..self.tokens.len())
            .take_while(|&at| mark(at).is_some_and(|mark| BULLETS.contains(&mark) || OPENERS.contains(&mark)))
            .count();
        let bracket = usize::from(mark(bullets) == Some('('));
        let number = bullets + bracket;
        let short = self.text(number).chars().count() <= if word(number) { 1 } else { 2 };
        let closed = match mark(number + 1) {
            Some(')') => true,
            Some('.' | '-') => bracket == 0 && self.kind(number) == Some(Kind::Number),
            _ => false,
        };
        let item = short && closed && self.glued(number + 1) && !self.glued(number + 2) && word(number + 2);
        if item { number + 2 } else { bullets }
    }

    /// *… không hoạt động tại địa chỉ đã đăng ký – tăng 33,9%*: takes a dash between blanks before a verb with its number for a comma.
    fn pause(&self, pieces: &mut [Piece]) {
        let tells = |p: &Piece| matches!(p.cue(), Some(Cue::Up | Cue::Down | Cue::Ratio | Cue::Exceed));
        for at in 1..pieces.len().saturating_sub(2) {
            let Some([dash, verb, number]) = pieces.get(at..at + 3) else { break };
            let dash = matches!(dash.what, What::Mark('-' | '–')) && !self.glued(dash.start) && !self.glued(verb.start);
            let number = number.amount().is_some() || number.cue() == Some(Cue::Bound);
            if dash
                && tells(verb)
                && number
                && let Some(dash) = pieces.get_mut(at)
            {
                dash.what = What::Mark(',');
            }
        }
    }

    /// The pieces.
    #[must_use]
    pub fn pieces(&self) -> Vec<Piece> {
        let mut out: Vec<Piece> = Vec::with_capacity(self.tokens.len());
        let mut at = self.behind_bullet();
        let mut phrases = self.matches.iter().peekable();
        while let Some(token) = self.tokens.get(at) {
            if let Some(next) = self.behind_item(at, &out) {
                at = next;
                continue;
            }
            while phrases.next_if(|found| found.start < at).is_some() {}
            let phrase = phrases.next_if(|found| found.start == at).and_then(|m| Some((m, self.page.meaning(m)?.0)));
            let (what, end) = if let Some((found, cue)) = phrase {
                let plain = self.is_plain(found, cue, &out);
                (if plain { What::Word } else { What::Cue(cue, found.rule) }, found.end)
            } else {
                match token.kind {
                    Kind::Word => (What::Word, at + 1),
                    Kind::Mark(c) => (What::Mark(c), at + 1),
                    Kind::Number if self.is_name_number(at) => (What::Word, at + 1),
                    Kind::Number => match amount::read(self, at).filter(|(amount, _)| !self.names(at, amount)) {
                        Some((amount, end)) => (What::Amount(Box::new(amount)), end),
                        None => (What::Word, at + 1),
                    },
                }
            };
            let start = at;
            at = end.max(at + 1);
            out.push(Piece { what, start, end: at, span: self.span(start, at) });
        }
        self.pause(&mut out);
        quoted::join(out)
    }
}
