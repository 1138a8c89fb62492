//! Flow: who speaks in each sentence, those that name nobody included.
//!
//! A sentence without a speaker of its own goes on with the last one's words until the text turns to somebody else, to
//! an organ's words, to what the meeting adopts or how it was held, or to figures that a report gives.

use super::cast::{Cast, Voice};
use crate::model::{Act, section::Kind};
use crate::parse::layout::{Frame, tone, tone::Tone};
use crate::parse::page::{Page, Paragraph, Sentence};
use crate::rules::{Cue, Family, Gives, Match};

/// Who speaks in each sentence of the page.
#[must_use]
pub fn flow(page: &Page<'_>, frame: &Frame, cast: &Cast) -> Vec<Option<Voice>> {
    let (interview, minutes) = (is_interview(page, frame, cast), are_minutes(page, frame));
    let mut talk = Talk { page, frame, cast, interview, minutes, announced: None, current: None, concluding: None };
    let mut out = vec![None; page.sentences.len()];
    for (number, paragraph) in page.paragraphs.iter().enumerate() {
        match frame.kind(number) {
            Some(Kind::Caption) => told_in_place(cast, paragraph, &mut out),
            Some(Kind::Heading) => talk.heading(number, paragraph),
            // *Xem thêm: …*: the page's own lines stand between words without parting them.
            Some(Kind::Other) => {}
            Some(_) => talk.current = None,
            None => talk.paragraph(number, paragraph, &mut out),
        }
    }
    out
}

/// How a paragraph without a speaker of its own stands to what was said last.
enum Turn {
    /// It goes on with it.
    GoesOn,
    /// Nothing shows whose words it tells; what follows may go on with what was said.
    Unsure,
    /// It turns to something else.
    Away,
}

/// A walk through the story, and whose words it has come to.
struct Talk<'s, 'p> {
    page: &'s Page<'p>,
    frame: &'s Frame,
    cast: &'s Cast,
    /// Headings name who speaks below them.
    interview: bool,
    /// The title says that the text is what was concluded.
    minutes: bool,
    /// Who was said to conclude all that follows (*kết luận như sau:*).
    announced: Option<usize>,
    /// Whose words the last sentence told.
    current: Option<Voice>,
    /// Who was last said to conclude.
    concluding: Option<usize>,
}

impl Talk<'_, '_> {
    /// A heading ends what was said, but for the numbered ones of a report.
    fn heading(&mut self, number: usize, paragraph: &Paragraph) {
        let numbered = self.frame.line(number).numbered;
        let concludes = |v: &Voice| numbered && self.concluding == Some(v.person) || self.announced == Some(v.person);
        let goes_on = |v: &Voice| numbered && v.act == Act::Reports || concludes(v);
        self.current = self.current.filter(goes_on);
        if self.interview {
            self.current = self.told(paragraph.sentences.start);
        }
    }

    /// The first person said to speak in a sentence.
    fn told(&self, at: usize) -> Option<Voice> {
        self.cast.voices.get(at).and_then(|v| v.first()).copied()
    }

    /// Who is said to conclude in a sentence.
    fn closes(&self, at: usize) -> Option<Voice> {
        self.cast.voices.get(at).and_then(|all| all.iter().find(|v| v.act == Act::Closes)).copied()
    }

    /// Whether a sentence starts with another person, who does not speak (*Bà Châu chưa hài lòng.*).
    fn names_another(&self, at: usize, sentence: &Sentence) -> bool {
        let first = self.page.matches(sentence, Family::People).first().filter(|m| m.start == 0);
        let called = first.and_then(|m| self.page.meaning(m)).is_some_and(|(cue, _)| cue == Cue::Honorific);
        let named = self.cast.present.get(at).and_then(|all| all.first());
        let named = if called { named } else { self.cast.heads.get(at).and_then(Option::as_ref) };
        // *Giám đốc Sở Lê An phải báo cáo*: whom who concludes gives an order.
        let ordered = || tone::tone(self.page, std::slice::from_ref(sentence)).order > 0;
        self.cast.quoted.get(at) != Some(&true)
            && named.zip(self.current).is_some_and(|(p, v)| *p != v.person)
            && (called || !ordered())
    }

    /// The first person said to speak in a paragraph.
    fn told_in(&self, paragraph: &Paragraph) -> Option<Voice> {
        paragraph.sentences.clone().find_map(|at| self.told(at))
    }

