//! Standard input as it comes, so that its start can be shown before its end.
//!
//! In: standard input. Out: what came in time, then all of it. Read in a thread of its own, which ends with the program
//! where nobody waits for it.

use super::read::LIMIT;
use crate::error::{Code, Result};
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Standard input, part of which was read.
#[derive(Debug)]
pub struct Stream {
    pieces: Receiver<io::Result<Vec<u8>>>,
    bytes: Vec<u8>,
    failed: Option<io::Error>,
    ended: bool,
}

impl Stream {
    /// Begins to read.
    #[must_use]
    pub fn open() -> Self {
        let (tell, pieces) = channel();
        std::thread::spawn(move || {
            let mut from = io::stdin().lock();
            let mut left = LIMIT + 1;
            while left > 0 {
                let mut piece = vec![0; 32 * 1024];
                let told = match from.read(&mut piece) {
                    Ok(0) => return,
                    Ok(n) => {
                        left = left.saturating_sub(n as u64);
                        piece.truncate(n);
                        Ok(piece)
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(error) => Err(error),
                };
                let last = told.is_err();
                if tell.send(told).is_err() || last {
                    return;
                }
            }
        });
        Self { pieces, bytes: Vec::new(), failed: None, ended: false }
    }

    /// What came until there is enough, or nothing more for a while: at least something, where anything comes at all.
    pub fn start(&mut self, enough: usize, patience: Duration) -> &[u8] {
        let mut until = None;
        while self.bytes.len() < enough && !self.ended {
            let until = *until.get_or_insert_with(|| Instant::now() + patience);
            let wait =
                if self.bytes.is_empty() { Duration::MAX } else { until.saturating_duration_since(Instant::now()) };
            match self.pieces.recv_timeout(wait.min(Duration::from_secs(3_600))) {
                Ok(piece) => self.take(piece),
                Err(RecvTimeoutError::Disconnected) => self.ended = true,
                Err(RecvTimeoutError::Timeout) if self.bytes.is_empty() => {}
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        &self.bytes
    }

    /// All of it.
    ///
    /// # Errors
    /// Where it cannot be read, or is larger than [`LIMIT`].
    pub fn rest(mut self) -> Result<Vec<u8>> {
        while let Ok(piece) = self.pieces.recv() {
            self.take(piece);
        }
        if let Some(error) = self.failed {
            return Err(super::read::said(&error).of("-"));
        }
        if self.bytes.len() as u64 > LIMIT {
            return Err(Code::StreamLarge.with(LIMIT >> 20).of("-"));
        }
        Ok(self.bytes)
    }

    fn take(&mut self, piece: io::Result<Vec<u8>>) {
        match piece {
            Ok(mut piece) => self.bytes.append(&mut piece),
            Err(error) => {
                self.failed = Some(error);
                self.ended = true;
            }
        }
    }
}
