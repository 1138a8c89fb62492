//! The user's rule files.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match bantin::Reader::with_rules(&[("own.toml".to_owned(), text.to_owned())]) {
        Ok(reader) => {
            bantin_fuzz::check::holds(&reader.read("Quý I/2024, thu ngân sách đạt 2.870 tỷ đồng, bằng 23,9% dự toán."));
        }
        Err(error) => assert!(error.to_string().contains("own.toml")),
    }
});
