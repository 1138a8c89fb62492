//! Figures: every number of the text that measures something, tied to what it measures.
//!
//! In: a page and its sections. Out: [`Figure`]s in reading order, with the text's doubts as warnings. The way: sentence →
//! [`pieces`] → [`fact`]s → [`assemble`]d figures.

pub mod actors;
pub mod after;
pub mod amount;
mod apart;
mod around;
pub mod assemble;
mod bases;
pub mod beside;
mod between;
pub mod bracket;
pub mod changes;
pub mod clause;
mod commas;
pub mod counts;
pub mod direction;
mod elsewhere;
mod embedded;
mod exceeded;
pub mod fact;
mod factors;
pub mod goals;
mod harvests;
pub mod head;
mod holders;
mod inside;
mod interposed;
mod inverted;
pub mod judged;
pub mod kinds;
mod leading;
pub mod levels;
pub mod lists;
mod naming;
mod no_names;
mod noun;
pub mod numeral;
pub mod of_plan;
pub mod opening;
mod per;
pub mod phrase;
pub mod pieces;
mod plain;
mod quoted;
pub mod respects;
mod retold;
mod said;
mod separators;
pub mod shares;
pub mod side;
pub mod so_far;
pub mod state;
pub mod table;
mod times;
mod units;
pub mod values;
pub mod whose;
pub mod written;

use super::layout::line::BULLETS;
use super::layout::tone;
use super::page::{Page, Paragraph, Sentence};
use super::period::mention;
use crate::model::{self, Act, Figure, Period, Section, Warning, section::Kind};
use crate::rules::{Cue, Family, Gives, Match};
use crate::text::Kind as Token;
use state::State;

/// The rule of words that go on what was told before.
const BESIDES: &str = "structure.besides";

/// Sentences of a paragraph up to which all set tasks where it does; in a longer one each has to say so.
const FEW: usize = 5;

fn sets_tasks(page: &Page<'_>, sentence: &Sentence) -> bool {
    let tone = tone::tone(page, std::slice::from_ref(sentence));
    tone.task + tone.ahead > 0
}

/// Whether a sentence opens with an order.
fn orders(page: &Page<'_>, sentence: &Sentence) -> bool {
    const OPENING: usize = 16;
    page.matches(sentence, Family::People).iter().take_while(|m| m.start < OPENING).any(|m| page.is_order(m))
}

/// Whether a word of ordering is a sentence's first.
fn opens_with_order(page: &Page<'_>, sentence: &Sentence) -> bool {
    // *Quán triệt an toàn giao thông với 3.150 lượt cán bộ*: what is taught may have been done.
    const TAUGHT: &str = "says.instructs";
    let taught = |m: &Match| page.lexicon.is_rule(m.rule, TAUGHT);
    let first = page.matches(sentence, Family::People).first();
    // *Nhờ kim ngạch tăng cao, …*: nor does every word of asking ask.
    let task = |m: &Match| m.start == 0 && page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Task);
    let asks = page.matches(sentence, Family::Tone).first().is_some_and(task);
    // *Kiến nghị xử lý 6 người; đã thu hồi 12 tỷ đồng*: what came of it is told.
    // *Theo dõi, đôn đốc việc nộp phạt, thu hồi được 3,2 tỷ đồng*
    let done = |m: &Match| page.lexicon.is_rule(m.rule, actors::DONE) || brought(page, sentence, m);
    let asks = asks && !page.matches(sentence, Family::Figures).iter().any(done);
    asks && first.is_some_and(|m| m.start == 0 && page.is_order(m) && !taught(m))
}

/// *thu hồi được hơn 3,2 tỷ đồng*: whether a verb that tells what it came to stands right before a number.
fn brought(page: &Page<'_>, sentence: &Sentence, m: &Match) -> bool {
    const PASSIVE: &str = "verb.passive";
    let number = |at: usize| page.tokens(sentence).get(at).is_some_and(|t| t.kind == Token::Number);
    let bound = |at: usize| page.matches(sentence, Family::Figures).iter().find(|b| b.start == at);
    let bounded =
        || bound(m.end).is_some_and(|b| page.meaning(b).is_some_and(|(c, _)| c == Cue::Bound) && number(b.end));
    let last = page.first(sentence, m.end.saturating_sub(1)..m.end, Family::Figures);
    last.is_some_and(|last| page.lexicon.is_rule(last.rule, PASSIVE)) && (number(m.end) || bounded())
}

