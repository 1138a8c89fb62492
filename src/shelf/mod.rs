//! Many bulletins: what is kept of each, one indicator over all of them, two against each other.
//!
//! In: bulletins that were read, whose they are and their figures' topics. Out: [`Entry`]s, and what follows from several:
//! [`trends`], [`compare()`], [`Joined`]. Pure functions; nothing is read, kept or shown here.
//!
//! ```
//! use bantin::{Reader, shelf};
//! let reader = Reader::default();
//! let entry = |text: &str| reader.entry(&reader.read(text));
//! let old = entry("UBND tỉnh Hà Sơn: quý I/2023, thu ngân sách đạt 2.900 tỷ đồng, bằng 26,1% dự toán năm.");
//! let new = entry("UBND tỉnh Hà Sơn: quý I/2024, thu ngân sách đạt 2.750 tỷ đồng, bằng 22,5% dự toán năm.");
//! assert_eq!(shelf::compare(&old, &new).newly[0].indicator, "thu ngân sách");
//!
//! let all = [old, new];
//! let trends = shelf::trends(&all, &reader.topic("thu NSNN trên địa bàn"));
//! let dots = &trends[0].series[0].dots;
//! assert_eq!((trends[0].place.as_str(), dots.len()), ("Hà Sơn", 2));
//! // Every number leads to its sentence.
//! let telling = &dots[1].tellings[0];
//! assert!(telling.point.missed && telling.point.sentence.of(&all[telling.entry].text).contains("22,5%"));
//! ```

pub mod compare;
pub mod entry;
pub mod joined;
pub mod trend;

#[doc(inline)]
pub use crate::assess::{Identity, Place};
pub use compare::{Comparison, compare};
pub use entry::{Entry, Missed, Point};
pub use joined::Joined;
pub use trend::{Trend, trends};
