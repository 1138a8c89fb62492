//! Watches the bulletin's file: what changed is read again, once the file is quiet.
//!
//! Where the system tells of changes ([`Notice`]) the watch is asleep until there is one. Elsewhere (other systems, files of
//! other machines, no watch left to be had) it looks at the file's size and time once in a while.

use super::arrivals::{Arrival, send};
use super::run::Reload;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{sleep, spawn};
use std::time::{Duration, SystemTime};

#[cfg(target_os = "linux")]
use super::notice::Notice;

/// Between two looks at a file that the system does not tell of.
const LOOK: Duration = Duration::from_secs(1);

/// How long a file is quiet before it is read: editors write in several steps.
const QUIET: Duration = Duration::from_millis(80);

/// A watch over a file, in a thread of its own that ends when this is dropped.
#[derive(Debug)]
pub struct Watch {
    asleep: Arc<Sleeper>,
}

/// What the thread waits for, and whether it is to end.
#[derive(Debug, Default)]
struct Sleeper {
    over: AtomicBool,
    notice: Mutex<Option<Arc<Notice>>>,
}

impl Sleeper {
    fn set(&self, notice: Option<Notice>) {
        *self.notice.lock().unwrap_or_else(PoisonError::into_inner) = notice.map(Arc::new);
    }

    fn get(&self) -> Option<Arc<Notice>> {
        self.notice.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Watches `file`, and reads it again when it changes.
#[must_use]
pub fn watch(file: &Path, reload: Reload, to: Sender<Arrival>) -> Option<Watch> {
    let file = std::path::absolute(file).ok()?;
    let mut last = state(&file);
    let watch = Watch { asleep: Arc::default() };
    let asleep = watch.asleep.clone();
    spawn(move || {
        asleep.set(Notice::of(&file));
        loop {
            if let Some(now) = changed(&file, last) {
                last = Some(now);
                send(&to, Arrival::Changed(reload()));
            }
            let notice = asleep.get();
            if asleep.over.load(Ordering::SeqCst) {
                return;
            }
            if notice.is_some_and(|notice| notice.wait(&file)) {
                // Much may happen in the folder that is no concern of this file: a few looks a second are enough.
                sleep(QUIET);
            } else {
                sleep(LOOK);
                asleep.set(Notice::of(&file));
            }
        }
    });
    Some(watch)
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.asleep.over.store(true, Ordering::SeqCst);
        if let Some(notice) = self.asleep.get() {
            notice.wake();
        }
    }
}

/// The file's version, where it is there and another than `last`, once it is quiet.
fn changed(file: &Path, last: Option<Version>) -> Option<Version> {
    if state(file) == last {
        return None;
    }
    quiet(file).filter(|now| Some(*now) != last)
}

/// What tells one version of a file from another: its size, its time, and on Unix which file it is and the time of its last
/// change, which nobody can set: a clock may go back, and a file be given its old time.
type Version = (u64, SystemTime, Own);
type Own = (u64, i64, i64);

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
    Some((data.len(), data.modified().ok()?, own(&data)))
}

#[cfg(unix)]
fn own(data: &std::fs::Metadata) -> Own {
    use std::os::unix::fs::MetadataExt;
    (data.ino(), data.ctime(), data.ctime_nsec())
}

#[cfg(not(unix))]
fn own(_: &std::fs::Metadata) -> Own {
    (0, 0, 0)
}

/// The system's watch where there is none.
#[cfg(not(target_os = "linux"))]
#[derive(Debug)]
struct Notice;

#[cfg(not(target_os = "linux"))]
impl Notice {
    fn of(_: &Path) -> Option<Self> {
        None
    }

    fn wait(&self, _: &Path) -> bool {
        false
    }

    fn wake(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::ready::Ready;
    use std::fs::{remove_file, rename, write};

    #[test]
    fn a_watch_that_is_given_up_ends() {
        let file = std::env::temp_dir().join(format!("bantin-given-up-{}.txt", std::process::id()));
        write(&file, "one").unwrap();
        let reload: Reload = Arc::new(|| Ok(Ready::default()));
        let (to, _from) = std::sync::mpsc::channel();
        let watch = watch(&file, reload.clone(), to).unwrap();
        sleep(QUIET);
        drop(watch);
        // The thread alone still holds it.
        let until = std::time::Instant::now() + Duration::from_secs(20);
        while Arc::strong_count(&reload) > 1 {
            assert!(std::time::Instant::now() < until, "still watched");
            sleep(Duration::from_millis(5));
        }
        remove_file(&file).unwrap();
    }

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
