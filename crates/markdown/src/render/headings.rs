use super::Renderer;
use offprint_model::{Heading, Slug};
use pulldown_cmark::{CowStr, HeadingLevel};
use pulldown_cmark_escape::escape_html;

/// A heading whose id is not known yet, as its text makes it.
pub(super) struct OpenHeading {
    level: u8,
    id: Option<String>,
    classes: String,
    /// As it is shown.
    text: String,
    /// As its author wrote it: what its id is made of.
    written: String,
    /// Where its opening tag belongs in the HTML.
    start: usize,
}

/// Headings that show a link to themselves.
const ANCHORED: std::ops::RangeInclusive<u8> = 2..=4;

impl Renderer<'_> {
    pub(super) fn start_heading(&mut self, level: HeadingLevel, id: Option<&str>, classes: &[CowStr<'_>]) {
        self.text.start_heading();
        self.heading = Some(OpenHeading {
            level: (level as u8 + self.heading_shift).min(6),
            id: id.filter(|id| !id.is_empty()).map(str::to_owned),
            classes: classes.join(" "),
            text: String::new(),
            written: String::new(),
            start: self.html.len(),
        });
    }

    pub(super) fn heading_text(&mut self, text: &str) {
        self.heading_prose(text, text);
    }

    pub(super) fn heading_prose(&mut self, written: &str, shown: &str) {
        if let Some(heading) = &mut self.heading {
            heading.written.push_str(written);
            heading.text.push_str(shown);
        }
    }

    pub(super) fn end_heading(&mut self) {
        let Some(heading) = self.heading.take() else { return };
        let OpenHeading { level, id, classes, text, written, start } = heading;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let wanted = id.unwrap_or_else(|| match Slug::from_label(&written).as_str() {
            "" => "section".to_owned(),
            slug => slug.to_owned(),
        });
        let id = self.ids.unique(&wanted);
        let mut escaped_id = String::with_capacity(id.len());
        let _ = escape_html(&mut escaped_id, &id);
        let mut tag = format!("<h{level} id=\"{escaped_id}\"");
        if !classes.is_empty() {
            tag.push_str(" class=\"");
            let _ = escape_html(&mut tag, &classes);
            tag.push('"');
        }
        tag.push('>');
        self.html.insert_str(start, &tag);
        if ANCHORED.contains(&level) {
            self.html.push_str("<a class=\"anchor\" href=\"#");
            let _ = pulldown_cmark_escape::escape_href(&mut self.html, &id);
            self.html.push_str("\" aria-label=\"Link to this section\">#</a>");
        }
        self.html.push_str(&format!("</h{level}>\n"));
        let heading = Heading { level, id, text };
        self.text.end_heading(&heading);
        self.headings.push(heading);
    }
}
