//! What was read of files, kept so that a second opening has nothing to read.
//!
//! In: a file's bytes. Out: the entry that was made of the same bytes by the same program, rules and targets. A cache that
//! is broken, of another version or not to be written is as good as none; every file of it appears whole or not at all.

use super::stale;
use crate::Reader;
use crate::shelf::Entry;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Entries kept in a folder.
#[derive(Clone, Debug)]
pub(super) struct Cache {
    /// The folder of this program and these rules.
    folder: PathBuf,
}

impl Cache {
    /// The cache in `folder` of what is read by `reader`.
    pub(super) fn new(folder: &Path, reader: &Reader) -> Self {
        let version = format!("{}-{:016x}", env!("CARGO_PKG_VERSION"), reader.fingerprint());
        Self { folder: folder.join("shelf").join(version) }
    }

    /// Tells later runs that these entries are in use. Where it cannot be told, nothing can be kept either.
    pub(super) fn mark(&self) {
        let _ = stale::mark(&self.folder, SystemTime::now());
    }

    /// Removes the folders beside this one that nobody has used for long. Not to be waited for.
    pub(super) fn sweep(&self) {
        if let (Some(all), Some(name)) = (self.folder.parent(), self.folder.file_name().and_then(|n| n.to_str())) {
            stale::sweep(all, name, SystemTime::now());
        }
    }

    /// The entry of these bytes, else the one that `read` makes, which is kept.
    pub(super) fn entry(&self, bytes: &[u8], read: impl FnOnce() -> crate::Result<Entry>) -> crate::Result<Entry> {
        let path = self.path(bytes);
        let kept = fs::read(&path).ok().and_then(|json| serde_json::from_slice::<Entry>(&json).ok());
        if let Some(entry) = kept {
            return Ok(entry);
        }
        let entry = read()?;
        // Where it cannot be kept it is read again the next time.
        let _ = self.keep(&path, &entry);
        Ok(entry)
    }

    fn keep(&self, path: &Path, entry: &Entry) -> std::io::Result<()> {
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)?;
        let mut temporary = path.to_owned();
        temporary.set_extension(format!("{}.{:?}.part", std::process::id(), std::thread::current().id()));
        let written = fs::write(&temporary, serde_json::to_vec(entry)?).and_then(|()| fs::rename(&temporary, path));
        if written.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        written
    }

    fn path(&self, bytes: &[u8]) -> PathBuf {
        let hash = |seed: u64| {
            let mut hasher = DefaultHasher::new();
            seed.hash(&mut hasher);
            bytes.hash(&mut hasher);
            hasher.finish()
        };
        let name = format!("{:016x}{:016x}", hash(1), hash(2));
        self.folder.join(name.get(..2).unwrap_or_default()).join(format!("{name}.json"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_once_is_not_read_again_and_a_broken_cache_does_no_harm() {
        let folder = std::env::temp_dir().join(format!("bantin-cache-{}", std::process::id()));
        let reader = Reader::default();
        let cache = Cache::new(&folder, &reader);
        let text = "UBND t\u{1ec9}nh H\u{e0} S\u{1a1}n: thu ng\u{e2}n s\u{e1}ch \u{111}\u{1ea1}t 5 t\u{1ef7} \u{111}\u{1ed3}ng.";
        let made = reader.entry(&reader.read(text));
        let count = std::cell::Cell::new(0);
        let read = || {
            count.set(count.get() + 1);
            Ok(made.clone())
        };
        assert_eq!(cache.entry(text.as_bytes(), read).unwrap(), made);
        assert_eq!(cache.entry(text.as_bytes(), read).unwrap(), made);
        assert_eq!(count.get(), 1);
        fs::write(cache.path(text.as_bytes()), b"{\"name\":").unwrap();
        assert_eq!(cache.entry(text.as_bytes(), read).unwrap(), made);
        assert_eq!(count.get(), 2);
        assert_eq!(cache.entry(b"other", read).unwrap(), made);
        assert_eq!(count.get(), 3);
        fs::remove_dir_all(&folder).unwrap();
        // A file where the folder should be: nothing can be kept.
        fs::write(&folder, b"").unwrap();
        assert_eq!(cache.entry(text.as_bytes(), read).unwrap(), made);
        fs::remove_file(&folder).unwrap();
    }
}
