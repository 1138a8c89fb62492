//! The one error of the library: what was wrong, where, and what to do.
//!
//! What is wrong is a value, a [`Fault`]; the interface's labels put it into words in one place ([`crate::report::Labels::error`]), in the
//! language that is spoken. `Display` speaks English.

use std::path::PathBuf;

/// `Result` with [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// Everything that can go wrong. Messages name the file (and line), what was wrong and what was expected.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.told(&Fault::to_string))]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read or written.
    Io {
        /// The file.
        path: PathBuf,
        /// The system's word.
        source: std::io::Error,
    },
    /// A data file (rules, keys, labels, themes) is not as it must be.
    Data {
        /// The file's name.
        file: String,
        /// Line, counted from 1.
        line: usize,
        /// What was wrong and what was expected.
        fault: Fault,
    },
    /// An input that is no bulletin's text, or anything else that is not as it must be.
    Input {
        /// The input's name; empty where the fault's words tell it.
        name: String,
        /// What was wrong and what to do.
        fault: Fault,
    },
}

impl Error {
    /// The error in words: where, and what is wrong as `words` tells it.
    pub(crate) fn told(&self, words: &dyn Fn(&Fault) -> String) -> String {
        match self {
            Error::Io { path, source } => format!("{}: {}", path.display(), words(&Fault::of_system(source))),
            Error::Data { file, line, fault } => format!("{file}:{line}: {}", words(fault)),
            Error::Input { name, fault } if name.is_empty() => words(fault),
            Error::Input { name, fault } => format!("{name}: {}", words(fault)),
        }
    }
}

/// What is wrong, and with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub(crate) code: Code,
    pub(crate) args: Vec<Arg>,
}

/// What a fault's words speak of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Arg {
    /// A number, a name, what a library or the system says.
    Text(String),
    /// What has words of its own.
    Fault(Fault),
}

impl Fault {
    /// A fault whose words speak of one thing more.
    #[must_use]
    pub(crate) fn with(mut self, arg: impl ToString) -> Self {
        self.args.push(Arg::Text(arg.to_string()));
        self
    }

    /// A fault whose words speak of another fault, a form, an advice.
    #[must_use]
    pub(crate) fn and(mut self, fault: impl Into<Fault>) -> Self {
        self.args.push(Arg::Fault(fault.into()));
        self
    }

    /// What the system says.
    #[must_use]
    pub(crate) fn of_system(error: &std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        let code = match error.kind() {
            Kind::NotFound => Code::SystemNotFound,
            Kind::PermissionDenied => Code::SystemDenied,
            Kind::StorageFull => Code::SystemFull,
            Kind::ReadOnlyFilesystem => Code::SystemReadOnly,
            Kind::IsADirectory => Code::SystemFolder,
            Kind::NotADirectory => Code::SystemNoFolder,
            _ => {
                let words = error.to_string();
                return Code::Told.with(words.split(" (os error").next().unwrap_or_default().to_lowercase());
            }
        };
        code.into()
    }

    /// Of an input called `name`.
    pub(crate) fn of(self, name: impl Into<String>) -> Error {
        Error::Input { name: name.into(), fault: self }
    }

    /// In a line of a data file.
    pub(crate) fn at(self, file: impl Into<String>, line: usize) -> Error {
        Error::Data { file: file.into(), line, fault: self }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&crate::in_english(self))
    }
}

impl From<Code> for Fault {
    fn from(code: Code) -> Self {
        Self { code, args: Vec::new() }
    }
}

impl Code {
    /// The name of its words among the labels: `FileLarge` is `file_large`.
    pub(crate) fn name(self) -> String {
        let mut name = String::new();
        for c in format!("{self:?}").chars() {
            if c.is_ascii_uppercase() && !name.is_empty() {
                name.push('_');
            }
            name.push(c.to_ascii_lowercase());
        }
        name
    }

    /// A fault of this kind whose words speak of something.
    #[must_use]
    pub(crate) fn with(self, arg: impl ToString) -> Fault {
        Fault::from(self).with(arg)
    }

    /// A fault of this kind whose words speak of another fault.
    #[must_use]
    pub(crate) fn and(self, fault: impl Into<Fault>) -> Fault {
        Fault::from(self).and(fault)
    }

    /// Of an input called `name`.
    pub(crate) fn of(self, name: impl Into<String>) -> Error {
        Fault::from(self).of(name)
    }
}

/// Declares the kinds of faults, and lists them.
macro_rules! codes {
    ($($name:ident)*) => {
        /// Kinds of faults, and of what they speak of; the words of each are the label `fault.NAME`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(dead_code, reason = "which forms are left out depends on the features of a build")]
        pub(crate) enum Code { $($name,)* }

        impl Code {
            /// All kinds.
            #[cfg(test)]
            pub(crate) const ALL: &[Code] = &[$(Code::$name,)*];
        }
    };
}

codes! {
    // Whatever a library or the system says, in its own words; the line of standard input that something is wrong with.
    Told AtLine EngineDown InputLost NoTerminal
    SystemNotFound SystemDenied SystemFull SystemReadOnly SystemFolder SystemNoFolder
    // Inputs.
    NoFile NotReadable IsFolder Unread IsAddress FileLarge StreamLarge FolderUnread FolderEmpty PatternUnread PatternEmpty
    NoNetwork Empty LooksLike LeftOut
    AdviceSave AdviceUnpack AdviceOther AdviceDocx
    FormPdf FormZip FormEmptyZip FormOldOffice FormGzip FormRtf FormBzip2 FormXz FormZstd FormSevenZip FormRar FormPng
    FormJpeg FormGif FormProgram FormDatabase FormParquet FormBinary
    KindPages KindPdf KindDoc KindOffice
    GzipLarge GzipDamaged GzipTwice
    PageLarge PageAttributes PageDeep PagePieces
    LibraryDown PackageDamaged PackageParts PackageOther PartDamaged PartLarge ListUnnamed ListLost XmlDeep XmlDamaged
    NoContent NoDocument WantsPassword IsWorkbook IsSlides DocLarge DocDamaged DocClaims
    PdfSlow PdfLarge PdfUndrawn PdfPassword PdfDamaged PdfPages PdfDense PdfBroken PdfMeaningless PdfScanned PdfEmpty
    StreamOld StreamGrows
    AnswersGone AnswersClosed AnswersFailing AnswersOther NetShort NetLarge NetSlow NetCertificate NetHost NetUnreached
    NetRedirects NetNoAddress NetRefused NetEnded NetUnread NetUnfetched
    // Data files of the user's own.
    SettingsNone SettingsEncoding ThemeUnknown ThemeRole ThemeColour KeyContext KeyCommand KeyUnknown KeyTwice
    TargetNone NotUnderstood ExpectedName ExpectedAmount ExpectedPlace ExpectedPeriod
    RuleIncomplete RuleFault RuleTwice PhraseTwice GivesMissing GivesNothing GivesNumber PatternWords PatternBracket PatternIn
    BracketMissing
    // Commands and their results.
    Unwritten StdoutUnwritten OutIsInput OutIsThere TableUnwritten ArrayResumed OtherResumed
    LineLong NoRecord RecordUnclear NoIndicator NoFigure
    PlaceUnknown PlacesSeveral ChartNone TopicUnknown TopicsSeveral CompareFolder PeriodUnnamed PeriodsNone PeriodsOther
}
