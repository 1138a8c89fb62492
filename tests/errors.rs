//! Errors speak the language of the interface: what was wrong, where, and what to do.

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

use support::program::Place;

const SMALL: &str = include_str!("fixtures/small.txt");

/// Arguments, and what is told of them in Vietnamese and in English.
const TOLD: &[(&[&str], &str, &str)] = &[
    (&["extract", "none.txt"], "none.txt: không có tệp này", "none.txt: no such file"),
    (&["summary", "empty.txt"], "trống; hãy nêu", "is empty; name"),
    (
        &["summary", "picture.txt"],
        "có vẻ là ảnh PNG, không phải văn bản; hãy nêu",
        "looks like a PNG picture, not text",
    ),
    (&["summary", "broken.docx"], "là gói ZIP bị hỏng", "is a damaged ZIP package"),
    (&["summary", "nothing*.txt"], "không khớp tệp nào", "fits no file"),
    (&["summary", "void"], "là thư mục không có bản tin nào", "is a folder without bulletins"),
    (&["extract", "--rules", "void", "small.txt"], "là thư mục không có *.toml", "is a folder without *.toml"),
    (
        &["extract", "--rules", "rules.toml", "small.txt"],
        "rules.toml:2: quy tắc \"a\" cần",
        "rules.toml:2: rule \"a\" needs",
    ),
    (&["extract", "--targets", "targets.toml", "small.txt"], "cần một số có đơn vị", "expected a number with its unit"),
    (&["extract", "-o", "small.txt", "small.txt"], "là một trong các bản tin", "is one of the bulletins"),
    (&["extract", "-o", "there.json", "small.txt"], "đã có sẵn; hãy thêm --force", "is already there; add --force"),
    (&["extract", "-o", "gone/x.json", "small.txt"], "không ghi được: không có tệp", "cannot be written: no such file"),
    (&["trend", "xi măng", "small.txt"], "không có bản tin nào nêu chỉ tiêu", "no bulletin tells an indicator"),
    (&["explain", "small.txt", "xi măng"], "không có chỉ tiêu nào khớp", "no indicator matches"),
    (
        &["compare", "quý 1/1999", "quý 1/2000", "small.txt"],
        "không có bản tin nào báo cáo",
        "no bulletin reports on it",
    ),
];

#[test]
fn an_error_is_told_in_the_language_of_the_interface() {
    let place = Place::new("errors");
    place.write("small.txt", SMALL);
    place.write("empty.txt", "");
    place.write("there.json", "{}");
    place.write("picture.txt", b"\x89PNG\r\n\x1a\n");
    place.write("broken.docx", b"PK\x03\x04rest");
    place.write("rules.toml", "[[rule]]\nid = 'a'\ncue = 'up'\nmatch = ['x']\nyes = []\nno = ['y']\n");
    place.write("targets.toml", "[[target]]\nindicator = 'x'\ntarget = 'y'\n");
    std::fs::create_dir_all(place.path("void")).unwrap();
    for (args, vi, en) in TOLD {
        let asked = |language| place.run(&[*args, &["--lang", language]].concat());
        let by_locale = place.end(place.program().env("LANG", "vi_VN.UTF-8").args(*args));
        for (ended, words) in [(asked("vi"), vi), (asked("en"), en), (place.run(args), en), (by_locale, vi)] {
            assert_eq!((ended.code, ended.err.lines().count()), (1, 1), "{args:?}: {}", ended.err);
            assert!(ended.err.contains(words), "{args:?}: {words} is not in {}", ended.err);
        }
    }
}

/// Arguments that are not understood, and what is told of them in Vietnamese.
const MISUSED: &[(&[&str], &str)] = &[
    (&["extract", "--foo"], "không có tham số --foo"),
    (&["--widht", "3"], "không có tham số --widht; có phải ý là --width?"),
    (&["--width", "abc"], "“abc” không dùng được cho --width <SỐ>; cần số cột từ 20 đến 1000"),
    (
        &["extract", "--format", "xyz", "a"],
        "“xyz” không dùng được cho --format <DẠNG>; hãy chọn một trong: json, ndjson, csv",
    ),
    (&["compare", "a"], "thiếu <MỚI>"),
    (&["extract", "--records", "a"], "--records không dùng cùng với [TỆP]..."),
    (&["extract", "-o", "a", "-o", "b", "c"], "--output <TỆP-RA> chỉ dùng được một lần"),
    (&["--accessible=1"], "--accessible không nhận giá trị “1”"),
    (&["extract", "--jobs"], "--jobs <SỐ> cần một giá trị"),
    (&["extract", "--\u{1b}[2J"], "không có tham số --"),
];

#[test]
fn help_and_wrong_usage_are_told_in_the_language_of_the_interface() {
    let place = Place::new("errors-usage");
    let by_locale = |args: &[&str]| place.end(place.program().env("LANG", "vi_VN.UTF-8").args(args));
    for (args, words) in MISUSED {
        let asked = [[*args, &["--lang", "vi"]].concat(), [&["--lang", "vi"], *args].concat()];
        for ended in asked.iter().map(|args| place.run(args)).chain([by_locale(args)]) {
            assert_eq!(ended.code, 2, "{args:?}");
            assert!(ended.err.starts_with(&format!("bantin: {words}")), "{args:?}: {}", ended.err);
            assert!(ended.err.contains("Xem thêm: bantin") && !ended.err.contains('\u{1b}'), "{}", ended.err);
        }
        assert!(place.run(args).err.starts_with("error: "), "{args:?}");
    }
    for (args, words) in [(&["--help"][..], "Cách dùng: bantin"), (&["help", "extract"], "Cách dùng: bantin extract")]
    {
        let told = by_locale(args).went_well().to_owned();
        assert!(told.contains(words) && !told.contains("Usage") && !told.contains("Print"), "{told}");
        assert!(place.run(args).went_well().contains("Usage: bantin"));
    }
    // A command is one behind the language too.
    assert!(place.run(&["--lang", "vi", "keys"]).went_well().contains("keys.toml"));
}

#[test]
fn what_is_data_is_the_same_in_every_language() {
    let place = Place::new("errors-data");
    for language in ["vi", "en"] {
        let records = "{\"id\": 1, \"path\": \"none.txt\"}\n{\"id\": 2}\nx\n";
        let ended = place.feed(&["extract", "--records", "--format", "ndjson", "--lang", language], records.as_bytes());
        for words in ["no such file", "line 2: names not one of `text` and `path`", "line 3: is no record"] {
            assert!(ended.out.contains(words), "{}", ended.out);
        }
    }
}
