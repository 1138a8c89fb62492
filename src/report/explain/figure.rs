//! One figure explained: what was read, what was due and why, what it misses, what follows, what is in doubt.
//!
//! In: a figure and its grounds. Out: blocks of a page.

use super::Explained;
use crate::assess::due::{Ground, Undue, ground};
use crate::assess::grounds::Grounds;
use crate::assess::targets::{Aside, Outcome};
use crate::model::figure::Kind;
use crate::model::target::Measured;
use crate::model::{Decimal, Figure, PlanShare, Reason, Shortfall, Target, Verdict};
use crate::report::page::{Block, Cell, Column, Row, Table, Tone};
use crate::report::words;
use crate::report::wrap::NBSP;

/// A figure's heading and rows.
pub(super) fn blocks<'a>(of: &'a Explained<'a>, grounds: &Grounds) -> Vec<Block<'a>> {
    let Some(figure) = of.bulletin.figures.get(grounds.figure) else { return Vec::new() };
    let missed = grounds.shortfall.is_some() || !grounds.verdicts.is_empty();
    let whole = figure.within.and_then(|id| of.bulletin.figures.get(id));
    let within = whole.map(|w| of.labels.fill("explain.within", &[&w.indicator])).unwrap_or_default();
    let mut rows = Rows { of, rows: Vec::new() };
    rows.read(figure);
    for plan in &figure.plans {
        rows.due(figure, plan);
    }
    for (target, outcome) in &grounds.targets {
        rows.add("target", &rows.target(target, outcome));
    }
    rows.judged(figure, grounds);
    rows.derived(figure);
    for note in of.notes(figure) {
        rows.add("note", &note);
    }
    rows.under(&figure.indicator, &within, missed)
}

/// An indicator that only the text says to be missed.
pub(super) fn stated<'a>(of: &'a Explained<'a>, verdict: &Verdict) -> Vec<Block<'a>> {
    let mut rows = Rows { of, rows: Vec::new() };
    rows.add("missed", &rows.said(verdict));
    rows.under(&verdict.indicator, "", true)
}

struct Rows<'a> {
    of: &'a Explained<'a>,
    rows: Vec<Row<'a>>,
}

