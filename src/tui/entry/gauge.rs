//! A gauge: the share reached, a tick at what is due.

use crate::model::Decimal;
use crate::tui::runs::{Runs, run};
use crate::tui::theme::Role;
use rust_decimal::prelude::ToPrimitive;

/// Eighths of a cell, from one to seven.
const PARTS: [&str; 7] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// A gauge of `cells` cells. What is due stands at four fifths, so that what is above it can be seen too.
#[must_use]
pub fn gauge(reached: Decimal, due: Decimal, cells: usize) -> Runs {
    let tick = cells * 4 / 5;
    let eighths = if due.is_zero() {
        cells * 8
    } else {
        let share = reached / due * Decimal::from(tick) * Decimal::from(8);
        share.round().to_usize().unwrap_or_default().min(cells * 8)
    };
    let (full, part) = (eighths / 8, eighths % 8);
    let mut line = Runs::new();
    let mut push = |text: &str, role: Role| match line.last_mut() {
        Some(last) if last.role == role => last.text.push_str(text),
        _ => line.push(run(role, text)),
    };
    for cell in 0..cells {
        if cell == tick {
            push("│", Role::GaugeDue);
        } else if cell < full {
            push("█", Role::Gauge);
        } else if cell == full && part > 0 {
            push(PARTS.get(part - 1).copied().unwrap_or("▌"), Role::Gauge);
        } else {
            push("░", Role::GaugeRest);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(reached: i64, due: i64, cells: usize) -> String {
        gauge(Decimal::from(reached), Decimal::from(due), cells).iter().map(|r| r.text.as_str()).collect()
    }

    #[test]
    fn the_tick_stands_at_what_is_due() {
        assert_eq!(drawn(0, 25, 10), "░░░░░░░░│░");
        assert_eq!(drawn(25, 25, 10), "████████│░");
        assert_eq!(drawn(18, 25, 10), "█████▊░░│░");
        assert_eq!(drawn(90, 25, 10), "████████│█");
        assert_eq!(drawn(1, 0, 5), "████│");
    }
}
