//! What the loop does for the state: plain data.

/// Something outside the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Leave the reader.
    Quit,
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
    /// Write this to a new file; never over an old one.
    Save {
        /// The file's path, as typed.
        path: String,
        /// What is written.
        text: String,
    },
    /// Open the bulletin's file in the editor at the line that holds these words.
    Edit {
        /// The paragraph being read.
        words: String,
    },
    /// Read the bulletin again.
    Reload,
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Clear the screen and draw all.
    Redraw,
    /// Restore the terminal and stop until continued.
    Suspend,
}
