//! A line that is typed: words to search for, a filter, a path, a command.

use super::action::Command;
use tui_input::{Input, InputRequest};

/// What the line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Words to look for in the text.
    Search,
    /// Words that entries must hold.
    Filter,
    /// The path of the summary's file.
    Save,
    /// The same, where there is such a file: taken unchanged, it is replaced.
    Over,
    /// The words of a command.
    Command,
}

/// A line being typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What for.
    pub purpose: Purpose,
    /// The line and its cursor.
    pub input: Input,
    /// The entry chosen among those offered.
    pub selected: usize,
}

impl Prompt {
    /// A line that begins as `text`.
    #[must_use]
    pub fn new(purpose: Purpose, text: &str) -> Self {
        Self { purpose, input: Input::new(text.to_owned()), selected: 0 }
    }

    /// What is typed.
    #[must_use]
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Types a character; control characters are not taken.
    pub fn type_char(&mut self, c: char) {
        if !c.is_control() {
            self.input.handle(InputRequest::InsertChar(c));
        }
    }

    /// Edits the line; `false` where the command is no editing.
    pub fn edit(&mut self, command: Command) -> bool {
        let request = match command {
            Command::DeleteBack => InputRequest::DeletePrevChar,
            Command::DeleteForward => InputRequest::DeleteNextChar,
            Command::DeleteWord => InputRequest::DeletePrevWord,
            Command::DeleteLine => InputRequest::DeleteLine,
            Command::CursorLeft => InputRequest::GoToPrevChar,
            Command::CursorRight => InputRequest::GoToNextChar,
            Command::CursorStart => InputRequest::GoToStart,
            Command::CursorEnd => InputRequest::GoToEnd,
            _ => return false,
        };
        self.input.handle(request);
        true
    }
}