    fn paragraph(&mut self, number: usize, paragraph: &Paragraph, out: &mut [Option<Voice>]) {
        match self.turn(number, paragraph) {
            Turn::GoesOn => {}
            Turn::Unsure => return,
            Turn::Away => self.current = None,
        }
        for at in paragraph.sentences.clone() {
            let Some(sentence) = self.page.sentences.get(at) else {
                continue;
            };
            self.current = match self.cast.voices.get(at).and_then(|v| v.last()) {
                Some(voice) => Some(*voice),
                None if self.cast.others.get(at) == Some(&true) => None,
                None if turns_within(self.page, sentence) => None,
                None if self.names_another(at, sentence) => None,
                None => self.current,
            };
            // *Sau khi nghe Giám đốc Sở báo cáo, Chủ tịch UBND tỉnh kết luận:*
            if let Some(voice) = self.closes(at).or_else(|| self.told(at)) {
                let concludes = voice.act == Act::Closes || tone::opener(self.page, sentence) == Some(Kind::Conclusion);
                self.concluding =
                    if concludes || self.concluding == Some(voice.person) { Some(voice.person) } else { None };
                let leads = self.minutes && concludes && self.frame.line(number).colon;
                self.announced = self.concluding.filter(|_| leads || self.announced == Some(voice.person));
            }
            if let Some(slot) = out.get_mut(at) {
                *slot = opening_quote(self.page, self.cast, paragraph, at).or(self.current);
            }
            if let Some(voice) = self.told(at).filter(|_| looks_back(self.page, sentence)) {
                let before = out.get_mut(paragraph.sentences.start..at).unwrap_or_default();
                before.iter_mut().filter(|v| v.is_none()).for_each(|v| *v = Some(voice));
            }
        }
    }

    /// How a paragraph stands to the words told last.
    fn turn(&self, number: usize, paragraph: &Paragraph) -> Turn {
        const FIGURES: usize = 2;
        let page = self.page;
        let (Some(first), Some(voice)) = (page.sentences_of(paragraph).first(), self.current) else {
            return Turn::GoesOn;
        };
        let text = first.span.of(page.text);
        let line = self.frame.line(number);
        let item = (line.bullet || line.numbered) && !text.starts_with('*');
        let within = self.told_in(paragraph).is_some();
        // *…*, then a paragraph of another's words, of whose start nothing shows whose it is.
        let teller = self.told_in(paragraph);
        let unled = self.told(paragraph.sentences.start).is_none() && !item && !self.interview;
        if unled && teller.is_some_and(|v| v.person != voice.person) && voice.act != Act::Reports {
            return Turn::Away;
        }
        // *Thông báo kết luận của Chủ tịch …*: all below is what was concluded.
        let concluded = self.announced == Some(voice.person);
        if within || item || self.interview || concluded || self.frame.is_listed(page, number) {
            return Turn::GoesOn;
        }
        let tone = tone::tone(page, page.sentences_of(paragraph));
        // *Nguyên nhân của tồn tại là do …*: what a report tells too, but who concludes goes on with it.
        let judged = self.concluding == Some(voice.person) && tone::opens_matter(page, first);
        let reported =
            !judged && matches!(tone::opener(page, first), Some(Kind::Results | Kind::Other | Kind::Discussion));
        let figures = tone.figures >= FIGURES && (tone.ahead == 0 || tone.so_far) && voice.act != Act::Reports;
        // *Giảm tỷ lệ hộ nghèo 1 - 1,5%/năm*, *Bộ Công Thương giữ gạo chất lượng cao (80%), gạo thường (20%)*: numbers that are ordered.
        let figures = figures && !(orders(&voice) && sets_numbers(page, paragraph));
        let away = reported || figures || tone::sets_scene(page, first) || tone::adopts(page, first);
        match away {
            true => Turn::Away,
            false if self.goes_on(number, first, voice, &tone) => Turn::GoesOn,
            false if self.cast.others.get(paragraph.sentences.start) == Some(&true) => Turn::Away,
            false => Turn::Unsure,
        }
    }

