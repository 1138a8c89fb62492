//! A mutation that knows ZIP packages: one part is unpacked, changed, and put back, so that the change reaches the
//! reader behind the checks of the container.

use libfuzzer_sys::fuzzer_mutate;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Changes `data`, `size` bytes of it in use: one part that ends in one of `endings`; a time in eight the package's
/// own bytes. Gives the new size.
pub fn mutate(data: &mut [u8], size: usize, most: usize, seed: u32, endings: &[&str]) -> usize {
    if seed % 8 != 0
        && let Some(changed) = changed(data.get(..size).unwrap_or_default(), most, seed / 8, endings)
    {
        data[..changed.len()].copy_from_slice(&changed);
        return changed.len();
    }
    fuzzer_mutate(data, size, most)
}

fn changed(bytes: &[u8], most: usize, seed: u32, endings: &[&str]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len().min(64) {
        let part = archive.by_index(at).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut bytes = Vec::new();
        part.take(1 << 20).read_to_end(&mut bytes).ok()?;
        // Pictures and fonts are not read.
        if endings.iter().any(|e| name.ends_with(e)) || name == "mimetype" {
            parts.push((name, bytes));
        }
    }
    let chosen: Vec<usize> =
        (0..parts.len()).filter(|at| parts.get(*at).is_some_and(|(name, _)| name != "mimetype")).collect();
    let at = *chosen.get(seed as usize % chosen.len().max(1))?;
    let (_, part) = parts.get_mut(at)?;
    let used = part.len();
    part.resize((used + 4_096).min(most), 0);
    let room = part.len();
    let used = fuzzer_mutate(part, used.min(room), room);
    part.truncate(used);
    let mut out = Cursor::new(Vec::new());
    let mut writer = ZipWriter::new(&mut out);
    for (name, bytes) in &parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(name.as_str(), options).ok()?;
        writer.write_all(bytes).ok()?;
    }
    writer.finish().ok()?;
    Some(out.into_inner()).filter(|out| out.len() <= most)
}
