//! What a user brings: rules, targets, questions. The command line, in and out.

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

use support::program::{Ended, Place};

const TEXT: &str = "Tình hình kinh tế - xã hội tỉnh Bắc Lâm quý I/2024\n\nTrong quý I/2024, GRDP của tỉnh tăng 9,65% so với \
    cùng kỳ. Tổng thu NSNN đạt 3.100 tỷ đồng, bằng 20,5% dự toán năm, trong đó thu nội địa đạt 2.870 tỷ đồng. Sản lượng tương \
    của làng nghề đạt 5.200 hũ tương, giảm 3% so với cùng kỳ.\n";

const JAR: &str = "[[rule]]\nid = \"my.jar\"\ncue = \"counted\"\nmatch = [\"hũ tương\"]\nyes = [\"Có 5 hũ tương.\"]\nno = [\"Có 5 vụ.\"]\n";

/// A folder with the bulletin in it.
fn place(name: &str) -> Place {
    let place = Place::new(name);
    place.write("a.txt", TEXT);
    place
}

fn failed(ended: &Ended, words: &[&str]) {
    assert_eq!((ended.code, ended.err.lines().count()), (1, 1), "{}{}", ended.out, ended.err);
    for word in words {
        assert!(ended.err.contains(word), "{word} is not in {}", ended.err);
    }
}

// ---- explain ----

