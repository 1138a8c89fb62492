//! Watching on Linux: inotify, read in the thread that waits for it.
//!
//! Closing a watch makes the kernel wait, some 10 to 20 ms, and with it whoever ends the program. So `cat` holds the watch
//! too, idle on a pipe that ends with this program: it closes last, and the wait is its own.

use inotify::{EventMask, Inotify, WatchMask};
use std::ffi::OsStr;
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Calls `changed` at once, for what happened before, and whenever something happens to the file `name` in `folder`.
/// Comes back where that cannot be told.
pub fn on_change(folder: &Path, name: &OsStr, mut changed: impl FnMut()) {
    let Ok(mut inotify) = Inotify::init() else { return };
    let mask = WatchMask::CREATE | WatchMask::MODIFY | WatchMask::CLOSE_WRITE | WatchMask::MOVED_TO | WatchMask::ATTRIB;
    if inotify.watches().add(folder, mask).is_err() {
        return;
    }
    let _keeper = keeper(&inotify);
    changed();
    let mut buffer = [0; 4096];
    loop {
        let Ok(mut events) = inotify.read_events_blocking(&mut buffer) else { return };
        if events.any(|event| event.name == Some(name) || event.mask.contains(EventMask::Q_OVERFLOW)) {
            changed();
        }
    }
}

/// Holds the watch for as long as this program lives, and a little longer. Its pipe is opened after the watch, so that the
/// kernel closes it after the watch too. Where there is no such program, only the end is slower.
fn keeper(inotify: &Inotify) -> Option<Child> {
    let watch = inotify.as_fd().try_clone_to_owned().ok()?;
    let mut program = Command::new("cat");
    program.stdin(Stdio::piped()).stdout(watch).stderr(Stdio::null()).process_group(0).current_dir("/");
    program.spawn().ok()
}
