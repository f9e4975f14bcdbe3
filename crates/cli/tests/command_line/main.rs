//! What the `offprint` command says and does, as far as it needs no app bundle.
#![allow(clippy::expect_used, reason = "a helper that cannot set up a test should stop it")]

mod check;
mod errors;
mod search;
mod starter;
mod usage;

use std::path::Path;
use std::process::{Command, Output};

/// A run of `offprint` in a folder, without what the tester's own terminal asks for.
struct Run(Output);

impl Run {
    fn of(folder: &Path, arguments: &[&str]) -> Self {
        Self::with(folder, arguments, &[])
    }

    fn with(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
        command.current_dir(folder).args(arguments).env("SOURCE_DATE_EPOCH", "1767225600");
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        Self(command.envs(variables.iter().copied()).output().expect("offprint runs"))
    }

    fn exit_code(&self) -> i32 {
        self.0.status.code().expect("offprint is not killed")
    }

    fn stdout(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).expect("UTF-8")
    }

    fn stderr(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).expect("UTF-8")
    }
}
