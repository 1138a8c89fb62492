//! The story's paragraphs: opening, results, discussion, conclusion, tasks, resolution.

use super::chair::Chair;
use super::frame::Frame;
use super::lead::lead;
use super::signs::{is_late, judges, opener_or, tells, told_well};
use super::tone::{self, Tone};
use crate::model::{Act, section::Kind};
use crate::parse::page::{Page, Paragraph, Sentence};
use crate::parse::people::{Cast, Voice, looks_back};
use crate::rules::{Cue, Family, Match};

/// What the story's paragraphs are read with.
pub struct Story<'s, 'p> {
    /// The page.
    pub page: &'s Page<'p>,
    /// What stands around the story.
    pub frame: &'s Frame,
    /// The persons.
    pub cast: &'s Cast,
    /// Who speaks in each sentence.
    pub flow: &'s [Option<Voice>],
    /// Who concludes.
    pub chair: &'s Chair,
}

/// Figures from which a paragraph tells results.
pub(super) const FIGURES: usize = 2;

/// Tokens behind a verb of speaking that tell no more than where.
const LITTLE: usize = 4;

/// What every paragraph is.
#[must_use]
pub fn kinds(story: &Story<'_, '_>) -> Vec<Kind> {
    let mut reading = Reading { story, before: None, heading: None, opener: None, last: None };
    let lead = lead(story);
    let paragraphs = story.page.paragraphs.iter().enumerate();
    paragraphs
        .map(|(number, paragraph)| match story.frame.kind(number) {
            Some(Kind::Heading) => {
                reading.opener = None;
                // *Ông Lân: Đất là nguồn lực*: what a person says announces nothing.
                let said = story.cast.voices.get(paragraph.sentences.start).is_some_and(|v| !v.is_empty());
                // *PHẦN II. NHIỆM VỤ QUÝ II*: behind its number too.
                let mut all = story.page.sentences_of(paragraph).iter().filter(|_| !said);
                reading.heading = all.find_map(|s| tone::announces(story.page, s));
                Kind::Heading
            }
            Some(kind) => kind,
            None if lead == Some(number) => Kind::Summary,
            None => {
                let kind = reading.kind(number, paragraph);
                reading.follow(paragraph, kind);
                kind
            }
        })
        .collect()
}

pub(super) struct Reading<'s, 'p> {
    pub(super) story: &'s Story<'s, 'p>,
    /// The kind of the story's last paragraph.
    pub(super) before: Option<Kind>,
    /// What the heading above announces.
    pub(super) heading: Option<Kind>,
    /// Who opened the meeting, as long as nobody else speaks.
    opener: Option<usize>,
    /// Who spoke last.
    last: Option<usize>,
}

impl Reading<'_, '_> {
    /// Remembers what a paragraph was.
    fn follow(&mut self, paragraph: &Paragraph, kind: Kind) {
        self.before = Some(kind);
        if kind == Kind::Results {
            self.opener = None;
        }
        for voice in paragraph.sentences.clone().filter_map(|i| self.story.flow.get(i).copied().flatten()) {
            self.last = Some(voice.person);
            if voice.act == Act::Opens {
                self.opener = Some(voice.person);
            } else if self.opener != Some(voice.person) {
                self.opener = None;
            }
        }
    }

