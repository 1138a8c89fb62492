//! Flow: who speaks in each sentence, those that name nobody included.
//!
//! A sentence without a speaker of its own goes on with the last one's words until the text turns to somebody else, to
//! an organ's words, to what the meeting adopts or how it was held, or to figures that a report gives.

use super::cast::{Cast, Voice};
use crate::model::{Act, section::Kind};
use crate::parse::layout::{Frame, tone};
use crate::parse::page::{Page, Paragraph, Sentence};

/// Who speaks in each sentence of the page.
#[must_use]
pub fn flow(page: &Page<'_>, frame: &Frame, cast: &Cast) -> Vec<Option<Voice>> {
    let mut out = vec![None; page.sentences.len()];
    let mut current: Option<Voice> = None;
    let interview = is_interview(page, frame, cast);
    for (number, paragraph) in page.paragraphs.iter().enumerate() {
        match frame.kind(number) {
            Some(Kind::Caption) => {
                told_in_place(cast, paragraph, &mut out);
                continue;
            }
            Some(Kind::Heading) => {
                let numbered = frame.line(number).numbered;
                current = current.filter(|v| numbered && v.act == Act::Reports);
                if interview {
                    current = cast.voices.get(paragraph.sentences.start).and_then(|v| v.first()).copied();
                }
                continue;
            }
            Some(_) => {
                current = None;
                continue;
            }
            None => {}
        }
        if !interview && turns(page, frame, cast, number, paragraph, current) {
            current = None;
        }
        for at in paragraph.sentences.clone() {
            current = match cast.voices.get(at).and_then(|v| v.last()) {
                Some(voice) => Some(*voice),
                None if cast.others.get(at) == Some(&true) => None,
                None if page.sentences.get(at).is_some_and(|s| turns_within(page, s)) => None,
                None => current,
            };
            let quote_before = opening_quote(page, cast, paragraph, at);
            if let Some(slot) = out.get_mut(at) {
                *slot = quote_before.or(current);
            }
        }
    }
    out
}

/// Whether several headings each name who speaks below them (*Ông Lân - Giám đốc Sở: Không để chậm vốn*).
fn is_interview(page: &Page<'_>, frame: &Frame, cast: &Cast) -> bool {
    const SEVERAL: usize = 2;
    let names = |&i: &usize| {
        let first = page.paragraphs.get(i).map(|p| p.sentences.start);
        first.and_then(|s| cast.voices.get(s)).is_some_and(|v| !v.is_empty())
    };
    frame.paragraphs_of(Kind::Heading).filter(names).count() >= SEVERAL
}

/// Whether a sentence turns to what the meeting adopts, or to something else that took place.
fn turns_within(page: &Page<'_>, sentence: &Sentence) -> bool {
    tone::adopts(page, sentence) || tone::opener(page, sentence) == Some(Kind::Other)
}

/// A caption's speaker speaks there only.
fn told_in_place(cast: &Cast, paragraph: &Paragraph, out: &mut [Option<Voice>]) {
    for at in paragraph.sentences.clone() {
        if let Some((slot, voice)) = out.get_mut(at).zip(cast.voices.get(at).and_then(|v| v.first())) {
            *slot = Some(*voice);
        }
    }
}

/// Quoted sentences before the one that tells who said them are that person's.
fn opening_quote(page: &Page<'_>, cast: &Cast, paragraph: &Paragraph, at: usize) -> Option<Voice> {
    let first = page.sentences.get(paragraph.sentences.start)?;
    if cast.quoted.get(at) != Some(&true) || !first.span.of(page.text).starts_with(['"', '\u{201c}', '-', '\u{2013}']) {
        return None;
    }
    let teller = (at..paragraph.sentences.end).find(|&i| cast.voices.get(i).is_some_and(|v| !v.is_empty()))?;
    let unbroken = (paragraph.sentences.start..teller).all(|i| cast.quoted.get(i) == Some(&true));
    unbroken.then(|| cast.voices.get(teller).and_then(|v| v.first()).copied()).flatten()
}

