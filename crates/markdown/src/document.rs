use crate::{Diagrams, Highlighter, Links, Snippets};
use offprint_model::Heading;
use std::collections::BTreeSet;
use std::ops::Range;

/// What becomes of HTML that an author wrote into Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RawHtml {
    /// Only harmless elements and attributes stay: no scripts, handlers, inline styles or frames.
    #[default]
    Sanitize,
    /// All of it stays; it is only balanced, so that it cannot close an element of the page around it.
    Trust,
}

/// How to render.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// What becomes of raw HTML.
    pub html: RawHtml,
    /// Where links and images lead.
    pub links: &'a dyn Links,
    /// `$…$` and `$$…$$` are formulas.
    pub math: bool,
    /// Quotation marks, apostrophes, dashes and dots as they are printed in the language of this BCP 47 tag;
    /// `None` leaves them as typed.
    pub quotes: Option<&'a str>,
    /// Colours code; one for the whole build, since it remembers every block.
    pub highlighter: &'a Highlighter,
    /// The author's own directives.
    pub snippets: Option<&'a Snippets>,
    /// Draws diagrams; without it their source is shown.
    pub diagrams: Option<&'a dyn Diagrams>,
}

impl<'a> Options<'a> {
    /// With raw HTML sanitised, and everything else as it is by itself.
    pub fn new(links: &'a dyn Links, highlighter: &'a Highlighter) -> Self {
        Self {
            html: RawHtml::default(),
            links,
            math: true,
            quotes: None,
            highlighter,
            snippets: None,
            diagrams: None,
        }
    }

    /// Whether a directive has a meaning.
    pub(crate) fn knows(&self, directive: &str) -> bool {
        crate::directives::is_built_in(directive)
            || self.snippets.is_some_and(|snippets| snippets.get(directive).is_some())
    }
}

/// A rendered body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The body's HTML, balanced, without inline style or script unless the author is trusted.
    pub html: String,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// The prose as text: one block (paragraph, list item, …) a line, without headings, code blocks,
    /// tables and footnotes. What [`crate::summarize`] takes.
    pub text: String,
    /// All that is read, by headings, for searching.
    pub sections: Vec<Section>,
    /// Words of everything that is read, code included, counted as Hugo counts them.
    pub words: u32,
    /// Minutes to read it, at least 1.
    pub minutes: u32,
    /// Origins (`https://example.org`) of the images and media that the page loads from elsewhere.
    pub remote_hosts: BTreeSet<String>,
    /// Origins of the frames that the page embeds.
    pub frame_hosts: BTreeSet<String>,
    /// The addresses that the author wrote, in the order of the text.
    pub references: Vec<Reference>,
    /// What an author should know, in the order of the text.
    pub warnings: Vec<Warning>,
}

/// An address that an author wrote in a body, be it in Markdown or in HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// As written.
    pub written: String,
    /// As the page has it: see [`crate::Links`].
    pub address: String,
    /// Whether the page loads what is there, as it does a picture, and does not only lead to it.
    pub loads: bool,
    /// Bytes of the body that name it: the address itself where it stands in the link, else the link.
    pub span: Range<usize>,
}

/// A heading and what stands between it and the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The fragment that leads to the heading; empty above the first.
    pub id: String,
    /// The heading's text.
    pub heading: String,
    /// All that is read below it, without markup, one block (paragraph, list item, table cell, line of code, …)
    /// a line. Footnotes stand where the page has them, at its end.
    pub text: String,
}

/// Something in a body that does not come out as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What, in one line.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Bytes of the body that it is about.
    pub span: Range<usize>,
}