#[test]
fn explain_shows_the_words_the_rules_and_the_reason() {
    let place = place("explained");
    let out = place.run(&["explain", "--lang", "en", "--width", "100", "a.txt", "thu nsnn"]).went_well().to_owned();
    for words in [
        "¶2",
        "Tổng thu NSNN đạt 3.100 tỷ đồng",
        "20.5 % dự toán năm",
        "25 %: at the end of quý I/2024 that part of the time of the year's plan has passed",
        "behind plan: 20.5 % < 25 %",
        "alias.budget_revenue",
        "scale.billion",
        "1,000,000,000",
    ] {
        assert!(out.contains(words), "{words} is not in\n{out}");
    }
    assert!(!out.contains("• thu nội địa") && !out.contains("GRDP tăng 9.65"), "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 100), "{out}");
    assert!(!out.contains('\u{1b}'));
}

#[test]
fn marks_stand_below_what_they_mark() {
    let place = place("marks");
    let out = place.run(&["explain", "a.txt", "thu nội địa"]).went_well().to_owned();
    let lines: Vec<&str> = out.lines().collect();
    let at = lines.iter().position(|line| line.contains("2.870 tỷ đồng,") || line.contains("2.870 tỷ đồng.")).unwrap();
    let column = lines[at].chars().collect::<String>().split("2.870").next().unwrap().chars().count();
    let below: String = lines[at + 1].chars().skip(column).take(5).collect();
    assert_eq!(below, "=====", "{out}");
}

#[test]
fn an_indicator_is_found_without_accents_and_by_its_other_names() {
    let place = place("asked");
    for words in ["thu noi dia", "nội địa"] {
        assert!(place.run(&["explain", "a.txt", words]).went_well().contains("2.870"), "{words}");
    }
    for words in ["thu ngân sách nhà nước", "THU NGÂN SÁCH", "nsnn"] {
        assert!(place.run(&["explain", "a.txt", words]).went_well().contains("alias.budget_revenue"), "{words}");
    }
}

#[test]
fn what_no_indicator_is_called_is_told_with_those_there_are() {
    let place = place("unknown");
    let ended = place.run(&["explain", "a.txt", "xuất khẩu"]);
    ended.failed_with(&["a.txt", "xuất khẩu", "GRDP", "thu nội địa"]);
    place.write("poem.txt", "Trăng lên đầu núi\n");
    place.run(&["explain", "poem.txt"]).failed_with(&["poem.txt", "no figure"]);
    place.run(&["explain", "none.txt"]).failed_with(&["none.txt", "no such file"]);
}

#[test]
fn without_a_file_the_sample_is_explained_and_colour_is_for_terminals() {
    let place = Place::new("explained-sample");
    let out = place.run(&["explain", "--lang", "vi"]).went_well().to_owned();
    assert!(out.contains("thu nội địa") && out.contains("văn bản viết"), "{out}");
    let coloured = place.end(place.program().env("CLICOLOR_FORCE", "1").arg("explain")).went_well().to_owned();
    assert!(coloured.contains("\u{1b}[") && !coloured.contains("====="));
    let piped = place.feed(&["explain", "-", "GRDP"], TEXT.as_bytes());
    assert!(piped.went_well().contains("9.65"));
}

#[test]
fn nothing_explained_steers_the_terminal() {
    let place = Place::new("explained-hostile");
    place.write("x.txt", format!("{TEXT}\u{1b}]0;x\u{7} Thu phí đạt 5 tỷ\u{9b}2J đồng \u{202e}a.\n"));
    let out = place.run(&["explain", "x.txt"]).went_well().to_owned();
    assert!(!out.chars().any(|c| c.is_control() && c != '\n') && !out.contains('\u{202e}'), "{out:?}");
}

// ---- rules ----

#[test]
fn ones_own_rules_are_read_by_in_every_command() {
    let place = place("own-rules");
    place.write("rules/jar.toml", JAR);
    let unit = |args: &[&str]| {
        let json = place.run(&[&["extract"], args, &["a.txt"]].concat()).json();
        let figures = json["figures"].as_array().unwrap().clone();
        let jars = figures.iter().find(|f| f["value"]["amount"] == 5200).unwrap().clone();
        jars["value"]["unit"].as_str().unwrap().to_owned()
    };
    assert_eq!(unit(&["--rules", "rules"]), "hũ tương");
    assert_eq!(unit(&["--rules", "rules/jar.toml"]), "hũ tương");
    for args in [&["summary", "--rules", "rules", "a.txt"][..], &["--rules", "rules", "a.txt"]] {
        assert!(place.run(args).went_well().contains("5,200 hũ tương"), "{args:?}");
    }
    let out = place.run(&["explain", "--rules", "rules", "a.txt"]).went_well().to_owned();
    assert!(out.contains("my.jar (yours)"), "{out}");
}

#[test]
fn a_polarity_of_ones_own_changes_what_falls_short() {
    let place = place("own-polarity");
    let missed = |args: &[&str]| {
        let json = place.run(&[&["extract"], args, &["a.txt"]].concat()).json();
        json["shortfalls"].to_string().contains("tương")
    };
    assert!(missed(&[]));
    place.write(
        "r/p.toml",
        "[[rule]]\nid = 'my.soy'\ncue = 'polarity'\ngives = 'neutral'\nmatch = ['tương']\nyes = ['x']\nno = ['y']\n",
    );
    assert!(!missed(&["--rules", "r"]));
}

#[test]
fn faulty_rules_are_told_with_file_line_and_what_was_expected() {
    let place = place("faulty-rules");
    for (rules, words) in [
        (JAR.replace("counted", "count"), &["r/x.toml:3: ", "unknown variant `count`, expected"][..]),
        (JAR.replace("cue = \"counted\"\n", ""), &["r/x.toml:1: ", "missing field `cue`"]),
        (JAR.replace("match = [", "match = "), &["r/x.toml:4: "]),
        (JAR.replace("counted", "scale"), &["r/x.toml:2: ", "`gives` is missing"]),
        (format!("{JAR}{JAR}"), &["r/x.toml:8: ", "stands already at r/x.toml:2"]),
    ] {
        place.write("r/x.toml", rules);
        for args in
            [&["extract", "--rules", "r", "a.txt"][..], &["explain", "--rules", "r"], &["rules", "--check", "r"]]
        {
            failed(&place.run(args), words);
        }
    }
    std::fs::create_dir_all(place.path("empty")).unwrap();
    place.run(&["summary", "--rules", "empty"]).failed_with(&["empty", "folder without *.toml"]);
    place.run(&["summary", "--rules", "none"]).failed_with(&["none", "no such file"]);
    place.write("bytes/x.toml", b"\xff\xfe\xff");
    place.run(&["summary", "--rules", "bytes"]).failed_with(&["bytes/x.toml", "UTF-8"]);
}

#[test]
fn every_fault_of_a_rule_names_its_line_and_what_was_expected() {
    let place = place("rule-faults");
    let with = |value: &str| JAR.replace("cue = \"counted\"", value);
    for (rules, words) in [
        (JAR.replace("hũ tương\"]", "hũ (tương\"]"), &["r/x.toml:2: ", "')' is missing in \"hũ (tương\""][..]),
        (JAR.replace("hũ tương\"]", "\"]"), &["r/x.toml:2: ", "\"\" has no words"]),
        (JAR.replace("hũ tương\"]", "a|b\"]"), &["r/x.toml:2: ", "\"a|b\" has no words, or a | outside brackets"]),
        (JAR.replace("match = [\"hũ tương\"]", "match = []"), &["r/x.toml:2: ", "at least one each of `match`"]),
        (JAR.replace("match = [\"hũ tương\"]", "match = [5]"), &["r/x.toml:4: ", "expected a string"]),
        (JAR.replace("[[rule]]", "[[rules]]"), &["r/x.toml:1: ", "unknown field `rules`, expected `rule`"]),
        (JAR.replace("match", "matches"), &["r/x.toml:4: ", "unknown field `matches`, expected"]),
        (with("cue = \"counted\"\ngives = \"x\""), &["r/x.toml:2: ", "takes no `gives`"]),
        (with("cue = \"scale\"\ngives = \"ba\""), &["r/x.toml:2: ", "\"ba\" is no number; expected digits"]),
        (with("cue = \"basis\"\ngives = \"then\""), &["r/x.toml:2: ", "expected one of `same_period_last_year`"]),
        (with("cue = \"polarity\"\ngives = \"good\""), &["r/x.toml:2: ", "expected one of `more_is_better`"]),
        (with("cue = \"horizon\"\ngives = \"age\""), &["r/x.toml:2: ", "expected one of `year`"]),
    ] {
        assert_ne!(rules, JAR);
        place.write("r/x.toml", rules);
        failed(&place.run(&["rules", "--check", "r"]), words);
        failed(&place.run(&["extract", "--rules", "r", "a.txt"]), words);
    }
}

#[test]
fn examples_of_rules_are_run() {
    let place = place("checked");
    place.write("rules/jar.toml", JAR);
    let out = place.run(&["rules", "--check", "rules"]).went_well().to_owned();
    assert!(out.contains('2') && out.lines().count() == 1, "{out}");
    place.write("rules/jar.toml", JAR.replace("Có 5 vụ.", "Có 7 hũ tương."));
    place.write(
        "rules/k.toml",
        JAR.replace("my.jar", "my.k").replace("hũ tương", "biến áp").replace("Có 5 biến", "Có 5 trạm biến"),
    );
    let ended = place.run(&["rules", "--check", "rules"]);
    let lines: Vec<&str> = ended.out.lines().collect();
    assert_eq!((ended.code, lines.len(), ended.err.as_str()), (1, 3, ""), "{}", ended.out);
    assert!(lines[0].starts_with("rules/jar.toml:6: my.jar: “hũ tương” is found in its no"), "{}", lines[0]);
    assert!(lines[1].starts_with("rules/k.toml:5: my.k: ") && lines[1].contains("unit.counted"), "{}", lines[1]);
    assert!(place.run(&["rules"]).went_well().contains("# units.toml"));
}

#[test]
fn what_is_built_in_holds_as_rules_of_ones_own() {
    let place = Place::new("printed-rules");
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/vi")).unwrap() {
        let path = entry.unwrap().path();
        place.write(&format!("vi/{}", path.file_name().unwrap().to_string_lossy()), std::fs::read(&path).unwrap());
    }
    place.run(&["rules", "--check", "vi"]).went_well();
}

