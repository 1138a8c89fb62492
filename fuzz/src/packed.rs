//! Mutations that know what is packed: in gzip, and in the streams of a PDF.

use flate2::Compression;
use flate2::read::{GzDecoder, ZlibDecoder};
use flate2::write::{GzEncoder, ZlibEncoder};
use libfuzzer_sys::fuzzer_mutate;
use std::io::{Read, Write};

/// Changes what is packed; a time in eight the packed bytes themselves.
pub fn mutate_gzip(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let change = |bytes: &[u8]| {
        let mut inside = Vec::new();
        GzDecoder::new(bytes).take(1 << 20).read_to_end(&mut inside).ok()?;
        mutated(&mut inside);
        let mut writer = GzEncoder::new(Vec::new(), Compression::fast());
        writer.write_all(&inside).ok()?;
        writer.finish().ok()
    };
    put(data, size, most, if seed % 8 == 0 { None } else { change(data.get(..size).unwrap_or_default()) })
}

/// Changes one packed stream of a PDF, its length set right; half the time the PDF's own bytes.
pub fn mutate_pdf(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let bytes = data.get(..size).unwrap_or_default();
    let changed = if seed % 2 == 0 { None } else { with_stream(bytes, seed as usize / 2) };
    put(data, size, most, changed)
}

fn with_stream(pdf: &[u8], seed: usize) -> Option<Vec<u8>> {
    let found = |what: &[u8], from: usize| {
        pdf.get(from..)?.windows(what.len()).position(|w| w == what).map(|at| at + from)
    };
    let mut starts = Vec::new();
    let mut at = 0;
    while let Some(found) = found(b"stream", at) {
        if pdf.get(found.wrapping_sub(3)..found) != Some(b"end".as_slice()) {
            starts.push(found);
        }
        at = found + 6;
    }
    let mark = *starts.get(seed % starts.len().max(1))?;
    let mut start = mark + 6;
    while matches!(pdf.get(start), Some(b'\r' | b'\n')) {
        start += 1;
    }
    let end = found(b"endstream", start)?;
    let mut inside = Vec::new();
    ZlibDecoder::new(pdf.get(start..end)?).take(1 << 20).read_to_end(&mut inside).ok()?;
    mutated(&mut inside);
    let mut writer = ZlibEncoder::new(Vec::new(), Compression::fast());
    writer.write_all(&inside).ok()?;
    let packed = writer.finish().ok()?;
    let mut head = pdf.get(..start)?.to_vec();
    // Places after it move: readers look for the objects anew.
    let from = head.len().saturating_sub(300);
    if let Some(length) = head.get(from..)?.windows(8).rposition(|w| w == b"/Length ") {
        let digits = from + length + 8;
        let more = head.get(digits..)?.iter().take_while(|b| b.is_ascii_digit()).count();
        head.splice(digits..digits + more, packed.len().to_string().into_bytes());
    }
    Some([head.as_slice(), &packed, b"\n", pdf.get(end..)?].concat())
}

fn mutated(bytes: &mut Vec<u8>) {
    let used = bytes.len();
    bytes.resize(used + 4_096, 0);
    let most = bytes.len();
    let used = fuzzer_mutate(bytes, used, most);
    bytes.truncate(used);
}

fn put(data: &mut [u8], size: usize, most: usize, changed: Option<Vec<u8>>) -> usize {
    match changed.filter(|c| c.len() <= most) {
        Some(changed) => {
            data[..changed.len()].copy_from_slice(&changed);
            changed.len()
        }
        None => fuzzer_mutate(data, size, most),
    }
}
