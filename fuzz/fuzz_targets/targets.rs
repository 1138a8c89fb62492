//! The user's targets.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let reader = bantin::Reader::default();
    match bantin::parse::targets::targets("own.toml", text, reader.lexicon()) {
        Ok(targets) => {
            let reader = reader.with_targets(targets);
            bantin_fuzz::check::holds(&reader.read("Quý I/2024, thu ngân sách đạt 2.870 tỷ đồng, bằng 23,9% dự toán."));
        }
        Err(error) => assert!(error.to_string().contains("own.toml")),
    }
});
