//! What is printed, held as a whole.

mod schema;
