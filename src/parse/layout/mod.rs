//! Layout: what each paragraph is, and the sections they make.
//!
//! First the [`Frame`]: what stands around the story and is known by its form (title, dateline, headings, captions,
//! byline). Then, with the persons known, the story's own paragraphs.

pub mod body;
mod byline;
pub mod caption;
pub mod chair;
mod concluded;
pub mod frame;
mod lead;
pub mod line;
mod plain;
pub mod sections;
mod signs;
pub mod tone;

pub use body::{Story, kinds};
pub use chair::chair;
pub use frame::{Frame, frame};
pub use sections::{section_at, sections};
