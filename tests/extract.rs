//! Extraction of many bulletins: records, order, failures, runs taken up again, tables.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    dead_code,
    missing_docs
)]

mod support;

use std::fs;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use support::program::Place;

const TEXT: &str = "UBND tỉnh Hà Sơn họp\n\nQuý I/2024, thu ngân sách nhà nước đạt 3.215 tỷ đồng, bằng 19,5% dự toán, giảm 4% so với cùng kỳ.\n";

fn records(count: usize) -> String {
    let line = |i: usize| match i % 10 {
        3 => format!("{{\"id\":{i}}}\n"),
        7 => "no record\n".to_owned(),
        _ => format!(
            "{{\"more\":[1],\"id\":{i},\"text\":{}}}\n",
            serde_json::to_string(&TEXT.replace("3.215", &format!("{}", 3000 + i))).unwrap()
        ),
    };
    (0..count).map(line).collect()
}

fn lines(text: &str) -> Vec<serde_json::Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn records_come_out_in_order_with_their_ids_and_failures_in_their_places() {
    let place = Place::new("records");
    let ended = place.feed(&["extract", "--format", "ndjson", "--jobs", "4"], records(200).as_bytes());
    let out = lines(ended.went_well());
    assert_eq!(out.len(), 200);
    for (i, record) in out.iter().enumerate() {
        match i % 10 {
            3 => assert!(record["error"].as_str().unwrap().contains(&format!("line {}", i + 1)), "{record}"),
            7 => assert!(record["id"].is_null() && record["error"].is_string(), "{record}"),
            _ => assert_eq!(record["figures"][0]["value"]["amount"].to_string(), (3000 + i).to_string()),
        }
        assert!(i % 10 == 7 || record["id"] == i, "{record}");
    }
    for jobs in ["1", "2"] {
        let again = place.feed(&["extract", "--records", "--format", "ndjson", "-j", jobs], records(200).as_bytes());
        assert_eq!(again.went_well(), ended.out);
    }
}

#[test]
fn ids_are_carried_through_as_they_are_and_paths_are_read() {
    let place = Place::new("paths");
    place.write("a.txt", TEXT);
    let input = "\u{feff}{\"id\":\"đ/1\",\"path\":\"a.txt\"}\n\n{\"id\":{\"k\":[1.50]},\"path\":\"none.txt\"}\n";
    let ended = place.feed(&["extract", "-", "--format", "ndjson"], input.as_bytes());
    let out = lines(ended.went_well());
    assert_eq!((out.len(), out[0]["id"].as_str(), out[0]["source"]["name"].as_str()), (2, Some("đ/1"), Some("a.txt")));
    assert!(ended.out.contains("\"id\":{\"k\":[1.50]},\"error\""), "{}", ended.out);
    assert_eq!(place.feed(&["extract", "--records", "--format", "ndjson"], b"").went_well(), "");
    let array = place.feed(&["extract", "--records"], input.as_bytes()).json();
    assert_eq!(array.as_array().unwrap().len(), 2);
}

#[test]
fn a_text_at_standard_input_is_still_a_bulletin() {
    let place = Place::new("piped");
    assert!(place.feed(&["extract", "-"], TEXT.as_bytes()).json().is_object());
}

#[test]
fn a_file_that_fails_is_a_record_among_many() {
    let place = Place::new("failures");
    place.write("in/a.txt", TEXT);
    place.write("in/b.txt", b"\x7fELF\x00\x01\x02");
    place.write("in/c.txt", TEXT);
    for (format, told) in
        [("ndjson", "\"source\":{\"name\":\"b.txt\"},\"error\":\""), ("csv", "b.txt,,"), ("json", "\"error\":\"")]
    {
        let ended = place.run(&["extract", "--format", format, "in"]);
        assert_eq!((ended.code, ended.err.lines().count()), (1, 1), "{}", ended.err);
        assert!(ended.out.contains(told) && ended.out.contains("c.txt"), "{}", ended.out);
    }
}

