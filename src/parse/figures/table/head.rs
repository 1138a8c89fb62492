//! The head of a table → what its columns hold, of what time, compared with what.

use super::super::bases::DATED;
use super::super::state::State;
use crate::model::{Basis, Decimal, period::Scope};
use crate::parse::period::{self, Mention};
use crate::rules::{Cue, Family, Gives, Lexicon};
use crate::text::{Span, tokens};

/// The rows of a head, put together by columns.
#[derive(Debug, Default)]
pub struct Head {
    columns: Vec<Told>,
    rows: usize,
}

/// What the rows of a head say of one column.
#[derive(Clone, Debug, Default)]
struct Told {
    words: String,
    cells: Vec<Span>,
}

impl Told {
    /// What its first rows said, up to so many bytes and cells.
    fn above(&self, words: usize, cells: usize) -> Option<Self> {
        Some(Self { words: self.words.get(..words)?.to_owned(), cells: self.cells.get(..cells)?.to_vec() })
    }
}

impl Head {
    /// Rows that were added.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Whether no row was added.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Puts a further row below the others: what it repeats is said once, and what stands over several columns in the
    /// first of them only holds for all.
    pub fn add(&mut self, text: &str, cells: &[Span]) {
        self.rows += 1;
        let further = !self.columns.is_empty();
        self.columns.resize_with(self.columns.len().max(cells.len()), Told::default);
        let mut over: Option<(usize, usize, usize)> = None;
        for (at, cell) in cells.iter().enumerate() {
            let words = cell.of(text).trim();
            if words.is_empty() {
                over = None;
                continue;
            }
            let empty = self.columns.get(at).is_some_and(|c| c.words.is_empty());
            let above = over.filter(|_| empty).and_then(|(at, end, cells)| self.columns.get(at)?.above(end, cells));
            let Some(column) = self.columns.get_mut(at) else { continue };
            if !empty {
                over = further.then_some((at, column.words.len(), column.cells.len()));
            } else if let Some(above) = above {
                *column = above;
            }
            if column.words != words {
                if !column.words.is_empty() {
                    column.words.push(' ');
                }
                column.words.push_str(words);
            }
            column.cells.push(*cell);
        }
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// What is measured.
    Name,
    /// In which unit.
    Unit,
    /// The value.
    Value,
    /// What was planned of it.
    Plan,
    /// The share of the plan that was reached, in percent.
    PlanPercent,
    /// Percent of another time's value.
    Ratio,
    /// How much more than at another time, in percent.
    Change,
    /// Nothing that is read.
    Nothing,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// What it holds.
    pub holds: Holds,
    /// The time it is of, where it is told.
    pub mention: Option<Mention>,
    /// What a ratio or change is compared with.
    pub basis: Basis,
    /// The unit of its values.
    pub unit: Option<String>,
    /// Whether its values are estimates.
    pub estimate: bool,
    /// Whether it is of the last month or quarter, beside others that reach further back.
    pub short: bool,
    /// Whether its percentages were taken for the other kind than its head says, as its numbers tell.
    pub turned: bool,
    /// Whether it is compared with a month or quarter, as only a month or quarter is.
    against_month: bool,
    year: u16,
    cumulated: bool,
}

/// The columns of a table.
#[derive(Clone, Debug)]
pub struct Columns {
    /// Left to right.
    pub columns: Vec<Column>,
}

impl Columns {
    /// What the columns under a head hold, where these rows stand under it; `None` where none of them tells a number.
    pub fn of(state: &State<'_>, head: &Head, rows: &[Span]) -> Option<Self> {
        let year = state.bulletin.and_then(|period| period.end).map(jiff::civil::Date::year);
        let columns = head.columns.iter().map(|told| column(state.page.lexicon, state.page.text, told, year));
        let mut all = Self { columns: columns.collect() };
        all.name_values();
        all.leave_the_past();
        all.part_by_time();
        for holds in [Holds::Value, Holds::Plan, Holds::PlanPercent, Holds::Ratio, Holds::Change] {
            all.keep_furthest(holds);
        }
        all.see_what_percent_means(state.page.text, rows);
        all.keep_one_change();
        let tells = |c: &Column| matches!(c.holds, Holds::Value | Holds::PlanPercent | Holds::Ratio | Holds::Change);
        (all.columns.len() >= 3 && all.columns.iter().any(tells)).then_some(all)
    }

    /// The column of the longer or the shorter time that holds this.
    pub fn position(&self, holds: Holds, short: bool) -> Option<usize> {
        self.columns.iter().position(|c| c.holds == holds && c.short == short)
    }

