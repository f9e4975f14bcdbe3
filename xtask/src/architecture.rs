//! Who may use whom. Cargo knows who does; this is who should.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::command;
use crate::repository::Repository;

/// Each package with the packages of this workspace that it may depend on, in its code and its build
/// script; its tests may use what they like.
const MAY_USE: [(&str, &[&str]); 11] = [
    ("offprint-unicode", &[]),
    ("offprint-model", &["offprint-unicode"]),
    ("offprint-search", &["offprint-unicode"]),
    ("offprint-catalog", &["offprint-model"]),
    ("offprint-markdown", &["offprint-model"]),
    ("offprint-bundle", &["offprint-model"]),
    ("offprint-app", &["offprint-catalog", "offprint-model", "offprint-search", "offprint-unicode"]),
    (
        "offprint-site",
        &[
            "offprint-app",
            "offprint-bundle",
            "offprint-catalog",
            "offprint-markdown",
            "offprint-model",
            "offprint-search",
        ],
    ),
    ("offprint-import", &["offprint-model", "offprint-site"]),
    (
        "offprint-cli",
        &["offprint-bundle", "offprint-import", "offprint-model", "offprint-search", "offprint-site"],
    ),
    ("xtask", &["offprint-bundle"]),
];

/// Packages that also run in the browser, or may one day.
pub const PORTABLE: [&str; 5] =
    ["offprint-unicode", "offprint-model", "offprint-catalog", "offprint-markdown", "offprint-search"];

/// Fails when a package of the workspace uses one that it should not know.
pub fn check(repository: &Repository) -> Result<()> {
    let wrong = violations(&workspace(repository)?.packages);
    if wrong.is_empty() { Ok(()) } else { bail!("{}", wrong.join("\n")) }
}

/// What `cargo metadata` says about the workspace's own packages.
#[derive(Deserialize)]
pub struct Workspace {
    pub packages: Vec<Package>,
}

#[derive(Deserialize)]
pub struct Package {
    pub name: String,
    dependencies: Vec<Dependency>,
    pub targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// `dev`, `build`, or nothing.
    kind: Option<String>,
    /// Only dependencies in this repository have one.
    path: Option<String>,
}

#[derive(Deserialize)]
pub struct Target {
    pub name: String,
    pub kind: Vec<String>,
}

pub fn workspace(repository: &Repository) -> Result<Workspace> {
    let mut cargo = command::cargo(repository);
    cargo.args(["metadata", "--format-version", "1", "--no-deps"]);
    serde_json::from_str(&command::output(&mut cargo)?).context("cannot read what `cargo metadata` says")
}

fn violations(packages: &[Package]) -> Vec<String> {
    let rules: BTreeMap<&str, &[&str]> = MAY_USE.into_iter().collect();
    let mut wrong = Vec::new();
    for package in packages {
        let Some(allowed) = rules.get(package.name.as_str()) else {
            wrong
                .push(format!("`{}` is new: say in xtask/src/architecture.rs what it may use", package.name));
            continue;
        };
        let used = package.dependencies.iter();
        let used = used.filter(|d| d.path.is_some() && d.kind.as_deref() != Some("dev"));
        for dependency in used.filter(|d| !allowed.contains(&d.name.as_str())) {
            wrong.push(format!(
                "`{}` must not use `{}`; ARCHITECTURE.md says why",
                package.name, dependency.name
            ));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, uses: &str, kind: Option<&str>) -> Package {
        let uses = Dependency { name: uses.into(), kind: kind.map(Into::into), path: Some("/".into()) };
        Package { name: name.into(), dependencies: vec![uses], targets: Vec::new() }
    }

    #[test]
    fn the_catalog_may_use_the_model_and_not_the_site() {
        assert!(violations(&[package("offprint-catalog", "offprint-model", None)]).is_empty());
        assert_eq!(
            violations(&[package("offprint-catalog", "offprint-site", None)]),
            ["`offprint-catalog` must not use `offprint-site`; ARCHITECTURE.md says why"]
        );
    }

    #[test]
    fn tests_may_use_what_they_like() {
        assert!(violations(&[package("offprint-app", "offprint-site", Some("dev"))]).is_empty());
        assert_eq!(violations(&[package("offprint-app", "offprint-site", Some("build"))]).len(), 1);
    }

    #[test]
    fn a_new_package_needs_a_rule() {
        assert_eq!(violations(&[package("offprint-new", "offprint-model", None)]).len(), 1);
    }
}
