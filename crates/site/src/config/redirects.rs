use super::table::{Findings, Table, text};
use super::{ConfigError, FILE};
use crate::Diagnostic;
use offprint_model::Permalink;
use std::ops::Range;
use std::sync::Arc;

/// An old address of the site that leads to another one: `"/old/" = "/new/"` in `[redirects]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectConfig {
    /// The old address.
    pub from: Permalink,
    /// Where it leads: a page, a list, a feed or a file.
    pub to: Permalink,
    source: Arc<str>,
    span: Range<usize>,
}

impl RedirectConfig {
    /// An error about it, at its line.
    pub(crate) fn error(&self, message: String) -> Diagnostic {
        Diagnostic::error(FILE, message).at(&self.source, self.span.clone())
    }

    /// A warning about it, at its line.
    pub(crate) fn warning(&self, message: String) -> Diagnostic {
        Diagnostic::warning(FILE, message).at(&self.source, self.span.clone())
    }

    /// `[redirects]`, in the order of the file.
    pub(super) fn read(file: &mut Table<'_>, findings: &mut Findings) -> Vec<Self> {
        let Some(mut table) = file.table("redirects", findings) else { return Vec::new() };
        let mut redirects = Vec::new();
        for (key, span, value) in table.rest() {
            let Some(to) = text(value, &table.name_of(key), findings) else { continue };
            let mut address = |written: &str, span: Range<usize>| {
                let inside = !written.contains("://") && !written.starts_with("//");
                let address = Permalink::new(written.trim()).ok().filter(|_| inside);
                if address.is_none() {
                    findings.error(&ConfigError::Redirect(written.to_owned()), span);
                }
                address
            };
            let (from, to) = (address(key, span.clone()), address(to.get_ref(), to.span()));
            if let (Some(from), Some(to)) = (from, to) {
                redirects.push(Self { from, to, source: findings.source(), span });
            }
        }
        redirects
    }
}
