//! The numbers of a figure in words, as short as a table's cell wants them.
//!
//! In: parts of the model and the language. Out: words; numbers are bound to their units by no-break spaces.

use super::Labels;
use super::wrap::NBSP;
use crate::model::figure::{Bound, Kind};
use crate::model::target::{Measured, Side};
use crate::model::{Basis, Change, Decimal, Figure, Horizon, Period, PlanShare, Quantity, Reason, Share, Shortfall};
use jiff::civil::Date;

/// A percentage: `19,13 %`.
#[must_use]
pub fn percent(labels: &Labels, number: Decimal) -> String {
    format!("{}{NBSP}%", labels.number(number))
}

/// A percentage with its sign: `−9,46 %`.
#[must_use]
pub fn signed_percent(labels: &Labels, number: Decimal) -> String {
    format!("{}{NBSP}%", labels.signed(number))
}

/// A figure's value or share, and what kind of number it is where it is no result.
#[must_use]
pub fn value(labels: &Labels, figure: &Figure) -> String {
    let numbers = [figure.value.as_ref().map(|v| quantity(labels, v)), figure.share.as_ref().map(|s| share(labels, s))];
    let numbers: Vec<String> = numbers.into_iter().flatten().collect();
    let mut notes: Vec<String> = Vec::new();
    if figure.kind != Kind::Observed {
        notes.push(labels.term("kind", &figure.kind));
    }
    notes.extend(figure.period.as_ref().map(period));
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    format!("{}{notes}", numbers.join(", ")).trim_start().to_owned()
}

fn period(period: &Period) -> String {
    period.label.replace(' ', "\u{a0}")
}

/// An amount with its unit.
#[must_use]
pub fn quantity(labels: &Labels, quantity: &Quantity) -> String {
    let mut out = hedge(labels, quantity.bound, quantity.estimate);
    out.push_str(&labels.number(quantity.amount));
    if let Some(upper) = quantity.upper {
        out.push('–');
        out.push_str(&labels.number(upper));
    }
    if let Some(of) = quantity.of {
        out.push('/');
        out.push_str(&labels.number(of));
    }
    if !quantity.unit.is_empty() {
        out.push(NBSP);
        out.push_str(&quantity.unit.replace(' ', "\u{a0}"));
    }
    out
}

fn share(labels: &Labels, share: &Share) -> String {
    let upper = share.upper.map_or_else(String::new, |u| format!("–{}", labels.number(u)));
    let number = format!("{}{upper}{NBSP}%", labels.number(share.percent));
    labels.fill("report.share", &[&number])
}

/// A figure's comparisons, the same period's first; another base is named.
#[must_use]
pub fn changes(labels: &Labels, figure: &Figure) -> String {
    let words: Vec<String> = figure.changes.iter().map(|c| change(labels, c)).collect();
    words.join("; ")
}

/// One comparison.
#[must_use]
pub fn change(labels: &Labels, change: &Change) -> String {
    let mut parts = Vec::new();
    if let Some(percent) = change.percent {
        let upper = change.upper.map_or_else(String::new, |u| format!("–{}", labels.number(u.0)));
        parts.push(format!("{}{upper}{NBSP}%", labels.signed(percent.0)));
    } else if let Some(factor) = change.factor {
        parts.push(labels.fill("report.factor", &[&labels.number(factor)]).replace(' ', "\u{a0}"));
    }
    if let Some(points) = change.points {
        parts.push(format!("{}{NBSP}{}", labels.signed(points.0), labels.get("report.points").replace(' ', "\u{a0}")));
    }
    if let Some(amount) = change.amount {
        let unit = change.unit.as_deref().unwrap_or_default().replace(' ', "\u{a0}");
        parts.push(format!("{}{NBSP}{unit}", labels.signed(amount)));
    }
    let mut out = hedge(labels, change.bound, change.estimate);
    out.push_str(&parts.join(", "));
    if change.basis != Basis::SamePeriodLastYear {
        out.push_str(&format!(" ({})", labels.term("base", &change.basis).replace(' ', "\u{a0}")));
    }
    out
}

/// A figure's plan shares, the year's first; a plan is named where it is not the year's, or one of several.
#[must_use]
pub fn plans(labels: &Labels, figure: &Figure) -> String {
    let several = figure.plans.len() > 1;
    let words: Vec<String> = figure.plans.iter().map(|p| plan(labels, p, several)).collect();
    words.join("; ")
}

/// A share of a plan alone: `19,13 %`.
#[must_use]
pub fn plan_share(labels: &Labels, plan: &PlanShare) -> String {
    format!("{}{}", hedge(labels, plan.bound, plan.estimate), percent(labels, plan.percent.0))
}

/// A target's amount: `≥ 12,5 %`.
#[must_use]
pub fn target_amount(labels: &Labels, side: Side, amount: Decimal, unit: &str) -> String {
    let sign = if side == Side::AtLeast { "\u{2265}" } else { "\u{2264}" };
    format!("{sign}{NBSP}{}{NBSP}{}", labels.number(amount), unit.replace(' ', "\u{a0}"))
}

/// A target of the user's, the part of it that is due, and where it is set: `≥ 12,5 % (targets.toml:3)`.
#[must_use]
pub fn target(labels: &Labels, measured: &Measured) -> String {
    let amount = target_amount(labels, measured.side, measured.amount, &measured.unit);
    let due = measured.due_percent.map(|due| labels.fill("report.target_due", &[&percent(labels, due)]));
    format!("{amount}{} ({}:{})", due.unwrap_or_default(), measured.file, measured.line)
}

