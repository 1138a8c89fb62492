//! The terminal: entered once, and restored whatever happens: quit, error, panic, SIGTERM, SIGHUP, `^Z`.
//!
//! One lock guards the screen: the signal thread restores it only between two frames, never within one.

use crossterm::{cursor, event, execute, style::Print, terminal};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level;
use std::fs::File;
use std::io::{self, Write, stdout};
use std::os::fd::AsFd;
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::time::{Duration, Instant};

/// Clicks, the wheel and motion with a button down, told in decimal; no other motion, which would wake the program for
/// nothing.
const MOUSE_ON: &str = "\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l";
const PASTE_ON: &str = "\x1b[?2004h";
const PASTE_OFF: &str = "\x1b[?2004l";

/// How long what is queued is looked for. With none at all `crossterm` does not look at the terminal.
const QUEUED: Duration = Duration::from_micros(20);

/// How long the rest of what has come by half is waited for.
const LATE: Duration = Duration::from_millis(20);

/// What holds of the screen.
#[derive(Clone, Copy, Debug, Default)]
struct Screen {
    ours: bool,
    mouse: bool,
    /// Whether it stays ours between two sessions.
    held: bool,
}

static SCREEN: Mutex<Screen> = Mutex::new(Screen { ours: false, mouse: false, held: false });
/// Set when the program was asleep: everything has to be drawn.
static WOKEN: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

fn lock() -> MutexGuard<'static, Screen> {
    SCREEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The terminal as long as one screen follows another: between two sessions it is not given back, so that what is typed
/// meanwhile is neither shown nor cut up by its line editing; restored when dropped.
#[derive(Debug)]
pub struct Hold(());

impl Hold {
    /// Holds what the next session takes.
    #[must_use]
    pub fn new() -> Self {
        lock().held = true;
        Self(())
    }
}

impl Default for Hold {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        let mut screen = lock();
        screen.held = false;
        leave(&mut screen);
    }
}

/// The terminal while it is the reader's; restored when dropped.
#[derive(Debug)]
pub struct Session {
    /// The terminal, without the standard output's own parting at line ends.
    screen: File,
}

impl Session {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// Where there is no terminal.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        HOOK.call_once(|| {
            let before = panic::take_hook();
            let owner = std::thread::current().id();
            panic::set_hook(Box::new(move |info| {
                if std::thread::current().id() != owner && SCREEN.try_lock().is_ok_and(|screen| screen.ours) {
                    // A thread that reads behind the screen: its fault is told there, and the screen stays.
                    return;
                }
                // A panic while drawing holds the lock; the screen is restored without it then.
                match SCREEN.try_lock() {
                    Ok(mut screen) => leave(&mut screen),
                    Err(_) => leave(&mut Screen { ours: true, mouse: true, held: false }),
                }
                before(info);
            }));
        });
        let file = File::from(stdout().as_fd().try_clone_to_owned()?);
        let mut screen = lock();
        screen.mouse = mouse;
        terminal::enable_raw_mode()?;
        screen.ours = true;
        drop(screen);
        Ok(Self { screen: file })
    }

    /// What has to be written before the first frame, best in one piece with it.
    #[must_use]
    pub fn opening(&self) -> String {
        opening(*lock())
    }

    /// Listens for signals from now on.
    pub fn listen(&self) {
        listen();
    }

    /// Gives the terminal back, unless it is held for the session that follows.
    pub fn give_back(&self) {
        let mut screen = lock();
        if !screen.held {
            leave(&mut screen);
        }
    }

    /// Gives the terminal to others until [`Session::resume`]. What is on its way is dropped: it was typed for them, and of a
    /// paste that has come by half the library would wait for the end and take every later key for a part of it.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn hand_over(&self) -> io::Result<()> {
        let mut screen = lock();
        execute!(stdout(), Print(PASTE_OFF))?;
        let until = Instant::now() + LATE * 10;
        while Instant::now() < until && event::poll(LATE)? {
            event::read()?;
        }
        leave(&mut screen);
        Ok(())
    }

    /// Takes the terminal over again.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn resume(&self) -> io::Result<()> {
        let mut screen = lock();
        if screen.ours { Ok(()) } else { take(&mut screen) }
    }

    /// Stops the program as the shell's `^Z` does, until it is continued.
    ///
    /// # Errors
    /// Where the terminal is gone when it wakes.
    pub fn suspend(&self) -> io::Result<()> {
        self.hand_over()?;
        low_level::emulate_default_handler(SIGTSTP)?;
        self.resume()
    }

    /// Takes the mouse, or leaves it to the terminal.
    ///
    /// # Errors
    /// Those of `write`.
    pub fn set_mouse(&self, on: bool) -> io::Result<()> {
        lock().mouse = on;
        execute!(stdout(), Print(if on { MOUSE_ON } else { MOUSE_OFF }))
    }

    /// Writes to the screen, in one piece, while nobody restores it. Nothing where it was given back meanwhile.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let screen = lock();
        if screen.ours { (&self.screen).write_all(bytes) } else { Ok(()) }
    }

    /// Whether the program was asleep since this was asked last.
    #[must_use]
    pub fn woken(&self) -> bool {
        WOKEN.swap(false, Ordering::Relaxed)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.give_back();
    }
}

