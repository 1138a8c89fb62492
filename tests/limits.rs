//! What an input may cost and what it may do: time in line with its length, memory within a measure, no control sequence of any
//! kind, no harm from files that change while they are read, none to files where the disk is full.

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
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use support::program::Place;

const PROSE: &str =
    "Sáu tháng đầu năm 2024, thu ngân sách đạt 4.215 tỷ đồng, bằng 48,2% dự toán, tăng 6,1% so với cùng kỳ. ";

/// The time that this thread has had, where the system tells it: what else the machine does is not in it. Else the clock's.
fn time_of_this_thread(from: Instant) -> Duration {
    // The system counts up what it tells when a thread gives way.
    std::thread::yield_now();
    let told = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split_whitespace().next().and_then(|n| n.parse().ok());
    nanoseconds.map_or_else(|| from.elapsed(), Duration::from_nanos)
}

/// The time of what is done, the least of some runs.
fn least(runs: usize, mut work: impl FnMut()) -> Duration {
    let from = Instant::now();
    (0..runs)
        .map(|_| {
            let before = time_of_this_thread(from);
            work();
            time_of_this_thread(from).saturating_sub(before).max(Duration::from_nanos(1))
        })
        .min()
        .unwrap()
}

/// What is told of a text: read, and summed up.
fn told(text: &str) -> String {
    let labels = bantin::report::Labels::new(bantin::report::Language::En);
    format!("{:?}", bantin::report::summary::summary(&bantin::read(text), &labels))
}

