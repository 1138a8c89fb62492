//! A figure in one line: `indicator: 24042 tỷ đồng; −9.46%; plan 19.13%`.

use bantin::model::figure::{Kind, Polarity};
use bantin::model::{Basis, Bound, Decimal, Figure, Horizon};

/// One figure in one line, all that is not the usual left out.
pub fn line(figure: &Figure) -> String {
    let mut parts = Vec::new();
    let number = |d: Decimal| d.normalize().to_string().replace('-', "−");
    let bound = |b: Bound| match b {
        Bound::Exact => "",
        Bound::About => "~",
        Bound::AtLeast => "≥",
        Bound::AtMost => "≤",
    };
    if let Some(v) = &figure.value {
        let upper = v.upper.map(|u| format!("..{}", number(u))).unwrap_or_default();
        let of = v.of.map(|o| format!("/{}", number(o))).unwrap_or_default();
        let estimate = if v.estimate { "est " } else { "" };
        parts.push(
            format!("{estimate}{}{}{upper}{of} {}", bound(v.bound), number(v.amount), v.unit).trim_end().to_owned(),
        );
    }
    for c in &figure.changes {
        let mut told = Vec::new();
        if let Some(f) = c.factor {
            told.push(format!("×{}", number(f)));
        } else if let Some(p) = c.percent {
            told.push(format!("{}%{}", signed(p.0), c.upper.map(|u| format!("..{}", number(u.0))).unwrap_or_default()));
        }
        told.extend(c.points.map(|p| format!("{} pt", signed(p.0))));
        told.extend(c.amount.map(|a| format!("{} {}", signed(a), c.unit.as_deref().unwrap_or_default())));
        let basis = match c.basis {
            Basis::SamePeriodLastYear => "",
            Basis::PreviousPeriod => " on the period before",
            Basis::PreviousYear => " on the year before",
            Basis::EndOfLastYear => " on the year's end",
            Basis::Other => " on other",
        };
        parts.push(format!("{}{}{basis}", bound(c.bound), told.join(" ")));
    }
    for p in &figure.plans {
        let horizon = match p.horizon {
            Horizon::Year => "",
            Horizon::Quarter => " quarter",
            Horizon::Month => " month",
            Horizon::HalfYear => " half year",
            Horizon::Period => " period",
            Horizon::Term => " term",
            Horizon::Other => " other",
        };
        parts.push(format!("plan {}{}%{horizon}", bound(p.bound), number(p.percent.0)));
    }
    parts.extend(figure.share.as_ref().map(|s| format!("share {}%", number(s.percent))));
    parts.extend((figure.kind != Kind::Observed).then(|| format!("{:?}", figure.kind).to_lowercase()));
    parts.extend(figure.period.as_ref().map(|p| format!("in {}", p.label)));
    parts.extend((figure.polarity == Polarity::LessIsBetter).then(|| "less is better".to_owned()));
    parts.extend(figure.within.map(|w| format!("within {w}")));
    format!("{}: {}", figure.indicator, parts.join("; "))
}

fn signed(number: Decimal) -> String {
    let plain = number.normalize().abs();
    if number.is_sign_negative() { format!("−{plain}") } else { format!("+{plain}") }
}
