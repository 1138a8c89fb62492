//! Compiles the rules of `assets/vi` into the constants that the program carries. It reads them by the program's own modules,
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
    fix_address();
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("rules.rs");
    let written = rules::compiled::compile(rules::sources())
        .map_err(|e| format!("assets/vi/{e}"))
        .and_then(|source| std::fs::write(&out, source).map_err(|e| format!("{}: {e}", out.display())));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Has the program linked for one fixed address. Otherwise the loader writes some 47,000 pointers at every start, a third
/// of the time until the first frame, and the pages they stand on cannot be shared: 2 MiB. The price is that the
/// program's own code lies at the same place in each run; stack, heap and libraries still do not.
fn fix_address() {
    let is = |name: &str, wanted: &str| std::env::var(name).is_ok_and(|value| value == wanted);
    let known = is("CARGO_CFG_TARGET_ARCH", "x86_64") || is("CARGO_CFG_TARGET_ARCH", "aarch64");
    if known && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") && is("PROFILE", "release") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
