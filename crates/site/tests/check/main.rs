//! Whole small sites, checked: every mistake is found, at its place, and a site without one is clean.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by a panic")]

mod allowed;
mod every_mistake;
mod external;
mod false_alarms;

use offprint_site::{CheckOptions, Checked, Code, Diagnostic, Silent, check};
use std::path::Path;
use tempfile::TempDir;

/// A site in a folder of its own.
struct Folder(TempDir);

impl Folder {
    /// A site with an address and this in its `offprint.toml` besides.
    fn new(more: &str) -> Self {
        let folder = Self(TempDir::new().expect("a folder"));
        let config = format!("title = 'A site'\nbase_url = 'https://example.org/blog/'\n{more}");
        folder.file("offprint.toml", &config)
    }

    fn file(self, name: &str, text: &str) -> Self {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        std::fs::write(path, text).expect("the file");
        self
    }

    /// A post with a title of its own, a date, this front matter and this text.
    fn post(self, name: &str, more: &str, text: &str) -> Self {
        let text = format!("+++\ntitle = 'Post {name}'\ndate = 2026-05-01\n{more}\n+++\n{text}\n");
        self.file(&format!("content/posts/{name}.md"), &text)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn check_with(&self, change: impl FnOnce(&mut CheckOptions)) -> Checked {
        let now = "2026-06-01T12:00:00Z".parse().expect("a moment");
        let mut options =
            CheckOptions { site: self.path().to_owned(), now: Some(now), ..CheckOptions::default() };
        change(&mut options);
        check(&options, None, &Silent).expect("a check")
    }

    fn check(&self) -> Checked {
        self.check_with(|_| ())
    }

    /// Each finding as `code file:line:column message`.
    fn told(&self) -> Vec<String> {
        self.check().findings.iter().map(told).collect()
    }

    /// The findings of one kind.
    fn of(&self, code: Code) -> Vec<Diagnostic> {
        self.check().findings.into_iter().filter(|finding| finding.code == code).collect()
    }
}

fn told(finding: &Diagnostic) -> String {
    let place = finding.position().map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
    format!("{} {}{place} {}", finding.code.name(), finding.path, finding.message)
}
