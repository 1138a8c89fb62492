//! All that the screen depends on. [`super::update`] alone changes it.

use super::action::Command;
use super::document::Document;
use super::entry::shortfalls::Widths;
use super::flow::{Flow, Paper, Place};
use super::jumps::Jumps;
use super::keymap::{Context, Keymap};
use super::links::Links;
use super::list::List;
use super::needs::Needs;
use super::outline::Item;
use super::overlay::Overlay;
use super::prompt::Prompt;
use super::ready::{Ready, long_table};
use super::search::{Search, Stretches};
use super::table::Table;
use crate::model::{Bulletin, Statement};
use crate::report::Labels;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A part of the screen that can have the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// What the bulletin consists of.
    Outline,
    /// Who speaks.
    Speakers,
    /// The bulletin.
    #[default]
    Text,
    /// Indicators that miss their target.
    Shortfalls,
    /// What was concluded.
    Conclusions,
}

impl Pane {
    /// All panes, in reading order.
    pub const ALL: &[Pane] = &[Pane::Outline, Pane::Speakers, Pane::Text, Pane::Shortfalls, Pane::Conclusions];

    /// The name; its words are the label `tui.NAME`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Pane::Outline => "outline",
            Pane::Speakers => "speakers",
            Pane::Text => "text",
            Pane::Shortfalls => "shortfalls",
            Pane::Conclusions => "conclusions",
        }
    }

    /// The command that gives it the focus.
    #[must_use]
    pub fn command(self) -> Command {
        match self {
            Pane::Outline => Command::FocusOutline,
            Pane::Speakers => Command::FocusSpeakers,
            Pane::Text => Command::FocusText,
            Pane::Shortfalls => Command::FocusShortfalls,
            Pane::Conclusions => Command::FocusConclusions,
        }
    }
}

/// Of an entry that rests on more places than these, only the one being read is looked at for what else rests there.
const MANY: usize = 64;

/// What the letter that follows is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pending {
    /// Remember this place.
    Set,
    /// Go to a place.
    Go,
}

/// An edge between panes that is being dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The left column's right one.
    Left,
    /// The right column's left one.
    Right,
    /// The lower one of a pane that others hang below.
    Below(Pane),
}

/// Rows by which places are taller than by default, where others hang below them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Heights {
    /// That of the outline, in a column of its own.
    pub outline: i16,
    /// That of the shortfalls.
    pub shortfalls: i16,
    /// That of the text.
    pub text: i16,
}

impl Heights {
    /// That of a pane, to change it.
    pub fn of(&mut self, pane: Pane) -> &mut i16 {
        match pane {
            Pane::Outline | Pane::Speakers => &mut self.outline,
            Pane::Text => &mut self.text,
            Pane::Shortfalls | Pane::Conclusions => &mut self.shortfalls,
        }
    }
}

/// The lists of the side panes.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Of the outline.
    pub outline: List,
    /// Of the speakers.
    pub speakers: List,
    /// Of the shortfalls.
    pub shortfalls: List,
    /// Of the conclusions.
    pub conclusions: List,
}

impl Lists {
    /// The list of a pane; `None` for the text.
    #[must_use]
    pub fn get(&self, pane: Pane) -> Option<&List> {
        match pane {
            Pane::Outline => Some(&self.outline),
            Pane::Speakers => Some(&self.speakers),
            Pane::Text => None,
            Pane::Shortfalls => Some(&self.shortfalls),
            Pane::Conclusions => Some(&self.conclusions),
        }
    }

    /// The list of a pane, to change it.
    pub fn get_mut(&mut self, pane: Pane) -> Option<&mut List> {
        match pane {
            Pane::Outline => Some(&mut self.outline),
            Pane::Speakers => Some(&mut self.speakers),
            Pane::Text => None,
            Pane::Shortfalls => Some(&mut self.shortfalls),
            Pane::Conclusions => Some(&mut self.conclusions),
        }
    }
}

