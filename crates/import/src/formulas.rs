//! Whether a site shows formulas.

use std::path::Path;
use walkdir::WalkDir;

/// Whether a template names what draws formulas in a browser: KaTeX or MathJax.
pub(crate) fn loads_formulas(templates: &Path) -> bool {
    let files = WalkDir::new(templates).into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "html"));
    files.filter_map(|entry| std::fs::read_to_string(entry.path()).ok()).any(|text| {
        let text = text.to_lowercase();
        text.contains("katex") || text.contains("mathjax")
    })
}
