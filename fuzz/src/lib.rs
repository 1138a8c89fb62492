//! What the fuzz targets share: what must hold of everything that was loaded or read, and mutations that know a form.
//!
//! Every input is a file as it would come, so that seeds are ordinary files and a finding is a fixture as it stands.

pub mod check;
pub mod package;
pub mod packed;