// ---- targets ----

const TARGETS: &str = "[[target]]\nindicator = \"GRDP\"\ntarget = \"≥ 12,5 %\"\n\n[[target]]\nindicator = \"thu nội địa\"\n\
    target = \"12.000 tỷ đồng\"\nplace = \"Bắc Lâm\"\nperiod = \"2024\"\n";

#[test]
fn targets_of_ones_own_are_judged_by_and_named() {
    let place = place("targets");
    place.write("t.toml", TARGETS);
    let json = place.run(&["extract", "--targets", "t.toml", "a.txt"]).json();
    let shortfalls = json["shortfalls"].as_array().unwrap();
    let of = |name: &str| shortfalls.iter().find(|s| s["indicator"].as_str().unwrap().contains(name)).unwrap();
    assert_eq!(of("GRDP")["reasons"].to_string(), "[\"below_target\"]");
    assert_eq!(of("GRDP")["target"]["file"], "t.toml");
    assert_eq!(of("GRDP")["target"]["line"], 2);
    assert_eq!(of("GRDP")["target"]["amount"].to_string(), "12.5");
    assert_eq!(of("GRDP")["target"]["of"], "growth");
    assert_eq!(of("thu nội địa")["expected_percent"], 25);
    assert_eq!(of("thu nội địa")["actual_percent"].to_string(), "23.92");
    let plain = place.run(&["extract", "a.txt"]).json();
    assert!(!plain["shortfalls"].to_string().contains("target"), "{}", plain["shortfalls"]);
    for (lang, words) in
        [("vi", "dưới mục tiêu riêng ≥ 12,5 % (t.toml:2)"), ("en", "below your target ≥ 12.5 % (t.toml:2)")]
    {
        for command in [&["summary"][..], &[], &["explain"]] {
            let args = [command, &["--lang", lang, "--targets", "t.toml", "a.txt"]].concat();
            assert!(place.run(&args).went_well().contains(words), "{args:?}\n{}", place.run(&args).out);
        }
    }
}