    fn kind(&self, number: usize, paragraph: &Paragraph) -> Kind {
        let page = self.story.page;
        let sentences = page.sentences_of(paragraph);
        let Some(first) = sentences.first() else {
            return Kind::Other;
        };
        let line = self.story.frame.line(number);
        if line.row {
            return Kind::Results;
        }
        let second = || sentences.get(1).and_then(|s| tone::opener(page, s)).filter(|k| *k == Kind::Discussion);
        // *Hội nghị đã nghe báo cáo. Theo báo cáo, thu ngân sách khá …*: what follows is its larger part.
        let report = sentences.get(1).filter(|s| tone::opener(page, s) == Some(Kind::Results));
        let report = report.is_some_and(|s| (paragraph.span.end - s.span.start) * 2 > paragraph.span.len());
        let opener = tone::opener(page, first).filter(|_| !report).or_else(second);
        let opener = if report { Some(Kind::Results) } else { opener };
        let started = !matches!(self.before, None | Some(Kind::Opening));
        let voice = self.voice(paragraph);
        if voice.is_none() && tone::adopts(page, first) && (started || line.bullet) {
            return Kind::Resolution;
        }
        let tone = tone::tone(page, sentences);
        let group = voice.is_none() && !report && self.is_told_by_group(paragraph, first);
        if group && tone.figures < FIGURES {
            return Kind::Discussion;
        }
        if opener == Some(Kind::Other) && voice.is_none() && tone.task == 0 {
            // *Cũng tại hội nghị, đại diện Sở Tài chính cho biết …*
            let told = self.is_of_others(paragraph) && tone.figures < FIGURES;
            return if told { Kind::Discussion } else { Kind::Other };
        }
        // What is told in numbers by the one who opens is the report.
        let opens = |v: &Voice| self.opener == Some(v.person) && tone.figures < FIGURES;
        let early = self.is_early();
        let told = match voice {
            Some(voice) if early && self.is_setting(voice, first) => Some(Kind::Opening),
            Some(voice) if voice.act == Act::Opens => Some(Kind::Opening),
            Some(voice) if opens(&voice) && opener != Some(Kind::Conclusion) => Some(Kind::Opening),
            Some(voice) if self.story.chair.holds(voice.person) => {
                Some(self.concluded(voice, opener, &tone, paragraph))
            }
            Some(voice) => Some(self.spoken(voice, opener, &tone, first)),
            None => None,
        };
        let goes_on = self.story.flow.get(paragraph.sentences.start).copied().flatten();
        let reports = goes_on.filter(|v| opener.is_none() && !early && self.presents(*v));
        let told = told.or(reports.map(|_| self.presented(&tone)));
        told.unwrap_or_else(|| self.untold(number, paragraph, opener, &tone, first))
    }

    /// The first person said to speak in the paragraph's first sentences.
    fn voice(&self, paragraph: &Paragraph) -> Option<Voice> {
        let (first, end) = (paragraph.sentences.start, paragraph.sentences.end);
        let own = |at: usize| self.story.cast.voices.get(at).and_then(|v| v.first()).copied();
        let quoted = (first..paragraph.sentences.end).take_while(|&i| self.story.cast.quoted.get(i) == Some(&true));
        own(first)
            .or_else(|| quoted.last().and_then(|last| own(last).or_else(|| own(last + 1).filter(|_| last + 1 < end))))
            .or_else(|| self.larger_part(paragraph))
    }

    /// The first person said to speak within the paragraph, where the words from there on are its larger part.
    fn larger_part(&self, paragraph: &Paragraph) -> Option<Voice> {
        let all = || paragraph.sentences.clone();
        let at = all().find(|&i| self.story.cast.voices.get(i).is_some_and(|v| !v.is_empty()))?;
        let person = self.story.cast.voices.get(at).and_then(|v| v.first()).map(|v| v.person);
        let told = all()
            .all(|i| i >= at || self.story.flow.get(i).is_some_and(|v| v.is_none_or(|v| Some(v.person) == person)));
        let from = self.story.page.sentences.get(at)?.span.start;
        let larger = (paragraph.span.end - from) * 2 > paragraph.span.len();
        (told && larger).then(|| self.story.cast.voices.get(at).and_then(|v| v.first()).copied()).flatten()
    }

    /// Whether a paragraph starts with words of others than a person.
    fn is_of_others(&self, paragraph: &Paragraph) -> bool {
        self.story.cast.others.get(paragraph.sentences.start) == Some(&true)
    }

    /// Whether a paragraph tells what a group of persons said (*các đại biểu kiến nghị …*).
    fn is_told_by_group(&self, paragraph: &Paragraph, first: &Sentence) -> bool {
        self.is_of_others(paragraph) && tone::is_of_group(self.story.page, first)
    }

