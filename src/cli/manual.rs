//! The manual page: what the arguments tell of themselves, each command's too, and then `assets/manual.roff`.
//!
//! In: the arguments. Out: the page, the same on every machine.

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::Roff;
use std::io::{self, Write};

/// What no argument tells: examples, files, environment, exit status.
const REST: &str = include_str!("../../assets/manual.roff");

/// What holds for all commands.
const COMMANDS: &str = ".SH COMMANDS
Commands that read bulletins take \\fB\\-\\-rules\\fR, \\fB\\-\\-targets\\fR and \\fB\\-\\-encoding\\fR too, and all take
\\fB\\-\\-lang\\fR and \\fB\\-\\-help\\fR.
";

/// Options that stand above already.
const TOLD: [&str; 3] = ["rules", "targets", "encoding"];

/// The page of `command`.
pub(super) fn page(command: Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let commands: Vec<Command> = command.get_subcommands().cloned().collect();
    let whole = Man::new(command.disable_help_subcommand(true).subcommand_value_name("command"));
    // Without a day, which would have to be that of the sources.
    writeln!(page, ".TH bantin 1 \"\" \"bantin {}\" \"User Commands\"", env!("CARGO_PKG_VERSION"))?;
    whole.render_name_section(&mut page)?;
    whole.render_synopsis_section(&mut page)?;
    whole.render_description_section(&mut page)?;
    whole.render_options_section(&mut page)?;
    page.write_all(COMMANDS.as_bytes())?;
    for command in commands {
        section(command, &mut page)?;
    }
    page.write_all(REST.as_bytes())?;
    Ok(page)
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
