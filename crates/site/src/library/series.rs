use crate::{Code, Diagnostic, Post};
use offprint_model::Slug;
use std::collections::BTreeMap;

/// Parts of a series that have the same number: their order would be chance.
pub(crate) fn check(posts: &[Post]) -> Vec<Diagnostic> {
    let mut parts: BTreeMap<(Slug, u32), &Post> = BTreeMap::new();
    let mut findings = Vec::new();
    for post in posts {
        let Some(number) = post.summary.part else { continue };
        for label in post.summary.labels("series") {
            if let Some(first) = parts.insert((Slug::from_label(label), number), post) {
                let message = format!("part {number} of the series \"{label}\" is also `{}`", first.source);
                findings.push(
                    Diagnostic::warning(post.source.as_str(), message)
                        .code(Code::SeriesNumber)
                        .help("give each part a number of its own"),
                );
            }
        }
    }
    findings
}