/// *tăng 9,07%*: whether a sentence tells a percentage to two decimals, as no target is set, and strives for nothing.
fn is_exact(page: &Page<'_>, sentence: &Sentence) -> bool {
    let ahead = |m: &Match| page.meaning(m).is_some_and(|(cue, _)| matches!(cue, Cue::Target | Cue::Must));
    if page.matches(sentence, Family::Figures).iter().any(ahead) {
        return false;
    }
    let tokens = page.tokens(sentence);
    tokens.windows(2).any(|pair| {
        let [number, mark] = pair else { return false };
        let decimals = number.span.of(page.text).split_once(',').map_or(0, |(_, decimals)| decimals.len());
        number.kind == Token::Number && mark.kind == Token::Mark('%') && decimals == 2
    })
}

/// Whether most of a paragraph's sentences tell of what is done: compared with another time, or with a plan.
fn reports(page: &Page<'_>, paragraph: &Paragraph) -> bool {
    let sentences = page.sentences_of(paragraph);
    sentences.iter().filter(|s| is_told(page, s) && !is_bounded(page, s)).count() * 2 >= sentences.len().max(1)
}

/// Whether a sentence presents a report, or what somebody lets know (*bà Lý cho biết, …*).
fn is_report(page: &Page<'_>, sentence: &Sentence) -> bool {
    let report = |m: &Match| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Report);
    let lets_know = |m: &Match| matches!(page.meaning(m), Some((Cue::Says, Gives::Act(Act::Reports))));
    page.matches(sentence, Family::Reports).iter().any(report)
        || page.matches(sentence, Family::People).iter().any(lets_know)
}

/// Whether a sentence tells of what is done.
fn is_told(page: &Page<'_>, s: &Sentence) -> bool {
    cues(page, s).any(|c| c == Cue::Exceed) && !strives(page, s) || is_compared(page, s)
}

/// *kéo giảm ít nhất 5% tội phạm so với tháng 5*: whether a sentence tells the least that has to come of something.
fn is_bounded(page: &Page<'_>, s: &Sentence) -> bool {
    const LEAST: &str = "bound.at_least";
    let least = |m: &Match| page.lexicon.is_rule(m.rule, LEAST);
    page.matches(s, Family::Figures).iter().any(least)
}

/// Whether a sentence strives for something.
fn strives(page: &Page<'_>, s: &Sentence) -> bool {
    cues(page, s).any(|c| matches!(c, Cue::Target | Cue::Must))
}

/// Whether a sentence tells of what is done, and not only that something exceeds a plan, which may be ordered.
fn is_compared(page: &Page<'_>, s: &Sentence) -> bool {
    let cues = || cues(page, s);
    let ahead = strives(page, s);
    let compared = cues().any(|c| matches!(c, Cue::Basis | Cue::Ratio | Cue::EstimateVerb | Cue::Factor));
    let estimated = cues().any(|c| c == Cue::Estimate) && cues().any(|c| c == Cue::Plan);
    !ahead && (compared || estimated || is_exact(page, s)) || is_done_by_now(page, s)
}

/// *Đến hết quý II, đã bán phần vốn Nhà nước không cần nắm giữ …*: whether a sentence opens with a time up to now and tells what was done.
fn is_done_by_now(page: &Page<'_>, s: &Sentence) -> bool {
    let mut all = page.matches(s, Family::Figures).iter();
    let now = |m: &Match| match page.meaning(m) {
        Some((Cue::Period, Gives::Name(form))) if form == "now" => true,
        Some((Cue::Period, _)) => mention(page, s, m).is_some_and(|mention| mention.until),
        _ => false,
    };
    let done = |m: &Match| page.lexicon.is_rule(m.rule, actors::DONE);
    all.next().is_some_and(|m| m.start == 0 && now(m)) && all.any(done)
}