    /// Whether a sentence in which a person speaks tells no more than when and by whom the meeting is held.
    fn is_setting(&self, voice: Voice, first: &Sentence) -> bool {
        let page = self.story.page;
        let judges = judges(voice) && self.story.chair.holds(voice.person);
        // *Ngày 12/1, ông Lân chỉ đạo hội nghị …*: who leads it says nothing yet.
        let meeting = |m: &Match| page.meaning(m).is_some_and(|(cue, _)| cue == Cue::Meeting);
        let leads = page.matches(first, Family::Scene).iter().any(|m| m.start == voice.verb && meeting(m));
        // *Đây là chỉ đạo của ông Lân tại hội nghị chiều 12/7*: where and when the words before were said.
        // *Thứ trưởng Lân tới dự và phát biểu chỉ đạo hội nghị.*: nothing is told of what was said.
        let silent = page.tokens(first).len() <= voice.verb + LITTLE && self.is_early();
        if silent && tone::sets_scene(page, first) {
            return true;
        }
        let back = looks_back(page, first) && tone::has_meeting(page, first);
        back || tone::opens_with_day(page, first) && (leads || !judges && tone::sets_scene(page, first))
    }

    /// A paragraph of another person.
    fn spoken(&self, voice: Voice, opener: Option<Kind>, tone: &Tone, first: &Sentence) -> Kind {
        let start = self.before.is_none();
        match opener {
            Some(Kind::Discussion) => Kind::Discussion,
            Some(Kind::Opening) => Kind::Opening,
            _ if start && tone::opens_with_day(self.story.page, first) && tone.figures < FIGURES => Kind::Opening,
            // *Thay mặt Tập đoàn, ông Lân cảm ơn …*, behind what was concluded.
            Some(Kind::Results) if voice.act == Act::States && tone.figures == 0 && self.concluded_before() => {
                Kind::Discussion
            }
            // *Thay mặt Ban Thường vụ, ông Lân ghi nhận, đánh giá cao …*
            Some(Kind::Results)
                if judges(voice) && tone.figures == 0 && !tone::opens_matter(self.story.page, first) =>
            {
                Kind::Discussion
            }
            Some(Kind::Results) => Kind::Results,
            _ if self.is_delegate(voice) => Kind::Discussion,
            _ if tone.ahead_first && tone.ahead > 1 => Kind::Tasks,
            _ if self.reported(voice) && self.informs(voice, tone, first) => Kind::Results,
            _ if voice.act == Act::Reports
                && tone::announces(self.story.page, first) == Some(Kind::Results)
                && (tone.figures > 0 || self.last == Some(voice.person) || !is_late(self.before)) =>
            {
                Kind::Results
            }
            _ if self.plans(voice, tone) => Kind::Tasks,
            _ if self.is_early() && (tone.figures > 0 || told_well(voice, tone)) => Kind::Results,
            _ if self.presents(voice) => self.presented(tone),
            _ if tone.figures >= FIGURES && voice.act == Act::Reports => Kind::Results,
            _ if tone.figures >= FIGURES && voice.act == Act::States && self.before != Some(Kind::Discussion) => {
                Kind::Results
            }
            _ => Kind::Discussion,
        }
    }

    /// Whether what a person says is what a report tells.
    fn presents(&self, voice: Voice) -> bool {
        self.story.chair.presents.contains(&voice.person)
    }

    /// What a paragraph of a report is: what was done, or what will be.
    fn presented(&self, tone: &Tone) -> Kind {
        if tone.ahead + tone.order > tone.praise && tone.figures < FIGURES { Kind::Tasks } else { Kind::Results }
    }

    /// Whether a paragraph below tasks only points to what is to come (*Về chỉ tiêu, phấn đấu 100% …*).
    fn is_aim(&self, tone: &Tone) -> bool {
        self.before == Some(Kind::Tasks) && tone.ahead > 0 && tone.looks_ahead()
    }

