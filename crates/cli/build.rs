//! Embeds the app's bundle, the folder that `$OFFPRINT_BUNDLE` names, as `embedded_bundle()`.
//! `cargo xtask dist` sets the variable; without it the binary is built without a bundle.

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use offprint_bundle::{Bundle, SOURCES, source_hash};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=OFFPRINT_BUNDLE");
    println!("cargo::rustc-check-cfg=cfg(bundled)");
    let code = match env::var_os("OFFPRINT_BUNDLE") {
        Some(dir) if !dir.is_empty() => {
            // For the tests: what a command says depends on it.
            println!("cargo::rustc-cfg=bundled");
            embed(Path::new(&dir))
        }
        _ => Ok(without_bundle()),
    };
    if let Err(message) = code.and_then(|code| write(&code)) {
        println!("cargo::error={message}");
    }
}

fn without_bundle() -> String {
    "pub(crate) fn embedded_bundle() -> Option<offprint_bundle::Bundle> { None }\n".to_owned()
}

/// The function that gives the bundle, with every file as `include_bytes!`.
fn embed(dir: &Path) -> Result<String, String> {
    let dir = fs::canonicalize(dir).map_err(|error| {
        format!("cannot read the bundle `{}`: {error}; run `cargo xtask dist`", dir.display())
    })?;
    println!("cargo::rerun-if-changed={}", dir.display());
    let bundle = Bundle::read(&dir).map_err(|error| format!("{error}; run `cargo xtask dist`"))?;
    refuse_stale(&bundle)?;

    let mut assets = String::new();
    for asset in &bundle.assets {
        let file = dir.join(Bundle::file_of(asset));
        // Writing to a String cannot fail.
        let _ = write!(
            assets,
            "offprint_bundle::Asset {{ path: {:?}.to_owned(), bytes: std::borrow::Cow::Borrowed(include_bytes!({:?})) }},\n            ",
            asset.path,
            file.display().to_string(),
        );
    }
    Ok(format!(
        "pub(crate) fn embedded_bundle() -> Option<offprint_bundle::Bundle> {{
    Some(offprint_bundle::Bundle {{
        manifest: offprint_bundle::Manifest {{ app: {app:?}.to_owned(), sources: {sources:?}.to_owned() }},
        template: {template:?}.to_owned(),
        assets: vec![
            {assets}
        ],
    }})
}}
",
        app = bundle.manifest.app,
        sources = bundle.manifest.sources,
        template = bundle.template,
    ))
}

/// A binary whose own components differ from the bundle's would write pages that the app cannot hydrate.
fn refuse_stale(bundle: &Bundle) -> Result<(), String> {
    let manifest = env::var_os("CARGO_MANIFEST_DIR").ok_or("CARGO_MANIFEST_DIR is not set; Cargo sets it")?;
    let root = Path::new(&manifest).join("../..");
    for source in SOURCES {
        let path = root.join(source);
        if path.exists() {
            println!("cargo::rerun-if-changed={}", path.display());
        }
    }
    let sources = source_hash(&root).map_err(|error| error.to_string())?;
    if sources == bundle.manifest.sources {
        return Ok(());
    }
    Err(format!(
        "the app's bundle was built from other sources (it has {}, they are {sources}); run `cargo xtask dist`",
        bundle.manifest.sources
    ))
}

fn write(code: &str) -> Result<(), String> {
    let out = env::var_os("OUT_DIR").map(PathBuf::from).ok_or("OUT_DIR is not set; Cargo sets it")?;
    fs::write(out.join("embedded_bundle.rs"), code)
        .map_err(|error| format!("cannot write the bundle's code: {error}"))
}
