//! The reader in a real terminal: start, keys, quit; and the terminal as it was after quit, panic and signals.

#![cfg(unix)]
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

use portable_pty::{CommandBuilder, PtySize};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use support::screen::{FIXTURE, Reader, cells};

#[test]
fn start_keys_quit_and_the_terminal_is_as_it_was() {
    let mut reader = Reader::start(&[]);
    reader.shows("Chưa đạt");
    assert!(reader.screen.lock().unwrap().screen().alternate_screen());
    reader.keys("4j");
    reader.shows("196 tỷ đồng, bằng");
    reader.keys("?");
    reader.shows("Trợ giúp");
    reader.keys("q/giai ngan\r");
    reader.shows("/giai ngan 2/4");
    reader.keys("q");
    assert!(reader.ends());
    reader.is_restored();
}

#[test]
fn a_light_background_is_heard_and_is_no_key() {
    let mut reader = Reader::start(&[]);
    reader.shows("Chưa đạt");
    reader.wait("the question", |r| r.written.lock().unwrap().windows(5).any(|w| w == b"]11;?"));
    reader.keys("\x1b]11;rgb:ffff/ffff/ffff\x1b\\");
    reader.wait("the light theme", |r| {
        r.screen.lock().unwrap().screen().cell(20, 4).is_some_and(|c| c.bgcolor() == vt100::Color::Idx(231))
    });
    assert!(reader.contents().contains("· đoạn 1 ·"));
    reader.keys("q");
    assert!(reader.ends());
}

