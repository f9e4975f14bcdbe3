use anyhow::Result;

use crate::repository::Repository;
use crate::{command, dist, tools};

/// The measurements of `benches/`, against the binary that readers would get.
pub fn run(repository: &Repository, args: &[String]) -> Result<()> {
    tools::browser()?;
    dist::run(repository)?;
    let mut bench = command::cargo(repository);
    bench.args(["bench", "--package", "offprint-app", "--features", "ssr,whole-product"]);
    if !args.is_empty() {
        bench.arg("--").args(args);
    }
    bench.env("OFFPRINT_BIN", dist::binary(repository));
    if args.first().is_some_and(|name| name == "search") {
        bench.env("OFFPRINT_RIVALS", tools::search_rivals()?);
    }
    command::run(&mut bench)
}
