use super::Renderer;
use crate::url::{is_safe_link, scheme};
use pulldown_cmark::LinkType;
use pulldown_cmark_escape::{escape_href, escape_html};
use std::ops::Range;

/// A link whose end is still to come.
pub(super) struct OpenLink {
    /// It has an element.
    written: bool,
    /// Its text is its address.
    pub bare: bool,
}

impl Renderer<'_> {
    pub(super) fn start_link(&mut self, kind: LinkType, url: &str, title: &str, span: Range<usize>) {
        let bare = matches!(kind, LinkType::Autolink | LinkType::Email);
        let url = if kind == LinkType::Email { format!("mailto:{url}") } else { url.to_owned() };
        if !is_safe_link(&url) {
            self.links.push(OpenLink { written: false, bare });
            return self.warn_of_address(&url, span);
        }
        let url = self.followed(&url);
        self.html.push_str("<a href=\"");
        let _ = escape_href(&mut self.html, &url);
        self.write_title(title);
        self.html.push_str("\">");
        self.links.push(OpenLink { written: true, bare });
    }

    pub(super) fn end_link(&mut self) {
        if self.links.pop().is_some_and(|link| link.written) {
            self.html.push_str("</a>");
        }
    }

    /// Ends the attribute before it, and leaves its own open.
    pub(super) fn write_title(&mut self, title: &str) {
        if !title.is_empty() {
            self.html.push_str("\" title=\"");
            let _ = escape_html(&mut self.html, title);
        }
    }

    pub(super) fn warn_of_address(&mut self, url: &str, span: Range<usize>) {
        let scheme = scheme(url).unwrap_or_default();
        let message = format!("`{url}` is left out: a page does not lead to `{scheme}:` addresses");
        let help = "use an address of the web (`https://…`), of this site (`/…`), or `mailto:`".to_owned();
        self.warn(message, Some(help), span);
    }
}
