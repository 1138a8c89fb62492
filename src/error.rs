//! The one error of the library: what was wrong, where, and what to do.

use std::path::PathBuf;

/// `Result` with [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// Everything that can go wrong. Messages name the file (and line), what was wrong and what was expected.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read or written.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's word.
        source: std::io::Error,
    },
    /// A data file (rules, keys, labels, themes) is not as it must be.
    #[error("{file}:{line}: {message}")]
    Data {
        /// The file's name.
        file: String,
        /// Line, counted from 1.
        line: usize,
        /// What was wrong and what was expected.
        message: String,
    },
    /// An input that is no bulletin's text.
    #[error("{name}: {message}")]
    Input {
        /// The input's name.
        name: String,
        /// What was wrong and what to do.
        message: String,
    },
}
