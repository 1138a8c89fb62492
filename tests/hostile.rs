//! Hostile input: what is damaged, endless, nested or huge is told in time, with the limit it hits; nothing panics,
//! nothing hangs, whatever is done to a file of any form.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    dead_code,
    missing_docs
)]
#![cfg(all(feature = "html", feature = "office", feature = "doc", feature = "pdf"))]

mod support;

use bantin::load;
use std::fs;
use std::io::Write;
use std::time::{Duration, Instant};
use support::corpus::root;

/// What takes longer than this hangs: a guard, no measure of speed, for the machines of a test are shared.
const PATIENCE: Duration = Duration::from_secs(240);

fn read(name: &str, bytes: &[u8]) -> Result<String, String> {
    let from = Instant::now();
    let told = load::from_bytes(name, bytes).map(|l| l.text).map_err(|e| e.to_string());
    assert!(from.elapsed() < PATIENCE, "{name}: {:?}", from.elapsed());
    if let Err(error) = &told {
        assert!(error.contains("; ") && !error.contains('\n'), "{error}");
        assert!(!error.chars().any(char::is_control), "{error:?}");
    }
    told
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    let mut writer = zip::ZipWriter::new(&mut out);
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap();
    out.into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

/// A PDF of one page with these further objects (from number 5 on) and this content.
fn pdf(content: &[u8], resources: &str, objects: &[Vec<u8>]) -> Vec<u8> {
    let mut all = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<{resources}>>/Contents 4 0 R>>")
            .into_bytes(),
        [format!("<</Length {}>>stream\n", content.len()).as_bytes(), content, b"\nendstream"].concat(),
    ];
    all.extend_from_slice(objects);
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, body) in all.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj", at + 1).bytes().chain(body.iter().copied()).chain(*b"\nendobj\n"));
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", all.len() + 1).bytes());
    places.iter().for_each(|p| out.extend(format!("{p:010} 00000 n \n").bytes()));
    out.extend(format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", all.len() + 1).bytes());
    out
}

#[test]
fn what_grows_without_measure_hits_a_limit_that_is_told() {
    let zeros = vec![b'a'; 70 << 20];
    let document = [b"<w:document><w:body><w:p><w:r><w:t>".as_slice(), &zeros].concat();
    let deep = format!("<document><body>{}</body></document>", "<p>".repeat(200_000));
    let laughs = "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><document><body><p><r><t>Thu &b; tin</t></r></p></body></document>";
    let packed = {
        let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        writer.write_all(&vec![b' '; 120 << 20]).unwrap();
        writer.finish().unwrap()
    };
    let bomb = [format!("<</Length {}/Filter/FlateDecode>>stream\n", packed.len()).as_bytes(), &packed, b"\nendstream"]
        .concat();
    for (name, bytes, words) in [
        ("bomb.gz", gzipped(&zeros), "unpacks to more than 64 MiB"),
        ("nested.gz", gzipped(&gzipped(b"Thu")), "another gzip file"),
        ("bomb.docx", zipped(&[("word/document.xml", &document)]), "unpacks to more than 64 MiB"),
        ("deep.docx", zipped(&[("word/document.xml", deep.as_bytes())]), "512 deep"),
        ("deep.odt", zipped(&[("content.xml", deep.as_bytes())]), "512 deep"),
        ("nested.zip", zipped(&[("inner.zip", &zipped(&[("a.txt", b"x")]))]), "ZIP archive without a document"),
        ("deep.html", format!("<html>{}", "<div>".repeat(100_000)).into_bytes(), "512 deep"),
        (
            "open.html",
            format!(
                "<html><p>{}{}",
                (0..300).map(|i| format!("<b id={i}>")).collect::<String>(),
                "<p>x".repeat(60_000)
            )
            .into_bytes(),
            "pieces",
        ),
        ("bomb.pdf", pdf(b"q", "", &[bomb]), "unpacks to more than 96 MiB"),
    ] {
        let error = read(name, &bytes).expect_err(name);
        assert!(error.contains(words), "{name}: {error}");
    }
    // Entities of the document's own are never expanded.
    assert_eq!(read("laughs.docx", &zipped(&[("word/document.xml", laughs.as_bytes())])).unwrap(), "Thu tin");
}

