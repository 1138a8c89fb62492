//! All that the shelf's screen depends on. [`super::update`] alone changes it.

use super::hits::Search;
use crate::report::Labels;
use crate::shelf::Entry;
use crate::text::Span;
use crate::tui::action::Command;
use crate::tui::keymap::{Context, Keymap};
use crate::tui::list::List;
use crate::tui::prompt::Prompt;
use crate::tui::runs::Runs;

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Nobody has read it yet.
    #[default]
    Waiting,
    /// It is read.
    Read,
    /// It cannot be read: why.
    Failed(String),
}

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Place, then body, then time.
    #[default]
    Place,
    /// The latest first.
    Time,
    /// The most shortfalls first.
    Missed,
    /// The file's name.
    Name,
}

impl Sort {
    /// Every order, as they follow each other.
    pub const ALL: &[Sort] = &[Sort::Place, Sort::Time, Sort::Missed, Sort::Name];

    /// The label's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Sort::Place => "shelf.by_place",
            Sort::Time => "shelf.by_time",
            Sort::Missed => "shelf.by_missed",
            Sort::Name => "shelf.by_name",
        }
    }
}

/// A place where words were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The bulletin's number.
    pub entry: usize,
    /// The words in its text.
    pub span: Span,
}

/// An indicator that can be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// What the chosen bulletin calls it.
    pub name: String,
    /// What it is known by.
    pub key: String,
    /// How many bulletins of the place tell of it.
    pub bulletins: usize,
}

/// What lies over the list.
#[derive(Clone, Debug)]
pub enum Over {
    /// Places where words were found in all bulletins.
    Hits {
        /// The words and the places.
        search: Search,
        /// Which is chosen.
        list: List,
    },
    /// Indicators of a bulletin, to choose one to follow.
    Topics {
        /// What can be followed.
        topics: Vec<Topic>,
        /// Which is chosen.
        list: List,
    },
    /// A page: a trend or a comparison.
    Page {
        /// What it is.
        page: Page,
        /// Its lines at the screen's width, and where they lead.
        set: Set,
        /// Which of its places is chosen.
        chosen: usize,
        /// The first line on screen.
        top: usize,
    },
    /// The commands, to choose one by its words.
    Commands {
        /// Which there are.
        commands: Vec<Command>,
        /// Which is chosen.
        list: List,
    },
}

/// A page as it is set.
#[derive(Clone, Debug, Default)]
pub struct Set {
    /// Its lines.
    pub lines: Vec<Runs>,
    /// The lines that tell of a number, and where that stands, from top to bottom.
    pub places: Vec<(usize, Hit)>,
}

impl Set {
    /// The lines of a place.
    #[must_use]
    pub fn of(&self, place: usize) -> std::ops::Range<usize> {
        let start = |place: usize| self.places.get(place).map(|(line, _)| *line);
        let Some(from) = start(place) else { return 0..0 };
        // An empty line ends it, as the next one does.
        let end = start(place + 1).unwrap_or(self.lines.len());
        let gap = self.lines.iter().enumerate().skip(from).find(|(_, line)| line.is_empty()).map(|(at, _)| at);
        from..gap.map_or(end, |gap| gap.min(end))
    }
}

/// What a page shows; set anew when the width changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The trend of a topic, of the place of a bulletin.
    Trend {
        /// The topic.
        topic: String,
        /// The place's key.
        place: String,
    },
    /// What turned between two bulletins, or between all of two periods.
    Compare {
        /// The older ones.
        old: Vec<usize>,
        /// The newer ones.
        new: Vec<usize>,
    },
    /// The keys.
    Help,
}

/// All that the screen depends on.
#[derive(Debug)]
pub struct Shelf {
    /// The interface's words.
    pub labels: Labels,
    /// The keys.
    pub keymap: Keymap,
    /// The files' names, as they may be shown.
    pub names: Vec<String>,
    /// What was read of each; empty while it is waited for.
    pub entries: Vec<Entry>,
    /// What became of each.
    pub status: Vec<Status>,
    /// How many are done.
    pub done: usize,
    /// Which are shown, in which order, and which is chosen.
    pub list: List,
    /// Whether the end was gone to: while files arrive it stays chosen, until another move.
    pub at_end: bool,
    /// The order.
    pub sort: Sort,
    /// The bulletin that is held against another.
    pub marked: Option<usize>,
    /// What lies over the list; the last has the keys.
    pub over: Vec<Over>,
    /// A line being typed.
    pub prompt: Option<Prompt>,
    /// Whether the mouse is the shelf's.
    pub mouse: bool,
    /// Words for the status line.
    pub message: Option<String>,
    /// Columns and rows.
    pub size: (u16, u16),
    /// Whether the order is to be made again.
    pub stale: bool,
}

/// As many things lie over the list at once: who has left so many open closes them with few keys.
const DEEPEST: usize = 8;

impl Shelf {
    /// A shelf of files, none of them read.
    #[must_use]
    pub fn new(names: Vec<String>, labels: Labels, keymap: Keymap, size: (u16, u16)) -> Self {
        let count = names.len();
        Self {
            labels,
            keymap,
            entries: vec![Entry::default(); count],
            status: vec![Status::Waiting; count],
            list: List::new(count),
            names,
            done: 0,
            at_end: false,
            sort: Sort::default(),
            marked: None,
            over: Vec::new(),
            prompt: None,
            mouse: true,
            message: None,
            size,
            stale: false,
        }
    }

    /// Lays something over the list: in place of the same, and of what has been left open below only so much is kept.
    pub fn lay(&mut self, over: Over) {
        let again = match (self.over.last(), &over) {
            (Some(Over::Hits { .. }), Over::Hits { .. }) => true,
            (Some(Over::Page { page: there, .. }), Over::Page { page, .. }) => there == page,
            _ => false,
        };
        if again {
            self.over.pop();
        } else if self.over.len() >= DEEPEST {
            self.over.remove(0);
        }
        self.over.push(over);
    }

    /// Where the keys go to.
    #[must_use]
    pub fn context(&self) -> Context {
        if self.prompt.is_some() { Context::Prompt } else { Context::Shelf }
    }

    /// Lines for entries of a list, below the head.
    #[must_use]
    pub fn room(&self) -> usize {
        usize::from(self.size.1.saturating_sub(3))
    }

    /// The words of an entry, for the filter.
    #[must_use]
    pub fn words(&self, at: usize) -> String {
        let name = self.names.get(at).map_or("", String::as_str);
        let Some(entry) = self.entries.get(at) else { return name.to_owned() };
        let period = entry.period.as_ref().map_or("", |p| p.label.as_str());
        let (title, body) = (entry.title.as_deref().unwrap_or(""), entry.identity.body.as_deref().unwrap_or(""));
        format!("{} {body} {period} {title} {name}", entry.whose().0)
    }
}