    /// Whether nothing but the opening stands before.
    fn is_early(&self) -> bool {
        matches!(self.before, None | Some(Kind::Opening))
    }

    /// Whether one who reports tells what is to come (*Chính phủ đề ra 4 trọng tâm …*).
    fn plans(&self, voice: Voice, tone: &Tone) -> bool {
        let ahead = tone.figures < FIGURES && tone.ahead > 0 && tone.ahead + tone.task > 2;
        ahead && voice.act == Act::Reports && self.before != Some(Kind::Discussion)
    }

    /// Whether the last paragraph was what was concluded.
    pub(super) fn concluded_before(&self) -> bool {
        matches!(self.before, Some(Kind::Conclusion | Kind::Tasks))
    }

    /// Whether a person speaks as a delegate, who reports on nothing.
    fn is_delegate(&self, voice: Voice) -> bool {
        const DELEGATE: u8 = 11;
        let offices = self.story.cast.persons.get(voice.person).map(|p| p.offices.as_slice()).unwrap_or_default();
        voice.act != Act::Reports && offices.first().is_some_and(|office| office.rank == DELEGATE)
    }

    /// Whether the last paragraph was this person's report.
    pub(super) fn reported(&self, voice: Voice) -> bool {
        self.before == Some(Kind::Results) && self.last == Some(voice.person)
    }

    /// Whether one who reports goes on reporting: with a number, or with what was done.
    fn informs(&self, voice: Voice, tone: &Tone, first: &Sentence) -> bool {
        let opens = tone::tone(self.story.page, std::slice::from_ref(first));
        let judged =
            tone.task + tone.ahead == 0 || opens.praise > 0 && opens.task + opens.ahead == 0 && !tone.looks_ahead();
        tone.figures > 0 || matches!(voice.act, Act::Reports | Act::States) && judged
    }

    /// *Phương hướng quý II: kéo giảm ít nhất 5% số vụ; …*: whether a paragraph opens with a heading of its own, up to a colon, that
    /// announces tasks.
    fn is_headed_inside(&self, first: &Sentence, opener: Option<Kind>) -> bool {
        const HEADING: usize = 8;
        let tokens = self.story.page.tokens(first);
        let colon = tokens.iter().take(HEADING).any(|t| t.kind == crate::text::Kind::Mark(':'));
        opener == Some(Kind::Tasks) && colon
    }

    /// Whether a paragraph leads in a list of orders, or is an item of one.
    fn is_list_of_orders(&self, number: usize, tone: &Tone) -> bool {
        let line = self.story.frame.line(number);
        line.bullet && self.is_led_by_order(number) || line.colon && self.leads_in_orders(number, tone)
    }

    /// Whether a paragraph that ends in a colon orders, and a list stands below it (*Về nhiệm vụ quý IV, yêu cầu:*).
    fn leads_in_orders(&self, number: usize, tone: &Tone) -> bool {
        tone.order > 0 && tone.figures == 0 && self.story.frame.line(number + 1).bullet
    }

    /// Whether the list that an item stands in is led in by such a paragraph.
    fn is_led_by_order(&self, number: usize) -> bool {
        let lead = (0..number).rev().find(|&i| !self.story.frame.line(i).bullet);
        let told = lead.filter(|&i| self.story.frame.line(i).colon).and_then(|i| self.story.page.paragraphs.get(i));
        let last = told.and_then(|p| self.story.page.sentences_of(p).last());
        last.is_some_and(|s| tone::tone(self.story.page, std::slice::from_ref(s)).order > 0)
    }

