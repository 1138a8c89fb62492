//! The parser, and all that is told of what it reads.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    bantin_fuzz::check::holds(&bantin::read(text));
});
