//! Mentions: each place where a sentence points to a person, by name, by office or by pronoun. Who it is, is not asked.

use super::name;
use super::office::{Office, office};
use super::words::Words;
use crate::rules::{Cue, Gives};
use crate::text::Span;
use std::ops::Range;

/// One place where a sentence points to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its tokens in the sentence, brackets and offices after the name included.
    pub tokens: Range<usize>,
    /// Its characters up to the name, or to the office where there is no name.
    pub span: Span,
    /// The name as written.
    pub name: Option<Span>,
    /// How much of a name it is.
    pub naming: Naming,
    /// Whether an honorific or a rank stands before it.
    pub titled: bool,
    /// Whether the honorific is a man's or a woman's.
    pub gender: Option<Gender>,
    /// Its offices, in order.
    pub offices: Vec<Office>,
}

/// How a mention names its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// A name that a surname opens.
    Full,
    /// Other capitalised words: a given name, or a name of which the surname is not known.
    Loose,
    /// No name: an office.
    Office,
    /// No name and no office: *ông*, *đồng chí*.
    Pronoun,
}

/// What an honorific tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// *ông*
    Man,
    /// *bà*
    Woman,
}

/// The mentions of a sentence, in order.
#[must_use]
pub fn mentions(words: &Words<'_>) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut at = 0;
    for start in words.starts() {
        if start >= at
            && let Some(found) = mention(words, start)
        {
            at = found.tokens.end.max(start + 1);
            out.push(found);
        }
    }
    out
}

/// Whether a cue stands before a name, or for one.
#[must_use]
pub fn opens(cue: Cue) -> bool {
    matches!(cue, Cue::Honorific | Cue::Rank | Cue::Office | Cue::StandsFor)
}

/// The mention that starts at a token, which is a cue's of persons or of names.
#[must_use]
pub fn mention(words: &Words<'_>, start: usize) -> Option<Mention> {
    if !words.cue(start).is_some_and(|(cue, _, _)| opens(cue)) {
        return bare(words, start);
    }
    if words.cue_before(start).is_some_and(|(cue, _, _)| cue == Cue::Plural) {
        return None;
    }
    let mut title = Title::default();
    let mut at = title.read(words, start);
    let mut offices = Vec::new();
    let other = words.cue_before(start).is_some_and(|(cue, _, _)| cue == Cue::Oblique);
    at = offices_before(words, at, !other, &mut offices);
    let titled = title.any();
    let before = at;
    let apart = matches!(words.mark(at), Some(',' | ':'));
    at = if other && apart { at } else { name_gap(words, at, offices.last(), &mut title) };
    let tied = || name::tied(words, at).filter(|_| !offices.is_empty());
    let (naming, end) = match name::full(words, at).or_else(tied) {
        Some(end) => (Naming::Full, end),
        None if titled && offices.is_empty() => match name::any(words, at) {
            Some(end) => (Naming::Loose, end),
            None if title.stands_alone => (Naming::Pronoun, at),
            None => return None,
        },
        None if offices.iter().any(|o| titled || stands_alone(words, start, o)) => (Naming::Office, before),
        None => return None,
    };
    let name = matches!(naming, Naming::Full | Naming::Loose).then(|| words.span(at, end));
    let shown = words.span(start, end);
    let end = if name.is_some() { own_offices(words, start, end, &mut offices) } else { end };
    Some(Mention { tokens: start..end, span: shown, name, naming, titled: title.any(), gender: title.gender, offices })
}

/// The rank of a committee's members; offices from here on are held by many, and mean nobody without a name.
const MEMBER: u8 = 10;

/// The rank of ministers; offices up to it are whole without an organ (*Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ*).
pub const HIGH: u8 = 3;

/// Whether an office without a name may mean its holder: not one of many, nor a common noun (*chủ tịch quận huyện*).
fn stands_alone(words: &Words<'_>, start: usize, office: &Office) -> bool {
    // *phó thủ tướng nêu rõ*: some papers write it small.
    let high = (1..=HIGH).contains(&office.rank);
    office.rank < MEMBER && (words.is_capital(start) || !office.organ.is_empty() || office.rank == 0 || high)
}

