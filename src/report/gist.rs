//! Where the gist of a sentence begins that first tells who says it.
//!
//! In: a sentence and the names of its speaker. Out: the byte after the last of these names, where one stands in the
//! sentence's first half. A page that is short of room begins there.

use crate::text::key;

/// Fewest bytes that still say something.
const LEAST: usize = 24;

/// The byte at which what is said begins, after who says it; `None` where nobody is named or little would be left.
#[must_use]
pub fn gist<'a>(sentence: &str, names: impl IntoIterator<Item = &'a str>) -> Option<usize> {
    let words = words(sentence);
    let mut best = None;
    for name in names {
        let name: Vec<String> = self::words(name).into_iter().map(|(key, ..)| key).collect();
        if name.is_empty() {
            continue;
        }
        for window in words.windows(name.len()) {
            let same = window.iter().map(|(key, ..)| key).eq(name.iter());
            let (Some((_, start, _)), Some((_, _, end))) = (window.first(), window.last()) else { continue };
            if same && *start * 2 < sentence.len() && Some(*end) > best {
                best = Some(*end);
            }
        }
    }
    let end = best?;
    let rest = sentence.get(end..)?;
    let start = end + rest.find(|c: char| c.is_alphanumeric())?;
    (sentence.len() >= start + LEAST).then_some(start)
}

/// The words with their keys and the bytes they cover, marks at their ends left out.
fn words(text: &str) -> Vec<(String, usize, usize)> {
    let mut at = 0;
    let mut out = Vec::new();
    for word in text.split(' ') {
        let body = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !body.is_empty() {
            let start = at + word.find(body).unwrap_or_default();
            out.push((key(body), start, start + body.len()));
        }
        at += word.len() + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gist_comes_after_who_says_it() {
        let names = ["Lê Tiến Châu", "Bí thư Thành ủy"];
        for (sentence, want) in [
            ("Đồng chí Bí thư Thành uỷ chỉ đạo dồn sức cho thu ngân sách.", Some("chỉ đạo dồn sức cho thu ngân sách.")),
            (
                "Kết luận, đồng chí Lê Tiến Châu, Bí thư Thành uỷ biểu dương các cấp uỷ, chính quyền.",
                Some("biểu dương các cấp uỷ, chính quyền."),
            ),
            ("Các ngành tập trung cho những dự án lớn.", None),
            ("Các ngành phải báo cáo ngay với Bí thư Thành uỷ trước ngày 30/6.", None),
            ("Bí thư Thành uỷ nhất trí.", None),
        ] {
            assert_eq!(gist(sentence, names).and_then(|at| sentence.get(at..)), want);
        }
    }
}
