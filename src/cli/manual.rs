//! The manual page: what the arguments tell of themselves, each command's too, and what no argument tells, from
//! `assets/manual.roff` or `assets/manual.vi.roff`.
//!
//! In: the arguments, a language. Out: the page, the same on every machine.

use super::usage;
use crate::report::Language;
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::Roff;
use std::io::{self, Write};

/// What holds for all commands; then what none tells: examples, files, environment, exit status.
const ENGLISH: &str = include_str!("../../assets/manual.roff");
/// The same in Vietnamese.
const VIETNAMESE: &str = include_str!("../../assets/manual.vi.roff");

/// What stands above already, or is added by itself.
const TOLD: [&str; 6] = ["rules", "targets", "encoding", "lang", "help", "version"];

/// Headings that the library writes, and the labels of theirs.
const HEADINGS: [(&str, &str); 4] =
    [("NAME", "name"), ("SYNOPSIS", "synopsis"), ("DESCRIPTION", "description"), ("OPTIONS", "man_options")];

/// The page of `command`.
pub(super) fn page(command: Command, language: Language) -> io::Result<Vec<u8>> {
    let command = command.disable_help_subcommand(true);
    let (command, value, rest, kind) = match language {
        Language::En => (command, "command", ENGLISH, "User Commands"),
        Language::Vi => {
            (usage::spoken(command), usage::heading("command"), VIETNAMESE, usage::heading("user_commands"))
        }
    };
    let mut page = Vec::new();
    let commands: Vec<Command> = command.get_subcommands().cloned().collect();
    let whole = Man::new(command.subcommand_value_name(value));
    whole.render_name_section(&mut page)?;
    whole.render_synopsis_section(&mut page)?;
    whole.render_description_section(&mut page)?;
    whole.render_options_section(&mut page)?;
    let mut page = String::from_utf8_lossy(&page).into_owned();
    if language == Language::Vi {
        for (heading, key) in HEADINGS {
            page = page.replace(&format!(".SH {heading}\n"), &format!(".SH {}\n", usage::heading(key)));
        }
    }
    // Without a day, which would have to be that of the sources.
    let mut out = format!(".TH bantin 1 \"\" \"bantin {}\" \"{kind}\"\n{page}", env!("CARGO_PKG_VERSION")).into_bytes();
    let (before, behind) = rest.split_once("\n.SH ").unwrap_or((rest, ""));
    writeln!(out, "{before}")?;
    for command in commands {
        section(command, &mut out)?;
    }
    write!(out, ".SH {behind}")?;
    Ok(out)
}

/// A command with its own options. Those of every command stand above.
fn section(command: Command, page: &mut Vec<u8>) -> io::Result<()> {
    let name = format!("bantin {}", command.get_name());
    let command = command.bin_name(&name).disable_help_flag(true).disable_version_flag(true).mut_args(|arg| {
        let told = TOLD.contains(&arg.get_id().as_str());
        arg.hide(told)
    });
    let man = Man::new(command);
    let mut heading = Roff::new();
    heading.control("SS", [name.as_str()]);
    heading.to_writer(page)?;
    for part in [Man::render_synopsis_section, Man::render_description_section, Man::render_options_section] {
        let mut lines = Vec::new();
        part(&man, &mut lines)?;
        // The same paragraphs, without headings of their own.
        let text = String::from_utf8_lossy(&lines).replace(".SH SYNOPSIS\n", "").replace(".SH DESCRIPTION\n", ".PP\n");
        page.write_all(text.replace(".SH OPTIONS\n", "").as_bytes())?;
    }
    Ok(())
}
