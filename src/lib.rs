//! **bantin** (*bản tin*, bulletin) reads official Vietnamese bulletins: it splits them into sections, speakers and
//! figures, works out which indicators miss what is due, and tells where in the text each statement rests.
//!
//! [`read`] makes a [`model::Bulletin`] of a text; [`Reader`] does so by rules and targets of one's own. [`load`] makes texts of
//! files in any form, [`report`] summaries and data of bulletins, [`shelf`] trends and comparisons of many.
//!
//! ```
//! let text = "UBND tỉnh Hà Sơn: quý I/2024, thu nội địa đạt 2.870 tỷ đồng, bằng 20,9% dự toán, giảm 3,4% so với cùng kỳ.";
//! let bulletin = bantin::read(text);
//! let figure = &bulletin.figures[0];
//! assert_eq!(figure.indicator, "thu nội địa");
//! assert!(figure.value.as_ref().is_some_and(|value| value.amount == 2870.into() && value.unit == "tỷ đồng"));
//! // What falls short, why, and the words that show it.
//! let missed = &bulletin.shortfalls[0];
//! assert_eq!(missed.reasons, [bantin::model::Reason::BehindPlan, bantin::model::Reason::Declined]);
//! assert!(missed.evidence[0].of(&bulletin.text).starts_with("thu nội địa"));
//! ```
//!
//! What is documented here is promised: it changes in ways that break a user's code only with a step of the version that says so
//! (`docs/api.txt` lists it, a test holds it). Fields of structures and variants of enumerations may come with any version: match with
//! `_`, build with `..Default::default()`. Modules that are not documented are the program's own. What [`report::json`] writes is
//! described by the JSON Schema in `docs/bulletin.schema.json`.

#[doc(hidden)]
pub mod assess;
#[doc(hidden)]
pub mod cli;
pub mod error;
pub mod load;
pub mod model;
#[doc(hidden)]
pub mod parse;
pub mod report;
#[doc(hidden)]
pub mod rules;
pub mod shelf;
pub mod text;
#[doc(hidden)]
pub mod tui;

pub use error::{Error, Result};

use model::warning::Code;
use model::{Bulletin, Target, Warning};
use rules::Lexicon;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A fault in English.
fn in_english(fault: &error::Fault) -> String {
    report::Labels::new(report::Language::En).fault(fault)
}

/// The built-in rules as the build has compiled them (`build.rs`), which fails where they are at fault.
mod built_in {
    include!(concat!(env!("OUT_DIR"), "/rules.rs"));
}

/// Reads a bulletin's text by the built-in rules: everything that the model holds, but for where it came from.
///
/// ```
/// let bulletin = bantin::read("Quý I/2024, thu nội địa đạt 2.870 tỷ đồng, bằng 23,9% dự toán.");
/// assert_eq!(bulletin.language, "vi");
/// ```
#[must_use]
pub fn read(text: &str) -> Bulletin {
    Reader::default().read(text)
}

/// Reads bulletins by rules, and judges them by targets: built-in rules and no targets unless it is told others.
/// Cheap to clone.
///
/// ```
/// let rule = "[[rule]]\nid = 'my.jar'\ncue = 'counted'\nmatch = ['jar']\nyes = ['5 jar']\nno = ['5 ha']\n";
/// let reader = bantin::Reader::with_rules(&[("my.toml".to_owned(), rule.to_owned())])?;
/// assert!(!reader.read("5 jar").text.is_empty());
/// # Ok::<(), bantin::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// `None` where the built-in rules are all.
    lexicon: Option<Arc<Lexicon>>,
    targets: Arc<[Target]>,
    encoding: Option<load::Charset>,
}

impl Reader {
    /// By the user's rules too: pairs of name and content of files in the form of `assets/vi`.
    ///
    /// # Errors
    /// [`Error::Data`] with file and line.
    pub fn with_rules(files: &[(String, String)]) -> Result<Self> {
        Ok(Self { lexicon: Some(Arc::new(Lexicon::with_own(files)?)), ..Self::default() })
    }

    /// The same reader, which judges by the user's targets too.
    #[must_use]
    pub fn with_targets(self, targets: Vec<Target>) -> Self {
        Self { targets: targets.into(), ..self }
    }

    /// The same reader, which judges by the targets of files too: pairs of name and content.
    ///
    /// ```
    /// let targets = "[[target]]\nindicator = 'GRDP'\ntarget = '≥ 12,5 %'\n";
    /// let reader = bantin::Reader::default().with_targets_of(&[("my.toml".to_owned(), targets.to_owned())])?;
    /// let bulletin = reader.read("Quý I/2024, GRDP tăng 9,65% so với cùng kỳ.");
    /// assert_eq!(bulletin.shortfalls[0].reasons, [bantin::model::Reason::BelowTarget]);
    /// # Ok::<(), bantin::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Data`] with file and line.
    pub fn with_targets_of(self, files: &[(String, String)]) -> Result<Self> {
        let read = |(name, source): &(String, String)| parse::targets::targets(name, source, self.lexicon());
        let all = files.iter().map(read).collect::<Result<Vec<_>>>()?.concat();
        Ok(self.with_targets(all))
    }

