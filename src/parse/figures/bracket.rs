//! Brackets: what stands in one beside a figure, by its first words and by those before it.

use super::amount::Amount;
use super::clause::{Bracket, Clause};
use super::elsewhere::ELSEWHERE;
use super::fact::{Fact, Says};
use super::head;
use super::kinds;
use super::phrase;
use super::pieces::{Piece, What};
use super::shares;
use super::state::{Plan, State};
use crate::model::{Basis, Bound, Figure, Period, figure::Kind, warning::Code};
use crate::parse::period;
use crate::rules::{Cue, Family, Gives};
use crate::text::Span;

/// The rules of what is more, or less, than another.
pub(super) const MORE: [&str; 2] = ["change.more", "change.less"];

impl Clause<'_, '_> {
    pub(super) fn open(&mut self, state: &State<'_>, at: usize) {
        let first = self.piece(at + 1).and_then(Piece::cue);
        let second = self.piece(at + 2).and_then(Piece::cue);
        let before = at.checked_sub(1).and_then(|i| self.piece(i)).and_then(Piece::cue);
        let kind = match first {
            Some(Cue::Basis) if self.compares_now(at + 1) => None,
            Some(Cue::Basis) => Some(Kind::Reference),
            // *thấp hơn mục tiêu đề ra (đến 30/11 đạt 80%)*: by when it was to be reached.
            Some(Cue::Period) if self.after_compared_plan(at) => Some(Kind::Target),
            // *phấn đấu xuất khẩu đạt 3 tỷ USD (9 tháng đạt 1,1 tỷ USD)*
            Some(Cue::Period) if self.comes_of_target(state, at + 1) => Some(Kind::Observed),
            Some(Cue::Period) if self.is_part_of_time(state, at + 1) && !self.holds_plan(at) => None,
            Some(Cue::Period) if matches!(second, Some(Cue::Up | Cue::Down | Cue::Ratio | Cue::Equates)) => {
                Some(Kind::Reference)
            }
            // *tiếp nhận 1.536 đơn (6 tháng đầu năm 2024 tiếp nhận 1.405 đơn)*
            Some(Cue::Period) if self.is_before(state, at + 1) && !self.names_own(at + 1) => Some(Kind::Reference),
            Some(Cue::Plan | Cue::Target) => Some(Kind::Target),
            Some(Cue::Preposition) if self.tells_what_was(at + 1) => Some(Kind::Reference),
            _ if self.tells_who_set_it(at + 1) => Some(Kind::Target),
            // *thực hiện nghị quyết (đạt 100%)*, *tăng thấp hơn toàn ngành (chỉ đạt 2,7%)*: what is reached is not set, and no other's.
            Some(Cue::Equates) if self.after_plan(at) || self.current.is_none() => None,
            _ if self.after_plan(at) && !self.names_own(at) => Some(Kind::Target),
            // *thấp hơn 1,85 điểm phần trăm so với kịch bản (9%)*: the plan's words are told already.
            _ if before == Some(Cue::Plan) && self.last == Some(Says::Excess) && !self.names_own(at) => {
                Some(Kind::Target)
            }
            _ if self.follows_distance(at) => Some(Kind::Target),
            Some(Cue::Within) => None,
            // *giảm so với cùng kỳ (từ 35,4% xuống 24,7%)*: then and now.
            _ if self.tells_way(at) => None,
            // *so với cùng kỳ 2019 (55.317 người)*, *thấp hơn bình quân cả nước (38,1%)*: another time's, another's number.
            _ if before == Some(Cue::Basis) && (self.tells_ratio_again(at) || self.compares_itself(at)) => None,
            _ if before == Some(Cue::Basis) && !self.names_own(at) && !self.adds_plan(state, at) => {
                Some(Kind::Reference)
            }
            // *con số này cao hơn quý II (0,39%)*
            _ if before == Some(Cue::Period) && self.compares_with(at - 1) => Some(Kind::Reference),
            _ if self.than_before(at) || self.exceeds_before(at) && !self.names_own(at) => Some(Kind::Reference),
            _ => None,
        };
        // *đều tăng (trâu 0,3%, bò 0,9%)*: the direction of all that it holds.
        let down = match before {
            Some(Cue::Up) => Some(false),
            Some(Cue::Down) => Some(true),
            _ => None,
        };
        let (outer, whole, basis) = (self.current, self.whole, self.basis);
        let set = matches!(first, Some(Cue::Plan | Cue::Target));
        let named = if set { self.named_before(at) } else { None };
        let start = self.start;
        self.bracket = Some(Bracket { open: at, start, kind, figure: None, outer, named, whole, basis, down });
    }