/// A reason of a shortfall by a table of the labels (`reason`, `brief`), with the user's target that is missed.
#[must_use]
pub fn reason(labels: &Labels, shortfall: &Shortfall, reason: Reason, table: &str) -> String {
    let words = labels.term(table, &reason);
    match shortfall.target.as_ref().filter(|_| reason == Reason::BelowTarget) {
        Some(measured) => labels.fill("report.own_target", &[&target(labels, measured)]),
        None => words,
    }
}

fn plan(labels: &Labels, plan: &PlanShare, several: bool) -> String {
    let mut out = plan_share(labels, plan);
    match &plan.of {
        Some(of) if several => out.push_str(&format!(" ({of})")),
        _ if plan.horizon != Horizon::Year => {
            out.push_str(&format!(" ({})", labels.term("span", &plan.horizon).replace(' ', "\u{a0}")))
        }
        _ => {}
    }
    out
}

fn hedge(labels: &Labels, bound: Bound, estimate: bool) -> String {
    let mut out = String::new();
    if estimate {
        out.push_str(labels.get("report.estimate"));
        out.push(NBSP);
    }
    out.push_str(match bound {
        Bound::Exact => "",
        Bound::About => "≈\u{a0}",
        Bound::AtLeast => "≥\u{a0}",
        Bound::AtMost => "≤\u{a0}",
    });
    out
}

/// A period's words with its year, which they may leave to the date: `quý 1/2023`, `6 tháng đầu năm 2023`. Words all in
/// capitals are told quietly.
#[must_use]
pub fn dated(label: &str, end: Option<Date>) -> String {
    let roman = |word: &str| word.chars().all(|c| "IVX".contains(c));
    let shouted = !label.chars().any(char::is_lowercase);
    let quiet = |word: &str| if shouted && !roman(word) { word.to_lowercase() } else { word.to_owned() };
    let name = label.split(' ').map(quiet).collect::<Vec<_>>().join(" ");
    let has_year = name.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    let Some(year) = end.map(Date::year).filter(|_| !has_year) else { return name };
    let last = name.rsplit(' ').next().unwrap_or_default();
    let numbered = roman(last) || last.chars().all(|c| c.is_ascii_digit());
    format!("{name}{}{year}", if numbered { '/' } else { ' ' })
}

/// A moment as the language writes it: `2023-04-27T09:30` is `09:30 27/04/2023` in Vietnamese, `2023-04-27 09:30` in
/// English. What is no such moment stays as it is.
#[must_use]
pub fn moment(labels: &Labels, iso: &str) -> String {
    let (day, time) = iso.split_once('T').unwrap_or((iso, ""));
    let day = match labels.language() {
        super::Language::Vi => day.rsplit('-').collect::<Vec<_>>().join("/"),
        super::Language::En => day.to_owned(),
    };
    let parts = match labels.language() {
        super::Language::Vi => [time, &day],
        super::Language::En => [&day, time],
    };
    parts.join("\u{a0}").trim_matches(NBSP).to_owned()
}

/// The days of a stretch: `01/01–31/03/2023` in Vietnamese, `2023-01-01 to 2023-03-31` in English.
#[must_use]
pub fn days(labels: &Labels, start: Date, end: Date) -> String {
    let from = moment(labels, &start.to_string());
    let to = moment(labels, &end.to_string());
    let year = format!("/{}", start.year());
    match from.strip_suffix(&year).filter(|_| start.year() == end.year()) {
        Some(short) => labels.fill("report.days", &[short, &to]),
        None => labels.fill("report.days", &[&from, &to]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ChangePercent, PlanPercent, Points};
    use crate::report::Language;

    fn vi() -> Labels {
        Labels::new(Language::Vi)
    }

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn values_are_written_as_the_bulletin_does() {
        let quantity = Quantity {
            amount: number("24042"),
            unit: "tỷ đồng".into(),
            estimate: true,
            bound: Bound::AtLeast,
            ..Quantity::default()
        };
        let figure = Figure { value: Some(quantity), ..Figure::default() };
        assert_eq!(value(&vi(), &figure).replace(NBSP, " "), "ước ≥ 24.042 tỷ đồng");
    }

    #[test]
    fn changes_name_every_base_but_the_same_period() {
        let same = Change { percent: Some(ChangePercent(number("-9.46"))), ..Change::default() };
        let other = Change { points: Some(Points(number("0.92"))), basis: Basis::PreviousPeriod, ..Change::default() };
        let figure = Figure { changes: vec![same, other], ..Figure::default() };
        assert_eq!(changes(&vi(), &figure).replace(NBSP, " "), "−9,46 %; +0,92 điểm % (kỳ trước)");
    }

    #[test]
    fn plans_are_named_where_there_are_several() {
        let plan = |n: &str, of: &str| PlanShare {
            percent: PlanPercent(number(n)),
            of: Some(of.into()),
            ..PlanShare::default()
        };
        let one = Figure { plans: vec![plan("19.13", "dự toán")], ..Figure::default() };
        let two =
            Figure { plans: vec![plan("26.4", "dự toán A"), plan("24.1", "dự toán B")], ..Figure::default() };
        assert_eq!(plans(&vi(), &one).replace(NBSP, " "), "19,13 %");
        assert_eq!(plans(&vi(), &two).replace(NBSP, " "), "26,4 % (dự toán A); 24,1 % (dự toán B)");
    }

    #[test]
    fn moments_are_written_as_the_language_does() {
        for (iso, want) in
            [("2023-04-27T09:30", "09:30 27/04/2023"), ("2023-04-27", "27/04/2023"), ("2023-04", "04/2023")]
        {
            assert_eq!(moment(&vi(), iso).replace(NBSP, " "), want);
        }
    }
}
