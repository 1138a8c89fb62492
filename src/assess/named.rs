//! What the one who concludes says of a shortfall, and what not.

use super::names::{Names, Sayings};
use crate::model::{Bulletin, Shortfall};
use crate::text::Span;

/// For each shortfall the conclusions that name its indicator under any of its names.
#[must_use]
pub fn named(bulletin: &Bulletin, names: &Names<'_>) -> Vec<Vec<Span>> {
    if bulletin.shortfalls.is_empty() {
        return Vec::new();
    }
    let mut said = Sayings::default();
    bulletin.conclusions.iter().for_each(|c| said.add(names.of_words(c.span.of(&bulletin.text))));
    let span = |id: usize| bulletin.conclusions.get(id).map(|c| c.span);
    let naming = |shortfall: &Shortfall| {
        // What a conclusion itself calls missed it names, by whatever words.
        let judged = shortfall.evidence.iter().filter_map(|place| {
            let at = bulletin.conclusions.partition_point(|c| c.span.end < place.end);
            bulletin.conclusions.get(at).map(|c| c.span).filter(|c| c.contains(*place))
        });
        let mut all: Vec<Span> =
            said.of(&names.name(&shortfall.indicator)).into_iter().filter_map(span).chain(judged).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    bulletin.shortfalls.iter().map(naming).collect()
}

#[cfg(test)]
mod tests {
    /// Whether the conclusion names what the results show to fall short.
    fn is_named(result: &str, asked: &str) -> bool {
        let text = format!(
            "Hội nghị Tỉnh ủy Lam Giang\n\nSáng 11/4/2024, Tỉnh ủy Lam Giang tổ chức hội nghị quý I/2024. Đồng chí Vi Văn Thức, \
             Bí thư Tỉnh ủy chủ trì.\n\nQuý I/2024, {result}.\n\nKết luận hội nghị, đồng chí Vi Văn Thức, Bí thư Tỉnh ủy đánh giá \
             cao kết quả. Đồng chí yêu cầu {asked}."
        );
        let bulletin = crate::read(&text);
        assert_eq!(bulletin.shortfalls.len(), 1, "{result}");
        !bulletin.shortfalls[0].named.is_empty()
    }

    #[test]
    fn a_shortfall_is_named_under_any_of_its_names() {
        for (result, asked) in [
            ("GRDP giảm 2,1% so với cùng kỳ", "thúc đẩy tăng trưởng tổng sản phẩm trên địa bàn"),
            ("tổng sản phẩm trên địa bàn giảm 2,1% so với cùng kỳ", "tập trung thúc đẩy GRDP"),
            ("thu NSNN đạt 3.000 tỷ đồng, bằng 15% dự toán", "đẩy mạnh thu ngân sách nhà nước"),
            ("tổng thu ngân sách nhà nước đạt 30 tỷ đồng, bằng 15% dự toán", "quyết liệt thu NSNN"),
            ("thu hút FDI đạt 100 triệu USD, bằng 15% kế hoạch", "thu hút vốn đầu tư trực tiếp nước ngoài"),
            ("vốn đầu tư trực tiếp nước ngoài đạt 90 triệu USD, giảm 5% so với cùng kỳ", "tăng cường thu hút FDI"),
            ("giải ngân vốn đầu tư công đạt 12% kế hoạch", "đẩy nhanh tiến độ giải ngân vốn ĐTC"),
            ("IIP giảm 3% so với cùng kỳ", "phục hồi chỉ số sản xuất toàn ngành công nghiệp"),
            (
                "số lao động tham gia BHXH đạt 10.000 người, bằng 15% kế hoạch",
                "tăng số lao động tham gia bảo hiểm xã hội",
            ),
            ("tai nạn giao thông xảy ra 40 vụ, tăng 12% so với cùng kỳ", "kéo giảm TNGT"),
            ("xã đạt chuẩn NTM đạt 2 xã, bằng 15% kế hoạch", "nâng số xã đạt chuẩn nông thôn mới"),
            ("thu từ đất đạt 96 tỷ đồng, bằng 8,4% dự toán", "tăng thu tiền sử dụng đất"),
            ("trồng rừng mới đạt 120 ha, bằng 8% kế hoạch", "chăm lo trồng rừng"),
            ("kim ngạch xuất khẩu đạt 310 triệu USD, giảm 4,5% so với cùng kỳ", "đẩy mạnh xuất khẩu"),
            ("thu ngân sách trên địa bàn đạt 300 tỷ đồng, bằng 12% dự toán", "phấn đấu hoàn thành thu ngân sách"),
            ("thu nội địa đạt 100 tỷ đồng, bằng 10% dự toán", "chống thất thu các khoản thu nội địa"),
        ] {
            assert!(is_named(result, asked), "{result} / {asked}");
        }
    }

    #[test]
    fn what_only_sounds_alike_is_not_named() {
        for (result, asked) in [
            ("thu nội địa đạt 100 tỷ đồng, bằng 10% dự toán", "tăng thu xuất nhập khẩu"),
            ("kim ngạch xuất khẩu đạt 100 triệu USD, bằng 10% kế hoạch", "kiểm soát nhập khẩu"),
            ("GRDP giảm 2,1% so với cùng kỳ", "phát triển sản phẩm OCOP"),
            ("tổng thu ngân sách đạt 30 tỷ đồng, bằng 15% dự toán", "tiết kiệm chi ngân sách"),
            ("khách du lịch đạt 120 nghìn lượt, giảm 12% so với cùng kỳ", "đón khách quốc tế đến dự lễ hội"),
            ("sản lượng lúa đạt 12 nghìn tấn, giảm 8% so với cùng kỳ", "xử lý ô nhiễm do đốt rơm lúa"),
            ("giá trị sản xuất công nghiệp đạt 300 tỷ đồng, giảm 3% so với cùng kỳ", "phát triển nông nghiệp"),
        ] {
            assert!(!is_named(result, asked), "{result} / {asked}");
        }
    }
}
