//! A trend as a chart: braille for a terminal, SVG for a report.
//!
//! In: a [`Series`]. Out: lines of text, or the picture. What is charted is the share of the plan against what is due,
//! else the values, else the changes. Signs carry the meaning, colour only adds: ✗ is a shortfall, ● is none.

use super::Labels;
use crate::model::Decimal;
use crate::shelf::trend::{Dot, Series};
use std::fmt::Write as _;

/// What a chart shows of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What is measured: the label `chart.NAME`.
    pub what: &'static str,
    /// In the order of time.
    pub marks: Vec<Mark>,
    /// The least and the greatest number, zero among them where it is near.
    pub range: (f64, f64),
    /// Days from the first mark to the last.
    days: f64,
}

/// One number.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Days since the first one.
    pub day: f64,
    /// The stretch's end as `03/24`.
    pub when: String,
    /// The numbers: several where bulletins differ.
    pub numbers: Vec<Decimal>,
    /// What was due.
    pub due: Option<Decimal>,
    /// Whether it is missed.
    pub missed: bool,
}

/// The chart of a series; `None` where there are no numbers.
#[must_use]
pub fn chart(series: &Series) -> Option<Chart> {
    let count = |of: fn(&crate::shelf::Point) -> bool| series.dots.iter().filter(|d| d.point().is_some_and(of)).count();
    let (plans, values) = (count(|p| p.plan.is_some()), count(|p| p.value.is_some()));
    let what = match () {
        () if plans > 0 && plans * 2 >= values => "plan",
        () if values > 0 => "value",
        () => "change",
    };
    let first = series.dots.first()?.end;
    let mark = |dot: &Dot| {
        let numbers: Vec<Decimal> = dot
            .tellings
            .iter()
            .filter_map(|t| match what {
                "plan" => t.point.plan,
                "value" => t.point.value.as_ref().map(|v| v.canonical.as_ref().map_or(v.amount, |c| c.amount)),
                _ => t.point.change,
            })
            .collect();
        let point = dot.point()?;
        Some(Mark {
            day: f64::from(dot.end.since(first).ok()?.get_days()),
            when: format!("{:02}/{:02}", dot.end.month(), dot.end.year().rem_euclid(100)),
            numbers,
            due: point.due.filter(|_| what == "plan"),
            missed: dot.tellings.iter().any(|t| t.point.missed),
        })
        .filter(|m| !m.numbers.is_empty())
    };
    let marks: Vec<Mark> = series.dots.iter().filter_map(mark).collect();
    let all = || marks.iter().flat_map(|m| m.numbers.iter().chain(&m.due)).copied().map(float);
    let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
    let days = marks.last()?.day.max(1.0);
    let low = if low > 0.0 && low < high * 0.8 { 0.0 } else { low };
    let pad = if (high - low).abs() < f64::EPSILON { high.abs().max(1.0) * 0.1 } else { 0.0 };
    Some(Chart { what, marks, range: (low - pad, high + pad), days })
}

/// A number for drawing only.
fn float(number: Decimal) -> f64 {
    number.to_string().parse().unwrap_or_default()
}

impl Chart {
    /// Where a mark and a number stand, from 0 to 1: right and up.
    #[must_use]
    pub fn place(&self, day: f64, number: Decimal) -> (f64, f64) {
        let (low, high) = self.range;
        (day / self.days, ((float(number) - low) / (high - low)).clamp(0.0, 1.0))
    }
}

/// A line of a chart in a terminal: the scale, then the cells; a cell of the due line, of a shortfall, of the curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Nothing, or the scale.
    Paper,
    /// The curve between numbers.
    Curve,
    /// What was due.
    Due,
    /// A number that misses it.
    Missed,
    /// A number that does not.
    Met,
}

