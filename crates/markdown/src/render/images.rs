use super::Renderer;
use crate::ImageLink;
use crate::url::{is_safe_source, origin};
use pulldown_cmark::{Event, Tag, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html};
use std::ops::Range;

/// An image whose text is still to come.
pub(super) struct Alt {
    src: String,
    title: String,
    text: String,
    /// Images in it.
    depth: usize,
    span: Range<usize>,
}

impl Renderer<'_> {
    pub(super) fn start_image(&mut self, src: &str, title: &str, span: Range<usize>) {
        let (src, title) = (src.to_owned(), title.to_owned());
        self.alt = Some(Alt { src, title, text: String::new(), depth: 0, span });
    }

    /// Takes what stands between an image's brackets: only its text counts.
    pub(super) fn take_alt(&mut self, event: &Event<'_>) {
        let Some(alt) = &mut self.alt else { return };
        match event {
            Event::Text(text) | Event::Code(text) => alt.text.push_str(text),
            Event::SoftBreak | Event::HardBreak => alt.text.push(' '),
            Event::Start(Tag::Image { .. }) => alt.depth += 1,
            Event::End(TagEnd::Image) if alt.depth > 0 => alt.depth -= 1,
            Event::End(TagEnd::Image) => self.end_image(),
            _ => {}
        }
    }

    fn end_image(&mut self) {
        let Some(Alt { src, title, text, span, .. }) = self.alt.take() else { return };
        if !is_safe_source(&src) {
            self.warn_of_address(&src, span);
            return self.write_text(&text);
        }
        let ImageLink { src, size } = self.loaded(&src);
        self.html.push_str("<img src=\"");
        let _ = escape_href(&mut self.html, &src);
        self.html.push_str("\" alt=\"");
        let _ = escape_html(&mut self.html, &text);
        self.write_title(&title);
        self.html.push('"');
        if let Some((width, height)) = size {
            self.html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        self.html.push_str(" loading=\"lazy\" decoding=\"async\" />");
    }

    /// Where an image or another file that the page loads is; its host is one that the page must allow.
    pub(super) fn loaded(&mut self, src: &str) -> ImageLink {
        let link = self.options.links.image(src);
        self.remote_hosts.extend(origin(&link.src));
        link
    }
}
