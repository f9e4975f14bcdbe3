use crate::{Diagnostic, Theme};
use offprint_markdown::{Snippet, Snippets};
use std::sync::Arc;

const FOLDER: &str = "snippets/";
const ENDING: &str = ".html";

/// Whether a file of the theme, by its path there, is a snippet.
pub(super) fn is_one(name: &str) -> bool {
    name.strip_prefix(FOLDER)
        .and_then(|name| name.strip_suffix(ENDING))
        .is_some_and(|name| !name.contains('/'))
}

/// The author's own directives. One that is not understood keeps the site from being built.
pub(super) fn understood(theme: &Theme, findings: &mut Vec<Diagnostic>) -> Snippets {
    let mut snippets = Snippets::default();
    for (path, text) in &theme.snippets {
        let file = path.rsplit('/').next().unwrap_or_default();
        let name = file.strip_suffix(ENDING).unwrap_or(file);
        match Snippet::parse(text) {
            Ok(snippet) => {
                if let Err(error) = snippets.add(name, snippet) {
                    let found = Diagnostic::warning(path.as_str(), error.to_string());
                    findings.push(found.help("give the file another name"));
                }
            }
            Err(error) => {
                let source: Arc<str> = text.as_str().into();
                let mut found = Diagnostic::error(path.as_str(), error.message).at(&source, error.span);
                found.help = error.help;
                findings.push(found);
            }
        }
    }
    snippets
}
