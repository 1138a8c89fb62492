//! **bantin** (*bản tin*, bulletin) reads official Vietnamese bulletins: it splits them into sections, speakers and
//! figures, works out which indicators miss what is due, and tells where in the text each statement rests.
//!
//! Data flows one way: [`load`] → [`text`] → [`parse`] → [`assess`] → [`report`] or [`tui`].

pub mod error;
pub mod model;
pub mod report;
pub mod text;
pub mod tui;

pub use error::{Error, Result};