    /// Whether there is a sign that a paragraph goes on with the last one's words: a report or a conclusion is being
    /// told, a list is led in, it is quoted, its first word ties it to what was said, or the same person speaks below.
    fn goes_on(&self, number: usize, first: &Sentence, voice: Voice, tone: &Tone) -> bool {
        const NEAR: usize = 3;
        let concluded = self.concluding == Some(voice.person) && tone.task + tone.praise + tone.ahead > 0;
        let told = voice.act == Act::Reports || concluded;
        let listed = number.checked_sub(1).is_some_and(|above| self.frame.line(above).colon);
        let quoted = first.span.of(self.page.text).starts_with(['"', '\u{201c}']);
        if told || listed || quoted || tone::is_tied(self.page, first) || tone::is_listed(self.page, first) {
            return true;
        }
        let below = (number + 1..number + 1 + NEAR).find(|&i| self.frame.kind(i).is_none());
        let below = below.and_then(|i| self.page.paragraphs.get(i)).and_then(|p| self.told_in(p));
        let ordering = matches!(voice.act, Act::Directs | Act::Asks) || self.is_resumed(number, voice);
        // *Cải cách hành chính tiếp tục được đẩy mạnh, triển khai …*, between orders.
        // *Các trạm cần dùng hết máy được cấp*: an order behind others.
        let works = tone.task > 1 && tone.praise + tone.figures == 0 || tone.order > 0 && tone.figures == 0;
        below.is_some_and(|v| v.person == voice.person)
            || (tone.task_first || works || tone::opens_with_direction(self.page, first)) && ordering
    }

    /// Whether the next paragraph that names a speaker names this one, and all up to it order, or judge where this one does.
    fn is_resumed(&self, number: usize, voice: Voice) -> bool {
        const FAR: usize = 8;
        const FIGURES: usize = 2;
        let judges = voice.act == Act::Assesses;
        let orders = |p: &Paragraph| {
            let tone = tone::tone(self.page, self.page.sentences_of(p));
            tone.task > 0 || judges && tone.praise > 0 && tone.figures < FIGURES
        };
        for at in number + 1..number + FAR {
            let Some(paragraph) = self.page.paragraphs.get(at) else { return false };
            match (self.frame.kind(at), self.told(paragraph.sentences.start)) {
                (Some(Kind::Caption | Kind::Other), _) => {}
                (Some(_), _) => return false,
                (None, Some(told)) => return told.person == voice.person,
                (None, None) if orders(paragraph) => {}
                (None, None) => return false,
            }
        }
        false
    }
}

/// Whether one orders, asks or closes.
fn orders(voice: &Voice) -> bool {
    matches!(voice.act, Act::Directs | Act::Asks | Act::Closes)
}

/// Whether a paragraph opens with a direction that has no subject (*Giảm tỷ lệ hộ nghèo …*), or its numbers are compared with nothing, and
/// nothing says that they were reached.
fn sets_numbers(page: &Page<'_>, paragraph: &Paragraph) -> bool {
    let cue = |m: &Match| page.meaning(m).map(|(cue, _)| cue);
    let sentences = page.sentences_of(paragraph);
    let opens = sentences.first().is_some_and(|s| tone::opens_with_direction(page, s));
    let tells = |m: &Match| {
        let told = [
            Cue::Basis,
            Cue::Ratio,
            Cue::Estimate,
            Cue::EstimateVerb,
            Cue::Equates,
            Cue::Exceed,
            Cue::Brings,
            Cue::Up,
            Cue::Down,
        ];
        cue(m).is_some_and(|cue| told.contains(&cue))
    };
    opens || !sentences.iter().any(|s| page.matches(s, Family::Figures).iter().any(tells))
}