/// Small pages whose cost would grow with the square of their length, or double with each level.
#[test]
fn pages_that_are_small_and_cost_much_are_read_or_told() {
    let nested = format!("<html><body>{}Thu{}", "<table><tr><td>".repeat(60), "</table>".repeat(60));
    assert_eq!(read("tables.html", nested.as_bytes()).unwrap(), "Thu");
    let wide = "x".repeat(100_000);
    let spread =
        format!("<html><body><table><tr><td rowspan=512>{wide}<td>b<td>c{}</table>", "<tr><td>d<td>e".repeat(5_000));
    let text = read("spread.html", spread.as_bytes()).unwrap();
    assert!(text.len() < 5 * spread.len() + (2 << 20), "{}", text.len());
    let many: String = (0..200_000).map(|i| format!(" a{i}")).collect();
    for (name, page, words) in [
        ("unmatched.html", "<div></x>".repeat(100_000), "512 deep"),
        ("template.html", "<template>".repeat(100_000), "512 deep"),
        ("foreign.html", format!("<svg>{}", "<td>".repeat(100_000)), "512 deep"),
        ("adopted.html", "<b><div></b>".repeat(100_000), "512 deep"),
        ("pieces.html", "<p>".repeat(2_000_000), "250000 pieces"),
        ("attributes.html", format!("<p{many}>"), "1000 attributes"),
    ] {
        let error = read(name, format!("<html>{page}").as_bytes()).expect_err(name);
        assert!(error.contains(words), "{name}: {error}");
    }
}

#[test]
fn a_pdf_whose_forms_call_each_other_without_end_is_told() {
    // Each form calls the next ten times: ten to the power of twelve calls that draw nothing.
    let forms: Vec<Vec<u8>> = (0..12)
        .map(|at| {
            let body = "/F Do ".repeat(if at < 11 { 10 } else { 0 });
            let next = 6 + at.min(10);
            format!("<</Type/XObject/Subtype/Form/BBox[-9999 -9999 9999 9999]/Resources<</XObject<</F {next} 0 R>>>>/Length {}>>stream\n{body}\nendstream", body.len()).into_bytes()
        })
        .collect();
    let bytes = pdf(b"/F Do", "/XObject<</F 5 0 R>>", &forms);
    let from = Instant::now();
    let told = load::from_bytes("calls.pdf", &bytes).map(|l| l.text).map_err(|e| e.to_string());
    assert!(from.elapsed() < Duration::from_secs(40), "{:?}", from.elapsed());
    assert!(told.is_err(), "{told:?}");
    // One that calls itself.
    let own = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length 6>>stream\n/F Do \nendstream".to_vec();
    assert!(read("own.pdf", &pdf(b"/F Do", "/XObject<</F 5 0 R>>", &[own])).is_err());
}

