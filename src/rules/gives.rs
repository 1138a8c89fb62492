//! What a rule gives to the parser beside its cue: a number, a basis, a name.
//!
//! In: the text of `gives` in a rule file. Out: [`Gives`], or what its cue expects there.

use super::cue::{Cue, named};
use crate::error::{Code, Fault};
use crate::model::{Act, Basis, Bound, Decimal, Horizon, conclusion, figure::Polarity, section, verdict::Says};
use std::borrow::Cow;

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
    Name(Cow<'static, str>),
}

impl Gives {
    /// Whether it is a verb of ordering or asking (*yêu cầu*, *đề nghị*).
    #[must_use]
    pub fn is_order(&self) -> bool {
        matches!(self, Self::Act(Act::Directs | Act::Asks))
    }

    /// Reads what a rule `gives` as its cue takes it.
    ///
    /// # Errors
    /// What was expected, in words.
    pub fn read(cue: Cue, value: Option<&str>) -> Result<Self, Fault> {
        use Cue as C;
        let Some(value) = value else {
            return match cue {
                C::Scale
                | C::Basis
                | C::Horizon
                | C::Bound
                | C::Polarity
                | C::Verdict
                | C::Currency
                | C::Period
                | C::Office
                | C::StandsFor
                | C::Says
                | C::Tells
                | C::Shorthand
                | C::Opener => Err(Code::GivesMissing.with(format!("{cue:?}"))),
                _ => Ok(Gives::Nothing),
            };
        };
        match cue {
            C::Scale | C::Factor | C::Office => Decimal::from_str_exact(value)
                .map(Gives::Number)
                .map_err(|_| Code::GivesNumber.with(format!("{value:?}"))),
            C::Basis => named(value).map(Gives::Basis),
            C::Horizon | C::Plan => named(value).map(Gives::Horizon),
            C::Bound => named(value).map(Gives::Bound),
            C::Polarity => named(value).map(Gives::Polarity),
            C::Verdict => named(value).map(Gives::Says),
            C::Says | C::Tells | C::Source => named(value).map(Gives::Act),
            C::Opener => named(value).map(Gives::Section),
            C::Unit
            | C::Down
            | C::Contribute
            | C::Currency
            | C::Period
            | C::Column
            | C::Alias
            | C::Honorific
            | C::Level
            | C::Body
            | C::StandsFor
            | C::Task
            | C::Done
            | C::Surname
            | C::Shorthand => Ok(Gives::Name(value.to_owned().into())),
            _ => Err(Code::GivesNothing.with(format!("{cue:?}"))),
        }
    }
}
