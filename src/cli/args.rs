//! The arguments.

use crate::load::Charset;
use crate::report::Language;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::ffi::OsString;

/// Reads official Vietnamese bulletins: what missed its target, what was concluded, who said what.
///
/// Without a command it opens the reader on what is named, or prints the summary where the output is no terminal.
#[derive(Debug, Parser)]
#[command(name = "bantin", version, long_version = MADE_OF, max_term_width = 100)]
#[command(args_conflicts_with_subcommands = true, after_help = AFTER)]
pub struct Cli {
    /// What to do with what is named.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Files, folders, patterns or addresses of bulletins, `-` for standard input; the built-in sample where none is named.
    #[arg(value_name = "FILE")]
    pub files: Vec<OsString>,
    /// Options of every command.
    #[command(flatten)]
    pub common: Common,
    /// The user's own rules and targets.
    #[command(flatten)]
    pub own: Own,
}

/// The version, what can be left out of a build and was not, and for which machines it was built.
const MADE_OF: &str =
    concat!(env!("CARGO_PKG_VERSION"), "\nfeatures: ", env!("BANTIN_FEATURES"), "\ntarget: ", env!("BANTIN_TARGET"));

const AFTER: &str = "A file called like a command is opened as ./NAME.";

/// Options of every command.
#[derive(Clone, Debug, Default, Args)]
pub struct Common {
    /// Language of the program's words [default: the locale's, English where it is not Vietnamese]
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<Lang>,
    /// The reader's colours: the name of a theme.
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Read in a conversation, line by line, for screen readers: nothing is drawn [also: ACCESSIBLE=1]
    #[arg(long)]
    pub accessible: bool,
    /// Leave the mouse to the terminal.
    #[arg(long)]
    pub no_mouse: bool,
    /// Do not read the file again by itself when it changes (the reader's key `R` still does).
    #[arg(long)]
    pub no_watch: bool,
    /// Columns of the printed summary [default: the terminal's; lines stay whole elsewhere]
    #[arg(long, value_name = "N", value_parser = width)]
    pub width: Option<usize>,
}

/// What the user reads by, beside what is built in and what is found out.
#[derive(Clone, Debug, Default, Args)]
pub struct Own {
    /// Read by the rules in this folder too (*.toml, as `bantin rules` prints them); they go over the built-in ones.
    #[arg(long, value_name = "DIR")]
    pub rules: Option<OsString>,
    /// Judge by the targets in this file too (TOML; see the README).
    #[arg(long, value_name = "FILE")]
    pub targets: Option<OsString>,
    /// Encoding of the inputs (UTF-8, UTF-16LE, windows-1258, VISCII, TCVN3, VNI …) [default: found by evidence]
    #[arg(long, value_name = "NAME", value_parser = charset)]
    pub encoding: Option<Charset>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the summary: what missed its target, conclusions, figures, speakers.
    Summary(Summary),
    /// Print all that was understood, as data.
    Extract(Extract),
    /// Show how each figure came to be read so: the words, the rules that they met, what was due, what follows.
    Explain(Explain),
    /// Print one indicator over many bulletins, under all its names: a chart, and every number with its sentence.
    Trend(Trend),
    /// Print what turned between two bulletins: newly missed, no longer missed, worse, better, gone silent, said again.
    Compare(Compare),
    /// Print the built-in rules, as files that can be copied and changed.
    Rules {
        /// Run the examples of the rules in this folder instead, the built-in rules beside them.
        #[arg(long, value_name = "DIR")]
        check: Option<OsString>,
    },
    /// Print the built-in keys, likewise.
    Keys,
    /// Print the built-in themes, likewise.
    Themes,
    /// Print a shell's completions.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page.
    Man,
}

/// Arguments of `summary`.
#[derive(Clone, Debug, Default, Args)]
pub struct Summary {
    /// Files, folders, patterns or addresses of bulletins, `-` for standard input; the built-in sample where none is named.
    #[arg(value_name = "FILE")]
    pub files: Vec<OsString>,
    /// Form of the summary.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Page,
    /// Columns [default: the terminal's; lines stay whole elsewhere]
    #[arg(long, value_name = "N", value_parser = width)]
    pub width: Option<usize>,
    /// Print every sentence whole, even where the summary then fills more than a page.
    #[arg(long)]
    pub full: bool,
    /// The user's own rules and targets.
    #[command(flatten)]
    pub own: Own,
}

/// Arguments of `explain`.
#[derive(Clone, Debug, Default, Args)]
pub struct Explain {
    /// A file, folder or address, `-` for standard input; the built-in sample where none is named.
    #[arg(value_name = "FILE")]
    pub file: Option<OsString>,
    /// Only indicators that hold these words, or go by another name of the same (accents may be left out).
    #[arg(value_name = "INDICATOR")]
    pub indicator: Option<String>,
    /// Columns [default: the terminal's; lines stay whole elsewhere]
    #[arg(long, value_name = "N", value_parser = width)]
    pub width: Option<usize>,
    /// The user's own rules and targets.
    #[command(flatten)]
    pub own: Own,
}

