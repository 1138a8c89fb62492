//! What is printed: summary, JSON and the words of the interface. Pure functions of the model.

pub mod json;
pub mod labels;

pub use labels::{Labels, Language};
