//! PDF, its own bytes and those packed in its streams.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|data: &[u8]| {
    let rest = data.get(5..).unwrap_or_default();
    bantin_fuzz::check::told("x.pdf", &[b"%PDF-", rest].concat());
});

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    bantin_fuzz::packed::mutate_pdf(data, size, most, seed)
});
