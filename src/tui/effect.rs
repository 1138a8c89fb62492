//! What the loop does for the state: plain data.

use crate::text::Span;

/// Forms of the summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text of so many cells.
    Text(usize),
    /// Markdown.
    Markdown,
    /// A web page in one file.
    Html,
}

impl Form {
    /// The form that a file's name asks for; text of `width` cells where it asks for no other.
    #[must_use]
    pub fn of(path: &str, width: usize) -> Self {
        match path.rsplit_once('.').map(|(_, end)| end.to_lowercase()).as_deref() {
            Some("html" | "htm") => Self::Html,
            Some("md" | "markdown") => Self::Markdown,
            _ => Self::Text(width),
        }
    }
}

/// Something outside the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Leave the reader.
    Quit,
    /// Leave the reader for the shelf, and follow the figure at these words there.
    Trend(Span),
    /// Leave the reader, then print this.
    Print(String),
    /// Put this on the clipboard (OSC 52).
    Copy(String),
    /// Make the summary at this width, to be shown.
    Summarise {
        /// Cells.
        width: usize,
    },
    /// Make the summary and put it on the clipboard.
    CopySummary,
    /// Make the summary in the form that the file's name asks for, and write it there.
    Save {
        /// The file's path, as typed.
        path: String,
        /// Cells of a text.
        width: usize,
        /// Whether a file that is there is replaced: somebody said so.
        over: bool,
    },
    /// Open the bulletin's file in the editor at the line that holds these words.
    Edit {
        /// The paragraph being read.
        words: String,
    },
    /// Read the bulletin again.
    Reload,
    /// Open the bulletin's file with the program that the system has for it.
    Open,
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Take the next theme.
    Theme,
    /// Clear the screen and draw all.
    Redraw,
    /// Restore the terminal and stop until continued.
    Suspend,
}
