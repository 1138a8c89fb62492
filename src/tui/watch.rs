//! Watches the bulletin's file: what changed is read again, once the file is quiet.
//!
//! Where the system tells of changes ([`Notice`]) the watch is asleep until there is one. Elsewhere (other systems, files of
//! other machines, no watch left to be had) it looks at the file's size and time once in a while.

use super::arrivals::{Arrival, send};
use super::run::Reload;
use std::path::Path;
use std::sync::mpsc::Sender;
use std::thread::{sleep, spawn};
use std::time::{Duration, SystemTime};

#[cfg(target_os = "linux")]
use super::notice::Notice;

/// Between two looks at a file that the system does not tell of.
const LOOK: Duration = Duration::from_secs(1);

/// How long a file is quiet before it is read: editors write in several steps.
const QUIET: Duration = Duration::from_millis(80);

/// Watches `file` in a thread of its own until the program ends.
pub fn watch(file: &Path, reload: Reload, to: Sender<Arrival>) {
    let Ok(file) = std::path::absolute(file) else { return };
    let mut last = state(&file);
    spawn(move || {
        let mut notice = Notice::of(&file);
        loop {
            if let Some(now) = changed(&file, last) {
                last = Some(now);
                send(&to, Arrival::Changed(reload()));
            }
            if notice.as_ref().is_some_and(|notice| notice.wait(&file)) {
                // Much may happen in the folder that is no concern of this file: a few looks a second are enough.
                sleep(QUIET);
            } else {
                sleep(LOOK);
                notice = Notice::of(&file);
            }
        }
    });
}

/// The file's version, where it is there and another than `last`, once it is quiet.
fn changed(file: &Path, last: Option<Version>) -> Option<Version> {
    if state(file) == last {
        return None;
    }
    quiet(file).filter(|now| Some(*now) != last)
}

/// What tells one version of a file from another: its size, its time, and on Unix which file it is.
type Version = (u64, SystemTime, u64);

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
    Some((data.len(), data.modified().ok()?, number(&data)))
}

#[cfg(unix)]
fn number(data: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(data)
}

#[cfg(not(unix))]
fn number(_: &std::fs::Metadata) -> u64 {
    0
}

/// The system's watch where there is none.
#[cfg(not(target_os = "linux"))]
struct Notice;

#[cfg(not(target_os = "linux"))]
impl Notice {
    fn of(_: &Path) -> Option<Self> {
        None
    }

    fn wait(&self, _: &Path) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{remove_file, rename, write};

    #[test]
    fn a_version_is_another_after_every_way_to_change_a_file() {
        let file = std::env::temp_dir().join(format!("bantin-watch-{}.txt", std::process::id()));
        write(&file, "one").unwrap();
        let first = state(&file);
        assert_eq!(changed(&file, first), None);
        // The same size and time, but another file in its place.
        let other = file.with_extension("other");
        write(&other, "two").unwrap();
        let time = std::fs::metadata(&file).unwrap().modified().unwrap();
        std::fs::File::options().write(true).open(&other).unwrap().set_modified(time).unwrap();
        rename(&other, &file).unwrap();
        let second = changed(&file, first);
        assert!(cfg!(not(unix)) || second.is_some());
        write(&file, "longer").unwrap();
        assert!(changed(&file, second).is_some());
        remove_file(&file).unwrap();
        // Gone is no version that could be read.
        assert_eq!(changed(&file, first), None);
    }
}
