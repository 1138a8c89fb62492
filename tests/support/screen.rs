//! The built program in a terminal that is driven: keys, sizes, signals, and what stands on the screen.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A bulletin of several screens.
pub const FIXTURE: &str = "tests/fixtures/provincial-party-q1-2024.txt";
const PATIENCE: Duration = Duration::from_secs(20);

pub fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

/// The program while it runs.
pub struct Reader {
    pub master: Box<dyn MasterPty + Send>,
    pub writer: Box<dyn Write + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    pub screen: Arc<Mutex<vt100::Parser>>,
    pub written: Arc<Mutex<Vec<u8>>>,
    drain: std::thread::JoinHandle<()>,
    /// The line modes before the start.
    modes: Option<u64>,
}

fn modes(master: &dyn MasterPty) -> Option<u64> {
    master.get_termios().map(|t| u64::from(t.local_flags.bits()) << 32 | u64::from(t.input_flags.bits()))
}

impl Reader {
    pub fn start(environment: &[(&str, &str)]) -> Self {
        Self::open(Path::new(env!("CARGO_MANIFEST_DIR")).join(FIXTURE), environment)
    }

    pub fn open(file: PathBuf, environment: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_bantin"));
        command.arg(file);
        command.args(["--lang", "vi"]);
        Self::run(command, environment)
    }

    pub fn run(mut command: CommandBuilder, environment: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let modes = modes(pair.master.as_ref());
        command.env("TERM", "xterm-256color");
        // Nothing is kept of one test for another, and nobody's own settings are used.
        ["XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"].iter().for_each(|name| command.env(name, "/dev/null"));
        command.env("LANG", "vi_VN.UTF-8");
        command.env_remove("NO_COLOR");
        command.env_remove("COLORFGBG");
        environment.iter().for_each(|(name, value)| command.env(name, value));
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let writer = pair.master.take_writer().unwrap();
        let mut output = pair.master.try_clone_reader().unwrap();
        let screen = Arc::new(Mutex::new(vt100::Parser::new(cells(24), cells(80), 0)));
        let written = Arc::new(Mutex::new(Vec::new()));
        let (to_screen, to_written) = (Arc::clone(&screen), Arc::clone(&written));
        let drain = std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count) = output.read(&mut bytes) {
                if count == 0 {
                    break;
                }
                to_screen.lock().unwrap().process(&bytes[..count]);
                to_written.lock().unwrap().extend_from_slice(&bytes[..count]);
            }
        });
        Self { master: pair.master, writer, child, screen, written, drain, modes }
    }

    pub fn keys(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    pub fn contents(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    pub fn wait(&self, what: &str, mut done: impl FnMut(&Self) -> bool) {
        let start = Instant::now();
        while !done(self) {
            assert!(start.elapsed() < PATIENCE, "waited in vain for {what}:\n{}", self.contents());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until nothing has been written for a while.
    pub fn falls_silent(&self) {
        let length = || self.written.lock().unwrap().len();
        let (mut last, mut since) = (length(), Instant::now());
        self.wait("silence", |_| {
            let now = length();
            if now != last {
                (last, since) = (now, Instant::now());
            }
            since.elapsed() > Duration::from_millis(500)
        });
    }

    pub fn shows(&self, words: &str) {
        self.wait(words, |r| r.contents().contains(words));
    }

    pub fn ends(&mut self) -> bool {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                // What the program wrote last may still be on its way.
                self.wait("the end of the output", |r| r.drain.is_finished());
                return status.success();
            }
            assert!(start.elapsed() < PATIENCE, "did not end:\n{}", self.contents());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    pub fn signal(&self, name: &str) {
        let id = self.id().to_string();
        assert!(std::process::Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    pub fn is_restored(&self) {
        let parser = self.screen.lock().unwrap();
        let screen = parser.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is on");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        drop(parser);
        assert_eq!(modes(self.master.as_ref()), self.modes, "the line modes are others");
    }
}
