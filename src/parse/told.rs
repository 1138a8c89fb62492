//! What is told and by whom: title, byline, moments, sections, speakers, conclusions; all that is no figure.

use super::layout::{self, Story};
use super::{Page, conclusions, moments, people};
use crate::model::{Conclusion, Section, Speaker, section::Kind};

/// All of a bulletin that is no figure.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The headline.
    pub title: Option<String>,
    /// When the bulletin came out.
    pub published: Option<String>,
    /// When the meeting took place.
    pub held: Option<String>,
    /// The author's line.
    pub byline: Option<String>,
    /// By paragraph of the page: what it is.
    pub kinds: Vec<Kind>,
    /// The sections.
    pub sections: Vec<Section>,
    /// The speakers.
    pub speakers: Vec<Speaker>,
    /// The conclusions.
    pub conclusions: Vec<Conclusion>,
}

/// Reads all of a page that is no figure.
#[must_use]
pub fn told(page: &Page<'_>) -> Told {
    let frame = layout::frame(page);
    let cast = people::cast(page, &frame);
    let flow = people::flow(page, &frame, &cast);
    let chair = layout::chair(page, &frame, &cast, &flow);
    let story = Story { page, frame: &frame, cast: &cast, flow: &flow, chair: &chair };
    let kinds = layout::kinds(&story);
    let mut sections = layout::sections(&story, &kinds);
    let mut conclusions = conclusions::conclusions(&story, &kinds);
    let (speakers, numbers) = people::speakers(page, &kinds, &cast, &flow);
    let number = |person: Option<usize>| person.and_then(|p| numbers.get(p).copied().flatten());
    sections.iter_mut().for_each(|s| s.speaker = number(s.speaker));
    conclusions.iter_mut().for_each(|c| c.speaker = number(c.speaker));
    let moments = moments::moments(page, &frame);
    Told {
        title: lines(page, &kinds, Kind::Title),
        published: moments.published,
        held: moments.held,
        byline: lines(page, &kinds, Kind::Byline),
        kinds,
        sections,
        speakers,
        conclusions,
    }
}

