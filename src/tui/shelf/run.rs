//! The shelf's loop: waits for an event or for what was read, updates, draws after a change.

use super::hits;
use super::state::Shelf;
use super::update::{Effect, arrive, settle, update};
use super::view::cells;
use crate::error::{Code, Fault, Result};
use crate::shelf::Entry;
use crate::tui::action::Action;
use crate::tui::key::Key;
use crate::tui::keymap::Context;
use crate::tui::look::Themes;
use crate::tui::paint::Painter;
use crate::tui::terminal::{self, Session, queued};
use crate::tui::theme::Theme;
use crossterm::event::{self, Event, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long a key is waited for before the loop looks what has arrived: keys come first, and nothing interrupts them. (A
/// signal that wakes the loop can hide a key that comes with it until the next one.)
const PAUSE: Duration = Duration::from_millis(80);
/// The same where nothing has arrived for long.
const LONG: Duration = Duration::from_secs(1);

/// What a file brings.
type Read = (usize, Result<Entry>);

/// What comes from threads.
#[derive(Clone, Debug)]
pub struct Inbox {
    sender: Sender<Read>,
    receiver: Arc<Mutex<Receiver<Read>>>,
}

impl Default for Inbox {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver: Arc::new(Mutex::new(receiver)) }
    }
}

impl Inbox {
    /// A way for a thread to bring what it read; `false` where nobody waits any more.
    pub fn sender(&self) -> impl Fn(usize, Result<Entry>) -> bool + Send + use<> {
        let sender = self.sender.clone();
        move |at, read| sender.send((at, read)).is_ok()
    }

    fn take(&self, shelf: &mut Shelf) -> bool {
        let receiver = self.receiver.lock().unwrap_or_else(PoisonError::into_inner);
        let mut some = false;
        while let Ok((at, read)) = receiver.try_recv() {
            arrive(shelf, at, read);
            some = true;
        }
        some
    }
}

/// How the shelf was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// For good.
    Quit,
    /// To open a bulletin, at a byte of its text.
    Open(usize, Option<usize>),
}

/// Shows the shelf until something is opened or it is left, in the colours that are chosen, while `inbox` brings what is read
/// behind the screen.
///
/// # Errors
/// Where there is no terminal.
pub fn run(shelf: &mut Shelf, themes: &mut Themes, inbox: &Inbox) -> Result<Outcome> {
    shown(shelf, themes, inbox).map_err(|e| Code::NoTerminal.and(Fault::of_system(&e)).of(""))
}

fn shown(shelf: &mut Shelf, themes: &mut Themes, inbox: &Inbox) -> io::Result<Outcome> {
    let (width, height) = terminal::size()?;
    update(shelf, Action::Resize(width, height));
    let session = Session::enter(shelf.mouse)?;
    let mut screen =
        Screen { session, painter: Painter::new(width, height), buffer: Buffer::empty(Rect::default()), first: true };
    inbox.take(shelf);
    settle(shelf);
    screen.draw(shelf, themes.theme())?;
    screen.session.listen();
    queued()?;
    if terminal::size().is_ok_and(|size| size != shelf.size) {
        screen.anew(shelf);
        screen.draw(shelf, themes.theme())?;
    }
    let mut pause = PAUSE;
    loop {
        let mut changed = false;
        for _ in 0..2048 {
            if patience(shelf, pause).map_or(Ok(false), |pause| event::poll(pause).map(|key| !key))? {
                break;
            }
            let event = event::read()?;
            if let Some(action) = action(shelf, &event) {
                changed = true;
                let effect = update(shelf, action);
                if let Some(outcome) = effect.map_or(Ok(None), |effect| screen.perform(effect, shelf, themes))? {
                    return Ok(outcome);
                }
            }
            if !queued()? {
                break;
            }
        }
        if screen.session.woken() {
            screen.anew(shelf);
            changed = true;
        }
        if inbox.take(shelf) {
            settle(shelf);
            (changed, pause) = (true, PAUSE);
        } else {
            pause = (pause * 2).min(LONG);
        }
        if hits::unfinished(shelf) {
            hits::go_on(shelf);
            settle(shelf);
            changed = true;
        }
        if changed {
            screen.draw(shelf, themes.theme())?;
        }
    }
}

/// How long a key is waited for: not at all while something is looked for, a while as long as files are read, else as long
/// as it takes.
fn patience(shelf: &Shelf, pause: Duration) -> Option<Duration> {
    match (hits::unfinished(shelf), shelf.done < shelf.names.len()) {
        (true, _) => Some(Duration::ZERO),
        (false, true) => Some(pause),
        (false, false) => None,
    }
}

struct Screen {
    session: Session,
    painter: Painter,
    buffer: Buffer,
    first: bool,
}

impl Screen {
    fn draw(&mut self, shelf: &Shelf, theme: &Theme) -> io::Result<()> {
        let (width, height) = shelf.size;
        self.buffer.resize(Rect::new(0, 0, width, height));
        self.buffer.reset();
        let cursor = cells(shelf, theme, &mut self.buffer);
        let bytes = self.painter.paint(&mut self.buffer, cursor);
        if !bytes.is_empty() {
            let opening = if std::mem::take(&mut self.first) { self.session.opening() } else { String::new() };
            let frame = [opening.as_bytes(), b"\x1b[?2026h", bytes, b"\x1b[?2026l"].concat();
            self.session.write(&frame)?;
        }
        self.painter.written();
        Ok(())
    }

    /// Does what an effect asks for; how the shelf is left, where it asks for that.
    fn perform(&mut self, effect: Effect, shelf: &mut Shelf, themes: &mut Themes) -> io::Result<Option<Outcome>> {
        match effect {
            Effect::Quit => return Ok(Some(Outcome::Quit)),
            Effect::Open(at, place) => return Ok(Some(Outcome::Open(at, place))),
            Effect::Suspend => {
                self.session.suspend()?;
                self.anew(shelf);
            }
            Effect::Mouse(on) => self.session.set_mouse(on)?,
            Effect::Theme => {
                themes.step();
                shelf.message = Some(themes.told(&shelf.labels));
            }
            Effect::Redraw => self.anew(shelf),
        }
        Ok(None)
    }

    fn anew(&mut self, shelf: &mut Shelf) {
        if let Ok((width, height)) = terminal::size() {
            update(shelf, Action::Resize(width, height));
        }
        self.painter.forget(shelf.size.0, shelf.size.1);
    }
}

/// What an event does on the shelf.
fn action(shelf: &Shelf, event: &Event) -> Option<Action> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => {
            let key = Key::from(*key);
            let context = shelf.context();
            let command = shelf.keymap.command(key, context).map(Action::Do);
            command.or_else(|| key.typed().filter(|_| context == Context::Prompt).map(Action::Type))
        }
        Event::Paste(text) => Some(Action::Paste(text.clone())),
        Event::Resize(width, height) => {
            let (width, height) = terminal::bounded((*width, *height));
            ((width, height) != shelf.size).then_some(Action::Resize(width, height))
        }
        Event::Mouse(MouseEvent { kind, column, row, .. }) => match kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Action::Click(*column, *row)),
            MouseEventKind::ScrollDown => Some(Action::Wheel(*column, *row, 3)),
            MouseEventKind::ScrollUp => Some(Action::Wheel(*column, *row, -3)),
            _ => None,
        },
        _ => None,
    }
}