    /// Where no column is named a value, those headed by a time alone (*5 tháng 2024*) hold it.
    fn name_values(&mut self) {
        let named = self.columns.iter().any(|c| c.holds == Holds::Value);
        for column in self.columns.iter_mut().filter(|c| c.holds == Holds::Nothing) {
            if column.cumulated || !named && column.mention.is_some() {
                column.holds = Holds::Value;
            }
        }
    }

    /// Values of years before the latest are read by nobody as what was done.
    fn leave_the_past(&mut self) {
        let values = || self.columns.iter().filter(|c| c.holds == Holds::Value);
        let Some(latest) = values().map(|c| c.year).max() else { return };
        for column in self.columns.iter_mut().filter(|c| c.holds == Holds::Value && c.year < latest) {
            column.holds = Holds::Nothing;
        }
    }

    /// Where some columns are of the months so far and others of one month, the latter are of a figure of its own; of
    /// several months that of the last.
    fn part_by_time(&mut self) {
        let one = |c: &Column| match &c.mention {
            Some(m) if matches!(m.scope, Scope::Month(_) | Scope::Quarter(_)) && !c.cumulated => m.scope.last_month(),
            _ => None,
        };
        let long = |c: &Column| {
            c.cumulated || c.mention.as_ref().is_some_and(|m| matches!(m.scope, Scope::Months(_) | Scope::Year))
        };
        let told = |c: &&Column| matches!(c.holds, Holds::Value | Holds::Ratio | Holds::Change);
        if !self.columns.iter().filter(told).any(long) {
            return;
        }
        let last = self.columns.iter().filter(told).filter_map(one).max();
        for column in &mut self.columns {
            let of = one(column);
            let compared = matches!(column.holds, Holds::Ratio | Holds::Change) && column.against_month;
            column.short = of.is_some() || column.mention.is_none() && compared;
            if of.is_some_and(|month| last.is_some_and(|last| month < last)) {
                column.holds = Holds::Nothing;
            }
        }
    }

    /// Of several columns that hold the same of the same time, keeps the one of the latest year, else the last.
    fn keep_furthest(&mut self, holds: Holds) {
        let same = |a: &Column, b: &Column| a.holds == b.holds && a.short == b.short && a.basis == b.basis;
        let all = self.columns.clone();
        for (at, column) in self.columns.iter_mut().enumerate().filter(|(_, c)| c.holds == holds) {
            let further = |(i, c): (usize, &Column)| same(c, column) && (c.year, i) > (column.year, at);
            if all.iter().enumerate().any(further) {
                column.holds = Holds::Nothing;
            }
        }
    }

    /// *So với cùng kỳ (%)* may head 104,2 or 4,2, and so may *tăng trưởng*: the numbers themselves tell which.
    fn see_what_percent_means(&mut self, text: &str, rows: &[Span]) {
        let percents = |c: &Column| matches!(c.holds, Holds::Ratio | Holds::Change);
        for (at, column) in self.columns.iter_mut().enumerate().filter(|(_, c)| percents(c)) {
            let numbers: Vec<Decimal> = rows
                .iter()
                .filter_map(|row| super::number(super::cells(text, *row).get(at)?.of(text)))
                .map(|n| n.abs())
                .collect();
            let all = |low: i64, high: i64| {
                !numbers.is_empty() && numbers.iter().all(|n| (Decimal::from(low)..=Decimal::from(high)).contains(n))
            };
            match column.holds {
                Holds::Ratio if all(0, 40) => (column.holds, column.turned) = (Holds::Change, true),
                Holds::Change if numbers.len() > 1 && all(70, 150) => {
                    (column.holds, column.turned) = (Holds::Ratio, true);
                }
                _ => {}
            }
        }
    }

    /// A ratio and a change against the same time say the same: the change is kept.
    fn keep_one_change(&mut self) {
        let all = self.columns.clone();
        for column in self.columns.iter_mut().filter(|c| c.holds == Holds::Ratio) {
            let told = |c: &Column| c.holds == Holds::Change && c.short == column.short && c.basis == column.basis;
            if all.iter().any(told) {
                column.holds = Holds::Nothing;
            }
        }
    }
}

/// The names that the rules of tables give to the words of a head.
pub fn names<'a>(lexicon: &'a Lexicon, words: &str) -> impl Iterator<Item = &'a str> + use<'a> {
    // Brackets stand anywhere (*So sánh (%) kế hoạch*) and mean nothing.
    let cues = lexicon.cues(&words.replace(['(', ')'], " "), Family::Tables);
    cues.into_iter().filter_map(|rule| match &rule.gives {
        Gives::Name(name) if rule.cue == Cue::Column => Some(name.as_ref()),
        _ => None,
    })
}

