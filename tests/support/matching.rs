//! When two names, numbers or units are the same, as the project's scorer has it.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

const STRIPPED: &str = ".,;:!?…\"'“”‘’()[]–-*/";

/// Lower-case words with the tone at the word's end, so that ủy and uỷ are one; tỉ is tỷ.
pub fn words(text: &str) -> Vec<String> {
    let flat: String = text.to_lowercase().nfd().collect();
    let flat = flat.replace(['đ', 'ð'], "d\u{335}");
    let mut out = Vec::new();
    for word in flat.split_whitespace() {
        let mut tone = String::new();
        let mut body = String::new();
        for c in word.chars() {
            match c {
                '\u{300}' => tone.push('1'),
                '\u{301}' => tone.push('2'),
                '\u{303}' => tone.push('3'),
                '\u{309}' => tone.push('4'),
                '\u{323}' => tone.push('5'),
                c => body.push(c),
            }
        }
        let body = body.trim_matches(|c| STRIPPED.contains(c));
        if body.is_empty() {
            continue;
        }
        out.push(match (body, tone.as_str()) {
            ("ti", "4") | ("ty", "") => "ty4".to_owned(),
            _ => format!("{body}{tone}"),
        });
    }
    out
}

/// Whether `have` holds every word of `need`, each as often.
pub fn holds(have: &[String], need: &[String]) -> bool {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for word in have {
        *left.entry(word).or_default() += 1;
    }
    need.iter().all(|word| match left.get_mut(word.as_str()) {
        Some(n) if *n > 0 => {
            *n -= 1;
            true
        }
        _ => false,
    })
}

/// Whether `name` says what one of `alternatives` says, with at most ten words more.
pub fn name_matches<'a>(alternatives: impl IntoIterator<Item = &'a str>, name: &str) -> bool {
    let have = words(name);
    alternatives.into_iter().any(|alternative| {
        let need = words(alternative);
        !need.is_empty() && have.len() <= need.len() + 10 && holds(&have, &need)
    })
}

/// Whether two numbers are the same.
pub fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * 1_f64.max(a.abs()).max(b.abs())
}

/// Whether one unit begins as the other does.
pub fn unit_matches(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let n = a.len().min(b.len());
    if n > 0 { a[..n] == b[..n] } else { a == b }
}
