//! What the commands do.

mod build;
mod check;
mod import;
mod index;
mod new;
mod search;
mod site;

use crate::arguments::Command;
use crate::error::CommandError;
use crate::serve;

pub(crate) use site::{require_bundle, require_site};

pub(crate) fn run(command: Command) -> Result<(), CommandError> {
    match command {
        Command::New(arguments) => new::run(&arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Search(arguments) => search::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Index(arguments) => index::run(&arguments),
    }
}
