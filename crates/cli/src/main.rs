//! The `offprint` command: `new`, `build`, `serve`, `check`, `search`, `import` and `index`. It reads arguments, calls
//! `offprint-site`, and tells what happened; `serve` adds a web server for the author's own machine, `search`
//! asks a built site's index, and `import` is `offprint-import`'s.

mod arguments;
mod bundle;
mod command;
mod error;
mod index_on_disk;
mod moment;
mod progress;
mod report;
mod serve;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;

fn main() -> ExitCode {
    match command::run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report::error(&error);
            error.exit_code()
        }
    }
}