/// *Đại hội quyết nghị 22 chỉ tiêu, trong đó: thu ngân sách tăng 9%/năm; …*: whether what is adopted are goals that a sentence lists.
fn sets_goals(page: &Page<'_>, sentence: &Sentence) -> bool {
    let all = page.matches(sentence, Family::Figures);
    let goal = |m: &&Match| page.meaning(m).is_some_and(|(cue, _)| matches!(cue, Cue::Plan | Cue::Target));
    let Some(goal) = all.iter().find(goal) else { return false };
    let tokens = page.tokens(sentence);
    tokens.iter().any(|t| t.kind == Token::Mark(':') && t.span.start >= goal.span.end)
}

/// *Các chỉ tiêu chủ yếu gồm: GRDP tăng 8%; …*: whether a sentence opens with goals and lists them, without a word of what came of them.
fn lists_goals(page: &Page<'_>, sentence: &Sentence) -> bool {
    const NEAR: usize = 3;
    let cue = |m: &Match| page.meaning(m).map(|(cue, _)| cue);
    let all = page.matches(sentence, Family::Figures);
    let goal = |m: &&Match| m.start < NEAR && matches!(cue(m), Some(Cue::Plan | Cue::Target));
    let Some(goal) = all.first().filter(goal) else { return false };
    let colon = page.tokens(sentence).iter().position(|t| t.kind == Token::Mark(':'));
    let Some(colon) = colon else { return false };
    let between = || all.iter().filter(|m| (goal.end..colon).contains(&m.start));
    let opens = between().any(|m| m.end >= colon && matches!(cue(m), Some(Cue::Within | Cue::Members)));
    let told =
        between().any(|m| matches!(cue(m), Some(Cue::Equates | Cue::Exceed | Cue::Brings | Cue::Up | Cue::Down)));
    opens && !told && !all.iter().any(|m| matches!(cue(m), Some(Cue::Basis | Cue::Ratio)))
}

/// Whether a paragraph opens with a mark of a list, or a word that counts its items.
fn is_item(page: &Page<'_>, paragraph: &Paragraph) -> bool {
    let listed = page.sentences_of(paragraph).first().is_some_and(|s| tone::is_listed(page, s));
    listed || paragraph.span.of(page.text).starts_with(BULLETS)
}

/// What the phrases of a sentence mean.
fn cues<'a>(page: &'a Page<'_>, s: &Sentence) -> impl Iterator<Item = Cue> + 'a {
    page.matches(s, Family::Figures).iter().filter_map(|m| page.meaning(m)).map(|(cue, _)| cue)
}

/// *So với cùng kỳ giảm 14 vụ, giảm 13 người chết*: whether a sentence opens with a comparison and a change of what was told before, whose name
/// it does not tell.
fn opens_with_change(page: &Page<'_>, s: &Sentence) -> bool {
    let mut all = page.matches(s, Family::Figures).iter().map(|m| (m, page.meaning(m).map(|(cue, _)| cue)));
    let basis = all.next().filter(|(m, cue)| m.start == 0 && *cue == Some(Cue::Basis));
    let next = all.next().filter(|(_, cue)| matches!(cue, Some(Cue::Up | Cue::Down)));
    basis.zip(next).is_some_and(|((basis, _), (next, _))| next.start <= basis.end + 1)
}

/// Whether a sentence names a time or a turn of its own.
fn tells_time(page: &Page<'_>, s: &Sentence) -> bool {
    cues(page, s).any(|c| matches!(c, Cue::Period | Cue::Turns | Cue::Estimate | Cue::EstimateVerb))
}

