//! Watching on Linux: inotify, read in the thread that waits for it.
//!
//! Closing a watch makes the kernel wait, some 10 to 20 ms, and with it whoever ends the program. So at the end `cat` is
//! handed the watch, on a pipe that ends with this program: it closes last, and the wait is its own.

use inotify::{EventMask, Inotify, WatchMask};
use std::ffi::OsStr;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, OnceLock};

/// A watch that is set, or about to be.
#[derive(Clone, Debug, Default)]
pub struct Watch(Arc<OnceLock<OwnedFd>>);

impl Watch {
    /// Calls `changed` at once, for what happened before, and whenever something happens to the file `name` in `folder`.
    /// Comes back where that cannot be told.
    pub fn on_change(&self, folder: &Path, name: &OsStr, mut changed: impl FnMut()) {
        let Ok(mut inotify) = Inotify::init() else { return };
        let mask =
            WatchMask::CREATE | WatchMask::MODIFY | WatchMask::CLOSE_WRITE | WatchMask::MOVED_TO | WatchMask::ATTRIB;
        if inotify.watches().add(folder, mask).is_err() {
            return;
        }
        if let Ok(own) = inotify.as_fd().try_clone_to_owned() {
            let _ = self.0.set(own);
        }
        changed();
        let mut buffer = [0; 4096];
        loop {
            let Ok(mut events) = inotify.read_events_blocking(&mut buffer) else { return };
            if events.any(|event| event.name == Some(name) || event.mask.contains(EventMask::Q_OVERFLOW)) {
                changed();
            }
        }
    }

    /// Has another process close the watch once this one has ended. Where there is none, only the end is slower.
    pub fn hand_over(&self) {
        let Some(watch) = self.0.get().and_then(|watch| watch.try_clone().ok()) else { return };
        let mut keeper = Command::new("cat");
        keeper.stdin(Stdio::piped()).stdout(watch).stderr(Stdio::null()).process_group(0).current_dir("/");
        if let Ok(keeper) = keeper.spawn() {
            // Its pipe is to end with this program, not before.
            std::mem::forget(keeper);
        }
    }
}
