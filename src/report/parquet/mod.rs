//! Rows as a Parquet file: typed columns, exact decimals, dates, lists.
//!
//! In: [`Batch`]es of rows, one after the other. Out: the file's bytes, a row group at a time, so that no more is held than a
//! few. Rows are taken apart by whoever makes them; a group's columns are encoded and packed by the hands that the
//! writer is given, and put together in order by the writer. Decimals are `DECIMAL(38, 10)`; a number that does not fit without
//! rounding is null and stands in `unfit` as text.

mod batch;
mod columns;
mod writer;

pub use batch::Batch;
pub use columns::schema;
pub use writer::{Hands, Work, Writer};
