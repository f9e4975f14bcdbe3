//! A text as HTML, near enough to what Goldmark makes of it to be counted.

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream, html};

/// The extensions that Hugo turns on by itself.
pub fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
}

/// How a site has its Markdown rendered.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rules {
    /// An author's HTML is shown.
    pub raw: bool,
    /// Quotes are curly.
    pub typographer: bool,
    /// Dollars mean formulas. Their letters are no words: a script turned them into something else.
    pub math: bool,
}

/// Renders Markdown.
pub fn render(text: &str, rules: Rules) -> String {
    let mut options = extensions();
    options.set(Options::ENABLE_SMART_PUNCTUATION, rules.typographer);
    options.set(Options::ENABLE_MATH, rules.math);
    let mut quiet = 0usize;
    let mut events: Vec<Event<'_>> = Vec::new();
    for event in TextMergeStream::new(Parser::new_ext(text, options)) {
        match &event {
            Event::Html(_) | Event::InlineHtml(_) if !rules.raw => continue,
            Event::InlineMath(_) | Event::DisplayMath(_) => continue,
            Event::Start(Tag::Link { .. } | Tag::CodeBlock(_) | Tag::Image { .. }) => quiet += 1,
            Event::End(TagEnd::Link | TagEnd::CodeBlock | TagEnd::Image) => quiet = quiet.saturating_sub(1),
            Event::Text(text) if quiet == 0 && text.contains("://") => {
                linkify(text, &mut events);
                continue;
            }
            _ => {}
        }
        events.push(event);
    }
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter());
    without_numbers(&out)
}

/// Goldmark leaves the numbers of footnotes to the list that they stand in.
fn without_numbers(html: &str) -> String {
    const LABEL: &str = "<sup class=\"footnote-definition-label\">";
    let mut parts = html.split(LABEL);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.split_once("</sup>").map_or(part, |(_, rest)| rest));
    }
    out
}

/// Makes links of addresses (GFM, "Autolinks (extension)").
fn linkify<'a>(text: &str, events: &mut Vec<Event<'a>>) {
    let mut rest = text;
    while let Some(found) =
        ["https://", "http://", "ftp://"].iter().filter_map(|scheme| rest.find(scheme)).min()
    {
        let before = &rest[..found];
        let end = rest[found..].find(|c: char| c.is_whitespace() || c == '<').unwrap_or(rest.len() - found);
        let mut url = &rest[found..found + end];
        loop {
            let unbalanced = url.ends_with(')') && url.matches(')').count() > url.matches('(').count();
            if unbalanced || url.ends_with(['?', '!', '.', ',', ':', '*', '_', '~', '\'', '"', ';', '”', '’'])
            {
                let last = url.chars().next_back().map_or(0, char::len_utf8);
                url = &url[..url.len() - last];
            } else {
                break;
            }
        }
        let starts = before.chars().next_back().is_none_or(|c| c.is_whitespace() || "*_~(\"“‘'".contains(c));
        events.push(Event::Text(CowStr::from(before.to_owned())));
        if starts && url.len() > url.find("://").map_or(0, |at| at + 3) {
            let dest_url = CowStr::from(url.to_owned());
            let (title, id) = (CowStr::Borrowed(""), CowStr::Borrowed(""));
            events.push(Event::Start(Tag::Link { link_type: LinkType::Autolink, dest_url, title, id }));
            events.push(Event::Text(CowStr::from(url.to_owned())));
            events.push(Event::End(TagEnd::Link));
        } else {
            events.push(Event::Text(CowStr::from(url.to_owned())));
        }
        rest = &rest[found + url.len().max(1)..];
    }
    events.push(Event::Text(CowStr::from(rest.to_owned())));
}

/// One line of Markdown as HTML without a paragraph around it, as `markdownify` makes it.
pub fn inline(text: &str) -> String {
    let html = render(text, Rules { raw: true, typographer: true, math: false });
    let html = html.trim();
    let inner = html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>"));
    inner.filter(|inner| !inner.contains("<p>")).unwrap_or(html).to_owned()
}

/// What a text says, without its marks.
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for event in Parser::new_ext(text, extensions()) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => {
                out.push(' ');
            }
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text in HTML.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    let _ = pulldown_cmark_escape::escape_html(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::{Rules, inline, plain, render};

    const RAW: Rules = Rules { raw: true, typographer: false, math: false };

    #[test]
    fn addresses_are_links_where_they_stand_in_text() {
        let html = render("See https://example.org/a_(b), or (http://x.org). `https://no.org`\n", RAW);
        assert_eq!(html.matches("<a href").count(), 2, "{html}");
        assert!(html.contains("<a href=\"https://example.org/a_(b)\">"), "{html}");
        assert!(html.contains("<a href=\"http://x.org\">"), "{html}");
    }

    #[test]
    fn raw_html_is_left_out_unless_the_site_trusts_it() {
        assert!(!render("a <b>b</b>\n\n<iframe src=\"x\"></iframe>\n", Rules::default()).contains("<b>"));
        assert!(render("a <b>b</b>\n", RAW).contains("<b>"));
    }

    #[test]
    fn a_line_is_no_paragraph() {
        assert_eq!(inline("a *b*"), "a <em>b</em>");
        assert_eq!(plain("a *b* [c](d)\n\ne `f`"), "a b c e f");
    }
}