/// A name that nothing announces.
fn bare(words: &Words<'_>, start: usize) -> Option<Mention> {
    if !words.is_capital(start) {
        return None;
    }
    let within = start.checked_sub(1).is_some_and(|b| words.is_capital(b) && name::place_end(words, start).is_none());
    if within && start > 1 {
        return None;
    }
    let end = name::full(words, start)?;
    let mut offices = Vec::new();
    let span = words.span(start, end);
    let end = offices_after(words, end, &mut offices);
    Some(Mention {
        tokens: start..end,
        span,
        name: Some(span),
        naming: Naming::Full,
        titled: false,
        gender: None,
        offices,
    })
}

/// What stands before a name that is no office.
#[derive(Default)]
struct Title {
    gender: Option<Gender>,
    ranked: bool,
    former: bool,
    stands_alone: bool,
}

impl Title {
    /// Reads honorifics and ranks from `at`; the token after them.
    fn read(&mut self, words: &Words<'_>, mut at: usize) -> usize {
        while let Some((cue, gives, end)) = words.cue(at) {
            match (cue, gives) {
                (Cue::Honorific, Gives::Name(name)) if name == "man" => self.called(Some(Gender::Man)),
                (Cue::Honorific, Gives::Name(name)) if name == "woman" => self.called(Some(Gender::Woman)),
                (Cue::Honorific, Gives::Name(name)) => {
                    self.ranked = true;
                    self.former |= name == "former";
                }
                (Cue::Honorific, _) => self.called(None),
                (Cue::Rank, _) => self.ranked = true,
                _ => break,
            }
            at = end;
            while matches!(words.mark(at), Some('.' | ',' | '-')) && cue == Cue::Rank && self.goes_on(words, at + 1) {
                at += 1;
            }
        }
        at
    }

    /// Whether after the stop or comma of a degree comes another, or a name.
    fn goes_on(&self, words: &Words<'_>, at: usize) -> bool {
        let more = words.cue(at).is_some_and(|(cue, _, _)| matches!(cue, Cue::Rank | Cue::Office));
        self.ranked && (more || name::full(words, at).is_some())
    }

    fn called(&mut self, gender: Option<Gender>) {
        self.gender = self.gender.or(gender);
        self.stands_alone = true;
    }

    fn any(&self) -> bool {
        self.ranked || self.stands_alone
    }
}

/// Offices from `at`, `several` of them where parted by commas or strokes; the token after them. Not where the first is
/// another's (*thừa ủy quyền của Chủ tịch UBND tỉnh, Giám đốc Sở …*).
fn offices_before(words: &Words<'_>, mut at: usize, several: bool, out: &mut Vec<Office>) -> usize {
    while let Some((found, end)) = office(words, at) {
        out.push(found);
        at = end;
        let whole = |o: &Office| o.rank == MEMBER || o.rank <= HIGH || !o.organ.is_empty() && o.rank < MEMBER;
        let whole = out.last().is_some_and(whole);
        let next = office(words, at + 1).is_some_and(|(o, _)| o.rank <= MEMBER);
        let joined = several && next && matches!(words.mark(at), Some(',' | '-' | '\u{2013}')) && whole;
        if !joined {
            break;
        }
        at += 1;
    }
    at
}

/// Where a name would start after `at`: after a bracket, or after a mark and an honorific.
fn name_gap(words: &Words<'_>, at: usize, office: Option<&Office>, title: &mut Title) -> usize {
    if name::full(words, at).is_some() {
        return at;
    }
    let Some(office) = office else {
        return at;
    };
    if let Some(after) = words.after_bracket(at).filter(|&a| name::full(words, a).is_some()) {
        return after;
    }
    let mark = usize::from(matches!(words.mark(at), Some(',' | '-' | '\u{2013}' | ':')));
    let mut called = Title::default();
    let next = called.read(words, at + mark);
    let colon = words.mark(at) == Some(':');
    if name::full(words, next).is_some() && (!colon || called.any()) && (mark == 0 || office.rank <= MEMBER) {
        title.gender = title.gender.or(called.gender);
        title.stands_alone |= called.stands_alone;
        return next;
    }
    at
}

/// The offices after the name of a person; where words are taken from one, who comes next with a verb is another (*Theo ông Lân,
/// Thủ tướng đã nhắc …*).
fn own_offices(words: &Words<'_>, start: usize, at: usize, out: &mut Vec<Office>) -> usize {
    let before = out.len();
    let end = offices_after(words, at, out);
    let source = words.cue_before(start).is_some_and(|(cue, _, _)| cue == Cue::Source);
    if source && end < words.len() && words.mark(end).is_none() {
        out.truncate(before);
        return at;
    }
    end
}

