//! Watches the bulletin's file: what changed is read again, once the file is quiet.
//!
//! The file is asked for its size and time once in a while. That costs less than asking the system to tell: a watch of the
//! system's has to be closed when the reader leaves, and the kernel takes some 15 ms for it.

use super::arrivals::{Arrival, send};
use super::run::Reload;
use std::path::Path;
use std::sync::mpsc::Sender;
use std::thread::{sleep, spawn};
use std::time::{Duration, SystemTime};

/// Between two looks at the file.
const LOOK: Duration = Duration::from_secs(1);

/// How long a file is quiet before it is read: editors write in several steps.
const QUIET: Duration = Duration::from_millis(80);

/// Watches `file` in a thread of its own until the program ends.
pub fn watch(file: &Path, reload: Reload, to: Sender<Arrival>) {
    let Ok(file) = std::path::absolute(file) else { return };
    let mut last = state(&file);
    spawn(move || {
        loop {
            sleep(LOOK);
            if state(&file) == last {
                continue;
            }
            let now = quiet(&file);
            if now.is_some() && now != last {
                last = now;
                send(&to, Arrival::Changed(reload()));
            }
        }
    });
}

/// What tells one version of a file from another.
type Version = (u64, SystemTime);

/// The file's version, once it stays the same for a while.
fn quiet(file: &Path) -> Option<Version> {
    let mut before = state(file);
    loop {
        sleep(QUIET);
        let now = state(file);
        if now == before {
            return now;
        }
        before = now;
    }
}

fn state(file: &Path) -> Option<Version> {
    let data = std::fs::metadata(file).ok()?;
    Some((data.len(), data.modified().ok()?))
}
