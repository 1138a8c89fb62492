//! Whether something comes through standard input that nobody asked for by `-`.

use std::io::{self, BufRead};
use std::sync::mpsc;
use std::time::Duration;

/// How long a pipe is waited for. Another program may hold it open without ever writing to it.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether a file, or a pipe with something in it, stands at standard input.
#[must_use]
pub fn is_piped() -> bool {
    match kind() {
        Kind::File => true,
        Kind::Pipe => has_bytes(PATIENCE),
        Kind::Other => false,
    }
}

enum Kind {
    File,
    Pipe,
    Other,
}

#[cfg(unix)]
fn kind() -> Kind {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let file = io::stdin().as_fd().try_clone_to_owned().map(std::fs::File::from);
    match file.and_then(|f| f.metadata()).map(|m| m.file_type()) {
        Ok(kind) if kind.is_file() => Kind::File,
        Ok(kind) if kind.is_fifo() => Kind::Pipe,
        _ => Kind::Other,
    }
}

#[cfg(not(unix))]
fn kind() -> Kind {
    Kind::Other
}

/// Whether a byte comes in time. The bytes stay in standard input's buffer for who reads it next; a pipe that stays
/// silent keeps its thread, which ends with the program.
fn has_bytes(patience: Duration) -> bool {
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        let some = io::stdin().lock().fill_buf().is_ok_and(|b| !b.is_empty());
        // Nobody listens any more where the patience is over.
        let _ = tell.send(some);
    });
    told.recv_timeout(patience).unwrap_or(false)
}
