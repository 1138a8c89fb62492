//! Compiles the rules of `assets/vi` into the bytes that the program carries. It reads them by the program's own modules,
//! so that a rule at fault is told with file and line when the program is built. It also tells the program what it is made
//! of, so that nothing that another one has read is taken for its own.

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

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// All that decides what is read out of a bulletin.
const READING: [&str; 13] = [
    "Cargo.lock",
    "assets/encodings",
    "assets/vi",
    "build.rs",
    "src/assess",
    "src/error.rs",
    "src/lib.rs",
    "src/load",
    "src/model",
    "src/parse",
    "src/rules",
    "src/shelf",
    "src/text",
];

/// Takes in a file, or a folder's files in the order of their names.
fn take_in(path: &Path, hasher: &mut DefaultHasher) -> std::io::Result<()> {
    if path.is_dir() {
        let mut inside = std::fs::read_dir(path)?.map(|e| Ok(e?.path())).collect::<std::io::Result<Vec<_>>>()?;
        inside.sort();
        return inside.iter().try_for_each(|path| take_in(path, hasher));
    }
    (path.to_string_lossy(), std::fs::read(path)?).hash(hasher);
    Ok(())
}

fn main() -> ExitCode {
    let mut code = DefaultHasher::new();
    for path in READING.map(Path::new).into_iter().filter(|path| path.exists()) {
        println!("cargo:rerun-if-changed={}", path.display());
        if let Err(error) = take_in(path, &mut code) {
            eprintln!("{}: {error}", path.display());
            return ExitCode::FAILURE;
        }
    }
    println!("cargo:rustc-env=BANTIN_CODE={:016x}", code.finish());
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
