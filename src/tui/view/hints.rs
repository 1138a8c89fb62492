//! Which keys the status line hints at: those that matter here and lead somewhere, the most needed first.

use crate::text::cells::width;
use crate::tui::action::Command;
use crate::tui::keymap::Context;
use crate::tui::overlay::Overlay;
use crate::tui::prompt::Purpose;
use crate::tui::state::State;

/// Commands with the labels of what they do, the most needed first.
type Hints = &'static [(Command, &'static str)];

/// In the text.
const TEXT: Hints = &[
    (Command::Help, "tui.hint_help"),
    (Command::Quit, "tui.hint_quit"),
    (Command::Search, "tui.hint_search"),
    (Command::NextPane, "tui.hint_pane"),
    (Command::Back, "tui.hint_back"),
    (Command::NextShortfall, "tui.hint_shortfall"),
    (Command::Open, "tui.hint_entry"),
    (Command::Summary, "tui.hint_summary"),
    (Command::Figures, "tui.hint_figures"),
];

/// In the text, where something was found.
const FOUND: Hints = &[
    (Command::Help, "tui.hint_help"),
    (Command::Quit, "tui.hint_quit"),
    (Command::SearchNext, "tui.hint_next"),
    (Command::Search, "tui.hint_search"),
    (Command::NextPane, "tui.hint_pane"),
    (Command::Open, "tui.hint_entry"),
    (Command::SearchPrevious, "tui.hint_previous"),
];

/// In a side pane.
const PANE: Hints = &[
    (Command::Help, "tui.hint_help"),
    (Command::Quit, "tui.hint_quit"),
    (Command::Open, "tui.hint_open"),
    (Command::Card, "tui.hint_card"),
    (Command::Filter, "tui.hint_filter"),
    (Command::NextPane, "tui.hint_pane"),
    (Command::Zoom, "tui.hint_zoom"),
];

/// In the table of figures.
const FIGURES: Hints = &[
    (Command::Close, "tui.hint_close"),
    (Command::Open, "tui.hint_open"),
    (Command::Sort, "tui.hint_sort"),
    (Command::Filter, "tui.hint_filter"),
    (Command::Right, "tui.hint_column"),
    (Command::Card, "tui.hint_card"),
];

/// In the summary.
const SUMMARY: Hints = &[
    (Command::Close, "tui.hint_close"),
    (Command::Save, "tui.hint_save"),
    (Command::SavePage, "tui.hint_page"),
    (Command::Copy, "tui.hint_copy"),
    (Command::Print, "tui.hint_print"),
];

/// In an indicator's card.
const CARD: Hints = &[
    (Command::Close, "tui.hint_close"),
    (Command::Open, "tui.hint_open"),
    (Command::NextShortfall, "tui.hint_shortfall"),
    (Command::Copy, "tui.hint_copy"),
];

/// In the help.
const HELP: Hints = &[(Command::Close, "tui.hint_close"), (Command::Filter, "tui.hint_filter")];

/// In another view.
const LIST: Hints = &[
    (Command::Close, "tui.hint_close"),
    (Command::Open, "tui.hint_open"),
    (Command::Filter, "tui.hint_filter"),
    (Command::Copy, "tui.hint_copy"),
];

/// Where a path is typed.
const SAVE: Hints = &[(Command::Cancel, "tui.hint_cancel"), (Command::Accept, "tui.hint_save")];

/// Where a command is typed.
const COMMAND: Hints = &[
    (Command::Cancel, "tui.hint_cancel"),
    (Command::Accept, "tui.hint_run"),
    (Command::Complete, "tui.hint_complete"),
];

/// Where other words are typed.
const TYPED: Hints = &[(Command::Cancel, "tui.hint_cancel"), (Command::Accept, "tui.hint_accept")];

/// The keys that matter here, as many as there is room for, the most needed first.
#[must_use]
pub fn hints(state: &State, room: usize) -> Vec<(String, String)> {
    let context = state.context();
    let mut out = Vec::new();
    let mut used = 0;
    for (command, label) in wanted(state, context).iter().filter(|(command, _)| leads(state, context, *command)) {
        let Some(key) = state.keymap.keys(*command, context).into_iter().next() else { continue };
        let words = state.labels.get(label).to_owned();
        let cells = width(&key) + 1 + width(&words) + 2;
        if used + cells > room + 2 {
            break;
        }
        used += cells;
        out.push((key, words));
    }
    out.reverse();
    out
}

/// Whether a command would find something where it is hinted at.
fn leads(state: &State, context: Context, command: Command) -> bool {
    let here = state.lists.get(state.focus).filter(|_| context == Context::Pane);
    match command {
        Command::Back => state.jumps.leads_back(),
        Command::NextShortfall => !state.bulletin.shortfalls.is_empty(),
        Command::Open | Command::Card => here.is_none_or(|list| !list.shown.is_empty()),
        Command::Filter => here.is_none_or(|list| !list.shown.is_empty() || !list.filter.is_empty()),
        _ => true,
    }
}

/// The commands that are hinted at.
fn wanted(state: &State, context: Context) -> Hints {
    match context {
        Context::Text if !state.search.hits.is_empty() => FOUND,
        Context::Text => TEXT,
        Context::Pane => PANE,
        Context::Figures => FIGURES,
        Context::Summary => SUMMARY,
        Context::View => match state.overlays.last() {
            Some(Overlay::Card { .. }) => CARD,
            Some(Overlay::Help { .. }) => HELP,
            _ => LIST,
        },
        Context::Prompt => match state.prompt.as_ref().map(|p| p.purpose) {
            Some(Purpose::Save) => SAVE,
            Some(Purpose::Command) => COMMAND,
            _ => TYPED,
        },
        Context::All | Context::Reader | Context::Shelf | Context::Letter => &[],
    }
}