/// What one column holds by its own words, in a bulletin of this year.
fn column(lexicon: &Lexicon, text: &str, told: &Told, year: Option<i16>) -> Column {
    let names: Vec<&str> = names(lexicon, &told.words).collect();
    let has = |name: &str| names.contains(&name);
    let (mentions, compared) = times(lexicon, text, told);
    let unit = bracketed_unit(lexicon, &told.words);
    // A share of something is named beside that, and a comparison in another unit is none of percent.
    let absolute = unit.as_ref().is_some_and(|unit| unit != "%");
    let share = [("plan_percent", Holds::PlanPercent), ("change", Holds::Change), ("ratio", Holds::Ratio)];
    let share = share.into_iter().find(|(name, _)| has(name)).map(|(_, holds)| holds);
    let share = share.or_else(|| compared.is_some().then_some(Holds::Ratio));
    let first = names.iter().find_map(|name| match *name {
        "name" => Some(Holds::Name),
        "unit" => Some(Holds::Unit),
        "value" => Some(Holds::Value),
        "plan" => Some(Holds::Plan),
        "past" | "number" => Some(Holds::Nothing),
        _ => None,
    });
    let past = has("past") && share != Some(Holds::Ratio) && share != Some(Holds::Change);
    let holds = match share {
        Some(_) if absolute || past => Holds::Nothing,
        Some(share) => share,
        None => first.unwrap_or(Holds::Nothing),
    };
    let mention = mentions.first().cloned();
    let own_year = mention.as_ref().and_then(|m| m.year).or(year);
    let basis = compared.map(|told| match told.basis {
        // *Tháng 9/2024 so với tháng 8/2024*
        Basis::SamePeriodLastYear if told.year.is_some() && told.year == own_year => Basis::PreviousPeriod,
        basis => basis,
    });
    Column {
        holds,
        basis: basis.unwrap_or_default(),
        unit,
        estimate: lexicon
            .cues(&told.words, Family::Figures)
            .iter()
            .any(|rule| matches!(rule.cue, Cue::Estimate | Cue::EstimateVerb)),
        short: false,
        turned: false,
        against_month: compared.is_some_and(|told| told.month),
        year: latest_year(&told.words),
        cumulated: has("cumulated"),
        mention,
    }
}

/// What a column compares with.
#[derive(Clone, Copy)]
struct Compared {
    basis: Basis,
    /// The year that is told there.
    year: Option<i16>,
    /// Whether it is a month or quarter.
    month: bool,
}

/// The times that a column's head names as its own, and what it compares with.
fn times(lexicon: &Lexicon, text: &str, told: &Told) -> (Vec<Mention>, Option<Compared>) {
    let (mut mentions, mut compared) = (Vec::new(), None);
    let (mut words, mut found) = (Vec::new(), Vec::new());
    for cell in &told.cells {
        words.clear();
        found.clear();
        tokens(text, *cell, &mut words);
        lexicon.find(text, &words, Family::Figures, &mut found);
        for m in &found {
            let Some(rule) = lexicon.rule(m.rule) else { continue };
            match (rule.cue, &rule.gives) {
                (Cue::Basis, Gives::Basis(basis)) if compared.is_none() => {
                    let year = i16::try_from(latest_year(m.span.of(text))).ok().filter(|y| *y < i16::MAX);
                    let month = rule.id == DATED || matches!(basis, Basis::PreviousPeriod | Basis::EndOfLastYear);
                    compared = Some(Compared { basis: *basis, year, month });
                }
                (Cue::Period, Gives::Name(form)) if compared.is_none() => {
                    let words = words.get(m.start..m.end).unwrap_or_default();
                    mentions.extend(period::read(form, text, words, m.span).filter(|m| !m.day));
                }
                _ => {}
            }
        }
    }
    (mentions, compared)
}

/// The latest year among the words; without one they are of the latest of all.
fn latest_year(words: &str) -> u16 {
    let years = words.split(|c: char| !c.is_ascii_digit()).filter(|w| w.len() == 4);
    years.filter_map(|w| w.parse::<u16>().ok()).filter(|y| (1900..2200).contains(y)).max().unwrap_or(u16::MAX)
}

/// The unit in brackets in a column's head (*Thực hiện (tỷ đồng)*).
fn bracketed_unit(lexicon: &Lexicon, cell: &str) -> Option<String> {
    let (_, rest) = cell.split_once('(')?;
    let (unit, _) = rest.split_once(')')?;
    let cue = lexicon.first_cue(unit, Family::Figures);
    let known = unit == "%" || matches!(cue, Some(Cue::Scale | Cue::Currency | Cue::Unit | Cue::Counted));
    known.then(|| unit.trim().to_owned())
}
