mod code;
mod diagrams;
mod directives;
mod footnotes;
mod headings;
mod ids;
mod images;
mod links;
mod math;
mod nesting;
mod raw_attributes;
mod raw_html;
mod references;
mod slots;
mod snippets;
mod tables;

use crate::directives::Masked;
use crate::math::Priced;
use crate::plain_text::PlainText;
use crate::prose::{self, Edge, Placed, Quotes, with_emoji};
use crate::sanitize::{balanced, sanitized};
use crate::{Document, Options, RawHtml, Reference, Warning, word_count};
use code::OpenCode;
use directives::Directives;
use footnotes::Footnotes;
use headings::OpenHeading;
use ids::Ids;
use images::{Alone, Alt};
use links::OpenLink;
use nesting::Nesting;
use offprint_model::Heading;
use pulldown_cmark::{BlockQuoteKind, Event, HeadingLevel, Parser, Tag, TagEnd};
use pulldown_cmark_escape::escape_html_body_text;
use raw_html::RawState;
use slots::Slots;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use tables::TableState;

/// The HTML of a Markdown body, and what else a page says of it.
pub fn render(body: &str, options: &Options<'_>) -> Document {
    let masked = Masked::new(body, |name| options.knows(name));
    let extensions = extensions(options.math);
    let priced = Priced::new(masked.text(), extensions);
    let events = Parser::new_ext(priced.text(), extensions).into_offset_iter();
    let events =
        events.map(|(event, span)| (masked.unmasked(priced.shown(event, &span), &span), span)).collect();
    let mut events = prose::resolved(events, body);
    let mut renderer = Renderer::new(body, &masked, options);
    // The page's title is its only first-level heading; a body that has some moves below it.
    renderer.heading_shift = u8::from(
        events
            .iter()
            .any(|(event, _)| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }))),
    );
    renderer.footnotes.take_definitions(&mut events);
    renderer.take_all(events);
    renderer.end_containers();
    renderer.write_footnotes();
    renderer.finish()
}

fn extensions(math: bool) -> pulldown_cmark::Options {
    use pulldown_cmark::Options as Extensions;
    let math = if math { Extensions::ENABLE_MATH } else { Extensions::empty() };
    math | Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_HEADING_ATTRIBUTES
        | Extensions::ENABLE_GFM
        | Extensions::ENABLE_DEFINITION_LIST
}

/// A body half written.
struct Renderer<'a> {
    body: &'a str,
    masked: &'a Masked<'a>,
    options: &'a Options<'a>,
    html: String,
    text: PlainText,
    ids: Ids,
    headings: Vec<Heading>,
    heading: Option<OpenHeading>,
    heading_shift: u8,
    footnotes: Footnotes<'a>,
    table: TableState,
    code: Option<OpenCode>,
    alt: Option<Alt>,
    alone: Option<Alone>,
    /// Source place and text so far of an open block of HTML.
    html_block: Option<(Range<usize>, String)>,
    raw: RawState,
    directives: Directives,
    slots: Slots,
    nesting: Nesting,
    links: Vec<OpenLink>,
    /// Where the open list items begin in `html`.
    items: Vec<usize>,
    /// A task's label is open.
    label: bool,
    remote_hosts: BTreeSet<String>,
    frame_hosts: BTreeSet<String>,
    /// The source place of what is being written.
    place: Range<usize>,
    references: Vec<Reference>,
    warnings: Vec<Warning>,
    warned: HashSet<String>,
    quotes: Option<Quotes>,
    /// What stands beside the text at hand.
    beside: (Edge, Edge),
}

impl<'a> Renderer<'a> {
    fn new(body: &'a str, masked: &'a Masked<'a>, options: &'a Options<'a>) -> Self {
        Self {
            body,
            masked,
            options,
            html: String::new(),
            text: PlainText::default(),
            ids: Ids::new(),
            headings: Vec::new(),
            heading: None,
            heading_shift: 0,
            footnotes: Footnotes::default(),
            table: TableState::default(),
            code: None,
            alt: None,
            alone: None,
            html_block: None,
            raw: RawState::default(),
            directives: Directives::default(),
            slots: Slots::new(body),
            nesting: Nesting::default(),
            links: Vec::new(),
            items: Vec::new(),
            label: false,
            remote_hosts: BTreeSet::new(),
            frame_hosts: BTreeSet::new(),
            place: 0..0,
            references: Vec::new(),
            warnings: Vec::new(),
            warned: HashSet::new(),
            quotes: options.quotes.map(Quotes::of),
            beside: Default::default(),
        }
    }

