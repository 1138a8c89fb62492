//! Paragraphs of the one who concludes: what was judged, ordered or told.

use super::body::{FIGURES, Reading};
use super::tone::{self, Tone};
use crate::model::{Act, section::Kind};
use crate::parse::page::{Paragraph, Sentence};
use crate::parse::people::Voice;
use crate::rules::Family;

impl Reading<'_, '_> {
    /// A paragraph of the one who concludes.
    pub(super) fn concluded(&self, voice: Voice, opener: Option<Kind>, tone: &Tone, paragraph: &Paragraph) -> Kind {
        let sentences = self.story.page.sentences_of(paragraph);
        let page = self.story.page;
        let first = sentences.first().map(|s| tone::tone(page, std::slice::from_ref(s))).unwrap_or_default();
        let (task, praise) = (first.task + first.ahead, first.praise);
        if opener == Some(Kind::Conclusion) {
            let orders = first.praise == 0 && task > 1 || self.orders(voice, paragraph) && task > praise;
            return if orders { Kind::Tasks } else { Kind::Conclusion };
        }
        if first.task_first {
            return Kind::Tasks;
        }
        let own =
            || paragraph.sentences.clone().filter(|&i| self.story.cast.voices.get(i).is_some_and(|v| !v.is_empty()));
        let judged = own().filter_map(|i| page.sentences.get(i)).any(|s| {
            let tone = tone::tone(page, std::slice::from_ref(s));
            tone.task + tone.praise + tone.ahead > 0
        });
        match voice.act {
            Act::Directs | Act::Asks => return Kind::Tasks,
            Act::Assesses if first.order > 0 && task > praise => return Kind::Tasks,
            Act::Assesses | Act::Closes => return Kind::Conclusion,
            // *ông Lân cho biết đã mua 5.000 máy. Các trạm phải dùng hết, ông Lân chỉ đạo*
            Act::Reports if tone.pointing * 2 >= tone.sentences && self.is_ordered(paragraph, voice) => {
                return Kind::Tasks;
            }
            Act::Reports if tone.figures >= FIGURES || opener == Some(Kind::Results) => return Kind::Results,
            // *Đồng chí Bí thư đã báo cáo dự thảo …*, before what is said to be concluded.
            Act::Reports if self.story.chair.told && !self.concluded_before() => return Kind::Discussion,
            // *Theo ông Lân, đầu tư khá, có 21.600 doanh nghiệp …*: who reported goes on reporting.
            Act::States if tone.figures >= FIGURES && !self.story.chair.told && self.reported(voice) => {
                return Kind::Results;
            }
            _ if !judged && !self.story.chair.told && !self.goes_on_quoting(paragraph) => return Kind::Discussion,
            _ => {}
        }
        let (task, praise) = if task == praise { (tone.task + tone.ahead, tone.praise) } else { (task, praise) };
        // *Theo Thủ tướng, nông nghiệp bảo đảm lương thực*: a single work is told, not ordered.
        let orders = tone.order + tone.ahead > 0 || tone.task > 1;
        if task > praise && orders { Kind::Tasks } else { Kind::Conclusion }
    }

    /// Whether a person orders further on in a paragraph.
    fn is_ordered(&self, paragraph: &Paragraph, voice: Voice) -> bool {
        let orders = |v: &Voice| v.person == voice.person && matches!(v.act, Act::Directs | Act::Asks);
        paragraph.sentences.clone().any(|i| self.story.cast.voices.get(i).is_some_and(|all| all.iter().any(orders)))
    }

    /// Whether the verb itself by which a person speaks orders (*kết luận hội nghị, ông Lân yêu cầu*).
    fn orders(&self, voice: Voice, paragraph: &Paragraph) -> bool {
        let page = self.story.page;
        let verb = |s: &Sentence| page.matches(s, Family::People).iter().find(|m| m.end == voice.verb).copied();
        let found = page.sentences_of(paragraph).first().and_then(verb);
        found.and_then(|m| page.meaning(&m)).is_some_and(|(_, gives)| gives.is_order())
    }

    /// Whether a paragraph opens with a quote and the one before it concluded.
    fn goes_on_quoting(&self, paragraph: &Paragraph) -> bool {
        let quoted = self.story.cast.quoted.get(paragraph.sentences.start) == Some(&true);
        quoted && self.concluded_before()
    }

    /// A paragraph that goes on with the words of the one who concludes.
    pub(super) fn carried(&self, voice: Voice, paragraph: &Paragraph, bullet: &bool, tone: &Tone) -> Kind {
        let quoted = self.story.cast.quoted.get(paragraph.sentences.start) == Some(&true);
        if voice.act == Act::Opens {
            return Kind::Opening;
        }
        let page = self.story.page;
        let number = page.sentences_of(paragraph).first().map_or(0, |s| s.paragraph);
        if voice.act == Act::Assesses && tone.ahead == 0 && self.story.frame.is_listed(page, number) {
            return Kind::Conclusion;
        }
        let tasks = tone.ahead + tone.task;
        if voice.act == Act::Reports && tone.figures > 0 && self.before == Some(Kind::Results) {
            return Kind::Results;
        }
        // *Giảm tỷ lệ hộ nghèo 1 - 1,5%/năm*, among what is ordered.
        let order = || page.sentences_of(paragraph).first().is_some_and(|s| tone::opens_with_direction(page, s));
        if self.before == Some(Kind::Tasks) && matches!(voice.act, Act::Directs | Act::Asks) && order() {
            return Kind::Tasks;
        }
        if *bullet || tasks > 0 && (tasks >= tone.praise || self.before == Some(Kind::Tasks)) {
            return Kind::Tasks;
        }
        match self.before {
            _ if quoted => Kind::Conclusion,
            // *5. Công an tỉnh kéo giảm ít nhất 5% tội phạm so với tháng 5*, among the tasks.
            Some(Kind::Tasks) if self.heading == Some(Kind::Tasks) => Kind::Tasks,
            _ if tone.figures >= FIGURES => Kind::Results,
            _ if tone.praise > 0 => Kind::Conclusion,
            Some(kind @ (Kind::Tasks | Kind::Conclusion)) => kind,
            _ => Kind::Results,
        }
    }
}
