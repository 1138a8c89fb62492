//! Compiles the rules of `assets/vi` into the bytes that the program carries. It reads them by the program's own modules,
//! so that a rule at fault is told with file and line when the program is built.

#![allow(dead_code, unused_imports, missing_docs, unreachable_pub)]

#[path = "src/error.rs"]
mod error;
#[path = "src/model/mod.rs"]
mod model;
#[path = "src/rules/mod.rs"]
mod rules;
#[path = "src/text/mod.rs"]
mod text;

pub use error::{Error, Result};

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    for path in ["build.rs", "assets/vi", "src/error.rs", "src/model", "src/rules", "src/text"] {
        println!("cargo:rerun-if-changed={path}");
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("rules.bin");
    let written = rules::compiled::compile(rules::sources())
        .map_err(|e| format!("assets/vi/{e}"))
        .and_then(|bytes| std::fs::write(&out, bytes).map_err(|e| format!("{}: {e}", out.display())));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