#[test]
fn idle_writes_nothing() {
    let mut reader = Reader::start(&[]);
    reader.shows("Chưa đạt");
    std::thread::sleep(Duration::from_millis(200));
    let before = reader.written.lock().unwrap().len();
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(reader.written.lock().unwrap().len(), before);
    reader.keys("q");
    assert!(reader.ends());
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_leaves_the_terminal_as_it_was_and_is_told() {
    let mut reader = Reader::start(&[("BANTIN_TEST_PANIC", "1"), ("RUST_BACKTRACE", "0")]);
    reader.shows("Chưa đạt");
    reader.keys("j");
    assert!(!reader.ends());
    reader.is_restored();
    assert!(reader.contents().contains("a test asked for it"));
}

#[test]
fn signals_leave_the_terminal_as_it_was() {
    for signal in ["-TERM", "-HUP"] {
        let mut reader = Reader::start(&[]);
        reader.shows("Chưa đạt");
        reader.signal(signal);
        assert!(!reader.ends());
        reader.is_restored();
    }
}

#[test]
fn a_stop_gives_the_terminal_back_and_continues_where_it_was() {
    let mut reader = Reader::start(&[]);
    reader.shows("Chưa đạt");
    reader.keys("4");
    reader.keys("\x1a");
    reader.wait("the stop", |r| !r.screen.lock().unwrap().screen().alternate_screen());
    std::thread::sleep(Duration::from_millis(100));
    reader.is_restored();
    reader.signal("-CONT");
    reader.wait("the screen", |r| r.screen.lock().unwrap().screen().alternate_screen());
    reader.shows("Chưa đạt");
    reader.keys("q");
    assert!(reader.ends());
    reader.is_restored();
}

/// The terminal's line editing cuts up what comes while the shell has it: of a paste the end can be lost.
#[test]
#[cfg(target_os = "linux")]
fn keys_are_heard_after_half_of_a_paste() {
    let whole = "\x1b[200~thu\nchi\x1b[201~";
    let while_stopped = ["\x1b[200~thu\nchi\x15", whole];
    // As many as are read at once, so that the paste is read in two pieces: one before the stop, and one after it.
    let before = [format!("{}\x1a{whole}", "l".repeat(1010)), format!("\x1a{whole}")];
    for (keys, meanwhile) in before.iter().flat_map(|keys| while_stopped.map(|meanwhile| (keys, meanwhile))) {
        let mut reader = Reader::start(&[]);
        reader.shows("Chưa đạt");
        reader.keys(keys);
        reader.wait("the stop", |r| support::process::is_stopped(r.id()));
        reader.keys(meanwhile);
        std::thread::sleep(Duration::from_millis(50));
        reader.signal("-CONT");
        reader.wait("the screen", |r| r.screen.lock().unwrap().screen().alternate_screen());
        reader.shows("Chưa đạt");
        reader.keys("?");
        reader.shows("Trợ giúp");
        reader.keys("qq");
        assert!(reader.ends());
    }
}

/// Given back between two screens, what is typed ahead would be shown, and cut up by the terminal's line editing.
#[test]
fn the_terminal_stays_the_programs_from_the_shelf_to_a_bulletin_and_back() {
    const LEFT: &[u8] = b"\x1b[?1049l";
    let folder = support::program::Place::new("shelf-and-back");
    for name in ["a.txt", "b.txt"] {
        std::fs::copy(FIXTURE, folder.path(name)).unwrap();
    }
    let mut reader = Reader::open(folder.path("."), &[]);
    reader.shows("2 bản tin");
    reader.keys("\r");
    reader.shows("Chưa đạt");
    reader.keys("q");
    reader.shows("2 bản tin");
    assert!(!reader.written.lock().unwrap().windows(LEFT.len()).any(|w| w == LEFT));
    reader.keys("q");
    assert!(reader.ends());
    reader.is_restored();
}

#[test]
fn resizes_are_followed_and_pasted_text_is_no_command() {
    let mut reader = Reader::start(&[]);
    reader.shows("Chưa đạt");
    for (rows, cols) in [(15, 60), (40, 120), (10, 30), (24, 80), (50, 150)] {
        reader.screen.lock().unwrap().screen_mut().set_size(cells(rows), cells(cols));
        reader.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
    }
    reader.wait("three columns", |r| r.contents().contains("Mục lục") && r.contents().contains("Kết luận"));
    reader.keys("\x1b[200~qqq\x1b[201~");
    reader.keys("/");
    reader.keys("\x1b[200~Chưa\nđạt\x1b[201~");
    reader.shows("/ Chưa đạt");
    reader.keys("\x03q");
    assert!(reader.ends());
    reader.is_restored();
}

#[test]
fn a_storm_of_sizes_ends_at_the_last_one_with_the_line_being_read() {
    let mut reader = Reader::start(&[]);
    reader.shows("Chưa đạt");
    reader.keys("4j\r");
    reader.shows("196 tỷ đồng, bằng");
    let mut number: u16 = 7;
    for _ in 0..300 {
        // Any order will do, from a single cell to far more than a screen.
        number = number.wrapping_mul(25173).wrapping_add(13849);
        let (rows, cols) = (1 + number % 70, 1 + number / 7 % 230);
        reader.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
    }
    reader.screen.lock().unwrap().screen_mut().set_size(cells(24), cells(80));
    reader.master.resize(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
    // What was written for other sizes is still on its way: all is drawn once more, when it has come.
    reader.falls_silent();
    reader.keys("\x0c");
    reader.wait("the last size", |r| {
        let contents = r.contents();
        contents.contains("trợ giúp") && contents.contains("196 tỷ đồng, bằng") && contents.lines().count() <= 24
    });
    reader.keys("q");
    assert!(reader.ends());
    reader.is_restored();
}

/// A key that comes together with a change of size is heard by itself, without another key or change.
#[test]
fn every_key_is_heard_between_changes_of_size() {
    let mut reader = Reader::start(&[]);
    reader.shows("Chưa đạt");
    let size = |cols| PtySize { rows: 24, cols, pixel_width: 0, pixel_height: 0 };
    for round in 0..40_u16 {
        reader.master.resize(size(70 + round % 7)).unwrap();
        reader.keys(if round % 2 == 0 { "?" } else { "q" });
        reader.master.resize(size(80)).unwrap();
        reader.wait(&format!("key {round}"), |r| r.contents().contains("Trợ giúp") == (round % 2 == 0));
    }
    reader.keys("q");
    assert!(reader.ends());
    reader.is_restored();
}

#[test]
fn a_terminal_that_answers_nothing_is_waited_for_by_nobody() {
    // This one answers no question at all: the frame stands before the question is written, and keys are heard.
    let mut reader = Reader::start(&[("TERM", "vt100"), ("COLORTERM", "")]);
    reader.shows("Chưa đạt");
    reader.wait("the question", |r| r.written.lock().unwrap().windows(5).any(|w| w == b"]11;?"));
    let written = reader.written.lock().unwrap().clone();
    let place = |words: &[u8]| written.windows(words.len()).position(|w| w == words);
    assert!(place("Chưa đạt".as_bytes()) < place(b"]11;?"), "asked before the frame stood");
    reader.keys("f");
    reader.shows("Số liệu");
    // Half an answer, and then a key: the key is one.
    reader.keys("\x1b]11;rgb:00");
    std::thread::sleep(Duration::from_millis(50));
    reader.keys("\x1b\\q");
    reader.wait("the panes", |r| !r.contents().contains("Số liệu"));
    reader.keys("q");
    assert!(reader.ends());
    reader.is_restored();
}

#[test]
fn a_large_text_is_shown_and_read_behind_the_first_frame() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(FIXTURE)).unwrap();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("large.txt");
    std::fs::write(&file, format!("{text}\n\n").repeat(20)).unwrap();
    let mut reader = Reader::open(file, &[]);
    reader.shows("4 Chưa đạt");
    reader.shows("✗");
    let written = String::from_utf8_lossy(&reader.written.lock().unwrap()).into_owned();
    assert!(written.contains("Đang đọc"), "the first frame waited: {written}");
    reader.keys("q");
    assert!(reader.ends());
    reader.is_restored();
}

