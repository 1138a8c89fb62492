//! What is printed: summary, JSON and the words of the interface. Pure functions of the model.
//!
//! A summary is made in two steps: [`summary()`] puts the bulletin on a [`Page`], which [`text()`], [`markdown()`] or
//! [`html()`] then write.

pub mod chart;
pub mod comparison;
pub mod csv;
pub mod explain;
mod gist;
pub mod html;
pub mod json;
pub mod labels;
pub mod markdown;
pub mod page;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod places;
pub mod plain;
pub mod rows;
pub mod summary;
#[doc(hidden)]
pub mod svg;
mod table;
pub mod trend;
#[doc(hidden)]
pub mod words;
#[doc(hidden)]
pub mod wrap;

pub use explain::explain;
pub use html::html;
pub use labels::{Labels, Language};
pub use markdown::markdown;
pub use page::Page;
pub use places::Places;
pub use plain::{Options, text};
pub use summary::{is_plain, summary};

#[cfg(test)]
mod tests;
