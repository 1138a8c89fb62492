//! `--accessible`: the linear reading on a terminal or a pipe. Lines come from standard input, from the terminal where
//! the bulletin itself came through standard input.

use super::batch::{self, Read};
use super::output::Stop;
use crate::Reader;
use crate::report::{self, Labels};
use crate::tui::files;
use crate::tui::linear::{Reply, Session};
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};

/// Whether the environment asks for it.
pub(super) fn wanted() -> bool {
    std::env::var("ACCESSIBLE").is_ok_and(|v| !matches!(v.trim(), "" | "0" | "no" | "false"))
}

/// Reads what is named, one bulletin after the other, in a conversation.
pub(super) fn run(names: &[OsString], labels: &Labels, by: &Reader) -> Result<(), Stop> {
    let piped = names.iter().any(|n| n == "-") || names.is_empty() && crate::load::is_piped();
    let (read, failed) = batch::all(names, by, labels)?;
    let mut lines: Box<dyn BufRead> = if piped {
        let terminal = File::open("/dev/tty");
        Box::new(BufReader::new(terminal.map_err(|e| Stop::write("/dev/tty", e))?))
    } else {
        Box::new(io::stdin().lock())
    };
    for Read { bulletin, .. } in read {
        let mut session = Session::new(bulletin, labels.clone());
        talk(&mut session, &mut lines, labels).map_err(|e| Stop::write("-", e))?;
    }
    if failed { Err(Stop::Told) } else { Ok(()) }
}

fn talk(session: &mut Session, lines: &mut dyn BufRead, labels: &Labels) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let prompt = if out.is_terminal() { labels.get("linear.prompt") } else { "" };
    tell(&mut out, &session.greeting())?;
    loop {
        write!(out, "{prompt}")?;
        out.flush()?;
        let mut bytes = Vec::new();
        if lines.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(());
        }
        match session.answer(&String::from_utf8_lossy(&bytes)) {
            Reply::Lines(lines) => tell(&mut out, &lines)?,
            Reply::Summary => tell(&mut out, &[summary(session, labels)])?,
            Reply::Save(path) => tell(&mut out, &[save(session, labels, &path)])?,
            Reply::Quit => return Ok(()),
        }
    }
}

fn tell(out: &mut impl Write, lines: &[String]) -> io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}

/// The summary, its lines whole: who listens has no columns.
fn summary(session: &Session, labels: &Labels) -> String {
    report::text(&report::summary(session.bulletin(), labels), labels, report::Options::default())
}

fn save(session: &Session, labels: &Labels, path: &str) -> String {
    let (file, done) = files::save(path, &summary(session, labels), false, None);
    let shown = crate::load::shown(&file.to_string_lossy());
    match done {
        Ok(()) => labels.fill("tui.saved", &[&shown]),
        Err(e) => labels.fill("tui.save_failed", &[&shown, &labels.system(&e)]),
    }
}