/// A bulletin of one test alone.
fn own(name: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(FIXTURE), &file).unwrap();
    file
}

/// A key that comes together with the bulletin that was read behind the first frame is heard without another one.
#[test]
fn every_key_is_heard_by_itself_while_the_bulletin_is_read() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(FIXTURE)).unwrap();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("while-filling.txt");
    std::fs::write(&file, format!("{text}\n\n").repeat(20)).unwrap();
    for after in 0..12 {
        let mut reader = Reader::open(file.clone(), &[]);
        reader.shows("Hội nghị Ban Chấp hành");
        std::thread::sleep(Duration::from_millis(after * 25));
        reader.keys("?");
        reader.shows("Trợ giúp");
        reader.keys("q");
        reader.wait("the help to go", |r| !r.contents().contains("Trợ giúp"));
        reader.keys("q");
        assert!(reader.ends());
    }
}

#[test]
fn a_folder_opens_the_shelf_which_fills_by_itself_and_comes_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shelf");
    let mut reader = Reader::open(folder, &[]);
    reader.shows("Kệ · 5");
    // Nobody presses a key: what is read behind the screen arrives.
    reader.shows("xếp theo nơi");
    reader.shows("Lam Giang");
    reader.keys("\r");
    reader.shows("Nội dung");
    reader.keys("b");
    reader.shows("Kệ · 5");
    reader.keys("q");
    assert!(reader.ends());
}

#[test]
fn the_mouse_of_a_terminal_is_heard_and_given_back() {
    let mut reader = Reader::start(&[]);
    reader.shows("Chưa đạt");
    // As terminals tell them: a wheel's step down, a click on the second tab of the side, one on its first entry.
    reader.keys("\x1b[<65;10;5M");
    reader.shows("· đoạn 3 ·");
    let tab = reader.contents().lines().nth(1).unwrap().find("1 Mục lục").map(|at| {
        let line = reader.contents().lines().nth(1).unwrap().to_owned();
        line[..at].chars().count() + 3
    });
    reader.keys(&format!("\x1b[<0;{};2M", tab.unwrap()));
    reader.shows("[1 Mục lục]");
    let written = reader.written.lock().unwrap().len();
    reader.keys("M");
    reader.shows("Chuột");
    let told = String::from_utf8_lossy(&reader.written.lock().unwrap()[written..]).into_owned();
    assert!(told.contains("\x1b[?1006l") && told.contains("\x1b[?1002l"), "{told:?}");
    reader.keys("q");
    assert!(reader.ends());
    reader.is_restored();
}

