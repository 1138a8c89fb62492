//! What is read out of a bulletin, as plain data (schema `bantin.bulletin/1`).
//!
//! Spans count bytes of [`Bulletin::text`]. Numbers are exact decimals. Nothing here reads, judges or draws.

pub mod bulletin;
pub mod conclusion;
pub mod figure;
pub mod mark;
pub mod period;
pub mod section;
pub mod shortfall;
pub mod speaker;
pub mod target;
pub mod verdict;
pub mod warning;

pub use bulletin::{Bulletin, Due, Source};
pub use conclusion::Conclusion;
pub use figure::{
    Basis, Bound, Change, ChangePercent, Derived, Figure, Horizon, PlanPercent, PlanShare, Points, Quantity, Share,
};
pub use mark::Mark;
pub use period::Period;
pub use section::Section;
pub use shortfall::{Reason, Shortfall};
pub use speaker::{Act, Speaker, Statement};
pub use target::{Measured, Target};
pub use verdict::Verdict;
pub use warning::Warning;

pub use rust_decimal::Decimal;
