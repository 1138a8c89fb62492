//! Folders of a cache that nobody uses any more: of other versions of the program, of rules and targets given up.
//!
//! In: the folder that holds them, and the name of the one in use. Only what the cache itself made is taken away: what
//! else lies there, links, and whatever cannot be removed stay as they are, without a word.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// How long a folder that is not used is kept: rules and targets may come back, an older program be run beside.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// The file that tells by its time when a folder was last used.
const USED: &str = "used";

/// Removes the folders in `all` that were not used for long; never `name`.
pub(super) fn sweep(all: &Path, name: &str, now: SystemTime) {
    for folder in fs::read_dir(all).into_iter().flatten().flatten() {
        let real = folder.file_type().is_ok_and(|kind| kind.is_dir());
        let other = folder.file_name().to_str().is_some_and(|other| other != name && is_ours(other));
        if real && other && last_used(&folder.path()).is_some_and(|used| is_over(used, now)) {
            let _ = remove(&folder.path());
        }
    }
}

/// Marks a folder as used.
pub(super) fn mark(folder: &Path, now: SystemTime) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    File::create(folder.join(USED))?.set_modified(now)
}

/// Whether a name is one the cache gives: `VERSION-FINGERPRINT`.
fn is_ours(name: &str) -> bool {
    let parts = name.rsplit_once('-');
    parts.is_some_and(|(version, print)| version.starts_with(|c: char| c.is_ascii_digit()) && is_hex(print, 16))
}

fn is_hex(name: &str, digits: usize) -> bool {
    name.len() == digits && name.bytes().all(|b| b.is_ascii_hexdigit())
}

/// When a folder was used; one of a program that set no mark, when something was last put into it.
fn last_used(folder: &Path) -> Option<SystemTime> {
    let marked = fs::symlink_metadata(folder.join(USED)).and_then(|file| file.modified());
    marked.or_else(|_| fs::symlink_metadata(folder)?.modified()).ok()
}

/// A time to come says nothing.
fn is_over(used: SystemTime, now: SystemTime) -> bool {
    now.duration_since(used).is_ok_and(|passed| passed > KEPT)
}

/// Removes what the cache made; a folder in which something else lies is left with it.
fn remove(folder: &Path) -> io::Result<()> {
    for part in fs::read_dir(folder)?.flatten() {
        let is_part = part.file_name().to_str().is_some_and(|name| is_hex(name, 2));
        if !is_part || !part.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        for file in fs::read_dir(part.path()).into_iter().flatten().flatten() {
            let name = file.file_name();
            let ours = name
                .to_str()
                .and_then(|name| name.split_once('.'))
                .is_some_and(|(name, end)| is_hex(name, 32) && (end == "json" || end.ends_with(".part")));
            if ours {
                let _ = fs::remove_file(file.path());
            }
        }
        let _ = fs::remove_dir(part.path());
    }
    let empty = fs::read_dir(folder)?.flatten().all(|left| left.file_name() == USED);
    if empty {
        let _ = fs::remove_file(folder.join(USED));
        fs::remove_dir(folder)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    const ENTRY: &str = "ab/ab345678901234567890123456789012.json";

    fn made(all: &Path, name: &str, used: Option<SystemTime>) -> PathBuf {
        let folder = all.join(name);
        fs::create_dir_all(folder.join("ab")).unwrap();
        fs::write(folder.join(ENTRY), b"{}").unwrap();
        fs::write(folder.join(ENTRY).with_extension("77.ThreadId(2).part"), b"{").unwrap();
        if let Some(used) = used {
            mark(&folder, used).unwrap();
        }
        folder
    }

    #[test]
    fn folders_out_of_use_go_and_nothing_else_does() {
        let all = std::env::temp_dir().join(format!("bantin-stale-{}", std::process::id()));
        let now = SystemTime::now();
        let name = |n: u64| format!("0.1.0-{n:016x}");
        let mine = made(&all, &name(1), Some(now - 90 * DAY));
        let recent = made(&all, &name(2), Some(now - 29 * DAY));
        let old = made(&all, &name(3), Some(now - 31 * DAY));
        let unmarked = made(&all, &name(4), None);
        let to_come = made(&all, &name(5), Some(now + 90 * DAY));
        let shared = made(&all, &name(6), Some(now - 31 * DAY));
        fs::write(shared.join("ab/notes.txt"), b"a person's").unwrap();
        let foreign = made(&all, "0.1.0-backup", Some(now - 90 * DAY));
        fs::write(all.join(name(7)), b"a file").unwrap();
        sweep(&all, &name(1), now);
        assert!(!old.exists());
        for kept in [&mine, &recent, &unmarked, &to_come, &foreign] {
            assert!(kept.join(ENTRY).exists(), "{}", kept.display());
        }
        assert!(all.join(name(7)).exists() && shared.join("ab/notes.txt").exists() && !shared.join(ENTRY).exists());
        mark(&mine, now).unwrap();
        // A later sweep by another program finds it used.
        sweep(&all, &name(2), now + 29 * DAY);
        assert!(mine.join(ENTRY).exists());
        // A month on, the one without a mark has gone by the time of its folder.
        sweep(&all, &name(2), now + 31 * DAY);
        assert!(!unmarked.exists() && !mine.exists() && recent.join(ENTRY).exists());
        fs::remove_dir_all(&all).unwrap();
        // Where there is no folder and none can be made, nothing happens.
        fs::write(&all, b"").unwrap();
        assert!(mark(&mine, now).is_err());
        sweep(&all, &name(1), now);
        fs::remove_file(&all).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let all = std::env::temp_dir().join(format!("bantin-stale-link-{}", std::process::id()));
        let away = std::env::temp_dir().join(format!("bantin-stale-away-{}", std::process::id()));
        let now = SystemTime::now();
        made(&away, "x", Some(now - 90 * DAY));
        fs::create_dir_all(&all).unwrap();
        std::os::unix::fs::symlink(away.join("x"), all.join("0.1.0-00000000000000aa")).unwrap();
        sweep(&all, "0.1.0-00000000000000bb", now);
        assert!(away.join("x").join(ENTRY).exists());
        fs::remove_dir_all(&all).unwrap();
        fs::remove_dir_all(&away).unwrap();
    }
}