/// Takes the terminal. What was typed while others had it, and cut up by its line editing, is dropped.
fn take(screen: &mut Screen) -> io::Result<()> {
    terminal::enable_raw_mode()?;
    #[cfg(target_os = "linux")]
    if !screen.ours {
        // Errors are of no use: it may be no terminal any more.
        let _ = rustix::termios::tcflush(stdout(), rustix::termios::QueueSelector::IFlush);
    }
    screen.ours = true;
    execute!(stdout(), Print(opening(*screen)))
}

/// Whether the terminal edits lines, which it does not while it is ours. On the way from one to the other what is typed is cut
/// up, so nothing is changed that is right.
fn edits_lines() -> bool {
    #[cfg(target_os = "linux")]
    return rustix::termios::tcgetattr(stdout())
        .is_ok_and(|modes| modes.local_modes.contains(rustix::termios::LocalModes::ICANON));
    #[cfg(not(target_os = "linux"))]
    true
}

/// The alternate screen, no cursor, pastes told apart, the mouse where it is wanted.
fn opening(screen: Screen) -> String {
    let mouse = match screen {
        Screen { mouse: true, .. } => MOUSE_ON,
        // The session before may have wanted it.
        Screen { held: true, .. } => MOUSE_OFF,
        Screen { .. } => "",
    };
    // What the session before has drawn is still there.
    let clear = if screen.held { "\x1b[H\x1b[2J" } else { "" };
    format!("\x1b[?1049h{clear}{PASTE_ON}{mouse}\x1b[?25l")
}

/// Restores the terminal. Errors are of no use here: it may be gone.
fn leave(screen: &mut Screen) {
    if !screen.ours {
        return;
    }
    screen.ours = false;
    let mouse = if screen.mouse { MOUSE_OFF } else { "" };
    let _ = execute!(stdout(), Print(mouse), Print(PASTE_OFF), terminal::LeaveAlternateScreen, cursor::Show);
    let _ = terminal::disable_raw_mode();
    let _ = stdout().flush();
}

/// Waits for signals in a thread of its own, asleep until one comes.
fn listen() {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT]) else { return };
        std::thread::spawn(move || {
            for signal in &mut signals {
                receive(signal);
            }
        });
    });
}

/// The screen's columns and rows, as far as they are drawn.
///
/// # Errors
/// Those of the terminal.
pub fn size() -> io::Result<(u16, u16)> {
    terminal::size().map(bounded)
}

/// A size that can be drawn: some terminals tell sizes that no screen has.
#[must_use]
pub fn bounded((width, height): (u16, u16)) -> (u16, u16) {
    const MOST: u16 = 2000;
    (width.min(MOST), height.min(MOST))
}

/// Whether an event waits to be read.
///
/// # Errors
/// Those of the terminal.
pub fn queued() -> io::Result<bool> {
    event::poll(QUEUED)
}

/// Wakes the loop, which waits for an event: to it the screen's size may have changed.
pub fn wake() {
    let _ = low_level::raise(SIGWINCH);
}

fn receive(signal: i32) {
    let mut screen = lock();
    if signal == SIGCONT {
        if screen.ours && edits_lines() {
            // Stopped from outside: the shell has changed the modes meanwhile.
            let _ = terminal::disable_raw_mode();
        }
        let _ = take(&mut screen);
        WOKEN.store(true, Ordering::Relaxed);
        wake();
        return;
    }
    if screen.ours || signal != SIGTSTP {
        leave(&mut screen);
        if signal == SIGTSTP {
            drop(screen);
        }
        // The lock is held while the program dies, so that no frame comes after.
        let _ = low_level::emulate_default_handler(signal);
    }
}
