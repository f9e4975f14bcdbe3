use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};
use offprint_bundle::{Bundle, TRUNK_PUBLIC_URL, source_hash};

use super::host;
use crate::command;
use crate::repository::Repository;
use crate::tools::{self, AppTools};

/// What rustc's `target_features` section says, which `strip` removes, and what bulk copies need.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The app, what makes lists from the content index, and what answers searches.
const MODULES: [&str; 3] = ["offprint-app", "offprint-browse", "offprint-search"];

/// Compiles the app unless `target/bundle` is made from these very sources; the bundle's folder.
pub fn bundle(repository: &Repository, sources: &str) -> Result<PathBuf> {
    let bundle = repository.target("bundle");
    if Bundle::read(&bundle).is_ok_and(|bundle| bundle.manifest.sources == sources) {
        println!("the app is unchanged: keeping {}", bundle.display());
        return Ok(bundle);
    }
    let dist = repository.target("trunk");
    compile(repository, &tools::app()?, &dist)?;
    ensure!(source_hash(repository.root())? == sources, "a source changed while the app was compiled");
    let app = Bundle::pack(&dist, sources, &bundle)?.manifest.app;
    println!("app {app} is in {}", bundle.display());
    Ok(bundle)
}

/// Runs Trunk and wasm-opt; the result is in `dist`.
fn compile(repository: &Repository, tools: &AppTools, dist: &Path) -> Result<()> {
    // Trunk runs offline, so that it takes no tool but those that are pinned.
    let mut fetch = command::cargo(repository);
    fetch.args(["fetch", "--target", "wasm32-unknown-unknown", "--target", &host()?]);
    command::run(&mut fetch)?;

    let mut trunk = Command::new(&tools.trunk);
    trunk.current_dir(repository.root()).args(["build", "--offline", "--skip-version-check"]);
    trunk.args(["--cargo-profile", "app", "--filehash", "false"]);
    trunk.args(["--public-url", TRUNK_PUBLIC_URL, "--dist"]).arg(dist);
    trunk.env("PATH", command::path_with(tools.wasm_bindgen_folder.as_slice())?);
    // Trunk takes any value but `true` and `false` for a mistake.
    trunk.env_remove("NO_COLOR");
    command::run(&mut trunk)?;

    for module in MODULES {
        let wasm = dist.join(format!("{module}_bg.wasm"));
        let mut optimise = Command::new(&tools.wasm_opt);
        optimise.arg("-Oz").args(WASM_FEATURES).arg(&wasm).arg("-o").arg(&wasm);
        command::run(&mut optimise)?;
    }
    Ok(())
}
