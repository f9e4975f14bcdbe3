use super::markup::attributes;
use crate::Theme;
use std::ops::Range;
use std::sync::Arc;

/// An address in one of the author's additions to every page.
pub(super) struct Named {
    /// The file.
    pub(super) path: &'static str,
    /// What is in it.
    pub(super) text: Arc<str>,
    pub(super) address: String,
    /// Whether it is a word to the browser (`<link>`) and nothing that a reader sees or follows.
    pub(super) is_hint: bool,
    /// Where the address stands.
    pub(super) span: Range<usize>,
}

/// The addresses in `theme/head.html` and `theme/footer.html`.
pub(super) fn references(theme: &Theme) -> Vec<Named> {
    let files = [("theme/head.html", &theme.head_html), ("theme/footer.html", &theme.footer_html)];
    let mut found = Vec::new();
    for (path, html) in files.into_iter().filter_map(|(path, html)| Some((path, html.as_deref()?))) {
        let text: Arc<str> = html.into();
        let named = attributes(html).filter(|attribute| {
            ["href", "src", "poster"].iter().any(|name| attribute.name.eq_ignore_ascii_case(name))
        });
        found.extend(named.map(|attribute| Named {
            path,
            text: Arc::clone(&text),
            is_hint: attribute.element.eq_ignore_ascii_case("link"),
            address: attribute.value.into_owned(),
            span: attribute.span,
        }));
    }
    found
}
