//! Many bulletins: what is kept of each, one indicator over all of them, two against each other.
//!
//! In: bulletins that were read, whose they are and their figures' topics. Out: [`Entry`]s, and what follows from several:
//! [`trends`], [`compare()`]. Pure functions; nothing is read, kept or shown here.

pub mod compare;
pub mod entry;
pub mod trend;

pub use compare::{Comparison, compare};
pub use entry::{Entry, Missed, Point};
pub use trend::{Trend, trends};
