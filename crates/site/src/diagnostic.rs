use crate::Code;
use std::ops::Range;
use std::sync::Arc;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site can't be built.
    Error,
    /// The site is built, but something in it is not what its author will want.
    Warning,
    /// Nothing is wrong, and yet it could be better.
    Advice,
}

/// A finding in a file of the site, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What kind of thing it is.
    pub code: Code,
    /// The file, relative to the site's folder, with `/` between its parts.
    pub path: String,
    /// The file's text, where there is one to show an excerpt of.
    pub source: Option<Arc<str>>,
    /// Bytes of `source` that the finding is about.
    pub span: Option<Range<usize>>,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to write at the span.
    pub label: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error in a file as a whole.
    pub fn error(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code: Code::BuildError,
            path: path.into(),
            source: None,
            span: None,
            message: message.into(),
            label: None,
            help: None,
        }
    }

    /// A warning about a file as a whole.
    pub fn warning(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, code: Code::BuildWarning, ..Self::error(path, message) }
    }

    /// A finding of this kind about a file as a whole, as bad as a check takes it to be.
    pub(crate) fn of(code: Code, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { severity: code.severity(), code, ..Self::error(path, message) }
    }

    /// The same finding as one of this kind.
    pub(crate) fn code(mut self, code: Code) -> Self {
        self.code = code;
        self
    }

    /// The same finding at a place in the file's text. A span past the end is moved to the end.
    pub fn at(mut self, source: &Arc<str>, span: Range<usize>) -> Self {
        let end = span.end.min(source.len());
        self.span = Some(span.start.min(end)..end);
        self.source = Some(Arc::clone(source));
        self
    }

    /// The same finding with words for its place.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The same finding with a remedy.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Line and column of the finding, both from 1; columns count characters.
    pub fn position(&self) -> Option<(usize, usize)> {
        let before = self.source.as_ref()?.get(..self.span.as_ref()?.start)?;
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
        Some((line, column))
    }

    /// Sorts findings as a reader looks for them: by file, then by place in the file.
    pub fn sort(findings: &mut [Self]) {
        findings.sort_by(|a, b| {
            let key = |finding: &Self| (finding.span.as_ref().map(|span| span.start), finding.severity);
            a.path.cmp(&b.path).then_with(|| key(a).cmp(&key(b))).then_with(|| a.message.cmp(&b.message))
        });
    }
}
