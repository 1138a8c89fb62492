//! Invariance: how a text is written down makes no difference to what is read, over all bulletins of the tests.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

use bantin::model::Bulletin;
use proptest::prelude::*;
use std::path::Path;
use std::time::{Duration, Instant};
use unicode_normalization::UnicodeNormalization;

/// The bulletins of the tests and the sample: name and text.
fn bulletins() -> Vec<(String, String)> {
    let mut out = vec![("sample".to_owned(), bantin::cli::SAMPLE.to_owned())];
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bulletins")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "txt") {
            out.push((
                path.file_stem().unwrap().to_string_lossy().into_owned(),
                std::fs::read_to_string(path).unwrap(),
            ));
        }
    }
    out.sort();
    assert!(out.len() > 10);
    out
}

/// All that is read, without places: figures, shortfalls, speakers, the number of conclusions, the period.
fn reading(bulletin: &Bulletin) -> Vec<String> {
    let fold = bantin::text::key;
    let mut out = Vec::new();
    for f in &bulletin.figures {
        let value = f.value.as_ref().map(|v| (v.amount, fold(&v.unit), v.upper, v.of, v.bound, v.estimate));
        let changes: Vec<_> = f.changes.iter().map(|c| (c.percent, c.points, c.factor, c.amount, c.basis)).collect();
        let plans: Vec<_> = f.plans.iter().map(|p| (p.percent, p.horizon)).collect();
        let share = f.share.as_ref().map(|s| s.percent);
        out.push(format!(
            "{} {:?} {value:?} {changes:?} {plans:?} {share:?} {:?}",
            fold(&f.indicator),
            f.kind,
            f.within
        ));
    }
    out.extend(bulletin.shortfalls.iter().map(|s| format!("{} {:?} {:?}", fold(&s.indicator), s.reasons, s.severity)));
    out.extend(bulletin.speakers.iter().map(|s| {
        let roles: Vec<String> = s.roles.iter().map(|r| fold(r)).collect();
        format!("{} {roles:?} {}", fold(&s.name), s.statements.len())
    }));
    out.push(format!("{:?}", bulletin.conclusions.iter().map(|c| (c.kind, c.speaker)).collect::<Vec<_>>()));
    out.push(format!(
        "{:?} {:?} {:?}",
        bulletin.period.as_ref().map(|p| (p.elapsed_percent, p.end)),
        bulletin.published,
        bulletin.held
    ));
    out
}

fn same(how: &str, change: impl Fn(&str) -> String) {
    for (name, text) in bulletins() {
        let (plain, other) = (reading(&bantin::read(&text)), reading(&bantin::read(&change(&text))));
        let differs: Vec<_> = plain.iter().zip(&other).filter(|(a, b)| a != b).take(3).collect();
        assert!(
            differs.is_empty() && plain.len() == other.len(),
            "{name} {how}: {} and {} lines, {differs:#?}",
            plain.len(),
            other.len()
        );
    }
}

#[test]
fn decomposed_letters_read_the_same() {
    same("in NFD", |text| text.nfd().collect());
}

#[test]
fn composed_letters_read_the_same() {
    same("in NFC", |text| text.nfc().collect());
}

#[test]
fn both_places_of_the_tone_read_the_same() {
    let pairs = [("uỷ", "ủy"), ("Uỷ", "Ủy"), ("oá", "óa"), ("oà", "òa"), ("oả", "ỏa"), ("uý", "úy")];
    same("with old tones", |text| pairs.iter().fold(text.to_owned(), |t, (old, new)| t.replace(new, old)));
    same("with new tones", |text| pairs.iter().fold(text.to_owned(), |t, (old, new)| t.replace(old, new)));
}

#[test]
fn both_spellings_of_a_billion_read_the_same() {
    same("with tỉ", |text| text.replace("tỷ", "tỉ").replace("Tỷ", "Tỉ"));
    same("with tỷ", |text| text.replace("tỉ ", "tỷ ").replace("Tỉ ", "Tỷ "));
}

#[test]
fn line_ends_and_blanks_read_the_same() {
    same("with CRLF", |text| text.replace("\r\n", "\n").replace('\n', "\r\n"));
    same("with no-break spaces", |text| text.replace("    ", "\t\t").replace(' ', "\u{a0}").replace("\t\t", "    "));
    same("with a byte order mark", |text| format!("\u{feff}{text}"));
    same("with extra blanks", |text| {
        let wide = |line: &str| {
            if line.contains("   ") || line.contains('\t') { line.to_owned() } else { line.replace(' ', "  ") }
        };
        text.lines().map(wide).collect::<Vec<_>>().join("\n")
    });
    same("with blank lines", |text| {
        let row = |line: &str| line.trim().contains("   ");
        let mut out = String::new();
        for line in text.lines() {
            out.push_str(line);
            out.push_str(if row(line) { "\n" } else { "\n\n" });
        }
        out
    });
}

