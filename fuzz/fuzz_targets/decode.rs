//! The decoder: found by evidence, and each encoding named.

#![no_main]

use bantin::load::{Charset, Hints, decode, from};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Some(decoded) = decode(data) {
        assert!(!decoded.encoding.is_empty() && decoded.text.len() <= 4 * data.len() + 4);
    }
    for name in ["VISCII", "TCVN3", "VNI", "windows-1258", "UTF-16LE", "UTF-8"] {
        let forced = Charset::for_name(name);
        assert!(forced.is_some());
        let _ = from("x.txt", data, &Hints { forced, declared: None });
    }
    let declared = String::from_utf8_lossy(data.get(..12).unwrap_or(data)).into_owned();
    let _ = from("x.txt", data, &Hints { forced: None, declared: Some(declared) });
});