/// Whether a title says that a text is what was concluded (*Kết luận của Chủ tịch UBND tỉnh tại phiên họp …*).
fn are_minutes(page: &Page<'_>, frame: &Frame) -> bool {
    const NEAR: usize = 3;
    let closes = |s: &Sentence| {
        let mut first = page.matches(s, Family::People).iter().take_while(|m| m.start < NEAR);
        first.any(|m| page.meaning(m).is_some_and(|(_, gives)| *gives == Gives::Act(Act::Closes)))
    };
    let titles = frame.paragraphs_of(Kind::Title).filter_map(|at| page.paragraphs.get(at));
    titles.flat_map(|p| page.sentences_of(p)).any(closes)
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

/// Whether a sentence tells whose words the ones before it are (*Đó là yêu cầu của ông Lân …*).
#[must_use]
pub fn looks_back(page: &Page<'_>, sentence: &Sentence) -> bool {
    const BACK: &str = "speech.back";
    let first = page.matches(sentence, Family::People).first().filter(|m| m.start == 0);
    first.and_then(|m| page.lexicon.rule(m.rule)).is_some_and(|rule| rule.id.starts_with(BACK))
}

/// Whether a sentence turns to what the meeting adopts, or to something else that took place.
fn turns_within(page: &Page<'_>, sentence: &Sentence) -> bool {
    tone::adopts(page, sentence)
        || tone::meeting_tells(page, sentence)
        || tone::opener(page, sentence) == Some(Kind::Other)
}

/// A caption's speaker speaks there only.
fn told_in_place(cast: &Cast, paragraph: &Paragraph, out: &mut [Option<Voice>]) {
    for at in paragraph.sentences.clone() {
        if let Some((slot, voice)) = out.get_mut(at).zip(cast.voices.get(at).and_then(|v| v.first())) {
            *slot = Some(*voice);
        }
    }
}

/// Sentences a quote may have before the one that tells whose it is.
const FAR: usize = 12;

/// Quoted sentences before the one that tells who said them are that person's.
fn opening_quote(page: &Page<'_>, cast: &Cast, paragraph: &Paragraph, at: usize) -> Option<Voice> {
    let first = page.sentences.get(paragraph.sentences.start)?;
    if cast.quoted.get(at) != Some(&true) || !first.span.of(page.text).starts_with(['"', '\u{201c}', '-', '\u{2013}']) {
        return None;
    }
    let end = paragraph.sentences.end.min(at + FAR);
    if at > paragraph.sentences.start + FAR {
        return None;
    }
    let teller = (at..end).find(|&i| cast.voices.get(i).is_some_and(|v| !v.is_empty()))?;
    let unbroken = (paragraph.sentences.start..teller).all(|i| cast.quoted.get(i) == Some(&true));
    unbroken.then(|| cast.voices.get(teller).and_then(|v| v.first()).copied()).flatten()
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

    #[test]
    fn a_quote_beside_a_person_is_the_persons_whatever_the_verb() {
        assert_who("\"Hết tiền rồi\", bà Hồ Thị Lụa thở dài.", &["Hồ Thị Lụa"]);
        assert_who("Ông Lê Văn Tý trấn an: \"Vốn sắp về\".", &["Lê Văn Tý"]);
        assert_who("Bác sĩ Đoàn Văn Bốn, Giám đốc Bệnh viện tỉnh: Thiếu thuốc là khó nhất.", &["Đoàn Văn Bốn"]);
    }

    #[test]
    fn an_office_goes_over_to_its_new_holder() {
        let text = "Ông Lê Trí Cao, Chủ tịch UBND tỉnh báo cáo kết quả. Ông Đặng Minh Tân được bầu giữ chức Chủ tịch UBND tỉnh. \
                    Phát biểu nhận nhiệm vụ, tân Chủ tịch UBND tỉnh hứa gần dân. Ông Lê Trí Cao, nguyên Chủ tịch UBND tỉnh cảm ơn cử \
                    tri. Chủ tịch UBND tỉnh đề nghị các sở vào cuộc.";
        let (old, new) = ("Lê Trí Cao", "Đặng Minh Tân");
        assert_eq!(who(text)[2..], [new, old, new]);
    }

    #[test]
    fn headings_that_name_persons_tell_who_speaks_below() {
        let text = "Ghi ở hội nghị\n\nSáng 3/2, Sở Y tế họp.\n\nÔng Lê Văn Tý - Giám đốc Sở Y tế: Không để thiếu thuốc\n\nChúng tôi đang đấu \
                    thầu lại, chậm nhất cuối tháng sẽ có thuốc.\n\nBà Hồ Thị Lụa - Trưởng phòng Tài chính: Vốn đã sẵn\n\nTiền mua thuốc đã \
                    được bố trí đủ từ đầu năm cho các bệnh viện.";
        let all = who(text);
        assert_eq!((all[3].as_str(), all[5].as_str()), ("Lê Văn Tý", "Hồ Thị Lụa"));
    }

    #[test]
    fn chatter_is_nobodys_and_lists_go_on_after_it() {
        let text = "Tiêu đề\n\nSáng 2/3, Sở Y tế họp.\n\nChủ tịch UBND tỉnh Lê Văn Kha kết luận, giao các sở làm ngay ba việc.\n\nBạn đọc \
                    xem ảnh trên trang của chúng tôi nhé.\n\n- Rà soát các dự án;\n\n- Báo cáo hằng tuần.";
        assert_eq!(who(text)[2..], ["Lê Văn Kha", "-", "Lê Văn Kha", "Lê Văn Kha"]);
    }

    #[test]
    fn two_persons_share_a_verb() {
        let page = Page::new("Bà Hồ Thị Lụa và ông Lê Văn Tý đều cho rằng cần làm sớm.", &LEXICON);
        let frame = layout::frame(&page);
        assert_eq!(people::cast(&page, &frame).voices[0].len(), 2);
    }
}
