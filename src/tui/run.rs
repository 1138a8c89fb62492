//! The loop: waits for an event, updates, draws after a change, does what an effect asks for.
//!
//! Asleep while nothing happens. Keys that are queued are all applied before the next frame is drawn.

use super::action::{Action, Command};
use super::arrivals::{Arrival, Arrivals};
use super::background::{Heard, Listener, QUESTION};
use super::effect::Form;
use super::environment::asks;
use super::files;
use super::key::Key;
use super::keymap::{Context, Keymap};
use super::look::Look;
use super::memory::Memory;
use super::paint::Painter;
use super::ready::Ready;
use super::state::State;
use super::terminal::{self, Session, queued};
use super::update::{reading_place, update};
use super::view::cells;
use super::watch::{Watch, watch};
use crate::error::{Code, Error, Fault, Result};
use crate::model::Bulletin;
use crate::report::Labels;
use crate::text::Span;
use crossterm::event::{self, Event, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Makes the summary in the interface's language.
pub type Summarise = Box<dyn Fn(&Bulletin, &Labels, Form) -> String>;
/// Reads the bulletin again, and makes it ready to be shown.
pub type Reload = Arc<dyn Fn() -> Result<Ready> + Send + Sync>;

/// Reads a bulletin in a thread of its own and makes it ready to be shown. It tells now and then how many percent of it are
/// read, and goes on where somebody still waits for it.
pub type Behind = Box<dyn FnOnce(&dyn Fn(usize) -> bool) -> Result<Ready> + Send>;

/// What the reader is told from outside.
pub struct Options {
    /// The keys.
    pub keymap: Keymap,
    /// Whether the mouse is the reader's.
    pub mouse: bool,
    /// Whether the file is read again by itself when it changes.
    pub watch: bool,
    /// The folder in which places, marks and sizes are kept; `None` keeps nothing.
    pub memory: Option<PathBuf>,
    /// The bulletin's file, for the editor.
    pub file: Option<PathBuf>,
    /// The byte of the text that is shown first; `None` where it was left, else the start.
    pub at: Option<usize>,
    /// Whether the reader was opened from the shelf.
    pub shelved: bool,
    /// Words for the status line of the first frame.
    pub note: Option<String>,
    /// Reads the bulletin behind the first frame, where the one that is handed over is only the start of its text.
    pub behind: Option<Behind>,
    /// Makes the summary.
    pub summary: Summarise,
    /// Reads the bulletin again; `None` where that cannot be.
    pub reload: Option<Reload>,
}

/// What the reader leaves behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// To be printed now that the terminal is as it was.
    pub print: Option<String>,
    /// The words of a figure that is to be followed on the shelf.
    pub trend: Option<Span>,
}

/// Shows a bulletin until its reader leaves. The look is left as it was chosen meanwhile.
///
/// # Errors
/// Where there is no terminal.
pub fn run(bulletin: Bulletin, mut options: Options, look: &mut Look) -> Result<Outcome> {
    let size = terminal::size().map_err(|e| no_terminal(&e))?;
    let mut state = State::new(bulletin, look.labels.clone(), options.keymap.clone(), size);
    state.mouse = options.mouse;
    let mut kept = None;
    if options.behind.is_none() {
        kept = recall(&mut state, options.memory.as_deref());
    }
    state.shelved = options.shelved;
    go(&mut state, options.at);
    state.message = options.note.clone().or(state.message);
    state.filling = options.behind.is_some();
    let behind = options.behind.take();
    let listener = if asks(&look.themes) { Listener::Waiting } else { Listener::Deaf };
    let session = Session::enter(options.mouse).map_err(|e| no_terminal(&e))?;
    let painter = Painter::new(size.0, size.1);
    let (buffer, arrivals) = (Buffer::default(), Arrivals::default());
    let reader = Loop {
        state,
        look,
        session,
        painter,
        buffer,
        listener,
        arrivals,
        options: &options,
        frames: 0,
        kept,
        watched: None,
    };
    reader.run(behind).map_err(|e| no_terminal(&e))
}

fn no_terminal(error: &io::Error) -> Error {
    Code::NoTerminal.and(Fault::of_system(error)).of("")
}