impl<'a> Rows<'a> {
    fn under(self, indicator: &str, within: &str, missed: bool) -> Vec<Block<'a>> {
        let (sign, tone) = if missed { ("✗", Tone::Bad) } else { ("•", Tone::Strong) };
        let heading = format!("{NBSP}{NBSP}{sign} {indicator}{within}");
        let columns = vec![Column::default(), Column::words("")];
        let table = Table { columns, rows: self.rows };
        vec![Block::Line(Cell::new(heading, tone)), Block::Table(table)]
    }

    fn add(&mut self, key: &str, words: &str) {
        if words.is_empty() {
            return;
        }
        let label = self.of.labels.get(&format!("explain.{key}")).replace(' ', "\u{a0}");
        self.rows.push(Row::Cells(vec![
            Cell::faint(format!("{}{label}", "\u{a0}".repeat(4))),
            Cell::plain(words.to_owned()),
        ]));
    }

    /// What was read.
    fn read(&mut self, figure: &Figure) {
        let labels = self.of.labels;
        if figure.indicator_span.is_empty() {
            self.add("indicator", labels.get("explain.understood"));
        }
        self.add("value", &words::value(labels, figure));
        for change in &figure.changes {
            let basis = labels.term("basis", &change.basis);
            let words = words::change(labels, change);
            let words = words.split(" (").next().unwrap_or_default();
            self.add("change", &format!("{words} {basis}"));
        }
        if figure.kind == Kind::Observed && !figure.changes.is_empty() {
            self.add("better", &labels.term("polarity", &figure.polarity));
        }
    }

    /// A share of a plan, what was due of it, and why.
    fn due(&mut self, figure: &Figure, plan: &PlanShare) {
        let labels = self.of.labels;
        let of = plan.of.clone().unwrap_or_else(|| labels.term("horizon", &plan.horizon));
        let words = words::plan_share(labels, plan);
        let horizon = labels.term("horizon", &plan.horizon);
        let told = if of == horizon { String::new() } else { format!(" ({horizon})") };
        self.add("plan", &format!("{words} {of}{told}"));
        if figure.kind != Kind::Observed {
            return;
        }
        let period = figure.period.as_ref().or(self.of.bulletin.period.as_ref()).map_or("", |p| p.label.as_str());
        let words = match ground(self.of.bulletin, figure, plan) {
            Ok((percent, why)) => {
                let percent = words::percent(labels, percent);
                match why {
                    Ground::Beside => labels.fill("explain.due_beside", &[&percent]),
                    Ground::Named(span) => {
                        let place = self.of.places.marked(span);
                        labels.fill("explain.due_named", &[&percent, span.of(&self.of.bulletin.text), &place])
                    }
                    Ground::Whole => labels.fill("explain.due_whole", &[&percent, period]),
                    Ground::Passed => labels.fill("explain.due_passed", &[&percent, period, &horizon]),
                }
            }
            Err(Undue::NoPeriod) => labels.get("explain.undue_period").to_owned(),
            Err(Undue::Forecast) => labels.get("explain.undue_forecast").to_owned(),
            Err(Undue::Stretch) => labels.get("explain.undue_stretch").to_owned(),
            Err(Undue::NoTime) => labels.get("explain.undue_time").to_owned(),
        };
        self.add("due", &words);
    }

    /// A target of the user's and what comes of it.
    fn target(&self, target: &Target, outcome: &Outcome) -> String {
        let labels = self.of.labels;
        let (key, measured) = match outcome {
            Outcome::Reached(measured) => ("explain.target_reached", measured),
            Outcome::Missed(measured) => ("explain.target_missed", measured),
            Outcome::Aside(aside) => {
                let key = match aside {
                    Aside::Place => "explain.aside_place",
                    Aside::Period => "explain.aside_period",
                    Aside::NoResult => "explain.aside_result",
                    Aside::Unit => "explain.aside_unit",
                };
                let place = target.place.as_deref().unwrap_or_default();
                let words = words::target_amount(labels, target.side, target.amount, &target.unit);
                return format!("{words} ({}:{}): {}", target.file, target.line, labels.fill(key, &[place]));
            }
        };
        format!("{}: {}", words::target(labels, measured), labels.fill(key, &[&self.reached(measured)]))
    }

    fn reached(&self, measured: &Measured) -> String {
        let of = self.of.labels.term("of", &measured.of);
        let unit = measured.unit.replace(' ', "\u{a0}");
        format!("{of} {}{NBSP}{unit}", self.of.labels.number(measured.reached.round_dp(4)))
    }

    /// Why it counts as missed, or that it does not.
    fn judged(&mut self, figure: &Figure, grounds: &Grounds) {
        let labels = self.of.labels;
        if figure.kind != Kind::Observed {
            self.add("missed", labels.get("explain.not_judged"));
            return;
        }
        let reasons = grounds.shortfall.as_ref().map(|s| s.reasons.as_slice()).unwrap_or_default();
        for reason in reasons {
            let numbers = grounds.shortfall.as_ref().and_then(|s| self.numbers(s, *reason));
            let told = numbers.map_or_else(String::new, |n| format!(": {n}"));
            let named = grounds.shortfall.as_ref().map(|s| words::reason(labels, s, *reason, "reason"));
            self.add("missed", &format!("{}{told}", named.unwrap_or_default()));
        }
        for verdict in grounds.verdicts.iter().filter_map(|&at| self.of.bulletin.verdicts.get(at)) {
            self.add("missed", &self.said(verdict));
        }
        if reasons.is_empty() && grounds.verdicts.is_empty() {
            self.add("missed", labels.get("explain.not_missed"));
        }
    }

    /// The numbers that show a reason.
    fn numbers(&self, shortfall: &Shortfall, reason: Reason) -> Option<String> {
        let labels = self.of.labels;
        match reason {
            Reason::BehindPlan => {
                let (actual, expected) = (shortfall.actual_percent?, shortfall.expected_percent?);
                Some(format!("{} < {}", words::percent(labels, actual), words::percent(labels, expected)))
            }
            Reason::Declined => shortfall.change_percent.map(|n| words::signed_percent(labels, n)),
            Reason::BelowTarget | Reason::Stated => None,
        }
    }

    /// What the text itself says, and where.
    fn said(&self, verdict: &Verdict) -> String {
        let place = self.of.places.marked(verdict.span);
        let words = verdict.span.of(&self.of.bulletin.text);
        self.of.labels.fill("explain.says", &[words, &place, &self.of.labels.term("says", &verdict.says)])
    }

    /// What follows by arithmetic, rounded for show.
    fn derived(&mut self, figure: &Figure) {
        let (labels, derived) = (self.of.labels, &figure.derived);
        let unit = figure.value.as_ref().map_or("", |v| v.unit.as_str()).replace(' ', "\u{a0}");
        let about = |n: Decimal| {
            let rounded = n.round_dp(1);
            let sign = if rounded == n { "" } else { "≈\u{a0}" };
            format!("{sign}{}{NBSP}{unit}", labels.number(rounded))
        };
        let named = |key: &str, n: Option<Decimal>| n.map(|n| format!("{} {}", labels.get(key), about(n)));
        let mut parts: Vec<String> = [
            named("explain.plan_amount", derived.plan_amount),
            named("explain.remaining", derived.remaining),
            named("explain.base_amount", derived.base_amount),
        ]
        .into_iter()
        .flatten()
        .collect();
        if let Some(pace) = &derived.pace_needed {
            parts.push(
                labels.fill("tui.card_pace", &[&about(pace.needed), &pace.months.to_string(), &about(pace.made)]),
            );
        }
        self.add("follows", &parts.join("; "));
    }
}
