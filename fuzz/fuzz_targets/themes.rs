//! Theme files.

#![no_main]

use bantin::tui::theme::{Depth, Role, Theme};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for depth in [Depth::True, Depth::Indexed, Depth::Sixteen] {
        match Theme::parse("own.toml", text, depth) {
            Ok(theme) => Role::ALL.iter().for_each(|role| assert_eq!(theme.style(*role), theme.style(*role))),
            Err(error) => assert!(error.to_string().contains("own.toml")),
        }
    }
});
