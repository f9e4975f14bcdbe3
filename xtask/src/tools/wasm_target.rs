use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::command;

const TARGET: &str = "wasm32-unknown-unknown";

/// The standard library for WebAssembly, for the pinned toolchain.
pub fn ensure() -> Result<()> {
    let sysroot = command::output(Command::new("rustc").args(["--print", "sysroot"]))?;
    let target = Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET);
    if target.join("lib").is_dir() {
        return Ok(());
    }
    if command::version("rustup")?.is_none() {
        bail!(
            "this Rust has no `{TARGET}` (no `{}`), and there is no rustup to add it; install rustup, \
             or this system's package of that target",
            target.display()
        );
    }
    println!("installing the Rust target {TARGET} (about 1 min, once): the app is compiled for it");
    command::run(Command::new("rustup").args(["target", "add", TARGET]))
}
