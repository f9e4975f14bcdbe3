use super::titles::at;
use crate::load::Surveyed;
use crate::{Code, Diagnostic, Library};
use offprint_model::Slug;
use std::collections::{BTreeMap, BTreeSet};

/// Numbers that a series lacks. (One that is there twice is found when a site is loaded.)
pub(super) fn check(library: &Library, files: &[Surveyed]) -> Vec<Diagnostic> {
    let published: BTreeSet<&str> = library.posts.iter().map(|post| post.source.as_str()).collect();
    let mut series: BTreeMap<Slug, BTreeMap<u32, &Surveyed>> = BTreeMap::new();
    let mut drafts: BTreeSet<(Slug, u32)> = BTreeSet::new();
    for file in files {
        let Some((label, number)) =
            file.front_matter.series.as_ref().and_then(|series| Some((&series.label, series.number?)))
        else {
            continue;
        };
        if published.contains(file.path.as_str()) {
            series.entry(Slug::from_label(label)).or_default().entry(number).or_insert(file);
        } else {
            drafts.insert((Slug::from_label(label), number));
        }
    }
    let mut findings = Vec::new();
    for (slug, parts) in &series {
        let mut expected = parts.keys().next().map_or(1, |first| (*first).min(1));
        for (number, file) in parts {
            let gap: Vec<String> = (expected..*number)
                .take(10)
                .filter(|part| !drafts.contains(&(slug.clone(), *part)))
                .map(|part| part.to_string())
                .collect();
            if !gap.is_empty() {
                let label = file.front_matter.series.as_ref().map_or("", |series| series.label.as_str());
                let what = if gap.len() == 1 { "part" } else { "parts" };
                let message =
                    format!("the series \"{label}\" has a part {number} and no {what} {}", gap.join(", "));
                findings.push(
                    at(file, Code::SeriesNumber, message, place(file))
                        .help("number the parts from 1 without gaps"),
                );
            }
            expected = number + 1;
        }
    }
    findings
}

/// Where a front matter speaks of its series.
fn place(file: &Surveyed) -> Option<std::ops::Range<usize>> {
    let span = file.front_matter.span.clone();
    let start = span.start + file.text.get(span.clone())?.find("series")?;
    let line = file.text.get(start..)?.lines().next()?;
    Some(start..start + line.trim_end().len())
}
