//! Watching where there is no inotify: by whatever the system has.

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecursiveMode, Watcher};
use std::ffi::OsStr;
use std::path::Path;
use std::sync::mpsc::channel;

/// A watch that is set, or about to be.
#[derive(Clone, Debug, Default)]
pub struct Watch;

impl Watch {
    /// Calls `changed` at once, for what happened before, and whenever something happens to the file `name` in `folder`.
    /// Comes back where that cannot be told.
    pub fn on_change(&self, folder: &Path, name: &OsStr, mut changed: impl FnMut()) {
        let (tell, told) = channel();
        let own = name.to_owned();
        let concerns = move |event: &Event| {
            let read = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
            !read && event.paths.iter().any(|path| path.file_name() == Some(&own))
        };
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| concerns(&event)) {
                // Nobody listens any more where the reader is closed.
                let _ = tell.send(());
            }
        });
        let Ok(mut watcher) = watcher else { return };
        if watcher.watch(folder, RecursiveMode::NonRecursive).is_err() {
            return;
        }
        changed();
        while told.recv().is_ok() {
            changed();
        }
    }

    /// Nothing waits at the end here.
    pub fn hand_over(&self) {}
}
