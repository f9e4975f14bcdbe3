//! The binary under test, run as an author runs it.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// The moment that every fixture is built at.
pub const NOW: &str = "2026-06-01T12:00:00Z";

/// The binary that `OFFPRINT_BIN` names; `cargo xtask test` sets it.
pub fn binary() -> PathBuf {
    let path = std::env::var_os("OFFPRINT_BIN").map(PathBuf::from);
    let path = path.expect("OFFPRINT_BIN is not set: run these tests with `cargo xtask test`");
    path.canonicalize().unwrap_or_else(|error| panic!("OFFPRINT_BIN {}: {error}", path.display()))
}

/// A command line of the binary, cut off from the terminal and from the caller's idea of "now".
pub fn command<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(binary());
    command.args(arguments).env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null());
    command
}

/// Runs the binary to its end.
pub fn run<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Output {
    command(arguments).output().expect("the binary starts")
}

/// Runs the binary and takes nothing but success.
pub fn run_well<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Output {
    let output = run(arguments);
    assert!(output.status.success(), "offprint failed with {}:\n{}", output.status, said(&output));
    output
}

/// All that a command printed.
pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
