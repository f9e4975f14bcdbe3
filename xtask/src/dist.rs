//! The two artefacts: the app's bundle at `target/bundle`, and the binary that embeds it.

mod app;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use offprint_bundle::source_hash;

use crate::command;
use crate::repository::Repository;

/// How the native binary is compiled.
#[derive(Clone, Copy)]
pub enum Profile {
    /// Quick to compile; pages come out the same.
    Dev,
    /// What authors get.
    Release,
}

/// How often to start over when somebody saves a file meanwhile.
const ATTEMPTS: u32 = 4;

/// Makes `target/dist/offprint`.
pub fn run(repository: &Repository) -> Result<()> {
    let binary = binary(repository);
    app_and_binary(repository, Profile::Release, &binary)?;
    println!("{} ({:.1} MB)", binary.display(), fs::metadata(&binary)?.len() as f64 / 1e6);
    Ok(())
}

pub fn binary(repository: &Repository) -> PathBuf {
    executable(repository.target("dist/offprint"))
}

/// Compiles app and binary for `serve` and puts the binary at `to`.
pub fn for_serving(repository: &Repository, to: &Path) -> Result<()> {
    app_and_binary(repository, Profile::Dev, to)
}

/// App and binary must come from the same sources. A source that is saved between the two makes the
/// binary refuse the app, and then both are compiled again.
fn app_and_binary(repository: &Repository, profile: Profile, to: &Path) -> Result<()> {
    for _ in 0..ATTEMPTS {
        let sources = source_hash(repository.root())?;
        let made = app::bundle(repository, &sources)
            .and_then(|bundle| binary_with(repository, &bundle, profile, to));
        if source_hash(repository.root())? == sources {
            return made;
        }
        println!("a source changed meanwhile: compiling again");
    }
    bail!("the sources keep changing; run the command again")
}

fn binary_with(repository: &Repository, bundle: &Path, profile: Profile, to: &Path) -> Result<()> {
    let mut cargo = command::cargo(repository);
    cargo.args(["build", "--package", "offprint-cli"]).env("OFFPRINT_BUNDLE", bundle);
    let folder = match profile {
        Profile::Dev => "debug",
        Profile::Release => {
            cargo.arg("--release");
            "release"
        }
    };
    command::run(&mut cargo)?;
    let built = executable(repository.target(folder).join("offprint"));
    replace(&built, to)
}

/// Copies beside the target and renames: a running binary cannot be written to, only replaced.
fn replace(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot create `{}`", folder.display()))?;
    }
    let staging = to.with_extension("new");
    fs::copy(from, &staging)
        .with_context(|| format!("cannot copy `{}` to `{}`", from.display(), staging.display()))?;
    fs::rename(&staging, to).with_context(|| format!("cannot replace `{}`", to.display()))
}

pub fn executable(path: PathBuf) -> PathBuf {
    path.with_extension(std::env::consts::EXE_EXTENSION)
}

/// The triple of this machine, as Cargo and rustup write it.
fn host() -> Result<String> {
    command::output(Command::new("rustc").arg("-vV"))?
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .context("`rustc -vV` names no host")
}
