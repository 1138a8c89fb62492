//! Watches the bulletin's file: what changed is read again, once the file is quiet.
//!
//! The folder is watched, not the file, so that a file put in the other's place counts too. The system tells of changes;
//! nothing is looked at in between, so that watching costs nothing while nothing happens. What it does cost is some
//! milliseconds at the very end: Linux waits that long before it takes a watch away, when the screen is restored already.

use super::arrivals::{Arrival, send};
use super::run::Reload;
use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, SystemTime};

/// How long a file is quiet before it is read: editors write in several steps.
const QUIET: Duration = Duration::from_millis(80);

/// Watches `file` as long as the value lives; `None` where the system cannot.
#[must_use]
pub fn watch(file: &Path, reload: Reload, to: Sender<Arrival>) -> Option<RecommendedWatcher> {
    let file = std::path::absolute(file).ok()?;
    let (folder, name) = (file.parent()?.to_owned(), file.file_name()?.to_owned());
    let (tell, told) = channel();
    let concerns = move |event: &Event| {
        let read = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
        !read && event.paths.iter().any(|p| p.file_name() == Some(&name))
    };
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| concerns(&event)) {
            // Nobody listens any more where the reader is closed.
            let _ = tell.send(());
        }
    })
    .ok()?;
    watcher.watch(&folder, RecursiveMode::NonRecursive).ok()?;
    std::thread::spawn(move || {
        let mut last = state(&file);
        while told.recv().is_ok() {
            while told.recv_timeout(QUIET).is_ok() {}
            let now = state(&file);
            if now.is_some() && now != last {
                last = now;
                send(&to, Arrival::Changed(reload()));
            }
        }
    });
    Some(watcher)
}

/// What tells one version of a file from another.
fn state(file: &Path) -> Option<(u64, SystemTime)> {
    let data = std::fs::metadata(file).ok()?;
    Some((data.len(), data.modified().ok()?))
}
