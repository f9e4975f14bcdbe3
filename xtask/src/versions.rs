use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;

/// A tool that Offprint is built or tested with.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pinned {
    pub version: String,
    /// What an installation takes on two cores.
    pub minutes: u32,
    /// What a newcomer is told while waiting.
    pub why: String,
}

/// The entry of `tools.toml`.
pub fn pinned(tool: &str) -> Result<Pinned> {
    table()?.remove(tool).with_context(|| format!("`{tool}` is not in xtask/tools.toml"))
}

fn table() -> Result<BTreeMap<String, Pinned>> {
    toml::from_str(include_str!("../tools.toml")).context("cannot read xtask/tools.toml")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> toml::Table {
        text.parse().expect("TOML")
    }

    #[test]
    fn trunk_and_cargo_name_the_same_versions() {
        let trunk = parsed(include_str!("../../Trunk.toml"));
        let bindgen = pinned("wasm-bindgen-cli").expect("pinned").version;
        assert_eq!(trunk["tools"]["wasm_bindgen"].as_str(), Some(bindgen.as_str()));
        let exact = format!("={}", pinned("trunk").expect("pinned").version);
        assert_eq!(trunk["trunk-version"].as_str(), Some(exact.as_str()));

        let cargo = parsed(include_str!("../../Cargo.toml"));
        let library = &cargo["workspace"]["dependencies"]["wasm-bindgen"];
        assert_eq!(library.as_str(), Some(format!("={bindgen}").as_str()));

        let lock = parsed(include_str!("../../Cargo.lock"));
        let locked = lock["package"].as_array().expect("packages").iter();
        let locked: Vec<_> =
            locked.filter(|p| p["name"].as_str() == Some("wasm-bindgen")).map(|p| &p["version"]).collect();
        assert_eq!(locked.len(), 1);
        assert_eq!(locked[0].as_str(), Some(bindgen.as_str()));
    }
}
