//! Terms: the years of a term that a review tells of, or all of it where a congress looks back.

use super::page::{Page, Sentence};
use super::period::number;
use crate::model::{
    Period,
    period::Scope,
    section::{Kind, Section},
};
use crate::rules::{Cue, Family, Gives};
use crate::text::Span;

/// A term's review: *3 năm (2021 - 2023) … nhiệm kỳ 2020 - 2025* in title or opening.
#[must_use]
pub fn term(page: &Page<'_>, sections: &[Section]) -> Option<Period> {
    let head = |(s, kind): &(&Sentence, Kind)| {
        matches!(kind, Kind::Title | Kind::Summary | Kind::Opening | Kind::Heading) || s.paragraph == 0
    };
    let (mut years, mut of, mut label) = (None, None, Span::default());
    for (sentence, _) in page.with_kinds(sections).filter(head) {
        for found in page.matches(sentence, Family::Figures) {
            let Some((Cue::Period, Gives::Name(form))) = page.meaning(found) else { continue };
            let tokens = page.tokens(sentence).get(found.start..found.end).unwrap_or_default();
            let numbers: Vec<i32> = tokens.iter().filter_map(|t| number(t.span.of(page.text))).collect();
            match (form.as_ref(), numbers.as_slice()) {
                ("years:#", [n, ..]) if (1..=5).contains(n) && years.is_none() => {
                    years = u8::try_from(*n).ok();
                    label = found.span;
                }
                ("term", [a, b]) if *b > *a && *b - *a <= 10 => of = u8::try_from(b - a).ok(),
                _ => {}
            }
        }
    }
    if let Some(whole) = of.filter(|_| years.is_none())
        && let Some(found) = whole_term(page, sections, whole)
    {
        (years, label) = (Some(whole), found);
    }
    let (done, of) = (years?, of?);
    let scope = Scope::Term { done, of };
    let elapsed_percent = scope.elapsed_percent()?;
    Some(Period { label: label.of(page.text).to_owned(), start: None, end: None, elapsed_percent, scope })
}

/// *Đại hội nhiệm kỳ 2025 - 2030 … 5 năm qua, tốc độ tăng …*: where as many years as a term has are told of before any shorter time.
fn whole_term(page: &Page<'_>, sections: &[Section], of: u8) -> Option<Span> {
    let told = page.with_kinds(sections).filter(|(_, kind)| matches!(kind, Kind::Results | Kind::Conclusion));
    let mut times = told.flat_map(|(s, _)| page.matches(s, Family::Figures).iter().map(move |m| (s, m)));
    let (sentence, first) = times.find(|(_, m)| {
        let form = page.meaning(m).filter(|(cue, _)| *cue == Cue::Period);
        matches!(form, Some((_, Gives::Name(form))) if form.starts_with("years") || form.starts_with("month") || form.starts_with("quarter"))
    })?;
    let tokens = page.tokens(sentence).get(first.start..first.end).unwrap_or_default();
    let years = tokens.iter().find_map(|t| number(t.span.of(page.text)));
    let term = matches!(page.meaning(first), Some((_, Gives::Name(form))) if form.starts_with("years"));
    (term && years == Some(i32::from(of))).then_some(first.span)
}
