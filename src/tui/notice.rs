//! Sleeps until the system tells that something has happened to a file.
//!
//! In: a file's path. Out: a wait that ends. What has happened is for others to look at: a wait may end for nothing.

use rustix::fs::inotify::{CreateFlags, WatchFlags, add_watch, init, remove_watch};
use rustix::fs::statfs;
use rustix::io::{Errno, read};
use rustix::net::{
    AddressFamily, SendAncillaryBuffer, SendAncillaryMessage, SendFlags, SocketFlags, SocketType, sendmsg, socketpair,
};
use std::fs::read_link;
use std::io::IoSlice;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};

/// File systems whose files others may change without this system knowing: AFS, Ceph, CIFS, Coda, FUSE, NFS, SMB, SMB2, 9P.
const ELSEWHERE: [u32; 9] = [
    0x5346_414f,
    0x00c3_6400,
    0xff53_4d42,
    0x7375_7245,
    0x6573_5546,
    0x0000_6969,
    0x0000_517b,
    0xfe53_4d42,
    0x0102_1997,
];

/// Links followed from one to the next.
const LINKS: usize = 40;

/// What makes a name in a folder stand for another file.
const NAMES: WatchFlags = WatchFlags::CREATE
    .union(WatchFlags::DELETE)
    .union(WatchFlags::MOVED_FROM)
    .union(WatchFlags::MOVED_TO)
    .union(WatchFlags::DELETE_SELF)
    .union(WatchFlags::MOVE_SELF)
    .union(WatchFlags::ONLYDIR);

/// What changes a file itself.
const WRITES: WatchFlags = WatchFlags::MODIFY.union(WatchFlags::CLOSE_WRITE).union(WatchFlags::ATTRIB);

/// The system's watch over one file.
#[derive(Debug)]
pub struct Notice {
    events: OwnedFd,
    _keeper: Option<(OwnedFd, OwnedFd)>,
}

impl Notice {
    /// Watches `file`; `None` where the system cannot tell of it.
    #[must_use]
    pub fn of(file: &Path) -> Option<Self> {
        // Its upper bits are of no meaning, and set on some machines.
        let kind = statfs(file).ok()?.f_type as u32;
        if ELSEWHERE.contains(&kind) {
            return None;
        }
        let events = init(CreateFlags::CLOEXEC).ok()?;
        let notice = Self { _keeper: keeper(&events), events };
        notice.follow(file).then_some(notice)
    }

    /// Sleeps until something happens near `file`; `false` where the system cannot tell any longer.
    #[must_use]
    pub fn wait(&self, file: &Path) -> bool {
        let mut told = [0_u8; 4096];
        loop {
            match read(&self.events, &mut told) {
                Ok(count) => return count > 0 && self.follow(file),
                Err(Errno::INTR) => {}
                Err(_) => return false,
            }
        }
    }

    /// Ends a wait: a watch that is removed is told too.
    pub fn wake(&self) {
        if let Ok(watch) = add_watch(&self.events, "/", WatchFlags::DELETE_SELF) {
            let _ = remove_watch(&self.events, watch);
        }
    }

    /// Watches what the path leads to now. The file may be gone: then its folder tells when it is back.
    fn follow(&self, file: &Path) -> bool {
        let _ = add_watch(&self.events, file, WRITES);
        folders(file).iter().all(|folder| add_watch(&self.events, folder, NAMES).is_ok())
    }
}

/// The folders in which a name decides which file the path leads to: its own, and that of every link on the way.
fn folders(file: &Path) -> Vec<PathBuf> {
    let mut path = file.to_path_buf();
    let mut folders = Vec::new();
    for _ in 0..LINKS {
        folders.extend(path.parent().map(Path::to_path_buf));
        let mut ancestors: Vec<&Path> = path.ancestors().collect();
        ancestors.reverse();
        let link = ancestors.into_iter().find_map(|part| Some((part, part.parent()?, read_link(part).ok()?)));
        let Some((part, folder, target)) = link else { break };
        folders.push(folder.to_path_buf());
        let rest = path.strip_prefix(part).unwrap_or(Path::new(""));
        let whole = folder.join(target);
        path = if rest.as_os_str().is_empty() { whole } else { whole.join(rest) };
    }
    folders
}

/// Keeps a watch from being closed by this program when it ends: the kernel takes up to 15 ms for that, and whoever waits for
/// the program's end would wait for it. A socket is sent to itself, and the watch with it; so both live until the kernel
/// collects what nobody holds any more, and it does that by itself, after the end. Where that fails, the end takes longer.
fn keeper(events: &OwnedFd) -> Option<(OwnedFd, OwnedFd)> {
    let (to, from) = socketpair(AddressFamily::UNIX, SocketType::DGRAM, SocketFlags::CLOEXEC, None).ok()?;
    let held = [to.as_fd(), events.as_fd()];
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(2))];
    let mut control = SendAncillaryBuffer::new(&mut space);
    control.push(SendAncillaryMessage::ScmRights(&held));
    sendmsg(&from, &[IoSlice::new(b"-")], &mut control, SendFlags::empty()).ok()?;
    Some((to, from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{create_dir_all, remove_dir_all, write};
    use std::os::unix::fs::symlink;

    #[test]
    fn every_folder_that_decides_is_watched() {
        let base = std::env::temp_dir().join(format!("bantin-notice-{}", std::process::id())).join("x");
        create_dir_all(base.join("v1")).unwrap();
        create_dir_all(base.join("elsewhere")).unwrap();
        write(base.join("elsewhere/real.txt"), "a").unwrap();
        // names → v1; v1/file → ../elsewhere/real.txt
        symlink("v1", base.join("names")).unwrap();
        symlink("../elsewhere/real.txt", base.join("v1/file")).unwrap();
        let found = folders(&base.join("names/file"));
        for folder in [base.join("names"), base.clone(), base.join("v1"), base.join("v1/../elsewhere")] {
            assert!(found.contains(&folder), "{} is not in {found:?}", folder.display());
        }
        // A link to itself ends too.
        symlink("round", base.join("round")).unwrap();
        assert!(folders(&base.join("round")).len() <= 2 * LINKS);
        remove_dir_all(base.parent().unwrap()).unwrap();
    }

    #[test]
    fn a_watch_that_is_given_up_leaves_nothing_open() {
        let file = std::env::temp_dir().join(format!("bantin-notice-{}.txt", std::process::id()));
        write(&file, "a").unwrap();
        // More than a user may have open at a time; the kernel collects them when it comes to it.
        let watched = || {
            let notice = Notice::of(&file).is_some_and(|notice| notice._keeper.is_some());
            if !notice {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            notice
        };
        for round in 0..200 {
            assert!((0..3_000).any(|_| watched()), "round {round}");
        }
        std::fs::remove_file(&file).unwrap();
    }
}
