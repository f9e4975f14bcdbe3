//! What Offprint is made of must be free to pass on, and come from where all can get it. Advisories are not looked
//! up: their database is no package registry.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use spdx::{Expression, Licensee, ParseMode};

use crate::command;
use crate::repository::Repository;

/// Permissive licences, and the Mozilla licence, whose terms bind only changes to its own files.
const ALLOWED: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Where Offprint is compiled for.
const PLATFORMS: [&str; 6] = [
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
    "x86_64-pc-windows-msvc",
    "wasm32-unknown-unknown",
];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_members: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    /// As an SPDX expression.
    license: Option<String>,
    /// Nothing for what lies in this repository.
    source: Option<String>,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    req: String,
    path: Option<String>,
}

/// Fails when a dependency has a licence that is not allowed, or comes from elsewhere than the registry, or when a
/// package of the workspace takes any version of one.
pub fn check(repository: &Repository) -> Result<()> {
    let mut cargo = command::cargo(repository);
    cargo.args(["metadata", "--format-version", "1", "--locked", "--all-features"]);
    for platform in PLATFORMS {
        cargo.args(["--filter-platform", platform]);
    }
    let text = command::output(&mut cargo)?;
    let metadata: Metadata = serde_json::from_str(&text).context("`cargo metadata` wrote something else")?;
    let wrong = violations(&metadata)?;
    println!("{} packages", metadata.packages.len());
    if wrong.is_empty() { Ok(()) } else { bail!("{}", wrong.join("\n")) }
}

fn violations(metadata: &Metadata) -> Result<Vec<String>> {
    let allowed = ALLOWED.iter().map(|name| Licensee::parse(name)).collect::<Result<Vec<_>, _>>()?;
    let mut wrong = Vec::new();
    for package in &metadata.packages {
        let mut say = |what: String| wrong.push(format!("{} {}: {what}", package.name, package.version));
        match package.license.as_deref().map(|text| Expression::parse_mode(text, ParseMode::LAX)) {
            None => say("it names no licence".to_owned()),
            Some(Err(error)) => say(format!("its licence is no SPDX expression: {error}")),
            Some(Ok(terms)) => {
                if !terms.evaluate(|wanted| allowed.iter().any(|licence| licence.satisfies(wanted))) {
                    say(format!("`{terms}` is not among the licences that are allowed"));
                }
            }
        }
        match &package.source {
            Some(source) if !source.starts_with("registry+") => say(format!("it comes from `{source}`")),
            Some(_) => {}
            None if !metadata.workspace_members.contains(&package.id) => {
                say("it is in this repository, and not in the workspace".to_owned());
            }
            None => {
                let any = package.dependencies.iter().filter(|used| used.req == "*" && used.path.is_none());
                any.for_each(|used| say(format!("it takes any version of `{}`: name one", used.name)));
            }
        }
    }
    Ok(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(license: Option<&str>, source: Option<&str>, requirement: &str) -> Metadata {
        let used = Dependency { name: "b".to_owned(), req: requirement.to_owned(), path: None };
        let package = Package {
            id: "a".to_owned(),
            name: "a".to_owned(),
            version: "1.0.0".to_owned(),
            license: license.map(str::to_owned),
            source: source.map(str::to_owned),
            dependencies: vec![used],
        };
        Metadata { packages: vec![package], workspace_members: BTreeSet::from(["a".to_owned()]) }
    }

    #[test]
    fn what_may_not_be_passed_on_or_got_by_all_is_told() {
        let said = |license, source, requirement| {
            violations(&package(license, source, requirement)).expect("an allow list").join("; ")
        };
        let registry = Some("registry+somewhere");
        for fine in ["MIT", "MIT OR GPL-3.0-only", "MIT/Apache-2.0", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
            assert_eq!(said(Some(fine), registry, "1"), "", "{fine}");
        }
        assert_eq!(
            said(Some("GPL-3.0-only"), registry, "1"),
            "a 1.0.0: `GPL-3.0-only` is not among the licences that are allowed"
        );
        assert!(said(Some("MIT AND EUPL-1.2"), registry, "1").contains("not among"));
        assert!(said(Some("as you like"), registry, "1").contains("no SPDX expression"));
        assert_eq!(said(None, registry, "1"), "a 1.0.0: it names no licence");
        assert_eq!(said(Some("MIT"), Some("git+somewhere"), "1"), "a 1.0.0: it comes from `git+somewhere`");
        assert_eq!(said(Some("MIT"), None, "*"), "a 1.0.0: it takes any version of `b`: name one");
        assert_eq!(said(Some("MIT"), registry, "*"), "", "what others take is theirs to say");
    }
}