/// Offices after a name (*, Bí thư Tỉnh ủy*, *- Giám đốc Sở*, *(Phó Giám đốc)*), and a bracket of other words; the token
/// after them. An office that another name follows is that person's.
fn offices_after(words: &Words<'_>, mut at: usize, out: &mut Vec<Office>) -> usize {
    loop {
        let bracket = words.after_bracket(at);
        let mark = matches!(words.mark(at), Some(',' | '-' | '\u{2013}' | '\u{2014}'));
        if !mark && bracket.is_none() {
            // *đồng chí Lân phó bí thư Huyện ủy*: an office right behind the name.
            let own = office(words, at)
                .filter(|(o, end)| out.is_empty() && o.rank <= MEMBER && name::full(words, *end).is_none());
            if let Some((office, end)) = own {
                out.push(office);
                at = end;
                continue;
            }
            appointed(words, at, out);
            return at;
        }
        let mut title = Title::default();
        let next = title.read(words, at + 1);
        let found = office(words, next).filter(|(_, end)| name::full(words, *end).is_none());
        let found = found
            .map(|(office, end)| (if title.former { office.former(words.span(at + 1, end)) } else { office }, end));
        match (found, bracket) {
            (Some((office, end)), _) => {
                out.push(office);
                at = bracket.unwrap_or(end);
            }
            (None, Some(after)) => at = after,
            (None, None) => return at,
        }
    }
}

