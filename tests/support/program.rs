//! The built program, run as a person would, in a folder of its own.

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder that a test has for itself.
pub struct Place(PathBuf);

/// How a run ended.
pub struct Ended {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Place {
    /// A new folder, named after the test.
    pub fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// Where `name` stands.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), bytes).unwrap();
    }

    /// The program in this folder, without a locale.
    pub fn program(&self) -> Command {
        let mut command = Command::cargo_bin("bantin").unwrap();
        command.current_dir(&self.0);
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR"] {
            command.env_remove(name);
        }
        command
    }

    /// Runs the program.
    pub fn run(&self, args: &[&str]) -> Ended {
        self.end(self.program().args(args))
    }

    /// Runs the program with `input` at standard input.
    pub fn feed(&self, args: &[&str], input: &[u8]) -> Ended {
        self.end(self.program().args(args).write_stdin(input))
    }

    /// Runs `command` to its end.
    pub fn end(&self, command: &mut Command) -> Ended {
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ended { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Ended {
    /// Asserts a failure that was told in one clear line with `words` and what to do.
    pub fn failed_with(&self, words: &[&str]) {
        assert_eq!((self.code, self.out.as_str()), (1, ""), "{}", self.err);
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
        assert!(self.err.starts_with("bantin: ") && self.err.contains(';'), "{}", self.err);
        for word in words {
            assert!(self.err.contains(word), "{word} is not in {}", self.err);
        }
    }

    /// Asserts success without a word on standard error.
    pub fn went_well(&self) -> &str {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        &self.out
    }

    /// The output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(self.went_well()).unwrap()
    }
}