/// The lines of a kind, as one.
fn lines(page: &Page<'_>, kinds: &[Kind], wanted: Kind) -> Option<String> {
    let all: Vec<&str> = page
        .paragraphs
        .iter()
        .zip(kinds)
        .filter(|(_, kind)| **kind == wanted)
        .map(|(paragraph, _)| paragraph.span.of(page.text).trim())
        .collect();
    (!all.is_empty()).then(|| all.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::conclusion;
    use crate::parse::LEXICON;
    use Kind as K;

    const PROVINCE: &str = "Hội nghị Tỉnh ủy Lâm Sơn lần thứ 12: Siết tiến độ đầu tư công

09:15 12/04/2024

(BLS) - Sáng 11/4, Tỉnh ủy Lâm Sơn tổ chức hội nghị lần thứ 12. Đồng chí Vi Văn Thức, Bí thư Tỉnh ủy chủ trì.

Quang cảnh hội nghị. Ảnh: Thu Lan

I. KẾT QUẢ QUÝ I

Báo cáo tại hội nghị, đồng chí Hà Thị Sửu, Phó Bí thư Thường trực Tỉnh ủy cho biết, GRDP tăng 6,1%; thu ngân sách đạt 1.204 tỷ đồng, bằng 22,5% dự toán.

Đồng chí Hà Thị Sửu báo cáo tại hội nghị

Thu tiền sử dụng đất đạt 96 tỷ đồng, bằng 8,4% dự toán.

II. THẢO LUẬN

Thảo luận tại hội nghị, Giám đốc Sở Giao thông vận tải Lưu Đình Kha kiến nghị gỡ vướng mặt bằng. Ông cho rằng các huyện làm còn chậm.

Kết luận hội nghị, đồng chí Bí thư Tỉnh ủy ghi nhận nỗ lực của các cấp. Tuy nhiên, thu từ đất còn thấp.

Thời gian tới, Bí thư Tỉnh ủy yêu cầu các sở, huyện tập trung:

- Giải ngân ít nhất 45% kế hoạch trong quý II;

- Không để đứt gãy nguồn thu.

Hội nghị nhất trí thông qua Nghị quyết về nhiệm vụ quý II./.

Dịp này, UBND tỉnh tặng Bằng khen cho 5 tập thể.

Thanh Hoa - Minh Tú
";

    fn read(text: &str) -> Told {
        told(&Page::new(text, &LEXICON))
    }

    fn kinds(text: &str) -> Vec<Kind> {
        read(text).kinds
    }

    #[test]
    fn every_paragraph_of_a_bulletin_is_what_it_is() {
        let expected = [
            K::Title,
            K::Dateline,
            K::Opening,
            K::Caption,
            K::Heading,
            K::Results,
            K::Caption,
            K::Results,
            K::Heading,
            K::Discussion,
            K::Conclusion,
            K::Tasks,
            K::Tasks,
            K::Tasks,
            K::Resolution,
            K::Other,
            K::Byline,
        ];
        assert_eq!(kinds(PROVINCE), expected);
    }

    #[test]
    fn title_byline_and_moments_are_read() {
        let told = read(PROVINCE);
        assert_eq!(told.title.as_deref(), Some("Hội nghị Tỉnh ủy Lâm Sơn lần thứ 12: Siết tiến độ đầu tư công"));
        assert_eq!(told.byline.as_deref(), Some("Thanh Hoa - Minh Tú"));
        assert_eq!(told.published.as_deref(), Some("2024-04-12T09:15"));
        assert_eq!(told.held.as_deref(), Some("2024-04-11"));
    }

    #[test]
    fn speakers_have_offices_aliases_and_statements() {
        let told = read(PROVINCE);
        let names: Vec<&str> = told.speakers.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, ["Vi Văn Thức", "Hà Thị Sửu", "Lưu Đình Kha"]);
        assert_eq!(told.speakers[0].roles, ["Bí thư Tỉnh ủy"]);
        assert_eq!(told.speakers[0].aliases, ["đồng chí Bí thư Tỉnh ủy", "Bí thư Tỉnh ủy"]);
        assert_eq!(told.speakers[1].statements.len(), 3);
    }

    #[test]
    fn what_the_chair_judges_and_orders_is_concluded_and_lead_ins_are_not() {
        use conclusion::Kind as C;
        let told = read(PROVINCE);
        let found: Vec<(C, Option<usize>, &str)> = told
            .conclusions
            .iter()
            .map(|c| (c.kind, c.speaker, c.span.of(PROVINCE).split(' ').next().unwrap()))
            .collect();
        assert_eq!(
            found,
            [
                (C::Assessment, Some(0), "Kết"),
                (C::Assessment, Some(0), "Tuy"),
                (C::Directive, Some(0), "-"),
                (C::Directive, Some(0), "-"),
                (C::Resolution, None, "Hội"),
            ]
        );
    }

    #[test]
    fn an_opening_speech_concludes_nothing() {
        let text = "Khai mạc kỳ họp thứ 9\n\nSáng 4/7, phát biểu khai mạc kỳ họp, Chủ tịch HĐND tỉnh Lê Thị Mơ đề nghị các đại biểu \
                    thảo luận kỹ.\n\n\"Việc khó phải bàn đến cùng\", bà Mơ nhấn mạnh.\n\nBáo cáo tại kỳ họp, Phó Chủ tịch UBND tỉnh Hồ Văn Tạo \
                    cho biết, thu ngân sách đạt 48,2% dự toán, tăng 5,1%.";
        let told = read(text);
        assert!(told.conclusions.is_empty(), "{:?}", told.conclusions);
        assert_eq!(told.kinds, [K::Title, K::Opening, K::Opening, K::Results]);
    }

    #[test]
    fn without_a_told_chair_the_highest_speaker_concludes() {
        let text = "Họp về rác thải\n\nSáng 4/7, tại cuộc họp, Giám đốc Sở Xây dựng Lê Văn Tý cho biết nhà máy chậm 3 tháng.\n\nChủ tịch \
                    UBND thành phố Đỗ Minh Quân phê bình chủ đầu tư. Ông yêu cầu hoàn thành trong tháng 9.";
        let told = read(text);
        assert_eq!(told.conclusions.len(), 2);
        assert!(told.conclusions.iter().all(|c| c.speaker == Some(1)), "{:?}", told.conclusions);
    }

    #[test]
    fn a_lead_tells_the_whole_before_the_story_begins() {
        let text = "Chợ mới mở cửa\n\nChợ đầu mối sẽ giúp nông dân bán rau quả dễ hơn.\n\nSáng 3/2, Sở Công Thương tổ chức họp báo về chợ đầu \
                    mối.\n\nDoanh thu dự kiến đạt 120 tỷ đồng, tăng 15%.";
        assert_eq!(kinds(text), [K::Title, K::Summary, K::Opening, K::Results]);
    }

    #[test]
    fn captions_are_told_from_headings_and_from_the_story() {
        for (line, kind) in [
            ("Toàn cảnh buổi làm việc", K::Caption),
            ("Ông Lê Văn Tý phát biểu tại buổi làm việc.", K::Caption),
            ("Bà Hồ Thị Lụa, Giám đốc Sở Y tế (bên phải) kiểm tra kho thuốc", K::Caption),
            ("Nông dân thu hoạch lúa. Ảnh: P.V", K::Caption),
            ("[Ảnh: Cầu mới thông xe]", K::Caption),
            ("Ba việc cần làm", K::Heading),
            ("2. Công nghiệp", K::Heading),
            ("Chủ tịch tỉnh: \"Không lùi hạn\"", K::Heading),
        ] {
            let text = format!(
                "Tiêu đề của bản tin\n\nSáng 3/2, Sở Y tế tổ chức hội nghị.\n\n{line}\n\nThu viện phí đạt 12 tỷ đồng, tăng 3,5%.\n\nHết."
            );
            assert_eq!(kinds(&text)[2], kind, "{line}");
        }
    }

    #[test]
    fn datelines_come_in_many_forms() {
        for (line, published) in [
            ("09:30 27/04/2023", "2023-04-27T09:30"),
            ("14/07/2022 | 16:20", "2022-07-14T16:20"),
            ("Thứ Ba, 09/04/2024, 17:42 (GMT+7)", "2024-04-09T17:42"),
            ("Ngày đăng: 28/12/2023 07:30 AM - Lượt xem: 1187", "2023-12-28T07:30"),
            ("Cập nhật lúc 2:05:00 PM 3-6-2021", "2021-06-03T14:05"),
            ("Kim Hải, ngày 5 tháng 7 năm 2020", "2020-07-05"),
            ("2024-02-29", "2024-02-29"),
            ("02.12.2020", "2020-12-02"),
        ] {
            let text = format!("Tiêu đề của bản tin\n{line}\nThu viện phí đạt 12 tỷ đồng, tăng 3,5%.");
            let told = read(&text);
            assert_eq!(told.published.as_deref(), Some(published), "{line}");
            assert_eq!(told.kinds[1], K::Dateline, "{line}");
        }
    }

    #[test]
    fn today_is_the_day_of_publication_and_another_day_is_not() {
        for (opening, published, held) in [
            ("Sáng nay 9-6, Sở Y tế họp giao ban tháng 5-2018.", Some("2018-06-09"), Some("2018-06-09")),
            ("Hôm nay, 7/8, Sở Y tế họp bàn việc tháng 8/2019.", Some("2019-08-07"), Some("2019-08-07")),
            ("Chiều 30/10, Sở Y tế họp giao ban tháng 10/2019.", None, Some("2019-10-30")),
            ("Chiều 30/10, Sở Y tế họp giao ban.", None, None),
            // A year's end and start belong to the year looked back on, and to the next.
            ("Sáng nay 7/1, Sở Y tế tổng kết năm 2020, bàn việc năm 2021.", Some("2021-01-07"), Some("2021-01-07")),
            ("Ngày 28/12, Sở Y tế tổng kết năm 2020, bàn việc năm 2021.", None, Some("2020-12-28")),
            ("Sáng nay (3-8), HĐND họp về những tháng đầu năm 2016.", Some("2016-08-03"), Some("2016-08-03")),
            ("Sáng nay 3-12, HĐND họp bàn việc.", None, None),
            ("Chiều 9/2, Sở Y tế họp về kết quả năm 2018 và việc năm 2019.", None, Some("2019-02-09")),
            ("Từ nay đến hết năm, Sở Y tế làm nhiều việc.", None, None),
        ] {
            let told = read(&format!("Tiêu đề của bản tin\n\n{opening}\n\nThu viện phí đạt 12 tỷ đồng."));
            assert_eq!((told.published.as_deref(), told.held.as_deref()), (published, held), "{opening}");
        }
    }

    #[test]
    fn every_paragraph_is_in_exactly_one_section_whatever_the_text() {
        let pieces: Vec<&str> = PROVINCE.split_inclusive(['\n', '.', ',']).collect();
        for cut in 0..pieces.len() {
            let text = pieces[cut..].concat();
            let text = text.trim();
            let page = Page::new(text, &LEXICON);
            let told = told(&page);
            assert!(told.sections.windows(2).all(|w| w[0].span.end <= w[1].span.start), "{text}");
            for paragraph in &page.paragraphs {
                let holding = told.sections.iter().filter(|s| s.span.contains(paragraph.span)).count();
                assert_eq!(holding, 1, "{text}");
            }
            let spans = told.speakers.iter().flat_map(|s| &s.statements).map(|s| s.span);
            assert!(spans.chain(told.conclusions.iter().map(|c| c.span)).all(|s| !s.of(text).is_empty()));
            assert!(told.conclusions.iter().filter_map(|c| c.speaker).all(|s| s < told.speakers.len()));
        }
    }

    #[test]
    fn spelling_makes_no_difference_to_who_speaks() {
        let other = PROVINCE.replace("Tỉnh ủy", "Tỉnh uỷ");
        let names = |t: &Told| t.speakers.iter().map(|s| (s.name.clone(), s.statements.len())).collect::<Vec<_>>();
        assert_eq!(names(&read(PROVINCE)), names(&read(&other)));
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "[\\PC\\n\"“”.,:;()\\-]{0,200}", cut in 0_usize..2000) {
            let page_text = format!("{}\n{text}", PROVINCE.get(..cut).unwrap_or_default());
            let told = read(&page_text);
            proptest::prop_assert!(told.sections.iter().all(|s| s.span.end <= page_text.len()));
        }
    }

    #[test]
    fn a_figure_told_beside_what_is_asked_for_is_no_order() {
        let text = PROVINCE.replace("Tuy nhiên, thu từ đất còn thấp.", "Đến hết quý I, thu từ đất đạt 8,4% dự toán.");
        assert_ne!(text, PROVINCE);
        let words = |text: &str| {
            let told = read(text).conclusions;
            told.iter().map(|c| c.span.of(text).to_owned()).collect::<Vec<_>>()
        };
        let (judged, told) = (words(PROVINCE), words(&text));
        assert_eq!(told.len() + 1, judged.len(), "{told:?}");
        assert!(!told.iter().any(|words| words.contains("8,4%")), "{told:?}");
    }
}