/// Rows of a chart of `width` × `height` cells, each cell with what it is made of.
#[must_use]
pub fn cells(chart: &Chart, width: usize, height: usize) -> Vec<Vec<(char, Ink)>> {
    let (width, height) = (width.clamp(4, 400), height.clamp(2, 100));
    let mut curve = vec![vec![0_u32; width]; height];
    let mut due = curve.clone();
    let at = |(x, y): (f64, f64)| {
        ((x * (width * 2 - 1) as f64).round() as usize, ((1.0 - y) * (height * 4 - 1) as f64).round() as usize)
    };
    let first = |m: &Mark| m.numbers.first().map(|n| chart.place(m.day, *n));
    for pair in chart.marks.windows(2) {
        let [a, b] = pair else { continue };
        // The plan of a new year begins anew: no line falls from one year to the next.
        let anew = a.due.zip(b.due).is_some_and(|(from, to)| to < from);
        if let (Some(a), Some(b), false) = (first(a), first(b), anew) {
            stroke(&mut curve, at(a), at(b));
        }
        if let Some((from, to)) = a.due.zip(b.due).filter(|(from, to)| to >= from) {
            stroke(&mut due, at(chart.place(a.day, from)), at(chart.place(b.day, to)));
        }
    }
    for mark in &chart.marks {
        if let Some(number) = mark.due {
            let spot = at(chart.place(mark.day, number));
            stroke(&mut due, (spot.0.saturating_sub(1), spot.1), (spot.0 + 1, spot.1));
        }
    }
    let braille = |bits: u32| char::from_u32(0x2800 + bits).unwrap_or(' ');
    let cell = |(a, b): (&u32, &u32)| match (*a, *b) {
        (0, 0) => (' ', Ink::Paper),
        (0, bits) => (braille(bits), Ink::Due),
        (bits, more) => (braille(bits | more), Ink::Curve),
    };
    let mut out: Vec<Vec<(char, Ink)>> =
        curve.iter().zip(&due).map(|(a, b)| a.iter().zip(b).map(cell).collect()).collect();
    for mark in &chart.marks {
        for number in &mark.numbers {
            let (x, y) = at(chart.place(mark.day, *number));
            if let Some(cell) = out.get_mut(y / 4).and_then(|row| row.get_mut(x / 2)) {
                *cell = if mark.missed { ('✗', Ink::Missed) } else { ('●', Ink::Met) };
            }
        }
    }
    out
}

