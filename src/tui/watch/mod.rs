//! Watches the bulletin's file: what changed is read again, once the file is quiet.
//!
//! The folder is watched, not the file, so that a file put in the other's place counts too. The system tells of changes;
//! nothing is looked at in between, so that watching costs nothing while nothing happens.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;

#[cfg(target_os = "linux")]
pub use linux::Watch;
#[cfg(not(target_os = "linux"))]
pub use other::Watch;

use super::arrivals::{Arrival, send};
use super::run::Reload;
use std::path::Path;
use std::sync::mpsc::Sender;
use std::thread::{sleep, spawn};
use std::time::{Duration, SystemTime};

/// Who only glances at a bulletin has left by then, without having waited for a watch to be set or taken away.
const GLANCE: Duration = Duration::from_millis(300);

/// How long a file is quiet before it is read: editors write in several steps.
const QUIET: Duration = Duration::from_millis(80);

/// Watches `file` in a thread of its own until the program ends; where the system cannot, nothing is watched.
#[must_use]
pub fn watch(file: &Path, reload: Reload, to: Sender<Arrival>) -> Watch {
    let own = Watch::default();
    let Ok(file) = std::path::absolute(file) else { return own };
    let mut last = state(&file);
    let watch = own.clone();
    spawn(move || {
        sleep(GLANCE);
        let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else { return };
        watch.on_change(folder, name, || {
            let now = quiet(&file);
            if now.is_some() && now != last {
                last = now;
                send(&to, Arrival::Changed(reload()));
            }
        });
    });
    own
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
