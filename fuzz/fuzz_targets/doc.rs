//! Old Word documents.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // The mark at the start is given, all else is free.
    let rest = data.get(8..).unwrap_or_default();
    bantin_fuzz::check::told("x.doc", &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", rest].concat());
});
