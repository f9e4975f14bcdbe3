use super::folder::Entry;
use super::text::read_text;
use crate::{Code, Diagnostic, Progress};
use offprint_markdown::{FrontMatter, FrontMatterError, Spanned, split_front_matter};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// A content file, read and cut in two.
#[derive(Debug)]
pub(super) struct Source {
    /// Its name below `content`: `posts/a.md`.
    pub name: String,
    /// Its name below the site's folder: `content/posts/a.md`.
    pub path: String,
    pub text: Arc<str>,
    pub front_matter: FrontMatter,
    /// What is wrong with single values of the front matter.
    wrong: Vec<FrontMatterError>,
    body: Range<usize>,
}

impl Source {
    fn read(entry: &Entry) -> Result<Self, Vec<Diagnostic>> {
        let path = format!("content/{}", entry.name);
        let text: Arc<str> = read_text(&entry.path, &path).map_err(|diagnostic| vec![*diagnostic])?.into();
        let parts = split_front_matter(&text).map_err(|errors| diagnostics(&errors, &path, &text))?;
        let body = parts.body_offset..parts.body_offset + parts.body.len();
        let (front_matter, wrong) = (parts.front_matter, parts.wrong);
        Ok(Self { name: entry.name.clone(), path, front_matter, wrong, body, text })
    }

    /// Reads files side by side; the order stays.
    pub(super) fn read_all(
        entries: &[Entry],
        progress: &dyn Progress,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<Self> {
        progress.begin("sources", entries.len() as u64);
        let read: Vec<_> = entries
            .par_iter()
            .map(|entry| {
                let source = Self::read(entry);
                progress.advance(1);
                source
            })
            .collect();
        let mut sources = Vec::with_capacity(read.len());
        for source in read {
            match source {
                Ok(source) => {
                    findings.extend(diagnostics(&source.wrong, &source.path, &source.text));
                    sources.push(source);
                }
                Err(errors) => findings.extend(errors),
            }
        }
        sources
    }

    /// Every value of the front matter is what its key takes.
    pub(super) fn is_sound(&self) -> bool {
        self.wrong.is_empty()
    }

    /// Something is said for a key, and it is not what the key takes.
    pub(super) fn is_wrong(&self, key: &str) -> bool {
        self.wrong.iter().filter_map(FrontMatterError::key).any(|wrong| wrong.eq_ignore_ascii_case(key))
    }

    /// The Markdown.
    pub(super) fn body(&self) -> &str {
        self.text.get(self.body.clone()).unwrap_or_default()
    }

    /// Where the Markdown begins in the file, in bytes.
    pub(super) fn body_offset(&self) -> usize {
        self.body.start
    }

    /// The folder that the file lies in, below `content`, with a trailing slash; empty for `content`.
    pub(super) fn folder(&self) -> &str {
        self.name.rfind('/').and_then(|slash| self.name.get(..=slash)).unwrap_or_default()
    }

    /// The file's name without folder and ending.
    pub(super) fn stem(&self) -> &str {
        let file = self.name.rsplit('/').next().unwrap_or_default();
        file.rsplit_once('.').map_or(file, |(stem, _)| stem)
    }

    /// `_index.md`: the words of a section.
    pub(super) fn is_section(&self) -> bool {
        self.stem() == "_index"
    }

    /// `name/index.md`: the folder is the page, with all that lies beside it.
    pub(super) fn is_bundle(&self) -> bool {
        self.stem() == "index"
    }

    /// Where a value of the front matter stands; without one, the front matter's first line.
    pub(super) fn span<T>(&self, value: Option<&Spanned<T>>) -> Range<usize> {
        value.map_or_else(
            || {
                let start = self.front_matter.span.start;
                let line = self.text.get(start..).and_then(|text| text.lines().next()).map_or(0, str::len);
                start..start + line
            },
            |value| value.span.clone(),
        )
    }
}

fn diagnostics(errors: &[FrontMatterError], path: &str, text: &Arc<str>) -> Vec<Diagnostic> {
    let at = |error: &FrontMatterError| Diagnostic {
        help: error.help(),
        ..Diagnostic::error(path, error.to_string()).code(Code::FrontMatter).at(text, error.span())
    };
    errors.iter().map(at).collect()
}

/// A text of the front matter; `None` where it says nothing.
pub(super) fn words(value: Option<&Spanned<String>>) -> Option<String> {
    value.map(|text| text.value.trim().to_owned()).filter(|text| !text.is_empty())
}