/// Takes the state to where this text was left, and says so; gives what was kept of it.
fn recall(state: &mut State, folder: Option<&Path>) -> Option<Memory> {
    let bytes = std::fs::read(folder?.join(&state.kept)).ok()?;
    let kept = serde_json::from_slice::<Memory>(&bytes).ok()?;
    kept.clone().recall(state);
    if state.cursor > 0 {
        let percent = state.cursor.saturating_mul(100).checked_div(state.bulletin.text.len()).unwrap_or_default();
        state.message = Some(state.labels.fill("tui.resumed", &[&percent.to_string()]));
    }
    Some(kept)
}

/// Takes the state to a place in the text; nowhere while the text is not read so far.
fn go(state: &mut State, at: Option<usize>) {
    if let Some(at) = at.filter(|at| *at < state.bulletin.text.len()) {
        reading_place(state, at);
    }
}

/// The reader while it runs.
pub(super) struct Loop<'a> {
    pub(super) state: State,
    pub(super) look: &'a mut Look,
    pub(super) session: Session,
    painter: Painter,
    buffer: Buffer,
    listener: Listener,
    pub(super) arrivals: Arrivals,
    pub(super) options: &'a Options,
    frames: usize,
    /// What was kept of this text before.
    kept: Option<Memory>,
    /// The watch over the bulletin's file.
    watched: Option<Watch>,
}

/// How the loop goes on after an effect.
pub(super) enum Next {
    Stay,
    Leave(Outcome),
}

