//! The reader: one bulletin on a terminal's screen.
//!
//! In: a [`Bulletin`] and [`Options`]. Out: an [`Outcome`], the terminal as it was.
//! [`keymap`] turns events into [`action`]s, [`update`] alone changes the [`state`], [`view`] draws it, [`run`](mod@run)
//! does what an [`effect`] asks for. [`geometry`] is shared by update and view. It reads no files of bulletins and judges
//! nothing: loading and printing come as closures.

pub mod action;
pub mod arrivals;
pub mod background;
pub mod document;
pub mod effect;
pub mod entry;
pub mod environment;
pub mod files;
pub mod flow;
pub mod geometry;
pub mod jumps;
pub mod key;
pub mod keymap;
pub mod linear;
pub mod links;
pub mod list;
pub mod look;
pub mod memory;
#[cfg(target_os = "linux")]
pub mod needs;
pub mod notice;
pub mod outline;
pub mod overlay;
pub mod paint;
mod perform;
pub mod prompt;
pub mod ready;
pub mod run;
pub mod runs;
pub mod search;
pub mod shelf;
pub mod state;
pub mod table;
pub mod terminal;
pub mod theme;
pub mod update;
pub mod view;
pub mod watch;

#[cfg(test)]
mod tests;

pub use effect::Form;
pub use run::{Options, Outcome, Reload, Summarise, run};

#[cfg(doc)]
use crate::model::Bulletin;
