//! The reader as a conversation, for screen readers and plain terminals: a line in, lines out, nothing drawn over.
//!
//! In: a bulletin, then what is typed. Out: whole lines in words, without boxes, signs or colours. Reads and writes
//! nothing itself; the command line carries lines to and fro.

mod order;
mod session;
mod told;

pub use order::Order;
pub use session::{Reply, Session};