impl Loop<'_> {
    fn run(mut self, behind: Option<Behind>) -> io::Result<Outcome> {
        self.draw()?;
        if let Some(behind) = behind {
            self.arrivals.fill(behind);
        }
        self.session.listen();
        // From here on a change of the screen's size is heard, and with it what was done behind the first frame; one that
        // came before was told to nobody.
        queued()?;
        if terminal::size().is_ok_and(|size| size != self.state.size) {
            self.anew();
            self.draw()?;
        }
        let file = self.options.file.as_deref().filter(|_| self.options.watch).zip(self.options.reload.clone());
        if let Some((file, reload)) = file {
            self.watched = watch(file, reload, self.arrivals.sender());
        }
        loop {
            if self.arrived() {
                self.draw()?;
            }
            let mut changed = false;
            // Blocks until something happens, then takes all that is queued, up to a flood's worth.
            for _ in 0..2048 {
                // While something is looked for, no key is waited for.
                if !self.state.search.left.is_empty() && !queued()? {
                    break;
                }
                let event = event::read()?;
                match self.listener.hear(&event) {
                    Heard::Part | Heard::All(None) => {}
                    Heard::All(Some(light)) => {
                        self.look.themes.suit(light);
                        changed |= light;
                    }
                    Heard::Nothing => {
                        changed = true;
                        if let Some(action) = self.action(event)
                            && let Next::Leave(outcome) = self.apply(action)?
                        {
                            self.leave();
                            return Ok(outcome);
                        }
                    }
                }
                if !queued()? {
                    break;
                }
            }
            if self.session.woken() {
                self.anew();
                changed = true;
            }
            if !self.state.search.left.is_empty() {
                update(&mut self.state, Action::LookOn);
                changed = true;
            }
            if changed {
                self.draw()?;
            }
        }
    }

    /// Ends: the screen is given back first, for what is left to do is seen by nobody.
    fn leave(self) {
        self.look.labels = self.state.labels.clone();
        self.session.give_back();
        self.remember();
        if self.options.shelved {
            // The shelf does not wait until all of a long text is taken down.
            std::thread::spawn(move || drop(self.state));
        } else {
            // The program ends too, and with it goes all its memory at once, which is quicker than piece by piece.
            std::mem::forget((self.state, self.painter, self.buffer, self.watched));
        }
    }

    /// Takes what threads brought; `true` where the screen may be another.
    fn arrived(&mut self) -> bool {
        let mut changed = false;
        while let Some(arrival) = self.arrivals.next() {
            let filled = matches!(arrival, Arrival::Filled(Ok(_)));
            // Of another text nothing was kept, as far as is known.
            self.kept = None;
            self.state.filling &= !matches!(arrival, Arrival::Filled(_));
            if let Some(action) = arrival.action(&self.state.labels) {
                update(&mut self.state, action);
                changed = true;
            }
            if filled && self.state.cursor == 0 {
                self.kept = recall(&mut self.state, self.options.memory.as_deref());
                go(&mut self.state, self.options.at);
            }
        }
        changed
    }

    fn draw(&mut self) -> io::Result<()> {
        self.frames += 1;
        fault(self.frames);
        let (width, height) = self.state.size;
        let area = Rect::new(0, 0, width, height);
        if self.buffer.area == area && !self.buffer.content.is_empty() {
            self.buffer.reset();
        } else {
            self.buffer = Buffer::empty(area);
        }
        let cursor = cells(&self.state, self.look.themes.theme(), &mut self.buffer);
        let bytes = self.painter.paint(&mut self.buffer, cursor);
        if !bytes.is_empty() {
            // One change for the eye, on terminals that know how; in one piece, for it takes longer in several.
            let first = self.frames == 1;
            let opening = if first { self.session.opening() } else { String::new() };
            let question = if first && self.listener == Listener::Waiting { QUESTION } else { "" };
            let frame = [opening.as_bytes(), b"\x1b[?2026h", bytes, b"\x1b[?2026l", question.as_bytes()].concat();
            self.session.write(&frame)?;
        }
        self.painter.written();
        Ok(())
    }

    /// Clears the screen, so that the next frame draws all of it, at the size that the screen has now.
    pub(super) fn anew(&mut self) {
        if let Ok((width, height)) = terminal::size() {
            update(&mut self.state, Action::Resize(width, height));
        }
        self.painter.forget(self.state.size.0, self.state.size.1);
    }

    fn action(&self, event: Event) -> Option<Action> {
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => action_of(&self.state, Key::from(key)),
            Event::Paste(text) => Some(Action::Paste(text)),
            Event::Resize(width, height) => {
                let (width, height) = terminal::bounded((width, height));
                Some(Action::Resize(width, height))
            }
            Event::Mouse(MouseEvent { kind, column, row, .. }) => match kind {
                MouseEventKind::Down(MouseButton::Left) => Some(Action::Click(column, row)),
                MouseEventKind::Drag(MouseButton::Left) => self.state.drag.map(|_| Action::Drag(column, row)),
                MouseEventKind::Up(MouseButton::Left) => self.state.drag.map(|_| Action::Drop),
                MouseEventKind::ScrollDown => Some(Action::Wheel(column, row, 3)),
                MouseEventKind::ScrollUp => Some(Action::Wheel(column, row, -3)),
                _ => None,
            },
            _ => None,
        }
    }

    fn apply(&mut self, action: Action) -> io::Result<Next> {
        match update(&mut self.state, action) {
            Some(effect) => self.perform(effect),
            None => Ok(Next::Stay),
        }
    }

    /// Keeps the place, for the next time. Where that cannot be, the reader is not bothered with it.
    fn remember(&self) {
        let Some(folder) = &self.options.memory else { return };
        let memory = Memory::of(&self.state);
        if self.kept.as_ref() == Some(&memory) {
            return;
        }
        let path = folder.join(&self.state.kept);
        if memory.is_empty() && !path.exists() {
            return;
        }
        if let Ok(words) = serde_json::to_string(&memory) {
            let _ = std::fs::create_dir_all(folder).and_then(|()| files::replace(&path, words.as_bytes()));
        }
    }
}

/// The action of a key where the state has the keys now.
#[must_use]
pub fn action_of(state: &State, key: Key) -> Option<Action> {
    let context = state.context();
    let command = state.keymap.command(key, context).map(Action::Do);
    let types = matches!(context, Context::Prompt | Context::Letter);
    command.or_else(|| key.typed().filter(|_| types).map(Action::Type)).or_else(|| {
        // A key that is not known takes a message away, and leaves a letter that was awaited.
        (context == Context::Letter).then_some(Action::Do(Command::Cancel))
    })
}

/// Breaks the program where a test of the terminal's restoration asks for it; not in the program that is shipped.
#[cfg(debug_assertions)]
fn fault(frame: usize) {
    #[expect(clippy::panic, reason = "a test needs a panic with the screen taken")]
    if frame == 2 && std::env::var_os("BANTIN_TEST_PANIC").is_some() {
        panic!("a test asked for it");
    }
}

#[cfg(not(debug_assertions))]
fn fault(_: usize) {}