    fn take_all(&mut self, events: Vec<Placed<'_>>) {
        let mut events = events.into_iter().peekable();
        let mut before = Edge::Blank;
        while let Some((event, span)) = events.next() {
            let after = events.peek().map_or(Edge::Blank, |(next, _)| edge(next, false));
            self.beside = (before, after);
            before = edge(&event, true);
            match self.masked.line_in(&span) {
                Some(line) if event == Event::Rule => self.directive(line),
                _ => self.take(event, span),
            }
        }
    }

    fn take(&mut self, event: Event<'_>, span: Range<usize>) {
        self.place = span.clone();
        if self.alt.is_some() {
            return self.take_alt(&event);
        }
        if let Some(open) = &mut self.code {
            match event {
                Event::Text(text) => open.code.push_str(&text),
                _ => self.end_code(),
            }
            return;
        }
        if let Some((_, html)) = &mut self.html_block {
            match event {
                Event::Html(text) | Event::Text(text) => html.push_str(&text),
                _ => self.end_html_block(),
            }
            return;
        }
        match event {
            Event::Start(tag) => {
                if self.enters(&tag, &span) {
                    self.start(tag, span);
                }
            }
            Event::End(tag) => {
                if self.leaves(tag) {
                    self.end(tag);
                }
            }
            Event::Text(text) => self.write_prose(&text, &span),
            Event::Code(code) => {
                self.html.push_str("<code>");
                self.write_text(&code);
                self.html.push_str("</code>");
            }
            Event::InlineHtml(html) | Event::Html(html) => self.raw_html(&html, span),
            Event::InlineMath(formula) => self.formula(&formula, false, span),
            Event::DisplayMath(formula) => self.formula(&formula, true, span),
            Event::SoftBreak => {
                self.html.push('\n');
                self.text.line_break();
                self.heading_text(" ");
            }
            Event::HardBreak => {
                self.html.push_str("<br />\n");
                self.text.line_break();
                self.heading_text(" ");
            }
            Event::Rule => {
                self.close_label();
                self.html.push_str("<hr />\n");
                self.text.block();
            }
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::TaskListMarker(done) => self.task_marker(done),
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        self.enter_block(&tag);
        match tag {
            Tag::Paragraph => {
                self.close_label();
                self.html.push_str("<p>");
            }
            Tag::Heading { level, id, classes, .. } => {
                self.close_label();
                self.start_heading(level, id.as_deref(), &classes);
            }
            Tag::BlockQuote(kind) => {
                self.close_label();
                self.start_quote(kind);
            }
            Tag::CodeBlock(kind) => {
                self.close_label();
                self.start_code(kind, span);
            }
            Tag::HtmlBlock => {
                self.close_label();
                self.html_block = Some((span, String::new()));
            }
            Tag::List(first) => {
                self.close_label();
                self.text.block();
                match first {
                    None => self.html.push_str("<ul>\n"),
                    Some(1) => self.html.push_str("<ol>\n"),
                    Some(first) => self.html.push_str(&format!("<ol start=\"{first}\">\n")),
                }
            }
            Tag::Item => {
                self.items.push(self.html.len());
                self.html.push_str("<li>");
            }
            Tag::Table(alignments) => {
                self.close_label();
                self.start_table(alignments);
            }
            Tag::TableHead => self.start_table_head(),
            Tag::TableRow => self.start_table_row(),
            Tag::TableCell => self.start_table_cell(),
            Tag::Emphasis => self.html.push_str("<em>"),
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::Strikethrough => self.html.push_str("<del>"),
            Tag::Superscript => self.html.push_str("<sup>"),
            Tag::Subscript => self.html.push_str("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.start_link(link_type, &dest_url, &title, span)
            }
            Tag::Image { dest_url, title, .. } => self.start_image(&dest_url, &title, span),
            Tag::DefinitionList => {
                self.close_label();
                self.html.push_str("<dl>\n");
                self.text.block();
            }
            Tag::DefinitionListTitle => self.html.push_str("<dt>"),
            Tag::DefinitionListDefinition => self.html.push_str("<dd>"),
            // Footnotes stand apart.
            Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.leave_block(tag);
        match tag {
            TagEnd::Paragraph => {
                self.close_label();
                if !self.end_figure() {
                    self.html.push_str("</p>\n");
                }
                self.text.block();
            }
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(kind) => {
                self.html.push_str(if kind.is_some() { "</aside>\n" } else { "</blockquote>\n" });
            }
            TagEnd::List(ordered) => self.html.push_str(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => {
                self.close_label();
                self.items.pop();
                self.html.push_str("</li>\n");
                self.text.block();
            }
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::TableRow => self.end_table_row(),
            TagEnd::TableCell => self.end_table_cell(),
            TagEnd::Emphasis => self.html.push_str("</em>"),
            TagEnd::Strong => self.html.push_str("</strong>"),
            TagEnd::Strikethrough => self.html.push_str("</del>"),
            TagEnd::Superscript => self.html.push_str("</sup>"),
            TagEnd::Subscript => self.html.push_str("</sub>"),
            TagEnd::Link => self.end_link(),
            TagEnd::DefinitionList => self.html.push_str("</dl>\n"),
            TagEnd::DefinitionListTitle => {
                self.html.push_str("</dt>\n");
                self.text.block();
            }
            TagEnd::DefinitionListDefinition => {
                self.html.push_str("</dd>\n");
                self.text.block();
            }
            TagEnd::Image
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Writes what an author wrote as text, with the pictures and the marks that are meant.
    fn write_prose(&mut self, text: &str, span: &Range<usize>) {
        // An address is shown as it is.
        let address = self.links.last().is_some_and(|link| link.bare);
        if address || self.raw.is_hidden() || prose::is_literal(text, span, self.body) {
            return self.write_text(text);
        }
        self.warn_of_notes(text, span);
        let mut shown = with_emoji(text);
        if let Some(quotes) = self.quotes {
            shown = quotes.printed(&shown, self.beside.0, self.beside.1).into();
        }
        let _ = escape_html_body_text(&mut self.html, &shown);
        self.text.push(&shown);
        // An id stays what it is, however its heading is printed.
        self.heading_prose(text, &shown);
    }

    fn write_text(&mut self, text: &str) {
        let _ = escape_html_body_text(&mut self.html, text);
        if !self.raw.is_hidden() {
            self.text.push(text);
            self.heading_text(text);
        }
    }

    fn start_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let (class, title) = match kind {
            None => return self.html.push_str("<blockquote>\n"),
            Some(BlockQuoteKind::Note) => ("note", "Note"),
            Some(BlockQuoteKind::Tip) => ("tip", "Tip"),
            Some(BlockQuoteKind::Important) => ("important", "Important"),
            Some(BlockQuoteKind::Warning) => ("warning", "Warning"),
            Some(BlockQuoteKind::Caution) => ("caution", "Caution"),
        };
        // A note in the text is no landmark of the page, as an `aside` would be by itself.
        self.html.push_str(&format!(
            "<aside class=\"alert alert-{class}\" role=\"note\"><p class=\"alert-title\">{title}</p>\n"
        ));
    }

    /// The box of a task, with what the task says as its label.
    fn task_marker(&mut self, done: bool) {
        if let Some(start) = self.items.last() {
            self.html.insert_str(start + "<li".len(), " class=\"task\"");
        }
        let checked = if done { " checked" } else { "" };
        self.html.push_str(&format!("<label><input type=\"checkbox\" disabled{checked} /> "));
        self.label = true;
    }

    fn close_label(&mut self) {
        if std::mem::take(&mut self.label) {
            self.html.push_str("</label>");
        }
    }

    /// Says something once in a body.
    fn warn(&mut self, message: String, help: Option<String>, span: Range<usize>) {
        if self.warned.insert(message.clone()) {
            self.warnings.push(Warning { message, help, span });
        }
    }

    fn finish(self) -> Document {
        let html = match self.options.html {
            // Without an author's HTML, all of it is ours.
            _ if !self.raw.seen => self.html,
            RawHtml::Sanitize => sanitized(&self.html),
            RawHtml::Trust => balanced(&self.html),
        };
        let html = match &self.slots {
            slots if slots.is_empty() => html,
            // An element that is open on one side of a slot must not swallow the page.
            slots if slots.holds_theme || self.raw.seen => balanced(&slots.fill(&html)),
            slots => slots.fill(&html),
        };
        let count = word_count::count(&self.text.all);
        Document {
            html,
            headings: self.headings,
            text: self.text.prose.trim().to_owned(),
            sections: self.text.sections(),
            words: count.words,
            minutes: count.minutes,
            remote_hosts: self.remote_hosts,
            frame_hosts: self.frame_hosts,
            references: self.references,
            warnings: self.warnings,
        }
    }
}

/// What a text meets where an event stands: behind it, or in front of it.
fn edge(event: &Event<'_>, behind: bool) -> Edge {
    match event {
        Event::Text(text) if behind => text.chars().next_back().map_or(Edge::Blank, Edge::Is),
        Event::Text(text) => text.chars().next().map_or(Edge::Blank, Edge::Is),
        Event::Code(_) | Event::InlineMath(_) | Event::FootnoteReference(_) => Edge::Word,
        Event::Start(tag) if is_inline(&tag.to_end()) => Edge::Opening,
        Event::End(tag) if is_inline(tag) => {
            if behind {
                Edge::Word
            } else {
                Edge::Blank
            }
        }
        Event::InlineHtml(html) => match (html.starts_with("</"), behind) {
            (false, _) => Edge::Opening,
            (true, true) => Edge::Word,
            (true, false) => Edge::Blank,
        },
        _ => Edge::Blank,
    }
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
