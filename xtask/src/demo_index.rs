use anyhow::Result;
use offprint_bundle::TRUNK_PUBLIC_URL;

use crate::command;
use crate::repository::Repository;

/// Writes the demo's content index to `public/`, so that a plain `trunk serve` has something to show.
/// A bundle holds no content: when Trunk runs for one, there is nothing to do.
pub fn run(repository: &Repository) -> Result<()> {
    if std::env::var("TRUNK_PUBLIC_URL").is_ok_and(|url| url == TRUNK_PUBLIC_URL) {
        return Ok(());
    }
    let mut offprint = command::cargo(repository);
    offprint.args(["run", "--quiet", "--package", "offprint-cli", "--"]);
    offprint.args(["index", "--site", "demo", "--out", "public"]);
    command::run(&mut offprint)
}
