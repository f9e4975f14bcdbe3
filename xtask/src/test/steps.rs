use std::process::Command;

use anyhow::Result;

use crate::architecture::{self, PORTABLE};
use crate::command::{self, cargo};
use crate::repository::Repository;
use crate::{dependencies, dist, tools};

/// The app with the switch that its browser tests hang on. Every native build here names it, so that
/// Cargo resolves the same features each time and compiles the dependencies once.
const WHOLE_PRODUCT: [&str; 2] = ["--features", "offprint-app/whole-product"];
const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];
/// The scripts that say their types in comments: the service worker's, and those of the page beside it.
const TYPED_SCRIPTS: [&str; 2] = ["src/offline/tsconfig.worker.json", "src/offline/tsconfig.page.json"];

pub struct Step {
    pub name: &'static str,
    pub what: &'static str,
    pub run: fn(&Repository) -> Result<()>,
}

pub const STEPS: [Step; 9] = [
    Step { name: "format", what: "the sources are formatted", run: format },
    Step { name: "architecture", what: "nobody uses what they should not know", run: architecture::check },
    Step { name: "dependencies", what: "their licences and sources are allowed", run: dependencies::check },
    Step { name: "set-up", what: "the browsers and the target for WebAssembly are there", run: set_up },
    Step {
        name: "lint",
        what: "clippy has nothing to say, natively and for the browser, nor has tsc",
        run: lint,
    },
    Step { name: "docs", what: "the documentation builds without warnings", run: docs },
    Step { name: "unit", what: "the tests of every package", run: unit },
    Step { name: "dist", what: "the app and the binary that embeds it", run: dist::run },
    Step { name: "product", what: "the binary, and what it writes in a real browser", run: product },
];

fn format(repository: &Repository) -> Result<()> {
    command::run(cargo(repository).args(["fmt", "--all", "--check"]))
}

fn set_up(_: &Repository) -> Result<()> {
    tools::browser()?;
    tools::firefox()?;
    tools::wasm_target()
}

/// Never `--all-features`: the app is for the browser or for the build, not for both.
fn lint(repository: &Repository) -> Result<()> {
    let typescript = tools::typescript()?;
    for scripts in TYPED_SCRIPTS {
        let mut check = Command::new(&typescript);
        command::run(check.current_dir(repository.root()).args(["--project", scripts]))?;
    }
    let deny_warnings = ["--", "--deny", "warnings"];
    let mut native = cargo(repository);
    native.args(["clippy", "--workspace", "--all-targets"]).args(WHOLE_PRODUCT).args(deny_warnings);
    command::run(&mut native)?;
    for module in ["hydrate", "browse", "search"] {
        let mut app = cargo(repository);
        app.args(["clippy", "--package", "offprint-app", "--features", module]).args(WASM);
        command::run(app.args(deny_warnings))?;
    }
    let mut portable = cargo(repository);
    portable.arg("check").args(WASM);
    for package in PORTABLE {
        portable.args(["--package", package]);
    }
    command::run(&mut portable)?;
    // Without the fuzzer itself, so that this needs neither nightly nor a C++ compiler.
    let mut fuzz = cargo(repository);
    fuzz.args(["check", "--manifest-path", "fuzz/Cargo.toml", "--no-default-features"]);
    command::run(fuzz.arg("--target-dir").arg(repository.target("")))
}

fn docs(repository: &Repository) -> Result<()> {
    let mut doc = cargo(repository);
    doc.args(["doc", "--workspace", "--no-deps"]).args(WHOLE_PRODUCT);
    command::run(doc.env("RUSTDOCFLAGS", "--deny warnings"))
}

/// Everything but the root package's `tests/`, which need the binary.
fn unit(repository: &Repository) -> Result<()> {
    let of_product = product_tests(repository)?;
    let mut test = cargo(repository);
    test.args(["test", "--workspace"]).args(WHOLE_PRODUCT).args(["--lib", "--bins"]);
    let packages = architecture::workspace(repository)?.packages;
    let names = packages.iter().flat_map(|package| &package.targets);
    for target in names.filter(|t| t.kind.iter().any(|kind| kind == "test")) {
        if !of_product.contains(&target.name) {
            test.args(["--test", &target.name]);
        }
    }
    command::run(&mut test)?;
    if std::env::var_os("OFFPRINT_IMPORT_SITES").is_none() {
        println!("OFFPRINT_IMPORT_SITES names no folder of real sites: the import of such was not tested");
    }
    command::run(cargo(repository).args(["test", "--workspace", "--doc"]).args(WHOLE_PRODUCT))
}

fn product(repository: &Repository) -> Result<()> {
    let mut test = cargo(repository);
    test.args(["test", "--workspace"]).args(WHOLE_PRODUCT);
    for name in product_tests(repository)? {
        test.args(["--test", &name]);
    }
    test.env("OFFPRINT_GECKODRIVER", tools::firefox()?);
    command::run(test.env("OFFPRINT_BIN", dist::binary(repository)))
}

fn product_tests(repository: &Repository) -> Result<Vec<String>> {
    let packages = architecture::workspace(repository)?.packages;
    let app = packages.into_iter().filter(|package| package.name == "offprint-app");
    let tests = app.flat_map(|package| package.targets);
    Ok(tests.filter(|t| t.kind.iter().any(|kind| kind == "test")).map(|t| t.name).collect())
}
