//! What the loop does for an effect: copy, save, edit, open, read again, sleep.

use super::action::Action;
use super::effect::{Effect, Form};
use super::files;
use super::run::{Loop, Next, Outcome};
use super::update::update;
use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;
use std::io;

/// The system's program that opens a file with whatever is meant for it.
#[cfg(target_os = "macos")]
const OPENER: &str = "open";
#[cfg(windows)]
const OPENER: &str = "explorer";
#[cfg(not(any(target_os = "macos", windows)))]
const OPENER: &str = "xdg-open";

impl Loop<'_> {
    pub(super) fn perform(&mut self, effect: Effect) -> io::Result<Next> {
        match effect {
            Effect::Quit => return Ok(Next::Leave(Outcome::default())),
            Effect::Print(text) => return Ok(Next::Leave(Outcome { print: Some(text), ..Outcome::default() })),
            Effect::Trend(span) => return Ok(Next::Leave(Outcome { trend: Some(span), ..Outcome::default() })),
            Effect::Copy(text) => self.copy(&text)?,
            Effect::CopySummary => {
                let text = self.summary(Form::Text(100));
                self.copy(&text)?;
            }
            Effect::Summarise { width } => {
                let text = self.summary(Form::Text(width));
                update(&mut self.state, Action::ShowSummary(text));
            }
            Effect::Save { path, width, over } => self.save(&path, width, over),
            Effect::Edit { words } => self.edit(&words)?,
            Effect::Reload => self.reload(),
            Effect::Open => self.open(),
            Effect::Mouse(on) => self.session.set_mouse(on)?,
            Effect::Theme => {
                self.look.themes.step();
                let words = self.look.themes.told(&self.state.labels);
                self.tell(words);
            }
            Effect::Redraw => self.anew(),
            Effect::Suspend => {
                self.session.suspend()?;
                self.anew();
            }
        }
        Ok(Next::Stay)
    }

    fn summary(&self, form: Form) -> String {
        (self.options.summary)(&self.state.bulletin, &self.state.labels, form)
    }

    fn tell(&mut self, words: String) {
        update(&mut self.state, Action::Tell(words));
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        let mut sequence = String::new();
        CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence).map_err(io::Error::other)?;
        self.session.write(sequence.as_bytes())?;
        let count = self.state.labels.number(text.chars().count().into());
        let words = self.state.labels.fill("tui.copied", &[&count]);
        self.tell(words);
        Ok(())
    }

    /// Writes the summary to a file; says so, says why not, or asks where there is a file already.
    fn save(&mut self, path: &str, width: usize, over: bool) {
        let text = self.summary(Form::of(path, width));
        let (file, done) = files::save(path, &text, over, self.options.file.as_deref());
        let shown = file.display().to_string();
        let labels = &self.state.labels;
        let words = match done {
            Ok(()) => labels.fill("tui.saved", &[&shown]),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                update(&mut self.state, Action::Exists(path.to_owned()));
                return;
            }
            Err(e) if e.kind() == io::ErrorKind::InvalidInput => labels.fill("tui.save_original", &[&shown]),
            Err(e) => labels.fill("tui.save_failed", &[&shown, &labels.system(&e)]),
        };
        self.tell(words);
    }

    fn edit(&mut self, words: &str) -> io::Result<()> {
        let Some(file) = self.options.file.clone() else {
            self.tell_label("tui.no_file");
            return Ok(());
        };
        let line = std::fs::read(&file).map_or(1, |bytes| files::line_of(&String::from_utf8_lossy(&bytes), words));
        let editor =
            ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.trim().is_empty()));
        let editor = editor.unwrap_or_else(|| "vi".to_owned());
        let mut parts = editor.split_whitespace();
        self.session.hand_over()?;
        let started = std::process::Command::new(parts.next().unwrap_or("vi"))
            .args(parts)
            .arg(format!("+{line}"))
            .arg(&file)
            .status();
        self.session.resume()?;
        self.anew();
        match started {
            Ok(_) if self.options.reload.is_some() => self.reload(),
            Ok(_) => {}
            Err(e) => {
                let words = self.state.labels.fill("tui.edit_failed", &[&editor, &self.state.labels.system(&e)]);
                self.tell(words);
            }
        }
        Ok(())
    }

    /// Reads the file again behind the screen.
    fn reload(&mut self) {
        match &self.options.reload {
            Some(reload) => self.arrivals.reload(reload.clone()),
            None => self.tell_label("tui.no_reload"),
        }
    }

    /// Opens the original with the program that the system has for it.
    fn open(&mut self) {
        let Some(file) = self.options.file.clone() else { return self.tell_label("tui.no_original") };
        let opener = std::env::var("BANTIN_OPEN").ok().filter(|v| !v.trim().is_empty());
        let opener = opener.unwrap_or_else(|| OPENER.to_owned());
        let mut parts = opener.split_whitespace();
        let mut program = std::process::Command::new(parts.next().unwrap_or(OPENER));
        program.args(parts).arg(&file);
        let labels = &self.state.labels;
        let failed = labels.fill("tui.open_failed", &[&opener]);
        let words = labels.fill("tui.opening", &[&opener]);
        self.arrivals.launch(program, failed);
        self.tell(words);
    }

    fn tell_label(&mut self, key: &str) {
        let words = self.state.labels.get(key).to_owned();
        self.tell(words);
    }
}
