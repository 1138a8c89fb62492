//! The shelf: many bulletins in a list; from there into one, through all by words, along one indicator, between two.
//!
//! In: the files, and a closure that reads them behind the screen. Out: which bulletin is to be opened, or that the
//! shelf is left. Built like the reader: [`update`](update::update) alone changes the [`Shelf`], [`view`] draws it,
//! [`run`](run::run) is the loop.

pub mod choice;
pub mod columns;
pub mod hits;
pub mod pages;
pub mod rows;
pub mod run;
pub mod state;
pub mod update;
pub mod view;

pub use choice::follow;
pub use run::{Outcome, run};
pub use state::Shelf;
pub use update::speak;
