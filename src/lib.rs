//! **bantin** (*bản tin*, bulletin) reads official Vietnamese bulletins: it splits them into sections, speakers and
//! figures, works out which indicators miss what is due, and tells where in the text each statement rests.
//!
//! Data flows one way: [`load`] → [`text`] → [`parse`] → [`assess`] → [`report`] or `tui`.

pub mod assess;
pub mod cli;
pub mod error;
pub mod load;
pub mod model;
pub mod parse;
pub mod report;
pub mod rules;
pub mod shelf;
pub mod text;
pub mod tui;

pub use error::{Error, Result};

use model::warning::Code;
use model::{Bulletin, Target, Warning};
use rules::Lexicon;
use rules::compiled::Compiled;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, LazyLock};

/// The built-in rules as the build has compiled them (`build.rs`), which fails where they are at fault.
static COMPILED: Compiled = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

static LEXICON: LazyLock<Lexicon> = LazyLock::new(built_in_rules);

/// The built-in rules, made ready: what a start pays for.
#[must_use]
pub fn built_in_rules() -> Lexicon {
    rules::compiled::read(&COMPILED).unwrap_or_default()
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
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon.as_deref().unwrap_or(&LEXICON)
    }

    /// The user's targets.
    #[must_use]
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// A number that is the same for the same rules, targets and encoding, as long as the program is the same.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = std::hash::DefaultHasher::new();
        COMPILED.hash(&mut hasher);
        self.lexicon.as_ref().map(|own| format!("{own:?}")).hash(&mut hasher);
        format!("{:?} {:?}", self.targets, self.encoding).hash(&mut hasher);
        hasher.finish()
    }

    /// Reads a bulletin's text: everything that the model holds, but for where it came from.
    #[must_use]
    pub fn read(&self, text: &str) -> Bulletin {
        let normal = text::normalise(text);
        let mut bulletin = parse::read(&normal.text, self.lexicon());
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

    /// The topic under which a name's figures are found among many.
    #[must_use]
    pub fn topic(&self, name: &str) -> String {
        assess::topics::asked(name, self.lexicon()).0
    }
}

fn warning(code: Code, args: Vec<String>) -> Warning {
    Warning { code, args, places: Vec::new() }
}