    /// *thu ngân sách (kế hoạch 12.000 tỷ đồng) đạt 9.800 tỷ đồng*: the indicator right before a bracket, of which nothing was told
    /// before its target.
    fn named_before(&self, open: usize) -> Option<Span> {
        let name = phrase::before(self.line, self.pieces, self.start, open)?;
        let name = head::rate_of_growth(self.line, self.pieces, name);
        // *tốc độ tăng trưởng bình quân (…)*, *thu ngân sách cả năm (…)*
        let goes_on = |p: &Piece| matches!(p.cue(), Some(Cue::Lead | Cue::Period | Cue::Horizon | Cue::Scope));
        let mut behind = (0..open).filter_map(|i| self.piece(i)).filter(|p| p.span.start >= name.end);
        let touches = behind.all(goes_on);
        let first = self.first_of(name);
        let led = first.checked_sub(1).and_then(|i| self.piece(i)).is_none_or(|p| match p.what {
            What::Mark(mark) => matches!(mark, ',' | ';' | ':'),
            _ => matches!(p.cue(), Some(Cue::Joins | Cue::Lead | Cue::Members | Cue::Copula | Cue::Within)),
        });
        let known = self.is_head(name) || kinds::is_rate_or_growth(self.line.page, self.text(name));
        (touches && led && known).then_some(name)
    }

    /// What stands in a bracket beside the current figure: another period's number, or what was planned.
    pub(super) fn aside(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, bracket: Bracket) {
        let kind = bracket.kind.unwrap_or(Kind::Target);
        if let Some(name) = bracket.named {
            return self.aside_of_name(state, fact, amount, (bracket, name));
        }
        let Some(outer) = bracket.outer.or(self.current) else {
            return state.warn(Code::NumberUnread, vec![self.text(amount.span).to_owned()], amount.span);
        };
        if kind == Kind::Target
            && fact.bracket
            && fact.verb.is_none()
            && let Some(Some(plan)) = self.of_plan_before(state, outer, fact, amount)
        {
            return state.add_plan(outer, amount, fact, plan);
        }
        if let Some(then) = bracket.figure
            && Self::is_change_since(state, fact, amount, (outer, then))
        {
            return self.say(state, outer, fact, amount, outer);
        }
        let figure = match (bracket.figure, self.judged_before(&bracket)) {
            // *(cùng kỳ tăng 5,9%; kế hoạch cả năm 8%)*: what is planned is no other time's.
            (Some(then), _) if fact.says == Says::Planned && kind_of(state, then) == Some(Kind::Reference) => {
                state.again(outer, Kind::Target, self.line.sentence.span)
            }
            (Some(figure), _) => self.beside_in_bracket(state, fact, figure),
            (None, Some(name)) => state.add(name, kind, self.line.sentence.span, None),
            (None, None) => state.again(outer, kind, self.line.sentence.span),
        };
        if let Some(open) = self.bracket.as_mut() {
            open.figure = Some(figure);
        }
        self.say(state, figure, fact, amount, outer);
    }

    /// *120 vụ (cùng kỳ 130 vụ, giảm 10 vụ)*: whether a change behind another time's number is the way from it to the figure before the
    /// bracket, by the numbers.
    fn is_change_since(state: &State<'_>, fact: &Fact, amount: &Amount, (now, then): (usize, usize)) -> bool {
        let Says::Change { down } = fact.says else { return false };
        let value = |at: usize| state.figures.get(at).and_then(|f| f.value.as_ref());
        let other_time = kind_of(state, then) == Some(Kind::Reference);
        let Some((now, then)) = value(now).zip(value(then)).filter(|(a, b)| other_time && a.unit == b.unit) else {
            return false;
        };
        let way = if down { then.amount - now.amount } else { now.amount - then.amount };
        if amount.is_percent() { shares::makes(way, Some(then.amount), amount.value) } else { way == amount.value }
    }