/// All that the screen depends on.
#[derive(Debug)]
pub struct State {
    /// What is read.
    pub bulletin: Bulletin,
    /// The interface's words.
    pub labels: Labels,
    /// The keys, for help and the status line.
    pub keymap: Keymap,
    /// The bulletin as it is set.
    pub document: Document,
    /// What it consists of.
    pub outline: Vec<Item>,
    /// What the entries of the side panes rest on.
    pub links: Links,
    /// Cells of the numbers beside the shortfalls' gauges.
    pub widths: Widths,
    /// Rows that the right column's lists need.
    pub needs: Needs,
    /// The table of its figures, where they are many.
    pub table: Option<Table>,
    /// The file's name under which place and marks are kept.
    pub kept: String,
    /// Its rows at the text's width.
    pub flow: Flow,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// The pane that has the keys.
    pub focus: Pane,
    /// Panes in the order in which they last had the focus: of those that share a place the first is shown.
    pub recent: Vec<Pane>,
    /// Whether the pane in focus has the whole screen.
    pub zoom: bool,
    /// Cells by which the left column is wider than by default.
    pub left: i16,
    /// Cells by which the right column is wider than by default.
    pub right: i16,
    /// Rows by which places are taller than by default.
    pub heights: Heights,
    /// The first row of text on screen.
    pub top: Place,
    /// The byte that is being read: its row is the cursor's.
    pub cursor: usize,
    /// Lines of the screen from `top` to the cursor's row.
    pub cursor_line: usize,
    /// The lists of the side panes.
    pub lists: Lists,
    /// The exact characters of what was chosen.
    pub evidence: Vec<Span>,
    /// What is searched for.
    pub search: Search,
    /// Views over the panes; the last one has the keys.
    pub overlays: Vec<Overlay>,
    /// A line being typed.
    pub prompt: Option<Prompt>,
    /// What the next letter is for.
    pub pending: Option<Pending>,
    /// Where one came from.
    pub jumps: Jumps,
    /// Places under letters.
    pub marks: BTreeMap<char, usize>,
    /// Whether the mouse is the reader's.
    pub mouse: bool,
    /// The edge that is being dragged.
    pub drag: Option<Edge>,
    /// Whether the reader was opened from the shelf.
    pub shelved: bool,
    /// Whether what the text holds is still being read.
    pub filling: bool,
    /// How many percent of it were read when that was last told.
    pub percent: usize,
    /// Words for the status line.
    pub message: Option<String>,
    /// The text in stretches, made when something is first searched for.
    pub stretches: Stretches,
}

impl State {
    /// The state at the start, on a screen of `size`.
    #[must_use]
    pub fn new(bulletin: Bulletin, labels: Labels, keymap: Keymap, size: (u16, u16)) -> Self {
        let mut state = Self {
            labels,
            keymap,
            document: Document::default(),
            outline: Vec::new(),
            links: Links::default(),
            widths: Widths::default(),
            needs: Needs::default(),
            table: None,
            kept: String::new(),
            flow: Flow::default(),
            size,
            focus: Pane::Text,
            recent: vec![Pane::Text, Pane::Shortfalls, Pane::Conclusions, Pane::Outline, Pane::Speakers],
            zoom: false,
            left: 0,
            right: 0,
            heights: Heights::default(),
            top: Place::default(),
            cursor: 0,
            cursor_line: 0,
            lists: Lists::default(),
            evidence: Vec::new(),
            search: Search::default(),
            overlays: Vec::new(),
            prompt: None,
            pending: None,
            jumps: Jumps::default(),
            marks: BTreeMap::new(),
            mouse: true,
            drag: None,
            shelved: false,
            filling: false,
            percent: 0,
            message: None,
            stretches: Stretches::default(),
            bulletin: Bulletin::default(),
        };
        let ready = Ready::new(bulletin, &state.labels);
        state.fill(ready);
        super::update::settle(&mut state);
        state
    }

