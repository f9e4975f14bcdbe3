//! Offprint's developer commands. `cargo xtask serve` and `cargo xtask test` are all that a newcomer
//! needs: each sets up what is missing first.

mod architecture;
mod bench;
mod command;
mod demo_index;
mod dependencies;
mod dist;
mod repository;
mod serve;
mod test;
mod tools;
mod versions;

use std::process::ExitCode;

use anyhow::{Result, bail};
use repository::Repository;

const HELP: &str = "\
Offprint's developer commands

Usage: cargo xtask <COMMAND>

  serve [ARGS]    build the app, the offprint binary and the demo, and show the demo on
                  http://127.0.0.1:8080/; rebuild and reload when anything changes.
                  ARGS go to `offprint serve`, such as --port 3000 or --site ../my-blog
  test [STEP...]  check and test everything, or only the named steps
  dist            make target/dist/offprint, one binary with the app in it
  bench           measure builds, pages and the browser, and print a table;
                  `bench filter` measures filters over 50,000 posts, `bench filter 5000` over fewer;
                  `bench search` measures search beside other engines, `bench search bytes zola` only
                  these rows of this corpus (making, bytes, time, answers, growth, quality; zola, tldr, five)
                  `bench offline` measures what installing, saving and renewing a site costs, and what the
                  service worker adds to a navigation, and tries more faults than the tests do;
                  `bench offline install` only the first of these (install, navigation, matrix),
                  `bench offline matrix 2000` so many faults
  tools           install what the other commands need, and nothing else

Tools are kept by version in ~/.cache/offprint/tools ($XDG_CACHE_HOME is honoured), where all
clones share them. Their versions stand in xtask/tools.toml.";

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut args: Vec<String>) -> Result<()> {
    if args.is_empty() {
        args.push("help".to_owned());
    }
    let name = args.remove(0);
    let repository = Repository::find()?;
    match name.as_str() {
        "serve" => serve::run(&repository, &args),
        "test" => test::run(&repository, &args),
        "dist" => dist::run(&repository),
        "bench" => bench::run(&repository, &args),
        "tools" => tools::set_up_everything(),
        // Trunk's hook; see Trunk.toml.
        "demo-index" => demo_index::run(&repository),
        "help" | "-h" | "--help" => {
            println!("{HELP}");
            Ok(())
        }
        unknown => bail!("there is no command `{unknown}`; `cargo xtask help` lists them"),
    }
}