    /// *(kế hoạch 12.000 tỷ đồng, cùng kỳ 9.000 tỷ đồng)*: the figure of a bracket that a fact in it is of: the one told before it, or
    /// another where that has its level already.
    fn beside_in_bracket(&self, state: &mut State<'_>, fact: &Fact, figure: usize) -> usize {
        let level = matches!(fact.says, Says::Value | Says::Open | Says::Planned);
        let told = |f: &Figure| f.value.is_some() || f.changes.iter().any(|change| change.percent.is_some());
        if !level || !state.figures.get(figure).is_some_and(told) {
            return figure;
        }
        let cue = |at: usize| self.piece(at).and_then(Piece::cue);
        let mut words = (self.start..fact.at).filter_map(cue);
        // *so với các nước trong khu vực (Lào 0,18%, Campuchia 0,2%)*: nor is any other of them ours.
        let other = self.bracket.is_some_and(|b| b.kind == Some(Kind::Reference) && b.named.is_none());
        let kind = if other || words.clone().any(|cue| cue == Cue::Basis) {
            Kind::Reference
        } else if words.any(|cue| matches!(cue, Cue::Plan | Cue::Target)) {
            Kind::Target
        } else {
            Kind::Observed
        };
        state.again(figure, kind, self.line.sentence.span)
    }

    /// *tỷ lệ đô thị hóa (mục tiêu 35%, thực hiện 33,1%)*: what was set for the name before a bracket, and what came of it.
    fn aside_of_name(&mut self, state: &mut State<'_>, fact: &Fact, amount: &Amount, (bracket, name): (Bracket, Span)) {
        let level = matches!(fact.says, Says::Value | Says::Open | Says::Planned);
        let figure = match bracket.figure {
            None => state.add(name, Kind::Target, self.line.sentence.span, None),
            Some(figure) => self.beside_in_bracket(state, fact, figure),
        };
        if let Some(open) = self.bracket.as_mut() {
            open.figure = Some(figure);
        }
        if level && amount.is_percent() && kinds::is_growth(self.line.page, self.text(name)) {
            let change = state.change(amount, fact, false, Basis::SamePeriodLastYear, false);
            return state.add_change(figure, change);
        }
        self.say(state, figure, fact, amount, figure);
    }

    /// *đạt 406 tỷ đồng, bằng 79,3% kế hoạch năm và tăng 34% (cùng kỳ bằng 79,2% và tăng 7%)*: another time's share of the plan, by its
    /// verb, where the figure itself is a sum with a share of one.
    pub(super) fn share_then(
        &self,
        state: &mut State<'_>,
        figure: usize,
        fact: &Fact,
        amount: &Amount,
        like: usize,
    ) -> bool {
        let then = kind_of(state, figure) == Some(Kind::Reference);
        // *đạt 5.360 tỷ đồng, bằng 52,3% kế hoạch, cao hơn bình quân chung cả nước (33,9%)*: without a verb right behind the share.
        let behind = fact.verb.is_none() && matches!(self.last, Some(Says::Plan { .. }));
        let reached = (behind || matches!(fact.verb, Some(Cue::Ratio | Cue::Equates))) && amount.is_percent();
        let planned = |f: &Figure| f.value.as_ref().is_none_or(|value| value.unit != "%") && !f.plans.is_empty();
        let name = |f: &Figure| !kinds::is_rate_or_growth(state.page, &f.indicator);
        if !then || !reached || !state.figures.get(like).is_some_and(|f| planned(f) && name(f)) {
            return false;
        }
        let horizon = state.figures.get(like).and_then(|f| f.plans.first()).map(|plan| plan.horizon);
        let plan = Plan { percent: amount.value, of: Span::default(), horizon: horizon.unwrap_or_default() };
        state.add_plan(figure, amount, fact, plan);
        true
    }

    /// Whether a bracket tells where something came from and what it is now.
    fn tells_way(&self, open: usize) -> bool {
        let from = self.piece(open + 1).and_then(|p| self.gives(p)) == Some(&Gives::Bound(Bound::AtLeast));
        let mut inside = self.pieces.get(open + 1..).unwrap_or_default().iter().take_while(|p| !p.is_mark(')'));
        from && inside.any(|p| p.cue() == Some(Cue::Reaches))
    }

