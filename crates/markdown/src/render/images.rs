use super::Renderer;
use crate::ImageLink;
use crate::url::{is_safe_source, origin};
use pulldown_cmark::{Event, Tag, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};
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

/// An image that may turn out to be all of its paragraph, with the title that is its caption then.
pub(super) struct Alone {
    /// Where its paragraph begins in the HTML, and where the image ends.
    html: Range<usize>,
    caption: String,
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
            Event::InlineMath(formula) => alt.text.push_str(&format!("${formula}$")),
            Event::DisplayMath(formula) => alt.text.push_str(&format!("$${formula}$$")),
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
        if text.trim().is_empty() && !self.is_decorative(&span) {
            let help = format!(
                "describe what is to be seen, as in `![A crab]({src})`; a space, `![ ]({src})`, says that it only decorates"
            );
            self.warn_of_no_text(&src, help, span);
        }
        let paragraph = self.html.strip_suffix("<p>").filter(|_| !title.is_empty()).map(str::len);
        let ImageLink { src, size } = self.loaded(&src);
        self.html.push_str("<img src=\"");
        let _ = escape_href(&mut self.html, &src);
        self.html.push_str("\" alt=\"");
        let _ = escape_html(&mut self.html, text.trim());
        self.write_title(&title);
        self.html.push('"');
        if let Some((width, height)) = size {
            self.html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        self.html.push_str(" loading=\"lazy\" decoding=\"async\" />");
        self.alone = paragraph.map(|start| Alone { html: start..self.html.len(), caption: title });
    }

    /// A space between the brackets, where words would say what is to be seen.
    fn is_decorative(&self, span: &Range<usize>) -> bool {
        let source = self.body.get(span.clone()).unwrap_or_default();
        let inner = source.strip_prefix("![").and_then(|rest| rest.split_once(']')).map(|(inner, _)| inner);
        inner.is_some_and(|inner| !inner.is_empty() && inner.trim().is_empty())
    }

    pub(super) fn warn_of_no_text(&mut self, src: &str, help: String, span: Range<usize>) {
        // A picture in the text itself has a name that nobody wants to read.
        let name = if src.len() > 200 { "this picture".to_owned() } else { format!("the picture `{src}`") };
        self.warn(format!("{name} has no words for readers who don't see it"), Some(help), span);
    }

    /// Ends a paragraph that an image with a title is all of: it is a figure, and the title its caption.
    pub(super) fn end_figure(&mut self) -> bool {
        let Some(Alone { html, caption }) =
            self.alone.take().filter(|alone| alone.html.end == self.html.len())
        else {
            return false;
        };
        let mut escaped = String::new();
        let _ = escape_html(&mut escaped, &caption);
        let image = self.html.get(html.start + "<p>".len()..).unwrap_or_default();
        let image = image.replacen(&format!(" title=\"{escaped}\""), "", 1);
        self.html.truncate(html.start);
        self.html.push_str("<figure>");
        self.html.push_str(&image);
        self.html.push_str("<figcaption>");
        let _ = escape_html_body_text(&mut self.html, &caption);
        self.html.push_str("</figcaption></figure>\n");
        true
    }

    /// Where an image or another file that the page loads is; its host is one that the page must allow.
    pub(super) fn loaded(&mut self, src: &str) -> ImageLink {
        let link = self.found(src);
        self.remote_hosts.extend(origin(&link.src));
        link
    }
}