#[test]
fn a_large_text_is_opened_from_the_shelf_by_its_start_and_found_where_it_was_meant() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(FIXTURE)).unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("large-shelf");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let long = format!("{}\n\nMột dòng cuối riêng biệt.\n", format!("{text}\n\n").repeat(20));
    std::fs::write(folder.join("large.txt"), long).unwrap();
    let mut reader = Reader::open(folder, &[]);
    reader.shows("xếp theo nơi");
    reader.keys("\r");
    reader.shows("đoạn 1");
    reader.shows("✗");
    let written = String::from_utf8_lossy(&reader.written.lock().unwrap()).into_owned();
    assert!(written.contains("Đang đọc"), "the first frame waited");
    reader.keys("b");
    reader.shows("Kệ · 1");
    // A place found by the shelf lies far behind the start that is shown first.
    reader.keys("/rieng biet\r");
    reader.shows("1 chỗ");
    reader.keys("\r");
    reader.shows("Một dòng cuối");
    reader.keys("q");
    reader.shows("Kệ · 1");
    reader.keys("qq");
    assert!(reader.ends());
}

#[test]
fn every_key_is_heard_by_itself_while_files_arrive() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("arriving");
    std::fs::create_dir_all(&folder).unwrap();
    // Short ones, so that something arrives at every moment.
    (0..3000).for_each(|i| std::fs::write(folder.join(format!("{i:04}.txt")), format!("Thu {i} tỷ đồng.")).unwrap());
    let mut reader = Reader::open(folder.clone(), &[]);
    reader.shows("3.000 bản tin");
    for _ in 0..8 {
        reader.keys("G");
        reader.shows(" 3000/3000");
        reader.keys("g");
        reader.shows(" 1/3000");
    }
    reader.keys("q");
    assert!(reader.ends());
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_file_that_changes_is_read_again_by_itself() {
    let file = own("changes.txt");
    let mut reader = Reader::open(file.clone(), &[]);
    reader.shows("Chưa đạt");
    reader.keys("jj");
    std::thread::sleep(Duration::from_millis(300));
    let text = std::fs::read_to_string(&file).unwrap();
    // As editors do: a new file takes the old one's place.
    let new = file.with_extension("new");
    std::fs::write(&new, text.replacen("Hội nghị", "Buổi họp", 3)).unwrap();
    std::fs::rename(new, &file).unwrap();
    reader.shows("Tệp đã thay đổi");
    assert!(reader.contents().contains("Buổi họp"));
    reader.keys("q");
    assert!(reader.ends());
    reader.is_restored();
}

#[test]
fn every_way_to_change_a_file_is_noticed() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ways");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(FIXTURE)).unwrap();
    let version = |name: &str| text.replacen("Hội nghị", name, 3);
    let (real, other) = (folder.join("real.txt"), folder.join("other.txt"));
    std::fs::write(&real, &text).unwrap();
    // The reader is given a link.
    let link = folder.join("link.txt");
    std::os::unix::fs::symlink("real.txt", &link).unwrap();
    let mut reader = Reader::open(link.clone(), &[]);
    reader.shows("Chưa đạt");
    std::thread::sleep(Duration::from_millis(300));
    std::fs::write(&real, version("Viết đè")).unwrap();
    reader.shows("Viết đè");
    std::fs::remove_file(&real).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    std::fs::write(&real, version("Làm lại")).unwrap();
    reader.shows("Làm lại");
    let new = folder.join("new.txt");
    std::fs::write(&new, version("Đổi tên")).unwrap();
    std::fs::rename(&new, &real).unwrap();
    reader.shows("Đổi tên");
    // The new file is watched as the old one was.
    std::fs::write(&real, version("Sau đổi")).unwrap();
    reader.shows("Sau đổi");
    // The link leads elsewhere.
    std::fs::write(&other, version("Tệp khác")).unwrap();
    std::os::unix::fs::symlink("other.txt", &new).unwrap();
    std::fs::rename(&new, &link).unwrap();
    reader.shows("Tệp khác");
    // The folder goes, and is back.
    std::fs::remove_dir_all(&folder).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(&link, version("Trở lại")).unwrap();
    reader.shows("Trở lại");
    reader.keys("q");
    assert!(reader.ends());
    reader.is_restored();
}

