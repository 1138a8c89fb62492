//! Cues: what a phrase means to the parser.

use crate::model::{Act, Basis, Bound, Decimal, Horizon, conclusion, figure::Polarity, section, verdict::Says};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};

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
    /// Heads of a table's columns.
    Tables,
    /// Words of an indicator's name that do not tell it from another.
    Names,
    /// The text's own words that something misses its target.
    Verdicts,
    /// Persons, offices and what they do in speaking.
    People,
    /// Sections, headings, captions, dates.
    Layout,
}

/// What a phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
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
    /// Starts a clause of its own (*nhưng, tuy nhiên*).
    Turns,
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
    /// A growth rate as an indicator (*tốc độ tăng trưởng*): its percentage is a change.
    Growth,
    /// Spending out of a plan as an indicator (*giải ngân*): its percentage is a share of the plan.
    Disbursement,
    /// A word that only announces a count (*số*).
    CountWord,
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
    /// The head of a table's column; gives what it holds.
    Column,
    /// A condition or a denial that takes a verdict back (*nếu, không để*).
    Unreal,
    /// Speaks of what a period brought (*tình hình kinh tế - xã hội*): the period beside it is the bulletin's.
    Report,
    /// Says that somebody says (*cho biết*): what comes before is no indicator.
    Says,
    /// A word cut short, whose stop ends no sentence (*TP*, *TS*).
    Abbreviation,
    /// Which direction is worse for indicators that hold the phrase; gives the polarity.
    Polarity,
}

/// What a cue gives to the parser.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Gives {
    /// Nothing but its meaning.
    #[default]
    Nothing,
    /// A number.
    Number(Decimal),
    /// A basis of comparison.
    Basis(Basis),
    /// The time of a plan.
    Horizon(Horizon),
    /// A bound.
    Bound(Bound),
    /// A direction.
    Polarity(Polarity),
    /// What a speaker does.
    Act(Act),
    /// A section's kind.
    Section(section::Kind),
    /// A conclusion's kind.
    Conclusion(conclusion::Kind),
    /// What a verdict says.
    Says(Says),
    /// A name: a base unit, a currency's code, a form.
    Name(String),
}

impl Cue {
    /// The family it belongs to.
    #[must_use]
    pub fn family(self) -> Family {
        match self {
            Cue::Polarity => Family::Polarities,
            Cue::Idle => Family::Names,
            Cue::Column => Family::Tables,
            Cue::Report => Family::Reports,
            Cue::Growth | Cue::Rate | Cue::Head | Cue::Disbursement | Cue::CountWord | Cue::Whole => Family::Indicators,
            Cue::Abbreviation => Family::Layout,
            Cue::Verdict | Cue::Group | Cue::Unreal => Family::Verdicts,
            _ => Family::Figures,
        }
    }
}

impl Gives {
    /// Reads what a rule `gives` as its cue takes it.
    ///
    /// # Errors
    /// What was expected, in words.
    pub fn read(cue: Cue, value: Option<&str>) -> Result<Self, String> {
        use Cue as C;
        let Some(value) = value else {
            return match cue {
                C::Scale | C::Basis | C::Horizon | C::Bound | C::Polarity | C::Verdict | C::Currency | C::Period => {
                    Err(format!("`gives` is missing, {cue:?} needs it"))
                }
                _ => Ok(Gives::Nothing),
            };
        };
        match cue {
            C::Scale | C::Factor => {
                Decimal::from_str_exact(value).map(Gives::Number).map_err(|_| format!("{value:?} is no number"))
            }
            C::Basis => named(value).map(Gives::Basis),
            C::Horizon | C::Plan => named(value).map(Gives::Horizon),
            C::Bound => named(value).map(Gives::Bound),
            C::Polarity => named(value).map(Gives::Polarity),
            C::Verdict => named(value).map(Gives::Says),
            C::Unit | C::Currency | C::Period | C::Column => Ok(Gives::Name(value.to_owned())),
            _ => Err(format!("{cue:?} takes no `gives`")),
        }
    }
}

fn named<'a, T: Deserialize<'a>>(value: &'a str) -> Result<T, String> {
    let de: StrDeserializer<'a, ValueError> = value.into_deserializer();
    T::deserialize(de).map_err(|e| e.to_string())
}
