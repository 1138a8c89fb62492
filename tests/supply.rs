//! What bantin stands on, told by the lock file and the crates themselves: where they come from, under which licences,
//! and how many come twice. Looks at what `cargo deny` looks at, wherever the tests run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Crates that stand in two versions, those of the tests and of the build included: what bantin stands on has not agreed
/// yet. More than these want a reason.
const TWICE: usize = 20;

fn root() -> &'static str {
    env!("CARGO_MANIFEST_DIR")
}

fn locked(file: &str) -> Vec<toml::Value> {
    let lock = std::fs::read_to_string(format!("{}/{file}", root())).unwrap();
    toml::from_str::<toml::Table>(&lock).unwrap()["package"].as_array().unwrap().clone()
}

#[test]
fn every_crate_comes_from_one_registry_with_its_sum() {
    let mut registry: Option<String> = None;
    for file in ["Cargo.lock", "fuzz/Cargo.lock"] {
        let packages = locked(file);
        assert!(packages.len() > 100, "{file}");
        for package in packages {
            let name = package["name"].as_str().unwrap();
            match package.get("source") {
                Some(source) => {
                    let source = source.as_str().unwrap();
                    let one = registry.get_or_insert_with(|| source.to_owned());
                    assert!(source.starts_with("registry+") && source == one, "{file}: {name}: {source}");
                    assert_eq!(package["checksum"].as_str().map(str::len), Some(64), "{file}: {name}");
                }
                None => assert!(["bantin", "bantin-fuzz"].contains(&name), "{file}: {name}"),
            }
            assert!(!["openssl-sys", "native-tls"].contains(&name), "{file}: TLS is rustls");
        }
    }
}

/// Name and licence of each crate that is built with all features and for the tests, on this machine.
fn crates() -> BTreeSet<(String, String, String)> {
    let args = [
        "tree",
        "--locked",
        "--offline",
        "--all-features",
        "--edges=normal,build,dev",
        "--prefix=none",
        "--format={p}|{l}",
    ];
    let output = Command::new(env!("CARGO")).args(args).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    let found = lines.lines().filter_map(|line| {
        let (package, licence) = line.split_once('|')?;
        let mut words = package.split(' ');
        let licence = licence.trim_end_matches(" (*)");
        Some((words.next()?.to_owned(), words.next()?.to_owned(), licence.to_owned()))
    });
    found.collect()
}

/// Whether a licence's words allow what `allowed` names: all that `AND` joins, one of what `OR` joins.
fn is_allowed(licence: &str, allowed: &[String]) -> bool {
    let plain = licence.replace('/', " OR ").replace(['(', ')'], " ");
    plain.split(" AND ").all(|part| part.split(" OR ").any(|one| allowed.iter().any(|a| a == one.trim())))
}

#[test]
fn every_licence_is_one_that_is_allowed_and_few_crates_come_twice() {
    let deny = std::fs::read_to_string(format!("{}/deny.toml", root())).unwrap();
    let deny: toml::Table = toml::from_str(&deny).unwrap();
    let allowed: Vec<String> =
        deny["licenses"]["allow"].as_array().unwrap().iter().map(|l| l.as_str().unwrap().to_owned()).collect();
    assert!(!is_allowed("GPL-3.0-only", &allowed) && !is_allowed("MIT AND GPL-3.0-only", &allowed));
    let mut versions: BTreeMap<String, usize> = BTreeMap::new();
    for (name, _, licence) in crates() {
        assert!(is_allowed(&licence, &allowed), "{name}: {licence:?} is not among those of deny.toml");
        *versions.entry(name).or_default() += 1;
    }
    assert!(versions.len() > 200, "{}", versions.len());
    let twice: Vec<&String> = versions.iter().filter(|(_, n)| **n > 1).map(|(name, _)| name).collect();
    assert!(twice.len() <= TWICE, "{}: {twice:?}", twice.len());
}