#[test]
fn long_and_odd_texts_are_read_in_time() {
    let long = "Thu ngân sách đạt 5 tỷ đồng ".repeat(200_000);
    for (name, text) in [
        ("line", long.clone()),
        ("marks", format!("a{}", "\u{301}".repeat(300_000))),
        ("brackets.md", format!("# x\n\n{}", "[".repeat(500_000))),
        ("stars.md", format!("# x\n\n{}", "*a ".repeat(300_000))),
        ("tags.html", format!("<html><body>{}", "<p>một<td>hai".repeat(60_000))),
        ("unclosed.html", format!("<html><body>{}", "<".repeat(2_000_000))),
        ("scripts.html", format!("<html><body>{}", "<script><!--".repeat(100_000))),
        (
            "cells.html",
            format!("<html><body><table>{}</table>", "<tr><td colspan=9999 rowspan=9999>5<td>6".repeat(5_000)),
        ),
        ("tabs", "a\tb\t\t5\n".repeat(100_000)),
        ("hostile", "Thu\u{1b}]0;x\u{7}\u{202e}5\u{9b}2J\u{0}".repeat(1_000)),
    ] {
        if let Ok(text) = read(name, text.as_bytes()) {
            let from = Instant::now();
            let normal = bantin::text::normalise(&text).text;
            assert!(!normal.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')), "{name}");
            assert!(from.elapsed() < PATIENCE, "{name}: {:?}", from.elapsed());
        }
    }
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

fn damaged(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=dice.roll(8) {
        let at = dice.roll(out.len());
        match dice.roll(6) {
            0 => out.truncate(at),
            1 => out.iter_mut().skip(at).take(1).for_each(|b| *b ^= 1 << 3),
            2 => {
                let end = (at + dice.roll(200)).min(out.len());
                out.drain(at..end);
            }
            3 => {
                let piece: Vec<u8> = out.iter().skip(at).take(dice.roll(400)).copied().collect();
                let to = dice.roll(out.len());
                out.splice(to..to, piece);
            }
            4 => out.iter_mut().skip(at).take(4).for_each(|b| *b = 0xff),
            _ => {
                let digit = out.iter().skip(at).position(u8::is_ascii_digit).map(|i| at + i);
                if let Some(i) = digit {
                    out[i] = b'9';
                }
            }
        }
    }
    out
}

/// More in a longer run: `BANTIN_RUNS=2000 cargo test --release --test hostile whatever`.
#[test]
fn whatever_is_done_to_a_file_nothing_panics_and_nothing_hangs() {
    let runs: usize = std::env::var("BANTIN_RUNS").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let folder = root().join("tests/forms");
    let endings =
        ["html", "html.gz", "md", "docx", "odt", "doc", "epub", "office.pdf", "1-column.pdf", "tcvn3.txt", "vni.txt"];
    for ending in endings {
        let name = format!("traffic-safety-q1-2025.{ending}");
        let bytes = fs::read(folder.join(&name)).unwrap();
        for _ in 0..runs {
            let bytes = damaged(&bytes, &mut dice);
            let told = std::panic::catch_unwind(|| read(&name, &bytes));
            assert!(told.is_ok(), "{name}");
        }
    }
    for size in [0, 1, 2, 3, 5, 17, 100, 5_000] {
        for mark in [
            b"%PDF-1.7\n".as_slice(),
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"\x1f\x8b\x08",
            b"<html>",
            b"\xff\xfe",
        ] {
            let noise: Vec<u8> = (0..size).map(|_| dice.roll(256) as u8).collect();
            let _ = read("noise", &[mark, &noise].concat());
        }
    }
}

/// What is no document of the kinds that are read, but what people have at hand, is told by its name.
#[test]
fn other_office_files_are_told_by_what_they_are() {
    let wide = |name: &str| name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let old = |parts: &[&str]| {
        let head = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 504]].concat();
        parts.iter().fold(head, |file, part| [file, wide(part)].concat())
    };
    for (name, bytes, words) in [
        ("a.xlsx", zipped(&[("xl/workbook.xml", b"<workbook/>")]), "is a workbook"),
        ("a.ods", zipped(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]), "is a workbook"),
        ("a.pptx", zipped(&[("ppt/presentation.xml", b"<p/>")]), "is a file of slides"),
        ("a.xls", old(&["Root Entry", "Workbook"]), "is a workbook"),
        ("a.ppt", old(&["Root Entry", "PowerPoint Document"]), "is a file of slides"),
        ("a.docx", old(&["Root Entry", "EncryptedPackage"]), "wants a password"),
        ("a.rtf", b"{\\rtf1\\ansi Thu ng\\u226?n s\\u225?ch}".to_vec(), "RTF"),
    ] {
        let error = read(name, &bytes).expect_err(name);
        assert!(error.contains(words), "{name}: {error}");
    }
    // A Word file in which a sheet is set is still taken for a Word file.
    assert!(!read("b.doc", &old(&["WordDocument", "Workbook"])).unwrap_err().contains("is a workbook"));
}
