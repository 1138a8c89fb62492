//! What an old Word file claims of its own lengths, held against what it has.
//!
//! In: the file. Out: whether every count of characters, and every list of places in the text, fits into its text. The library
//! makes room for what is claimed before it looks what is there, and where no such room is the program would be ended; so
//! this comes first. The places are those of \[MS-DOC\] 2.5 (the file information block).

use std::io::{Cursor, Read};
use std::ops::Range;

/// The mark of Word 6 and 95; later ones have another.
const OLD: u16 = 0xa5dc;
/// The first version whose places are in a stream of their own.
const FIRST_97: u16 = 0xc0;

/// Counts of characters among the numbers of the block: text, footnotes, headers, comments.
const COUNTS: [usize; 4] = [3, 4, 5, 7];
/// The table of pieces among the block's pairs of place and length.
const PIECES: usize = 33;
/// Marks and texts of footnotes, of endnotes.
const NOTES: [(usize, usize); 2] = [(2, 3), (46, 47)];
/// Texts of headers, of which some are read.
const HEADERS: usize = 11;
const HEADERS_READ: [Range<usize>; 2] = [7..9, 9..11];

/// Whether the file's claims fit. What is no such file at all is the library's to tell.
pub(super) fn fit(bytes: &[u8]) -> bool {
    let Ok(mut file) = cfb::CompoundFile::open(Cursor::new(bytes)) else { return true };
    let mut stream = |name: &str| {
        let mut out = Vec::new();
        file.open_stream(name).ok()?.read_to_end(&mut out).ok().map(|_| out)
    };
    let Some(text) = stream("/WordDocument") else { return true };
    let Some((mark, version)) = u16_at(&text, 0).zip(u16_at(&text, 2)) else { return true };
    if mark == OLD || version < FIRST_97 {
        return old(&text);
    }
    let table = if u16_at(&text, 0x0a).unwrap_or_default() & 0x200 != 0 { "/1Table" } else { "/0Table" };
    let Some(table) = stream(table) else { return true };
    later(&text, &table).unwrap_or(true)
}

/// Word 6 and 95: one count, and a table of pieces in the text's own stream.
fn old(text: &[u8]) -> bool {
    let count = u32_at(text, 0x34).is_none_or(|count| count as usize <= text.len());
    count && pieces(part(text, 0x160).and_then(|range| text.get(range)), text.len())
}

/// Word 97 and later; `None` where the block is cut off.
fn later(text: &[u8], table: &[u8]) -> Option<bool> {
    let words = 32 + 2 + 2 * usize::from(u16_at(text, 32)?);
    let numbers = words + 2;
    let pairs = numbers + 4 * usize::from(u16_at(text, words)?) + 2;
    let most = text.len();
    let counts = COUNTS.iter().map(|at| u32_at(text, numbers + 4 * at).map(|n| n as usize));
    let sum = counts.sum::<Option<usize>>()?;
    let piece = |pair: usize| part(text, pairs + 8 * pair).and_then(|range| table.get(range));
    let notes = NOTES.iter().all(|&(marks, texts)| {
        // Behind the last note's end stands a place that means nothing.
        let count = piece(marks).map_or(0, |marks| marks.len().saturating_sub(4) / 6);
        rise(piece(texts).unwrap_or_default().as_chunks().0.iter().take(count + 1), most)
    });
    let headers = piece(HEADERS).unwrap_or_default().as_chunks().0;
    let headers = HEADERS_READ.into_iter().all(|read| rise(headers.get(read).unwrap_or_default().iter(), most));
    Some(sum <= most && notes && headers && pieces(piece(PIECES), most))
}

/// Whether the places of a table of pieces rise and lie within the text; one that is damaged is the library's to tell.
fn pieces(table: Option<&[u8]>, most: usize) -> bool {
    let Some(mut rest) = table else { return true };
    // What changes letters stands before it.
    while let Some(size) = rest.strip_prefix(&[1]).and_then(|rest| u16_at(rest, 0)) {
        rest = rest.get(3 + usize::from(size)..).unwrap_or_default();
    }
    let Some(places) = rest.get(5..) else { return true };
    let count = places.len().saturating_sub(4) / 12 + 1;
    rise(places.as_chunks().0.iter().take(count), most)
}

/// Whether places rise and none is behind `most`.
fn rise<'a>(places: impl Iterator<Item = &'a [u8; 4]>, most: usize) -> bool {
    let mut last = 0;
    places.map(|place| u32::from_le_bytes(*place) as usize).all(|place| {
        let fits = last <= place && place <= most;
        last = place;
        fits
    })
}

/// The stretch that a pair of place and length names.
fn part(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let (start, length) = (u32_at(bytes, at)? as usize, u32_at(bytes, at + 4)? as usize);
    Some(start..start.checked_add(length)?)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|b| u16::from_le_bytes(*b))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|b| u32::from_le_bytes(*b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_to_rise_and_to_lie_within_the_text() {
        let places = |numbers: &[u32]| numbers.iter().map(|n| n.to_le_bytes()).collect::<Vec<_>>();
        assert!(rise(places(&[0, 5, 5, 90]).iter(), 90));
        assert!(!rise(places(&[0, 5, 91]).iter(), 90));
        assert!(!rise(places(&[0, 5, 4]).iter(), 90));
    }

    #[test]
    fn a_count_that_is_larger_than_the_file_does_not_fit() {
        let whole = include_bytes!("../../../../tests/forms/traffic-safety-q1-2025.doc");
        assert!(fit(whole));
        // The counts stand in the first sector of the text, which starts with the mark of Word 97.
        let start = whole.windows(2).position(|w| w == [0xec, 0xa5]).unwrap();
        for count in COUNTS {
            let mut large = whole.to_vec();
            let at = start + 32 + 2 + 2 * usize::from(whole[start + 32]) + 2 + 4 * count;
            large[at..at + 4].copy_from_slice(&0x7fff_ffff_u32.to_le_bytes());
            assert!(!fit(&large), "{count}");
            let error = super::super::text(&large).unwrap_err().to_string();
            assert!(error.contains("longer than the file"), "{error}");
        }
        for length in (0..whole.len()).step_by(997) {
            let _ = fit(&whole[..length]);
        }
    }
}