/// Whether a paragraph without a speaker of its own turns away from the last one's words.
fn turns(
    page: &Page<'_>,
    frame: &Frame,
    cast: &Cast,
    number: usize,
    paragraph: &Paragraph,
    current: Option<Voice>,
) -> bool {
    const FIGURES: usize = 2;
    let Some(first) = page.sentences_of(paragraph).first() else {
        return false;
    };
    let told = cast.voices.get(paragraph.sentences.start).is_some_and(|v| !v.is_empty());
    let line = frame.line(number);
    if told || (line.bullet || line.numbered) && !first.span.of(page.text).starts_with('*') {
        return false;
    }
    let tone = tone::tone(page, page.sentences_of(paragraph));
    let opener = tone::opener(page, first);
    let reported = matches!(opener, Some(Kind::Results | Kind::Other | Kind::Discussion));
    let figures = tone.figures >= FIGURES && tone.ahead == 0 && current.is_some_and(|v| v.act != Act::Reports);
    reported || figures || tone::sets_scene(page, first) || tone::adopts(page, first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{LEXICON, layout, people};

    /// Each sentence's speaker, `-` where there is none.
    fn who(text: &str) -> Vec<String> {
        let page = Page::new(text, &LEXICON);
        let frame = layout::frame(&page);
        let cast = people::cast(&page, &frame);
        let name = |v: Option<Voice>| v.map_or("-", |v| cast.persons[v.person].name.of(text)).to_owned();
        flow(&page, &frame, &cast).into_iter().map(name).collect()
    }

    fn assert_who(text: &str, expected: &[&str]) {
        assert_eq!(who(text), expected, "{text}");
    }

    #[test]
    fn the_deputy_is_not_the_secretary() {
        let text = "Đồng chí Lê An Khang, Bí thư Tỉnh ủy chủ trì. Đồng chí Vũ Thị Bình, Phó Bí thư Thường trực Tỉnh ủy báo \
                    cáo. Đồng chí Bí thư Tỉnh ủy yêu cầu làm ngay. Phó Bí thư Thường trực lưu ý tiến độ.";
        assert_who(text, &["-", "Vũ Thị Bình", "Lê An Khang", "Vũ Thị Bình"]);
    }

    #[test]
    fn the_latest_holder_is_meant() {
        let text = "Giám đốc Sở Y tế Lê Văn Nam cho biết thiếu thuốc. Giám đốc Sở Tài chính Hồ Thị Sen nói đã cấp vốn. \
                    Giám đốc Sở Y tế đề nghị cấp thêm. Giám đốc Sở hứa sẽ mua sớm.";
        assert_who(text, &["Lê Văn Nam", "Hồ Thị Sen", "Lê Văn Nam", "Hồ Thị Sen"]);
    }

    #[test]
    fn given_names_and_pronouns_lead_to_their_person() {
        let text = "Bà Cao Thị Diễm nêu khó khăn. Ông Phạm Quốc Tuấn giải thích. Bà Diễm không đồng tình và đề nghị làm rõ. \
                    Bà nhấn mạnh cần công khai. Ông Tuấn hứa. Ông cam kết trả lời.";
        let (woman, man) = ("Cao Thị Diễm", "Phạm Quốc Tuấn");
        assert_who(text, &[woman, man, woman, woman, man, man]);
    }

    #[test]
    fn words_stand_for_an_office() {
        for words in ["Người đứng đầu UBND tỉnh", "Vị Chủ tịch UBND tỉnh", "Đồng chí Chủ tịch UBND tỉnh", "Ông Hải"]
        {
            let text = format!("Chủ tịch UBND tỉnh Ngô Thanh Hải chủ trì. {words} nhấn mạnh ba việc.");
            assert_who(&text, &["-", "Ngô Thanh Hải"]);
        }
    }

    #[test]
    fn quotes_before_and_after_are_their_tellers() {
        let text = "\"Phải làm ngay. Không chờ đợi nữa\", ông Đỗ Văn Khôi yêu cầu.";
        assert_who(text, &["Đỗ Văn Khôi", "Đỗ Văn Khôi"]);
        assert_who("Bà Lý Thị Mẩy nói: “Đường xa lắm. Học sinh khổ”.", &["Lý Thị Mẩy", "Lý Thị Mẩy"]);
        assert_who("Theo ông Trần Bá Lộc, vốn đã về đủ. Nay chỉ chờ mặt bằng.", &["Trần Bá Lộc", "Trần Bá Lộc"]);
    }

    #[test]
    fn who_is_only_named_does_not_speak() {
        for text in [
            "Thực hiện chỉ đạo của Bí thư Tỉnh ủy Lê An Khang, các sở vào cuộc.",
            "Cùng dự có ông Trần Bá Lộc, Giám đốc Sở Y tế.",
            "Hội nghị nghe báo cáo về ông Trần Bá Lộc.",
            "Đường Nguyễn Thị Thập ngập sâu.",
        ] {
            assert_who(text, &["-"]);
        }
    }

    #[test]
    fn an_organs_words_end_a_persons() {
        let text = "Ông Trần Bá Lộc cho biết vốn đã về. Công an tỉnh cũng cho hay tai nạn giảm. Hội nghị đã nhất trí thông qua \
                    nghị quyết.";
        assert_who(text, &["Trần Bá Lộc", "-", "-"]);
    }

    #[test]
    fn captions_between_change_nothing() {
        let text = "Tiêu đề\n\nSáng 2/3, Sở Y tế họp.\n\nChủ tịch UBND tỉnh Lê Văn Kha kết luận: các sở phải khẩn trương.\n\nÔng Hồ \
                    Minh Đạo phát biểu tại hội nghị\n\nÔng yêu cầu báo cáo hằng tuần.";
        assert_who(text, &["-", "-", "Lê Văn Kha", "Hồ Minh Đạo", "Lê Văn Kha"]);
    }
}
