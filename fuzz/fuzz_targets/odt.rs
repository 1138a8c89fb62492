//! ODT, part by part.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|data: &[u8]| {
    bantin_fuzz::check::told("x.odt", data);
});

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    bantin_fuzz::package::mutate(data, size, most, seed, &[".xml"])
});
