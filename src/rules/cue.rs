//! Cues: what a phrase means to the parser.

use crate::error::{Code, Fault};
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};
use serde::{Deserialize, Serialize};

/// Which part of the parser a cue speaks to. Phrases of different families may overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// Numbers and what is said with them.
    Figures,
    /// What kind of indicator a noun phrase is.
    Indicators,
    /// Which direction is the worse one.
    Polarities,
    /// What speaks of a period's results.
    Reports,
    /// Names under which one indicator goes.
    Aliases,
    /// Heads of a table's columns.
    Tables,
    /// Words of an indicator's name that do not tell it from another.
    Idles,
    /// The text's own words that something misses its target.
    Verdicts,
    /// Persons, offices and what they do in speaking.
    People,
    /// How paragraphs of each kind open.
    Layout,
    /// What stands around the story: captions, bylines, datelines.
    Pages,
    /// Meetings: who holds them, when, what they adopt.
    Scene,
    /// Tasks, judgements, time to come.
    Tone,
    /// Surnames, places, short forms of an office's words.
    Names,
    /// Indicators that are no sum of their parts.
    Sums,
    /// Words of an indicator's name that may be left out without its being another.
    Fillers,
}

impl Family {
    /// Number of families.
    pub const COUNT: usize = 16;

    /// All families, in order.
    pub const ALL: [Family; Family::COUNT] = [
        Family::Figures,
        Family::Indicators,
        Family::Polarities,
        Family::Reports,
        Family::Aliases,
        Family::Tables,
        Family::Idles,
        Family::Verdicts,
        Family::People,
        Family::Layout,
        Family::Pages,
        Family::Scene,
        Family::Tone,
        Family::Names,
        Family::Sums,
        Family::Fillers,
    ];

    /// The families whose bits are set, in order.
    pub fn of_bits(mut bits: u32) -> impl Iterator<Item = Family> {
        std::iter::from_fn(move || {
            let family = Family::ALL.get(bits.trailing_zeros() as usize).copied();
            bits &= bits.wrapping_sub(1);
            family
        })
    }

    /// A bit of its own.
    #[must_use]
    pub fn bit(self) -> u32 {
        1 << (self as u32)
    }
}

