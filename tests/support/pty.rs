//! The built program on a terminal, to its end.

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::Read;

/// What the program writes on a terminal of `cols` columns, and how it ends.
pub fn on_terminal(cols: u16, args: &[&str], env: &[(&str, &str)]) -> (String, u32) {
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_bantin"));
    command.args(args);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm-256color");
    for (name, value) in env {
        command.env(name, value);
    }
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut bytes = Vec::new();
    let mut reader = pair.master.try_clone_reader().unwrap();
    // A terminal whose program has ended reports an error instead of an end.
    let mut part = [0; 4096];
    while let Ok(n @ 1..) = reader.read(&mut part) {
        bytes.extend_from_slice(&part[..n]);
    }
    let code = child.wait().unwrap().exit_code();
    (String::from_utf8(bytes).unwrap().replace("\r\n", "\n"), code)
}