#[test]
fn faulty_targets_are_told_with_file_line_and_what_was_expected() {
    let place = place("faulty-targets");
    for (targets, words) in [
        (TARGETS.replace("≥ 12,5 %", "nhiều"), &["t.toml:3: ", "expected a number"][..]),
        (TARGETS.replace("2024", "mai"), &["t.toml:9: ", "expected a year"]),
        (TARGETS.replace("place", "where"), &["t.toml:8: ", "unknown field `where`, expected"]),
        (String::new(), &["t.toml:1: ", "expected [[target]]"]),
    ] {
        place.write("t.toml", targets);
        failed(&place.run(&["summary", "--targets", "t.toml", "a.txt"]), words);
    }
    place.run(&["extract", "--targets", "none.toml", "a.txt"]).failed_with(&["none.toml", "no such file"]);
}

#[test]
fn every_fault_of_a_target_names_its_line_and_what_was_expected() {
    let place = place("target-faults");
    let amount = "expected a number with its unit or %";
    let stretch = "expected a year, or a period as bulletins write it";
    for (from, to, words) in [
        ("≥ 12,5 %", "12 - 13 %", &["t.toml:3: ", "\"12 - 13 %\" is not understood", amount][..]),
        ("≥ 12,5 %", "0 %", &["t.toml:3: ", amount]),
        ("≥ 12,5 %", "≥ ≥ 5 %", &["t.toml:3: ", amount]),
        ("12.000 tỷ đồng", "12.000", &["t.toml:7: ", "\"12.000\" is not understood", amount]),
        ("\"2024\"", "\"6 tháng cuối năm\"", &["t.toml:9: ", stretch]),
        ("\"2024\"", "\"ngày 5/3/2024\"", &["t.toml:9: ", stretch]),
        ("\"2024\"", "2024", &["t.toml:9: ", "expected a string"]),
        ("\"Bắc Lâm\"", "\" \"", &["t.toml:8: ", "expected a place's name"]),
        ("\"GRDP\"", "\"\"", &["t.toml:2: ", "expected an indicator's name"]),
        ("target = \"12.000", "aim = \"12.000", &["t.toml:7: ", "unknown field `aim`, expected one of `indicator`"]),
        ("period = \"2024\"", "cumulated = \"yes\"", &["t.toml:9: ", "expected a boolean"]),
        ("≥ 12,5 %\"", "≥ 12,5 %", &["t.toml:3: "]),
    ] {
        let targets = TARGETS.replace(from, to);
        assert_ne!(targets, TARGETS, "{from}");
        place.write("t.toml", targets);
        failed(&place.run(&["extract", "--targets", "t.toml", "a.txt"]), words);
    }
}

#[test]
fn the_new_commands_stand_in_help_completions_and_the_manual() {
    let place = Place::new("own-help");
    assert!(place.run(&["--help"]).went_well().contains("explain"));
    assert!(place.run(&["explain", "--help"]).went_well().contains("--targets"));
    assert!(place.run(&["man"]).went_well().contains("explain"));
    assert!(place.run(&["completions", "bash"]).went_well().contains("--targets"));
}

#[test]
fn a_doubt_about_a_number_is_told_once_with_its_figure() {
    let place = Place::new("explained-doubt");
    place.write("a.txt", "Quý I/2024, xuất khẩu đạt 508.25 triệu USD, tăng 5%; nhập khẩu đạt 300 triệu USD.\n");
    let out = place.run(&["explain", "--lang", "en", "a.txt"]).went_well().to_owned();
    assert_eq!(out.matches("is written against the rule").count(), 1, "{out}");
    assert!(!place.run(&["explain", "--lang", "en", "a.txt", "nhập khẩu"]).went_well().contains("against the rule"));
}