/// What a phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cue {
    /// Goes up (*tăng*).
    Up,
    /// Goes down (*giảm*).
    Down,
    /// As much as before (*bằng cùng kỳ*), without a number.
    Unchanged,
    /// Announces a factor (*gấp*); gives the factor where the phrase holds it (*gấp đôi*).
    Factor,
    /// *lần*, after a factor's number.
    Times,
    /// Above or beyond (*vượt*).
    Exceed,
    /// Below a plan by an amount (*hụt*).
    Short,
    /// Announces a share of a plan or a ratio (*bằng*).
    Ratio,
    /// Announces a share of a whole (*chiếm*).
    Share,
    /// Announces a contribution (*đóng góp*).
    Contribute,
    /// Percentage points (*điểm phần trăm*).
    Points,
    /// A percentage in words (*phần trăm*).
    Percent,
    /// What is compared with (*so với cùng kỳ*).
    Basis,
    /// *so với* alone.
    Versus,
    /// A plan (*kế hoạch, dự toán*).
    Plan,
    /// The time of a plan (*năm, 6 tháng, nhiệm kỳ*), after its noun.
    Horizon,
    /// A multiplier of a unit (*nghìn, triệu, tỷ*); gives the number.
    Scale,
    /// A unit of measure; gives its base unit.
    Unit,
    /// A currency; gives its ISO 4217 code.
    Currency,
    /// A noun that is counted (*vụ, người, dự án*).
    Counted,
    /// *trên, hơn, gần, khoảng*.
    Bound,
    /// An estimate (*ước*).
    Estimate,
    /// An estimate that announces the value too (*ước đạt*).
    EstimateVerb,
    /// A target or a plan to come (*phấn đấu, mục tiêu*).
    Target,
    /// Stands between an indicator and its value (*đạt, là*).
    Equates,
    /// Stands before a value whose indicator follows (*có, đón, xảy ra*).
    Brings,
    /// Words before an indicator that are not part of it (*trong đó, về, toàn tỉnh*).
    Lead,
    /// Opens the parts of a whole (*trong đó, gồm*).
    Within,
    /// Numbers go to indicators in order (*lần lượt*).
    Respectively,
    /// Joins members, or stands before a verb (*và, đã, cũng*).
    Joins,
    /// *với*, before what comes with something.
    With,
    /// Starts a clause of its own (*nhưng, tuy nhiên*).
    Turns,
    /// Stands for the indicator told last (*con số này*).
    This,
    /// A preposition, which ends a noun phrase after a number (*từ, cho, tại*).
    Preposition,
    /// A month, a quarter, a year …: gives its form (see `parse::period`).
    Period,
    /// A number here is no figure (*lần thứ #, Nghị quyết số #*).
    NoFigure,
    /// A place and other subjects that are no indicator (*toàn tỉnh, cả nước*).
    Scope,
    /// A head noun of an indicator (*tổng thu, kim ngạch, sản lượng*).
    Head,
    /// Stands between a part and the whole it is counted out of (*trên tổng số*).
    OutOf,
    /// Stands between a comparison and the level compared with (*cao hơn mức*).
    Than,
    /// A growth rate as an indicator (*tốc độ tăng trưởng*): its percentage is a change.
    Growth,
    /// Spending out of a plan as an indicator (*giải ngân*): its percentage is a share of the plan.
    Disbursement,
    /// A word that only announces a count (*số*).
    CountWord,
    /// Opens a clause of its own that tells when or why (*khi, nhờ*).
    Clause,
    /// Brings about (*giúp, khiến*): what comes before is no indicator.
    Causes,
    /// Says that something must or will be (*phải, sẽ*), right before a verb.
    Must,
    /// *trở lên*, after a number.
    Upwards,
    /// *lên, xuống*, before the level that is reached.
    Reaches,
    /// A whole that shares are taken of (*tổng …*).
    Whole,
    /// A plain word that holds a syllable which alone is a cue (*nuôi trồng*).
    Noun,
    /// *là* between a group and its members.
    Copula,
    /// A rate as an indicator (*tỷ lệ, lãi suất*): its percentage is a level.
    Rate,
    /// The text's own word that something misses its target; gives what it says.
    Verdict,
    /// A group of indicators that is no indicator (*một số chỉ tiêu*).
    Group,
    /// Opens what a sentence is about (*về, đối với*).
    Topic,
    /// Opens the members of a group (*nhất là*).
    Members,
    /// A word that does not tell one indicator from another (*tiến độ, số*).
    Idle,
    /// A word of an indicator's name without which it is the same indicator (*của, trên địa bàn tỉnh*).
    Filler,
    /// One of the names of an indicator; gives the name they share.
    Alias,
    /// The head of a table's column; gives what it holds.
    Column,
    /// An indicator whose parts need not be smaller than it (*bình quân, giá, xuất siêu*).
    NoSum,
    /// A condition or a denial that takes a verdict back (*nếu, không để*).
    Unreal,
    /// A word that holds the words of a verdict and is none (*đường hàng không đạt*).
    Apart,
    /// Speaks of what a period brought (*tình hình kinh tế - xã hội*): the period beside it is the bulletin's.
    Report,
    /// Announces what somebody says (*cho biết*): what comes before is no indicator.
    Quotes,
    /// A word cut short, whose stop ends no sentence (*TP*, *TS*).
    Abbreviation,
    /// Which direction is worse for indicators that hold the phrase; gives the polarity.
    Polarity,
    /// Stands before a name (*đồng chí, ông*); gives whether the person is a man or a woman where it tells.
    Honorific,
    /// A rank or degree before a name, no office (*Đại tá, TS*).
    Rank,
    /// The head of an office (*Phó Bí thư Thường trực*); gives its rank, 1 the highest.
    Office,
    /// Words that stand for an office (*người đứng đầu UBND tỉnh*); gives the head, and after a stroke the organ.
    StandsFor,
    /// Gives the person before it the office after it (*giữ chức*).
    Appoints,
    /// A noun that opens an organ's name, other words of it following freely (*Sở, Ban*).
    Organ,
    /// An organ whose name is complete, but for its place (*UBND, Tỉnh ủy*).
    Body,
    /// A level of administration before a place's name (*tỉnh, huyện*).
    Level,
    /// A verb of speaking; gives what is done with the words.
    Says,
    /// A verb that always brings what was said (*cho biết*); gives what is done with the words.
    Tells,
    /// Ends an office's name, and is no verb of speaking (*chủ trì, đã*).
    Pause,
    /// Holds a verb of speaking and is none (*giao thông*).
    Plain,
    /// Makes a noun of the verb of speaking after it (*nghe, bài*).
    Nominal,
    /// The one after it is not who speaks (*của, với*).
    Oblique,
    /// Words are taken from the one named next (*theo, theo báo cáo của*).
    Source,
    /// More than one person (*các, lãnh đạo*).
    Plural,
    /// A surname.
    Surname,
    /// A person's middle name, which is second in no place's (*Thị*).
    Middle,
    /// A place's name that looks like a person's.
    Place,
    /// A short form in an office's name (*TP*); gives it in full.
    Shorthand,
    /// Opens a paragraph of a kind (*Kết luận hội nghị*); gives the kind.
    Opener,
    /// Ties a sentence to what was said before (*đồng thời*).
    Tied,
    /// An item of a list counted in words (*một là*, *thứ hai*).
    Listed,
    /// So much so far, and no more (*mới*).
    Barely,
    /// Opens a meeting's story: its day and place, who was there.
    Setting,
    /// What the line under a picture opens with, or holds (*Quang cảnh*).
    Caption,
    /// A picture's credit (*Ảnh:*), where marks around it tell so.
    Credit,
    /// What persons in a picture do (*phát biểu, trao*).
    Shown,
    /// Opens an author's or a source's line.
    Byline,
    /// Words around a date of publication (*Cập nhật*).
    Dateline,
    /// A page's furniture, no part of the bulletin.
    Junk,
    /// Time still to come (*thời gian tới, sẽ*).
    Ahead,
    /// A word of ordering (*cần*); gives whether it is a verb of work, which may tell what was done as well (*triển khai*).
    Task,
    /// Tells that the verbs of work behind it are done (*đã*); gives whether that is a judgement by itself (*đã hoàn thành*).
    Done,
    /// Ends a sentence that only leads in a list (*các việc sau:*).
    LeadsIn,
    /// A word of judging (*nỗ lực, hạn chế*).
    Praise,
    /// What a meeting or organ adopts (*thống nhất ban hành*).
    Adopts,
    /// A meeting or organ that adopts.
    Assembly,
    /// A part of a day on which a meeting is held (*sáng, chiều*).
    DayPart,
    /// A date in words (*ngày # tháng # năm #*).
    LongDate,
    /// The day of publication (*sáng nay, hôm nay*).
    Today,
    /// Words before a day until which something is counted or has to be done (*đến ngày, trước ngày*).
    Limit,
    /// A meeting (*hội nghị, phiên họp*).
    Meeting,
}