/// A text of some shape, so many pieces long.
type Shape = (&'static str, fn(usize) -> String);

/// Four times the text costs about four times as much; what grows with the square would cost sixteen times as much.
#[test]
fn cost_grows_in_line_with_the_length() {
    const TIMES: usize = 4;
    const MOST: f64 = 6.0;
    let shapes: [Shape; 17] = [
        ("prose", |n| format!("{PROSE}\n").repeat(n)),
        ("one line", |n| PROSE.repeat(n)),
        ("no sentence's end", |n| PROSE.replace(". ", " và ").repeat(n)),
        ("numbers", |n| "5,1% và 6 tỷ đồng, ".repeat(5 * n)),
        ("commas", |n| ",".repeat(90 * n)),
        ("brackets", |n| format!("{}5", "(".repeat(90 * n))),
        ("quotes", |n| "“Thu đạt 5 tỷ” ".repeat(6 * n)),
        ("persons", |n| "Ông Lê Văn Tý, Giám đốc Sở Tài chính cho biết. ".repeat(2 * n)),
        ("headings", |n| (0..3 * n).map(|i| format!("{i}. KẾT QUẢ THU\n\nThu đạt {i} tỷ đồng.\n\n")).collect()),
        ("rows", |n| (0..6 * n).map(|i| format!("Thu {i}\t{i}\t5,1\t98\n")).collect()),
        ("copulas", |n| "thu ngân sách của tỉnh là chi là ".repeat(4 * n)),
        ("heads", |n| "Thu\tnội dung\tso với cùng kỳ\n".repeat(6 * n)),
        ("a wide row", |n| format!("{}\n{}", "so với cùng kỳ\t".repeat(6 * n), "5,1\t".repeat(6 * n))),
        ("marks", |n| format!("a{}", "\u{301}".repeat(1_000 * n))),
        ("words", |n| "đồng bằng sông ".repeat(6 * n)),
        ("short lines", |n| "Thu\n".repeat(25 * n)),
        ("parts", |n| format!("Trong đó, thu nội địa đạt {n} tỷ đồng; ").repeat(2 * n)),
    ];
    for (name, text) in shapes {
        let (short, long) = (text(150), text(150 * TIMES));
        // What a machine does beside it may spoil a measure, not all of them.
        let ratio = (0..4).find_map(|_| {
            let once = least(3, || drop(told(&short))).as_secs_f64();
            let more = least(2, || drop(told(&long))).as_secs_f64();
            let ratio = more / once * short.len() as f64 * TIMES as f64 / long.len() as f64;
            println!("{name}: {ratio:.1} ({} and {} bytes, {once:.4} s)", short.len(), long.len());
            (ratio < MOST).then_some(ratio)
        });
        assert!(ratio.is_some(), "{name}");
    }
}

/// The most memory that a run has held, in MiB: the mark that the system keeps, read again and again until it ends.
#[cfg(target_os = "linux")]
fn peak(place: &Place, args: &[&str]) -> u64 {
    let mut child = Command::new(env!("CARGO_BIN_EXE_bantin"))
        .args(args)
        .current_dir(place.path("."))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut out = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()).unwrap());
    let mut most = 0;
    let ended = loop {
        let told = fs::read_to_string(&status).unwrap_or_default();
        let peak = told.lines().find_map(|l| l.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.trim().parse().ok());
        most = most.max(peak.unwrap_or(0_u64));
        if let Some(ended) = child.try_wait().unwrap() {
            break ended;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    assert!(ended.success() && reader.join().unwrap() > 0, "{args:?}");
    assert!(most > 0, "{args:?}");
    most >> 10
}

#[cfg(target_os = "linux")]
#[test]
fn memory_stays_within_three_times_the_text_and_64_mib() {
    let place = Place::new("memory");
    let bulletin =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bulletins/traffic-safety-q1-2025.txt"));
    let bulletin = bulletin.unwrap();
    let prose = "Hội nghị bàn về công tác cán bộ và xây dựng tổ chức trong sạch vững mạnh ở các địa phương, đơn vị và ";
    let (extract, summary) = (["extract json", "extract ndjson"], ["summary text", "summary markdown", "summary html"]);
    let all = [extract.as_slice(), &summary].concat();
    for (name, text, ways) in [
        ("bulletins", format!("{bulletin}\n\n").repeat((4 << 20) / bulletin.len()), all.as_slice()),
        ("figures", PROSE.repeat((2 << 20) / PROSE.len()), &all),
        ("endless", prose.repeat((8 << 20) / prose.len()), &extract),
        ("letters", "ế".repeat(3 << 20), &extract),
        ("marks", format!("a{}", "\u{301}\u{323}".repeat(1 << 20)), &extract),
    ] {
        place.write(name, &text);
        let most = 3 * (text.len() as u64 >> 20) + 64;
        for way in ways {
            let (command, form) = way.split_once(' ').unwrap();
            let peak = peak(&place, &[command, "--format", form, name]);
            println!("{name}, {way}: {peak} MiB of {most}");
            assert!(peak <= most, "{name}, {way}: {peak} MiB, more than {most}");
        }
    }
}

/// Every control character and every kind of sequence that a terminal knows, ended, unended and nested, and what turns or
/// hides text: nothing of it is left in anything that is told, and the figure beside it is still read.
#[test]
fn no_control_of_any_kind_is_left() {
    let single = (0..=0x9f_u32).filter(|c| !(0x20..0x7f).contains(c)).filter_map(char::from_u32).map(String::from);
    let escapes = (0x20..0x7f_u8).map(|c| format!("\u{1b}{}", char::from(c)));
    let introduced = [
        "\u{1b}[", "\u{1b}]", "\u{1b}P", "\u{1b}X", "\u{1b}^", "\u{1b}_", "\u{9b}", "\u{9d}", "\u{90}", "\u{98}",
        "\u{9e}", "\u{9f}",
    ];
    let bodies = ["2J", "0;tên", "8;;http://x", "52;c;eA==", "31m", "?1049h", "6n", "1;1H", "!p"];
    let ends = ["", "\u{7}", "\u{1b}\\", "\u{9c}", "\u{18}", "\u{1b}[c"];
    let (bodies, ends) = (&bodies, &ends);
    let sequences = introduced.iter().flat_map(|start| {
        bodies.iter().flat_map(move |body| ends.iter().map(move |end| format!("{start}{body}{end}")))
    });
    let hidden = "\u{ad}\u{61c}\u{200b}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2060}\u{2066}\u{2067}\u{2068}\u{2069}\u{feff}";
    let all: Vec<String> = single.chain(escapes).chain(sequences).chain(hidden.chars().map(String::from)).collect();
    assert!(all.len() > 700, "{}", all.len());
    let told = |text: &str| {
        let bulletin = bantin::read(text);
        let json = serde_json::to_value(&bulletin).unwrap();
        fn harmless(value: &serde_json::Value) -> bool {
            let clean = |s: &str| {
                !s.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t'))
                    && !s.contains(['\u{61c}', '\u{200b}', '\u{200e}', '\u{200f}', '\u{feff}', '\u{2060}'])
                    && !s.chars().any(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
            };
            match value {
                serde_json::Value::String(s) => clean(s),
                serde_json::Value::Array(all) => all.iter().all(harmless),
                serde_json::Value::Object(all) => all.values().all(harmless),
                _ => true,
            }
        }
        assert!(harmless(&json), "{text:?}");
        bulletin
    };
    for sequence in all {
        // On a line of its own, as its end may be missing.
        let bulletin = told(&format!("Thu ngân sách đạt 5 tỷ đồng.\n\n{sequence}\n\nChi ngân sách đạt 6 tỷ đồng."));
        assert!(bulletin.figures.iter().any(|f| f.indicator.to_lowercase().contains("thu ngân sách")), "{sequence:?}");
        let _ = told(&format!("Thu {sequence}ngân sách đạt 5{sequence} tỷ đồng{sequence}"));
    }
}

/// A file that is cut, lengthened and replaced while it is read gives a text or an error; never a panic, never a mixture
/// that is no text.
#[test]
fn a_file_that_changes_while_it_is_read_does_no_harm() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let place = Place::new("changing");
    let (short, long) = (PROSE.repeat(20), PROSE.repeat(20_000));
    place.write("x.txt", &long);
    let (path, over) = (place.path("x.txt"), AtomicBool::new(false));
    let (mut texts, mut errors) = (0, 0);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                fs::write(&path, &short).unwrap();
                fs::write(&path, &long).unwrap();
                fs::File::options().write(true).open(&path).unwrap().set_len(1_000).unwrap();
                fs::File::options().append(true).open(&path).unwrap().write_all(long.as_bytes()).unwrap();
            }
        });
        let input = bantin::load::Input::Path(path.clone());
        // However long the other needs to get going.
        for _ in 0..20_000 {
            if texts >= 20 {
                break;
            }
            match bantin::load::load(&input) {
                Ok(loaded) => {
                    assert!(!loaded.text.is_empty());
                    texts += 1;
                }
                Err(error) => {
                    assert!(error.to_string().contains("; "), "{error}");
                    errors += 1;
                }
            }
        }
        over.store(true, Ordering::Relaxed);
    });
    assert!(texts >= 20, "{errors} errors");
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_read_to_its_end() {
    let place = Place::new("fifo");
    let path = place.path("pipe");
    if !Command::new("mkfifo").arg(&path).status().is_ok_and(|s| s.success()) {
        println!("stepped aside: no mkfifo");
        return;
    }
    let writer = std::thread::spawn(move || fs::write(path, PROSE).unwrap());
    let json = place.run(&["extract", "pipe"]).json();
    writer.join().unwrap();
    assert_eq!(json["figures"][0]["value"]["amount"].to_string(), "4215");
}

