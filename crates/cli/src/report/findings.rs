//! What a check found, for programs.

use std::path::Path;

use offprint_site::{Checked, Diagnostic, Severity};
use serde::Serialize;

/// One object: `findings`, and how many of each level.
#[derive(Serialize)]
struct Findings<'a> {
    findings: Vec<Finding<'a>>,
    errors: usize,
    warnings: usize,
    advice: usize,
    /// Posts and pages.
    pages: usize,
    links: usize,
    /// Links were followed.
    complete: bool,
}

/// A finding. What is not known is `null`.
#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    /// `error`, `warning` or `advice`.
    level: &'static str,
    /// Relative to the site's folder, with `/` between its parts.
    file: &'a str,
    /// From 1.
    line: Option<usize>,
    /// From 1, in characters.
    column: Option<usize>,
    message: &'a str,
    help: Option<&'a str>,
}

impl<'a> Finding<'a> {
    fn of(finding: &'a Diagnostic) -> Self {
        let position = finding.position();
        Self {
            code: finding.code.name(),
            level: level(finding.severity),
            file: &finding.path,
            line: position.map(|(line, _)| line),
            column: position.map(|(_, column)| column),
            message: &finding.message,
            help: finding.help.as_deref(),
        }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    }
}

/// All of it on one line.
pub(crate) fn json(checked: &Checked) -> String {
    let count = |severity| checked.findings.iter().filter(|finding| finding.severity == severity).count();
    let findings = Findings {
        findings: checked.findings.iter().map(Finding::of).collect(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        advice: count(Severity::Advice),
        pages: checked.pages,
        links: checked.links,
        complete: !checked.cut_short,
    };
    // Texts and numbers are always JSON.
    serde_json::to_string(&findings).unwrap_or_default()
}

/// A workflow command for each finding (GitHub, "Workflow commands for GitHub Actions"). Its files are named from
/// where the command runs, which is the repository's folder.
pub(crate) fn github(findings: &[Diagnostic], site: &Path) -> Vec<String> {
    findings.iter().map(|finding| annotation(finding, site)).collect()
}

fn annotation(finding: &Diagnostic, site: &Path) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let site = site.iter().map(|part| part.to_string_lossy()).filter(|part| part != ".");
    let file = site.chain([finding.path.as_str().into()]).collect::<Vec<_>>().join("/");
    let file = file.replacen("//", "/", 1);
    let mut properties = format!("file={}", property(&file));
    if let Some((line, column)) = finding.position() {
        properties.push_str(&format!(",line={line},col={column}"));
    }
    properties.push_str(&format!(",title={}", property(finding.code.name())));
    let help = finding.help.as_ref().map_or_else(String::new, |help| format!("\n{help}"));
    format!("::{command} {properties}::{}", data(&format!("{}{help}", finding.message)))
}

/// A message, as `@actions/core` escapes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, as `@actions/core` escapes it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use offprint_site::Diagnostic;

    use super::github;

    #[test]
    fn an_annotation_escapes_what_would_end_it() {
        let text = "a\n100% b".into();
        let finding = Diagnostic::error("content/a,b:c.md", "100%: no\nmore").at(&text, 7..8).help("mend it");
        assert_eq!(
            github(&[finding], Path::new("./my-blog")),
            [
                "::error file=my-blog/content/a%2Cb%3Ac.md,line=2,col=6,title=build-error::100%25: no%0Amore%0Amend it"
            ]
        );
    }

    #[test]
    fn a_file_is_named_from_where_the_command_runs() {
        let file = |site: &str| github(&[Diagnostic::warning("a.md", "x")], Path::new(site)).concat();
        assert_eq!(file("."), "::warning file=a.md,title=build-warning::x");
        assert_eq!(file("/srv/blog"), "::warning file=/srv/blog/a.md,title=build-warning::x");
    }
}
