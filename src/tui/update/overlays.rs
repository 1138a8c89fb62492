//! Views over the panes: card, figures, statements, summary, notes, help.

use super::{panes, reading};
use crate::text::Span;
use crate::tui::action::Command;
use crate::tui::effect::Effect;
use crate::tui::entry;
use crate::tui::geometry::{geometry, view_area, view_inner};
use crate::tui::list::List;
use crate::tui::overlay::{Overlay, Subject};
use crate::tui::prompt::{Prompt, Purpose};
use crate::tui::state::{Pane, State};

/// Cells that the summary is made for.
#[must_use]
pub fn summary_width(state: &State) -> usize {
    let overlay = Overlay::Summary { text: String::new(), top: 0 };
    view_inner(view_area(&overlay, &geometry(state))).0.max(24)
}

/// Opens a view.
pub fn show(state: &mut State, command: Command) {
    let overlay = match command {
        Command::Card => match subject(state) {
            Some(subject) => Overlay::Card { subject, top: 0 },
            None => {
                state.message = Some(state.labels.get("tui.no_card").to_owned());
                return;
            }
        },
        Command::Figures => {
            let made = || entry::figures::table(&state.bulletin, &state.labels);
            Overlay::Figures(state.table.clone().unwrap_or_else(made))
        }
        Command::Statements => {
            let mut list = List::new(state.statements().count());
            let speaker = state.lists.speakers.chosen().filter(|_| state.focus == Pane::Speakers);
            let first = state.statements().position(|(id, _)| Some(id) == speaker);
            list.selected = first.unwrap_or_default();
            Overlay::Statements(list)
        }
        Command::Notes => Overlay::Notes(List::new(state.bulletin.warnings.len())),
        _ => return,
    };
    let nothing = match &overlay {
        _ if state.filling => "tui.filling",
        Overlay::Figures(_) => "tui.no_figures",
        Overlay::Statements(_) => "tui.no_statements",
        _ => "tui.no_notes",
    };
    let empty = match &overlay {
        Overlay::Figures(table) => table.list.shown.is_empty(),
        Overlay::Statements(list) | Overlay::Notes(list) => list.shown.is_empty(),
        _ => false,
    };
    if empty {
        state.message = Some(state.labels.get(nothing).to_owned());
    } else {
        state.overlays.push(overlay);
    }
}

/// What a card would tell of: the chosen shortfall, or the figure of the line being read.
fn subject(state: &State) -> Option<Subject> {
    if let Some(index) = state.lists.shortfalls.chosen().filter(|_| state.focus == Pane::Shortfalls) {
        return Some(Subject::Shortfall(index));
    }
    let here: Vec<Span> =
        if state.evidence.is_empty() || state.focus == Pane::Text { vec![state.row()] } else { state.evidence.clone() };
    let touches = |spans: &[Span]| spans.iter().any(|s| here.iter().any(|h| h.overlaps(*s)));
    let shortfall = state.bulletin.shortfalls.iter().position(|s| touches(&s.evidence) || touches(&s.named));
    let figure = || state.bulletin.figures.iter().position(|f| touches(&[f.span]));
    shortfall.map(Subject::Shortfall).or_else(|| figure().map(Subject::Figure))
}

/// A command in the view that has the keys.
pub fn perform(state: &mut State, command: Command) -> Option<Effect> {
    let mut overlay = state.overlays.pop()?;
    let (_, height) = view_inner(view_area(&overlay, &geometry(state)));
    match command {
        Command::Close => return None,
        Command::Open => return opened(state, overlay),
        Command::NextShortfall | Command::PreviousShortfall => {
            let forward = command == Command::NextShortfall;
            let missed = |id| state.bulletin.shortfalls.iter().any(|s| s.figure == Some(id));
            match &mut overlay {
                Overlay::Figures(table) => table.list.go(forward, missed),
                overlay => next_card(state, overlay, if forward { 1 } else { -1 }),
            }
        }
        Command::Card => {
            let chosen = if let Overlay::Figures(table) = &overlay { table.list.chosen() } else { None };
            // On a card it closes the card again.
            if !matches!(overlay, Overlay::Card { .. }) {
                state.overlays.push(overlay);
            }
            if let Some(id) = chosen {
                point_at(state, figure_span(state, id));
                state.overlays.push(Overlay::Card { subject: Subject::Figure(id), top: 0 });
            }
            return None;
        }
        Command::Filter => {
            if let Some(text) = filter_of(&overlay) {
                state.prompt = Some(Prompt::new(Purpose::Filter, text));
            }
        }
        Command::Save | Command::SavePage if matches!(overlay, Overlay::Summary { .. }) => {
            let stem = state.bulletin.source.name.rsplit_once('.').map_or("bantin", |(stem, _)| stem);
            let end = if command == Command::Save { "txt" } else { "html" };
            let name = state.labels.fill("tui.save_name", &[stem, end]);
            state.prompt = Some(Prompt::new(Purpose::Save, &name));
        }
        Command::Print => {
            if let Overlay::Summary { text, .. } = overlay {
                return Some(Effect::Print(text));
            }
        }
        Command::Copy => {
            let text = copied(state, &overlay);
            state.overlays.push(overlay);
            return text.map(Effect::Copy);
        }
        Command::Sort | Command::Left | Command::Right => {
            if let Overlay::Figures(table) = &mut overlay {
                match command {
                    Command::Sort => table.sort(&state.bulletin),
                    other => table.step_column(if other == Command::Left { -1 } else { 1 }),
                }
            }
        }
        other => step(&mut overlay, other, height),
    }
    state.overlays.push(overlay);
    None
}

