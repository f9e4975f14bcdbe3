use super::Renderer;
use crate::directives::{
    Attributes, BuiltIn, DEEPEST, Directive, Embed, Line, NAMES, Problem, Video, is_built_in, nearest,
};
use crate::prose;
use crate::url::{is_safe_source, origin};
use crate::{ImageLink, Warning};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use pulldown_cmark_escape::{escape_html, escape_html_body_text};
use std::ops::Range;

/// The containers that are open, and where.
#[derive(Default)]
pub(super) struct Directives {
    /// Items, quotes and notes around.
    depth: usize,
    open: Vec<Container>,
}

struct Container {
    colons: usize,
    depth: usize,
    /// What ends it; `None` where its beginning was not understood, and its end is shown as well.
    end: Option<String>,
    /// Bytes of its first line.
    span: Range<usize>,
}

impl Renderer<'_> {
    /// A block that others stand in begins.
    pub(super) fn enter_block(&mut self, tag: &Tag<'_>) {
        if matches!(
            tag,
            Tag::BlockQuote(_) | Tag::Item | Tag::FootnoteDefinition(_) | Tag::DefinitionListDefinition
        ) {
            self.directives.depth += 1;
        }
    }

    /// A block that others stand in ends, and with it the containers in it.
    pub(super) fn leave_block(&mut self, tag: TagEnd) {
        if matches!(
            tag,
            TagEnd::BlockQuote(_)
                | TagEnd::Item
                | TagEnd::FootnoteDefinition
                | TagEnd::DefinitionListDefinition
        ) {
            self.end_containers();
            self.directives.depth = self.directives.depth.saturating_sub(1);
        }
    }

    /// Ends the containers that the end of a block, or of the body, leaves open.
    pub(super) fn end_containers(&mut self) {
        while self.directives.open.last().is_some_and(|open| open.depth == self.directives.depth) {
            self.end_innermost(false);
        }
    }

    /// Reads and writes the directive that stands at a place in the body.
    pub(super) fn directive(&mut self, span: Range<usize>) {
        self.close_label();
        let body = self.body;
        match Line::read(body, &span) {
            Ok(Line::End { colons }) => self.end_container(colons, span),
            Ok(Line::Directive(directive)) => self.start_directive(directive, span),
            Err((name, problem)) => {
                let colons = body[span.clone()].bytes().take_while(|byte| *byte == b':').count();
                let problem = match name.filter(|name| !self.options.knows(name)) {
                    Some(name) => self.unknown(name, &span),
                    None => problem,
                };
                self.not_understood(problem, colons, span);
            }
        }
    }

    fn start_directive(&mut self, mut directive: Directive<'_>, span: Range<usize>) {
        let colons = directive.colons;
        if directive.is_container() && self.directives.open.len() >= DEEPEST {
            let message =
                format!("more than {DEEPEST} directives stand in each other: the rest is shown as text");
            self.warn(message, None, span.clone());
            return self.write_as_it_is(&span);
        }
        if !is_built_in(directive.name) {
            return match self.options.snippets.and_then(|snippets| snippets.get(directive.name)) {
                Some(snippet) => self.snippet(snippet, &directive, span),
                None => {
                    let problem = self.unknown(directive.name, &directive.name_span);
                    self.not_understood(problem, colons, span);
                }
            };
        }
        let label = directive.label.clone();
        let text = label.clone().and_then(|label| self.body.get(label)).map(plain_text);
        match BuiltIn::read(&mut directive, text.as_deref()) {
            Err(problem) => self.not_understood(problem, colons, span),
            Ok((built_in, problems)) => {
                for problem in problems {
                    self.report(problem);
                }
                let id_and_class = self.id_and_class(&mut directive.attributes);
                self.text.block();
                match built_in {
                    BuiltIn::Callout { class, title, own_title } => {
                        let (id, classes) = id_and_class;
                        self.html.push_str(&format!(
                            "<aside{id} class=\"alert alert-{class}{classes}\" role=\"note\">\
                             <p class=\"alert-title\">"
                        ));
                        self.title(label, own_title, title);
                        self.html.push_str("</p>\n");
                        self.open_container(colons, "</aside>\n", span);
                    }
                    BuiltIn::Details { open } => {
                        let open = if open { " open=\"\"" } else { "" };
                        let attributes = attributes(&id_and_class);
                        self.html.push_str(&format!("<details{attributes}{open}><summary>"));
                        let own_title = directive.attributes.text("title").filter(|_| label.is_none());
                        self.title(label, own_title, "Details");
                        self.html.push_str("</summary>\n");
                        self.open_container(colons, "</details>\n", span);
                    }
                    BuiltIn::Embed(embed) => {
                        let (id, classes) = id_and_class;
                        let html = self.embed(&embed, "p", &format!("{id} class=\"embed{classes}\""));
                        self.html.push_str(&html);
                        self.html.push('\n');
                        self.text.block();
                    }
                    BuiltIn::Video(video) => {
                        self.video(&video, &attributes(&id_and_class), &span);
                        self.text.block();
                    }
                }
            }
        }
    }

    /// The title of a container: the author's, in which Markdown counts, or the one that it has by itself.
    fn title(&mut self, label: Option<Range<usize>>, own_title: Option<String>, default: &str) {
        match (label.filter(|label| !self.body[label.clone()].trim().is_empty()), own_title) {
            (Some(label), _) => self.inline(label),
            (None, Some(title)) => self.write_text(&title),
            (None, None) => {
                let _ = escape_html_body_text(&mut self.html, default);
            }
        }
        self.text.block();
    }

    /// Writes a part of a line, in which only what stands in lines counts: no heading, no list.
    fn inline(&mut self, part: Range<usize>) {
        let text = &self.body[part.clone()];
        let extensions = super::extensions(self.options.math);
        let events = Parser::new_ext(text, extensions).into_offset_iter().collect();
        let events = prose::resolved(events, text);
        let is_line = matches!(events.first(), Some((Event::Start(Tag::Paragraph), _)))
            && matches!(events.last(), Some((Event::End(TagEnd::Paragraph), _)));
        if !is_line {
            return self.write_text(text);
        }
        let inline = events.into_iter().filter_map(|(event, span)| {
            let paragraph = matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph));
            (!paragraph).then(|| (event, span.start + part.start..span.end + part.start))
        });
        let beside = self.beside;
        self.take_all(inline.collect());
        self.beside = beside;
    }

    pub(super) fn open_container(&mut self, colons: usize, end: &str, span: Range<usize>) {
        let depth = self.directives.depth;
        self.directives.open.push(Container { colons, depth, end: Some(end.to_owned()), span });
    }

    fn end_container(&mut self, colons: usize, span: Range<usize>) {
        let depth = self.directives.depth;
        let here =
            || self.directives.open.iter().enumerate().rev().take_while(|(_, open)| open.depth == depth);
        let found = here()
            .find(|(_, open)| open.colons == colons)
            .or_else(|| here().find(|(_, open)| open.colons < colons))
            .map(|(index, _)| index);
        let Some(index) = found else {
            let problem = Problem::new("there is no directive to close here", span.clone());
            self.report(
                problem.help("a container begins with a line such as `:::note`, in the same list or quote"),
            );
            return self.write_as_it_is(&span);
        };
        while self.directives.open.len() > index + 1 {
            self.end_innermost(false);
        }
        if self.directives.open.last().is_some_and(|open| open.end.is_none()) {
            self.write_as_it_is(&span);
        }
        self.end_innermost(true);
    }

    fn end_innermost(&mut self, is_closed: bool) {
        let Some(Container { colons, end: Some(end), span, .. }) = self.directives.open.pop() else { return };
        self.close_label();
        self.html.push_str(&end);
        self.text.block();
        if !is_closed {
            let problem = Problem::new("this directive is not closed", span);
            self.report(
                problem.help(format!(
                    "write `{}` on a line of its own where it ends",
                    ":".repeat(colons.min(16))
                )),
            );
        }
    }

    /// Says what is wrong with a directive, and shows it as it was written.
    pub(super) fn not_understood(&mut self, problem: Problem, colons: usize, span: Range<usize>) {
        self.report(problem);
        self.write_as_it_is(&span);
        if colons > 2 && self.directives.open.len() < DEEPEST {
            let depth = self.directives.depth;
            self.directives.open.push(Container { colons, depth, end: None, span });
        }
    }

    fn unknown(&self, name: &str, span: &Range<usize>) -> Problem {
        let own = || self.options.snippets.into_iter().flat_map(|snippets| snippets.names());
        let help = match nearest(name, NAMES.into_iter().chain(own())) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => {
                let names: Vec<_> = NAMES.into_iter().chain(own()).map(|name| format!("`{name}`")).collect();
                format!(
                    "there are {}, and snippets of your own in `theme/snippets`; to show it as it is, put it \
                     between backticks",
                    names.join(", ")
                )
            }
        };
        Problem::new(format!("there is no directive `{name}`"), span.clone()).help(help)
    }

    pub(super) fn write_as_it_is(&mut self, span: &Range<usize>) {
        let text = &self.body[span.clone()];
        self.text.block();
        self.html.push_str("<p>");
        self.write_text(text);
        self.html.push_str("</p>\n");
        self.text.block();
    }

    pub(super) fn report(&mut self, problem: Problem) {
        let Problem { message, help, span } = problem;
        self.warnings.push(Warning { message, help, span });
    }

    /// The attribute `id`, and the classes behind those of ours, as HTML.
    fn id_and_class(&mut self, attributes: &mut Attributes) -> (String, String) {
        let mut id = String::new();
        // A video's `id` is another site's.
        if let Some(written) = attributes.anchor().filter(|written| self.ids.take(written)) {
            id.push_str(" id=\"");
            let _ = escape_html(&mut id, &written);
            id.push('"');
        }
        let mut classes = String::new();
        if let Some(written) = attributes.text("class") {
            classes.push(' ');
            let _ = escape_html(&mut classes, &written);
        }
        (id, classes)
    }

    /// What stands for something of another site; the page's policy lets its frame in.
    pub(super) fn embed(&mut self, embed: &Embed, element: &str, attributes: &str) -> String {
        let Embed { kind, link, frame, title, host } = embed;
        let mut html = format!("<{element}{attributes}");
        if let Some(frame) = frame {
            self.frame_hosts.extend(origin(frame));
            html.push_str(&format!(" data-kind=\"{kind}\" data-frame=\""));
            let _ = escape_html(&mut html, frame);
            html.push('"');
        }
        html.push_str("><a href=\"");
        let _ = escape_html(&mut html, link);
        html.push_str("\">");
        let _ = escape_html_body_text(&mut html, title);
        html.push_str("</a> <span>");
        let _ = escape_html_body_text(&mut html, host);
        html.push_str(&format!("</span></{element}>"));
        self.text.push(title);
        self.slots.keep(html)
    }

    fn video(&mut self, video: &Video, attributes: &str, span: &Range<usize>) {
        let Video { src, poster, title, captions, language } = video;
        let addresses = [Some(src), poster.as_ref(), captions.as_ref()];
        if let Some(unsafe_one) = addresses.into_iter().flatten().find(|address| !is_safe_source(address)) {
            self.warn_of_address(unsafe_one, span.clone());
            return self.write_as_it_is(span);
        }
        let ImageLink { src, mut size } = self.loaded(src);
        let mut tag = String::from("<video src=\"");
        let _ = escape_html(&mut tag, &src);
        if let Some(poster) = poster {
            let poster = self.loaded(poster);
            size = size.or(poster.size);
            tag.push_str("\" poster=\"");
            let _ = escape_html(&mut tag, &poster.src);
        }
        if let Some(title) = title {
            tag.push_str("\" aria-label=\"");
            let _ = escape_html(&mut tag, title);
        }
        tag.push('"');
        if let Some((width, height)) = size {
            tag.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        self.html.push_str(&format!("<figure{attributes}>{tag} controls=\"\" preload=\"none\">"));
        if let Some(captions) = captions {
            let ImageLink { src, .. } = self.loaded(captions);
            let mut track = String::from("<track kind=\"captions\" default=\"\" src=\"");
            let _ = escape_html(&mut track, &src);
            if let Some(language) = language {
                track.push_str("\" srclang=\"");
                let _ = escape_html(&mut track, language);
            }
            self.html.push_str(&track);
            self.html.push_str("\">");
        }
        // What feeds and browsers without video show.
        let mut link = String::from("<a href=\"");
        let _ = escape_html(&mut link, &src);
        link.push_str("\">");
        let _ = escape_html_body_text(&mut link, title.as_deref().unwrap_or("Video"));
        self.html.push_str(&link);
        self.html.push_str("</a></video>");
        if let Some(title) = title {
            self.html.push_str("<figcaption>");
            self.write_text(title);
            self.html.push_str("</figcaption>");
        }
        self.html.push_str("</figure>\n");
    }
}

/// `id` and `class`, where an element has no class of ours.
fn attributes((id, classes): &(String, String)) -> String {
    match classes.trim_start() {
        "" => id.clone(),
        classes => format!("{id} class=\"{classes}\""),
    }
}

/// A label as the text of something that shows no Markdown: without its backslashes.
pub(super) fn plain_text(label: &str) -> String {
    let mut plain = String::with_capacity(label.len());
    let mut characters = label.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '\\' || !characters.peek().is_some_and(char::is_ascii_punctuation) {
            plain.push(character);
        }
    }
    plain.trim().to_owned()
}
