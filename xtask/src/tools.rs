//! What the commands need and how it gets onto a machine that has only Rust. A tool in the right
//! version on PATH is used; else it comes from the package registries, once, into a cache that all
//! clones share.

mod binaryen;
mod browser;
mod cache;
mod cargo_tool;
mod firefox;
mod package_manager;
mod rivals;
mod typescript;
mod wasm_target;

use std::path::PathBuf;

use anyhow::Result;

pub use browser::check as check_browser;

/// What compiling the app takes.
pub struct AppTools {
    pub trunk: PathBuf,
    pub wasm_opt: PathBuf,
    /// Holds `wasm-bindgen`, which Trunk looks for on PATH.
    pub wasm_bindgen_folder: Option<PathBuf>,
}

pub fn app() -> Result<AppTools> {
    wasm_target::ensure()?;
    let trunk = cargo_tool::ensure("trunk", "trunk", true)?;
    // Its lock file asks for a version of a dependency that its own features do not compile with.
    let wasm_bindgen = cargo_tool::ensure("wasm-bindgen-cli", "wasm-bindgen", false)?;
    let wasm_opt = binaryen::ensure()?;
    let wasm_bindgen_folder = wasm_bindgen.parent().map(PathBuf::from).filter(|p| p.is_absolute());
    Ok(AppTools { trunk, wasm_opt, wasm_bindgen_folder })
}

pub fn wasm_target() -> Result<()> {
    wasm_target::ensure()
}

/// Chromium and its driver, for the tests in a real browser.
pub fn browser() -> Result<()> {
    browser::ensure()
}

/// Firefox and its driver, which is what this returns.
pub fn firefox() -> Result<PathBuf> {
    firefox::ensure()
}

/// What checks the types of scripts.
pub fn typescript() -> Result<PathBuf> {
    typescript::ensure()
}

/// What the bench of search compares with.
pub fn search_rivals() -> Result<PathBuf> {
    rivals::ensure()
}

pub fn set_up_everything() -> Result<()> {
    browser()?;
    app()?;
    typescript()?;
    firefox()?;
    check_browser()?;
    println!("every tool is there");
    Ok(())
}