/// Movement in a view.
pub fn step(overlay: &mut Overlay, command: Command, height: usize) {
    let page = isize::try_from(height.saturating_sub(2)).unwrap_or(1).max(1);
    let Some(by) = panes::distance(command, page) else { return };
    match overlay {
        Overlay::Card { top, .. } | Overlay::Summary { top, .. } | Overlay::Help { top, .. } => {
            *top = top.saturating_add_signed(by);
        }
        Overlay::Figures(table) => {
            table.list.step(by);
        }
        Overlay::Statements(list) | Overlay::Notes(list) => {
            list.step(by);
        }
    }
}

/// The words of the figure at hand, or of a shortfall without one: what is to be followed over many bulletins.
pub fn followed(state: &State) -> Option<Span> {
    let subject = match state.overlays.last() {
        Some(Overlay::Figures(table)) => Subject::Figure(table.list.chosen()?),
        Some(Overlay::Card { subject, .. }) => *subject,
        _ => subject(state)?,
    };
    match subject {
        Subject::Figure(id) => figure_span(state, id),
        Subject::Shortfall(i) => {
            let figure = state.bulletin.shortfalls.get(i)?.figure;
            figure
                .and_then(|id| figure_span(state, id))
                .or_else(|| state.evidence_of(Pane::Shortfalls, i).first().copied())
        }
    }
}

/// From an entry of a view to the text.
pub fn opened(state: &mut State, overlay: Overlay) -> Option<Effect> {
    let span = match &overlay {
        Overlay::Card { subject: Subject::Shortfall(i), .. } => {
            state.evidence_of(Pane::Shortfalls, *i).first().copied()
        }
        Overlay::Card { subject: Subject::Figure(id), .. } => figure_span(state, *id),
        Overlay::Figures(table) => table.list.chosen().and_then(|id| figure_span(state, id)),
        Overlay::Statements(list) => list.chosen().and_then(|i| state.statements().nth(i)).map(|(_, s)| s.span),
        Overlay::Notes(list) => {
            let warning = list.chosen().and_then(|i| state.bulletin.warnings.get(i));
            warning.and_then(|w| w.places.first().copied())
        }
        Overlay::Summary { .. } | Overlay::Help { .. } => None,
    };
    if span.is_none() {
        state.overlays.push(overlay);
        return None;
    }
    state.overlays.clear();
    state.jumps.leave(state.cursor);
    panes::focus(state, Pane::Text);
    point_at(state, span);
    None
}

fn figure_span(state: &State, id: usize) -> Option<Span> {
    state.bulletin.figures.get(id).map(|f| f.span)
}

/// Moves the text to a place and marks it.
fn point_at(state: &mut State, span: Option<Span>) {
    let Some(span) = span else { return };
    state.evidence = vec![span];
    reading::reveal(state, span);
    panes::follow(state);
}

/// The card of the next shortfall in the list's order.
fn next_card(state: &mut State, overlay: &mut Overlay, by: isize) {
    if let Overlay::Card { subject: subject @ Subject::Shortfall(_), top } = overlay {
        state.lists.shortfalls.step(by);
        if let Some(index) = state.lists.shortfalls.chosen() {
            (*subject, *top) = (Subject::Shortfall(index), 0);
        }
        panes::point(state, Pane::Shortfalls);
    }
}

/// The filter of a view that has one.
fn filter_of(overlay: &Overlay) -> Option<&str> {
    match overlay {
        Overlay::Figures(table) => Some(&table.list.filter),
        Overlay::Statements(list) | Overlay::Notes(list) => Some(&list.filter),
        Overlay::Help { filter, .. } => Some(filter),
        Overlay::Card { .. } | Overlay::Summary { .. } => None,
    }
}

/// Shows only what holds the words.
pub fn filter(state: &State, overlay: &mut Overlay, words: &str) {
    match overlay {
        Overlay::Figures(table) => table.filter(words, &state.bulletin),
        Overlay::Statements(list) => {
            list.filter(words, state.statements().count(), |i| entry::statements::words(state, i));
        }
        Overlay::Notes(list) => list.filter(words, state.bulletin.warnings.len(), |i| entry::notes::words(state, i)),
        Overlay::Help { filter, top } => {
            words.clone_into(filter);
            *top = 0;
        }
        Overlay::Card { .. } | Overlay::Summary { .. } => {}
    }
}

/// What a view gives to the clipboard.
fn copied(state: &State, overlay: &Overlay) -> Option<String> {
    match overlay {
        Overlay::Summary { text, .. } => Some(text.clone()),
        Overlay::Figures(table) => {
            let figure = table.list.chosen().and_then(|id| state.bulletin.figures.get(id))?;
            Some(figure.sentence.of(&state.bulletin.text).to_owned())
        }
        Overlay::Statements(list) => {
            let (_, statement) = list.chosen().and_then(|i| state.statements().nth(i))?;
            Some(statement.span.of(&state.bulletin.text).to_owned())
        }
        Overlay::Notes(list) => list.chosen().map(|i| entry::notes::words(state, i)),
        Overlay::Card { .. } => Some(panes::quote(state)),
        Overlay::Help { .. } => None,
    }
}
