//! Key files, and every key that they bind.

#![no_main]

use bantin::tui::key::Key;
use bantin::tui::keymap::Keymap;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Keymap::built_in().with("own.toml", text) {
        Ok(keymap) => {
            for command in bantin::tui::action::Command::ALL {
                for context in bantin::tui::keymap::Context::ALL {
                    for name in keymap.keys(*command, *context) {
                        assert!(!name.chars().any(char::is_control), "{name:?}");
                    }
                }
            }
        }
        Err(error) => assert!(error.to_string().contains("own.toml")),
    }
    let _ = Key::named(text);
});
