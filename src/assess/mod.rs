//! What is due, what falls short and why.
//!
//! In: a bulletin whose figures and verdicts are read. Out: its [`Shortfall`]s and the rate that is due. Pure arithmetic
//! on exact decimals; words only through the [`Lexicon`]'s names of indicators.

pub mod due;
pub mod names;
pub mod shortfalls;

pub use due::due;
pub use shortfalls::shortfalls;
