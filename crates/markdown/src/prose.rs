//! What authors write in plain text and mean as more: bare addresses, `H~2~O`, `x^2^`, `:tada:`, quotes.

mod addresses;
mod definitions;
mod emoji;
mod quotes;
mod scripts;

pub(crate) use emoji::with_emoji;
pub(crate) use quotes::{Edge, Quotes};

use addresses::Address;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// A piece of a body, with its place there.
pub(crate) type Placed<'a> = (Event<'a>, Range<usize>);

/// Elements of an author's HTML whose text is shown as it stands.
const VERBATIM: [&str; 9] = ["code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea"];

/// The same events, in which adjacent texts are one, bare addresses are links (GFM 0.29 §6.9) and letters above
/// and below the line have elements. A character that its author escaped is a text of its own.
pub(crate) fn resolved<'a>(events: Vec<Placed<'a>>, body: &str) -> Vec<Placed<'a>> {
    let events = definitions::real(events, body);
    let mut out = Vec::with_capacity(events.len());
    let mut run = Run::default();
    let mut within = Within::default();
    for (event, span) in events {
        match event {
            Event::Text(text) if !within.verbatim() => {
                match escaped(&text, &span, body) {
                    0 => run.add(&text, span),
                    // What is escaped is one character; what follows it may be anything.
                    cut => {
                        run.write(&within, &mut out);
                        let end = if cut < text.len() { span.start + cut } else { span.end };
                        run = Run { text: text[..cut].to_owned(), span: span.start..end, literal: true };
                        run.write(&within, &mut out);
                        run.add(&text[cut..], end..span.end);
                    }
                }
            }
            event => {
                run.write(&within, &mut out);
                within.take(&event);
                out.push((event, span));
            }
        }
    }
    run.write(&within, &mut out);
    out
}

/// How much of a text stands for itself, whatever it looks like: the character after a backslash, or all that an
/// entity stands for.
fn escaped(text: &str, span: &Range<usize>, body: &str) -> usize {
    if body.get(span.clone()) != Some(text) {
        return text.len();
    }
    let mark = text.chars().next().filter(char::is_ascii_punctuation);
    match mark {
        Some(mark) if body.get(..span.start).is_some_and(|before| before.ends_with('\\')) => mark.len_utf8(),
        _ => 0,
    }
}

/// Whether a text of [`resolved`] stands for itself.
pub(crate) fn is_literal(text: &str, span: &Range<usize>, body: &str) -> bool {
    escaped(text, span, body) == text.len()
}

/// What the text stands in.
#[derive(Default)]
struct Within {
    /// Blocks of code and of HTML.
    blocks: usize,
    links: usize,
    images: usize,
    /// Elements of [`VERBATIM`] that the author opened.
    elements: usize,
    /// An author's own `<a>` is open.
    anchor: bool,
    /// The last character of what came before, if it is in the same line.
    last: Option<char>,
}

impl Within {
    fn verbatim(&self) -> bool {
        self.blocks > 0 || self.elements > 0
    }

    fn take(&mut self, event: &Event<'_>) {
        self.last = None;
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_)) => self.blocks += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => {
                self.blocks = self.blocks.saturating_sub(1);
            }
            Event::Start(Tag::Link { .. }) => self.links += 1,
            Event::End(TagEnd::Link) => self.links = self.links.saturating_sub(1),
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            // No element of a line outlives its block.
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item) => {
                (self.elements, self.anchor) = (0, false);
            }
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.last = Some('`'),
            Event::InlineHtml(html) => self.take_html(html),
            _ => {}
        }
    }

    fn take_html(&mut self, html: &str) {
        let closes = html.starts_with("</");
        let name = html.trim_start_matches(['<', '/']);
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = name[..end].to_ascii_lowercase();
        if name == "a" {
            self.anchor = !closes;
        } else if VERBATIM.contains(&name.as_str()) && !html.ends_with("/>") {
            self.elements = if closes { self.elements.saturating_sub(1) } else { self.elements + 1 };
        }
    }
}

/// Adjacent text.
#[derive(Default)]
struct Run {
    text: String,
    span: Range<usize>,
    /// It was escaped, or is what an entity stands for.
    literal: bool,
}

impl Run {
    fn add(&mut self, text: &str, span: Range<usize>) {
        if self.text.is_empty() {
            self.span = span;
        } else {
            self.span.end = span.end;
        }
        self.text.push_str(text);
    }

    fn write<'a>(&mut self, within: &Within, out: &mut Vec<Placed<'a>>) {
        let Run { text, span, literal } = std::mem::take(self);
        if text.is_empty() {
            return;
        }
        // Where a text is as written, so are its parts.
        let place = |part: &Range<usize>| match text.len() == span.len() {
            true => span.start + part.start..span.start + part.end,
            false => span.clone(),
        };
        if literal || within.images > 0 {
            return out.push((Event::Text(CowStr::from(text)), span));
        }
        let links = within.links == 0 && !within.anchor;
        let addresses = if links { addresses::find(&text, within.last) } else { Vec::new() };
        let mut at = 0;
        for Address { place: link, url } in addresses {
            plain(&text, at..link.start, &place, out);
            let tag = Tag::Link {
                link_type: LinkType::Autolink,
                dest_url: url.into(),
                title: "".into(),
                id: "".into(),
            };
            out.push((Event::Start(tag), place(&link)));
            let shown = CowStr::from(text[link.clone()].to_owned());
            out.push((Event::Text(shown), place(&link)));
            out.push((Event::End(TagEnd::Link), place(&link)));
            at = link.end;
        }
        plain(&text, at..text.len(), &place, out);
    }
}

/// Text without addresses.
fn plain<'a>(
    text: &str,
    part: Range<usize>,
    place: &impl Fn(&Range<usize>) -> Range<usize>,
    out: &mut Vec<Placed<'a>>,
) {
    let write = |part: Range<usize>, out: &mut Vec<Placed<'a>>| {
        if !part.is_empty() {
            out.push((Event::Text(CowStr::from(text[part.clone()].to_owned())), place(&part)));
        }
    };
    let mut at = part.start;
    for script in scripts::find(&text[part.clone()]) {
        let in_text = |range: Range<usize>| range.start + part.start..range.end + part.start;
        let whole = in_text(script.place);
        let (start, end) = match script.raised {
            true => (Tag::Superscript, TagEnd::Superscript),
            false => (Tag::Subscript, TagEnd::Subscript),
        };
        write(at..whole.start, out);
        out.push((Event::Start(start), place(&whole)));
        write(in_text(script.content), out);
        out.push((Event::End(end), place(&whole)));
        at = whole.end;
    }
    write(at..part.end, out);
}