/// The office that the words after a name give the person (*được bầu giữ chức Chủ tịch UBND tỉnh*).
fn appointed(words: &Words<'_>, at: usize, out: &mut Vec<Office>) {
    const NEAR: usize = 12;
    let end =
        (at..words.len().min(at + NEAR)).find(|&i| matches!(words.mark(i), Some('.' | ';' | ':'))).unwrap_or(at + NEAR);
    let appoints = words.cues(at, end).find(|(_, _, cue, _)| *cue == Cue::Appoints);
    if let Some((found, _)) = appoints.and_then(|(_, after, _, _)| office(words, after)) {
        out.push(found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{LEXICON, Page};

    fn named(text: &str) -> Vec<(String, Vec<String>)> {
        let page = Page::new(text, &LEXICON);
        let words = Words::new(&page, &page.sentences[0]);
        let cut = |s: Span| s.of(text).to_owned();
        mentions(&words)
            .into_iter()
            .map(|m| (m.name.map(cut).unwrap_or_default(), m.offices.iter().map(|o| cut(o.span)).collect()))
            .collect()
    }

    fn assert_one(text: &str, name: &str, roles: &[&str]) {
        let roles = roles.iter().map(|r| (*r).to_owned()).collect();
        assert_eq!(named(text), [(name.to_owned(), roles)], "{text}");
    }

    #[test]
    fn an_office_stands_before_its_holder() {
        for (text, name, role) in [
            ("Bí thư Huyện ủy Mường Lai Lò Văn Péng kiến nghị.", "Lò Văn Péng", "Bí thư Huyện ủy Mường Lai"),
            ("Chủ tịch UBND quận Hải Bình Phùng Thị Mỹ nói.", "Phùng Thị Mỹ", "Chủ tịch UBND quận Hải Bình"),
            ("Chủ tịch UBND huyện Ea Rông Y Thuân Êban nói.", "Y Thuân Êban", "Chủ tịch UBND huyện Ea Rông"),
            ("Giám đốc Sở Kế hoạch và Đầu tư Trịnh Công Tài.", "Trịnh Công Tài", "Giám đốc Sở Kế hoạch và Đầu tư"),
            (
                "Phó Giám đốc Sở Tài nguyên và Môi trường Hà Văn Cảnh.",
                "Hà Văn Cảnh",
                "Phó Giám đốc Sở Tài nguyên và Môi trường",
            ),
            (
                "Trưởng Ban Văn hóa - Xã hội HĐND tỉnh Đoàn Thị Vui.",
                "Đoàn Thị Vui",
                "Trưởng Ban Văn hóa - Xã hội HĐND tỉnh",
            ),
            (
                "Cục trưởng Cục Quản lý giá và thị trường hàng hóa Lê Văn Kỷ.",
                "Lê Văn Kỷ",
                "Cục trưởng Cục Quản lý giá và thị trường hàng hóa",
            ),
            (
                "Phó Chủ tịch Ủy ban MTTQ Việt Nam TP. Kim Hải Tô Hồng Nhung.",
                "Tô Hồng Nhung",
                "Phó Chủ tịch Ủy ban MTTQ Việt Nam TP. Kim Hải",
            ),
            (
                "Phó Thủ tướng Thường trực Chính phủ Phan Đình Bách.",
                "Phan Đình Bách",
                "Phó Thủ tướng Thường trực Chính phủ",
            ),
            ("Bí thư Tỉnh ủy Hà Giang Vàng Seo Páo.", "Vàng Seo Páo", "Bí thư Tỉnh ủy Hà Giang"),
            ("Thứ trưởng Bộ Công Thương (Bộ CT) Đỗ Quang Hưng.", "Đỗ Quang Hưng", "Thứ trưởng Bộ Công Thương"),
            (
                "Chủ nhiệm Ủy ban Kinh tế của Quốc hội Hồ Thị Lụa nói.",
                "Hồ Thị Lụa",
                "Chủ nhiệm Ủy ban Kinh tế của Quốc hội",
            ),
            (
                "Trưởng Ban Chỉ đạo đổi mới doanh nghiệp Vũ Thị Bình nói.",
                "Vũ Thị Bình",
                "Trưởng Ban Chỉ đạo đổi mới doanh nghiệp",
            ),
        ] {
            assert_one(text, name, &[role]);
        }
    }

    #[test]
    fn offices_stand_after_the_name_too() {
        assert_one(
            "Đồng chí Trần Thị Thu Hà, Ủy viên Trung ương Đảng, Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh dự.",
            "Trần Thị Thu Hà",
            &["Ủy viên Trung ương Đảng", "Phó Bí thư Thường trực Tỉnh ủy", "Chủ tịch HĐND tỉnh"],
        );
        assert_one(
            "Ông Lê Văn Tý - chủ nhiệm Ủy ban Tài chính, ngân sách - cho rằng cần làm rõ.",
            "Lê Văn Tý",
            &["chủ nhiệm Ủy ban Tài chính, ngân sách"],
        );
        assert_one(
            "Ông Vũ Minh Tâm (Phó Giám đốc Sở Tài chính) cho biết.",
            "Vũ Minh Tâm",
            &["Phó Giám đốc Sở Tài chính"],
        );
        assert_one(
            "Bà Ngô Thị Lan - Giám đốc Sở Văn hóa, Thể thao và Du lịch nói.",
            "Ngô Thị Lan",
            &["Giám đốc Sở Văn hóa, Thể thao và Du lịch"],
        );
        assert_one("Chủ tịch UBND tỉnh- Lữ Văn Ngạn phát biểu.", "Lữ Văn Ngạn", &["Chủ tịch UBND tỉnh"]);
        assert_one("Bí thư Tỉnh ủy, đồng chí Mai Thế Anh phát biểu.", "Mai Thế Anh", &["Bí thư Tỉnh ủy"]);
    }

    #[test]
    fn ranks_and_degrees_are_no_offices() {
        assert_one(
            "Đại tá Đinh Văn Tuệ, Phó Giám đốc Công an tỉnh nói.",
            "Đinh Văn Tuệ",
            &["Phó Giám đốc Công an tỉnh"],
        );
        assert_one(
            "PGS.TS. Trần Đức Minh, Viện trưởng Viện Kinh tế nói.",
            "Trần Đức Minh",
            &["Viện trưởng Viện Kinh tế"],
        );
    }

    #[test]
    fn a_group_is_no_person() {
        for text in [
            "Các Phó Chủ tịch UBND tỉnh dự.",
            "Lãnh đạo các sở và giám đốc các ban phát biểu.",
            "Tại Hà Nam, lúa được mùa.",
        ] {
            assert_eq!(named(text), [], "{text}");
        }
    }

    #[test]
    fn the_one_who_is_spoken_for_is_not_the_speaker() {
        let all = named("Thừa ủy quyền của Chủ tịch UBND tỉnh, Giám đốc Sở Tài chính Lê Văn Bảy báo cáo.");
        assert_eq!(all.last().unwrap(), &("Lê Văn Bảy".to_owned(), vec!["Giám đốc Sở Tài chính".to_owned()]));
    }
}
