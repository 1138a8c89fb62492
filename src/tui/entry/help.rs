//! The lines of the help: the keys of each context, made from the key table, and the signs.

use super::shortfalls::{NAMED, UNNAMED, reason};
use super::{BESIDE, HERE, rule};
use crate::model::conclusion::Kind;
use crate::model::{Reason, figure};
use crate::text::cells::width;
use crate::text::search::Query;
use crate::tui::action::Command;
use crate::tui::document::{FALL, MISS, RISE};
use crate::tui::entry::{commands, conclusions, figures};
use crate::tui::keymap::Context;
use crate::tui::runs::{Runs, run, wrap_runs};
use crate::tui::state::State;
use crate::tui::theme::{BUILT_IN, Role};

/// Cells of the column of keys.
const KEYS: usize = 20;

/// The lines of the help that hold `filter`, in `room` cells.
#[must_use]
pub fn lines(state: &State, filter: &str, room: usize) -> Vec<Runs> {
    let query = Query::new(filter.trim());
    let mut out = Vec::new();
    for context in Context::ALL {
        let rows = rows(state, *context);
        let title = state.labels.get(match context {
            Context::All => "context.all",
            Context::Reader => "context.reader",
            Context::Text => "context.text",
            Context::Pane => "context.pane",
            Context::View => "context.view",
            Context::Figures => "context.figures",
            Context::Summary => "context.summary",
            Context::Shelf => "context.shelf",
            Context::Prompt => "context.prompt",
            Context::Letter => "context.letter",
        });
        push(&mut out, title, rows, &query, room, state);
    }
    push(&mut out, state.labels.get("tui.signs"), signs(state), &query, room, state);
    push(&mut out, state.labels.get("tui.start"), start(state), &query, room, state);
    if out.is_empty() {
        let none = [run(Role::Dim, state.labels.get("tui.none_filtered"))];
        out.extend(wrap_runs(&none, room, 0, &state.document.joins));
    }
    out
}

fn push(out: &mut Vec<Runs>, title: &str, rows: Vec<(String, String)>, query: &Query, room: usize, state: &State) {
    let kept: Vec<(String, String)> = rows.into_iter().filter(|(k, w)| query.is_in(&format!("{k} {w}"))).collect();
    if kept.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push(Vec::new());
    }
    out.push(rule(title, room));
    let column = KEYS.min(room / 2);
    for (keys, words) in kept {
        let pad = column.saturating_sub(width(&keys)).max(1);
        let runs = [run(Role::Key, keys), run(Role::Text, " ".repeat(pad)), run(Role::Text, words)];
        out.extend(wrap_runs(&runs, room, column, &state.document.joins));
    }
}

/// Keys and words of one context's commands.
fn rows(state: &State, context: Context) -> Vec<(String, String)> {
    let mut seen: Vec<Command> = Vec::new();
    for binding in state.keymap.of(context) {
        if !seen.contains(&binding.command) {
            seen.push(binding.command);
        }
    }
    let row = |c: Command| (state.keymap.keys(c, context).join(" "), commands::words(state, c));
    seen.into_iter().map(row).collect()
}

/// What is chosen when the program is started.
fn start(state: &State) -> Vec<(String, String)> {
    let themes = BUILT_IN.iter().filter_map(|(file, _)| file.strip_suffix(".toml"));
    let themes = format!(": {}", themes.collect::<Vec<_>>().join(", "));
    let rows = [
        ("--lang", "tui.start_language", ": vi, en"),
        ("--theme", "tui.start_theme", &themes),
        ("--accessible", "tui.start_accessible", ""),
        ("--help", "tui.start_help", ""),
    ];
    rows.map(|(option, key, which)| (option.to_owned(), format!("{}{which}", state.labels.get(key)))).into()
}

fn signs(state: &State) -> Vec<(String, String)> {
    let labels = &state.labels;
    let reasons = [Reason::BehindPlan, Reason::Declined, Reason::BelowTarget, Reason::Stated];
    let split = |words: String| words.split_once(' ').map(|(s, w)| (s.to_owned(), w.to_owned()));
    let mut out: Vec<(String, String)> = vec![
        (format!("{RISE} {FALL}"), labels.get("tui.sign_change").to_owned()),
        (MISS.to_owned(), labels.get("tui.sign_miss").to_owned()),
        ("█░│".to_owned(), labels.get("tui.sign_gauge").to_owned()),
        (format!("{HERE} {BESIDE}"), labels.get("tui.sign_here").to_owned()),
    ];
    out.extend(reasons.into_iter().filter_map(|r| split(reason(labels, r))));
    for kind in [figure::Kind::Target, figure::Kind::Reference] {
        out.push((figures::sign(kind).to_owned(), labels.term("kind", &kind)));
    }
    out.push((NAMED.to_owned(), labels.get("tui.named").to_owned()));
    out.push((UNNAMED.to_owned(), labels.get("tui.unnamed").to_owned()));
    for kind in [Kind::Assessment, Kind::Directive, Kind::Request, Kind::Resolution] {
        out.push((conclusions::sign(kind).to_owned(), labels.term("conclusion", &kind)));
    }
    out
}
