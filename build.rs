//! Compiles the rules of `assets/vi` and the interface's words into the constants that the program carries. It reads them by
//! the program's own modules, so that a rule at fault is told with file and line when the program is built. It also tells the
//! program what it is made of, so that nothing that another one has read is taken for its own.

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
use std::process::{Command, ExitCode};

/// A fault of the rules in English, by the labels that are compiled here too.
fn in_english(fault: &error::Fault) -> String {
    let labels = std::fs::read_to_string("assets/labels/en.toml").unwrap_or_default();
    let name = fault.code.name();
    let words = text::pairs::pairs(&labels).find(|(table, key, _)| *table == "fault" && *key == name);
    let words = words.map_or(name.as_str(), |(_, _, words)| text::pairs::unquoted(words)).to_owned();
    let args = fault.args.iter().map(|arg| match arg {
        error::Arg::Text(words) => words.clone(),
        error::Arg::Fault(fault) => in_english(fault),
    });
    args.enumerate().fold(words, |words, (i, arg)| words.replace(&format!("{{{i}}}"), &arg))
}

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
    tell_build();
    fix_address();
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    let write = |name: &str, source: String| {
        std::fs::write(folder.join(name), source).map_err(|e| format!("{}: {e}", folder.join(name).display()))
    };
    let written = rules::compiled::compile(rules::sources())
        .map_err(|e| format!("assets/vi/{e}"))
        .and_then(|source| write("rules.rs", source))
        .and_then(|()| {
            write("labels.rs", labels("VI", "assets/labels/vi.toml")? + &labels("EN", "assets/labels/en.toml")?)
        });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Tells the program what it is built with and for, which `--version` says.
fn tell_build() {
    let told = |name: &str| std::env::var(name).unwrap_or_default();
    let all = told("CARGO_CFG_FEATURE");
    let mut features: Vec<&str> = all.split(',').filter(|name| !matches!(*name, "" | "default")).collect();
    features.sort_unstable();
    let features = if features.is_empty() { "none".to_owned() } else { features.join(" ") };
    println!("cargo:rustc-env=BANTIN_FEATURES={features}");
    println!("cargo:rustc-env=BANTIN_TARGET={}", told("TARGET"));
}

/// The interface's words of one language as a constant, so that no start reads them.
fn labels(name: &str, path: &str) -> std::result::Result<String, String> {
    println!("cargo:rerun-if-changed={path}");
    let source = std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
    let all = text::pairs::pairs(&source);
    let mut words: Vec<(String, &str)> =
        all.map(|(table, key, words)| (format!("{table}.{key}"), text::pairs::unquoted(words))).collect();
    words.sort_unstable();
    Ok(format!("static {name}: &Words = &{words:?};\n"))
}

/// Has the program linked for one fixed address. Otherwise the loader writes some 47,000 pointers at every start, a third
/// of the time until the first frame, and the pages they stand on cannot be shared: 2 MiB. The price is that the
/// program's own code lies at the same place in each run; stack, heap and libraries still do not.
fn fix_address() {
    let is = |name: &str, wanted: &str| std::env::var(name).is_ok_and(|value| value == wanted);
    let known = is("CARGO_CFG_TARGET_ARCH", "x86_64") || is("CARGO_CFG_TARGET_ARCH", "aarch64");
    if known && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") && is("PROFILE", "release") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
        own_unwinder();
        if is("CARGO_CFG_TARGET_ARCH", "x86_64") {
            put_together();
        }
    }
}

/// Whether somebody has chosen how the program is linked.
fn another_linker() -> bool {
    let flags = std::env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    std::env::var_os("RUSTC_LINKER").is_some()
        || flags.split('\x1f').any(|flag| !flag.starts_with("--remap") && flag.contains("link"))
}

/// Has the unwinder linked into the program, as `-static-libgcc` does for C++: finding, mapping and readying its library takes
/// 0.15 ms of every start. The name by which Rust asks for the library leads to the compiler's own archive then. Where
/// there is none, or another linker, the library is used.
fn own_unwinder() {
    let archive = Command::new("cc").arg("-print-file-name=libgcc_eh.a").output();
    let archive = archive.map(|told| PathBuf::from(String::from_utf8_lossy(&told.stdout).trim())).unwrap_or_default();
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join("unwinder");
    if another_linker() || !archive.is_absolute() || !archive.exists() {
        return;
    }
    let written = std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(folder.join("libgcc_s.so"), "INPUT(-lgcc_eh -lgcc)\n"));
    if written.is_ok() {
        println!("cargo:rustc-link-arg-bins=-L{}", folder.display());
    }
}

/// Has what runs at a start put together: it is spread over all the program otherwise, and what lies between is mapped with
/// it, some 3 MiB. `scripts/start.ld` says what that is; what it does not know stays where it is. Rust's own linker takes
/// it; of another one, that somebody has chosen, nobody knows.
fn put_together() {
    const PLACES: &str = "scripts/start.ld";
    println!("cargo:rerun-if-changed={PLACES}");
    let chosen = another_linker();
    let folder = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    if !chosen && folder.join(PLACES).exists() {
        println!("cargo:rustc-link-arg-bins=-Wl,-T,{}", folder.join(PLACES).display());
        println!("cargo:rustc-link-arg-bins=-Wl,--icf=all");
    }
}