/// Arguments of `extract`.
#[derive(Clone, Debug, Default, Args)]
pub struct Extract {
    /// Files, folders, patterns or addresses of bulletins, `-` for standard input; the built-in sample where none is named.
    #[arg(value_name = "FILE")]
    pub files: Vec<OsString>,
    /// Form of the data: one object (several bulletins: an array), one object a line, one row a figure.
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    pub format: Data,
    /// Standard input holds records, one a line: {"id": …, "text": "…"} or {"id": …, "path": "…"}; so does an input
    /// that begins with {. One that fails is a record with an `error`.
    #[arg(long, conflicts_with = "files")]
    pub records: bool,
    /// Read so many at a time [default: one on each core]
    #[arg(short, long, value_name = "N", value_parser = jobs)]
    pub jobs: Option<usize>,
    /// Go on where a run with the same inputs and this OUT broke off; until it ends its work stands in OUT.part.
    #[arg(long, requires = "output")]
    pub resume: bool,
    /// Write to this file instead of standard output; it appears whole or not at all.
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<OsString>,
    /// Replace the output file where it is already there.
    #[arg(long, requires = "output")]
    pub force: bool,
    /// The user's own rules and targets.
    #[command(flatten)]
    pub own: Own,
}

/// Arguments of `trend`.
#[derive(Clone, Debug, Default, Args)]
pub struct Trend {
    /// The indicator's name, or words of it (accents may be left out); "" lists those that there are.
    #[arg(value_name = "INDICATOR")]
    pub indicator: String,
    /// Files or folders with bulletins.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<OsString>,
    /// Only bulletins of this place.
    #[arg(long, value_name = "NAME")]
    pub place: Option<String>,
    /// Form of the trend.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TrendForm,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<OsString>,
    /// Replace the output file where it is already there.
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Columns [default: the terminal's; lines stay whole elsewhere]
    #[arg(long, value_name = "N", value_parser = width)]
    pub width: Option<usize>,
    /// The user's own rules and targets.
    #[command(flatten)]
    pub own: Own,
}

/// Arguments of `compare`.
#[derive(Clone, Debug, Default, Args)]
pub struct Compare {
    /// The older bulletin; where files follow, a period, as bulletins write it.
    #[arg(value_name = "OLD")]
    pub old: OsString,
    /// The newer bulletin, or period.
    #[arg(value_name = "NEW")]
    pub new: OsString,
    /// Files or folders in which all bulletins of the two periods are compared.
    #[arg(value_name = "FILE")]
    pub files: Vec<OsString>,
    /// Only bulletins of this place.
    #[arg(long, value_name = "NAME", requires = "files")]
    pub place: Option<String>,
    /// Form of the comparison.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: CompareForm,
    /// Columns [default: the terminal's; lines stay whole elsewhere]
    #[arg(long, value_name = "N", value_parser = width)]
    pub width: Option<usize>,
    /// The user's own rules and targets.
    #[command(flatten)]
    pub own: Own,
}

/// Forms of a trend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TrendForm {
    /// A chart and aligned tables.
    #[default]
    Text,
    /// Markdown with tables.
    Markdown,
    /// One row a number.
    Csv,
    /// One object a place.
    Json,
    /// The chart as a picture.
    Svg,
}

/// Forms of a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CompareForm {
    /// Aligned text.
    #[default]
    Text,
    /// Markdown with tables.
    Markdown,
    /// One object.
    Json,
}

/// Forms of the summary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Page {
    /// Aligned text.
    #[default]
    Text,
    /// Markdown with tables.
    Markdown,
    /// One self-contained page.
    Html,
}

/// Forms of the data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Data {
    /// One object, or an array of them.
    #[default]
    Json,
    /// One object a line.
    Ndjson,
    /// One row a figure.
    Csv,
    /// The same with more columns, typed, as a Parquet file.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// Languages of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Vi => Language::Vi,
            Lang::En => Language::En,
        }
    }
}

fn charset(name: &str) -> Result<Charset, String> {
    let names = "UTF-8, UTF-16LE, UTF-16BE, windows-1258, VISCII, TCVN3, VNI";
    Charset::for_name(name).ok_or_else(|| format!("expected the name of an encoding: {names}, or one of the web's"))
}

fn width(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(n @ 20..=1000) => Ok(n),
        _ => Err("expected a number of columns from 20 to 1000".to_owned()),
    }
}

fn jobs(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(n @ 1..=1024) => Ok(n),
        _ => Err("expected a number of threads from 1 to 1024".to_owned()),
    }
}