#[test]
fn what_is_too_large_is_refused_before_it_is_read() {
    let place = Place::new("large");
    let path = place.path("large.txt");
    place.write("large.txt", "Thu ngân sách đạt 5 tỷ đồng ");
    fs::File::options().write(true).open(&path).unwrap().set_len(1 << 30).unwrap();
    let from = Instant::now();
    place.run(&["extract", "large.txt"]).failed_with(&["large.txt", "larger than 256 MiB", "split it"]);
    // A gibibyte of it is not read: that alone takes longer.
    assert!(from.elapsed() < Duration::from_secs(60));
}

/// A disk on which nothing has room: the system's own limit for the length of files stands in for it.
#[cfg(target_os = "linux")]
#[test]
fn where_the_disk_is_full_nothing_is_lost_or_left_behind() {
    let place = Place::new("full");
    place.write("a.txt", PROSE);
    place.write("out.json", "old");
    place.write("out.html", "old");
    for args in [
        "extract --force -o out.json a.txt",
        "extract -o new.json a.txt",
        "extract --format ndjson --resume -o new.ndjson a.txt",
        "extract --format csv -o new.csv a.txt",
        "trend thu --format svg --force -o out.html a.txt",
    ] {
        let script = format!("trap '' XFSZ; ulimit -f 0; exec {} {args}", env!("CARGO_BIN_EXE_bantin"));
        let ended = Command::new("sh").args(["-c", &script]).current_dir(place.path(".")).stdin(Stdio::null()).output();
        let ended = ended.unwrap();
        let err = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(1), "{args}: {err}");
        assert!(err.contains("cannot be written") && err.lines().count() == 1, "{args}: {err}");
    }
    let mut left: Vec<_> = fs::read_dir(place.path(".")).unwrap().map(|e| e.unwrap().file_name()).collect();
    left.sort();
    println!("{left:?}");
    for name in ["out.json", "out.html"] {
        assert_eq!(fs::read_to_string(place.path(name)).unwrap(), "old");
    }
    let whole = |name: &std::ffi::OsString| !name.to_string_lossy().starts_with("new") || name == "new.ndjson.part";
    assert!(left.iter().all(whole), "{left:?}");
}