    /// *6 tháng tăng 7% (quý I tăng 6,8%; quý II tăng 7,2%)*: whether a time at a piece is a part of the one that the current figure
    /// tells of, and none before it.
    pub(super) fn is_part_of_time(&self, state: &State<'_>, at: usize) -> bool {
        let Some((part, whole)) = self.times(state, at) else { return false };
        let year = whole.end.map(|end| end.year());
        (part.year.is_none() || part.year == year) && whole.scope.holds(part.scope)
    }

    /// Whether a time at a piece, with a level or a change right behind it, is of the year reported on, and the current figure is what the
    /// sentence sets.
    fn comes_of_target(&self, state: &State<'_>, at: usize) -> bool {
        let set = self.current.filter(|&c| c >= state.sentence).and_then(|c| kind_of(state, c)) == Some(Kind::Target);
        let verb = matches!(self.piece(at + 1).and_then(Piece::cue), Some(Cue::Up | Cue::Down | Cue::Equates));
        let year = state.bulletin.and_then(|b| b.end).map(|end| end.year());
        let told = self.times(state, at).filter(|_| set && verb);
        told.is_some_and(|(then, _)| then.year.is_none() || then.year == year)
    }

    /// Whether a time at a piece is of a year before that of the current figure, which the sentence told of.
    fn is_before(&self, state: &State<'_>, at: usize) -> bool {
        let year = |whole: &Period| whole.end.map(|end| end.year());
        let told = self.current.is_some_and(|c| c >= state.sentence);
        let times = self.times(state, at).filter(|_| told).map(|(then, now)| (then.year, year(now)));
        times.is_some_and(|(then, now)| then.zip(now).is_some_and(|(then, now)| then < now))
    }

