//! What can happen: commands that a key, the palette or the mouse gives, and events of the world.

use super::ready::Ready;

/// Declares the commands with their names in key files and labels.
macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What a key can be bound to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command { $($(#[$doc])* $variant,)* }

        impl Command {
            /// Every command, in the order in which help tells them.
            pub const ALL: &[Command] = &[$(Command::$variant),*];

            /// The name in key files; its words are the label `action.NAME`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Command::$variant => $name),* }
            }

            /// The command of that name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Command::$variant),)* _ => None }
            }
        }
    };
}

commands! {
    /// One line down, or the next entry.
    Down = "down",
    /// One line up, or the entry before.
    Up = "up",
    /// Half a page down.
    HalfPageDown = "half_page_down",
    /// Half a page up.
    HalfPageUp = "half_page_up",
    /// A page down; two lines of the old page stay in sight.
    PageDown = "page_down",
    /// A page up.
    PageUp = "page_up",
    /// To the first line or entry.
    Top = "top",
    /// To the last line or entry.
    Bottom = "bottom",
    /// To the next section of the text.
    NextSection = "next_section",
    /// To the start of this section, or the section before.
    PreviousSection = "previous_section",
    /// The pane after this one in reading order.
    NextPane = "next_pane",
    /// The pane before this one.
    PreviousPane = "previous_pane",
    /// The pane to the right; in a table the next column.
    Right = "right",
    /// The pane to the left; in a table the column before.
    Left = "left",
    /// Focus on the outline.
    FocusOutline = "focus_outline",
    /// Focus on the speakers.
    FocusSpeakers = "focus_speakers",
    /// Focus on the text.
    FocusText = "focus_text",
    /// Focus on the shortfalls.
    FocusShortfalls = "focus_shortfalls",
    /// Focus on the conclusions.
    FocusConclusions = "focus_conclusions",
    /// From an entry to its evidence in the text; from a line of the text to its entry.
    Open = "open",
    /// To where the last jump came from.
    Back = "back",
    /// Undoes `Back`.
    Forward = "forward",
    /// The next shortfall in the text's order, from the line being read.
    NextShortfall = "next_shortfall",
    /// The shortfall before.
    PreviousShortfall = "previous_shortfall",
    /// The next conclusion in the text's order.
    NextConclusion = "next_conclusion",
    /// The conclusion before.
    PreviousConclusion = "previous_conclusion",
    /// All that is known of the indicator in focus.
    Card = "card",
    /// All figures as a table.
    Figures = "figures",
    /// Speakers with what each said.
    Statements = "statements",
    /// The summary as it will print.
    Summary = "summary",
    /// What was repaired or is in doubt.
    Notes = "notes",
    /// Asks for words to look for.
    Search = "search",
    /// To the next place found.
    SearchNext = "search_next",
    /// To the place found before.
    SearchPrevious = "search_previous",
    /// Keeps only the entries of the pane in focus that hold the words.
    Filter = "filter",
    /// Remembers this place under the letter that follows.
    SetMark = "set_mark",
    /// To the place under the letter that follows.
    ToMark = "to_mark",
    /// Copies the quote with its source.
    Copy = "copy",
    /// Copies the summary.
    CopySummary = "copy_summary",
    /// Saves the summary to a file.
    Save = "save",
    /// Saves the summary as a web page.
    SavePage = "save_page",
    /// Leaves and prints the summary.
    Print = "print",
    /// Sorts the table by the column in focus, once more the other way round.
    Sort = "sort",
    /// The pane in focus takes the whole screen, or gives it back.
    Zoom = "zoom",
    /// Makes the side column narrower.
    Narrow = "narrow",
    /// Makes the side column wider.
    Widen = "widen",
    /// Takes the mouse, or leaves it to the terminal for selecting.
    Mouse = "mouse",
    /// Takes the next theme.
    Theme = "theme",
    /// Speaks the other language.
    Language = "language",
    /// Opens the file in the editor, at this line.
    Edit = "edit",
    /// Opens the original with the system's program for it.
    Original = "original",
    /// Reads the file again and keeps the place.
    Reload = "reload",
    /// Chooses a command by its words.
    Commands = "commands",
    /// The keys.
    Help = "help",
    /// Draws all anew.
    Redraw = "redraw",
    /// Puts the program to sleep.
    Suspend = "suspend",
    /// Leaves a view, a filter, a mark.
    Close = "close",
    /// Leaves the reader.
    Quit = "quit",
    /// From a bulletin back to the shelf.
    Shelf = "shelf",
    /// One indicator over all bulletins of a place.
    Trend = "trend",
    /// Two bulletins against each other.
    Compare = "compare",
    /// All bulletins of a place in two periods against each other.
    ComparePeriods = "compare_periods",
    /// Holds this bulletin to be compared with another.
    Choose = "choose",
    /// Takes what was typed.
    Accept = "accept",
    /// Drops what was typed.
    Cancel = "cancel",
    /// Fills in the command in focus.
    Complete = "complete",
    /// Deletes the character before.
    DeleteBack = "delete_back",
    /// Deletes the character after.
    DeleteForward = "delete_forward",
    /// Deletes the word before.
    DeleteWord = "delete_word",
    /// Deletes the whole line.
    DeleteLine = "delete_line",
    /// One character to the left.
    CursorLeft = "cursor_left",
    /// One character to the right.
    CursorRight = "cursor_right",
    /// To the line's start.
    CursorStart = "cursor_start",
    /// To the line's end.
    CursorEnd = "cursor_end",
}

impl Command {
    /// Whether it only makes sense on the shelf.
    #[must_use]
    pub fn is_of_shelf(self) -> bool {
        matches!(self, Self::Compare | Self::ComparePeriods | Self::Choose)
    }

    /// Whether it only makes sense while something is typed.
    #[must_use]
    pub fn is_editing(self) -> bool {
        matches!(
            self,
            Self::Accept
                | Self::Cancel
                | Self::Complete
                | Self::DeleteBack
                | Self::DeleteForward
                | Self::DeleteWord
                | Self::DeleteLine
                | Self::CursorLeft
                | Self::CursorRight
                | Self::CursorStart
                | Self::CursorEnd
        )
    }
}

/// Everything that changes the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A command.
    Do(Command),
    /// A character, where characters are asked for.
    Type(char),
    /// Pasted text.
    Paste(String),
    /// The screen's new size in cells.
    Resize(u16, u16),
    /// A click on a cell: column, row.
    Click(u16, u16),
    /// The mouse was moved to this column with its button down.
    Drag(u16, u16),
    /// The button was let go.
    Drop,
    /// The wheel over a cell: column, row, lines (down is positive).
    Wheel(u16, u16, i16),
    /// The summary that was asked for, to be shown.
    ShowSummary(String),
    /// The bulletin, read again.
    Loaded(Box<Ready>),
    /// The bulletin, read again because its file changed.
    Changed(Box<Ready>),
    /// The bulletin, read behind the first frame: the start of its text is shown already.
    Filled(Box<Ready>),
    /// So many percent of it are read.
    Read(usize),
    /// The file that the summary was to be saved to is there already: its path, as typed.
    Exists(String),
    /// The next stretch of the text is to be looked through for what is searched for.
    LookOn,
    /// Words for the status line.
    Tell(String),
}