    /// A paragraph that names no speaker.
    fn untold(
        &self,
        number: usize,
        paragraph: &Paragraph,
        opener: Option<Kind>,
        tone: &Tone,
        first: &Sentence,
    ) -> Kind {
        let page = self.story.page;
        let line = self.story.frame.line(number);
        let goes_on = self.story.flow.get(paragraph.sentences.start).copied().flatten();
        let early = self.is_early();
        let scene = tone::sets_scene(page, first);
        let set = tone::opens_with_day(page, first) || tone::has_day(page, first) && tone::has_meeting(page, first);
        // *Báo cáo kết quả năm 2020, Cục cho biết kinh tế diễn ra trong bối cảnh …*
        let told = opener == Some(Kind::Results) && self.is_of_others(paragraph);
        let staged = scene && tone.figures < 2 * FIGURES && (set || !told);
        if early && (staged || set && tone.figures < FIGURES) {
            return Kind::Opening;
        }
        if goes_on.is_some_and(|v| v.act == Act::Opens || self.opener == Some(v.person)) && tone.figures < FIGURES {
            return Kind::Opening;
        }
        if let Some(voice) = goes_on.filter(|v| self.story.chair.holds(v.person)) {
            return self.carried(voice, paragraph, &line.bullet, tone);
        }
        let act = tone::organ_act(page, first);
        if act == Some(Act::Asks) && tone.figures < FIGURES && self.heading.is_none() {
            return Kind::Discussion;
        }
        let ordered = self.story.chair.persons.is_empty() && act == Some(Act::Directs);
        let item = self.before == Some(Kind::Tasks) && line.numbered && self.heading.is_none();
        let list = self.is_list_of_orders(number, tone) || self.is_headed_inside(first, opener);
        if ordered || item && self.story.chair.persons.is_empty() || list {
            return Kind::Tasks;
        }
        let figures = tone.figures >= 2 * FIGURES && tone.ahead + tone.order == 0;
        match (opener, self.heading) {
            (_, Some(Kind::Tasks)) if figures => return Kind::Results,
            (Some(kind @ (Kind::Discussion | Kind::Results)), _) => return kind,
            (Some(Kind::Tasks), _) if tone.figures < FIGURES || self.heading == Some(Kind::Tasks) => {
                return Kind::Tasks;
            }
            (_, Some(kind @ (Kind::Tasks | Kind::Results | Kind::Discussion))) => return kind,
            _ => {}
        }
        let late = self.before == Some(Kind::Discussion) || goes_on.is_some();
        let tasks = late && tone.ahead_first && tone.figures < FIGURES
            || tone.ahead_first && tone.ahead + tone.task > 1
            || tone.ahead > 1 && tone.looks_ahead();
        match self.before {
            Some(Kind::Opening | Kind::Resolution | Kind::Other) if scene && tone.figures < FIGURES => Kind::Opening,
            _ if scene && tone.figures == 0 && tone.task < 2 => Kind::Opening,
            _ if tone.so_far && tone.figures >= FIGURES => Kind::Results,
            _ if tasks || tone.figures == 0 && tone::meeting_sets(page, first) => Kind::Tasks,
            Some(Kind::Opening) if tone.figures == 0 && !opener_or(opener) && !tells(page, first, tone) => {
                Kind::Opening
            }
            Some(Kind::Discussion) if tone.figures < FIGURES => Kind::Discussion,
            Some(Kind::Results) if goes_on.is_some_and(|v| v.act == Act::Reports) => Kind::Results,
            // *Theo thông báo của Ủy ban Kiểm tra, …*, behind what was ordered.
            Some(Kind::Tasks) if self.is_of_others(paragraph) && tone.order == 0 => Kind::Results,
            Some(Kind::Tasks) if tone.figures < FIGURES && tone.task + tone.ahead > 1 || self.is_aim(tone) => {
                Kind::Tasks
            }
            _ if goes_on.is_some() && tone.figures < FIGURES && !self.story.chair.told => Kind::Discussion,
            // *Đồng thời, đề nghị Bộ Tư pháp …*, of one who does not conclude.
            _ if goes_on.is_some() && tone.figures == 0 && tone.order > tone.praise => Kind::Discussion,
            Some(Kind::Tasks) if tone.figures < FIGURES && (line.bullet || tone.task + tone.ahead > 0) => Kind::Tasks,
            _ => Kind::Results,
        }
    }
}