/// *Cùng với đó, tỷ lệ thất nghiệp dưới 4%; …*, *Cụ thể, lúa 15.300 ha*: whether a sentence opens with what goes on the one before, or
/// with its parts, and tells of no time and of nothing that is done.
fn goes_on_striving(page: &Page<'_>, s: &Sentence) -> bool {
    let mut all = page.matches(s, Family::Figures).iter();
    let besides = |m: &Match| page.lexicon.rule(m.rule).is_some_and(|r| r.id == BESIDES || r.cue == Cue::Within);
    let done = |m: &Match| page.lexicon.is_rule(m.rule, actors::DONE);
    let opens = all.next().is_some_and(|m| m.start == 0 && besides(m)) && !all.clone().any(done);
    let stops = |c: Cue| {
        matches!(c, Cue::Period | Cue::Turns | Cue::Basis | Cue::Ratio | Cue::EstimateVerb | Cue::Plan | Cue::Exceed)
    };
    opens && !all.filter_map(|m| page.meaning(m)).any(|(cue, _)| stops(cue))
}

/// *ông Lân cho biết, năm 2026, tỉnh đề ra 9 nhóm nhiệm vụ*: whether a sentence names a year after the one that is reported on.
fn speaks_of_later_year(page: &Page<'_>, s: &Sentence, period: Option<&Period>) -> bool {
    let year = period.and_then(|p| p.end).map(jiff::civil::Date::year);
    let mut told = page.matches(s, Family::Figures).iter().filter_map(|m| mention(page, s, m)?.year);
    year.is_some_and(|year| told.any(|told| told > year))
}

/// A sentence that was read before another.
struct Before<'p> {
    sentence: &'p Sentence,
    /// Whether it goes on striving itself.
    besides: bool,
    /// Whether all its figures are set.
    targets: bool,
    /// Whether it has figures.
    told: bool,
}

impl Before<'_> {
    /// Whether what goes on it strives for something too.
    fn strives(&self, page: &Page<'_>, period: Option<&Period>) -> bool {
        let Self { sentence, besides, targets, told } = *self;
        besides
            || targets && cues(page, sentence).any(|c| c == Cue::Target)
            || !told && sets_tasks(page, sentence) && speaks_of_later_year(page, sentence, period)
    }
}

/// Whether a sentence opens with a year after the one that is reported on.
fn sets_later_year(page: &Page<'_>, s: &Sentence, period: Option<&Period>) -> bool {
    const NEAR: usize = 2;
    let first =
        page.matches(s, Family::Figures).iter().find(|m| page.meaning(m).is_some_and(|(c, _)| c == Cue::Period));
    let told = first.filter(|m| m.start < NEAR).and_then(|m| mention(page, s, m)).and_then(|m| m.year);
    let year = period.and_then(|p| p.end).map(jiff::civil::Date::year);
    told.zip(year).is_some_and(|(told, year)| told > year)
}

/// *Về chỉ tiêu kế hoạch, công ty được giao doanh thu 45 tỷ đồng*: whether a sentence opens with a plan as what it speaks of.
fn is_about_plan(page: &Page<'_>, s: &Sentence) -> bool {
    const NEAR: usize = 4;
    let mut all = page.matches(s, Family::Figures).iter().filter_map(|m| Some((m.start, page.meaning(m)?.0)));
    let topic = all.next().is_some_and(|(start, cue)| start == 0 && cue == Cue::Topic);
    topic && all.next().is_some_and(|(start, cue)| start < NEAR && cue == Cue::Plan)
}

/// Whether the numbers of a sentence among tasks, one of so many in its paragraph, are set; `item`: it is one of a list.
fn sets_figures(page: &Page<'_>, sentence: &Sentence, several: usize, item: bool) -> bool {
    let exact = is_exact(page, sentence);
    if several > FEW || exact {
        return sets_tasks(page, sentence) && !exact;
    }
    // *Thu ngân sách ước đạt 49,5% dự toán*, among what is still to do.
    // *Hai là, mỗi tuần báo cáo Thường trực*: an order among others presents nothing.
    let told = is_told(page, sentence) && !is_bounded(page, sentence) || is_report(page, sentence) && !item;
    sets_tasks(page, sentence) || !told
}