impl Cue {
    /// The cue of a name as rule files write it.
    ///
    /// # Errors
    /// The names that there are, in words.
    pub fn named(name: &str) -> Result<Self, Fault> {
        named(name)
    }

    /// The family it belongs to.
    #[must_use]
    pub fn family(self) -> Family {
        use Cue as C;
        match self {
            Cue::Polarity => Family::Polarities,
            Cue::Idle => Family::Idles,
            Cue::NoSum => Family::Sums,
            Cue::Filler => Family::Fillers,
            Cue::Column => Family::Tables,
            Cue::Alias => Family::Aliases,
            Cue::Report => Family::Reports,
            Cue::Growth | Cue::Rate | Cue::Head | Cue::Disbursement | Cue::CountWord | Cue::Whole => Family::Indicators,
            Cue::Surname | Cue::Middle | Cue::Place | Cue::Shorthand => Family::Names,
            C::Honorific
            | C::Rank
            | C::Office
            | C::StandsFor
            | C::Appoints
            | C::Organ
            | C::Body
            | C::Level
            | C::Says
            | C::Tells
            | C::Pause
            | C::Plain
            | C::Nominal
            | C::Oblique
            | C::Source
            | C::Plural => Family::People,
            C::Abbreviation | C::Opener | C::Tied => Family::Layout,
            C::Caption | C::Credit | C::Shown | C::Byline | C::Dateline | C::Junk => Family::Pages,
            C::Setting | C::Meeting | C::Assembly | C::Adopts | C::DayPart | C::LongDate | C::Today | C::Limit => {
                Family::Scene
            }
            C::Ahead | C::Task | C::Done | C::LeadsIn | C::Listed | C::Praise | C::Barely => Family::Tone,
            Cue::Verdict | Cue::Group | Cue::Unreal | Cue::Apart => Family::Verdicts,
            _ => Family::Figures,
        }
    }
}

pub(super) fn named<'a, T: Deserialize<'a>>(value: &'a str) -> Result<T, Fault> {
    let de: StrDeserializer<'a, ValueError> = value.into_deserializer();
    T::deserialize(de).map_err(|e| Code::Told.with(e))
}
