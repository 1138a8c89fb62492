//! Harvests: area, yield and output are told of one crop after another, whose name stands with the first of them alone.

use super::state::State;
use crate::model::Figure;
use crate::parse::page::Page;
use crate::rules::{Cue, Family};

/// The rule of what is told of a crop.
const HARVEST: &str = "indicator.harvest";

/// The rule of units of land.
const LAND: &str = "unit.measure";

/// Words of a name from which on it is more than a crop's.
const LONG: usize = 5;

/// *năng suất mía 612 tạ/ha; sản lượng 820 tấn; năng suất sắn 152 tạ/ha; sản lượng 210 tấn*: gives what the sentence tells without a
/// crop the one that is named last before it.
pub(super) fn settle(state: &mut State<'_>) {
    let page = state.page;
    let bare = |f: &Figure| is_bare(page, &f.indicator);
    let told = state.figures.get(state.sentence..).unwrap_or_default();
    let Some(first) = told.iter().skip(1).position(bare) else { return };
    let mut crop = told.get(..=first).unwrap_or_default().iter().rev().find_map(|f| named(page, f));
    for figure in state.figures.iter_mut().skip(state.sentence + first + 1) {
        match (crop_in(page, &figure.indicator), &crop) {
            (Some(""), Some(crop)) => figure.indicator = format!("{} {crop}", figure.indicator),
            _ => crop = named(page, figure).or(crop),
        }
    }
}

/// Whether a name tells that it is of a harvest, and of none.
pub(super) fn is_bare(page: &Page<'_>, name: &str) -> bool {
    crop_in(page, name).is_some_and(str::is_empty)
}

/// The words behind those of a harvest that a name opens with, but for such as tell an average; `None` where none opens it.
fn crop_in<'a>(page: &Page<'_>, name: &'a str) -> Option<&'a str> {
    let end = name.match_indices(' ').nth(1).map_or(name.len(), |(at, _)| at);
    let (head, rest) = name.split_at(end);
    let rules = page.lexicon.cues(head, Family::Indicators);
    rules.first().filter(|rule| rule.id == HARVEST)?;
    let rest = rest.trim_start();
    let average = page.lexicon.first_cue(rest, Family::Figures) == Some(Cue::Lead);
    Some(if average && rest.split(' ').count() == 2 { "" } else { rest })
}

/// The crop that a figure names: behind the words of a harvest, or by itself, where it is told how much land it covers.
fn named(page: &Page<'_>, figure: &Figure) -> Option<String> {
    if let Some(crop) = crop_in(page, &figure.indicator) {
        return (!crop.is_empty()).then(|| crop.to_owned());
    }
    let name = figure.indicator.as_str();
    let unit = figure.value.as_ref().map_or("", |v| v.unit.rsplit(' ').next().unwrap_or_default());
    let land = page.lexicon.cues(unit, Family::Figures).first().is_some_and(|rule| rule.id == LAND);
    let plain = name.split(' ').count() < LONG && page.lexicon.first_cue(name, Family::Indicators).is_none();
    (land && plain).then(|| within(name))
}

/// A name that opened its sentence, as it is written within one; one of several capitals stays.
fn within(name: &str) -> String {
    let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
    let proper = rest.split(' ').next().is_some_and(|word| word.starts_with(char::is_uppercase));
    if proper || first.chars().skip(1).any(char::is_uppercase) {
        return name.to_owned();
    }
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
