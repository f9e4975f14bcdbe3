use super::titles::at;
use crate::load::Surveyed;
use crate::{Code, Config, Diagnostic, Library};
use offprint_model::Slug;
use std::collections::{BTreeMap, HashMap};

/// Words whose plural is another word.
const APART: [&str; 5] = ["analytics", "https", "news", "series", "windows"];

/// Terms of one taxonomy that differ in case, in how they are written, or as one and several: readers take them
/// for one, and find half of the posts.
pub(super) fn check(config: &Config, library: &Library, files: &[&Surveyed]) -> Vec<Diagnostic> {
    let by_path: HashMap<&str, &Surveyed> = files.iter().map(|file| (file.path.as_str(), *file)).collect();
    let mut findings = Vec::new();
    for taxonomy in &config.taxonomies {
        let mut uses: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for post in &library.posts {
            for label in post.summary.labels(&taxonomy.key) {
                uses.entry(label).or_default().push(&post.source);
            }
        }
        let plurals = !["authors", "series"].contains(&taxonomy.key.as_str());
        let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for label in uses.keys() {
            let slug = Slug::from_label(label);
            let key = if plurals { singular(slug.as_str()) } else { slug.as_str().to_owned() };
            groups.entry(key).or_default().push(label);
        }
        for labels in groups.values().filter(|labels| labels.len() > 1) {
            let count = |label: &str| uses.get(label).map_or(0, Vec::len);
            // The one that most posts have is the right one.
            let Some(right) = labels.iter().max_by_key(|label| count(label)) else { continue };
            for label in labels.iter().filter(|label| *label != right) {
                let Some(source) = uses.get(label).and_then(|sources| sources.first()) else { continue };
                let Some(file) = by_path.get(source) else { continue };
                let how = if Slug::from_label(label) == Slug::from_label(right) {
                    "in how it is written"
                } else {
                    "as one and several"
                };
                let message =
                    format!("`{label}` differs from `{right}` only {how}, both in `{}`", taxonomy.key);
                let help = format!(
                    "write `{right}` ({} of {} posts have it)",
                    count(right),
                    labels.iter().map(|label| count(label)).sum::<usize>()
                );
                findings.push(at(file, Code::SimilarTerms, message, place(file, label)).help(help));
            }
        }
    }
    findings
}

/// Where a front matter names a label.
fn place(file: &Surveyed, label: &str) -> Option<std::ops::Range<usize>> {
    let span = file.front_matter.span.clone();
    let text = file.text.get(span.clone())?;
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let at = text.match_indices(label).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|text| text.chars().next_back());
        let after = text.get(at + label.len()..).and_then(|text| text.chars().next());
        !is_word(before) && !is_word(after)
    })?;
    Some(span.start + at..span.start + at + label.len())
}

/// A slug without the ending of an English plural on its last word: a key to compare by, not a word.
fn singular(slug: &str) -> String {
    if APART.contains(&slug) || slug.ends_with("ss") || slug.chars().count() < 4 {
        return slug.to_owned();
    }
    let stem = slug.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let stem = stem.or_else(|| {
        let hissing = ["sses", "shes", "ches", "xes", "zes"];
        hissing
            .iter()
            .any(|ending| slug.ends_with(ending))
            .then(|| slug.strip_suffix("es").unwrap_or(slug).to_owned())
    });
    stem.or_else(|| slug.strip_suffix('s').map(str::to_owned)).unwrap_or_else(|| slug.to_owned())
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn one_and_several_have_one_key() {
        for (one, several) in
            [("crate", "crates"), ("library", "libraries"), ("class", "classes"), ("box", "boxes")]
        {
            assert_eq!(singular(one), singular(several));
        }
    }

    #[test]
    fn words_that_only_look_so_stay_apart() {
        for (one, other) in
            [("new", "news"), ("cs", "css"), ("o", "os"), ("pres", "press"), ("window", "windows")]
        {
            assert_ne!(singular(one), singular(other), "{one}");
        }
    }
}