/// Draws a line of dots, eight to a cell.
fn stroke(cells: &mut [Vec<u32>], from: (usize, usize), to: (usize, usize)) {
    const DOTS: [[u32; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
    let steps = from.0.abs_diff(to.0).max(from.1.abs_diff(to.1)).max(1);
    let between = |a: usize, b: usize, i: usize| (a * (steps - i) + b * i + steps / 2) / steps;
    for i in 0..=steps {
        let (x, y) = (between(from.0, to.0, i), between(from.1, to.1, i));
        let dot = DOTS.get(y % 4).and_then(|row| row.get(x % 2)).copied().unwrap_or_default();
        if let Some(cell) = cells.get_mut(y / 4).and_then(|row| row.get_mut(x / 2)) {
            *cell |= dot;
        }
    }
}

/// The chart as plain lines: scale at the left, times below.
#[must_use]
pub fn plain(chart: &Chart, labels: &Labels, width: usize, height: usize) -> Vec<String> {
    let scale = [chart.range.1, chart.range.0].map(|n| scale(labels, n));
    let side = scale.iter().map(|s| s.chars().count()).max().unwrap_or_default();
    let room = width.saturating_sub(side + 2).max(8);
    let rows = cells(chart, room, height);
    let last = rows.len().saturating_sub(1);
    let mut out: Vec<String> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let words = if i == 0 {
            scale.first()
        } else if i == last {
            scale.last()
        } else {
            None
        };
        let cells: String = row.iter().map(|(c, _)| *c).collect();
        out.push(format!("{:>side$} │{cells}", words.map_or("", String::as_str)).trim_end().to_owned());
    }
    out.push(format!("{:>side$} └{}", "", "─".repeat(room)));
    let (first, end) = (chart.marks.first(), chart.marks.last());
    let ends = [first, end].map(|m| m.map(|m| m.when.as_str()).unwrap_or_default());
    let gap = room.saturating_sub(ends.iter().map(|w| w.chars().count()).sum());
    out.push(format!("{:>side$}  {}{}{}", "", ends[0], " ".repeat(gap), ends[1]));
    out
}

/// An end of the scale, as short as it can be told.
fn scale(labels: &Labels, number: f64) -> String {
    let places = if number.abs() >= 100.0 { 0 } else { 1 };
    let number = format!("{number:.places$}").parse().unwrap_or_default();
    labels.number(number)
}

/// Sides of the picture, and the room around the chart.
const SIZE: (f64, f64) = (720.0, 360.0);
const ROOM: (f64, f64, f64, f64) = (70.0, 20.0, 40.0, 46.0);

/// The chart as a picture on its own, light and dark alike.
#[must_use]
pub fn svg(chart: &Chart, labels: &Labels, title: &str) -> String {
    let (left, right, top, bottom) = ROOM;
    let at = |day: f64, n: Decimal| {
        let (x, y) = chart.place(day, n);
        (left + x * (SIZE.0 - left - right), SIZE.1 - bottom - y * (SIZE.1 - top - bottom))
    };
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\">\n\
         <title>{2}</title>\n<style>text{{font:13px sans-serif;fill:#222}}.curve{{fill:none;stroke:#1b5e9b;stroke-width:2}}\
         .due{{fill:none;stroke:#777;stroke-width:1.5;stroke-dasharray:5 4}}.met{{fill:#1b5e9b}}.missed{{stroke:#b3261e;stroke-width:2.5}}\
         .axis{{stroke:#999}}</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<text x=\"{left}\" y=\"22\" font-weight=\"bold\">{2}</text>\n",
        SIZE.0,
        SIZE.1,
        escaped(title),
    );
    let base = SIZE.1 - bottom;
    let _ = writeln!(out, "<path class=\"axis\" d=\"M{left} {top}V{base}H{}\" fill=\"none\"/>", SIZE.0 - right);
    for (number, y) in [(chart.range.1, top), (chart.range.0, base)] {
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{y:.1}\" text-anchor=\"end\">{}</text>",
            left - 6.0,
            escaped(&scale(labels, number))
        );
    }
    let mut path = |class: &str, points: Vec<(f64, f64)>| {
        let words: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = writeln!(out, "<polyline class=\"{class}\" points=\"{}\"/>", words.join(" "));
    };
    path("curve", chart.marks.iter().filter_map(|m| m.numbers.first().map(|n| at(m.day, *n))).collect());
    let mut run: Vec<(f64, f64)> = Vec::new();
    let mut before = None;
    for (day, due) in chart.marks.iter().filter_map(|m| Some((m.day, m.due?))) {
        if before.is_some_and(|b| due < b) {
            path("due", std::mem::take(&mut run));
        }
        run.push(at(day, due));
        before = Some(due);
    }
    path("due", run);
    out.push_str(&signs(chart, labels, &at));
    let every = chart.marks.len().div_ceil(10).max(1);
    for mark in chart.marks.iter().step_by(every) {
        let x = at(mark.day, Decimal::ZERO).0;
        let _ =
            writeln!(out, "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>", base + 18.0, mark.when);
    }
    let legend = labels.get(if chart.what == "plan" { "chart.legend_plan" } else { "chart.legend" });
    let _ = writeln!(out, "<text x=\"{left}\" y=\"{:.1}\">{}</text>\n</svg>", SIZE.1 - 8.0, escaped(legend));
    out
}

/// The numbers of a picture, each with its words.
fn signs(chart: &Chart, labels: &Labels, at: &dyn Fn(f64, Decimal) -> (f64, f64)) -> String {
    let mut out = String::new();
    for mark in &chart.marks {
        for number in &mark.numbers {
            let (x, y) = at(mark.day, *number);
            let words = escaped(&format!("{}: {}", mark.when, labels.number(*number)));
            let _ = match mark.missed {
                true => writeln!(
                    out,
                    "<path class=\"missed\" d=\"M{0:.1} {1:.1}l8 8m0 -8l-8 8\"><title>{words}</title></path>",
                    x - 4.0,
                    y - 4.0
                ),
                false => writeln!(
                    out,
                    "<circle class=\"met\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"><title>{words}</title></circle>"
                ),
            };
        }
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