/// A line wrapped greedily, a letter a cell.
fn wrapped(line: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in line.split_whitespace() {
        let last = lines.last_mut().unwrap();
        if last.is_empty() {
            last.push_str(word);
        } else if last.chars().count() + 1 + word.chars().count() <= width {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.join("\n")
}

#[test]
fn wrapped_lines_read_the_same() {
    for width in [60, 80, 100] {
        same(&format!("wrapped at {width}"), |text| {
            // Wrapped as a terminal would: by letters, not by marks.
            let text: String = text.replace('\r', "").nfc().collect();
            let wrap = |line: &str| if line.trim().contains("   ") { line.to_owned() } else { wrapped(line, width) };
            // Paragraphs are parted by blank lines, as in any wrapped text.
            text.lines().map(wrap).collect::<Vec<_>>().join("\n\n").replace("\n\n\n\n", "\n\n")
        });
    }
}

/// What a bulletin says, each thing by itself: figures without whose part they are, shortfalls, speakers with what they
/// do and say, conclusions, the period.
fn told(bulletin: &Bulletin) -> Vec<String> {
    let words = |span: bantin::text::Span| bantin::text::key(span.of(&bulletin.text));
    let mut out: Vec<String> = bulletin
        .figures
        .iter()
        .map(|f| {
            let numbers: Vec<_> = f.changes.iter().map(|c| (c.percent, c.points, c.amount, c.basis)).collect();
            let plans: Vec<_> = f.plans.iter().map(|p| (p.percent, p.horizon)).collect();
            let value = f.value.as_ref().map(|v| (v.amount, v.unit.clone(), v.upper, v.of, v.bound));
            format!("{} {:?} {value:?} {numbers:?} {plans:?}", f.indicator, f.kind)
        })
        .collect();
    out.extend(bulletin.shortfalls.iter().map(|s| format!("{} {:?} {:?}", s.indicator, s.reasons, s.severity)));
    for speaker in &bulletin.speakers {
        out.push(format!("{} {:?}", speaker.name, speaker.roles));
        out.extend(speaker.statements.iter().map(|s| format!("{}: {:?} {}", speaker.name, s.act, words(s.span))));
    }
    out.extend(bulletin.conclusions.iter().map(|c| format!("{:?} {}", c.kind, words(c.span))));
    out.push(format!("{:?} {:?}", bulletin.period.as_ref().map(|p| (p.elapsed_percent, p.end)), bulletin.published));
    out
}

fn tells_the_same(name: &str, how: &str, plain: &[String], other: &[String]) {
    let lost: Vec<_> = plain.iter().filter(|line| !other.contains(line)).take(3).collect();
    let made_up: Vec<_> = other.iter().filter(|line| !plain.contains(line)).take(3).collect();
    assert!(lost.is_empty() && made_up.is_empty(), "{name} {how}: lost {lost:#?}, made up {made_up:#?}");
}

#[test]
fn another_byline_changes_nothing() {
    for (name, text) in bulletins() {
        let plain = told(&bantin::read(&text));
        let other = bantin::read(&format!("{}\n\nNgọc Khuê - Đức Thiện\n", text.trim_end()));
        tells_the_same(&name, "with a byline", &plain, &told(&other));
    }
}

/// Paragraphs that tell nothing of the bulletin: the weather, an advertisement, a pointer to elsewhere.
const CHATTER: [&str; 3] = [
    "Trời trong xanh, nắng vàng trải khắp các ngả đường, hoa nở rộ hai bên hè phố.",
    "Bạn đọc quan tâm có thể tìm mua báo giấy tại các sạp báo gần nhà.",
    "Xem thêm: Những món ăn ngon ngày cuối tuần",
];

#[test]
fn chatter_between_paragraphs_changes_nothing() {
    for (name, text) in bulletins() {
        let plain = told(&bantin::read(&text));
        let text = text.replace("\r\n", "\n");
        let breaks: Vec<usize> = text.match_indices("\n\n").map(|(at, _)| at).collect();
        for (round, chatter) in CHATTER.iter().enumerate() {
            let fit = breaks.iter().skip(breaks.len() * 2 / 3 + round).find(|&&at| parts_nothing(&text, at));
            let Some(&at) = fit else { continue };
            let other = format!("{}\n\n{chatter}{}", &text[..at], &text[at..]);
            let mut read = told(&bantin::read(&other));
            // Within a speech nothing shows that it is not the speaker's.
            let own = bantin::text::key(&chatter.split(' ').take(5).collect::<Vec<_>>().join(" "));
            read.retain(|line| !line.contains(&own));
            tells_the_same(&name, &format!("with {chatter:?} at {at}"), &plain, &read);
        }
    }
}

/// Whether a break parts two paragraphs that stand for themselves: the one before ends in a stop, the next is no item of a
/// list and no row.
fn parts_nothing(text: &str, at: usize) -> bool {
    let next = text[at..].trim_start();
    text[..at].ends_with('.') && next.starts_with(char::is_uppercase) && !next.lines().next().unwrap().contains("   ")
}

#[test]
fn a_name_with_nothing_readable_beside_it_is_no_figure() {
    let text = "Kinh tế tỉnh năm 2025.\n\nThu ngân sách đạt 5 tỷ đồng. Tỷ lệ hộ nghèo từ 18,7% năm 2020 xuống còn 11.";
    spans_fit(&bantin::read(text)).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_cut_anywhere_is_read_without_panic_and_spans_fit(which in 0usize..11, part in 0.0f64..1.0, len in 0.0f64..1.0) {
        let all = bulletins();
        let text = &all[which % all.len()].1;
        let boundary = |at: usize| (at..=text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len());
        let start = boundary((text.len() as f64 * part) as usize);
        let end = boundary(start + ((text.len() - start) as f64 * len) as usize);
        spans_fit(&bantin::read(&text[start..end]))?;
    }

    #[test]
    fn any_text_is_read_without_panic_and_spans_fit(text in "\\PC{0,300}") {
        spans_fit(&bantin::read(&text))?;
    }

    #[test]
    fn words_of_the_trade_in_any_order_are_read_without_panic(
        words in prop::collection::vec(prop::sample::select(WORDS), 0..80)
    ) {
        spans_fit(&bantin::read(&words.join(" ")))?;
    }
}

const WORDS: &[&str] = &[
    "thu",
    "ngân sách",
    "tăng",
    "giảm",
    "đạt",
    "bằng",
    "5,2%",
    "1.234",
    "tỷ đồng",
    "so với",
    "cùng kỳ",
    "kế hoạch",
    "năm",
    "2023",
    "quý I",
    "(",
    ")",
    ",",
    ";",
    ".",
    ":",
    "trong đó",
    "lần lượt",
    "và",
    "từ",
    "lên",
    "xuống",
    "gấp",
    "lần",
    "điểm phần trăm",
    "chưa đạt",
    "ông",
    "Nguyễn Văn A",
    "Bí thư Tỉnh ủy",
    "yêu cầu",
    "kết luận",
    "\n",
    "\n\n",
    "-",
    "/",
    "12",
    "%",
    "vụ",
    "người",
    "về",
    "với",
    "là",
    "phấn đấu",
    "“",
    "”",
    "\t",
];

fn spans_fit(bulletin: &Bulletin) -> Result<(), TestCaseError> {
    let text = &bulletin.text;
    let mut spans: Vec<bantin::text::Span> = Vec::new();
    for f in &bulletin.figures {
        spans.extend([f.span, f.sentence, f.indicator_span]);
        spans.extend(f.value.iter().map(|v| v.span));
        spans.extend(f.changes.iter().map(|c| c.span));
        spans.extend(f.plans.iter().map(|p| p.span));
        prop_assert!(
            f.value.is_some() || !f.changes.is_empty() || !f.plans.is_empty() || f.share.is_some(),
            "an empty figure: {f:?}"
        );
        prop_assert!(f.within.is_none_or(|w| w < bulletin.figures.len() && w != f.id), "{f:?}");
    }
    spans.extend(bulletin.shortfalls.iter().flat_map(|s| s.evidence.clone()));
    spans.extend(bulletin.conclusions.iter().map(|c| c.span));
    spans.extend(bulletin.sections.iter().map(|s| s.span));
    spans.extend(bulletin.speakers.iter().flat_map(|s| s.statements.iter().map(|s| s.span)));
    for span in spans {
        prop_assert!(text.get(span.start..span.end).is_some(), "{span:?} does not fit");
    }
    Ok(())
}

#[test]
fn doubled_input_doubles_the_time() {
    let one: String = bulletins().into_iter().map(|(_, text)| text + "\n\n").collect();
    let time = |text: &str| {
        let mut best = Duration::MAX;
        for _ in 0..3 {
            let start = Instant::now();
            std::hint::black_box(bantin::read(text));
            best = best.min(start.elapsed());
        }
        best
    };
    let (small, large) = (one.repeat(4), one.repeat(16));
    let ratio = time(&large).as_secs_f64() / time(&small).as_secs_f64();
    // Four times the text; the square of it would be sixteen times the time.
    assert!(ratio < 8.0, "four times the text took {ratio:.1} times as long");
}