/// The runs of `extract` over records that broke off after some bytes of what they keep, taken up again.
#[test]
fn a_run_that_broke_off_is_taken_up_and_ends_the_same() {
    let place = Place::new("resumed");
    let input = records(60);
    for format in ["ndjson", "csv", "parquet"] {
        let whole = format!("whole.{format}");
        place.feed(&["extract", "--records", "--format", format, "-o", &whole], input.as_bytes()).went_well();
        let part = format!("out.{format}.part");
        // What a run over the first records alone leaves is what a broken one does, but for its last line's end.
        let some: String = input.lines().take(23).map(|l| format!("{l}\n")).collect();
        let kept = if format == "ndjson" {
            place.feed(&["extract", "--records", "--format", format], some.as_bytes()).went_well().to_owned()
        } else {
            broken(&place, format, &some)
        };
        place.write(&part, &kept.as_bytes()[..kept.len() - 40]);
        let args = ["extract", "--records", "--format", format, "--resume", "-o", &format!("out.{format}")];
        let ended = place.feed(&args, records(5).as_bytes());
        ended.failed_with(&["--resume", "22 inputs", "name the same"]);
        place.feed(&args, input.as_bytes()).went_well();
        let read = |name: &str| fs::read(place.path(name)).unwrap();
        assert!(read(&whole) == read(&format!("out.{format}")), "{format}");
        assert!(!place.path(&part).exists(), "{part}");
    }
    place.run(&["extract", "--resume", "-o", "x.json", "."]).failed_with(&["--resume", "ndjson"]);
}

/// What a run over `input` keeps before it ends: its input stays open until it is killed.
fn broken(place: &Place, format: &str, input: &str) -> String {
    let part = place.path(&format!("out.{format}.part"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_bantin"))
        .args(["extract", "--records", "--format", format, "--resume", "-o", &format!("out.{format}")])
        .current_dir(place.path("."))
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.as_bytes()).unwrap();
    stdin.flush().unwrap();
    let mut kept = String::new();
    while kept.lines().count() < input.lines().count() {
        std::thread::sleep(std::time::Duration::from_millis(10));
        kept = fs::read_to_string(&part).unwrap_or_default();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    drop(stdin);
    kept
}

#[test]
fn results_are_passed_on_while_the_input_stays_open() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_bantin"))
        .args(["extract", "--records", "--format", "ndjson"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(records(3).as_bytes()).unwrap();
    let mut first = [0; 6];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    assert_eq!(&first, b"{\"id\":");
    // Nobody reads on: the next record ends it, although more could come.
    stdin.write_all(records(3).as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
}

#[cfg(feature = "parquet")]
mod tables {
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::{Field, RowAccessor};

    #[test]
    fn a_table_reads_back_typed_and_exact() {
        let place = Place::new("table");
        place.write("a.txt", TEXT);
        place.write("b.txt", b"\x7fELF\x00\x01\x02");
        let ended = place.run(&["extract", "--format", "parquet", "-o", "out.parquet", "a.txt", "b.txt"]);
        assert_eq!(ended.code, 1);
        let reader = SerializedFileReader::new(fs::File::open(place.path("out.parquet")).unwrap()).unwrap();
        let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 2);
        let cell = |row: usize, name: &str| {
            let found = rows[row].get_column_iter().find(|(n, _)| *n == name);
            found.unwrap_or_else(|| panic!("no column {name}")).1.clone()
        };
        let text = |row, name| match cell(row, name) {
            Field::Str(text) => text,
            other => panic!("{name}: {other:?}"),
        };
        assert_eq!((text(0, "place").as_str(), text(0, "topic").as_str()), ("Hà Sơn", "budget revenue"));
        let Field::Decimal(amount) = cell(0, "amount") else { panic!("no decimal") };
        let unscaled = amount.data().iter().fold(0_i128, |n, b| n << 8 | i128::from(*b));
        assert_eq!((unscaled, amount.scale()), (32_150_000_000_000, 10));
        // The last day of March 2024, in days of the epoch.
        assert_eq!(cell(0, "period_end"), Field::Date(19813));
        assert_eq!((cell(0, "missed"), cell(0, "cumulated")), (Field::Bool(true), Field::Bool(true)));
        let Field::ListInternal(reasons) = cell(0, "reasons") else { panic!("no list") };
        assert_eq!(reasons.elements(), [Field::Str("behind_plan".into()), Field::Str("declined".into())]);
        let Field::ListInternal(plans) = cell(0, "plans") else { panic!("no list") };
        let Field::Group(plan) = &plans.elements()[0] else { panic!("no group") };
        assert_eq!(plan.get_string(0).unwrap(), "year");
        assert_eq!((text(1, "row").as_str(), cell(1, "amount")), ("error", Field::Null));
        assert!(text(1, "error").contains("a program"));
    }
}
