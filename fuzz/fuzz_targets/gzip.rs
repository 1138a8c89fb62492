//! Gzip, and what is packed in it.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|data: &[u8]| {
    let rest = data.get(2..).unwrap_or_default();
    bantin_fuzz::check::told("x.gz", &[b"\x1f\x8b", rest].concat());
});

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    bantin_fuzz::packed::mutate_gzip(data, size, most, seed)
});
