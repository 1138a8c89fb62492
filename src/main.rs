//! The program: hands its arguments to the library and ends as it is told.

use std::process::ExitCode;

fn main() -> ExitCode {
    bantin::cli::run(std::env::args_os())
}