    /// The same reader, whose inputs come in this encoding, whatever they look like; by evidence where none is named.
    #[must_use]
    pub fn with_encoding(self, encoding: Option<load::Charset>) -> Self {
        Self { encoding, ..self }
    }

    /// The encoding that inputs are said to come in.
    #[must_use]
    pub fn encoding(&self) -> Option<load::Charset> {
        self.encoding
    }

    /// The rules.
    #[doc(hidden)]
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon.as_deref().unwrap_or(&built_in::LEXICON)
    }

    /// The user's targets.
    #[must_use]
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// A number that is the same only where the same would be read: by the same code, rules, targets and encoding.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = std::hash::DefaultHasher::new();
        env!("BANTIN_CODE").hash(&mut hasher);
        self.lexicon.as_ref().map(|own| format!("{own:?}")).hash(&mut hasher);
        format!("{:?} {:?}", self.targets, self.encoding).hash(&mut hasher);
        hasher.finish()
    }

    /// Reads a bulletin's text: everything that the model holds, but for where it came from.
    #[must_use]
    pub fn read(&self, text: &str) -> Bulletin {
        self.read_normal(text::normalise(text))
    }

    /// Reads a text that is in normal form: no copy of it is made.
    #[doc(hidden)]
    #[must_use]
    pub fn read_normal(&self, normal: text::Normal) -> Bulletin {
        self.read_telling(normal, &|_| true)
    }

    /// The same, and tells now and then how many percent of a long text are read; goes on where that is still of use.
    #[doc(hidden)]
    #[must_use]
    pub fn read_telling(&self, normal: text::Normal, tell: &dyn Fn(usize) -> bool) -> Bulletin {
        let mut bulletin = parse::read_telling(normal.text, self.lexicon(), tell);
        assess::judge(&mut bulletin, self.lexicon(), &self.targets);
        let removed = [(Code::ControlRemoved, normal.controls), (Code::InvisibleRemoved, normal.invisibles)];
        let told = removed
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(code, count)| warning(code, vec![count.to_string()]));
        bulletin.warnings.splice(0..0, told);
        if report::is_plain(&bulletin) {
            bulletin.warnings.push(warning(Code::NothingFound, Vec::new()));
        }
        bulletin
    }

    /// What is kept of a bulletin among many: see [`shelf`].
    ///
    /// ```
    /// let reader = bantin::Reader::default();
    /// let texts = ["UBND tỉnh Hà Sơn: quý I/2024, thu ngân sách đạt 3.215 tỷ đồng.", "Tỉnh Hà Sơn: 6 tháng năm 2024, thu NSNN đạt 6,8 nghìn tỷ đồng."];
    /// let entries = texts.map(|text| reader.entry(&reader.read(text)));
    /// let trends = bantin::shelf::trends(&entries, &reader.topic("tổng thu ngân sách"));
    /// assert_eq!(trends[0].series[0].dots.len(), 2);
    /// ```
    #[must_use]
    pub fn entry(&self, bulletin: &Bulletin) -> shelf::Entry {
        let lexicon = self.lexicon();
        let identity = assess::identity(bulletin, lexicon);
        let topics = assess::topics(bulletin, &identity, lexicon);
        let named = assess::topics::of_shortfalls(bulletin, &identity, &topics, lexicon);
        shelf::Entry::new(bulletin, identity, &topics, &named)
    }

    /// The period that words name, or a year by its number.
    ///
    /// ```
    /// let reader = bantin::Reader::default();
    /// assert_eq!(reader.period("6 tháng đầu năm 2023").and_then(|p| p.end).map(|day| day.to_string()).as_deref(), Some("2023-06-30"));
    /// assert_eq!(reader.period("2023").and_then(|p| p.start).map(|day| day.to_string()).as_deref(), Some("2023-01-01"));
    /// assert_eq!(reader.period("Hà Sơn"), None);
    /// ```
    #[must_use]
    pub fn period(&self, words: &str) -> Option<model::Period> {
        if let Some(year) = words.parse().ok().filter(|year| (1900..2200).contains(year)) {
            return Some(parse::period::of_year(year, words));
        }
        self.read(words).period
    }

    /// A bulletin as rows of a table, one a figure.
    ///
    /// ```
    /// let reader = bantin::Reader::default();
    /// let rows = reader.rows(&reader.read("UBND tỉnh Hà Sơn: quý I/2024, thu ngân sách đạt 3.215 tỷ đồng."));
    /// assert_eq!((rows[0].place.as_deref(), rows[0].month, rows[0].topic.as_deref()), (Some("Hà Sơn"), Some(3), Some("budget revenue")));
    /// ```
    #[must_use]
    pub fn rows(&self, bulletin: &Bulletin) -> Vec<report::rows::Row> {
        let identity = assess::identity(bulletin, self.lexicon());
        let topics = assess::topics(bulletin, &identity, self.lexicon());
        report::rows::rows(bulletin, &identity, &topics)
    }

    /// The topic under which a name's figures are found among many.
    #[must_use]
    pub fn topic(&self, name: &str) -> String {
        assess::topics::asked(name, self.lexicon()).0
    }
}

fn warning(code: Code, args: Vec<String>) -> Warning {
    Warning { code, args, places: Vec::new() }
}
