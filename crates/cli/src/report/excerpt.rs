use std::fmt;
use std::ops::Range;

use miette::{LabeledSpan, SourceCode};
use offprint_site::{Diagnostic, Severity};

use super::listing::Listing;

/// A diagnostic as miette draws it: its message, and the lines of the file it points into.
#[derive(Debug)]
pub(crate) struct Excerpt<'a> {
    diagnostic: &'a Diagnostic,
    listing: Option<Listing>,
}

impl<'a> Excerpt<'a> {
    /// An excerpt for a report of `width` columns.
    pub(crate) fn of(diagnostic: &'a Diagnostic, width: usize) -> Self {
        let listing = match (&diagnostic.source, &diagnostic.span, diagnostic.position()) {
            (Some(text), Some(span), Some(position)) => {
                Some(Listing::new(&diagnostic.path, text, &inside(text, span), position, width))
            }
            _ => None,
        };
        Self { diagnostic, listing }
    }
}

/// The span, mended where it leaves the text or cuts a character: miette would drop the whole report.
fn inside(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
    start..end
}

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Diagnostic { path, message, .. } = self.diagnostic;
        if self.listing.is_none() && !path.is_empty() && !message.contains(path.as_str()) {
            write!(f, "{path}: ")?;
        }
        f.write_str(message)
    }
}

impl std::error::Error for Excerpt<'_> {}

impl miette::Diagnostic for Excerpt<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Advice => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let help = self.diagnostic.help.as_deref()?;
        Some(Box::new(help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.listing.as_ref().map(|listing| listing as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.listing.as_ref()?.span();
        let label = LabeledSpan::new(self.diagnostic.label.clone(), span.start, span.len());
        Some(Box::new(std::iter::once(label)))
    }
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn a_span_stays_inside_its_text() {
        assert_eq!(inside("café", &(4..5)), 3..5);
        assert_eq!(inside("café", &(9..12)), 5..5);
        assert_eq!(inside("abc", &(1..2)), 1..2);
    }
}