    /// Takes what was read of the text whose start is shown, or another version of it.
    pub fn fill(&mut self, ready: Ready) {
        let Ready { bulletin, document, outline, links, widths, table, kept, language } = ready;
        self.lists = Lists {
            outline: List::new(outline.len()),
            speakers: List::new(bulletin.speakers.len()),
            shortfalls: List::new(bulletin.shortfalls.len()),
            conclusions: List::new(bulletin.conclusions.len()),
        };
        (self.bulletin, self.document, self.outline) = (bulletin, document, outline);
        (self.links, self.widths, self.table, self.kept) = (links, widths, table, kept);
        self.flow = Flow::default();
        self.stretches = Stretches::default();
        self.needs = Needs::default();
        self.evidence.clear();
        // Another language may have been chosen while it was read.
        if language != self.labels.language() {
            self.measure();
        }
    }

    /// Measures the interface's words beside what the bulletin tells.
    fn measure(&mut self) {
        self.widths = Widths::of(&self.labels, &self.bulletin.shortfalls);
        self.table = long_table(&self.bulletin, &self.labels);
        self.needs = Needs::default();
    }

    /// Takes other words for the interface.
    pub fn speak(&mut self, labels: Labels) {
        self.labels = labels;
        self.measure();
    }

    /// The rows of the text and ways through them.
    #[must_use]
    pub fn paper(&self) -> Paper<'_> {
        Paper { text: &self.bulletin.text, document: &self.document, flow: &self.flow }
    }

    /// The row being read.
    #[must_use]
    pub fn row(&self) -> Span {
        self.paper().span(self.paper().place(self.cursor))
    }

    /// Where the keys go to.
    #[must_use]
    pub fn context(&self) -> Context {
        if self.pending.is_some() {
            return Context::Letter;
        }
        if self.prompt.is_some() {
            return Context::Prompt;
        }
        self.palette_context()
    }

    /// The context whose keys the palette shows: that of what lies below it.
    #[must_use]
    pub fn palette_context(&self) -> Context {
        match self.overlays.last() {
            Some(Overlay::Figures(_)) => Context::Figures,
            Some(Overlay::Summary { .. }) => Context::Summary,
            Some(_) => Context::View,
            None if self.focus == Pane::Text => Context::Text,
            None => Context::Pane,
        }
    }

    /// The places in the text that an entry of a pane rests on.
    #[must_use]
    pub fn evidence_of(&self, pane: Pane, index: usize) -> Vec<Span> {
        let bulletin = &self.bulletin;
        match pane {
            Pane::Outline => {
                self.outline.get(index).map(|i| Span::new(i.span.start, i.span.start)).into_iter().collect()
            }
            Pane::Speakers => {
                bulletin.speakers.get(index).iter().flat_map(|s| s.statements.iter().map(|s| s.span)).collect()
            }
            Pane::Text => Vec::new(),
            Pane::Shortfalls => bulletin.shortfalls.get(index).map(|s| s.evidence.clone()).unwrap_or_default(),
            Pane::Conclusions => bulletin.conclusions.get(index).map(|c| c.span).into_iter().collect(),
        }
    }

    /// The entries of a pane that rest on the row being read, or on what the entry chosen in another pane rests on; in the
    /// order of its list.
    #[must_use]
    pub fn related(&self, pane: Pane) -> Vec<usize> {
        match pane {
            Pane::Outline => self.outline_here().into_iter().collect(),
            _ if self.focus == Pane::Text || !(1..=MANY).contains(&self.evidence.len()) => {
                self.links.on(pane, &[self.row()])
            }
            _ => self.links.on(pane, &self.evidence),
        }
    }

    /// The item of the outline that is being read.
    #[must_use]
    pub fn outline_here(&self) -> Option<usize> {
        self.outline.partition_point(|i| i.span.start <= self.cursor).checked_sub(1)
    }

    /// The statements of all speakers, in the order of speakers: speaker and statement.
    pub fn statements(&self) -> impl Iterator<Item = (usize, &Statement)> {
        self.bulletin.speakers.iter().enumerate().flat_map(|(i, s)| s.statements.iter().map(move |t| (i, t)))
    }
}
