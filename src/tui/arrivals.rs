//! What comes to the loop from threads behind the screen: a bulletin that was read, words to be told.
//!
//! A thread sends, then wakes the loop; the loop takes all that is there before it sleeps again.

use super::action::Action;
use super::ready::Ready;
use super::run::{Behind, Reload};
use super::terminal::wake;
use crate::error::Result;
use crate::report::Labels;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};

/// Something that a thread brings.
#[derive(Debug)]
pub enum Arrival {
    /// The bulletin, read behind the first frame.
    Filled(Result<Ready>),
    /// The bulletin, read again because it was asked for.
    Reloaded(Result<Ready>),
    /// The bulletin, read again because its file changed.
    Changed(Result<Ready>),
    /// So many percent of the bulletin behind the first frame are read.
    Read(usize),
    /// Words for the status line.
    Told(String),
}

impl Arrival {
    /// What it does to the state; nothing where a file that changed cannot be read just now: it may be on its way.
    #[must_use]
    pub fn action(self, labels: &Labels) -> Option<Action> {
        Some(match self {
            Self::Filled(Ok(ready)) => Action::Filled(Box::new(ready)),
            Self::Reloaded(Ok(ready)) => Action::Loaded(Box::new(ready)),
            Self::Changed(Ok(ready)) => Action::Changed(Box::new(ready)),
            Self::Filled(Err(error)) | Self::Reloaded(Err(error)) => Action::Tell(labels.error(&error)),
            Self::Changed(Err(_)) => return None,
            Self::Read(percent) => Action::Read(percent),
            Self::Told(words) => Action::Tell(words),
        })
    }
}

/// Where threads leave what they bring.
#[derive(Debug)]
pub struct Arrivals {
    sender: Sender<Arrival>,
    receiver: Receiver<Arrival>,
}

impl Default for Arrivals {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver }
    }
}

impl Arrivals {
    /// A way for one more thread.
    #[must_use]
    pub fn sender(&self) -> Sender<Arrival> {
        self.sender.clone()
    }

    /// The next that is there.
    #[must_use]
    pub fn next(&self) -> Option<Arrival> {
        self.receiver.try_recv().ok()
    }

    /// Does `work` in a thread.
    pub fn start(&self, work: impl FnOnce() -> Option<Arrival> + Send + 'static) {
        let sender = self.sender();
        std::thread::spawn(move || {
            if let Some(arrival) = work() {
                send(&sender, arrival);
            }
        });
    }

    /// Reads the bulletin whose start is shown.
    pub fn fill(&self, behind: Behind) {
        let sender = self.sender();
        let tell = move |percent| send(&sender, Arrival::Read(percent));
        self.start(move || Some(Arrival::Filled(behind(&tell))));
    }

    /// Reads the bulletin again.
    pub fn reload(&self, reload: Reload) {
        self.start(move || Some(Arrival::Reloaded(reload())));
    }

    /// Runs a program that needs no terminal; tells `failed` where it cannot be run or fails.
    pub fn launch(&self, mut program: Command, failed: String) {
        self.start(move || {
            let silent = program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            let fine = silent.status().is_ok_and(|status| status.success());
            (!fine).then_some(Arrival::Told(failed))
        });
    }
}

/// Brings something and wakes the loop; `false` where the loop is gone and nobody waits for it.
pub fn send(sender: &Sender<Arrival>, arrival: Arrival) -> bool {
    let waited = sender.send(arrival).is_ok();
    if waited {
        wake();
    }
    waited
}