/// The figures of a page, and what is in doubt about them.
#[must_use]
pub fn figures(page: &Page<'_>, sections: &[Section], period: Option<&Period>) -> (Vec<Figure>, Vec<Warning>) {
    let mut state = State::new(page, period);
    let mut section = 0;
    let mut table = table::Table::default();
    let mut before: Option<Before<'_>> = None;
    let (mut listed, mut goals) = (false, false);
    for paragraph in &page.paragraphs {
        while sections.get(section).is_some_and(|s| s.span.end <= paragraph.span.start) {
            section += 1;
        }
        let kind = sections.get(section).map(|s| s.kind).unwrap_or_default();
        if paragraph.span.of(page.text).contains('\t') {
            table.take(&mut state, paragraph.span);
            continue;
        }
        let sentences = page.sentences_of(paragraph);
        let lists = kind == Kind::Resolution && sentences.iter().any(|s| sets_goals(page, s));
        goals = kind == Kind::Resolution && (lists || goals && is_item(page, paragraph));
        let told = kind != Kind::Resolution || goals;
        if !told || matches!(kind, Kind::Title | Kind::Dateline | Kind::Heading | Kind::Caption | Kind::Byline) {
            table.above(&mut state, paragraph.span, true);
            continue;
        }
        table.above(&mut state, paragraph.span, false);
        let ahead = goals || kind == Kind::Tasks && !reports(page, paragraph);
        state.start_paragraph(ahead, sentences.first().is_some_and(|s| opens_with_change(page, s)));
        let mut set = false;
        // What stands before the first sentence that sets something was reached.
        let first = if ahead { sentences.iter().position(|s| sets_tasks(page, s)) } else { None }.unwrap_or_default();
        for (at, sentence) in sentences.iter().enumerate() {
            // *Kỳ họp thông qua 11 nghị quyết. Theo đó, năm 2026, xã phấn đấu: …*: of the meeting's own business nothing is measured.
            if goals && lists && !sets_goals(page, sentence) {
                continue;
            }
            state.ahead =
                ahead && at >= first && sets_figures(page, sentence, sentences.len(), is_item(page, paragraph));
            // *Năm 2025 phấn đấu tăng trưởng 9%. Thu ngân sách đạt 900 tỷ đồng.*
            let striven = || before.as_ref().is_some_and(|before| before.strives(page, period));
            let besides = goes_on_striving(page, sentence) && striven();
            let goes_on = besides || set && !is_told(page, sentence) && !tells_time(page, sentence);
            // *Đồng chí yêu cầu thu ngân sách đạt tối thiểu 158 tỷ đồng; kết nạp thêm 53 đảng viên*, in what was concluded.
            // *Yêu cầu các chi nhánh giảm 0,5% lãi suất*, wherever it stands.
            let opens = matches!(kind, Kind::Results | Kind::Discussion) && opens_with_order(page, sentence);
            let ordered = (kind == Kind::Conclusion && orders(page, sentence) || opens) && !is_compared(page, sentence);
            let goes_on_list = listed && !is_told(page, sentence);
            // *Giảm tỷ lệ hộ nghèo 1%/năm*, among tasks; *Các chỉ tiêu gồm: GRDP tăng 8%; …*
            let set_here =
                kind == Kind::Tasks && tone::opens_with_direction(page, sentence) || lists_goals(page, sentence);
            state.ahead |= goes_on || ordered || goes_on_list || set_here;
            let first = state.figures.len();
            assemble::sentence(&mut state, sentence);
            let told = state.figures.get(first..).unwrap_or_default();
            let targets = !told.is_empty() && told.iter().all(|f| f.kind == model::figure::Kind::Target);
            let opens = || sets_later_year(page, sentence, period) || is_about_plan(page, sentence);
            set = goes_on || targets && opens();
            before = Some(Before { sentence, besides, targets, told: !told.is_empty() });
        }
        // *Năm 2024 giao chỉ tiêu: đàn lợn 430 nghìn con;*: what is set in a list goes on in the next paragraph.
        let told = state.figures.get(state.paragraph..).unwrap_or_default();
        let set = !told.is_empty() && told.iter().all(|f| f.kind == model::figure::Kind::Target);
        listed = set && paragraph.span.of(page.text).trim_end().ends_with(';');
    }
    table.end(&mut state);
    state.finish()
}
