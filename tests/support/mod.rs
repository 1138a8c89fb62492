//! What several tests share: the bulletins with gold, and the scorer.

pub mod colour;
pub mod corpus;
pub mod guesses;
pub mod line;
pub mod matching;
pub mod process;
pub mod program;
#[cfg(unix)]
pub mod pty;
pub mod score;
#[cfg(unix)]
pub mod screen;
pub mod source;
