use crate::load::Surveyed;
use crate::{Code, Diagnostic};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Characters of a title that search engines show: some 600 pixels, which is 60 wide letters or 70 narrow ones.
const TITLE: usize = 70;

/// The same of a description.
const DESCRIPTION: usize = 160;

/// Titles, descriptions and slugs.
pub(super) fn check(files: &[&Surveyed]) -> Vec<Diagnostic> {
    let mut findings = duplicates(files);
    findings.extend(files.iter().flat_map(|file| lengths(file)));
    findings.extend(files.iter().filter_map(|file| odd_slug(file)));
    findings
}

/// Titles that two pages of a section share: readers of a list could not tell them apart.
fn duplicates(files: &[&Surveyed]) -> Vec<Diagnostic> {
    let mut first: HashMap<(&str, String), &Surveyed> = HashMap::new();
    let mut findings = Vec::new();
    for file in files {
        let Some(page) = file.page.as_ref().filter(|page| !page.title.is_empty()) else { continue };
        match first.entry((page.section.as_str(), page.title.to_lowercase())) {
            Entry::Vacant(free) => {
                free.insert(file);
            }
            Entry::Occupied(other) => {
                let other = other.get();
                let same = other.page.as_ref().is_some_and(|other| other.title == page.title);
                let how = if same { "is" } else { "differs in case alone from" };
                let message = format!("the title \"{}\" {how} that of `{}`", page.title, other.path);
                findings.push(
                    at(
                        file,
                        Code::DuplicateTitle,
                        message,
                        file.front_matter.title.as_ref().map(|title| title.span.clone()),
                    )
                    .help("give one of them another title: lists show both"),
                );
            }
        }
    }
    findings
}

fn lengths(file: &Surveyed) -> Vec<Diagnostic> {
    let front = &file.front_matter;
    let mut findings = Vec::new();
    let mut measure = |what: &str, text: &Option<offprint_markdown::Spanned<String>>, most: usize, code| {
        let Some(text) = text else { return };
        let length = text.value.trim().chars().count();
        if length > most {
            let message = format!("the {what} has {length} characters; search engines show about {most}");
            let help = format!("say what matters in the first {most}");
            findings.push(at(file, code, message, Some(text.span.clone())).help(help));
        }
    };
    measure("title", &front.title, TITLE, Code::LongTitle);
    measure("description", &front.description, DESCRIPTION, Code::LongDescription);
    if let (Some(summary), None) = (&front.summary, &front.description)
        && !summary.value.trim().is_empty()
    {
        let message = "there is a summary and no description".to_owned();
        let help =
            "add `description = \"…\"`, one sentence for search engines; they get the summary without it";
        findings.push(at(file, Code::MissingDescription, message, Some(summary.span.clone())).help(help));
    }
    findings
}

/// A slug with what addresses have no use for. One that a file's name makes is never so.
fn odd_slug(file: &Surveyed) -> Option<Diagnostic> {
    let slug = file.front_matter.slug.as_ref()?;
    let text = slug.value.trim();
    let normal =
        offprint_model::Permalink::new(text).ok().map(|url| url.as_str().trim_end_matches('/').to_owned());
    let what = if text.chars().any(char::is_whitespace) {
        "has a space in it"
    } else if text.chars().any(char::is_uppercase) {
        "has upper case in it"
    } else if text.contains('%') {
        "has a `%` in it"
    } else if normal.is_some_and(|normal| normal != text.trim_matches('/')) {
        "is not in Unicode's normal form NFC"
    } else {
        return None;
    };
    let better = offprint_model::Slug::from_label(text);
    let finding = at(file, Code::OddSlug, format!("the slug `{text}` {what}"), Some(slug.span.clone()));
    Some(finding.help(format!(
        "write `{}`; where readers have the old address already, keep it with `aliases`",
        better.as_str()
    )))
}

/// A finding at a place of a file, or about all of it.
pub(super) fn at(
    file: &Surveyed,
    code: Code,
    message: String,
    span: Option<std::ops::Range<usize>>,
) -> Diagnostic {
    let finding = Diagnostic::of(code, file.path.as_str(), message);
    match span {
        Some(span) => finding.at(&file.text, span),
        None => finding,
    }
}