/// How often the program's threads have gone to sleep: each time they woke up before.
#[cfg(target_os = "linux")]
fn sleeps(reader: &Reader) -> u64 {
    let threads = format!("/proc/{}/task", reader.child.process_id().unwrap());
    let count = |task: std::io::Result<std::fs::DirEntry>| {
        let status = std::fs::read_to_string(task.unwrap().path().join("status")).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:")).unwrap();
        line.trim().parse::<u64>().unwrap()
    };
    std::fs::read_dir(threads).unwrap().map(count).sum()
}

#[test]
#[cfg(target_os = "linux")]
fn nothing_wakes_up_while_nothing_happens() {
    // In a folder of its own: where other tests write, something happens.
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("asleep/bulletin.txt");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(FIXTURE), &file).unwrap();
    if bantin::tui::notice::Notice::of(&file).is_none() {
        println!("stepped aside: the system does not tell of changes here, so that the reader has to look each second");
        return;
    }
    let mut reader = Reader::open(file, &[]);
    reader.shows("Chưa đạt");
    reader.falls_silent();
    let before = sleeps(&reader);
    std::thread::sleep(Duration::from_millis(3500));
    assert_eq!(sleeps(&reader), before);
    reader.keys("q");
    assert!(reader.ends());
}

#[test]
fn the_original_is_opened_by_a_program_of_ones_own() {
    let file = own("original.txt");
    let copy = file.with_extension("opened");
    let _ = std::fs::remove_file(&copy);
    let script = file.with_extension("sh");
    std::fs::write(&script, format!("cp \"$1\" {}", copy.display())).unwrap();
    let opener = format!("sh {}", script.display());
    let mut reader = Reader::open(file, &[("BANTIN_OPEN", &opener)]);
    reader.shows("Chưa đạt");
    reader.keys("o");
    reader.wait("the copy", |_| copy.exists());
    reader.keys("q");
    assert!(reader.ends());
}

#[test]
fn a_summary_is_saved_as_text_or_page_and_replaced_only_on_a_word() {
    let file = own("saved.txt");
    let page = file.with_extension("html");
    let _ = std::fs::remove_file(&page);
    let mut reader = Reader::open(file.clone(), &[]);
    reader.shows("Chưa đạt");
    reader.keys("pH");
    reader.shows("-tom-tat.html");
    let path = page.display().to_string();
    reader.keys(&format!("\x15{path}\r"));
    reader.wait("the page", |_| std::fs::read_to_string(&page).is_ok_and(|p| p.ends_with("</html>\n")));
    std::fs::write(&page, "own").unwrap();
    reader.keys(&format!("w\x15{path}\r"));
    reader.shows("ghi đè");
    assert_eq!(std::fs::read_to_string(&page).unwrap(), "own");
    reader.keys("\r");
    reader.wait("the page", |_| std::fs::read_to_string(&page).is_ok_and(|p| p.ends_with("</html>\n")));
    // Never over the bulletin itself; a disk that is full is told.
    let original = std::fs::read(&file).unwrap();
    reader.keys(&format!("w\x15{}\r", file.display()));
    reader.shows("chính bản tin");
    assert_eq!(std::fs::read(&file).unwrap(), original);
    if cfg!(target_os = "linux") {
        reader.keys("w\x15/dev/full\r");
        reader.shows("ghi đè");
        reader.keys("\r");
        reader.shows("Không lưu được");
    }
    reader.keys("qq");
    assert!(reader.ends());
}

#[test]
fn a_pipe_is_shown_before_its_end() {
    let mut command = CommandBuilder::new("sh");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(FIXTURE);
    command.args([
        "-c",
        "(cat \"$1\"; sleep 3; echo; echo 'Ba mươi xã về đích trước hạn.') | \"$2\" --lang vi -",
        "sh",
    ]);
    command.arg(file);
    command.arg(env!("CARGO_BIN_EXE_bantin"));
    let from = Instant::now();
    let mut reader = Reader::run(command, &[]);
    reader.shows("Hà Sơn");
    assert!(from.elapsed() < Duration::from_millis(2_700), "{:?}", from.elapsed());
    // What came later is there in the end.
    reader.wait("the figures of all", |r| from.elapsed() > Duration::from_secs(3) && r.contents().contains('✗'));
    reader.keys("G");
    reader.shows("Ba mươi xã");
    reader.keys("q");
    assert!(reader.ends());
}