    /// The time at a piece, and that which the current figure tells of.
    fn times<'s>(&self, state: &'s State<'_>, at: usize) -> Option<(period::Mention, &'s Period)> {
        let token = self.piece(at).filter(|p| p.cue() == Some(Cue::Period))?.start;
        let (found, _, _) = self.line.phrase(token)?;
        let told = period::mention(self.line.page, self.line.sentence, found)?;
        let own = self.current.and_then(|c| state.figures.get(c)).and_then(|f| f.period.as_ref());
        Some((told, own.or(state.bulletin)?))
    }

    /// *đạt 75% dự toán (quý I đạt 20% dự toán)*: whether a bracket tells shares of a plan, which only the whole time's are held against.
    fn holds_plan(&self, open: usize) -> bool {
        let mut inside = self.pieces.get(open + 1..).unwrap_or_default().iter().take_while(|p| !p.is_mark(')'));
        inside.any(|p| p.cue() == Some(Cue::Plan))
    }

    /// *tăng 0,3% so với tháng trước (tăng 2,9% so với cùng kỳ)*: whether a bracket opens with a change and tells what that is against.
    fn compares_itself(&self, open: usize) -> bool {
        let mut inside = self.pieces.iter().skip(open + 1).take_while(|p| !p.is_mark(')'));
        let changes = inside.next().is_some_and(|p| matches!(p.cue(), Some(Cue::Up | Cue::Down | Cue::Ratio)));
        let mut behind = inside.skip_while(|p| p.amount().is_none());
        changes && behind.any(|p| p.cue() == Some(Cue::Basis) && self.is_versus(p) || p.cue() == Some(Cue::Versus))
    }

    /// *(so với năm 2022, giảm 70 vụ, giảm 44 người chết)*: whether a bracket compares what stands before it, so that its
    /// changes are no other time's (*cùng kỳ tăng 24%*).
    fn compares_now(&self, at: usize) -> bool {
        let rest = self.pieces.get(at + 1..).unwrap_or_default();
        let words = rest.iter().take_while(|p| p.amount().is_none() && !p.is_mark(')'));
        self.piece(at).is_some_and(|p| self.is_versus(p))
            && words.clone().any(|p| matches!(p.cue(), Some(Cue::Up | Cue::Down)))
    }

    /// *…, dịch vụ 7,4%; trong đó công nghiệp không đạt kế hoạch (10,2%)*: whose target a bracket tells, where the text judges another
    /// than the current figure right before it.
    pub(super) fn judged_before(&self, bracket: &Bracket) -> Option<Span> {
        // *xuất khẩu khó đạt mục tiêu tăng 6%, chỉ số sản xuất khó hoàn thành kế hoạch (8-9%)*
        let parts = |p: &Piece| p.is_mark(';') || p.is_mark(',') || p.cue() == Some(Cue::Within);
        let from = (self.start..bracket.open).rev().find(|&i| self.piece(i).is_some_and(parts))? + 1;
        let verb = (from..bracket.open).find(|&i| self.piece(i).is_some_and(|p| self.is_judged(p)))?;
        phrase::whole_before(self.line, self.pieces, from, verb)
    }

    /// The direction that stands before the open bracket.
    pub(super) fn directed_by_bracket(&self, fact: &Fact) -> Option<bool> {
        self.bracket.filter(|b| b.open < fact.at)?.down
    }

    /// The bracket that a clause about the other time is read like.
    pub(super) fn of_other_time(&self) -> Bracket {
        let (outer, whole, basis) = (self.current, self.whole, self.basis);
        let (kind, figure, named, down) = (Some(Kind::Reference), None, None, None);
        Bracket { open: self.start, start: self.start, kind, figure, outer, named, whole, basis, down }
    }

    /// Whether a time starts with a word that compares (*so với cùng kỳ*).
    pub(super) fn is_versus(&self, piece: &Piece) -> bool {
        let words = self.line.page.first(self.line.sentence, piece.start..piece.start + 1, Family::Figures);
        words.and_then(|m| self.line.page.meaning(&m)).is_some_and(|(cue, _)| cue == Cue::Versus)
    }

    /// Whether a bracket starts with a name and a verb of its own (*vượt dự toán (thu nội địa đạt 65%)*).
    fn names_own(&self, open: usize) -> bool {
        let words = self.pieces.get(open + 1..).unwrap_or_default();
        // *(trong khi tổng chi đạt 900 tỷ đồng)*
        let turns = words.iter().take_while(|p| matches!(p.cue(), Some(Cue::Turns | Cue::Lead))).count();
        let words = words.get(turns..).unwrap_or_default();
        // *(Cảng An - Phú đạt 4 triệu tấn)*
        let joins = |p: &Piece| p.is_mark(',') || p.is_mark('-') || p.is_mark('–');
        let verb = words.iter().take_while(|p| joins(p) || !matches!(p.what, What::Mark(_) | What::Amount(_)));
        // *so với cùng kỳ (thu nội địa 700 tỷ đồng; thu khác 200 tỷ đồng)*: a part, by its name alone.
        let named = |p: &&Piece| matches!(p.cue(), Some(Cue::Counted)) || p.what == What::Word;
        let nouns = words.iter().take_while(named).count();
        // *(thu khác trên 200 tỷ đồng)*, *(tổng chi đến 200 tỷ đồng)*
        let hedge = |p: &Piece| matches!(p.cue(), Some(Cue::Bound | Cue::Preposition | Cue::Reaches));
        // *(khách quốc tế: 21.000 lượt)*
        let leads = |p: &Piece| hedge(p) || p.is_mark(':');
        let told = words.get(nouns + usize::from(words.get(nouns).is_some_and(leads)));
        let long = words.first().zip(words.get(nouns.saturating_sub(1))).is_some_and(|(a, b)| b.end > a.start + 1);
        let part = told.is_some_and(|p| p.amount().is_some()) && nouns > 0 && long;
        let tells =
            |p: &Piece| matches!(p.cue(), Some(Cue::Equates | Cue::EstimateVerb | Cue::Copula | Cue::Up | Cue::Down));
        // *(khách quốc tế đạt 21.000 lượt, tăng 7%)*
        let counted = nouns > 0 && long && words.get(nouns).is_some_and(tells);
        words.first().is_some_and(|p| p.what == What::Word || part || counted) && (part || verb.clone().any(tells))
    }

    /// *tăng 7% so với cùng kỳ (đạt 48% kế hoạch năm)*: whether a bracket behind a comparison that is whole tells the share of a
    /// plan that the figure has not told yet, so that it is its own and no other time's.
    fn adds_plan(&self, state: &State<'_>, open: usize) -> bool {
        let whole = open.checked_sub(2).and_then(|i| self.piece(i)).is_some_and(|p| p.amount().is_some());
        let mut inside = self.pieces.get(open + 1..).unwrap_or_default().iter().take_while(|p| !p.is_mark(')'));
        let untold = self.current.and_then(|c| state.figures.get(c)).is_some_and(|f| f.plans.is_empty());
        whole && untold && inside.any(|p| p.cue() == Some(Cue::Plan))
    }

    /// Whether words that name a level compared with stand before a fact, with no mark between.
    pub(super) fn is_compared(&self, fact: &Fact) -> bool {
        let words = self.pieces.get(self.start..fact.left).unwrap_or_default().iter().rev();
        let mut words = words.take_while(|p| !matches!(p.what, What::Mark(_) | What::Amount(_)));
        words.any(|p| p.cue() == Some(Cue::Than))
    }

    /// Whether a direction without a number stands right before a piece (*cao hơn quý II*).
    fn compares_with(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|i| self.piece(i)).and_then(Piece::cue);
        matches!(before, Some(Cue::Up | Cue::Down))
    }

    /// *thấp hơn mức tăng trưởng của quý I (trên 4%)*: whether the words before a piece name a level compared with.
    fn than_before(&self, at: usize) -> bool {
        const NEAR: usize = 8;
        let words = self.pieces.get(self.start.max(at.saturating_sub(NEAR))..at).unwrap_or_default().iter().rev();
        let mut words = words.take_while(|p| !matches!(p.what, What::Mark(_) | What::Amount(_)));
        words.any(|p| matches!(p.cue(), Some(Cue::Than | Cue::Versus)))
    }

    /// *cao hơn giai đoạn trước (23,6%)*: whether the words before a piece only tell what is more or less.
    fn exceeds_before(&self, at: usize) -> bool {
        let words = (self.start..at).rev();
        let mut words = words.take_while(|&i| {
            self.piece(i).is_some_and(|p| !matches!(p.what, What::Mark(_) | What::Amount(_) | What::Cue(Cue::Plan, _)))
        });
        // *vượt mức tăng của cả nước (10,96%)*
        let elsewhere = words.clone().any(|i| self.ruled(i, ELSEWHERE));
        let exceeds = |i: usize| elsewhere && self.piece(i).is_some_and(|p| p.cue() == Some(Cue::Exceed));
        words.any(|i| MORE.iter().any(|id| self.ruled(i, id)) || exceeds(i))
    }

    pub(super) fn close(&mut self, state: &State<'_>) {
        let Some(bracket) = self.bracket.take() else { return };
        self.whole = bracket.whole;
        if bracket.kind.is_some() {
            // What another time's number was compared with holds for it alone.
            self.basis = bracket.basis;
        }
        let own = bracket.figure.filter(|_| bracket.named.is_some());
        let open = self.piece(bracket.open).map_or(0, |p| p.span.start);
        let told = self.current.and_then(|c| state.figures.get(c)).filter(|f| f.id >= state.sentence);
        // *công nghiệp (chiếm 40%) tăng 8%*: named before the bracket, and told of in it.
        let outer = bracket.outer.and_then(|o| state.figures.get(o)).map(|f| f.indicator_span);
        let host = told.filter(|f| f.indicator_span.end <= open && Some(f.indicator_span) != outer).map(|f| f.id);
        // *phát hiện 235 vụ (đã làm rõ 168 vụ), giảm 12%*: what goes on behind it is of what stands before it.
        self.current = own.or(host.filter(|id| bracket.outer.is_none_or(|outer| outer < *id))).or(bracket.outer);
        if self.current.is_none() && told.is_some() {
            // *tổng thu (thu nội địa 50 tỷ đồng) đạt 70 tỷ đồng*: also where nothing was told of it yet.
            self.start = bracket.start;
        }
    }
}

/// What a figure is.
fn kind_of(state: &State<'_>, figure: usize) -> Option<Kind> {
    state.figures.get(figure).map(|f| f.kind)
}
