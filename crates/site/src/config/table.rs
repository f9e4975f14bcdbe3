use super::ConfigError;
use crate::{Code, Diagnostic};
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value of `offprint.toml` and where it stands.
pub(super) type Value<'a> = &'a Spanned<DeValue<'a>>;

/// What is wrong with `offprint.toml`, gathered while it is read.
#[derive(Debug)]
pub(super) struct Findings {
    source: Arc<str>,
    diagnostics: Vec<Diagnostic>,
}

impl Findings {
    pub(super) fn new(source: &Arc<str>) -> Self {
        Self { source: Arc::clone(source), diagnostics: Vec::new() }
    }

    pub(super) fn error(&mut self, error: &ConfigError, span: Range<usize>) {
        let mut diagnostic =
            Diagnostic::error(super::FILE, error.to_string()).code(Code::Config).at(&self.source, span);
        diagnostic.label = error.label();
        diagnostic.help = error.help();
        self.diagnostics.push(diagnostic);
    }

    /// The text of the file.
    pub(super) fn source(&self) -> Arc<str> {
        Arc::clone(&self.source)
    }

    /// Everything that was found, in file order.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        Diagnostic::sort(&mut self.diagnostics);
        self.diagnostics
    }
}

/// A table of `offprint.toml` that remembers which keys were asked for: the rest are unknown.
#[derive(Debug)]
pub(super) struct Table<'a> {
    /// As the file names it: `lists.home`; empty for the whole file.
    name: String,
    entries: Vec<(&'a str, Range<usize>, Value<'a>)>,
    known: Vec<&'static str>,
}

impl<'a> Table<'a> {
    pub(super) fn new(name: impl Into<String>, table: &'a DeTable<'a>) -> Self {
        let mut entries: Vec<_> =
            table.iter().map(|(key, value)| (key.get_ref().as_ref(), key.span(), value)).collect();
        entries.sort_by_key(|(_, span, _)| span.start);
        Self { name: name.into(), entries, known: Vec::new() }
    }

    /// The full name of one of its keys.
    pub(super) fn name_of(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    /// The value of a key that this table may hold.
    pub(super) fn take(&mut self, key: &'static str) -> Option<Value<'a>> {
        self.known.push(key);
        let place = self.entries.iter().position(|(name, ..)| *name == key)?;
        Some(self.entries.remove(place).2)
    }

    /// The value of a key, which is still there to be taken.
    pub(super) fn peek(&self, key: &str) -> Option<Value<'a>> {
        self.entries.iter().find(|(name, ..)| *name == key).map(|(_, _, value)| *value)
    }

    /// Every entry whose key the author chose, in file order.
    pub(super) fn rest(&mut self) -> Vec<(&'a str, Range<usize>, Value<'a>)> {
        std::mem::take(&mut self.entries)
    }

    /// A text.
    pub(super) fn text(&mut self, key: &'static str, findings: &mut Findings) -> Option<Spanned<String>> {
        let value = self.take(key)?;
        text(value, &self.name_of(key), findings)
    }

    /// A text, or several.
    pub(super) fn texts(
        &mut self,
        key: &'static str,
        findings: &mut Findings,
    ) -> Option<Vec<Spanned<String>>> {
        let value = self.take(key)?;
        let name = self.name_of(key);
        match value.get_ref() {
            DeValue::String(text) => Some(vec![Spanned::new(value.span(), text.to_string())]),
            DeValue::Array(items) => {
                Some(items.iter().filter_map(|item| text(item, &name, findings)).collect())
            }
            _ => wrong(value, &name, "text or a list of texts", findings),
        }
    }

    /// A table.
    pub(super) fn table(&mut self, key: &'static str, findings: &mut Findings) -> Option<Table<'a>> {
        let value = self.take(key)?;
        table(value, &self.name_of(key), findings)
    }

    /// Reports every key that nobody asked for, with the nearest one that exists.
    pub(super) fn finish(self, findings: &mut Findings) {
        for (key, span, _) in &self.entries {
            let error = ConfigError::UnknownKey {
                key: (*key).to_owned(),
                table: self.name.clone(),
                nearest: nearest(key, self.known.iter().copied()).map(str::to_owned),
                known: self.known.iter().map(|key| (*key).to_owned()).collect(),
            };
            findings.error(&error, span.clone());
        }
    }
}

/// A value that must be a text.
pub(super) fn text(value: Value<'_>, name: &str, findings: &mut Findings) -> Option<Spanned<String>> {
    match value.get_ref() {
        DeValue::String(text) => Some(Spanned::new(value.span(), text.to_string())),
        _ => wrong(value, name, "text", findings),
    }
}

/// A value that must be a table.
pub(super) fn table<'a>(value: Value<'a>, name: &str, findings: &mut Findings) -> Option<Table<'a>> {
    match value.get_ref() {
        DeValue::Table(table) => Some(Table::new(name, table)),
        _ => wrong(value, name, "a table", findings),
    }
}

/// Reports a value of the wrong type.
pub(super) fn wrong<T>(
    value: Value<'_>,
    name: &str,
    expected: &'static str,
    findings: &mut Findings,
) -> Option<T> {
    let found = match value.get_ref() {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    findings.error(&ConfigError::WrongType { name: name.to_owned(), expected, found }, value.span());
    None
}

/// The candidate that is most like a text, if any is like it at all.
pub(crate) fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Below this, a suggestion is a guess that helps nobody: "author" for "theme" is 0.4.
    const LIKENESS: f64 = 0.6;
    let text = text.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&text, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= LIKENESS)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}
